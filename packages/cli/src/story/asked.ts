// Why a lawyer was asked a question or was not, tier by tier, and what became of it: from the audiences that were recorded
// and, where they say nothing of him, from his own stream as it was when the tier opened.
import { audienceOf, deliveryFacts, stateAt, whoWasTold, type Blobs, type Reading, type Telling } from '@zhijian/audit'
import { consultationEvents, type ConsultationEvent, type Explanation, type LawyerId } from '@zhijian/contracts'
import { aggregates, explainAudience, questionFacts } from '@zhijian/embedded'
import type { Instant } from '@zhijian/kernel'

type Opened = Extract<ConsultationEvent, { type: 'ConsultationOpened' }>['data']
type TierOpened = Extract<ConsultationEvent, { type: 'TierOpened' }>['data']

export type Asked = Explanation & {
  readonly tier: number
  readonly openedAt: Instant
  /** From 1, among those asked; null: unknown. */
  readonly place: number | null
  /** Whether the list of this tier could be read: false: none is recorded, or its file is not here. */
  readonly hasList: boolean
  readonly telling: Telling | null
  /** Why the delivery to this tier stands still. */
  readonly stopped: string | null
}

export const whyAsked = async (store: Reading, blobs: Blobs, stream: string, lawyerId: LawyerId, at: Instant | null): Promise<readonly Asked[]> => {
  const events = (await store.read(stream)).filter((event) => at === null || event.meta.time <= at).flatMap(({ type, data }) => consultationEvents.read(type, data) ?? [])
  const opened = events.find((event) => event.type === 'ConsultationOpened')?.data as Opened | undefined
  if (!opened) return []
  const register = aggregates.find((each) => each.decider.category === 'lawyer')!
  const life = await store.read(`lawyer-${lawyerId}`)
  const tiers = events.flatMap((event) => (event.type === 'TierOpened' ? [event.data as TierOpened] : []))
  return Promise.all(tiers.map(async ({ tier, scope, openedAt }): Promise<Asked> => {
    const ref = events.flatMap((event) => (event.type === 'AudienceRecorded' && event.data.tier === tier && event.data.blob ? [event.data.blob] : []))[0]
    const record = ref ? await audienceOf(blobs, ref) : null
    const stood = stateAt(register, life, record?.at ?? openedAt)
    const explained = explainAudience(record, stood.version < 0 ? null : stood.state as never, lawyerId, questionFacts(opened), { scope, openedAt })
    const place = record ? record.ranked.indexOf(lawyerId) + 1 : 0
    const delivery = await deliveryFacts(store, `delivery-${opened.consultationId}-${tier}`, at)
    const { tellings, stopped } = whoWasTold(delivery, record?.ranked ?? [])
    return {
      ...explained, tier, openedAt, place: place > 0 ? place : null, hasList: record !== null,
      telling: delivery.length === 0 ? null : tellings.find((each) => each.recipient === lawyerId) ?? null, stopped,
    }
  }))
}
