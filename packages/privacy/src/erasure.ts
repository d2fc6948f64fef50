// Whether a person may be forgotten: a decider of its own, because the record of it outlives the person's data.
// E1 Nobody is erased on the word of one: whoever confirms is not whoever asked.
// E2 While a statutory period runs nobody is erased; what was asked is refused with rule and end, once per period.
// E3 The certificate follows a confirmation, says the same, and is the last event. One case says something else: the key
//    was destroyed before the confirmation, in a life of the log that a restore took away. Then the tombstone's word counts.
// E4 Who asks for herself is answered by `answerBy`: forgotten, kept by a rule with its end, or declined with the reason. When it
//    passes unanswered that is written down once, and the request stays. A period that ends brings the request up again.
// What still keeps the data is attested at the edge and travels in the command: nothing is looked up here.
import type { DeclineReason, ErasureCertificate, ErasureEvent, ErasureGround, IdentityProof, PersonId, Retention, Sealed } from '@zhijian/contracts'
import { accept, days, nothing, plus, refuse, unreachable, type Decider, type Decision, type Instant } from '@zhijian/kernel'
import type { KeyRing, Tombstone } from './port.ts'

interface Timed { readonly at: Instant; readonly personId: PersonId }
/** Said with what may end in a refusal. Absent in commands of the first releases, whose refusals came up no more. */
interface ComingUp { readonly comesUpAgain?: true }
export type ErasureCommand =
  | Timed & ComingUp & {
    readonly type: 'WantErasure'; readonly identity: IdentityProof; readonly countyCode: string
    readonly retention: readonly Retention[]; readonly isKnown: boolean
    /** How long she may wait for an answer. */
    readonly answerWithinMs: number
  }
  | Timed & ComingUp & {
    /** Found due, and confirmed by two; `hasEnded`, attested: nothing of hers has begun since. */
    readonly type: 'ForgetPersonDue'; readonly by: readonly [PersonId, PersonId]; readonly hasEnded: boolean
    readonly retention: readonly Retention[]; readonly isKnown: boolean
  }
  | Timed & { readonly type: 'TakeBackErasure' }
  | Timed & { readonly type: 'DeclineErasure'; readonly actorId: PersonId; readonly reason: DeclineReason; readonly explanation: Sealed | null }
  | Timed & ComingUp & {
    readonly type: 'RequestErasure'; readonly actorId: PersonId; readonly ground: ErasureGround; readonly because?: Sealed
    readonly retention: readonly Retention[]
    /** Attested by the key ring: there is, or was, a key of this person. */
    readonly isKnown: boolean
  }
  | Timed & ComingUp & { readonly type: 'ConfirmErasure'; readonly actorId: PersonId; readonly retention: readonly Retention[]; readonly because?: Sealed }
  | Timed & ComingUp & { readonly type: 'RefuseErasure'; readonly because?: Sealed } & Retention
  | Timed & { readonly type: 'CertifyErasure'; readonly certificate: ErasureCertificate }

export interface Erasure {
  /** `wanted`: it waits for the first of the two people. */
  readonly phase: 'none' | 'wanted' | 'requested' | 'confirmed' | 'erased'
  readonly personId: PersonId | null
  /** The county of whoever she asked. */
  readonly place: string | null
  /** She asked for it herself. */
  readonly isHers: boolean
  /** Null: nobody waits for an answer, or it is late already. */
  readonly answerBy: Instant | null
  readonly requestedBy: PersonId | null
  readonly confirmedBy: PersonId | null
  readonly confirmedAt: Instant | null
  readonly ground: ErasureGround | null
  /** The period for which it was last refused. */
  readonly kept: Retention | null
  /** When that is over it is looked at again. */
  readonly comesUpAgain: boolean
}

const NOBODY: Erasure = {
  phase: 'none', personId: null, place: null, isHers: false, answerBy: null, requestedBy: null, confirmedBy: null, confirmedAt: null, ground: null, kept: null, comesUpAgain: false,
}
/** How long she may wait where nobody says otherwise. @source GB/T 35273-2020 8.7 allows thirty days; App 违法违规收集使用个人信息行为认定方法 六(三) fifteen working days */
export const ANSWER_WITHIN_MS = days(15)

