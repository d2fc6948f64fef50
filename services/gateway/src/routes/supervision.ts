// People in community correction: what officers enrol, approve and look up within their district, and what the person sees and signs.
// Lists name nobody. Whoever opens a file says what for, and that is in the log before anything is shown (社区矫正法 第二十九条: secret,
// and for correction alone).
import {
  BasisEnd, BasisId, CheckId, CorrectionEnd, DecisionNumber, DeviceId, DeviceKind, Instant, line, OrganisationId, PersonId, PositioningGround, RegionCode, Sealed, SentenceKind,
} from '@zhijian/contracts'
import { assert, epochMs, instantAt, type Instant as At } from '@zhijian/kernel'
import { Readable } from 'node:stream'
import type { Datum } from '@zhijian/geometry'
import { recorded } from '@zhijian/operating'
import { describeError } from '@zhijian/runtime'
import { z } from 'zod'
import { Names, Phone, Purpose, reasoned, withReason, WithReason } from '../fields.ts'
import type { Gateway } from '../gateway.ts'
import { createdId } from '../ids.ts'
import { ownSeal, sealed } from '../adapters/document-seal.ts'
import { letterPdf } from '../adapters/letter-pdf.ts'
import { SEALED_BY, sayHow } from '../i18n/letter.zh-CN.ts'
import { letterHash, letterText } from '../letter.ts'
import { ProblemError } from '../problems.ts'
import { DatumField } from '../zone.ts'
import { namesOf } from '../names.ts'
import { done, refused, route, type Answer, type AnyRoute, type Call } from '../route.ts'
import { citizenOfPhone, isCodeOf, phoneOf } from '../sign-in.ts'
import { PageQuery, pageOf, pageSchema } from './lists.ts'
import { outcome } from './outcome.ts'
import { act, common, Done, listOf, MONITOR, One, OVER, placeOf, where } from './supervised.ts'
import { Alarm, AlarmRow, CheckIn, CheckInRow, Hint, Leave, LeaveRow, openAlarm, openCheckIn, openLeave, Transition, Zone, ZoneProposal, ZoneProposalRow, zoneProposalRow, ZoneRow, zoneRow } from './supervised-rows.ts'

const tag = 'supervision'

const Basis = z.object({
  basisId: z.string(), kind: z.enum(['checks', 'positioning']), ground: z.string().nullable(), device: z.string().nullable(), decision: z.string().nullable().describe('number of the approval on paper'),
  from: z.string(), until: z.string().describe('exclusive: from this very instant nothing is taken on it'), by: z.string(), endedAt: z.string().nullable(), end: z.enum(['lapsed', 'not-needed', 'replaced']).nullable(),
})
const Terms = z.object({
  checksPerDay: z.int(), checkMs: z.int(), positioningMonths: z.int(), phoneMayServe: z.boolean(), utcOffsetMs: z.int(), checkInMs: z.int(),
  leave: z.object({ officeDays: z.int(), grantDays: z.int(), cumulatedDays: z.int(), cumulatedMonths: z.int(), reportMs: z.int() }),
})
const Tracking = z.object({ basisId: z.string(), deviceId: z.string(), since: z.string() }).nullable()
const Check = z.object({ checkId: z.string(), basisId: z.string(), openedAt: z.string(), closesAt: z.string() }).nullable()
const shared = {
  superviseeId: z.string(), region: z.string(), office: z.string(), officers: z.array(z.string()), sentence: SentenceKind, from: z.string(), until: z.string(), phase: z.enum(['under-correction', 'over']),
  bases: z.array(Basis), check: Check, end: z.object({
    reason: z.string(), at: z.string(),
    track: z.object({ fixes: z.int().nullable(), digest: z.string().nullable(), at: z.string() }).optional().describe('how many positions were destroyed then, SHA-256 over their digests, and when'),
  }).nullable(),
}
const state = {
  silence: z.object({ rung: z.string(), reason: z.string(), since: z.string() }).nullable(), hints: z.array(Hint),
  checkIns: z.object({ perDay: z.int(), from: z.int(), until: z.int(), way: z.enum(['photo', 'call']), by: z.string(), at: z.string() }).nullable().describe('the plan; its moments are nobody\'s to know'),
  checkIn: z.object({ checkInId: z.string(), number: z.string(), way: z.enum(['photo', 'call']), dueAt: z.string(), at: z.string() }).nullable(),
}
/** As the service's view has it. */
const Document = z.object({
  ...shared, person: z.string(), name: Sealed, terms: Terms, tracking: Tracking, ...state,
  letter: z.object({ text: Sealed, identity: z.string(), device: Sealed, signedAt: z.string() }).nullable(),
  devices: z.array(z.object({ deviceId: z.string(), kind: z.string(), serial: Sealed, boundAt: z.string(), unboundAt: z.string().nullable() })),
})
type Document = z.infer<typeof Document>
const Row = z.object({ ...shared, isLetterSigned: z.boolean(), isTracked: z.boolean() })
const File = z.object({
  ...shared, name: z.string().nullable().describe('null: erased'), terms: Terms, tracking: Tracking,
  letter: z.object({ text: z.string().nullable(), identity: z.string(), device: z.string().nullable(), signedAt: z.string() }).nullable(),
  devices: z.array(z.object({ deviceId: z.string(), kind: z.string(), serial: z.string().nullable(), boundAt: z.string(), unboundAt: z.string().nullable() })), ...state,
  zones: z.array(Zone).describe('all versions, the latest first'), zoneProposals: z.array(ZoneProposal).describe('that reach out of the county: waiting, and decided'), leaves: z.array(Leave), checkInsDone: z.array(CheckIn), transitions: z.array(Transition), alarms: z.array(Alarm), names: Names,
})
const rowOf = ({ letter, tracking, ...document }: Document): z.input<typeof Row> => ({ ...document, isLetterSigned: letter !== null, isTracked: tracking !== null })

