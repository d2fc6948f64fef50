// The users of the broker: one for each service that runs by itself, for the relay and for an operator, with what each may
// publish and hear. Made from what the services say of themselves; whoever adds one, adds it here by adding it there.
// T1 What people may send, only the edge sends. What nobody but the platform may send, a service sends where it says so.
import { operatorPermissions, permissionsOf, relayPermissions, type BusUser, type Permissions } from '@zhijian/bus/nats'
import { rightsOfBytes } from '@zhijian/privacy/jetstream'
import type { ServiceDefinition } from '@zhijian/runtime'
import { definitions } from './compose.ts'
import { demonstrationService } from './demonstration/definition.ts'

export interface BrokerTableOptions {
  /** Groups per consumer, the same as the services'. */
  readonly groups: number
  /** Where files lie in the broker's object store. */
  readonly blobs?: 'jetstream'
  /** Whether a demonstration runs beside the services. */
  readonly demonstration?: boolean
}

/** In the process of the gateway, which carries out what operators ask, and writes down that they did. */
const BESIDE_THE_EDGE = 'operator'

const forPeople = ({ name, commands, queries }: ServiceDefinition): readonly string[] => ([['cmd', commands], ['qry', queries]] as const)
  .flatMap(([kind, all]) => Object.entries(all).filter(([, { roles }]) => roles.some((role: string) => role !== 'system')).map(([each]) => `${kind}.${name}.${each}`))

export const busUserOf = (definition: ServiceDefinition, all: readonly ServiceDefinition[]): BusUser => ({
  name: definition.name,
  sends: [...new Set([...definition.sends, ...(definition.speaksForPeople ? [`cmd.${BESIDE_THE_EDGE}.*`, `qry.${BESIDE_THE_EDGE}.*`, 'ops.*.*.*', ...all.flatMap(forPeople)] : [])])].sort(),
  ...(definition.speaksForPeople ? { beside: [BESIDE_THE_EDGE] } : {}), ...(definition.hears ? { hears: definition.hears } : {}),
  consumers: definition.reactions.map(({ name, on }) => ({ consumer: `${definition.name}.${name}`, filter: on })),
})

/** By name, in the order of the services. */
export const brokerTable = ({ groups, blobs, demonstration = false }: BrokerTableOptions): ReadonlyMap<string, Permissions> => {
  const services = definitions.filter(({ name }) => name !== BESIDE_THE_EDGE)
  const users = [...services, ...(demonstration ? [demonstrationService] : [])].map((each) => busUserOf(each, services))
  return new Map([
    ...users.map((user): [string, Permissions] => [user.name, permissionsOf({ ...user, ...(blobs === undefined ? {} : { also: rightsOfBytes() }) }, { groups })]),
    ['relay', relayPermissions()], ['operator', operatorPermissions()],
  ])
}
