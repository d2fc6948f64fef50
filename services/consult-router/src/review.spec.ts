// An answer before a reviewer: opened by what was found or complained of, decided within a day, opened again by something new.
import type {
  AnswerFlag, AnswerId, ConsultationId, LawyerId, PersonId, ReviewCommand, ReviewEvent, ReviewId, ReviewRefusal,
} from '@zhijian/contracts'
import { describe, expect, it } from 'vitest'
import { play, scenario } from '@zhijian/testkit'
import { ASKER, at, COUNTY, DAY } from './consultation.fixtures.ts'
import { review } from './review.ts'

const reviewId = 'a-zhao' as ReviewId
const [chen, liu] = ['chen', 'liu'] as PersonId[] as [PersonId, PersonId]
const subject = { consultationId: 'c1' as ConsultationId, countyCode: COUNTY, answerId: 'a-zhao' as AnswerId, lawyerId: 'zhao' as LawyerId }
const open = (s = 0, flags: readonly AnswerFlag[] = ['contact']): ReviewCommand =>
  ({ type: 'OpenReview', at: at(s), reviewId, ...subject, flags: [...flags], complaint: null, reviewMs: 86_400_000 })
const complaint = (complaintId: string) => ({ complaintId, by: ASKER, text: null })
const complain = (s: number, id = 'k1'): ReviewCommand => ({ ...open(s, []), complaint: complaint(id) }) as ReviewCommand
const take = (s: number, reviewerId = chen): ReviewCommand => ({ type: 'TakeReview', at: at(s), reviewId, reviewerId })
const hide = (s: number, reviewerId = chen): ReviewCommand => ({ type: 'DecideReview', at: at(s), reviewId, reviewerId, decision: 'hide', reason: 'contact' })
const keep = (s: number, reviewerId = chen): ReviewCommand => ({ type: 'DecideReview', at: at(s), reviewId, reviewerId, decision: 'keep', reason: null })
const given = (...commands: readonly ReviewCommand[]) => {
  const events = play(review, commands).events.map(({ event }) => event)
  return scenario(review)(...events)
}
const opened = (s: number, over: Partial<Extract<ReviewEvent, { type: 'ReviewOpened' }>['data']> = {}): ReviewEvent =>
  ({ type: 'ReviewOpened', data: { reviewId, ...subject, flags: ['contact'], complaint: null, decideDue: at(s + DAY), at: at(s), ...over } })
const overdue = (s: number): ReviewEvent => ({ type: 'ReviewOverdue', data: { reviewId, at: at(s) } })
const decided = (s: number, decision: 'hide' | 'keep' = 'hide', reviewerId = chen): ReviewEvent =>
  ({ type: 'ReviewDecided', data: { reviewId, ...subject, reviewerId, decision, reason: decision === 'hide' ? 'contact' : null, at: at(s) } })

describe('a review', () => {
  it('is opened by what was found, and a known cause opens nothing', () => {
    given().when(open()).then(opened(0))
    given(open()).when(open(5)).thenNothing()
    given(open()).when(open(5, ['contact', 'fee'])).then({ type: 'ReviewCauseAdded', data: { reviewId, flags: ['contact', 'fee'], complaint: null, at: at(5) } })
  })
  it('is opened by a complaint; each complaint once', () => {
    given().when(complain(0)).then(opened(0, { flags: [], complaint: complaint('k1') }))
    given(complain(0)).when(complain(5)).thenNothing()
    given(complain(0)).when(complain(5, 'k2')).then({ type: 'ReviewCauseAdded', data: { reviewId, flags: [], complaint: complaint('k2'), at: at(5) } })
  })
  it('is taken by one reviewer', () => {
    given(open()).when(take(5)).then({ type: 'ReviewTaken', data: { reviewId, reviewerId: chen, at: at(5) } })
    given(open(), take(5)).when(take(6)).thenNothing()
  })
  it('is decided within 24 hours; at their end it is overdue, once, and can still be decided', () => {
    given(open()).when(hide(DAY - 0.001)).then(decided(DAY - 0.001))
    given(open()).when(hide(DAY)).then(overdue(DAY), decided(DAY))
    given(open()).whenTimePasses(at(9 * DAY)).then(overdue(DAY))
    given(open(), keep(5)).whenTimePasses(at(9 * DAY)).thenNothing()
    given(open(), hide(5)).when(hide(6)).thenNothing()
  })
  it('a reason is of no use to what is kept', () => {
    given(open()).when({ ...keep(5), reason: 'fee' } as ReviewCommand).then(decided(5, 'keep'))
  })
  it('is opened again after a decision by something new only, for another 24 hours', () => {
    given(open(), hide(5)).when(open(9)).thenNothing()
    given(open(), hide(5)).when(complain(9)).then(opened(9, { flags: [], complaint: complaint('k1') }))
    given(open(), hide(5), complain(9)).when(keep(10, liu)).then(decided(10, 'keep', liu))
    expect(review.nextDeadline(given(open(), hide(5), complain(9)).state)).toBe(at(9 + DAY))
  })
  const REFUSED: Readonly<Record<ReviewRefusal, readonly [readonly ReviewCommand[], ReviewCommand]>> = {
    'no-such-review': [[], take(5)],
    'taken-by-another': [[open(), take(4)], hide(5, liu)],
    'review-decided': [[open(), hide(4)], keep(5)],
    'reason-missing': [[open()], { ...hide(5), reason: null } as ReviewCommand],
  }
  it.each(Object.entries(REFUSED))('is refused: %s', (code, [history, command]) => {
    given(...history).when(command).thenRefused(code)
  })
  it('a taken or decided one is not taken', () => {
    given(open(), take(4)).when(take(5, liu)).thenRefused('taken-by-another')
    given(open(), hide(4)).when(take(5)).thenRefused('review-decided')
  })
})
