// What must hold of every history, told from the record alone and written without a look at the deciders: if both made
// the same mistake it would have to be made twice, in two ways.
// Each rule has a name, and says of a history where it is broken.
import { consultationEvents, deliveryEvents, type ConsultationEvent } from '@zhijian/contracts'
import { categoryOf, type StoredEvent } from '@zhijian/event-store'
import { elapsedMs, type Instant } from '@zhijian/kernel'

export interface Breach {
  readonly rule: string
  readonly stream: string
  readonly version: number
  readonly says: string
}

type Dated<E> = E & { readonly at: Instant; readonly stored: StoredEvent }
type Fact = Dated<ConsultationEvent>

const given = (facts: readonly Fact[], upTo: number): Map<string, Instant> => {
  const answers = new Map<string, { lawyerId: string; at: Instant; shown: boolean }>()
  for (const fact of facts.slice(0, upTo)) {
    if (fact.type === 'AnswerGiven') answers.set(fact.data.answerId, { lawyerId: fact.data.lawyerId, at: fact.data.givenAt, shown: true })
    if (fact.type === 'AnswerHidden' || fact.type === 'AnswerWithdrawn') answers.get(fact.data.answerId)!.shown = false
    if (fact.type === 'LawyerRecused' && fact.data.answerId) answers.get(fact.data.answerId)!.shown = false
    if (fact.type === 'AnswerRestored') answers.get(fact.data.answerId)!.shown = true
  }
  return new Map([...answers.values()].filter((answer) => answer.shown).map((answer) => [answer.lawyerId, answer.at]))
}

