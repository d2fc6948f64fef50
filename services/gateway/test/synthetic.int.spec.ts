// Sessions for people who are nobody: the probe's in any store, others in a demonstration alone.
import type { AccountId } from '@zhijian/contracts'
import { afterEach, describe, expect, it } from 'vitest'
import { gatewayConfig, PROBE } from '../src/index.ts'
import { openWorld, type World } from './world.ts'

let world: World
afterEach(() => world.close())

const who = async (token: string) => (await world.ask({ path: 'auth/session', token })).body.accountId

describe('a synthetic session', () => {
  it('opens for the probe’s own accounts, and is on record as the operator’s doing', async () => {
    world = await openWorld()
    await world.gateway.provision({ id: PROBE.citizen, kind: 'citizen', grants: [{ role: 'probe', region: null, organisation: null }] })
    expect(await who(await world.gateway.syntheticSession(PROBE.citizen))).toBe(PROBE.citizen)
    const [signedIn] = (await world.store.read(`account-${PROBE.citizen}`)).filter(({ type }) => type.startsWith('SignedIn'))
    expect(signedIn!.data['method']).toBe('operator')
  })
  it('of a live store never opens for anybody else', async () => {
    world = await openWorld()
    await world.gateway.provision({ id: 'head' as AccountId, kind: 'staff' })
    await expect(world.gateway.syntheticSession('head' as AccountId)).rejects.toMatchObject({ code: 'not-permitted' })
  })
  it('of a demonstration opens for its people', async () => {
    world = await openWorld({ config: gatewayConfig({ port: 0, demonstration: true }) })
    await world.gateway.provision({ id: 'load-citizen-1' as AccountId, kind: 'citizen' })
    expect(await who(await world.gateway.syntheticSession('load-citizen-1' as AccountId))).toBe('load-citizen-1')
  })
  it('cannot be waited for: the probe’s names are not given to people', async () => {
    world = await openWorld()
    const admin = await world.staff('admin-1', 'system-admin')
    const reply = await world.ask({ method: 'POST', path: 'accounts', token: admin, body: { id: 'probe-lawyer', kind: 'staff', because: '探针' } })
    expect([reply.status, reply.body.code]).toEqual([400, 'not-valid'])
  })
})
