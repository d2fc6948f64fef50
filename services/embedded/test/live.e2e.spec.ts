// What a bureau begins with, from the first start to the first answer, and back from a lost disk: a process of its own, HTTP,
// and the command line. Steps build on each other, as a first day does.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDataFolder } from '@zhijian/host'
import { instant } from '@zhijian/kernel'
import { DOUBLE_CREDENTIALS, openProviderDoubles, type Handed, type ProviderDoubles } from '@zhijian/notifier/doubles'
import { xlsxOf } from '@zhijian/tabular/fixtures'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callControl, socketOf } from '@zhijian/host'
import { totp, until } from './e2e/bounded-timers.ts'
import { gbkOf } from './e2e/files.ts'
import { api, type Api, type Ask, type Reply } from './e2e/http.ts'
import { freePort, refusedStart, startLive, zhijian, type LiveProcess, type Place } from './e2e/live-process.ts'

const COUNTY = '150921'
const COUNTY_FILE = fileURLToPath(new URL('../data/county-150921.json', import.meta.url))
const PASSWORD = '白音察干的风很大2026'
const QUESTION = '在工地干活三个月，老板拖欠工资不给，没有签劳动合同，怎么要回来？'
const ANSWER = '请先向劳动监察大队投诉，保留考勤、工资条和转账记录；协商不成的，一年内申请劳动仲裁，仲裁不收费。'

const root = mkdtempSync(join(tmpdir(), 'zj-live-'))
const place: Place = { root, port: await freePort() }
const data = join(root, 'var')
const channelsFile = join(root, 'channels.json')
let providers: ProviderDoubles
let platform: LiveProcess
let http: Api
const started: LiveProcess[] = []
/** The oldest backup that has the first answer in it, and the keys of its time. */
let kept = { log: '', keys: '' }

const start = async (...args: readonly string[]): Promise<LiveProcess> => {
  const one = await startLive(place, '--channels', channelsFile, ...args)
  started.push(one)
  return one
}

const ok = async (path: string, ask: Ask = {}, status = 200): Promise<Reply['body']> => {
  const reply = await http(path, ask)
  expect(`${path} ${reply.status} ${reply.status === status ? '' : reply.text}`).toBe(`${path} ${status} `)
  return reply.body
}
const refusal = async (path: string, ask: Ask): Promise<[number, string]> => {
  const { status, body } = await http(path, ask)
  return [status, body?.code]
}
const handed = async (phone: string): Promise<readonly { template: string; values: Record<string, string> }[]> => {
  const all = await (await fetch(`${providers.origin}/control/handed`)).json() as readonly Handed[]
  return all.filter(({ to }) => to.includes(phone)).map(({ content }) => content as never)
}

// People -------------------------------------------------------------------------------------------------------------------

/** What somebody holds: a cookie of the page, or the token of an application. */
const bearers: Record<string, Pick<Ask, 'headers' | 'token'>> = {}
const secrets: Record<string, string> = {}
const as = (id: string, ask: Ask = {}): Ask => ({ ...ask, ...bearers[id] })
const post = (id: string, body?: unknown): Ask => as(id, { method: 'POST', ...(body === undefined ? {} : { body }) })
const put = (id: string, body: unknown): Ask => as(id, { method: 'PUT', body })

const cookieOf = (reply: Reply): string => reply.headers.getSetCookie().map((text) => text.split(';')[0]!).join('; ')

/** As the page of the link does it: the same requests in the same order, with the browser's cookie and origin. */
const enrolOnPage = async (id: string, link: string): Promise<void> => {
  const url = new URL(link)
  const page = await http(url.pathname)
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  for (const said of ["'link-sessions', { token, client: 'browser' }", "'PUT', 'password'", "'POST', 'second-factor'", "'PUT', 'second-factor'"]) expect(page.text).toContain(said)
  const browser = { origin: url.origin }
  const opened = await http('auth/link-sessions', { method: 'POST', body: { token: url.hash.slice(1), client: 'browser' }, headers: browser })
  expect([opened.status, opened.body.accountId, opened.body.reach, opened.body.token]).toEqual([200, id, 'enrolment', undefined])
  expect(opened.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/)
  const headers = { ...browser, cookie: cookieOf(opened) }
  await ok('auth/password', { method: 'PUT', body: { password: PASSWORD }, headers }, 204)
  const { secret } = await ok('auth/second-factor', { method: 'POST', headers })
  const full = await http('auth/second-factor', { method: 'PUT', body: { code: totp(secret) }, headers })
  expect([full.status, full.body.reach]).toEqual([200, 'full'])
  secrets[id] = secret
  bearers[id] = { headers: { ...browser, cookie: cookieOf(full) } }
}

