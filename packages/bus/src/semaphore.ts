export interface Semaphore {
  /** Waits for a place. @returns what gives it back */
  enter(): Promise<() => void>
}

/** So many at once, the others in the order in which they came. */
export const semaphore = (places: number): Semaphore => {
  let free = places
  const waiting: (() => void)[] = []
  const leave = (): void => {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }
  const once = (): (() => void) => {
    let left = false
    return () => {
      if (!left) leave()
      left = true
    }
  }
  return {
    async enter() {
      if (free > 0) free -= 1
      else await new Promise<void>((resolve) => { waiting.push(resolve) })
      return once()
    },
  }
}
