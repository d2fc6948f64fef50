// The edge state of gateways on several hosts, over MongoDB's protocol.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mongoServer, startMongo, type MongoServer } from '../../../tools/servers/mongo.mjs'
import { edgeStateContract } from '../src/adapters/edge-state.contract.ts'
import { openMongoEdge } from '../src/adapters/edge-state.mongo.ts'

const there = await mongoServer()
const missing = 'path' in there ? null : 'unavailable' in there ? there.unavailable : 'only a server at MONGODB_URL, which is not ours to start'

describe.skipIf(missing !== null)(`${missing === null ? '' : `NOT RUN (${missing}): `}over MongoDB’s protocol`, () => {
  let root: string
  let server: MongoServer
  let serial = 0
  const key = new Uint8Array(32).fill(7)
  const open = (database = `edge-${serial += 1}`, secret = key) => openMongoEdge({ url: server.url, database, timeoutMs: 2000 }, secret)
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'zhijian-edge-'))
    server = await startMongo({ storeDir: join(root, 'store') })
  })
  afterAll(async () => {
    await server.kill()
    rmSync(root, { recursive: true, force: true })
  })

  edgeStateContract('MongoDB', async () => (await open()).edgeState)

  it('a session and a secret of one gateway are those of the other, and the secret is not in the clear', async () => {
    const [one, other] = [await open('shared'), await open('shared')]
    const session = { hash: 'h', accountId: 'a' as never, client: 'app', reach: 'full', createdMs: 0, seenMs: 0, endsMs: 1000, idleMs: 100 } as const
    await one.edgeState.sessions.save(session)
    expect(await other.edgeState.sessions.find('h', 1)).toEqual(session)
    await one.secrets.put('id', 'JBSWY3DPEHPK3PXP')
    expect([await other.secrets.get('id'), await other.secrets.get('none')]).toEqual(['JBSWY3DPEHPK3PXP', null])
    expect(other.secrets.unwrap(one.secrets.wrap('ticket'))).toBe('ticket')
    const stranger = await open('shared', new Uint8Array(32).fill(8))
    await expect(stranger.secrets.get('id')).rejects.toMatchObject({ code: 'box-damaged', retry: 'never' })
    await other.secrets.remove('id')
    expect(await one.secrets.get('id')).toBeNull()
    for (const each of [one, other, stranger]) await each.edgeState.close()
  })
})
