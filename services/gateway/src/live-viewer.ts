// What concerns whom, of the log: citizens their own questions, lawyers the questions they may look at and their own
// acts, offices what lies within their reach; notices go to the person they are for. What is found of somebody in community correction
// is for those alone who supervise her: she is told of what she has to do, and of what was decided.
import {
  alarmEvents, callbackEvents, callEvents, consultationEvents, dangerEvents, deliveryEvents, lawyerEvents, reviewEvents, superviseeEvents, type Actor, type AttestedByPool, type LawyerEvent, type Role,
} from '@zhijian/contracts'
import { categoryOf, idOf, nameOfType, type StoredEvent } from '@zhijian/event-store'
import type { Gateway } from './gateway.ts'
import { eventName, type LiveMessage, type Viewer } from './live.ts'
import { covers, IMPLIED } from './policy.ts'
import type { Caller } from './route.ts'
import { held, noOffices, type Held, type Scope } from './standing.ts'
import { streamFold, type StreamFold } from './stream-fold.ts'
import { call, sideOf, type Call } from './views/call.ts'
import { conversation, isAsker, placeOf, type Conversation } from './views/conversation.ts'
import { attestation, mayLook, mightLook } from './visibility.ts'

/** What the first event of a smaller stream says of where it belongs. */
interface Matter {
  readonly countyCode: string
  readonly askerId: string | null
  readonly consultationId: string | null
  readonly notice: string | null
  /** Who took the call-back and has not done with it. */
  readonly takenBy: string | null
  /** To how many it went so far. */
  readonly told: number
}

/** Whom a stream of correction is about, and where it is carried out. */
interface Supervised {
  readonly superviseeId: string
  /** Null: an alarm about her, which is not hers to see. */
  readonly person: string | null
  readonly region: string
}

export interface LiveFacts {
  readonly conversations: StreamFold<Conversation | null>
  readonly calls: StreamFold<Call | null>
  readonly matters: Readonly<Record<'callback' | 'review' | 'danger' | 'delivery', StreamFold<Matter | null>>>
  readonly supervised: Readonly<Record<'supervisee' | 'alarm', StreamFold<Supervised | null>>>
  /** Where a lawyer is registered. */
  readonly registered: StreamFold<string | null>
  readonly offices: StreamFold<Held>
  /** As it is at an event: read once for all who are offered that event. */
  at<State>(event: StoredEvent, fold: StreamFold<State>, id: string): Promise<State | null>
  /** What is told of a question: one message for all whom the event concerns. */
  ofConsultation(event: StoredEvent, consultationId: string): LiveMessage
  /** Whom, of those who follow their own matters alone, an event can concern. */
  whom(event: StoredEvent): Promise<readonly string[]>
}

const onceAtEvent = (): LiveFacts['at'] => {
  const read = new WeakMap<StoredEvent, Map<unknown, Map<string, Promise<unknown>>>>()
  return <State>(event: StoredEvent, fold: StreamFold<State>, id: string): Promise<State | null> => {
    const folds = read.get(event) ?? new Map<unknown, Map<string, Promise<unknown>>>()
    read.set(event, folds)
    const ids = folds.get(fold) ?? new Map<string, Promise<unknown>>()
    folds.set(fold, ids)
    const known = ids.get(id) ?? fold.load(id).then((found) => found?.state ?? null)
    ids.set(id, known)
    return known as Promise<State | null>
  }
}

const onceOfConsultation = (): LiveFacts['ofConsultation'] => {
  const made = new WeakMap<StoredEvent, LiveMessage>()
  return (event, consultationId) => {
    const known = made.get(event) ?? message(event, { consultationId })
    made.set(event, known)
    return known
  }
}

const peopleIn = (stored: StoredEvent): number => {
  const read = deliveryEvents.read(stored.type, stored.data)
  return read?.type === 'PushesPlanned' ? new Set(read.data.pushes.map(({ recipient }) => recipient)).size : 0
}

const matter = (state: Matter | null, stored: StoredEvent): Matter | null => {
  if (state !== null) {
    const name = nameOfType(stored.type)
    if (name === 'PushesPlanned') return { ...state, told: state.told + peopleIn(stored) }
    if (name === 'CallbackTaken') return { ...state, takenBy: String(stored.data['agentId']) }
    return /^Callback(Released|Reached|Failed|Cancelled)$/.test(name) ? { ...state, takenBy: null } : state
  }
  const families = { callback: callbackEvents, review: reviewEvents, danger: dangerEvents, delivery: deliveryEvents }
  const event = families[categoryOf(stored.stream) as keyof typeof families].read(stored.type,
    stored.data) as { data: Record<string, unknown> } | null
  if (event === null) return null
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  const { countyCode, askerId, consultationId, notice } = event.data
  return { countyCode: text(countyCode) ?? '', askerId: text(askerId), consultationId: text(consultationId),
    notice: text(notice), takenBy: null, told: 0 }
}

