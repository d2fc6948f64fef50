// Somebody in community correction, over HTTP with every service behind it: enrolled, told, checked and tracked on a ground that is in
// force, and not an instant longer.
import { spawnSync } from 'node:child_process'
import type { AccountId, Role } from '@zhijian/contracts'
import { fromWgs84 } from '@zhijian/geometry'
import { epochMs, plus } from '@zhijian/kernel'
import { tell } from '@zhijian/operating'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readerOf } from '../../../tools/servers/readers.mjs'
import { accountOf, arrive, later, nine, openWhole, TOWNS, VILLAGE, type Whole } from './every-route.fixtures.ts'

const PHONE = '13947400031'
const pyhanko = await readerOf('pyhanko')
/** What pyHanko says of the one signature in it: the certificate in it is believed, since the platform made it. */
const SAYS = `
import sys, io
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
signature = PdfFileReader(io.BytesIO(sys.stdin.buffer.read())).embedded_signatures[0]
status = validate_pdf_signature(signature, ValidationContext(trust_roots=[signature.signer_cert]))
print(signature.sig_object['/SubFilter'], 'intact' if status.intact else 'changed', 'valid' if status.valid else 'invalid', status.coverage.name)
`
const verdictOf = (python: string, pdf: Uint8Array): string => spawnSync(python, ['-c', SAYS], { input: pdf, encoding: 'utf8', timeout: 120_000 }).stdout.trim()
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
const DAY = 86_400_000
const because = '按县局通知办理'
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

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

