// What people miss while something that follows from a fact does not follow: said by each reaction, in codes, for whoever has to
// decide whether to try again or to pass it over. No names, no words of anybody.
import { z } from 'zod'

export const CONSEQUENCES = [
  // telling people
  'lawyers-not-told', 'people-not-told', 'asker-not-told', 'lawyer-not-told', 'desk-not-told', 'telling-not-stopped', 'telling-not-resumed', 'outcome-not-recorded',
  // the question's own course
  'nobody-is-asked', 'no-call-back', 'danger-unheard', 'alarm-not-raised', 'officers-not-told', 'supervisee-not-told', 'answer-not-reviewed', 'review-without-effect', 'agent-still-acts', 'lawyer-keeps-questions',
  // accounts and registers
  'account-without-lawyer', 'no-show-without-effect', 'licence-stays-taken', 'account-stays-open', 'number-leads-astray', 'forgetting-stands',
  // a clock that cannot be settled
  'clock-stands',
] as const
export const Consequence = z.enum(CONSEQUENCES)
export type Consequence = z.infer<typeof Consequence>

/** @param count of people, where the fact says how many */
export interface Missed {
  readonly code: Consequence
  readonly count?: number
}
