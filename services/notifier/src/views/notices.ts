// One document a recipient and delivery: his list of messages, and the answer to "why was I not told?".
import { deliveryEvents, type HeldBack, type Push, type Receipt } from '@zhijian/contracts'
import type { StoredEvent } from '@zhijian/event-store'
import type { View } from '@zhijian/runtime'
import { oncePer } from './once.ts'

export type NoticeDocument = {
  readonly recipient: string
  readonly deliveryId: string
  readonly at: string
  readonly channels: readonly string[]
  readonly outcomes: Readonly<Record<string, string>>
  readonly held: readonly { readonly reason: string; readonly channel: string | null }[]
}

/** What one event says, by the recipient it says it of; `at` null: receipts. */
interface ByRecipient {
  readonly at: string | null
  readonly of: ReadonlyMap<string, { readonly pushes: Push[]; readonly held: HeldBack[]; readonly receipts: Receipt[] }>
}

const idOf = (recipient: string, deliveryId: string): string => `${recipient} ${deliveryId}`

const byRecipient = oncePer((event: StoredEvent): ByRecipient => {
  const fact = deliveryEvents.read(event.type, event.data)
  const of = new Map<string, { pushes: Push[]; held: HeldBack[]; receipts: Receipt[] }>()
  const at = (recipient: string) => {
    const found = of.get(recipient) ?? { pushes: [], held: [], receipts: [] }
    of.set(recipient, found)
    return found
  }
  if (fact?.type === 'PushesPlanned') {
    for (const push of fact.data.pushes) at(push.recipient).pushes.push(push)
    for (const each of fact.data.held) at(each.recipient).held.push(each)
    return { at: fact.data.plannedAt, of }
  }
  if (fact?.type === 'ReceiptsRecorded') for (const receipt of fact.data.receipts) at(receipt.recipient).receipts.push(receipt)
  return { at: null, of }
})

export const notices: View<NoticeDocument> = {
  collection: { name: 'notifier-notices', version: 1, indexes: [['recipient', 'at'], ['deliveryId', 'recipient']] },
  on: { categories: ['delivery'], types: ['PushesPlanned', 'ReceiptsRecorded'] },
  keys(event) {
    const deliveryId = event.data.deliveryId as string
    return [...byRecipient(event).of.keys()].map((recipient) => idOf(recipient, deliveryId))
  },
  evolve(before, event, id) {
    const [recipient = '', deliveryId = ''] = id.split(' ')
    const { at, of } = byRecipient(event)
    const mine = of.get(recipient)
    if (!mine) return before
    if (at !== null) {
      return {
        recipient, deliveryId, at, channels: mine.pushes.map((push) => push.channel), outcomes: before?.outcomes ?? {},
        held: mine.held.map(({ reason, channel }) => ({ reason, channel })),
      }
    }
    return before && { ...before, outcomes: { ...before.outcomes, ...Object.fromEntries(mine.receipts.map((each) => [each.channel, each.outcome])) } }
  },
}
