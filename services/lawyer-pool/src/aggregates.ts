// The deciders of this service with the contracts of their events.
import { dutyEvents, lawyerEvents } from '@zhijian/contracts'
import { duty } from './duty.ts'
import { lawyer } from './lawyer.ts'

export const lawyerAggregate = { decider: lawyer, events: lawyerEvents } as const
export const dutyAggregate = { decider: duty, events: dutyEvents } as const
