// Providers say later what became of what they took over: to a real platform, over HTTP, with their doubles on the other side.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verify, type RawEvent } from '@zhijian/audit'
import { NOTICES, type AccountId, type Actor, type CommandReply, type PersonId } from '@zhijian/contracts'
import { prepareAnswer, prepareQuestion } from '@zhijian/edge'
import { openDataFolder } from '@zhijian/host'
import { instant, type Json } from '@zhijian/kernel'
import { DOUBLE_CREDENTIALS, openProviderDoubles, type ProviderDoubles } from '@zhijian/notifier/doubles'
import type { Log } from '@zhijian/runtime'
import { virtualClock } from '@zhijian/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import county from '../data/county-150921.json' with { type: 'json' }
import { readChannels } from '../src/channels.ts'
import { aggregates } from '../src/compose.ts'
import { tell } from '@zhijian/operating'
import { divisionsOf } from '../src/founding.ts'
import { openPlatform, type Platform } from '../src/platform.ts'

const LAWYERS_PHONE = '13812345670'
const OPENID = 'oOpenId_asker'
const asker: Actor = { id: 'asker' as PersonId, role: 'citizen' }

let root: string
let platform: Platform
let doubles: ProviderDoubles
let release: () => void
const clock = virtualClock(instant('2026-03-02T01:00:00.000Z'))
const lines: string[] = []
const write = (level: string) => (code: string, fields: object = {}) => void lines.push(JSON.stringify({ level, code, ...fields }))
const log: Log = { info: write('info'), warn: write('warn'), error: write('error') }

const channelsFile = (): string => {
  const file = (name: string, content: object): string => {
    const path = join(root, name)
    writeFileSync(path, JSON.stringify(content), { mode: 0o600 })
    return path
  }
  const { origin } = doubles
  const every = <T>(template: T) => Object.fromEntries(NOTICES.map((notice) => [notice, template]))
  return file('channels.json', {
    channels: {
      wechat: { credentials: file('wechat.json', DOUBLE_CREDENTIALS.wechat), origin, templates: every({ templateId: 'TM-1', fields: { thing1: 'title' } }), reports: { credentials: file('wechat-reports.json', DOUBLE_CREDENTIALS.weChatReports) } },
      sms: { credentials: file('aliyun.json', DOUBLE_CREDENTIALS.aliyun), origin, signName: '指尖法律服务', templates: every({ templateCode: 'SMS_1', params: { what: 'title' } }), reports: { credentials: file('sms-reports.json', DOUBLE_CREDENTIALS.smsReports) } },
    },
  })
}

let serial = 0
const say = async (service: string, command: string, actor: Actor, data: object): Promise<void> => {
  const commandId = `command-${String(serial++).padStart(16, '0')}`
  const reply = await platform.bus.request(`cmd.${service}.${command}`, {
    commandId, data, actor, token: platform.tokens.sign(actor, commandId), requestedAt: clock.now(), correlationId: 'test',
  } as unknown as Json) as unknown as CommandReply
  if (reply.outcome !== 'accepted') throw new Error(`${command}: ${JSON.stringify(reply)}`)
  await platform.runtime.idle()
}
const control = async (path: string, asked: object): Promise<{ status: number; body: string }> =>
  await (await fetch(`${doubles.origin}/control/${path}`, { method: 'POST', body: JSON.stringify(asked) })).json() as { status: number; body: string }

const addresses = { wechat: () => `${platform.url}/api/v1/reports/wechat`, sms: () => `${platform.url}/api/v1/reports/sms/${DOUBLE_CREDENTIALS.smsReports.token}` } as const
const report = async (provider: 'wechat' | 'sms', ref: string, more: object = {}) => {
  const answer = await control('report', { provider, url: addresses[provider](), ref, status: 'success', at: clock.now(), ...more })
  await platform.runtime.idle()
  return answer
}

