// Several machines on one wire, each with a clock of its own; elapsed time stands still unless a test moves it.
import type { Bus } from '@zhijian/bus'
import { manualTimers } from '@zhijian/bus/contract'
import { instant, plus, type Json } from '@zhijian/kernel'
import { silentLog, type Log } from '@zhijian/runtime'
import { afterEach, describe, expect, it } from 'vitest'
import { TOLD, watchClock, type ClockWatch, type TimeServer } from '../src/clock-watch.ts'

const NINE = instant('2026-03-01T09:00:00.000Z')
const matches = (pattern: string, subject: string): boolean =>
  new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^.]+')}$`).test(subject)
type Talk = Pick<Bus, 'broadcast' | 'listen'>

/** Carries at once what is broadcast, as JSON does; `onWay` is told first. */
const wire = (onWay: (subject: string) => void = () => {}): Talk => {
  const listeners: { readonly pattern: string; readonly handler: (body: Json, subject: string) => void }[] = []
  return {
    broadcast(subject, body) {
      onWay(subject)
      for (const { pattern, handler } of listeners) if (matches(pattern, subject)) handler(JSON.parse(JSON.stringify(body)) as Json, subject)
    },
    async listen(pattern, handler) {
      const entry = { pattern, handler }
      listeners.push(entry)
      return { drain: async () => void listeners.splice(listeners.indexOf(entry), 1) }
    },
  }
}

const watches: ClockWatch[] = []
afterEach(async () => {
  for (const watch of watches.splice(0)) await watch.stop()
})

const watching = async (bus: Talk, service: string, options: {
  readonly aheadMs?: number; readonly machine?: string; readonly servers?: readonly TimeServer[]; readonly log?: Log; readonly elapsed?: () => number
} = {}) => {
  const timers = manualTimers()
  const state = { aheadMs: options.aheadMs ?? 0 }
  const opening = watchClock({
    bus, service, ordinal: 0, timers, log: options.log ?? silentLog, servers: options.servers ?? [], machine: options.machine ?? service,
    wallNow: () => plus(NINE, state.aheadMs), elapsed: options.elapsed ?? (() => 0),
  })
  const round = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    while (timers.step()) {
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      if (timers.asked.at(-1)! >= 1000) return
    }
  }
  await round()
  const watch = await opening
  watches.push(watch)
  return { watch, state, round }
}

describe('clocks that are compared', () => {
  it('agree within half a second', async () => {
    const bus = wire()
    await watching(bus, 'one')
    const { watch } = await watching(bus, 'two', { aheadMs: 400 })
    expect(watch.verdict()).toEqual({ kind: 'agrees', aheadMs: 0 })
  })

  it('find the one that is two seconds off, which goes on once it is right again', async () => {
    const bus = wire()
    await watching(bus, 'one')
    await watching(bus, 'two')
    const { watch, state, round } = await watching(bus, 'three', { aheadMs: 2000 })
    expect(watch.verdict()).toEqual({ kind: 'minority', aheadMs: -2000 })
    state.aheadMs = 30
    await round()
    await round()
    expect(watch.verdict().kind).toBe('agrees')
  })

  it('are the broker’s and the database’s as well', async () => {
    const servers = ['NATS', 'MongoDB'].map((name) => ({ name, time: async () => plus(NINE, 2000) }))
    const { watch } = await watching(wire(), 'one', { servers })
    expect(watch.verdict()).toEqual({ kind: 'minority', aheadMs: 2000 })
  })

  it('do without a server that is away, or hangs', async () => {
    const servers: TimeServer[] = [
      { name: 'NATS', time: () => Promise.reject(new Error('away')) }, { name: 'MongoDB', time: () => new Promise(() => {}) },
    ]
    const { watch } = await watching(wire(), 'one', { servers })
    expect(watch.verdict()).toEqual({ kind: 'agrees', aheadMs: 0 })
  })

  it('say once that they differ and no majority agrees, and are gone by all the same', async () => {
    const said: string[] = []
    const log: Log = { info: (code) => said.push(code), warn: (code) => said.push(code), error: (code) => said.push(code) }
    const { watch, round } = await watching(wire(), 'one', { log, servers: [{ name: 'NATS', time: async () => plus(NINE, 2000) }] })
    await round()
    expect([watch.verdict().kind, said]).toEqual(['no-majority', ['clock-no-majority']])
  })

  it('are not judged by an answer that was long on its way', async () => {
    let elapsed = 0
    const bus = wire((subject) => { if (subject.startsWith(TOLD)) elapsed += 300 })
    for (const name of ['one', 'two']) await watching(bus, name, { aheadMs: 2000 })
    const { watch } = await watching(bus, 'three', { elapsed: () => elapsed })
    expect(watch.verdict()).toEqual({ kind: 'agrees', aheadMs: 0 })
  })

  it('are not judged by what anybody says unasked', async () => {
    const bus = wire()
    const { watch, round } = await watching(bus, 'one')
    for (const by of ['two', 'three']) bus.broadcast(`${TOLD}.one.0.${by}.0`, { machine: by, at: plus(NINE, 60_000), round: 0 })
    for (const body of [null, 7, {}, { machine: 'two', at: 'soon', round: 1 }]) bus.broadcast(`${TOLD}.one.0.two.0`, body as Json)
    for (const by of ['>', 'one.0', 'one', 'a.b.c', 'x.0 y']) bus.broadcast('clock.asked', { by, round: 1 })
    await round()
    expect(watch.verdict()).toEqual({ kind: 'agrees', aheadMs: 0 })
  })
})
