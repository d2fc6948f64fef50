// What the log ends with, for every stream: remembered while no other connection has written, read and checked again
// as soon as one has. Also the only place that numbers streams and kinds.
import type { DatabaseSync } from 'node:sqlite'
import { categoryOf, GENESIS, nameOfType } from './envelope.ts'
import { chainBroken } from './port.ts'
import { checkedEvent } from './chain.ts'
import { toPosition } from './sqlite-file.ts'

export interface Head {
  /** Row id of the stream; given out before its first event is committed. */
  readonly id: number
  version: number
  hash: string
}

export interface Heads {
  /** Forgets everything if another connection has committed since the last call. Inside the write transaction. */
  refresh(): void
  /** Forgets everything: after a failed transaction. */
  forget(): void
  /** The stream's end, its last event checked; version -1 for a stream that does not exist. */
  of(stream: string): Head
  /** Last position given out in this transaction; `next` gives the next. */
  last(): number
  next(): number
  /** The number of a category and type, made on first use. */
  kind(stream: string, type: string): number
}

/** Streams remembered; beyond it all are forgotten and read again as they come. */
const REMEMBERED = 100_000

export const createHeads = (db: DatabaseSync): Heads => {
  const version = db.prepare('pragma data_version')
  version.setReturnArrays(true)
  const selectHead = db.prepare(`select id, version, hash, (select max(version) from events where stream = streams.id) as top
    from streams where name = ?`)
  const selectEvent = db.prepare('select position, text, hash from events where stream = ? and version = ?')
  const selectLog = db.prepare('select head from log')
  const selectStreams = db.prepare('select coalesce(max(id), 0) as last from streams')
  const selectKinds = db.prepare('select kind, category, type from kinds')
  const insertKind = db.prepare('insert into kinds(category, type) values (?, ?)')

  let seen: unknown = null
  let head = 0
  let lastStream = 0
  const streams = new Map<string, Head>()
  const kinds = new Map<string, number>()

  const load = (): void => {
    streams.clear()
    kinds.clear()
    head = (selectLog.get() as { head: number }).head
    lastStream = (selectStreams.get() as { last: number }).last
    for (const row of selectKinds.all() as unknown as { kind: number; category: string; type: string }[]) {
      kinds.set(`${row.category} ${row.type}`, row.kind)
    }
  }

  const read = (stream: string): Head => {
    const row = selectHead.get(stream) as { id: number; version: number; hash: string; top: number | null } | undefined
    if (!row) return { id: ++lastStream, version: -1, hash: GENESIS }
    if (row.top !== row.version) throw chainBroken(stream, row.version, `the stream ends at ${row.top ?? 'nothing'} instead`)
    const last = selectEvent.get(row.id, row.version) as { position: number; text: string; hash: string }
    const before = row.version === 0 ? { hash: GENESIS } : selectEvent.get(row.id, row.version - 1) as { hash: string } | undefined
    if (!before) throw chainBroken(stream, row.version - 1, 'the event is missing')
    checkedEvent({ ...last, stream, version: row.version, position: toPosition(last.position) }, before.hash)
    if (last.hash !== row.hash) throw chainBroken(stream, row.version, 'the stream names another hash for its end')
    return { id: row.id, version: row.version, hash: row.hash }
  }

  return {
    refresh() {
      const now = (version.get() as unknown as [number])[0]
      if (now === seen && streams.size < REMEMBERED) return
      load()
      seen = now
    },
    forget() {
      seen = null
    },
    of(stream) {
      let known = streams.get(stream)
      if (!known) streams.set(stream, (known = read(stream)))
      return known
    },
    last: () => head,
    next: () => ++head,
    kind(stream, type) {
      const category = categoryOf(stream)
      const name = nameOfType(type)
      const key = `${category} ${name}`
      let kind = kinds.get(key)
      if (kind === undefined) kinds.set(key, (kind = Number(insertKind.run(category, name).lastInsertRowid)))
      return kind
    },
  }
}