interface Sent { readonly stream: string; readonly ref: string }
/** What a provider took over, in which delivery and under which id: a short message to the lawyer, a WeChat message to the asker. */
const sent = async (channel: 'wechat' | 'sms'): Promise<Sent> => {
  for (const stream of await platform.store.streams('delivery')) {
    for (const { type, data } of await platform.store.read(stream)) {
      const receipts = type === 'ReceiptsRecorded.v1' ? data['receipts'] as unknown as { channel: string; providerRef: string }[] : []
      const found = receipts.find((receipt) => receipt.channel === channel)
      if (found) return { stream, ref: found.providerRef }
    }
  }
  throw new Error(`nothing was sent by ${channel}`)
}
const reports = async (channel: 'wechat' | 'sms'): Promise<unknown[]> =>
  (await platform.store.read((await sent(channel)).stream)).flatMap(({ type, data }) => (type === 'ReportsRecorded.v1' ? data['reports'] as unknown[] : []))

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zj-'))
  doubles = await openProviderDoubles()
  const folder = openDataFolder({ root: join(root, 'var'), kind: 'demo', county: '150921', now: clock.now() })
  release = folder.release
  const { telling, reports: doors } = readChannels(channelsFile(), log)
  platform = await openPlatform({
    folder, clock: () => clock, systemClock: clock, log, hash: 'sha256', http: { host: '127.0.0.1', port: 0, trustedProxies: [] },
    codeSender: { send: async () => {} }, telling, reports: doors,
  })
  const system: Actor = { id: 'system' as PersonId, role: 'system' }
  await tell(platform, 'directory', 'import-divisions', divisionsOf(county))
  await tell(platform, 'lawyer-pool', 'register-lawyer', {
    lawyerId: 'zhao', licence: '11501201910000001', checkValidUntil: '2027-05-31T16:00:00.000Z', phone: await platform.sealer.seal('zhao' as PersonId, LAWYERS_PHONE),
    profile: { name: '沈知行', firm: '示范律师事务所', kind: 'social', region: '15', county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true },
  })
  await tell(platform, 'lawyer-pool', 'appoint-counsel', { lawyerId: 'zhao', counsel: { appointmentId: 'c1', county: '150921', villages: [], until: null } })
  await platform.gateway.provision({ id: asker.id as string as AccountId, kind: 'citizen', phone: '13912345670' })
  await say('gateway', 'bind-wechat', system, { accountId: asker.id, openid: await platform.sealer.seal(asker.id, OPENID) })
  const question = await prepareQuestion(platform.sealer, { askerId: asker.id, text: '工地拖欠我三个月工资，老板电话也不接，我该怎么办？' })
  if (question.kind === 'refused') throw new Error(question.code)
  await say('consult-router', 'open-consultation', asker, {
    consultationId: 'q1', countyCode: '150921', villageCode: null, channel: 'citizen', via: 'phone', attachments: [], opponents: [], askerParties: [],
    consentBeyondCounty: true, wake: ['wechat'], ...question.data,
  })
  const answer = await prepareAnswer(platform.sealer, { askerId: asker.id, question: '', text: '请先到劳动监察大队投诉，保留考勤和转账记录，必要时申请劳动仲裁，一年内提出。' })
  if (answer.kind === 'refused') throw new Error(answer.code)
  await say('consult-router', 'give-answer', { id: 'zhao' as PersonId, role: 'lawyer' }, { consultationId: 'q1', lawyerId: 'zhao', answerId: 'a1', form: 'text', clip: null, ...answer.data })
  await platform.runtime.idle()
})
afterAll(async () => {
  await platform.stop()
  release()
  await doubles.close()
  rmSync(root, { recursive: true, force: true })
})

describe('the address', () => {
  it('is shown to be ours to WeChat, and to nobody else', async () => {
    const url = addresses.wechat()
    expect(await control('greet', { url, at: clock.now() })).toEqual({ status: 200, body: '4375120948345356249' })
    expect((await control('greet', { url, at: clock.now(), forged: 'signature' })).status).toBe(403)
    expect((await control('greet', { url, at: '2026-03-02T00:49:00.000Z' })).status).toBe(403)
  })
})

describe('a forged report', () => {
  it.each(['signature', 'key', 'other-account', 'plain'])('%s is refused, and nothing is recorded', async (forged) => {
    const { ref } = await sent('wechat')
    const { status, body } = await report('wechat', ref, { forged })
    expect([status, JSON.parse(body).code]).toEqual([403, 'report-not-accepted'])
    expect(await reports('wechat')).toEqual([])
  })
  it('signed at another time is refused: on the instant the window ends it still passes', async () => {
    const { ref } = await sent('wechat')
    const at = async (time: string) => (await report('wechat', ref, { at: time, chat: true })).status
    expect([await at('2026-03-02T00:50:00.000Z'), await at('2026-03-02T00:49:59.000Z'), await at('2026-03-02T01:10:01.000Z')]).toEqual([200, 403, 403])
  })
  it('of a short message without the secret end of the address is refused', async () => {
    const { ref } = await sent('sms')
    const { status, body } = await report('sms', ref, { url: `${platform.url}/api/v1/reports/sms/double-secret-end-of-the-address-0002` })
    expect([status, JSON.parse(body).code]).toEqual([403, 'report-not-accepted'])
    expect(await reports('sms')).toEqual([])
  })
  it('of a short message from long ago, or ahead of its time, is dropped', async () => {
    const { ref } = await sent('sms')
    for (const at of ['2026-02-26T00:59:00.000Z', '2026-03-02T01:11:00.000Z']) expect((await report('sms', ref, { at })).status).toBe(200)
    expect(await reports('sms')).toEqual([])
  })
})

