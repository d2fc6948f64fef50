// The matrix: every route with every role, over HTTP. What the table does not name must not pass; what it names must not
// be stopped at the gate (it may be refused later for other reasons).
import { ROLES, type Role } from '@zhijian/contracts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accessOf, POLICY, reaches, roleFor, type Bearer } from '../src/policy.ts'
import { ROUTES } from '../src/routes/index.ts'
import { openWorld, type World } from './world.ts'

const GATE = new Set(['not-permitted', 'role-not-held', 'not-signed-in', 'session-ended', 'enrolment-unfinished'])
const ACTING = ROLES.filter((role) => role !== 'system')
let world: World
const tokens = new Map<Role, string>()
const signIn = async (role: Exclude<Role, 'system'>): Promise<void> => {
  tokens.set(role, role === 'citizen' || role === 'enterprise' ? await world.citizen(role === 'citizen' ? '13947400001'
    : '13947400002') : await lawyerOrStaff(role))
  // A second factor's step counts once.
  world.systemClock.advance({ minutes: 1 })
}
beforeAll(async () => {
  world = await openWorld()
  for (const role of ACTING) await signIn(role)
})
// Enough for the buckets to fill again, and all of it within the twelve hours of a session.
beforeEach(() => void world.systemClock.advance({ seconds: 10 }))
afterAll(() => world.close())

const lawyerOrStaff = async (role: Exclude<Role, 'citizen' | 'system'>): Promise<string> => {
  return role === 'lawyer' ? world.lawyer('the-lawyer', 'lawyer-7') : world.staff(`the-${role}`, role)
}

const fill = (path: string): string => path.replace(/:[A-Za-z]+/g, 'nobody')

// A stream that answers never ends: live.int.spec.ts tries every role on it.
const ROWS = ROUTES.filter((route) => route.raw !== 'event-stream')

describe.each(ROWS.map((route) => [route.id, route] as const))('%s', (id, route) => {
  const access = accessOf(id)

  it('nobody', async () => {
    const reply = await world.ask({ method: route.method, path: fill(route.path).slice(1) })
    if (access === 'public') expect(GATE.has(reply.body?.code)).toBe(false)
    else expect(reply.status === 401 && (route.method === 'HEAD' || reply.body.code === 'not-signed-in')).toBe(true)
  })
  it.each(ACTING)('%s', async (role) => {
    const reply = await world.ask({ method: route.method, path: fill(route.path).slice(1), token: tokens.get(role)!, role })
    const allowed = access === 'public' || access === 'enrolment' || role in access
    if (route.method === 'HEAD') expect(reply.status === 403).toBe(!allowed)
    else expect(GATE.has(reply.body?.code)).toBe(!allowed)
    if (id.startsWith('sign-out')) await signIn(role)
  })
})

it('names every route once, and every route is named', () => {
  expect(ROUTES.map(({ id }) => id).sort()).toEqual(Object.keys(POLICY).sort())
  expect(ROUTES.length).toBeGreaterThan(20)
})

describe('how far a role reaches', () => {
  const bearer: Bearer = { personId: 'p1', lawyerId: 'l1', grants: [] }
  const county = { role: 'desk', region: '150921', organisation: null } as const
  const town = { role: 'desk', region: '150921003', organisation: null } as const
  const unit = { role: 'desk', region: null, organisation: 'o1' as never } as const
  it.each([
    ['own: mine', 'own', null, { owner: 'p1' }, true], ['own: another\'s', 'own', null, { owner: 'p2' }, false],
    ['own: nobody\'s', 'own', null, {}, false],
    ['region: the county itself', 'region', county, { region: '150921' }, true],
    ['region: a village of it', 'region', county, { region: '150921003201' }, true],
    ['region: the next county', 'region', county, { region: '150922' }, false],
    ['region: the province around it', 'region', county, { region: '15' }, false],
    ['region: nowhere', 'region', county, {}, false],
    ['region: a town officer and his village', 'region', town, { region: '150921003201' }, true],
    ['region: a town officer and the town beside', 'region', town, { region: '150921004' }, false],
    ['region: a town officer and the whole county', 'region', town, { region: '150921' }, false],
    ['region: without a grant', 'region', null, { region: '150921' }, false],
    ['unit: mine', 'unit', unit, { organisation: 'o1' }, true], ['unit: another', 'unit', unit, { organisation: 'o2' }, false],
    ['unit: a grant without one', 'unit', county, { organisation: 'o1' }, false],
    ['eligible: may see', 'eligible', null, { lawyers: (id: string) => id === 'l1' }, true],
    ['eligible: may not', 'eligible', null, { lawyers: () => false }, false],
    ['eligible: nothing known', 'eligible', null, {}, false],
  ] as const)('%s', async (_name, reach, grant, resource, expected) => {
    expect(await reaches(reach, bearer, grant as never, resource)).toBe(expected)
  })
  it('no lawyer is eligible without being one', async () => {
    expect(await reaches('eligible', { ...bearer, lawyerId: null }, null, { lawyers: () => true })).toBe(false)
  })
  it('a role that was asked for and is not held is not exchanged for another', () => {
    expect(roleFor('list-accounts', { ...bearer, grants: [{ role: 'auditor', region: null, organisation: null }] },
      'system-admin')).toBeNull()
    expect(roleFor('list-accounts', { ...bearer, grants: [{ role: 'auditor', region: null, organisation: null }] },
      null)?.role).toBe('auditor')
  })
})
