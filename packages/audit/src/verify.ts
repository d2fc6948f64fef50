// Strict replay: every stored batch is derived again from the stream before it. Commands are decided again and deadlines
// let pass again under the stream's own rule set; what comes out must be what is stored, to the byte, but for the wall
// time and the trace. It needs no keys: deciders carry sealed values unopened.
// I1 The chain is checked on the stored text before anything is parsed.
// I2 No deadline up to a command's time may be left unsettled, and none may be settled that was not armed.
// I3 A stream with a finding is read on for its chain, and re-decided no further.
import { categoryOf, chainHash, comparable, decode, GENESIS, HASHES, nameOfType, type EventMeta, type HashName, type NewEvent, type Position, type StoredEvent } from '@zhijian/event-store'
import { settle, type Instant } from '@zhijian/kernel'
import type { Aggregate } from '@zhijian/runtime'
import {
  foldStored, restoreCommand, sealBatch, settleFolded, unwritten, writeDecided, type Folded, type WriteOptions,
} from '@zhijian/runtime/stream'
import { sentenceOf, type Finding, type FindingCode, type FindingKind, type FindingValues, type Verdict } from './findings.ts'

/** A row as it lies in the store: nothing parsed, nothing believed. */
export interface RawEvent {
  readonly position: string
  readonly stream: string
  readonly version: number
  /** The canonical text that was hashed. */
  readonly text: string
  readonly hash: string
}

/** Rows in log order. */
export type RawLog = AsyncIterable<readonly RawEvent[]>

interface Thread {
  version: number
  hash: string
  folded: Folded<unknown> | null
  /** Events of a batch whose end has not been read yet. */
  open: StoredEvent[]
  spoiled: boolean
}

export interface VerifyOptions {
  readonly aggregates: readonly Aggregate[]
  /** Categories that are recorded without a decider (the seals of the log): their chain is checked, nothing more. */
  readonly recordedOnly?: readonly string[]
  /** Streams to re-decide; the chain of all is checked. */
  readonly only?: (stream: string) => boolean
  readonly onProgress?: (events: number) => void
  /** Ends the list of findings; a log that differs everywhere says no more than one that differs here. Default 1,000. */
  readonly maxFindings?: number
}

const ALGORITHM = /"hashalg":"([a-z0-9]+)"/

/** Strict replay as the rows come, for whoever reads them for another check as well. */
export interface Verifier {
  /** @param event the row, when the caller has held it against the hash before it and parsed it; else null */
  take(row: RawEvent, event: StoredEvent | null): void
  /** After the last row. */
  end(): Verdict
}

export const verify = async (log: RawLog, options: VerifyOptions): Promise<Verdict> => {
  const verifier = createVerifier(options)
  let events = 0
  for await (const page of log) {
    for (const row of page) verifier.take(row, null)
    options.onProgress?.(events += page.length)
  }
  return verifier.end()
}

