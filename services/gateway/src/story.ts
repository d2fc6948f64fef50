// One question's story for those who may look into it: the events from the log, how things stood from the services that decide
// them, who could be asked and who was told from the recorded lists. Nothing here decides, and nothing sealed is opened but texts,
// for those who may read them anyway.
import { deliveredBy, deliveryFactsOf, eligibleBy, isSealed, storyOf, upTo, withoutBoxes, type Eligible, type StoryEvent } from '@zhijian/audit'
import { consultationEvents, type Actor, type Sealed } from '@zhijian/contracts'
import { categoryOf, type StoredEvent } from '@zhijian/event-store'
import type { Instant, Json } from '@zhijian/kernel'
import { z } from 'zod'
import type { Gateway } from './gateway.ts'
import { namesOf } from './names.ts'
import { accessOf } from './policy.ts'

/** Who decides streams of these kinds, and can say how they stood. */
const OWNERS: Readonly<Record<string, string>> = {
  consultation: 'consult-router', callback: 'consult-router', review: 'consult-router', danger: 'consult-router', delivery: 'notifier', mandate: 'directory',
  call: 'consult-router',
}
/** Long lists, which `told` shows better. */
const WITHOUT_STATE = new Set(['delivery'])
/** Names of a list that are shown; the numbers are of all. */
const FEW = 50

type Looking = Pick<Gateway, 'ask' | 'store' | 'blobs' | 'sealer' | 'accounts' | 'staffNames'>

const Places = z.array(z.string())
export const streamsOf = async (gateway: Pick<Gateway, 'ask'>, consultationId: string, actor: Actor): Promise<readonly string[]> => {
  const found = Places.parse(await gateway.ask('gateway', 'case-streams', { consultationId }, actor))
  const own = `consultation-${consultationId}`
  // The question itself is there before any view has heard of it.
  return found.includes(own) ? found : [own, ...found]
}

const read = (gateway: Looking, streams: readonly string[]): Promise<readonly (readonly StoredEvent[])[]> =>
  Promise.all(streams.map((stream) => gateway.store.read(stream)))

/** What people wrote to each other; nothing else is ever opened here. */
const TEXTS = ['text', 'redacted'] as const
const mayRead = ({ role }: Actor): boolean => {
  const access = accessOf('show-question')
  return typeof access === 'object' && access[role] !== undefined
}

const textsOf = async (gateway: Looking, event: StoredEvent): Promise<Record<string, string | null> | null> => {
  if (categoryOf(event.stream) !== 'consultation') return null
  const sealed = TEXTS.filter((name) => isSealed(event.data[name]))
  if (sealed.length === 0) return null
  return Object.fromEntries(await Promise.all(sealed.map(async (name) => [name, await gateway.sealer.openOrNull(event.data[name] as unknown as Sealed)] as const)))
}

/** Long, and said by the terms; keyed marks of parties say nothing to anybody. */
const LEFT_OUT = new Set(['policy', 'opponents', 'askerParties'])

export interface Story {
  readonly consultationId: string
  readonly streams: readonly string[]
  readonly events: readonly (StoryEvent & { readonly texts: Readonly<Record<string, string | null>> | null })[]
  /** Of the staff and lawyers who acted. */
  readonly names: Readonly<Record<string, string>>
  readonly rules: { readonly rules: number; readonly policyVersion: number | null; readonly policyHash: string | null; readonly terms: Json }
}

export const tellStory = async (gateway: Looking, consultationId: string, actor: Actor): Promise<Story> => {
  const streams = await streamsOf(gateway, consultationId, actor)
  const histories = await read(gateway, streams)
  const byPlace = new Map(histories.flat().map((event) => [`${event.stream}@${event.version}`, event]))
  const isReader = mayRead(actor)
  const events = await Promise.all(storyOf(histories).map(async (event) => ({
    ...event,
    facts: Object.fromEntries(Object.entries(event.facts).filter(([name]) => !LEFT_OUT.has(name))),
    texts: isReader ? await textsOf(gateway, byPlace.get(`${event.stream}@${event.version}`)!) : null,
  })))
  const names = await namesOf({ gateway, ask: (service, query, data) => gateway.ask(service, query, data, actor) },
    events.map(({ cause }) => (cause.kind === 'command' ? cause.actorId : null)))
  const first = histories.flat().find(({ stream, version }) => stream === `consultation-${consultationId}` && version === 0)!
  const opened = consultationEvents.read(first.type, first.data)
  const { rules, policyVersion, policyHash, terms } = opened!.data as { rules: number; policyVersion?: number; policyHash?: string; terms: Json }
  return { consultationId, streams, events, names, rules: { rules, policyVersion: policyVersion ?? null, policyHash: policyHash ?? null, terms: withoutBoxes(terms) } }
}

const Next = z.object({ due: z.string(), passing: z.array(z.object({ type: z.string(), says: z.record(z.string(), z.any()) })) })
const Stood = z.object({
  stream: z.string(), version: z.int(), state: z.any(), next: Next.nullable(),
  passed: z.array(z.object({ due: z.string(), type: z.string(), data: z.any() })),
})
export const Standing = Stood.extend({ category: z.string() })

