// The same history decided by two rule sets: each recorded command, and each deadline that passed, is put to both on the state that
// the record had there, so that one difference does not make all that follow it differ as well.
// D1 Nothing cascades: both decide from the recorded state. D2 It needs no keys, and writes nothing.
import { categoryOf, nameOfType, type EventStore, type StoredEvent } from '@zhijian/event-store'
import { canonical, settle, type Decision, type DomainEvent, type Instant, type JsonObject } from '@zhijian/kernel'
import type { Aggregate } from '@zhijian/runtime'
import { restoreCommand } from '@zhijian/runtime/stream'

/** Deciders, and the number of the rule set that questions are taken to have been opened under; null: their own. */
export interface RuleSide { readonly aggregates: readonly Aggregate[]; readonly rules: number | null }

export interface Said {
  /** Names of events, or the code of a refusal; `nothing`. */
  readonly says: readonly string[]
  readonly refusal: string | null
}
export interface Difference {
  readonly stream: string
  /** Of the first event that the record has there. */
  readonly version: number
  readonly at: Instant
  /** The command, or null: a deadline passed. */
  readonly command: string | null
  readonly one: Said
  readonly other: Said
  /** Fields that differ where both say the same events: `TierOpened.closesAt`. */
  readonly fields: readonly string[]
}
export interface Diff {
  readonly streams: number
  readonly decisions: number
  readonly deadlines: number
  readonly differences: readonly Difference[]
  /** Streams that one of the two cannot decide: a category it does not know, a rule set it does not have. */
  readonly undecidable: readonly string[]
}

const PAGE = 1000

/** As if it had been opened under that rule set. */
const openedUnder = (aggregate: Aggregate, rules: number | null, type: string, data: JsonObject): JsonObject =>
  (rules !== null && aggregate.rules?.opening === nameOfType(type) && aggregate.rules.shipped.includes(rules) ? { ...data, rules } : data)

const saidOf = (decision: Decision<DomainEvent>): Said & { readonly events: readonly DomainEvent[] } => {
  if (decision.kind === 'refused') return { says: [decision.code], refusal: decision.code, events: [] }
  const events = decision.kind === 'accepted' ? decision.events : []
  return { says: events.length === 0 ? ['nothing'] : events.map(({ type }) => type), refusal: null, events }
}
const plain = (value: unknown): string => canonical(value === undefined ? null : JSON.parse(JSON.stringify(value)))

const fieldsUnlike = (one: readonly DomainEvent[], other: readonly DomainEvent[]): string[] => one.flatMap((event, place) => {
  const [a, b] = [event.data as Record<string, unknown>, other[place]?.data as Record<string, unknown> | undefined]
  if (b === undefined || other[place]!.type !== event.type) return []
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => name !== 'rules' && plain(a[name]) !== plain(b[name])).map((name) => `${event.type}.${name}`)
})

interface Walk { readonly aggregate: Aggregate; readonly rules: number | null; state: unknown }

const fold = (walk: Walk, events: readonly StoredEvent[]): void => {
  for (const { type, data } of events) {
    const event = walk.aggregate.events.read(type, openedUnder(walk.aggregate, walk.rules, type, data))
    if (event !== null) walk.state = walk.aggregate.decider.evolve(walk.state, event as DomainEvent)
  }
}

/** Batches as they were appended: each ends with the event that says the next deadline. */
const batchesOf = (events: readonly StoredEvent[]): readonly (readonly StoredEvent[])[] => {
  const batches: StoredEvent[][] = [[]]
  for (const event of events) {
    batches.at(-1)!.push(event)
    if (event.meta.due !== undefined) batches.push([])
  }
  return batches.filter(({ length }) => length > 0)
}