const WHY = { because: '按县局任命' }
/** An application's way: a link of the system administrator, then the same steps. */
const enrol = async (id: string): Promise<void> => {
  const { token: link } = await ok(`accounts/${id}/links`, post('system-admin-1', WHY), 201)
  const { token } = await ok('auth/link-sessions', { method: 'POST', body: { token: link, client: 'app' } })
  await ok('auth/password', { method: 'PUT', body: { password: PASSWORD }, token }, 204)
  const { secret } = await ok('auth/second-factor', { method: 'POST', token })
  secrets[id] = secret
  bearers[id] = { token: (await ok('auth/second-factor', { method: 'PUT', body: { code: totp(secret) }, token })).token }
}
const grant = (id: string, role: string, region: string | null = COUNTY): Promise<Reply['body']> =>
  ok(`accounts/${id}/roles/${role}`, put('security-admin-1', { region, organisation: null, because: '按县局任命' }))

const citizen = async (phone: string): Promise<string> => {
  const before = (await handed(phone)).length
  await ok('auth/phone-codes', { method: 'POST', body: { phone } }, 202)
  const { values } = (await handed(phone))[before]!
  return (await ok('auth/phone-sessions', { method: 'POST', body: { phone, code: values['code'], client: 'app' } })).token
}

const upload = async (id: string, mediaType: string, bytes: Uint8Array): Promise<string> => {
  const begun = await ok('uploads', post(id, { kind: 'document', mediaType, bytes: bytes.length }), 201)
  const headers = { ...bearers[id]?.headers, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }
  await ok(`uploads/${begun.id}`, { ...as(id), method: 'PATCH', raw: new Uint8Array(bytes), headers }, 204)
  return (await ok(`uploads/${begun.id}/finish`, post(id))).file.digest
}
const CSV = 'text/csv'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const RONG = { phone: '13947400001' }
const DESK = { phone: '13947400002' }
const LAWYER = { phone: '13947400003', licence: '11509201010000001' }
const WOMAN = '13947411111'
const MAN = '13947422222'

beforeAll(async () => {
  providers = await openProviderDoubles()
  writeFileSync(join(root, 'sms.json'), JSON.stringify(DOUBLE_CREDENTIALS.aliyun), { mode: 0o600 })
  writeFileSync(channelsFile, JSON.stringify({
    quietHours: null,
    channels: {
      sms: {
        credentials: join(root, 'sms.json'), origin: providers.origin, signName: '指尖法律服务', signIn: { templateCode: 'SMS_200001' },
        templates: { 'question-waits': { templateCode: 'SMS_100001', params: { topic: 'topic' } } },
      },
    },
  }))
  // Every few seconds, so that the first day of the spec has its backups.
  platform = await start('--county', COUNTY_FILE, '--backup-hours', '0.001')
  http = api(`http://127.0.0.1:${place.port}`)
})

afterAll(async () => {
  for (const one of started) one.kill()
  await providers.close()
  rmSync(root, { recursive: true, force: true, maxRetries: 5 })
})

