// The same where services run in processes of their own, each a user of the broker: the gateway asks every instance over the bus,
// two of one service among them, and one that is killed is seen as such.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Bus } from '@zhijian/bus'
import { connectNats, openJetStreamBus } from '@zhijian/bus/nats'
import { operatorsSubject, type Actor } from '@zhijian/contracts'
import { sampleEvent } from '@zhijian/event-store/contract'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { askAny, dataPaths, doorsIn, issuerTokens } from '@zhijian/host'
import { brokerUsersConfig, passwordFile, writeBrokerUsers } from '@zhijian/host/broker-users'
import { isFault, type Json } from '@zhijian/kernel'
import { wallNow } from '@zhijian/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asBuilt } from '../../../tools/setup/bundled.mjs'
import { natsServerBinary, startNats, type NatsServer } from '../../../tools/servers/nats.mjs'
import { brokerTable } from '../src/broker-table.ts'
import { totp, until } from './e2e/bounded-timers.ts'

const GROUPS = 1
const SYSTEM = { id: 'system', role: 'system' } as Actor
const there = await natsServerBinary()
const missing = 'path' in there ? null : 'unavailable' in there ? there.unavailable : 'only a server at NATS_URL, which is not ours to start'
const [runs, title] = missing === null ? [describe, 'operators over services that run apart'] as const : [describe.skip, `NOT RUN (${missing}): operators over services that run apart`] as const

