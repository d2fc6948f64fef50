// A system of somebody else hands positions over a real broker: as a user that may ask at one door, sealed, and answered for every message.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { POSITION_DOOR } from '@zhijian/bus'
import { connectNats, curveOf, newCurveSeed, openJetStreamBus, startRelay } from '@zhijian/bus/nats'
import type { Role } from '@zhijian/contracts'
import { openPositionDoor, readPositionDoor } from '@zhijian/gateway'
import { addOutsider, brokerUsersConfig, outsiderFile, passwordFile, positionDoorFile, updateBrokerUsers, writeBrokerUsers } from '@zhijian/host/broker-users'
import { plus, type Json } from '@zhijian/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { natsServerBinary, startNats, type NatsServer } from '../../../tools/servers/nats.mjs'
import { brokerTable } from '../src/broker-table.ts'
import { until } from './e2e/bounded-timers.ts'
import { accountOf, nine, openWhole, VILLAGE, later, type Whole } from './every-route.fixtures.ts'

const there = await natsServerBinary()
const missing = 'path' in there ? null : 'unavailable' in there ? there.unavailable : 'only a server at NATS_URL, which is not ours to start'
const [run, said] = missing === null ? [describe, 'a sender from outside'] as const : [describe.skip, `NOT RUN (${missing}): a sender from outside`] as const
const GROUPS = 2
const because = '按县局通知办理'
/** What a sender is given. */
interface Given { readonly user: string; readonly password: string; readonly inboxPrefix: string; readonly sender: string; readonly seed: string; readonly sealFor: string }