const Channel = z.object({ channel: z.string(), outcome: z.string().nullable(), reported: z.string().optional() })
export const Told = z.object({
  stream: z.string(), notice: z.string(), tier: z.int().nullable(), openedAt: z.string(),
  told: z.int(), held: z.int(), waiting: z.int(), stopped: z.string().nullable(), hasList: z.boolean(),
  rows: z.array(z.object({
    recipient: z.string(), rank: z.int().nullable(), wave: z.int().nullable(), at: z.string().nullable(), pushes: z.array(Channel),
    held: z.array(z.object({ channel: z.string().nullable(), reason: z.string() })), notReached: z.string().nullable(),
  })),
})
export const EligibleTier = z.object({
  tier: z.int(), scope: z.string(), openedAt: z.string(), recordedAt: z.string().nullable(), count: z.int().nullable(),
  ranked: z.array(z.string()).nullable(), notAsked: z.record(z.string(), z.int()),
})
export const Moment = z.object({
  at: z.string(), streams: z.array(Standing), eligible: z.array(EligibleTier), told: z.array(Told),
  lawyers: z.record(z.string(), z.string()).describe('names of lawyers that occur, by id'),
})

const tellingOf = async (gateway: Looking, events: readonly StoredEvent[], at: Instant): Promise<z.input<typeof Told> | null> => {
  const facts = deliveryFactsOf(upTo(events, at))
  const opened = facts.find((event) => event.type === 'DeliveryOpened')
  const found = await deliveredBy(gateway.blobs, facts)
  if (opened?.type !== 'DeliveryOpened' || found === null) return null
  const { delivered: { tellings, stopped }, hasList } = found
  const told = tellings.filter(({ pushes }) => pushes.length > 0).length
  const waiting = tellings.filter(({ notReached }) => notReached !== null).length
  const { notice, facts: { tier }, openedAt } = opened.data
  return {
    stream: events[0]!.stream, notice, tier: notice === 'question-waits' && typeof tier === 'number' ? tier : null, openedAt,
    told, held: tellings.length - told - waiting, waiting, stopped, hasList,
    rows: tellings.slice(0, FEW).map(({ pushes, held, ...row }) => ({
      ...row, held: [...held], pushes: pushes.map(({ channel, outcome, reported }) => ({ channel, outcome, ...(reported === undefined ? {} : { reported }) })),
    })),
  }
}

const Cards = z.array(z.object({ lawyerId: z.string(), name: z.string() }))
const lawyerNames = async (gateway: Looking, ids: readonly string[], actor: Actor): Promise<Record<string, string>> =>
  Object.fromEntries(Cards.parse(await gateway.ask('lawyer-pool', 'lawyers', { lawyerIds: ids.slice(0, 200) }, actor)).map(({ lawyerId, name }) => [lawyerId, name]))

const LAWYER = /^[A-Za-z0-9_-]{1,64}$/
const lawyersIn = (state: Json): readonly string[] => {
  if (Array.isArray(state)) return state.flatMap(lawyersIn)
  if (typeof state !== 'object' || state === null) return []
  return Object.entries(state).flatMap(([name, value]) => (name === 'lawyerId' && typeof value === 'string' ? [value] : lawyersIn(value ?? null)))
}

export const tellMoment = async (gateway: Looking, consultationId: string, at: Instant, actor: Actor): Promise<z.input<typeof Moment>> => {
  const streams = await streamsOf(gateway, consultationId, actor)
  const histories = await read(gateway, streams)
  const begun = streams.filter((_, place) => (histories[place]?.[0]?.meta.time ?? '9') <= at)
  const byOwner = Map.groupBy(begun.filter((stream) => !WITHOUT_STATE.has(categoryOf(stream))), (stream) => OWNERS[categoryOf(stream)]!)
  const standing = z.array(Stood).parse((await Promise.all([...byOwner].map(([service, own]) =>
    gateway.ask(service, 'state-at', { streams: own, at }, actor)))).flat())
  const question = histories[streams.indexOf(`consultation-${consultationId}`)] ?? []
  const eligible = (await eligibleBy(gateway.blobs, question, at)).map((tier: Eligible) =>
    ({ ...tier, ranked: tier.ranked === null ? null : tier.ranked.slice(0, FEW), notAsked: tier.notAsked as Record<string, number> }))
  const told = (await Promise.all(histories.filter((events) => events[0] && categoryOf(events[0].stream) === 'delivery').map((events) => tellingOf(gateway, events, at)))).flatMap((each) => each ?? [])
  const ids = new Set([
    ...standing.flatMap(({ state }) => lawyersIn(state as Json)), ...eligible.flatMap(({ ranked }) => ranked?.slice(0, FEW) ?? []),
    ...told.flatMap(({ rows }) => rows.map(({ recipient }) => recipient)),
  ].filter((id) => LAWYER.test(id)))
  return {
    at, streams: standing.map((each) => ({ ...each, category: categoryOf(each.stream) })), eligible, told, lawyers: await lawyerNames(gateway, [...ids], actor),
  }
}

const Finding = z.object({ kind: z.string(), stream: z.string(), version: z.int(), code: z.string(), says: z.string() })
export const Verdict = z.object({ ok: z.boolean(), events: z.int(), streams: z.int(), commands: z.int(), deadlines: z.int(), findings: z.array(Finding) })

/** Each service decides again what it decided. */
export const verifyCase = async (gateway: Looking, consultationId: string, actor: Actor): Promise<z.infer<typeof Verdict>> => {
  const streams = await streamsOf(gateway, consultationId, actor)
  const verdicts = await Promise.all([...Map.groupBy(streams, (stream) => OWNERS[categoryOf(stream)]!)].map(async ([service, own]) =>
    Verdict.parse(await gateway.ask(service, 'verify-streams', { streams: own }, actor))))
  const sum = (of: (verdict: z.infer<typeof Verdict>) => number): number => verdicts.reduce((total, each) => total + of(each), 0)
  return {
    ok: verdicts.every(({ ok }) => ok), events: sum(({ events }) => events), streams: sum((each) => each.streams), commands: sum(({ commands }) => commands),
    deadlines: sum(({ deadlines }) => deadlines), findings: verdicts.flatMap(({ findings }) => findings),
  }
}

