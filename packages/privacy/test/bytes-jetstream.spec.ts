// Files in the object store of a real nats-server: the promises of both ports, and what is said when it is killed in the middle of a
// put, or lost what it had.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jetstream, jetstreamManager } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/nats-core'
import { Objm } from '@nats-io/obj'
import { connect } from '@nats-io/transport-node'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { startNats, type NatsServer } from '../../../tools/servers/nats.mjs'
import { createBlobs } from '../src/blobs.ts'
import { openJetStreamBytes, PART, rightsOfBytes } from '../src/bytes-jetstream.ts'
import { blobStoreContract } from '../src/contract-blobs.ts'
import { awayAndBack, bytesContract } from '../src/contract-bytes.ts'
import { codeOf } from '../src/fixtures.ts'
import { openSqliteKeyRing } from '../src/keyring-sqlite.ts'
import { describeWithNats } from './servers.ts'

describeWithNats('in the object store of JetStream', () => {
  let root: string
  let server: NatsServer
  let connection: NatsConnection
  let serial = 0
  const fresh = (): string => `files-${serial += 1}`
  const open = (bucket: string) => openJetStreamBytes({ connection, bucket, timeoutMs: 1000 })

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'zhijian-obj-'))
    server = await startNats({ storeDir: join(root, 'store') })
    connection = await connect({ servers: server.url, reconnectTimeWait: 50, maxReconnectAttempts: -1 })
  })
  afterAll(async () => {
    await connection.close()
    await server.kill()
    rmSync(root, { recursive: true, force: true })
  })

  bytesContract('a bucket', async () => {
    const bucket = fresh()
    const bytes = await open(bucket)
    return { bytes, again: () => open(bucket), dispose: () => bytes.close() }
  })
  blobStoreContract('a bucket', async () => {
    const bucket = fresh()
    const folder = mkdtempSync(join(root, 'keys-'))
    const keyring = await openSqliteKeyRing({ file: join(folder, 'keys.db'), masterKeyFile: join(folder, 'master'), tombstoneFile: join(folder, 'tombstones') })
    const bytes = await open(bucket)
    const objects = await new Objm(jetstream(connection)).open(bucket)
    return {
      blobs: createBlobs({ bytes, keyring }), keyring,
      async damage({ digest }, at) {
        const { name } = (await objects.list()).find((each) => each.name.endsWith(`${digest}/0`))!
        const stored = Buffer.from((await objects.getBlob(name))!)
        stored[at]! ^= 1
        await objects.putBlob({ name }, stored)
      },
      everything: async () => Buffer.concat(await Promise.all((await objects.list()).filter(({ size }) => size > 0).map(async ({ name }) => (await objects.getBlob(name))!))),
      dispose: () => keyring.close(),
    }
  })

  it('has every file it confirmed after kill -9, and is away, later, until then', async () => {
    const bytes = await open(fresh())
    await awayAndBack(bytes, () => server.kill(), async () => {
      const statuses = connection.status()
      server = await startNats({ storeDir: join(root, 'store'), port: server.port })
      for await (const { type } of statuses) if (type === 'reconnect') break
    })
  })
  it('shows nothing of a file that was cut off between its parts and its end; the next put makes it whole', async () => {
    const bucket = fresh()
    const bytes = await open(bucket)
    const file = Buffer.alloc(PART + 10, 'clip')
    const name = { area: 'sealed', digest: 'ab'.repeat(32) } as const
    const objects = await new Objm(jetstream(connection)).open(bucket)
    await objects.putBlob({ name: `sealed/${name.digest}/0` }, file.subarray(0, PART))
    expect(await bytes.read(name, 0, Infinity)).toBeNull()
    await bytes.put(name, file)
    expect((await bytes.read(name, 0, Infinity))?.bytes.equals(file)).toBe(true)
  })
  it('gives less of a file of which a part is gone, or all pieces of a part', async () => {
    const bucket = fresh()
    const bytes = await open(bucket)
    const name = { area: 'sealed', digest: 'cd'.repeat(32) } as const
    await bytes.put(name, Buffer.alloc(PART + 10, 'clip'))
    const objects = await new Objm(jetstream(connection)).open(bucket)
    await objects.delete(`sealed/${name.digest}/1`)
    expect((await bytes.read(name, 0, Infinity))?.bytes).toHaveLength(PART)
    const { nuid } = (await objects.info(`sealed/${name.digest}/0`))!
    await (await jetstreamManager(connection)).streams.purge(`OBJ_${bucket}`, { filter: `$O.${bucket}.C.${nuid}` })
    expect((await bytes.read(name, 0, Infinity))?.bytes).toHaveLength(0)
  })
  it('says that there is no room, and that its bucket is gone: later', async () => {
    const bucket = fresh()
    const bytes = await open(bucket)
    const manager = await jetstreamManager(connection)
    await manager.streams.update(`OBJ_${bucket}`, { max_bytes: 20_000 })
    const name = { area: 'sealed', digest: 'ef'.repeat(32) } as const
    const fault = await bytes.put(name, Buffer.alloc(200_000)).catch((error: unknown) => error)
    expect(fault).toMatchObject({ code: 'store-full', retry: 'later' })
    expect(await bytes.read(name, 0, 1)).toBeNull()
    await manager.streams.delete(`OBJ_${bucket}`)
    expect(await codeOf(bytes.read(name, 0, 1))).toBe('store-unavailable')
  })
  it('needs no more rights at the broker than it says', async () => {
    const user = (name: string, publish: readonly string[]) => ({ user: name, password: 'x', permissions: { publish, subscribe: [`_INBOX.${name}.>`] } })
    const secured = await startNats({ storeDir: join(root, 'secured'), config: { authorization: { users: [user('gateway', rightsOfBytes('files')), user('notifier', ['$O.files.>'])] } } })
    onTestFinished(() => secured.kill())
    const as = async (name: string): Promise<NatsConnection> => {
      const own = await connect({ servers: secured.url, user: name, pass: 'x', inboxPrefix: `_INBOX.${name}` })
      onTestFinished(() => own.close())
      return own
    }
    const bytes = await openJetStreamBytes({ connection: await as('gateway'), bucket: 'files', timeoutMs: 1000 })
    const file = Buffer.alloc(PART + 10, 'clip')
    const name = { area: 'sealed', digest: 'ab'.repeat(32) } as const
    await bytes.put(name, file)
    await bytes.put(name, file)
    expect((await bytes.read(name, 0, Infinity))?.bytes.equals(file)).toBe(true)
    expect(await codeOf(openJetStreamBytes({ connection: await as('notifier'), bucket: 'files', timeoutMs: 1000 }))).toBe('store-unavailable')
  })
})