runs(title, () => {
  let root: string
  let data: string
  let nats: NatsServer
  let bus: Bus
  let url: string
  const running = new Map<string, { readonly child: ChildProcess; readonly ended: Promise<unknown>; readonly log: string[] }>()
  const sessions = new Map<string, string>()

  const users = (): string => join(root, 'broker')
  const userOf = (name: string, as = 'NATS') => ({ [`${as}_USER`]: name, [`${as}_PASSWORD_FILE`]: passwordFile(users(), name) })
  const start = (name: string, ordinal = 0, instances = 1): void => {
    const main = fileURLToPath(new URL(`../../${name}/dist/src/main.js`, import.meta.url))
    if (!existsSync(main)) throw new Error(`${name} is not built: run tsc -b`)
    const child = spawn(process.execPath, [main], {
      env: {
        ...asBuilt(), NATS_URL: nats.url, ZHIJIAN_DATA: data, ZHIJIAN_COUNTY: '150921', ZHIJIAN_KIND: 'demo', ZHIJIAN_GROUPS: String(GROUPS), PORT: '0',
        ZHIJIAN_ORDINAL: String(ordinal), ZHIJIAN_INSTANCES: String(instances), ...userOf(name), ...(name === 'gateway' ? {} : userOf('relay', 'NATS_RELAY')),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    process.once('exit', () => child.kill('SIGKILL'))
    const log: string[] = []
    createInterface({ input: child.stderr! }).on('line', (line) => log.push(line))
    running.set(`${name}-${ordinal}`, { child, log, ended: new Promise((resolve) => child.once('close', resolve)) })
  }

  let keys = 0
  const http = async (method: string, path: string, token: string | null, body?: object): Promise<{ readonly status: number; readonly body: any }> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: {
        ...(method === 'GET' ? {} : { 'idempotency-key': `key-${String(keys += 1).padStart(8, '0')}` }), ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? null : JSON.parse(text) }
  }
  const ask = (who: string, method: string, path: string, body?: object) => http(method, path, sessions.get(who)!, body)
  const services = async (): Promise<any[]> => (await ask('system-admin', 'GET', '/services')).body.items
  const letters = async (): Promise<any[]> => (await ask('system-admin', 'GET', '/dead-letters')).body.letters
  const audit = async (query: string): Promise<any[]> => (await ask('auditor', 'GET', `/audit${query}`)).body.items

  /** An account that somebody opens at the machine, and enters by its one-time link, with a password and a second factor. */
  const enter = async (id: 'system-admin' | 'auditor'): Promise<void> => {
    const tokens = issuerTokens({ folder: dataPaths(data).folders.issuers, service: 'directory', isEdge: true, now: wallNow })
    const commandId = `open-the-account-${id}`
    await bus.request('cmd.gateway.open-account', {
      commandId, actor: { ...SYSTEM }, token: tokens.sign(SYSTEM, commandId), requestedAt: wallNow(), correlationId: 'test',
      data: { accountId: id, kind: 'staff', phone: null, name: null, lawyerId: null, grants: [{ role: id, region: null, organisation: null }] },
    } as unknown as Json)
    const { link } = await askAny(doorsIn(data, dataPaths(data).folders.hosts), 'admin-link', { account: id, by: 'li', reason: '首次登录' }) as { link: string }
    const { body: { token } } = await http('POST', '/auth/link-sessions', null, { token: link.split('#')[1], client: 'app' })
    expect((await http('PUT', '/auth/password', token, { password: '白音察干的风很大2026' })).status).toBeLessThan(300)
    const { body: { secret } } = await http('POST', '/auth/second-factor', token)
    sessions.set(id, (await http('PUT', '/auth/second-factor', token, { code: totp(secret) })).body.token)
  }

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'zj-ops-'))
    data = join(root, 'var')
    writeBrokerUsers(users(), (groups) => brokerTable({ groups, demonstration: true }), GROUPS)
    nats = await startNats({ storeDir: join(root, 'nats'), include: brokerUsersConfig(users()) })
    start('directory')
    start('notifier', 0, 2)
    start('notifier', 1, 2)
    start('gateway')
    url = await until('the gateway to listen', () => running.get('gateway-0')!.log.flatMap((line) => {
      const { code, url: at } = JSON.parse(line) as { code: string; url?: string }
      return code === 'listening' ? [at!] : []
    })[0])
    const store = await openSqliteStore({ file: dataPaths(data).files.log })
    bus = await openJetStreamBus({
      connection: await connectNats({ servers: nats.url, service: 'demonstration', user: { name: 'demonstration', password: () => readFileSync(passwordFile(users(), 'demonstration'), 'utf8').trim() } }),
      store, groups: GROUPS, report: () => {},
    })
    await until('an account to be opened', async () => {
      try {
        await enter('system-admin')
        return true
      } catch (error) {
        if (isFault(error) && error.retry !== 'never') return false
        throw error
      }
    })
    await enter('auditor')
  })
  afterAll(async () => {
    for (const { child } of running.values()) child.kill('SIGKILL')
    await Promise.all([...running.values()].map(({ ended }) => ended))
    await bus?.close()
    await nats.kill()
    rmSync(root, { recursive: true, force: true })
  })

  it('every instance says how it is; a service that nobody started is told as one that does not answer', async () => {
    const all = await until('all to be ready', async () => {
      const found = await services()
      return found.filter(({ report }) => report?.ready).length === 5 && found
    })
    expect(all.map(({ service, ordinal, report, code }) => [service, ordinal, report === null ? code : 'answers'])).toEqual([
      ['directory', 0, 'answers'], ['lawyer-pool', 0, 'no-responder'], ['consult-router', 0, 'no-responder'], ['notifier', 0, 'answers'], ['notifier', 1, 'answers'], ['geofence-monitor', 0, 'no-responder'],
      ['gateway', 0, 'answers'], ['operator', 0, 'answers'],
    ])
    const [one, other] = all.filter(({ service }) => service === 'notifier')
    expect(one.report.consumers.map(({ consumer }: { consumer: string }) => consumer)).toContain('notifier.send-pushes')
    expect(one.report.views.map(({ name }: { name: string }) => name)).toEqual(other.report.views.map(({ name }: { name: string }) => name))
  })

  it('a dead letter of any service is told with what people miss, delivered again, and passed over', async () => {
    const store = await openSqliteStore({ file: dataPaths(data).files.log })
    const planned = { deliveryId: 'orphan', wave: 0, pushes: [{ recipient: 'l1', channel: 'in-app' }], held: [], quotaDay: '2026-03-02', plannedAt: '2026-03-02T01:00:00.000Z' }
    await store.append('delivery-orphan', [sampleEvent('orphan', planned, { type: 'PushesPlanned.v1' })], 'no-stream')
    await store.close()
    const letter = await until('it to be set aside', async () => (await letters())[0])
    expect(letter).toMatchObject({ consumer: 'notifier.send-pushes', stream: 'delivery-orphan', missed: { code: 'people-not-told', count: 1 } })
    const path = `/dead-letters/${letter.consumer}/${letter.eventId}`
    expect(await ask('system-admin', 'POST', `${path}/replays`, { reason: '已修复' })).toMatchObject({ status: 200 })
    await until('it to fail once more', async () => {
      const [again] = await letters()
      return again !== undefined && again.parkedAt !== letter.parkedAt
    })
    expect(await ask('system-admin', 'POST', `${path}/discards`, { reason: '不是真的' })).toMatchObject({ status: 200 })
    expect(await letters()).toEqual([])
    expect((await ask('system-admin', 'POST', '/dead-letters/lawyer-pool.free-licence/x/discards', { reason: '试试' })).body.code).toBe('no-responder')
    await until('all of it in the audit log', async () => (await audit('?kind=operation&person=system-admin')).length === 3)
    expect((await audit('?kind=operation&person=system-admin')).map(({ action, outcome, because }) => [action, outcome, because])).toEqual([
      ['dead-letters-discard', 'failed', '试试'], ['dead-letters-discard', 'done', '不是真的'], ['dead-letters-replay', 'done', '已修复'],
    ])
  })

  it('a view is made anew by every instance that has one, and its end is written down once all have', async () => {
    const begun = await ask('system-admin', 'POST', '/services/notifier/views/notifier-notices/rebuilds', { reason: '与日志核对' })
    expect(begun).toMatchObject({ status: 202, body: { instances: 2 } })
    const row = await until('its end', async () => (await audit('?action=view-rebuild')).find(({ outcome }) => outcome !== 'begun'))
    expect(row).toMatchObject({ outcome: 'done', because: '与日志核对', figures: { instances: 2, differing: 0, documents: 2 } })
    const rebuilds = (await services()).filter(({ service }) => service === 'notifier').map(({ report }) => report.views.find(({ name }: { name: string }) => name === 'notifier-notices').rebuild)
    expect(rebuilds).toMatchObject([{ id: begun.body.operationId, phase: 'done' }, { id: begun.body.operationId, phase: 'done' }])
  })

  it('no other service may ask for anything, and what nobody vouches for is not done', async () => {
    const tokens = issuerTokens({ folder: dataPaths(data).folders.issuers, service: 'directory', isEdge: false, now: wallNow })
    const user = { name: 'directory', password: () => readFileSync(passwordFile(users(), 'directory'), 'utf8').trim() }
    const connection = await connectNats({ servers: nats.url, service: 'directory', user })
    const refused: string[] = []
    void (async () => {
      for await (const status of connection.status()) if (status.type === 'error') refused.push(status.error.message)
    })()
    connection.publish(operatorsSubject('notifier', 'any', 'status'), JSON.stringify({ actor: SYSTEM, token: tokens.sign(SYSTEM, 'query'), data: {} }))
    await connection.flush()
    await until('the broker’s refusal', () => refused.some((each) => each.includes('ops.notifier.any.status')))
    await connection.close()
    const gateway = await connectNats({ servers: nats.url, service: 'gateway', user: { name: 'gateway', password: () => readFileSync(passwordFile(users(), 'gateway'), 'utf8').trim() } })
    const admin = { id: 'directory', role: 'system-admin' } as Actor
    const answer = await gateway.request(operatorsSubject('notifier', 'any', 'rebuild'), JSON.stringify({ actor: admin, token: tokens.sign(admin, 'op-1'), operationId: 'op-1', data: { view: 'notifier-notices' } }), { timeout: 5000 })
    expect(answer.headers?.get('zhijian-fault')).toBe('actor-not-vouched')
    await gateway.close()
  })

  it('one instance that was killed is seen as such, and the other goes on', async () => {
    const { child, ended } = running.get('notifier-0')!
    child.kill('SIGKILL')
    await ended
    const found = await until('it to be missed', async () => {
      const all = (await services()).filter(({ service }) => service === 'notifier')
      return all.some(({ report }) => report === null) && all
    })
    expect(found.map(({ ordinal, report, code }) => [ordinal, report === null ? code : 'answers'])).toEqual([[0, 'no-responder'], [1, 'answers']])
  })
})
