// The bureau's own matters: what it promises, who its lawyers are, what a month was like.
import {
  CheckFailure, ConsultationId, Counsel, CounselId, CountyCode, DeregistrationGround, Explanation, Instant, LawyerId, LawyerProfile, Licence,
  Policy, PolicyHash, PolicyVersion,
  RosterId, Shift, ShiftId, SuspensionGround, TopicCode, WaveRules, line,
} from '@zhijian/contracts'
import { assert, days, epochMs, instantAt, type JsonObject } from '@zhijian/kernel'
import type { ImportPlan } from '@zhijian/tabular'
import { z } from 'zod'
import { Names, Phone, reasoned, Receipt, WithReason, withReason, withRemark } from '../fields.ts'
import { personOf } from '../ids.ts'
import { isOfTheirProvince, placeOf } from '../lawyer-place.ts'
import { namesOf } from '../names.ts'
import { lawyerCards } from '../opening.ts'
import { covers, regionsOf } from '../policy.ts'
import { done, refused, route, type AnyRoute, type Call, type Resource } from '../route.ts'
import { matchSentence } from '../topic-view.ts'
import { lawyerBeyondReach, ImportBody, importFile, ImportReport, IMPORT_REFUSALS } from './imports.ts'
import { PageQuery, pageOf, pageSchema } from './lists.ts'
import { outcome } from './outcome.ts'
import { consultationResource, conversationOf, ownReach } from './resources.ts'

const tag = 'bureau'
const ROUTER = 'consult-router'
const POOL = 'lawyer-pool'
const Done = z.object({ receipt: Receipt })
const command = { tag, idempotency: 'key', rate: 'write', status: 200 } as const
const list = { tag, method: 'GET', status: 200, idempotency: 'none', rate: 'read' } as const
const County = z.strictObject({ county: CountyCode })
const inCounty = (call: { params: { county: string } }): Resource => ({ region: call.params.county })
const Lawyer = z.strictObject({ lawyer: LawyerId })
const POLICY_BYTES = 128 * 1024

const Card = z.object({
  lawyerId: z.string(), licence: z.string(), name: z.string(), firm: z.string(), kind: z.string(), region: z.string(),
  county: z.string().nullable(),
  specialties: z.array(z.string()), enterprise: z.boolean(), languages: z.array(z.string()), nationwide: z.boolean(),
  isActive: z.boolean(), isSimulated: z.boolean(),
  counselOf: z.array(z.object({ county: z.string(), villages: z.array(z.string()), until: z.string().nullable() })),
  /** For those who keep the register, and for the lawyer himself. */
  phase: z.string().optional(), inactive: z.string().nullable().optional(), isAvailable: z.boolean().optional(),
  quiet: z.object({ from: z.int(), to: z.int() }).nullable().optional(), barredUntil: z.string().nullable().optional(),
  conflicts: z.int().optional(), hasPhone: z.boolean().optional(), registeredAt: z.string().optional(),
  check: z.looseObject({ kind: z.enum(['missing', 'valid', 'failed', 'expired']), until: z.string().optional() }).optional(),
  suspended: z.object({ until: z.string().nullable() }).nullable().optional(),
  appointments: z.array(z.object(Counsel.shape)).optional(),
})

const ShiftRow = z.looseObject({
  shiftId: z.string(), rosterId: z.string(), post: z.string(), startsAt: z.string(), endsAt: z.string(), capacity: z.int(), languages: z.array(z.string()),
  phase: z.enum(['open', 'ended', 'cancelled']), lawyers: z.array(z.string()), missedBy: z.array(z.string()),
})
const TRIAL_WITHIN_MS = 60_000
const Interval = z.object({ low: z.number(), median: z.number(), high: z.number() }).describe('5th percentile, median, 95th percentile over the draws')
const figures = <Value extends z.ZodType>(value: Value) => z.object({ keptPercent: value, firstAnswerMs: value, quorumPercent: value, told: value })
const Trial = z.object({
  cases: z.int(), seeds: z.int().describe('draws'), since: z.string().nullable().describe('there were more questions than can be tried: only those since then were'),
  was: figures(z.number()), would: figures(Interval),
  turned: z.array(z.object({ was: z.string(), would: z.string() })).describe('questions whose promise fares otherwise in at least half of the draws'),
  asking: z.array(z.object({ scope: z.string(), was: z.number(), would: Interval, anew: Interval, imagined: Interval })).describe('told per question'),
  loads: z.array(z.object({ lawyerId: z.string(), was: z.int(), would: z.number() })).describe('lawyers for whom it changes most: in how many questions they were told'),
  learnt: z.record(z.string(), z.object({ told: z.int(), answered: z.int() })), unknownTiers: z.int(), unlike: z.int().describe('questions that do not come out as they did even under their own rules'),
  names: Names,
})

