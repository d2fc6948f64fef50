// Whether a person may be forgotten: a decider of its own, because the record of it outlives the person's data.
// E1 Nobody is erased on the word of one: whoever confirms is not whoever asked.
// E2 While a statutory period runs nobody is erased; what was asked is refused with rule and end, once per period.
// E3 The certificate follows a confirmation, says the same, and is the last event. One case says something else: the key
//    was destroyed before the confirmation, in a life of the log that a restore took away. Then the tombstone's word counts.
// What still keeps the data is attested at the edge and travels in the command: nothing is looked up here.
import type { ErasureCertificate, ErasureEvent, ErasureGround, PersonId, Retention } from '@zhijian/contracts'
import { accept, nothing, refuse, unreachable, type Decider, type Decision, type Instant } from '@zhijian/kernel'
import type { KeyRing, Tombstone } from './port.ts'

interface Timed { readonly at: Instant; readonly personId: PersonId }
export type ErasureCommand =
  | Timed & {
    readonly type: 'RequestErasure'; readonly actorId: PersonId; readonly ground: ErasureGround
    readonly retention: readonly Retention[]
    /** Attested by the key ring: there is, or was, a key of this person. */
    readonly isKnown: boolean
  }
  | Timed & { readonly type: 'ConfirmErasure'; readonly actorId: PersonId; readonly retention: readonly Retention[] }
  | Timed & { readonly type: 'RefuseErasure' } & Retention
  | Timed & { readonly type: 'CertifyErasure'; readonly certificate: ErasureCertificate }

export interface Erasure {
  readonly phase: 'none' | 'requested' | 'confirmed' | 'erased'
  readonly requestedBy: PersonId | null
  readonly confirmedBy: PersonId | null
  readonly confirmedAt: Instant | null
  readonly ground: ErasureGround | null
  /** The period for which it was last refused. */
  readonly kept: Retention | null
}

const NOBODY: Erasure = { phase: 'none', requestedBy: null, confirmedBy: null, confirmedAt: null, ground: null, kept: null }

/** The period that ends last of those that still run; an end at this very instant runs no more. */
export const longestRunning = (periods: readonly (Retention | null)[], at: Instant): Retention | null =>
  periods.reduce<Retention | null>((longest, each) =>
    (each && each.until > at && (longest === null || each.until > longest.until) ? each : longest), null)

const refusedUntil = ({ rule, until }: Retention): Decision<never> => refuse('retention-running', { rule, until })

const evolve = (state: Erasure, event: ErasureEvent): Erasure => {
  switch (event.type) {
    case 'ErasureRequested':
      return { ...state, phase: 'requested', requestedBy: event.data.requestedBy, ground: event.data.ground, confirmedBy: null }
    case 'ErasureConfirmed':
      return { ...state, phase: 'confirmed', confirmedBy: event.data.confirmedBy, confirmedAt: event.data.at }
    case 'ErasureRefused':
      return { ...NOBODY, kept: { rule: event.data.rule, until: event.data.until } }
    case 'PersonErased':
      return { ...state, phase: 'erased' }
    default:
      return unreachable(event)
  }
}

const decide = (command: ErasureCommand, state: Erasure): Decision<ErasureEvent> => {
  const { personId, at } = command
  switch (command.type) {
    case 'RequestErasure': {
      if (state.phase !== 'none') return nothing
      if (!command.isKnown) return refuse('no-such-person')
      const running = longestRunning([...command.retention, state.kept], at)
      if (running && state.kept && running.until === state.kept.until) return refusedUntil(state.kept)
      const requested: ErasureEvent =
        { type: 'ErasureRequested', data: { personId, ground: command.ground, requestedBy: command.actorId, at } }
      if (!running) return accept(requested)
      return accept<ErasureEvent>(requested, { type: 'ErasureRefused', data: { personId, ...running, at } })
    }
    case 'ConfirmErasure': {
      if (state.phase === 'confirmed' || state.phase === 'erased') return nothing
      if (state.phase === 'none') return refuse('no-such-request')
      if (command.actorId === state.requestedBy) return refuse('same-person')
      const running = longestRunning([...command.retention, state.kept], at)
      if (running) return accept({ type: 'ErasureRefused', data: { personId, ...running, at } })
      return accept({ type: 'ErasureConfirmed', data: { personId, confirmedBy: command.actorId, at } })
    }
    case 'RefuseErasure': {
      const { rule, until } = command
      if (state.phase === 'none') return state.kept?.rule === rule && state.kept.until === until ? nothing : refuse('no-such-request')
      if (state.phase !== 'requested') return refuse('already-confirmed')
      if (until <= at) return refuse('period-over')
      return accept({ type: 'ErasureRefused', data: { personId, rule, until, at } })
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
  nextDeadline: () => null,
  elapse: () => [],
}

/** What to give `KeyRing.destroy` once a request is confirmed; null before. */
export const destructionOrder = (state: Erasure, at: Instant): Parameters<KeyRing['destroy']>[1] | null =>
  (state.phase === 'confirmed' && state.ground && state.requestedBy && state.confirmedBy
    ? { reason: state.ground, by: [state.requestedBy, state.confirmedBy], at } : null)

/** The data of PersonErased, from the tombstone that the key ring wrote: after a crash the same certificate again. */
export const certificateFor = (tombstone: Tombstone): ErasureCertificate => ({
  personId: tombstone.person,
  keyDigest: tombstone.keyDigest,
  ground: tombstone.reason as ErasureGround,
  by: [tombstone.by[0] as PersonId, tombstone.by[1] as PersonId],
  erasedAt: tombstone.at as Instant,
})
