// Reading streams by version and the log's end, held against the chain. Reads ask the leader: what it acknowledged it shows.
import { assert } from '@zhijian/kernel'
import { BACKWARDS, END, START, type AllStreamResolvedEvent } from '@kurrent/kurrentdb-client'
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

export const createReader = ({ collect }: Connection, names: Names): Reader => {
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

  /** Newest first. */
  const backwards = (fromPosition: typeof END | { commit: bigint; prepare: bigint }, limit: number): Promise<AllStreamResolvedEvent[]> =>
    collect((client) => client.readAll({ ...options, direction: BACKWARDS, fromPosition, maxCount: limit, filter: names.everything }))
  const endAt = async (fromPosition: typeof END | { commit: bigint; prepare: bigint }): Promise<Position | null> => {
    const [last] = await backwards(fromPosition, 1)
    return last?.event === undefined ? null : toPosition(last.event.position)
  }

  const raw = (after: string | null, limit: number): Promise<readonly RawRow[]> => atKurrent(`after position ${after ?? 'nothing'}`, async () => {
    // A reading from a place includes it.
    const place = after === null ? null : fromPosition(after)
    const found: AllStreamResolvedEvent[] = await collect((client) => client.readAll({
      ...options, fromPosition: place === null ? START : { commit: place, prepare: place }, maxCount: place === null ? limit : limit + 1, filter: names.everything,
    }))
    return found.flatMap(({ event }) => {
      if (!event || event.position.commit === place) return []
      const row = rowOf(names, event)
      return [{ ...row, category: categoryOf(row.stream), type: nameOfType(event.type) }]
    })
  })

  const head = (): Promise<Position | null> => atKurrent('the end of the log', () => endAt(END))

  return {
    rows, raw, head,
    newest: (limit) => atKurrent('the end of the log', async () =>
      (await backwards(END, limit)).reverse().flatMap(({ event }) => (event ? [rowOf(names, event)] : []))),
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
    before: (position) => atKurrent(`before position ${position}`, () => endAt({ commit: position, prepare: position })),
    async holds({ position, stream, version, hash }) {
      const at = fromPosition(position)
      const end = await head()
      if (end === null || at > fromPosition(end)) return false
      const row = (await rows(stream, version, 1))[0]
      return row?.version === version && row.hash === hash && row.position <= position
    },
  }
}

