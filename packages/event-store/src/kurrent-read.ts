// Reading streams by version and the log's end, held against the chain. Reads ask the leader: what it acknowledged it shows.
// R1 A filtered reading of the whole log is answered when the server has met one match more than was asked for, or an end of
//    the log. On a server that holds much else, only a match keeps that short: so backwards the log's identity matches too, and
//    nothing is read backwards before it is known that an event of this log lies there.
import { assert } from '@zhijian/kernel'
import { BACKWARDS, END, type AllStreamRecordedEvent } from '@kurrent/kurrentdb-client'
import { checkedEvent, type RawRow, type StoredRow } from './chain.ts'
import { categoryOf, GENESIS, nameOfType, type Position, type StoredEvent } from './envelope.ts'
import { chainBroken, type Checkpoint } from './port.ts'
import type { Connection } from './kurrent-connect.ts'
import { atKurrent, isNotFound } from './kurrent-fault.ts'
import { fromPosition, rowOf, toPosition, type Names } from './kurrent-names.ts'

export interface Reader {
  read(stream: string, from: number): Promise<readonly StoredEvent[]>
  last(stream: string): Promise<StoredEvent | null>
  /** Rows as they lie there, from a version on; empty where there is none. */
  rows(stream: string, from: number, limit: number): Promise<readonly StoredRow[]>
  /** Hash of one event as it stands there; GENESIS for version -1. @throws Fault `chain-broken` when it is missing */
  hashAt(stream: string, version: number): Promise<string>
  /** Rows of the whole log as they lie there, after a place of one of its events. */
  raw(after: string | null, limit: number): Promise<readonly RawRow[]>
  /** The newest rows of the whole log as they lie there, in log order. */
  newest(limit: number): Promise<readonly StoredRow[]>
  head(): Promise<Position | null>
  /** Place of the newest event of this log before a place of the server's. */
  before(position: bigint): Promise<Position | null>
  holds(checkpoint: Omit<Checkpoint, 'epoch'>): Promise<boolean>
}

/** @param begins a place before everything of this log */
export const createReader = ({ collect }: Connection, names: Names, begins: bigint): Reader => {
  const options = { requiresLeader: true }

  const rows = (stream: string, from: number, limit: number): Promise<readonly StoredRow[]> => atKurrent(`${stream}@${from}`, async () => {
    try {
      const events = await collect((client) => client.readStream(names.at(stream), { ...options, fromRevision: BigInt(from), maxCount: limit }))
      return events.flatMap(({ event }) => (event ? [rowOf(names, event)] : []))
    } catch (error) {
      if (isNotFound(error)) return []
      throw error
    }
  })

  /** @param found from version `first` on, without a gap; the first is only there to be chained on, unless it begins the stream */
  const chained = (stream: string, first: number, found: readonly StoredRow[]): StoredEvent[] => {
    let previous: string | null = first === 0 ? GENESIS : null
    let version = first
    const events: StoredEvent[] = []
    for (const row of found) {
      if (row.version !== version) throw chainBroken(stream, version, 'the event is missing')
      if (previous !== null) {
        const event = checkedEvent(row, previous)
        if (events.length > 0 && event.position <= events.at(-1)!.position) throw chainBroken(stream, version, 'it lies before its predecessor')
        events.push(event)
      }
      previous = row.hash
      version += 1
    }
    return events
  }

  const at = (place: bigint) => ({ commit: place, prepare: place })
  const forwards = async (from: bigint, limit: number): Promise<readonly AllStreamRecordedEvent[]> =>
    (await collect((client) => client.readAll({ ...options, fromPosition: at(from), maxCount: limit, filter: names.everything }))).flatMap(({ event }) => event ?? [])

  /** Newest first, at most so many, before a place; there is one at least (R1). */
  const backwards = async (from: bigint | null, limit: number): Promise<readonly AllStreamRecordedEvent[]> => {
    const found = await collect((client) =>
      client.readAll({ ...options, direction: BACKWARDS, fromPosition: from === null ? END : at(from), maxCount: limit, filter: names.everythingAndIdentity }))
    const events = found.flatMap(({ event }) => event ?? [])
    const own = events.filter((event) => names.of(event.streamId) !== null)
    const oldest = events.at(-1)
    const isAll = events.length < limit || own.length === limit || oldest === undefined || oldest.position.commit <= begins
    return isAll ? own : [...own, ...await backwards(oldest.position.commit, limit - own.length)]
  }

  /** Place of the log's first event, once there is one. */
  let first: bigint | null = null
  const isThere = async (): Promise<boolean> => {
    first ??= (await forwards(begins, 1))[0]?.position.commit ?? null
    return first !== null
  }
  const endAt = async (from: bigint | null): Promise<Position | null> => {
    if (!await isThere() || (from !== null && from <= first!)) return null
    const [last] = await backwards(from, 1)
    return last === undefined ? null : toPosition(last.position)
  }

  const raw = (after: string | null, limit: number): Promise<readonly RawRow[]> => atKurrent(`after position ${after ?? 'nothing'}`, async () => {
    // A reading from a place includes it.
    const asked = after === null ? begins : fromPosition(after)
    const place = asked > begins ? asked : begins
    const found = (await forwards(place, limit + 1)).filter((event) => event.position.commit !== place).slice(0, limit)
    return found.map((event) => {
      const row = rowOf(names, event)
      return { ...row, category: categoryOf(row.stream), type: nameOfType(event.type) }
    })
  })

  const head = (): Promise<Position | null> => atKurrent('the end of the log', () => endAt(null))

  return {
    rows, raw, head,
    newest: (limit) => atKurrent('the end of the log', async () => {
      const oldest = await forwards(begins, limit + 1)
      return (oldest.length <= limit ? oldest : (await backwards(null, limit)).toReversed()).map((event) => rowOf(names, event))
    }),
    async read(stream, from) {
      assert(Number.isSafeInteger(from) && from >= 0, 'a stream is read from a version, 0 or more')
      const first = Math.max(0, from - 1)
      return chained(stream, first, await rows(stream, first, Number.MAX_SAFE_INTEGER)).filter((event) => event.version >= from)
    },
    async last(stream) {
      const found = await atKurrent(stream, async () => {
        try {
          return await collect((client) => client.readStream(names.at(stream), { ...options, direction: BACKWARDS, fromRevision: END, maxCount: 2 }))
        } catch (error) {
          if (isNotFound(error)) return []
          throw error
        }
      })
      const ends = found.reverse().map(({ event }) => rowOf(names, event!))
      const end = ends.at(-1)
      if (!end) return null
      if (end.version > 0 && ends.length < 2) throw chainBroken(stream, end.version - 1, 'the event is missing')
      return chained(stream, ends[0]!.version, ends).at(-1)!
    },
    async hashAt(stream, version) {
      if (version < 0) return GENESIS
      const row = (await rows(stream, version, 1))[0]
      if (row?.version !== version) throw chainBroken(stream, version, 'the event is missing')
      return row.hash
    },
    before: (position) => atKurrent(`before position ${position}`, () => endAt(position)),
    async holds({ position, stream, version, hash }) {
      const at = fromPosition(position)
      const end = await head()
      if (end === null || at > fromPosition(end)) return false
      const row = (await rows(stream, version, 1))[0]
      return row?.version === version && row.hash === hash && row.position <= position
    },
  }
}