it(`is enrolled, signs${'path' in pyhanko ? '' : ` (its signature NOT READ: ${pyhanko.unavailable})`}, is checked, and is tracked on a live approval alone, which ends the track by itself`, async () => {
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
  // On paper it is sealed to its last byte, which a reader that is none of ours says as well.
  const paper = await fetch(`${whole.platform.url}/api/v1/my-supervision/${id}/letter.pdf`, { headers: { authorization: `Bearer ${tokens.get('her')!}` } })
  expect([paper.status, paper.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  const pdf = Buffer.from(await paper.bytes())
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  if ('path' in pyhanko) {
    expect(verdictOf(pyhanko.path, pdf)).toBe('/ETSI.CAdES.detached intact valid ENTIRE_FILE')
    const changed = Buffer.from(pdf)
    changed[changed.indexOf('stream') + 20]! ^= 1
    expect(verdictOf(pyhanko.path, changed)).not.toContain('intact')
  }
  expect((await http('POST', `${at}/letter/exports`, OFFICER, { purpose: '存档' })).body.pdf.length).toBeGreaterThan(pdf.length)
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

  // Positions come through every door that devices know, are kept while the track lasts, and are looked at for a purpose.
  const begun = epochMs(clock.now())
  clock.advance({ minutes: 60 })
  for (const role of ['correction-officer', 'auditor'] as const) await signIn(role)
  await signIn('correction-officer', 'far-officer' as AccountId)
  const minute = (n: number): string => new Date(begun + n * 60_000).toISOString()
  const door = async (path: string, init: RequestInit = {}): Promise<{ status: number; body: any }> => {
    const response = await fetch(`${platform.url}/api/v1/${path}`, init)
    return { status: response.status, body: await response.json() }
  }
  const json = (body: object): RequestInit => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const place = { lng: 112.5777, lat: 40.8957 }
  expect(await door('positions', json({ device: deviceId, fixes: [{ at: minute(1), ...place, errorM: 8, source: 'satellite' }, { at: minute(2), lng: 40.8957, lat: 112.5777 }, { at: minute(-5), ...place }] }))).toEqual(
    { status: 200, body: { kept: 1, withoutBasis: 1, marks: {}, problems: [{ item: 1, field: 'lng', code: 'coordinates-swapped', text: '经度和纬度似乎写反了' }] } })
  // The three forms of clients of Traccar: to 7.x, 9.x, 10.1.
  const query = (n: number): string => `id=${deviceId}&timestamp=${begun + n * 60_000}&lat=${place.lat}&lon=${place.lng}&accuracy=9.5&batt=80&speed=0&bearing=0&altitude=1400`
  expect((await door(`positions/osmand?${query(5)}`, { method: 'POST' })).body).toMatchObject({ kept: 1 })
  expect((await door(`positions/osmand?${query(6)}`)).body).toMatchObject({ kept: 1 })
  expect((await door('positions/osmand', json({ device_id: deviceId, location: { timestamp: minute(10), coords: { latitude: place.lat, longitude: place.lng, accuracy: 12 }, battery: { level: 0.8 } } }))).body).toMatchObject({ kept: 1 })
  expect((await door('positions/osmand', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: query(15) })).body).toMatchObject({ kept: 1 })
  // A client may know no path: what it sends to the server itself goes the same way; whoever looks there is shown the pages.
  const root = async (query_: string, init: RequestInit = {}): Promise<{ status: number; body: any }> => {
    const response = await fetch(`${platform.url}/${query_}`, { redirect: 'manual', ...init })
    return { status: response.status, body: await response.json().catch(() => null) }
  }
  expect((await root(`?${query(16)}`, { method: 'POST' })).body).toMatchObject({ kept: 1 })
  expect((await root(`?${query(17)}`)).body).toMatchObject({ kept: 1 })
  expect((await root('', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: query(18) })).body).toMatchObject({ kept: 1 })
  expect((await root('', json({ device_id: deviceId, location: { timestamp: minute(19), coords: { latitude: place.lat, longitude: place.lng, accuracy: 12 } } }))).body).toMatchObject({ kept: 1 })
  expect([(await root('')).body, (await root('?from=somewhere')).body]).toEqual([null, null])
  // What it is refused it sends again for ever, and nothing after it: what can never be read is answered for, and said.
  const unread = (field: string, code: string, text: RegExp) => ({ status: 200, body: { kept: 0, withoutBasis: 0, marks: {}, problems: [{ item: 0, field, code, text: expect.stringMatching(text) }] } })
  expect(await door(`positions/osmand?id=${deviceId}&lat=40.8`)).toEqual(unread('lon', 'half-a-place', /须同时提供/))
  expect(await root(`?id=${deviceId}&lat=NaN&lon=112.5`)).toEqual(unread('lat', 'not-a-number', /数/))
  // GCJ-02 lies some hundred metres beside it: what is kept is the same place.
  const shifted = fromWgs84(place, 'gcj-02')
  expect((await door('positions', json({ device: deviceId, datum: 'gcj-02', fixes: [{ at: minute(20), ...shifted }] }))).body).toMatchObject({ kept: 1 })
  const errors = await Promise.all([
    door('positions', json({ device: 'd_forged', fixes: [{ at: minute(1), ...place }] })), door(`positions/osmand?id=d_forged&lat=1&lon=2`), door(`positions/osmand?id=d_forged&lat=1`), door('positions/osmand', { method: 'POST' }),
    door('positions', json({ device: deviceId, fixes: Array.from({ length: 10_000 }, () => ({ at: minute(1), ...place, errorM: 12.5, source: 'satellite', mock: false, battery: 0.5, charging: false })) })), door('positions', json({ device: deviceId, datum: 'mars', fixes: [{}] })), door('positions', json({ device: deviceId, fixes: [] })),
  ])
  expect(errors.map(({ status, body }) => [status, body.code])).toEqual([
    [404, 'no-such-device'], [404, 'no-such-device'], [404, 'no-such-device'], [422, 'no-positions'], [422, 'too-many-positions'], [422, 'unknown-datum'], [422, 'no-positions'],
  ])
  // A phone that knows nothing of its error may say the greatest number that it has; what it says besides is kept.
  expect((await door(`positions/osmand?${query(21).replace('9.5', '1e300')}`)).body).toMatchObject({ kept: 1 })
  expect([await door('positions', json({ device: deviceId, fixes: 'all' })), await door('positions', json({ device: deviceId, fixes: [], trick: 1 }))]).toMatchObject([
    { status: 400, body: { errors: [{ field: 'fixes', rule: 'type' }] } }, { status: 400, body: { errors: [{ rule: 'unknown-field' }] } },
  ])
  const gpx = `<gpx version="1.1"><trk><trkseg><trkpt lat="${place.lat}" lon="${place.lng}"><time>${minute(30)}</time></trkpt></trkseg></trk></gpx>`
  const table = `时间,经度,纬度\n${minute(31)},${place.lng},${place.lat}\n`
  for (const [kind, text] of [['gpx', gpx], ['csv', table]]) {
    expect(await door(`${at}/devices/${deviceId}/positions?kind=${kind}`, { method: 'POST', headers: { authorization: `Bearer ${tokens.get(OFFICER)!}`, 'content-type': 'application/octet-stream' }, body: text! })).toMatchObject({ status: 200, body: { kept: 1 } })
  }
  // A file that cannot be read is told why, in words.
  for (const [kind, text, detail] of [['gpx', gpx.slice(0, -20), /完整的 GPX/], ['gpx', `<!DOCTYPE x>${gpx}`, /DOCTYPE/], ['csv', 'a,b\n1,2\n', /缺少列：时间、经度、纬度/], ['csv', '', /空/]] as const) {
    expect(await door(`${at}/devices/${deviceId}/positions?kind=${kind}`, { method: 'POST', headers: { authorization: `Bearer ${tokens.get(OFFICER)!}`, 'content-type': 'application/octet-stream' }, body: text }))
      .toMatchObject({ status: 422, body: { code: 'file-not-readable', detail: expect.stringMatching(detail) } })
  }
  expect((await http('POST', `my-supervision/${id}/positions`, 'her', { fixes: [{ at: minute(32), ...place }] })).body).toMatchObject({ kept: 0, withoutBasis: 1 })
  await platform.runtime.idle()
  const look = { purpose: '核实位置' }
  const now = await http('POST', `regions/${VILLAGE}/position-views`, OFFICER, look)
  expect(now.body.items).toMatchObject([{ superviseeId: id, at: minute(31), isTracked: true, errorM: null, source: 'unknown' }])
  const { body: track } = await http('POST', `${at}/track-views`, OFFICER, { ...look, from: minute(0), until: minute(60) })
  expect(track.fixes.map(({ at: when, marks }: { at: string; marks: string[] }) => [when, marks])).toEqual([1, 5, 6, 10, 15, 16, 17, 18, 19, 20, 21, 30, 31].map((n) => [minute(n), []]))
  for (const { place: [lng, lat] } of track.fixes) expect([Math.abs(lng - place.lng) < 2e-5, Math.abs(lat - place.lat) < 2e-5]).toEqual([true, true])
  expect((await http('POST', `${at}/track-views`, 'far-officer', { ...look, from: minute(0), until: minute(60) })).status).toBe(404)
  expect((await http('POST', `${at}/track-views`, OFFICER, { from: minute(0), until: minute(60) })).status).toBe(400)
  expect((await http('GET', `audit?action=look-at-track`, accountOf('auditor'))).body.items).toMatchObject([{ aboutId: id, actorId: OFFICER }])

  clock.advance({ hours: 23 })
  await platform.runtime.idle()
  const stopped = (await platform.store.read(`supervisee-${id}`)).filter(({ type }) => /^(TrackingStopped|BasisLapsed)/.test(type)).map(({ type, meta }) => [type, meta.time])
  expect(stopped).toEqual([['TrackingStopped.v1', later(24)], ['BasisLapsed.v1', later(24)]])
  await signIn('correction-officer')
  expect((await http('POST', `${at}/tracking`, OFFICER, { deviceId, because })).body.code).toBe('no-basis')
})

