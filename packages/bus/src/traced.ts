// Spans of what the bus carries, for both adapters, by OpenTelemetry's conventions: a request and its answer are a remote call
// (CLIENT, SERVER), an event taken by a consumer is a message (CONSUMER). A request carries its span in a header, an event in its
// metadata: it was written there with the event, and comes again with it.
import { categoryOf, nameOfType, type StoredEvent } from '@zhijian/event-store'
import { elapsedMs, minutes, type Instant, type Json } from '@zhijian/kernel'
import { continuing, failed, inSpan, isUnseen, note, SpanKind, tell, traceparent } from '@zhijian/telemetry'
import type { Headers } from './port.ts'

/** How messages travel: `nats`, or within the process. */
export type System = 'nats' | 'in_process'

const HEADER = 'traceparent'

const call = (system: System, subject: string, kind: SpanKind) => ({ kind, attributes: { 'rpc.system.name': system, 'rpc.method': subject } })

/** @param send with the caller's headers and, where somebody traces, the span's own */
export const tracedRequest = (system: System, subject: string, headers: Headers, send: (headers: Headers) => Promise<Json>): Promise<Json> => (isUnseen()
  ? send(headers)
  : inSpan(subject, call(system, subject, SpanKind.CLIENT), (span) => {
    const own = traceparent(span)
    return send(own === undefined ? headers : { ...headers, [HEADER]: own })
  }))

export const tracedAnswer = (system: System, subject: string, headers: Headers, answer: () => Promise<Json>): Promise<Json> => (isUnseen(headers[HEADER])
  ? answer()
  : inSpan(subject, { ...call(system, subject, SpanKind.SERVER), in: continuing(headers[HEADER]) }, answer))

/** What is delivered later than this is another story: a replay, somebody who was away for long. It begins a trace of its own, linked. */
const SAME_STORY_MS = minutes(10)

/** @param event its type and category are told, its stream is not: some are named after a person */
export const tracedDelivery = <T>(system: System, consumer: string, event: StoredEvent, now: Instant, deliver: () => Promise<T>): Promise<T> => {
  const header = event.meta.traceparent
  if (isUnseen(header)) return deliver()
  const isSameStory = elapsedMs(event.meta.recordedat, now) <= SAME_STORY_MS
  const attributes = {
    'messaging.system': system, 'messaging.operation.name': 'process', 'messaging.operation.type': 'process',
    'messaging.destination.name': `evt.${categoryOf(event.stream)}`, 'messaging.consumer.group.name': consumer, 'messaging.message.id': event.id,
    'zhijian.event': nameOfType(event.type),
  }
  const options = { kind: SpanKind.CONSUMER, attributes, in: continuing(isSameStory ? header : undefined), after: isSameStory ? undefined : header }
  return inSpan(`process ${consumer}`, options, deliver)
}

/** An attempt that failed and is made again at once. */
export const tracedRetry = (attempt: number, code: string): void => note('retry', { 'zhijian.attempt': attempt, 'error.type': code })

export const tracedFailure = (attempts: number, code: string, parked: boolean): void => {
  failed(code)
  tell({ 'zhijian.attempt': attempts, 'zhijian.parked': parked })
}
