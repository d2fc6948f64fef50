// Requests and broadcasts within one process, with the manners of a wire: what arrives is a copy made through JSON, so
// services cannot share an object, and nobody is called before the caller has gone on.
import { assert, type Json, type Timers } from '@zhijian/kernel'
import { openAdmission, type LoadLimits, type OnBusy } from './admission.ts'
import { copied } from './copied.ts'
import type { Bus, Headers, Subscription } from './port.ts'
import {
  answerable, DEFAULT_REQUEST_TIMEOUT_MS, failureOf, faultOf, LONGEST_REQUEST_MS, noResponder, requestTimeout, type Report,
} from './retry.ts'
import { assertPattern, assertSubject, subjectMatches } from './subjects.ts'
import { tracedAnswer, tracedRequest } from './traced.ts'

type Responder = (body: Json, headers: Headers) => Promise<Json>
type Talk = Pick<Bus, 'request' | 'respond' | 'broadcast' | 'listen'> & { drain(): Promise<void> }

export const openLocalTalk = (timers: Timers, report: Report, load?: LoadLimits, onBusy?: OnBusy): Talk => {
  const admit = openAdmission(timers, report, { ...(load && { limits: load }), ...(onBusy && { onBusy }) })
  const responders = new Map<string, Responder[]>()
  const listeners = new Set<{ readonly pattern: string; readonly handler: (body: Json, subject: string) => void }>()
  const inHand = new Map<Responder, Set<Promise<unknown>>>()
  const drains = new Set<() => Promise<void>>()

  const answer = async (responder: Responder, subject: string, body: Json, headers: Headers): Promise<Json> => {
    await null
    try {
      return copied(await tracedAnswer('in_process', subject, headers, () => responder(body, headers)))
    } catch (error) {
      const failure = failureOf(error)
      if (failure.code === 'bug') report({ where: subject, ...failure })
      throw faultOf(answerable(error))
    }
  }

  const respond = async (subject: string, handler: Responder): Promise<Subscription> => {
    assertSubject(subject)
    // An own function, so that the same handler may be registered twice and taken away once.
    const responder: Responder = (body, headers) => handler(body, headers)
    responders.set(subject, [...responders.get(subject) ?? [], responder])
    inHand.set(responder, new Set())
    const drain = async (): Promise<void> => {
      drains.delete(drain)
      responders.set(subject, (responders.get(subject) ?? []).filter((other) => other !== responder))
      await Promise.allSettled(inHand.get(responder) ?? [])
      inHand.delete(responder)
    }
    drains.add(drain)
    return { drain }
  }

  return {
    respond,
    request: (subject, body, { timeoutMs = DEFAULT_REQUEST_TIMEOUT_MS, headers: given = {} } = {}) =>
      tracedRequest('in_process', subject, given, (headers) => new Promise<Json>((resolve, reject) => {
        assertSubject(subject)
        assert(timeoutMs <= LONGEST_REQUEST_MS, `nobody waits longer for an answer than ${LONGEST_REQUEST_MS} ms`)
        const [next, ...others] = responders.get(subject) ?? []
        if (!next) return reject(noResponder(subject))
        responders.set(subject, [...others, next])
        const asked = copied(body)
        const hand = inHand.get(next)
        // In hand until it is answered or nobody waits for it any more: a drain does not hang on a responder that does.
        const waited = new Promise<void>((settled) => {
          const cancel = timers.after(timeoutMs, () => {
            reject(requestTimeout(subject, timeoutMs))
            settled()
          })
          const done = (): void => {
            cancel()
            settled()
          }
          admit({
            subject, patienceMs: timeoutMs,
            work: () => answer(next, subject, asked, { ...headers }).then(resolve, reject).finally(done),
            refuse(why) {
              reject(why)
              done()
            },
            passOver: done,
          })
        })
        hand?.add(waited)
        void waited.then(() => hand?.delete(waited))
      })),
    broadcast(subject, body) {
      assertSubject(subject)
      const text = JSON.stringify(body ?? null)
      for (const listener of listeners) {
        if (!subjectMatches(listener.pattern, subject)) continue
        queueMicrotask(() => {
          if (!listeners.has(listener)) return
          try {
            listener.handler(JSON.parse(text) as Json, subject)
          } catch (error) {
            report({ where: subject, ...failureOf(error) })
          }
        })
      }
    },
    async listen(pattern, handler) {
      assertPattern(pattern)
      const listener = { pattern, handler }
      listeners.add(listener)
      return { drain: async () => void listeners.delete(listener) }
    },
    async drain() {
      await Promise.all([...drains].map((drain) => drain()))
      listeners.clear()
    },
  }
}
