// The newest part of the log, read, checked and parsed once for every tail that is near its end: dozens follow one log, and
// each of them used to read every event for itself.
// W1 It holds consecutive positions and only moves forwards; who is further back reads for himself.
// W2 A fault is nobody's here: whoever meets it reads for himself, and fails only on what his own filter lets through.
import { isFault } from '@zhijian/kernel'
import { categoryOf, nameOfType, type StoredEvent } from './envelope.ts'
import type { TailFilter } from './port.ts'
import type { LogPage, Reader } from './sqlite-read.ts'

export interface Window {
  /**
   * What of the log matches behind `after`, or null when it lies too far back.
   * @param head where the log ends, for who has just looked
   */
  page(after: number, filter: TailFilter, limit: number, head?: number): Omit<LogPage, 'lengths'> | null
}

interface Kept {
  readonly event: StoredEvent
  readonly category: string
  readonly type: string
}

/** Whichever comes first. */
const KEPT_EVENTS = 2000
const KEPT_CHARACTERS = 6 * 1024 * 1024
const GROWTH = 500

export const createWindow = (reader: Pick<Reader, 'log' | 'head'>): Window => {
  const log = reader.log({})
  /** Events at `start` + 1, `start` + 2 … */
  let kept: Kept[] = []
  let sizes: number[] = []
  let start = 0
  let held = 0

  const trim = (): void => {
    let count = 0
    for (; kept.length - count > KEPT_EVENTS || held > KEPT_CHARACTERS; count += 1) held -= sizes[count]!
    if (count === 0) return
    kept = kept.slice(count)
    sizes = sizes.slice(count)
    start += count
  }
  const grow = (): void => {
    const { events, lengths } = log.page(start + kept.length, GROWTH)
    for (const [place, event] of events.entries()) {
      kept.push({ event, category: categoryOf(event.stream), type: nameOfType(event.type) })
      sizes.push(lengths[place]!)
      held += lengths[place]!
    }
    trim()
  }

  return {
    page(after, { categories, types }, limit, head = reader.head()) {
      if (after > head || head - after > KEPT_EVENTS || after < start) return null
      if (after > start + kept.length) {
        kept = []
        sizes = []
        held = 0
        start = after
      }
      if (after === start + kept.length && after < head) {
        try {
          grow()
        } catch (error) {
          if (!isFault(error)) throw error
          return null
        }
        // What came was more than is kept.
        if (after < start) return null
      }
      const events: StoredEvent[] = []
      let at = after - start
      for (; at < kept.length && events.length < limit; at += 1) {
        const { event, category, type } = kept[at]!
        if ((categories?.includes(category) ?? true) && (types?.includes(type) ?? true)) events.push(event)
      }
      return { events, through: start + at, head }
    },
  }
}
