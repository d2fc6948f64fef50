import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { erasureEvents, PersonErased, type ErasureEvent, type PersonId } from '@zhijian/contracts'
import { days, fold, instant, plus, settle, type JsonObject } from '@zhijian/kernel'
import { scenario } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import { certificateFor, destructionOrder, erasure, longestRunning, type ErasureCommand } from './erasure.ts'

const [wang, zhao, qian] = ['wang', 'zhao', 'qian'] as PersonId[] as [PersonId, PersonId, PersonId]
const at = (time: string) => instant(`2026-11-22T${time}.000Z`)
const archive = { rule: '人民调解档案 保管期限', until: instant('2031-11-22T00:00:00.000Z') }
const longer = { rule: '法律援助档案 保管期限', until: instant('2036-11-22T00:00:00.000Z') }

const request = (actorId: PersonId, time: string, retention = [] as (typeof archive)[]): ErasureCommand =>
  ({ type: 'RequestErasure', personId: wang, actorId, ground: 'consent-withdrawn', retention, isKnown: true, at: at(time) })
const confirm = (actorId: PersonId, time: string, retention = [] as (typeof archive)[]): ErasureCommand =>
  ({ type: 'ConfirmErasure', personId: wang, actorId, retention, at: at(time) })
const certificate = { personId: wang, keyDigest: '5e'.repeat(32), ground: 'consent-withdrawn' as const,
  by: [zhao, qian] as [PersonId, PersonId], erasedAt: at('09:10:00') }
const certify = (time: string, data = certificate): ErasureCommand =>
  ({ type: 'CertifyErasure', personId: wang, certificate: data, at: at(time) })

const requested = (requestedBy: PersonId, time: string): ErasureEvent =>
  ({ type: 'ErasureRequested', data: { personId: wang, ground: 'consent-withdrawn', requestedBy, at: at(time) } })
const confirmed = (confirmedBy: PersonId, time: string): ErasureEvent =>
  ({ type: 'ErasureConfirmed', data: { personId: wang, confirmedBy, at: at(time) } })
const refused = (period: typeof archive, time: string): ErasureEvent =>
  ({ type: 'ErasureRefused', data: { personId: wang, ...period, at: at(time) } })
const erased: ErasureEvent = { type: 'PersonErased', data: certificate }

const given = scenario(erasure)

describe('asking that somebody be forgotten', () => {
  it('is recorded, by themself or by somebody for them', () => {
    given().when(request(wang, '09:00:00')).then(requested(wang, '09:00:00'))
    given().when(request(zhao, '09:00:00')).then(requested(zhao, '09:00:00'))
  })
  it('is refused for an id that no key was ever made for: a slip of the pen buries nobody', () => {
    given().when({ ...request(zhao, '09:00:00'), isKnown: false } as ErasureCommand).thenRefused('no-such-person')
  })
  it('repeats harmlessly, whoever asks, and after it was done', () => {
    given(requested(zhao, '09:00:00')).when(request(zhao, '09:01:00')).thenNothing()
    given(requested(zhao, '09:00:00')).when(request(qian, '09:01:00')).thenNothing()
    given(requested(zhao, '09:00:00'), confirmed(qian, '09:05:00')).when(request(zhao, '09:06:00')).thenNothing()
    given(requested(zhao, '09:00:00'), confirmed(qian, '09:05:00'), erased).when(request(zhao, '09:20:00')).thenNothing()
  })
  it('E2: is answered with the rule that keeps the data longest, and its end', () => {
    given().when(request(zhao, '09:00:00', [archive, longer])).then(requested(zhao, '09:00:00'), refused(longer, '09:00:00'))
  })
  it('E2: is refused once; asked again while the period runs, it is only told so', () => {
    const history = [requested(zhao, '09:00:00'), refused(longer, '09:00:00')]
    given(history).when(request(zhao, '09:01:00', [archive])).thenRefused('retention-running')
    given(history).when(request(zhao, '09:01:00')).thenRefused('retention-running')
    given(requested(zhao, '09:00:00'), refused(archive, '09:00:00')).when(request(zhao, '09:01:00', [longer]))
      .then(requested(zhao, '09:01:00'), refused(longer, '09:01:00'))
  })
  it('E2: is heard at the very instant the period is over, and not a millisecond before', () => {
    const until = at('10:00:00')
    const history = [requested(zhao, '09:00:00'), refused({ rule: 'r', until }, '09:00:00')]
    const justBefore = { ...request(zhao, '10:00:00'), at: instant('2026-11-22T09:59:59.999Z') }
    given(history).when(justBefore).thenRefused('retention-running')
    given(history).when(request(zhao, '10:00:00')).then(requested(zhao, '10:00:00'))
  })
})

