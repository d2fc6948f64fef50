// notifier: who has been told, through which channel, within which quota.
import { defaultQuota, type QuotaPolicy } from '@zhijian/channels'
import {
  type AlarmId, type AlarmLevel, type AlarmPhase, Audience, DeliveryId, OpenDelivery, PlanPushes, RecordReceipts, RecordReports, PushChannel, ResumeDelivery, StopDelivery, deliveryOfTier, type PersonId, type Push, type TrueWhile,
} from '@zhijian/contracts'
import type { BlobStore } from '@zhijian/privacy'
import { recordQueries } from '@zhijian/audit'
import { aheadQueries, command, query, type Aggregate, type Outgoing, type Reaction, type ServiceDefinition, type ServicePorts } from '@zhijian/runtime'
import { hash } from 'node:crypto'
import type { StoredEvent } from '@zhijian/event-store'
import { assert, Fault, type Clock, type Instant, type Json, type JsonObject } from '@zhijian/kernel'
import { z } from 'zod'
import { delivery, pushKey, type Delivery } from './delivery.ts'
import { CONSULTATION_NOTICES, callNotice, complaintNotice, consultationNotice, OTHER_NOTICES, otherNotice, SUPERVISION_NOTICES, supervisionNotice, whoMissesNotice, type Recipient, type Told } from './notices.ts'
import { planWave } from './plan.ts'
import type { Channel, Contact, Contacts, PushMeter, QuietHours, SendJournal } from './ports.ts'
import { quotaDay } from './quota.ts'
import { tracedPush } from './adapters/traced-push.ts'
import { createSender } from './sending.ts'
import { deliveries, type DeliveryDocument } from './views/deliveries.ts'
import { notices, type NoticeDocument } from './views/notices.ts'
import { quotaKey, quotas, type QuotaDocument } from './views/quotas.ts'
import { searches, type Search } from './views/searches.ts'
import { subjects, type Subject } from './views/subjects.ts'
import { supervised, type Supervised } from './views/supervised.ts'
import { takenOver, takenOverKey, type TakenOver } from './views/taken-over.ts'

export interface NotifierPorts {
  readonly contacts: Contacts
  readonly channels: readonly Channel[]
  readonly journal: SendJournal
  readonly blobs: Pick<BlobStore, 'getPublic'>
  /** Persons who hold a role in a county at an instant; empty when nobody does. */
  readonly staff: (countyCode: string, recipient: Exclude<Recipient, { kind: 'person' }>, at: Instant) => Promise<readonly string[]>
  /** How an alarm stands now, by the log of its owner; null: who could say so does not answer. */
  readonly alarm: (alarmId: AlarmId) => Promise<{ readonly phase: AlarmPhase; readonly level: AlarmLevel } | null>
  readonly quota?: QuotaPolicy
  /** Waves of a tier's audience; the first tier is told at once. */
  readonly waves?: readonly { readonly afterMs: number; readonly upTo: number }[]
  /** Of contacts that say none of their own. Default: none. */
  readonly quietHours?: QuietHours | null
  readonly meter?: PushMeter
  /** The platform's time: of which day a quota is told, and whether what is to leave is still true. */
  readonly clock: Clock
}

/** What one wave can carry; more counsel than this no county has. */
const EVERYBODY = 1000
/** Ranked waves of the tiers beyond the county: 50 at once, 200 more after 45 s, 1,000 more after 90 s. */
const defaultWaves = [{ afterMs: 0, upTo: 50 }, { afterMs: 45_000, upTo: 250 }, { afterMs: 90_000, upTo: 1250 }]

const tell = (name: string, data: object): Outgoing => ({ service: 'notifier', command: name, data: data as JsonObject })

const byDelivery = (data: { readonly deliveryId: DeliveryId }): string => data.deliveryId
const System = ['system'] as const
/** Who may see who was told and why: operators, auditors. */
const Operators = ['desk', 'duty-officer', 'bureau-head', 'auditor', 'system'] as const
const Paged = { limit: z.int().min(1).max(200).default(50), cursor: z.string().max(500).optional() }

