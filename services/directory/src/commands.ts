// What may be sent to the directory.
import {
  divisionCommands, divisionEvents, erasureCommands, erasureEvents, organisationCommands, organisationEvents, personCommands, personEvents, type Actor,
} from '@zhijian/contracts'
import type { JsonObject } from '@zhijian/kernel'
import { erasure, type ErasureCommand, type KeyRing } from '@zhijian/privacy'
import { command, type Aggregate, type CommandDefinition } from '@zhijian/runtime'
import type { z } from 'zod'
import { divisions } from './divisions.ts'
import { organisation } from './organisation.ts'
import { person } from './person.ts'

export const organisationAggregate: Aggregate = { decider: organisation, events: organisationEvents as never }
export const personAggregate: Aggregate = { decider: person, events: personEvents as never }
export const divisionAggregate: Aggregate = { decider: divisions, events: divisionEvents as never }
export const erasureAggregate: Aggregate = { decider: erasure, events: erasureEvents as never }

type Roles = readonly Actor['role'][]
/** Who keeps the county's map and its institutions. */
export const KEEPERS: Roles = ['bureau-head', 'system-admin', 'system']
/** Whoever opens accounts gives no powers: offices are given by the bureau's head, or by the administrator of rights. */
export const APPOINTERS: Roles = ['bureau-head', 'security-admin', 'system']
const REGISTRARS: Roles = ['system-admin', ...APPOINTERS]
/** The day's roster is the duty desk's own. */
const WATCH_KEEPERS: Roles = ['desk', 'duty-officer', ...KEEPERS]

const ORGANISATION = {
  'found-organisation': ['FoundOrganisation', KEEPERS], 'rename-organisation': ['Rename', KEEPERS], 'move-organisation': ['Move', KEEPERS],
  'reassign-organisation': ['Reassign', KEEPERS], 'change-service-area': ['ChangeServiceArea', KEEPERS],
  'set-standing-watch': ['SetStandingWatch', WATCH_KEEPERS], 'plan-watch': ['PlanWatch', WATCH_KEEPERS], 'remove-watch': ['RemoveWatch', WATCH_KEEPERS],
  'close-organisation': ['Close', KEEPERS],
} as const satisfies Record<keyof typeof organisationCommands, readonly [string, Roles]>

const PERSON = {
  'add-staff': ['AddStaff', REGISTRARS], 'change-staff-details': ['ChangeDetails', REGISTRARS],
  'take-office': ['TakeOffice', APPOINTERS], 'end-office': ['EndOffice', APPOINTERS], 'leave-staff': ['Leave', APPOINTERS],
} as const satisfies Record<keyof typeof personCommands, readonly [string, Roles]>

export const directoryCommands = (storeIsLive: boolean): Readonly<Record<string, CommandDefinition>> => {
  const define = (
    aggregate: Aggregate, schema: z.ZodType, roles: Roles, key: string, type: string, more: JsonObject = {},
  ): CommandDefinition => command({
    schema, aggregate, roles, streamId: (data) => (data as Record<string, string>)[key]!,
    prepare: (data, { actor }) => ({ type, ...(data as JsonObject), ...more, ...(type === 'TakeOffice' ? { by: actor.id } : {}) }),
  })
  return {
    ...Object.fromEntries(Object.entries(ORGANISATION).map(([name, [type, roles]]) =>
      [name, define(organisationAggregate, organisationCommands[name as keyof typeof ORGANISATION], roles, 'organisationId', type)])),
    ...Object.fromEntries(Object.entries(PERSON).map(([name, [type, roles]]) =>
      [name, define(personAggregate, personCommands[name as keyof typeof PERSON], roles, 'personId', type, type === 'AddStaff' ? { storeIsLive } : {})])),
    'import-divisions': define(divisionAggregate, divisionCommands['import-divisions'], KEEPERS, 'county', 'ImportDivisions'),
  }
}

/** Who answers for the data of the county's people; two of them are needed. */
export const ERASERS: Roles = ['desk', 'duty-officer', 'bureau-head', 'security-admin']

/**
 * Nothing here knows of a statutory period by itself: archive rules differ by province and kind of file, so whoever looks into
 * the file names the rule (`refuse-erasure`).
 */
export const erasureCommandsOver = (keyring: Pick<KeyRing, 'status'> | null): Readonly<Record<string, CommandDefinition>> => ({
  'request-erasure': command({
    schema: erasureCommands['request-erasure'], aggregate: erasureAggregate, roles: ERASERS, streamId: ({ personId }) => personId,
    prepare: async ({ personId, ground }, { actor }): Promise<Omit<Extract<ErasureCommand, { type: 'RequestErasure' }>, 'at'>> => ({
      type: 'RequestErasure', personId, ground, actorId: actor.id, retention: [], isKnown: keyring !== null && await keyring.status(personId) !== 'unknown',
    }),
  }),
  'confirm-erasure': command({
    schema: erasureCommands['confirm-erasure'], aggregate: erasureAggregate, roles: ERASERS, streamId: ({ personId }) => personId,
    prepare: ({ personId }, { actor }): Omit<Extract<ErasureCommand, { type: 'ConfirmErasure' }>, 'at'> =>
      ({ type: 'ConfirmErasure', personId, actorId: actor.id, retention: [] }),
  }),
  'refuse-erasure': command({
    schema: erasureCommands['refuse-erasure'], aggregate: erasureAggregate, roles: ERASERS, streamId: ({ personId }) => personId,
    prepare: (data): Omit<Extract<ErasureCommand, { type: 'RefuseErasure' }>, 'at'> => ({ type: 'RefuseErasure', ...data }),
  }),
  'certify-erasure': command({
    schema: erasureCommands['certify-erasure'], aggregate: erasureAggregate, roles: ['system'], streamId: ({ certificate }) => certificate.personId,
    prepare: ({ certificate }): Omit<Extract<ErasureCommand, { type: 'CertifyErasure' }>, 'at'> =>
      ({ type: 'CertifyErasure', personId: certificate.personId, certificate }),
  }),
})