/** Who answers for a version. */
const By = z.looseObject({ proposedBy: z.string(), confirmedBy: z.string().optional() })

/** Nobody reads ids. */
const namesOnDuty = async (call: Pick<Call<unknown, unknown, unknown>, 'ask'>, shifts: readonly z.infer<typeof ShiftRow>[]): Promise<z.infer<typeof Names>> => {
  const cards = await lawyerCards(call, [...new Set(shifts.flatMap(({ lawyers, missedBy }) => [...lawyers, ...missedBy]))] as LawyerId[])
  return Object.fromEntries([...cards.values()].map(({ lawyerId, name }) => [lawyerId, name ?? lawyerId]))
}

/** Where the lawyer lies whose standing is asked about or changed. */
export const ofRegister = async (call: Call<{ lawyer: string }, unknown, unknown>): Promise<Resource | null> => {
  const card = Card.nullable().parse(await call.ask(POOL, 'lawyer', { lawyerId: call.params.lawyer }))
  if (card === null) return null
  return { region: placeOf(call.scopes, card) }
}

/** An appointment lies in the county whose counsel it makes, and is given and ended from within it; any lawyer of the province may be appointed. */
const inItsCounty = async (call: Call<{ lawyer: string }, unknown, unknown>, county: string): Promise<Resource | null> => {
  const card = Card.nullable().parse(await call.ask(POOL, 'lawyer', { lawyerId: call.params.lawyer }))
  if (card === null) return null
  return { region: isOfTheirProvince(call.scopes, card) || card.counselOf.some((each) => covers(call.scopes, each.county)) ? county : card.county ?? card.region }
}
const ofAppointment = async (call: Call<{ lawyer: string; appointment: string }, unknown, unknown>): Promise<Resource | null> => {
  const card = Card.nullable().parse(await call.ask(POOL, 'lawyer', { lawyerId: call.params.lawyer }))
  const held = card?.appointments?.find(({ appointmentId }) => appointmentId === call.params.appointment)
  return held === undefined ? ofRegister(call) : inItsCounty(call, held.county)
}

const onLawyer = <B extends z.ZodType>(definition: {
  readonly id: AnyRoute['id']; readonly method: AnyRoute['method']; readonly path: string; readonly command: string; readonly summary: AnyRoute['summary']
  readonly body?: B; readonly refusals?: readonly string[]; readonly resource?: AnyRoute['resource']
}): AnyRoute => {
  const { command: name, refusals = [], body, resource = ofRegister, ...rest } = definition
  return route({
    ...command, ...rest, params: Lawyer, response: Done, refusals: ['no-such-lawyer', 'lawyer-deregistered', ...refusals],
    resource: resource as never,
    ...(body === undefined ? {} : { body: body as z.ZodType }),
    async handle(call: Call<{ lawyer: string }, unknown, unknown>) {
      return outcome(await call.send(POOL, name,
        { lawyerId: call.params.lawyer, ...await reasoned(call.gateway, call.body as { because?: string } | undefined ?? {}) }), {})
    },
  } as never)
}

