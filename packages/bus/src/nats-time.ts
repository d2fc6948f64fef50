// What time it is at the broker, as it tells every user who asks about himself.
import type { NatsConnection } from '@nats-io/nats-core'
import { Fault, instantAt, type Instant } from '@zhijian/kernel'
import { natsFault } from './nats-connection.ts'

/** What a user may be told of himself, and with it of the server. */
export const ABOUT_ME = '$SYS.REQ.USER.INFO'

/** @throws Fault `bus-unavailable` (later) */
export const brokerTime = async (connection: NatsConnection): Promise<Instant> => {
  try {
    const { server } = (await connection.request(ABOUT_ME, '', { timeout: 2_000 })).json<{ readonly server?: { readonly time?: string } }>()
    const ms = Date.parse(server?.time ?? '')
    if (Number.isNaN(ms)) throw new Fault('bus-unavailable', 'the NATS server does not say what time it has', { retry: 'later' })
    return instantAt(ms)
  } catch (error) {
    throw natsFault(error)
  }
}
