// The JetStream bus over a real nats-server, under the contract of every bus.
import type { EventStore } from '@zhijian/event-store'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import type { NatsConnection } from '@nats-io/nats-core'
import { afterAll, beforeAll } from 'vitest'
import { busContract, type BusHarness, type BusHarnessOptions } from '../src/contract.ts'
import { openJetStreamBus } from '../src/jetstream.ts'
import { connectNats } from '../src/nats-connection.ts'
import type { Bus } from '../src/port.ts'
import { startRelay } from '../src/relay.ts'
import { jetstreamManager } from '@nats-io/jetstream'
import { describeWithNats, eventually, ownNats, type OwnNats } from './nats.ts'

describeWithNats('over a real nats-server', () => {
  let server: OwnNats
  let serial = 0
  beforeAll(async () => { server = await ownNats() })
  afterAll(() => server.end())

  const open = async ({ retry }: BusHarnessOptions): Promise<BusHarness> => {
    const name = `t${serial += 1}`
    const store: EventStore = await openSqliteStore({ file: ':memory:' })
    const report = (problem: object): void => { if (process.env.BUS_TRACE) console.error(name, problem) }
    const relaying = await connectNats({ servers: server.url, service: 'relay' })
    const relay = await startRelay({ connection: relaying, store, name, report })
    const make = async (): Promise<{ bus: Bus; connection: NatsConnection }> => {
      const connection = await connectNats({ servers: server.url, service: 'test' })
      return { connection, bus: await openJetStreamBus({ connection, store, name, report, retry, ackWaitMs: 600 }) }
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
