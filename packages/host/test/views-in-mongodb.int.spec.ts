// One service as a process, its views in MongoDB: while that is away commands are decided as before, and it is not ready.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bus } from '@zhijian/bus'
import { connectNats, openJetStreamBus } from '@zhijian/bus/nats'
import type { Actor, PersonId } from '@zhijian/contracts'
import { openSqliteStore, type SqliteStore } from '@zhijian/event-store/sqlite'
import { isFault, type Json } from '@zhijian/kernel'
import { openMongoReadStore } from '@zhijian/read-store/mongo'
import { setupMongo } from '@zhijian/read-store/mongo-setup'
import { wallNow, type ActorTokens } from '@zhijian/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mongoServer, startMongo, type MongoServer } from '../../../tools/servers/mongo.mjs'
import { dataPaths } from '../src/data-folder.ts'
import { issuerTokens } from '../src/issuers.ts'
import { describeWithNats, ownNats, type OwnNats } from './nats.ts'
import { eventually } from './patience.timer.ts'
import { runProcess, untilReady, type Running } from './processes.ts'

const SYSTEM: Actor = { id: 'system' as PersonId, role: 'system' }
const there = await mongoServer()
const missing = 'path' in there ? null : 'unavailable' in there ? there.unavailable : 'only a server at MONGODB_URL, which is not ours to start'
const describeWithBoth = (title: string, suite: () => void): void => {
  if (missing === null) describeWithNats(title, suite)
  else describe.skip(`NOT RUN (${missing}): ${title}`, suite)
}

describeWithBoth('a service with its views in MongoDB', () => {
  let root: string
  let nats: OwnNats
  let mongo: MongoServer
  let store: SqliteStore
  let bus: Bus
  let pool: Running

  const start = (environment: Readonly<Record<string, string>> = {}): Running => runProcess('lawyer-pool', {
    NATS_URL: nats.url, ZHIJIAN_DATA: join(root, 'var'), ZHIJIAN_COUNTY: '150921', ZHIJIAN_KIND: 'demo', ZHIJIAN_GROUPS: '2',
    MONGODB_URL: mongo.url, ...environment,
  })
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'zhijian-host-'))
    ;[nats, mongo] = await Promise.all([ownNats(), startMongo({ storeDir: join(root, 'mongo') })])
    pool = start()
    await untilReady(pool)
    store = await openSqliteStore({ file: dataPaths(join(root, 'var')).files.log })
    bus = await openJetStreamBus({ connection: await connectNats({ servers: nats.url, service: 'test' }), store, groups: 2, report: () => {} })
  })
  afterAll(async () => {
    await pool.kill()
    await bus.close()
    await store.close()
    await Promise.all([nats.end(), mongo.kill()])
    rmSync(root, { recursive: true, force: true })
  })

  const patiently = (subject: string, message: (tokens: ActorTokens) => object, what: string): Promise<Record<string, Json>> => {
    const tokens = issuerTokens({ folder: dataPaths(join(root, 'var')).folders.issuers, service: 'directory', isEdge: true, now: wallNow })
    return eventually(async () => {
      try {
        return await bus.request(subject, message(tokens) as unknown as Json) as Record<string, Json> | null
      } catch (error) {
        if (!isFault(error) || error.retry === 'never') throw error
        return null
      }
    }, () => `${what}; it said ${JSON.stringify(pool.log.slice(-5))}`)
  }
  let serial = 0
  const register = (lawyerId: string): Promise<Record<string, Json>> => {
    serial += 1
    const commandId = `command-${String(serial).padStart(16, '0')}`
    const data = {
      lawyerId, licence: `11501201910${String(serial).padStart(6, '0')}`, checkValidUntil: '2099-05-31T16:00:00.000Z', isSimulated: true,
      profile: { name: '沈知行', firm: '示范律师事务所', kind: 'social', region: '15', county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true },
    }
    return patiently('cmd.lawyer-pool.register-lawyer', (tokens) => ({
      commandId, data, actor: SYSTEM, token: tokens.sign(SYSTEM, commandId), requestedAt: wallNow(), correlationId: 'test',
    }), `the pool registers ${lawyerId}`)
  }
  /** Asked of the view until it is there. */
  const card = (lawyerId: string): Promise<Record<string, Json>> => patiently('qry.lawyer-pool.lawyer', (tokens) => ({
    data: { lawyerId }, actor: SYSTEM, token: tokens.sign(SYSTEM, 'query'),
  }), `the pool shows ${lawyerId}`)

  it('writes them there, into a database of this instance, and nowhere else', async () => {
    expect(await register('zhao')).toMatchObject({ outcome: 'accepted' })
    expect(await card('zhao')).toMatchObject({ lawyerId: 'zhao' })
    const views = await openMongoReadStore({ url: mongo.url, database: 'zhijian-lawyer-pool-0' })
    expect((await views.versions()).map(({ name }) => name)).toContain('lawyer-pool-lawyers')
    await views.close()
    const files = join(root, 'var', 'views')
    expect(existsSync(files) ? readdirSync(files) : []).toEqual([])
  })

  it('goes on deciding while MongoDB is away, is not ready then, and shows everything when it is back', async () => {
    await mongo.kill()
    expect(await register('qian')).toMatchObject({ outcome: 'accepted' })
    await eventually(async () => !(await pool.isReady()), () => 'the pool is not ready')
    mongo = await startMongo({ storeDir: join(root, 'mongo'), port: mongo.port })
    expect(await card('qian')).toMatchObject({ lawyerId: 'qian' })
    await untilReady(pool)
    await pool.kill()
    pool = start()
    await untilReady(pool)
    expect([await card('zhao'), await card('qian')]).toMatchObject([{ lawyerId: 'zhao' }, { lawyerId: 'qian' }])
  })

  it('says in words what is wrong with the credentials, without them', async () => {
    const twin = start({ ZHIJIAN_ORDINAL: '1', ZHIJIAN_INSTANCES: '2', MONGODB_USER: 'zhang' })
    const refused = await eventually(() => twin.log.find(({ code }) => code === 'not-started'), () => 'the twin is refused')
    expect(refused).toMatchObject({ fault: 'usage', message: expect.stringContaining('MONGODB_PASSWORD_FILE') })
    expect(JSON.stringify(twin.log)).not.toContain('zhang')
  })

  it('whom it does not let in says so, and is ready by itself once the password is right', async () => {
    await setupMongo({ hosts: [new URL(mongo.url).host], replicaSet: mongo.replicaSet, users: [{ name: 'pool', password: 'right', databases: ['zhijian-lawyer-pool-0'] }] })
    await Promise.all([pool.kill(), mongo.kill()])
    mongo = await startMongo({ storeDir: join(root, 'mongo'), port: mongo.port, args: ['--auth'] })
    const file = join(root, 'mongodb.password')
    writeFileSync(file, 'guess\n', { mode: 0o600 })
    pool = start({ MONGODB_USER: 'pool', MONGODB_PASSWORD_FILE: file })
    const said = await eventually(async () => (await pool.reasons().catch(() => [])).find((reason) => reason.includes('MongoDB')), () => `it says why; it said ${JSON.stringify(pool.log.slice(-3))}`)
    expect(said).toMatch(/does not know this user.*check the name, the password/)
    expect(said).not.toContain('guess')
    writeFileSync(file, 'right\n')
    await untilReady(pool)
    expect(await card('qian')).toMatchObject({ lawyerId: 'qian' })
  })
})
