// The three JetStream streams of the bus, made from code and checked against what the server says it has.
//   events   the log's events in the log's order; exactly one relaying log; oldest ones go when it is full, never by age,
//            so that its last message always says how far the relay was
//            A fact that the server loses comes again: it need not be on the disk before it is acknowledged, where everything
//            else must (docs/adr/0045).
//   held     one message per stream set aside for a consumer (nats-held.ts), and marks of how far consumers were
//   again    one token per stream to be tried again, and per group to be filled from the log: whoever holds it does it
import type { JetStreamClient, JetStreamManager, PersistMode, StreamConfig } from '@nats-io/jetstream'
import { JetStreamApiError, jetstream, jetstreamManager } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/nats-core'
import { Fault } from '@zhijian/kernel'
import { isNotFound, natsFault } from './nats-connection.ts'
import { watchLiveness, type Liveness } from './nats-liveness.ts'
import type { Report } from './retry.ts'
import { LEAST_SERVER, unsupported, whyOtherwise, whyServerUnfit } from './nats-requires.ts'

export interface BusStreams {
  readonly events: string
  readonly held: string
  readonly again: string
}

export interface StreamLimits {
  /** Default 1; 3 on a cluster. */
  readonly replicas?: number
  /** Of the events; consumers that were away longer are filled from the log. Default: no limit. */
  readonly maxBytes?: number
  readonly maxMessages?: number
}

export interface Nats {
  readonly connection: NatsConnection
  readonly jsm: JetStreamManager
  readonly js: JetStreamClient
  readonly streams: BusStreams
  /** Makes what is missing and checks what is there. @throws Fault `bus-unsupported` · `bus-unavailable` (later) */
  ensureStreams(): Promise<void>
  readonly liveness: Liveness
  readonly replicas: number
}

/** Which life of the server this is. Of a cluster another server may answer each time, and its members make each other's losses good. */
export const serverLife = ({ info }: Pick<NatsConnection, 'info'>): string =>
  (info === undefined || info.cluster !== undefined ? '' : info.server_id)

export const busStreams = (name: string): BusStreams => ({ events: `${name}-events`, held: `${name}-held`, again: `${name}-again` })

/** A server counts 1,000 consumers per stream when it is not told otherwise, and refuses the next. */
export const MAX_CONSUMERS = 4_096

type Wanted = Pick<StreamConfig, 'name' | 'subjects'> & Partial<StreamConfig>

/** @param name names the streams: letters, digits and hyphens */
export const wantedStreams = (name: string, limits: StreamLimits): readonly Wanted[] => {
  const common = { storage: 'file', num_replicas: limits.replicas ?? 1, max_age: 0 } as const
  return [
    {
      ...common, name: `${name}-events`, subjects: ['evt.>'], retention: 'limits', discard: 'old', max_consumers: MAX_CONSUMERS,
      max_bytes: limits.maxBytes ?? -1, max_msgs: limits.maxMessages ?? -1, max_msgs_per_subject: -1,
      duplicate_window: 120_000_000_000, ...(common.num_replicas === 1 ? { persist_mode: 'async' as PersistMode } : {}),
    },
    {
      ...common, name: `${name}-held`, subjects: ['held.>', 'mark.>'], retention: 'limits', discard: 'old', max_consumers: -1,
      max_bytes: -1, max_msgs: -1, max_msgs_per_subject: 1, allow_direct: true, allow_msg_ttl: true,
    },
    {
      ...common, name: `${name}-again`, subjects: ['again.>', 'fill.>'], retention: 'workqueue',
      discard: 'new', discard_new_per_subject: true, max_consumers: MAX_CONSUMERS,
      max_bytes: -1, max_msgs: -1, max_msgs_per_subject: 1,
    },
  ]
}

/**
 * @param keeps whether this connection may make and look into streams: then they are made, or checked
 * @throws Fault `bus-unsupported` (later, when the server is another) with what to do · `bus-unavailable` (later)
 */
export const openNats = async (
  connection: NatsConnection, name: string, limits: StreamLimits, report: Report, keeps: boolean,
): Promise<Nats> => {
  // Lost meanwhile: what it is will be known when it is there again.
  if (connection.info === undefined) throw new Fault('bus-unavailable', 'the connection to NATS was lost', { retry: 'later' })
  const unfit = whyServerUnfit(connection.info)
  if (unfit !== null) throw unsupported(unfit)
  const options = { timeout: 5_000 }
  const liveness = watchLiveness(connection, report)
  const jsm = liveness.guarded(await jetstreamManager(connection, { ...options, checkAPI: keeps }).catch((error: unknown) => { throw natsFault(error) }))
  const ensureStreams = async (): Promise<void> => {
    for (const wanted of wantedStreams(name, limits)) await ensureStream(jsm, wanted)
  }
  if (keeps) await ensureStreams()
  return {
    connection, jsm, js: liveness.guarded(jetstream(connection, options)), liveness, ensureStreams, replicas: limits.replicas ?? 1,
    streams: busStreams(name),
  }
}

const ensureStream = async (jsm: JetStreamManager, wanted: Wanted): Promise<void> => {
  const what = `stream ${wanted.name}`
  try {
    const there = await jsm.streams.info(wanted.name).catch((error: unknown) => {
      if (isNotFound(error)) return null
      throw error
    })
    // How a stream persists is settled when it is made: one from before is slower, and as good.
    const { persist_mode: _settled, ...changeable } = wanted
    if (there && whyOtherwise(what, changeable, there.config) === null) return
    const { config } = there ? await jsm.streams.update(wanted.name, { ...there.config, ...changeable }) : await jsm.streams.add(wanted)
    const otherwise = whyOtherwise(what, there ? changeable : wanted, config)
    if (otherwise !== null) {
      throw unsupported(`${otherwise}. The server drops or keeps settings this bus needs: use nats-server ${LEAST_SERVER} or ` +
        'newer, or, if the stream was made by something else, remove it (the log fills it again)')
    }
  } catch (error) {
    throw refusalOf(what, error)
  }
}

/** A server that says no to a configuration is unfit; one that does not answer is away. */
const refusalOf = (what: string, error: unknown): unknown => {
  const isRefusal = error instanceof JetStreamApiError && error.status !== 503
  return isRefusal
    ? unsupported(`${what} is refused by the server (${error.message}): it, or the account, must allow it`, error)
    : natsFault(error)
}
