// One document a recipient and delivery: his list of messages, and the answer to "why was I not told?".
import { deliveryEvents } from '@zhijian/contracts'
import type { View } from '@zhijian/runtime'

export type NoticeDocument = {
  readonly recipient: string
  readonly deliveryId: string
  readonly at: string
  readonly channels: readonly string[]
  readonly outcomes: Readonly<Record<string, string>>
  readonly held: readonly { readonly reason: string; readonly channel: string | null }[]
}

const idOf = (recipient: string, deliveryId: string): string => `${recipient} ${deliveryId}`

export const notices: View<NoticeDocument> = {
  collection: { name: 'notifier-notices', version: 1, indexes: [['recipient', 'at'], ['deliveryId', 'recipient']] },
  on: { categories: ['delivery'], types: ['PushesPlanned', 'ReceiptsRecorded'] },
  keys(event) {
    const fact = deliveryEvents.read(event.type, event.data)
    const people: readonly { readonly recipient: string }[] = fact?.type === 'PushesPlanned' ? [...fact.data.pushes, ...fact.data.held]
      : fact?.type === 'ReceiptsRecorded' ? fact.data.receipts : []
    return [...new Set(people.map((each) => idOf(each.recipient, event.data.deliveryId as string)))]
  },
  evolve(before, event, id) {
    const fact = deliveryEvents.read(event.type, event.data)
    const [recipient = '', deliveryId = ''] = id.split(' ')
    const mine = <T extends { readonly recipient: string }>(list: readonly T[]): T[] => list.filter((each) => each.recipient === recipient)
    if (fact?.type === 'PushesPlanned') {
      return {
        recipient, deliveryId, at: fact.data.plannedAt,
        channels: mine(fact.data.pushes).map((push) => push.channel), outcomes: before?.outcomes ?? {},
        held: mine(fact.data.held).map(({ reason, channel }) => ({ reason, channel })),
      }
    }
    if (!before || fact?.type !== 'ReceiptsRecorded') return before
    return { ...before, outcomes: { ...before.outcomes, ...Object.fromEntries(mine(fact.data.receipts).map((each) => [each.channel, each.outcome])) } }
  },
}
