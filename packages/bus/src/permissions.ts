// What a user of the broker may publish and listen on, from what a service says of itself: one table, made and never written
// by hand. Whatever is not in it, the broker refuses.
// M1 Facts are published by the relay alone. It alone, and an operator, may make, change, empty and look into streams.
// M2 A service answers on its own subjects, people’s and operators’ alike, sends where it said that it sends, and hears answers on its own inboxes only.
// M3 Of its consumers a service may take and acknowledge messages, and remember its own places; what they take, and in how many
//    groups, is in the subject on which it asks the keeper for them (nats-keeper.ts).
// M4 A service compares its clock with the others', and says who it is in the subject.
// M5 An answer may be given to whoever asked, once: nobody needs a right on another's inboxes.
// M6 A sender from outside the platform asks at one door, and hears the answers to that.
import { POSITION_DOOR } from './doors.ts'
import { durableOf, type GroupSettings } from './nats-groups.ts'
import { tokenOf } from './nats-held.ts'
import { keepSubject, layoutSubject } from './nats-keeper.ts'
import { busStreams } from './nats-streams.ts'
import { ABOUT_ME } from './nats-time.ts'
import { LONGEST_REQUEST_MS } from './retry.ts'

export interface BusUser {
  /** The service, as it names its connection. */
  readonly name: string
  /** Where it asks, orders and tells: `cmd.notifier.open-delivery`, `push.*`. */
  readonly sends: readonly string[]
  readonly consumers: readonly Pick<GroupSettings, 'consumer' | 'filter'>[]
  /** Which broadcasts it hears, beside what everybody does: `signal.*`. */
  readonly hears?: readonly string[]
  /** Further services of the same process. */
  readonly beside?: readonly string[]
  /** Where else it publishes: to the broker's object store, where files lie there. */
  readonly also?: readonly string[]
}

export interface Permissions {
  readonly publish: readonly string[]
  readonly subscribe: readonly string[]
}

export interface PermissionOptions {
  /** Names the streams. */
  readonly name?: string
  /** Groups per consumer, the same as the services'. */
  readonly groups?: number
}

/** Once, to whoever asked, for as long as anybody waits. */
const RESPONSES = { max: 1, expires: `${LONGEST_REQUEST_MS / 1_000}s` } as const

export const permissionsOf = ({ name: service, sends, consumers, hears = [], beside = [], also = [] }: BusUser, { name = 'zhijian', groups = 16 }: PermissionOptions = {}): Permissions => {
  const streams = busStreams(name)
  const ofDurable = (stream: string, durable: string): readonly string[] =>
    [`$JS.API.CONSUMER.INFO.${stream}.${durable}`, `$JS.API.CONSUMER.MSG.NEXT.${stream}.${durable}`, `$JS.ACK.${stream}.${durable}.>`]
  const ofConsumer = ({ consumer, filter }: BusUser['consumers'][number]): readonly string[] => {
    const token = tokenOf(consumer)
    return [
      keepSubject(name, consumer), layoutSubject(name, { consumer, filter, groups, ackWaitMs: 0 }),
      ...['held', 'mark', 'again', 'fill'].map((kind) => `${kind}.${token}.*`),
      ...['held', 'mark'].map((kind) => `$JS.API.DIRECT.GET.${streams.held}.${kind}.${token}.*`),
      ...ofDurable(streams.again, token),
      ...Array.from({ length: groups }, (_, group) => ofDurable(streams.events, durableOf({ consumer, groups }, group))).flat(),
    ]
  }
  return {
    publish: [ABOUT_ME, 'clock.asked', `clock.told.*.*.${service}.*`, ...sends, ...consumers.flatMap(ofConsumer), ...also],
    subscribe: [`_INBOX.${service}.>`, ...[service, ...beside].flatMap((each) => [`cmd.${each}.*`, `qry.${each}.*`, `ops.${each}.*.*`]), 'clock.asked', `clock.told.${service}.>`, ...hears],
  }
}

const API = ['INFO', 'CREATE', 'UPDATE', 'DELETE', 'PURGE', 'MSG.GET', 'MSG.DELETE']

/** Everything that is done to the bus's own streams, and nothing to another's; taking messages apart. */
const keeps = (name: string): readonly string[] => {
  const streams = Object.values(busStreams(name))
  return ['$JS.API.INFO', ...streams.flatMap((stream) => [
    ...API.map((does) => `$JS.API.STREAM.${does}.${stream}`), `$JS.API.DIRECT.GET.${stream}.>`,
    ...['LIST', 'NAMES'].map((does) => `$JS.API.CONSUMER.${does}.${stream}`),
    ...['CREATE', 'DURABLE.CREATE', 'INFO', 'DELETE'].map((does) => `$JS.API.CONSUMER.${does}.${stream}.>`),
  ])]
}

/** The relay publishes facts, and keeps the streams for those who ask it. */
export const relayPermissions = (name = 'zhijian'): Permissions => ({
  publish: ['evt.>', 'mark.>', ...keeps(name)],
  subscribe: ['_INBOX.relay.>', `keep.${name}.>`],
})

/** An operator looks into streams, deals with dead letters, empties and removes; facts he does not publish. */
export const operatorPermissions = (name = 'zhijian'): Permissions => ({
  publish: ['held.>', 'mark.>', 'again.>', 'fill.>', ...keeps(name)],
  subscribe: ['_INBOX.operator.>'],
})

const OUTSIDE = 'outside-'
/** How the broker knows a sender from outside: `outside-beidou`. */
export const outsiderOf = (name: string): string => `${OUTSIDE}${name}`
export const isOutsider = (user: string): boolean => user.startsWith(OUTSIDE)
/** M6. @param user as `outsiderOf` names it */
export const outsiderPermissions = (user: string): Permissions => ({ publish: [POSITION_DOOR], subscribe: [`_INBOX.${user}.>`] })

export interface KnownUser {
  readonly name: string
  /** Its password, or the hash of one, as the server takes either. */
  readonly password: string
  readonly permissions: Permissions
}

/** As the server's configuration has it. */
export const authorizationOf = (users: readonly KnownUser[]): object => ({
  users: users.map(({ name, password, permissions: { publish, subscribe } }) => ({
    user: name, password, permissions: { publish: { allow: [...publish] }, subscribe: { allow: [...subscribe] }, allow_responses: { ...RESPONSES } },
  })),
})
