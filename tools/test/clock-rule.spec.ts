import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { clockReads, everySin, mayReadClock } from '../checks/clock-rule.mjs'
import { readSource } from '../checks/syntax.mjs'
import { folderWith } from './folder.ts'

const read = (path: string, text: string) => clockReads(readSource(folderWith({ [path]: text }), path)).map(({ what }) => what)

describe('the clock rule', () => {
  it('sees every planted form', () => {
    const seen = clockReads(readSource(fileURLToPath(new URL('../checks/planted', import.meta.url)), 'services/alpha/src/sins.ts'))
    expect(everySin.filter((what) => !seen.some((each) => each.what === what))).toEqual([])
  })
  it('takes nothing else for one', () => {
    expect(read('a.ts', `
      // Date.now() in a comment
      interface Timers { setTimeout(work: () => void, ms: number): void }
      const text = 'new Date() Math.random()'
      export const fine = (timers: Timers, at: string) => [new Date(at), Date.parse(at), timers.setTimeout, text, Math.floor(1)]
    `)).toEqual([])
  })
  it('sees a timer that is passed on as a value, and one reached through globalThis', () => {
    expect(read('a.ts', 'export const timers = { start: setTimeout, tick: globalThis.setInterval }')).toEqual(['setTimeout', 'setInterval'])
  })
  it('lets the adapters of the ports wait, but not tell the time', () => {
    const text = 'export const x = [setTimeout(() => {}, 1), performance.now(), Date.now(), Math.random()]'
    expect(read('packages/bus/src/jetstream.ts', text)).toEqual(['Date.now', 'Math.random'])
    expect(read('packages/bus/src/port.ts', text)).toHaveLength(4)
    expect(read('packages/bus/src/bus.contract.ts', text)).toHaveLength(4)
    expect(read('packages/bus/test/nats.ts', text)).toEqual(['Date.now', 'Math.random'])
    expect(read('packages/bus/test/relay.spec.ts', text)).toHaveLength(4)
    expect(read('services/desk/src/desk.ts', text)).toHaveLength(4)
  })
  it('knows where time comes from', () => {
    expect(['services/x/src/adapters/http.ts', 'packages/kernel/src/system-clock.ts', 'packages/testkit/src/play.ts', 'benchmarks/append.ts', 'packages/bus/src/timers.ts']
      .map(mayReadClock)).toEqual([true, true, true, true, true])
    expect(['services/x/src/desk.ts', 'packages/kernel/src/decider.ts'].map(mayReadClock)).toEqual([false, false])
  })
})
