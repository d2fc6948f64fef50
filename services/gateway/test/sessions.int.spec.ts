import type { AccountId } from '@zhijian/contracts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openEdgeState, openSecretStore } from '../src/index.ts'
import { openWorld, PASSWORD, SECOND_FACTOR, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const PHONE = '13947400001'
const facts = (): string[] => world.store.log.map(({ type }) => type)
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  world.ask({ method: 'POST', path, body, headers })

describe('a citizen signs in by phone', () => {
  it('gets a code, an account on first proof, and the same account again', async () => {
    const first = await world.citizen(PHONE)
    const one = await world.ask({ path: 'auth/session', token: first })
    expect(one.body).toMatchObject({ kind: 'citizen', roles: ['citizen', 'enterprise'], reach: 'full' })
    const two = await world.ask({ path: 'auth/session', token: await world.citizen(PHONE) })
    expect(two.body.accountId).toBe(one.body.accountId)
    expect(facts()).toEqual(['AccountOpened.v1', 'SignedIn.v1', 'SignedIn.v1'])
  })

  it('is told nothing about who is known: the answer to a request for a code is the same', async () => {
    await world.citizen(PHONE)
    const known = await post('auth/phone-codes', { phone: PHONE })
    const unknown = await post('auth/phone-codes', { phone: '13947400002' })
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text])
  })

  it('has five tries for a code, then it is worth nothing, right or wrong', async () => {
    await post('auth/phone-codes', { phone: PHONE })
    const { code } = world.sent[0]!
    const wrong = code === '000000' ? '000001' : '000000'
    for (let n = 0; n < 5; n += 1) {
      expect((await post('auth/phone-sessions',
        { phone: PHONE, code: wrong, client: 'app' })).body.code).toBe('code-not-accepted')
    }
    expect((await post('auth/phone-sessions', { phone: PHONE, code, client: 'app' })).body.code).toBe('code-not-accepted')
  })

  it('has five minutes for a code, and the fourth right try is in time', async () => {
    await post('auth/phone-codes', { phone: PHONE })
    const { code } = world.sent[0]!
    world.systemClock.advance({ minutes: 4, seconds: 59 })
    expect((await post('auth/phone-sessions', { phone: PHONE, code, client: 'app' })).status).toBe(200)
    await post('auth/phone-codes', { phone: PHONE })
    world.systemClock.advance({ minutes: 5 })
    expect((await post('auth/phone-sessions', { phone: PHONE, code: world.sent[1]!.code, client: 'app' })).status).toBe(401)
  })

  it('uses a code up, for all who try it at the same moment', async () => {
    await post('auth/phone-codes', { phone: PHONE })
    const { code } = world.sent[0]!
    const answers = await Promise.all(Array.from({ length: 4 }, () => post('auth/phone-sessions', { phone: PHONE, code, client: 'app' })))
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1)
  })

  it('uses a code up', async () => {
    await world.citizen(PHONE)
    expect((await post('auth/phone-sessions', { phone: PHONE, code: world.sent[0]!.code, client: 'app' })).status).toBe(401)
  })

  it('gets three codes at once, then has to wait and is told how long', async () => {
    for (let n = 0; n < 3; n += 1) expect((await post('auth/phone-codes', { phone: PHONE })).status).toBe(202)
    const fourth = await post('auth/phone-codes', { phone: PHONE })
    expect([fourth.status, fourth.body.code, fourth.headers.get('retry-after')]).toEqual([429, 'too-many-requests', '600'])
    expect(world.sent).toHaveLength(3)
  })

  it('cannot have codes sent to many phones from one address', async () => {
    const statuses = []
    for (let n = 0; n < 12; n += 1) statuses.push((await post('auth/phone-codes',
      { phone: `139474001${String(n).padStart(2, '0')}` })).status)
    expect(statuses.filter((status) => status === 202)).toHaveLength(10)
  })

  it('never sees the code in an answer, a header or the log of the platform', async () => {
    const reply = await post('auth/phone-codes', { phone: PHONE })
    const { code } = world.sent[0]!
    expect(reply.text + JSON.stringify([...reply.headers])).not.toContain(code)
    expect(JSON.stringify(world.store.log)).not.toContain(code)
    expect(JSON.stringify(world.store.log)).not.toContain(PHONE)
  })
})

