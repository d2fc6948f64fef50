// One process of the world: a runtime with its bus over the shared log. Killing it leaves what a kill would leave.
import { memoryBusState, openInProcessBus, timersOf, type Bus } from '@zhijian/bus'
import type { EventFamily } from '@zhijian/contracts'
import type { EventStore } from '@zhijian/event-store'
import { Fault, instantAt, epochMs, type Clock } from '@zhijian/kernel'
import type { ReadStore } from '@zhijian/read-store'
import { createMetrics, createRuntime, processTokens, silentLog, type ActorTokens, type Ordinals, type Runtime } from '@zhijian/runtime'
import { memoryReadStore } from '@zhijian/testkit'
import { faultyBus, type FaultRates } from './faults.ts'
import type { Random } from './random.ts'

export interface Instance {
  readonly runtime: Runtime
  readonly bus: Bus
  readonly tokens: ActorTokens
  /** Nothing it still does reaches the log any more. */
  kill(): Promise<Remains>
  drain(): Promise<void>
}

/** What outlives a kill beside the log. */
export interface Remains {
  readonly busState: ReturnType<typeof memoryBusState>
  readonly readStore: ReadStore
}

export const newRemains = (): Remains => ({ busState: memoryBusState(), readStore: memoryReadStore() })

/** The same time, a constant away. */
export const skewed = (clock: Clock, byMs: number): Clock => ({
  now: () => instantAt(epochMs(clock.now()) + byMs),
  at: (due, wake) => clock.at(instantAt(epochMs(due) - byMs), wake),
})

/** Lets nothing through once its process is dead. */
const mortal = (store: EventStore): { readonly store: EventStore; kill(): void } => {
  let dead = false
  const stop = new AbortController()
  const died = (): Fault => new Fault('store-unavailable', 'this process is dead', { retry: 'never' })
  const alive = <T>(work: () => Promise<T>): Promise<T> => (dead ? Promise.reject(died()) : work())
  return {
    kill() {
      dead = true
      stop.abort()
    },
    store: {
      epoch: store.epoch,
      append: (stream, events, expected) => alive(() => store.append(stream, events, expected)),
      read: (stream, from) => alive(() => store.read(stream, from)),
      lastEvent: (stream) => alive(() => store.lastEvent(stream)),
      tail: (after, filter, signal, options) => store.tail(after, filter, AbortSignal.any([signal, stop.signal]), options),
      streams: (category, after, limit) => alive(() => store.streams(category, after, limit)),
      head: () => alive(() => store.head()),
      holds: (checkpoint) => alive(() => store.holds(checkpoint)),
      close: async () => {},
    },
  }
}

export const startInstance = async (options: {
  readonly store: EventStore
  readonly clock: Clock
  readonly remains: Remains
  readonly ordinals: Ordinals
  readonly faults: FaultRates
  readonly random: Random
  readonly families: readonly EventFamily[]
  readonly host: (runtime: Runtime, bus: Bus) => void
}): Promise<Instance> => {
  const { clock, remains } = options
  const { store, kill } = mortal(options.store)
  const inner = await openInProcessBus({ store, state: remains.busState, timers: timersOf(clock), report: () => {} })
  const bus = faultyBus(inner, options.faults, options.random, clock)
  const tokens = processTokens(() => clock.now())
  const runtime = createRuntime({
    store, bus, readStore: remains.readStore, clock, wallNow: () => clock.now(), tokens, families: options.families, ordinals: options.ordinals,
    log: silentLog, metrics: createMetrics(),
  })
  options.host(runtime, bus)
  await runtime.start()
  return {
    runtime, bus, tokens,
    async kill() {
      const left: Remains = { busState: remains.busState.copy() as Remains['busState'], readStore: remains.readStore }
      kill()
      return left
    },
    async drain() {
      await runtime.drain()
      await inner.close()
    },
  }
}
