import { play, scenario } from '@zhijian/testkit'
import type { SuperviseeEvent } from '@zhijian/contracts'
import { elapsedMs, type Instant } from '@zhijian/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SuperviseeCommand } from './state.ts'
import { supervisee } from './supervisee.ts'
import { ask, begin, BEGIN, endCorrection, OFFICER, on, person1 } from './supervisee.fixtures.ts'

const T = on('02-01 09:00')
const plan = (seed = 's'.repeat(22), perDay = 2, at = T): SuperviseeCommand => ask('PlanCheckIns', at, { perDay, from: 480, until: 1200, seed, way: 'photo' })
const answer = (at: Instant, id: string, by = person1): SuperviseeCommand => ask('AnswerCheckIn', at, { checkInId: id as never, photo: null }, by)
const judge = (at: Instant, id: string, verdict: 'accepted' | 'rejected' = 'accepted'): SuperviseeCommand => ask('JudgeCheckIn', at, { checkInId: id as never, verdict }, OFFICER)
const given = (...commands: readonly SuperviseeCommand[]) => scenario(supervisee)(play(supervisee, [begin(BEGIN), ...commands]).events.map(({ event }) => event))
type Due = Extract<SuperviseeEvent, { type: 'CheckInDue' }>
const dues = (events: readonly SuperviseeEvent[]) => events.filter((event): event is Due => event.type === 'CheckInDue').map(({ data }) => data)

describe('check-ins', () => {
  it('fall where the seed says, so many a day, within the hours, each over before the next', () => {
    fc.assert(fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{22}$/), fc.integer({ min: 1, max: 4 }), (seed, perDay) => {
      const found = dues(given(plan(seed, perDay)).whenTimePasses(on('02-09 00:00')).events)
      const ofDay = found.filter(({ at }) => at >= on('02-03 00:00') && at < on('02-04 00:00'))
      expect(ofDay).toHaveLength(perDay)
      for (const { at, dueAt } of ofDay) {
        expect(at >= on('02-03 08:00') && dueAt <= on('02-03 20:00')).toBe(true)
        expect(elapsedMs(at, dueAt)).toBe(1_800_000)
      }
      expect(found.every(({ at }, place) => place === 0 || at >= found[place - 1]!.dueAt)).toBe(true)
      expect(dues(given(plan(seed, perDay)).whenTimePasses(on('02-09 00:00')).events)).toEqual(found)
    }), { numRuns: 30 })
  })
  it('differ by their seed, in moments and in numbers', () => {
    const [a, b] = ['a', 'b'].map((seed) => dues(given(plan(seed.repeat(22))).whenTimePasses(on('02-09 00:00')).events))
    expect(a!.filter(({ at }) => b!.some((other) => other.at === at)).length).toBeLessThan(4)
    expect(new Set(a!.map(({ number }) => number)).size).toBeGreaterThan(a!.length - 3)
  })
  it('are missed, or answered by herself and judged by an officer', () => {
    const { events } = given(plan()).whenTimePasses(on('02-02 23:00'))
    const [first] = dues(events)
    expect(events.slice(0, 2).map(({ type }) => type)).toEqual(['CheckInDue', 'CheckInMissed'])
    const within = given(plan(), answer(first!.at, first!.checkInId))
    expect(within.state.checkIn).toBeNull()
    expect(within.when(judge(first!.dueAt, first!.checkInId)).events).toMatchObject([{ type: 'CheckInJudged', data: { verdict: 'accepted' } }])
    given(plan(), answer(first!.at, first!.checkInId), judge(first!.dueAt, first!.checkInId)).when(judge(first!.dueAt, first!.checkInId, 'rejected')).thenRefused('check-in-over')
    given(plan()).when(answer(first!.dueAt, first!.checkInId)).thenRefused('check-in-over')
    given(plan()).when(answer(first!.at, first!.checkInId, OFFICER)).thenRefused('not-supervisee')
    given(plan()).when(judge(first!.at, first!.checkInId)).thenRefused('check-in-not-answered')
    given(plan()).when(judge(T, 'ci-1')).thenRefused('no-such-check-in')
  })
  it('need room for their answers, and stop with their plan and with the correction', () => {
    given().when(ask('PlanCheckIns', T, { perDay: 4, from: 480, until: 600, seed: 's'.repeat(22), way: 'call' })).thenRefused('check-ins-without-length')
    expect(given(plan(), ask('StopCheckIns', T, {})).whenTimePasses(on('02-20 00:00')).events).toEqual([])
    expect(dues(given(plan(), endCorrection(on('02-01 09:01'))).whenTimePasses(on('02-20 00:00')).events)).toEqual([])
  })
})
