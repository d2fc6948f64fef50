// What SQLite's errors mean to whoever asked. Messages name the condition, never the statement or its values.
import { Fault, isFault, type Retry } from '@zhijian/kernel'

/** SQLite's primary result codes (the low byte of `errcode`). */
const MEANING: Readonly<Record<number, readonly [code: string, message: string, retry: Retry]>> = {
  5: ['store-busy', 'another process is writing to the store', 'later'],
  6: ['store-busy', 'a table of the store is locked', 'later'],
  8: ['store-unavailable', 'the store cannot be written to', 'later'],
  10: ['store-unavailable', 'the disk of the store failed', 'later'],
  11: ['store-damaged', 'the store\'s file is damaged; it can be thrown away and is made again from the log', 'never'],
  13: ['store-full', 'the disk of the store is full', 'later'],
  14: ['store-unavailable', 'the store\'s file cannot be opened', 'later'],
  26: ['store-damaged', 'the store\'s file is no database; it can be thrown away and is made again from the log', 'never'],
}

export const asFault = (error: unknown): unknown => {
  // Documents are JSON that we wrote: what does not parse was written by a failing disk.
  if (error instanceof SyntaxError) return new Fault('store-damaged', 'the store\'s file holds what nobody wrote', { retry: 'never', cause: error })
  if (isFault(error) || (error as { code?: string })?.code !== 'ERR_SQLITE_ERROR') return error
  const meaning = MEANING[(error as { errcode: number }).errcode & 0xff]
  return meaning ? new Fault(meaning[0], meaning[1], { retry: meaning[2], cause: error }) : error
}

/** A copy that another process swapped or dropped meanwhile. */
export const isMissingTable = (error: unknown): boolean =>
  (error as { code?: string })?.code === 'ERR_SQLITE_ERROR' && /no such (table|index)/.test((error as Error).message)
