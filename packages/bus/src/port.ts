// How services talk. Facts come from the log; the bus carries them and never owns them.
// P1 A durable subscription sees every matching event at least once, a stream's events in order, and survives kill -9.
// P2 A handler that fails with `retry: later` is tried again after a growing delay, with a longest one, for as long as it
//    takes: whoever is away comes back. The events of its stream wait, others go on; the status counts the stream as held.
// P3 A handler that fails for good (`never`, a bug, `now` too often) parks the event, and with it its stream for that
//    consumer, until an operator replays or discards it. Nothing overtakes a parked event of the same stream.
// P4 A slow handler slows its subscription down; nothing piles up in memory.
// P5 A request has an answer or a Fault within its time: `no-responder` (later), `request-timeout` (later: it may have landed).
// P6 Who is asked for more than he can do works on so much at once, lets so many wait for half of their patience, and refuses the
//    others in time: `busy` (later: nothing of it was begun). Nobody's abandoned request is begun; when less is asked he answers as before.
import type { StoredEvent, TailFilter } from '@zhijian/event-store'
import type { Json } from '@zhijian/kernel'

export type Headers = Readonly<Record<string, string>>

export interface Subscription {
  /** Takes no more work and resolves when what is in hand is done. */
  drain(): Promise<void>
}

export interface SubscribeOptions {
  /** Durable name, unique for its purpose: `notifier.pushes`. Lower case, digits, dot and hyphen. */
  readonly consumer: string
  readonly filter: TailFilter
  /** Streams worked on at once; within a stream always one after the other. Default 16. */
  readonly concurrency?: number
  /** Attempts in a row before an event whose handler wants another one at once is parked. Default 8. */
  readonly maxAttempts?: number
  /** Where a consumer that never ran begins. Default: at the beginning of the log. */
  readonly from?: 'beginning' | 'end'
}

export interface Delivery {
  /** 1 for the first. */
  readonly attempt: number
}

export type EventHandler = (event: StoredEvent, delivery: Delivery) => Promise<void>

/** An event that a consumer could not take, and its place in line. */
export interface DeadLetter {
  readonly consumer: string
  readonly eventId: string
  readonly stream: string
  readonly version: number
  readonly position: string
  readonly type: string
  /** Fault code or `bug`; never input. */
  readonly code: string
  readonly message: string
  readonly attempts: number
  /** Wall time, UTC. */
  readonly parkedAt: string
  /** Events of the same stream that wait behind it. */
  readonly waiting: number
}

export interface DeadLetters {
  /** Without a consumer: of all that may be looked at from here, at least of those subscribed here. */
  list(filter?: { readonly consumer?: string }): Promise<readonly DeadLetter[]>
  /** Delivers it again, and then what waits behind it. @throws Fault `no-such-dead-letter` */
  replay(consumer: string, eventId: string): Promise<void>
  /** Skips it for good; what waits behind it goes on. @throws Fault `no-such-dead-letter` */
  discard(consumer: string, eventId: string): Promise<void>
}

export interface ConsumerStatus {
  readonly consumer: string
  /** Last position everything up to which is done. */
  readonly position: string | null
  /** Events known to be ahead of it; null when that is not known cheaply. */
  readonly lag: number | null
  /** Streams that wait for an operator. */
  readonly parkedStreams: number
  /** Streams that wait for somebody who is away, and are tried again by themselves. */
  readonly heldStreams: number
  /** Fault codes those failed with last. */
  readonly heldFor: readonly string[]
}

export interface Bus {
  /**
   * @param options.timeoutMs how long to wait, at most 120,000; the responder knows it. Default 5,000
   * @throws Fault `no-responder` · `busy` · `request-timeout` · whatever the responder threw as a Fault
   */
  request(subject: string, body: Json, options?: { readonly timeoutMs?: number; readonly headers?: Headers }): Promise<Json>
  /** One of a service's instances answers. A thrown Fault reaches the caller as that Fault; anything else as `internal`. */
  respond(subject: string, handler: (body: Json, headers: Headers) => Promise<Json>): Promise<Subscription>
  subscribe(options: SubscribeOptions, handler: EventHandler): Promise<Subscription>
  /** To whoever listens now; may be lost. */
  broadcast(subject: string, body: Json): void
  /** `*` stands for one token, a trailing `>` for the rest. */
  listen(subject: string, handler: (body: Json, subject: string) => void): Promise<Subscription>
  readonly deadLetters: DeadLetters
  /** Of all consumers that may be looked at from here, at least of those subscribed here. */
  status(): Promise<readonly ConsumerStatus[]>
  /** Drains subscriptions, then disconnects. */
  close(): Promise<void>
}
