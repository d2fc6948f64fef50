// Somebody with a log's file and SQLite at hand, who knows how rows are hashed.
import { DatabaseSync } from 'node:sqlite'
import { chainHash, decode, encode, GENESIS, type StoredEvent } from '@zhijian/event-store'
import { expect } from 'vitest'

export interface Row { position: number; stream: string; version: number; kind: number; text: string; hash: string }

export const withLog = <T>(file: string, work: (db: DatabaseSync) => T): T => {
  const db = new DatabaseSync(file)
  try {
    return work(db)
  } finally {
    db.close()
  }
}
export const rowsOf = (file: string): Row[] => withLog(file, (db) => db.prepare(
  'select e.position, s.name as stream, e.version, e.kind, e.text, e.hash from events e join streams s on s.id = e.stream order by e.position').all() as unknown as Row[])

/** Everything as it would be had it always been so: positions, versions, heads; hashes too when the forger knows the rule. */
export const rewriteLog = (file: string, log: readonly Row[], { hashed }: { readonly hashed: boolean }): void => withLog(file, (db) => {
  db.exec('begin; delete from events; update streams set version = -1')
  const ids = new Map((db.prepare('select id, name from streams').all() as { id: number; name: string }[]).map(({ id, name }) => [name, id]))
  const heads = new Map<string, { version: number; hash: string }>()
  log.forEach((row, place) => {
    const before = heads.get(row.stream) ?? { version: -1, hash: GENESIS }
    const version = before.version + 1
    const text = hashed ? encode(row.stream, version, decode(row.text, '' as never, '')) : row.text
    const hash = hashed ? chainHash('sha256', before.hash, text) : row.hash
    heads.set(row.stream, { version, hash })
    db.prepare('insert into events values (?, ?, ?, ?, ?, ?)').run(place + 1, ids.get(row.stream)!, version, row.kind, text, hash)
  })
  for (const [name, { version, hash }] of heads) db.prepare('update streams set version = ?, hash = ? where name = ?').run(version, hash, name)
  db.exec(`delete from streams where version = -1; update log set head = ${log.length}, clean = ${log.length}; commit`)
})

export const parsed = (row: Row): StoredEvent => decode(row.text, '' as never, row.hash)
export const withEvent = (row: Row, change: (event: StoredEvent) => object): Row => {
  const event = parsed(row)
  return { ...row, text: encode(row.stream, row.version, { ...event, ...change(event) } as StoredEvent) }
}
export const isOf = (type: string, stream = '') => (row: Row): boolean => row.stream.startsWith(stream) && parsed(row).type.startsWith(`${type}.`)
export const indexOf = (log: readonly Row[], fits: (row: Row) => boolean): number => {
  const found = log.findIndex(fits)
  expect(found).toBeGreaterThanOrEqual(0)
  return found
}
