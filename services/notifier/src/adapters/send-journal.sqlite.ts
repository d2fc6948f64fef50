// What was about to leave when the process died: one row per push through a provider, with what came of it once that is
// known. Rows older than a week are of no use: no reaction is redelivered after so long.
// J1 A row without outcome is answered `again` only while the provider still knows the message by its de-duplication id.
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { days, Fault, plus, type Instant } from '@zhijian/kernel'
import { wallNow } from '@zhijian/runtime'
import type { Noted, Outcome, SendJournal } from '../ports.ts'

const guarded = <T>(work: () => T): T => {
  try {
    return work()
  } catch (error) {
    throw new Fault('journal-unavailable', 'the journal of sent messages cannot be written', { retry: 'later', cause: error })
  }
}

type Row = { readonly at: Instant; readonly outcome: Outcome['outcome'] | null; readonly ref: string | null }

/**
 * @param setAside takes a damaged file out of the way at the start: what was leaving when the process died may leave twice
 * @throws Fault `journal-unavailable` (later)
 */
export const openSendJournal = (file: string, setAside?: (file: string) => void): SendJournal & { close(): void } =>
  sendJournal(file, wallNow, setAside)

/** SQLite's codes for a file that is damaged, or no database. */
const DAMAGED: readonly (number | undefined)[] = [11, 26]

/** @param now wall time, by which providers forget de-duplication ids */
export const sendJournal = (file: string, now: () => Instant, setAside?: (file: string) => void): SendJournal & { close(): void } => {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const openFile = (): DatabaseSync => {
    const opened = new DatabaseSync(file)
    try {
      opened.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 2000; drop table if exists sent;
        create table if not exists pushes (key text primary key, at text not null, outcome text, ref text) strict, without rowid`)
      opened.prepare('delete from pushes where at < ?').run(plus(now(), -days(7)))
      return opened
    } catch (error) {
      opened.close()
      throw error
    }
  }
  const db = guarded(() => {
    try {
      return openFile()
    } catch (error) {
      if (!setAside || !DAMAGED.includes(((error as { errcode?: number }).errcode ?? 0) & 0xff)) throw error
      setAside(file)
      return openFile()
    }
  })
  const insert = db.prepare('insert into pushes (key, at) values (?, ?) on conflict do nothing')
  const select = db.prepare('select at, outcome, ref from pushes where key = ?')
  const update = db.prepare('update pushes set outcome = ?, ref = ? where key = ?')
  const remove = db.prepare('delete from pushes where key = ?')
  const together = <T>(work: () => T): T => guarded(() => {
    db.exec('begin immediate')
    try {
      const result = work()
      db.exec('commit')
      return result
    } catch (error) {
      db.exec('rollback')
      throw error
    }
  })
  const note = (key: string, repeatableForMs: number): Noted => {
    if (insert.run(key, now()).changes === 1) return 'send'
    const { at, outcome, ref } = select.get(key) as Row
    if (outcome !== null) return { outcome, ...(ref === null ? {} : { providerRef: ref }) }
    return now() < plus(at, repeatableForMs) ? 'again' : 'unclear'
  }
  return {
    note: async (keys, repeatableForMs) => together(() => keys.map((key) => note(key, repeatableForMs))),
    settle: async (outcomes) => together(() => {
      for (const [key, { outcome, providerRef }] of outcomes) update.run(outcome, providerRef ?? null, key)
    }),
    forget: async (keys) => together(() => {
      for (const key of keys) remove.run(key)
    }),
    close: () => db.close(),
  }
}
