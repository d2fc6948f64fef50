// What is drawn and measured around a torture; the torture itself is test/torture.e2e.spec.ts.
import { mkdtempSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { manualTimers } from '@zhijian/bus/contract'
import type { Supervised } from '@zhijian/embedded'
import type { StoredEvent } from '@zhijian/event-store'
import type { Instant } from '@zhijian/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { brokerLine } from '../adapters/broker-line.ts'
import { inflict, type Torn } from './inflict.ts'
import { latenessOf } from './lateness.ts'
import { tortures, type Planned } from './plan.ts'

const VICTIMS = { processes: ['directory', 'router-0', 'router-1', 'gateway'], broker: 'nats-server', servers: ['log-server'] }
const first = (seed: number, count: number): Planned[] => {
  const plan = tortures(seed, VICTIMS)
  return Array.from({ length: count }, () => plan.next().value)
}
/** 6 singles, 3 pairs, the broker's store twice, 4 frozen, 4 cut off, all cut off. */
const ROUND = 20

describe('what is done', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(first(7, 50)).toEqual(first(7, 50))
    expect(first(8, 50)).not.toEqual(first(7, 50))
  })
  it('comes once a round: every process alone, frozen and cut off, two at once, the broker without its store, all cut off', () => {
    for (const round of [0, 1]) {
      const those = first(3, 2 * ROUND).slice(round * ROUND, (round + 1) * ROUND).map(({ cruelty }) => cruelty)
      const names = (kind: string, count: number): string[] => those.filter((each) => each.kind === kind && each.names.length === count).flatMap((each) => [...each.names]).sort()
      expect(names('kill', 1)).toEqual([...VICTIMS.processes, 'nats-server', 'log-server'].sort())
      expect(names('kill', 2)).toHaveLength(6)
      expect(names('freeze', 1)).toEqual([...VICTIMS.processes].sort())
      expect(names('cut', 1)).toEqual([...VICTIMS.processes].sort())
      expect(names('cut', 4)).toEqual([...VICTIMS.processes].sort())
      expect([...names('empty', 1), ...names('truncate', 1)]).toEqual(['nats-server', 'nats-server'])
    }
  })
  it('never names one process twice at once, and now and then does not wait', () => {
    const those = first(5, 10 * ROUND)
    for (const { cruelty } of those) expect(new Set(cruelty.names).size).toBe(cruelty.names.length)
    const hasty = those.filter(({ mayRecover }) => !mayRecover).length
    expect(hasty).toBeGreaterThan(those.length / 5)
    expect(hasty).toBeLessThan(those.length / 2)
  })
})

describe('the broker’s store', () => {
  let store: string
  beforeEach(() => {
    store = mkdtempSync(join(tmpdir(), 'zj-torn-'))
  })
  afterEach(() => rmSync(store, { recursive: true, force: true }))
  const torn = (): Torn => ({
    running: [{ name: 'nats-server', kill: async (meanwhile = async () => {}) => {
      await meanwhile()
      return true
    } } as Supervised], lines: new Map(), store, seed: 1, timers: manualTimers(),
    signal: new AbortController().signal, look: async () => {},
  })
  it('loses the end of each stream’s newest file, or everything', async () => {
    const messages = join(store, 'jetstream', 'events', 'msgs')
    mkdirSync(messages, { recursive: true })
    for (const name of ['2.blk', '10.blk', 'index.db']) writeFileSync(join(messages, name), 'x'.repeat(1000))
    expect(await inflict({ n: 1, afterMs: 0, mayRecover: true, cruelty: { kind: 'truncate', names: ['nats-server'] } }, torn())).toBe(1)
    const size = (name: string): number => statSync(join(messages, name)).size
    expect([size('2.blk'), size('index.db')]).toEqual([1000, 1000])
    expect(size('10.blk')).toBeLessThan(1000)
    expect(await inflict({ n: 2, afterMs: 0, mayRecover: true, cruelty: { kind: 'empty', names: ['nats-server'] } }, torn())).toBe(1)
    expect(readdirSync(store)).toEqual([])
  })
})

describe('a line to the broker', () => {
  it('carries both ways, breaks when it is cut, refuses until it is mended, and then carries again', async () => {
    const broker = createServer((socket) => void socket.pipe(socket)).listen(0, '127.0.0.1')
    await once(broker, 'listening')
    const line = await brokerLine(`nats://127.0.0.1:${(broker.address() as AddressInfo).port}`)
    const dial = async (): Promise<Socket> => {
      const socket = connect(Number(new URL(line.url).port), '127.0.0.1')
      await once(socket, 'connect')
      return socket
    }
    const echoed = async (socket: Socket): Promise<string> => {
      socket.write('PING')
      return String((await once(socket, 'data'))[0])
    }
    const socket = await dial()
    expect(await echoed(socket)).toBe('PING')
    socket.on('error', () => {})
    const broken = once(socket, 'close')
    line.cut()
    await broken
    await expect(dial()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await line.mend()
    const again = await dial()
    expect(await echoed(again)).toBe('PING')
    again.destroy()
    line.close()
    broker.close()
  })
})

describe('lateness', () => {
  const event = (cause: string, time: string, recordedat: string): StoredEvent => ({ meta: { cause, time, recordedat } }) as StoredEvent
  it('is measured on the wall, of deadlines alone, by the line between the platform’s time and the wall’s', () => {
    const line = { logical: '2026-01-01T10:00:00.000Z' as Instant, wall: '2026-01-01T09:00:00.000Z' as Instant, speed: 20 }
    expect(latenessOf([
      event('elapse:x', '2026-01-01T10:00:20.000Z', '2026-01-01T09:00:01.250Z'),
      event('elapse:x', '2026-01-01T10:00:40.000Z', '2026-01-01T09:00:02.000Z'),
      event('command:GiveAnswer', '2026-01-01T10:00:00.000Z', '2026-01-01T09:10:00.000Z'),
    ], line)).toEqual({ deadlines: 2, msP50: 0, msP95: 250, msP99: 250, msMax: 250 })
  })
  it('of nothing is none', () => {
    expect(latenessOf([], { logical: '2026-01-01T10:00:00.000Z' as Instant, wall: '2026-01-01T10:00:00.000Z' as Instant, speed: 1 })).toMatchObject({ deadlines: 0, msMax: null })
  })
})