run(said, () => {
  const closes: (() => Promise<unknown> | void)[] = []
  let whole: Whole
  let server: NatsServer
  let folder: string
  let given: Given
  let sender: Awaited<ReturnType<typeof connectNats>>
  const refused = new Set<string>()
  const seen: string[] = []
  /** Which gateway handed positions on, once for each time. */
  const handed: number[] = []
  const doors: ReturnType<typeof openPositionDoor>[] = []
  let person: { readonly id: string; readonly device: string }
  let keys = 0
  const tokens = new Map<string, string>()
  const signIn = async (role: Role): Promise<void> => void tokens.set(role, await whole.platform.gateway.syntheticSession(accountOf(role)))
  const http = async (method: string, path: string, by: Role, body?: object): Promise<{ status: number; body: any }> => {
    const response = await fetch(`${whole.platform.url}/api/v1/${path}`, {
      method, headers: { authorization: `Bearer ${tokens.get(by)!}`, ...(method === 'GET' ? {} : { 'idempotency-key': `key-${String(keys += 1).padStart(8, '0')}`, 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    await whole.platform.runtime.idle()
    return { status: response.status, body: await response.json().catch(() => null) }
  }
  const done = async (...request: Parameters<typeof http>): Promise<void> => {
    const { status, body } = await http(...request)
    if (status >= 300) throw new Error(`${request[1]}: ${status} ${JSON.stringify(body)}`)
  }
  const raw = async (text: string): Promise<any> => {
    const answer = (await sender.request(POSITION_DOOR, text, { timeout: 30_000 })).json<any>()
    await whole.platform.runtime.idle()
    return answer
  }
  const sealed = (text: string, { from = given.sender, seed = given.seed, sealFor = given.sealFor } = {}): string => JSON.stringify({ from, box: curveOf(seed).seal(text, sealFor) })
  const send = (message: object): Promise<any> => raw(sealed(JSON.stringify(message)))
  const at = (minutes: number): string => plus(begun, minutes * 60_000)
  let begun = nine
  const HOME = { lng: 112.5777, lat: 40.8957 }
  const AWAY = { lng: 112.6777, lat: 40.8957 }

  beforeAll(async () => {
    whole = await openWhole(10_000)
    closes.push(() => whole.close())
    const { platform, clock } = whole
    for (const role of ['correction-officer', 'bureau-head'] as const) await signIn(role)
    const enrolled = await http('POST', 'supervisees', 'correction-officer', { phone: '13947400035', name: '巴特尔', region: VILLAGE, office: 'bureau', officers: [accountOf('correction-officer')], sentence: 'probation', from: nine, until: later(24 * 300), because })
    const id = enrolled.body.superviseeId as string
    const path = `supervisees/${id}`
    const { body: { deviceId: device } } = await http('POST', `${path}/devices`, 'correction-officer', { kind: 'dedicated', serial: 'WB-1', because })
    const county = JSON.stringify({ type: 'Polygon', coordinates: [[[112, 40.5], [113, 40.5], [113, 41.3], [112, 41.3], [112, 40.5]]] })
    await done('PUT', 'divisions/150921/boundary', 'bureau-head', { geojson: county, datum: 'wgs-84', source: '自然资源局', because })
    await done('POST', `${path}/zones`, 'correction-officer', { label: '家', kind: 'allowed', datum: 'wgs-84', geometry: { kind: 'circle', centre: [HOME.lng, HOME.lat], radiusM: 1000 }, because })
    await done('POST', `${path}/positioning`, 'bureau-head', { ground: 'left-without-leave', device: 'dedicated', decision: '卓司矫〔2026〕12号', from: clock.now(), until: later(24 * 30), because })
    await done('POST', `${path}/tracking`, 'correction-officer', { deviceId: device, because })
    person = { id, device }
    begun = clock.now()
    clock.advance({ minutes: 60 })
    for (const role of ['correction-officer', 'bureau-head'] as const) await signIn(role)

    folder = mkdtempSync(join(tmpdir(), 'zhijian-door-'))
    closes.push(() => rmSync(folder, { recursive: true, force: true }))
    const users = join(folder, 'broker')
    writeBrokerUsers(users, (groups) => brokerTable({ groups }), GROUPS)
    addOutsider(users, 'beidou')
    // Another release, another number of groups: who is outside stays, with the same password.
    updateBrokerUsers(users, (groups) => brokerTable({ groups }), GROUPS)
    given = JSON.parse(readFileSync(outsiderFile(users, 'beidou'), 'utf8')) as Given
    server = await startNats({ storeDir: join(folder, 'nats'), include: brokerUsersConfig(users) })
    closes.push(() => server.kill())
    const as = (name: string) => connectNats({ servers: server.url, service: name, user: { name, password: () => readFileSync(passwordFile(users, name), 'utf8').trim() } })
    const relay = await startRelay({ connection: await as('relay'), store: platform.store, report: () => undefined })
    closes.push(() => relay.drain())
    const doorKeys = (await readPositionDoor(positionDoorFile(users)))!
    // Two gateways, each with a line of its own.
    for (const gateway of [0, 1]) {
      const bus = await openJetStreamBus({ connection: await as('gateway'), store: platform.store, groups: GROUPS, report: () => undefined })
      closes.push(() => bus.close())
      const door = openPositionDoor({
        bus, clock, sealer: platform.sealer,
        ask: (service, query, data, actor, _atLeast, timeoutMs) => {
          if (query === 'take-positions') handed.push(gateway)
          return platform.bus.request(`qry.${service}.${query}`, { data, actor: { ...actor }, token: platform.tokens.sign(actor, 'query') } as unknown as Json, timeoutMs === undefined ? {} : { timeoutMs })
        },
      }, doorKeys)
      await door.start()
      doors.push(door)
      closes.push(() => door.stop())
    }
    sender = await connectNats({ servers: server.url, service: given.user, user: { name: given.user, password: () => given.password } })
    closes.push(() => sender.close())
    void (async () => {
      for await (const status of sender.status()) if (status.type === 'error') refused.add(/to "(\S+)"/.exec(status.error.message)?.[1] ?? status.error.message)
    })()
    // Whoever could listen on everything.
    const listening = await as('gateway')
    closes.push(() => listening.close())
    listening.subscribe(POSITION_DOOR, { callback: (_error, message) => void seen.push(message.string()) })
    await listening.flush()
  })
  afterAll(async () => {
    for (const close of closes.reverse()) await close()
  })

  it('is answered with what was taken, and what came already is marked; nothing of it is on the broker in clear', async () => {
    const fixes = [{ at: at(1), ...HOME, errorM: 8, source: 'satellite' }, { at: at(2), lng: HOME.lat, lat: HOME.lng }, { at: at(-5), ...HOME }]
    const taken = { outcome: 'taken', kept: 1, withoutBasis: 1, marks: {}, problems: [{ item: 1, field: 'lng', code: 'coordinates-swapped', text: '经度和纬度似乎写反了' }] }
    expect(await send({ device: person.device, fixes })).toEqual(taken)
    whole.clock.advance({ seconds: 1 })
    expect(await send({ device: person.device, fixes })).toMatchObject({ outcome: 'taken', marks: { duplicate: 1 } })
    const { body: { fixes: track } } = await http('POST', `supervisees/${person.id}/track-views`, 'correction-officer', { purpose: '核实位置', from: at(0), until: at(60) })
    expect(track.map(({ at: when, marks }: { at: string; marks: readonly string[] }) => [when, marks])).toEqual([[at(1), []], [at(1), ['duplicate']]])
    expect(seen.length).toBeGreaterThan(0)
    expect(seen.join('')).not.toMatch(new RegExp(`112\\.57|40\\.89|${person.device}`))
  })
  it('is told in words why a message was not taken, and whether it may come again', async () => {
    const whole_ = sealed(JSON.stringify({ device: person.device, fixes: [{ at: at(3), ...HOME }] }))
    const tooMany = { device: person.device, fixes: Array.from({ length: 10_000 }, () => ({ at: at(3) })) }
    const other = newCurveSeed()
    const answers = [
      await raw(JSON.stringify({ ...JSON.parse(whole_), box: JSON.parse(whole_).box.slice(0, 90) })), await raw('{}'), await raw(sealed('{"device":"d1","fix')), await send({ device: 'd_unknown', fixes: [{ at: at(3), ...HOME }] }),
      await raw(sealed('{}', { seed: other })), await raw(sealed('{}', { sealFor: curveOf(other).publicKey })), await raw(sealed('{}', { from: 'somebody' })), await send(tooMany), await send({ device: person.device, fixes: [] }), await send({ device: person.device, datum: 'mars', fixes: [{}] }),
    ]
    expect(answers.map(({ outcome, code, canBeSentAgain }) => [outcome, code, canBeSentAgain])).toEqual([
      ['refused', 'not-sealed-by-sender', false], ['refused', 'malformed-request', false], ['refused', 'malformed-json', false], ['refused', 'no-such-device', false],
      ['refused', 'not-sealed-by-sender', false], ['refused', 'not-sealed-by-sender', false], ['refused', 'not-sealed-by-sender', false], ['refused', 'too-many-positions', false], ['refused', 'no-positions', false], ['refused', 'unknown-datum', false],
    ])
    for (const { title } of answers) expect(title).toMatch(/[\u4e00-\u9fff]{4}/)
    // What is no JSON at all is answered by the bus itself.
    const half = await sender.request(POSITION_DOOR, whole_.slice(0, 50), { timeout: 30_000 })
    expect(half.headers?.get('zhijian-fault')).toBeTruthy()
  })
  it('makes an officer see an alarm, and no second one with what comes again', async () => {
    const fixes = Array.from({ length: 20 }, (_, n) => ({ at: at(20 + n), ...AWAY, errorM: 10, source: 'satellite' }))
    expect(await send({ device: person.device, fixes })).toMatchObject({ outcome: 'taken', kept: 20 })
    whole.clock.advance({ seconds: 30 })
    expect(await send({ device: person.device, fixes })).toMatchObject({ outcome: 'taken', kept: 20 })
    const { body } = await http('GET', `regions/${VILLAGE}/alarms`, 'correction-officer')
    expect(body.items).toMatchObject([{ superviseeId: person.id, kind: 'out-of-area' }])
  })
  it('may do nothing else at the broker', async () => {
    const listens = ['>', POSITION_DOOR, '_INBOX.>', '_INBOX.gateway.>', 'evt.>', 'qry.>', '$SYS.>', '$JS.>']
    const sends = ['evt.alarm.00.a.alarm-raised', 'qry.geofence-monitor.take-positions', 'cmd.geofence-monitor.set-zone', 'door.others', '$JS.API.STREAM.PURGE.zhijian-events', '_INBOX.gateway.x', 'clock.asked']
    for (const subject of listens) sender.subscribe(subject, { callback: () => undefined })
    for (const subject of sends) sender.publish(subject, '{}')
    await sender.flush()
    await until('all refusals', () => refused.size >= listens.length + sends.length)
    expect([...refused].toSorted()).toEqual([...listens, ...sends].toSorted())
  })
  it('is answered by one gateway where there are several: whatever is handed over is handed on once', async () => {
    const before = handed.length
    const messages = 24
    const answers = await Promise.all(Array.from({ length: messages }, (_, n) => send({ device: person.device, fixes: [{ at: at(45), ...HOME, errorM: 8 + n, source: 'satellite' }] })))
    for (const answer of answers) expect(answer).toMatchObject({ outcome: 'taken' })
    expect(handed.slice(before)).toHaveLength(messages)
    // Either of them answers alone.
    await doors[0]!.stop()
    expect(await send({ device: person.device, fixes: [{ at: at(46), ...HOME }] })).toMatchObject({ outcome: 'taken', kept: 1 })
    expect(handed.at(-1)).toBe(1)
  })
})
