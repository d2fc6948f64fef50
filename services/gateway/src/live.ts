// Live updates: what happens in the log, to those it concerns, while they look. Messages carry ids and names of events and
// nothing that a person wrote. The log is the buffer: a client that was away or too slow comes back with the last id it saw
// and is given what it missed.
// L1 Every concerned client gets every event once and in order, from the moment (or the id) it came with.
// L2 What is held for a slow client is bounded; above it the client is sent away with a hint when to come back.
// L3 Whether an event concerns a client is decided when it is delivered: a suspended account gets nothing more.
// L4 What is whispered is not of the log: told once, without an id, to those who look at this moment and can take it.
// L5 Nobody has all streams there may be: an account, an address and everybody together have so many at once.
// L6 A log that goes away for a while is gone on with where it was: whoever looks stays, and is told late.
// L7 However many look, everybody else has their turn: what happens is offered, and who looks is asked for at beats, a slice at a time.
import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { EventStore, Position, StoredEvent, TailFilter } from '@zhijian/event-store'
import { categoryOf, idOf as streamId, nameOfType } from '@zhijian/event-store'
import { isFault, pauseMs, type Cancel, type JsonObject, type Timers } from '@zhijian/kernel'
import { describeError, type Log } from '@zhijian/runtime'
import { continuing, inSpan, SpanKind, tell, type SpanOptions } from '@zhijian/telemetry'

export interface LiveMessage {
  readonly event: string
  readonly data: JsonObject
}

/** One side of a call between these two. */
export interface Addressee {
  readonly side: 'asker' | 'lawyer'
  readonly askerId: string
  readonly lawyerId: string
}

/** Who looks. */
export interface Viewer {
  /** Ids without which no event concerns them (see `whom`). None given: any event may. */
  readonly only?: readonly string[]
  is(addressee: Addressee): boolean
  /** Null: this event is none of theirs. */
  concerns(event: StoredEvent): Promise<LiveMessage | null>
  /** Events passed that it was not asked about. */
  missed?(): void
  /** Still signed in? Asked at every beat. */
  isWelcome(): Promise<boolean>
}

/** Who opens a stream, and from where. */
export interface Origin {
  readonly account: string
  /** Null: of somebody who speaks for many. */
  readonly address: string | null
}

export interface LiveHub {
  /** Takes the response over until the client goes, is too slow, or is no longer welcome. @param lastId from Last-Event-ID */
  attach(response: ServerResponse, viewer: Viewer, lastId: string | null, from: Origin): void
  /** Why one more is not taken: its account has all it may have, its address has, or everybody together has. Null: it is. */
  whyFull(from: Origin): 'account' | 'address' | 'all' | null
  /** The same answer without a stream: for HEAD. */
  announce(response: ServerResponse): void
  /** Whether the one it is for looks here. */
  hears(addressee: Addressee): boolean
  whisper(addressee: Addressee, message: LiveMessage): Promise<void>
  readonly connected: number
  start(): Promise<void>
  /** Sends everyone away with a hint to come back soon. */
  stop(): Promise<void>
}

/** Those from `mandate` on for their clocks alone; accounts for whose stream is over. */
export const LIVE_FILTER: TailFilter = { categories: ['consultation', 'call', 'callback', 'review', 'danger', 'delivery', 'supervisee', 'alarm', 'mandate', 'person', 'lawyer', 'duty', 'account'] }
/** After these somebody may no longer be one to whom anything is told. */
const PARTINGS: ReadonlySet<string> = new Set(['AccountSuspended', 'RoleRevoked', 'SignedOut', 'OfficeEnded', 'StaffLeft'])

const BEAT_MS = 15_000
const RETRY_MS = 3000
/** Until the log is looked for again: 0.25 s, 0.5 s, … */
const FIRST_AGAIN_MS = 250
const LAST_AGAIN_MS = 10_000
/** Messages held for one client. */
const HELD = 256
const nextTurn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve) })
/** Offered to so many in one turn. */
const SLICE = 200
/** Asked at a beat whether they are still welcome, so many together and the next a moment later. */
const BEAT_SLICE = 100
const BEAT_PAUSE_MS = 100
/** Events looked at for one client that was away; after more it is told to load anew. */
const CATCH_UP = 20_000

