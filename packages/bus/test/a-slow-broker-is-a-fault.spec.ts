// A server that hangs, or that has much to do: what asks it hears a Fault, and hears it in time.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import type { EventStore } from '@zhijian/event-store'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startNats, type NatsServer } from '../../../tools/servers/nats.mjs'
import { appendTo } from '../src/contract.ts'
import { openJetStreamBus } from '../src/jetstream.ts'
import { connectNats } from '../src/nats-connection.ts'
import type { Bus } from '../src/port.ts'
import { startRelay } from '../src/relay.ts'
import { describeWithNats, eventually } from './nats.ts'

describeWithNats('a slow broker', () => {
  let folder: string
  let server: NatsServer
  let store: EventStore
  let bus: Bus
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zhijian-nats-'))
    server = await startNats({ storeDir: folder })
    store = await openSqliteStore({ file: ':memory:' })
    bus = await openJetStreamBus({ connection: await connectNats({ servers: server.url, service: 'test' }), store, groups: 1, report: () => {} })
  })
  afterEach(async () => {
    process.kill(server.pid, 'SIGCONT')
    await bus.close()
    await store.close()
    await server.kill()
    rmSync(folder, { recursive: true, force: true })
  })

  it('that does not answer fails a subscription with a Fault that says later', async () => {
    process.kill(server.pid, 'SIGSTOP')
    await expect(bus.subscribe({ consumer: 'test.reads', filter: {} }, async () => {})).rejects.toMatchObject({ name: 'Fault', code: 'bus-unavailable', retry: 'later' })
  })

  it('is not asked for more subjects than it can compare: a consumer of many types gets these, and no others', async () => {
    const relaying = await connectNats({ servers: server.url, service: 'relay' })
    const relay = await startRelay({ connection: relaying, store, report: () => {} })
    const taken: string[] = []
    const wanted = ['NoteTaken', ...'abcdefgh'.split('').map((letter) => `Other${letter.toUpperCase()}`)]
    await bus.subscribe({ consumer: 'test.many', filter: { categories: ['case', 'person'], types: wanted } }, async ({ type }) => void taken.push(type))
    for (const type of ['NoteTaken', 'Unwanted', 'OtherC']) await appendTo(store, 'case-1', type)
    await eventually(() => taken.length >= 2, 'what it asked for')
    await eventually(async () => (await bus.status()).every(({ lag }) => lag === 0), 'nothing more')
    expect(taken).toEqual(['NoteTaken.v1', 'OtherC.v1'])
    await relay.drain()
    await relaying.close()
  })
})
