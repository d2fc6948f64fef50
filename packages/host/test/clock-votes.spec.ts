// Cites V1–V4 of clock-votes.ts.
import { describe, expect, it } from 'vitest'
import { verdictOf, type Reading } from '../src/clock-votes.ts'

const others = (...readings: readonly (readonly [string, number])[]): Reading[] => readings.map(([clock, aheadMs], i) => ({ clock, aheadMs, by: `service-${i}` }))
const liar = (...readings: readonly (readonly [string, number])[]): Reading[] => readings.map(([clock, aheadMs]) => ({ clock, aheadMs, by: 'notifier' }))

describe('whose clock is wrong', () => {
  it.each<[string, Reading[], ReturnType<typeof verdictOf>]>([
    ['nobody’s, where nobody else is there', [], { kind: 'agrees', aheadMs: 0 }],
    ['nobody’s, 500 ms apart', others(['b', 500], ['c', 500]), { kind: 'agrees', aheadMs: 500 }],
    ['ours, 501 ms from two others that agree (V2)', others(['b', 501], ['c', 501]), { kind: 'minority', aheadMs: 501 }],
    ['ours, ahead of the others', others(['b', -2000], ['c', -2100], ['d', -2050]), { kind: 'minority', aheadMs: -2050 }],
    ['another’s: we are with the majority', others(['b', 20], ['c', -2000]), { kind: 'agrees', aheadMs: 20 }],
    ['nobody can say, of two that differ (V3)', others(['b', 2000]), { kind: 'no-majority' }],
    ['nobody can say, of three that all differ', others(['b', 2000], ['c', 4000]), { kind: 'no-majority' }],
    ['nobody can say, of two against two', others(['b', 10], ['c', 2000], ['d', 2010]), { kind: 'no-majority' }],
    ['ours is one clock, however many of its processes are there (V1)', others(['a', 1], ['a', 2], ['a', 0], ['b', 2000], ['c', 2010]), { kind: 'minority', aheadMs: 2010 }],
    ['theirs is one clock as well', others(['b', 2000], ['b', 2010], ['b', 2020], ['c', 0]), { kind: 'agrees', aheadMs: 0 }],
    ['a machine whose processes read different times has as many', others(['a', 2000], ['b', 2000]), { kind: 'minority', aheadMs: 2000 }],
    ['nobody’s, whatever one service says of machines that nobody else knows (V4)', [...others(['b', 10]), ...liar(['x', 3_600_000], ['y', 3_600_000], ['z', 3_600_000])], { kind: 'agrees', aheadMs: 10 }],
    ['nor of machines that others know otherwise', [...others(['b', 10], ['c', 20]), ...liar(['a', 3_600_000], ['b', 3_600_000], ['c', 3_600_000])], { kind: 'agrees', aheadMs: 10 }],
    ['ours, where what it says is confirmed', [...liar(['b', 2000], ['c', 2000]), ...others(['b', 2000], ['c', 2010])], { kind: 'minority', aheadMs: 2000 }],
  ])('%s', (_case, readings, verdict) => {
    expect(verdictOf('a', readings)).toEqual(verdict)
  })
})
