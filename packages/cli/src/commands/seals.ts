// The seals of the log: what they cover, whose they are, and that the log only grew between two of them.
import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { logStream, nameOfType, openLogTree, proveConsistency, RESTORED, ROTATED, type Rotation, type Seal } from '@zhijian/event-store'
import { linesIn } from '@zhijian/host'
import { certificatesIn, checkStamp } from '@zhijian/host/stamp'
import { Fault, isFault } from '@zhijian/kernel'
import { action, type Context } from '../context.ts'
import { openLog } from '../store.ts'

const SEAL = /^\d{1,9}$/

export const seals = (program: Command, context: Context, t: (key: never) => string): void => {
  const group = program.command('seals').description(t('seals' as never))

  group.command('list').description(t('seals.list' as never)).action(action(context, async ({ terminal, paths }) => {
    const store = await openLog(paths, context.env)
    try {
      const events = await store.read(logStream(store.storeId))
      if (events.length === 0) terminal.say('seals.none')
      const rows = events.map(({ version, meta, type, data }) => {
        const seal = data as unknown as Seal
        const next = nameOfType(type) === ROTATED ? (seal as Rotation).next.keyId : null
        return { version, time: meta.time, name: nameOfType(type), position: seal.position, size: seal.size, root: seal.root, hash: seal.hash, keyId: seal.keyId ?? null, next }
      })
      for (const { name, keyId, next, version, time, size, hash } of rows) {
        const note = next !== null ? terminal.text('seals.note.next', { keyId: next }) : name === RESTORED ? terminal.text('seals.note.restored') : ''
        terminal.say('seals.row', { version, time, size, hash, keyId: keyId ?? '-', note })
      }
      terminal.result(rows)
    } finally {
      await store.close()
    }
  }))

  group.command('stamps').requiredOption('--ca <file>', t('seals.ca' as never)).description(t('seals.stamps' as never))
    .action(action(context, async ({ terminal, paths, found }, { ca }: { ca: string }) => {
      const store = await openLog(paths, context.env)
      const { storeId } = store
      await store.close()
      const { seals: folder } = paths.folders
      const trusted = certificatesIn(ca)
      const lines = new Map(linesIn(folder, storeId, 'seals').map((line) => [(JSON.parse(line) as { place: { version: number } }).place.version, line]))
      const results = await Promise.all(linesIn(folder, storeId, 'stamps').map(async (text) => {
        const { version, authority, token } = JSON.parse(text) as { version: number; authority: string; token: string }
        const line = lines.get(version)
        const checked = line === undefined ? 'no-such-seal' : await checkStamp(Buffer.from(token, 'base64'), line, trusted).catch((error: unknown) => (isFault(error) ? error.message : String(error)))
        return typeof checked === 'string' ? { version, authority, at: null, why: checked } : { version, authority, at: checked.at, why: null }
      }))
      if (results.length === 0) terminal.say('seals.no-stamps')
      for (const { version, authority, at, why } of results) {
        if (at !== null) terminal.say('seals.stamped', { version, authority, at })
        else terminal.say('seals.unstamped', { version, authority, why })
      }
      if (results.some(({ at }) => at === null)) found()
      terminal.result(results)
    }))

  group.command('prove').argument('<first>').argument('<second>').option('--out <file>', t('seals.out' as never)).description(t('seals.prove' as never))
    .action(action(context, async ({ terminal, paths }, first: string, second: string, { out }: { out?: string }) => {
      if (!SEAL.test(first) || !SEAL.test(second)) throw new Fault('usage', 'zhijian seals prove 0 12', { retry: 'never' })
      const store = await openLog(paths, context.env)
      try {
        const proof = await proveConsistency(store, openLogTree(store, paths.folders.tree), Number(first), Number(second)).catch((error: unknown) => {
          throw error instanceof RangeError ? new Fault('no-such-seal', error.message, { retry: 'never', about: { seals: error.message } }) : error
        })
        if (out === undefined) terminal.line(JSON.stringify(proof))
        else {
          writeFileSync(out, `${JSON.stringify(proof)}\n`)
          terminal.say('seals.proved', { first, second, from: proof.steps[0]!.from.size, to: proof.steps.at(-1)!.to.size, file: out })
        }
        terminal.result(proof)
      } finally {
        await store.close()
      }
    }))
}
