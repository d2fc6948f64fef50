// The connection to NATS: made, and watched from then on.
import { connectNats } from '@zhijian/bus'
import { userAt } from './credentials.ts'
import type { HostSettings } from './settings.ts'

export type Connection = Awaited<ReturnType<typeof connectNats>>

/**
 * @param service names the connection; its permissions at the broker go with it
 * @throws Fault `usage` (never) · `bus-unavailable` (later)
 */
export const connectOnce = (settings: HostSettings, service: string): Promise<Connection> => {
  const user = userAt(settings, 'nats')
  const caFile = settings['nats-ca-file']
  const client = {
    ...(user === null ? {} : { user: user.name, pass: user.password }), ...(caFile === undefined ? {} : { tls: { caFile } }),
  }
  return connectNats({ servers: settings.nats, service, client })
}

/** Whether the server is there now. */
export const watchConnection = (connection: Connection): { isUp(): boolean } => {
  let isUp = !connection.isClosed()
  void (async () => {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') isUp = false
      if (type === 'reconnect') isUp = true
    }
    isUp = false
  })()
  return { isUp: () => isUp && !connection.isClosed() }
}
