// The duty to look, every so often, whose data nobody needs any more: one proposes who is to be forgotten, another confirms.
// R1 Nobody confirms what he proposed himself. R2 One proposal at a time. R3 Each time that passes unlooked is written down, with how many
// did before. Who is due is attested at the edge and travels in the command.
import type { PersonId, RetentionEvent, Sealed } from '@zhijian/contracts'
import { accept, nothing, plus, refuse, unreachable, type Decider, type Decision, type Instant } from '@zhijian/kernel'

/** `because`, of what people do: recorded with the command, decided on by nobody. */
interface Timed { readonly at: Instant; readonly countyCode: string }
export type RetentionCommand =
  | Timed & { readonly type: 'BeginRetentionDuty'; readonly everyMs: number }
  | Timed & {
    readonly type: 'ProposeRetentionReview'; readonly reviewId: string; readonly actorId: PersonId; readonly because?: Sealed
    readonly endedBefore: Instant; readonly persons: readonly PersonId[]; readonly hasMore: boolean
  }
  | Timed & { readonly type: 'ConfirmRetentionReview' | 'DropRetentionReview'; readonly reviewId: string; readonly actorId: PersonId; readonly because?: Sealed }

type Proposal = Extract<RetentionEvent, { type: 'RetentionReviewProposed' }>['data']
export interface RetentionDuty {
  readonly countyCode: string | null
  readonly everyMs: number | null
  readonly nextAt: Instant | null
  /** Times that came, and nobody has looked since. */
  readonly unlooked: number
  readonly proposal: Proposal | null
  readonly confirmed: readonly string[]
}

const evolve = (state: RetentionDuty, { type, data }: RetentionEvent): RetentionDuty => {
  switch (type) {
    case 'RetentionDutyBegun': return { ...state, countyCode: data.countyCode, everyMs: data.everyMs, nextAt: plus(data.at, data.everyMs) }
    case 'RetentionReviewDue': return { ...state, unlooked: state.unlooked + 1, nextAt: plus(data.at, state.everyMs!) }
    case 'RetentionReviewProposed': return { ...state, countyCode: data.countyCode, unlooked: 0, proposal: data.persons.length === 0 ? null : data }
    case 'RetentionReviewConfirmed': return { ...state, proposal: null, confirmed: [...state.confirmed, data.reviewId].slice(-100) }
    case 'RetentionReviewDropped': return { ...state, proposal: null }
    default: return unreachable(type)
  }
}

const decide = (command: RetentionCommand, state: RetentionDuty): Decision<RetentionEvent> => {
  const { countyCode, at } = command
  switch (command.type) {
    case 'BeginRetentionDuty':
      return state.everyMs === command.everyMs ? nothing : accept({ type: 'RetentionDutyBegun', data: { countyCode, everyMs: command.everyMs, at } })
    case 'ProposeRetentionReview': {
      if (state.proposal !== null) return state.proposal.reviewId === command.reviewId ? nothing : refuse('another-proposal-waits')
      const { reviewId, endedBefore, persons, hasMore, actorId } = command
      return accept({ type: 'RetentionReviewProposed', data: { countyCode, reviewId, endedBefore, persons: [...persons], hasMore, proposedBy: actorId, at } })
    }
    case 'ConfirmRetentionReview': {
      const { proposal } = state
      if (state.confirmed.includes(command.reviewId)) return nothing
      if (proposal?.reviewId !== command.reviewId) return refuse('no-such-proposal')
      if (proposal.proposedBy === command.actorId) return refuse('same-person')
      const { reviewId, endedBefore, persons, proposedBy } = proposal
      return accept({ type: 'RetentionReviewConfirmed', data: { countyCode, reviewId, endedBefore, persons, by: [proposedBy, command.actorId], at } })
    }
    case 'DropRetentionReview':
      return state.proposal?.reviewId === command.reviewId
        ? accept({ type: 'RetentionReviewDropped', data: { countyCode, reviewId: command.reviewId, droppedBy: command.actorId, at } }) : refuse('no-such-proposal')
    default: return unreachable(command)
  }
}

export const retention: Decider<RetentionDuty, RetentionCommand, RetentionEvent> = {
  category: 'retention',
  initial: () => ({ countyCode: null, everyMs: null, nextAt: null, unlooked: 0, proposal: null, confirmed: [] }),
  evolve,
  decide,
  nextDeadline: ({ nextAt }) => nextAt,
  elapse: ({ countyCode, unlooked }, due) => [{ type: 'RetentionReviewDue', data: { countyCode: countyCode!, missed: unlooked, at: due } }],
}
