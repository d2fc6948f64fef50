import { scenario } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import { monthsAfter } from './months.ts'
import { supervisee } from './supervisee.ts'
import {
  answerCheck, approve, assign, basisEnded, basisLapsed, BEGIN, began, begin, bind, checkAnswered, checkClosed, checkOpened, checksPermitted, correctionEnded, deviceBound, deviceUnbound, END, endBasis,
  endCorrection, HEAD, letterSigned, OFFICER, officeAssigned, on, openCheck, permit, positioningApproved, sign, stopTracking, TERMS, track, trackingStarted, trackingStopped, unbind,
} from './supervisee.fixtures.ts'

const given = scenario(supervisee)
const SPRING = [on('02-01 00:00'), on('06-01 00:00')] as const

describe('supervision', () => {
  it('begins once, for a term that is not over yet', () => {
    given().when(begin(BEGIN)).then(began())
    given(began()).when(begin(on('01-06 09:00'))).thenNothing()
    given().when(begin(END)).thenRefused('correction-without-length')
    given().when(sign(BEGIN)).thenRefused('no-such-supervisee')
  })
  it('is over by itself at the very instant that its term ends, with everything that stands on it', () => {
    given(began(), letterSigned(), checksPermitted(on('12-01 00:00'), END))
      .when(openCheck(END, 'check-1')).thenRefused('correction-over', basisLapsed(END, 'basis-1'), correctionEnded(END, 'served', null))
  })
  it('may end before; to end it again is nothing', () => {
    const at = on('03-01 09:00')
    given(began(), positioningApproved(on('02-01 00:00'), on('04-01 00:00'))).when(endCorrection(at)).then(basisLapsed(at, 'basis-2'), correctionEnded(at, 'revoked', HEAD))
    given(began(), correctionEnded(at, 'revoked', HEAD)).when(endCorrection(on('03-02 09:00'))).thenNothing()
  })
})

describe('checks (信息化核查)', () => {
  it('I2: stand on a signed letter', () => {
    given(began()).when(permit(SPRING[0], ...SPRING)).thenRefused('letter-not-signed')
    given(began(), letterSigned()).when(permit(SPRING[0], ...SPRING)).then(checksPermitted(...SPRING))
    given(began(), letterSigned(), checksPermitted(...SPRING)).when(permit(on('02-02 00:00'), ...SPRING)).thenNothing()
    given(began()).when(sign(BEGIN)).then(letterSigned())
    given(began()).when(sign(BEGIN, OFFICER)).thenRefused('not-supervisee')
    given(began(), letterSigned()).when(sign(on('02-01 00:00'))).thenNothing()
  })
  const permitted = [began(), letterSigned(), checksPermitted(...SPRING)]
  it('I1: are opened only within what was permitted, one at a time', () => {
    const at = on('03-01 09:00')
    given(began()).when(openCheck(at, 'check-1')).thenRefused('no-basis')
    given(...permitted).when(openCheck(on('01-31 23:59'), 'check-1')).thenRefused('no-basis')
    given(...permitted).when(openCheck(at, 'check-1')).then(checkOpened(at, on('03-01 09:15'), 'check-1'))
    given(...permitted, checkOpened(at, on('03-01 09:15'), 'check-1')).when(openCheck(on('03-01 09:14'), 'check-2')).thenRefused('check-open')
    given(...permitted, checkOpened(at, on('03-01 09:15'), 'check-1')).when(openCheck(on('03-01 09:14'), 'check-1')).thenNothing()
  })
  it('close by themselves when nobody answered, on the very instant', () => {
    const closes = on('03-01 09:15')
    const open = [...permitted, checkOpened(on('03-01 09:00'), closes, 'check-1')]
    given(...open).when(answerCheck(on('03-01 09:14'), 'check-1')).then(checkAnswered(on('03-01 09:14'), 'check-1'))
    given(...open).when(answerCheck(closes, 'check-1')).thenRefused('check-closed', checkClosed(closes, 'unanswered', 'check-1'))
    given(...permitted).when(answerCheck(closes, 'check-9')).thenRefused('no-such-check')
  })
  it('I2: are four of one day of the place, and four of the next', () => {
    const four = [1, 2, 3, 4].flatMap((n) => [checkOpened(on(`03-01 0${n}:00`), on(`03-01 0${n}:15`), `check-${n}`), checkClosed(on(`03-01 0${n}:15`), 'unanswered', `check-${n}`)])
    given(...permitted, ...four).when(openCheck(on('03-01 23:59'), 'check-5')).thenRefused('too-many-checks')
    given(...permitted, ...four).when(openCheck(on('03-02 00:00'), 'check-5')).then(checkOpened(on('03-02 00:00'), on('03-02 00:15'), 'check-5'))
  })
  it('I1: end with the basis that they stand on', () => {
    const [, until] = SPRING
    given(...permitted, checkOpened(on('05-31 23:50'), on('06-01 00:05'), 'check-1'))
      .when(answerCheck(until, 'check-1')).thenRefused('check-closed', checkClosed(until, 'basis-over', 'check-1'), basisLapsed(until, 'basis-1'))
    given(...permitted, checkOpened(on('05-31 23:50'), on('06-01 00:05'), 'check-1'))
      .when(endBasis(on('05-31 23:55'), 'basis-1')).then(checkClosed(on('05-31 23:55'), 'basis-over', 'check-1'), basisEnded(on('05-31 23:55'), 'basis-1'))
  })
})

