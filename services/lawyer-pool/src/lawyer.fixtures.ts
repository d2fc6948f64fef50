// Builders for tests: one ordinary lawyer, and what can happen to him.
import type { Counsel, LawyerEvent, LawyerId, LawyerProfile, PersonId, Sealed } from '@zhijian/contracts'
import { instant, type Instant } from '@zhijian/kernel'
import type { LawyerCommand } from './lawyer.ts'

export const ZHAO = 'zhao' as LawyerId
export const LICENCE = '11509201810123456'
export const OTHER_LICENCE = '150110112233'
export const PARTY = 'p'.repeat(43)

/** `day(0)` is 2026-11-22, 09:00 in Beijing. */
export const day = (n: number, time = '01:00:00'): Instant =>
  instant(`${new Date(Date.UTC(2026, 10, 22 + n)).toISOString().slice(0, 10)}T${time}.000Z`)

export const profile = (over: Partial<LawyerProfile> = {}): LawyerProfile => ({
  name: '赵一', firm: '内蒙古草原律师事务所', kind: 'social', region: '1509', county: '150921', specialties: ['01', '03'],
  enterprise: false, languages: ['zh', 'mn'], nationwide: true, ...over,
})

export const sealedPhone = (box = 'c2VhbGVk'): Sealed => ({ person: ZHAO as string as PersonId, box, commitment: 'c'.repeat(43) }) as Sealed

export const counsel = (over: Partial<Counsel> = {}): Counsel =>
  ({ appointmentId: 'appointment-1', county: '150921', villages: ['150921106001'], until: day(365), ...over })

type DataOf<Type extends LawyerEvent['type']> = Omit<Extract<LawyerEvent, { type: Type }>['data'], 'lawyerId' | 'at'>
/** An event of Zhao's, at an instant. */
export const happened = <Type extends LawyerEvent['type']>(type: Type, data: DataOf<Type>, at: Instant = day(0)): LawyerEvent =>
  ({ type, data: { lawyerId: ZHAO, ...data, at } }) as unknown as LawyerEvent

type AskOf<Type extends LawyerCommand['type']> = Omit<Extract<LawyerCommand, { type: Type }>, 'type' | 'lawyerId' | 'at'>
/** A command about Zhao, at an instant. */
export const ask = <Type extends LawyerCommand['type']>(type: Type, data: AskOf<Type>, at: Instant = day(1)): LawyerCommand =>
  ({ type, lawyerId: ZHAO, ...data, at }) as unknown as LawyerCommand

export const registered = (over: Partial<DataOf<'LawyerRegistered'>> = {}): LawyerEvent => happened('LawyerRegistered', {
  licence: LICENCE, profile: profile(), phone: null, isSimulated: false, isProbe: false, checkValidUntil: day(200), ...over,
})
