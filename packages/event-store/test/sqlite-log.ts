// Logs for tests: a file of their own each, opened as often as a test likes, changed behind the store's back.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { chainHash, decode, encode } from '../src/envelope.ts'
import type { Damage, OpenedLog } from '../src/contract.ts'
import { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from '../src/sqlite.ts'

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'zhijian-log-'))

/** One statement by another connection, as somebody with the file at hand would run it. */
export const tamper = (file: string, ...statements: readonly string[]): void => {
  const db = new DatabaseSync(file)
  for (const sql of statements) db.exec(sql)
  db.close()
}

interface Row { id: number; position: number; version: number; text: string; hash: string }

const damageRow = (file: string, what: Damage, stream: string, version: number): void => {
  const db = new DatabaseSync(file)
  const row = (at: number): Row => db.prepare(`select s.id, e.position, e.version, e.text, e.hash from events e
    join streams s on s.id = e.stream where s.name = ? and e.version = ?`).get(stream, at) as unknown as Row
  const setText = (position: number, text: string): void => void db.prepare('update events set text = ? where position = ?').run(text, position)
  const setHash = (position: number, hash: string): void => void db.prepare('update events set hash = ? where position = ?').run(hash, position)
  const first = row(version)
  db.exec('begin immediate')
  if (what === 'edit') setText(first.position, first.text.replace('"actorid":"p-1"', '"actorid":"p-9"'))
  if (what === 'remove') db.prepare('delete from events where position = ?').run(first.position)
  if (what === 'swap') {
    const second = row(version + 1)
    setText(first.position, second.text)
    setHash(first.position, second.hash)
    setText(second.position, first.text)
    setHash(second.position, first.hash)
  }
  if (what === 'insert') {
    // A forger who knows the rule and makes room: everything behind moves on by one, in the stream and in the log.
    for (const column of ['version', 'position']) {
      const behind = column === 'version' ? `stream = ${first.id} and version > ${version}` : `position > ${first.position}`
      db.exec(`update events set ${column} = -${column} - 1 where ${behind}`)
      db.exec(`update events set ${column} = -${column} where ${column} < 0`)
    }
    const text = encode(stream, version + 1, decode(first.text, '' as never, ''))
    db.prepare(`insert into events select position + 1, stream, ?, kind, ?, ? from events where position = ?`)
      .run(version + 1, text, chainHash('sha256', first.hash, text), first.position)
    db.exec('update log set head = head + 1')
  }
  db.exec('commit')
  db.close()
}

export const openLog = (options: Partial<SqliteStoreOptions> = {}) => async (): Promise<OpenedLog & { readonly store: SqliteStore; readonly file: string }> => {
  const folder = newFolder()
  const file = join(folder, 'log.db')
  const store = await openSqliteStore({ file, pollMs: 1, ...options })
  return {
    store, file,
    second: () => openSqliteStore({ file, pollMs: 1, ...options }),
    damage: (what, stream, version) => damageRow(file, what, stream, version),
    async dispose() {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
