// A damaged file that can be made again, or done without, is taken out of the way and kept: an operator may want to look.
import { existsSync, renameSync } from 'node:fs'
import type { Instant } from '@zhijian/kernel'
import { wallNow, type Log } from '@zhijian/runtime'

/** What SQLite keeps beside a database. */
const PARTS = ['', '-wal', '-shm']

/** Renames a database and what belongs to it. @returns its new name */
export const setAside = (file: string, now: Instant): string => {
  const stamped = `${file}.damaged-${now.replaceAll(/[-:.]/g, '').slice(0, 15)}`
  let to = stamped
  for (let n = 2; PARTS.some((part) => existsSync(to + part)); n += 1) to = `${stamped}-${n}`
  for (const part of PARTS) if (existsSync(file + part)) renameSync(file + part, to + part)
  return to
}

/** Files that may be set aside, and what follows. What is not here must come back from its backup: log, keys, look-ups, secrets. */
const MEANS = {
  views: 'read models are made again from the log',
  bus: 'every consumer begins again where it once began: what was done is recognised, what was parked or discarded is met anew',
  journal: 'a message that was leaving when the process died may leave twice',
  edge: 'everybody signs in again; links and codes that were given out are void',
} as const
export type Dispensable = keyof typeof MEANS

/** What is given to whoever opens such a file. @param told with the file's new name, where somebody sits at a terminal */
export const settingAside = (what: Dispensable, log: Log, told?: (what: Dispensable, to: string) => void) => (file: string): void => {
  const to = setAside(file, wallNow())
  log.error('file-set-aside', { file, to, means: MEANS[what] })
  told?.(what, to)
}