it('an officer of a town sets what lies in his town, proposes what does not or what nobody can tell, and the county decides', async () => {
  const { clock, platform } = whole
  const TOWN = VILLAGE.slice(0, 9)
  for (const role of ['correction-officer', 'bureau-head'] as const) await signIn(role)
  for (const id of ['town-officer', 'town-colleague'] as AccountId[]) {
    await arrive(platform, id, 'correction-officer')
    await tell(platform, 'directory', 'end-office', { personId: id, officeId: 'correction-officer' })
    await tell(platform, 'directory', 'take-office', { personId: id, office: { officeId: 'of-a-town', role: 'correction-officer', organisationId: 'bureau', region: TOWN, from: nine, until: null } })
  }
  await platform.runtime.idle()
  for (const id of ['town-officer', 'town-colleague'] as AccountId[]) await signIn('correction-officer', id)
  const enrolled = await http('POST', 'supervisees', 'town-officer', { phone: '13947400033', name: '高娃', region: VILLAGE, office: 'bureau', officers: [], sentence: 'probation', from: clock.now(), until: plus(clock.now(), 300 * DAY), because })
  const at = `supervisees/${enrolled.body.superviseeId as string}`
  const box = (west: number, east: number) => JSON.stringify({ type: 'Polygon', coordinates: [[[west, 40.8], [east, 40.8], [east, 41], [west, 41], [west, 40.8]]] })
  const around = (lng: number, kind = 'allowed') => ({ label: '住所', kind, datum: 'wgs-84', geometry: { kind: 'circle', centre: [lng, 40.9], radiusM: 500 }, because })
  const setBy = async (by: string, lng: number) => (await http('POST', `${at}/zones`, by, around(lng))).body

  // What nobody can tell is not within: the county's outline first, then the town's; whoever works in the town does not say where it ends.
  expect(await setBy('town-officer', 112.5)).toMatchObject({ code: 'zone-county-unknown' })
  expect(await setBy(OFFICER, 112.5)).toMatchObject({ code: 'zone-county-unknown', detail: expect.stringMatching(/提请批准.*县界/) })
  const outline = (division: string, by: string, geojson: string) => http('PUT', `divisions/${division}/boundary`, by, { geojson, datum: 'wgs-84', source: '自然资源局 2026-03', because })
  expect((await outline(TOWN, HEAD, box(112.4, 112.6))).body).toMatchObject({ code: 'no-boundary' })
  expect((await outline('150921', HEAD, JSON.stringify({ type: 'Polygon', coordinates: [[[112, 40.5], [113, 40.5], [113, 41.3], [112, 41.3], [112, 40.5]]] }))).status).toBe(200)
  expect(await setBy('town-officer', 112.5)).toMatchObject({ code: 'zone-town-unknown', detail: expect.stringMatching(/提请批准.*导入本乡镇的界线/) })
  expect((await http('GET', `divisions/${TOWN}/boundary`, 'town-officer')).body).toMatchObject({ code: 'no-boundary', title: '尚未设定界线' })
  for (const by of ['town-officer', OFFICER]) expect((await outline(TOWN, by, box(112.4, 112.6))).status).toBe(403)
  expect((await outline('150921999', HEAD, box(112.4, 112.6))).body).toMatchObject({ code: 'no-such-division' })
  // 0.006° are some 505 m here, and 0.005° some 420.
  expect((await outline(TOWN, HEAD, box(112.9, 113.0061))).body).toMatchObject({ code: 'boundary-outside-county', detail: expect.stringMatching(/500 米/) })
  expect((await outline(TOWN, HEAD, box(112.9, 113.005))).status).toBe(200)
  expect((await outline(TOWN, HEAD, box(112.4, 112.6))).status).toBe(200)
  for (const division of ['150921', TOWN]) expect(JSON.parse((await http('GET', `divisions/${division}/boundary`, 'town-officer')).body.geojson)).toMatchObject({ properties: { division }, geometry: { type: 'MultiPolygon' } })
  expect((await platform.store.read(`boundary-${TOWN}`)).at(-1)).toMatchObject({ type: 'BoundarySet.v1', data: { county: '150921', town: TOWN, points: 5 } })

  expect(await setBy('town-officer', 112.5)).toMatchObject({ zoneId: expect.any(String) })
  expect(await setBy('town-officer', 112.7)).toMatchObject({ code: 'zone-beyond-town', title: '区域超出您负责的乡镇', detail: expect.stringMatching(/提请批准.*县级/) })
  expect(await setBy('town-officer', 113.5)).toMatchObject({ code: 'zone-beyond-county' })
  expect(await setBy(OFFICER, 112.7)).toMatchObject({ zoneId: expect.any(String) })
  expect((await http('POST', `${at}/zone-proposals`, 'town-officer', around(112.5))).body.code).toBe('zone-within-scope')
  const proposed = (await http('POST', `${at}/zone-proposals`, 'town-officer', around(112.8))).body
  const approve = (by: string, proposalId = proposed.proposalId as string) => http('POST', `${at}/zone-proposals/${proposalId}/approval`, by, { because })
  expect([(await approve('town-officer')).body.code, (await approve('town-colleague')).body.code]).toEqual(['zone-proposal-own', 'zone-needs-county'])
  expect((await http('DELETE', `${at}/zone-proposals/${proposed.proposalId as string}`, 'town-colleague', { reason: '太远' })).body.code).toBe('zone-needs-county')
  expect((await approve(OFFICER)).status).toBe(200)
  expect((await http('POST', `${at}/views`, 'town-officer', { purpose: '核对区域' })).body.zones).toContainEqual(expect.objectContaining({ zoneId: proposed.zoneId, isBeyond: false, by: OFFICER }))
  // Out of the county the same officer does not do, and the head does.
  const far = (await http('POST', `${at}/zone-proposals`, 'town-officer', around(113.5))).body.proposalId as string
  expect((await approve(OFFICER, far)).body).toMatchObject({ code: 'zone-needs-head' })
  expect((await approve(HEAD, far)).status).toBe(200)
  const back = (await http('POST', `${at}/zone-proposals`, 'town-officer', around(113.6))).body.proposalId as string
  expect((await http('DELETE', `${at}/zone-proposals/${back}`, 'town-officer', { reason: '画错了' })).status).toBe(200)
})

