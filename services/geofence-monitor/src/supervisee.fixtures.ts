// A person in community correction of the seed county, for specs.
import type { BasisId, CheckId, PersonId, SuperviseeEvent, SuperviseeId, SupervisionTerms } from '@zhijian/contracts'
import { instant, type Instant } from '@zhijian/kernel'
import type { SuperviseeCommand } from './supervisee.ts'

export const TERMS: SupervisionTerms = { checksPerDay: 4, checkMs: 15 * 60_000, positioningMonths: 3, phoneMayServe: false, utcOffsetMs: 8 * 3_600_000 }
export const superviseeId = 'supervisee-1' as SuperviseeId
const person = 'person-1' as PersonId
const office = 'office-1' as never
export const OFFICER = 'officer-1' as PersonId
export const HEAD = 'head-1' as PersonId
const sealed = { person, box: 'Ym94', commitment: 'A'.repeat(43) } as never
export const blob = (digit: string) => ({ digest: digit.repeat(64), bytes: 1000, mediaType: 'application/pdf' })

/** Beijing time of a day of 2026: `05-01 09:00`. */
export const on = (local: string): Instant => instant(new Date(Date.parse(`2026-${local.replace(' ', 'T')}:00.000+08:00`)).toISOString())
export const BEGIN = on('01-05 09:00')
export const END = on('12-31 00:00')

const all = { superviseeId } as const
export const began = (terms: SupervisionTerms = TERMS): SuperviseeEvent =>
  ({ type: 'SupervisionBegan', data: { ...all, person, name: sealed, county: '150921', office, sentence: 'probation', from: BEGIN, until: END, terms, rules: 1, by: OFFICER, at: BEGIN } })
export const letterSigned = (digit = 'a'): SuperviseeEvent =>
  ({ type: 'LetterSigned', data: { ...all, letter: { document: blob(digit), identityCheck: 'in-person', device: sealed }, by: person, at: BEGIN } })
export const checksPermitted = (from: Instant, until: Instant, id = 'basis-1'): SuperviseeEvent =>
  ({ type: 'ChecksPermitted', data: { ...all, basisId: id as BasisId, from, until, by: OFFICER, at: from } })
export const positioningApproved = (from: Instant, until: Instant, at = from, id = 'basis-2'): SuperviseeEvent =>
  ({ type: 'PositioningApproved', data: { ...all, basisId: id as BasisId, ground: 'left-without-leave', device: 'dedicated', decision: blob('b'), from, until, approvedBy: HEAD, at } })
export const checkOpened = (at: Instant, closesAt: Instant, id: string): SuperviseeEvent =>
  ({ type: 'CheckOpened', data: { ...all, checkId: id as CheckId, basisId: 'basis-1' as BasisId, closesAt, by: OFFICER, at } })
export const checkClosed = (at: Instant, reason: 'unanswered' | 'basis-over', id: string): SuperviseeEvent => ({ type: 'CheckClosed', data: { ...all, checkId: id as CheckId, reason, at } })
export const checkAnswered = (at: Instant, id: string): SuperviseeEvent => ({ type: 'CheckAnswered', data: { ...all, checkId: id as CheckId, by: person, at } })
export const basisLapsed = (at: Instant, id: string): SuperviseeEvent => ({ type: 'BasisLapsed', data: { ...all, basisId: id as BasisId, at } })
export const basisEnded = (at: Instant, id: string): SuperviseeEvent => ({ type: 'BasisEnded', data: { ...all, basisId: id as BasisId, reason: 'not-needed', by: HEAD, at } })
export const correctionEnded = (at: Instant, reason: 'served' | 'revoked', by: PersonId | null): SuperviseeEvent => ({ type: 'CorrectionEnded', data: { ...all, reason, by, at } })

type Of<Type extends SuperviseeCommand['type']> = Omit<Extract<SuperviseeCommand, { type: Type }>, 'type' | 'superviseeId' | 'by' | 'at'>
export const ask = <Type extends SuperviseeCommand['type']>(type: Type, at: Instant, rest: Of<Type>, by: PersonId = OFFICER): SuperviseeCommand =>
  ({ type, superviseeId, by, at, ...rest } as unknown as SuperviseeCommand)
export const begin = (at: Instant): SuperviseeCommand => ask('BeginSupervision', at, {
  person, name: sealed, county: '150921', office, sentence: 'probation', from: BEGIN, until: END, terms: TERMS, rules: 1,
})
export const sign = (at: Instant, digit = 'a'): SuperviseeCommand => ask('SignLetter', at, { letter: { document: blob(digit), identityCheck: 'in-person', device: sealed } }, person)
export const permit = (at: Instant, from: Instant, until: Instant, id = 'basis-1'): SuperviseeCommand => ask('PermitChecks', at, { basisId: id as BasisId, from, until })
export const approve = (at: Instant, from: Instant, until: Instant, id = 'basis-2', device: 'dedicated' | 'phone' = 'dedicated'): SuperviseeCommand =>
  ask('ApprovePositioning', at, { basisId: id as BasisId, ground: 'left-without-leave', device, decision: blob('b'), from, until }, HEAD)
export const openCheck = (at: Instant, id: string): SuperviseeCommand => ask('OpenCheck', at, { checkId: id as CheckId })
export const answerCheck = (at: Instant, id: string): SuperviseeCommand => ask('AnswerCheck', at, { checkId: id as CheckId }, person)
export const endBasis = (at: Instant, id: string): SuperviseeCommand => ask('EndBasis', at, { basisId: id as BasisId, reason: 'not-needed' }, HEAD)
export const endCorrection = (at: Instant): SuperviseeCommand => ask('EndCorrection', at, { reason: 'revoked' }, HEAD)