const diffStream = (stream: string, events: readonly StoredEvent[], sides: readonly [Walk, Walk]): { readonly found: readonly Difference[]; readonly decisions: number; readonly deadlines: number } => {
  const found: Difference[] = []
  let [decisions, deadlines] = [0, 0]
  const compare = (version: number, at: Instant, command: string | null, one: ReturnType<typeof saidOf>, other: ReturnType<typeof saidOf>): void => {
    const fields = fieldsUnlike(one.events, other.events)
    if (one.says.join() === other.says.join() && fields.length === 0) return
    const { events: _one, ...first } = one
    const { events: _other, ...second } = other
    found.push({ stream, version, at, command, one: first, other: second, fields })
  }
  for (const batch of batchesOf(events)) {
    const from = batch.findIndex(({ meta }) => meta.cause.startsWith('command:'))
    const elapsed = from < 0 ? batch : batch.slice(0, from)
    const decided = from < 0 ? [] : batch.slice(from)
    const until = (decided[0] ?? batch.at(-1)!).meta.time
    const [one, other] = sides.map(({ aggregate, state }) => settle(aggregate.decider, state, until))
    if (elapsed.length > 0 || one!.settled.length > 0 || other!.settled.length > 0) {
      deadlines += 1
      const said = (events_: readonly DomainEvent[]): ReturnType<typeof saidOf> => ({ says: events_.length === 0 ? ['nothing'] : events_.map(({ type }) => type), refusal: null, events: events_ })
      compare(batch[0]!.version, batch[0]!.meta.time, null, said(one!.settled.map(({ event }) => event)), said(other!.settled.map(({ event }) => event)))
    }
    for (const side of sides) fold(side, elapsed)
    const carrier = decided[0]
    if (carrier?.meta.command !== undefined) {
      decisions += 1
      const [a, b] = sides.map(({ aggregate, rules, state }) => {
        const command = restoreCommand(carrier.meta.command!, carrier.meta.time, decided.map(({ data }) => data))
        const opening = carrier.version === 0 && rules !== null && aggregate.rules?.shipped.includes(rules) ? { ...command, rules } : command
        return saidOf(aggregate.decider.decide(opening as never, state as never) as Decision<DomainEvent>)
      })
      compare(carrier.version, carrier.meta.time, String(carrier.meta.command['type']), a!, b!)
    }
    for (const side of sides) fold(side, decided)
  }
  return { found, decisions, deadlines }
}

export const diffRules = async (
  store: Pick<EventStore, 'read' | 'streams'>, one: RuleSide, other: RuleSide, options: { readonly only: string | null; readonly onProgress?: (streams: number) => void },
): Promise<Diff> => {
  const differences: Difference[] = []
  const undecidable: string[] = []
  let [streams, decisions, deadlines] = [0, 0, 0]
  const categories = [...new Set([...one.aggregates, ...other.aggregates].map(({ decider }) => decider.category))]
  for (const category of categories) {
    if (options.only !== null && categoryOf(options.only) !== category) continue
    const [a, b] = [one, other].map(({ aggregates }) => aggregates.find(({ decider }) => decider.category === category))
    for (let after: string | undefined; ;) {
      const page = options.only === null ? await store.streams(category, after, PAGE) : after === undefined ? [options.only] : []
      for (const stream of page) {
        const events = await store.read(stream)
        if (events.length === 0) continue
        streams += 1
        options.onProgress?.(streams)
        try {
          if (a === undefined || b === undefined) throw new TypeError('one of them does not know the category')
          const { found, ...counts } = diffStream(stream, events, [{ aggregate: a, rules: one.rules, state: a.decider.initial() }, { aggregate: b, rules: other.rules, state: b.decider.initial() }])
          differences.push(...found)
          decisions += counts.decisions
          deadlines += counts.deadlines
        } catch (error) {
          if (!(error instanceof TypeError) && (error as Error).name !== 'AssertionFailed') throw error
          undecidable.push(stream)
        }
      }
      if (page.length < PAGE) break
      after = page.at(-1)
    }
  }
  return { streams, decisions, deadlines, differences, undecidable }
}
