// Who is supervised, where, and who answers for her: what later events of her stream and of alarms do not say again.
import { alarmEvents, superviseeEvents } from '@zhijian/contracts'
import type { View } from '@zhijian/runtime'

export type Supervised = {
  readonly countyCode: string
  /** Null: an alarm, of which she is not told. */
  readonly person: string | null
  readonly officers: readonly string[]
  readonly level: string | null
}

export const supervised: View<Supervised> = {
  collection: { name: 'notifier-supervised', version: 1, indexes: [] },
  on: { categories: ['supervisee', 'alarm'], types: ['SupervisionBegan', 'OfficeAssigned', 'AlarmRaised', 'AlarmEscalated'] },
  keys: (event) => [event.stream],
  evolve(before, stored) {
    const begun = superviseeEvents.read(stored.type, stored.data)
    if (begun?.type === 'SupervisionBegan') return { countyCode: begun.data.region.slice(0, 6), person: begun.data.person, officers: begun.data.officers, level: null }
    if (begun?.type === 'OfficeAssigned') return before && { ...before, officers: begun.data.officers }
    const raised = alarmEvents.read(stored.type, stored.data)
    if (raised?.type === 'AlarmRaised') return { countyCode: raised.data.region.slice(0, 6), person: null, officers: raised.data.officers, level: raised.data.level }
    return raised?.type === 'AlarmEscalated' && before ? { ...before, level: raised.data.level } : before
  },
}
