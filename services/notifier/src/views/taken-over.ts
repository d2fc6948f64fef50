// What a provider took over, by its own id: how a report that comes later finds its delivery.
import { deliveryEvents, type PushChannel, type Receipt } from '@zhijian/contracts'
import type { StoredEvent } from '@zhijian/event-store'
import type { View } from '@zhijian/runtime'
import { oncePer } from './once.ts'

export type TakenOver = { readonly deliveryId: string; readonly recipient: string }

export const takenOverKey = (channel: PushChannel, providerRef: string): string => `${channel} ${providerRef}`

const takenOf = oncePer((event: StoredEvent): ReadonlyMap<string, Receipt> => {
  const fact = deliveryEvents.read(event.type, event.data)
  const receipts = fact?.type === 'ReceiptsRecorded' ? fact.data.receipts : []
  return new Map(receipts.flatMap((receipt) => (receipt.outcome === 'delivered' && receipt.providerRef !== undefined
    ? [[takenOverKey(receipt.channel, receipt.providerRef), receipt] as const] : [])))
})

export const takenOver: View<TakenOver> = {
  collection: { name: 'notifier-taken-over', version: 1, indexes: [] },
  on: { categories: ['delivery'], types: ['ReceiptsRecorded'] },
  keys: (event) => [...takenOf(event).keys()],
  // A provider that gave one id to several pushes tells nothing of one of them.
  evolve: (before, event, id) => before ?? { deliveryId: event.data.deliveryId as string, recipient: takenOf(event).get(id)!.recipient },
}
