// What a log says of one question that bears on its promise: who could be asked, who was told and when, who answered when, and
// what else was commanded. From the question's stream and those of its deliveries.
import { consultationEvents, deliveryEvents, type AudienceRecord, type Policy, type Terms, type TierScope } from '@zhijian/contracts'
import { idOf, type StoredEvent } from '@zhijian/event-store'
import { elapsedMs, type Instant, type JsonObject } from '@zhijian/kernel'
import { restoreCommand } from '@zhijian/runtime/stream'

export interface WaveRule { readonly afterMs: number; readonly upTo: number }

export interface ToldTier {
  readonly tier: number
  readonly scope: TierScope
  readonly openedAt: Instant
  /** When the list was known, after the opening; null: never. */
  readonly listMs: number | null
  readonly count: number | null
  /** Why the list was empty, where it was. */
  readonly emptyReason: string | null
  /** Best first; null: the list is not here. */
  readonly ranked: readonly string[] | null
  /** When the delivery began, after the opening. */
  readonly deliveryMs: number | null
  readonly waves: readonly WaveRule[] | null
  /** By lawyer: his wave, when he was told, and how long after his wave had started. */
  readonly told: ReadonlyMap<string, { readonly wave: number; readonly at: Instant; readonly lagMs: number }>
  /** In a wave that started, and not told: quiet hours, quota, off duty. */
  readonly held: ReadonlySet<string>
}

export interface Act {
  readonly at: Instant
  readonly command: JsonObject & { readonly type: string }
  /** The lawyer whose time this act keeps: his own, or about his answer; null: it keeps its own time. */
  readonly lawyerId: string | null
}

export interface History {
  readonly stream: string
  readonly id: string
  readonly countyCode: string
  readonly regionCode: string
  readonly openedAt: Instant
  readonly opening: JsonObject & { readonly type: string }
  readonly policy: Policy
  readonly terms: Terms
  readonly tiers: readonly ToldTier[]
  readonly acts: readonly Act[]
  /** By lawyer: when he answered, and the tier by which he might. */
  readonly answers: ReadonlyMap<string, { readonly at: Instant; readonly tier: number }>
  /** From here on nobody more was needed; null: to the end of the log. */
  readonly neededUntil: Instant | null
}

const NOT_REPLAYED: ReadonlySet<string> = new Set(['OpenConsultation', 'RecordAudience'])

const deliveryOf = (events: readonly StoredEvent[], openedAt: Instant): Pick<ToldTier, 'deliveryMs' | 'waves' | 'told' | 'held'> => {
  const told = new Map<string, { wave: number; at: Instant; lagMs: number }>()
  const held = new Set<string>()
  const started = new Map<number, Instant>()
  let begun: Pick<ToldTier, 'deliveryMs' | 'waves'> = { deliveryMs: null, waves: null }
  for (const event of events.flatMap(({ type, data }) => deliveryEvents.read(type, data) ?? [])) {
    if (event.type === 'DeliveryOpened') {
      const { openedAt: at, waves } = event.data
      begun = { deliveryMs: elapsedMs(openedAt, at), waves: waves.map(({ dueAt, upTo }) => ({ afterMs: elapsedMs(at, dueAt), upTo })) }
    }
    if (event.type === 'WaveStarted') started.set(event.data.wave, event.data.startedAt)
    if (event.type !== 'PushesPlanned') continue
    const { wave, plannedAt, pushes } = event.data
    for (const { recipient } of pushes) if (!told.has(recipient)) told.set(recipient, { wave, at: plannedAt, lagMs: elapsedMs(started.get(wave) ?? plannedAt, plannedAt) })
    for (const { recipient } of event.data.held) if (!told.has(recipient)) held.add(recipient)
  }
  return { ...begun, told, held }
}

/**
 * @param deliveries events of each delivery to lawyers about a new question, by the tier
 * @param lists by digest; null where the file is not here
 * @returns null for a stream that holds no question, or one asked by the probe
 */
export const historyOf = (
  stream: string, events: readonly StoredEvent[], deliveries: ReadonlyMap<number, readonly StoredEvent[]>, lists: ReadonlyMap<string, AudienceRecord | null>,
): History | null => {
  const facts = events.flatMap(({ type, data }) => consultationEvents.read(type, data) ?? [])
  const first = facts[0]
  const carrier = events[0]
  if (first?.type !== 'ConsultationOpened' || carrier?.meta.command === undefined || first.data.isProbe) return null
  const batchOf = (version: number): readonly JsonObject[] => events.slice(version).filter((event) => event.meta.commandid === events[version]!.meta.commandid).map(({ data }) => data)
  const commandAt = (event: StoredEvent): JsonObject & { type: string } => restoreCommand(event.meta.command!, event.meta.time, batchOf(event.version)) as unknown as JsonObject & { type: string }

  const answers = new Map<string, { at: Instant; tier: number }>()
  const authors = new Map<string, string>()
  let neededUntil: Instant | null = null
  const tiers: ToldTier[] = []
  for (const fact of facts) {
    switch (fact.type) {
      case 'TierOpened': {
        const { tier, scope, openedAt } = fact.data
        const recorded = facts.find((each) => each.type === 'AudienceRecorded' && each.data.tier === tier)
        const data = recorded?.type === 'AudienceRecorded' ? recorded.data : null
        const skipped = facts.find((each) => each.type === 'TierSkipped' && each.data.tier === tier)
        tiers.push({
          tier, scope, openedAt, listMs: data === null ? null : elapsedMs(openedAt, data.at), count: data?.count ?? null,
          emptyReason: skipped?.type === 'TierSkipped' ? skipped.data.reason : null,
          ranked: data?.blob ? lists.get(data.blob.digest)?.ranked ?? null : null, ...deliveryOf(deliveries.get(tier) ?? [], openedAt),
        })
        break
      }
      case 'AnswerGiven':
        if (!answers.has(fact.data.lawyerId)) answers.set(fact.data.lawyerId, { at: fact.data.givenAt, tier: Math.max(0, fact.data.tier) })
        authors.set(fact.data.answerId, fact.data.lawyerId)
        break
      case 'QuorumMet':
      case 'ConsultationClosed':
      case 'ConsultationRested':
        neededUntil ??= fact.data.at
        break
      default:
    }
  }
  const acts = events.slice(1).flatMap((event): readonly Act[] => {
    if (event.meta.command === undefined || NOT_REPLAYED.has(String(event.meta.command['type']))) return []
    const command = commandAt(event)
    const attested = command['attested'] as { readonly lawyerId?: string } | undefined
    const about = typeof command['answerId'] === 'string' ? authors.get(command['answerId']) : undefined
    return [{ at: event.meta.time, command, lawyerId: attested?.lawyerId ?? about ?? null }]
  })
  const { countyCode, regionCode, policy, terms, openedAt } = first.data
  return { stream, id: idOf(stream), countyCode, regionCode, openedAt, opening: commandAt(carrier), policy, terms, tiers, acts, answers, neededUntil }
}
