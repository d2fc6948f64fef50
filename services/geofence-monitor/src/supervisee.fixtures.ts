// A person in community correction of the seed county, for specs.
import type { BasisId, CheckId, DeviceId, PersonId, SuperviseeEvent, SuperviseeId, SupervisionTerms } from '@zhijian/contracts'
import { instant, type Instant } from '@zhijian/kernel'
import type { SuperviseeCommand } from './supervisee.ts'

export const TERMS: SupervisionTerms = {
  checksPerDay: 4, checkMs: 15 * 60_000, positioningMonths: 3, phoneMayServe: false, utcOffsetMs: 8 * 3_600_000,
  leave: { officeDays: 7, grantDays: 30, cumulatedDays: 30, cumulatedMonths: 2, reportMs: 86_400_000 }, checkInMs: 30 * 60_000,
}
export const superviseeId = 'supervisee-1' as SuperviseeId
const person = 'person-1' as PersonId
const office = 'office-1' as never
export const OFFICER = 'officer-1' as PersonId
export const HEAD = 'head-1' as PersonId
const sealed = { person, box: 'Ym94', commitment: 'A'.repeat(43) } as never
const place = { region: '150921100', office, officers: [] as PersonId[] }
const letter = { text: sealed, identity: 'phone-code', device: sealed } as const

/** Beijing time of a day of 2026: `05-01 09:00`. */
export const on = (local: string): Instant => instant(new Date(Date.parse(`2026-${local.replace(' ', 'T')}:00.000+08:00`)).toISOString())
export const BEGIN = on('01-05 09:00')
export const END = on('12-31 00:00')

const all = { superviseeId } as const
export const began = (terms: SupervisionTerms = TERMS): SuperviseeEvent =>
  ({ type: 'SupervisionBegan', data: { ...all, person, name: sealed, ...place, sentence: 'probation', from: BEGIN, until: END, terms, by: OFFICER, at: BEGIN } })
export const letterSigned = (): SuperviseeEvent => ({ type: 'LetterSigned', data: { ...all, letter, at: BEGIN } })
export const checksPermitted = (from: Instant, until: Instant, id = 'basis-1'): SuperviseeEvent =>
  ({ type: 'ChecksPermitted', data: { ...all, basisId: id as BasisId, from, until, by: OFFICER, at: from } })
export const positioningApproved = (from: Instant, until: Instant, at = from, id = 'basis-2'): SuperviseeEvent =>
  ({ type: 'PositioningApproved', data: { ...all, basisId: id as BasisId, ground: 'left-without-leave', device: 'dedicated', decision: '卓司矫〔2026〕12号', from, until, approvedBy: HEAD, at } })
export const checkOpened = (at: Instant, closesAt: Instant, id: string): SuperviseeEvent =>
  ({ type: 'CheckOpened', data: { ...all, checkId: id as CheckId, basisId: 'basis-1' as BasisId, closesAt, by: OFFICER, at } })
export const checkClosed = (at: Instant, reason: 'unanswered' | 'basis-over', id: string): SuperviseeEvent => ({ type: 'CheckClosed', data: { ...all, checkId: id as CheckId, reason, at } })
export const checkAnswered = (at: Instant, id: string): SuperviseeEvent => ({ type: 'CheckAnswered', data: { ...all, checkId: id as CheckId, at } })
export const basisLapsed = (at: Instant, id: string): SuperviseeEvent => ({ type: 'BasisLapsed', data: { ...all, basisId: id as BasisId, at } })
export const basisEnded = (at: Instant, id: string): SuperviseeEvent => ({ type: 'BasisEnded', data: { ...all, basisId: id as BasisId, reason: 'not-needed', by: HEAD, at } })
export const correctionEnded = (at: Instant, reason: 'served' | 'revoked', by: PersonId | null): SuperviseeEvent => ({ type: 'CorrectionEnded', data: { ...all, reason, by, at } })

