// A call between the asker and one lawyer of a question: it rings, somebody takes it, both say again and again that they see and hear
// each other, it ends. How long they talked is decided here, from the words of both.
// I1 Time counts as talked while the words of both sides hold: neither can make a call longer alone. A word holds `vouchMs`, so after
//    the other's last word at most that much is counted.
// I2 It ends once, and then no clock runs: hung up, missed, never connected, or lost when one side was not heard of for `lostMs`.
// I3 A side is one tab: whoever took it takes it nowhere else, and a reload is the same tab.
// I4 Who may ring whom is found at the service's edge (`whyNoCall`) and handed in; of two calls at once it knows as much as its view.
import type {
  Attested, CallBar, CallCommand, CallDevice, CallEnd, CallEvent, CallId, CallRefusal, CallSide, CallTerms, ConsultationId, LawyerId, PersonId,
} from '@zhijian/contracts'
import {
  accept, assert, earliest, elapsedMs, latest, nothing, plus, refuse, unreachable, type Decider, type Decision, type Instant,
} from '@zhijian/kernel'
import { answerOf, claimOf, isLocal, isMet, whyBarred, type Consultation } from './consultation.ts'

interface Side {
  readonly device: CallDevice | null
  readonly saidAt: Instant | null
  /** Until when his word holds, exclusive; null: he has not said yet that he is connected. */
  readonly holdsUntil: Instant | null
  /** Heard of again before this; null: it was not taken yet. */
  readonly lostDue: Instant | null
}

export interface Call {
  readonly phase: 'ringing' | 'taken' | 'ended'
  readonly callId: CallId
  readonly consultationId: ConsultationId
  readonly askerId: PersonId
  readonly lawyerId: LawyerId
  readonly by: CallSide
  readonly terms: CallTerms
  readonly ringDue: Instant
  readonly sides: Readonly<Record<CallSide, Side>>
  /** Talked so far, up to `countedTo`. */
  readonly connectedMs: number
  readonly countedTo: Instant
  readonly end: CallEnd | null
}
export type CallState = { readonly phase: 'absent' } | Call

export const CALL_TERMS: CallTerms = { ringMs: 45_000, connectMs: 60_000, vouchMs: 20_000, lostMs: 60_000 }
/** Said more often, a word is worth no event. Who says it every 15 seconds is covered without a gap all the same. */
const LEAST_BETWEEN_MS = 5_000

const OTHER = { asker: 'lawyer', lawyer: 'asker' } as const
const SILENT: Side = { device: null, saidAt: null, holdsUntil: null, lostDue: null }

/** What the words of both cover, up to this instant (I1). */
const counted = (call: Call, at: Instant): Call => {
  const { asker, lawyer } = call.sides
  const until = asker.holdsUntil === null || lawyer.holdsUntil === null ? null : earliest(at, asker.holdsUntil, lawyer.holdsUntil)
  const moreMs = until === null || until <= call.countedTo ? 0 : elapsedMs(call.countedTo, until)
  return { ...call, connectedMs: call.connectedMs + moreMs, countedTo: latest(call.countedTo, at) }
}

const withSide = (call: Call, side: CallSide, change: Partial<Side>): Call =>
  ({ ...call, sides: { ...call.sides, [side]: { ...call.sides[side], ...change } } })

const evolve = (state: CallState, event: CallEvent): CallState => {
  if (event.type === 'CallRung') {
    const { callId, consultationId, askerId, lawyerId, by, device, terms, ringDue, at } = event.data
    return {
      phase: 'ringing', callId, consultationId, askerId, lawyerId, by, terms, ringDue, connectedMs: 0, countedTo: at, end: null,
      sides: { asker: SILENT, lawyer: SILENT, [by]: { ...SILENT, device } },
    }
  }
  assert(state.phase !== 'absent', `${event.type} before the call rang`)
  switch (event.type) {
    case 'CallTaken': {
      const { side, device, connectDue: lostDue } = event.data
      return { ...withSide(withSide(state, side, { device, lostDue }), OTHER[side], { lostDue }), phase: 'taken' }
    }
    case 'CallConfirmed': {
      const { side, lostDue, at } = event.data
      return withSide(counted(state, at), side, { saidAt: at, holdsUntil: plus(at, state.terms.vouchMs), lostDue })
    }
    case 'CallEnded': return { ...state, phase: 'ended', end: event.data.end, connectedMs: event.data.connectedMs }
    default: return unreachable(event)
  }
}

