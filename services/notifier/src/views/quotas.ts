// How many pushes a recipient and a channel had on a local day.
import type { Push } from '@zhijian/contracts'
import type { View } from '@zhijian/runtime'

export type QuotaDocument = { readonly used: number }

export const quotaKey = (day: string, channel: string, recipient?: string): string => (recipient ? `${day} ${channel} ${recipient}` : `${day} ${channel}`)

export const quotas: View<QuotaDocument> = {
  collection: { name: 'notifier-quotas', version: 1, indexes: [] },
  on: { categories: ['delivery'], types: ['PushesPlanned'] },
  keys(event) {
    const { pushes, quotaDay } = event.data as unknown as { pushes: Push[]; quotaDay: string }
    return [...new Set(pushes.filter((push) => push.channel !== 'in-app')
      .flatMap((push) => [quotaKey(quotaDay, push.channel), quotaKey(quotaDay, push.channel, push.recipient)]))]
  },
  evolve(before, event, id) {
    const { pushes } = event.data as unknown as { pushes: Push[] }
    const [, channel, recipient] = id.split(' ')
    const more = pushes.filter((push) => push.channel === channel && (recipient === undefined || push.recipient === recipient)).length
    return { used: (before?.used ?? 0) + more }
  },
}
