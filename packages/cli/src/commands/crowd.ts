// A million questions: a crowd in as many worlds as it takes, begun again where it was interrupted, and the report of it.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { dirname } from 'node:path'
import { wallNow } from '@zhijian/runtime'
import { CROWD, type CrowdWorld } from '@zhijian/simulation'
import { InvalidArgumentError, type Command } from 'commander'
import { action, type Context } from '../context.ts'
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
  readonly build?: string
  readonly report?: string
}

const whole = (min: number, max: number) => (text: string): number => {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < min || value > max) throw new InvalidArgumentError(`${min}–${max}`)
  return value
}
const named = (text: string): string => {
  if (!/^[\w.+-]{1,80}$/.test(text)) throw new InvalidArgumentError('A-Z a-z 0-9 . _ + -')
  return text
}
const MILLION = 1_000_000

/** The commit that this is built from; unknown where there is no repository around it. */
const buildHere = (): string => {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    return `${git('rev-parse', '--short=12', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+changed'}`
  } catch {
    return 'unknown'
  }
}

const machineHere = (): string => `${cpus().length} × ${cpus()[0]?.model ?? '?'} · ${Math.round(totalmem() / 1e9)} GB · ${process.platform} ${process.arch} · Node ${process.version}`

const tellBroken = (terminal: Terminal, { seed, breaches: [first], story }: CrowdWorld): void => {
  terminal.say('simulate.breach', { seed, rule: first!.rule, stream: first!.stream, version: first!.version, says: first!.says, more: 0 })
  for (const line of story) terminal.line(`    ${line}`)
}

export const crowd = (program: Command, context: Context, t: (key: never) => string): void => {
  program.command('crowd').description(t('crowd' as never))
    .requiredOption('--into <folder>', t('crowd.into' as never))
    .option('--questions <n>', t('crowd.questions' as never), whole(1, 1_000_000_000), MILLION)
    .option('--seed <n>', t('crowd.seed' as never), whole(1, 999_999_999), 1)
    .option('--jobs <n>', t('crowd.jobs' as never), whole(1, 256), 2)
    .option('--minutes <n>', t('crowd.minutes' as never), whole(1, 100_000))
    .option('--hours <n>', t('crowd.hours' as never), whole(1, 24 * 31))
    .option('--hourly <n>', t('crowd.hourly' as never), whole(1, 10_000))
    .option('--build <name>', t('crowd.build' as never), named)
    .option('--report <file>', t('crowd.report' as never))
    .action(action(context, async ({ terminal, found }, { into, questions, seed, jobs, minutes, hours, hourly, build = buildHere(), report }: Options) => {
      const ending = new AbortController()
      const end = (): void => ending.abort()
      process.once('SIGTERM', end).once('SIGINT', end)
      try {
        const worlds = await runCrowd({
          folder: into, crowd: { ...CROWD, hours: hours ?? CROWD.hours, scale: { ...CROWD.scale, questionsPerHour: hourly ?? CROWD.scale.questionsPerHour } }, build, seed, questions, jobs, minutes: minutes ?? null, signal: ending.signal,
          onWorld(world, all) {
            if (!world.ok) tellBroken(terminal, world)
            terminal.progress('crowd.progress', { ...all, aim: questions })
          },
        })
        const broken = worlds.filter(({ ok }) => !ok).map((world) => world.seed)
        const asked = worlds.reduce((sum, world) => sum + world.figures.questions, 0)
        if (report !== undefined && worlds.length > 0) {
          mkdirSync(dirname(report), { recursive: true })
          writeFileSync(report, crowdReport(worlds, { date: wallNow().slice(0, 10), machine: machineHere(), aim: questions }))
        }
        terminal.say(asked < questions ? 'crowd.part' : broken.length === 0 ? 'crowd.ok' : 'crowd.found', { worlds: worlds.length, questions: asked, aim: questions, failed: broken.length })
        terminal.result({ ok: broken.length === 0, build, worlds: worlds.length, questions: asked, aim: questions, broken, report: report ?? null })
        if (broken.length > 0) found()
      } finally {
        process.off('SIGTERM', end).off('SIGINT', end)
      }
    }))
}
