// What people tell the platform, through every door there is, each value one that is nowhere else in the world; and a search that
// finds it again wherever it lies: in whatever form it is written, packed or not, and behind every key that is still there.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { personalMark, type EventFamily, type PersonId, type Sealed } from '@zhijian/contracts'
import type { EventStore, StoredEvent } from '@zhijian/event-store'
import type { BlobStore, Sealer } from '@zhijian/privacy'
import { z } from 'zod'
import { until } from './bounded-timers.ts'
import type { Api, Ask, Reply } from './http.ts'

export interface Canary {
  readonly text: string
  /** Whose it is. */
  readonly of: string
  /** Sealed with the platform's own key: it stays readable to those who may, and lies nowhere in the clear. */
  readonly stays?: true
}

/** Doors are tried as somebody in this role; her who asks signs in by her telephone. */
export interface Doors {
  readonly http: Api
  token(role: 'lawyer' | 'desk' | 'bureau-head' | 'system-admin' | 'security-admin' | 'reviewer'): Promise<string>
  /** A lawyer who is in the tier that is asked first. */
  readonly lawyerId: string
  /** Asks for a code by `send`, and is told it. */
  code(phone: string, send: () => Promise<void>): Promise<string>
  /** A code of WeChat for this openid; absent: this platform is not connected to WeChat. */
  readonly wechat?: (openid: string) => string
  /** An alarm about somebody, which no door raises by itself; absent: none is worked off here. */
  readonly alarm?: (superviseeId: string) => Promise<string>
  /** Buckets of limits are full again. */
  calm(): Promise<void>
  readonly county: string
  readonly village: string
  /** A bureau of the county. */
  readonly organisation: string
}

/** Everything that was planted, by what it is called, and who is who. */
export interface Planted {
  readonly canaries: Readonly<Record<string, Canary>>
  readonly her: { readonly id: string; readonly token: string; readonly phone: string }
  /** Those who are to be forgotten: who asks, one at a window, a lawyer, members of staff entered by hand and by a list. */
  readonly victims: readonly string[]
  readonly consultation: string
  readonly answer: string
}

const word = (n: number): string => `金丝雀${createHash('sha256').update(`canary ${n}`).digest('hex').slice(0, 12)}号`
const phoneOf = (n: number): string => `139${String(70_313_007 + n * 1_733_329).padStart(8, '0').slice(0, 8)}`

