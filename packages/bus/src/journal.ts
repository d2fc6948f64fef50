// Groups what the in-process consumers want remembered: many marks, one write. A snapshot is taken at once for all of them,
// so that a checkpoint and the streams set aside before it are always in the same write (state.ts, S1).
import type { Cancel, Timers } from '@zhijian/kernel'
import { DEFAULT_RETRY, delayMs, failureOf, type Report } from './retry.ts'
import type { BusState, ConsumerRecord, HeldStream } from './state.ts'

export interface Journal {
  moved(consumer: string, record: () => ConsumerRecord): void
  held(stream: HeldStream): void
  released(consumer: string, stream: string): void
  /** Resolves when everything marked so far is durable. @throws what the state threw */
  flush(): Promise<void>
}

export const openJournal = (state: BusState, timers: Timers, flushMs: number, report: Report): Journal => {
  const records = new Map<string, () => ConsumerRecord>()
  const streams = new Map<string, { readonly consumer: string; readonly stream: string; readonly record: HeldStream | null }>()
  let waiting: Cancel | null = null
  let failures = 0
  let last: Promise<void> = Promise.resolve()

  const soon = (): void => {
    waiting ??= timers.after(failures === 0 ? flushMs : delayMs(DEFAULT_RETRY, failures, 'bus state'), () => {
      waiting = null
      flush().then(() => { failures = 0 }, (error: unknown) => {
        failures += 1
        report({ where: 'bus state', ...failureOf(error) })
        soon()
      })
    })
  }

  const write = async (): Promise<void> => {
    if (records.size === 0 && streams.size === 0) return
    const consumers = [...records]
    const marks = [...streams]
    records.clear()
    streams.clear()
    const all = marks.map(([, mark]) => mark)
    try {
      await state.write({
        consumers: consumers.map(([, record]) => record()),
        held: all.flatMap(({ record }) => record ?? []),
        released: all.filter(({ record }) => record === null).map(({ consumer, stream }) => ({ consumer, stream })),
      })
    } catch (error) {
      // What was marked since is newer and stays.
      for (const [key, record] of consumers) if (!records.has(key)) records.set(key, record)
      for (const [key, mark] of marks) if (!streams.has(key)) streams.set(key, mark)
      throw error
    }
  }

  const flush = (): Promise<void> => {
    waiting?.()
    waiting = null
    const next = last.then(write, write)
    last = next.catch(() => undefined)
    return next
  }

  return {
    flush,
    moved(consumer, record) {
      records.set(consumer, record)
      soon()
    },
    held(record) {
      streams.set(`${record.consumer} ${record.stream}`, { consumer: record.consumer, stream: record.stream, record })
      soon()
    },
    released(consumer, stream) {
      streams.set(`${consumer} ${stream}`, { consumer, stream, record: null })
      soon()
    },
  }
}
