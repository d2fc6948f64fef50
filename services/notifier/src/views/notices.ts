// One document a recipient and delivery: his list of messages, and the answer to "why was I not told?".
import { deliveryEvents, type HeldBack, type Push, type Receipt, type Report } from '@zhijian/contracts'
import type { StoredEvent } from '@zhijian/event-store'
import type { View } from '@zhijian/runtime'
import { oncePer } from './once.ts'

export type NoticeDocument = {
  readonly recipient: string
  readonly deliveryId: string
  readonly at: string
  readonly channels: readonly string[]
  /** By channel: whether the provider took it over. */
  readonly outcomes: Readonly<Record<string, string>>
  /** By channel: whether it reached him, as the provider said later. */
  readonly reports: Readonly<Record<string, string>>
  readonly held: readonly { readonly reason: string; readonly channel: string | null }[]
}

/** What one event says, by the recipient it says it of; `at` null: receipts or reports. */
interface ByRecipient {
  readonly at: string | null
  readonly of: ReadonlyMap<string, { readonly pushes: Push[]; readonly held: HeldBack[]; readonly receipts: Receipt[]; readonly reports: Report[] }>
}

const idOf = (recipient: string, deliveryId: string): string => `${recipient} ${deliveryId}`

const byRecipient = oncePer((event: StoredEvent): ByRecipient => {
  const fact = deliveryEvents.read(event.type, event.data)
  const of = new Map<string, { pushes: Push[]; held: HeldBack[]; receipts: Receipt[]; reports: Report[] }>()
  const at = (recipient: string) => {
    const found = of.get(recipient) ?? { pushes: [], held: [], receipts: [], reports: [] }
    of.set(recipient, found)
    return found
  }
  if (fact?.type === 'PushesPlanned') {
    for (const push of fact.data.pushes) at(push.recipient).pushes.push(push)
    for (const each of fact.data.held) at(each.recipient).held.push(each)
    return { at: fact.data.plannedAt, of }
  }
  if (fact?.type === 'ReceiptsRecorded') for (const receipt of fact.data.receipts) at(receipt.recipient).receipts.push(receipt)
  if (fact?.type === 'ReportsRecorded') for (const report of fact.data.reports) at(report.recipient).reports.push(report)
  return { at: null, of }
})

export const notices: View<NoticeDocument> = {
  collection: { name: 'notifier-notices', version: 2, indexes: [['recipient', 'at'], ['deliveryId', 'recipient']] },
  on: { categories: ['delivery'], types: ['PushesPlanned', 'ReceiptsRecorded', 'ReportsRecorded'] },
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
        recipient, deliveryId, at, channels: mine.pushes.map((push) => push.channel), outcomes: before?.outcomes ?? {}, reports: before?.reports ?? {},
        held: mine.held.map(({ reason, channel }) => ({ reason, channel })),
      }
    }
    const said = (of: readonly (Receipt | Report)[]): Record<string, string> => Object.fromEntries(of.map((each) => [each.channel, each.outcome]))
    return before && { ...before, outcomes: { ...before.outcomes, ...said(mine.receipts) }, reports: { ...before.reports, ...said(mine.reports) } }
  },
}
