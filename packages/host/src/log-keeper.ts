// Every process that may keeps the broker's streams for those who ask; one of this host relays the log to it and seals it: whichever holds the lock. The others ask for it once a
// second, so that another takes over when the holder stops or dies. Where several hosts share a log there is one on each, which
// does no harm: the relay publishes by expected sequence, a seal is an append, and every host has its own outside copy of the seals.
import { join } from 'node:path'
import type { ConsumerStatus, DeadLetter, Report } from '@zhijian/bus'
import type { Relay, startKeeper, StreamLimits } from '@zhijian/bus/nats'
import { createSealer, type Sealer, type ServiceLog } from '@zhijian/event-store'
import { elapsedMs, isFault, minutes, seconds, type Instant, type Timers } from '@zhijian/kernel'
import type { SuiteName } from '@zhijian/privacy'
import { describeError, type Log, type Metrics } from '@zhijian/runtime'
import { watchConnection, type Connection } from './broker.ts'
import type { DataFolder } from './data-folder.ts'
import { keep, type Keeper } from './keepers.ts'
import { tryHoldAlone, type Release } from './lock.ts'
import { keyKindOf } from './settings.ts'
import type { WitnessConfig } from './witness/config.ts'
import { keepWitnesses, type Witnessing } from './witness/forward.ts'

export interface LogKeeper {
  /** Whether this process is the one. */
  isKeeping(): boolean
  /** For how long something of the log has waited for the broker; null where another process relays. */
  relayLagMs(): number | null
  /** Why nothing is relayed although this process is the one, in words, or null. */
  whyDown(): string | null
  /** How far all consumers are, where this process is the one. */
  status(): Promise<readonly ConsumerStatus[]>
  /** What waits for an operator, of all consumers, where this process is the one. */
  letters(): Promise<readonly DeadLetter[]>
  /** Seals what was appended. @returns whether this process is the one that does @throws as the sealer */
  seal(): Promise<boolean>
  /** Has another key seal from now on. @returns its id; null where another process is the one @throws as the sealer */
  rotate(): Promise<string | null>
  /** Publishes what it has in hand, seals, and lets another take over. */
  stop(): Promise<void>
}

const SEAL_EVERY_MS = minutes(10)

export const keepLog = async (options: {
  readonly folder: DataFolder
  readonly store: ServiceLog
  readonly suite: SuiteName
  /** Null: nobody but the folder outside is told of seals. */
  readonly witnesses: WitnessConfig | null
  readonly registry: Metrics['registry']
  readonly limits: StreamLimits
  /** A connection of the relay's own: nobody but the relay may publish facts. */
  readonly connect: () => Promise<Connection>
  readonly timers: Timers
  readonly wallNow: () => Instant
  readonly log: Log
  readonly report: Report
  /** Whether this machine's clock may be gone by. */
  readonly maySeal: () => boolean
}): Promise<LogKeeper> => {
  const { folder, store, suite, witnesses, registry, limits, connect, timers, wallNow, log, report, maySeal } = options
  const nats = await import('@zhijian/bus/nats')
  let release: Release | null = null
  let kept: { readonly connection: Connection; readonly keeper: Awaited<ReturnType<typeof startKeeper>>; readonly broker: ReturnType<typeof watchConnection> } | null = null
  let relaying: { readonly relay: Relay; readonly sealing: Keeper; readonly witnessing: Witnessing | null } | null = null

  let sealer: Sealer | null = null

  const sealing = (): Sealer => sealer ??= createSealer({ store, keyFile: folder.files.sealKey, keyKind: keyKindOf(suite), sealsDir: folder.folders.seals, intervalMs: SEAL_EVERY_MS })
  const seal = async (force = false): Promise<void> => {
    if (maySeal()) await sealing().seal(wallNow(), { force })
  }
  const keepStreams = async (): Promise<NonNullable<typeof kept>> => {
    const connection = await connect()
    try {
      return { connection, keeper: await nats.startKeeper({ connection, limits, report }), broker: watchConnection(connection) }
    } catch (error) {
      await connection.close()
      throw error
    }
  }
  const look = async (): Promise<void> => {
    kept ??= await keepStreams()
    release ??= tryHoldAlone(join(folder.folders.hosts, 'relay.lock'))
    if (release === null || relaying !== null) return
    const relay = await nats.startRelay({ connection: kept.connection, store, limits, report })
    const witnessing = witnesses && keepWitnesses({ config: witnesses, sealsDir: folder.folders.seals, storeId: store.storeId, wallNow, timers, log, registry })
    relaying = { relay, sealing: keep('seal-log', minutes(1), timers, log, () => seal()), witnessing }
    log.info('relaying')
    await seal().catch((error: unknown) => log.error('seal-failed', describeError(error)))
  }
  // The first look in the open: what a server does not support is said at the start, not every second.
  await look().catch((error: unknown) => {
    if (!isFault(error) || error.retry === 'never') throw error
    log.warn('relay-waits', describeError(error))
  })
  const looking = keep('keep-log', seconds(1), timers, log, look)

  return {
    isKeeping: () => relaying !== null,
    async seal() {
      if (relaying === null) return false
      await seal(true)
      return true
    },
    rotate: async () => (relaying === null ? null : (await sealing().rotate(wallNow(), keyKindOf(suite))).next.keyId),
    relayLagMs() {
      if (relaying === null) return null
      const since = relaying.relay.behindSince()
      return since === null ? 0 : Math.max(0, elapsedMs(since, timers.now()))
    },
    whyDown: () => (relaying === null ? null : kept?.broker.whyDown() ?? null),
    status: async () => relaying?.relay.status() ?? [],
    letters: async () => relaying?.relay.letters() ?? [],
    async stop() {
      await looking.stop()
      if (relaying) {
        const { relay, sealing, witnessing } = relaying
        relaying = null
        await sealing.stop()
        await witnessing?.stop()
        await seal(true).catch((error: unknown) => log.error('seal-failed', describeError(error)))
        await relay.drain()
      }
      await kept?.keeper.drain()
      await kept?.connection.close()
      kept = null
      release?.()
      release = null
    },
  }
}
