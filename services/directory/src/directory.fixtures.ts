// Builders for tests: the bureau, one member of staff, one small map.
import type { DivisionEvent, Office, OrganisationEvent, OrganisationId, PersonEvent, PersonId, Watch } from '@zhijian/contracts'
import { instant, type Instant } from '@zhijian/kernel'
import type { Divisions, DivisionsCommand } from './divisions.ts'
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

export const map = (over: Partial<Divisions> = {}): Omit<Divisions, 'edition'> => ({
  county: '150921', name: '卓资县', cityName: '乌兰察布市', provinceName: '内蒙古自治区', source: '统计用区划代码',
  towns: [{ code: '150921106', name: '卓资山镇', kind: '镇' }], villages: [{ code: '150921106001', name: '东街社区居民委员会', kind: '居委会' }], ...over,
})
export const imported = (edition: number, over: Partial<Divisions> = {}, at = day(0)): DivisionEvent =>
  ({ type: 'DivisionsImported', data: { edition, ...map(over), at } }) as DivisionEvent
export const importMap = (over: Partial<Divisions> = {}, at = day(1)): DivisionsCommand => ({ type: 'ImportDivisions', ...map(over), at })
