// Which fact is told to whom. Pure: an event and what the views know of its question go in, a notice comes out.
import type { AlarmLevel, Missed, Notice, TrueWhile } from '@zhijian/contracts'
import type { StoredEvent } from '@zhijian/event-store'
import type { Instant } from '@zhijian/kernel'
import type { Search } from './views/searches.ts'
import type { Supervised } from './views/supervised.ts'
import type { Subject } from './views/subjects.ts'

/** A role is resolved to the persons who hold it in the county at that moment. */
export type Recipient =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'duty'; readonly rank: 'duty-officer' | 'deputy' | 'head' }
  | { readonly kind: 'role'; readonly role: 'desk' | 'reviewer' }

export interface Told {
  readonly notice: Notice
  readonly recipients: readonly Recipient[]
  readonly isUrgent: boolean
  readonly countyCode: string
  /** The question it is about, where it is about one. */
  readonly consultationId?: string
  readonly isProbe: boolean
  readonly facts: Readonly<Record<string, string | number>>
  /** From then on it would be untrue. */
  readonly trueUntil?: Instant
  /** How the alarm must stand for it to be true. */
  readonly trueWhile?: TrueWhile
}

export const CONSULTATION_NOTICES = [
  'AnswerGiven', 'FollowUpAsked', 'FollowUpAnswered', 'ThreadReminded', 'AnotherLawyerOffered', 'PromiseBroken', 'PromiseVoided',
  'QuorumOverdue', 'AudienceMissing', 'TiersExhausted', 'AnswerHidden',
] as const
export const OTHER_NOTICES = ['DangerRaised', 'DangerEscalated', 'DangerUnheard', 'CallbackRequested', 'CallbackUntaken', 'ReviewOpened', 'ReviewOverdue'] as const

export const SUPERVISION_NOTICES = ['AlarmRaised', 'AlarmEscalated', 'AlarmUnheard', 'AlarmCauseWithdrawn', 'AlarmWithdrawn', 'HintNoted', 'CheckOpened', 'CheckInDue', 'LeaveRequested', 'LeaveApproved', 'LeaveRefused'] as const

const person = (id: unknown): Recipient => ({ kind: 'person', id: id as string })
const duty = (rank: 'duty-officer' | 'deputy' | 'head' = 'duty-officer'): Recipient => ({ kind: 'duty', rank })
const role = (name: 'desk' | 'reviewer'): Recipient => ({ kind: 'role', role: name })

export const consultationNotice = (event: StoredEvent, search: Search): Told | null => {
  const { data } = event
  const told = (notice: Notice, recipients: readonly Recipient[], more: { isUrgent?: boolean; facts?: Told['facts'] } = {}): Told => ({
    notice, recipients, isUrgent: more.isUrgent ?? false, countyCode: search.countyCode, consultationId: search.consultationId,
    isProbe: search.isProbe, facts: { topic: search.topic, ...more.facts },
  })
  switch (event.type.slice(0, event.type.lastIndexOf('.v')) as (typeof CONSULTATION_NOTICES)[number]) {
    case 'AnswerGiven': return told('answer-arrived', [person(search.askerId)], { facts: { lawyerId: data.lawyerId as string } })
    case 'FollowUpAsked': return told('follow-up-asked', [person(data.lawyerId)])
    case 'FollowUpAnswered': return told('follow-up-answered', [person(search.askerId)], { facts: { lawyerId: data.lawyerId as string } })
    case 'ThreadReminded': return told('thread-reminder', [person(data.lawyerId)])
    case 'AnotherLawyerOffered': return told('another-lawyer-offered', [person(search.askerId)])
    case 'AnswerHidden': return told('answer-hidden', [person(data.lawyerId)], { facts: { reason: data.reason as string } })
    case 'PromiseBroken': return told('promise-broken', [duty(), role('desk')], { isUrgent: true })
    case 'PromiseVoided': return told('promise-voided', [duty()], { isUrgent: true })
    case 'QuorumOverdue': return told('quorum-overdue', [role('desk')], { facts: { counted: data.counted as number } })
    case 'AudienceMissing': return told('audience-missing', [role('desk')], { isUrgent: true, facts: { tier: data.tier as number } })
    case 'TiersExhausted': return told('tiers-exhausted', [role('desk')], { facts: { missing: data.missing as number } })
    default: return null
  }
}

/** Whoever is rung, while it rings and not an hour later; and again if nobody took it. Not urgent: who wants quiet has it, and the screen rings all the same. */
export const callNotice = ({ type, data }: StoredEvent, search: Search): Told | null => {
  const isRinging = type.startsWith('CallRung.')
  if (!isRinging && data.end !== 'missed') return null
  return {
    notice: isRinging ? 'call-rings' : 'call-missed', recipients: [person((data.rungBy ?? data.by) === 'asker' ? data.lawyerId : data.askerId)], isUrgent: false, countyCode: search.countyCode,
    consultationId: search.consultationId, isProbe: search.isProbe, facts: { topic: search.topic },
    ...(isRinging ? { trueUntil: data.ringDue as Instant } : {}),
  }
}