describe('confirming it', () => {
  it('E1: takes somebody else than whoever asked', () => {
    given(requested(zhao, '09:00:00')).when(confirm(zhao, '09:05:00')).thenRefused('same-person')
    given(requested(zhao, '09:00:00')).when(confirm(qian, '09:05:00')).then(confirmed(qian, '09:05:00'))
  })
  it('needs a request', () => {
    given().when(confirm(qian, '09:05:00')).thenRefused('no-such-request')
    given(requested(zhao, '09:00:00'), refused(archive, '09:00:00')).when(confirm(qian, '09:05:00'))
      .thenRefused('no-such-request')
  })
  it('repeats harmlessly', () => {
    given(requested(zhao, '09:00:00'), confirmed(qian, '09:05:00')).when(confirm(qian, '09:06:00')).thenNothing()
    given(requested(zhao, '09:00:00'), confirmed(qian, '09:05:00')).when(confirm(zhao, '09:06:00')).thenNothing()
    given(requested(zhao, '09:00:00'), confirmed(qian, '09:05:00'), erased).when(confirm(qian, '09:20:00')).thenNothing()
  })
  it('E2: ends the request when a period has begun to run since', () => {
    given(requested(zhao, '09:00:00')).when(confirm(qian, '09:05:00', [archive])).then(refused(archive, '09:05:00'))
  })
})

describe('refusing it', () => {
  const refuseFor = (period: typeof archive, time = '09:05:00'): ErasureCommand => ({ type: 'RefuseErasure', personId: wang, ...period, at: at(time) })
  it('names the rule and the end of its period', () => {
    given(requested(zhao, '09:00:00')).when(refuseFor(archive)).then(refused(archive, '09:05:00'))
  })
  it('repeats harmlessly; with another rule there is no request left to refuse', () => {
    given(requested(zhao, '09:00:00'), refused(archive, '09:05:00')).when(refuseFor(archive, '09:06:00')).thenNothing()
    given(requested(zhao, '09:00:00'), refused(archive, '09:05:00')).when(refuseFor(longer, '09:06:00')).thenRefused('no-such-request')
    given().when(refuseFor(archive)).thenRefused('no-such-request')
  })
  it('comes too late once it was confirmed', () => {
    given(requested(zhao, '09:00:00'), confirmed(qian, '09:04:00')).when(refuseFor(archive)).thenRefused('already-confirmed')
  })
  it('needs a period that still runs: not one that ends at this very instant', () => {
    given(requested(zhao, '09:00:00')).when(refuseFor({ rule: 'r', until: at('09:05:00') })).thenRefused('period-over')
    given(requested(zhao, '09:00:00')).when(refuseFor({ rule: 'r', until: instant('2026-11-22T09:05:00.001Z') }))
      .then(refused({ rule: 'r', until: instant('2026-11-22T09:05:00.001Z') }, '09:05:00'))
  })
})