/** The period that ends last of those that still run; an end at this very instant runs no more. */
export const longestRunning = (periods: readonly (Retention | null)[], at: Instant): Retention | null =>
  periods.reduce<Retention | null>((longest, each) =>
    (each && each.until > at && (longest === null || each.until > longest.until) ? each : longest), null)

const refusedUntil = ({ rule, until }: Retention): Decision<never> => refuse('retention-running', { rule, until })
const keptBy = ({ personId, at, comesUpAgain }: Timed & ComingUp, { rule, until }: Retention): ErasureEvent =>
  ({ type: 'ErasureRefused', data: { personId, rule, until, ...(comesUpAgain === undefined ? {} : { comesUpAgain }), at } })

const evolve = (state: Erasure, event: ErasureEvent): Erasure => {
  switch (event.type) {
    case 'ErasureWanted':
      return { ...NOBODY, personId: event.data.personId, phase: 'wanted', place: event.data.countyCode, isHers: true, answerBy: event.data.answerBy }
    case 'ErasureOverdue':
      return { ...state, answerBy: null }
    case 'ErasureTakenBack': case 'ErasureDeclined':
      return NOBODY
    case 'RetentionEnded':
      return { ...NOBODY, personId: event.data.personId, phase: 'wanted' }
    case 'ErasureRequested':
      return { ...state, phase: 'requested', requestedBy: event.data.requestedBy, ground: event.data.ground, confirmedBy: null }
    case 'ErasureConfirmed':
      return { ...state, phase: 'confirmed', answerBy: null, confirmedBy: event.data.confirmedBy, confirmedAt: event.data.at }
    case 'ErasureRefused':
      return { ...NOBODY, personId: event.data.personId, kept: { rule: event.data.rule, until: event.data.until }, comesUpAgain: event.data.comesUpAgain ?? false }
    case 'PersonErased':
      return { ...state, phase: 'erased' }
    default:
      return unreachable(event)
  }
}

