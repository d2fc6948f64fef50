// Reading a log: streams by version, the log by position, both in bounded pages, both held against the chain.
import type { DatabaseSync } from 'node:sqlite'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { assert, isFault } from '@zhijian/kernel'
import { GENESIS, type StoredEvent } from './envelope.ts'
import { assertInPlace, checkedEvent, type RawRow, type StoredRow } from './chain.ts'
import { chainBroken, type Checkpoint, type TailFilter } from './port.ts'
import { asFault, atPlace } from './sqlite-fault.ts'
import { fromPosition, toPosition } from './sqlite-file.ts'

/** What of the log lies between two positions, checked. */
export interface LogPage {
  readonly events: readonly StoredEvent[]
  /** Characters of each event as stored. */
  readonly lengths: readonly number[]
  /** Everything up to and including this has been looked at. */
  readonly through: number
  /** The log's last position when the page was read. */
  readonly head: number
}

/** Reads the log forwards; remembers where each stream's chain stood, so that it is not looked up again. */
export interface LogReader {
  page(after: number, limit: number): LogPage
  /** Holds what follows against the chain as `page` does, and parses nothing. @returns how far it came */
  check(after: number, limit: number): number
}

export interface Reader {
  read(stream: string, from: number): Promise<readonly StoredEvent[]>
  last(stream: string): StoredEvent | null
  log(filter: TailFilter): LogReader
  streams(category: string, after: string | undefined, limit: number): readonly string[]
  head(): number
  /** Where the log says it ends and where its rows do, seen at one moment. */
  ends(): { readonly head: number; readonly top: number }
  holds(checkpoint: Omit<Checkpoint, 'epoch'>): boolean
  raw(after: number, limit: number): readonly RawRow[]
  /** The same for one stream, from a version on. */
  rawStream(stream: string, from: number, limit: number): readonly RawRow[]
  fileFindings(): readonly string[]
  streamHeads(after: string, limit: number): readonly { readonly stream: string; readonly version: number; readonly hash: string }[]
}

/** A page ends at whichever comes first. Rows looked at by a filtered page: a few milliseconds of work. */
const PAGE_EVENTS = 500
const PAGE_BYTES = 4 * 1024 * 1024
const PAGE_SCAN = 10_000
/** Streams whose place in the chain a reader keeps. */
const REMEMBERED = 50_000

/** What a reader of the log remembers of a stream: its end when last asked, and where the chain stood. */
interface KnownStream { readonly name: string; top: number; version: number; hash: string }

type EventRow = [position: number, stream: number, version: number, text: string, hash: string]

type RawColumns = [position: number, stream: string, version: number, text: string, hash: string, category: string, type: string]
const positioned = (rows: readonly unknown[]): readonly RawRow[] => (rows as readonly RawColumns[])
  .map(([position, stream, version, text, hash, category, type]) => ({ position: toPosition(position), stream, version, text, hash, category, type }))

const remember = <K, V>(map: Map<K, V>, key: K, value: V): V => {
  if (map.size >= REMEMBERED) map.clear()
  map.set(key, value)
  return value
}

