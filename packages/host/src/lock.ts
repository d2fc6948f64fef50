// Locks between processes of one host, held by the operating system for as long as the process lives: a killed one leaves
// nothing behind. They are SQLite's own locks on an empty file.
import { DatabaseSync } from 'node:sqlite'
import { Fault } from '@zhijian/kernel'

/** Ends the hold; safe to call twice. */
export type Release = () => void

const HELD: readonly number[] = [5, 6]

const hold = (file: string, take: string, refused: (cause: unknown) => Error): Release => {
  let db: DatabaseSync | null = null
  try {
    db = new DatabaseSync(file)
    db.exec(`pragma busy_timeout = 0; ${take}`)
  } catch (error) {
    db?.close()
    // Busy, or locked: somebody has it. Anything else is the file or its disk.
    if (HELD.includes(((error as { errcode?: number }).errcode ?? 0) & 0xff)) throw refused(error)
    throw new Fault('lock-unusable', `${file} cannot be used; look after its disk and rights, and if no platform runs on this folder, remove it`, { retry: 'never', cause: error, about: { file } })
  }
  const held = db
  return () => {
    if (held.isOpen) held.close()
  }
}

/** One holder, and no `holdTogether` beside it. @throws what `refused` makes, when somebody else holds it · Fault `lock-unusable` (never) */
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
