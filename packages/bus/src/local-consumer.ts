// One durable subscription of the in-process bus: reads the log's tail, works on several streams at once, one event of a
// stream after the other.
// C1 `through` is durable only past events that are done, left out by the filter, or set aside with their stream.
// C2 A failed event sets its stream aside: what follows is not kept in memory but read again from the log when it goes on.
// C3 At most `window` events plus one batch of the tail are in memory.
import type { Checkpoint, EventStore, Position, StoredEvent } from '@zhijian/event-store'
import { pauseMs, type Cancel, type Timers } from '@zhijian/kernel'
import { deliver, parkedEvent, type Taker, type Undone } from './deliver.ts'
import type { Journal } from './journal.ts'
import type { ConsumerStatus, EventHandler, SubscribeOptions } from './port.ts'
import { DEFAULT_CONCURRENCY, DEFAULT_MAX_ATTEMPTS, delayMs, failureOf, told, type Report, type RetryPolicy } from './retry.ts'
import { heldOf, type ConsumerRecord, type HeldStream } from './state.ts'
import { filterMatches } from './subjects.ts'

export interface LocalConsumerParts {
  readonly store: EventStore
  readonly timers: Timers
  readonly journal: Journal
  readonly retry: RetryPolicy
  readonly report: Report
  /** The consumer's streams set aside, by stream; shared with the dead letters of the bus. */
  readonly held: Map<string, HeldStream>
}

export interface LocalConsumer {
  /** A stream that was set aside may go on: its entry in `held` was changed by an operator. */
  resume(stream: string): void
  status(): ConsumerStatus
  record(): ConsumerRecord
  drain(): Promise<void>
}

interface Entry {
  readonly event: StoredEvent
  settled: boolean
}