const openedLetter = async ({ sealer }: Pick<Gateway, 'sealer'>, letter: NonNullable<Document['letter']>) =>
  ({ ...letter, text: await sealer.openOrNull(letter.text), device: await sealer.openOrNull(letter.device) })
const fileOf = async (call: Call<unknown, unknown, unknown>, document: Document, datum: Datum): Promise<z.input<typeof File>> => {
  const { gateway, gateway: { sealer }, ask } = call
  const { officers, bases, letter, devices, name, superviseeId } = document
  const [zones, proposals, leaves, checkIns, transitions, alarms] = await Promise.all([
    listOf(ask, superviseeId, 'zones', ZoneRow), listOf(ask, superviseeId, 'zone-proposals', ZoneProposalRow), listOf(ask, superviseeId, 'leaves', LeaveRow), listOf(ask, superviseeId, 'check-ins', CheckInRow), listOf(ask, superviseeId, 'transitions', Transition),
    listOf(ask, superviseeId, 'alarms', AlarmRow),
  ])
  const people = [...officers, ...bases.map(({ by }) => by), ...zones.map(({ by }) => by), ...proposals.flatMap(({ by, decidedBy }) => [by, decidedBy]), ...leaves.flatMap(({ decidedBy }) => decidedBy ?? []), ...checkIns.flatMap(({ judgedBy }) => judgedBy ?? []),
    ...alarms.flatMap(({ acknowledgedBy, notes }) => [acknowledgedBy, ...notes.map(({ by }) => by)])]
  return {
    ...document, zones: await Promise.all(zones.map((zone) => zoneRow(gateway, zone, datum))), zoneProposals: await Promise.all(proposals.map((each) => zoneProposalRow(gateway, each, datum))), leaves: await Promise.all(leaves.map((leave) => openLeave(gateway, leave))),
    checkInsDone: checkIns.map(openCheckIn), transitions, alarms: await Promise.all(alarms.map((alarm) => openAlarm(gateway, alarm))), name: await sealer.openOrNull(name), letter: letter === null ? null : await openedLetter(call.gateway, letter),
    devices: await Promise.all(devices.map(async (device) => ({ ...device, serial: await sealer.openOrNull(device.serial) }))), names: await namesOf(call, people),
  }
}

