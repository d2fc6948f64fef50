/** A binary heap: push and pop in O(log n), the smallest first. */
export interface Heap<T> {
  push(item: T): void
  pop(): T | undefined
  peek(): T | undefined
  /** Takes out all others. */
  keep(counts: (item: T) => boolean): void
  readonly size: number
}

export const createHeap = <T>(compare: (a: T, b: T) => number): Heap<T> => {
  const items: T[] = []
  const before = (a: number, b: number): boolean => compare(items[a]!, items[b]!) < 0
  const swap = (a: number, b: number): void => {
    const held = items[a]!
    items[a] = items[b]!
    items[b] = held
  }
  const push = (item: T): void => {
    items.push(item)
    for (let at = items.length - 1; at > 0;) {
      const parent = (at - 1) >> 1
      if (!before(at, parent)) break
      swap(at, parent)
      at = parent
    }
  }
  return {
    push,
    keep(counts) {
      for (const item of items.splice(0)) if (counts(item)) push(item)
    },
    pop() {
      const first = items[0]
      const last = items.pop()
      if (items.length === 0 || last === undefined) return first
      items[0] = last
      for (let at = 0; ;) {
        const left = 2 * at + 1
        const right = left + 1
        let least = at
        if (left < items.length && before(left, least)) least = left
        if (right < items.length && before(right, least)) least = right
        if (least === at) return first
        swap(at, least)
        at = least
      }
    },
    peek: () => items[0],
    get size() {
      return items.length
    },
  }
}
