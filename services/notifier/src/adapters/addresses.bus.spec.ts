import type { Sealed } from '@zhijian/contracts'
import { Fault } from '@zhijian/kernel'
import { describe, expect, it } from 'vitest'
import { addressOf } from './address.ts'
import { addressesOver } from './addresses.bus.ts'

const sealed = (box: string) => ({ person: 'bai', box, commitment: 'c'.repeat(43) })
const erased = new Set<string>()
const over = (answers: Readonly<Record<string, unknown>>) => {
  const asked: string[] = []
  const addresses = addressesOver({
    async ask(service, query) {
      asked.push(`${service}.${query}`)
      return (answers[service] ?? null) as never
    },
  }, { openOrNull: async ({ box }: Sealed) => (erased.has(box) ? null : `open ${box}`) })
  return { addresses, asked }
}

describe('an address', () => {
  it('is the account\'s, opened now', async () => {
    const { addresses } = over({ gateway: { phone: sealed('P'), openid: sealed('O') } })
    expect([await addresses.of('bai', 'sms'), await addresses.of('bai', 'wecom'), await addresses.of('bai', 'wechat')]).toEqual(['open P', 'open P', 'open O'])
  })
  it('is the one on the register of lawyers, then of staff, before that which an account was opened with', async () => {
    const lawyer = over({ gateway: { phone: sealed('P'), openid: null }, 'lawyer-pool': sealed('L') })
    expect(await lawyer.addresses.of('bai', 'sms')).toBe('open L')
    const staff = over({ gateway: { phone: sealed('P'), openid: null }, directory: { personId: 'bai', phone: sealed('S') } })
    expect(await staff.addresses.of('bai', 'wecom')).toBe('open S')
    expect(staff.asked).toEqual(['lawyer-pool.phone', 'directory.person'])
  })
  it('is none of somebody who is erased, unknown, or has none of this kind', async () => {
    erased.add('X')
    expect(await over({ gateway: { phone: sealed('X'), openid: null } }).addresses.of('bai', 'sms')).toBeNull()
    expect(await over({}).addresses.of('bai', 'sms')).toBeNull()
    expect(await over({ gateway: { phone: sealed('P'), openid: null } }).addresses.of('bai', 'wechat')).toBeNull()
    expect(await over({ gateway: { phone: sealed('P'), openid: sealed('O') } }).addresses.of('bai', 'email')).toBeNull()
  })
  it('that cannot be had has left nothing, and what went wrong is not quoted', async () => {
    const broken = { of: async () => Promise.reject(new Fault('box-damaged', 'planted 13800001111', { retry: 'never' })) }
    const fault = await addressOf(broken, 'bai', 'sms').catch((error: unknown) => error as Fault)
    expect(fault).toMatchObject({ code: 'address-unavailable', retry: 'later', message: 'the address could not be had: box-damaged' })
    expect((fault as Fault).cause).toBeUndefined()
  })
})
