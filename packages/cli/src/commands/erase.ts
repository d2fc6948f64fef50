// Forgetting a person, as the bureau's staff do it at the machine.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DeclineReason, ErasureGround } from '@zhijian/contracts'
import { keyBackupsOf, tombstoneCopyOf } from '@zhijian/embedded'
import { Fault, type Json } from '@zhijian/kernel'
import { Option, type Command } from 'commander'
import { pause } from '../adapters/patient-timers.ts'
import { action, type Context, type Run } from '../context.ts'
import { call, lines, operator } from '../operator.ts'
import { openLog } from '../store.ts'
import { instantSaid } from '../terminal.ts'
import { readCertificate, verifyErasure } from '../verify-erasure.ts'

interface Whom { readonly person?: string; readonly phone?: boolean }
interface Asking extends Whom { readonly as: string; readonly reason: string; readonly ground?: string; readonly rule?: string; readonly until?: string; readonly decline?: string; readonly explanation?: string }

interface Row {
  readonly personId: string
  readonly phase: 'wanted' | 'requested' | 'confirmed' | 'kept' | 'declined' | 'taken-back' | 'erased'
  readonly wantedAt: string | null
  readonly answerBy: string | null
  readonly isOverdue: boolean
  readonly declined: { readonly reason: string; readonly by: string; readonly at: string } | null
  readonly ground: ErasureGround | null
  readonly requestedBy: string | null
  readonly requestedAt: string | null
  readonly confirmedBy: string | null
  readonly confirmedAt: string | null
  readonly rule: string | null
  readonly until: string | null
  readonly certificate: { readonly keyDigest: string; readonly by: readonly string[]; readonly erasedAt: string; readonly ground: ErasureGround; readonly copiesGoneAt?: string } | null
}

/** Looks again this often, and this many times, for the certificate of what was just confirmed. */
const LOOK_MS = 100
const LOOKS = 100

const usage = (message: string): Fault => new Fault('usage', message, { retry: 'never' })

const tell = ({ terminal }: Pick<Run, 'terminal'>, row: Row): void => {
  const groundOf = (ground: ErasureGround | null): string => (ground === null ? '—' : terminal.text(`ground.${ground}`))
  const { certificate, declined } = row
  if (certificate) {
    terminal.say('erase.erased', { ...certificate, ground: groundOf(certificate.ground), personId: row.personId, by: certificate.by.join(' + '), copiesGoneAt: certificate.copiesGoneAt ?? '—' })
    return
  }
  terminal.say(`erase.row.${row.phase as 'requested'}`, {
    ...row as unknown as Record<string, string>, ground: groundOf(row.ground), answerBy: row.answerBy ?? '—', wantedAt: row.wantedAt ?? '—',
    ...(declined === null ? {} : { declineReason: terminal.text(`decline.${declined.reason}` as 'decline.matter-open'), declinedBy: declined.by, declinedAt: declined.at }),
  })
  if (row.isOverdue && (row.phase === 'wanted' || row.phase === 'requested')) terminal.say('erase.overdue', { personId: row.personId })
}