describe('an empty platform', () => {
  it('says where to go, what to do first, and what is still missing', () => {
    const said = platform.printed()
    expect(said).toContain(`http://127.0.0.1:${place.port}/api/docs`)
    expect(Object.keys(platform.links())).toEqual(['system-admin-1', 'security-admin-1', 'auditor-1'])
    expect(said).toMatch(/接下来：/)
    expect(said).toContain('通知渠道：in-app、sms')
    expect(said).toContain('只有本机能访问')
    expect(said).toMatch(/日志封印（--seals）、密钥（--keys）、备份（--backups）与数据在同一块磁盘上/)
    expect(said).not.toMatch(/没有接通短信|示范账号|模拟/)
  })

  it('is entered by three people, each by a link that works once', async () => {
    const links = platform.links()
    for (const [id, link] of Object.entries(links)) await enrolOnPage(id, link)
    const again = await http('auth/link-sessions', { method: 'POST', body: { token: new URL(links['auditor-1']!).hash.slice(1), client: 'browser' } })
    expect([again.status, again.body.code]).toEqual([401, 'link-not-accepted'])
    // The step of the enrolment is used up; the next one is accepted already.
    const signedIn = await ok('auth/password-sessions', {
      method: 'POST', body: { login: 'system-admin-1', password: PASSWORD, totp: totp(secrets['system-admin-1']!, 1), client: 'app' },
    })
    expect(signedIn.roles).toContain('system-admin')
    bearers['system-admin-1'] = { token: signedIn.token }
  })

  it('divides their powers: who opens accounts grants no roles, who grants opens none, nobody grants himself', async () => {
    expect(await refusal('accounts/system-admin-1/roles/auditor', put('system-admin-1', { region: null, organisation: null, because: '试' }))).toEqual([403, 'not-permitted'])
    expect(await refusal('accounts', post('security-admin-1', { id: 'mine', kind: 'staff', ...WHY }))).toEqual([403, 'not-permitted'])
    expect(await refusal('accounts/security-admin-1/roles/enterprise', put('security-admin-1', { region: null, organisation: null, because: '试' }))).toEqual([403, 'own-account'])
    expect(await refusal('accounts/auditor-1/roles/system-admin', put('security-admin-1', { region: null, organisation: null, because: '试' }))).toEqual([409, 'roles-exclude-each-other'])
    expect((await ok('accounts', as('auditor-1'))).items).toHaveLength(3)
  })

  it('takes no simulated lawyer: not over HTTP, not by the operator’s door, and no demonstration', async () => {
    expect((await refusal('lawyers', post('system-admin-1', { isSimulated: true })))[0]).not.toBe(201)
    await expect(callControl(socketOf(data), 'load-sessions', { run: 'x', citizens: 1, counsel: 1, region: 0, nation: 0 })).rejects.toMatchObject({ code: 'no-such-operation' })
    const demo: Place = { root: join(root, 'demo'), port: await freePort() }
    mkdirSync(demo.root)
    openDataFolder({ root: join(demo.root, 'var'), kind: 'demo', county: COUNTY, now: instant('2026-03-02T01:00:00.000Z') }).release()
    expect(await refusedStart(demo, '--county', COUNTY_FILE)).toContain('store-born-demo')
  })
})

