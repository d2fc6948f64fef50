// Appending: chained on what the server shows as the stream's end, written with the version it was seen at, read back.
// W1 One append to a stream at a time in this process, in the order of the calls; between processes the version decides.
// W2 What is chained on was read from the server, when the stream was loaded or after the last append.
// W3 An answer that is lost says nothing: the fault is `store-unavailable`, and the same append again finds what landed.
import { randomUUID } from 'node:crypto'
import { binaryEvent, NO_STREAM } from '@kurrent/kurrentdb-client'
import { checkedEvent, type StoredRow } from './chain.ts'
import { chainHash, comparable, decode, encode, GENESIS, type HashName, type NewEvent } from './envelope.ts'
import { assertAppendable, assertFits, chainBroken, versionConflict, type Appended, type Expected } from './port.ts'
import type { Connection } from './kurrent-connect.ts'
import { asKurrentFault, isNotLeader, isWrongVersion } from './kurrent-fault.ts'
import type { Names } from './kurrent-names.ts'
import type { Reader } from './kurrent-read.ts'

interface Waiting {
  readonly stream: string
  /** Type and suite of each event; what it says is in its text, which is fixed when it is asked for. */
  readonly events: readonly { readonly type: string; readonly hashalg: HashName }[]
  readonly texts: readonly string[]
  readonly expected: Expected
  /** Version of the event before the first; -1 for a new stream. */
  readonly after: number
}

export interface Writer {
  append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended>
  /** Resolves when nothing is being appended. */
  drain(): Promise<void>
}

/** Streams whose end is remembered; beyond it all are forgotten and read again as they come. */
const REMEMBERED = 50_000

export const createWriter = (
  { client, deadlineMs }: Connection, names: Names, reader: Reader, { claim, newId = randomUUID }: {
    /** Called before a stream's first event is written. */
    readonly claim?: (stream: string) => Promise<void>
    readonly newId?: () => string
  } = {},
): Writer => {
  const turns = new Map<string, Promise<unknown>>()
  const ends = new Map<string, { readonly version: number; readonly hash: string }>()

  const remember = (stream: string, version: number, hash: string): void => {
    if (ends.size >= REMEMBERED) ends.clear()
    ends.set(stream, { version, hash })
  }

  const conflict = async ({ stream, expected }: Waiting): Promise<never> => {
    throw versionConflict(stream, expected, (await reader.last(stream))?.version ?? -1)
  }

  /** This very append is there already (P2), or somebody else's. */
  const alreadyThere = (one: Waiting, rows: readonly StoredRow[], before: string, actual: number): Appended => {
    let previous = before
    rows.forEach((row, place) => {
      const stored = checkedEvent(row, previous)
      const asked = decode(one.texts[place]!, row.position, row.hash)
      if (comparable(one.stream, row.version, stored) !== comparable(one.stream, row.version, asked)) throw versionConflict(one.stream, one.expected, actual)
      previous = row.hash
    })
    return { version: rows.at(-1)!.version, position: rows.at(-1)!.position, written: false }
  }

  /** What stands where the append would go: the hash to chain on, or what this append is answered with. */
  const look = async (one: Waiting): Promise<string | Appended> => {
    const { stream, after, events } = one
    const first = Math.max(0, after - 1)
    const rows = await reader.rows(stream, first, after - first + 1 + events.length)
    rows.forEach((row, place) => {
      if (row.version !== first + place) throw chainBroken(stream, first + place, 'the event is missing')
    })
    const end = rows.find((row) => row.version === after)
    if (after >= 0 && end === undefined) return conflict(one)
    if (end !== undefined) checkedEvent(end, after === 0 ? GENESIS : rows[0]!.hash)
    const before = end?.hash ?? GENESIS
    const there = rows.filter((row) => row.version > after)
    if (there.length === 0) return before
    return there.length < events.length ? conflict(one) : alreadyThere(one, there, before, rows.at(-1)!.version)
  }

  const write = async (one: Waiting, before: string): Promise<Appended | 'not the end'> => {
    const { stream, events, texts, after } = one
    let hash = before
    const proposed = events.map((event, place) => {
      hash = chainHash(event.hashalg, hash, texts[place]!)
      return binaryEvent({ id: newId(), type: event.type, data: Buffer.from(texts[place]!, 'utf8'), metadata: { hash } })
    })
    const send = () => client.appendToStream(names.at(stream), proposed, {
      streamState: after < 0 ? NO_STREAM : BigInt(after), requiresLeader: true, deadline: deadlineMs,
    })
    try {
      if (after < 0) await claim?.(stream)
      // Not to the leader: nothing was written, and the client has learnt who it is.
      const { nextExpectedRevision } = await send().catch((error: unknown) => (isNotLeader(error) ? send() : Promise.reject(error)))
      // A deleted stream goes on with the numbers it had.
      if (nextExpectedRevision !== BigInt(after + events.length)) throw chainBroken(stream, Number(nextExpectedRevision), 'the stream was deleted before')
    } catch (error) {
      if (isWrongVersion(error)) return 'not the end'
      throw asKurrentFault(error, `${stream}@${after + 1}`)
    }
    const version = after + events.length
    const written = (await reader.rows(stream, version, 1))[0]
    if (written?.version !== version || written.hash !== hash) throw chainBroken(stream, version, 'it is not what was appended')
    remember(stream, version, hash)
    return { version, position: written.position, written: true }
  }

  const carryOut = async (one: Waiting): Promise<Appended> => {
    const known = ends.get(one.stream)
    ends.delete(one.stream)
    const seen = known?.version === one.after ? known.hash : await look(one)
    const appended = typeof seen === 'string' ? await write(one, seen) : seen
    if (appended !== 'not the end') return appended
    // Somebody was faster: with the same append, or with another.
    const now = await look(one)
    return typeof now === 'string' ? conflict(one) : now
  }

  return {
    async append(stream, events, expected) {
      assertAppendable(stream, events, expected)
      const after = expected === 'no-stream' ? -1 : expected
      // The text is fixed now, whatever the caller does with its objects afterwards.
      const texts = events.map((event, place) => encode(stream, after + 1 + place, event))
      assertFits(stream, texts)
      const one = { stream, texts, expected, after, events: events.map(({ type, meta }) => ({ type, hashalg: meta.hashalg })) }
      const turn = (turns.get(stream) ?? Promise.resolve()).then(() => carryOut(one))
      const done = turn.catch(() => {})
      turns.set(stream, done)
      void done.then(() => {
        if (turns.get(stream) === done) turns.delete(stream)
      })
      return turn
    },
    async drain() {
      while (turns.size > 0) await Promise.all(turns.values())
    },
  }
}
