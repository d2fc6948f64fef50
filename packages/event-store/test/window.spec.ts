import { describe, expect, it } from 'vitest'
import { Fault } from '@zhijian/kernel'
import { createWindow } from '../src/sqlite-window.ts'
import type { LogReader } from '../src/sqlite-read.ts'
import type { StoredEvent } from '../src/envelope.ts'

/** A log of so many events, of notes and books in turn; counts what is read of it. */
const logOf = (size: number, lengthOf: (position: number) => number = () => 100) => {
  const log = { size, pages: [] as number[], breaksAt: Infinity }
  const page: LogReader['page'] = (after, limit) => {
    log.pages.push(after)
    const through = Math.min(log.size, after + limit)
    if (through >= log.breaksAt) throw new Fault('chain-broken', 'edited', { retry: 'never' })
    const positions = Array.from({ length: through - after }, (_, n) => after + 1 + n)
    const events = positions.map((at) => ({ stream: at % 2 === 0 ? 'book-a' : 'note-a', type: 'Written.v1', version: at, position: String(at) }) as unknown as StoredEvent)
    return { events, lengths: positions.map(lengthOf), through, head: log.size }
  }
  const window = createWindow({ head: () => log.size, log: () => ({ page, check: () => 0 }) })
  const versions = (after: number, filter = {}, limit = 500): readonly number[] | null => window.page(after, filter, limit)?.events.map((event) => event.version) ?? null
  return { log, window, versions }
}

describe('the end of the log', () => {
  it('is read once, however many follow it', () => {
    const { log, versions } = logOf(10)
    for (let n = 0; n < 50; n += 1) expect(versions(7)).toEqual([8, 9, 10])
    log.size = 12
    for (let n = 0; n < 50; n += 1) expect(versions(10)).toEqual([11, 12])
    expect(log.pages).toEqual([7, 10])
  })
  it('is given to each by his own filter and in his own bites', () => {
    const { versions, window } = logOf(10)
    expect(versions(4, { categories: ['note'] })).toEqual([5, 7, 9])
    expect(window.page(4, { categories: ['book'] }, 2)).toMatchObject({ events: [{ version: 6 }, { version: 8 }], through: 8, head: 10 })
    expect(window.page(4, { types: ['Torn'] }, 500)).toEqual({ events: [], through: 10, head: 10 })
  })
  it('is nothing for whoever is further back than it reaches, nor for who claims to have seen more than there is', () => {
    const { log, versions } = logOf(5000)
    expect(versions(4000)).toHaveLength(500)
    expect(versions(10)).toBeNull()
    expect(versions(3999)).toBeNull()
    expect(versions(5001)).toBeNull()
    expect(log.pages).toEqual([4000])
  })
  it('holds no more than so much, the newest', () => {
    const { log, versions } = logOf(1000, () => 1024 * 1024)
    expect(versions(990)).toBeNull()
    expect(versions(994)).toEqual([995, 996, 997, 998, 999, 1000])
    expect(versions(993)).toBeNull()
    expect(log.pages).toEqual([990])
  })
  it('fails for nobody: what is broken there is met by those who ask for it', () => {
    const { log, versions } = logOf(10)
    log.breaksAt = 9
    expect(versions(7)).toBeNull()
    log.breaksAt = Infinity
    expect(versions(7)).toEqual([8, 9, 10])
  })
})
