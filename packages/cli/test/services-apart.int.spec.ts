// The command line beside services that run in processes of their own, each a user of the broker that sees its own alone: each has
// a door, and the gateway's carries out what is asked.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { sampleEvent } from '@zhijian/event-store/contract'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { dataPaths } from '@zhijian/host'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asBuilt } from '../../../tools/setup/bundled.mjs'
import { natsServerBinary, startNats, type NatsServer } from '../../../tools/servers/nats.mjs'
import { until } from './patience.timer.ts'
import { allBlocks, tryBlock } from './runbook.ts'
import { run } from './world.ts'

const SERVICES = ['directory', 'gateway', 'notifier'] as const

const there = await natsServerBinary()
const missing = 'path' in there ? null : 'unavailable' in there ? there.unavailable : 'only a server at NATS_URL, which is not ours to start'
const [runs, title] = missing === null ? [describe, 'beside services that run apart'] as const : [describe.skip, `NOT RUN (${missing}): beside services that run apart`] as const

runs(title, () => {
  let root: string
  let data: string
  let nats: NatsServer
  const running = new Map<string, { readonly child: ChildProcess; readonly ended: Promise<unknown> }>()
  const said: string[] = []

  const userOf = (name: string, as = 'NATS') => ({ [`${as}_USER`]: name, [`${as}_PASSWORD_FILE`]: join(root, 'broker', `nats-${name}.password`) })
  const start = (name: string, more: Readonly<Record<string, string>> = {}): void => {
    const main = fileURLToPath(new URL(`../../../services/${name}/dist/src/main.js`, import.meta.url))
    if (!existsSync(main)) throw new Error(`${name} is not built: run tsc -b`)
    const child = spawn(process.execPath, [main], {
      env: { ...asBuilt(), NATS_URL: nats.url, ZHIJIAN_DATA: data, ZHIJIAN_COUNTY: '150921', ZHIJIAN_KIND: 'demo', ZHIJIAN_GROUPS: '1', PORT: '0', ZHIJIAN_WITNESSES: join(root, 'witnesses.json'), ...(name === 'directory' ? { ZHIJIAN_FORGETTING: join(root, 'forgetting.json') } : {}), ...userOf(name), ...(name === 'gateway' ? {} : userOf('relay', 'NATS_RELAY')), ...more }, stdio: ['ignore', 'pipe', 'ignore'],
    })
    process.once('exit', () => child.kill('SIGKILL'))
    createInterface({ input: child.stdout! }).on('line', (line) => said.push(line))
    running.set(name, { child, ended: new Promise((resolve) => child.once('close', resolve)) })
  }
  const stop = async (name: string): Promise<void> => {
    running.get(name)!.child.kill('SIGTERM')
    await running.get(name)!.ended
  }
  const zhijian = (...args: string[]) => run(data, [...args, '--json'])

  const allReady = async (): Promise<boolean> => {
    const { json } = await zhijian('status')
    return json.ready === true && json.processes.length === SERVICES.length
  }

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'zj-apart-'))
    data = join(root, 'var')
    mkdirSync(join(root, 'witness'))
    writeFileSync(join(root, 'witnesses.json'), JSON.stringify({ witnesses: [{ kind: 'folder', name: 'another-disk', path: join(root, 'witness') }] }))
    writeFileSync(join(root, 'forgetting.json'), JSON.stringify({ review: { everyDays: 30, afterDays: 365 } }))
    await run(data, ['broker', 'users', '--out', join(root, 'broker'), '--groups', '1'])
    nats = await startNats({ storeDir: join(root, 'nats'), include: join(root, 'broker', 'users.conf') })
    for (const name of SERVICES) start(name)
    await until('all to be ready', allReady)
  })
  afterAll(async () => {
    for (const { child } of running.values()) child.kill('SIGKILL')
    await Promise.all([...running.values()].map(({ ended }) => ended))
    await nats.kill()
    rmSync(root, { recursive: true, force: true })
  })

  it('sees all of them, their consumers, and what waits at the broker', async () => {
    const { code, json } = await zhijian('status')
    expect(code).toBe(0)
    expect(json.processes).toEqual(SERVICES.map((name) => ({ instance: `${name}-0`, ready: true })))
    const consumers = json.consumers.map(({ consumer }: { consumer: string }) => consumer)
    expect(consumers).toContain('notifier.send-pushes')
    expect(new Set(consumers).size).toBe(consumers.length)
    expect(await zhijian('dead-letters', 'list')).toMatchObject({ code: 0, json: [] })
    expect((await run(data, ['status'])).out).toContain('进程 gateway-0：✓')
  })

  it('has things done by the gateway, written down with their reason', async () => {
    const { url } = (await zhijian('status')).json
    const post = async (path: string, body: object) => (await fetch(`${url}/api/v1/auth/${path}`, {
      method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'idempotency-key': `key-${path}-0001` },
    })).json()
    const phone = '13912340002'
    await fetch(`${url}/api/v1/auth/phone-codes`, { method: 'POST', body: JSON.stringify({ phone }), headers: { 'content-type': 'application/json', 'idempotency-key': 'key-of-codes-0001' } })
    const code = await until('a code at the terminal', () => said.map((line) => /：(\d{6})$/.exec(line)?.[1]).find(Boolean))
    const { accountId } = await post('phone-sessions', { phone, code, client: 'app' }) as { accountId: string }
    expect(await zhijian('admin-link', accountId, '--reason', '本人忘记登录方式')).toMatchObject({ code: 0, json: { link: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/enrol#\S{43}$/) } })
    expect(await zhijian('seal', '--reason', '交接前')).toMatchObject({ code: 0 })
    expect(await zhijian('dead-letters', 'discard', 'notifier.send-pushes', 'x', '--reason', '重复')).toMatchObject({ code: 3, json: { fault: { code: 'no-such-dead-letter' } } })
    expect(await zhijian('dead-letters', 'replay', 'lawyer-pool.forget', 'x', '--reason', '重复')).toMatchObject({ code: 3, json: { fault: { code: 'service-not-running' } } })
    expect(await zhijian('erase', 'status')).toMatchObject({ code: 0, json: [] })
    expect((await zhijian('operations', 'list')).json).toMatchObject([
      { operation: 'dead-letters-replay', outcome: 'failed', code: 'service-not-running' },
      { operation: 'dead-letters-discard', outcome: 'failed', code: 'no-such-dead-letter', reason: '重复' },
      { operation: 'seal', outcome: 'done', reason: '交接前' }, { operation: 'admin-link', target: accountId, outcome: 'done' },
    ])
    const looks = (await zhijian('doctor')).json.looks as readonly { readonly key: string; readonly state: string }[]
    expect(Object.fromEntries(looks.map(({ key, state }) => [key, state]))).toMatchObject({
      'doctor.platform.running': 'ok', 'doctor.ready.ok': 'ok', 'doctor.letters.ok': 'ok', 'doctor.port.answers': 'ok', 'doctor.seals.ok': 'ok',
    })
  })

  it('has a dead letter of any service delivered again, or passed over, by that service alone', async () => {
    const store = await openSqliteStore({ file: dataPaths(data).files.log })
    // Pushes of a delivery that nobody opened: what sends them fails for good.
    const planned = { deliveryId: 'orphan', wave: 0, pushes: [{ recipient: 'l1', channel: 'in-app' }], held: [], quotaDay: '2026-03-02', plannedAt: '2026-03-02T01:00:00.000Z' }
    await store.append('delivery-orphan', [sampleEvent('orphan', planned, { type: 'PushesPlanned.v1' })], 'no-stream')
    await store.close()
    const letters = async (...filter: string[]) => (await zhijian('dead-letters', 'list', ...filter)).json as readonly { readonly consumer: string; readonly eventId: string; readonly parkedAt: string }[]
    const [letter] = await until('it to be set aside', async () => (await letters()).length > 0 && letters())
    expect(letter).toMatchObject({ consumer: 'notifier.send-pushes', stream: 'delivery-orphan', code: 'bug' })
    expect(await letters('directory.none')).toEqual([])
    expect((await zhijian('doctor')).json.looks).toContainEqual(expect.objectContaining({ key: 'doctor.letters.wrong' }))
    expect(await zhijian('dead-letters', 'replay', letter!.consumer, letter!.eventId, '--reason', '已修复')).toMatchObject({ code: 0 })
    await until('it to fail once more', async () => (await letters())[0]?.parkedAt !== letter!.parkedAt && (await letters()).length === 1)
    expect(await zhijian('dead-letters', 'discard', letter!.consumer, letter!.eventId, '--reason', '不是真的')).toMatchObject({ code: 0 })
    expect(await letters()).toEqual([])
    expect((await zhijian('operations', 'list')).json.slice(0, 2)).toMatchObject([{ operation: 'dead-letters-discard', outcome: 'done' }, { operation: 'dead-letters-replay', outcome: 'done' }])
  })

  it('has its witness told of every seal, and of the key that follows the one that is given up', async () => {
    const held = (): readonly string[] => readdirSync(join(root, 'witness'), { recursive: true, encoding: 'utf8' })
    const lines = (): readonly string[] => held().filter((name) => name.endsWith('.seals.jsonl')).flatMap((name) => readFileSync(join(root, 'witness', name), 'utf8').split('\n').filter(Boolean))
    const { json: { keyId } } = await zhijian('seal-key', '--reason', '年度更换')
    expect(await zhijian('seal', '--reason', '换钥之后')).toMatchObject({ code: 0 })
    await until('the witness to hold the seal by the new key', () => lines().some((line) => (JSON.parse(line) as { data: { keyId?: string } }).data.keyId === keyId))
    expect(held().some((name) => name.endsWith(`${keyId}.pub.pem`))).toBe(true)
    expect((await zhijian('doctor')).json.looks).toContainEqual(expect.objectContaining({ key: 'doctor.witness.ok', state: 'ok' }))
  })

  it('has its own duty to look whose data nobody needs any more, begun by the directory alone', async () => {
    const { code, json } = await zhijian('retention', 'status')
    expect({ code, ...json }).toMatchObject({ code: 0, nextAt: expect.stringMatching(/^\d{4}-.*Z$/), unlooked: 0 })
  })

  it('runbooks: a new password at the broker, and a process whose disk takes nothing', async () => {
    const env = { ZHIJIAN_DATA: data, BROKER: join(root, 'broker'), NATS_PID: String(nats.pid), NATS_URL: nats.url }
    const before = readFileSync(join(root, 'broker', 'nats-notifier.password'), 'utf8')
    const [rotated, afterwards] = allBlocks().filter(({ needs }) => needs === 'broker')
    await tryBlock(rotated!, { env: { ...env, PATH: `${dirname('path' in there ? there.path : '')}:${process.env['PATH']}` } })
    expect(readFileSync(join(root, 'broker', 'nats-notifier.password'), 'utf8')).not.toBe(before)
    await until('the notifier to be there again under its new password', allReady)
    const [status] = await tryBlock(afterwards!, { env })
    expect(status!.out).toContain('进程 notifier-0：✓')

    await stop('notifier')
    start('notifier', { ZHIJIAN_MIN_FREE_MB: '1000000' })
    await until('the notifier to be heard', async () => (await zhijian('status')).json.processes.length === SERVICES.length)
    const [, doctor] = await tryBlock(allBlocks().find(({ needs }) => needs === 'full')!, { env })
    expect(doctor!.out).toMatch(/未就绪：.*磁盘空间不足或只读.*docs\/runbooks\/process-not-ready\.md/)
    await stop('notifier')
    start('notifier')
    await until('the notifier to have room again', allReady)
  })

  it('without the gateway hears of the others, and what to start for the rest', async () => {
    await stop('gateway')
    expect((await zhijian('status')).json.processes.map(({ instance }: { instance: string }) => instance)).toEqual(['directory-0', 'notifier-0'])
    expect(await zhijian('dead-letters', 'list')).toMatchObject({ code: 0, json: [] })
    expect(await zhijian('seal', '--reason', '交接前')).toMatchObject({ code: 3, json: { fault: { code: 'gateway-not-running' } }, err: expect.stringContaining('npm run -s service -- gateway') })
    const { looks } = (await zhijian('doctor')).json
    expect(looks.filter(({ state }: { state: string }) => state === 'wrong').map(({ key }: { key: string }) => key)).toEqual(['doctor.platform.no-gateway'])
  })

  it('hears that nothing runs once all have stopped', async () => {
    await Promise.all([stop('directory'), stop('notifier')])
    expect(await zhijian('status')).toMatchObject({ code: 3, json: { fault: { code: 'platform-not-running' } } })
  })
})
