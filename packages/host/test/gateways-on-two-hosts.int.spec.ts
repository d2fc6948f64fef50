// Two gateways as processes over two data folders, as on two machines: who signed in at one is signed in at the other.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDouble, type Double } from '@zhijian/event-store/kurrent-double'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mongoServer, startMongo, type MongoServer } from '../../../tools/servers/mongo.mjs'
import { dataPaths } from '../src/data-folder.ts'
import { describeWithNats, ownNats, type OwnNats } from './nats.ts'
import { eventually } from './patience.timer.ts'
import { runProcess, untilReady, type Running } from './processes.ts'

const there = await mongoServer()
const missing = 'path' in there ? null : 'unavailable' in there ? there.unavailable : 'only a server at MONGODB_URL, which is not ours to start'
const describeWithBoth = (title: string, suite: () => void): void => {
  if (missing === null) describeWithNats(title, suite)
  else describe.skip(`NOT RUN (${missing}): ${title}`, suite)
}

describeWithBoth('two gateways without a common disk', () => {
  let root: string
  let [nats, mongo, log] = [] as unknown as [OwnNats, MongoServer, Double]
  let [one, other] = [] as unknown as [Running, Running]
  const run = (host: string, ordinal: number): Running => runProcess('gateway', {
    NATS_URL: nats.url, KURRENTDB_URL: log.url, MONGODB_URL: mongo.url, ZHIJIAN_KEY_STORE: 'mongodb', ZHIJIAN_EDGE_STORE: 'mongodb', ZHIJIAN_BLOBS: 'jetstream',
    ZHIJIAN_DATA: join(root, host), ZHIJIAN_COUNTY: '150921', ZHIJIAN_KIND: 'demo', ZHIJIAN_GROUPS: '2', ZHIJIAN_ORDINAL: String(ordinal), ZHIJIAN_INSTANCES: '2',
  })
  const ask = async (at: Running, method: string, path: string, token: string | null, body?: object): Promise<{ status: number; body: Record<string, any> }> => {
    const response = await fetch(`${at.url()}/api/v1${path}`, {
      method, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': `key-${path}-0001` }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? {} : JSON.parse(text) }
  }

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'zhijian-gateways-'))
    ;[nats, mongo, log] = await Promise.all([ownNats(), startMongo({ storeDir: join(root, 'mongo') }), startDouble()])
    one = run('a', 0)
    await untilReady(one)
    const [from, to] = [dataPaths(join(root, 'a')).folders, dataPaths(join(root, 'b')).folders]
    mkdirSync(to.issuers, { recursive: true, mode: 0o700 })
    for (const file of ['lookup.key', 'seal.key', 'secrets.key', 'master.key', ...['gateway', 'edge'].flatMap((name) => [`issuers/${name}.key`, `issuers/${name}.pub`])]) {
      copyFileSync(join(from.keys, file), join(to.keys, file))
    }
    other = run('b', 1)
    await untilReady(other)
  })
  afterAll(async () => {
    await Promise.all([one, other].map((each) => each?.kill()))
    await Promise.all([nats.end(), mongo.kill(), log.dispose()])
    rmSync(root, { recursive: true, force: true })
  })

  it('a code that one sent is taken by the other, and the session is both’s until it is ended at either', async () => {
    const phone = '13900000001'
    expect((await ask(one, 'POST', '/auth/phone-codes', null, { phone })).status).toBe(202)
    const code = await eventually(() => one.said.map((line) => /：(\d{6})$/.exec(line)?.[1]).find(Boolean), () => 'a code at the terminal')
    const signedIn = await ask(other, 'POST', '/auth/phone-sessions', null, { phone, code, client: 'app' })
    expect(signedIn.body).toMatchObject({ token: expect.any(String) })
    const { token, accountId } = signedIn.body as { token: string; accountId: string }
    for (const each of [one, other]) {
      const me = await eventually(async () => {
        const found = await ask(each, 'GET', '/auth/session', token)
        return found.status === 200 && found
      }, () => `she is known there; it said ${JSON.stringify(each.log.slice(-3))}`)
      expect(me.body).toMatchObject({ accountId })
    }
    expect((await ask(one, 'DELETE', '/auth/session', token)).status).toBeLessThan(300)
    expect((await ask(other, 'GET', '/auth/session', token)).status).toBe(401)
  })
})
