// Somebody asks at a town's window on a real platform: the desk's office lets it write down her mandate and her question in one request;
// she finds both when she signs in, and with her word the desk's acts end. The record verifies.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verify, type RawEvent } from '@zhijian/audit'
import type { AccountId } from '@zhijian/contracts'
import { openDataFolder, type DataFolder } from '@zhijian/host'
import { instant } from '@zhijian/kernel'
import { silentLog } from '@zhijian/runtime'
import { virtualClock } from '@zhijian/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import county from '../data/county-150921.json' with { type: 'json' }
import { aggregates } from '../src/compose.ts'
import { tell } from '@zhijian/operating'
import { divisionsOf } from '../src/founding.ts'
import { openPlatform, type Platform } from '../src/platform.ts'

const HER_PHONE = '13812345670'
const VILLAGE = county.county.towns[0]!.villages[0]!.code
const ELSEWHERE = county.county.towns[1]!.villages[0]!.code
const QUESTION = '在工地干活三个月，老板拖欠工资不给，没有签劳动合同，怎么要回来？'

let root: string
let folder: DataFolder
let platform: Platform
const clock = virtualClock(instant('2026-03-02T01:00:00.000Z'))
const codes: string[] = []
let keys = 0

interface Reply { readonly status: number; readonly body: any }
const http = async (method: string, path: string, token?: string, body?: object, key = `mandate-key-${keys++}`): Promise<Reply> => {
  const response = await fetch(`${platform.url}/api/v1/${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(method === 'GET' ? {} : { 'idempotency-key': key }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}
const log = async function* (): AsyncGenerator<readonly RawEvent[]> {
  for (let after: string | null = null; ;) {
    const page: readonly RawEvent[] = platform.store.raw(after, 1000)
    if (page.length === 0) return
    yield page
    after = page.at(-1)!.position
  }
}
const told = async (stream: string): Promise<string[]> => (await platform.store.read(stream)).map(({ type }) => type.split('.')[0]!)
const office = (personId: string, officeId: string, region: string) => tell(platform, 'directory', 'take-office', {
  personId, office: { officeId, role: 'desk', organisationId: 'office', region, from: '2026-01-01T00:00:00.000Z', until: null },
})

let desk: string
let hers: string
let asked: Reply['body']

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zj-'))
  folder = openDataFolder({ root: join(root, 'var'), kind: 'demo', county: '150921', now: clock.now() })
  platform = await openPlatform({
    folder, clock: () => clock, systemClock: clock, log: silentLog, hash: 'sha256', http: { host: '127.0.0.1', port: 0, trustedProxies: [] },
    codeSender: { send: async (_phone, code) => void codes.push(code) },
  })
  await tell(platform, 'directory', 'import-divisions', divisionsOf(county))
  await platform.gateway.provision({ id: 'clerk' as AccountId, kind: 'staff' })
  await tell(platform, 'directory', 'add-staff', { personId: 'clerk' })
  await office('clerk', 'window', VILLAGE.slice(0, 9))
  desk = await platform.gateway.syntheticSession('clerk' as AccountId)
})
afterAll(async () => {
  await platform.stop()
  folder.release()
  rmSync(root, { recursive: true, force: true })
})

const atTheWindow = { text: QUESTION, villageCode: VILLAGE, via: 'window', onBehalf: { phone: HER_PHONE, mandate: { kind: 'in-person', recordRef: 'window/7', relation: '本人不识字' } } }

it('a question is written down at the window with her mandate, in one request that may come twice', async () => {
  const first = await http('POST', 'consultations', desk, atTheWindow, 'at-the-window-1')
  expect([first.status, first.body.code]).toEqual([201, undefined])
  asked = (await http('POST', 'consultations', desk, atTheWindow, 'at-the-window-1')).body
  expect(asked.consultationId).toBe(first.body.consultationId)
  expect(await told(`mandate-${asked.mandateId}`)).toEqual(['MandateGiven'])
  const [opened] = await platform.store.read(`consultation-${asked.consultationId}`)
  expect(opened!.data).toMatchObject({ askerId: await platform.lookup.ownerOf('phone', platform.lookup.hmac('phone', HER_PHONE)), rules: 2, mandate: { agentId: 'clerk', kind: 'in-person', mandateId: asked.mandateId } })
  expect(JSON.stringify(await platform.store.read(`mandate-${asked.mandateId}`))).not.toMatch(/不识字|13812345670/)
})

it('a desk of another town writes nothing down here', async () => {
  expect((await http('POST', 'consultations', desk, { ...atTheWindow, villageCode: ELSEWHERE })).status).toBe(404)
})

it('a mandate is for one question: under it no second one is asked', async () => {
  const again = await http('POST', 'consultations', desk, { ...atTheWindow, onBehalf: { phone: HER_PHONE, mandateId: asked.mandateId } })
  expect([again.status, again.body.code]).toEqual([403, 'mandate-for-another-matter'])
})

it('she finds it when she signs in, and with her word the desk’s acts end: with the next one, and for good', async () => {
  await http('POST', 'auth/phone-codes', undefined, { phone: HER_PHONE })
  hers = (await http('POST', 'auth/phone-sessions', undefined, { phone: HER_PHONE, code: codes.at(-1), client: 'app' })).body.token
  const act = () => http('POST', `consultations/${asked.consultationId}/search`, desk, {})
  // The search is on: nothing to do, and allowed.
  expect((await act()).status).toBe(200)
  await platform.runtime.idle()
  const { items } = (await http('GET', 'mandates', hers)).body
  expect(items).toMatchObject([{ mandateId: asked.mandateId, consultationId: asked.consultationId, isInForce: true, relation: '本人不识字', agent: { role: 'desk', organisationId: 'office' } }])
  expect((await http('DELETE', `mandates/${asked.mandateId}`, hers)).status).toBe(200)
  const refused = await act()
  expect([refused.status, refused.body.code]).toEqual([403, 'mandate-revoked'])
  await platform.runtime.idle()
  expect((await told(`consultation-${asked.consultationId}`)).at(-1)).toBe('AgentDismissed')
  expect((await http('POST', `consultations/${asked.consultationId}/closing`, hers, {})).status).toBe(200)
})

it('an office that ends takes its holder out of the window at once; another one is left where it is', async () => {
  await office('clerk', 'second', ELSEWHERE.slice(0, 9))
  await tell(platform, 'directory', 'end-office', { personId: 'clerk', officeId: 'window' })
  const again = (villageCode: string) => http('POST', 'consultations', desk, { ...atTheWindow, villageCode })
  expect((await again(VILLAGE)).status).toBe(404)
  expect((await again(ELSEWHERE)).status).toBe(201)
  await tell(platform, 'directory', 'leave-staff', { personId: 'clerk' })
  expect([401, 403]).toContain((await again(ELSEWHERE)).status)
})

it('the record is whole: every command decided again', async () => {
  await platform.runtime.idle()
  expect((await verify(log(), { aggregates })).findings).toEqual([])
})