describe('the certificate', () => {
  it('E3: follows a confirmation, once', () => {
    given(requested(zhao, '09:00:00')).when(certify('09:10:00')).thenRefused('not-confirmed')
    given(requested(zhao, '09:00:00'), confirmed(qian, '09:05:00')).when(certify('09:10:00')).then(erased)
    given(requested(zhao, '09:00:00'), confirmed(qian, '09:05:00'), erased).when(certify('09:11:00')).thenNothing()
  })
  it.each<[string, Partial<typeof certificate>]>([
    ['person', { personId: zhao }], ['ground', { ground: 'law' as never }], ['asker', { by: [qian, qian] }],
    ['confirmer', { by: [zhao, zhao] }],
  ])('E3: says what was confirmed: another %s is refused', (_, other) => {
    given(requested(zhao, '09:00:00'), confirmed(qian, '09:05:00')).when(certify('09:10:00', { ...certificate, ...other }))
      .thenRefused('certificate-differs')
  })
  it('E3: of a key that was gone before anybody confirmed, as after a restore of the log, says what the tombstone says', () => {
    const older = { ...certificate, by: [qian, wang] as [PersonId, PersonId], erasedAt: at('08:00:00') }
    given(requested(zhao, '09:00:00'), confirmed(qian, '09:05:00')).when(certify('09:10:00', older)).then({ type: 'PersonErased', data: older })
    given(requested(zhao, '09:00:00'), confirmed(qian, '09:05:00')).when(certify('09:10:00', { ...older, erasedAt: at('09:05:00') })).thenRefused('certificate-differs')
  })
  it('is what the tombstone says, and the order to the key ring is what was confirmed', () => {
    const confirmedState = fold(erasure, [requested(zhao, '09:00:00'), confirmed(qian, '09:05:00')])
    const order = destructionOrder(confirmedState, at('09:10:00'))!
    expect(certificateFor({ person: wang, keyDigest: '5e'.repeat(32), ...order })).toEqual(certificate)
    expect(PersonErased.safeParse(erased).success).toBe(true)
    expect(destructionOrder(fold(erasure, [requested(zhao, '09:00:00')]), at('09:10:00'))).toBeNull()
  })
})

it('takes the longest of the periods that run, and none that is over', () => {
  expect(longestRunning([archive, null, longer], at('09:00:00'))).toBe(longer)
  expect(longestRunning([archive], archive.until)).toBeNull()
})

it('folds every stored sample of its events', () => {
  const folder = join(import.meta.dirname, '../../contracts/golden/erasure')
  const samples = readdirSync(folder)
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as { type: string; data: JsonObject })
  expect(samples.length).toBe(erasureEvents.names.length)
  const before: ErasureEvent = { type: 'ErasureWanted', data: { personId: wang, identity: 'recorded-call', countyCode: '150921', answerBy: archive.until, at: at('09:00:00') } }
  const waiting = erasure.evolve(erasure.initial(), before)
  for (const { type, data } of samples) expect([type, erasure.evolve(waiting, erasureEvents.read(type, data)!)]).not.toEqual([type, waiting])
})

