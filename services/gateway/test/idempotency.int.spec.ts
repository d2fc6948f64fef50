import type { AccountId } from '@zhijian/contracts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWorld, type World } from './world.ts'

let world: World
let admin: string
let security: string
beforeEach(async () => {
  world = await openWorld()
  admin = await world.staff('admin-1', 'system-admin')
  security = await world.staff('sec-1', 'security-admin')
})
afterEach(() => world.close())

const open = (key: string | null, body: unknown = { id: 'desk-09', kind: 'staff', name: '其木格', because: '新到岗' }, token = admin) => world.ask({
  method: 'POST', path: 'accounts', token, body, ...(key === null ? { headers: { 'idempotency-key': '' } } : { key }),
})
const opened = () => world.store.log.filter(({ type, stream }) => type === 'AccountOpened.v1' && stream === 'account-desk-09')

describe('a command over HTTP', () => {
  it('needs a key of a fit shape', async () => {
    const bare = await fetch(`${world.url}/api/v1/accounts`,
      { method: 'POST', headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' }, body: '{}' })
    expect((await bare.json() as { code: string }).code).toBe('idempotency-key-missing')
    expect((await open(null)).body.code).toBe('idempotency-key-malformed')
    expect((await open('short')).body.code).toBe('idempotency-key-malformed')
  })
  it('repeated with the same key is the same write and the same answer', async () => {
    const first = await open('key-aaaaaaaa')
    const again = await open('key-aaaaaaaa')
    expect(first.status).toBe(201)
    expect([again.status, again.body]).toEqual([first.status, first.body])
    expect(opened()).toHaveLength(1)
  })
  it('sent twice at the same moment is one write', async () => {
    const both = await Promise.all([open('key-bbbbbbbb'), open('key-bbbbbbbb')])
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    expect(opened()).toHaveLength(1)
  })
  it('with the same key and another body is refused, even after the answer was given', async () => {
    await open('key-cccccccc')
    const other = await open('key-cccccccc', { id: 'desk-09', kind: 'staff', name: '其木德', because: '新到岗' })
    expect([other.status, other.body.code]).toEqual([409, 'idempotency-key-reused'])
  })
  it('the order of fields is not another body', async () => {
    await open('key-dddddddd', { id: 'desk-09', kind: 'staff', because: '新到岗' })
    expect((await open('key-dddddddd', { because: '新到岗', kind: 'staff', id: 'desk-09' })).status).toBe(201)
  })
  it('with the same key on another thing is refused', async () => {
    await open('key-eeeeeeee')
    const put = (account: string) => world.ask({ method: 'PUT', path: `accounts/${account}/roles/enterprise`, token: security,
      key: 'key-ffffffff', body: { region: '150921', organisation: null, because: '接替前任' } })
    expect((await put('desk-09')).status).toBe(200)
    expect((await put('admin-1')).body.code).toBe('idempotency-key-reused')
  })
  it('keys of two people do not meet', async () => {
    await world.gateway.provision({ id: 'admin-2' as AccountId, kind: 'staff' })
    const other = await world.staff('admin-3', 'system-admin')
    await open('key-gggggggg')
    const theirs = await open('key-gggggggg', { id: 'desk-10', kind: 'staff', because: '新到岗' }, other)
    expect(theirs.status).toBe(201)
  })
  it('refused, is refused the same way for 24 hours, then looked at anew', async () => {
    const grant = (key: string) => world.ask({ method: 'PUT', path: 'accounts/desk-09/roles/enterprise', token: security, key,
      body: { region: null, organisation: null, because: '接替前任' } })
    expect((await grant('key-hhhhhhhh')).body.code).toBe('no-such-account')
    await open('key-iiiiiiii')
    expect((await grant('key-hhhhhhhh')).body.code).toBe('no-such-account')
    expect((await grant('key-jjjjjjjj')).status).toBe(200)
    world.systemClock.advance({ hours: 24 })
    security = await world.staff('sec-1', 'security-admin')
    expect((await grant('key-hhhhhhhh')).status).toBe(200)
  })
})