const supervised = (state: Supervised | null, stored: StoredEvent): Supervised | null => {
  if (categoryOf(stored.stream) === 'alarm') {
    const event = alarmEvents.read(stored.type, stored.data)
    return event?.type === 'AlarmRaised' ? { superviseeId: event.data.superviseeId, person: null, region: event.data.region } : state
  }
  const event = superviseeEvents.read(stored.type, stored.data)
  if (event?.type === 'SupervisionBegan') return { superviseeId: event.data.superviseeId, person: event.data.person, region: event.data.region }
  return event?.type === 'OfficeAssigned' && state !== null ? { ...state, region: event.data.region } : state
}
/** For those who supervise, and not for her. */
const ABOUT_HER: ReadonlySet<string> = new Set(['PositionsAssessed', 'TransitionFound', 'TransitionWithdrawn', 'SilenceReached', 'HeardAgain', 'HintNoted'])

export const liveFacts = (gateway: Pick<Gateway, 'store'>): LiveFacts => {
  const fold = (category: string): StreamFold<Matter | null> => streamFold(gateway.store, category, () => null, matter, 5000)
  const facts: Omit<LiveFacts, 'whom'> = {
    at: onceAtEvent(),
    ofConsultation: onceOfConsultation(),
    conversations: conversations(gateway),
    calls: streamFold(gateway.store, 'call', (): Call | null => null, (state, stored) => {
      const event = callEvents.read(stored.type, stored.data)
      return event === null ? state : call(state, event)
    }, 5000),
    matters: { callback: fold('callback'), review: fold('review'), danger: fold('danger'), delivery: fold('delivery') },
    supervised: {
      supervisee: streamFold(gateway.store, 'supervisee', (): Supervised | null => null, supervised, 5000), alarm: streamFold(gateway.store, 'alarm', (): Supervised | null => null, supervised, 5000),
    },
    registered: streamFold(gateway.store, 'lawyer', (): string | null => null, (place, stored) => {
      const event = lawyerEvents.read(stored.type, stored.data) as LawyerEvent | null
      return event?.type === 'LawyerRegistered' || event?.type === 'LawyerProfileChanged' ? event.data.profile.county ?? event.data.profile.region : place
    }, 5000),
    offices: streamFold(gateway.store, 'person', () => noOffices, held, 5000),
  }
  return { ...facts, whom: (event) => whomIn(facts, event) }
}

const inAppRecipients = (event: StoredEvent): readonly string[] => {
  const read = deliveryEvents.read(event.type, event.data)
  return read?.type === 'PushesPlanned' ? read.data.pushes.filter(({ channel }) => channel === 'in-app').map(({ recipient }) => recipient) : []
}

const whomIn = async (facts: Omit<LiveFacts, 'whom'>, event: StoredEvent): Promise<readonly string[]> => {
  const id = idOf(event.stream)
  const askerOf = async (consultationId: string): Promise<readonly string[]> => {
    const asked = await facts.at(event, facts.conversations, consultationId)
    return asked === null ? [] : [asked.question.askerId]
  }
  switch (categoryOf(event.stream)) {
    case 'consultation': return askerOf(id)
    case 'call': {
      const found = await facts.at(event, facts.calls, id)
      return found === null ? [] : [found.askerId]
    }
    case 'callback': {
      const found = await facts.at(event, facts.matters.callback, id)
      return found === null || found.askerId === null ? [] : [found.askerId]
    }
    case 'supervisee': {
      const found = await facts.at(event, facts.supervised.supervisee, id)
      return found === null || found.person === null ? [] : [found.person]
    }
    case 'delivery': {
      const found = await facts.at(event, facts.matters.delivery, id)
      const asker = found === null || found.consultationId === null ? [] : await askerOf(found.consultationId)
      return [...new Set([...inAppRecipients(event), ...asker])]
    }
    default: return []
  }
}

export const conversations = ({ store }: Pick<Gateway, 'store'>): StreamFold<Conversation | null> =>
  streamFold(store, 'consultation', (): Conversation | null => null, (state, stored) => {
    const event = consultationEvents.read(stored.type, stored.data)
    return event === null ? state : conversation(state, event)
  }, 5000)

