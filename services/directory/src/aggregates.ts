// The deciders of this service with the contracts of their events; that of forgetting is packages/privacy's (commands.ts).
import { divisionEvents, mandateEvents, organisationEvents, personEvents } from '@zhijian/contracts'
import type { Aggregate } from '@zhijian/runtime'
import { divisions } from './divisions.ts'
import { mandate } from './mandate.ts'
import { organisation } from './organisation.ts'
import { person } from './person.ts'

export const organisationAggregate: Aggregate = { decider: organisation, events: organisationEvents as never }
export const personAggregate: Aggregate = { decider: person, events: personEvents as never }
export const mandateAggregate: Aggregate = { decider: mandate, events: mandateEvents as never }
export const divisionAggregate: Aggregate = { decider: divisions, events: divisionEvents as never }
