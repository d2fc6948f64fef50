// Locks between processes of one host, held by the operating system for as long as the process lives: a killed one leaves
// nothing behind. They are SQLite's own locks on an empty file.
import { DatabaseSync } from 'node:sqlite'

/** Ends the hold; safe to call twice. */
export type Release = () => void

const hold = (file: string, take: string, refused: (cause: unknown) => Error): Release => {
  const db = new DatabaseSync(file)
  try {
    db.exec(`pragma busy_timeout = 0; ${take}`)
  } catch (error) {
    db.close()
    throw refused(error)
  }
  return () => {
    if (db.isOpen) db.close()
  }
}

/** One holder, and no `holdTogether` beside it. @throws what `refused` makes, when somebody else holds it */
export const holdAlone = (file: string, refused: (cause: unknown) => Error): Release =>
  hold(file, 'pragma locking_mode = exclusive; begin exclusive; create table if not exists held (one integer); commit', refused)

/** Any number of holders, and no `holdAlone` beside them. @throws what `refused` makes, when somebody holds it alone */
export const holdTogether = (file: string, refused: (cause: unknown) => Error): Release =>
  hold(file, 'begin; select count(*) from sqlite_schema', refused)

/** As holdAlone, but null when somebody else holds it. */
export const tryHoldAlone = (file: string): Release | null => {
  const taken = new Error('taken')
  try {
    return holdAlone(file, () => taken)
  } catch (error) {
    if (error === taken) return null
    throw error
  }
}