export const createReader = (db: DatabaseSync): Reader => {
  const arrays = (sql: string) => {
    const statement = db.prepare(sql)
    statement.setReturnArrays(true)
    return statement
  }
  const selectHead = arrays('select head from log')
  const selectEnds = db.prepare('select head, (select coalesce(max(position), 0) from events) as top from log')
  const selectStream = arrays(`select id, version, hash, (select max(version) from events where stream = streams.id) as top
    from streams where name = ?`)
  const selectOwner = arrays('select name, version from streams where id = ?')
  const selectHash = db.prepare('select hash from events where stream = ? and version = ?')
  const selectVersions = arrays(`select position, stream, version, text, hash from events
    where stream = ? and version between ? and ? order by version`)
  const selectKinds = db.prepare('select kind, category, type from kinds')
  const selectNames = db.prepare('select name from streams where name > ? and name < ? order by name limit ?')
  const selectPlace = db.prepare(`select e.position, e.hash from events e join streams s on s.id = e.stream
    where s.name = ? and e.version = ?`)
  const rawRows = `select e.position, coalesce(s.name, '') as stream, e.version, e.text, e.hash,
    coalesce(k.category, '') as category, coalesce(k.type, '') as type
    from events e left join streams s on s.id = e.stream left join kinds k on k.kind = e.kind`
  const selectRaw = arrays(`${rawRows} where e.position > ? order by e.position limit ?`)
  const selectRawStream = arrays(`${rawRows} where e.stream = (select id from streams where name = ?) and e.version >= ?
    order by e.version limit ?`)
  const selectHeads = db.prepare('select name as stream, version, hash from streams where name > ? order by name limit ?')

  const head = (): number => (selectHead.get() as unknown as readonly [head: number])[0]
  const hashAt = (stream: string, id: number, version: number): string => {
    if (version < 0) return GENESIS
    const row = selectHash.get(id, version) as { hash: string } | undefined
    if (!row) throw chainBroken(stream, version, 'the event is missing')
    return row.hash
  }

  /** The stream's own word about its end; where its rows end otherwise, some were removed or added. */
  const streamRow = (stream: string): { id: number; version: number; hash: string } | null => {
    const row = selectStream.get(stream) as unknown as readonly [id: number, version: number, hash: string, top: number | null] | undefined
    if (!row) return null
    const [id, version, hash, top] = row
    if (top !== version) throw chainBroken(stream, version, `the stream ends at ${top ?? 'nothing'} instead`)
    return { id, version, hash }
  }

  const checkEnd = (stream: string, row: { version: number; hash: string }, last: StoredEvent): void => {
    if (last.hash !== row.hash) throw chainBroken(stream, row.version, 'the stream names another hash for its end')
  }

  /** Events of one stream, `from`–`to` inclusive, in one look. */
  const versions = (stream: string, id: number, from: number, to: number): StoredEvent[] => {
    let previous = hashAt(stream, id, from - 1)
    let version = from
    const rows = selectVersions.all(id, from, to) as unknown as EventRow[]
    const events = rows.map(([position, , at, text, hash]) => {
      if (at !== version) throw chainBroken(stream, version, 'the event is missing')
      const event = checkedEvent({ position: toPosition(position), stream, version, text, hash }, previous)
      previous = hash
      version += 1
      return event
    })
    if (version !== to + 1) throw chainBroken(stream, version, 'the event is missing')
    return events
  }

  const kindsOf = ({ categories, types }: TailFilter): readonly number[] =>
    (selectKinds.all() as unknown as { kind: number; category: string; type: string }[])
      .filter((row) => (categories?.includes(row.category) ?? true) && (types?.includes(row.type) ?? true))
      .map((row) => row.kind)

  const log = (filter: TailFilter): LogReader => {
    const isFiltered = filter.categories !== undefined || filter.types !== undefined
    const known = new Map<number, KnownStream>()
    const countRows = db.prepare('select count(*) as n from events where position > ? and position <= ?')
    const selectPositions = arrays('select position from events where position > ? order by position')
    const columns = 'select position, stream, version, text, hash from events where position > ? and position <= ?'
    let wanted: string | null = isFiltered ? null : ''
    let select = arrays(`${columns} order by position limit ?`)

    /** A row in its place in the chain: `look` is given it with the hash before it, and what it returns is returned. */
    const opened = <T>([position, id, version, text, hash]: EventRow, look: (row: StoredRow, previous: string) => T): T => {
      let stream = known.get(id)
      // Heads are committed with their events and only grow, so nobody appended what lies beyond one.
      if (!stream || version > stream.top) {
        const owner = selectOwner.get(id) as unknown as readonly [name: string, top: number] | undefined
        if (!owner) throw chainBroken(`position ${toPosition(position)}`, version, 'its stream is unknown')
        if (version > owner[1]) throw chainBroken(owner[0], version, `the stream says it ends at ${owner[1]}`)
        if (stream) stream.top = owner[1]
        else stream = remember(known, id, { name: owner[0], top: owner[1], version: -1, hash: GENESIS })
      }
      const previous = stream.version === version - 1 ? stream.hash : hashAt(stream.name, id, version - 1)
      const seen = look({ position: toPosition(position), stream: stream.name, version, text, hash }, previous)
      stream.version = version
      stream.hash = hash
      return seen
    }

    const missing = (after: number): never => {
      let next = after + 1
      for (const [position] of selectPositions.iterate(after) as unknown as Iterable<[number]>) {
        if (position !== next) break
        next += 1
      }
      throw chainBroken(`position ${toPosition(next)}`, 0, 'the event was removed from the log')
    }

    /** Statements name the kinds they want; a new kind makes a new statement, which is seldom. */
    const aimAt = (kinds: string): void => {
      if (kinds === wanted) return
      wanted = kinds
      select = arrays(`${columns} and kind in (${kinds}) order by position limit ?`)
    }

    return {
      page(after, limit) {
        // The end first: rows up to it were committed before anything read below (F1).
        const end = head()
        let to = isFiltered ? Math.min(end, after + PAGE_SCAN) : end
        if (to <= after) return { events: [], lengths: [], through: after, head: end }
        if (isFiltered) aimAt(kindsOf(filter).join(','))
        const events: StoredEvent[] = []
        const lengths: number[] = []
        let bytes = 0
        let at = after
        for (const row of select.iterate(after, to, limit) as unknown as Iterable<EventRow>) {
          if (!isFiltered && row[0] !== at + 1) missing(after)
          at = row[0]
          events.push(opened(row, checkedEvent))
          lengths.push(row[3].length)
          bytes += row[3].length
          if (bytes >= PAGE_BYTES) break
        }
        if (events.length >= limit || bytes >= PAGE_BYTES) to = at
        const isWhole = isFiltered ? (countRows.get(after, to) as { n: number }).n === to - after : at === to
        if (!isWhole) missing(after)
        return { events, lengths, through: to, head: end }
      },
      check(after, limit) {
        const to = Math.min(head(), after + limit)
        let at = after
        for (const row of select.iterate(after, to, limit) as unknown as Iterable<EventRow>) {
          if (row[0] !== at + 1) missing(after)
          at = row[0]
          opened(row, assertInPlace)
        }
        return at === to ? to : missing(after)
      },
    }
  }

  return {
    head,
    log: (filter) => {
      const reader = log(filter)
      const behind = (after: number) => (): string => `after position ${toPosition(after)}`
      return {
        page: (after, limit) => atPlace(behind(after), () => reader.page(after, limit)),
        check: (after, limit) => atPlace(behind(after), () => reader.check(after, limit)),
      }
    },
    async read(stream, from) {
      assert(Number.isSafeInteger(from) && from >= 0, 'a stream is read from a version, 0 or more')
      const row = atPlace(() => stream, () => streamRow(stream))
      const events: StoredEvent[] = []
      if (!row) return events
      for (let next = from; next <= row.version; next = from + events.length) {
        if (next > from) await nextTurn()
        const to = Math.min(row.version, next + PAGE_EVENTS - 1)
        for (const event of atPlace(() => `${stream}@${next}`, () => versions(stream, row.id, next, to))) {
          if (events.length > 0 && event.position <= events.at(-1)!.position) throw chainBroken(stream, event.version, 'it lies before its predecessor')
          events.push(event)
        }
      }
      if (events.length > 0) checkEnd(stream, row, events.at(-1)!)
      return events
    },
    last: (stream) => atPlace(() => stream, () => {
      const row = streamRow(stream)
      if (!row) return null
      const event = versions(stream, row.id, row.version, row.version)[0]!
      checkEnd(stream, row, event)
      return event
    }),
    streams(category, after, limit) {
      assert(Number.isSafeInteger(limit) && limit >= 1 && limit <= 10_000, 'a page holds 1–10,000 streams')
      // `.` follows `-` in every order of bytes: the category's names lie between the two.
      const start = after !== undefined && after > `${category}-` ? after : `${category}-`
      return atPlace(() => category, () =>
        (selectNames.all(start, `${category}.`, limit) as unknown as { name: string }[]).map((row) => row.name))
    },
    ends: () => atPlace(() => 'the end of the log', () => selectEnds.get()) as { head: number; top: number },
    holds: ({ position, stream, version, hash }) => atPlace(() => `${stream}@${version}`, () => {
      const at = fromPosition(position)
      if (at > head()) return false
      const row = selectPlace.get(stream, version) as { position: number; hash: string } | undefined
      return row !== undefined && row.hash === hash && row.position <= at
    }),
    raw: (after, limit) => atPlace(() => `after position ${toPosition(after)}`, () => positioned(selectRaw.all(after, limit))),
    rawStream: (stream, from, limit) => atPlace(() => `${stream}@${from}`, () => positioned(selectRawStream.all(stream, from, limit))),
    streamHeads: (after, limit) => atPlace(() => 'the list of streams', () => selectHeads.all(after, limit) as never),
    fileFindings() {
      try {
        const said = (db.prepare('pragma integrity_check(50)').all() as unknown as { integrity_check: string }[])
          .map((row) => row.integrity_check).filter((line) => line !== 'ok')
        // A trigger can drop what is appended, a view show what does not lie there: neither is ours.
        const foreign = db.prepare("select type || ' ' || name as what from sqlite_master where type in ('trigger', 'view') order by name").all() as { what: string }[]
        return [...said, ...foreign.map(({ what }) => `a ${what} that no platform makes`)]
      } catch (error) {
        // The check itself gives up on some damage; what can still be read is read after it.
        const fault = asFault(error)
        if (isFault(fault, 'store-damaged')) return [fault.message]
        throw fault
      }
    },
  }
}