/**
 * Why this lawyer and the asker may not talk about this question, or null. A lawyer rings who may answer it or has; she rings whoever
 * answered. Whoever needs a place takes it before he rings: nobody talks for minutes and is then told that others were quicker.
 */
export const whyNoCall = (question: Consultation, lawyer: Attested, by: CallSide): CallBar | null => {
  const barred = whyBarred(question, lawyer)
  if (barred) return barred as CallBar
  const answer = answerOf(question, lawyer.lawyerId)
  if (answer) return answer.status === 'given' ? null : 'answer-hidden'
  if (by === 'asker') return 'no-such-thread'
  if (isLocal(question, lawyer) || claimOf(question, lawyer.lawyerId)) return null
  return isMet(question) ? 'quorum-met' : 'no-claim'
}

const no = (code: CallRefusal): Decision<never> => refuse(code)

const ended = (call: Call, end: CallEnd, by: CallSide | null, at: Instant): CallEvent => {
  const { callId, consultationId, askerId, lawyerId, by: rungBy } = call
  return { type: 'CallEnded', data: { callId, end, by, connectedMs: counted(call, at).connectedMs, consultationId, askerId, lawyerId, rungBy, at } }
}

const decide = (command: CallCommand, state: CallState): Decision<CallEvent> => {
  const { at, callId } = command
  if (command.type === 'RingCall') {
    if (state.phase !== 'absent') return nothing
    const { type: _type, barred, ...rung } = command
    return barred ? no(barred) : accept({ type: 'CallRung', data: { ...rung, ringDue: plus(at, command.terms.ringMs) } })
  }
  if (state.phase === 'absent') return no('no-such-call')
  switch (command.type) {
    case 'TakeCall': {
      const { side, device, barred } = command
      const taken = state.sides[side].device
      if (state.phase === 'taken' && taken === device) return nothing
      if (state.phase === 'ended') return no('call-over')
      if (side === state.by) return no('not-rung')
      if (state.phase === 'taken') return no('taken-elsewhere')
      if (barred) return no(barred)
      return accept({ type: 'CallTaken', data: { callId, side, device, connectDue: plus(at, state.terms.connectMs), at } })
    }
    case 'ConfirmCall': {
      const { side, device } = command
      if (state.phase === 'ended') return no('call-over')
      if (state.phase === 'ringing') return no('not-taken-yet')
      const mine = state.sides[side]
      if (mine.device !== device) return no('taken-elsewhere')
      if (mine.saidAt !== null && elapsedMs(mine.saidAt, at) < LEAST_BETWEEN_MS) return nothing
      return accept({ type: 'CallConfirmed', data: { callId, side, lostDue: plus(at, state.terms.lostMs), at } })
    }
    case 'EndCall': {
      const { side } = command
      if (state.phase === 'ended') return nothing
      const end = state.phase === 'taken' ? 'hung-up' : side === state.by ? 'cancelled' : 'declined'
      return accept(ended(state, end, side, at))
    }
    default: return unreachable(command)
  }
}

export const call: Decider<CallState, CallCommand, CallEvent> = {
  category: 'call',
  initial: () => ({ phase: 'absent' }),
  evolve,
  decide,
  nextDeadline(state) {
    if (state.phase === 'ringing') return state.ringDue
    return state.phase === 'taken' ? earliest(state.sides.asker.lostDue, state.sides.lawyer.lostDue) : null
  },
  elapse(state, due) {
    if (state.phase === 'absent') return []
    if (state.phase === 'ringing') return [ended(state, 'missed', null, due)]
    const hadBoth = state.sides.asker.saidAt !== null && state.sides.lawyer.saidAt !== null
    return [ended(state, hadBoth ? 'lost' : 'not-connected', null, due)]
  },
}