export const createVerifier = (options: Omit<VerifyOptions, 'onProgress'>): Verifier => {
  const aggregates = new Map(options.aggregates.map((aggregate) => [aggregate.decider.category, aggregate]))
  const recordedOnly = new Set(options.recordedOnly ?? ['log'])
  const threads = new Map<string, Thread>()
  const findings: Finding[] = []
  const limit = options.maxFindings ?? 1000
  let events = 0
  let commands = 0
  let deadlines = 0
  let previousPosition = ''
  let head: Verdict['head'] = null

  const found = (kind: FindingKind, at: Pick<RawEvent, 'stream' | 'version' | 'position'>, code: FindingCode, values: FindingValues = {}): void => {
    const thread = threads.get(at.stream)
    if (thread) thread.spoiled = true
    if (findings.length < limit) findings.push({ kind, stream: at.stream, version: at.version, position: at.position, code, values, says: sentenceOf(code, values) })
  }

  const checkRow = (row: RawEvent, opened: StoredEvent | null, thread: Thread): StoredEvent | null => {
    if (row.position <= previousPosition) found('out-of-order', row, 'position-back', { position: row.position, previous: previousPosition })
    previousPosition = row.position
    if (row.version !== thread.version + 1) found('gap', row, 'version-after', { version: row.version, previous: thread.version })
    if (opened !== null) {
      thread.version = row.version
      thread.hash = row.hash
      return opened
    }
    const algorithm = ALGORITHM.exec(row.text)?.[1]
    if (algorithm === undefined || !Object.hasOwn(HASHES, algorithm)) {
      found('unreadable', row, 'no-known-hash')
      return null
    }
    const expected = chainHash(algorithm as HashName, thread.hash, row.text)
    if (expected !== row.hash) found('edited', row, 'text-misfit')
    thread.version = row.version
    thread.hash = row.hash
    let event: StoredEvent
    try {
      event = decode(row.text, row.position as Position, row.hash)
    } catch {
      found('unreadable', row, 'text-not-json')
      return null
    }
    if (event.stream !== row.stream || event.version !== row.version) {
      found('edited', row, 'text-of-another', { place: `${event.stream}@${event.version}` })
    }
    return event
  }

  const rederive = (aggregate: Aggregate, thread: Thread, batch: readonly StoredEvent[]): void => {
    const first = batch[0]!
    const last = batch.at(-1)!
    const before = thread.folded ?? unwritten(aggregate)
    const decidedFrom = batch.findIndex((event) => event.meta.cause.startsWith('command:'))
    const until = (decidedFrom < 0 ? last : batch[decidedFrom]!).meta.time
    const options_: WriteOptions = { source: first.meta.source, stream: first.stream, recordedAt: first.meta.recordedat, hash: first.meta.hashalg }
    if (before.lastAt !== null && first.meta.time < before.lastAt) {
      found('time-goes-back', first, 'time-back', { time: first.meta.time, previous: before.lastAt })
      return
    }

    const passed = settleFolded(aggregate, before, until, options_)
    let derived = passed.events
    let after = passed.after
    if (decidedFrom >= 0) {
      const decided = batch.slice(decidedFrom)
      const carrier = decided[0]!
      if (carrier.meta.command === undefined || carrier.meta.commandid === undefined) {
        found('decides-otherwise', carrier, 'no-command')
        return
      }
      const command = restoreCommand(carrier.meta.command, carrier.meta.time, decided.map((event) => event.data))
      const decision = aggregate.decider.decide(command, passed.after.state)
      if (decision.kind !== 'accepted') {
        if (decision.kind === 'refused') found('decides-otherwise', carrier, 'command-refused', { command: command.type, refusal: decision.code })
        else found('decides-otherwise', carrier, 'command-does-nothing', { command: command.type })
        return
      }
      const { meta } = carrier
      const written = writeDecided(aggregate, passed.after, decision.events, command, {
        commandId: meta.commandid!, actor: { id: meta.actorid, role: meta.actorrole, ...(meta.onbehalfof === undefined ? {} : { onBehalfOf: meta.onbehalfof }) } as never,
        correlationId: meta.correlationid, ...(meta.causationid === undefined ? {} : { causationId: meta.causationid }),
      }, options_)
      derived = derived.length === 0 ? written.events : [...derived, ...written.events]
      after = written.after
    }

    const sealed = sealBatch(aggregate, derived, after)
    for (let place = 0; place < Math.max(sealed.length, batch.length); place += 1) {
      const stored = batch[place]
      const again = sealed[place]
      if (!stored) {
        const missing = again!
        const kind = missing.meta.cause.startsWith('elapse:') ? 'left-unsettled' : 'decides-otherwise'
        found(kind, last, 'should-follow', { event: missing.type, time: missing.meta.time })
        return
      }
      if (!again) {
        found('decides-otherwise', stored, 'does-not-follow', { event: stored.type })
        return
      }
      const version = before.version + 1 + place
      if (!isSameFact(again, stored) && comparable(first.stream, version, again) !== comparable(first.stream, version, stored)) {
        const kind = again.meta.cause.startsWith('elapse:') && stored.meta.cause.startsWith('command:') ? 'left-unsettled' : 'decides-otherwise'
        found(kind, stored, ...differs(again, stored))
        return
      }
      if (stored.meta.cause.startsWith('elapse:')) deadlines += 1
    }
    if (decidedFrom >= 0) commands += 1
    // The same facts in their current form have been folded on the way; older forms are read as everybody reads them.
    const isCurrent = batch.every((event) => event.type === aggregate.events.storedType(nameOfType(event.type)))
    thread.folded = isCurrent ? after : batch.reduce((folded, event) => foldStored(aggregate, folded, event), before)
  }

  return {
    take(row, opened) {
      let thread = threads.get(row.stream)
      if (!thread) {
        thread = { version: -1, hash: GENESIS, folded: null, open: [], spoiled: false }
        threads.set(row.stream, thread)
      }
      const event = checkRow(row, opened, thread)
      events += 1
      head = { position: row.position, hash: row.hash }
      if (event === null || thread.spoiled) return
      const category = categoryOf(row.stream)
      if (recordedOnly.has(category) || options.only?.(row.stream) === false) return
      const aggregate = aggregates.get(category)
      if (!aggregate) return found('unknown-category', row, 'no-decider', { category })
      thread.open.push(event)
      if (event.meta.due === undefined) return
      const batch = thread.open
      thread.open = []
      try {
        rederive(aggregate, thread, batch)
      } catch (error) {
        if (!isUnderivable(error)) throw error
        found('decides-otherwise', event, 'underivable')
      }
    },
    end() {
      for (const [stream, thread] of threads) {
        const first = thread.open[0]
        if (first && !thread.spoiled) found('unfinished-batch', { stream, version: first.version, position: first.position }, 'batch-without-end')
      }
      return { events, streams: threads.size, commands, deadlines, head, findings, ok: findings.length === 0 }
    },
  }
}

