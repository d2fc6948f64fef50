import { describe, expect, it } from 'vitest'
import { Fault } from '@zhijian/kernel'
import { createCompany } from '../src/sqlite-company.ts'
import type { LogReader } from '../src/sqlite-read.ts'
import type { StoredEvent } from '../src/envelope.ts'
import type { TailFilter } from '../src/port.ts'

/** A log of so many events, of notes and books in turn; says what was read of it, and a turn ends when it is told so. */
const travelling = (size: number) => {
  const log = { size, read: [] as string[], breaksAt: Infinity }
  const reader = (filter: TailFilter): LogReader => ({
    check: () => 0,
    page(after, limit) {
      log.read.push(`${filter.categories?.join('+') ?? 'all'} behind ${after}`)
      const through = Math.min(log.size, after + limit)
      if (through >= log.breaksAt) throw new Fault('chain-broken', 'edited', { retry: 'never' })
      const events = Array.from({ length: through - after }, (_, n) => after + 1 + n)
        .map((at) => ({ stream: at % 2 === 0 ? 'book-a' : 'note-a', type: 'Written.v1', version: at, position: String(at).padStart(16, '0') }) as unknown as StoredEvent)
        .filter(({ stream }) => filter.categories?.includes(stream.slice(0, 4)) ?? true)
      return { events, lengths: events.map(() => 100), through, head: log.size }
    },
  })
  const looks: (() => void)[] = []
  const company = createCompany({ log: reader }, (look) => void looks.push(look))
  const settled = async (): Promise<void> => {
    for (let n = 0; n < 10; n += 1) await Promise.resolve()
  }
  const turn = async (): Promise<void> => {
    for (const look of looks.splice(0)) look()
    await settled()
  }
  const traveller = (filter: TailFilter = {}) => {
    const member = company.join(filter)
    const told: { through: number; first: number | undefined; count: number }[] = []
    const alone: number[] = []
    return {
      told, alone, leave: member.leave,
      async ask(after: number, limit = 500) {
        void member.page(after, limit).then((page) => {
          if (page === null) alone.push(after)
          else told.push({ through: page.through, first: page.events[0]?.version, count: page.events.length })
        })
        await settled()
      },
    }
  }
  return { log, company, turn, traveller }
}

describe('tails in company', () => {
  it('have a page read once for all of them, each by his own filter and in his own bites', async () => {
    const { log, turn, traveller } = travelling(2000)
    const [notes, books] = [traveller({ categories: ['note'] }), traveller({ categories: ['book'] })]
    await notes.ask(0, 100)
    await books.ask(0)
    expect(notes.told).toEqual([])
    await turn()
    expect(log.read).toEqual(['book+note behind 0'])
    expect(notes.told).toEqual([{ through: 199, first: 1, count: 100 }])
    expect(books.told).toEqual([{ through: 500, first: 2, count: 250 }])
    await notes.ask(199)
    expect(notes.told.at(-1)).toEqual({ through: 500, first: 201, count: 150 })
    expect(log.read).toHaveLength(1)
  })
  it('go at the pace of the slowest, until he leaves', async () => {
    const { log, turn, traveller } = travelling(2000)
    const [quick, slow] = [traveller(), traveller()]
    await quick.ask(0)
    await slow.ask(0)
    await turn()
    await quick.ask(500)
    await turn()
    expect([quick.told.length, log.read.length]).toEqual([1, 1])
    await slow.ask(500)
    await turn()
    expect([quick.told.length, slow.told.length, log.read.length]).toEqual([2, 2, 2])
    await quick.ask(1000)
    slow.leave()
    await turn()
    expect([quick.told.at(-1), log.read.length]).toEqual([{ through: 1500, first: 1001, count: 500 }, 3])
  })
  it('go back for who is further back, and wait until he has come to them', async () => {
    const { log, turn, traveller } = travelling(2000)
    const [ahead, behind] = [traveller(), traveller()]
    await ahead.ask(700)
    await behind.ask(300)
    await turn()
    expect(log.read).toEqual(['all behind 300'])
    expect([behind.told.at(-1), ahead.told.at(-1)]).toEqual([{ through: 800, first: 301, count: 500 }, { through: 800, first: 701, count: 100 }])
  })
  it('wait for nobody who is too far away', async () => {
    const { turn, traveller } = travelling(1_000_000)
    const [first, far, later] = [traveller(), traveller(), traveller()]
    await first.ask(400_000)
    await far.ask(900_000)
    await turn()
    expect([first.told.length, far.alone]).toEqual([1, [900_000]])
    await later.ask(0)
    expect(later.alone).toEqual([0])
  })
  it('read on for themselves where the log is broken, and at its end', async () => {
    const { log, turn, traveller } = travelling(1000)
    const [one, other] = [traveller(), traveller()]
    log.breaksAt = 500
    await one.ask(0)
    await other.ask(0)
    await turn()
    expect([one.alone, other.alone]).toEqual([[0], [0]])
    log.breaksAt = Infinity
    await one.ask(1000)
    await turn()
    expect(one.alone).toEqual([0, 1000])
  })
  it('wait no longer when the log is closed', async () => {
    const { company, turn, traveller } = travelling(1000)
    const one = traveller()
    await one.ask(0)
    company.end()
    await turn()
    expect(one.alone).toEqual([0])
  })
})
