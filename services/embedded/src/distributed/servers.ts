// Servers that are started with a platform in several processes: the broker always; in place of KurrentDB its double, and
// something that speaks MongoDB's protocol, and the doubles of those who carry messages, for those who try what becomes of the
// platform when these die.
import type { Server } from './processes.ts'

export const natsServer: Server = {
  name: 'nats-server', script: 'tools/servers/run-nats.mjs', store: 'nats', variable: 'NATS_URL',
}
export const viewServer: Server = {
  name: 'view-server', script: 'tools/servers/run-mongo.mjs', store: 'mongo', variable: 'MONGODB_URL',
}
/** Keeps on the disk what it acknowledged. */
export const logServer: Server = {
  name: 'log-server', script: 'packages/event-store/dist/test/kurrent-double/main.js', store: 'kurrent-double', variable: 'KURRENTDB_URL',
}
/** WeChat, short messages, and the like; keeps on the disk what it took over. */
export const providerServer: Server = {
  name: 'providers', script: 'services/notifier/dist/src/adapters/doubles/main.js', store: 'providers', variable: 'PROVIDERS_URL',
}
