// The connection to NATS: made, and watched from then on.
import type { connectNats } from '@zhijian/bus/nats'
import { userAt } from './credentials.ts'
import type { HostSettings } from './settings.ts'

export type Connection = Awaited<ReturnType<typeof connectNats>>

/** The password is read whenever it is asked for: a new one needs no restart. What was read last stands where it cannot be read. */
const asked = (settings: HostSettings, server: 'nats' | 'nats-relay'): { readonly name: string; readonly password: () => string } | null => {
  const first = userAt(settings, server)
  if (first === null) return null
  let last = first.password
  return {
    name: first.name,
    password: () => {
      try {
        last = userAt(settings, server)?.password ?? last
      } catch {
        // Its file is just being replaced: the broker says whether the old one still holds.
      }
      return last
    },
  }
}

/** Where the broker knows its users, only who was given the relay's may be it. */
export const mayRelay = (settings: HostSettings): boolean =>
  settings.relay === 'on' && (settings['nats-user'] === undefined || settings['nats-relay-user'] !== undefined)

/**
 * @param as the service, which names the connection and its inboxes; or the relay, which has a user of its own
 * @throws Fault `usage` (never) · `bus-unavailable` (later) · `bus-refused` (later)
 */
export const connectOnce = async (settings: HostSettings, as: { readonly service: string } | 'relay'): Promise<Connection> => {
  const { connectNats } = await import('@zhijian/bus/nats')
  const user = asked(settings, as === 'relay' ? 'nats-relay' : 'nats')
  const caFile = settings['nats-ca-file']
  return connectNats({
    servers: settings.nats, service: as === 'relay' ? as : as.service, ...(user === null ? {} : { user }), ...(caFile === undefined ? {} : { client: { tls: { caFile } } }),
  })
}

/** Why the server is not there now, in words, or null. */
export const watchConnection = (connection: Connection): { whyDown(): string | null } => {
  const away = 'no connection to the broker'
  let why = connection.isClosed() ? away : null
  void (async () => {
    const { isRefusal } = await import('@zhijian/bus/nats')
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') why ??= away
      if (status.type === 'error' && isRefusal(status.error)) why = 'the broker does not know this process by its user and password; see its password file'
      if (status.type === 'reconnect') why = null
    }
    why ??= away
  })()
  return { whyDown: () => why ?? (connection.isClosed() ? away : null) }
}