/** @param until every deadline up to this instant has been given the chance to pass */
export const consultationBreaches = (stored: readonly StoredEvent[], until: Instant): readonly Breach[] => {
  const facts: Fact[] = stored.flatMap((event) => {
    const fact = consultationEvents.read(event.type, event.data)
    return fact ? [{ ...fact, at: event.meta.time, stored: event } as Fact] : []
  })
  const breaches: Breach[] = []
  const breach = (rule: string, fact: Fact, says: string): void =>
    void breaches.push({ rule, stream: fact.stored.stream, version: fact.stored.version, says })
  const first = facts[0]
  if (!first) return []
  if (first.type !== 'ConsultationOpened') {
    breach('begins-with-a-question', first, `begins with ${first.type}`)
    return breaches
  }
  const opening = first.data
  const { quorum } = opening.terms

  let target = quorum
  let closed = false
  let searching = true
  let openTiers = 0
  let tierClosesAt: Instant | null = null
  let met = false
  let promise: 'pending' | 'kept' | 'broken' | 'voided' | 'waived' = 'pending'
  const claims = new Map<string, Instant>()

  for (const [place, fact] of facts.entries()) {
    const previous = facts[place - 1]
    if (previous && fact.at < previous.at) breach('time-goes-on', fact, `${fact.at} after ${previous.at}`)
    const before = given(facts, place)
    const missing = Math.max(0, target - before.size)
    switch (fact.type) {
      case 'ConsultationOpened':
        if (place > 0) breach('opened-once', fact, 'opened again')
        break
      case 'TierOpened': {
        if (fact.data.tier !== openTiers) breach('tiers-in-order', fact, `tier ${fact.data.tier} after ${openTiers} tiers`)
        if (missing === 0) breach('no-tier-without-need', fact, 'opened although enough had answered')
        if (openTiers > 0 && !['TierClosed', 'TierSkipped', 'QuorumBroken', 'SearchResumed', 'AnotherLawyerAsked'].includes(previous!.type)) {
          breach('tier-opens-when-one-ends', fact, `opened after ${previous!.type}`)
        }
        if (openTiers > 0 && fact.at !== previous!.at) breach('tier-opens-at-that-instant', fact, `opened at ${fact.at}, the one before ended at ${previous!.at}`)
        openTiers += 1
        tierClosesAt = fact.data.closesAt
        break
      }
      case 'TierClosed':
        if (fact.at !== tierClosesAt) breach('tier-closes-on-time', fact, `closed at ${fact.at}, due at ${tierClosesAt}`)
        if (missing === 0) breach('no-window-once-met', fact, 'closed although enough had answered')
        break
      case 'ClaimTaken': {
        for (const [lawyer, expiresAt] of claims) if (expiresAt <= fact.at) breach('claims-lapse', fact, `the claim of ${lawyer} should have lapsed at ${expiresAt}`)
        if (claims.size >= 2 * missing) breach('places-are-few', fact, `${claims.size} claims for ${missing} missing answers`)
        if (elapsedMs(fact.data.takenAt, fact.data.expiresAt) !== opening.policy.claimLeaseMs) breach('lease-is-the-policy’s', fact, 'another lease')
        claims.set(fact.data.lawyerId, fact.data.expiresAt)
        break
      }
      case 'ClaimRenewed':
        if (!claims.has(fact.data.lawyerId)) breach('only-live-claims-renew', fact, 'renewed a claim that was not there')
        claims.set(fact.data.lawyerId, fact.data.expiresAt)
        break
      case 'ClaimLapsed':
        if (claims.get(fact.data.lawyerId) !== fact.at) breach('claims-lapse-on-time', fact, `lapsed at ${fact.at}`)
        claims.delete(fact.data.lawyerId)
        break
      case 'ClaimReleased':
      case 'LawyerUnavailable':
        claims.delete(fact.data.lawyerId)
        break
      case 'AnswerGiven': {
        if (closed) breach('no-answer-after-closing', fact, 'answered a closed question')
        if (before.has(fact.data.lawyerId)) breach('one-answer-a-lawyer', fact, 'answered twice')
        const hadClaim = (claims.get(fact.data.lawyerId) ?? '') > fact.at
        if (!fact.data.local && !hadClaim && missing === 0) breach('beyond-quorum-only-with-a-claim', fact, 'accepted beyond the quorum')
        if (fact.data.tier >= openTiers) breach('answers-from-open-tiers', fact, `tier ${fact.data.tier} was not open`)
        claims.delete(fact.data.lawyerId)
        break
      }
      case 'PromiseKept': {
        if (promise !== 'pending') breach('promise-decided-once', fact, `kept when ${promise}`)
        if (![...before.values()].some((at) => at < opening.promiseDue)) breach('kept-by-an-answer-in-time', fact, 'no answer in time')
        promise = 'kept'
        break
      }
      case 'PromiseBroken':
        if (fact.at !== opening.promiseDue) breach('broken-on-the-instant', fact, `broken at ${fact.at}, due ${opening.promiseDue}`)
        if (promise !== 'pending') breach('promise-decided-once', fact, `broken when ${promise}`)
        if ([...before.values()].some((at) => at < opening.promiseDue)) breach('not-broken-when-answered', fact, 'an answer was there')
        promise = 'broken'
        break
      case 'PromiseReopened':
        if (fact.at >= opening.promiseDue) breach('reopened-in-time', fact, 'reopened after it was due')
        promise = 'pending'
        break
      case 'PromiseVoided':
        if (fact.at < opening.promiseDue) breach('voided-after-due', fact, 'voided while it could be kept')
        promise = 'voided'
        break
      case 'PromiseRestored':
        promise = 'kept'
        break
      case 'QuorumMet':
        if (missing !== 0) breach('met-when-enough', fact, `${before.size} of ${target} had answered`)
        met = true
        break
      case 'QuorumBroken':
        met = false
        break
      case 'QuorumOverdue':
        if (before.size >= quorum) breach('overdue-when-short', fact, 'enough had answered')
        if (fact.at < opening.quorumDue) breach('overdue-after-due', fact, `raised at ${fact.at}`)
        break
      case 'AnotherLawyerAsked':
        target = fact.data.target
        met = false
        searching = true
        break
      case 'SearchResumed':
        searching = true
        break
      case 'ConsultationClosed':
        closed = true
        searching = false
        met = false
        claims.clear()
        if (fact.data.promiseWaived) {
          if (promise !== 'pending') breach('waived-when-pending', fact, `waived when ${promise}`)
          promise = 'waived'
        }
        break
      case 'ConsultationRested':
        searching = false
        claims.clear()
        break
      case 'ConsultationReopened':
        closed = false
        break
      default:
        break
    }
    // Facts of one batch belong together: what follows from an answer is looked at when the batch is complete.
    if (fact.stored.meta.due === undefined) continue
    const now = given(facts, place + 1)
    const enough = now.size >= target
    if (searching && !closed && enough !== met) breach('quorum-is-told', fact, enough ? 'enough have answered and nobody said so' : 'too few answers and nobody said so')
    for (const [lawyer, expiresAt] of claims) if (expiresAt <= fact.at) breach('claims-lapse', fact, `the claim of ${lawyer} lives beyond ${expiresAt}`)
  }

  const last = facts.at(-1)!
  if (opening.promiseDue <= until && promise === 'pending' && !closed) breach('promise-is-decided', last, 'still pending after it was due')
  if (searching && !met && tierClosesAt !== null && tierClosesAt <= until && openTiers < opening.terms.tiers.length) {
    breach('window-passes', last, `the window that ended at ${tierClosesAt} is still open`)
  }
  return breaches
}