export interface LiveOptions {
  readonly store: EventStore
  readonly timers: Timers
  readonly log: Log
  /** Bytes a socket may hold unsent before it counts as slow. Default 256 kB. */
  readonly slowBytes?: number
  /** Ids of those whom an event can concern, of viewers who said theirs; default: it may concern anybody. */
  readonly whom?: (event: StoredEvent) => Promise<readonly string[]>
  /** Open at once. Default: as many as come. */
  readonly most?: { readonly perAccount: number; readonly perAddress: number; readonly all: number }
}

const streamHeaders = () => ({
  'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff', connection: 'close', 'x-request-id': randomUUID().replaceAll('-', ''),
})

/** What is told to those who look right now is part of what the event followed from. */
const ofEvent = (event: StoredEvent): SpanOptions => ({
  kind: SpanKind.PRODUCER, in: continuing(event.meta.traceparent),
  attributes: { 'messaging.system': 'sse', 'messaging.operation.name': 'push', 'messaging.operation.type': 'send', 'messaging.destination.name': 'live', 'zhijian.event': nameOfType(event.type) },
})

interface Client {
  readonly viewer: Viewer
  readonly account: string
  readonly response: ServerResponse
  /** Everything up to here was delivered, or did not concern it. */
  through: Position | null
  readonly queue: { readonly position: Position; readonly message: LiveMessage }[]
  readonly away: AbortController
}

