// The kill test: a platform in several processes on this machine, killed, frozen and cut off under load, and then the proof
// that nothing was lost, doubled or missed.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readQuestions } from '@zhijian/embedded'
import { Fault } from '@zhijian/kernel'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { freePort } from '../adapters/broker-line.ts'
import { action, type Context } from '../context.ts'
import { ANSWERS } from '../load/answers.ts'
import { allTexts } from '../load/rows.ts'
import type { Terminal } from '../terminal.ts'
import { victimsOf } from '../torture/inflict.ts'
import { torture, type Suffered, type TortureResult } from '../torture/run.ts'

interface Options {
  readonly minutes: number
  readonly seed: number
  readonly most?: number
  readonly stores: 'files' | 'servers'
  readonly routers: number
  readonly gateways: number
  readonly rate?: number
  readonly speed: number
  readonly file?: string
  readonly keep: boolean
  readonly again?: string
}

const number = (min: number, max: number, isWhole: boolean) => (text: string): number => {
  const value = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || value < min || value > max || (isWhole && !Number.isInteger(value))) throw new InvalidArgumentError(`${min}–${max}`)
  return value
}
const LONGEST_MINUTES = 24 * 60
/** Questions a second: each is some hundred documents, and what stands for MongoDB here writes a few dozen to a hundred a second. */
const RATE = { files: 2, servers: 0.15 }
const MOST_QUESTIONS = 100_000
/** Of each rule's breaches; all are in the JSON. */
const SHOWN = 5

const tellSuffered = (terminal: Terminal, { n, atMs, cruelty, wholeAfterMs, mayRecover }: Suffered): void => terminal.say(
  wholeAfterMs !== null ? 'torture.suffered' : mayRecover ? 'torture.never-whole' : 'torture.goes-on',
  { n, at: (atMs / 1000).toFixed(1), what: terminal.text(`torture.${cruelty.kind}`), names: victimsOf(cruelty), ms: wholeAfterMs ?? 0 },
)

const tell = (terminal: Terminal, { audit, breaches, kills, lateness, load, replay, suffered, counts, providers, stoppedInTime }: TortureResult): void => {
  terminal.say('torture.kills', { kills, cruelties: suffered.length })
  if (load !== null) {
    terminal.say('load.done', { asked: load.asked, seconds: Math.round(load.elapsedMs / 1000), rate: load.questionsPerSecond })
    terminal.say('load.retries', load.retries)
  }
  terminal.say(audit.ok ? 'load.audit.ok' : 'load.audit.wrong', { ...audit, examples: '' } as never)
  terminal.say('torture.lateness', {
    deadlines: lateness.deadlines, msP50: lateness.msP50 ?? '–', msP95: lateness.msP95 ?? '–', msP99: lateness.msP99 ?? '–', msMax: lateness.msMax ?? '–',
  })
  for (const [channel, of] of Object.entries(providers)) terminal.say(`torture.provider.${channel as keyof typeof providers}`, { ...of })
  if (replay.ok) terminal.say('replay.ok', replay as never)
  else terminal.say('replay.found', { count: replay.findings.length })
  terminal.say('torture.checked', { rules: Object.keys(counts).length, checks: Object.values(counts).reduce((sum, count) => sum + count, 0), breaches: breaches.length })
  for (const [rule, those] of Map.groupBy(breaches, (breach) => breach.rule)) {
    terminal.say('torture.breaches', { rule, count: those.length })
    for (const { stream, version, says } of those.slice(0, SHOWN)) terminal.line(`    ${stream}@${version}: ${says}`)
  }
  if (!stoppedInTime) terminal.say('torture.stopped-late')
}

export const tortured = (program: Command, context: Context, t: (key: never) => string): void => {
  program.command('torture').description(t('torture' as never))
    .option('--minutes <n>', t('torture.minutes' as never), number(0.1, LONGEST_MINUTES, false), 5)
    .option('--seed <n>', t('torture.seed' as never), number(0, 999_999_999, true), 1)
    .option('--most <n>', t('torture.most' as never), number(1, 1_000_000, true))
    .addOption(new Option('--stores <which>', t('torture.stores' as never)).choices(['files', 'servers']).default('files'))
    .option('--routers <n>', t('torture.routers' as never), number(2, 8, true), 2)
    .option('--gateways <n>', t('torture.gateways' as never), number(1, 8, true), 1)
    .option('--rate <perSecond>', t('torture.rate' as never), number(0.05, 100, false))
    .option('--speed <times>', t('torture.speed' as never), number(1, 1000, true), 20)
    .option('--file <rows>', t('load.file' as never))
    .option('--again <folder>', t('torture.again' as never))
    .option('--keep', t('torture.keep' as never), false)
    .action(action(context, async ({ terminal, found }, options: Options) => {
      const { minutes, seed, most, stores, routers, gateways, speed, keep } = options
      const rate = options.rate ?? RATE[stores]
      const folder = options.again ?? mkdtempSync(join(tmpdir(), 'zhijian-torture-'))
      if (!existsSync(join(folder, options.again === undefined ? '.' : 'ledger.jsonl'))) throw new Fault('no-such-torture', 'nothing of an earlier run lies there', { retry: 'never' })
      const where = stores === 'files' ? 'file' : 'server'
      const interrupted = new AbortController()
      const interrupt = (): void => interrupted.abort(new Fault('interrupted', 'ended before its time', { retry: 'never' }))
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt)
      let isSound = false
      let isOver = false
      try {
        const questions = options.file === undefined ? readQuestions().filter(({ channel }) => channel === 'citizen').map(({ text }) => text) : await allTexts(options.file, MOST_QUESTIONS)
        terminal.say('torture.begins', { folder, seed, minutes })
        const result = await torture({
          folder, again: options.again !== undefined, seed, minutes, ...(most === undefined ? {} : { most }), log: where, views: where, routers, gateways, rate, speed, port: await freePort(),
          questions, answers: ANSWERS, environment: { ...pathOf(context.env) }, signal: interrupted.signal,
          onStage: (stage) => terminal.say(`torture.stage.${stage}`), onSuffered: (suffered) => tellSuffered(terminal, suffered),
        })
        isOver = true
        isSound = result.ok
        tell(terminal, result)
        if (!result.ok) found()
        terminal.say(result.ok ? 'torture.sound' : 'torture.unsound', { folder, command: `npm run torture -- --minutes ${minutes} --seed ${seed} --stores ${stores}` })
        terminal.result(result)
      } finally {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, interrupt)
        if (!keep && options.again === undefined && (isSound || (!isOver && interrupted.signal.aborted))) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
      }
    }))
}

const pathOf = (env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(['PATH', 'NODE_COMPILE_CACHE', 'NODE_OPTIONS'].flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])))