/** Of one delivery: nobody is told twice, nobody outside the ranks that were due, nothing is planned after the stop. */
export const deliveryBreaches = (stored: readonly StoredEvent[]): readonly Breach[] => {
  const breaches: Breach[] = []
  const told = new Set<string>()
  let stopped = false
  let due: string[] = []
  for (const event of stored) {
    const fact = deliveryEvents.read(event.type, event.data)
    const breach = (rule: string, says: string): void => void breaches.push({ rule, stream: event.stream, version: event.version, says })
    switch (fact?.type) {
      case 'WaveStarted':
        if (stopped) breach('no-wave-after-the-stop', `wave ${fact.data.wave} started`)
        due = [...due, String(fact.data.wave)]
        break
      case 'PushesPlanned':
        if (stopped) breach('nothing-planned-after-the-stop', `wave ${fact.data.wave} planned`)
        if (!due.includes(String(fact.data.wave))) breach('planned-when-started', `wave ${fact.data.wave} was not started`)
        for (const push of fact.data.pushes) {
          const key = `${push.recipient} ${push.channel}`
          if (told.has(key)) breach('told-once', `${key} was told twice`)
          told.add(key)
        }
        break
      case 'DeliveryStopped': stopped = true; break
      case 'DeliveryResumed': stopped = false; break
      default: break
    }
  }
  return breaches
}

export const historyBreaches = (log: readonly StoredEvent[], until: Instant): readonly Breach[] => {
  const streams = new Map<string, StoredEvent[]>()
  for (const event of log) {
    const list = streams.get(event.stream)
    if (list) list.push(event)
    else streams.set(event.stream, [event])
  }
  const breaches: Breach[] = []
  for (const [stream, events] of streams) {
    const category = categoryOf(stream)
    if (category === 'consultation') breaches.push(...consultationBreaches(events, until))
    if (category === 'delivery') breaches.push(...deliveryBreaches(events))
    const settled = events.filter((event) => event.meta.cause.startsWith('elapse:'))
    for (const event of settled) {
      if (event.meta.cause !== `elapse:${event.meta.time}`) breaches.push({ rule: 'deadlines-keep-their-time', stream, version: event.version, says: `${event.meta.cause} at ${event.meta.time}` })
    }
  }
  const commands = new Map<string, string>()
  for (const event of log) {
    const id = event.meta.commandid
    if (id === undefined || event.meta.command === undefined) continue
    const before = commands.get(id)
    if (before !== undefined) breaches.push({ rule: 'a-command-lands-once', stream: event.stream, version: event.version, says: `landed in ${before} before` })
    commands.set(id, `${event.stream}@${event.version}`)
  }
  return breaches
}
