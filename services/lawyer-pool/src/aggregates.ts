// The deciders of this service with the contracts of their events.
import { dutyEvents, lawyerEvents } from '@zhijian/contracts'
import type { Belonging } from '@zhijian/runtime'
import { duty, type Roster } from './duty.ts'
import { lawyer, type Lawyer } from './lawyer.ts'

export const lawyerAggregate = {
  decider: lawyer, events: lawyerEvents,
  belongs: ({ profile }: Lawyer): Belonging => ({ place: profile?.county ?? profile?.region ?? null, consultationId: null }),
} as const
export const dutyAggregate = {
  decider: duty, events: dutyEvents, belongs: ({ rosterId }: Roster): Belonging => ({ place: rosterId.slice(0, 6) || null, consultationId: null }),
} as const