describe('a bureau moves in', () => {
  it('opens accounts of staff, and they enrol; without an office they are nobody yet', async () => {
    for (const [id, phone] of [['head-1', RONG.phone], ['desk-1', DESK.phone], ['policy-1', undefined]] as const) {
      await ok('accounts', post('system-admin-1', { id, kind: 'staff', ...(phone === undefined ? {} : { phone }), ...WHY }), 201)
    }
    for (const id of ['head-1', 'desk-1', 'policy-1']) await enrol(id)
    expect((await ok('auth/session', as('head-1'))).roles).toEqual(['citizen', 'enterprise'])
    expect(await refusal('accounts/head-1/roles/bureau-head', put('security-admin-1', { region: COUNTY, organisation: null, because: '新任局长' }))).toEqual([409, 'role-by-office'])
  })

  it('gives its first head an office; the head gives the others theirs, and nobody his own', async () => {
    const office = (role: string) => ({ office: { officeId: `${role}-1`, role, organisationId: 'bureau', region: COUNTY, from: '2026-01-01T00:00:00.000Z', until: null }, ...WHY })
    await ok(`counties/${COUNTY}/organisations/bureau`, put('system-admin-1', { kind: 'bureau', name: '卓资县司法局', serves: [COUNTY], ...WHY }))
    expect(await refusal('staff/head-1/offices', post('system-admin-1', office('bureau-head')))).toEqual([403, 'not-permitted'])
    await ok('staff/head-1', put('system-admin-1', WHY))
    await ok('staff/head-1/offices', post('security-admin-1', office('bureau-head')), 201)
    expect(await refusal('staff/head-1/offices', post('head-1', office('desk')))).toEqual([403, 'own-office'])
    await ok('staff/policy-1', put('head-1', WHY))
    await ok('staff/policy-1/offices', post('head-1', office('policy-admin')), 201)
    expect((await ok('auth/session', as('policy-1'))).roles).toEqual(['policy-admin', 'citizen', 'enterprise'])
    expect((await ok('auth/session', as('head-1'))).grants).toEqual([{ role: 'bureau-head', region: COUNTY, organisation: 'bureau' }])
  })

  it('takes in its villages from CSV, whole or not at all', async () => {
    const { county } = JSON.parse(readFileSync(COUNTY_FILE, 'utf8')) as { county: { towns: { code: string; name: string; kind: string; villages: { code: string; name: string; kind: string }[] }[] } }
    const rows = county.towns.flatMap((town) => [town, ...town.villages]).map(({ code, name, kind }) => `${code},${name},${kind}`)
    const text = (...more: string[]): Buffer => Buffer.from(['区划代码,名称,类型', ...rows, ...more].join('\r\n'))
    const take = async (bytes: Uint8Array, dryRun = false) => ok(`counties/${COUNTY}/divisions/imports`, post('system-admin-1', { file: await upload('system-admin-1', CSV, bytes), dryRun, source: '县民政局 2026-03', ...WHY }))
    const villages = async (): Promise<number> => (await ok(`counties/${COUNTY}`)).villageCount
    const before = await villages()
    expect(await take(text('150922106999,隔壁的村,村委会'))).toMatchObject({ total: 0, errors: [{ line: rows.length + 2, code: 'code-outside-county' }, { code: 'village-without-town' }] })
    expect(await take(text('150921106999,新设的村,村委会'), true)).toMatchObject({ total: 1, changed: 1 })
    expect(await villages()).toBe(before)
    expect(await take(text('150921106999,新设的村,村委会'))).toMatchObject({ total: 1, changed: 1, refused: [], errors: [] })
    expect(await villages()).toBe(before + 1)
  })

  it('takes in its staff from a GBK file, row by row, and finds those who have an account by their phone', async () => {
    const csv = ['姓名,手机,单位编号,岗位,范围代码,任期至', `其其格,13947400008,bureau,审核员,150921106,`, `乌云,${DESK.phone},bureau,窗口,${COUNTY},`,
      `巴特,13947400009,bureau,值班员,${COUNTY},2099-12-31`, `谁,139,bureau,窗口,${COUNTY},`, `某,13947400010,bureau,皇帝,${COUNTY},`].join('\r\n')
    const file = await upload('head-1', CSV, gbkOf(csv))
    const errors = [{ line: 5, code: 'not-a-phone' }, { line: 6, code: 'not-a-choice' }]
    expect(await ok('staff/imports', post('head-1', { file }))).toMatchObject({ total: 3, new: 3, errors })
    const report = await ok('staff/imports', post('head-1', { file, dryRun: false, ...WHY }))
    expect(report).toMatchObject({ total: 3, new: 3, refused: [], errors, people: [{ line: 2 }, { line: 3, personId: 'desk-1' }, { line: 4 }] })
    const [, , duty] = report.people
    expect(await ok('staff/desk-1', as('security-admin-1'))).toMatchObject({ name: '乌云', scopes: [{ role: 'desk', region: COUNTY }] })
    expect((await ok('auth/session', as('desk-1'))).roles).toEqual(['desk', 'citizen', 'enterprise'])
    expect((await ok('staff/imports', post('head-1', { file }))).unchanged).toBe(3)
    await ok(`counties/${COUNTY}/organisations/bureau/standing-watch`, put('head-1', { line: { officer: duty.personId, deputy: 'desk-1', head: 'head-1' }, ...WHY }))
    expect(await ok(`counties/${COUNTY}/watch`, as('desk-1'))).toEqual({ officer: duty.personId, deputy: 'desk-1', head: 'head-1' })
  })

  it('nobody gives an office beyond his own reach by a file', async () => {
    const csv = `姓名,手机,单位编号,岗位,范围代码\n远,13947400011,bureau,窗口,15\n近,13947400012,bureau,窗口,${COUNTY}\n`
    const file = await upload('head-1', CSV, Buffer.from(csv))
    expect((await ok('staff/imports', post('head-1', { file, dryRun: false, ...WHY }))).refused).toEqual([{ line: 2, command: 'take-office', code: 'not-permitted', message: '您无权进行此项操作' }])
  })

  it('takes in its lawyers from a workbook, and appoints counsel', async () => {
    const workbook = xlsxOf([
      ['姓名', '执业证号', '执业机构', '地区代码', '县代码', '手机', '年度考核有效期至'],
      ['沈知行', LAWYER.licence, '草原律师事务所', '15', COUNTY, LAWYER.phone, '2099-05-31'],
      ['白音', 15092010, '草原律师事务所', '15', COUNTY, '', '2099-05-31'],
      ['格根', '11509201010000002', '草原律师事务所', '15', COUNTY, '', '不详'],
    ])
    const file = await upload('head-1', XLSX, workbook)
    const report = await ok('lawyers/imports', post('head-1', { file, dryRun: false, ...WHY }))
    expect(report).toMatchObject({ total: 1, new: 1, refused: [], errors: [{ line: 3, code: 'not-a-licence' }, { line: 4, code: 'not-a-date' }] })
    const { items: [found] } = await until('the register', async () => {
      const page = await ok(`lawyers?licence=${LAWYER.licence}`, as('head-1'))
      return page.items.length === 1 && page
    })
    const id = found.lawyerId as string
    await ok(`lawyers/${id}/appointments`, post('head-1', { counsel: { appointmentId: 'c-2026-01', county: COUNTY, villages: ['150921106201'], until: null }, ...WHY }))
    const { counsel } = await until('his village to know him', async () => {
      const served = await ok('villages/150921106201/services')
      return served.counsel.length === 1 && served
    })
    expect(counsel[0].lawyerId).toBe(id)
    await ok('accounts', post('system-admin-1', { id: 'lawyer-shen', kind: 'lawyer', lawyerId: id, ...WHY }), 201)
    await grant('lawyer-shen', 'lawyer', null)
    await enrol('lawyer-shen')
  })

  it('promises by two people what it can keep', async () => {
    const { default: policy } = await ok(`counties/${COUNTY}/policies`, as('policy-1'))
    await ok(`counties/${COUNTY}/policies`, post('policy-1', { policy: { ...policy, terms: { ...policy.terms, promiseMs: 900_000 } }, ...WHY }), 201)
    const { proposal } = await ok(`counties/${COUNTY}/policies`, as('head-1'))
    const confirming = { policyHash: proposal.policyHash, ...WHY }
    expect(await refusal(`counties/${COUNTY}/policies/${proposal.version}/confirmation`, post('policy-1', confirming))).toEqual([403, 'same-person'])
    await ok(`counties/${COUNTY}/policies/${proposal.version}/confirmation`, post('head-1', confirming))
    expect((await ok(`counties/${COUNTY}/promise`)).terms.promiseMs).toBe(900_000)
  })
})

