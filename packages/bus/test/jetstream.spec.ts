// The JetStream bus over a real nats-server, under the contract of every bus: where the server knows nobody, and where every
// user may do only what its service needs.
import type { EventStore } from '@zhijian/event-store'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import type { NatsConnection } from '@nats-io/nats-core'
import { afterAll, beforeAll } from 'vitest'
import { busContract, type BusHarness, type BusHarnessOptions } from '../src/contract.ts'
import { openJetStreamBus } from '../src/jetstream.ts'
import { keepSubject } from '../src/nats-keeper.ts'
import { authorizationOf, permissionsOf, relayPermissions, type KnownUser, type Permissions } from '../src/permissions.ts'
import { connectNats } from '../src/nats-connection.ts'
import type { Bus } from '../src/port.ts'
import { startRelay } from '../src/relay.ts'
import { jetstreamManager } from '@nats-io/jetstream'
import { describeWithNats, eventually, ownNats, type OwnNats } from './nats.ts'

/** Every consumer that the contract has. */
const CONSUMERS = [
  'again', 'all', 'asleep', 'away', 'both', 'bound', 'bug', 'busy', 'category', 'drain', 'held', 'kill', 'late', 'none', 'now', 'other',
  'parked', 'replay', 'retry', 'skip', 'slow', 'status', 'stays', 'storm', 'twice', 'two', 'type',
].map((name) => `test.${name}`)

/** What the contract's consumers take is made up on the way: whatever they ask the keeper for, about themselves. */
const testPermissions = (): Permissions => {
  const { publish, subscribe } = permissionsOf({
    name: 'test', beside: ['other'], sends: ['cmd.>', 'qry.>', 'ops.>', 'live.>', 'other.>'], consumers: CONSUMERS.map((consumer) => ({ consumer, filter: {} })),
  })
  return { publish: [...publish, ...CONSUMERS.map((consumer) => `${keepSubject('zhijian', consumer)}.*`)], subscribe: [...subscribe, 'live.>', '*.case.*'] }
}

const known: readonly KnownUser[] = [
  { name: 'relay', password: 'of the relay', permissions: relayPermissions() }, { name: 'test', password: 'of the test', permissions: testPermissions() },
]

const underContract = (title: string, users: readonly KnownUser[]): void => describeWithNats(title, () => {
  let server: OwnNats
  let serial = 0
  beforeAll(async () => { server = await ownNats(users.length === 0 ? {} : { authorization: authorizationOf(users) }) })
  afterAll(() => server.end())
  const connect = (service: string): Promise<NatsConnection> => {
    const user = users.find(({ name }) => name === service)
    return connectNats({ servers: server.url, service, ...(user === undefined ? {} : { user: { name: user.name, password: () => user.password } }) })
  }

  const open = async ({ retry, load }: BusHarnessOptions): Promise<BusHarness> => {
    const name = users.length === 0 ? `t${serial += 1}` : 'zhijian'
    const store: EventStore = await openSqliteStore({ file: ':memory:' })
    const report = (problem: object): void => { if (process.env.BUS_TRACE) console.error(name, problem) }
    const relaying = await connect('relay')
    const relay = await startRelay({ connection: relaying, store, name, report })
    const make = async (): Promise<{ bus: Bus; connection: NatsConnection }> => {
      const connection = await connect('test')
      return { connection, bus: await openJetStreamBus({ connection, store, name, report, retry, load, ackWaitMs: 600 }) }
    }
    let now = await make()
    return {
      store,
      bus: () => now.bus,
      until: eventually,
      async inMemory() {
        const jsm = await jetstreamManager(relaying)
        let inHand = 0
        for await (const info of jsm.consumers.list(`${name}-events`)) inHand += info.num_ack_pending
        return inHand
      },
      async restart() {
        await now.bus.close()
        now = await make()
      },
      async crash() {
        await now.connection.close()
        now = await make()
      },
      async close() {
        await relay.drain()
        // A handler that hangs for ever would hold up a clean end.
        await now.connection.close()
        const jsm = await jetstreamManager(relaying)
        for (const stream of ['events', 'held', 'again']) await jsm.streams.delete(`${name}-${stream}`)
        await relaying.close()
        await store.close()
      },
    }
  }

  busContract('JetStream', open)
})

underContract('over a real nats-server', [])
underContract('over a real nats-server with users', known)