export const startLocalConsumer = (
  record: ConsumerRecord, options: SubscribeOptions, handler: EventHandler, parts: LocalConsumerParts,
): LocalConsumer => {
  const { store, timers, journal, retry, report, held } = parts
  const { consumer, filter } = record
  const concurrency = options.concurrency ?? DEFAULT_CONCURRENCY
  const taker: Taker = { system: 'in_process', consumer, handler, maxAttempts: options.maxAttempts ?? DEFAULT_MAX_ATTEMPTS, timers }
  const window = Math.max(64, concurrency * 4)
  const stopping = new AbortController()

  let checkpoint: Checkpoint | null = record.checkpoint
  let through = record.through
  /** As far as the tail was read: events up to here are in `line`, settled, or wait behind a stream set aside. */
  let readThrough = record.through
  let caughtUp = false
  let line: Entry[] = []
  const queues = new Map<string, Entry[]>()
  const ready: (() => Promise<void>)[] = []
  const waking = new Map<string, Cancel>()
  /** Streams set aside behind which the tail has passed something since they were last read. */
  const passed = new Set<string>()
  const atWork = new Set<string>()
  let active = 0
  let roomFreed: (() => void) | null = null
  let becameIdle: (() => void) | null = null

  const current = (): ConsumerRecord => ({ ...record, epoch: store.epoch, checkpoint, through })
  const remember = (): void => journal.moved(consumer, current)

  const advance = (): void => {
    if (line.length === 0) {
      if (readThrough === null || readThrough === through) return
      through = readThrough
      return remember()
    }
    const pending = line.findIndex((entry) => !entry.settled)
    const done = pending < 0 ? line.length : pending
    const last = line[done - 1]?.event
    if (last) {
      checkpoint = { position: last.position, stream: last.stream, version: last.version, hash: last.hash, epoch: store.epoch }
      through = last.position
      line = line.slice(done)
    }
    if (line.length === 0 && readThrough !== null && readThrough !== through) through = readThrough
    else if (!last) return
    remember()
    if (line.length < window) {
      roomFreed?.()
      roomFreed = null
    }
  }

  const pump = (): void => {
    while (active < concurrency && !stopping.signal.aborted) {
      const job = ready.shift()
      if (!job) break
      active += 1
      job().catch((error: unknown) => report({ where: consumer, ...failureOf(error) })).finally(() => {
        active -= 1
        pump()
        if (active === 0) becameIdle?.()
      })
    }
  }

  const setAside = (event: StoredEvent, undone: Undone): void => {
    const { failure, attempts } = undone
    const parked = undone.parked ? parkedEvent(event, failure, timers.now()) : null
    change({ consumer, stream: event.stream, next: event.version, attempts, code: failure.code, parked })
    if (parked) report({ where: `${consumer} ${event.stream}@${event.version}`, code: failure.code, message: failure.message, ...told(event) })
    else wakeLater(event.stream, delayMs(retry, attempts, `${consumer} ${event.stream}`))
  }

  const change = (entry: HeldStream): void => {
    held.set(entry.stream, entry)
    journal.held(entry)
  }

  const wakeLater = (stream: string, ms: number): void => {
    waking.get(stream)?.()
    if (!stopping.signal.aborted) waking.set(stream, timers.after(ms, () => resume(stream)))
  }

  const resume = (stream: string): void => {
    waking.get(stream)?.()
    waking.delete(stream)
    if (atWork.has(stream) || held.get(stream)?.parked !== null || stopping.signal.aborted) return
    atWork.add(stream)
    ready.push(() => workThrough(stream).finally(() => atWork.delete(stream)))
    pump()
  }

  /** A stream set aside goes on: from the log, up to where the tail is, until nothing is left to catch up with. */
  const workThrough = async (stream: string): Promise<void> => {
    for (let entry = held.get(stream); entry && !stopping.signal.aborted; entry = held.get(stream)) {
      passed.delete(stream)
      let behind: readonly StoredEvent[]
      try {
        behind = await store.read(stream, entry.next)
      } catch (error) {
        report({ where: consumer, ...failureOf(error) })
        return wakeLater(stream, retry.maxMs)
      }
      for (const event of behind) {
        if (event.position > (readThrough ?? '') || !filterMatches(filter, event)) continue
        if (stopping.signal.aborted) return
        const undone = await deliver(taker, event, event.version === entry.next ? entry.attempts : 0)
        if (undone) return setAside(event, undone)
        entry = { consumer, stream, next: event.version + 1, attempts: 0, parked: null }
        change(entry)
      }
      if (passed.has(stream)) continue
      held.delete(stream)
      journal.released(consumer, stream)
      return
    }
  }

  const workOn = (stream: string, queue: Entry[]) => async (): Promise<void> => {
    for (let entry = queue[0]; entry && !stopping.signal.aborted; entry = queue[0]) {
      const undone = await deliver(taker, entry.event, 0)
      if (undone) {
        setAside(entry.event, undone)
        for (const later of queue) later.settled = true
        queue.length = 0
      } else {
        entry.settled = true
        queue.shift()
      }
      advance()
    }
    queues.delete(stream)
  }

  const accept = (event: StoredEvent): void => {
    readThrough = event.position
    const entry: Entry = { event, settled: held.has(event.stream) }
    line.push(entry)
    if (entry.settled) {
      passed.add(event.stream)
      return advance()
    }
    const queue = queues.get(event.stream)
    if (queue) {
      queue.push(entry)
      return
    }
    const started = [entry]
    queues.set(event.stream, started)
    ready.push(workOn(event.stream, started))
    pump()
  }

  const room = (): Promise<void> | null =>
    line.length < window || stopping.signal.aborted ? null : new Promise((resolve) => { roomFreed = resolve })

  /** What was appended is for others. */
  const pass = (position: Position): boolean => {
    readThrough = position
    advance()
    return true
  }

  const readOn = async (): Promise<void> => {
    for await (const batch of store.tail(readThrough, filter, stopping.signal, { batch: window, pass })) {
      for (const event of batch.events) {
        await room()
        if (stopping.signal.aborted) return
        accept(event)
      }
      readThrough = batch.through
      caughtUp = batch.caughtUp
      advance()
    }
  }

  const reading = (async (): Promise<void> => {
    for (let failures = 0; !stopping.signal.aborted;) {
      const before = readThrough
      try {
        await readOn()
      } catch (error) {
        if (stopping.signal.aborted) return
        failures = readThrough === before ? failures + 1 : 1
        report({ where: consumer, ...failureOf(error) })
        await pauseMs(timers, delayMs(retry, failures, consumer), stopping.signal)
      }
    }
  })()

  for (const stream of held.keys()) resume(stream)

  return {
    resume,
    record: current,
    status: () => ({
      consumer,
      position: through,
      lag: caughtUp ? line.reduce((n, entry) => n + (entry.settled ? 0 : 1), 0) : null,
      ...heldOf(held.values()),
    }),
    async drain() {
      stopping.abort()
      roomFreed?.()
      for (const cancel of waking.values()) cancel()
      waking.clear()
      await reading
      if (active > 0) await new Promise<void>((resolve) => { becameIdle = resolve })
      await journal.flush()
    },
  }
}