/** `2026年3月1日`, where she lives. */
const dateOf = (at: string, utcOffsetMs: number): string => {
  const [year, month, day] = instantAt(epochMs(at as At) + utcOffsetMs).slice(0, 10).split('-').map(Number)
  return `${year}年${month}月${day}日`
}
/** What she is asked to sign; null: her name is erased. */
const letterFor = async ({ sealer }: Pick<Gateway, 'sealer'>, { name, from, until, terms: { checksPerDay, checkMs, utcOffsetMs } }: Document): Promise<string | null> => {
  const said = await sealer.openOrNull(name)
  // The last day: the end is exclusive.
  const lastMs = epochMs(until as At) - 1
  return said === null ? null : letterText({ name: said, from: dateOf(from, utcOffsetMs), until: dateOf(instantAt(lastMs), utcOffsetMs), checksPerDay, checkMinutes: checkMs / 60_000 })
}
/** As it was signed, on paper and sealed; null: not signed, or erased. */
const letterOnPaper = async (gateway: Gateway, { letter, terms }: Document): Promise<Uint8Array | null> => {
  const opened = letter === null ? null : await openedLetter(gateway, letter)
  if (opened === null || opened.text === null) return null
  const signedAt = instantAt(epochMs(opened.signedAt as At) + terms.utcOffsetMs).slice(0, 19).replace('T', ' ')
  const words = opened.text.split('\n')
  const bureau = gateway.documentSeal ?? null
  const how = sayHow({ signedAt, device: opened.device ?? '', hash: letterHash(opened.text), seal: bureau === null ? null : { ...bureau, isStamped: bureau.stamps !== null } })
  const by = { ...SEALED_BY, ...(bureau === null ? {} : { name: bureau.name }), now: new Date(epochMs(gateway.clock.now())) }
  const pdf = await letterPdf([...words, '', ...how], { title: words[0]!, author: by.name, at: new Date(epochMs(opened.signedAt as At)) })
  if (bureau === null) return sealed(await ownSeal(gateway.secrets, by.name, by.now), pdf, by)
  try {
    assert(bureau.validFrom <= by.now && by.now < bureau.validUntil, 'the certificate of the bureau is in its time')
    return await sealed(bureau.seal, pdf, by, bureau.stamps)
  } catch (error) {
    // A letter that says that it is stamped is not given without its stamp.
    gateway.log?.error('document-not-sealed', describeError(error))
    throw new ProblemError('document-not-sealed')
  }
}
const mine = async ({ ask }: Pick<Call<unknown, unknown, unknown>, 'ask'>): Promise<readonly Document[]> => z.array(Document).parse(await ask(MONITOR, 'my-supervision', {}))