export const createLiveHub = (options: LiveOptions): LiveHub => {
  const { store, timers, log, whom, slowBytes = 256 * 1024, most = { perAccount: Infinity, perAddress: Infinity, all: Infinity } } = options
  const clients = new Set<Client>()
  /** Those whom any event may concern; the others by their ids. */
  const anybody = new Set<Client>()
  const byId = new Map<string, Set<Client>>()
  /** Came while an event was offered. */
  const joined = new Set<Client>()
  /** Streams by account and by address, those that still catch up included. */
  const open = new Map<string, number>()
  let opened = 0
  const countOf = (key: string): number => open.get(key) ?? 0
  const counted = (key: string, change: 1 | -1): void => {
    const count = countOf(key) + change
    if (count === 0) open.delete(key)
    else open.set(key, count)
  }
  const stopping = new AbortController()
  const mark = store.epoch.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 8).padEnd(8, '0')
  let through: Position | null = null
  let tail: Promise<void> = Promise.resolve()
  let cancelBeat: Cancel = () => undefined
  let cancelSlice: Cancel = () => undefined

  const idOf = (position: Position | null): string => `${mark}.${position ?? ''}`
  const positionOf = (id: string): Position | null | 'stale' => {
    const cut = id.indexOf('.')
    if (cut !== 8 || id.slice(0, 8) !== mark || !/^[\x21-\x7e]{0,64}$/.test(id.slice(9))) return 'stale'
    return id.length === 9 ? null : id.slice(9) as Position
  }

  const join = (client: Client): void => {
    clients.add(client)
    joined.add(client)
    if (whom === undefined || client.viewer.only === undefined) return void anybody.add(client)
    for (const id of client.viewer.only) byId.set(id, (byId.get(id) ?? new Set()).add(client))
  }
  const part = (client: Client): void => {
    for (const set of [clients, joined, anybody]) set.delete(client)
    for (const id of client.viewer.only ?? []) {
      byId.get(id)?.delete(client)
      if (byId.get(id)?.size === 0) byId.delete(id)
    }
  }

  const leave = (client: Client, farewell: string): void => {
    if (client.away.signal.aborted) return
    part(client)
    client.away.abort()
    client.response.end(farewell)
  }

  const write = (client: Client, text: string): void => {
    if (client.away.signal.aborted) return
    client.response.write(text)
    if (client.response.writableLength > slowBytes) leave(client, '')
  }

  /** A message that goes to thousands is written down once. */
  const texts = new WeakMap<LiveMessage, string>()
  const textOf = (message: LiveMessage): string => {
    const known = texts.get(message) ?? `event: ${message.event}\ndata: ${JSON.stringify(message.data)}\n\n`
    texts.set(message, known)
    return known
  }
  const deliver = (client: Client, position: Position, message: LiveMessage): void => write(client, `id: ${idOf(position)}\n${textOf(message)}`)

  /** What it missed cannot be told: it loads its screens anew and goes on from here. */
  const reset = (client: Client): void => {
    client.through = through
    client.viewer.missed?.()
    write(client, `id: ${idOf(through)}\nevent: reset\ndata: {}\n\n`)
  }

  /** Waits until the socket has taken what it was given. */
  const drained = (client: Client): Promise<void> => new Promise((resolve) => {
    if (!client.response.writableNeedDrain || client.away.signal.aborted) return resolve()
    client.response.once('drain', resolve)
    client.away.signal.addEventListener('abort', () => resolve(), { once: true })
  })

  /** @returns whether it concerned the client */
  const offer = async (client: Client, event: StoredEvent): Promise<boolean> => {
    const message = await client.viewer.concerns(event)
    if (message === null || client.away.signal.aborted) return false
    if (client.response.writableNeedDrain) client.queue.push({ position: event.position, message })
    else deliver(client, event.position, message)
    if (client.queue.length > HELD) leave(client, `retry: ${RETRY_MS}\n\n`)
    return true
  }

  const offerAll = async (event: StoredEvent): Promise<void> => {
    let [told, looked] = [0, 0]
    joined.clear()
    const ids = whom === undefined ? [] : await whom(event)
    // Last those who came meanwhile: a set that grows is walked to its end, and who was offered it already is passed over.
    for (const some of [anybody, ...ids.map((id) => byId.get(id) ?? []), joined]) {
      for (const client of some) {
        if (client.away.signal.aborted || (client.through !== null && event.position <= client.through)) continue
        looked += 1
        if (looked % SLICE === 0) await nextTurn()
        try {
          if (await offer(client, event)) told += 1
          client.through = event.position
        } catch (error) {
          // It is not known whether this concerned them: sent away, they come back and ask again.
          log.warn('live-update-failed', describeError(error))
          leave(client, `retry: ${RETRY_MS}\n\n`)
        }
      }
    }
    through = event.position
    tell({ 'messaging.batch.message_count': told })
  }

  /** Failures since the log was there. */
  let failures = 0
  const follow = async (): Promise<void> => {
    for await (const batch of store.tail(through, LIVE_FILTER, stopping.signal, { batch: 200 })) {
      failures = 0
      for (const event of batch.events) {
        if (PARTINGS.has(nameOfType(event.type))) for (const client of clients) if (client.account === streamId(event.stream)) askWhether(client)
        if (clients.size > 0 && categoryOf(event.stream) !== 'account') await inSpan('push live', ofEvent(event), () => offerAll(event))
        else through = event.position
      }
      for (const client of clients) if (client.through === null || client.through < batch.through) client.through = batch.through
      through = batch.through
    }
  }

  /** L6 */
  const keepOn = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await follow()
      } catch (error) {
        if (stopping.signal.aborted) return
        log[isFault(error) && error.retry !== 'never' ? 'warn' : 'error']('live-tail-ended', describeError(error))
      }
      await pauseMs(timers, Math.min(LAST_AGAIN_MS, FIRST_AGAIN_MS * 2 ** failures), stopping.signal)
      failures += 1
    }
  }

  /** What a client missed, at its own pace, until it stands where the hub stands. */
  const catchUp = async (client: Client): Promise<void> => {
    let looked = 0
    const head = await store.head()
    // From a future that this log does not have: it was restored, or the id is none of ours.
    if (client.through !== null && (head === null || client.through > head)) reset(client)
    const { signal } = client.away
    for await (const batch of store.tail(client.through, LIVE_FILTER, AbortSignal.any([signal, stopping.signal]),
      { batch: 200 })) {
      for (const event of batch.events) {
        const message = await client.viewer.concerns(event)
        if (signal.aborted) return
        if (message !== null) deliver(client, event.position, message)
        client.through = event.position
        await drained(client)
      }
      client.through = batch.through
      looked += batch.events.length
      if (looked > CATCH_UP) reset(client)
      // The same turn: nothing can come between the comparison and the joining.
      if (through === null || (client.through !== null && client.through >= through)) {
        join(client)
        return
      }
    }
  }

  const askWhether = (client: Client): void => {
    if (client.away.signal.aborted) return
    client.viewer.isWelcome().then((welcome) => {
      // An id without data moves the client's mark on, so that a quiet one does not come back with an old id.
      if (welcome) write(client, client.queue.length === 0 && client.through === through ? `id: ${idOf(through)}\n: beat\n\n`
        : ': beat\n\n')
      else leave(client, 'event: signed-out\ndata: {}\n\n')
    }, () => leave(client, `retry: ${RETRY_MS}\n\n`))
  }
  /** A slice of them, and the next a moment later; all of them before the next beat. */
  const askAll = (all: readonly Client[], from = 0): void => {
    const size = Math.max(BEAT_SLICE, Math.ceil(all.length * BEAT_PAUSE_MS * 1.5 / BEAT_MS))
    for (const client of all.slice(from, from + size)) askWhether(client)
    if (from + size < all.length) cancelSlice = timers.after(BEAT_PAUSE_MS, () => askAll(all, from + size))
  }
  const beat = (): void => {
    cancelBeat = timers.after(BEAT_MS, () => {
      askAll([...clients])
      beat()
    })
  }

  return {
    get connected() {
      return clients.size
    },
    async start() {
      through = await store.head()
      beat()
      tail = keepOn()
    },
    hears: (addressee) => [...clients].some(({ viewer }) => viewer.is(addressee)),
    async whisper(addressee, { event, data }) {
      const text = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
      for (const client of clients) {
        if (!client.viewer.is(addressee) || client.response.writableNeedDrain || !await client.viewer.isWelcome()) continue
        write(client, text)
      }
    },
    announce: (response) => void response.writeHead(200, streamHeaders()).end(),
    whyFull({ account, address }) {
      if (opened >= most.all) return 'all'
      if (countOf(`account ${account}`) >= most.perAccount) return 'account'
      return address !== null && countOf(`address ${address}`) >= most.perAddress ? 'address' : null
    },
    attach(response, viewer, lastId, { account, address }) {
      const from = lastId === null ? through : positionOf(lastId)
      const client: Client = { viewer, account, response, through: from === 'stale' ? through : from, queue: [],
        away: new AbortController() }
      opened += 1
      const keys = [`account ${account}`, ...(address === null ? [] : [`address ${address}`])]
      for (const key of keys) counted(key, 1)
      response.on('close', () => {
        opened -= 1
        for (const key of keys) counted(key, -1)
        part(client)
        client.away.abort()
      })
      response.on('drain', () => {
        while (client.queue.length > 0 && !response.writableNeedDrain) {
          const { position, message } = client.queue.shift()!
          deliver(client, position, message)
        }
      })
      response.writeHead(200, streamHeaders())
      write(client, `retry: ${RETRY_MS}\n\n`)
      if (from === 'stale') reset(client)
      if (client.through === through) {
        write(client, `id: ${idOf(through)}\nevent: ready\ndata: {}\n\n`)
        join(client)
        return
      }
      const ready = () => write(client, `id: ${idOf(client.through)}\nevent: ready\ndata: {}\n\n`)
      catchUp(client).then(ready, (error: unknown) => {
        // An id with our mark that no log ever gave: coming back with it again would end the same way.
        if (isFault(error, 'bad-position')) {
          reset(client)
          join(client)
          return ready()
        }
        log.warn('live-catch-up-failed', describeError(error))
        client.away.abort()
        response.end(`retry: ${RETRY_MS}\n\n`)
      })
    },
    async stop() {
      cancelBeat()
      cancelSlice()
      for (const client of clients) leave(client, `retry: ${RETRY_MS}\n\n`)
      stopping.abort()
      await tail
    },
  }
}

/** `AnswerGiven.v1` → `answer-given`. */
export const eventName = (type: string): string => nameOfType(type).replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()