describe('positioning (电子定位)', () => {
  const from = on('02-01 00:00')
  it('I2: runs for three months of the calendar at most', () => {
    given(began()).when(approve(from, from, on('05-01 00:00'))).then(positioningApproved(from, on('05-01 00:00')))
    given(began()).when(approve(from, from, on('05-01 00:01'))).thenRefused('basis-too-long')
  })
  it('I2: goes on only by another approval, which may be given before the first is over', () => {
    const first = positioningApproved(from, on('05-01 00:00'))
    given(began(), first).when(approve(on('04-20 00:00'), on('05-01 00:00'), on('08-01 00:00'), 'basis-3')).then(positioningApproved(on('05-01 00:00'), on('08-01 00:00'), on('04-20 00:00'), 'basis-3'))
    given(began(), first).when(approve(on('04-20 00:00'), on('04-30 00:00'), on('07-01 00:00'), 'basis-3')).thenRefused('basis-overlaps')
    given(began(), first).when(endBasis(on('05-01 00:00'), 'basis-2')).then(basisLapsed(on('05-01 00:00'), 'basis-2'))
  })
  it('I3: never outlives the correction, and is never approved for what is over', () => {
    given(began()).when(approve(on('11-01 00:00'), on('11-01 00:00'), on('12-31 00:01'))).thenRefused('basis-beyond-correction')
    given(began()).when(approve(on('06-01 00:00'), from, on('05-01 00:00'))).thenRefused('basis-in-the-past')
    given(began()).when(approve(from, on('05-01 00:00'), on('05-01 00:00'))).thenRefused('basis-without-length')
  })
  it('is by a dedicated device, unless the county lets a phone serve', () => {
    given(began()).when(approve(from, from, on('04-01 00:00'), 'basis-2', 'phone')).thenRefused('phone-may-not-serve')
    expect(supervisee.decide(approve(from, from, on('04-01 00:00'), 'basis-2', 'phone'), supervisee.evolve(supervisee.initial(), began({ ...TERMS, phoneMayServe: true }))).kind).toBe('accepted')
  })
})

