// Builders for tests: the bureau, one member of staff, one small map.
import type { DivisionEvent, MandateEvent, MandateId, Office, OrganisationEvent, OrganisationId, PersonEvent, PersonId, Watch } from '@zhijian/contracts'
import { instant, plus, type Instant } from '@zhijian/kernel'
import type { Divisions, DivisionsCommand } from './divisions.ts'
import { USUAL_TERM_MS, type MandateCommand } from './mandate.ts'
import type { OrganisationCommand } from './organisation.ts'
import type { PersonCommand } from './person.ts'

/** `day(0)` is 2026-11-22, 09:00 in Beijing. */
export const day = (n: number, time = '01:00:00'): Instant =>
  instant(`${new Date(Date.UTC(2026, 10, 22 + n)).toISOString().slice(0, 10)}T${time}.000Z`)

export const BUREAU = 'bureau' as OrganisationId
export const ZHAO = 'zhao' as PersonId

export const bureau = { kind: 'bureau', name: '卓资县司法局', county: '150921', parentId: null, serves: ['150921'], address: null, officePhone: null } as const
export const line = (officer = 'zhao') => ({ officer: officer as PersonId, deputy: 'qian' as PersonId, head: null })
export const watch = (over: Partial<Watch> = {}): Watch => ({ watchId: 'w', from: day(2), until: day(3), line: line('sun'), ...over })
export const organisationEvent = (type: OrganisationEvent['type'], data: object, at = day(0)): OrganisationEvent =>
  ({ type, data: { organisationId: BUREAU, ...data, at } }) as OrganisationEvent
export const organisationAsk = (type: OrganisationCommand['type'], data: object = {}, at = day(1)): OrganisationCommand =>
  ({ type, organisationId: BUREAU, ...data, at }) as OrganisationCommand

export const office = (over: Partial<Office> = {}): Office =>
  ({ officeId: 'o', role: 'desk', organisationId: BUREAU, region: '150921', from: day(0), until: day(30), ...over })
export const personEvent = (type: PersonEvent['type'], data: object = {}, at = day(0)): PersonEvent =>
  ({ type, data: { personId: ZHAO, ...data, at } }) as PersonEvent
export const personAsk = (type: PersonCommand['type'], data: object = {}, at = day(1)): PersonCommand =>
  ({ type, personId: ZHAO, ...data, at }) as PersonCommand

export const WANG = 'wang' as PersonId
type Recording = Extract<MandateCommand, { type: 'RecordMandate' }>
/** The clerk at the window of her town, for one question of hers. */
export const recordMandate = (over: Partial<Recording> = {}, at = day(1)): Recording => ({
  type: 'RecordMandate', mandateId: 'm1' as MandateId, principalId: WANG, agentId: 'clerk' as PersonId, matter: { kind: 'consultation', consultationId: 'q1' as never },
  via: 'window', kind: 'in-person', recordRef: 'window/7', witness: 'signature', witnessId: null, relation: null, countyCode: '150921', villageCode: '150921106001',
  basis: { kind: 'office', officeId: 'o', role: 'desk', organisationId: BUREAU, region: '150921106' }, from: null, until: null, at, ...over,
})
export const mandateGiven = (over: Partial<Recording> = {}, at = day(1)): MandateEvent => {
  const { type: _type, ...said } = recordMandate(over, at)
  return { type: 'MandateGiven', data: { ...said, until: said.until ?? plus(said.from ?? at, USUAL_TERM_MS) } } as MandateEvent
}
export const revokeMandate = (by: string, isDesk: boolean, at = day(2)): MandateCommand =>
  ({ type: 'RevokeMandate', mandateId: 'm1' as MandateId, by: by as PersonId, isDesk, at })

export const map = (over: Partial<Divisions> = {}): Omit<Divisions, 'edition'> => ({
  county: '150921', name: '卓资县', cityName: '乌兰察布市', provinceName: '内蒙古自治区', source: '统计用区划代码',
  towns: [{ code: '150921106', name: '卓资山镇', kind: '镇' }], villages: [{ code: '150921106001', name: '东街社区居民委员会', kind: '居委会' }], ...over,
})
export const imported = (edition: number, over: Partial<Divisions> = {}, at = day(0)): DivisionEvent =>
  ({ type: 'DivisionsImported', data: { edition, ...map(over), at } }) as DivisionEvent
export const importMap = (over: Partial<Divisions> = {}, at = day(1)): DivisionsCommand => ({ type: 'ImportDivisions', ...map(over), at })
