// One process of the world: a runtime with its bus over the shared log. Killing it leaves what a kill would leave.
import { memoryBusState, openInProcessBus, type Bus } from '@zhijian/bus'
import * as contracts from '@zhijian/contracts'
import { epochMs, instantAt, timersOf, type Clock } from '@zhijian/kernel'
import type { BlobStore, KeyRing, Lookup, Sealer } from '@zhijian/privacy'
import {
  createMetrics, createRuntime, type ActorTokens, type HostedService, type Log, type Metrics, type Ordinals, type Runtime,
} from '@zhijian/runtime'
import { memoryReadStore, type MemoryReadStore, type MemoryStore } from '@zhijian/testkit'
import type { Channel, SendJournal } from './channels.ts'
import { faultyBus, writeFaults, type Faults } from './faults.ts'
import { mortalBusState, mortalClock, mortalOutside, mortalReadStore, mortalStore, type Life } from './life.ts'
import type { Random } from './random.ts'

/** What a world gives to the services it hosts. */
export interface WorldParts {
  readonly bus: Bus
  readonly clock: Clock
  readonly blobs: BlobStore
  readonly lookup: Lookup
  readonly sealer: Sealer
  readonly keyring: KeyRing
  readonly journal: SendJournal
  readonly storeIsLive: boolean
  readonly channels: readonly Channel[]
}

/** Puts every service on a runtime: packages know no services, whoever runs a world does. */
export type Host = (runtime: Pick<Runtime, 'host'>, parts: WorldParts) => readonly HostedService[]

/** What outlives a kill beside the log. */
export interface Remains {
  readonly busState: ReturnType<typeof memoryBusState>
  readonly readStore: MemoryReadStore
}
export const newRemains = (): Remains => ({ busState: memoryBusState(), readStore: memoryReadStore() })
export const copyOf = ({ busState, readStore }: Remains): Remains =>
  ({ busState: busState.copy() as Remains['busState'], readStore: readStore.copy() })

/** What instances share: things kept apart from log and views. */
export interface Outside {
  readonly blobs: BlobStore
  readonly lookup: Lookup
  readonly sealer: Sealer
  readonly keyring: KeyRing
  readonly journal: SendJournal
  readonly channels: readonly Channel[]
  readonly tokens: ActorTokens
}

export interface Instance {
  readonly runtime: Runtime
  readonly bus: Bus
  readonly services: readonly HostedService[]
  /** Takes no more work, finishes what is in hand. */
  drain(): Promise<void>
}

/** The same time, a constant away. */
export const skewed = (clock: Clock, byMs: number): Clock => (byMs === 0 ? clock : {
  now: () => instantAt(epochMs(clock.now()) + byMs),
  at: (due, wake) => clock.at(instantAt(epochMs(due) - byMs), wake),
})

/** Nobody reads figures here, so nothing is counted. */
const uncounted = { inc: () => {}, set: () => {}, observe: () => {}, startTimer: () => () => 0 }
const metrics = {
  ...Object.fromEntries(Object.keys(createMetrics()).map((name) => [name, uncounted])), viewLagMs: new Map(),
} as unknown as Metrics
const families = Object.values(contracts).filter((value) =>
  typeof value === 'object' && value !== null && 'category' in value && 'storedType' in value) as contracts.EventFamily[]

export const startInstance = async (options: {
  readonly store: MemoryStore
  readonly clock: Clock
  readonly remains: Remains
  readonly outside: Outside
  readonly ordinals: Ordinals
  readonly faults: Faults
  readonly random: Random
  readonly life: Life
  readonly host: Host
  /** What nobody else would hear: bugs, parked events. */
  readonly report: (code: string, message: string) => void
}): Promise<Instance> => {
  const { remains, life, faults, outside } = options
  const broken = writeFaults(faults)
  const clock = mortalClock(options.clock, life)
  const timers = timersOf(clock)
  const store = mortalStore(options.store, life)
  const inner = await openInProcessBus({
    store, state: mortalBusState(remains.busState, life, broken), timers,
    report: ({ where, code, message }) => options.report(code, `${where}: ${message}`),
  })
  const bus = faultyBus(inner, faults, options.random, clock)
  const heard = (code: string, fields: Parameters<Log['error']>[1]): void => {
    if (fields?.bug !== undefined) options.report('bug', `${code} ${JSON.stringify(fields)}`)
  }
  const runtime = createRuntime({
    store, bus, readStore: mortalReadStore(remains.readStore, life, broken), clock, timers, wallNow: () => clock.now(), tokens: outside.tokens,
    families, ordinals: options.ordinals, log: { info: () => {}, warn: heard, error: heard }, metrics,
  })
  const { tokens: _tokens, ...shared } = mortalOutside(outside, life)
  const services = options.host(runtime, { ...shared, bus, clock, storeIsLive: false })
  await runtime.start()
  return {
    runtime, bus, services,
    async drain() {
      await runtime.drain()
      await inner.close()
    },
  }
}
