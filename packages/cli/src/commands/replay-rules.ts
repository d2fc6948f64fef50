// What other rules would have made of what happened: two rule sets on the same record, and other terms with the same people.
import { InvalidArgumentError, type Command } from 'commander'
import { diffRules, whatIf, type Diff, type Difference, type Interval, type OtherRules, type RuleSide, type WaveRule, type WhatIf } from '@zhijian/audit'
import { decidersOf, releases } from '@zhijian/audit/releases'
import { aggregates } from '@zhijian/embedded'
import { Fault, type Instant } from '@zhijian/kernel'
import { folderBytes, publicBlobs } from '@zhijian/privacy'
import { action, type Context } from '../context.ts'
import { openLog, streamName } from '../store.ts'
import { instantSaid, type Terminal } from '../terminal.ts'
import { duration } from '../text.ts'

/** What is told in text; with --json all of them are there. */
const TOLD = 20

// ── diff ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Named { readonly name: string; readonly side: RuleSide }
const SIDE = /^(this|\d+\.\d+\.\d+)(?::([1-9]\d{0,2}))?$/

/** `this`, `0.1.0`, each with `:2` for the rule set that all questions are taken to have been opened under. @throws Fault `usage` · `no-such-release` */
const sideOf = (text: string, folder: string | undefined): Named => {
  const [, which, rules] = SIDE.exec(text) ?? []
  if (which === undefined) throw new Fault('usage', 'this, this:2, 0.1.0, 0.1.0:1', { retry: 'never', about: { reason: 'side' } })
  const number = rules === undefined ? null : Number(rules)
  if (which === 'this') return { name: text, side: { aggregates, rules: number } }
  const release = releases(folder).find(({ version, build }) => version === which && build !== null)
  if (release === undefined) throw new Fault('no-such-release', which, { retry: 'never', about: { release: which } })
  return { name: text, side: { aggregates: decidersOf(release), rules: number } }
}

const said = ({ says, refusal }: Difference['one'], terminal: Terminal): string =>
  (refusal === null ? says.map((each) => (each === 'nothing' ? terminal.text('diff.nothing') : each)).join(' + ') : terminal.text('diff.refused', { code: refusal }))

const tellDiff = (terminal: Terminal, one: Named, other: Named, diff: Diff): void => {
  const { streams, decisions, deadlines, differences, undecidable } = diff
  for (const each of differences.slice(0, TOLD)) {
    terminal.say('diff.difference', { place: `${each.stream}@${each.version}`, at: each.at, command: each.command ?? terminal.text('diff.deadline') })
    terminal.say('diff.says', { name: one.name, says: said(each.one, terminal) })
    terminal.say('diff.says', { name: other.name, says: said(each.other, terminal) })
    if (each.fields.length > 0) terminal.say('diff.fields', { fields: each.fields.join(', ') })
  }
  if (differences.length > TOLD) terminal.say('diff.more', { count: differences.length - TOLD })
  if (undecidable.length > 0) terminal.say('diff.undecidable', { count: undecidable.length, first: undecidable[0]! })
  terminal.say(differences.length === 0 ? 'diff.same' : 'diff.found', {
    streams, decisions, deadlines, count: differences.length, cases: new Set(differences.map(({ stream }) => stream)).size, one: one.name, other: other.name,
  })
}

// ── what if ──────────────────────────────────────────────────────────────────────────────────────────────────────────

interface WhatIfArgs {
  readonly windows?: readonly number[]
  readonly quorum?: number
  readonly promise?: number
  readonly waves?: readonly WaveRule[]
  readonly pool: number
  readonly seeds: number
  readonly from?: string
  readonly to?: string
}

const whole = (least: number, most: number) => (text: string): number => {
  if (!/^\d{1,7}$/.test(text) || Number(text) < least || Number(text) > most) throw new InvalidArgumentError(`${least}–${most}`)
  return Number(text)
}
const windows = (text: string): readonly number[] => {
  const all = text.split(',').map(Number)
  if (!/^\d{1,6}(,\d{1,6}){0,2}$/.test(text) || all.some((each) => each === 0)) throw new InvalidArgumentError('120,120')
  return all.map((each) => each * 1000)
}
/** `50@0,250@45`: up to rank 50 at once, up to rank 250 after 45 seconds. */
const waves = (text: string): readonly WaveRule[] => {
  const all = text.split(',').map((each) => /^([1-9]\d{0,5})@(\d{1,4})$/.exec(each))
  const rules = all.flatMap((each) => (each === null ? [] : [{ upTo: Number(each[1]), afterMs: Number(each[2]) * 1000 }]))
  const isRising = rules.every(({ upTo, afterMs }, at) => at === 0 || (upTo > rules[at - 1]!.upTo && afterMs >= rules[at - 1]!.afterMs))
  if (rules.length !== all.length || !isRising) throw new InvalidArgumentError('50@0,250@45,1250@90')
  return rules
}

const rulesOf = ({ windows: given, quorum, promise, waves: told, pool }: WhatIfArgs): OtherRules => ({
  waves: told ?? null, poolPercent: pool, policy: (policy) => policy,
  // The last tier stays open, whatever windows are given.
  terms: (terms) => ({
    tiers: terms.tiers.map((tier, place) => (place === terms.tiers.length - 1 || given?.[place] === undefined ? tier : { ...tier, windowMs: given[place] })),
    quorum: quorum ?? terms.quorum,
    promiseMs: promise === undefined ? terms.promiseMs : promise * 1000,
    quorumMs: promise === undefined ? terms.quorumMs : promise * 1000,
  }),
})