/** Whom the notice of this fact would have gone to. */
export const whoMissesNotice = (event: StoredEvent): Missed => {
  switch (event.type.slice(0, event.type.lastIndexOf('.v')) as (typeof CONSULTATION_NOTICES)[number]) {
    case 'AnswerGiven': case 'FollowUpAnswered': case 'AnotherLawyerOffered': return { code: 'asker-not-told' }
    case 'FollowUpAsked': case 'ThreadReminded': case 'AnswerHidden': return { code: 'lawyer-not-told' }
    default: return { code: 'desk-not-told' }
  }
}

/** She complained herself, and it was decided. */
export const complaintNotice = (search: Search, subject: Subject): Told | null => (!subject.complainants.includes(search.askerId) ? null : {
  notice: 'complaint-decided', recipients: [person(search.askerId)], isUrgent: false, countyCode: search.countyCode, consultationId: search.consultationId,
  isProbe: search.isProbe, facts: { topic: search.topic },
})

export const otherNotice = (event: StoredEvent, subject: Subject): Told | null => {
  const { data } = event
  const told = (notice: Notice, recipients: readonly Recipient[], isUrgent: boolean, facts: Told['facts'] = {}): Told =>
    ({ notice, recipients, isUrgent, countyCode: subject.countyCode, consultationId: subject.consultationId, isProbe: subject.isProbe, facts })
  switch (event.type.slice(0, event.type.lastIndexOf('.v')) as (typeof OTHER_NOTICES)[number]) {
    case 'DangerRaised': return told('danger-raised', [duty(data.rank as never)], true, { codes: (data.codes as string[]).join(' ') })
    case 'DangerEscalated': return told('danger-escalated', [duty(data.rank as never)], true)
    case 'DangerUnheard': return told('danger-escalated', [duty(), duty('deputy'), duty('head'), role('desk')], true)
    case 'CallbackRequested': return told('callback-requested', [role('desk')], true)
    case 'CallbackUntaken': return told('callback-overdue', [duty()], true)
    case 'ReviewOpened': return told('review-opened', [role('reviewer')], false)
    case 'ReviewOverdue': return told('review-overdue', [duty()], false)
    default: return null
  }
}

/** Alarms go to those who answer for her, from the county's level on to the head as well; what she has to do, and what was decided, to herself. */
export const supervisionNotice = ({ type, data }: StoredEvent, { countyCode, person: her, officers, level }: Supervised): Told | null => {
  const told = (notice: Notice, recipients: readonly Recipient[], isUrgent: boolean, more: Pick<Told, 'trueUntil' | 'trueWhile'> & { facts?: Told['facts'] } = {}): Told =>
    ({ notice, recipients, isUrgent, countyCode, isProbe: false, facts: {}, ...more })
  const office = officers.map(person)
  // With nobody named, the head's watch has to know.
  const line = level === 'notice' || level === 'warning' ? (office.length > 0 ? office : [duty('head')]) : [...office, duty('head')]
  const held = (...phases: TrueWhile['phases']): Pick<Told, 'trueWhile'> => ({ trueWhile: { alarmId: data.alarmId as TrueWhile['alarmId'], phases, level: (data.level ?? null) as AlarmLevel | null } })
  switch (type.slice(0, type.lastIndexOf('.v')) as (typeof SUPERVISION_NOTICES)[number]) {
    case 'AlarmRaised': return told('alarm-raised', line, level !== 'notice', { ...held('raised', 'unheard'), facts: { kind: data.kind as string, level: data.level as string } })
    case 'AlarmEscalated': return told('alarm-escalated', line, true, {
      // Whoever is on it hears that it has become worse; that nobody heard is told while nobody has.
      ...held('raised', 'unheard', ...(data.reason === 'worse' ? ['acknowledged' as const] : [])), facts: { level: data.level as string },
    })
    case 'AlarmUnheard': return told('alarm-escalated', [...office, duty('head'), duty('deputy')], true, held('unheard'))
    case 'AlarmCauseWithdrawn': return told('alarm-withdrawn', line, false, held('acknowledged'))
    case 'AlarmWithdrawn': return told('alarm-withdrawn', line, false, held('withdrawn'))
    // A hint is for whoever can ring her; it is nobody's duty to say that he heard.
    case 'HintNoted': return (data.hint as { kind?: unknown }).kind === 'separation' ? told('separation-hint', office.length > 0 ? office : [duty('head')], false) : null
    case 'CheckOpened': return told('position-check', [person(her)], true, { trueUntil: data.closesAt as Instant })
    case 'CheckInDue': return told('check-in-due', [person(her)], true, { trueUntil: data.dueAt as Instant })
    case 'LeaveRequested': return told('leave-requested', office.length > 0 ? office : [duty('head')], false)
    case 'LeaveApproved':
    case 'LeaveRefused': return told('leave-decided', [person(her)], false)
    default: return null
  }
}
