// Worlds from seeds: each is run twice to the same bytes and held against every rule. A seed that fails says what broke, and
// how to see it again.
import { InvalidArgumentError, Option, type Command } from 'commander'
import { hostServices } from '@zhijian/embedded'
import { addFigures, FAULTS, noFigures, reportOf, simulate, type FaultLevel, type Report, type SimulationResult } from '@zhijian/simulation'
import { action, type Context } from '../context.ts'
import type { Terminal } from '../terminal.ts'
import { duration } from '../text.ts'

interface Seeds { readonly from: number; readonly to: number }
interface Options {
  readonly seed: Seeds
  readonly hours?: number
  readonly days?: number
  readonly county: string
  readonly faults: FaultLevel
}

const seeds = (text: string): Seeds => {
  const [, from, to = from] = /^(\d{1,9})(?:\.\.(\d{1,9}))?$/.exec(text) ?? []
  if (from === undefined || Number(from) > Number(to)) throw new InvalidArgumentError('7, 1..100')
  return { from: Number(from), to: Number(to) }
}
const length = (most: number) => (text: string): number => {
  if (!/^\d+(\.\d+)?$/.test(text) || Number(text) === 0 || Number(text) > most) throw new InvalidArgumentError(`0–${most}`)
  return Number(text)
}
const county = (text: string): string => {
  if (!/^\d{6}$/.test(text)) throw new InvalidArgumentError('150921')
  return text
}

const tell = (terminal: Terminal, report: Report): void => {
  const { firstAnswerMs, quorumMs, latenessMs } = report
  const ms = (value: number | null): string => (value === null ? '–' : duration(value, terminal))
  terminal.say('simulate.size', { worlds: report.worlds, hours: report.hours, questions: report.questions, events: report.events, commands: report.commands })
  terminal.say('simulate.promise', { percent: report.promiseKeptPercent ?? '–', ...report.promises })
  terminal.say('simulate.answers', { p50: ms(firstAnswerMs.p50), p95: ms(firstAnswerMs.p95), quorum50: ms(quorumMs.p50), quorum: ms(quorumMs.p95) })
  terminal.say('simulate.pushes', { pushes: report.pushesPerQuestion ?? '–', gini: report.loadGini })
  terminal.say('simulate.lateness', { p50: ms(latenessMs.p50), p95: ms(latenessMs.p95), max: ms(latenessMs.max) })
  const faults = Object.entries(report.faults).sort(([, a], [, b]) => b - a).map(([kind, times]) => `${kind} ${times}`).join(' · ')
  terminal.say('simulate.faults', { faults: faults === '' ? '–' : faults })
  terminal.say('simulate.checked', { rules: Object.keys(report.checks).length, checked: report.checked })
}

const tellBreach = (terminal: Terminal, { seed, breaches, story }: SimulationResult, again: string): void => {
  const [first] = breaches
  terminal.say('simulate.breach', { seed, rule: first!.rule, stream: first!.stream, version: first!.version, says: first!.says, more: breaches.length - 1 })
  for (const line of story) terminal.line(`    ${line}`)
  terminal.say('simulate.again', { command: again })
}

export const simulation = (program: Command, context: Context, t: (key: never) => string): void => {
  program.command('simulate').description(t('simulate' as never))
    .option('--seed <n|from..to>', t('option.seed' as never), seeds, { from: 1, to: 1 })
    .option('--hours <n>', t('option.hours' as never), length(10_000))
    .option('--days <n>', t('option.days' as never), length(400))
    .option('--county <code>', t('option.county' as never), county, '150921')
    .addOption(new Option('--faults <level>', t('option.faults' as never)).choices(Object.keys(FAULTS)).default('some'))
    .action(action(context, async ({ terminal, found }, options: Options) => {
      const { seed: { from, to }, faults, county: code } = options
      const hours = options.days === undefined ? options.hours ?? 1 : options.days * 24 + (options.hours ?? 0)
      const figures = noFigures()
      const failed: { seed: number; command: string; breaches: SimulationResult['breaches']; story: SimulationResult['story'] }[] = []
      for (let seed = from; seed <= to; seed += 1) {
        const result = await simulate({ seed, hours, faults, county: code }, hostServices)
        addFigures(figures, result.figures)
        terminal.progress('simulate.progress', { done: seed - from + 1, total: to - from + 1, failed: failed.length })
        if (result.ok) continue
        const command = `npm run -s zhijian -- simulate --seed ${seed} --hours ${hours} --county ${code} --faults ${faults}`
        failed.push({ seed, command, breaches: result.breaches, story: result.story })
        tellBreach(terminal, result, command)
        found()
      }
      const report = reportOf(figures)
      tell(terminal, report)
      terminal.say(failed.length === 0 ? 'simulate.ok' : 'simulate.found', { worlds: report.worlds, failed: failed.length })
      terminal.result({ seeds: { from, to }, hours, county: code, faults, ok: failed.length === 0, failed, report })
    }))
}
