// Requests and broadcasts over core NATS. A Fault travels as headers and a message; a missing responder is known at once.
import { headers, type Msg, type NatsConnection, type Subscription as NatsSubscription } from '@nats-io/nats-core'
import { withinMs, type Json, type Retry, type Timers } from '@zhijian/kernel'
import { isNoResponders, isTimeout, natsFault } from './nats-connection.ts'
import type { Bus, Headers, Subscription } from './port.ts'
import {
  answerable, DEFAULT_REQUEST_TIMEOUT_MS, failureOf, faultOf, noResponder, requestTimeout, type Report,
} from './retry.ts'
import { assertPattern, assertSubject } from './subjects.ts'

const FAULT = 'zhijian-fault'
const RETRY = 'zhijian-retry'
/** How long the caller waits, ms: a responder that drains waits no longer for its own answer. */
const PATIENCE = 'zhijian-patience'
/** Longest wait for a server that may be away, ms. */
const DRAIN_MS = 2_000

type Responder = (body: Json, headers: Headers, subject: string) => Promise<Json>
export interface Talk extends Pick<Bus, 'request' | 'respond' | 'broadcast' | 'listen'> {
  /** As `respond`, for a pattern of subjects. */
  serve(pattern: string, handler: Responder): Promise<Subscription>
  drain(): Promise<void>
}

export const openNatsTalk = (connection: NatsConnection, timers: Timers, report: Report): Talk => {
  const drains = new Set<() => Promise<void>>()

  const answer = async (message: Msg, subject: string, handler: Responder): Promise<void> => {
    try {
      const given: Headers = Object.fromEntries((message.headers?.keys() ?? []).filter((key) => key !== PATIENCE)
        .map((key) => [key, message.headers!.get(key)]))
      message.respond(JSON.stringify(await handler(message.json<Json>(), given, message.subject) ?? null))
    } catch (error) {
      const failure = failureOf(error)
      if (failure.code === 'bug') report({ where: subject, ...failure })
      const { code, retry, message: text } = answerable(error)
      const made = headers()
      made.set(FAULT, code)
      made.set(RETRY, retry)
      if (!connection.isClosed()) message.respond(JSON.stringify(text), { headers: made })
    }
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
        const patience = Number(message.headers?.get(PATIENCE) || DEFAULT_REQUEST_TIMEOUT_MS)
        const work = new Promise<void>((done) => {
          const cancel = timers.after(patience, done)
          void answer(message, pattern, handler).finally(() => { cancel(); done() })
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
    async request(subject, body, { timeoutMs = DEFAULT_REQUEST_TIMEOUT_MS, headers: given = {} } = {}) {
      assertSubject(subject)
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
    },
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
