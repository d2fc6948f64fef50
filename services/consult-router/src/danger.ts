// Has somebody heard: words of danger call the duty officer, after two minutes the deputy, then the head.
// I1 Each in line has the same time; whoever acknowledges, at whatever rank, stops the calling.
// I2 An alarm that nobody heard stays open: it can be acknowledged at any time.
// I3 The asker was shown 110, 120 and 12356 at once; nothing here delays that.
import {
  DANGER_LINE, type DangerCommand, type DangerEvent, type DangerId, type DangerRank, type DangerRefusal, type PersonId,
} from '@zhijian/contracts'
import {
  accept, assert, elapsedMs, nothing, plus, refuse, unreachable, type Decider, type Decision, type Instant,
} from '@zhijian/kernel'

type Raised = Extract<DangerEvent, { type: 'DangerRaised' }>['data']

export interface Danger {
  readonly phase: 'calling' | 'unheard' | 'acknowledged' | 'resolved'
  readonly dangerId: DangerId
  readonly subject: Pick<Raised, 'consultationId' | 'countyCode'>
  readonly rank: DangerRank
  readonly raisedAt: Instant
  readonly acknowledgeMs: number
  /** Exclusive; null: nobody is being called. */
  readonly acknowledgeDue: Instant | null
  readonly acknowledgedBy: PersonId | null
  readonly outcome: string | null
}
export type DangerState = { readonly phase: 'absent' } | Danger

const evolve = (state: DangerState, event: DangerEvent): DangerState => {
  if (event.type === 'DangerRaised') {
    const { dangerId, consultationId, countyCode, rank, acknowledgeMs, acknowledgeDue, at } = event.data
    return { phase: 'calling', dangerId, subject: { consultationId, countyCode }, rank, raisedAt: at, acknowledgeMs, acknowledgeDue, acknowledgedBy: null, outcome: null }
  }
  assert(state.phase !== 'absent', `${event.type} before the danger was raised`)
  switch (event.type) {
    case 'DangerEscalated': return { ...state, rank: event.data.rank, acknowledgeDue: event.data.acknowledgeDue }
    case 'DangerUnheard': return { ...state, phase: 'unheard', acknowledgeDue: null }
    case 'DangerAcknowledged': return { ...state, phase: 'acknowledged', acknowledgedBy: event.data.by, acknowledgeDue: null }
    case 'DangerResolved': return { ...state, phase: 'resolved', outcome: event.data.outcome }
    default: return unreachable(event)
  }
}

const no = (code: DangerRefusal): Decision<never> => refuse(code)

const decide = (command: DangerCommand, state: DangerState): Decision<DangerEvent> => {
  const { at, dangerId } = command
  if (command.type === 'RaiseDanger') {
    if (state.phase !== 'absent') return nothing
    const { type: _type, ...raised } = command
    const acknowledgeDue = plus(at, command.acknowledgeMs)
    return accept({ type: 'DangerRaised', data: { ...raised, rank: DANGER_LINE[0], acknowledgeDue } })
  }
  if (state.phase === 'absent') return no('no-such-danger')
  switch (command.type) {
    case 'AcknowledgeDanger': {
      if (state.acknowledgedBy !== null) return state.acknowledgedBy === command.by ? nothing : no('already-acknowledged')
      const waitMs = elapsedMs(state.raisedAt, at)
      return accept({ type: 'DangerAcknowledged', data: { dangerId, by: command.by, rank: state.rank, waitMs, at } })
    }
    case 'ResolveDanger': {
      const { by, outcome } = command
      if (state.phase === 'resolved') return state.outcome === outcome ? nothing : no('danger-resolved')
      if (state.phase !== 'acknowledged') return no('not-acknowledged')
      return accept({ type: 'DangerResolved', data: { dangerId, by, outcome, at } })
    }
    default: return unreachable(command)
  }
}

export const danger: Decider<DangerState, DangerCommand, DangerEvent> = {
  category: 'danger',
  initial: () => ({ phase: 'absent' }),
  evolve,
  decide,
  nextDeadline: (state) => (state.phase === 'absent' ? null : state.acknowledgeDue),
  elapse(state, due) {
    if (state.phase === 'absent') return []
    const { dangerId } = state
    const rank = DANGER_LINE[DANGER_LINE.indexOf(state.rank) + 1]
    return rank === undefined ? [{ type: 'DangerUnheard', data: { dangerId, at: due } }]
      : [{ type: 'DangerEscalated', data: { dangerId, rank, acknowledgeDue: plus(due, state.acknowledgeMs), at: due } }]
  },
}