/** Where what has a clock lies; what lies nowhere is told to those alone who reach everywhere. */
const placeOfClock = async (gateway: Pick<Gateway, 'mandates'>, facts: LiveFacts, stream: string): Promise<string | undefined> => {
  const id = idOf(stream)
  const ofQuestion = async (consultationId: string | undefined): Promise<string | undefined> => {
    const found = consultationId === undefined ? null : (await facts.conversations.load(consultationId))?.state ?? null
    return found === null ? undefined : placeOf(found)
  }
  const category = categoryOf(stream)
  switch (category) {
    case 'consultation': return ofQuestion(id)
    case 'call': return ofQuestion((await facts.calls.load(id))?.state?.consultationId)
    case 'callback': case 'review': case 'danger': case 'delivery': {
      const found = (await facts.matters[category].load(id))?.state ?? null
      return found === null ? undefined : found.countyCode || ofQuestion(found.consultationId ?? undefined)
    }
    case 'mandate': {
      const given = (await gateway.mandates.load(id))?.state ?? null
      return given === null ? undefined : given.villageCode ?? given.countyCode
    }
    // The next office to end says where.
    case 'person': return ((await facts.offices.load(id))?.state.offices ?? []).filter(({ until }) => until !== null).toSorted((a, b) => (a.until! < b.until! ? -1 : 1))[0]?.region
    case 'lawyer': return (await facts.registered.load(id))?.state ?? undefined
    case 'duty': return id.slice(0, 6)
    default: return undefined
  }
}

/** Offices that follow what happens in their county, and which kinds of matter each of them works on. */
const WORKS_ON: Readonly<Partial<Record<Role, readonly string[]>>> = {
  desk: ['consultation', 'callback'],
  reviewer: ['consultation', 'review'],
  'duty-officer': ['consultation', 'callback', 'danger'],
  'bureau-head': ['consultation', 'callback', 'danger', 'review', 'supervisee', 'alarm'],
  'correction-officer': ['supervisee', 'alarm'],
}

/** Follows its own matters alone. */
const isOfItsOwn = (role: Role): boolean => role === 'citizen' || role === 'enterprise'