/** Plants one in every personal field that people can write to. */
export const plant = async (doors: Doors): Promise<Planted> => {
  const { http, token, lawyerId, county, village, organisation } = doors
  const canaries: Record<string, Canary> = {}
  let serial = 0
  const keep = (name: string, text: string, of: string, stays?: true): string => {
    canaries[name] = { text, of, ...(stays === undefined ? {} : { stays }) }
    return text
  }
  const canary = (name: string, of: string, stays?: true): string => keep(name, word(serial += 1), of, stays)
  const phone = (name: string, of: string): string => keep(name, phoneOf(serial += 1), of)
  const ok = async (path: string, ask: Ask): Promise<Reply['body']> => {
    await doors.calm()
    const reply = await http(path, ask)
    if (reply.status >= 300) throw new Error(`${ask.method ?? 'GET'} ${path}: ${reply.status} ${reply.text}`)
    return reply.body
  }
  const post = (as: string | undefined, body?: unknown, more: Partial<Ask> = {}): Ask => ({ method: 'POST', ...(as === undefined ? {} : { token: as }), ...(body === undefined ? {} : { body }), ...more })
  const send = async (as: string, kind: string, mediaType: string, text: string, more: object = {}, role?: string): Promise<string> => {
    const bytes = new TextEncoder().encode(text)
    const acting = role === undefined ? {} : { role }
    const { id } = await ok('uploads', post(as, { kind, mediaType, bytes: bytes.length, ...more }, acting))
    await ok(`uploads/${id}`, { method: 'PATCH', token: as, raw: new Uint8Array(bytes), headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }, ...acting })
    return (await ok(`uploads/${id}/finish`, post(as, undefined, acting))).file.digest
  }
  const signIn = async (number: string, more: () => Promise<object> = async () => ({})): Promise<{ token: string; accountId: string }> => {
    const code = await doors.code(number, async () => void await ok('auth/phone-codes', post(undefined, { phone: number })))
    return ok('auth/phone-sessions', post(undefined, { phone: number, code, client: 'app', ...await more() }))
  }

  // Somebody asks, with everything that can come with a question.
  const herPhone = phone('AccountOpened.phone', 'her')
  const bind = async (): Promise<object> => {
    if (doors.wechat === undefined) return {}
    const { state } = await ok('auth/wechat-states', post(undefined))
    const openid = keep('WeChatBound.openid', `openid-${createHash('sha256').update('canary openid').digest('hex').slice(0, 16)}`, 'her')
    return { wechatTicket: (await ok('auth/wechat-sessions', post(undefined, { code: doors.wechat(openid), state, client: 'app' }))).ticket }
  }
  const { token: her, accountId: herId } = await signIn(herPhone, bind)
  const file = await send(her, 'document', 'text/plain', `工资条 ${canary('attachment', 'her')} 三月未发\n`)
  const text = `我叫${canary('own name', 'her')}，电话${herPhone}，在工地干活，老板${canary('opponent', 'her')}拖欠三个月工资不给，${canary('ConsultationOpened.text', 'her')}，怎么要回来？`
  await ok('consultations/preview', post(her, { text, names: [canaries['own name']!.text] }))
  await ok('topics/suggestion', post(her, { text: `${canary('suggested', 'her')} 拖欠工资` }))
  const { consultationId } = await ok('consultations', post(her, {
    text, corrected: `有人拖欠工资，${canary('ConsultationOpened.redacted', 'her')}，怎么要回来？`, ownNames: [canaries['own name']!.text], opponents: [canaries['opponent']!.text],
    files: [file], consentBeyondCounty: true, wake: ['in-app'], notice: 1, countyCode: county, villageCode: village,
  }))
  const lawyer = await token('lawyer')
  const { answerId } = await until('the lawyer to be in the tier', async () => {
    await doors.calm()
    const reply = await http(`consultations/${consultationId}/answers`, post(lawyer, { text: `请先到劳动监察大队投诉，保留考勤和转账记录，${canaries['AnswerGiven.text']?.text ?? canary('AnswerGiven.text', 'her')}，必要时申请劳动仲裁。` }))
    if (reply.status === 201) return reply.body
    if (reply.status === 404 || reply.status === 409 || reply.status === 403) return null
    throw new Error(`answer: ${reply.status} ${reply.text}`)
  })
  const more = await send(her, 'document', 'text/plain', `补充 ${canary('attachment of a follow-up', 'her')}\n`)
  await ok(`consultations/${consultationId}/follow-ups`, post(her, { lawyerId, text: `还要准备什么材料？${canary('FollowUpAsked.text', 'her')}`, files: [more] }))
  await ok(`consultations/${consultationId}/replies`, post(lawyer, { text: `带上身份证和工资条。${canary('FollowUpAnswered.text', 'her')}` }))
  await ok(`consultations/${consultationId}/ratings/${lawyerId}`, { method: 'PUT', token: her, body: { stars: 4 } })
  await ok(`consultations/${consultationId}/answers/${answerId}/complaints`, post(her, { text: `太短了，${canary('ReviewOpened.complaint.text', 'her')}` }))
  await ok(`consultations/${consultationId}/answers/${answerId}/complaints`, post(her, { text: `态度也不好，${canary('ReviewCauseAdded.complaint.text', 'her')}`, about: 'lawyer' }))
  await ok(`consultations/${consultationId}/callback`, post(her))
  const { callId } = await ok(`consultations/${consultationId}/calls`, post(her, { lawyerId, device: 'her-tab-000000001', media: 'audio' }))
  await ok(`calls/${callId}/acceptance`, { method: 'PUT', token: lawyer, body: { device: 'his-tab-000000001' } })
  await ok(`calls/${callId}/signals`, post(her, { device: 'her-tab-000000001', signal: { kind: 'offer', peer: 'her-peer-1', to: 'his-peer-1', sdp: `v=0 ${canary('a signal of a call', 'her')}` } }))
  await ok(`calls/${callId}`, { method: 'DELETE', token: her })

  // Somebody comes to a window, and is spoken for.
  const [desk, head] = [await token('desk'), await token('bureau-head')]
  const windowPhone = phone('phone of a window', 'window')
  const { mandateId } = await ok('consultations', post(desk, {
    text: `老人来窗口说：${canary('text at a window', 'window')}，儿子不给赡养费怎么办？`, countyCode: county,
    onBehalf: { phone: windowPhone, mandate: { kind: 'in-person', recordRef: 'window/2026/7', witness: 'signature', relation: `邻居，${canary('MandateGiven.relation', 'window')}` } },
  }, { role: 'desk' }))
  if (mandateId === null) throw new Error('no mandate was recorded')
  const window = await signIn(windowPhone)

  // Whoever was spoken for is in community correction for a while, and signs the letter.
  const { superviseeId } = await ok('supervisees', post(head, {
    phone: windowPhone, name: canary('SupervisionBegan.name', 'window'), region: village, office: organisation, sentence: 'probation', from: '2020-01-01T00:00:00.000Z', until: '2099-01-01T00:00:00.000Z', because: '接收法律文书',
  }, { role: 'bureau-head' }))
  await ok(`supervisees/${superviseeId}/devices`, post(head, { kind: 'phone', serial: canary('DeviceBound.serial', 'window'), because: '登记本人手机' }, { role: 'bureau-head' }))
  // Looked for without calm: each look would take a second of a clock that is set, and sessions of staff end.
  const letter = await until('the letter', async () => (await http('my-supervision', { token: window.token })).body.items?.[0]?.toSign ?? null)
  const signed = await doors.code(windowPhone, async () => void await ok('my-data/identity-codes', post(window.token)))
  const device = keep('LetterSigned.letter.device', `device-${createHash('sha256').update('canary device').digest('hex').slice(0, 16)}`, 'window')
  await ok(`my-supervision/${superviseeId}/letter`, post(window.token, { hash: letter.hash, code: signed }, { headers: { 'user-agent': device } }))
  await ok(`supervisees/${superviseeId}/views`, post(head, { purpose: '月度走访前了解情况' }, { role: 'bureau-head' }))
  // Where she says she is while a check is open: digits that no other place has.
  await ok(`supervisees/${superviseeId}/checks-permitted`, post(head, { from: '2020-01-01T00:00:00.000Z', until: '2098-01-01T00:00:00.000Z', because: '本人已签承诺书' }, { role: 'bureau-head' }))
  await ok(`supervisees/${superviseeId}/position-checks`, post(head, { because: '核查' }, { role: 'bureau-head' }))
  const check = await until('the check', async () => (await http('my-supervision', { token: window.token })).body.items?.[0]?.check ?? null)
  const [lng, lat] = [Number(keep('a position, to the east', '112.579876', 'window')), Number(keep('a position, to the north', '40.891234', 'window'))]
  const taken = await ok(`my-supervision/${superviseeId}/positions`, post(window.token, { fixes: [{ at: check.openedAt, lng, lat, errorM: 8 }] }))
  if (taken.kept !== 1) throw new Error(`positions: ${JSON.stringify(taken)}`)
  // Where she has to be, leave she asked for, and what was found about her.
  const circle = { kind: 'circle', centre: [112.57, 40.89], radiusM: 3000 }
  const acting = { role: 'bureau-head' }
  const bounds = { type: 'Polygon', coordinates: [[[112, 40], [113.4, 40], [113.4, 41.5], [112, 41.5], [112, 40]]] }
  await ok(`divisions/${county}/boundary`, { method: 'PUT', token: head, ...acting, body: { geojson: JSON.stringify(bounds), datum: 'wgs-84', source: '自然资源局 2026-03', because: '按测绘成果' } })
  await ok(`supervisees/${superviseeId}/zones`, post(head, { label: canary('ZoneSet.content', 'window'), kind: 'allowed', geometry: circle, because: '按裁定书' }, acting))
  const { proposalId } = await ok(`supervisees/${superviseeId}/zone-proposals`, post(head, {
    label: canary('ZoneProposed.content', 'window'), kind: 'forbidden', datum: 'wgs-84', geometry: { kind: 'circle', centre: [114, 40.9], radiusM: 300 }, because: '按裁定书',
  }, acting))
  await ok(`supervisees/${superviseeId}/zone-proposals/${proposalId}`, { method: 'DELETE', token: head, ...acting, body: { reason: canary('ZoneProposalRejected.reason', 'window') } })
  const leave = async (n: string) => (await ok(`my-supervision/${superviseeId}/leaves`, post(window.token, {
    cause: 'medical', from: '2098-01-01T00:00:00.000Z', until: '2098-01-02T00:00:00.000Z', reason: canary(`LeaveRequested.reason${n}`, 'window'), destination: canary(`LeaveRequested.destination${n}`, 'window'),
  }))).leaveId
  await ok(`supervisees/${superviseeId}/leaves/${await leave('')}/approval`, post(head, { area: { label: canary('LeaveApproved.area', 'window'), geometry: circle }, because: '材料齐全' }, acting))
  await ok(`supervisees/${superviseeId}/leaves/${await leave(' again')}/refusal`, post(head, { reason: canary('LeaveRefused.reason', 'window'), because: '时间冲突' }, acting))
  if (doors.alarm !== undefined) {
    const alarm = `alarms/${await doors.alarm(superviseeId)}`
    await ok(`${alarm}/acknowledgement`, post(head, {}, acting))
    await ok(`${alarm}/finding`, post(head, { finding: 'no-breach', note: canary('AlarmFindingProposed.note', 'window') }, acting))
    await ok(`${alarm}/finding`, { method: 'DELETE', token: head, ...acting, body: { note: canary('AlarmFindingDeclined.note', 'window') } })
  }
  await ok(`supervisees/${superviseeId}/end`, post(head, { reason: 'moved', because: '执行地变更' }, { role: 'bureau-head' }))

  // The register of lawyers, and the staff: by hand, and by lists.
  const profile = { name: '钱一鸣', firm: '示范律师事务所', kind: 'social', region: '15', county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true }
  await ok('lawyers', post(head, { lawyerId: 'canary-lawyer', licence: '11501201910009901', profile, phone: phone('LawyerRegistered.phone', 'lawyer'), checkValidUntil: null, because: '按名册办理' }, { role: 'bureau-head' }))
  await ok('lawyers/canary-lawyer/phone', { method: 'PUT', token: head, role: 'bureau-head', body: { phone: phone('LawyerPhoneChanged.phone', 'lawyer'), because: '按名册办理' } })
  await ok('lawyers/canary-lawyer/suspension', post(head, { until: null, reason: 'complaint', because: `有人反映，${canary('a reason', 'nobody', true)}` }, { role: 'bureau-head' }))
  await ok('staff/canary-staff', { method: 'PUT', token: head, role: 'bureau-head', body: { name: canary('StaffAdded.name', 'staff'), phone: phone('StaffAdded.phone', 'staff'), because: '按名册办理' } })
  await ok('staff/canary-staff/details', { method: 'PUT', token: head, role: 'bureau-head', body: { name: canary('StaffDetailsChanged.name', 'staff'), phone: phone('StaffDetailsChanged.phone', 'staff'), because: '按名册办理' } })
  const system = await token('system-admin')
  await ok('accounts', post(system, { id: 'canary-account', kind: 'staff', phone: phone('phone of an account', 'account'), name: canary('AccountOpened.name', 'account'), because: '按名册办理' }, { role: 'system-admin' }))
  const list = `姓名,手机,单位编号,岗位,范围代码,任期至\n${canary('name of a list', 'listed')},${phone('phone of a list', 'listed')},${organisation},审核员,${county},\n`
  const { people } = await ok('staff/imports', post(head, { file: await send(head, 'document', 'text/csv', list, {}, 'bureau-head'), dryRun: false, because: '按名册办理' }, { role: 'bureau-head' }))

  // She asks to be forgotten, is told why not yet, and asks again.
  const want = async (): Promise<void> => {
    const code = await doors.code(herPhone, async () => void await ok('my-data/identity-codes', post(her)))
    await ok('my-data/erasure', post(her, { code }))
  }
  await want()
  await ok(`erasures/${herId}/refusal`, post(await token('desk'), { reason: 'matter-open', explanation: `您的咨询还没有结束，${canary('ErasureDeclined.explanation', 'her')}` }, { role: 'desk' }))
  await want()
  return {
    canaries, her: { id: herId, token: her, phone: herPhone }, consultation: consultationId, answer: answerId,
    victims: [herId, window.accountId, 'canary-lawyer', 'canary-staff', 'canary-account', people[0].personId],
  }
}

