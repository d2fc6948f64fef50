// The connection to NATS: waited for at the start, watched from then on.
import { readFileSync } from 'node:fs'
import { connectNats } from '@zhijian/bus'
import { Fault, isFault, plus, type Clock } from '@zhijian/kernel'
import { describeError, type Log } from '@zhijian/runtime'
import { HOST_OPTIONS, type HostSettings } from './settings.ts'

export type Connection = Awaited<ReturnType<typeof connectNats>>

const AGAIN_MS = 500
const SAY_EVERY = 20

/** @param setting `nats-password-file`, to be named when it cannot be read */
export const secretIn = (file: string, setting: keyof typeof HOST_OPTIONS): string => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new Fault('usage', `--${setting} (${HOST_OPTIONS[setting].env}) cannot be read`, { retry: 'never', cause: error })
  }
}

const pause = (clock: Clock, ms: number): Promise<void> => new Promise((resolve) => void clock.at(plus(clock.now(), ms), resolve))

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

/** Waits for a server as long as there is none: services and brokers start in any order. @throws as connectOnce, what waiting does not cure */
export const connectPatiently = async (settings: HostSettings, service: string, clock: Clock, log: Log): Promise<Connection> => {
  for (let tries = 0; ; tries += 1) {
    try {
      return await connectOnce(settings, service)
    } catch (error) {
      if (!isFault(error) || error.retry === 'never') throw error
      if (tries % SAY_EVERY === 0) log.warn('waiting-for-broker', { connection: service, ...describeError(error) })
      await pause(clock, AGAIN_MS)
    }
  }
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
