// Would this release decide a live case otherwise than the one before? Every case that is not over is looked at alone: what it
// holds can be read, its rule set is shipped, its past is decided again to the byte, and it is carried on under both releases:
// by time alone, and by what happened to other cases of its kind, at the same distances. It needs no keys and writes nothing.
// U1 The past is compared with the log, the future with the release before: without that one's deciders only the past is known.
// U2 Both releases are given the same commands at the same times; a difference is then one of rules.
// U3 One that says all that it said before, and besides repeats a member of its command word for word, is no difference: the release before was not
//    told that member, or had nowhere to put it. Whatever a release says of its own is one.
import { categoryOf, type EventStore, type StoredEvent } from '@zhijian/event-store'
import { canonical, days, elapsedMs, plus, settle, type Decision, type DomainEvent, type Instant, type Json, type JsonObject } from '@zhijian/kernel'
import type { Aggregate } from '@zhijian/runtime'
import { foldStored, restoreCommand, unwritten, type Folded } from '@zhijian/runtime/stream'
import { sentenceOf, type Finding, type FindingCode, type FindingKind, type FindingValues } from './findings.ts'
import { createVerifier } from './verify.ts'

export interface UpgradeOptions {
  readonly store: Pick<EventStore, 'read' | 'streams'>
  /** Of this release. */
  readonly aggregates: readonly Aggregate[]
  /** Of the release that has decided until now; null where they are not to be had (U1). */
  readonly before: readonly Aggregate[] | null
  readonly onProgress?: (cases: number) => void
}

/** Where the case is, and under which rule set; null: its decider has none, or it cannot be read. */
export interface UpgradeFinding extends Finding {
  readonly rules: number | null
}

export interface UpgradeVerdict {
  /** Looked at; those that are over are not among them. */
  readonly cases: number
  readonly over: number
  /** Cases that were carried on, times the ways they were. */
  readonly carriedOn: number
  /** Rule sets of live cases, by category. */
  readonly rules: Readonly<Record<string, readonly number[]>>
  /** One for each case, the first thing that differs there. */
  readonly findings: readonly UpgradeFinding[]
  readonly ok: boolean
}

/** What happened to a case: its commands, each so long after its beginning. */
interface Story {
  readonly id: string
  readonly commands: readonly { readonly afterMs: number; readonly command: JsonObject }[]
}
/** Time alone. */
const QUIET: Story = { id: '', commands: [] }
/** Stories per category; each brings a kind of command that those before it lack. */
const MOST_STORIES = 12
/** After the last command of a story. */
const CARRIED_ON_MS = days(40)
const PAGE = 1000

const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1)

const storyOf = (stream: string, events: readonly StoredEvent[]): Story => ({
  id: idOf(stream),
  commands: events.flatMap(({ meta, version }) => {
    if (meta.command === undefined) return []
    const batch = events.slice(version).filter((event) => event.meta.commandid === meta.commandid).map(({ data }) => data)
    const { at: _at, ...command } = restoreCommand(meta.command, meta.time, batch)
    return [{ afterMs: elapsedMs(events[0]!.meta.time, meta.time), command: command as JsonObject }]
  }),
})

const saysOf = (decision: Decision<DomainEvent>): readonly DomainEvent[] => (decision.kind === 'accepted' ? decision.events : [])

/** One thing that follows, and what it says in full. */
interface Step { readonly name: string; readonly says: JsonObject; readonly version: number | null; readonly at: Instant; readonly command: JsonObject & { readonly type: string } | null }

/** What follows for a case when the story happens to it. */
const carryOn = (aggregate: Aggregate, { state: from, lastAt }: Folded<unknown>, stream: string, story: Story): readonly Step[] => {
  const steps: Step[] = []
  const { decider } = aggregate
  let state = from
  let at = lastAt!
  const tell = (name: string, says: unknown, time: Instant, command: Step['command'], version?: number): void =>
    void steps.push({ name, says: JSON.parse(JSON.stringify(says)) as JsonObject, version: version ?? null, at: time, command })
  const pass = (until: Instant): void => {
    const passed = settle(decider, state, until)
    for (const { event, due } of passed.settled) tell(event.type, event.data, due, null, event.version)
    state = passed.state
    at = until
  }
  let doing: Step['command'] = null
  try {
    for (const { afterMs, command } of story.commands) {
      doing = null
      pass(plus(lastAt!, afterMs))
      // As if it had been this case all along.
      const own = JSON.parse(JSON.stringify(command).replaceAll(story.id, idOf(stream))) as JsonObject & { type: string }
      doing = own
      const decision = decider.decide({ ...own, at }, state)
      if (decision.kind === 'refused') tell(decision.code, decision.detail, at, doing)
      for (const event of saysOf(decision)) {
        tell(event.type, event.data, at, doing, event.version)
        state = decider.evolve(state, event)
      }
    }
    doing = null
    pass(plus(at, CARRIED_ON_MS))
  } catch {
    // A command of another case may make no sense here; then it makes none under either release.
    tell('—', {}, at, doing)
  }
  return steps
}

const isSame = (a: Json | undefined, b: Json | undefined): boolean => a !== undefined && b !== undefined && canonical(a) === canonical(b)
/** U3 */
const repeats = (now: Step | undefined, before: Step | undefined): boolean =>
  now !== undefined && before !== undefined && now.at === before.at && now.name === before.name && now.version === before.version
  && Object.entries(before.says).every(([name, member]) => isSame(now.says[name], member))
  && Object.entries(now.says).every(([name, member]) => name in before.says || isSame(now.command?.[name], member))

