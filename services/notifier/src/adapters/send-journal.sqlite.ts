// What was about to leave when the process died: one row per message without a provider's de-duplication. Rows older than a
// week are of no use: no reaction is redelivered after so long.
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Fault } from '@zhijian/kernel'
import type { SendJournal } from '../ports.ts'

const guarded = <T>(work: () => T): T => {
  try {
    return work()
  } catch (error) {
    throw new Fault('journal-unavailable', 'the journal of sent messages cannot be written', { retry: 'later', cause: error })
  }
}

/** @throws Fault `journal-unavailable` (later) */
export const openSendJournal = (file: string): SendJournal & { close(): void } => {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const db = guarded(() => {
    const opened = new DatabaseSync(file)
    opened.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 2000;
      create table if not exists sent (key text primary key, at text not null default (datetime('now'))) strict, without rowid;
      delete from sent where at < datetime('now', '-7 days')`)
    return opened
  })
  const insert = db.prepare('insert into sent (key) values (?) on conflict do nothing')
  const remove = db.prepare('delete from sent where key = ?')
  return {
    note: async (key) => guarded(() => insert.run(key).changes === 1),
    forget: async (key) => guarded(() => void remove.run(key)),
    close: () => db.close(),
  }
}