describe('asking for oneself', () => {
  const DAY_15 = instant('2026-12-07T09:00:00.000Z')
  const want = (time: string, retention = [] as (typeof archive)[]): ErasureCommand =>
    ({ type: 'WantErasure', personId: wang, identity: 'phone-code', countyCode: '150921', answerWithinMs: days(15), comesUpAgain: true, retention, isKnown: true, at: at(time) })
  const wanted = (time: string): ErasureEvent =>
    ({ type: 'ErasureWanted', data: { personId: wang, identity: 'phone-code', countyCode: '150921', answerBy: plus(at(time), days(15)), at: at(time) } })
  const keptAgain = (period: typeof archive, time: string): ErasureEvent =>
    ({ type: 'ErasureRefused', data: { personId: wang, ...period, comesUpAgain: true, at: at(time) } })
  const decline = (time: string): ErasureCommand =>
    ({ type: 'DeclineErasure', personId: wang, actorId: zhao, reason: 'matter-open', explanation: null, at: at(time) })
  const declined = (time: string): ErasureEvent =>
    ({ type: 'ErasureDeclined', data: { personId: wang, reason: 'matter-open', explanation: null, declinedBy: zhao, at: at(time) } })
  const takeBack = (time: string): ErasureCommand => ({ type: 'TakeBackErasure', personId: wang, at: at(time) })
  const takenBack = (time: string): ErasureEvent => ({ type: 'ErasureTakenBack', data: { personId: wang, at: at(time) } })
  const overdue: ErasureEvent = { type: 'ErasureOverdue', data: { personId: wang, answerBy: DAY_15, at: DAY_15 } }

  it('E4: says by when she is answered; repeats harmlessly', () => {
    given().when(want('09:00:00')).then(wanted('09:00:00'))
    given(wanted('09:00:00')).when(want('09:01:00')).thenNothing()
    given(wanted('09:00:00'), requested(zhao, '09:05:00')).when(want('09:06:00')).thenNothing()
    given().when({ ...want('09:00:00'), isKnown: false } as ErasureCommand).thenRefused('no-such-person')
  })
  it('is answered at once where a rule keeps the data', () => {
    given().when(want('09:00:00', [archive])).then(wanted('09:00:00'), keptAgain(archive, '09:00:00'))
  })
  it('E1: still takes two: one who takes it up, and another', () => {
    given(wanted('09:00:00')).when(confirm(qian, '09:05:00')).thenRefused('no-such-request')
    given(wanted('09:00:00')).when(request(zhao, '09:05:00')).then(requested(zhao, '09:05:00'))
    given(wanted('09:00:00'), requested(zhao, '09:05:00')).when(confirm(zhao, '09:06:00')).thenRefused('same-person')
    given(wanted('09:00:00'), requested(zhao, '09:05:00')).when(confirm(qian, '09:06:00')).then(confirmed(qian, '09:06:00'))
  })
  it('E4: unanswered is late at that very instant, once, and is answered all the same', () => {
    const late = { ...request(zhao, '09:00:00'), at: DAY_15 } as ErasureCommand
    given(wanted('09:00:00')).when(late).then(overdue, { type: 'ErasureRequested', data: { personId: wang, ground: 'consent-withdrawn', requestedBy: zhao, at: DAY_15 } })
    expect(settle(erasure, fold(erasure, [wanted('09:00:00')]), plus(DAY_15, -1)).settled).toEqual([])
    expect(settle(erasure, fold(erasure, [wanted('09:00:00')]), plus(DAY_15, days(400))).settled.map(({ event }) => event)).toEqual([overdue])
  })
  it('no clock runs once it is confirmed, declined or taken back', () => {
    for (const ends of [[requested(zhao, '09:05:00'), confirmed(qian, '09:06:00')], [declined('09:05:00')], [takenBack('09:05:00')]]) {
      expect(erasure.nextDeadline(fold(erasure, [wanted('09:00:00'), ...ends]))).toBeNull()
    }
  })
  it('is declined for a reason, before it is confirmed; she may ask again', () => {
    given(wanted('09:00:00')).when(decline('09:05:00')).then(declined('09:05:00'))
    given(wanted('09:00:00'), requested(zhao, '09:05:00')).when(decline('09:06:00')).then(declined('09:06:00'))
    given().when(decline('09:05:00')).thenRefused('no-such-request')
    given(wanted('09:00:00'), declined('09:05:00')).when(decline('09:06:00')).thenRefused('no-such-request')
    given(wanted('09:00:00'), requested(zhao, '09:05:00'), confirmed(qian, '09:06:00')).when(decline('09:07:00')).thenRefused('already-confirmed')
    given(wanted('09:00:00'), declined('09:05:00')).when(want('09:10:00')).then(wanted('09:10:00'))
  })
  it('is taken back by whoever asked, until somebody confirmed it', () => {
    given(wanted('09:00:00')).when(takeBack('09:05:00')).then(takenBack('09:05:00'))
    given(wanted('09:00:00'), requested(zhao, '09:05:00')).when(takeBack('09:06:00')).then(takenBack('09:06:00'))
    given(requested(zhao, '09:05:00')).when(takeBack('09:06:00')).thenRefused('no-such-request')
    given(wanted('09:00:00'), takenBack('09:05:00')).when(takeBack('09:06:00')).thenRefused('no-such-request')
    given(wanted('09:00:00'), requested(zhao, '09:05:00'), confirmed(qian, '09:06:00')).when(takeBack('09:07:00')).thenRefused('already-confirmed')
  })
  it('a period that ends brings it up again, for the two to look at', () => {
    const ended: ErasureEvent = { type: 'RetentionEnded', data: { personId: wang, rule: archive.rule, at: archive.until } }
    const history = [wanted('09:00:00'), keptAgain(archive, '09:00:00')]
    expect(settle(erasure, fold(erasure, history), plus(archive.until, -1)).settled).toEqual([])
    expect(settle(erasure, fold(erasure, history), archive.until).settled.map(({ event }) => event)).toEqual([ended])
    given(...history).when({ ...request(zhao, '09:00:00'), at: plus(archive.until, 1000) } as ErasureCommand)
      .then(ended, { type: 'ErasureRequested', data: { personId: wang, ground: 'consent-withdrawn', requestedBy: zhao, at: plus(archive.until, 1000) } })
  })
  it('what the first releases refused comes up no more', () => {
    expect(erasure.nextDeadline(fold(erasure, [requested(zhao, '09:00:00'), refused(archive, '09:00:00')]))).toBeNull()
  })
})
