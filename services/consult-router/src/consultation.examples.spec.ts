// The worked examples of the rules, one test each.
import { describe, expect, it } from 'vitest'
import { play } from '@zhijian/testkit'
import { consultation, type Consultation } from './consultation.ts'
import {
  after, answered, at, audience, audienceMissing, claim, close, counsel, DAY, fact, followUp, give, given, hidden, hide,
  known, lapsed, national, offered, open, promiseBroken, promiseKept, quorumMet, quorumOverdue, regional, reminded,
  tierClosed, tierOpened,
} from './consultation.fixtures.ts'

const types = (commands: Parameters<typeof after>, until: number): string[] =>
  play(consultation, commands, { until: at(until) }).events.map(({ time, event }) => `${(Date.parse(time) - Date.parse(at(0))) / 1000} ${event.type}`)

describe('worked examples', () => {
  it('an answer at 180.000 s: the region opens, then it counts', () => {
    given(open(), known(0, 1)).when(give(counsel('zhao'), 180)).then(
      tierClosed(0, 3, 180), tierOpened(1, 180), answered(counsel('zhao'), 180), promiseKept('zhao', 180))
  })

  it('the first answer at 600.000 s: the promise is broken, then the answer is given', () => {
    const state = given(open(), known(0, 1), known(1, 181), known(2, 361)).when(give(counsel('zhao'), 600)).then(
      promiseBroken(600), quorumOverdue(0, 600), answered(counsel('zhao'), 600)) as Consultation
    expect(state.promise).toBe('broken')
  })

  it('an audience of nobody, known at 181 s: the region is skipped and the nation opens at 181 s, not at 360 s', () => {
    given(open(), known(0, 1)).when(audience(1, 0, 181)).then(
      tierClosed(0, 3, 180), tierOpened(1, 180),
      fact('AudienceRecorded', { tier: 1, count: 0, blob: null, poolVersion: 'p1', at: at(181) }),
      fact('TierSkipped', { tier: 1, reason: 'nobody-on-duty', at: at(181) }), tierOpened(2, 181))
  })

  const quorumAt300 = [open(), known(0, 1), give(counsel('zhao'), 60), give(counsel('qian'), 70), known(1, 181), give(counsel('sun'), 300)]

  it('quorum at 300 s, one hidden at 340 s: the tier clock is armed again for 360 s', () => {
    const state = given(...quorumAt300).when(hide('sun', 340)).then(
      hidden('sun', 340), fact('QuorumBroken', { counted: 2, missing: 1, tierDue: at(360), quorumDue: at(600), at: at(340) })) as Consultation
    expect(consultation.nextDeadline(state)).toBe(at(360))
    given(...quorumAt300, hide('sun', 340)).whenTimePasses(at(360)).then(tierClosed(1, 1, 360), tierOpened(2, 360))
  })

  it('hidden at 500 s: the nation opens at 500 s, and the quorum is called overdue not before 600 s', () => {
    given(...quorumAt300).when(hide('sun', 500)).then(
      hidden('sun', 500), fact('QuorumBroken', { counted: 2, missing: 1, tierDue: null, quorumDue: at(600), at: at(500) }), tierOpened(2, 500))
    given(...quorumAt300, hide('sun', 500), known(2, 501)).whenTimePasses(at(599.999)).thenNothing()
    given(...quorumAt300, hide('sun', 500), known(2, 501)).whenTimePasses(at(600)).then(quorumOverdue(2, 600))
  })

  it('a claim taken at 270 s lapses at 360 s: the lapse first, then the nation opens', () => {
    given(open(), known(0, 1), known(1, 181), claim(regional('li'), 270)).whenTimePasses(at(360)).then(
      lapsed('li', 1, 360), tierClosed(1, 3, 360), tierOpened(2, 360))
  })

  it('three local answers while six hold claims: met; the six may answer until their leases lapse; no new claim', () => {
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => regional(name))
    const met = [open(), known(0, 1), known(1, 181), ...six.map((by) => claim(by, 200)),
      give(counsel('zhao'), 210), give(counsel('qian'), 211), give(counsel('sun'), 212)]
    given(...met).when(claim(regional('g'), 213)).thenRefused('quorum-met')
    given(...met).when(give(regional('g'), 213)).thenRefused('quorum-met')
    given(...met).when(give(six[0]!, 289.999)).then(answered(six[0]!, 289.999))
    given(...met).when(give(six[0]!, 290)).thenRefused('quorum-met', ...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => lapsed(name, 1, 290)))
  })

  it('closed at 200 s, a follow-up on day 5: only that thread’s clock runs', () => {
    const closed = [open(), known(0, 1), give(counsel('zhao'), 60), known(1, 181), close(200)]
    const day5 = 5 * DAY
    const state = given(...closed).when(followUp('zhao', day5)).state as Consultation
    expect(state.armed.map(({ kind, due }) => [kind, due]).sort()).toEqual([
      ['offer', at(day5 + 7200)], ['reminder', at(day5 + 1800)], ['rest', at(day5 + 30 * DAY)]])
    given(...closed, followUp('zhao', day5)).whenTimePasses(at(day5 + 7200)).then(reminded('zhao', day5 + 1800), offered('zhao', day5 + 7200))
  })

  it('down for 8 hours: the next act settles 180, 360 and 600 s in one go, each with its own deadline as its time', () => {
    const late = [open(), give(national('wu'), 8 * 3600)] as Parameters<typeof after>
    expect(types(late, 8 * 3600)).toEqual([
      '0 ConsultationOpened', '0 TierOpened', '10 AudienceMissing', '180 TierClosed', '180 TierOpened', '190 AudienceMissing',
      '360 TierClosed', '360 TierOpened', '370 AudienceMissing', '600 PromiseBroken', '600 QuorumOverdue', '28800 AnswerGiven'])
  })

  it('everything due at one instant speaks in the declared order, ties by lawyer id', () => {
    const policy = { ...open().policy, audienceMs: 180_000, claimLeaseMs: 180_000, terms: { ...open().policy.terms, promiseMs: 360_000, quorumMs: 360_000 } }
    given(open({ policy }), known(0, 1), claim(regional('zhang'), 180), claim(regional('li'), 180), claim(regional('Ma'), 180)).whenTimePasses(at(360)).then(
      lapsed('Ma', 1, 360), lapsed('li', 1, 360), lapsed('zhang', 1, 360), audienceMissing(1, 360), promiseBroken(360), quorumOverdue(0, 360),
      tierClosed(1, 3, 360), tierOpened(2, 360, { audienceDue: at(540) }))
  })

  it('the quorum and the promise in the ordinary case', () => {
    given(open(), known(0, 1), give(counsel('zhao'), 30), give(counsel('qian'), 40)).when(give(counsel('sun'), 179.999)).then(
      answered(counsel('sun'), 179.999), quorumMet(3, 179.999))
    given(open(), known(0, 1), give(counsel('zhao'), 30), give(counsel('qian'), 40), give(counsel('sun'), 50)).whenTimePasses(at(DAY)).thenNothing()
  })
})
