// What SQLite's errors mean to whoever asked. Messages name the condition and the place, never the statement or its values.
import { Fault, type Retry } from '@zhijian/kernel'

/** SQLite's primary result codes: the low byte of `errcode`. */
const MEANING: Readonly<Record<number, readonly [code: string, message: string, retry: Retry]>> = {
  5: ['store-busy', 'another process is writing to the log', 'later'],
  6: ['store-busy', 'the log is locked', 'later'],
  7: ['store-unavailable', 'not enough memory for the log', 'later'],
  8: ['store-unavailable', 'the log cannot be written to', 'later'],
  10: ['store-unavailable', 'the disk of the log failed', 'later'],
  11: ['store-damaged', 'a page of the log is damaged; run: zhijian check', 'never'],
  13: ['store-full', 'no space is left for the log', 'later'],
  14: ['store-unavailable', 'the file of the log cannot be opened', 'later'],
  // Two rows for one place: only a row that nobody appended can stand in the way.
  19: ['chain-broken', 'a row lies beyond the end of the log; run: zhijian check', 'never'],
  26: ['store-damaged', 'the file is no log, or its first page is damaged', 'never'],
}

const resultCode = (error: unknown): number | null =>
  ((error as { code?: string } | null)?.code === 'ERR_SQLITE_ERROR' ? (error as { errcode: number }).errcode & 0xff : null)

export const isBusy = (error: unknown): boolean => resultCode(error) === 5 || resultCode(error) === 6

/** @param place where it happened, for the operator: a stream and version, or a position */
export const asFault = (error: unknown, place?: string): unknown => {
  const code = resultCode(error)
  const meaning = code === null ? undefined : MEANING[code]
  if (!meaning) return error
  return new Fault(meaning[0], place === undefined ? meaning[1] : `${place}: ${meaning[1]}`, { retry: meaning[2], cause: error })
}

/** Runs one look into the database; what SQLite throws comes out as a Fault that names the place. */
export const atPlace = <T>(place: () => string, look: () => T): T => {
  try {
    return look()
  } catch (error) {
    throw asFault(error, place())
  }
}
