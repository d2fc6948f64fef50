// What somebody can do about her own data on a real platform: a copy in words and in JSON, and asking to be forgotten: who she is, what a
// rule keeps, two people, a date, and an answer with its reason.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AccountId, LawyerId, PersonId, Role } from '@zhijian/contracts'
import { openDataFolder, type DataFolder } from '@zhijian/host'
import { days, instant, plus } from '@zhijian/kernel'
import { tell } from '@zhijian/operating'
import { silentLog } from '@zhijian/runtime'
import { virtualClock } from '@zhijian/testkit'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import county from '../data/county-150921.json' with { type: 'json' }
import { divisionsOf } from '../src/founding.ts'
import { openPlatform, type Platform } from '../src/platform.ts'
import { api, type Api, type Reply } from './e2e/http.ts'

const COUNTY = '150921'
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const RULE = '公共法律服务咨询档案 保管期限'
const KEPT_DAYS = 1095
const NEEDED_DAYS = 1200
const nine = instant('2026-03-02T01:00:00.000Z')
const clock = virtualClock(nine)
const codes: string[] = []
let root: string
let folder: DataFolder
let platform: Platform
let http: Api

const staff = (role: Role): Promise<string> => platform.gateway.syntheticSession(`the-${role}` as AccountId)
const signIn = async (phone: string): Promise<{ token: string; accountId: PersonId }> => {
  clock.advance({ minutes: 11 })
  await http('auth/phone-codes', { method: 'POST', body: { phone } })
  return (await http('auth/phone-sessions', { method: 'POST', body: { phone, code: codes.at(-1), client: 'app' } })).body
}
const identityCode = async (token: string): Promise<string> => {
  clock.advance({ minutes: 11 })
  expect((await http('my-data/identity-codes', { method: 'POST', token })).status).toBe(202)
  return codes.at(-1)!
}
const totp = (): string => {
  clock.advance({ seconds: 60 })
  return new TOTP({ algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(SECRET) }).generate({ timestamp: Date.parse(clock.now()) })
}
const standing = async (token: string): Promise<Reply['body']> => {
  await platform.runtime.idle()
  return (await http('my-data/erasure', { token })).body.erasure
}
const want = async (token: string): Promise<Reply> => http('my-data/erasure', { method: 'POST', token, body: { code: await identityCode(token) } })
const story = async (person: string): Promise<string[]> => (await platform.store.read(`erasure-${person}`)).map(({ type }) => type.split('.')[0]!)
const question = (text: string) => ({ text, countyCode: COUNTY, notice: 1 })

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zj-'))
  folder = openDataFolder({ root: join(root, 'var'), kind: 'demo', county: COUNTY, now: nine })
  platform = await openPlatform({
    folder, clock: () => clock, systemClock: clock, log: silentLog, hash: 'sha256', http: { host: '127.0.0.1', port: 0, trustedProxies: [] },
    codeSender: { send: async (_phone, code) => void codes.push(code) },
    forgetting: { answerWithinMs: days(15), copiesKeptMs: days(30), keptFile: { rule: RULE, forMs: days(KEPT_DAYS) }, review: { everyMs: days(30), afterMs: days(NEEDED_DAYS) } },
  })
  await tell(platform, 'directory', 'import-divisions', divisionsOf(county))
  await tell(platform, 'lawyer-pool', 'register-lawyer', {
    lawyerId: 'zhao', licence: '11501201910000001', checkValidUntil: '2027-05-31T16:00:00.000Z',
    profile: { name: '沈知行', firm: '示范律师事务所', kind: 'social', region: '15', county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true },
  })
  await tell(platform, 'lawyer-pool', 'appoint-counsel', { lawyerId: 'zhao', counsel: { appointmentId: 'c1', county: COUNTY, villages: [], until: null } })
  await platform.gateway.provision({ id: 'the-lawyer' as AccountId, kind: 'lawyer', lawyerId: 'zhao' as LawyerId, grants: [{ role: 'lawyer', region: null, organisation: null }] })
  for (const role of ['desk', 'bureau-head'] as const) {
    await platform.gateway.provision({ id: `the-${role}` as AccountId, kind: 'staff', grants: [], secondFactor: SECRET })
    await tell(platform, 'directory', 'add-staff', { personId: `the-${role}` })
    await tell(platform, 'directory', 'take-office', { personId: `the-${role}`, office: { officeId: role, role, organisationId: 'bureau', region: COUNTY, from: nine, until: null } })
  }
  http = api(platform.url)
})
afterAll(async () => {
  await platform.stop()
  folder.release()
  rmSync(root, { recursive: true, force: true })
})

