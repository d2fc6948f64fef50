// A million questions: a crowd in as many worlds as it takes, begun again where it was interrupted, and the report of it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { dirname } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { wallNow } from '@zhijian/runtime'
import { CROWD, type CrowdWorld } from '@zhijian/simulation'
import { InvalidArgumentError, type Command } from 'commander'
import { action, type Context, type Run } from '../context.ts'
import { runAgain } from '../crowd/again.ts'
import { openLedger, readParts, type Part } from '../crowd/ledger.ts'
import { crowdReport } from '../crowd/report.ts'
import { runCrowd } from '../crowd/run.ts'
import type { Terminal } from '../terminal.ts'

interface Options {
  readonly into: string
  readonly questions: number
  readonly seed: number
  readonly jobs: number
  readonly minutes?: number
  readonly hours?: number
  readonly hourly?: number
  readonly report?: string
  readonly again?: number
}

const whole = (min: number, max: number) => (text: string): number => {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < min || value > max) throw new InvalidArgumentError(`${min}–${max}`)
  return value
}
const MILLION = 1_000_000

const machineHere = (): string => `${cpus().length} × ${cpus()[0]?.model ?? '?'} · ${Math.round(totalmem() / 1e9)} GB · ${process.platform} ${process.arch}`
const today = (): string => wallNow().slice(0, 10)

const tellBroken = (terminal: Terminal, { seed, breaches: [first], story }: Pick<CrowdWorld, 'seed' | 'breaches' | 'story'>): void => {
  terminal.say('simulate.breach', { seed, rule: first!.rule, stream: first!.stream, version: first!.version, says: first!.says, more: 0 })
  for (const line of story) terminal.line(`    ${line}`)
}

const again = async ({ terminal, found }: Run, folder: string, seed: number): Promise<void> => {
  const { world, written, now, isSame, isSameCode } = await runAgain(readParts(folder), seed)
  if (!world.ok) tellBroken(terminal, world)
  terminal.say(isSame ? 'crowd.same' : isSameCode ? 'crowd.other' : 'crowd.other-code', { seed, written: written.log, now: now.log })
  terminal.result({ ok: isSame && world.ok, seed, isSame, isSameCode, held: world.ok, written, now })
  if (!isSame || !world.ok) found()
}

const run = async ({ terminal, found }: Run, { into, questions, seed, jobs, minutes, hours, hourly, report }: Options): Promise<void> => {
  const ending = new AbortController()
  const end = (): void => ending.abort()
  const crowd = { ...CROWD, hours: hours ?? CROWD.hours, scale: { ...CROWD.scale, questionsPerHour: hourly ?? CROWD.scale.questionsPerHour } }
  const ledger = openLedger(into)
  let parts: readonly Part[] = []
  process.once('SIGTERM', end).once('SIGINT', end)
  try {
    const { code, worlds, questions: asked } = await runCrowd({
      ledger, crowd, machine: machineHere(), seed, questions, jobs, minutes: minutes ?? null, signal: ending.signal,
      onWorld(world, all) {
        if (!world.ok) tellBroken(terminal, world)
        terminal.progress('crowd.progress', { ...all, aim: questions })
      },
    }).finally(() => {
      parts = ledger.close(today()).filter((part) => isDeepStrictEqual(part.crowd, crowd))
    })
    const broken = parts.filter((part) => part.code === code && part.node === process.version).flatMap((part) => part.broken.map((world) => world.seed))
    if (report !== undefined && parts.length > 0) {
      mkdirSync(dirname(report), { recursive: true })
      writeFileSync(report, crowdReport(parts, { crowd, aim: questions, folder: into }))
    }
    terminal.say(asked < questions ? 'crowd.part' : broken.length === 0 ? 'crowd.ok' : 'crowd.found', { worlds, questions: asked, aim: questions, failed: broken.length })
    terminal.result({ ok: broken.length === 0, code, worlds, questions: asked, aim: questions, broken, report: report ?? null })
    if (broken.length > 0) found()
  } finally {
    process.off('SIGTERM', end).off('SIGINT', end)
  }
}

export const crowd = (program: Command, context: Context, t: (key: never) => string): void => {
  program.command('crowd').description(t('crowd' as never))
    .requiredOption('--into <folder>', t('crowd.into' as never))
    .option('--questions <n>', t('crowd.questions' as never), whole(1, 1_000_000_000), MILLION)
    .option('--seed <n>', t('crowd.seed' as never), whole(1, 999_999_999), 1)
    .option('--jobs <n>', t('crowd.jobs' as never), whole(1, 256), 2)
    .option('--minutes <n>', t('crowd.minutes' as never), whole(0, 100_000))
    .option('--hours <n>', t('crowd.hours' as never), whole(1, 24 * 31))
    .option('--hourly <n>', t('crowd.hourly' as never), whole(1, 10_000))
    .option('--report <file>', t('crowd.report' as never))
    .option('--again <seed>', t('crowd.again' as never), whole(1, 999_999_999))
    .action(action(context, (about, options: Options) => (options.again === undefined ? run(about, options) : again(about, options.into, options.again))))
}
