// One document a delivery: what it says, to whom it goes, and how far it came. Counts, not lists.
import { deliveryEvents, type Audience, type Notice, type TrueWhile, type Wave } from '@zhijian/contracts'
import type { View } from '@zhijian/runtime'

export type DeliveryDocument = {
  readonly deliveryId: string
  readonly notice: Notice
  readonly countyCode: string
  readonly consultationId: string | null
  readonly audience: Audience
  readonly waves: readonly Wave[]
  readonly isUrgent: boolean
  readonly isProbe: boolean
  readonly facts: Readonly<Record<string, string | number>>
  readonly openedAt: string
  readonly trueUntil?: string | undefined
  readonly trueWhile?: TrueWhile | undefined
  readonly started: number
  readonly stopped: string | null
  readonly told: number
  readonly held: Readonly<Record<string, number>>
  readonly receipts: Readonly<Record<string, number>>
  /** What providers said since of what they had taken over; a push whose failure turned out delivered counts in both. */
  readonly reports: Readonly<Record<string, number>>
}

const count = (before: Readonly<Record<string, number>>, names: readonly string[]): Record<string, number> => {
  const after = { ...before }
  for (const name of names) after[name] = (after[name] ?? 0) + 1
  return after
}

export const deliveries: View<DeliveryDocument> = {
  collection: { name: 'notifier-deliveries', version: 2, indexes: [['consultationId', 'openedAt'], ['countyCode', 'openedAt']] },
  on: { categories: ['delivery'] },
  keys: (event) => [event.data.deliveryId as string],
  evolve(before, event) {
    const fact = deliveryEvents.read(event.type, event.data)
    if (fact?.type === 'DeliveryOpened') {
      const { consultationId = null, ...opened } = fact.data
      return { ...opened, consultationId, started: 0, stopped: null, told: 0, held: {}, receipts: {}, reports: {} }
    }
    if (!before || !fact) return before
    switch (fact.type) {
      case 'WaveStarted': return { ...before, started: fact.data.wave + 1 }
      case 'PushesPlanned': return {
        ...before,
        told: before.told + new Set(fact.data.pushes.map((push) => push.recipient)).size,
        held: count(before.held, fact.data.held.map((each) => each.reason)),
      }
      case 'ReceiptsRecorded':
        return { ...before, receipts: count(before.receipts, fact.data.receipts.map((each) => `${each.channel} ${each.outcome}`)) }
      case 'ReportsRecorded':
        return { ...before, reports: count(before.reports, fact.data.reports.map((each) => `${each.channel} ${each.outcome}`)) }
      case 'DeliveryStopped': return { ...before, stopped: fact.data.reason }
      case 'DeliveryResumed': return { ...before, stopped: null }
      default: return fact satisfies never
    }
  },
}
