// Does somebody call back: a request to the 12348 desk, until the asker is reached, or three tries or a day are over.
// I1 It is taken by one agent at a time; only he reports on it.
// I2 It ends once: reached, failed or cancelled; then no clock runs.
// I3 That nobody took it in time is said once per waiting; it can be taken all the same.
// I4 A question has one that is not over, whoever asks for it and how often: its call-backs are numbered, and the next has an id only
//    when the one before is over, so whoever asks meanwhile, also at the same instant, means the same stream.
import { hash } from 'node:crypto'
import type { CallbackCommand, CallbackEvent, CallbackId, CallbackRefusal, ConsultationId, PersonId } from '@zhijian/contracts'
import {
  accept, assert, earliest, elapsedMs, nothing, plus, refuse, unreachable, type Decider, type Decision, type Instant,
} from '@zhijian/kernel'

type Requested = Extract<CallbackEvent, { type: 'CallbackRequested' }>['data']

export interface Callback {
  readonly phase: 'waiting' | 'taken' | 'reached' | 'failed' | 'cancelled'
  readonly callbackId: CallbackId
  readonly subject: Pick<Requested, 'consultationId' | 'countyCode'>
  readonly askerId: PersonId
  readonly takeMs: number
  readonly tries: number
  readonly waitingSince: Instant
  readonly agentId: PersonId | null
  readonly attempts: number
  /** Somebody takes it before this; null: it is taken, or was called untaken. */
  readonly takeDue: Instant | null
  /** Exclusive; null once it is over. */
  readonly endsAt: Instant | null
  /** Null while it is not over. */
  readonly overAt: Instant | null
}
export type CallbackState = { readonly phase: 'absent' } | Callback

const evolve = (state: CallbackState, event: CallbackEvent): CallbackState => {
  if (event.type === 'CallbackRequested') {
    const { callbackId, consultationId, countyCode, askerId, takeMs, tries, takeDue, endsAt, at } = event.data
    return {
      phase: 'waiting', callbackId, subject: { consultationId, countyCode }, askerId, takeMs, tries, waitingSince: at, agentId: null, attempts: 0, takeDue, endsAt, overAt: null,
    }
  }
  assert(state.phase !== 'absent', `${event.type} before the call-back was requested`)
  const over = { takeDue: null, endsAt: null, overAt: event.data.at } as const
  switch (event.type) {
    case 'CallbackUntaken': return { ...state, takeDue: null }
    case 'CallbackTaken': return { ...state, phase: 'taken', agentId: event.data.agentId, takeDue: null }
    case 'CallbackReleased':
      return { ...state, phase: 'waiting', agentId: null, waitingSince: event.data.at, takeDue: event.data.takeDue }
    case 'CallAttemptFailed': return { ...state, attempts: event.data.attempt }
    case 'CallbackReached': return { ...state, phase: 'reached', ...over }
    case 'CallbackFailed': return { ...state, phase: 'failed', ...over }
    case 'CallbackCancelled': return { ...state, phase: 'cancelled', ...over }
    default: return unreachable(event)
  }
}

/** @param ordinal from 1; the first, which a broken promise mostly is, bears the question's id */
export const callbackIdOf = (consultationId: ConsultationId, ordinal: number): CallbackId => (ordinal === 1 ? consultationId
  : `b_${hash('sha256', `${consultationId}/${ordinal}`, 'base64url').slice(0, 24)}`) as string as CallbackId

/**
 * Which call-back of the question was meant at this instant: the first that was not over then, there already or still to be
 * requested. Said again later of the same instant, it is the same one.
 * @param stateOf of a call-back, settled
 */
export const callbackAt = async (
  consultationId: ConsultationId, at: Instant, stateOf: (id: CallbackId) => Promise<CallbackState>,
): Promise<CallbackId> => {
  for (let ordinal = 1; ; ordinal += 1) {
    const id = callbackIdOf(consultationId, ordinal)
    const state = await stateOf(id)
    if (state.phase === 'absent' || state.overAt === null || state.overAt > at) return id
  }
}

