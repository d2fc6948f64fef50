// The bus over NATS JetStream, and what belongs to it. Apart from the rest: a platform in one process loads no client of a broker.
export { openJetStreamBus, type JetStreamBusOptions } from './jetstream.ts'
export { connectNats, isRefusal, type NatsOptions } from './nats-connection.ts'
export { curveOf, newCurveSeed, type Curve } from './nats-curve.ts'
export { brokerTime } from './nats-time.ts'
export { authorizationOf, isOutsider, operatorPermissions, outsiderOf, outsiderPermissions, permissionsOf, relayPermissions, type BusUser, type KnownUser, type Permissions } from './permissions.ts'
export type { StreamLimits } from './nats-streams.ts'
export { startKeeper, startRelay, type Relay, type RelayOptions } from './relay.ts'