describe('a copy of her data', () => {
  it('says in words all that she wrote and was answered, and in JSON every record; of nobody else', async () => {
    const { token, accountId } = await signIn('13812345670')
    const other = await signIn('13812345671')
    const { consultationId } = (await http('consultations', { method: 'POST', token, body: question('老板拖欠三个月工资不给，怎么要回来？<b>急</b>') })).body
    await http('consultations', { method: 'POST', token: other.token, body: question('邻居盖房占了我家宅基地半米，该找谁？') })
    await platform.runtime.idle()
    const answered = await http(`consultations/${consultationId}/answers`, { method: 'POST', token: await staff('lawyer'), body: { text: '请先到劳动监察大队投诉，保留考勤和转账记录，必要时申请劳动仲裁。' } })
    expect(answered.status, answered.text).toBe(201)
    await http(`consultations/${consultationId}/follow-ups`, { method: 'POST', token, body: { lawyerId: 'zhao', text: '没有合同行吗？' } })
    await platform.runtime.idle()
    const page = await http('my-data/copy?form=html', { token })
    expect([page.status, page.headers.get('content-type'), page.headers.get('content-disposition')]).toEqual([200, 'text/html; charset=utf-8', 'attachment; filename="my-data.html"'])
    for (const each of ['个人信息副本', '13812345670', '老板拖欠三个月工资', '&lt;b&gt;急', '沈知行 的解答', '劳动监察大队', '您对 沈知行 的追问', '没有合同行吗']) expect(page.text).toContain(each)
    expect(page.text).not.toMatch(/宅基地|13812345671|<b>急|<script/)
    const { body, headers } = await http('my-data/copy?form=json', { token })
    expect(headers.get('content-disposition')).toBe('attachment; filename="my-data.json"')
    expect(body).toMatchObject({ format: 'zhijian-personal-copy/1', personId: accountId, account: { phone: '13812345670' }, questions: [{ consultationId, turns: [{ kind: 'answer' }, { kind: 'follow-up' }] }] })
    const types = body.records.map(({ type }: { type: string }) => type)
    expect(types).toEqual(expect.arrayContaining(['AccountOpened.v1', 'SignedIn.v1', 'NoticeAcknowledged.v1', 'ConsultationOpened.v1', 'AnswerGiven.v1', 'FollowUpAsked.v1']))
    expect(JSON.stringify(body)).not.toMatch(/"box"|13812345671|宅基地/)
    expect((await http('my-data/copy')).status).toBe(401)
  })
})

