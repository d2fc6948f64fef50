// Why a start did not come to its end, as one line for the person at the terminal: what is wrong, and what to do.
import { isFault } from '@zhijian/kernel'
import { hasLine, say, type Line } from './i18n.ts'

/** The operating system's, and SQLite's primary result codes, for a disk that is full. */
const FULL: readonly (string | number)[] = ['ENOSPC', 'EDQUOT', 13]
/** SQLite's: not to be written to, failed, not to be opened. */
const OF_A_DISK: readonly number[] = [8, 10, 14]

interface SystemError {
  readonly code?: string
  readonly errcode?: number
  readonly path?: string
}

/** @returns null for a bug: nothing that the person at the terminal could mend */
export const whyNotStarted = (error: unknown): string | null => {
  if (isFault(error)) {
    const { code, message, about } = error
    const line = [`why.${code}.${about.reason}`, `why.${code}`].find(hasLine)
    return `${line === undefined ? say('why', { message }) : say(line as Line, { message, ...about })}（${code}）`
  }
  const { code = '', errcode, path = '' } = (error ?? {}) as SystemError
  const sqlite = code === 'ERR_SQLITE_ERROR' && errcode !== undefined ? errcode & 0xff : null
  const what = sqlite ?? code
  if (FULL.includes(what)) return say('why.disk-full')
  if ((sqlite !== null && OF_A_DISK.includes(sqlite)) || /^E[A-Z]{2,}$/.test(code)) return say('why.disk', { path, code: what })
  return null
}
