// The matrix: every route with every role, over HTTP. What the table does not name must not pass; what it names must not
// be stopped at the gate (it may be refused later for other reasons).
import { ActingOffice, ROLES, type AccountId, type Office, type Role } from '@zhijian/contracts'
import { eventId } from '@zhijian/event-store'
import { plus, type JsonObject } from '@zhijian/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accessOf, POLICY, reaches, roleFor, type Bearer } from '../src/policy.ts'
import { ROUTES } from '../src/routes/index.ts'
import { openWorld, START, type World } from './world.ts'

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

// Every route that an office reaches into a place, with every office that may use it. What lies out of reach looks like what is
// not there; an office that is over, or has not begun, is none.
const VILLAGE = '150921106001'
const OFFICES: Readonly<Record<string, readonly Partial<Office>[]>> = {
  'the county': [{}], 'its own town': [{ region: '150921106' }], 'the village': [{ region: VILLAGE }],
  'another town': [{ region: '150921107' }], 'another county': [{ region: '150922' }],
  'two towns': [{ region: '150921107' }, { officeId: 'second', region: '150921106' }],
  'an office that is over': [{ from: plus(START, -2000), until: plus(START, -1000) }],
  'an office to come': [{ from: plus(START, 30 * 86_400_000) }],
}
const NONE = new Set(['an office that is over', 'an office to come'])
/** How a place is named in a path, and which offices reach what lies there. */
const PLACES: readonly (readonly [parameter: string, id: string, reachedBy: readonly string[]])[] = [
  ['consultation', 'q1', ['the county', 'its own town', 'the village', 'two towns']],
  ...(['county', 'callback', 'review', 'danger'] as const)
    .map((name) => [name, name === 'county' ? '150921' : `${name}-1`, ['the county']] as const),
]
const placed = ROUTES.flatMap((route) => {
  const named = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name)
  const place = PLACES.find(([parameter]) => named.length === 1 && named[0] === parameter)
  return place === undefined || route.body !== undefined || route.resource === undefined || route.raw !== undefined ? [] : [[route.id, route, place] as const]
})

describe('what an office reaches', () => {
  const actors = new Map<string, string>()
  const happens = async (stream: string, type: string, data: JsonObject): Promise<void> => void await world.store.append(stream, [{
    id: eventId(START, stream, 0), type: `${type}.v1`, data,
    meta: { source: '/test', time: START, recordedat: START, cause: 'command:Test', actorid: 'x', actorrole: 'system', correlationid: 'c', hashalg: 'sha256' },
  }], 'no-stream')
  beforeAll(async () => {
    for (const role of ActingOffice.options) {
      for (const [name, offices] of Object.entries(OFFICES)) {
        const id = `${role}-${Object.keys(OFFICES).indexOf(name)}`
        await world.gateway.provision({ id: id as AccountId, kind: 'staff' })
        for (const over of offices) await world.takesOffice(id, role, over)
        actors.set(`${role} ${name}`, await world.sessionOf(id))
      }
    }
    await happens('consultation-q1', 'ConsultationOpened', {
      consultationId: 'q1', askerId: 'somebody', countyCode: '150921', regionCode: '15', villageCode: VILLAGE, channel: 'citizen', mandate: null,
      opponents: [], askerParties: [], isProbe: false, consentBeyondCounty: false, terms: { quorum: 3 }, policy: { hours: [], utcOffsetMinutes: 480, claimMaximumMs: 300_000 },
    })
    for (const [category, type] of [['callback', 'CallbackRequested'], ['review', 'ReviewOpened'], ['danger', 'DangerRaised']] as const) {
      await happens(`${category}-${category}-1`, type, { [`${category}Id`]: `${category}-1`, countyCode: '150921', consultationId: 'q1' })
    }
  })
  it('is looked at on many routes', () => {
    expect(placed.length).toBeGreaterThan(15)
  })
  describe.each(placed)('%s', (id, route, [parameter, place, reachedBy]) => {
    const access = accessOf(id) as { readonly [R in Role]?: string }
    const roles = ActingOffice.options.filter((role) => access[role] === 'region')
    it.each(roles.flatMap((role) => Object.keys(OFFICES).map((name) => [role, name] as const)))('as %s of %s', async (role, name) => {
      const { status, body } = await world.ask({
        method: route.method, path: route.path.slice(1).replace(`:${parameter}`, place), token: actors.get(`${role} ${name}`)!, role,
      })
      if (NONE.has(name)) expect([status, body.code]).toEqual([403, 'role-not-held'])
      else expect(body?.code === 'no-such-thing').toBe(!reachedBy.includes(name))
    })
  })
})

it('an office that ends takes its reach away at once, also from an open session; a second one is left', async () => {
  const token = await world.staff('leaver', 'desk', 'reviewer')
  const roles = async (): Promise<string[]> => (await world.ask({ path: 'auth/session', token })).body.roles
  expect(await roles()).toEqual(['desk', 'reviewer', 'citizen', 'enterprise'])
  await world.directorySays('leaver', 'OfficeEnded', { officeId: 'desk-leaver', cause: 'ended' })
  expect(await roles()).toEqual(['reviewer', 'citizen', 'enterprise'])
  expect((await world.ask({ path: 'counties/150921/promises', token })).body.code).toBe('not-permitted')
  await world.directorySays('leaver', 'StaffLeft', {})
  await world.runtime.idle()
  expect((await world.ask({ path: 'auth/session', token })).body.code).toBe('session-ended')
})

it('a role of staff is not granted: it comes with an office', async () => {
  const security = await world.staff('granter', 'security-admin')
  const grant = (role: string) => world.ask({ method: 'PUT', path: `accounts/the-desk/roles/${role}`, token: security, body: { region: '150921', organisation: null, because: '接替前任' } })
  const refused = await grant('bureau-head')
  expect([refused.status, refused.body.code]).toEqual([409, 'role-by-office'])
  expect((await grant('enterprise')).status).toBe(200)
})

describe('how far a role reaches', () => {
  const bearer: Bearer = { personId: 'p1', lawyerId: 'l1', scopes: [] }
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
    ['region: without an office', 'region', null, { region: '150921' }, false],
    ['region: an officer of two towns and a village of the second', 'region', [town, { ...town, region: '150921004' }],
      { region: '150921004007' }, true],
    ['region: an officer of two towns and a third', 'region', [town, { ...town, region: '150921004' }], { region: '150921005' }, false],
    ['unit: mine', 'unit', unit, { organisation: 'o1' }, true], ['unit: another', 'unit', unit, { organisation: 'o2' }, false],
    ['unit: an office of another', 'unit', county, { organisation: 'o1' }, false],
    ['eligible: may see', 'eligible', null, { lawyers: (id: string) => id === 'l1' }, true],
    ['eligible: may not', 'eligible', null, { lawyers: () => false }, false],
    ['eligible: nothing known', 'eligible', null, {}, false],
  ] as const)('%s', async (_name, reach, held, resource, expected) => {
    expect(await reaches(reach, bearer, held === null ? [] : [held].flat(), resource)).toBe(expected)
  })
  it('no lawyer is eligible without being one', async () => {
    expect(await reaches('eligible', { ...bearer, lawyerId: null }, [], { lawyers: () => true })).toBe(false)
  })
  it('a role that was asked for and is not held is not exchanged for another', () => {
    expect(roleFor('list-accounts', { ...bearer, scopes: [{ role: 'auditor', region: null, organisation: null }] },
      'system-admin')).toBeNull()
    expect(roleFor('list-accounts', { ...bearer, scopes: [{ role: 'auditor', region: null, organisation: null }] },
      null)?.role).toBe('auditor')
  })
})