// Which fields there are -------------------------------------------------------------------------------------------------

/** Every personal field of every event: `ReviewOpened.complaint.text`. */
export const personalFields = (families: readonly EventFamily[]): readonly string[] => families.flatMap((family) => family.names.flatMap((name) => {
  const found: string[] = []
  const schema = z.toJSONSchema(family.schemaOf(name), {
    target: 'draft-7', unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      if (personalMark(zodSchema as unknown as z.ZodType) !== null) Object.assign(jsonSchema, { 'x-personal': true })
    },
  })
  const walk = (node: unknown, path: readonly string[]): void => {
    if (typeof node !== 'object' || node === null) return
    if ('x-personal' in node) return void found.push([name, ...path.slice(1)].join('.'))
    for (const [key, inner] of Object.entries(node)) {
      if (key === 'properties') for (const [property, value] of Object.entries(inner as object)) walk(value, [...path, property])
      else if (key === 'items') walk(inner, path)
      else if (Array.isArray(inner)) for (const each of inner) walk(each, path)
    }
  }
  walk(schema, [])
  return [...new Set(found)]
}))

/** Sealed values of an event, by the field they stand in. */
export const sealedOf = ({ type, data }: Pick<StoredEvent, 'type' | 'data'>): readonly (readonly [field: string, value: Sealed])[] => {
  const found: (readonly [string, Sealed])[] = []
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return
    if ('box' in value && 'commitment' in value) return void found.push([path, value as unknown as Sealed])
    for (const [key, inner] of Object.entries(value)) walk(inner, Array.isArray(value) ? path : `${path}.${key}`)
  }
  walk(data, type.slice(0, type.lastIndexOf('.v')))
  return found
}

