// May this answer stay: what was found in it, or complained of, is decided by a reviewer within a day.
// I1 One review per answer. New causes are added while it is open, and open it anew after a decision; a known cause does neither.
// I2 The answer counts until it is hidden: the decision reaches the consultation as a command of its own.
// I3 Whoever took it decides it; untaken, any reviewer may. A decision is not taken back but by a new cause (the author's
//    complaint, say) that opens it again.
import type {
  AnswerFlag, HideReason, PersonId, ReviewCommand, ReviewDecision, ReviewEvent, ReviewId, ReviewRefusal,
} from '@zhijian/contracts'
import { accept, assert, nothing, plus, refuse, unreachable, type Decider, type Decision, type Instant } from '@zhijian/kernel'

type Opened = Extract<ReviewEvent, { type: 'ReviewOpened' }>['data']
type Subject = Pick<Opened, 'consultationId' | 'countyCode' | 'answerId' | 'lawyerId'>

export interface Review {
  readonly phase: 'open' | 'decided'
  readonly reviewId: ReviewId
  readonly subject: Subject
  readonly flags: readonly AnswerFlag[]
  readonly complaints: readonly string[]
  readonly reviewerId: PersonId | null
  /** Exclusive; null: decided, or overdue already. */
  readonly decideDue: Instant | null
  readonly decision: {
    readonly decision: ReviewDecision
    readonly reason: HideReason | null
    readonly reviewerId: PersonId
  } | null
}
export type ReviewState = { readonly phase: 'absent' } | Review

type Cause = Pick<Extract<ReviewCommand, { type: 'OpenReview' }>, 'flags' | 'complaint'>

const withCause = (state: Review, { flags, complaint }: Cause): Review => ({
  ...state,
  flags: [...state.flags, ...flags.filter((flag) => !state.flags.includes(flag))],
  complaints: complaint === null ? state.complaints : [...state.complaints, complaint.complaintId],
})

const evolve = (state: ReviewState, event: ReviewEvent): ReviewState => {
  if (event.type === 'ReviewOpened') {
    const { reviewId, consultationId, countyCode, answerId, lawyerId, decideDue } = event.data
    const before = state.phase === 'absent' ? { flags: [], complaints: [] } : state
    return withCause({
      phase: 'open', reviewId, subject: { consultationId, countyCode, answerId, lawyerId },
      flags: before.flags, complaints: before.complaints, reviewerId: null, decideDue, decision: null,
    }, event.data)
  }
  assert(state.phase !== 'absent', `${event.type} before the review was opened`)
  switch (event.type) {
    case 'ReviewCauseAdded': return withCause(state, event.data)
    case 'ReviewTaken': return { ...state, reviewerId: event.data.reviewerId }
    case 'ReviewOverdue': return { ...state, decideDue: null }
    case 'ReviewDecided': {
      const { decision, reason, reviewerId } = event.data
      return { ...state, phase: 'decided', decideDue: null, decision: { decision, reason, reviewerId } }
    }
    default: return unreachable(event)
  }
}

const no = (code: ReviewRefusal): Decision<never> => refuse(code)

const isNew = (state: Review, { flags, complaint }: Cause): boolean =>
  flags.some((flag) => !state.flags.includes(flag)) || (complaint !== null && !state.complaints.includes(complaint.complaintId))

const decide = (command: ReviewCommand, state: ReviewState): Decision<ReviewEvent> => {
  const { at, reviewId } = command
  if (command.type === 'OpenReview') {
    const { type: _type, reviewMs, ...opened } = command
    if (state.phase !== 'absent' && !isNew(state, command)) return nothing
    return state.phase === 'open'
      ? accept({ type: 'ReviewCauseAdded', data: { reviewId, flags: command.flags, complaint: command.complaint, at } })
      : accept({ type: 'ReviewOpened', data: { ...opened, decideDue: plus(at, reviewMs) } })
  }
  if (state.phase === 'absent') return no('no-such-review')
  const { reviewerId } = command
  switch (command.type) {
    case 'TakeReview':
      if (state.phase === 'decided') return no('review-decided')
      if (state.reviewerId !== null) return state.reviewerId === reviewerId ? nothing : no('taken-by-another')
      return accept({ type: 'ReviewTaken', data: { reviewId, reviewerId, at } })
    case 'DecideReview': {
      const { decision, reason } = command
      if (state.decision) {
        const isSame = state.decision.decision === decision && state.decision.reviewerId === reviewerId
        return isSame ? nothing : no('review-decided')
      }
      if (state.reviewerId !== null && state.reviewerId !== reviewerId) return no('taken-by-another')
      if (decision === 'hide' && reason === null) return no('reason-missing')
      const because = decision === 'hide' ? reason : null
      return accept({ type: 'ReviewDecided', data: { reviewId, ...state.subject, reviewerId, decision, reason: because, at } })
    }
    default: return unreachable(command)
  }
}

export const review: Decider<ReviewState, ReviewCommand, ReviewEvent> = {
  category: 'review',
  initial: () => ({ phase: 'absent' }),
  evolve,
  decide,
  nextDeadline: (state) => (state.phase === 'absent' ? null : state.decideDue),
  elapse: (state, due) =>
    (state.phase === 'absent' ? [] : [{ type: 'ReviewOverdue', data: { reviewId: state.reviewId, at: due } }]),
}
