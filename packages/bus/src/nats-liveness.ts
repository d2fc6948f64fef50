// The client forgets what was asked when a connection is lost: the answer would be missed only after a time-out. Here the
// loss itself is the answer, and nobody asks while there is no connection.
import type { NatsConnection } from '@nats-io/nats-core'
import { Fault } from '@zhijian/kernel'
import { isRefusal, whyForbidden } from './nats-connection.ts'
import type { Report } from './retry.ts'

export interface Liveness {
  /** The same answer, or the loss of the connection at once. @throws Fault `bus-unavailable` (later) */
  orLost<T>(ask: () => Promise<T>): Promise<T>
  /** The same object, whose every promise is `orLost`. */
  guarded<T extends object>(api: T): T
  /** Resolves when there is a connection, or on abort, or when the connection was closed for good. */
  up(signal: AbortSignal): Promise<void>
  isUp(): boolean
}

const lost = (): Fault => new Fault('bus-unavailable', 'the connection to NATS was lost', { retry: 'later' })

/** @param report told once of every loss, not once by everybody who waits */
export const watchLiveness = (connection: NatsConnection, report: Report): Liveness => {
  const asking = new Set<() => void>()
  const waiting = new Set<() => void>()
  let isUp = !connection.isClosed()
  void (async () => {
    let isRefused = false
    for await (const status of connection.status()) {
      const { type } = status
      if (type === 'error') {
        const forbidden = whyForbidden(status.error)
        if (forbidden !== null) report({ where: 'nats', code: 'bus-forbidden', message: forbidden })
        if (isRefusal(status.error) && !isRefused) {
          isRefused = true
          report({ where: 'nats', code: 'bus-refused', message: 'the broker does not know this user by its password any more; asking again' })
        }
      }
      if (type === 'disconnect') {
        if (isUp) report({ where: 'nats', code: 'bus-unavailable', message: 'the connection was lost; waiting for the server' })
        isUp = false
        for (const fail of [...asking]) fail()
      }
      if (type === 'reconnect') {
        isUp = true
        isRefused = false
        for (const go of [...waiting]) go()
      }
    }
    isUp = false
    for (const fail of [...asking]) fail()
    for (const go of [...waiting]) go()
  })()

  const orLost: Liveness['orLost'] = (ask) => new Promise((resolve, reject) => {
    if (!isUp && !connection.isClosed()) return reject(lost())
    const fail = (): void => reject(lost())
    asking.add(fail)
    void ask().then(resolve, reject).finally(() => asking.delete(fail))
  })

  const guarded = <T extends object>(api: T): T => new Proxy(api, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof value === 'object' && value !== null) return guarded(value)
      if (typeof value !== 'function') return value
      return (...args: unknown[]): unknown => {
        if (!isUp && !connection.isClosed()) throw lost()
        const answer: unknown = Reflect.apply(value, target, args)
        return answer instanceof Promise ? orLost(() => answer) : answer
      }
    },
  })

  return {
    orLost,
    guarded,
    isUp: () => isUp,
    up: (signal) => new Promise((resolve) => {
      if (isUp || signal.aborted || connection.isClosed()) return resolve()
      const done = (): void => {
        waiting.delete(done)
        signal.removeEventListener('abort', done)
        resolve()
      }
      waiting.add(done)
      signal.addEventListener('abort', done)
    }),
  }
}
