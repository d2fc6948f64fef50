// Which role a request acts in and how far it reaches, by itself and over time. Every cell of the table is tried, with everything behind
// it, in services/embedded/test/access.int.spec.ts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { POLICY, reaches, roleFor, type Bearer } from '../src/policy.ts'
import { ROUTES } from '../src/routes/index.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

it('names every route once, and every route is named', () => {
  expect(ROUTES.map(({ id }) => id).sort()).toEqual(Object.keys(POLICY).sort())
  expect(ROUTES.length).toBeGreaterThan(20)
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
  await world.staff('the-desk', 'desk')
  world.systemClock.advance({ minutes: 1 })
  const security = await world.staff('granter', 'security-admin')
  const grant = (role: string) => world.ask({ method: 'PUT', path: `accounts/the-desk/roles/${role}`, token: security, body: { region: '150921', organisation: null, because: '接替前任' } })
  const refused = await grant('bureau-head')
  expect([refused.status, refused.body.code]).toEqual([409, 'role-by-office'])
  expect((await grant('enterprise')).status).toBe(200)
})

describe('what was refused', () => {
  it('is a line in the log each: which route, why, which member of staff, and of citizens nothing', async () => {
    const told: object[] = []
    const watched = await openWorld({ log: { info: (code, fields) => void (code === 'access-refused' && told.push(fields ?? {})), warn: () => undefined, error: () => undefined } })
    try {
      const desk = await watched.staff('the-desk', 'desk')
      const citizen = await watched.citizen('13947400001')
      await watched.takesOffice('the-desk', 'reviewer', { region: '150922' })
      await watched.ask({ path: 'accounts', token: desk })
      await watched.ask({ path: 'counties/150922/promises', token: desk, role: 'desk' })
      await watched.ask({ path: 'counties/150922/reviews', token: desk, role: 'reviewer' })
      await watched.ask({ path: 'audit', token: citizen, role: 'auditor' })
      await watched.ask({ method: 'POST', path: 'auth/password-sessions', body: { login: '13947400001', password: 'of somebody', totp: '000000', client: 'app' } })
      await watched.ask({ path: 'audit' })
      const request = expect.stringMatching(/^[0-9a-f]{32}$/)
      expect(told).toEqual([
        { route: 'list-accounts', problem: 'not-permitted', account: 'the-desk', request }, { route: 'list-promises', problem: 'out-of-reach', account: 'the-desk', request },
        { route: 'list-audit', problem: 'role-not-held', request }, { route: 'sign-in-by-password', problem: 'credentials-not-accepted', request },
      ])
    } finally {
      await watched.close()
    }
  })
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
