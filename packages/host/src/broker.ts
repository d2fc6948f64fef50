// The connection to NATS: made, and watched from then on.
import { readFileSync } from 'node:fs'
import { connectNats } from '@zhijian/bus'
import { Fault } from '@zhijian/kernel'
import { HOST_OPTIONS, type HostSettings } from './settings.ts'

export type Connection = Awaited<ReturnType<typeof connectNats>>

/** @param setting `nats-password-file`, to be named when it cannot be read */
export const secretIn = (file: string, setting: keyof typeof HOST_OPTIONS): string => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new Fault('usage', `--${setting} (${HOST_OPTIONS[setting].env}) cannot be read`, { retry: 'never', cause: error })
  }
}

/**
 * @param service names the connection; its permissions at the broker go with it
 * @throws Fault `usage` (never) · `bus-unavailable` (later)
 */
export const connectOnce = (settings: HostSettings, service: string): Promise<Connection> => {
  const user = settings['nats-user']
  const passwordFile = settings['nats-password-file']
  const caFile = settings['nats-ca-file']
  const client = {
    ...(user === undefined ? {} : { user }), ...(passwordFile === undefined ? {} : { pass: secretIn(passwordFile, 'nats-password-file') }),
    ...(caFile === undefined ? {} : { tls: { caFile } }),
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
