// Deciders of this service with the contract of their events.
import { alarmEvents, superviseeEvents } from '@zhijian/contracts'
import type { Aggregate } from '@zhijian/runtime'
import { alarm, type AlarmState } from './alarm.ts'
import { supervisee, type Supervisee } from './supervisee.ts'

export const superviseeAggregate: Aggregate<Supervisee> = {
  decider: supervisee, events: superviseeEvents as never, isOver: ({ phase }) => phase === 'over', belongs: ({ region }) => ({ place: region, consultationId: null }),
}
export const alarmAggregate: Aggregate<AlarmState> = {
  decider: alarm, events: alarmEvents as never, isOver: ({ phase }) => phase === 'closed' || phase === 'withdrawn',
  belongs: (state) => ({ place: state.phase === 'absent' ? null : state.region, consultationId: null }),
}