/** By its name: the deciders of a release bring a class of their own. */
const isUnderivable = (error: unknown): boolean => error instanceof TypeError || (error instanceof Error && error.name === 'AssertionFailed')

/**
 * Whether canonical JSON would write both alike, without writing either: what strict replay does for every event of a log.
 * False for what canonical JSON refuses to write, floats and lone surrogates.
 */
const isSameJson = (again: unknown, stored: unknown): boolean => {
  if (typeof again === 'string') return again === stored && again.isWellFormed()
  if (typeof again === 'number') return again === stored && Number.isSafeInteger(again)
  if (typeof again !== 'object' || again === null || typeof stored !== 'object' || stored === null) return again === stored
  if (Array.isArray(again)) {
    if (!Array.isArray(stored) || again.length !== stored.length) return false
    for (let place = 0; place < again.length; place += 1) if (!isSameJson(again[place], stored[place])) return false
    return true
  }
  return !Array.isArray(stored) && haveSameMembers(again as Members, stored as Members)
}
type Members = Readonly<Record<string, unknown>>
/** Counted where they lie: a list of the names of everything that is compared would be most of what comparing leaves to collect. */
const membersOf = (value: object): number => {
  let count = 0
  for (const _name in value) count += 1
  return count
}
/** @param stored as parsed: none of its members is undefined */
const haveSameMembers = (again: Members, stored: Members): boolean => {
  let count = 0
  for (const name in again) {
    const value = again[name]
    if (value === undefined) continue
    // Of the one name that every object answers to, the bytes are asked.
    if (name === '__proto__' || !name.isWellFormed() || !isSameJson(value, stored[name])) return false
    count += 1
  }
  return count === membersOf(stored)
}
/** But for what may differ between two writings of one fact. */
const haveSameMeta = (again: EventMeta, stored: EventMeta): boolean => {
  let count = 0
  for (const name in again) {
    const value = (again as unknown as Members)[name]
    if (value === undefined || name === 'recordedat' || name === 'traceparent') continue
    if (!isSameJson(value, (stored as unknown as Members)[name])) return false
    count += 1
  }
  return count === membersOf(stored) - Number(stored.recordedat !== undefined) - Number(stored.traceparent !== undefined)
}
/** The same event but for when it was recorded and under which trace; a false no is asked again of the bytes. */
const isSameFact = (again: NewEvent, stored: StoredEvent): boolean =>
  again.id === stored.id && again.type === stored.type && haveSameMembers(again.data, stored.data) && haveSameMeta(again.meta, stored.meta)

/** Which part differs, by name: values stay out, they may be sealed. */
const differs = (again: { readonly type: string; readonly data: object; readonly meta: object }, stored: StoredEvent): [FindingCode, FindingValues] => {
  if (again.type !== stored.type) return ['decided-otherwise', { decided: again.type, stored: stored.type }]
  const unlike = (a: object, b: object, ignore: readonly string[]): string[] =>
    [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !ignore.includes(key)
      && JSON.stringify((a as Record<string, unknown>)[key]) !== JSON.stringify((b as Record<string, unknown>)[key]))
  const names = [...unlike(again.data, stored.data, []).map((name) => `data.${name}`), ...unlike(again.meta, stored.meta, ['recordedat', 'traceparent'])]
  return ['differs-in', { event: stored.type, names: names.join(', ') || 'id' }]
}

/** A deadline that had passed by an instant and is not written yet, with what it means. */
export interface Passed {
  readonly due: Instant
  readonly type: string
  readonly data: object
}

/**
 * A stream's own state at an instant: what had been recorded by then, and what the deadlines up to it (inclusive) mean, also
 * where nothing was running to write them down.
 */
export const stateAt = (aggregate: Aggregate, events: readonly StoredEvent[], at: Instant): {
  readonly state: unknown; readonly version: number; readonly passed: readonly Passed[]
} => {
  let folded: Folded<unknown> = unwritten(aggregate)
  for (const event of events) {
    if (event.meta.time > at) break
    folded = foldStored(aggregate, folded, event)
  }
  const { state, settled } = settle(aggregate.decider, folded.state, at)
  return { state, version: folded.version, passed: settled.map(({ due, event }) => ({ due, type: event.type, data: event.data })) }
}