describe('a report', () => {
  it('of a message that is none of ours is asked for again while it is young, and dropped when it is not', async () => {
    expect((await report('sms', '777^0')).status).toBe(503)
    expect((await report('wechat', '777')).status).toBe(503)
    expect((await report('sms', '777^0', { at: '2026-03-02T00:50:00.000Z' })).status).toBe(200)
    expect(await reports('sms')).toEqual([])
  })
  it('says that a short message did not arrive, with the operator’s code, and later that it did after all', async () => {
    const { ref } = await sent('sms')
    expect(await report('sms', ref, { status: 'MOBILE_NOT_ON_SERVICE' })).toEqual({ status: 200, body: '{"code":0,"msg":"接收成功"}' })
    const failed = { recipient: 'zhao', channel: 'sms', providerRef: ref, outcome: 'failed', code: 'MOBILE_NOT_ON_SERVICE' }
    expect(await reports('sms')).toEqual([failed])
    clock.advance({ hours: 5 })
    await report('sms', ref)
    const delivered = { recipient: 'zhao', channel: 'sms', providerRef: ref, outcome: 'delivered' }
    expect(await reports('sms')).toEqual([failed, delivered])
  })
  it('twice, and out of order, records nothing more', async () => {
    const { ref } = await sent('sms')
    for (const status of ['success', 'MOBILE_NOT_ON_SERVICE', 'success']) expect((await report('sms', ref, { status })).status).toBe(200)
    expect(await reports('sms')).toHaveLength(2)
  })
  it('of WeChat says who has blocked the account; a message of a follower is acknowledged and forgotten', async () => {
    const { ref } = await sent('wechat')
    expect(await report('wechat', ref, { chat: true })).toEqual({ status: 200, body: 'success' })
    expect(await report('wechat', ref, { status: 'user block' })).toEqual({ status: 200, body: 'success' })
    expect((await reports('wechat')).at(-1)).toEqual({ recipient: 'asker', channel: 'wechat', providerRef: ref, outcome: 'failed', code: 'user-block' })
  })
})

describe('afterwards', () => {
  it('operators see whom it reached, in the log it verifies', async () => {
    const auditor: Actor = { id: 'auditor-1' as PersonId, role: 'auditor' }
    const reached = async (channel: 'wechat' | 'sms') => {
      const { stream } = await sent(channel)
      return await platform.bus.request('qry.notifier.recipients', {
        data: { deliveryId: stream.slice('delivery-'.length) }, actor: { ...auditor }, token: platform.tokens.sign(auditor, 'query'),
      }) as unknown as { items: unknown[] }
    }
    expect((await reached('sms')).items).toMatchObject([{ recipient: 'zhao', outcomes: { sms: 'delivered' }, reports: { sms: 'delivered' } }])
    expect((await reached('wechat')).items).toMatchObject([{ recipient: 'asker', outcomes: { wechat: 'delivered' }, reports: { wechat: 'failed' } }])
    const rows = async function* (): AsyncGenerator<readonly RawEvent[]> {
      yield platform.store.raw(null, 5000)
    }
    expect((await verify(rows(), { aggregates })).findings).toEqual([])
  })
  it('neither log nor any file holds a phone, an openid or what a follower wrote', async () => {
    await platform.sealLog()
    const files = readdirSync(join(root, 'var'), { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).map((each) => readFileSync(join(each.parentPath, each.name)))
    for (const planted of [LAWYERS_PHONE, OPENID, '13800001111', '我的电话', DOUBLE_CREDENTIALS.smsReports.token]) {
      expect([planted, files.some((bytes) => bytes.includes(planted)), lines.join('\n').includes(planted)]).toEqual([planted, false, false])
    }
  })
})