describe('the first questions', () => {
  let hers: string

  it('come from people who proved their phone by a code; one that the provider refuses is said to be', async () => {
    await fetch(`${providers.origin}/control/next`, { method: 'POST', body: JSON.stringify({ provider: 'sms', troubles: [{ error: 'isv.BUSINESS_LIMIT_CONTROL' }] }) })
    expect(await refusal('auth/phone-codes', { method: 'POST', body: { phone: WOMAN } })).toEqual([503, 'code-not-sent'])
    for (const [id, phone] of [['woman', WOMAN], ['man', MAN]] as const) bearers[id] = { token: await citizen(phone) }
    hers = (await ok('consultations', post('woman', { text: QUESTION }), 201)).consultationId
    expect((await ok(`consultations/${hers}`, as('woman'))).text).toBe(QUESTION)
  })

  it('are told to counsel by short message, and answered by him', async () => {
    const message = await until('the message', async () => (await handed(LAWYER.phone))[0])
    expect(message.template).toBe('SMS_100001')
    expect(JSON.stringify(message)).not.toMatch(/工资|工地/)
    await ok(`consultations/${hers}/answers`, post('lawyer-shen', { text: ANSWER }), 201)
    const shown = await ok(`consultations/${hers}`, as('woman'))
    expect(shown).toMatchObject({ promise: 'kept', answers: [{ text: ANSWER, isLocal: true, lawyer: { name: '沈知行' } }] })
    const his = (await ok('consultations', post('man', { text: QUESTION }), 201)).consultationId
    await ok(`consultations/${his}/answers`, post('lawyer-shen', { text: ANSWER }), 201)
  })

  it('leave no phone and no code in anything that was printed or logged', () => {
    expect(platform.printed()).not.toMatch(/139474\d{5}/)
    expect(platform.printed()).toContain('isv.BUSINESS_LIMIT_CONTROL')
  })
})

