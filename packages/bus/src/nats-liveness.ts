// The client forgets what was asked when a connection is lost: the answer would be missed only after a time-out. Here the
// loss itself is the answer, and nobody asks while there is no connection.
import type { NatsConnection } from '@nats-io/nats-core'
import { Fault, type Timers } from '@zhijian/kernel'
import { isLateAnswer, isRefusal, whyForbidden } from './nats-connection.ts'
import type { Report } from './retry.ts'
import { systemTimers } from './timers.ts'
import { atMostOncePerMinute } from './windowed.ts'

export interface Liveness {
  /** The same answer, or the loss of the connection at once. @throws Fault `bus-unavailable` (later) */
  orLost<T>(ask: () => Promise<T>): Promise<T>
  /** The same object, whose every promise is `orLost`. */
  guarded<T extends object>(api: T): T
  /** Resolves when there is a connection, or on abort, or when the connection was closed for good. */
  up(signal: AbortSignal): Promise<void>
  isUp(): boolean
  /** Grows with every loss of the connection: whoever remembers something of the broker remembers with which number. */
  life(): number
  /** Told of every loss. @returns forgets it */
  onLost(tell: () => void): () => void
}

/** As often as answers are late, and with nothing of whom they were for. */
const LATE_ANSWER = {
  where: 'nats', code: 'bus-late-answer',
  message: 'the broker does not let an answer pass: it came too late, or after its connection was lost, or the broker’s users may not answer (write them anew)',
}

export const lost = (): Fault => new Fault('bus-unavailable', 'the connection to NATS was lost', { retry: 'later' })

/** @param report told once of every loss, not once by everybody who waits */
export const watchLiveness = (connection: NatsConnection, report: Report, timers: Timers = systemTimers): Liveness => {
  const tellOften = atMostOncePerMinute(timers, report)
  const asking = new Set<() => void>()
  const waiting = new Set<() => void>()
  const told = new Set<() => void>()
  let life = 0
  let isUp = !connection.isClosed()
  void (async () => {
    let isRefused = false
    for await (const status of connection.status()) {
      const { type } = status
      if (type === 'error') {
        const forbidden = whyForbidden(status.error)
        if (isLateAnswer(status.error)) tellOften(LATE_ANSWER)
        else if (forbidden !== null) report({ where: 'nats', code: 'bus-forbidden', message: forbidden })
        if (isRefusal(status.error) && !isRefused) {
          isRefused = true
          report({ where: 'nats', code: 'bus-refused', message: 'the broker does not know this user by its password any more; asking again' })
        }
      }
      if (type === 'disconnect') {
        if (isUp) report({ where: 'nats', code: 'bus-unavailable', message: 'the connection was lost; waiting for the server' })
        isUp = false
        life += 1
        for (const fail of [...asking]) fail()
        for (const tell of [...told]) tell()
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
    life: () => life,
    onLost(tell) {
      told.add(tell)
      return () => void told.delete(tell)
    },
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
