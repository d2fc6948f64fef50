// The list of deadlines as it stands in the browser: in order, whole for each stream, and drawn seldom whatever comes.
import { describe, expect, it } from 'vitest'
import { countsOf, deadlineRows, dueBy } from '../src/deadlines/rows.ts'
import type { Ahead } from '../src/deadlines/passing.ts'

const item = (stream: string, due: string, ...then: string[]): Ahead =>
  ({ stream, due, consultationId: null, passing: [], reach: null, then: then.map((each) => ({ due: each, passing: [], reach: null })) })
const list = () => {
  const draws: (() => void)[] = []
  const rows = deadlineRows((draw) => void draws.push(draw))
  return { rows, draws, shown: () => {
    rows.flush()
    return rows.get().shown.map(({ stream, due }) => `${stream}${due}`)
  } }
}

describe('the rows', () => {
  it('stand by their deadlines, all of a stream’s among those of others', () => {
    const { rows, shown } = list()
    rows.put([item('a', '3', '6'), item('b', '4'), item('c', '1', '5')], 3)
    expect(shown()).toEqual(['c1', 'a3', 'b4', 'c5', 'a6'])
    expect(rows.get()).toMatchObject({ streams: 3, total: 3 })
  })
  it('are counted by kind as far as they are shown, and no farther', () => {
    const { rows } = list()
    rows.put([item('consultation-a', '3', '6', '9'), item('delivery-b', '4'), item('roster-c', '1', '8')], 3)
    rows.flush()
    const { shown } = rows.get()
    expect(countsOf(shown, dueBy(shown, '6'))).toEqual({ consultation: 2, delivery: 1, other: 1 })
  })
  it('go when what was asked for has no clock any more, and move when it has another', () => {
    const { rows, shown } = list()
    rows.put([item('a', '3', '6'), item('b', '4')])
    rows.replace(['a', 'b'], [item('b', '2', '7')])
    expect(shown()).toEqual(['b2', 'b7'])
  })
  it('that the soonest page does not name, though they would be on it, are over; later ones stay', () => {
    const { rows, shown } = list()
    rows.put([item('a', '1'), item('b', '2'), item('c', '3'), item('d', '9')])
    rows.flush()
    rows.head([item('b', '2'), item('c', '3')], false, 4)
    expect(shown()).toEqual(['b2', 'c3', 'd9'])
    rows.head([item('c', '3')], true, 1)
    expect(shown()).toEqual(['c3'])
  })
  it('are named when it is time to look farther ahead, those looked at longest ago first; who is gone is not', () => {
    const at = (minute: number): string => new Date(Date.UTC(2026, 2, 2, 9, minute)).toISOString()
    const ms = (minute: number): number => Date.parse(at(minute))
    const { rows, shown } = list()
    rows.put([item('a', at(1)), item('b', at(2)), item('c', at(3))], 3, at(15))
    expect(rows.lookedAtUpTo(ms(14), 9)).toEqual([])
    rows.flush()
    expect(rows.lookedAtUpTo(ms(15), 2)).toEqual(['a', 'b'])
    rows.replace(['a', 'b'], [item('a', at(2), at(16))], at(20))
    expect(shown()).toEqual([`a${at(2)}`, `c${at(3)}`, `a${at(16)}`])
    expect(rows.lookedAtUpTo(ms(19), 9)).toEqual(['c'])
    expect(rows.lookedAtUpTo(ms(20), 9)).toEqual(['c', 'a'])
  })
  it('of one that is due later than it was looked ahead are left out until its time comes near', () => {
    const { rows, shown } = list()
    rows.put([item('a', '3')], 1, '5')
    rows.replace(['a'], [item('a', '9')], '6')
    expect(shown()).toEqual([])
  })
  it('are drawn once for many changes, and not at all for none', () => {
    const { rows, draws } = list()
    for (let n = 0; n < 1000; n += 1) rows.put([item(`s${n}`, String(n).padStart(4, '0'))])
    expect(draws).toHaveLength(1)
    rows.flush()
    const before = rows.get()
    rows.put([item('s1', '0001')])
    rows.flush()
    expect(rows.get()).toBe(before)
  })
  it('are as if everything had been put in at once, whatever the order and the bundles', () => {
    const items = Array.from({ length: 200 }, (_, n) => item(`s${n}`, String((n * 37) % 200).padStart(3, '0'), String(200 + ((n * 11) % 50))))
    const { rows, shown } = list()
    for (let n = 0; n < 200; n += 7) {
      rows.put(items.slice(n, n + 7))
      if (n % 2 === 0) rows.flush()
    }
    const once = list()
    once.rows.put(items)
    expect(shown()).toEqual(once.shown())
  })
})
