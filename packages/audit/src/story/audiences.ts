// Who could be asked and who was told, as recorded: the ranked lists of tiers and of deliveries, read from where they lie.
import { AudienceRecord, consultationEvents, deliveryEvents, type BlobRef, type DeliveryEvent, type NotAsked, type TierScope } from '@zhijian/contracts'
import type { EventStore, StoredEvent } from '@zhijian/event-store'
import { isFault, type Instant } from '@zhijian/kernel'
import { whoWasTold, type Delivered } from './told.ts'

export type Reading = Pick<EventStore, 'read'>
export interface Blobs { getPublic(ref: BlobRef): Promise<Uint8Array> }

/** Null: the file is not here, as where the log was copied alone. */
export const audienceOf = async (blobs: Blobs, ref: BlobRef): Promise<AudienceRecord | null> => {
  try {
    return AudienceRecord.parse(JSON.parse(Buffer.from(await blobs.getPublic(ref)).toString('utf8')))
  } catch (error) {
    if (isFault(error, 'no-such-blob')) return null
    throw error
  }
}

/** @returns null when this is no delivery, or its list is not here */
export const deliveredBy = async (blobs: Blobs, events: readonly DeliveryEvent[]): Promise<{ readonly delivered: Delivered; readonly hasList: boolean } | null> => {
  const opened = events.find((event) => event.type === 'DeliveryOpened')
  if (!opened) return null
  const { audience } = opened.data
  const ranked = audience.kind === 'list' ? audience.recipients : (await audienceOf(blobs, audience.ref))?.ranked ?? null
  return { delivered: whoWasTold(events, ranked ?? []), hasList: ranked !== null }
}

export const upTo = (events: readonly StoredEvent[], at: Instant | null): readonly StoredEvent[] =>
  (at === null ? events : events.filter((event) => event.meta.time <= at))

export const deliveryFactsOf = (events: readonly StoredEvent[]): readonly DeliveryEvent[] => events.flatMap(({ type, data }) => deliveryEvents.read(type, data) ?? [])

export const deliveryFacts = async (store: Reading, stream: string, at: Instant | null): Promise<readonly DeliveryEvent[]> =>
  deliveryFactsOf(upTo(await store.read(stream), at))

export interface Eligible {
  readonly tier: number
  readonly scope: TierScope
  readonly openedAt: Instant
  /** Null: not recorded by then. */
  readonly count: number | null
  /** Of the pool as it was when the list was made. */
  readonly recordedAt: Instant | null
  /** Best first; null: the list is not here. */
  readonly ranked: readonly string[] | null
  readonly notAsked: Readonly<Partial<Record<NotAsked, number>>>
}

/** Whom each tier that had opened by then could ask. @param events of one consultation */
export const eligibleBy = async (blobs: Blobs, events: readonly StoredEvent[], at: Instant | null): Promise<readonly Eligible[]> => {
  const facts = upTo(events, at).flatMap(({ type, data }) => consultationEvents.read(type, data) ?? [])
  return Promise.all(facts.flatMap((event) => (event.type === 'TierOpened' ? [event.data] : [])).map(async ({ tier, scope, openedAt }): Promise<Eligible> => {
    const recorded = facts.find((event) => event.type === 'AudienceRecorded' && event.data.tier === tier)
    const data = recorded?.type === 'AudienceRecorded' ? recorded.data : null
    const list = data?.blob ? await audienceOf(blobs, data.blob) : null
    return { tier, scope, openedAt, count: data?.count ?? null, recordedAt: data?.at ?? null, ranked: list?.ranked ?? null, notAsked: list?.notAskedCounts ?? {} }
  }))
}