export const bureauRoutes: readonly AnyRoute[] = [
  route({
    ...list, id: 'show-policies', path: '/counties/:county/policies', params: County,
    summary: { zh: '服务承诺方案', en: 'What the county promises: the proposal, confirmed versions, the default' },
    response: z.object({ countyCode: z.string(), proposal: z.any().nullable(), confirmed: z.array(z.any()),
      withdrawn: z.array(z.any()), default: z.any(), names: Names }),
    refusals: [], resource: inCounty,
    async handle(call) {
      const found = z.looseObject({ proposal: By.nullable(), confirmed: z.array(By) }).parse(await call.ask(ROUTER, 'policies', { countyCode: call.params.county }))
      const names = await namesOf(call, [found.proposal, ...found.confirmed].flatMap((each) => [each?.proposedBy, each?.confirmedBy]))
      return done({ ...found, names } as never)
    },
  }),
  route({
    ...command, id: 'propose-policy', method: 'POST', path: '/counties/:county/policies', params: County, status: 201,
    summary: { zh: '提出方案', en: 'Propose another policy; a second person confirms it; it reaches new questions only' },
    body: z.strictObject({ policy: Policy, effectiveFrom: Instant.nullable().default(null), ...withReason }), bodyLimit: POLICY_BYTES,
    response: Done,
    refusals: ['another-proposal-waits', 'wrong-county', 'begins-before-the-last', 'tiers-narrow', 'county-not-served', 'no-such-division'],
    resource: inCounty,
    async handle({ gateway, send, params, body }) {
      return outcome(await send(ROUTER, 'propose-policy', { countyCode: params.county, ...await reasoned(gateway, body) }), {})
    },
  }),
  route({
    tag, id: 'try-policy', method: 'POST', path: '/counties/:county/policy-trials', params: County, status: 200, idempotency: 'none', rate: 'write',
    summary: {
      zh: '试算方案（换一套时限、人数、批次、律师，过去的咨询会怎样）',
      en: 'What a policy, other waves or another pool would have made of the county’s last questions: how the promise would have fared and who would have been asked, over many draws of what nobody can know. Takes up to a minute; changes nothing',
    },
    body: z.strictObject({ policy: Policy, waves: WaveRules.nullable().default(null).describe('beyond the county: up to which rank, how long after the tier opened'), poolPercent: z.int().min(10).max(300).default(100), days: z.int().min(1).max(92).default(30).describe('questions of so many days back') }),
    bodyLimit: POLICY_BYTES, response: Trial, refusals: [], resource: inCounty, looks: ({ params }) => params.county,
    async handle({ gateway, actor, ask, params, body: { days: back, ...rules } }) {
      const from = instantAt(epochMs(gateway.clock.now()) - days(back))
      const made = Trial.omit({ names: true }).parse(await gateway.ask(ROUTER, 'what-if', { countyCode: params.county, from, ...rules } as JsonObject, actor, undefined, TRIAL_WITHIN_MS))
      const cards = await lawyerCards({ ask }, made.loads.map(({ lawyerId }) => lawyerId as LawyerId))
      return done({ ...made, names: Object.fromEntries([...cards.values()].map(({ lawyerId, name }) => [lawyerId, name ?? lawyerId])) })
    },
  }),
  route({
    ...command, id: 'confirm-policy', method: 'POST', path: '/counties/:county/policies/:version/confirmation',
    params: County.extend({ version: z.string().regex(/^\d{1,6}$/).transform(Number).pipe(PolicyVersion) }),
    summary: { zh: '确认方案（须另一人）', en: 'Confirm a proposal, naming the text that was read by its hash' },
    body: z.strictObject({ policyHash: PolicyHash, ...withReason }), response: Done,
    refusals: ['no-such-proposal', 'same-person', 'other-text', 'tiers-narrow'], resource: inCounty,
    async handle({ gateway, send, params, body }) {
      return outcome(await send(ROUTER, 'confirm-policy',
        { countyCode: params.county, version: params.version, ...await reasoned(gateway, body) }), {})
    },
  }),
  route({
    ...command, id: 'withdraw-policy', method: 'DELETE', path: '/counties/:county/policies/:version',
    params: County.extend({ version: z.string().regex(/^\d{1,6}$/).transform(Number).pipe(PolicyVersion) }),
    summary: { zh: '撤回方案', en: 'Take a proposal back' }, body: WithReason, response: Done, refusals: ['no-such-proposal', 'already-in-force'],
    resource: inCounty,
    async handle({ gateway, send, params, body }) {
      return outcome(await send(ROUTER, 'withdraw-policy',
        { countyCode: params.county, version: params.version, ...await reasoned(gateway, body) }), {})
    },
  }),
  route({
    ...list, id: 'show-report', path: '/counties/:county/reports/:month',
    params: County.extend({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }),
    summary: { zh: '月报', en: 'A month in numbers' }, response: z.looseObject({ countyCode: z.string(), month: z.string() }),
    refusals: [], resource: inCounty,
    async handle({ ask, params }) {
      return done(await ask(ROUTER, 'monthly-report', { countyCode: params.county, month: params.month }) as never)
    },
  }),
  route({
    ...list, id: 'search-lawyers', path: '/lawyers',
    summary: { zh: '查找律师', en: 'Lawyers of the register by whatever is given, all of it together; `words`: a part of name or firm, the beginning of a licence' },
    query: z.strictObject({ words: line(80).optional(), name: line(40).optional(), licence: z.string().regex(/^\d{1,17}$/).optional(),
      firm: line(80).optional(), region: z.string().regex(/^\d{2,6}$/).optional(), specialty: TopicCode.optional(),
      county: CountyCode.optional().describe('counsel of this county'),
      standing: z.enum(['active', 'suspended', 'check-missing', 'check-failed', 'check-expired', 'deregistered']).optional()
        .describe('other than active: for those who keep the register'),
      sort: z.enum(['name', 'firm', 'licence', 'region']).default('name'), ...PageQuery }),
    response: pageSchema(Card).extend({ total: z.int() }), refusals: ['bad-cursor'],
    async handle({ ask, query: { cursor, limit, ...wanted } }) {
      return done(await ask(POOL, 'search', { ...wanted, ...pageOf({ cursor, limit }) }) as never)
    },
  }),
  route({
    ...list, id: 'show-lawyer', path: '/lawyers/:lawyer', params: Lawyer,
    summary: { zh: '律师名片', en: 'A lawyer: what is public, and more for the register and himself' },
    response: Card, refusals: ['no-such-lawyer'],
    async handle({ ask, params }) {
      const card = await ask(POOL, 'lawyer', { lawyerId: params.lawyer })
      return card === null ? refused('no-such-lawyer') : done(card as never)
    },
  }),
  route({
    ...command, id: 'register-lawyer', method: 'POST', path: '/lawyers', status: 201,
    summary: { zh: '登记律师', en: 'Register a lawyer' },
    body: z.strictObject({ lawyerId: LawyerId, licence: Licence, profile: z.strictObject(LawyerProfile.shape),
      phone: Phone.optional(), checkValidUntil: Instant.nullable().default(null), ...withReason }),
    response: z.object({ lawyerId: LawyerId, receipt: Receipt }),
    refusals: ['lawyer-exists', 'licence-taken', 'simulated-in-live-store', 'no-such-division'],
    resource: (call) => {
      const { region: where, county } = call.body.profile
      const own = regionsOf(call.scopes)?.[0]
      return { region: own !== undefined && isOfTheirProvince(call.scopes, { region: where }) ? own : county ?? where }
    },
    async handle({ gateway, body: { phone, ...body }, send }) {
      const sealed = phone === undefined ? null : await gateway.sealer.seal(personOf(body.lawyerId as never), phone)
      return outcome(await send(POOL, 'register-lawyer', { ...await reasoned(gateway, body), phone: sealed as JsonObject | null }),
        { lawyerId: body.lawyerId }, { location: `/api/v1/lawyers/${body.lawyerId}` })
    },
  }),
  route({
    ...command, id: 'import-lawyers', method: 'POST', path: '/lawyers/imports', rate: 'upload',
    summary: { zh: '导入律师名册（CSV、XLSX）',
      en: 'Take in a register from an uploaded file; every row that cannot be taken is reported. Repeat it after a break: nothing is done twice' },
    body: ImportBody, response: ImportReport, refusals: IMPORT_REFUSALS,
    resource: ownReach,
    handle: (call) => importFile(call, async ({ person, ref }, from) =>
      await call.ask(POOL, 'plan-import', { person, blob: { ...ref }, from }) as unknown as ImportPlan, lawyerBeyondReach(call)),
  }),
  route({
    ...list, id: 'show-import-template', path: '/imports/:register/template',
    params: z.strictObject({ register: z.enum(['lawyers', 'staff', 'divisions']) }), response: z.string(), raw: 'file', media: ['text/csv'], refusals: [],
    summary: { zh: '名册的空表（CSV，含一行示例）', en: 'A table to fill in: headings and one invented row, as CSV' },
    async handle({ ask, params: { register } }) {
      const { csv } = z.object({ csv: z.string() }).parse(register === 'lawyers' ? await ask(POOL, 'import-template', {})
        : await ask('directory', 'import-template', { register }))
      return done(csv, { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${register}.csv"` } })
    },
  }),
  onLawyer({ id: 'change-lawyer-profile', method: 'PUT', path: '/lawyers/:lawyer/profile', command: 'change-lawyer-profile',
    body: z.strictObject({ profile: z.strictObject(LawyerProfile.shape), ...withReason }), refusals: ['no-such-division'],
    summary: { zh: '修改律师信息', en: 'Change what a lawyer is asked for' } }),
  route({
    ...command, id: 'change-lawyer-phone', method: 'PUT', path: '/lawyers/:lawyer/phone', params: Lawyer,
    summary: { zh: '修改律师手机号', en: 'Another number at which a lawyer is told of questions; null: none' },
    body: z.strictObject({ phone: Phone.nullable(), ...withReason }), response: Done, refusals: ['no-such-lawyer', 'lawyer-deregistered'],
    resource: ofRegister as never,
    async handle({ gateway, params, body: { phone, because }, send }) {
      const sealed = phone === null ? null : await gateway.sealer.seal(personOf(params.lawyer as never), phone)
      return outcome(await send(POOL, 'change-lawyer-phone', { lawyerId: params.lawyer, phone: sealed as JsonObject | null, ...await reasoned(gateway, { because }) }), {})
    },
  }),
  onLawyer({ id: 'suspend-lawyer', method: 'POST', path: '/lawyers/:lawyer/suspension', command: 'suspend-lawyer',
    body: z.strictObject({ until: Instant.nullable().default(null), reason: SuspensionGround, ...withRemark }),
    summary: { zh: '停止接单', en: 'Suspend a lawyer' } }),
  onLawyer({ id: 'reinstate-lawyer', method: 'DELETE', path: '/lawyers/:lawyer/suspension', command: 'reinstate-lawyer', body: WithReason,
    summary: { zh: '恢复接单', en: 'Reinstate him' } }),
  onLawyer({ id: 'appoint-counsel', method: 'POST', path: '/lawyers/:lawyer/appointments', command: 'appoint-counsel',
    body: z.strictObject({ counsel: z.strictObject(Counsel.shape), ...withReason }),
    summary: { zh: '聘任法律顾问', en: 'Appoint him counsel of a county and its villages' },
    refusals: ['appointment-exists', 'counsel-already', 'term-over', 'village-outside-county', 'county-not-served', 'no-such-division'],
    resource: (call) => inItsCounty(call, call.body.counsel.county) }),
  onLawyer({ id: 'pass-annual-check', method: 'PUT', path: '/lawyers/:lawyer/annual-check', command: 'pass-annual-check',
    body: z.strictObject({ validUntil: Instant, ...withReason }), summary: { zh: '年度考核合格', en: 'The annual check was passed' },
    refusals: ['check-over', 'term-over'] }),
  onLawyer({ id: 'fail-annual-check', method: 'DELETE', path: '/lawyers/:lawyer/annual-check', command: 'fail-annual-check',
    body: z.strictObject({ reason: CheckFailure, ...withRemark }), summary: { zh: '年度考核不合格', en: 'It was not' } }),
  onLawyer({ id: 'deregister-lawyer', method: 'POST', path: '/lawyers/:lawyer/deregistration', command: 'deregister-lawyer',
    body: z.strictObject({ reason: DeregistrationGround, ...withRemark }), summary: { zh: '注销登记', en: 'Take him off the register' } }),
  route({
    ...command, id: 'end-counsel', method: 'DELETE', path: '/lawyers/:lawyer/appointments/:appointment',
    params: Lawyer.extend({ appointment: CounselId }),
    summary: { zh: '解聘法律顾问', en: 'End an appointment' }, body: WithReason, response: Done,
    refusals: ['no-such-lawyer', 'lawyer-deregistered', 'no-such-appointment', 'appointment-ended'], resource: ofAppointment as never,
    async handle({ gateway, send, params, body }) {
      return outcome(await send(POOL, 'end-counsel',
        { lawyerId: params.lawyer, appointmentId: params.appointment, ...await reasoned(gateway, body) }), {})
    },
  }),
  route({
    ...list, id: 'explain-audience', path: '/consultations/:consultation/lawyers/:lawyer/explanation', looks: ({ params }) => params.consultation,
    params: Lawyer.extend({ consultation: ConsultationId }),
    summary: { zh: '为什么（没有）通知这名律师', en: 'Why this lawyer was, or was not, asked, tier by tier, from the record' },
    response: z.array(z.looseObject({ tier: z.int(), asked: z.boolean(),
      text: z.string().optional().describe('zh-CN: whose word made his specialty count; where the record says') })), refusals: ['no-such-consultation'],
    resource: (call) => consultationResource(call, call.params.consultation),
    async handle(call) {
      const { ask, params } = call
      const conversation = await conversationOf(call, params.consultation)
      assert(conversation !== null, 'the resource was found before')
      const tiers = z.array(Explanation.and(z.looseObject({ tier: z.int() })))
        .parse(await ask(POOL, 'explain', { consultationId: params.consultation, lawyerId: params.lawyer }))
      return done(tiers.map((tier) => (tier.asked && tier.rank?.matched
        ? { ...tier, text: matchSentence(conversation.question.topic, tier.rank.matched) } : tier)))
    },
  }),
  route({
    ...list, id: 'show-roster', path: '/rosters/:roster', params: z.strictObject({ roster: RosterId }),
    query: z.strictObject(PageQuery),
    summary: { zh: '值班表', en: 'A duty roster' }, response: pageSchema(ShiftRow).extend({ names: Names }),
    refusals: ['bad-cursor'],
    async handle(call) {
      const page = pageSchema(ShiftRow).parse(await call.ask(POOL, 'roster', { rosterId: call.params.roster, ...pageOf(call.query) }))
      return done({ ...page, names: await namesOnDuty(call, page.items) })
    },
  }),
  route({
    ...list, id: 'list-on-duty', path: '/counties/:county/on-duty', params: County, refusals: [], resource: inCounty,
    summary: { zh: '此刻值班的律师', en: 'Shifts of a county that are being served now' },
    response: z.object({ items: z.array(ShiftRow), names: Names }),
    async handle(call) {
      const items = z.array(ShiftRow).parse(await call.ask(POOL, 'on-duty', { county: call.params.county }))
      return done({ items, names: await namesOnDuty(call, items) })
    },
  }),
  route({
    ...command, id: 'open-roster', method: 'POST', path: '/rosters/:roster', params: z.strictObject({ roster: RosterId }),
    status: 201,
    summary: { zh: '开设值班表', en: 'Open a month\'s roster' },
    body: z.strictObject({ grabFrom: Instant, maxShiftsPerLawyer: z.int().min(1).max(100),
      releaseMs: z.int().min(0).max(1_209_600_000), barMs: z.int().min(0).max(31_622_400_000), ...withReason }),
    response: Done, refusals: ['roster-exists', 'county-not-served', 'no-such-division'], resource: (call) => ({ region: call.params.roster.slice(0, 6) }),
    async handle({ gateway, send, params, body }) {
      return outcome(await send(POOL, 'open-roster', { rosterId: params.roster, ...await reasoned(gateway, body) }), {})
    },
  }),
  route({
    ...command, id: 'open-shift', method: 'POST', path: '/rosters/:roster/shifts', params: z.strictObject({ roster: RosterId }),
    status: 201,
    summary: { zh: '增加班次', en: 'Add a shift' }, body: z.strictObject({ shift: z.strictObject(Shift.shape), ...withReason }), response: Done,
    refusals: ['no-such-roster', 'shift-exists', 'shift-without-length', 'too-many-shifts', 'shift-begun'],
    resource: (call) => ({ region: call.params.roster.slice(0, 6) }),
    async handle({ gateway, send, params, body }) {
      return outcome(await send(POOL, 'open-shift', { rosterId: params.roster, ...await reasoned(gateway, body) }), {})
    },
  }),
  route({
    ...command, id: 'cancel-shift', method: 'DELETE', path: '/rosters/:roster/shifts/:shift',
    params: z.strictObject({ roster: RosterId, shift: ShiftId }),
    summary: { zh: '取消班次', en: 'Cancel a shift' }, body: WithReason, response: Done, refusals: ['no-such-roster', 'no-such-shift', 'shift-begun',
      'shift-over'],
    resource: (call) => ({ region: call.params.roster.slice(0, 6) }),
    async handle({ gateway, send, params, body }) {
      return outcome(await send(POOL, 'cancel-shift',
        { rosterId: params.roster, shiftId: params.shift, ...await reasoned(gateway, body) }), {})
    },
  }),
  route({
    ...command, id: 'record-no-show', method: 'POST', path: '/rosters/:roster/shifts/:shift/no-shows',
    params: z.strictObject({ roster: RosterId, shift: ShiftId }),
    summary: { zh: '登记缺岗', en: 'A lawyer did not come' }, body: z.strictObject({ lawyerId: LawyerId, ...withReason }), response: Done,
    refusals: ['no-such-roster', 'no-such-shift', 'shift-not-begun', 'shift-not-held'],
    resource: (call) => ({ region: call.params.roster.slice(0, 6) }),
    async handle({ gateway, send, params, body }) {
      return outcome(await send(POOL, 'record-no-show',
        { rosterId: params.roster, shiftId: params.shift, ...await reasoned(gateway, body) }), {})
    },
  }),
]
