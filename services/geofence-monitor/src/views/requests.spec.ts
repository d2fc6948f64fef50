import type { StoredEvent } from '@zhijian/event-store'
import { describe, expect, it } from 'vitest'
import { began, correctionEnded, HEAD, OFFICER, officeAssigned, on, person1, superviseeId } from '../supervisee.fixtures.ts'
import { requests, type RequestsDocument } from './requests.ts'

const T = on('02-01 09:00')
const LATER = on('02-01 10:00')
const fold = (...events: readonly { readonly type: string; readonly data: object }[]): RequestsDocument =>
  [began(), ...events].reduce<RequestsDocument | null>((document, { type, data }) => requests.evolve(document, { type: `${type}.v1`, data } as unknown as StoredEvent, superviseeId), null)!
const about = (type: string, data: object, by: string, at = T) => ({ type, data: { superviseeId, ...data, by, at } })
const leave = (leaveId: string, by: string, at = T) => about('LeaveRequested', { leaveId, cause: 'medical', level: 'office', from: T, until: LATER, days: 1, reason: 'SEALED', destination: 'SEALED' }, by, at)
const zone = (proposalId: string, by: string, at = T) => about('ZoneProposed', { proposalId, zoneId: 'z-1', kind: 'stay', content: 'SEALED' }, by, at)

describe('what waits for a decision', () => {
  it('waits from when it was asked for, the first first, and says neither her name nor what she wrote', () => {
    const document = fold(leave('l-1', person1), zone('zp-1', OFFICER, LATER))
    expect(document).toMatchObject({ isWaiting: true, isDecided: false, waitsSince: T, waiting: [{ what: 'leave', id: 'l-1', askedBy: null, kind: 'medical' }, { what: 'zone', id: 'zp-1', askedBy: OFFICER, level: null }] })
    expect(JSON.stringify(document)).not.toContain('SEALED')
  })
  it.each([
    ['zone', 'approved', 'ZoneProposalApproved', { proposalId: 'zp-1' }], ['zone', 'refused', 'ZoneProposalRejected', { proposalId: 'zp-1' }],
    ['leave', 'approved', 'LeaveApproved', { leaveId: 'l-1' }], ['leave', 'refused', 'LeaveRefused', { leaveId: 'l-1' }],
  ] as const)('a %s is %s and waits no more; what was asked for with it still does', (what, phase, type, data) => {
    const document = fold(leave('l-1', person1), zone('zp-1', OFFICER), about(type, data, HEAD, LATER))
    expect(document).toMatchObject({ isWaiting: true, isDecided: true, decidedAt: LATER, decided: [{ what, phase, decidedBy: HEAD }] })
    expect(document.waiting.map((each) => each.what)).toEqual([what === 'zone' ? 'leave' : 'zone'])
  })
  it('leave that she takes back waits no more; leave that was granted before stays granted', () => {
    expect(fold(leave('l-1', person1), about('LeaveWithdrawn', { leaveId: 'l-1' }, person1))).toMatchObject({ isWaiting: false, waitsSince: null, decided: [{ phase: 'withdrawn', decidedBy: null }] })
    expect(fold(leave('l-1', person1), about('LeaveApproved', { leaveId: 'l-1' }, HEAD), about('LeaveWithdrawn', { leaveId: 'l-1' }, person1)).decided).toMatchObject([{ phase: 'approved', decidedBy: HEAD }])
  })
  it('goes where she goes, and nothing of it waits when the correction is over', () => {
    expect(fold(leave('l-1', person1), officeAssigned(T, '150921101'))).toMatchObject({ town: '150921101', isWaiting: true })
    expect(fold(leave('l-1', person1), correctionEnded(T, 'revoked', HEAD))).toMatchObject({ isWaiting: false, waiting: [] })
  })
  it('keeps the last fifty that were decided', () => {
    const many = Array.from({ length: 60 }, (_, n) => [leave(`l-${n}`, person1), about('LeaveRefused', { leaveId: `l-${n}` }, HEAD)]).flat()
    expect(fold(...many).decided.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, n) => `l-${59 - n}`))
  })
})
