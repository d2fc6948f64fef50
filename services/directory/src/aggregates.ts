// The deciders of this service with the contracts of their events; that of forgetting is packages/privacy's (commands.ts).
import { divisionEvents, mandateEvents, organisationEvents, personEvents } from '@zhijian/contracts'
import type { Aggregate } from '@zhijian/runtime'
import { divisions } from './divisions.ts'
import { mandate, type Mandate } from './mandate.ts'
import { organisation } from './organisation.ts'
import { person, type Person } from './person.ts'

export const organisationAggregate: Aggregate = { decider: organisation, events: organisationEvents as never }
export const personAggregate: Aggregate<Person> = {
  decider: person, events: personEvents as never,
  // The next office to end says where.
  belongs: ({ offices }) => ({ place: offices.filter(({ until }) => until !== null).sort((a, b) => (a.until! < b.until! ? -1 : 1))[0]?.region ?? null, consultationId: null }),
}
export const mandateAggregate: Aggregate<Mandate> = {
  decider: mandate, events: mandateEvents as never,
  belongs: (state) => (state.phase === 'absent' ? { place: null, consultationId: null } : { place: state.villageCode ?? state.countyCode, consultationId: state.matter.consultationId }),
}
export const divisionAggregate: Aggregate = { decider: divisions, events: divisionEvents as never }
