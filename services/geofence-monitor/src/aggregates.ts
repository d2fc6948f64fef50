// Deciders of this service with the contract of their events.
import { alarmEvents, boundaryEvents, superviseeEvents, tallyEvents } from '@zhijian/contracts'
import type { Aggregate } from '@zhijian/runtime'
import { alarm, type AlarmState } from './alarm.ts'
import { boundary, type Boundary } from './boundary.ts'
import { supervisee, type Supervisee } from './supervisee.ts'
import { tally, type Tally } from './tally.ts'

export const superviseeAggregate: Aggregate<Supervisee> = {
  decider: supervisee, events: superviseeEvents as never, isOver: ({ phase }) => phase === 'over', belongs: ({ region }) => ({ place: region, consultationId: null }),
}
export const alarmAggregate: Aggregate<AlarmState> = {
  decider: alarm, events: alarmEvents as never, isOver: ({ phase }) => phase === 'closed' || phase === 'withdrawn',
  belongs: (state) => ({ place: state.phase === 'absent' ? null : state.region, consultationId: null }),
}
export const boundaryAggregate: Aggregate<Boundary> = { decider: boundary, events: boundaryEvents as never, belongs: () => ({ place: null, consultationId: null }) }
export const tallyAggregate: Aggregate<Tally> = { decider: tally, events: tallyEvents as never, belongs: () => ({ place: null, consultationId: null }) }