/** The newest of a question; null: none was requested. */
export const lastCallback = async (
  consultationId: ConsultationId, stateOf: (id: CallbackId) => Promise<CallbackState>,
): Promise<Callback | null> => {
  let last: Callback | null = null
  for (let ordinal = 1; ; ordinal += 1) {
    const state = await stateOf(callbackIdOf(consultationId, ordinal))
    if (state.phase === 'absent') return last
    last = state
  }
}

const no = (code: CallbackRefusal): Decision<never> => refuse(code)

/** Why this agent may not report on it, or null. */
const whyNotHis = (state: Callback, agentId: PersonId): CallbackRefusal | null => {
  if (state.endsAt === null) return 'callback-over'
  if (state.agentId === null) return 'not-taken'
  return state.agentId === agentId ? null : 'taken-by-another'
}

const decide = (command: CallbackCommand, state: CallbackState): Decision<CallbackEvent> => {
  const { at, callbackId } = command
  if (command.type === 'RequestCallback') {
    if (state.phase !== 'absent') return nothing
    const { type: _type, ...requested } = command
    const [takeDue, endsAt] = [plus(at, command.takeMs), plus(at, command.withinMs)]
    return accept({ type: 'CallbackRequested', data: { ...requested, takeDue, endsAt } })
  }
  if (state.phase === 'absent') return no('no-such-callback')
  switch (command.type) {
    case 'TakeCallback': {
      const { agentId } = command
      if (state.endsAt === null) return no('callback-over')
      if (state.agentId !== null) return state.agentId === agentId ? nothing : no('taken-by-another')
      return accept({ type: 'CallbackTaken', data: { callbackId, agentId, waitMs: elapsedMs(state.waitingSince, at), at } })
    }
    case 'ReleaseCallback': {
      const { agentId } = command
      if (state.phase === 'waiting') return nothing
      const not = whyNotHis(state, agentId)
      if (not) return no(not)
      const due = plus(at, state.takeMs)
      const takeDue = due < state.endsAt! ? due : null
      return accept({ type: 'CallbackReleased', data: { callbackId, agentId, takeDue, at } })
    }
    case 'ReportFailedAttempt': {
      const { agentId, attempt, failure } = command
      if (attempt <= state.attempts) return nothing
      const not = whyNotHis(state, agentId)
      if (not) return no(not)
      if (attempt !== state.attempts + 1) return no('attempt-out-of-order')
      const failed: CallbackEvent = { type: 'CallAttemptFailed', data: { callbackId, agentId, attempt, failure, at } }
      if (attempt < state.tries) return accept(failed)
      return accept<CallbackEvent>(failed, { type: 'CallbackFailed', data: { callbackId, end: 'tries', attempts: attempt, at } })
    }
    case 'ReportReached': {
      const { agentId, connectedMs } = command
      if (state.phase === 'reached') return nothing
      const not = whyNotHis(state, agentId)
      if (not) return no(not)
      return accept({ type: 'CallbackReached', data: { callbackId, agentId, attempt: state.attempts + 1, connectedMs, at } })
    }
    case 'CancelCallback': {
      if (command.by !== state.askerId) return no('not-asker')
      if (state.phase === 'cancelled') return nothing
      if (state.endsAt === null) return no('callback-over')
      return accept({ type: 'CallbackCancelled', data: { callbackId, by: command.by, at } })
    }
    default: return unreachable(command)
  }
}

export const callback: Decider<CallbackState, CallbackCommand, CallbackEvent> = {
  category: 'callback',
  initial: () => ({ phase: 'absent' }),
  evolve,
  decide,
  nextDeadline: (state) => (state.phase === 'absent' ? null : earliest(state.takeDue, state.endsAt)),
  elapse(state, due) {
    if (state.phase === 'absent') return []
    const { callbackId, attempts } = state
    // Nobody took it, and the day is over, at once: the end says it all.
    return state.endsAt === due ? [{ type: 'CallbackFailed', data: { callbackId, end: 'time', attempts, at: due } }]
      : [{ type: 'CallbackUntaken', data: { callbackId, at: due } }]
  },
}