it('is bound to places that are versioned and sealed, has leave by its level, checks in, and an alarm is closed by two', async () => {
  const { clock, platform } = whole
  for (const role of ['correction-officer', 'bureau-head', 'auditor'] as const) await signIn(role)
  const phone = '13947400032'
  const enrolled = await http('POST', 'supervisees', OFFICER, { phone, name: '苏日娜', region: VILLAGE, office: 'bureau', officers: [OFFICER], sentence: 'probation', from: clock.now(), until: plus(clock.now(), 300 * DAY), because })
  const id = enrolled.body.superviseeId as string
  const at = `supervisees/${id}`
  await http('POST', 'auth/phone-codes', '', { phone })
  tokens.set('suriina', (await http('POST', 'auth/phone-sessions', '', { phone, code: codes.get(phone)!, client: 'app' })).body.token)
  const file = async () => (await http('POST', `${at}/views`, OFFICER, { purpose: '核对区域' })).body

  // What is drawn: checked, by two beyond the county, another version when it changes, and nothing of it in the log in clear.
  const county = (west: number, east: number) => JSON.stringify({ type: 'Polygon', coordinates: [[[west, 40.5], [east, 40.5], [east, 41.3], [west, 41.3], [west, 40.5]]] })
  expect((await http('PUT', 'divisions/150921/boundary', HEAD, { geojson: county(112, 113), datum: 'wgs-84', source: '自然资源局 2026-03', because })).status).toBe(200)
  expect(JSON.parse((await http('GET', 'divisions/150921/boundary', OFFICER)).body.geojson)).toMatchObject({ geometry: { type: 'MultiPolygon' } })
  const circle = { label: '家和镇上', kind: 'allowed', datum: 'wgs-84', geometry: { kind: 'circle', centre: [112.5777, 40.8958], radiusM: 3000 }, because }
  const zone = await http('POST', `${at}/zones`, OFFICER, circle)
  expect(zone.status).toBe(201)
  expect((await http('POST', `${at}/zones`, OFFICER, { ...circle, geometry: { kind: 'circle', centre: [40.8958, 112.5777], radiusM: 3000 } })).body).toMatchObject({ code: 'zone-coordinates-swapped', title: expect.stringMatching(/经纬度/) })
  // Nobody alone lets anybody go beyond the county, the head neither; of the two who do one is the head.
  const beyond = { ...circle, geometry: { kind: 'geojson', text: county(112.9, 113.4) } }
  for (const by of [OFFICER, HEAD]) expect((await http('POST', `${at}/zones`, by, beyond)).body).toMatchObject({ code: 'zone-beyond-county', detail: expect.stringMatching(/提请批准.*县司法局负责人/) })
  const clinic = { label: '旗外医院', kind: 'forbidden', datum: 'wgs-84', geometry: { kind: 'several', shapes: [{ kind: 'circle', centre: [112.6, 40.9], radiusM: 300 }, { kind: 'corridor', line: [[112.9, 40.9], [113.2, 40.9]], halfWidthM: 200 }] }, because }
  expect((await http('POST', `${at}/zone-proposals`, OFFICER, { ...circle, kind: 'forbidden' })).body.code).toBe('zone-within-scope')
  const proposed = await http('POST', `${at}/zone-proposals`, OFFICER, clinic)
  expect(proposed.status).toBe(201)
  const proposal = `${at}/zone-proposals/${proposed.body.proposalId}`
  expect((await file())).toMatchObject({ zoneProposals: [{ label: '旗外医院', phase: 'proposed', by: OFFICER, isBeyond: true, isByHead: false, form: 'several', shapes: [{ kind: 'circle' }, { kind: 'corridor' }] }] })
  expect((await http('GET', 'my-supervision', 'suriina')).body.items[0].zones.map(({ label }: any) => label)).not.toContain('旗外医院')
  // Whoever decides finds it among what waits in the district, without a name or a place; a colleague of another town does not.
  const waiting = async (by = HEAD, open = true) => (await http('GET', `regions/150921/supervision-requests?open=${open}`, by)).body
  expect(await waiting()).toMatchObject({ total: 1, items: [{ superviseeId: id, region: VILLAGE, requests: [{ what: 'zone', id: proposed.body.proposalId, kind: 'forbidden', askedBy: OFFICER, phase: 'waiting' }] }] })
  expect(JSON.stringify(await waiting())).not.toMatch(/旗外医院|苏日娜|112\./)
  expect((await http('GET', `regions/${VILLAGE}/supervision-requests`, OFFICER)).body.total).toBe(1)
  expect((await http('GET', 'regions/150921/supervision-requests?cursor=nonsense', HEAD)).body.code).toBe('bad-cursor')
  expect((await http('POST', `${proposal}/approval`, OFFICER, { because })).body).toMatchObject({ code: 'zone-proposal-own', detail: expect.stringMatching(/另一位/) })
  expect((await http('POST', `${proposal}/approval`, HEAD, { because })).status).toBe(200)
  expect([(await waiting()).total, (await waiting(OFFICER, false)).items[0].requests[0]]).toMatchObject([0, { what: 'zone', phase: 'approved', decidedBy: HEAD }])
  expect((await http('DELETE', proposal, HEAD, { reason: '太远' })).body.code).toBe('no-such-zone-proposal')
  expect((await http('GET', 'my-supervision', 'suriina')).body.items[0].zones).toContainEqual(expect.objectContaining({ label: '旗外医院', version: 1, by: HEAD }))
  expect((await http('DELETE', `${at}/zones/${proposed.body.zoneId}`, OFFICER, { because })).status).toBe(200)
  const own = await http('POST', `${at}/zone-proposals`, HEAD, clinic)
  expect((await http('POST', `${at}/zone-proposals/${own.body.proposalId}/approval`, HEAD, { because })).body.code).toBe('zone-proposal-own')
  expect((await http('DELETE', `${at}/zone-proposals/${own.body.proposalId}`, HEAD, { reason: '改由司法所提请' })).status).toBe(200)
  const headed = await http('POST', `${at}/zone-proposals`, HEAD, beyond)
  expect((await http('POST', `${at}/zone-proposals/${headed.body.proposalId}/approval`, OFFICER, { because })).status).toBe(200)
  expect((await http('PUT', `${at}/zones/${zone.body.zoneId}`, OFFICER, { ...circle, geometry: { kind: 'county' } })).status).toBe(200)
  expect((await file()).zones.map(({ version, label, form, isBeyond, retiredAt }: any) => [version, label, form, isBeyond, retiredAt === null]))
    .toEqual(expect.arrayContaining([[1, '家和镇上', 'circle', false, false], [2, '家和镇上', 'outline', false, true], [1, '家和镇上', 'polygon', true, true]]))
  expect(JSON.parse((await http('POST', `${at}/zones/exports`, OFFICER, { purpose: '打印给本人' })).body.geojson).features).toHaveLength(2)
  expect(JSON.stringify(await platform.store.read(`supervisee-${id}`))).not.toMatch(/112\.57|家和镇上/)
  expect((await http('GET', 'my-supervision', 'suriina')).body.items[0].zones).toHaveLength(2)

  // Leave: who decides follows from how long it is.
  const leave = { cause: 'medical', reason: '到市医院复查', destination: '呼和浩特市', proofs: [] }
  const asked = await http('POST', `my-supervision/${id}/leaves`, 'suriina', { ...leave, from: plus(clock.now(), DAY), until: plus(clock.now(), 10 * DAY) })
  expect(asked.status).toBe(201)
  expect((await waiting()).items).toMatchObject([{ superviseeId: id, requests: [{ what: 'leave', id: asked.body.leaveId, kind: 'medical', level: 'county', days: 9, askedBy: null }] }])
  expect((await http('POST', `${at}/leaves/${asked.body.leaveId}/approval`, OFFICER, { because })).body).toMatchObject({ code: 'leave-needs-head', detail: '本次 9 天，累计 9 天，超出司法所的批准权限。' })
  const area = { label: '呼和浩特市区', datum: 'gcj-02', geometry: { kind: 'circle', centre: [111.75, 40.84], radiusM: 20_000 } }
  expect((await http('POST', `${at}/leaves/${asked.body.leaveId}/approval`, HEAD, { area, because })).status).toBe(200)
  expect((await http('GET', 'my-supervision', 'suriina')).body.items[0].leaves).toMatchObject([{ phase: 'approved', level: 'county', reason: '到市医院复查', destination: '呼和浩特市', hasArea: true }])
  expect((await http('DELETE', `my-supervision/${id}/leaves/${asked.body.leaveId}`, 'suriina', {})).status).toBe(200)

  // Check-ins at moments that were drawn.
  expect((await http('PUT', `${at}/check-ins`, OFFICER, { perDay: 4, from: 0, until: 1440, way: 'photo', because })).status).toBe(200)
  const askedNext = async (): Promise<any> => {
    for (let tries = 0; tries < 120; tries += 1) {
      clock.advance({ minutes: 25 })
      await platform.runtime.idle()
      const due = (await http('GET', 'my-supervision', 'suriina')).body.items?.[0]?.checkIn ?? null
      if (due !== null) return due
    }
    return null
  }
  // Her photo with the number that she was shown: sent in pieces, seen by an officer who knows the number, and judged; the look is in the log.
  const shown = await askedNext()
  const begun = await http('POST', 'uploads', 'suriina', { kind: 'photo', mediaType: 'image/png', bytes: PNG.length })
  await fetch(`${platform.url}/api/v1/uploads/${begun.body.id}`, {
    method: 'PATCH', headers: { authorization: `Bearer ${tokens.get('suriina')!}`, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }, body: new Uint8Array(PNG),
  })
  const { body: { file: { digest } } } = await http('POST', `uploads/${begun.body.id}/finish`, 'suriina')
  await signIn('correction-officer')
  const photo = `${at}/check-ins/${shown.checkInId}/photo`
  expect((await http('GET', photo, OFFICER)).body.code).toBe('no-such-check-in')
  expect((await http('POST', `${at}/check-ins/${shown.checkInId}/verdict`, OFFICER, { verdict: 'accepted', because })).body.code).toBe('check-in-not-answered')
  expect((await http('POST', `my-supervision/${id}/check-ins/${shown.checkInId}`, 'suriina', { photo: digest })).status).toBe(200)
  expect((await file()).checkInsDone).toMatchObject([{ checkInId: shown.checkInId, number: shown.number, phase: 'answered', hasPhoto: true }])
  const seen = await fetch(`${platform.url}/api/v1/${photo}`, { headers: { authorization: `Bearer ${tokens.get(OFFICER)!}` } })
  expect([seen.status, seen.headers.get('content-type'), (await seen.bytes()).length > 0]).toEqual([200, 'image/png', true])
  expect((await http('POST', `${at}/check-ins/${shown.checkInId}/verdict`, OFFICER, { verdict: 'accepted', because })).status).toBe(200)
  expect((await file()).checkInsDone).toMatchObject([{ phase: 'accepted', judgedBy: OFFICER }])
  // Or without her face.
  const due = await askedNext()
  expect(due).toMatchObject({ number: expect.stringMatching(/^\d{4}$/), way: 'photo' })
  expect((await http('POST', `my-supervision/${id}/check-ins/${due.checkInId}`, 'suriina', { photo: 'a'.repeat(64) })).body.code).toBe('no-such-blob')
  expect((await http('POST', `my-supervision/${id}/check-ins/${due.checkInId}`, 'suriina', { photo: null })).status).toBe(200)
  await signIn('correction-officer')
  expect((await http('POST', `${at}/check-ins/${due.checkInId}/verdict`, OFFICER, { verdict: 'rejected', because })).status).toBe(200)
  expect((await http('GET', `${at}/check-ins/${due.checkInId}/photo`, OFFICER)).body.code).toBe('no-such-check-in')

  // Which is an alarm: taken up, looked into, and closed by another than who looked into it.
  await signIn('bureau-head')
  const board = await http('GET', 'regions/150921/alarms', OFFICER)
  const mine = board.body.items.find(({ superviseeId }: any) => superviseeId === id)
  expect(mine).toMatchObject({ kind: 'check-in-rejected', level: 'warning', phase: 'raised' })
  await signIn('correction-officer', 'far-officer' as AccountId)
  expect((await http('GET', 'regions/150921/alarms', 'far-officer')).status).toBe(404)
  expect((await http('GET', 'regions/150921/supervision-requests', 'far-officer')).status).toBe(404)
  const alarm = `alarms/${mine.alarmId}`
  expect((await http('POST', `${alarm}/finding`, OFFICER, { finding: 'no-breach', note: '到户核实，本人在家' })).body.code).toBe('alarm-not-acknowledged')
  expect((await http('POST', `${alarm}/acknowledgement`, OFFICER, {})).status).toBe(200)
  expect((await http('POST', `${alarm}/finding`, OFFICER, { finding: 'no-breach', note: '到户核实，本人在家' })).status).toBe(200)
  expect((await http('POST', `${alarm}/closure`, OFFICER, { because })).body.code).toBe('same-person')
  expect((await http('POST', `${alarm}/closure`, HEAD, { because })).status).toBe(200)
  expect((await file()).alarms).toMatchObject([{ phase: 'closed', closed: { finding: 'no-breach', by: HEAD }, proposed: { note: '到户核实，本人在家' } }])

  // Figures of the district say all of it without a name; of another district they are nobody's here.
  const month = plus(clock.now(), 8 * 3_600_000).slice(0, 7)
  const figures = await http('GET', `regions/150921/supervision-figures?from=2026-01&until=${month}`, OFFICER)
  expect(figures.body).toMatchObject({ alarms: { findings: { 'no-breach': 1 }, noBreach: { met: 1, of: 1 } }, checkIns: { rejected: 1 }, leaves: { approved: 1 } })
  expect(figures.body.people.total).toBe(figures.body.offices.reduce((sum: number, { total }: any) => sum + total, 0))
  expect(figures.body.alarms.raised).toBe(figures.body.alarms.kinds.reduce((sum: number, { raised }: any) => sum + raised, 0))
  expect(figures.body.positions.reduce((sum: number, { kept }: any) => sum + kept, 0)).toBeGreaterThan(0)
  expect(JSON.stringify(figures.body)).not.toMatch(new RegExp(`${id}|苏日娜`))
  expect((await http('GET', 'regions/150921/supervision-figures', 'far-officer')).status).toBe(404)
  expect((await http('GET', 'regions/150921/supervision-figures?from=2026-05&until=2026-01', OFFICER)).status).toBe(400)

  // The procuratorate reads what was decided, what was refused and who looked: of its own district, nothing of where anybody was, and each look is in the log.
  const overseer = accountOf('procurator')
  await platform.gateway.provision({ id: 'far-procurator' as AccountId, kind: 'staff', grants: [{ role: 'procurator', region: '150922', organisation: null }] })
  await signIn('procurator')
  await signIn('procurator', 'far-procurator' as AccountId)
  const refused = await http('POST', `my-supervision/${id}/leaves`, 'suriina', { ...leave, from: plus(clock.now(), 20 * DAY), until: plus(clock.now(), 22 * DAY) })
  expect((await http('POST', `${at}/leaves/${refused.body.leaveId}/refusal`, OFFICER, { reason: '没有就诊证明', because })).status).toBe(200)
  const { body: decided } = await http('GET', 'regions/150921/supervision-decisions', overseer)
  const ofHers = decided.items.find(({ alarm: kind, superviseeId }: any) => kind === null && superviseeId === id).decisions
  expect(ofHers[0]).toMatchObject({ what: 'leave-refused', about: refused.body.leaveId, by: OFFICER })
  expect(ofHers.map(({ what }: any) => what)).toEqual([
    'leave-refused', 'check-in-rejected', 'check-in-accepted', 'check-ins-planned', 'leave-approved', 'zone-set', 'zone-set', 'zone-approved', 'zone-proposed', 'zone-rejected', 'zone-proposed', 'zone-retired', 'zone-set', 'zone-approved', 'zone-proposed', 'zone-set', 'enrolled',
  ])
  expect(ofHers.filter(({ what }: any) => what === 'zone-approved')).toMatchObject([{ by: OFFICER }, { about: proposed.body.zoneId, by: HEAD }])
  expect(decided.items.find(({ alarm: kind, superviseeId }: any) => kind !== null && superviseeId === id)).toMatchObject({
    alarm: 'check-in-rejected', decisions: [{ what: 'alarm-closed', ground: 'no-breach', by: HEAD }, { what: 'finding-proposed', ground: 'no-breach', by: OFFICER }],
  })
  expect(decided.items.flatMap(({ decisions }: any) => decisions)).toContainEqual(expect.objectContaining({ what: 'positioning-approved', ground: 'left-without-leave', decision: '卓司矫〔2026〕12号', by: HEAD }))
  expect(JSON.stringify(decided)).not.toMatch(/苏日娜|巴特尔|112\.57|没有就诊证明|改由司法所提请|到户核实/)
  expect((await http('POST', `${at}/views`, overseer, { purpose: '季度检察' })).body).toMatchObject({ name: '苏日娜', leaves: [{ phase: 'refused', refusal: '没有就诊证明' }, {}], alarms: [{ closed: { finding: 'no-breach' } }] })
  const { body: looked } = await http('GET', 'regions/150921/supervision-looks', overseer)
  expect(looked.items).toContainEqual(expect.objectContaining({ by: overseer, what: 'look-at-supervisee', about: id, purpose: '季度检察' }))
  expect(looked.items).toContainEqual(expect.objectContaining({ by: OFFICER, what: 'look-at-track', purpose: '核实位置' }))
  expect((await http('GET', 'regions/150921/alarms?open=false', overseer)).body.items).toContainEqual(expect.objectContaining({ closed: expect.objectContaining({ finding: 'no-breach' }) }))
  const shut = await Promise.all([
    http('POST', `${at}/track-views`, overseer, { purpose: '检察', from: clock.now(), until: plus(clock.now(), DAY) }), http('POST', 'regions/150921/position-views', overseer, { purpose: '检察' }),
    http('POST', `${at}/leaves/${refused.body.leaveId}/approval`, overseer, { because }), http('GET', 'regions/150921/supervision-decisions', OFFICER), http('GET', 'regions/150921/supervision-requests', overseer),
    http('GET', 'regions/150921/supervision-decisions', 'far-procurator'), http('GET', 'regions/150921/supervision-looks', 'far-procurator'), http('POST', `${at}/views`, 'far-procurator', { purpose: '检察' }),
  ])
  expect(shut.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 404, 404, 404])

  // What she asks to have forgotten is kept as long as the correction runs.
  await signIn('desk')
  const { person } = (await platform.store.read(`supervisee-${id}`))[0]!.data as { person: string }
  expect((await http('POST', `erasures/${person}/request`, accountOf('desk'), { ground: 'consent-withdrawn', because })).status).toBeLessThan(300)
  expect((await platform.store.read(`erasure-${person}`)).at(-1)).toMatchObject({ type: 'ErasureRefused.v1', data: { rule: expect.stringMatching(/社区矫正期间/) } })

  // Who looked, and what for, is hers to know, and the auditor's.
  await signIn('auditor')
  const looks = await http('GET', `my-supervision/${id}/looks`, 'suriina')
  expect(looks.body.items).toContainEqual(expect.objectContaining({ by: OFFICER, what: 'look-at-supervisee', purpose: '核对区域' }))
  expect((await http('GET', `${at}/looks`, accountOf('auditor'))).body.items.length).toBeGreaterThanOrEqual(looks.body.items.length)
  expect((await http('GET', `my-supervision/${id}/looks`, 'her')).status).toBe(404)
  expect((await http('GET', `audit?person=${overseer}`, accountOf('auditor'))).body.items.map(({ action, purpose }: any) => purpose ?? action))
    .toEqual(expect.arrayContaining(['list-supervision-decisions', 'list-supervision-looks', 'list-alarms', 'look-at-supervisee']))
})
