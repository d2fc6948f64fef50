// The probe and the report against a whole platform on a clock that stands still: the way is walked to its end, and nobody
// real is told, asked, shown or counted.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor, CommandReply } from '@zhijian/contracts'
import { openOperations, openPlatform, type Platform } from '@zhijian/embedded'
import { callControl, socketOf, openDataFolder } from '@zhijian/host'
import { instant, type Json, type JsonObject } from '@zhijian/kernel'
import { silentLog } from '@zhijian/runtime'
import { virtualClock } from '@zhijian/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runProgram } from '../src/index.ts'
import { walk, type ProbeSessions } from '../src/probe/walk.ts'

const COUNTY = '150921'
let root: string
let platform: Platform
let close: () => Promise<void>
let code = ''
const clock = virtualClock(instant('2026-03-02T01:00:00.000Z'))

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'zj-'))
  // A live store: the probe is for those above all.
  const folder = openDataFolder({ root: join(root, 'var'), kind: 'live', county: COUNTY, now: clock.now() })
  platform = await openPlatform({
    folder, clock: () => clock, systemClock: clock, log: silentLog, hash: 'sha256',
    http: { host: '127.0.0.1', port: 0, trustedProxies: [] }, codeSender: { send: async (_, sent) => { code = sent } },
  })
  const operations = await openOperations(platform, folder, silentLog)
  close = async () => {
    await operations.close()
    await platform.stop()
    folder.release()
    rmSync(root, { recursive: true, force: true })
  }
  const told = await system('directory', 'import-divisions', {
    county: COUNTY, name: '卓资县', cityName: '乌兰察布市', provinceName: '内蒙古自治区', source: 'test', towns: [{ code: '150921100', name: '卓资山镇', kind: 'town' }], villages: [],
  })
  if (told.outcome !== 'accepted') throw new Error(told.outcome)
})
afterEach(() => close())

let serial = 0
const send = async (actor: Actor, service: string, command: string, data: object): Promise<CommandReply> => {
  const commandId = `command-${String(serial += 1).padStart(16, '0')}`
  return await platform.bus.request(`cmd.${service}.${command}`, {
    commandId, data, actor, token: platform.tokens.sign(actor, commandId), requestedAt: clock.now(), correlationId: 'test',
  } as unknown as Json) as unknown as CommandReply
}
const SYSTEM = { id: 'system', role: 'system' } as Actor
const system = (service: string, command: string, data: object) => send(SYSTEM, service, command, data)
const HEAD = { id: 'head', role: 'bureau-head' } as Actor
const look = (service: string, query: string, data: JsonObject, actor: Actor = HEAD): Promise<Json> =>
  platform.bus.request(`qry.${service}.${query}`, { data, actor: { ...actor }, token: platform.tokens.sign(actor, 'query') })

