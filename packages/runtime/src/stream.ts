// How a stream is folded and how a batch is written: the one place, used by the runtime that appends and by the auditor
// who derives the same bytes again. Pure.
// I1 A batch is the deadlines that passed, then what was decided; the last event carries the stream's next deadline.
// I2 Everything but `recordedat` and `traceparent` follows from the stream so far, the command and its context.
import type { Actor } from '@zhijian/contracts'
import { eventId, type EventMeta, type HashName, type NewEvent, type StoredEvent } from '@zhijian/event-store'
import {
  assert, assertArmedAhead, canonical, settle, type DomainEvent, type Instant, type Json, type JsonObject,
  type SettledEvent, type TimedCommand,
} from '@zhijian/kernel'
import type { Aggregate } from './service.ts'

export interface Folded<State> {
  readonly state: State
  /** -1 before the first event. */
  readonly version: number
  readonly lastAt: Instant | null
  /** The next deadline, with the event after which it became the next one. */
  readonly armed: { readonly due: Instant; readonly by: string; readonly correlationid: string } | null
}

export const unwritten = <State>(aggregate: Aggregate<State>): Folded<State> =>
  ({ state: aggregate.decider.initial(), version: -1, lastAt: null, armed: null })

/** @throws AssertionFailed for an event this release does not know, or a version it cannot read */
export const foldStored = <State>(aggregate: Aggregate<State>, before: Folded<State>, event: StoredEvent): Folded<State> => {
  assert(event.version === before.version + 1, `${event.stream}: version ${event.version} after ${before.version}`)
  const domain = aggregate.events.read(event.type, event.data)
  assert(domain !== null, `${event.stream}@${event.version}: ${event.type} is not known to this release`)
  return advance(aggregate, before, domain, event.id, event.meta)
}

const advance = <State>(
  aggregate: Aggregate<State>, before: Folded<State>, event: DomainEvent, id: string,
  meta: Pick<EventMeta, 'time' | 'correlationid'>,
): Folded<State> => {
  const state = aggregate.decider.evolve(before.state, event)
  const due = aggregate.decider.nextDeadline(state)
  const armed = due === null ? null : due === before.armed?.due ? before.armed : { due, by: id, correlationid: meta.correlationid }
  return { state, version: before.version + 1, lastAt: meta.time, armed }
}

/** Who and why, as it goes into the envelope of what a command decided. */
export interface BatchContext {
  readonly commandId: string
  readonly actor: Actor
  readonly correlationId: string
  readonly causationId?: string
  readonly traceparent?: string
}

export interface WriteOptions {
  /** `/consult-router` */
  readonly source: string
  readonly stream: string
  readonly recordedAt: Instant
  readonly hash: HashName
}

export interface Batch<State> {
  readonly events: readonly NewEvent[]
  readonly after: Folded<State>
}

/** As it will be read back: members that are undefined are not there. The very same value when it holds none. */
const asStored = <T extends Json | undefined>(value: T): T => {
  if (typeof value !== 'object' || value === null || isStored(value)) return value
  if (Array.isArray(value)) return (value as readonly (Json | undefined)[]).map((item) => asStored(item) ?? null) as unknown as T
  return Object.fromEntries(Object.entries(value as JsonObject).flatMap(([name, member]) => (member === undefined ? [] : [[name, asStored(member)]]))) as T
}
/** Whether no member of it, however deep, is undefined: nearly always, so nothing is made to find out. */
const isStored = (value: Json | undefined): boolean => {
  if (typeof value !== 'object' || value === null) return value !== undefined
  if (Array.isArray(value)) return value.every(isStored)
  for (const name in value as JsonObject) {
    const member = (value as JsonObject)[name]
    if (member === undefined || (typeof member === 'object' && !isStored(member))) return false
  }
  return true
}

const SYSTEM = { actorid: 'system', actorrole: 'system' } as const

/** The event with its data as they will be read back; nearly always it is that already. */
const withData = (event: DomainEvent, data: JsonObject): DomainEvent => (event.data === data ? event : { ...event, data })

/** The events of the deadlines that passed, each stamped with its own deadline. */
export const writeSettled = <State>(
  aggregate: Aggregate<State>, before: Folded<State>, settled: readonly SettledEvent<DomainEvent>[], options: WriteOptions,
): Batch<State> => {
  let after = before
  let due: Instant | null = null
  let armed = before.armed
  const events = settled.map(({ event, due: at, ordinal }) => {
    // All events of one deadline follow from what armed it, also when the first of them armed another.
    if (at !== due) {
      due = at
      armed = after.armed
    }
    assert(armed?.due === at, `${options.stream}: settled ${at}, armed for ${armed?.due}`)
    const meta: EventMeta = {
      source: options.source, time: at, recordedat: options.recordedAt, cause: `elapse:${at}`, ...SYSTEM,
      correlationid: armed.correlationid, causationid: armed.by, hashalg: options.hash,
    }
    const data = asStored(event.data as JsonObject)
    const id = eventId(at, `${options.stream}/${at}/${event.type}`, ordinal)
    after = advance(aggregate, after, withData(event, data), id, meta)
    return { id, type: aggregate.events.writtenType(event), data, meta }
  })
  return { events, after }
}