describe('a lost disk', () => {
  const newest = (folder: string): string => readdirSync(folder).filter((name) => /^\d{8}T\d{6}$/.test(name) && existsSync(join(folder, name, 'manifest.json'))).sort().at(-1) ?? ''

  it('was backed up by itself, log and keys apart', async () => {
    await until('a backup on time', () => newest(`${data}-backups`) !== '' && platform.printed().includes('backup-checked'))
    // One that has the answers in it, at the operator's word.
    const { folder } = await callControl(socketOf(data), 'backup', { by: 'operator', reason: '当日备份' }) as { folder: string }
    kept = { log: folder, keys: '' }
    expect(newest(`${data}-backups`) >= basename(folder)).toBe(true)
    expect(readdirSync(kept.log)).not.toContain('master.key')
    // Keys are thinned out within seconds here: one set is carried away, as an operator does.
    const away = join(root, 'away')
    mkdirSync(away)
    cpSync(kept.log, join(away, 'log'), { recursive: true })
    cpSync(join(`${data}-backups`, 'blobs'), join(away, 'blobs'), { recursive: true })
    // The set may be thinned out while it is carried: then the next newest is.
    await until('a set of keys that was carried away', () => {
      rmSync(join(away, 'keys'), { recursive: true, force: true })
      try {
        cpSync(join(`${data}-keys-backups`, newest(`${data}-keys-backups`)), join(away, 'keys'), { recursive: true })
        return existsSync(join(away, 'keys', 'manifest.json'))
      } catch {
        return false
      }
    })
    kept = { log: join(away, 'log'), keys: join(away, 'keys') }
  })

  it('while somebody is forgotten, by two people who are there', async () => {
    const by = { by: 'operator', reason: '本人申请' }
    await callControl(socketOf(data), 'erase-request', { ...by, phone: MAN, ground: 'consent-withdrawn', as: 'head-1', code: totp(secrets['head-1']!, 1) })
    await callControl(socketOf(data), 'erase-confirm', { ...by, phone: MAN, as: 'security-admin-1', code: totp(secrets['security-admin-1']!, 1) })
    await until('his key to be gone', () => existsSync(join(`${data}-seals`, 'tombstones.jsonl')))
    await until('his session to be worth nothing', async () => (await http('consultations', as('man'))).status !== 200)
    expect(await platform.stop()).toBe(0)
  })

  it('comes back on a new one, with everybody but him', async () => {
    for (const lost of [data, `${data}-keys`]) rmSync(lost, { recursive: true })
    const restored = await zhijian(place, 'restore', kept.log, '--keys', kept.keys)
    expect(`${restored.code} ${restored.out}`).toMatch(/^0 /)
    platform = await start('--backup-hours', '0')
    expect(platform.printed()).toContain('没有自动备份')
    expect(platform.links()).toEqual({})

    const token = await citizen(WOMAN)
    const { items } = await until('her list, made anew', async () => {
      const page = await ok('consultations', { token })
      return page.items.length > 0 && page
    })
    expect(items).toHaveLength(1)
    expect((await ok(`consultations/${items[0].consultationId}`, { token })).answers[0].text).toBe(ANSWER)
    const stranger = await citizen(MAN)
    expect((await ok('consultations', { token: stranger })).items).toEqual([])

    const { token: auditor } = await ok('auth/password-sessions', { method: 'POST', body: { login: 'auditor-1', password: PASSWORD, totp: totp(secrets['auditor-1']!), client: 'app' } })
    expect((await ok('accounts', { token: auditor })).items.length).toBeGreaterThan(3)
    expect((await http('/readyz')).status).toBe(200)
    await platform.stop()
  })

  it('and its record is whole: every command decided again, chain and seals', async () => {
    const verified = await zhijian(place, 'replay', 'verify')
    expect(`${verified.code} ${verified.out}`).toMatch(/^0 /)
  })
})