const decide = (command: ErasureCommand, state: Erasure): Decision<ErasureEvent> => {
  const { personId, at } = command
  switch (command.type) {
    case 'WantErasure': {
      if (state.phase !== 'none') return nothing
      if (!command.isKnown) return refuse('no-such-person')
      const running = longestRunning([...command.retention, state.kept], at)
      if (running && state.kept && running.until === state.kept.until) return refusedUntil(state.kept)
      const { identity, countyCode, answerWithinMs } = command
      const wanted: ErasureEvent = { type: 'ErasureWanted', data: { personId, identity, countyCode, answerBy: plus(at, answerWithinMs), at } }
      return running ? accept<ErasureEvent>(wanted, keptBy(command, running)) : accept(wanted)
    }
    case 'ForgetPersonDue': {
      const [requestedBy, confirmedBy] = command.by
      if (state.phase !== 'none' && state.phase !== 'wanted') return nothing
      if (!command.isKnown) return refuse('no-such-person')
      if (requestedBy === confirmedBy) return refuse('same-person')
      if (!command.hasEnded) return refuse('matter-open')
      const requested: ErasureEvent = { type: 'ErasureRequested', data: { personId, ground: 'period-over', requestedBy, at } }
      const running = longestRunning([...command.retention, state.kept], at)
      if (running) return running.until === state.kept?.until ? refusedUntil(running) : accept(requested, keptBy(command, running))
      return accept<ErasureEvent>(requested, { type: 'ErasureConfirmed', data: { personId, confirmedBy, at } })
    }
    case 'TakeBackErasure': {
      if (state.phase === 'confirmed' || state.phase === 'erased') return refuse('already-confirmed')
      return state.isHers ? accept({ type: 'ErasureTakenBack', data: { personId, at } }) : refuse('no-such-request')
    }
    case 'DeclineErasure': {
      if (state.phase === 'none') return refuse('no-such-request')
      if (state.phase === 'confirmed' || state.phase === 'erased') return refuse('already-confirmed')
      const { reason, explanation, actorId } = command
      return accept({ type: 'ErasureDeclined', data: { personId, reason, explanation, declinedBy: actorId, at } })
    }
    case 'RequestErasure': {
      if (state.phase !== 'none' && state.phase !== 'wanted') return nothing
      if (!command.isKnown) return refuse('no-such-person')
      const running = longestRunning([...command.retention, state.kept], at)
      if (running && state.kept && running.until === state.kept.until) return refusedUntil(state.kept)
      const requested: ErasureEvent =
        { type: 'ErasureRequested', data: { personId, ground: command.ground, requestedBy: command.actorId, at } }
      if (!running) return accept(requested)
      return accept<ErasureEvent>(requested, keptBy(command, running))
    }
    case 'ConfirmErasure': {
      if (state.phase === 'confirmed' || state.phase === 'erased') return nothing
      if (state.phase === 'none' || state.phase === 'wanted') return refuse('no-such-request')
      if (command.actorId === state.requestedBy) return refuse('same-person')
      const running = longestRunning([...command.retention, state.kept], at)
      if (running) return accept(keptBy(command, running))
      return accept({ type: 'ErasureConfirmed', data: { personId, confirmedBy: command.actorId, at } })
    }
    case 'RefuseErasure': {
      const { rule, until } = command
      if (state.phase === 'none') return state.kept?.rule === rule && state.kept.until === until ? nothing : refuse('no-such-request')
      if (state.phase !== 'requested' && state.phase !== 'wanted') return refuse('already-confirmed')
      if (until <= at) return refuse('period-over')
      return accept(keptBy(command, { rule, until }))
    }
    case 'CertifyErasure': {
      if (state.phase === 'erased') return nothing
      if (state.phase !== 'confirmed') return refuse('not-confirmed')
      const { certificate } = command
      const isOfThisRequest = certificate.ground === state.ground && certificate.by[0] === state.requestedBy && certificate.by[1] === state.confirmedBy
      const isOlder = state.confirmedAt !== null && certificate.erasedAt < state.confirmedAt
      return certificate.personId === personId && (isOfThisRequest || isOlder) ? accept({ type: 'PersonErased', data: certificate }) : refuse('certificate-differs')
    }
    default:
      return unreachable(command)
  }
}

export const erasure: Decider<Erasure, ErasureCommand, ErasureEvent> = {
  category: 'erasure',
  initial: () => NOBODY,
  evolve,
  decide,
  nextDeadline: ({ answerBy, kept, comesUpAgain }) => answerBy ?? (comesUpAgain && kept ? kept.until : null),
  elapse({ personId, answerBy, kept }, due) {
    if (answerBy !== null) return [{ type: 'ErasureOverdue', data: { personId: personId!, answerBy, at: due } }]
    return [{ type: 'RetentionEnded', data: { personId: personId!, rule: kept!.rule, at: due } }]
  },
}

/** What to give `KeyRing.destroy` once a request is confirmed; null before. */
export const destructionOrder = (state: Erasure, at: Instant): Parameters<KeyRing['destroy']>[1] | null =>
  (state.phase === 'confirmed' && state.ground && state.requestedBy && state.confirmedBy
    ? { reason: state.ground, by: [state.requestedBy, state.confirmedBy], at } : null)

/** The data of PersonErased, from the tombstone that the key ring wrote: after a crash the same certificate again. */
export const certificateFor = (tombstone: Tombstone, copiesKeptMs?: number): ErasureCertificate => ({
  personId: tombstone.person,
  keyDigest: tombstone.keyDigest,
  ground: tombstone.reason as ErasureGround,
  by: [tombstone.by[0] as PersonId, tombstone.by[1] as PersonId],
  erasedAt: tombstone.at as Instant,
  ...(copiesKeptMs === undefined ? {} : { copiesGoneAt: plus(tombstone.at as Instant, copiesKeptMs) }),
})
