// Where an account's person is reached: sealed as it came, opened by whoever sends a message, at that moment.
import { accountEvents, type AccountEvent, type Sealed } from '@zhijian/contracts'
import { idOf, type StoredEvent } from '@zhijian/event-store'
import type { Json } from '@zhijian/kernel'
import { query, type QueryDefinition, type ServicePorts, type View } from '@zhijian/runtime'
import { z } from 'zod'

export type AddressRow = {
  readonly id: string
  readonly lawyerId: string | null
  readonly phone: Sealed | null
  readonly openid: Sealed | null
}

export const addressView: View<AddressRow> = {
  collection: { name: 'gateway-addresses', version: 1, indexes: [['lawyerId', 'id']] },
  on: { categories: ['account'], types: ['AccountOpened', 'LawyerLinked', 'WeChatBound', 'WeChatUnbound'] },
  keys: (event) => [idOf(event.stream)],
  evolve(row, stored: StoredEvent) {
    const event = accountEvents.read(stored.type, stored.data) as AccountEvent | null
    if (event?.type === 'AccountOpened') return { id: event.data.accountId, lawyerId: null, phone: event.data.phone, openid: null }
    if (row === null) return null
    switch (event?.type) {
      case 'LawyerLinked': return { ...row, lawyerId: event.data.lawyerId }
      case 'WeChatBound': return { ...row, openid: event.data.openid }
      case 'WeChatUnbound': return { ...row, openid: null }
      default: return row
    }
  },
}

/** By the account's id, or by the lawyer it acts as; null: no such account. For the sending of messages alone. */
export const addressQuery = (ports: Pick<ServicePorts, 'view'>): QueryDefinition => query({
  schema: z.strictObject({ personId: z.string().min(1).max(64) }),
  roles: ['system'],
  async run({ personId }) {
    const rows = ports.view<AddressRow>(addressView.collection.name)
    const row = await rows.get(personId) ?? (await rows.find({ where: { lawyerId: personId }, sort: [['id', 'asc']], limit: 1 })).items[0]
    return (row ? { phone: row.phone, openid: row.openid } : null) as unknown as Json
  },
})
