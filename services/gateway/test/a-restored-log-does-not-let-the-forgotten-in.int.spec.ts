// After a restore the log may be older than somebody's being forgotten: the account is open in it, and its password fits.
import type { AccountId, PersonId } from '@zhijian/contracts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openWorld, PASSWORD, SECOND_FACTOR, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

it('whose key was destroyed does not sign in, by password or by a link', async () => {
  await world.gateway.provision({ id: 'desk-01' as AccountId, kind: 'staff', password: PASSWORD, secondFactor: SECOND_FACTOR, name: '其木格' })
  const link = await world.gateway.administratorLink('desk-01' as AccountId)
  await world.keyring.destroy('desk-01' as PersonId, { reason: 'asked for', by: ['zhao', 'qian'], at: '2026-11-22T02:40:23.000Z' })
  const password = await world.ask({ method: 'POST', path: 'auth/password-sessions',
    body: { login: 'desk-01', password: PASSWORD, totp: world.totp(), client: 'app' } })
  const byLink = await world.ask({ method: 'POST', path: 'auth/link-sessions', body: { token: link, client: 'app' } })
  expect([password.body.code, byLink.body.code]).toEqual(['account-suspended', 'account-suspended'])
})