type Of<Type extends SuperviseeCommand['type']> = Omit<Extract<SuperviseeCommand, { type: Type }>, 'type' | 'superviseeId' | 'by' | 'at'>
export const ask = <Type extends SuperviseeCommand['type']>(type: Type, at: Instant, rest: Of<Type>, by: PersonId = OFFICER): SuperviseeCommand =>
  ({ type, superviseeId, by, at, ...rest } as unknown as SuperviseeCommand)
export const begin = (at: Instant): SuperviseeCommand => ask('BeginSupervision', at, {
  person, name: sealed, ...place, sentence: 'probation', from: BEGIN, until: END, terms: TERMS,
})
export const sign = (at: Instant, by = person): SuperviseeCommand => ask('SignLetter', at, { letter }, by)
export const permit = (at: Instant, from: Instant, until: Instant, id = 'basis-1'): SuperviseeCommand => ask('PermitChecks', at, { basisId: id as BasisId, from, until })
export const approve = (at: Instant, from: Instant, until: Instant, id = 'basis-2', device: 'dedicated' | 'phone' = 'dedicated'): SuperviseeCommand =>
  ask('ApprovePositioning', at, { basisId: id as BasisId, ground: 'left-without-leave', device, decision: '卓司矫〔2026〕12号', from, until }, HEAD)
export const openCheck = (at: Instant, id: string): SuperviseeCommand => ask('OpenCheck', at, { checkId: id as CheckId })
export const answerCheck = (at: Instant, id: string): SuperviseeCommand => ask('AnswerCheck', at, { checkId: id as CheckId }, person)
export const endBasis = (at: Instant, id: string): SuperviseeCommand => ask('EndBasis', at, { basisId: id as BasisId, reason: 'not-needed' }, HEAD)
export const endCorrection = (at: Instant): SuperviseeCommand => ask('EndCorrection', at, { reason: 'revoked' }, HEAD)

const serial = { serial: sealed }
export const deviceBound = (id = 'device-1', kind: 'dedicated' | 'phone' = 'dedicated', at = BEGIN): SuperviseeEvent => ({ type: 'DeviceBound', data: { ...all, deviceId: id as DeviceId, kind, ...serial, by: OFFICER, at } })
export const deviceUnbound = (at: Instant, id = 'device-1'): SuperviseeEvent => ({ type: 'DeviceUnbound', data: { ...all, deviceId: id as DeviceId, by: OFFICER, at } })
export const trackingStarted = (at: Instant, basis = 'basis-2', by: PersonId | null = OFFICER, id = 'device-1'): SuperviseeEvent =>
  ({ type: 'TrackingStarted', data: { ...all, basisId: basis as BasisId, deviceId: id as DeviceId, by, at } })
export const trackingStopped = (at: Instant, reason: 'stopped' | 'basis-over' | 'device-unbound', basis = 'basis-2', id = 'device-1'): SuperviseeEvent =>
  ({ type: 'TrackingStopped', data: { ...all, basisId: basis as BasisId, deviceId: id as DeviceId, reason, at } })
export const officeAssigned = (at: Instant, region: string): SuperviseeEvent => ({ type: 'OfficeAssigned', data: { ...all, ...place, region, by: OFFICER, at } })
export const bind = (at: Instant, id = 'device-1', kind: 'dedicated' | 'phone' = 'dedicated'): SuperviseeCommand => ask('BindDevice', at, { deviceId: id as DeviceId, kind, ...serial })
export const unbind = (at: Instant, id = 'device-1'): SuperviseeCommand => ask('UnbindDevice', at, { deviceId: id as DeviceId })
export const track = (at: Instant, id = 'device-1'): SuperviseeCommand => ask('StartTracking', at, { deviceId: id as DeviceId })
export const stopTracking = (at: Instant): SuperviseeCommand => ask('StopTracking', at, {})
export const assign = (at: Instant, region: string): SuperviseeCommand => ask('AssignOffice', at, { ...place, region })

export const person1 = person
export const SEALED = sealed
export const setZone = (at: Instant, zoneId: string, more: Partial<Of<'SetZone'>> = {}): SuperviseeCommand =>
  ask('SetZone', at, { zoneId: zoneId as never, kind: 'allowed', schedule: null, content: sealed, form: 'circle', points: 1, lies: 'within', ...more })
