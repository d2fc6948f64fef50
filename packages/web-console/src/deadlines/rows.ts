// The list as it stands here: ten thousand streams and a hundred changes a second. Changes are gathered and put in together, so that
// the screen is drawn a few times a second whatever comes; between two drawings the list is one array that does not change.
// R1 Rows are in the order of their deadlines, and of each stream all there are. R2 A flush walks the list once.
import { deadlinesOf, shownAs, type Ahead, type Deadline, type Kind } from './passing.ts'

export interface Rows {
  /** Soonest first; another array whenever something changed. */
  readonly shown: readonly Deadline[]
  /** How many streams are held, and how many there are. */
  readonly streams: number
  readonly total: number
}

export interface DeadlineRows {
  /** @param until how far it was looked ahead */
  put(items: readonly Ahead[], total?: number, until?: string): void
  /** What was asked for and has no clock that runs any more goes. */
  replace(asked: readonly string[], items: readonly Ahead[], until?: string): void
  /** The soonest ones as the server has them: whatever here is due up to the last of them and not among them is over. */
  head(items: readonly Ahead[], isWhole: boolean, total: number, until?: string): void
  /** Of those whose deadlines were looked at up to no more than an instant: more of them may be within it. */
  lookedAtUpTo(ms: number, most: number): readonly string[]
  subscribe(listener: () => void): () => void
  get(): Rows
  /** Puts in what was gathered, now. */
  flush(): void
}

type Placed = Pick<Deadline, 'due' | 'stream'>
const isBefore = (a: Placed, b: Placed): boolean => a.due < b.due || (a.due === b.due && a.stream < b.stream)

/** @param later calls back when it is time to draw; default: at most five times a second */
export const deadlineRows = (later: (draw: () => void) => void = (draw) => void setTimeout(draw, 200)): DeadlineRows => {
  let rows: Rows = { shown: [], streams: 0, total: 0 }
  const held = new Map<string, Ahead>()
  const looked = new Map<string, number>()
  /** Null: gone. */
  const changes = new Map<string, Ahead | null>()
  let isWaiting = false
  let isOtherTotal = false
  const listeners = new Set<() => void>()

  const flush = (): void => {
    isWaiting = false
    if (changes.size === 0 && !isOtherTotal) return
    isOtherTotal = false
    const fresh: Deadline[] = []
    for (const [stream, item] of changes) {
      if (item === null) held.delete(stream)
      else {
        held.set(stream, item)
        fresh.push(...deadlinesOf(item))
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
    rows = { ...rows, shown, streams: held.size }
    for (const listener of listeners) listener()
  }
  const soon = (): void => {
    if (isWaiting) return
    isWaiting = true
    later(flush)
  }
  const change = (stream: string, item: Ahead | null): void => {
    const now = changes.has(stream) ? changes.get(stream)! : held.get(stream) ?? null
    if (now === item || (now !== null && item !== null && now.due === item.due && JSON.stringify(now) === JSON.stringify(item))) return
    changes.set(stream, item)
    soon()
  }
  /** A look again goes to the end: whoever was looked at longest ago comes first. */
  const look = (items: readonly Ahead[], until: string | undefined): void => {
    if (until === undefined) return
    const untilMs = Date.parse(until)
    for (const { stream } of items) {
      looked.delete(stream)
      looked.set(stream, untilMs)
    }
  }
  const count = (total: number): void => {
    if (total === rows.total) return
    rows = { ...rows, total }
    isOtherTotal = true
    soon()
  }

  return {
    put(items, total, until) {
      for (const item of items) change(item.stream, item)
      look(items, until)
      if (total !== undefined) count(total)
    },
    replace(asked, items, until) {
      // What is due later than it was looked ahead comes back as its time comes near.
      const found = new Map(items.filter(({ due }) => until === undefined || due <= until).map((item) => [item.stream, item]))
      for (const stream of asked) change(stream, found.get(stream) ?? null)
      look(items, until)
    },
    head(items, isWhole, total, until) {
      const named = new Set(items.map(({ stream }) => stream))
      const last = items.at(-1)
      for (const item of held.values()) {
        const isCovered = isWhole || (last !== undefined && !isBefore(last, item))
        if (isCovered && !named.has(item.stream)) change(item.stream, null)
      }
      for (const item of items) change(item.stream, item)
      look(items, until)
      count(total)
    },
    lookedAtUpTo(ms, most) {
      const found: string[] = []
      for (const [stream, untilMs] of looked) {
        // In the order of looking, so what follows reaches farther.
        if (found.length >= most || untilMs > ms) break
        if (held.has(stream) || changes.get(stream)) found.push(stream)
        else looked.delete(stream)
      }
      return found
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    get: () => rows,
    flush,
  }
}

/** How many of the rows are due up to an instant; they are in order. */
export const dueBy = (shown: readonly Deadline[], until: string): number => {
  let [from, to] = [0, shown.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (shown[middle]!.due <= until) from = middle + 1
    else to = middle
  }
  return from
}

/** How many of the first so many rows are of each kind. */
export const countsOf = (shown: readonly Deadline[], count: number): Readonly<Partial<Record<Kind, number>>> => {
  const counts: Partial<Record<Kind, number>> = {}
  for (let at = 0; at < count; at += 1) {
    const kind = shownAs(shown[at]!.kind)
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}
