import { instantAt, type Timers } from '@zhijian/kernel'

export const realTimers: Timers = {
  now: () => instantAt(Date.now()),
  after(ms, wake) {
    const timer = setTimeout(wake, ms)
    return () => clearTimeout(timer)
  },
}

/** Looks again and again while a real exchange goes on; fails after a bound that a working one never comes near. */
export const eventually = async (holds: () => boolean, what: string): Promise<void> => {
  const since = performance.now()
  while (!holds()) {
    if (performance.now() - since > 300_000) throw new Error(`never: ${what}`)
    await new Promise<void>((resolve) => { setTimeout(resolve, 5) })
  }
}