describe('a track', () => {
  const [from, until] = [on('02-01 00:00'), on('05-01 00:00')]
  const approved = [began(), deviceBound(), positioningApproved(from, until)]
  it('I1: is refused without a live approval, before it begins and from the very instant that it ends', () => {
    given(began(), deviceBound()).when(track(on('03-01 09:00'))).thenRefused('no-basis')
    given(began(), deviceBound(), letterSigned(), checksPermitted(...SPRING)).when(track(on('03-01 09:00'))).thenRefused('no-basis')
    given(...approved).when(track(on('01-31 23:59'))).thenRefused('no-basis')
    given(...approved).when(track(from)).then(trackingStarted(from))
    given(...approved).when(track(until)).thenRefused('no-basis', basisLapsed(until, 'basis-2'))
  })
  it('I1: stops by itself at the very instant that its basis lapses, or is ended', () => {
    given(...approved, trackingStarted(from)).when(stopTracking(until)).then(trackingStopped(until, 'basis-over'), basisLapsed(until, 'basis-2'))
    const early = on('03-01 09:00')
    given(...approved, trackingStarted(from)).when(endBasis(early, 'basis-2')).then(trackingStopped(early, 'basis-over'), basisEnded(early, 'basis-2'))
    given(...approved, trackingStarted(from)).when(endCorrection(early)).then(trackingStopped(early, 'basis-over'), basisLapsed(early, 'basis-2'), correctionEnded(early, 'revoked', HEAD))
  })
  it('goes on under an approval that was given before and begins at that instant', () => {
    const renewed = positioningApproved(until, on('08-01 00:00'), on('04-20 00:00'), 'basis-3')
    given(...approved, trackingStarted(from), renewed).when(track(until)).then(trackingStopped(until, 'basis-over'), basisLapsed(until, 'basis-2'), trackingStarted(until, 'basis-3', null))
  })
  it('is of a device that is bound, and of the kind that was approved', () => {
    const at = on('03-01 09:00')
    given(began(), positioningApproved(from, until)).when(track(at)).thenRefused('no-such-device')
    given(began(), positioningApproved(from, until), deviceBound('device-1', 'phone')).when(track(at)).thenRefused('wrong-device')
    given(...approved, trackingStarted(from)).when(unbind(at)).then(trackingStopped(at, 'device-unbound'), deviceUnbound(at))
    given(...approved, deviceUnbound(from)).when(track(at)).thenRefused('no-such-device')
    given(...approved, trackingStarted(from)).when(track(at)).thenNothing()
    given(...approved, trackingStarted(from), deviceBound('device-2')).when(track(at, 'device-2')).then(trackingStopped(at, 'stopped'), trackingStarted(at, 'basis-2', OFFICER, 'device-2'))
  })
})

describe('devices and offices', () => {
  const at = on('03-01 09:00')
  it('are bound once, and never again under the same number', () => {
    given(began()).when(bind(at)).then(deviceBound('device-1', 'dedicated', at))
    given(began(), deviceBound()).when(bind(at)).thenNothing()
    given(began(), deviceBound()).when(bind(at, 'device-1', 'phone')).thenRefused('device-exists')
    given(began(), deviceBound(), deviceUnbound(at)).when(unbind(at)).thenNothing()
    given(began()).when(unbind(at)).thenRefused('no-such-device')
  })
  it('change within the county; beyond it the correction ends here', () => {
    given(began()).when(assign(at, '150921101')).then(officeAssigned(at, '150921101'))
    given(began()).when(assign(at, '150921100')).thenNothing()
    given(began()).when(assign(at, '150922100')).thenRefused('region-outside-county')
  })
})

describe('months', () => {
  it('end on the day of the same number, or on the last where there is none', () => {
    for (const [from, months, until] of [['01-31 10:00', 1, '02-28 10:00'], ['02-28 00:00', 3, '05-28 00:00'], ['08-31 23:59', 1, '09-30 23:59'], ['11-30 07:59', 1, '12-30 07:59']] as const) {
      expect(monthsAfter(on(from), months, TERMS.utcOffsetMs)).toBe(on(until))
    }
  })
})