const interval = ({ low, median, high }: Interval, shown: (value: number) => string): string => (low === high ? shown(median) : `${shown(median)} [${shown(low)} – ${shown(high)}]`)

const tellWhatIf = (terminal: Terminal, { was, would, ...made }: WhatIf): void => {
  const { cases, seeds, turned, learnt, unknownTiers, unlike, asked } = made
  const percent = (value: number): string => `${value} %`
  const time = (ms: number): string => duration(ms, terminal)
  terminal.say('what-if.head', { cases, seeds })
  terminal.say('what-if.kept', { was: percent(was.keptPercent), would: interval(would.keptPercent, percent) })
  terminal.say('what-if.first', { was: time(was.firstAnswerMs), would: interval(would.firstAnswerMs, time) })
  terminal.say('what-if.quorum', { was: percent(was.quorumPercent), would: interval(would.quorumPercent, percent) })
  terminal.say('what-if.told', { was: String(was.told), would: interval(would.told, String) })
  for (const each of turned.slice(0, TOLD)) terminal.say('what-if.turned', { stream: each.stream, was: terminal.text(`promise.${each.was}` as 'promise.kept'), would: terminal.text(`promise.${each.would}` as 'promise.kept'), percent: each.percent })
  for (const { at, tier, scope, lawyerId, wasAsked } of asked ?? []) {
    const [, , place] = /^imagined-(\d)-(\d+)$/.exec(lawyerId) ?? []
    terminal.say(wasAsked ? 'what-if.asked' : 'what-if.asked-anew', { at, tier: tier + 1, scope, lawyer: place === undefined ? lawyerId : terminal.text('what-if.imagined', { n: Number(place) + 1 }) })
  }
  terminal.say('what-if.assumption')
  for (const [scope, { told, answered }] of Object.entries(learnt)) terminal.say('what-if.learnt', { scope, told, answered })
  if (unknownTiers > 0) terminal.say('what-if.unknown', { count: unknownTiers })
  if (unlike.length > 0) terminal.say('what-if.unlike', { count: unlike.length, first: unlike[0]! })
}

const instantOf = (text: string | undefined, option: string): Instant | null => (text === undefined ? null : instantSaid(text, option))

export const otherRules = (group: Command, context: Context, t: (key: never) => string): void => {
  group.command('diff').argument('[stream]', t('option.stream' as never))
    .option('--one <rules>', t('option.one' as never)).option('--other <rules>', t('option.other' as never), 'this').option('--releases <folder>', t('upgrade.releases' as never))
    .description(t('replay.diff' as never))
    .action(action(context, async ({ terminal, paths, found }, stream: string | undefined, options: { one?: string; other: string; releases?: string }) => {
      const last = releases(options.releases).findLast(({ build }) => build !== null)
      if (options.one === undefined && last === undefined) throw new Fault('no-releases', 'the build of the last release is not here', { retry: 'never' })
      const [one, other] = [sideOf(options.one ?? last!.version, options.releases), sideOf(options.other, options.releases)]
      const store = await openLog(paths, context.env)
      try {
        const only = stream === undefined ? null : streamName(stream)
        if (only !== null && (await store.read(only)).length === 0) {
          terminal.say('replay.no-such-stream', { stream: only })
          terminal.result({ stream: only, streams: 0 })
          found()
          return
        }
        const diff = await diffRules(store, one.side, other.side, { only, onProgress: (streams) => terminal.progress('diff.reading', { streams }) })
        tellDiff(terminal, one, other, diff)
        if (diff.differences.length > 0 || diff.undecidable.length > 0) found()
        terminal.result({ one: one.name, other: other.name, ...diff })
      } finally {
        await store.close()
      }
    }))

  group.command('what-if').argument('[stream]', t('option.question' as never))
    .option('--windows <seconds>', t('option.windows' as never), windows).option('--quorum <n>', t('option.quorum' as never), whole(1, 10))
    .option('--promise <seconds>', t('option.promise' as never), whole(1, 86_400)).option('--waves <rank@seconds>', t('option.waves' as never), waves)
    .option('--pool <percent>', t('option.pool' as never), whole(1, 1000), 100).option('--seeds <n>', t('option.seeds' as never), whole(1, 10_000), 100)
    .option('--from <instant>', t('option.from' as never)).option('--to <instant>', t('option.to' as never))
    .description(t('replay.what-if' as never))
    .action(action(context, async ({ terminal, paths, found }, stream: string | undefined, args: WhatIfArgs) => {
      const [from, to] = [instantOf(args.from, '--from'), instantOf(args.to, '--to')]
      const store = await openLog(paths, context.env)
      try {
        const made = await whatIf({
          store, blobs: publicBlobs(folderBytes(paths.folders.blobs)), consultation: aggregates.find(({ decider }) => decider.category === 'consultation')!,
          rules: rulesOf(args), seeds: args.seeds, from, to, only: stream === undefined ? null : streamName(stream),
          onProgress: (cases) => terminal.progress('what-if.reading', { cases }),
        })
        if (made.cases === 0) {
          terminal.say('what-if.none')
          found()
        } else tellWhatIf(terminal, made)
        terminal.result({ ...made, assumption: terminal.text('what-if.assumption') })
      } finally {
        await store.close()
      }
    }))
}