describe('asking to be forgotten', () => {
  it('takes a code that was sent just now: an open session is not enough', async () => {
    const { token, accountId } = await signIn('13812345672')
    expect((await http('my-data/erasure', { method: 'POST', token, body: { code: '000000' } })).body.code).toBe('identity-not-shown')
    const code = await identityCode(token)
    clock.advance({ minutes: 6 })
    expect((await http('my-data/erasure', { method: 'POST', token, body: { code } })).status).toBe(403)
    expect(await story(accountId)).toEqual([])
    expect(await standing(token)).toBeNull()
  })
  it('is answered by a date, which passes once and is seen; it is declined with a reason in words, and asked again', async () => {
    const { token, accountId } = await signIn('13812345673')
    expect((await want(token)).status).toBe(201)
    const { answerBy, wantedAt, phase } = await standing(token)
    expect([phase, answerBy]).toEqual(['wanted', plus(wantedAt, days(15))])
    const seen = (await http('erasures?at=work', { token: await staff('desk'), role: 'desk' })).body.items
    expect(seen).toMatchObject([{ personId: accountId, phase: 'wanted', identity: 'phone-code', isOverdue: false }])
    clock.advance({ days: 14 })
    const { items } = (await http('deadlines?minutes=1440', { token: await staff('desk'), role: 'desk' })).body
    expect(items).toContainEqual(expect.objectContaining({ stream: `erasure-${accountId}`, due: answerBy, place: COUNTY }))
    clock.advance({ days: 2 })
    const again = (await signIn('13812345673')).token
    expect(await standing(again)).toMatchObject({ isOverdue: true, phase: 'wanted' })
    const declined = await http(`erasures/${accountId}/refusal`, { method: 'POST', token: await staff('desk'), role: 'desk', body: { reason: 'matter-open', explanation: '有一件代办事项未办结' } })
    expect(declined.status, declined.text).toBe(200)
    expect(await standing(again)).toMatchObject({ phase: 'declined', declined: { reason: 'matter-open', explanation: '有一件代办事项未办结' } })
    expect((await want(again)).status).toBe(201)
    expect((await http('my-data/erasure', { method: 'DELETE', token: again })).status).toBe(200)
    expect(await story(accountId)).toEqual(['ErasureWanted', 'ErasureOverdue', 'ErasureDeclined', 'ErasureWanted', 'ErasureTakenBack'])
  })
  it('whose file a rule keeps is told rule and end, her data is read no more, and it comes up again at the end', async () => {
    const { token, accountId } = await signIn('13812345674')
    const { consultationId } = (await http('consultations', { method: 'POST', token, body: question('借给朋友五万元有借条，他不还怎么办？') })).body
    await http(`consultations/${consultationId}/closing`, { method: 'POST', token, body: { ratings: [] } })
    await platform.runtime.idle()
    const closedAt = (await platform.store.lastEvent(`consultation-${consultationId}`))!.meta.time
    expect((await want(token)).status).toBe(201)
    const until = plus(closedAt, days(KEPT_DAYS))
    expect(await standing(token)).toMatchObject({ phase: 'kept', rule: RULE, until })
    expect(await platform.keyring.status(accountId)).toBe('restricted')
    expect((await http('my-data/copy', { token })).body.code).toBe('person-restricted')
    clock.advance({ days: KEPT_DAYS })
    await platform.runtime.idle()
    expect(await story(accountId)).toEqual(['ErasureWanted', 'ErasureRefused', 'RetentionEnded'])
    expect((await http('erasures?at=work', { token: await staff('desk'), role: 'desk' })).body.items).toContainEqual(expect.objectContaining({ personId: accountId, phase: 'wanted' }))
  })
  it('is two people’s work in the console, the second with a code of the second factor; then she is forgotten', async () => {
    const { token, accountId } = await signIn('13812345675')
    await want(token)
    await platform.runtime.idle()
    const on = async (step: string, role: Role, body: object): Promise<[number, string | undefined]> => {
      const { status, body: said } = await http(`erasures/${accountId}/${step}`, { method: 'POST', token: await staff(role), role, body })
      return [status, said.code]
    }
    expect(await on('request', 'desk', { ground: 'consent-withdrawn' })).toEqual([200, undefined])
    expect(await on('confirmation', 'desk', { code: totp(), because: '材料齐全' })).toEqual([403, 'same-person'])
    expect(await on('confirmation', 'bureau-head', { code: '000000', because: '材料齐全' })).toEqual([403, 'identity-not-shown'])
    expect(await platform.keyring.status(accountId)).toBe('active')
    expect(await on('confirmation', 'bureau-head', { code: totp(), because: '材料齐全' })).toEqual([200, undefined])
    await platform.runtime.idle()
    expect(await story(accountId)).toEqual(['ErasureWanted', 'ErasureRequested', 'ErasureConfirmed', 'PersonErased'])
    const { request } = (await http(`erasures/${accountId}`, { token: await staff('desk'), role: 'desk' })).body
    expect(request).toMatchObject({ phase: 'erased', certificate: { by: ['the-desk', 'the-bureau-head'], copiesGoneAt: plus(request.certificate.erasedAt, days(30)) } })
    expect((await http('my-data/erasure', { token })).status).toBe(401)
    expect(await on('refusal', 'desk', { reason: 'matter-open' })).toEqual([409, 'already-confirmed'])
  })
})