export const erase = (program: Command, context: Context, t: (key: never) => string): void => {
  const group = program.command('erase').description(t('erase' as never))
  const whom = (command: Command): Command => command
    .addOption(new Option('--person <id>', t('erase.person' as never)).conflicts('phone')).option('--phone', t('erase.phone' as never))
  const asking = (name: string): Command => whom(group.command(name).description(t(`erase.${name}` as never)))
    .requiredOption('--as <account>', t('erase.as' as never)).requiredOption('--reason <text>', t('option.reason' as never))

  const ask = async (run: Run, name: string, { as, reason, person, phone, ...more }: Asking): Promise<{ personId: string; outcome: string }> => {
    if (person === undefined && !phone) throw usage('--person ID | --phone')
    const line = lines(context)
    const named = phone ? { phone: await line(run.terminal.text('erase.ask-phone')) } : { person: person! }
    const code = await line(run.terminal.text('erase.ask-code', { as }))
    if (!/^\d{6}$/.test(code)) throw new Fault('usage', 'six digits on standard input', { retry: 'never', about: { reason: 'code' } })
    return call(run, `erase-${name}`, { by: operator(context.env), as, reason, code, ...named, ...more } as Json)
  }

  asking('request').addOption(new Option('--ground <ground>', t('erase.ground' as never)).choices(ErasureGround.options).makeOptionMandatory())
    .action(action(context, async (run, options: Asking) => {
      const done = await ask(run, 'request', options)
      run.terminal.say(done.outcome === 'nothing' ? 'erase.nothing' : 'erase.requested', { personId: done.personId })
      run.terminal.result(done)
    }))

  asking('confirm').action(action(context, async (run, options: Asking) => {
    const { personId } = await ask(run, 'confirm', options)
    for (let look = 0; look < LOOKS; look += 1) {
      const [row] = await call<readonly Row[]>(run, 'erase-status', { person: personId })
      if (row && row.phase !== 'confirmed') {
        tell(run, row)
        run.terminal.result(row)
        return
      }
      await pause(LOOK_MS)
    }
    run.terminal.say('erase.confirmed', { personId })
    run.terminal.result({ personId, phase: 'confirmed' })
    run.found()
  }))

  asking('refuse').requiredOption('--rule <text>', t('erase.rule' as never)).requiredOption('--until <instant>', t('erase.until' as never))
    .action(action(context, async (run, options: Asking) => {
      const until = instantSaid(options.until ?? '', '--until')
      const done = await ask(run, 'refuse', options)
      run.terminal.say(done.outcome === 'nothing' ? 'erase.nothing' : 'erase.refused', { personId: done.personId, until: until })
      run.terminal.result(done)
    }))

  asking('decline').addOption(new Option('--decline <reason>', t('erase.decline-reason' as never)).choices(DeclineReason.options).makeOptionMandatory())
    .option('--explanation <text>', t('erase.explanation' as never))
    .action(action(context, async (run, options: Asking) => {
      const done = await ask(run, 'decline', options)
      run.terminal.say(done.outcome === 'nothing' ? 'erase.nothing' : 'erase.declined', { personId: done.personId })
      run.terminal.result(done)
    }))

  asking('copy').requiredOption('--out <folder>', t('erase.out' as never)).action(action(context, async (run, { out, ...options }: Asking & { out: string }) => {
    if (existsSync(join(out, 'my-data.html')) || existsSync(join(out, 'my-data.json'))) throw new Fault('backup-exists', 'the folder holds a copy already', { retry: 'never', about: { folder: out } })
    const { personId, html, json } = await ask(run, 'copy', options as Asking) as unknown as { personId: string; html: string; json: string }
    mkdirSync(out, { recursive: true, mode: 0o700 })
    for (const [name, text] of [['my-data.html', html], ['my-data.json', json]] as const) writeFileSync(join(out, name), text, { mode: 0o600, flag: 'wx' })
    run.terminal.say('erase.copied', { personId, folder: out })
    run.terminal.result({ personId, folder: out })
  }))

  group.command('verify').requiredOption('--person <id>', t('erase.person' as never)).option('--certificate <file>', t('erase.certificate' as never)).description(t('erase.verify' as never))
    .action(action(context, async (run, { person, certificate }: { person: string; certificate?: string }) => {
      const { terminal, paths } = run
      const said = certificate === undefined ? null : readCertificate(certificate)
      const log = await openLog(paths, context.env)
      try {
        const verdict = await verifyErasure({
          person, said, store: log, tombstones: [paths.files.tombstones, tombstoneCopyOf(paths)], keyring: paths.files.keyring, keyBackups: keyBackupsOf(paths),
        })
        for (const { code, ...values } of verdict.findings) terminal.say(`erase.verify.${code}` as 'erase.verify.no-certificate', values)
        if (verdict.certificate !== null && verdict.findings.length === 0) {
          terminal.say('erase.verify.ok', { personId: person, erasedAt: verdict.certificate.erasedAt, keyDigest: verdict.certificate.keyDigest, by: verdict.certificate.by.join(' + ') })
          terminal.say(verdict.copies.length === 0 ? 'erase.verify.no-copies' : 'erase.verify.copies', { count: verdict.copies.length, until: verdict.certificate.copiesGoneAt ?? '—' })
        } else run.found()
        terminal.result(verdict)
      } finally {
        await log.close()
      }
    }))

  whom(group.command('status').description(t('erase.status' as never))).action(action(context, async (run, { person, phone }: Whom) => {
    const named = phone ? { phone: await lines(context)(run.terminal.text('erase.ask-phone')) } : person === undefined ? {} : { person }
    const rows = await call<readonly Row[]>(run, 'erase-status', named)
    if (rows.length === 0) run.terminal.say('erase.none')
    for (const row of rows) {
      tell(run, row)
      if (row.phase === 'confirmed') run.found()
    }
    run.terminal.result(rows)
  }))
}