// The search -------------------------------------------------------------------------------------------------------------

/** As text is written: in several encodings, escaped for JSON and addresses, in base64 wherever in its groups of three it begins, in hex. */
export const formsOf = (secret: string | Uint8Array): readonly Buffer[] => {
  const texts = typeof secret === 'string' ? [Buffer.from(secret), Buffer.from(secret, 'utf16le'), Buffer.from(secret, 'utf16le').swap16()] : [Buffer.from(secret)]
  const shifted = texts.slice(0, 1).flatMap((bytes) => [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').replaceAll('=', '')
    // What the bytes before and after have a share in is left out.
    return whole.slice(shift === 0 ? 0 : shift + 1, Math.floor((shift + bytes.length) / 3) * 4)
  }))
  const written = typeof secret === 'string' && /[^\x20-\x7e]/.test(secret)
    ? [encodeURIComponent(secret), [...secret].map((letter) => (letter.charCodeAt(0) < 0x80 ? letter : `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)).join('')] : []
  return [...texts, ...[...shifted, ...shifted.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')), ...written, texts[0]!.toString('hex')].map((text) => Buffer.from(text))]
}

const FLUSH = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 * 1024 * 1024 }
const tried = (unpack: () => Buffer): Buffer | null => {
  try {
    const out = unpack()
    return out.length > 0 ? out : null
  } catch {
    return null
  }
}
const GZIP = Buffer.from([0x1f, 0x8b, 0x08])
const ZIP = Buffer.from('504b0304', 'hex')
const placesOf = (bytes: Buffer, mark: Buffer): readonly number[] => {
  const found: number[] = []
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) found.push(at)
  return found
}
/** All that is packed in it, wherever it begins. */
const unpacked = (bytes: Buffer): readonly Buffer[] => [
  ...placesOf(bytes, GZIP).map((at) => tried(() => gunzipSync(bytes.subarray(at), FLUSH))),
  ...[0x01, 0x5e, 0x9c, 0xda].flatMap((level) => placesOf(bytes, Buffer.from([0x78, level]))).map((at) => tried(() => inflateSync(bytes.subarray(at), FLUSH))),
  ...placesOf(bytes, ZIP).map((at) => tried(() => inflateRawSync(bytes.subarray(at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)), FLUSH))),
  ...(bytes.length < 1024 * 1024 ? [tried(() => brotliDecompressSync(bytes, FLUSH))] : []),
].filter((each) => each !== null)

export const filesUnder = (folder: string): readonly string[] => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))

export interface Haystack {
  readonly name: string
  bytes(): Buffer
}
export const hayOf = (folder: string, besides: (file: string) => boolean = () => false): readonly Haystack[] =>
  filesUnder(folder).filter((file) => !besides(file)).map((file) => ({
    name: file,
    bytes() {
      try {
        return readFileSync(file)
      } catch {
        // Temporary files of a database come and go.
        return Buffer.alloc(0)
      }
    },
  }))

/** @returns what was found where; nothing is what is hoped for */
export const findings = (hay: readonly Haystack[], needles: Readonly<Record<string, string | Uint8Array>>): readonly string[] => {
  const forms = Object.entries(needles).map(([name, secret]) => [name, formsOf(secret)] as const)
  return hay.flatMap(({ name, bytes }) => {
    const raw = bytes()
    return [raw, ...unpacked(raw)].flatMap((content, packed) => forms
      .filter(([, each]) => each.some((form) => form.length > 0 && content.includes(form)))
      .map(([needle]) => `${needle} in ${name}${packed === 0 ? '' : ', packed'}`))
  })
}

// What keys still open -----------------------------------------------------------------------------------------------------

export const eventsOf = async (store: Pick<EventStore, 'streams' | 'read'>, families: readonly EventFamily[]): Promise<readonly StoredEvent[]> => {
  const events: StoredEvent[] = []
  for (const { category } of families) for (const stream of await store.streams(category)) events.push(...await store.read(stream))
  return events
}

export interface Kept {
  readonly store: Pick<EventStore, 'streams' | 'read'>
  readonly sealer: Pick<Sealer, 'openOrNull'>
  readonly blobs: Pick<BlobStore, 'get'>
  readonly keyringFile: string
  readonly blobsFolder: string
}
/** All that any key that is left opens: of the log, and of files, whoever's they are. */
export const behindKeys = async ({ store, sealer, blobs, keyringFile, blobsFolder }: Kept, families: readonly EventFamily[]): Promise<readonly Haystack[]> => {
  const texts: string[] = []
  for (const event of await eventsOf(store, families)) for (const [, sealed] of sealedOf(event)) texts.push(await sealer.openOrNull(sealed) ?? '')
  const people = keysIn(keyringFile).map(({ person }) => person)
  const files: Buffer[] = []
  for (const file of filesUnder(blobsFolder).filter((each) => each.includes('/sealed/'))) {
    const ref = { digest: file.slice(-64), bytes: 0, mediaType: '' }
    for (const person of people) files.push(await blobs.get(person, ref).then((bytes) => Buffer.from(bytes), () => Buffer.alloc(0)))
  }
  return [{ name: 'what keys open of the log', bytes: () => Buffer.from(texts.join('\n')) }, { name: 'what keys open of files', bytes: () => Buffer.concat(files) }]
}

/** As they lie there. */
export const keysIn = (keyringFile: string): readonly { readonly person: PersonId; readonly wrapped: Uint8Array }[] => {
  const db = new DatabaseSync(keyringFile, { readOnly: true, timeout: 5000 })
  try {
    return db.prepare('select person, wrapped from keys').all() as unknown as { person: PersonId; wrapped: Uint8Array }[]
  } finally {
    db.close()
  }
}