describe('the duty to look whose data nobody needs any more', () => {
  const path = `counties/${COUNTY}/retention`
  const show = async (): Promise<Reply['body']> => {
    await platform.runtime.idle()
    return (await http(path, { token: await staff('desk'), role: 'desk' })).body
  }
  const ended = async (phone: string, text: string): Promise<PersonId> => {
    const { token, accountId } = await signIn(phone)
    const { consultationId } = (await http('consultations', { method: 'POST', token, body: question(text) })).body
    await http(`consultations/${consultationId}/closing`, { method: 'POST', token, body: { ratings: [] } })
    return accountId
  }
  it('comes by itself, is done by two, forgets those who are due, spares who came back, and is reported with its certificates', async () => {
    await tell(platform, 'directory', 'begin-retention-duty', { countyCode: COUNTY, everyMs: days(30) })
    const due = await ended('13812345680', '丈夫不给抚养费，孩子三岁，怎么办？')
    const back = await ended('13812345681', '房东不退押金，合同到期两个月了。')
    clock.advance({ days: NEEDED_DAYS + 1 })
    const young = await ended('13812345682', '网购的手机是翻新机，商家不退。')
    const { unlooked, nextAt } = await show()
    expect([unlooked, nextAt > clock.now()]).toEqual([Math.floor((NEEDED_DAYS + 1) / 30), true])

    const proposed = await http(`${path}/reviews`, { method: 'POST', token: await staff('desk'), role: 'desk', body: { because: '年度清理' } })
    expect(proposed.status, proposed.text).toBe(201)
    const { reviewId } = proposed.body
    const [look] = (await show()).items
    expect(look).toMatchObject({ reviewId, phase: 'proposed', proposedBy: 'the-desk', hasMore: false })
    expect(look.persons).toEqual(expect.arrayContaining([due, back]))
    expect(look.persons).not.toContain(young)
    expect((await http(`${path}/reviews`, { method: 'POST', token: await staff('bureau-head'), role: 'bureau-head', body: { because: '年度清理' } })).body.code).toBe('another-proposal-waits')

    const again = (await signIn('13812345681')).token
    await http('consultations', { method: 'POST', token: again, body: question('押金的事又有新情况，怎么起诉？') })
    await platform.runtime.idle()
    const confirm = async (role: Role, code: string): Promise<[number, string | undefined]> => {
      const { status, body } = await http(`${path}/reviews/${reviewId}/confirmation`, { method: 'POST', token: await staff(role), role, body: { code, because: '名单已核对' } })
      return [status, body.code]
    }
    expect(await confirm('desk', totp())).toEqual([403, 'same-person'])
    expect(await confirm('bureau-head', '000000')).toEqual([403, 'identity-not-shown'])
    expect(await platform.keyring.status(due)).toBe('active')
    expect(await confirm('bureau-head', totp())).toEqual([200, undefined])
    await platform.runtime.idle()
    expect([await platform.keyring.status(due), await platform.keyring.status(back), await platform.keyring.status(young)]).toEqual(['erased', 'active', 'active'])
    expect(await story(due)).toEqual(['ErasureRequested', 'ErasureConfirmed', 'PersonErased'])
    const { items: [report], unlooked: left } = await show()
    expect([left, report.phase, report.decidedBy, report.atWork, report.erased + report.kept + report.spared]).toEqual([0, 'confirmed', 'the-bureau-head', 0, report.total])
    expect(report.spared).toBeGreaterThanOrEqual(1)
    expect(report.certificates).toContainEqual({ personId: due, keyDigest: expect.stringMatching(/^[0-9a-f]{64}$/), erasedAt: expect.any(String) })
    expect((await http(path, { token: again })).status).toBe(403)
    expect((await platform.runtime.status()).parkedStreams).toEqual([])
    expect(await platform.bus.deadLetters.list()).toEqual([])
  })
})