describe('for others than this machine', () => {
  const tls = (name: string): string => fileURLToPath(new URL(`./e2e/tls/${name}.pem`, import.meta.url))
  const outside = { root: join(root, 'outside'), port: 0 }
  let secure: LiveProcess

  const say = (path: string, { method = 'GET', body, headers = {} }: { method?: string; body?: string; headers?: Record<string, string> } = {}) =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
      const outgoing = request({
        host: '127.0.0.1', port: outside.port, path, method, ca: readFileSync(tls('here.cert')), agent: false,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }), ...headers },
      }, (incoming) => {
        let text = ''
        incoming.setEncoding('utf8').on('data', (piece: string) => { text += piece }).on('end', () => resolve({ status: incoming.statusCode!, headers: incoming.headers, body: text }))
      })
      outgoing.on('error', reject).end(body)
    })
  const begin = async (...args: string[]): Promise<void> => {
    secure = await startLive(outside, '--county', COUNTY_FILE, '--tls-cert', tls('here.cert'), '--tls-key', tls('here.key'), '--origin', 'https://law.example.gov.cn', '--backup-hours', '0', ...args)
    started.push(secure)
  }
  const wrongLink = (n: number) => say('/api/v1/auth/link-sessions', {
    method: 'POST', body: JSON.stringify({ token: 'A'.repeat(43), client: 'app' }), headers: { 'x-forwarded-for': `198.51.100.${n}` },
  })

  it('a certificate that does not fit its key stops the start in words, before a store is begun', async () => {
    mkdirSync(outside.root)
    Object.assign(outside, { port: await freePort() })
    expect(await refusedStart(outside, '--county', COUNTY_FILE, '--tls-cert', tls('here.cert'), '--tls-key', tls('other.key'))).toMatch(/没有启动：私钥 .* 与证书 .* 不是一对.*（tls-unusable）/)
    expect(existsSync(join(outside.root, 'var'))).toBe(false)
  })

  it('serves HTTPS with limits, and links that name its own address', async () => {
    await begin('--behind-proxy', '203.0.113.1')
    expect(secure.printed()).toContain('没有接通短信')
    expect(Object.values(secure.links()).every((link) => link.startsWith('https://law.example.gov.cn/enrol#'))).toBe(true)
    const ready = await say('/readyz')
    expect([ready.status, ready.headers['strict-transport-security']]).toEqual([200, 'max-age=31536000; includeSubDomains'])
    expect((await say('/readyz', { headers: { 'x-long': 'a'.repeat(20_000) } })).status).toBe(431)
    expect((await say('/api/v1/auth/phone-codes', { method: 'POST', body: JSON.stringify({ phone: 'a'.repeat(70_000) }) })).status).toBe(413)
    await expect(fetch(`http://127.0.0.1:${outside.port}/readyz`)).rejects.toThrow()
    const token = new URL(secure.links()['auditor-1']!).hash.slice(1)
    const foreign = await say('/api/v1/auth/link-sessions', { method: 'POST', body: JSON.stringify({ token, client: 'browser' }), headers: { origin: 'https://evil.example' } })
    expect([foreign.status, JSON.parse(foreign.body).code]).toEqual([403, 'cross-site-request'])
    const ours = await say('/api/v1/auth/link-sessions', { method: 'POST', body: JSON.stringify({ token, client: 'browser' }), headers: { origin: 'https://law.example.gov.cn' } })
    expect(String(ours.headers['set-cookie'])).toMatch(/^__Host-zhijian=.*; Secure/)
  })

  it('says at the request what is missing, when nobody can be sent a code', async () => {
    const reply = await say('/api/v1/auth/phone-codes', { method: 'POST', body: JSON.stringify({ phone: WOMAN }) })
    expect([reply.status, JSON.parse(reply.body)]).toMatchObject([503, { code: 'no-sms-provider', detail: expect.stringContaining('--channels') }])
  })

  it('believes of nobody but the named proxy from whom a request is', async () => {
    const statuses: number[] = []
    for (let n = 1; n <= 25; n += 1) statuses.push((await wrongLink(n)).status)
    expect(new Set(statuses)).toEqual(new Set([401, 429]))
    expect(statuses.at(-1)).toBe(429)
    await secure.stop()
    await begin('--behind-proxy', '127.0.0.1')
    expect((await wrongLink(1)).status).toBe(401)
    expect(secure.links()).toHaveProperty('auditor-1')
    await secure.stop()
  })
})