describe('lawyers and staff sign in by password and second factor', () => {
  beforeEach(async () => {
    await world.gateway.provision({
      id: 'desk-01' as AccountId, kind: 'staff', password: PASSWORD, secondFactor: SECOND_FACTOR, phone: PHONE,
    })
    await world.takesOffice('desk-01', 'desk')
  })
  const signIn = (over: Record<string, unknown> = {}) =>
    post('auth/password-sessions', { login: 'desk-01', password: PASSWORD, totp: world.totp(), client: 'app', ...over })

  it('by login or by phone', async () => {
    expect((await signIn()).body).toMatchObject({ accountId: 'desk-01', roles: ['desk', 'citizen', 'enterprise'] })
    world.systemClock.advance({ seconds: 30 })
    expect((await signIn({ login: PHONE })).status).toBe(200)
  })

  it('S1 whatever is wrong or missing looks the same from outside, and is the same work inside', async () => {
    await world.close()
    const asked: string[] = []
    const watched = <T extends object>(what: string, port: T): T => new Proxy(port, {
      get: (target, name) => {
        const found = Reflect.get(target, name) as unknown
        if (typeof found === 'object' && found !== null) return watched(`${what}.${String(name)}`, found)
        if (typeof found !== 'function') return found
        return (...given: unknown[]) => (asked.push(`${what}.${String(name)}`), (found as (...all: unknown[]) => unknown).apply(target, given))
      },
    })
    world = await openWorld({
      secrets: watched('secrets', openSecretStore(':memory:', Buffer.alloc(32))), edgeState: watched('edge', openEdgeState(':memory:')),
    })
    await world.gateway.provision({ id: 'desk-01' as AccountId, kind: 'staff', password: PASSWORD, secondFactor: SECOND_FACTOR })
    await world.gateway.provision({ id: 'desk-02' as AccountId, kind: 'staff', password: PASSWORD })
    const seen = new Set<string>()
    for (const over of [
      { password: 'something-else-1' }, { totp: '000000' }, { totp: undefined }, { password: 'something-else-1', totp: undefined },
      { login: 'desk-02' }, { login: 'desk-02', password: 'something-else-1' }, { login: 'desk-02', totp: undefined }, { login: 'nobody' },
    ]) {
      asked.length = 0
      const { status, body: { requestId: _, ...rest }, headers } = await signIn(over)
      seen.add(JSON.stringify([status, rest, [...headers.keys()], headers.get('content-length'), asked]))
    }
    expect(seen.size).toBe(1)
    expect([...seen][0]).toContain('secrets.get","secrets.get')
  })

  it('S4 attempts at once are no more than attempts in turn', async () => {
    const replies = await Promise.all(Array.from({ length: 12 }, () => signIn({ password: 'something-else-1' })))
    expect(replies.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(replies.filter(({ body }) => body.code === 'sign-in-blocked')).toHaveLength(7)
    expect((await signIn()).body.code).toBe('sign-in-blocked')
  })

  it('a right sign-in takes nothing from the next ones', async () => {
    for (let n = 0; n < 7; n += 1) {
      expect((await signIn()).status).toBe(200)
      world.systemClock.advance({ seconds: 30 })
    }
  })

  it('S3 a second factor counts once', async () => {
    const totp = world.totp()
    expect((await signIn({ totp })).status).toBe(200)
    expect((await signIn({ totp })).body.code).toBe('credentials-not-accepted')
  })

  it('the fifth failure shuts the login for a quarter of an hour, even for the right words, and is recorded', async () => {
    for (let n = 0; n < 5; n += 1) await signIn({ password: 'something-else-1' })
    const shut = await signIn()
    expect([shut.status, shut.body.code, shut.body.params]).toEqual([429, 'sign-in-blocked', { retryAfterMs: 900_000 }])
    await expect.poll(facts).toContain('SignInBlocked.v1')
    world.systemClock.advance({ minutes: 15 })
    expect((await signIn()).status).toBe(200)
  })

  it('a login that nobody has is shut as well, so that a lock tells nothing', async () => {
    for (let n = 0; n < 5; n += 1) await signIn({ login: 'nobody' })
    expect((await signIn({ login: 'nobody' })).body.code).toBe('sign-in-blocked')
  })

  it('the right password without the second factor counts towards the lock like any other guess', async () => {
    for (let n = 0; n < 5; n += 1) expect((await signIn({ totp: undefined })).body.code).toBe('credentials-not-accepted')
    expect((await signIn()).body.code).toBe('sign-in-blocked')
  })

  it('a phone code is no way in for staff', async () => {
    await post('auth/phone-codes', { phone: PHONE })
    const reply = await post('auth/phone-sessions', { phone: PHONE, code: world.sent[0]!.code, client: 'app' })
    expect([reply.status, reply.body.code]).toEqual([403, 'use-password'])
  })

  it('ends after half an hour of nothing, and after twelve hours whatever happens', async () => {
    const { token } = (await signIn()).body
    for (let n = 0; n < 47; n += 1) {
      world.systemClock.advance({ minutes: 15 })
      expect((await world.ask({ path: 'auth/session', token })).status).toBe(200)
    }
    world.systemClock.advance({ minutes: 15 })
    expect((await world.ask({ path: 'auth/session', token })).body.code).toBe('session-ended')
    world.systemClock.advance({ seconds: 30 })
    const second = (await signIn()).body.token
    world.systemClock.advance({ minutes: 30 })
    expect((await world.ask({ path: 'auth/session', token: second })).status).toBe(401)
  })

  it('changes the password with the old one, which ends every other session', async () => {
    const one = (await signIn()).body.token
    world.systemClock.advance({ seconds: 30 })
    const two = (await signIn()).body.token
    const change = (body: unknown) => world.ask({ method: 'PUT', path: 'auth/password', token: two, body })
    expect((await change({ password: '新的密码也要足够长才行' })).body.code).toBe('credentials-not-accepted')
    expect((await change({ password: 'short', current: PASSWORD })).body.code).toBe('password-too-short')
    expect((await change({ password: 'aaaaaaaaaaaaaa', current: PASSWORD })).body.code).toBe('password-too-common')
    // What many have chosen before is among the first to be tried, however long it is.
    expect((await change({ password: 'Leavemealone', current: PASSWORD })).body.code).toBe('password-too-common')
    expect((await change({ password: '新的密码也要足够长才行的', current: PASSWORD })).status).toBe(204)
    expect((await world.ask({ path: 'auth/session', token: one })).status).toBe(401)
    expect((await world.ask({ path: 'auth/session', token: two })).status).toBe(200)
  })

  it('no secret is in any fact', async () => {
    await signIn()
    const log = JSON.stringify(world.store.log)
    for (const secret of [PASSWORD, SECOND_FACTOR, world.totp(), 'argon2']) expect(log).not.toContain(secret)
  })
})

describe('the one-time link', () => {
  const begin = async () => {
    await world.gateway.provision({ id: 'admin-1' as AccountId, kind: 'staff',
      grants: [{ role: 'system-admin', region: null, organisation: null }] })
    return world.gateway.administratorLink('admin-1' as AccountId)
  }
  const redeem = (token: string) => post('auth/link-sessions', { token, client: 'app' })

  it('works once', async () => {
    const link = await begin()
    expect((await redeem(link)).body.reach).toBe('enrolment')
    expect((await redeem(link)).body.code).toBe('link-not-accepted')
  })

  it('works once for all who try it at the same moment', async () => {
    const link = await begin()
    const answers = await Promise.all(Array.from({ length: 8 }, () => redeem(link)))
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1)
    expect(answers.filter(({ status }) => ![200, 201, 401, 429].includes(status))).toEqual([])
  })

  it('ends with the next one, which is not used up by trying the last', async () => {
    const [lost, link] = [await begin(), await begin()]
    expect((await redeem(lost)).body.code).toBe('link-not-accepted')
    expect((await redeem(link)).body.reach).toBe('enrolment')
  })

  it('is not guessed: what is like it opens nothing, and who tries on has to wait', async () => {
    const link = await begin()
    const like = [`${link.slice(0, -1)}${link.endsWith('A') ? 'E' : 'A'}`, `${link[0] === 'A' ? 'B' : 'A'}${link.slice(1)}`, link.toLowerCase(), link.toUpperCase(), 'A'.repeat(43)]
    for (const token of like) expect((await redeem(token)).body.code).toBe('link-not-accepted')
    for (const token of ['', link.slice(1), `${link}=`, `${link}\0`, `enrol#${link}`]) expect((await redeem(token)).status).toBeGreaterThanOrEqual(400)
    let last = await redeem('B'.repeat(43))
    for (let n = 0; n < 100 && last.status !== 429; n += 1) last = await redeem('B'.repeat(43))
    expect(last.status).toBe(429)
    expect(last.headers.get('retry-after')).toMatch(/^\d+$/)
  })

  it('is in no fact, no log, no header and no answer but its own; no page it leads to tells where one came from', async () => {
    const link = await begin()
    const answer = await redeem(link)
    expect(JSON.stringify(world.store.log)).not.toContain(link)
    expect(JSON.stringify(world.logged)).not.toContain(link)
    expect(JSON.stringify([answer.body, [...answer.headers]])).not.toContain(link)
    // Behind the sign that browsers send to nobody; the page itself takes it out of the address at once.
    const page = await fetch(`${world.url}/enrol`)
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(await page.text()).toContain("history.replaceState(null, '', location.pathname)")
    expect((await world.ask({ path: 'topics' })).headers.get('referrer-policy')).toBe('no-referrer')
  })

  it('works for 15 minutes, exclusive', async () => {
    const link = await begin()
    world.systemClock.advance({ minutes: 15 })
    expect((await redeem(link)).status).toBe(401)
  })

  it('leads through password and second factor to a full session, and to nothing else before', async () => {
    const { token } = (await redeem(await begin())).body
    expect((await world.ask({ path: 'accounts', token })).body.code).toBe('enrolment-unfinished')
    expect((await world.ask({ method: 'PUT', path: 'auth/second-factor', token,
      body: { code: '123456' } })).body.code).toBe('enrolment-unfinished')
    expect((await world.ask({ method: 'PUT', path: 'auth/password', token, body: { password: PASSWORD } })).status).toBe(204)
    const begun = await world.ask({ method: 'POST', path: 'auth/second-factor', token })
    expect(begun.body.uri).toMatch(/^otpauth:\/\/totp\//)
    const { TOTP, Secret } = await import('otpauth')
    const code = new TOTP({ secret: Secret.fromBase32(begun.body.secret) }).generate({ timestamp: Date.parse(world.systemClock.now()) })
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    expect((await world.ask({ method: 'PUT', path: 'auth/second-factor', token,
      body: { code: wrong } })).body.code).toBe('code-not-accepted')
    const done = await world.ask({ method: 'PUT', path: 'auth/second-factor', token, body: { code } })
    expect(done.body).toMatchObject({ reach: 'full', hasSecondFactor: true })
    expect((await world.ask({ path: 'auth/session', token })).status).toBe(401)
    expect((await world.ask({ path: 'accounts', token: done.body.token })).status).toBe(200)
  })
})

describe('a session', () => {
  it('of a browser lives in a cookie that no script sees; no token is in the body', async () => {
    await post('auth/phone-codes', { phone: PHONE })
    const reply = await post('auth/phone-sessions', { phone: PHONE, code: world.sent[0]!.code, client: 'browser' })
    expect(reply.body.token).toBeUndefined()
    expect(reply.headers.get('set-cookie')).toMatch(/^zhijian=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/)
  })

  it('of a browser is not a bearer token, and that of an app is not a cookie', async () => {
    await post('auth/phone-codes', { phone: PHONE })
    const browser = await post('auth/phone-sessions', { phone: PHONE, code: world.sent[0]!.code, client: 'browser' })
    const cookie = browser.headers.get('set-cookie')!.split(';')[0]!
    expect((await world.ask({ path: 'auth/session', token: cookie.split('=')[1]! })).status).toBe(401)
    const token = await world.citizen(PHONE)
    expect((await world.ask({ path: 'auth/session', headers: { cookie: `zhijian=${token}` } })).status).toBe(401)
    expect((await world.ask({ path: 'auth/session', headers: { cookie } })).status).toBe(200)
  })

  it('does not write for other sites: a cookie needs our own Origin', async () => {
    await post('auth/phone-codes', { phone: PHONE })
    const browser = await post('auth/phone-sessions', { phone: PHONE, code: world.sent[0]!.code, client: 'browser' })
    const cookie = browser.headers.get('set-cookie')!.split(';')[0]!
    const out = (headers: Record<string, string>) =>
      world.ask({ method: 'DELETE', path: 'auth/sessions', headers: { cookie, ...headers } })
    expect((await out({ origin: 'https://evil.example' })).body.code).toBe('cross-site-request')
    expect((await out({ origin: 'null' })).body.code).toBe('cross-site-request')
    expect((await out({})).body.code).toBe('cross-site-request')
    expect((await out({ origin: world.url })).status).toBe(204)
  })

  it('is kept as a hash only, and ends when it is signed out', async () => {
    const token = await world.citizen(PHONE)
    expect((await world.ask({ method: 'DELETE', path: 'auth/session', token })).status).toBe(204)
    expect((await world.ask({ path: 'auth/session', token })).body.code).toBe('session-ended')
    expect(facts().at(-1)).toBe('SignedOut.v1')
  })

  it('that was forged or never was opens nothing', async () => {
    for (const token of ['A'.repeat(43), '', 'x', `${'A'.repeat(42)}'`]) {
      expect((await world.ask({ path: 'auth/session', token })).status).toBe(401)
    }
  })

  it('ends at once when the account is suspended by the security administrator', async () => {
    const desk = await world.staff('desk-02', 'desk')
    world.systemClock.advance({ seconds: 30 })
    const security = await world.staff('sec-1', 'security-admin')
    expect((await world.ask({ path: 'auth/session', token: desk })).status).toBe(200)
    const suspended = await world.ask({ method: 'POST', path: 'accounts/desk-02/suspension', token: security,
      body: { reason: 'misuse' } })
    expect(suspended.status).toBe(200)
    expect((await world.ask({ path: 'auth/session', token: desk })).status).toBe(401)
  })
})
