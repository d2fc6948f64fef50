import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { retentionEvents, type PersonId, type RetentionEvent } from '@zhijian/contracts'
import { days, fold, instant, plus, settle, type JsonObject } from '@zhijian/kernel'
import { scenario } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import { retention, type RetentionCommand } from './retention.ts'

const [wang, li, zhao, qian] = ['wang', 'li', 'zhao', 'qian'] as PersonId[] as [PersonId, PersonId, PersonId, PersonId]
const nine = instant('2026-11-22T09:00:00.000Z')
const at = (day: number) => plus(nine, days(day))
const county = '150921'
const endedBefore = instant('2023-11-22T09:00:00.000Z')
const begun: RetentionEvent = { type: 'RetentionDutyBegun', data: { countyCode: county, everyMs: days(30), at: nine } }
const due = (day: number, missed: number): RetentionEvent => ({ type: 'RetentionReviewDue', data: { countyCode: county, missed, at: at(day) } })
const proposed = (day: number, persons = [wang, li], reviewId = 'r1'): RetentionEvent =>
  ({ type: 'RetentionReviewProposed', data: { countyCode: county, reviewId, endedBefore, persons, hasMore: false, proposedBy: zhao, at: at(day) } })
const confirmed = (day: number): RetentionEvent =>
  ({ type: 'RetentionReviewConfirmed', data: { countyCode: county, reviewId: 'r1', endedBefore, persons: [wang, li], by: [zhao, qian], at: at(day) } })
const propose = (day: number, persons = [wang, li], reviewId = 'r1'): RetentionCommand =>
  ({ type: 'ProposeRetentionReview', countyCode: county, reviewId, actorId: zhao, endedBefore, persons, hasMore: false, at: at(day) })
const confirm = (actorId: PersonId, day: number, reviewId = 'r1'): RetentionCommand => ({ type: 'ConfirmRetentionReview', countyCode: county, reviewId, actorId, at: at(day) })
const drop = (day: number): RetentionCommand => ({ type: 'DropRetentionReview', countyCode: county, reviewId: 'r1', actorId: qian, at: at(day) })
const given = scenario(retention)

describe('the duty', () => {
  const begin = (everyMs: number, day: number): RetentionCommand => ({ type: 'BeginRetentionDuty', countyCode: county, everyMs, at: at(day) })
  it('begins once; another pace begins it anew', () => {
    given().when(begin(days(30), 0)).then(begun)
    given(begun).when(begin(days(30), 1)).thenNothing()
    given(begun).when(begin(days(10), 1)).then({ type: 'RetentionDutyBegun', data: { countyCode: county, everyMs: days(10), at: at(1) } })
  })
  it('R3: comes at that very instant, and again, with how often nobody looked', () => {
    const passed = (until: number) => settle(retention, fold(retention, [begun]), plus(at(until), -1)).settled.map(({ event }) => event)
    expect(passed(30)).toEqual([])
    expect(passed(91)).toEqual([due(30, 0), due(60, 1), due(90, 2)])
    given(begun, due(30, 0)).when(propose(31)).then(proposed(31))
    expect(settle(retention, fold(retention, [begun, due(30, 0), proposed(31)]), at(60)).settled.map(({ event }) => event)).toEqual([due(60, 0)])
  })
})

describe('a look', () => {
  it('R2: is proposed by one, one at a time; with nobody in it it is over', () => {
    given().when(propose(0)).then(proposed(0))
    given(proposed(0)).when(propose(1)).thenNothing()
    given(proposed(0)).when(propose(1, [wang], 'r2')).thenRefused('another-proposal-waits')
    given(proposed(0, [])).when(propose(1, [wang], 'r2')).then(proposed(1, [wang], 'r2'))
  })
  it('R1: is confirmed by another, once', () => {
    given(proposed(0)).when(confirm(zhao, 1)).thenRefused('same-person')
    given(proposed(0)).when(confirm(qian, 1)).then(confirmed(1))
    given(proposed(0), confirmed(1)).when(confirm(qian, 2)).thenNothing()
    given(proposed(0)).when(confirm(qian, 1, 'r2')).thenRefused('no-such-proposal')
  })
  it('is dropped by anybody who may confirm', () => {
    given(proposed(0)).when(drop(1)).then({ type: 'RetentionReviewDropped', data: { countyCode: county, reviewId: 'r1', droppedBy: qian, at: at(1) } })
    given(proposed(0), confirmed(1)).when(drop(2)).thenRefused('no-such-proposal')
  })
})

it('folds every stored sample of its events', () => {
  const folder = join(import.meta.dirname, '../../contracts/golden/retention')
  const samples = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as { type: string; data: JsonObject })
  expect(samples.length).toBe(retentionEvents.names.length)
  const before = fold(retention, [begun, proposed(0)])
  for (const { type, data } of samples) expect([type, retention.evolve(before, retentionEvents.read(type, data)!)]).not.toEqual([type, before])
})
