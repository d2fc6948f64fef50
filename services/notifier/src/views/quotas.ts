// How many pushes a recipient and a channel had on a local day.
import type { Push } from '@zhijian/contracts'
import type { StoredEvent } from '@zhijian/event-store'
import type { View } from '@zhijian/runtime'
import { oncePer } from './once.ts'

export type QuotaDocument = { readonly used: number }

export const quotaKey = (day: string, channel: string, recipient?: string): string => (recipient ? `${day} ${channel} ${recipient}` : `${day} ${channel}`)

const countOf = oncePer((event: StoredEvent): ReadonlyMap<string, number> => {
  const { pushes, quotaDay } = event.data as unknown as { pushes: Push[]; quotaDay: string }
  const counts = new Map<string, number>()
  for (const { channel, recipient } of pushes) {
    if (channel === 'in-app') continue
    for (const key of [quotaKey(quotaDay, channel), quotaKey(quotaDay, channel, recipient)]) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
})

export const quotas: View<QuotaDocument> = {
  collection: { name: 'notifier-quotas', version: 1, indexes: [] },
  on: { categories: ['delivery'], types: ['PushesPlanned'] },
  keys: (event) => [...countOf(event).keys()],
  evolve: (before, event, id) => ({ used: (before?.used ?? 0) + (countOf(event).get(id) ?? 0) }),
}
