// Which terms hold at an hour: the county's own clock, nights that reach into the next day, the first rule that matches.
import { hourRuleAt, statedHours, type HourRule } from '@zhijian/contracts'
import { describe, expect, it } from 'vitest'
import { instant } from '@zhijian/kernel'
import { policyWith } from './consultation.fixtures.ts'
import { defaultPolicy, policyHash, termsAt } from './policy.ts'

const { terms } = defaultPolicy('150921')
const rule = (name: string, isoWeekdays: number[], fromMinute: number, toMinute: number): HourRule =>
  ({ name, isoWeekdays, fromMinute, toMinute, terms: { ...terms, promiseMs: 3_600_000 } })
const weekday = [1, 2, 3, 4, 5]
const policy = policyWith({ hours: [rule('night', [1, 2, 3, 4, 5, 6, 7], 22 * 60, 7 * 60), rule('weekend', [6, 7], 0, 0), rule('lunch', weekday, 720, 780)] })
/** @param local Asia/Shanghai */
const at = (local: string): string | null => hourRuleAt(policy, instant(new Date(`${local}+08:00`).toISOString()))?.name ?? null

describe('the hour of opening', () => {
  it.each([
    // 2026-11-30 is a Monday.
    ['2026-11-30T09:00:00.000', null],
    ['2026-11-30T11:59:59.999', null],
    ['2026-11-30T12:00:00.000', 'lunch'],
    ['2026-11-30T12:59:59.999', 'lunch'],
    ['2026-11-30T13:00:00.000', null],
    ['2026-11-30T21:59:59.999', null],
    ['2026-11-30T22:00:00.000', 'night'],
    ['2026-12-01T06:59:59.999', 'night'],
    ['2026-12-01T07:00:00.000', null],
    ['2026-12-05T07:00:00.000', 'weekend'],
    ['2026-12-06T21:00:00.000', 'weekend'],
    ['2026-12-07T06:00:00.000', 'night'],
    ['2026-12-07T07:00:00.000', null],
  ])('%s: %s', (local, name) => expect(at(local)).toBe(name))

  it('a night that begins on Sunday only reaches into Monday, and no other morning', () => {
    const sunday = policyWith({ hours: [rule('sunday-night', [7], 22 * 60, 60)] })
    const names = ['2026-12-07T00:59:59.999', '2026-12-07T01:00:00.000', '2026-12-08T00:30:00.000', '2026-12-06T22:00:00.000', '2026-12-06T00:30:00.000']
      .map((local) => hourRuleAt(sunday, instant(new Date(`${local}+08:00`).toISOString()))?.name ?? null)
    expect(names).toEqual(['sunday-night', null, null, 'sunday-night', null])
  })

  it('says which terms hold, the ordinary ones by default', () => {
    expect(termsAt(policy, instant('2026-11-30T01:00:00.000Z'))).toBe(policy.terms)
    expect(termsAt(policy, instant('2026-11-30T15:00:00.000Z')).promiseMs).toBe(3_600_000)
    expect(hourRuleAt(policy, instant('1969-12-31T23:00:00.000Z'))?.name).toBeUndefined()
  })

  it('is stated with the hours that it is for, and whether others have other terms', () => {
    expect(statedHours(policy, instant('2026-11-30T15:00:00.000Z')))
      .toEqual({ rule: { name: 'night', isoWeekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 1320, toMinute: 420 }, vary: true })
    expect(statedHours(policy, instant('2026-11-30T01:00:00.000Z'))).toEqual({ rule: null, vary: true })
    expect(statedHours(policyWith({ hours: [] }), instant('2026-11-30T15:00:00.000Z'))).toEqual({ rule: null, vary: false })
  })
})

it('the hash names the content, not the order in which it was written down', () => {
  const { countyCode, ...rest } = defaultPolicy('150921')
  expect(policyHash({ ...rest, countyCode })).toBe(policyHash(defaultPolicy('150921')))
  expect(policyHash(policyWith({ claimLapses: 3 }))).not.toBe(policyHash(policyWith()))
})
