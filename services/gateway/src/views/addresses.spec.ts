import type { AccountEvent } from '@zhijian/contracts'
import { memoryReadStore } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import { addressQuery, addressView, type AddressRow } from './addresses.ts'

const sealed = (box: string) => ({ person: 'bai', box, commitment: 'c'.repeat(43) })
const at = '2026-03-01T01:00:00.000Z'
const opened = { type: 'AccountOpened', data: { accountId: 'bai', person: 'bai', kind: 'lawyer', at, by: 'admin', phone: sealed('PHONE'), name: null } }
const bound = { type: 'WeChatBound', data: { accountId: 'bai', openid: sealed('OPENID'), at, by: 'bai' } }
const linked = { type: 'LawyerLinked', data: { accountId: 'bai', lawyerId: 'lawyer-7', at, by: 'admin' } }
const unbound = { type: 'WeChatUnbound', data: { accountId: 'bai', at, by: 'bai' } }

const ask = async (personId: string, ...events: object[]): Promise<unknown> => {
  const rows = await memoryReadStore().collection<AddressRow>(addressView.collection)
  let row: AddressRow | null = null
  for (const event of events as AccountEvent[]) row = addressView.evolve(row, { type: `${event.type}.v1`, stream: 'account-bai', data: event.data } as never, 'bai')
  if (row) {
    await rows.apply([{ id: 'bai', document: row }], { position: '0000000000000001', stream: 'account-bai', version: 0, hash: 'h', epoch: 'e' } as never)
  }
  return addressQuery({ view: () => rows as never }).run({ personId } as never, {} as never)
}

describe('where somebody is reached', () => {
  it('is what the account holds, sealed', async () => expect(await ask('bai', opened, bound)).toEqual({ phone: sealed('PHONE'), openid: sealed('OPENID') }))
  it('is found by the lawyer too that the account acts as', async () => {
    expect(await ask('lawyer-7', opened, linked)).toEqual({ phone: sealed('PHONE'), openid: null })
  })
  it('is no WeChat any more after it was unbound', async () => expect(await ask('bai', opened, bound, unbound)).toEqual({ phone: sealed('PHONE'), openid: null }))
  it('is unknown of somebody without an account', async () => expect(await ask('qian', opened)).toBeNull())
  it('is said to the platform alone', () => expect(addressQuery({ view: undefined as never }).roles).toEqual(['system']))
})