export const createNotifier = (ports: ServicePorts, own: NotifierPorts): ServiceDefinition => {
  const quota = own.quota ?? defaultQuota
  const send = createSender(own.channels, own.journal, tracedPush)

  const searchOf = (event: StoredEvent): Promise<Search | null> => ports.view<Search>(searches.collection.name).get(event.data.consultationId as string)

  const resolve = async (told: Told, at: Instant): Promise<readonly string[]> => {
    const lists = await Promise.all(told.recipients.map((each) => (each.kind === 'person' ? [each.id] : own.staff(told.countyCode, each, at))))
    return [...new Set(lists.flat())]
  }

  /** A message waited while its alarm went on. Nobody knows whether it did: an alarm is told once too often rather than not at all. */
  const isOvertaken = async (trueWhile: TrueWhile | undefined): Promise<boolean> => {
    const now = trueWhile === undefined ? null : await own.alarm(trueWhile.alarmId)
    return now !== null && !(trueWhile!.phases.includes(now.phase) && (trueWhile!.level ?? now.level) === now.level)
  }

  const openNotice = async (event: StoredEvent, told: Told | null): Promise<readonly Outgoing[]> => {
    if (!told) return []
    const recipients = await resolve(told, event.meta.time)
    if (recipients.length === 0) return []
    return [tell('open-delivery', {
      deliveryId: event.id, notice: told.notice, countyCode: told.countyCode, ...(told.consultationId === undefined ? {} : { consultationId: told.consultationId }),
      audience: { kind: 'list', recipients }, waves: [{ afterMs: 0, upTo: EVERYBODY }], isUrgent: told.isUrgent, isProbe: told.isProbe, facts: told.facts,
      ...(told.trueUntil === undefined ? {} : { trueUntil: told.trueUntil }), ...(told.trueWhile === undefined ? {} : { trueWhile: told.trueWhile }),
      ...(await isOvertaken(told.trueWhile) ? { stopped: 'too-late' } : {}),
    })]
  }

  const recipientsOf = async (audience: Audience, from: number, upTo: number): Promise<readonly string[]> => {
    if (audience.kind === 'list') return audience.recipients.slice(from, upTo)
    const { ranked } = JSON.parse(Buffer.from(await own.blobs.getPublic(audience.ref)).toString('utf8')) as { ranked: string[] }
    return ranked.slice(from, upTo)
  }

  const reactions: readonly Reaction[] = [
    {
      name: 'open-question',
      otherwise: ({ data }) => ({ code: 'lawyers-not-told', count: Number(data['count']) }),
      on: { categories: ['consultation'], types: ['AudienceRecorded'] },
      async run(event) {
        const search = await searchOf(event)
        const { tier, count, blob } = event.data as { tier: number; count: number; blob: JsonObject | null }
        if (!search || count === 0 || blob === null) return []
        return [tell('open-delivery', {
          deliveryId: deliveryOfTier(search.consultationId, tier), notice: 'question-waits', countyCode: search.countyCode, consultationId: search.consultationId,
          audience: { kind: 'blob', ref: blob, count }, waves: tier === 0 ? [{ afterMs: 0, upTo: EVERYBODY }] : own.waves ?? defaultWaves,
          isUrgent: false, isProbe: search.isProbe, facts: { topic: search.topic, tier },
          ...(search.needsLawyers ? {} : { stopped: search.ended ?? 'quorum-met' }),
        })]
      },
    },
    {
      name: 'stop-waves',
      otherwise: () => ({ code: 'telling-not-stopped' }),
      on: { categories: ['consultation'], types: ['QuorumMet', 'ConsultationClosed', 'ConsultationRested'] },
      async run(event) {
        const search = await searchOf(event)
        // Told late, and meanwhile somebody is looked for again: what resumed the waves came first, and stays.
        if (search?.needsLawyers) return []
        const reason = event.type.startsWith('QuorumMet') ? 'quorum-met' : event.type.startsWith('ConsultationClosed') ? 'closed' : 'search-ended'
        return (search?.tiers ?? []).map((tier) => tell('stop-delivery', { deliveryId: deliveryOfTier(search!.consultationId, tier), reason, turn: search!.turn }))
      },
    },
    {
      name: 'resume-waves',
      otherwise: () => ({ code: 'telling-not-resumed' }),
      on: { categories: ['consultation'], types: ['QuorumBroken', 'AnotherLawyerAsked', 'SearchResumed'] },
      async run(event) {
        const search = await searchOf(event)
        if (!search?.needsLawyers) return []
        return search.tiers.map((tier) => tell('resume-delivery', { deliveryId: deliveryOfTier(search.consultationId, tier), turn: search.turn }))
      },
    },
    {
      name: 'notices-of-consultations',
      otherwise: whoMissesNotice,
      on: { categories: ['consultation'], types: CONSULTATION_NOTICES },
      async run(event) {
        const search = await searchOf(event)
        return search ? openNotice(event, consultationNotice(event, search)) : []
      },
    },
    {
      name: 'notices-of-calls',
      otherwise: ({ data }) => ({ code: (data['rungBy'] ?? data['by']) === 'asker' ? 'lawyer-not-told' : 'asker-not-told' }),
      on: { categories: ['call'], types: ['CallRung', 'CallEnded'] },
      async run(event) {
        const search = await searchOf(event)
        return search ? openNotice(event, callNotice(event, search)) : []
      },
    },
    {
      name: 'notices-of-complaints',
      otherwise: () => ({ code: 'asker-not-told' }),
      on: { categories: ['review'], types: ['ReviewDecided'] },
      async run(event) {
        const [search, subject] = await Promise.all([searchOf(event), ports.view<Subject>(subjects.collection.name).get(event.stream)])
        return search && subject ? openNotice(event, complaintNotice(search, subject)) : []
      },
    },
    {
      name: 'notices-of-the-desk',
      otherwise: () => ({ code: 'desk-not-told' }),
      on: { categories: ['danger', 'callback', 'review'], types: OTHER_NOTICES },
      async run(event) {
        const subject = await ports.view<Subject>(subjects.collection.name).get(event.stream)
        return subject ? openNotice(event, otherNotice(event, subject)) : []
      },
    },
    {
      name: 'notices-of-correction',
      otherwise: ({ stream, type }) => ({ code: stream.startsWith('alarm-') || type.startsWith('HintNoted.') ? 'officers-not-told' : 'supervisee-not-told' }),
      on: { categories: ['alarm', 'supervisee'], types: SUPERVISION_NOTICES },
      async run(event) {
        const found = await ports.view<Supervised>(supervised.collection.name).get(event.stream)
        return found ? openNotice(event, supervisionNotice(event, found)) : []
      },
    },
    {
      name: 'plan-waves',
      otherwise: ({ data }) => ({ code: 'people-not-told', count: Number(data['upTo']) - Number(data['from']) }),
      on: { categories: ['delivery'], types: ['WaveStarted'] },
      // One after the other: the quota of the next wave counts what this one used.
      concurrency: 1,
      async run(event) {
        const { deliveryId, wave, from, upTo } = event.data as { deliveryId: string; wave: number; from: number; upTo: number }
        const document = await ports.view<DeliveryDocument>(deliveries.collection.name).get(deliveryId)
        assert(document, `${deliveryId} is not in its own view`)
        if (document.stopped) return []
        // Told again, by a broker that forgot how far it was: nobody need be asked whom it would reach now.
        const now = await ports.state<Delivery>(delivery as Aggregate<Delivery>, deliveryId)
        if (now?.state.planned[wave] !== undefined) return []
        if (await isOvertaken(document.trueWhile)) return [tell('stop-delivery', { deliveryId, reason: 'too-late' })]
        const recipients = await recipientsOf(document.audience, from, upTo)
        const day = quotaDay(event.meta.time)
        const counts = await countsOf(recipients, day)
        const plan = planWave({
          recipients, contacts: await contactsOf(document, recipients), counts, quota,
          isUrgent: document.isUrgent, isProbe: document.isProbe, at: event.meta.time, quietHours: own.quietHours ?? null,
        })
        for (const { channel, reason } of plan.held) own.meter?.held(channel, reason)
        return [tell('plan-pushes', { deliveryId, wave, ...plan, quotaDay: day })]
      },
    },
    {
      name: 'send-pushes',
      otherwise: ({ data }) => ({ code: 'people-not-told', count: new Set((data['pushes'] as unknown as readonly Push[]).map(({ recipient }) => recipient)).size }),
      on: { categories: ['delivery'], types: ['PushesPlanned'] },
      async run(event) {
        const { deliveryId, wave, pushes } = event.data as unknown as { deliveryId: DeliveryId; wave: number; pushes: Push[] }
        const [document, now] = await Promise.all([
          ports.view<DeliveryDocument>(deliveries.collection.name).get(deliveryId),
          ports.state<Delivery>(delivery as Aggregate<Delivery>, deliveryId),
        ])
        assert(document && now, `${deliveryId} is not in its own view`)
        const awaited = new Set(now.state.planned[wave])
        const saying = { deliveryId, notice: document.notice, facts: document.facts, at: document.openedAt as Instant }
        const waiting = pushes.filter((push) => awaited.has(pushKey(push)))
        // Planned in time, and then its provider was away for longer than it stays true.
        const isLate = waiting.length > 0 && ((document.trueUntil !== undefined && own.clock.now() >= document.trueUntil) || await isOvertaken(document.trueWhile))
        const { receipts, undone } = isLate ? { receipts: waiting.map((push) => ({ ...push, outcome: 'failed' as const, providerRef: 'too-late' })), undone: null }
          : await send(saying, wave, waiting)
        for (const { channel, outcome } of receipts) own.meter?.receipt(channel, outcome)
        if (!undone) return receipts.length === 0 ? [] : [tell('record-receipts', { deliveryId, wave, receipts })]
        // What is done is recorded now: the rest may have to wait for a provider for long.
        if (receipts.length > 0) {
          await ports.tell('notifier', 'record-receipts', { deliveryId, wave, receipts } as unknown as JsonObject, {
            commandId: hash('sha256', `${event.id} ${receipts.map(pushKey).join(' ')}`, 'hex'),
            actor: { id: 'system' as PersonId, role: 'system' }, correlationId: event.meta.correlationid,
          })
        }
        throw new Fault(undone.code, undone.message, { retry: 'later' })
      },
    },
  ]

  /** The asker is reached as she wished when she asked, at any hour: she waits for an answer. Everybody else as they are known. */
  const contactsOf = async (document: DeliveryDocument, recipients: readonly string[]): Promise<ReadonlyMap<string, Contact>> => {
    const search = document.consultationId === null ? null : await ports.view<Search>(searches.collection.name).get(document.consultationId)
    const others = recipients.filter((recipient) => recipient !== search?.askerId)
    const known = new Map(others.length === 0 ? [] : await own.contacts.of(others))
    if (search && others.length < recipients.length) {
      known.set(search.askerId, { channels: search.wake as readonly PushChannel[], isOnDuty: true, quietHours: null })
    }
    // A channel that is not connected, or has no words for this, would only use up the one push that somebody gets.
    const usable = new Set(own.channels.filter(({ carries }) => carries?.(document.notice) ?? true).map(({ name }) => name))
    return new Map([...known].map(([id, contact]) => [id, { ...contact, channels: contact.channels.filter((channel) => usable.has(channel)) }]))
  }

  const countsOf = async (recipients: readonly string[], day: string) => {
    const external = own.channels.map((channel) => channel.name).filter((name) => name !== 'in-app')
    const keys = external.flatMap((channel) => [quotaKey(day, channel), ...recipients.map((recipient) => quotaKey(day, channel, recipient))])
    const used = keys.length === 0 ? new Map<string, QuotaDocument>() : await ports.view<QuotaDocument>(quotas.collection.name).getMany(keys)
    return {
      ofRecipient: (recipient: string, channel: PushChannel) => used.get(quotaKey(day, channel, recipient))?.used ?? 0,
      ofChannel: (channel: PushChannel) => used.get(quotaKey(day, channel))?.used ?? 0,
    }
  }

  const { meter, clock } = own
  if (meter) {
    meter.quota(quota.perChannelPerDay, async (channel) => {
      // Before the first event, and while the view is away, nobody knows.
      const used = await (async () => ports.view<QuotaDocument>(quotas.collection.name).get(quotaKey(quotaDay(clock.now()), channel)))().catch(() => undefined)
      return used === undefined ? null : used?.used ?? 0
    })
  }

  const noticesOf = async (recipient: string, { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined }): Promise<Json> => {
    const page = await ports.view<NoticeDocument>(notices.collection.name)
      .find({ where: { recipient }, sort: [['at', 'desc']], limit, ...(cursor === undefined ? {} : { cursor }) })
    const of = await ports.view<DeliveryDocument>(deliveries.collection.name).getMany(page.items.map((item) => item.deliveryId))
    return {
      items: page.items.map((item) => {
        const document = of.get(item.deliveryId)
        return { ...item, notice: document?.notice ?? null, consultationId: document?.consultationId ?? null, facts: document?.facts ?? {} }
      }),
      next: page.next,
    } as never
  }

  const write = <S extends z.ZodType<{ deliveryId: DeliveryId }>>(type: string, schema: S) => command({
    schema, aggregate: delivery, roles: System, streamId: byDelivery, prepare: (data) => ({ type, ...(data as object) }) as never,
  })

  /** One that is not there yet is on its way, with what was needed when that was sent. */
  const ofQuestion = (type: string, schema: z.ZodType<{ deliveryId: DeliveryId }>) => command({
    schema, aggregate: delivery, roles: System, streamId: byDelivery,
    prepare: async (data) => {
      if (await ports.state<Delivery>(delivery as Aggregate<Delivery>, data.deliveryId) === null) throw new Fault('delivery-not-opened', 'what opens it has not come yet', { retry: 'later' })
      return { type, ...(data as object) } as never
    },
  })

  return {
    name: 'notifier',
    aggregates: [delivery],
    sends: [
      ...['open-delivery', 'plan-pushes', 'record-receipts', 'stop-delivery', 'resume-delivery'].map((name) => `cmd.notifier.${name}`),
      ...['contacts', 'phone'].map((name) => `qry.lawyer-pool.${name}`),
      ...['known', 'duty-officer', 'holders', 'person'].map((name) => `qry.directory.${name}`),
      'qry.gateway.addresses', 'qry.geofence-monitor.alarm-now', 'push.*',
    ],
    commands: {
      'open-delivery': write('OpenDelivery', OpenDelivery),
      'plan-pushes': write('PlanPushes', PlanPushes),
      'record-receipts': write('RecordReceipts', RecordReceipts),
      'record-reports': write('RecordReports', RecordReports),
      'stop-delivery': ofQuestion('StopDelivery', StopDelivery),
      'resume-delivery': ofQuestion('ResumeDelivery', ResumeDelivery),
    },
    queries: {
      ...aheadQueries(ports), ...recordQueries(ports, [delivery]),
      /** A recipient's messages, newest first. */
      inbox: query({
        schema: z.strictObject({ recipient: z.string().max(64), ...Paged }),
        roles: ['citizen', 'enterprise', 'lawyer', ...Operators],
        run: async ({ recipient, ...page }, { actor }) => (actor.role !== 'system' && actor.id !== recipient ? { items: [], next: null } : noticesOf(recipient, page)),
      }),
      /** The same for whoever has to say why somebody was not told. */
      'of-recipient': query({
        schema: z.strictObject({ recipient: z.string().max(64), ...Paged }), roles: Operators,
        run: ({ recipient, ...page }) => noticesOf(recipient, page),
      }),
      /** What was to be told in a county, newest first. */
      'of-county': query({
        schema: z.strictObject({ countyCode: z.string().max(6), ...Paged }), roles: Operators,
        async run({ countyCode, limit, cursor }) {
          return await ports.view<DeliveryDocument>(deliveries.collection.name)
            .find({ where: { countyCode }, sort: [['openedAt', 'desc']], limit, ...(cursor === undefined ? {} : { cursor }) }) as never
        },
      }),
      /** By which of the connected ways an asker can be told that an answer came. */
      'wake-channels': query({
        schema: z.strictObject({}), roles: ['citizen', 'enterprise', 'probe', 'desk', 'system'],
        run: async () => own.channels.filter(({ carries }) => carries?.('answer-arrived') ?? true).map(({ name }) => name),
      }),
      /** Which deliveries a provider's ids belong to; ids of nothing are left out. */
      'taken-over': query({
        schema: z.strictObject({ channel: PushChannel, providerRefs: z.array(z.string().max(64)).max(500) }), roles: System,
        async run({ channel, providerRefs }) {
          const found = await ports.view<TakenOver>(takenOver.collection.name).getMany(providerRefs.map((ref) => takenOverKey(channel, ref)))
          return providerRefs.flatMap((providerRef) => {
            const one = found.get(takenOverKey(channel, providerRef))
            return one ? [{ providerRef, ...one }] : []
          }) as never
        },
      }),
      /** Everything that was sent, or held back, about one question. */
      'of-consultation': query({
        schema: z.strictObject({ consultationId: z.string().max(64) }),
        roles: Operators,
        async run({ consultationId }) {
          const page = await ports.view<DeliveryDocument>(deliveries.collection.name).find({ where: { consultationId }, sort: [['openedAt', 'asc']], limit: 1000 })
          return page.items as never
        },
      }),
      /** Who of one delivery was told, who not, and why. */
      recipients: query({
        schema: z.strictObject({
          deliveryId: z.string().max(80), limit: z.int().min(1).max(1000).default(200), cursor: z.string().max(500).optional(),
          /** Where the right to look is that to a question: of another one's delivery nobody is told. */
          consultationId: z.string().max(64).optional(),
        }),
        roles: Operators,
        async run({ deliveryId, limit, cursor, consultationId }) {
          const of = consultationId === undefined ? null : await ports.view<DeliveryDocument>(deliveries.collection.name).get(deliveryId)
          if (consultationId !== undefined && of?.consultationId !== consultationId) return { items: [], next: null }
          return await ports.view<NoticeDocument>(notices.collection.name)
            .find({ where: { deliveryId }, sort: [['recipient', 'asc']], limit, ...(cursor === undefined ? {} : { cursor }) }) as never
        },
      }),
    },
    reactions,
    views: [searches, deliveries, notices, quotas, subjects, supervised, takenOver],
  }
}
