import { SLOTS, slotOf } from '@zhijian/kernel'
import { subjectOf, type Position } from '@zhijian/event-store'
import { describe, expect, it } from 'vitest'
import { behindAll, groupOf, subjectsOf } from '../src/nats-groups.ts'
import { assertConsumer, assertPattern, assertSubject, subjectMatches } from '../src/subjects.ts'
import { delayMs, DEFAULT_RETRY, failureOf } from '../src/retry.ts'
import { semaphore } from '../src/semaphore.ts'

describe('groups', () => {
  it.each([1, 3, 16, 256])('of %i share out every event, each to one group', (groups) => {
    const filter = { categories: ['case', 'person'], types: ['CaseOpened', 'CaseClosed'] }
    const all = Array.from({ length: groups }, (_, group) => subjectsOf(filter, group, groups))
    expect(new Set(all.flat()).size).toBe(SLOTS * 4)
    for (let i = 0; i < 100; i += 1) {
      const event = { stream: `case-${i}`, type: 'CaseClosed.v3' }
      const takes = (pattern: string): boolean => subjectMatches(pattern, subjectOf(event))
      const takers = all.flatMap((subjects, group) => (subjects.some(takes) ? [group] : []))
      expect(takers).toEqual([groupOf(event.stream, groups)])
    }
    expect(slotOf('case-1')).toBeLessThan(SLOTS)
  })

  it('of few slots and many types ask for all types: a server compares every subject with every other', () => {
    const types = Array.from({ length: 7 }, (_, i) => `Told${'abcdefg'[i]!.toUpperCase()}`)
    const filter = { categories: ['case', 'person', 'matter'], types }
    expect(subjectsOf(filter, 0, 16)).toHaveLength(3 * 16 * 7)
    const few = subjectsOf(filter, groupOf('case-7', 2), 2)
    expect(few).toHaveLength(3 * 128)
    expect(few.some((pattern) => subjectMatches(pattern, subjectOf({ stream: 'case-7', type: 'ToldC.v1' })))).toBe(true)
  })

  it('without a filter take whatever there is', () => {
    const subject = subjectOf({ stream: 'case-7', type: 'Whatever.v1' })
    expect(subjectsOf({}, groupOf('case-7', 16), 16).some((pattern) => subjectMatches(pattern, subject))).toBe(true)
  })

  it('of another number begin behind every mark of those before, in the stream and in the log alike', () => {
    const origin = { position: '0004' as Position, epoch: 'a', sequence: 4, streamMade: 'monday' }
    const at = (sequence: number, position: string, more = {}) => ({ position: position as Position, epoch: 'a', sequence, streamMade: 'monday', ...more })
    expect(behindAll([], origin)).toEqual(origin)
    expect(behindAll([at(30, '0030'), at(20, '0020')], origin)).toEqual(at(20, '0020'))
    // A stream that was made anew: all stand at its beginning, however far each is.
    expect(behindAll([at(0, '0900'), at(0, '0300'), at(0, '0600')], origin)).toEqual(at(0, '0300'))
    expect(behindAll([at(50, '0900'), at(700, '0700', { streamMade: 'sunday' })], origin)).toMatchObject({ position: '0700', sequence: 0, streamMade: '' })
    expect(behindAll([at(50, '0900'), at(60, '0100', { epoch: 'b' })], origin)).toMatchObject({ position: '0004', epoch: 'a', sequence: 50 })
  })
})

describe('patterns', () => {
  it.each([
    ['a.b', 'a.b', true], ['a.*', 'a.b', true], ['a.*', 'a.b.c', false], ['a.>', 'a.b.c', true], ['a.>', 'a', false],
    ['>', 'a', true], ['*.b', 'a.b', true], ['a.b', 'a', false], ['a', 'a.b', false], ['*', 'a.b', false],
  ])('%s and %s: %s', (pattern, subject, expected) => expect(subjectMatches(pattern, subject)).toBe(expected))

  it('names that a broker would misread are bugs', () => {
    for (const subject of ['', 'a..b', 'a.*', 'a.>', 'a b', '.a']) expect(() => assertSubject(subject)).toThrow('not a subject')
    for (const pattern of ['', 'a.>.b', 'a..b']) expect(() => assertPattern(pattern)).toThrow('not a subject pattern')
    for (const consumer of ['', 'A', 'a_b', 'a..b', '.a', 'a.', 'a*']) {
      expect(() => assertConsumer(consumer)).toThrow('not a consumer name')
    }
    for (const consumer of ['a', 'notifier.pushes', 'consult-router.record-audience2']) assertConsumer(consumer)
  })
})

describe('failures', () => {
  it('wait longer each time, up to a bound', () => {
    const wholes = [250, 1_000, 4_000, 16_000, 64_000, 256_000, 300_000, 300_000]
    for (const who of ['router.tiers case-1', 'router.tiers case-2', '']) {
      const delays = [1, 2, 3, 4, 5, 6, 7, 50].map((n) => delayMs(DEFAULT_RETRY, n, who))
      delays.forEach((ms, n) => {
        expect(ms).toBeGreaterThanOrEqual(wholes[n]! / 2)
        expect(ms).toBeLessThanOrEqual(wholes[n]!)
      })
    }
  })

  it('of many at once come back spread over half of the delay, and the same wherever they are computed', () => {
    const inTenths = new Map<number, number>()
    for (let n = 0; n < 1_000; n += 1) {
      const ms = delayMs(DEFAULT_RETRY, 3, `router.tiers consultation-${n}`)
      expect(delayMs(DEFAULT_RETRY, 3, `router.tiers consultation-${n}`)).toBe(ms)
      const tenth = Math.floor((ms - 2_000) / 200)
      inTenths.set(tenth, (inTenths.get(tenth) ?? 0) + 1)
    }
    for (let tenth = 0; tenth < 10; tenth += 1) expect(inTenths.get(tenth), `tenth ${tenth}`).toBeGreaterThan(60)
  })

  it('that are no errors at all are bugs without their content', () => {
    expect(failureOf('13800000000')).toEqual({ code: 'bug', message: 'threw a string', retry: 'never' })
  })
})

it('a semaphore lets so many in, in order, and counts a place once', async () => {
  const places = semaphore(2)
  const order: number[] = []
  const leaves = [await places.enter(), await places.enter()]
  const third = places.enter().then((leave) => { order.push(3); return leave })
  const fourth = places.enter().then((leave) => { order.push(4); return leave })
  leaves[0]!()
  leaves[0]!()
  ;(await third)()
  await fourth
  expect(order).toEqual([3, 4])
})