const firstDifference = (now: readonly Step[], before: readonly Step[]): readonly [Step | null, Step | null] | null => {
  const place = [...Array(Math.max(now.length, before.length)).keys()].find((index) => !repeats(now[index], before[index]))
  return place === undefined ? null : [now[place] ?? null, before[place] ?? null]
}

const folded = (aggregate: Aggregate, events: readonly StoredEvent[]): Folded<unknown> =>
  events.reduce((state, event) => foldStored(aggregate, state, event), unwritten(aggregate))

const canRead = (aggregate: Aggregate, { type, data }: StoredEvent): boolean => {
  try {
    return aggregate.events.read(type, data) !== null
  } catch {
    return false
  }
}

export const checkUpgrade = async ({ store, aggregates, before, onProgress }: UpgradeOptions): Promise<UpgradeVerdict> => {
  const findings: UpgradeFinding[] = []
  const rules: Record<string, number[]> = {}
  const inCategory = (all: readonly Aggregate[] | null, category: string): Aggregate | undefined => all?.find(({ decider }) => decider.category === category)
  const categories = [...new Set([...aggregates, ...before ?? []].map(({ decider }) => decider.category))]
  let [cases, over, carriedOn] = [0, 0, 0]

  const finding = (kind: FindingKind, event: StoredEvent, ruleSet: number | null, code: FindingCode, values: FindingValues): UpgradeFinding =>
    ({ kind, stream: event.stream, version: event.version, position: event.position, code, values, says: sentenceOf(code, values), rules: ruleSet })

  const past = (aggregate: Aggregate, events: readonly StoredEvent[]): Finding | undefined => {
    const verifier = createVerifier({ aggregates: [aggregate], maxFindings: 1 })
    for (const event of events) verifier.take({ position: event.position, stream: event.stream, version: event.version, text: '', hash: event.hash }, event)
    return verifier.end().findings[0]
  }

  const future = (aggregate: Aggregate, older: Aggregate, events: readonly StoredEvent[], stories: readonly Story[], ruleSet: number | null): UpgradeFinding | null => {
    const last = events.at(-1)!
    const [now, then] = [folded(aggregate, events), folded(older, events)]
    for (const story of stories) {
      carriedOn += 1
      const difference = firstDifference(carryOn(aggregate, now, last.stream, story), carryOn(older, then, last.stream, story))
      if (difference === null) continue
      const [here, there] = difference
      const { at, command } = (here ?? there)!
      const values = { now: here?.name ?? '—', before: there?.name ?? '—', time: at, ...(command === null ? {} : { command: command.type }) }
      return finding('goes-on-otherwise', last, ruleSet, command === null ? 'passes-otherwise' : 'commanded-otherwise', values)
    }
    return null
  }

  const look = (aggregate: Aggregate, older: Aggregate | undefined, events: readonly StoredEvent[], stories: readonly Story[]): UpgradeFinding | 'over' | null => {
    const last = events.at(-1)!
    const unknown = events.find((event) => !canRead(aggregate, event))
    if (unknown) return finding('unknown-event', unknown, null, 'event-unknown', { event: unknown.type })
    const { state } = folded(aggregate, events)
    if (aggregate.isOver?.(state) === true) return 'over'
    const ruleSet = aggregate.rules?.of(events[0]!.data) ?? null
    if (ruleSet !== null) {
      const known = rules[aggregate.decider.category] ??= []
      if (!known.includes(ruleSet)) known.push(ruleSet)
      if (!aggregate.rules!.shipped.includes(ruleSet)) return finding('rules-not-shipped', last, ruleSet, 'rules-missing', { rules: ruleSet })
    }
    const differs = past(aggregate, events)
    if (differs) return { ...differs, rules: ruleSet }
    return older === undefined ? null : future(aggregate, older, events, stories, ruleSet)
  }

  for (const category of categories) {
    const aggregate = inCategory(aggregates, category)
    const older = inCategory(before, category)
    const stories = older === undefined ? [] : [QUIET, ...await storiesOf(store, category)]
    for await (const stream of streamsOf(store, category)) {
      const events = await store.read(stream)
      const result = aggregate === undefined
        ? finding('unknown-category', events[0]!, null, 'no-decider', { category: categoryOf(stream) })
        : look(aggregate, older, events, stories)
      if (result === 'over') over += 1
      else {
        cases += 1
        if (result !== null) findings.push(result)
      }
      onProgress?.(cases + over)
    }
  }
  return { cases, over, carriedOn, rules, findings, ok: findings.length === 0 }
}

const streamsOf = async function* (store: UpgradeOptions['store'], category: string): AsyncGenerator<string> {
  for (let after: string | undefined; ;) {
    const page: readonly string[] = await store.streams(category, after, PAGE)
    yield* page
    if (page.length < PAGE) return
    after = page.at(-1)!
  }
}

const storiesOf = async (store: UpgradeOptions['store'], category: string): Promise<readonly Story[]> => {
  const [stories, known]: [Story[], Set<string>] = [[], new Set()]
  for await (const stream of streamsOf(store, category)) {
    const story = storyOf(stream, await store.read(stream))
    const kinds = story.commands.map(({ command }) => String(command.type))
    if (kinds.every((kind) => known.has(kind))) continue
    for (const kind of kinds) known.add(kind)
    stories.push(story)
    if (stories.length >= MOST_STORIES) break
  }
  return stories
}
