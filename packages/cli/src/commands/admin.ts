// What operators do to a running platform, each with a reason, and the list of what they did.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { operationEvents, type OperationEvent, type Sealed } from '@zhijian/contracts'
import type { EventStore } from '@zhijian/event-store'
import { epochMs, Fault } from '@zhijian/kernel'
import { createSealer, openSqliteKeyRing } from '@zhijian/privacy'
import { wallNow } from '@zhijian/runtime'
import { Secret, TOTP } from 'otpauth'
import { action, type Context, type Run } from '../context.ts'
import { call, operator } from '../operator.ts'
import { openLog } from '../store.ts'

interface Told {
  readonly operationId: string
  readonly at: string
  readonly operation: string
  readonly by: string
  readonly staffId: string | null
  readonly target: string
  readonly outcome: 'begun' | 'done' | 'failed'
  readonly code: string | null
  /** Null where the key is not to be had. */
  readonly reason: string | null
}

/** Streams of a category in order of name, which for operations is the order of time. */
const allStreams = async (store: EventStore, category: string): Promise<readonly string[]> => {
  const names: string[] = []
  for (;;) {
    const page = await store.streams(category, names.at(-1), 10_000)
    names.push(...page)
    if (page.length < 10_000) return names
  }
}

const told = async (store: EventStore, stream: string, open: (sealed: Sealed) => Promise<string | null>): Promise<Told | null> => {
  const events = (await store.read(stream)).flatMap(({ type, data }) => operationEvents.read(type, data) ?? []) as readonly OperationEvent[]
  const begun = events.find((event) => event.type === 'OperationRecorded')
  const ended = events.find((event) => event.type === 'OperationEnded')
  if (!begun) return null
  const { reason, ...data } = begun.data
  return { ...data, outcome: ended?.data.outcome ?? 'begun', code: ended?.data.code ?? null, reason: await open(reason) }
}

/** Opens reasons with the platform's key ring, also beside a running platform. */
const reasons = async ({ paths }: Run): Promise<{ open(sealed: Sealed): Promise<string | null>; close(): Promise<void> }> => {
  const { keyring: file, masterKey: masterKeyFile, tombstones: tombstoneFile } = paths.files
  if (!existsSync(file) || !existsSync(masterKeyFile)) return { open: async () => null, close: async () => undefined }
  const keyring = await openSqliteKeyRing({ file, masterKeyFile, tombstoneFile })
  const sealer = createSealer(keyring)
  return { open: (sealed) => sealer.open(sealed).catch(() => null), close: () => keyring.close() }
}

export const admin = (program: Command, context: Context, t: (key: never) => string): void => {
  const asked = (name: string): Command => program.command(name).description(t(name as never))
    .requiredOption('--reason <text>', t('option.reason' as never))

  asked('admin-link').argument('<account>').action(action(context, async (run, account: string, { reason }: { reason: string }) => {
    const made = await call<{ link: string }>(run, 'admin-link', { account, reason, by: operator(context.env) })
    run.terminal.say('admin-link.done', made)
    run.terminal.result(made)
  }))

  // Whoever tries a demonstration has no authenticator app with fifteen invented people in it.
  program.command('demo-code').description(t('demo-code' as never)).argument('<account>').action(action(context, async (run, account: string) => {
    const file = join(run.paths.folders.keys, 'demonstration-accounts.json')
    if (!existsSync(file)) throw new Fault('no-demonstration', 'this folder holds no demonstration', { retry: 'never', about: { file } })
    const accounts = JSON.parse(readFileSync(file, 'utf8')) as readonly { readonly id: string; readonly secondFactor?: string }[]
    const secret = accounts.find(({ id }) => id === account)?.secondFactor
    if (secret === undefined) throw new Fault('no-demonstration-account', account, { retry: 'never', about: { account } })
    const code = new TOTP({ algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret) }).generate({ timestamp: epochMs(wallNow()) })
    run.terminal.say('demo-code.done', { code })
    run.terminal.result({ code })
  }))

  asked('seal').action(action(context, async (run, { reason }: { reason: string }) => {
    await call(run, 'seal', { reason, by: operator(context.env) })
    run.terminal.say('seal.done', { folder: run.paths.folders.seals })
    run.terminal.result({ sealed: true })
  }))

  asked('seal-key').action(action(context, async (run, { reason }: { reason: string }) => {
    const made = await call<{ keyId: string }>(run, 'seal-key', { reason, by: operator(context.env) })
    run.terminal.say('seal-key.done', { keyId: made.keyId, file: join(run.paths.folders.seals, `${made.keyId}.pub.pem`) })
    run.terminal.result(made)
  }))

  asked('receipt').argument('<consultation>').option('--out <file>', t('receipt.out' as never))
    .action(action(context, async (run, consultation: string, { reason, out }: { reason: string; out?: string }) => {
      const { receipt, page, waiting } = await call<{ receipt: object; page: string; waiting: number }>(run, 'receipt', { consultation, reason, by: operator(context.env) })
      if (out === undefined) run.terminal.line(JSON.stringify(receipt))
      else {
        writeFileSync(out, out.endsWith('.html') ? page : `${JSON.stringify(receipt)}\n`, { mode: 0o600 })
        run.terminal.say('receipt.done', { file: out })
      }
      if (waiting > 0) run.terminal.say('receipt.waiting', { count: waiting })
      run.terminal.result(receipt)
    }))

  program.command('operations').description(t('operations' as never))
    .command('list').option('--limit <n>', t('operations.limit' as never), '50').description(t('operations.list' as never))
    .action(action(context, async (run, { limit }: { limit: string }) => {
      if (!/^[1-9]\d{0,5}$/.test(limit)) throw new Fault('usage', '--limit 50', { retry: 'never' })
      const store = await openLog(run.paths, context.env)
      try {
        const keys = await reasons(run)
        try {
          const streams = (await allStreams(store, 'operation')).slice(-Number(limit)).toReversed()
          const rows = (await Promise.all(streams.map((stream) => told(store, stream, keys.open)))).filter((row) => row !== null)
          if (rows.length === 0) run.terminal.say('operations.none')
          for (const row of rows) {
            run.terminal.say('operations.row', {
              at: row.at, operation: row.operation, by: row.by, staff: row.staffId === null ? '' : ` (${row.staffId})`, target: row.target,
              reason: row.reason ?? run.terminal.text('operations.sealed'), outcome: run.terminal.text(`operations.${row.outcome}`, { code: row.code ?? '' }),
            })
          }
          run.terminal.result(rows)
        } finally {
          await keys.close()
        }
      } finally {
        await store.close()
      }
    }))
}