const zhijian = async (...args: string[]): Promise<{ code: number; out: string; json: Record<string, never> }> => {
  let out = ''
  const code = await runProgram(['--data', join(root, 'var'), ...args], { out: { write: (text) => { out += text } }, err: { write: (text) => { out += text } } }, {})
  return { code, out, json: args.includes('--json') ? JSON.parse(out) : {} }
}
const http = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${platform.url}/api/v1/${path}`, { ...init, headers: { 'content-type': 'application/json', 'idempotency-key': `key-${serial += 1}-12345`, ...init.headers } })
const ask = async (text: string): Promise<string> => {
  await http('auth/phone-codes', { method: 'POST', body: JSON.stringify({ phone: '13900000001' }) })
  const { token } = await (await http('auth/phone-sessions', { method: 'POST', body: JSON.stringify({ phone: '13900000001', code, client: 'app' }) })).json() as { token: string }
  const asked = await http('consultations', { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: JSON.stringify({ text }) })
  return (await asked.json() as { consultationId: string }).consultationId
}
const allEvents = async () => {
  const events = []
  for (const name of ['consultation', 'delivery', 'review', 'danger', 'callback'] as const) {
    for (let after: string | null = null; ;) {
      const page = await platform.store.streams(name, after as never)
      for (const stream of page) events.push(...await platform.store.read(stream))
      if (page.length === 0) break
      after = page.at(-1)!
    }
  }
  return events
}

describe('the probe', () => {
  beforeEach(async () => {
    await system('lawyer-pool', 'register-lawyer', {
      lawyerId: 'zhao', licence: '11501201910000001', phone: null, isSimulated: false, isProbe: false, checkValidUntil: '2027-05-31T16:00:00.000Z',
      profile: { name: '沈知行', firm: '示范律师事务所', kind: 'social', region: COUNTY, county: COUNTY, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true },
    })
    await system('lawyer-pool', 'appoint-counsel', { lawyerId: 'zhao', counsel: { appointmentId: 'c1', county: COUNTY, villages: [], until: null } })
    await platform.runtime.idle()
  })

  it('walks the whole way, each step timed, in a live store too', async () => {
    const { code, json } = await zhijian('--json', 'probe', '--count', '2', '--every', '0.01')
    expect([code, json['count'], json['failed']]).toEqual([0, 2, 0])
    const [first] = json['walks'] as unknown as { steps: Record<string, number>; toldAfterMs: number }[]
    expect(Object.keys(first!.steps)).toEqual(['promise', 'ask', 'found-by-lawyer', 'answer', 'read', 'follow-up', 'reply', 'close'])
    expect(first!.toldAfterMs).toBeGreaterThanOrEqual(0)
  })

  it('tells nobody, asks nobody, is shown to nobody and counted nowhere', async () => {
    await zhijian('probe', '--count', '2', '--every', '0.01')
    await platform.runtime.idle()
    clock.advance({ minutes: 30 })
    await platform.runtime.idle()

    const events = await allEvents()
    const named = (name: string) => events.filter(({ type }) => type.startsWith(`${name}.`))
    expect(named('ConsultationOpened').map(({ data }) => data['isProbe'])).toEqual([true, true])
    expect(named('PushesPlanned').flatMap(({ data }) => data['pushes'] as object[])).toEqual([])
    expect(events.filter(({ stream }) => /^(review|danger|callback)-/.test(stream))).toEqual([])
    for (const { data } of named('AudienceRecorded')) {
      if (data['blob'] === null) continue
      const { ranked } = JSON.parse(Buffer.from(await platform.blobs.getPublic(data['blob'] as never)).toString()) as { ranked: string[] }
      expect(ranked).toEqual(['probe-lawyer'])
    }
    for (const listing of ['sought', 'listed', 'closed']) {
      expect((await look('consult-router', 'list-county', { countyCode: COUNTY, listing }) as { items: unknown[] }).items).toEqual([])
    }
    for (const promise of ['pending', 'broken']) {
      expect((await look('consult-router', 'promise-board', { countyCode: COUNTY, promise }) as { items: unknown[] }).items).toEqual([])
    }
    const zhao = { id: 'zhao', role: 'lawyer' } as Actor
    expect((await look('consult-router', 'list-open', { lawyerId: 'zhao', limit: 50 }, zhao) as { items: unknown[] }).items).toEqual([])
    expect(await look('consult-router', 'monthly-report', { countyCode: COUNTY, month: '2026-03' })).toMatchObject({ questions: 0, answered: 0, followUps: 0, closed: 0 })
    expect((await look('lawyer-pool', 'search', { region: COUNTY, limit: 50 }) as { items: { lawyerId: string }[] }).items.map(({ lawyerId }) => lawyerId)).toEqual(['zhao'])
  })

  it('and a real question do not meet: its lawyer is in no audience of a person’s question, and only that one is counted', async () => {
    await zhijian('probe', '--count', '1')
    const id = await ask('老板拖欠三个月工资，没有签劳动合同，怎么要回来？')
    await platform.runtime.idle()
    const [recorded] = (await platform.store.read(`consultation-${id}`)).filter(({ type }) => type.startsWith('AudienceRecorded.'))
    const { ranked } = JSON.parse(Buffer.from(await platform.blobs.getPublic(recorded!.data['blob'] as never)).toString()) as { ranked: string[] }
    expect(ranked).toEqual(['zhao'])
    expect(await look('consult-router', 'monthly-report', { countyCode: COUNTY, month: '2026-03' })).toMatchObject({ questions: 1 })
    const { lawyer } = await callControl(socketOf(join(root, 'var')), 'probe-sessions') as unknown as ProbeSessions
    expect((await http(`consultations/${id}`, { headers: { authorization: `Bearer ${lawyer}` } })).status).toBe(404)
  })

  it('says at which step it failed, and closes what it began', async () => {
    const sessions = await callControl(socketOf(join(root, 'var')), 'probe-sessions') as unknown as ProbeSessions
    await system('lawyer-pool', 'suspend-lawyer', { lawyerId: 'probe-lawyer', until: null, reason: 'own-request' })
    await platform.runtime.idle()
    const walked = await walk(platform.url, sessions, 'suspended', 2000)
    expect(walked).toMatchObject({ isWell: false, failedAt: 'found-by-lawyer', code: 'no-such-thing' })
    expect((await allEvents()).some(({ type }) => type.startsWith('ConsultationClosed.'))).toBe(true)
  })

  it('opens its sessions to nobody who has not the operator’s door', async () => {
    await zhijian('probe', '--count', '1')
    const reply = await fetch(`${platform.url}/api/v1/auth/password-sessions`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login: 'probe-lawyer', password: '', totp: '000000', client: 'app' }),
    })
    expect(reply.status).toBeGreaterThanOrEqual(400)
  })
})

describe('the report', () => {
  it('of a month is text, JSON, CSV or a page, with the same figures', async () => {
    await ask('老板拖欠三个月工资，没有签劳动合同，怎么要回来？')
    await platform.runtime.idle()
    const report = (...more: string[]) => zhijian(...more, 'report', '--month', '2026-03')
    expect((await report('--json')).json).toMatchObject({ countyCode: COUNTY, month: '2026-03', questions: 1, promise: { pending: 1 } })
    expect((await report()).out).toMatch(/^卓资县公共法律服务平台月报　2026-03\n {2}咨询　1\n[^]*劳动[^]*承诺未到期　1\n/)
    expect((await zhijian('--lang', 'en', 'report', '--month', '2026-03', '--csv')).out).toContain('\r\npromise.pending,promise not due yet,1\r\n')
    expect((await zhijian('report', '--month', '2026-03', '--html')).out).toContain('<tr><td>咨询</td><td>1</td></tr>')
  })
  it('of a county that is not here says so; a month that is none is wrong use', async () => {
    expect((await zhijian('report', '--month', '2026-03', '--county', '110101')).code).toBe(3)
    expect((await zhijian('report', '--month', '2026-13')).code).toBe(2)
  })
})
