import type { Office, PersonEvent, RoleGrant } from '@zhijian/contracts'
import type { StoredEvent } from '@zhijian/event-store'
import { plus } from '@zhijian/kernel'
import { describe, expect, it } from 'vitest'
import { AT, grant } from './account.fixtures.ts'
import { held, noOffices, scopesOf, type Held } from './standing.ts'

const HOUR = 3_600_000
const office = (over: Partial<Office> = {}): Office =>
  ({ officeId: 'o', role: 'desk', organisationId: 'hall', region: '150921106', from: AT, until: null, ...over }) as Office
const happened = (type: PersonEvent['type'], data: object): StoredEvent => ({ type: `${type}.v1`, data: { personId: 'desk-01', at: AT, ...data } }) as never
const taken = (over: Partial<Office> = {}): StoredEvent => happened('OfficeTaken', { office: office(over) })
const after = (...events: readonly StoredEvent[]): Held => events.reduce(held, noOffices)
const reaches = (of: Held, at = AT, grants: readonly RoleGrant[] = [], kind: 'staff' | 'citizen' | 'lawyer' = 'staff') =>
  scopesOf({ kind, grants }, of, at).map(({ role, region }) => `${role} ${region}`)

describe('T1 an office', () => {
  it('is a role as far as it reaches, from its first instant up to, not including, its last', () => {
    const term = after(taken({ until: plus(AT, HOUR) }))
    expect([plus(AT, -1), AT, plus(AT, HOUR - 1), plus(AT, HOUR)].map((at) => reaches(term, at))).toEqual([[], ['desk 150921106'], ['desk 150921106'], []])
    expect(scopesOf({ kind: 'staff', grants: [] }, term, AT)).toEqual([{ role: 'desk', region: '150921106', organisation: 'hall' }])
  })
  it('beside another gives the union of both', () => {
    const both = after(taken(), taken({ officeId: 'p', region: '150921107' }), taken({ officeId: 'q', role: 'reviewer', region: '150921' }))
    expect(reaches(both)).toEqual(['desk 150921106', 'desk 150921107', 'reviewer 150921'])
  })
  it('that was ended, or whose holder left, is none', () => {
    const ended = happened('OfficeEnded', { officeId: 'o', cause: 'ended' })
    expect(reaches(after(taken(), taken({ officeId: 'p', region: '150921107' }), ended))).toEqual(['desk 150921107'])
    expect(reaches(after(taken(), happened('StaffLeft', {})))).toEqual([])
  })
  it('that is no role of the platform gives none; nor does one of the platform’s own, which are granted', () => {
    expect(reaches(after(taken({ role: 'mediator' }), taken({ officeId: 'p', role: 'security-admin' })))).toEqual([])
  })
  it('none, nothing', () => expect(reaches(noOffices)).toEqual([]))
})

it('T2 the platform’s own roles are granted, and each of the three administrators works under no office', () => {
  for (const role of ['system-admin', 'security-admin', 'auditor'] as const) {
    expect(reaches(after(taken()), AT, [grant(role, null)])).toEqual([`${role} null`])
  }
  expect(reaches(after(taken()), AT, [grant('procurator', '150921')])).toEqual(['procurator 150921'])
  expect(reaches(after(taken()), AT, [grant('lawyer', null)], 'lawyer')).toEqual(['lawyer null', 'desk 150921106'])
})

it('T3 whoever signs in by a code acts under no office', () => {
  expect(reaches(after(taken()), AT, [], 'citizen')).toEqual([])
})

it('T4 a grant of before counts until the directory speaks of that person’s offices, and never again', () => {
  const before = [grant('desk', '1509')]
  expect(reaches(noOffices, AT, before)).toEqual(['desk 1509'])
  expect(reaches(after(happened('StaffAdded', { name: null, phone: null, isSimulated: false })), AT, before)).toEqual(['desk 1509'])
  expect(reaches(after(taken()), AT, before)).toEqual(['desk 150921106'])
  expect(reaches(after(taken(), happened('OfficeEnded', { officeId: 'o', cause: 'ended' })), AT, before)).toEqual([])
  expect(reaches(after(happened('StaffLeft', {})), AT, before)).toEqual([])
})
