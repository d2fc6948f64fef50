// What a provider's double was asked to send and what it took over, on a disk of its own: a line is there before the answer is.
// Whoever kills it, or whoever asked it, reads here what became of every message.
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { ProviderName } from './double.ts'

export interface DiaryEntry {
  readonly provider: ProviderName
  /** The sender's own id of the message; where it has none, a hash of what it says: the same words to the same people are the same. */
  readonly dedupe: string
  /** `refused`: surely not taken over, and it said so. Asked, and neither of the others: it took nothing over and did not say so. */
  readonly what: 'asked' | 'refused' | 'taken'
  /** On the wall, ms since 1970. */
  readonly atMs: number
  readonly to?: string
  /** Whom a message without an id is for. */
  readonly mentions?: readonly string[]
  readonly ref?: string
}

export interface Diary {
  readonly before: readonly DiaryEntry[]
  note(entry: Omit<DiaryEntry, 'atMs'>): void
}

export const readDiary = (file: string): readonly DiaryEntry[] =>
  (existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as DiaryEntry) : [])

/** A kill leaves no half of a line: each is one small write. */
export const openDiary = (file: string, nowMs: () => number): Diary => ({
  before: readDiary(file),
  note: (entry) => appendFileSync(file, `${JSON.stringify({ ...entry, atMs: nowMs() })}\n`),
})
