// Requests and broadcasts over core NATS. A Fault travels as headers and a message; a missing responder is known at once.
import { headers, type Msg, type NatsConnection, type Subscription as NatsSubscription } from '@nats-io/nats-core'
import { assert, withinMs, type Json, type Retry, type Timers } from '@zhijian/kernel'
import { openAdmission, patienceOf, type LoadLimits, type OnBusy } from './admission.ts'
import { isNoResponders, isTimeout, natsFault } from './nats-connection.ts'
import type { Bus, Headers, Subscription } from './port.ts'
import {
  answerable, DEFAULT_REQUEST_TIMEOUT_MS, failureOf, faultOf, LONGEST_REQUEST_MS, noResponder, requestTimeout, type Failure, type Report,
} from './retry.ts'
import { assertPattern, assertSubject, subjectMatches } from './subjects.ts'
import { tracedAnswer, tracedRequest } from './traced.ts'

const FAULT = 'zhijian-fault'
const RETRY = 'zhijian-retry'
/** How long the caller waits from now, ms. Elapsed time: hosts need not agree what time it is. */
const PATIENCE = 'zhijian-patience'
/** Longest wait for a server that may be away, ms. */
const DRAIN_MS = 2_000

type Responder = (body: Json, headers: Headers, subject: string) => Promise<Json>
export interface Talk extends Pick<Bus, 'request' | 'respond' | 'broadcast' | 'listen'> {
  /** As `respond`, for a pattern of subjects. */
  serve(pattern: string, handler: Responder): Promise<Subscription>
  drain(): Promise<void>
}

export const openNatsTalk = (connection: NatsConnection, timers: Timers, report: Report, load?: LoadLimits, onBusy?: OnBusy): Talk => {
  const admit = openAdmission(timers, report, { ...(load && { limits: load }), ...(onBusy && { onBusy }) })
  const drains = new Set<() => Promise<void>>()

  const refuse = (message: Msg, { code, retry, message: text }: Failure): void => {
    const made = headers()
    made.set(FAULT, code)
    made.set(RETRY, retry)
    if (!connection.isClosed()) message.respond(JSON.stringify(text), { headers: made })
  }

  /** @param isAwaited whether anybody still waits: the broker refuses an answer that comes later than that, and nobody reads it */
  const answer = async (message: Msg, subject: string, handler: Responder, isAwaited: () => boolean): Promise<void> => {
    try {
      const given: Headers = Object.fromEntries((message.headers?.keys() ?? []).filter((key) => key !== PATIENCE)
        .map((key) => [key, message.headers!.get(key)]))
      const said = await tracedAnswer('nats', message.subject, given, () => handler(message.json<Json>(), given, message.subject)) ?? null
      if (isAwaited()) message.respond(JSON.stringify(said))
    } catch (error) {
      const failure = failureOf(error)
      if (failure.code === 'bug') report({ where: subject, ...failure })
      if (isAwaited()) refuse(message, answerable(error))
    }
  }

  const ask = async (subject: string, body: Json, timeoutMs: number, given: Headers): Promise<Json> => {
    assertSubject(subject)
    assert(timeoutMs <= LONGEST_REQUEST_MS, `nobody waits longer for an answer than ${LONGEST_REQUEST_MS} ms`)
    const made = headers()
    for (const [key, value] of Object.entries(given)) made.set(key, value)
    made.set(PATIENCE, String(timeoutMs))
    let message: Msg
    try {
      message = await connection.request(subject, JSON.stringify(body ?? null), { timeout: timeoutMs, headers: made })
    } catch (error) {
      if (isNoResponders(error)) throw noResponder(subject)
      if (isTimeout(error)) throw requestTimeout(subject, timeoutMs)
      throw natsFault(error)
    }
    const code = message.headers?.get(FAULT)
    if (!code) return message.json<Json>()
    throw faultOf({ code, message: message.json<string>(), retry: message.headers!.get(RETRY) as Retry })
  }

  /** The broker hands out what it has stored wherever its taker wants it, under the subject that it was stored under. */
  const isElsewhere = (pattern: string, { subject }: Msg): boolean => {
    if (subjectMatches(pattern, subject)) return false
    report({ where: pattern, code: 'bus-foreign-message', message: 'a stored message was sent here, and passed over' })
    return true
  }

  const serve = async (pattern: string, handler: Responder): Promise<Subscription> => {
    assertPattern(pattern)
    const inHand = new Set<Promise<void>>()
    let refusal: unknown = null
    const subscription = connection.subscribe(pattern, {
      queue: 'responders',
      callback(error, message) {
        if (error) {
          refusal = error
          return report({ where: pattern, ...failureOf(natsFault(error)) })
        }
        if (isElsewhere(pattern, message)) return
        const patienceMs = patienceOf(message.headers?.get(PATIENCE))
        // In hand until it is answered or nobody waits for it any more: a drain does not hang on a responder that does.
        const work = new Promise<void>((settled) => {
          let isAwaited = true
          const cancel = timers.after(patienceMs, () => {
            isAwaited = false
            settled()
          })
          const done = (): void => {
            cancel()
            settled()
          }
          admit({
            subject: message.subject, patienceMs,
            work: () => answer(message, pattern, handler, () => isAwaited).finally(done),
            refuse(why) {
              refuse(message, failureOf(why))
              done()
            },
            passOver: done,
          })
        })
        inHand.add(work)
        void work.then(() => inHand.delete(work))
      },
    })
    // Known to the server before anybody is told that there is a responder.
    await connection.flush().catch((error: unknown) => { throw natsFault(error) })
    if (refusal !== null) throw natsFault(refusal)
    const drain = async (): Promise<void> => {
      drains.delete(drain)
      await endOf(subscription, connection, timers)
      await Promise.all(inHand)
    }
    drains.add(drain)
    return { drain }
  }

  return {
    request: (subject, body, { timeoutMs = DEFAULT_REQUEST_TIMEOUT_MS, headers = {} } = {}) =>
      tracedRequest('nats', subject, headers, (given) => ask(subject, body, timeoutMs, given)),
    serve,
    async respond(subject, handler) {
      assertSubject(subject)
      return serve(subject, handler)
    },
    broadcast(subject, body) {
      assertSubject(subject)
      if (!connection.isClosed()) connection.publish(subject, JSON.stringify(body ?? null))
    },
    async listen(pattern, handler) {
      assertPattern(pattern)
      const subscription = connection.subscribe(pattern, {
        callback(error, message) {
          try {
            if (error) throw natsFault(error)
            if (isElsewhere(pattern, message)) return
            handler(message.json<Json>(), message.subject)
          } catch (thrown) {
            report({ where: pattern, ...failureOf(thrown) })
          }
        },
      })
      await connection.flush().catch((error: unknown) => { throw natsFault(error) })
      const drain = async (): Promise<void> => {
        drains.delete(drain)
        await endOf(subscription, connection, timers)
      }
      drains.add(drain)
      return { drain }
    },
    async drain() {
      await Promise.all([...drains].map((drain) => drain()))
    },
  }
}

/** Takes what the server had already sent, then no more; a server that is away has nothing more to send. */
const endOf = async (subscription: NatsSubscription, connection: NatsConnection, timers: Timers): Promise<void> => {
  if (connection.isClosed() || subscription.isClosed() || subscription.isDraining()) return
  await withinMs(timers, DRAIN_MS, subscription.drain().catch(() => undefined))
}
