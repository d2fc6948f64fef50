// Somebody in community correction, over HTTP with every service behind it: enrolled, told, checked and tracked on a ground that is in
// force, and not an instant longer.
import type { AccountId, Role } from '@zhijian/contracts'
import { tell } from '@zhijian/operating'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountOf, arrive, later, nine, openWhole, TOWNS, VILLAGE, type Whole } from './every-route.fixtures.ts'

const PHONE = '13947400031'
let whole: Whole
const codes = new Map<string, string>()
const tokens = new Map<string, string>()
let keys = 0
const http = async (method: string, path: string, by: string, body?: object): Promise<{ status: number; body: any }> => {
  const response = await fetch(`${whole.platform.url}/api/v1/${path}`, {
    method, headers: {
      ...(tokens.has(by) ? { authorization: `Bearer ${tokens.get(by)!}` } : {}), ...(method === 'GET' ? {} : { 'idempotency-key': `key-${String(keys += 1).padStart(8, '0')}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }), 'user-agent': 'her phone',
    }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  await whole.platform.runtime.idle()
  return { status: response.status, body: await response.json().catch(() => null) }
}
const signIn = async (role: Role, id: AccountId = accountOf(role)): Promise<void> => void tokens.set(id, await whole.platform.gateway.syntheticSession(id))
const OFFICER = accountOf('correction-officer')
const HEAD = accountOf('bureau-head')
const because = '按县局通知办理'

beforeAll(async () => {
  whole = await openWhole(10_000, (phone, code) => codes.set(phone, code))
  for (const role of ['correction-officer', 'bureau-head', 'desk', 'auditor'] as const) await signIn(role)
  const { platform } = whole
  await arrive(platform, 'far-officer' as AccountId, 'correction-officer')
  await tell(platform, 'directory', 'end-office', { personId: 'far-officer', officeId: 'correction-officer' })
  await tell(platform, 'directory', 'take-office', {
    personId: 'far-officer', office: { officeId: 'far', role: 'correction-officer', organisationId: 'bureau', region: TOWNS.find((town) => !VILLAGE.startsWith(town))!, from: nine, until: null },
  })
  await platform.runtime.idle()
  await signIn('correction-officer', 'far-officer' as AccountId)
})
afterAll(() => whole.close())

it('is enrolled, signs, is checked, and is tracked on a live approval alone, which ends the track by itself', async () => {
  const { clock, platform } = whole
  const enrolled = await http('POST', 'supervisees', OFFICER, { phone: PHONE, name: '巴特尔', region: VILLAGE, office: 'bureau', officers: [OFFICER], sentence: 'probation', from: nine, until: later(24 * 300), because })
  expect(enrolled.status).toBe(201)
  const id = enrolled.body.superviseeId as string
  const at = `supervisees/${id}`

  // Who may not look sees nothing that is there.
  expect((await http('POST', `${at}/views`, 'far-officer', { purpose: '查阅' })).status).toBe(404)
  expect((await http('GET', `regions/${VILLAGE}/supervisees`, 'far-officer')).status).toBe(404)
  expect((await http('POST', `${at}/views`, accountOf('desk'), { purpose: '查阅' })).status).toBe(403)
  expect((await http('POST', `${at}/positioning`, OFFICER, { ground: 'left-without-leave', device: 'dedicated', decision: '卓司矫〔2026〕12号', from: nine, until: later(24), because })).status).toBe(403)

  // Who may says what for; lists name nobody.
  expect((await http('POST', `${at}/views`, OFFICER, {})).status).toBe(400)
  const list = await http('GET', `regions/${VILLAGE}/supervisees`, OFFICER)
  expect(list.body).toMatchObject({ total: 1, items: [{ superviseeId: id, isLetterSigned: false, isTracked: false }] })
  expect(JSON.stringify(list.body)).not.toContain('巴特尔')
  expect((await http('POST', `${at}/views`, OFFICER, { purpose: '月度走访前了解情况' })).body).toMatchObject({ name: '巴特尔', bases: [], letter: null })
  const looks = await http('GET', `audit?action=look-at-supervisee`, accountOf('auditor'))
  expect([looks.status, looks.body.items?.map(({ aboutId, actorId }: { aboutId: string; actorId: string }) => [aboutId, actorId])]).toEqual([200, [[id, OFFICER]]])

  // A check stands on the letter that she signed with a code to her own telephone.
  expect((await http('POST', `${at}/checks-permitted`, OFFICER, { from: nine, until: later(24 * 30), because })).body.code).toBe('letter-not-signed')
  await http('POST', 'auth/phone-codes', '', { phone: PHONE })
  const session = await http('POST', 'auth/phone-sessions', '', { phone: PHONE, code: codes.get(PHONE)!, client: 'app' })
  tokens.set('her', session.body.token)
  const mine = await http('GET', 'my-supervision', 'her')
  const { toSign } = mine.body.items[0]
  expect(toSign.text).toContain('本人巴特尔，社区矫正期限自2026年3月2日起')
  clock.advance({ minutes: 11 })
  await http('POST', 'my-data/identity-codes', 'her')
  expect((await http('POST', `my-supervision/${id}/letter`, 'her', { hash: 'a'.repeat(64), code: codes.get(PHONE)! })).body.code).toBe('letter-changed')
  expect((await http('POST', `my-supervision/${id}/letter`, 'her', { hash: toSign.hash, code: '000000' })).body.code).toBe('identity-not-shown')
  expect((await http('POST', `my-supervision/${id}/letter`, 'her', { hash: toSign.hash, code: codes.get(PHONE)! })).status).toBe(201)
  expect((await http('GET', 'my-supervision', 'her')).body.items[0]).toMatchObject({ toSign: null, signed: { text: toSign.text } })
  expect((await http('POST', `${at}/checks-permitted`, OFFICER, { from: nine, until: later(24 * 30), because })).status).toBe(201)
  const check = await http('POST', `${at}/position-checks`, OFFICER, { because })
  expect((await http('POST', `my-supervision/${id}/position-checks/${check.body.checkId}`, 'her')).status).toBe(200)

  // No track without the head's approval, and none from the very instant that it lapses.
  const { body: { deviceId } } = await http('POST', `${at}/devices`, OFFICER, { kind: 'dedicated', serial: 'WB-2026-0001', because })
  expect((await http('POST', `${at}/tracking`, OFFICER, { deviceId, because })).body).toMatchObject({ code: 'no-basis', title: expect.stringMatching(/没有有效的依据/) })
  const approval = { ground: 'left-without-leave', device: 'dedicated', decision: '卓司矫〔2026〕12号', from: clock.now(), because }
  expect((await http('POST', `${at}/positioning`, HEAD, { ...approval, until: later(24 * 120) })).body).toMatchObject({ code: 'basis-too-long' })
  expect((await http('POST', `${at}/positioning`, HEAD, { ...approval, until: later(24) })).status).toBe(201)
  expect((await http('POST', `${at}/tracking`, OFFICER, { deviceId, because })).status).toBe(200)
  expect((await http('GET', 'my-supervision', 'her')).body.items[0]).toMatchObject({ isTracked: true })
  clock.advance({ hours: 24 })
  await platform.runtime.idle()
  const stopped = (await platform.store.read(`supervisee-${id}`)).filter(({ type }) => /^(TrackingStopped|BasisLapsed)/.test(type)).map(({ type, meta }) => [type, meta.time])
  expect(stopped).toEqual([['TrackingStopped.v1', later(24)], ['BasisLapsed.v1', later(24)]])
  await signIn('correction-officer')
  expect((await http('POST', `${at}/tracking`, OFFICER, { deviceId, because })).body.code).toBe('no-basis')
})