export const liveViewer = (
  gateway: Gateway, facts: LiveFacts, caller: Caller, actor: Actor, withClocks = false,
): Viewer => {
  const { account, session } = caller
  const person: string = actor.id
  const lawyerId = account.lawyerId
  /** What lawyer-pool says of him depends on his own stream alone: of no question in particular, and of each that he might look at. */
  let standing: AttestedByPool | null | undefined
  const attested = new Map<string, AttestedByPool | null>()
  const forget = (): void => {
    standing = undefined
    attested.clear()
  }

  /** Asked at every event: an office that ended a moment ago, or an account that was suspended, shows nothing more. */
  const scopesNow = async (): Promise<readonly Scope[]> => {
    const now = (await gateway.accounts.load(session.accountId))?.state
    return now === undefined ? [] : (await gateway.scopesOf(now)).filter(({ role }) => role === actor.role)
  }
  const worksOn = async (kind: string, place: string): Promise<boolean> =>
    (WORKS_ON[actor.role]?.includes(kind) ?? false) && covers(await scopesNow(), place)

  const lawyerSees = async (id: string, state: Conversation): Promise<boolean> => {
    if (lawyerId === null) return false
    let by = attested.get(id)
    if (by === undefined) {
      // Most questions are none of his by what he is: a question that stays in its county is asked about for nobody else.
      if (standing === undefined) standing = await attestation(gateway, lawyerId, null)
      if (standing === null || !mightLook(state, standing)) return false
      by = await attestation(gateway, lawyerId, state)
      attested.set(id, by)
      if (attested.size > 2000) attested.delete(attested.keys().next().value!)
    }
    return by !== null && mayLook(state, by)
  }

  const ofConsultation = async (event: StoredEvent): Promise<LiveMessage | null> => {
    const id = idOf(event.stream)
    const state = await facts.at(event, facts.conversations, id)
    if (state === null) return null
    const concerned = actor.role === 'citizen' || actor.role === 'enterprise' || actor.role === 'probe' ? isAsker(state, person)
      : actor.role === 'lawyer' ? await lawyerSees(id, state)
        : !state.question.isProbe && await worksOn('consultation', placeOf(state))
    return concerned ? facts.ofConsultation(event, id) : null
  }

  const sideIn = (found: Pick<Call, 'askerId' | 'lawyerId'>) => sideOf(found, { role: actor.role, personId: person, lawyerId })

  /** To the two who are in it, and without their words that it goes on. */
  const ofCall = async (event: StoredEvent): Promise<LiveMessage | null> => {
    if (nameOfType(event.type) === 'CallConfirmed') return null
    const id = idOf(event.stream)
    const found = await facts.at(event, facts.calls, id)
    return found === null || sideIn(found) === null ? null : message(event, { callId: id, consultationId: found.consultationId })
  }

  const ofMatter = async (category: 'callback' | 'review' | 'danger', event: StoredEvent): Promise<LiveMessage | null> => {
    const id = idOf(event.stream)
    const found = await facts.at(event, facts.matters[category], id)
    if (found === null) return null
    const concerned = (category === 'callback' && found.askerId === person) || await worksOn(category, found.countyCode)
    return concerned ? message(event, { [`${category}Id`]: id, consultationId: found.consultationId }) : null
  }

  const ofSupervision = async (category: 'supervisee' | 'alarm', event: StoredEvent): Promise<LiveMessage | null> => {
    const id = idOf(event.stream)
    const found = await facts.at(event, facts.supervised[category], id)
    if (found === null) return null
    const isHers = found.person === person && isOfItsOwn(actor.role) && !ABOUT_HER.has(nameOfType(event.type))
    if (!isHers && !await worksOn(category, found.region)) return null
    return message(event, { ...(category === 'alarm' ? { alarmId: id } : {}), superviseeId: found.superviseeId })
  }

  const ofDelivery = async (event: StoredEvent): Promise<LiveMessage | null> => {
    const read = deliveryEvents.read(event.type, event.data)
    if (read?.type !== 'PushesPlanned') return null
    const mine = inAppRecipients(event).some((recipient) => recipient === person || recipient === (lawyerId as string | null))
    const isAsking = isOfItsOwn(actor.role)
    if (!mine && !isAsking) return null
    const found = await facts.at(event, facts.matters.delivery, idOf(event.stream))
    if (!mine) {
      const asked = found?.notice === 'question-waits' && found.consultationId !== null
        ? await facts.at(event, facts.conversations, found.consultationId) : null
      return asked !== null && isAsker(asked, person) ? message(event, { consultationId: found!.consultationId }) : null
    }
    return { event: 'notice', data: { notice: found?.notice ?? null, consultationId: found?.consultationId ?? null,
      at: read.data.plannedAt } }
  }

  const ofItsKind = async (event: StoredEvent): Promise<LiveMessage | null> => {
    const category = categoryOf(event.stream)
    switch (category) {
      case 'consultation': return ofConsultation(event)
      case 'call': return ofCall(event)
      case 'callback': case 'review': case 'danger': return ofMatter(category, event)
      case 'supervisee': case 'alarm': return ofSupervision(category, event)
      case 'delivery': return ofDelivery(event)
      default: return null
    }
  }
  /** Its batch ended with this event, and said when the stream is due next. */
  const movesClock = async (event: StoredEvent): Promise<boolean> =>
    // Clocks of correction are nobody's who does not correct: they are not among those that are shown.
    withClocks && event.meta.due !== undefined && categoryOf(event.stream) !== 'supervisee' && categoryOf(event.stream) !== 'alarm' && covers(await scopesNow(), await placeOfClock(gateway, facts, event.stream))

  return {
    ...(isOfItsOwn(actor.role) && !withClocks ? { only: [person, ...(lawyerId === null ? [] : [lawyerId])] } : {}),
    missed: forget,
    async concerns(event) {
      if (lawyerId !== null && event.stream === `lawyer-${lawyerId}`) forget()
      const told = await ofItsKind(event)
      if (!await movesClock(event)) return told
      return told === null ? { event: 'clock-moved', data: { clock: event.stream } } : { ...told, data: { ...told.data, clock: event.stream } }
    },
    is: ({ side, ...two }) => sideIn(two as Pick<Call, 'askerId' | 'lawyerId'>) === side,
    async isWelcome() {
      const nowMs = gateway.nowMs()
      if (await gateway.edgeState.sessions.find(session.hash, nowMs) === null) return false
      const now = (await gateway.accounts.load(session.accountId))?.state
      return now?.phase === 'active'
        && (IMPLIED.includes(actor.role) || (await scopesNow()).length > 0)
    },
  }
}

const message = (event: StoredEvent, ids: Record<string, string | null>): LiveMessage =>
  ({ event: eventName(event.type), data: { ...ids, version: event.version, at: event.meta.time } })