const term = { from: Instant, until: Instant.describe('exclusive') }
const office = { office: OrganisationId, officers: z.array(PersonId).max(20).default([]) }
export const supervisionRoutes: readonly AnyRoute[] = [
  route({
    ...common, id: 'enrol-supervisee', method: 'POST', path: '/supervisees', status: 201,
    summary: { zh: '社区矫正对象入矫登记', en: 'Enrol somebody in community correction: known by the telephone, named under seal, with the term and the place where it is carried out' },
    body: z.strictObject({ phone: Phone, name: line(60), region: RegionCode.refine((code) => code.length >= 6), ...office, sentence: SentenceKind, ...term, ...withReason }),
    response: Done.extend({ superviseeId: z.string() }), refusals: ['supervisee-exists', 'correction-without-length'], resource: ({ body }) => ({ region: body.region }),
    async handle({ gateway, body: { phone, name, ...body }, send, commandId }) {
      const superviseeId = createdId(commandId, 's')
      const person = await citizenOfPhone(gateway, phone)
      return outcome(await send(MONITOR, 'begin-supervision', { superviseeId, person, name: await gateway.sealer.seal(person, name) as never, ...await reasoned(gateway, body) }), { superviseeId })
    },
  }),
  route({
    id: 'list-supervisees', method: 'GET', path: '/regions/:region/supervisees', params: z.strictObject({ region: RegionCode }), tag, status: 200, idempotency: 'none', rate: 'read',
    summary: { zh: '辖区社区矫正对象（不含姓名）', en: 'Those who are supervised in a county, a town or a village, the latest first; nobody is named' },
    query: z.strictObject({ over: z.enum(['true', 'false']).default('false').describe('true: those whose correction is over'), ...PageQuery }),
    response: pageSchema(Row).extend({ total: z.int(), names: Names }), refusals: ['bad-cursor'], resource: ({ params }) => ({ region: params.region }), looks: ({ params }) => params.region,
    async handle(call) {
      const { ask, params, query: { over, ...page } } = call
      const found = pageSchema(Document).extend({ total: z.int() }).parse(await ask(MONITOR, 'supervisees', { region: params.region, phase: over === 'true' ? 'over' : 'under-correction', ...pageOf(page) }))
      return done({ ...found, items: found.items.map(rowOf), names: await namesOf(call, found.items.flatMap(({ officers, bases }) => [...officers, ...bases.map(({ by }) => by)])) })
    },
  }),
  route({
    ...common, id: 'look-at-supervisee', method: 'POST', path: '/supervisees/:supervisee/views', params: One, status: 201,
    summary: { zh: '查阅社区矫正对象档案（先写明目的，查阅本身记录在案）', en: 'Look into somebody\'s file. The purpose is recorded first' },
    body: z.strictObject({ purpose: Purpose, datum: DatumField.default('wgs-84').describe('in which zones are given') }), response: File, refusals: ['no-such-supervisee'], resource: where as never,
    async handle(call) {
      const { gateway, params: { supervisee }, body, caller, actor, ask } = call
      const document = Document.nullable().parse(await ask(MONITOR, 'supervisee', { superviseeId: supervisee }))
      if (document === null) return refused('no-such-supervisee')
      const file = await recorded(gateway, { operation: 'look-at-supervisee', by: caller!.session.accountId, staffId: actor.id, reason: body.purpose, target: supervisee },
        async () => await fileOf(call, document, body.datum) as never) as unknown as z.input<typeof File>
      return done(file)
    },
  }),
  act({
    id: 'assign-justice-office', method: 'PUT', path: '/office', command: 'assign-office', body: z.strictObject({ region: RegionCode.refine((code) => code.length >= 6), ...office, ...withReason }),
    summary: { zh: '指定司法所、工作人员；县内变更执行地', en: 'The office and officers who answer for somebody, and the town where it is carried out: also a transfer within the county' }, refusals: ['region-outside-county'],
  }),
  act({
    id: 'permit-checks', path: '/checks-permitted', command: 'permit-checks', makes: ['basisId', 'b'], body: z.strictObject({ ...term, ...withReason }),
    summary: { zh: '确定信息化核查期限（须已签承诺书）', en: 'Checks now and then, from then until then, on a signed letter' },
    refusals: ['letter-not-signed', 'basis-exists', 'basis-without-length', 'basis-in-the-past', 'basis-beyond-correction', 'basis-overlaps'],
  }),
  act({
    id: 'approve-positioning', path: '/positioning', command: 'approve-positioning', makes: ['basisId', 'b'],
    body: z.strictObject({ ground: PositioningGround, device: DeviceKind, decision: DecisionNumber.describe('number of the approval on paper'), ...term, ...withReason }),
    summary: { zh: '批准使用电子定位装置（社区矫正法第二十九条，县司法局负责人）', en: 'Electronic positioning on one of five grounds, by the head of the county\'s bureau, three months at most; to go on is to approve anew' },
    refusals: ['basis-exists', 'basis-without-length', 'basis-in-the-past', 'basis-beyond-correction', 'basis-too-long', 'basis-overlaps', 'phone-may-not-serve'],
  }),
  act({
    id: 'end-basis', method: 'DELETE', path: '/bases/:basis', command: 'end-basis', params: One.extend({ basis: BasisId }), named: ({ basis }) => ({ basisId: basis }),
    body: z.strictObject({ reason: BasisEnd, ...withReason }), summary: { zh: '解除核查或电子定位', en: 'End a basis before its time: all that stands on it stops at once' }, refusals: ['no-such-basis'],
  }),
  route({
    ...common, id: 'bind-device', method: 'POST', path: '/supervisees/:supervisee/devices', params: One, status: 201,
    summary: { zh: '绑定定位装置', en: 'A device that tells positions; `deviceId` is drawn here and told to the device alone' },
    body: z.strictObject({ kind: DeviceKind, serial: line(80).describe('as printed on it; kept under seal'), ...withReason }), response: Done.extend({ deviceId: z.string() }),
    refusals: [...OVER, 'device-exists'], resource: where as never,
    async handle({ gateway, params: { supervisee }, body: { serial, ...body }, send, commandId }) {
      const place = await placeOf(gateway, supervisee)
      assert(place !== null, 'the resource was found before')
      const deviceId = createdId(commandId, 'd')
      return outcome(await send(MONITOR, 'bind-device', {
        superviseeId: supervisee, deviceId, serial: await gateway.sealer.seal(place.person as PersonId, serial) as never, ...await reasoned(gateway, body),
      }), { deviceId })
    },
  }),
  act({
    id: 'unbind-device', method: 'DELETE', path: '/devices/:device', command: 'unbind-device', params: One.extend({ device: DeviceId }), named: ({ device }) => ({ deviceId: device }), body: WithReason,
    summary: { zh: '解绑定位装置', en: 'A device is taken away; a track of it stops' }, refusals: ['no-such-device'],
  }),
  act({
    id: 'start-tracking', path: '/tracking', command: 'start-tracking', body: z.strictObject({ deviceId: DeviceId, ...withReason }),
    summary: { zh: '开始电子定位（须在批准期限内）', en: 'Begin a track under a live approval; it stops by itself at the very instant that the approval lapses' }, refusals: ['no-basis', 'no-such-device', 'wrong-device'],
  }),
  act({ id: 'stop-tracking', method: 'DELETE', path: '/tracking', command: 'stop-tracking', body: WithReason, summary: { zh: '停止电子定位', en: 'Stop the track' }, refusals: [] }),
  act({
    id: 'open-check', path: '/position-checks', command: 'open-check', makes: ['checkId', 'c'], body: WithReason,
    summary: { zh: '发起信息化核查', en: 'Ask somebody to show that she is there: few a day, for a few minutes each' }, refusals: ['no-basis', 'check-open', 'too-many-checks'],
  }),
  act({
    id: 'end-correction', path: '/end', command: 'end-correction', body: z.strictObject({ reason: CorrectionEnd.exclude(['served']), ...withReason }),
    summary: { zh: '终止社区矫正', en: 'The correction ends before its term: everything that stands on it stops, and the file takes no more' }, refusals: [],
  }),
  route({
    id: 'show-my-supervision', method: 'GET', path: '/my-supervision', tag, query: z.strictObject({ datum: DatumField.default('wgs-84').describe('in which zones are given') }), status: 200, idempotency: 'none', rate: 'read', refusals: [],
    summary: { zh: '我的监管依据、期限和承诺书', en: 'On which ground, and until when, it may be known where one is; the letter to sign, or as it was signed' },
    response: z.object({ items: z.array(z.object({
      ...shared, isTracked: z.boolean(), checkIn: state.checkIn, zones: z.array(Zone).describe('that bind now'), leaves: z.array(Leave),
      toSign: z.object({ text: z.string(), hash: z.string() }).nullable().describe('not signed yet'),
      signed: z.object({ text: z.string().nullable(), signedAt: z.string() }).nullable(),
    })), names: Names }),
    async handle(call) {
      const found = await mine(call)
      const items = await Promise.all(found.map(async (document) => {
        const { letter, tracking, phase } = document
        const text = letter === null && phase !== 'over' ? await letterFor(call.gateway, document) : null
        const signed = letter === null ? null : await openedLetter(call.gateway, letter)
        const [zones, leaves] = await Promise.all([listOf(call.ask, document.superviseeId, 'zones', ZoneRow, true), listOf(call.ask, document.superviseeId, 'leaves', LeaveRow, true)])
        const binding = zones.filter(({ retiredAt }) => retiredAt === null)
        return { ...document, isTracked: tracking !== null, toSign: text === null ? null : { text, hash: letterHash(text) }, signed,
          zones: await Promise.all(binding.map((zone) => zoneRow(call.gateway, zone, call.query.datum))), leaves: await Promise.all(leaves.map((leave) => openLeave(call.gateway, leave))) }
      }))
      return done({ items, names: await namesOf(call, found.flatMap(({ officers, bases }) => [...officers, ...bases.map(({ by }) => by)])) })
    },
  }),
  route({
    ...common, id: 'sign-letter', method: 'POST', path: '/my-supervision/:supervisee/letter', params: One, status: 201,
    summary: { zh: '签署承诺书（手机验证码核实身份）', en: 'Sign the letter: the words by their hash, who signs by a code to her own telephone, the time and the device' },
    body: z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/), code: z.string().regex(/^\d{6}$/) }), response: Done,
    refusals: [...OVER, 'letter-changed', 'identity-not-shown', 'no-phone-on-account'], resource: where as never,
    async handle(call) {
      const { gateway, params: { supervisee }, body: { hash, code }, actor, send, request } = call
      const document = (await mine(call)).find(({ superviseeId }) => superviseeId === supervisee)
      const text = document === undefined ? null : await letterFor(gateway, document)
      if (text === null || letterHash(text) !== hash) return refused('letter-changed')
      if (!await isCodeOf(gateway, await phoneOf(call), code)) return refused('identity-not-shown')
      const device = (request.headers['user-agent'] ?? '').slice(0, 300)
      const letter = { text: await gateway.sealer.seal(actor.id, text), identity: 'phone-code', device: await gateway.sealer.seal(actor.id, device) }
      return outcome(await send(MONITOR, 'sign-letter', { superviseeId: supervisee, letter: letter as never }), {})
    },
  }),
  route({
    ...common, id: 'show-my-letter', method: 'GET', path: '/my-supervision/:supervisee/letter.pdf', params: One, status: 200, idempotency: 'none', rate: 'read', raw: 'file', media: ['application/pdf'],
    summary: { zh: '下载已签承诺书（PDF，带电子签名）', en: 'The letter as it was signed, as a PDF with a signature that a reader checks (PAdES)' }, response: z.any(), refusals: ['letter-not-signed', 'document-not-sealed'], resource: where as never,
    async handle(call): Promise<Answer<Readable>> {
      const document = (await mine(call)).find(({ superviseeId }) => superviseeId === call.params.supervisee)
      const pdf = document === undefined ? null : await letterOnPaper(call.gateway, document)
      if (pdf === null) return refused('letter-not-signed')
      return done(Readable.from([Buffer.from(pdf)], { objectMode: false }), { headers: {
        'content-type': 'application/pdf', 'content-length': String(pdf.length), 'content-disposition': 'attachment; filename="letter.pdf"', 'cache-control': 'no-store', 'content-security-policy': "sandbox; default-src 'none'",
      } })
    },
  }),
  route({
    ...common, id: 'export-letter', method: 'POST', path: '/supervisees/:supervisee/letter/exports', params: One, status: 201,
    summary: { zh: '导出已签承诺书（PDF，先写明目的）', en: 'The same for an officer, base64. The purpose is recorded first' },
    body: z.strictObject({ purpose: Purpose }), response: z.object({ pdf: z.string() }), refusals: ['no-such-supervisee', 'letter-not-signed', 'document-not-sealed'], resource: where as never,
    async handle({ gateway, params: { supervisee }, body, caller, actor, ask }) {
      const document = Document.nullable().parse(await ask(MONITOR, 'supervisee', { superviseeId: supervisee }))
      if (document === null) return refused('no-such-supervisee')
      const pdf = await recorded(gateway, { operation: 'look-at-supervisee', by: caller!.session.accountId, staffId: actor.id, reason: body.purpose, target: supervisee }, async () => {
        const made = await letterOnPaper(gateway, document)
        return made === null ? null : Buffer.from(made).toString('base64')
      }) as unknown as string | null
      return pdf === null ? refused('letter-not-signed') : done({ pdf })
    },
  }),
  route({
    ...common, id: 'answer-check', method: 'POST', path: '/my-supervision/:supervisee/position-checks/:check', params: One.extend({ check: CheckId }), status: 200,
    summary: { zh: '回应信息化核查', en: 'Answer a check that is open' }, response: Done, refusals: [...OVER, 'no-such-check', 'check-closed'], resource: where as never,
    async handle({ params: { supervisee, check }, send }) {
      return outcome(await send(MONITOR, 'answer-check', { superviseeId: supervisee, checkId: check }), {})
    },
  }),
]