/** The events that a command decided; the first carries the command. */
export const writeDecided = <State>(
  aggregate: Aggregate<State>, before: Folded<State>, decided: readonly DomainEvent[], command: TimedCommand & JsonObject,
  context: BatchContext, options: WriteOptions,
): Batch<State> => {
  let after = before
  const data = decided.map((event) => asStored(event.data as JsonObject))
  const common: EventMeta = {
    source: options.source, time: command.at, recordedat: options.recordedAt, cause: `command:${command.type}`,
    actorid: context.actor.id, actorrole: context.actor.role,
    ...(context.actor.onBehalfOf === undefined ? {} : { onbehalfof: context.actor.onBehalfOf }),
    correlationid: context.correlationId,
    ...(context.causationId === undefined ? {} : { causationid: context.causationId }),
    commandid: context.commandId,
    ...(context.traceparent === undefined ? {} : { traceparent: context.traceparent }),
    hashalg: options.hash,
  }
  const events = decided.map((event, ordinal) => {
    const meta = ordinal === 0 ? { ...common, command: recordCommand(command, data) } : common
    const id = eventId(command.at, context.commandId, ordinal)
    after = advance(aggregate, after, withData(event, data[ordinal]!), id, meta)
    return { id, type: aggregate.events.writtenType(event), data: data[ordinal]!, meta }
  })
  assertArmedAhead(aggregate.decider, after.state, command.at)
  return { events, after }
}

/** Marks the end of a batch with the stream's next deadline (I1). */
export const sealBatch = <State>(aggregate: Aggregate<State>, events: readonly NewEvent[], after: Folded<State>): readonly NewEvent[] => {
  const last = events.at(-1)
  return last === undefined ? events : events.with(-1, { ...last, meta: { ...last.meta, due: aggregate.decider.nextDeadline(after.state) } })
}

/** Settles a folded stream and writes what passed. */
export const settleFolded = <State>(
  aggregate: Aggregate<State>, before: Folded<State>, until: Instant, options: WriteOptions,
): Batch<State> => {
  const { settled } = settle(aggregate.decider, before.state, until)
  return settled.length === 0 ? { events: [], after: before } : writeSettled(aggregate, before, settled, options)
}

/** Values shorter than a reference to them are simply repeated. */
const SHORT = 24
/** Characters that a value is written with at the least: words may need escapes, numbers have more digits. Counts on to `SHORT` only. */
const leastLength = (value: Json | undefined): number => {
  if (typeof value === 'string') return value.length + 2
  if (typeof value !== 'object' || value === null) return 1
  const isList = Array.isArray(value)
  let length = 1
  for (const name in value as JsonObject) {
    const member = (value as JsonObject)[name]
    if (member === undefined) continue
    length += leastLength(member) + (isList ? 1 : name.length + 4)
    if (length > SHORT) break
  }
  return length
}
/** So long that nobody need write it down to know. */
const isLong = (value: Json): boolean => leastLength(value) > SHORT
/** Where the first event that holds the value lies; -1 when none does, or it is short. */
const holderOf = (name: string, value: Json, events: readonly JsonObject[]): number => {
  if (value === null || (typeof value !== 'object' && typeof value !== 'string')) return -1
  const first = events[0]?.[name]
  // What a decider passes on is the very same value.
  if (first === value && isLong(value)) return 0
  // Words are equal as they are; only how long they are written may need writing, where they are near the bound.
  if (typeof value === 'string' && isLong(value)) return events.findIndex((data) => data[name] === value)
  // Most are held by none of them; only then is it asked how long they are written.
  if (events.every((data) => data[name] === undefined)) return -1
  const text = canonical(value)
  return text.length <= SHORT ? -1 : events.findIndex((data) => data[name] !== undefined && canonical(data[name]) === text)
}

/** The command without `at` (it is the event's time) and with references for values that its own events hold. */
export const recordCommand = (command: TimedCommand & JsonObject, events: readonly JsonObject[]): JsonObject => {
  const recorded: Record<string, Json> = {}
  const told = asStored(command as JsonObject)
  for (const name in told) {
    const value = told[name]
    if (name === 'at' || value === undefined) continue
    const holder = holderOf(name, value, events)
    recorded[name] = holder < 0 ? value : { $event: [holder, name] }
  }
  return recorded
}

/** The command again, as it was decided. @throws AssertionFailed when a reference leads nowhere */
export const restoreCommand = (recorded: JsonObject, at: Instant, events: readonly JsonObject[]): TimedCommand & JsonObject => {
  const command: Record<string, Json> = { at }
  for (const name in recorded) {
    const value = recorded[name]
    if (value === undefined) continue
    const reference = typeof value === 'object' && value !== null && '$event' in value ? value.$event : undefined
    if (reference === undefined) {
      command[name] = value
      continue
    }
    const [ordinal, field] = reference as readonly [number, string]
    const held = events[ordinal]?.[field]
    assert(held !== undefined, `the recorded command refers to ${field} of event ${ordinal}, which does not hold it`)
    command[name] = held
  }
  return command as TimedCommand & JsonObject
}
