// What time it is at the broker, as it says in every answer about a stream.
import { jetstreamManager } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/nats-core'
import { Fault, instantAt, type Instant } from '@zhijian/kernel'
import { natsFault } from './nats-connection.ts'

/** @param name names the streams, as for the bus. @throws Fault `bus-unavailable` (later), also while there is no stream yet */
export const brokerTime = async (connection: NatsConnection, name = 'zhijian'): Promise<Instant> => {
  try {
    const jsm = await jetstreamManager(connection, { timeout: 2_000, checkAPI: false })
    const { ts } = await jsm.streams.info(`${name}-events`) as { readonly ts?: string }
    const ms = Date.parse(ts ?? '')
    if (Number.isNaN(ms)) throw new Fault('bus-unavailable', 'the NATS server does not say what time it has', { retry: 'later' })
    return instantAt(ms)
  } catch (error) {
    throw natsFault(error)
  }
}
