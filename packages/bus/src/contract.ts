// What every bus must do, whatever it is made of: the promises P1–P6 of port.ts, asked of an adapter over a real log.
// Nobody sleeps here: `until` is the only way in which time passes, and the harness knows how (moving timers by hand, or
// looking again while a real server works).
import { afterEach } from 'vitest'
import type { LoadLimits } from './admission.ts'
import { factsContract } from './contract-facts.ts'
import { loadContract } from './contract-load.ts'
import { talkContract } from './contract-talk.ts'
import type { BusHarness, BusHarnessOptions } from './contract-tools.ts'
import type { RetryPolicy } from './retry.ts'

export { appendTo, fact, type BusHarness, type BusHarnessOptions } from './contract-tools.ts'
export { manualTimers, type ManualTimers } from './manual-timers.ts'

const RETRY: RetryPolicy = { firstMs: 20, factor: 2, maxMs: 200 }
/** No suite but that of P6 asks for more at once. */
const LOAD: LoadLimits = { working: 4, waiting: 4 }

/** @param open makes a fresh log and a bus over it, with the given delays and places */
export const busContract = (name: string, open: (options: BusHarnessOptions) => Promise<BusHarness>): void => {
  let current: BusHarness | null = null
  const start = async (): Promise<BusHarness> => current = await open({ retry: RETRY, load: LOAD })
  afterEach(async () => {
    await current?.close()
    current = null
  })
  factsContract(name, start)
  talkContract(name, start)
  loadContract(name, start, LOAD)
}
