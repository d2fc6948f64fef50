// The list as it stands here: ten thousand rows and a hundred changes a second. Changes are gathered and put in together, so that
// the screen is drawn a few times a second whatever comes; between two drawings the list is one array that does not change.
import type { Deadline } from './passing.ts'

export interface Rows {
  /** Soonest first; another array whenever something changed. */
  readonly shown: readonly Deadline[]
  readonly total: number
}

export interface DeadlineRows {
  put(items: readonly Deadline[], total?: number): void
  /** What was asked for and has no clock that runs any more goes. */
  replace(asked: readonly string[], items: readonly Deadline[]): void
  /** The soonest ones as the server has them: whatever here is due up to the last of them and not among them is over. */
  head(items: readonly Deadline[], isWhole: boolean, total: number): void
  subscribe(listener: () => void): () => void
  get(): Rows
  /** Puts in what was gathered, now. */
  flush(): void
}

const isBefore = (a: Deadline, b: Deadline): boolean => a.due < b.due || (a.due === b.due && a.stream < b.stream)

/** @param later calls back when it is time to draw; default: at most five times a second */
export const deadlineRows = (later: (draw: () => void) => void = (draw) => void setTimeout(draw, 200)): DeadlineRows => {
  let rows: Rows = { shown: [], total: 0 }
  const byStream = new Map<string, Deadline>()
  /** Null: gone. */
  const changes = new Map<string, Deadline | null>()
  let isWaiting = false
  const listeners = new Set<() => void>()

  const flush = (): void => {
    isWaiting = false
    if (changes.size === 0) return
    const fresh: Deadline[] = []
    for (const [stream, row] of changes) {
      if (row === null) byStream.delete(stream)
      else {
        byStream.set(stream, row)
        fresh.push(row)
      }
    }
    fresh.sort((a, b) => (isBefore(a, b) ? -1 : 1))
    // What stays is in order already: one walk over both.
    const shown: Deadline[] = []
    let next = 0
    for (const row of rows.shown) {
      if (changes.has(row.stream)) continue
      while (next < fresh.length && isBefore(fresh[next]!, row)) shown.push(fresh[next++]!)
      shown.push(row)
    }
    while (next < fresh.length) shown.push(fresh[next++]!)
    changes.clear()
    rows = { ...rows, shown }
    for (const listener of listeners) listener()
  }
  const soon = (): void => {
    if (isWaiting) return
    isWaiting = true
    later(flush)
  }
  const change = (stream: string, row: Deadline | null): void => {
    const now = changes.has(stream) ? changes.get(stream)! : byStream.get(stream) ?? null
    if (now === row || (now !== null && row !== null && now.due === row.due && JSON.stringify(now) === JSON.stringify(row))) return
    changes.set(stream, row)
    soon()
  }

  return {
    put(items, total) {
      for (const item of items) change(item.stream, item)
      if (total !== undefined && total !== rows.total) rows = { ...rows, total }
      soon()
    },
    replace(asked, items) {
      const found = new Map(items.map((item) => [item.stream, item]))
      for (const stream of asked) change(stream, found.get(stream) ?? null)
    },
    head(items, isWhole, total) {
      const named = new Set(items.map(({ stream }) => stream))
      const last = items.at(-1)
      for (const row of rows.shown) {
        if (!isWhole && (last === undefined || isBefore(last, row))) break
        if (!named.has(row.stream)) change(row.stream, null)
      }
      for (const item of items) change(item.stream, item)
      if (total !== rows.total) rows = { ...rows, total }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    get: () => rows,
    flush,
  }
}
