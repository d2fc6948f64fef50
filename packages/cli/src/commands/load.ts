// Real questions through a demonstration, over HTTP, and afterwards the proof that nothing was lost or doubled.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verify } from '@zhijian/audit'
import { aggregates } from '@zhijian/embedded'
import { Fault, type Json } from '@zhijian/kernel'
import { InvalidArgumentError, type Command } from 'commander'
import { action, type Context } from '../context.ts'
import { ask, statusOf, urlOf } from '../doors.ts'
import { ANSWERS } from '../load/answers.ts'
import { auditLoad } from '../load/audit.ts'
import { openLedger } from '../load/ledger.ts'
import { allTexts, textsOf } from '../load/rows.ts'
import { runLoad, type LoadSessions } from '../load/run.ts'
import { openStore, rawLog } from '../store.ts'
import { isMessageKey, type Terminal } from '../terminal.ts'

interface Options {
  readonly file: string
  readonly url?: string
  readonly rate: number
  readonly lawyers: number
  readonly citizens?: number
  readonly atOnce: number
  readonly limit?: number
  readonly answers?: string
  readonly seed: number
  readonly patience: number
  readonly ledger?: string
  readonly verify: boolean
}

const positive = (text: string): number => {
  const value = Number(text)
  if (!(value > 0)) throw new InvalidArgumentError('> 0')
  return value
}
const whole = (text: string): number => {
  const value = positive(text)
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError('1, 2, 3 …')
  return value
}

/** A route of the load, which the ledger and the figures name by its code. */
const stepOf = (route: string, terminal: Terminal): string => {
  const key = `step.${route}`
  return isMessageKey(key) ? terminal.text(key) : route
}
/** `answers-2`, `closed`: what came of a question. */
const outcomeOf = (name: string, terminal: Terminal): string => {
  const [, n] = /^answers-(\d+)$/.exec(name) ?? []
  const key = `outcome-of-load.${name}`
  if (n !== undefined) return terminal.text('outcome-of-load.answers', { n })
  return isMessageKey(key) ? terminal.text(key) : name
}

export const load = (program: Command, context: Context, t: (key: never) => string): void => {
  program.command('load').description(t('load' as never))
    .requiredOption('--file <rows>', t('load.file' as never))
    .option('--url <url>', t('load.url' as never))
    .option('--rate <perSecond>', t('load.rate' as never), positive, 5)
    .option('--lawyers <n>', t('load.lawyers' as never), whole, 90)
    .option('--citizens <n>', t('load.citizens' as never), whole)
    .option('--at-once <n>', t('load.at-once' as never), whole, 200)
    .option('--limit <n>', t('load.limit' as never), whole)
    .option('--answers <rows>', t('load.answers' as never))
    .option('--seed <n>', t('load.seed' as never), whole, 1)
    .option('--patience <seconds>', t('load.patience' as never), positive, 180)
    .option('--ledger <file>', t('load.ledger' as never))
    .option('--no-verify', t('load.no-verify' as never))
    .action(action(context, async ({ terminal, paths, found }, options: Options) => {
      const run = randomBytes(5).toString('hex')
      const scratch = mkdtempSync(join(tmpdir(), 'zhijian-load-'))
      const ledger = openLedger(options.ledger ?? join(scratch, 'ledger.jsonl'))
      try {
        const counsel = Math.min(39, Math.ceil(options.lawyers * 0.45))
        const region = Math.max(3, Math.ceil((options.lawyers - counsel) / 2))
        const nation = Math.max(3, options.lawyers - counsel - region)
        const citizens = options.citizens ?? Math.min(500, Math.max(10, Math.ceil((options.limit ?? 5000) / 10)))
        // A demonstration in several processes may be asked for its address, or be told it.
        const url = options.url ?? urlOf(await statusOf(paths))
        let sessions: LoadSessions
        try {
          sessions = await ask(paths, 'load-sessions', { run, citizens, counsel, region, nation })
        } catch (error) {
          if (error instanceof Fault && error.code === 'no-such-operation') throw new Fault('not-a-demonstration', 'load runs on a demonstration only', { retry: 'never' })
          throw error
        }
        const answers = options.answers === undefined ? ANSWERS : await allTexts(options.answers, 10_000)
        const figures = await runLoad(textsOf(options.file, options.limit), {
          url, county: '150921', run, seed: options.seed, perSecond: options.rate, atOnce: options.atOnce, patienceMs: options.patience * 1000,
          sessions, ledger, answers, onProgress: (asked, finished) => terminal.progress('load.progress', { asked, finished }),
        })
        ledger.close()
        terminal.say('load.done', { asked: figures.asked, seconds: Math.round(figures.elapsedMs / 1000), rate: figures.questionsPerSecond })
        for (const [route, of] of Object.entries(figures.latency)) if (of) terminal.say('load.latency', { route: stepOf(route, terminal), ...of })
        for (const [name, count] of Object.entries(figures.outcomes)) terminal.say('load.count', { name: outcomeOf(name, terminal), count })
        for (const [name, count] of Object.entries(figures.refused)) {
          const [route = '', code = ''] = name.split(' ')
          terminal.say('load.refused', { step: stepOf(route, terminal), code, count })
        }
        terminal.say('load.retries', figures.retries)
        if (!options.verify) {
          terminal.say('load.not-verified')
          terminal.result({ run, ...figures, audit: null, replay: null } as unknown as Json)
          return
        }
        const store = await openStore(paths.files.log)
        try {
          const audit = await auditLoad(ledger.file, rawLog(store), (account) => account.startsWith(`load-${run}-`), (events) => terminal.progress('replay.reading', { events }))
          const verdict = await verify(rawLog(store), { aggregates, onProgress: (events) => terminal.progress('replay.reading', { events }) })
          terminal.say(audit.ok ? 'load.audit.ok' : 'load.audit.wrong', { ...audit, examples: '' } as never)
          for (const { what, route, stream } of audit.examples) terminal.line(`  ${terminal.text(`load.wrong.${what}`)} ${stepOf(route, terminal)} ${stream ?? ''}`)
          terminal.say('load.promise', {
            kept: audit.questions.promise['kept'] ?? 0, broken: audit.questions.promise['broken'] ?? 0, waived: audit.questions.promise['waived'] ?? 0, quorum: audit.questions.quorumMet, opened: audit.questions.opened,
          })
          if (verdict.ok) terminal.say('load.replayed', { events: verdict.events, streams: verdict.streams, commands: verdict.commands, deadlines: verdict.deadlines })
          else terminal.say('replay.found', { count: verdict.findings.length })
          if (!audit.ok || !verdict.ok) found()
          const { findings, ...summary } = verdict
          terminal.result({ run, ...figures, audit, replay: { ...summary, findings: findings.slice(0, 20) } })
        } finally {
          await store.close()
        }
      } finally {
        rmSync(scratch, { recursive: true, force: true })
      }
    }))
}
