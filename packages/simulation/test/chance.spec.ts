import { instant, plus } from '@zhijian/kernel'
import { describe, expect, it } from 'vitest'
import { createAgenda } from '../src/agenda.ts'
import { gini, noFigures, addFigures, percentile, randomFrom, sample, type Samples } from '../src/index.ts'

const samples = (values: readonly number[]): Samples => {
  const seen: Samples = {}
  for (const value of values) sample(seen, value)
  return seen
}

describe('chance from a seed', () => {
  const draws = (seed: string, n = 5): number[] => {
    const random = randomFrom(seed)
    return Array.from({ length: n }, () => random.next())
  }
  it('is the same for the same seed, and another for another', () => {
    expect(draws('seven')).toEqual(draws('seven'))
    expect(draws('seven')).not.toEqual(draws('eight'))
  })
  it('split by name depends on the name alone, not on what was drawn before', () => {
    const one = randomFrom('seven')
    const other = randomFrom('seven')
    other.next()
    expect(one.split('citizens').next()).toBe(other.split('citizens').next())
    expect(one.split('citizens').next()).not.toBe(one.split('lawyers').next())
  })
  it('falls as it says', () => {
    const random = randomFrom('many')
    const of = (draw: () => number): number[] => Array.from({ length: 20_000 }, draw)
    const mean = (values: number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length
    expect(mean(of(() => random.int(1, 6)))).toBeCloseTo(3.5, 1)
    expect(mean(of(() => random.exponential(10)))).toBeGreaterThan(9.7)
    expect(mean(of(() => random.exponential(10)))).toBeLessThan(10.3)
    expect(percentile(samples(of(() => random.logNormal(60, 0.8))), 50)).toBeGreaterThan(57)
    expect(mean(of(() => Number(random.chance(0.2))))).toBeCloseTo(0.2, 1)
  })
})

describe('an agenda', () => {
  it('gives what is due in order of time, ties in the order of being put in, also when acts put in more', () => {
    const nine = instant('2026-03-02T01:00:00.000Z')
    const agenda = createAgenda()
    const done: string[] = []
    agenda.put(plus(nine, 2), () => done.push('third'))
    agenda.put(nine, () => {
      done.push('first')
      agenda.put(plus(nine, 1), () => done.push('second'))
    })
    agenda.put(plus(nine, 2), () => done.push('fourth'))
    agenda.put(plus(nine, 9), () => done.push('never'))
    for (let act = agenda.takeDue(plus(nine, 5)); act; act = agenda.takeDue(plus(nine, 5))) act()
    expect(done).toEqual(['first', 'second', 'third', 'fourth'])
    expect([agenda.size, agenda.next()]).toEqual([1, plus(nine, 9)])
  })
})

describe('figures', () => {
  it('have percentiles by nearest rank', () => {
    const of = (values: readonly number[], p: number): number | null => percentile(samples(values), p)
    expect([of([], 50), of([7], 95), of([1, 2, 3, 4], 50), of([4, 3, 2, 1], 95), of([1234, 8], 100), of([0, 0, 90], 50)]).toEqual([null, 7, 2, 4, 1200, 0])
  })
  it('add up, whatever the order', () => {
    const [one, other, both] = [noFigures(), noFigures(), noFigures()]
    for (const [of, value] of [[one, 3], [other, 3], [other, 40]] as const) sample(of.quorumMs, value)
    for (const each of [one, other]) addFigures(both, each)
    expect(both.quorumMs).toEqual({ 3: 2, 40: 1 })
  })
  it('say how evenly work is spread: 0 when all carry the same, near 1 when one carries everything', () => {
    expect(gini([3, 3, 3], 3)).toBe(0)
    expect(gini([9], 100)).toBeCloseTo(0.99)
    expect(gini([], 10)).toBe(0)
  })
})
