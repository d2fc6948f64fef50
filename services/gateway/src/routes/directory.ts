// The county as it stands: towns and villages, institutions, who serves whom, staff and their offices, the watch.
import {
  CountyCode, divisionCommands, line, OfficeId, organisationCommands, OrganisationId, OrganisationKind, personCommands, PersonId, Sealed, VillageCode,
  Watch, WatchId, WatchLine,
} from '@zhijian/contracts'
import type { JsonObject } from '@zhijian/kernel'
import type { ImportPlan } from '@zhijian/tabular'
import { z } from 'zod'
import { Phone, reasoned, Receipt, WithReason, withReason } from '../fields.ts'
import { EDGE } from '../ids.ts'
import { namesOf } from '../names.ts'
import { covers } from '../policy.ts'
import { done, refused, route, type AnyRoute, type Call, type Resource } from '../route.ts'
import { ImportBody, importBody, importFile, ImportReport, IMPORT_REFUSALS, staffBeyondReach } from './imports.ts'
import { PageQuery, pageOf, pageSchema } from './lists.ts'
import { outcome } from './outcome.ts'
import { ownReach } from './resources.ts'

const tag = 'directory'
const DIRECTORY = 'directory'
const Done = z.object({ receipt: Receipt })
const command = { tag, idempotency: 'key', rate: 'write', status: 200, response: Done } as const
const list = { tag, method: 'GET', status: 200, idempotency: 'none', rate: 'read', refusals: [] } as const
const County = z.strictObject({ county: CountyCode })
const Staff = z.strictObject({ person: PersonId })
const inCounty = (call: { params: { county: string } }): Resource => ({ region: call.params.county })
/** An institution belongs to its county; a system administrator of another county does not reach it. */
const InCounty = z.strictObject({ county: CountyCode, organisation: OrganisationId })
const Name = z.string().max(80)
const Organisation = z.object({
  organisationId: z.string(), kind: z.string(), name: z.string(), county: z.string(), parentId: z.string().nullable(),
  serves: z.array(z.string()),
  address: z.string().nullable(), officePhone: z.string().nullable(),
})
const Line = z.strictObject(WatchLine.shape)
const OfficeRow = z.object({ officeId: z.string(), role: z.string(), organisationId: z.string(), region: z.string(), from: z.string(), until: z.string().nullable() })
const StaffRow = z.object({ personId: z.string(), name: z.string().nullable(), hasPhone: z.boolean(), phase: z.enum(['present', 'left']), offices: z.array(OfficeRow) })
const Lines = z.object({ officer: z.string().nullable(), deputy: z.string().nullable(), head: z.string().nullable() })

/** A citizen may ask these before signing in; the directory is asked by the edge itself. */
const askPublic = ({ gateway }: Pick<Call<unknown, unknown, unknown>, 'gateway'>, query: string, data: JsonObject) =>
  gateway.ask(DIRECTORY, query, data, EDGE)

const ownOrganisation = async (call: Call<{ county: string; organisation: string }, unknown,
  unknown>): Promise<Resource | null> => {
  const found = z.array(Organisation).parse(await askPublic(call, 'organisations', { county: call.params.county }))
  return found.some(({ organisationId }) => organisationId === call.params.organisation) ? { region: call.params.county } : null
}
const organisationPath = '/counties/:county/organisations/:organisation'

export const directoryRoutes: readonly AnyRoute[] = [
  route({
    ...list, id: 'list-counties', path: '/counties',
    summary: { zh: '本平台服务的县（旗、市、区）', en: 'The counties served here; `home` is where a question lies that names none' },
    response: z.object({ home: z.string(), items: z.array(z.object({ county: z.string(), name: z.string(), cityName: z.string(), provinceName: z.string() })) }),
    refusals: [],
    handle: async (call) => done({ home: call.gateway.config.county, items: await askPublic(call, 'counties', {}) as never }),
  }),
  route({
    ...list, id: 'show-county', path: '/counties/:county', params: County,
    summary: { zh: '县（旗、市、区）及乡镇', en: 'A county and its towns' },
    response: z.object({ county: z.string(), name: z.string(), cityName: z.string(), provinceName: z.string(),
      villageCount: z.int(), towns: z.array(z.object({ code: z.string(), name: Name, kind: z.string() })) }),
    refusals: ['no-such-thing'],
    async handle(call) {
      const found = await askPublic(call, 'county', { code: call.params.county })
      return found === null ? refused('no-such-thing') : done(found as never)
    },
  }),
  route({
    ...list, id: 'list-villages', path: '/counties/:county/villages', params: County,
    summary: { zh: '村和社区', en: 'Villages and communities' },
    query: z.strictObject({ town: z.string().regex(/^\d{9}$/).optional() }),
    response: z.object({ items: z.array(z.object({ code: z.string(), name: Name, kind: z.string() })) }),
    async handle(call) {
      const { town } = call.query
      return done({ items: await askPublic(call, 'villages',
        { county: call.params.county, ...(town === undefined ? {} : { town }) }) as never })
    },
  }),
  route({
    ...list, id: 'list-organisations', path: '/counties/:county/organisations', params: County,
    summary: { zh: '公共法律服务机构', en: 'Institutions of a county' },
    query: z.strictObject({ kind: OrganisationKind.optional() }), response: z.object({ items: z.array(Organisation) }),
    async handle(call) {
      const { kind } = call.query
      return done({ items: await askPublic(call, 'organisations',
        { county: call.params.county, ...(kind === undefined ? {} : { kind }) }) as never })
    },
  }),
  route({
    ...list, id: 'who-serves', path: '/villages/:village/services', params: z.strictObject({ village: VillageCode }),
    summary: { zh: '谁为这个村（社区）服务', en: 'Institutions that serve a village, the nearest first, and its counsel' },
    response: z.object({ organisations: z.array(Organisation),
      counsel: z.array(z.object({ lawyerId: z.string(), until: z.string().nullable() })) }),
    async handle(call) {
      return done(await askPublic(call, 'who-serves', { village: call.params.village }) as never)
    },
  }),
  route({
    ...command, id: 'import-divisions', method: 'PUT', path: '/counties/:county/divisions', params: County,
    summary: { zh: '更新乡镇和村（社区）名录', en: 'The whole list of towns and villages, anew' },
    body: divisionCommands['import-divisions'].omit({ county: true }).extend(withReason), bodyLimit: 512 * 1024,
    refusals: ['code-outside-county', 'code-twice', 'village-without-town', 'no-such-division'], resource: inCounty,
    async handle({ gateway, send, params, body }) {
      return outcome(await send(DIRECTORY, 'import-divisions', { county: params.county, ...await reasoned(gateway, body) }), {})
    },
  }),
  route({
    ...command, id: 'import-villages', method: 'POST', path: '/counties/:county/divisions/imports', rate: 'upload', params: County,
    summary: { zh: '导入乡镇和村（社区）名录（CSV、XLSX）',
      en: 'The whole list of towns and villages anew, from an uploaded file; with a bad row it is not taken at all' },
    body: importBody({ source: line(200) }), response: ImportReport, refusals: ['no-such-thing', ...IMPORT_REFUSALS],
    resource: inCounty,
    async handle(call) {
      const found = z.object({ county: z.string(), name: z.string(), cityName: z.string(), provinceName: z.string() }).nullable()
        .parse(await askPublic(call, 'county', { code: call.params.county }))
      if (found === null) return refused('no-such-thing')
      return importFile(call, async ({ person, ref }) => await call.ask(DIRECTORY, 'plan-divisions',
        { person, blob: { ...ref }, source: call.body.source, ...found }) as unknown as ImportPlan)
    },
  }),
  route({
    ...command, id: 'found-organisation', method: 'PUT', path: organisationPath, params: InCounty,
    summary: { zh: '登记机构', en: 'Register an institution' },
    body: organisationCommands['found-organisation'].omit({ county: true, organisationId: true }).extend(withReason),
    refusals: ['organisation-exists', 'area-outside-county', 'own-parent', 'county-not-served', 'no-such-division'], resource: inCounty,
    async handle({ gateway, send, params, body }) {
      return outcome(await send(DIRECTORY, 'found-organisation', { county: params.county, organisationId: params.organisation,
        ...await reasoned(gateway, body) }), {})
    },
  }),
  route({
    ...command, id: 'rename-organisation', method: 'PUT', path: `${organisationPath}/name`, params: InCounty,
    summary: { zh: '机构更名', en: 'Another name of an institution: from now on everywhere, also where it was named before' },
    body: organisationCommands['rename-organisation'].omit({ organisationId: true }).extend(withReason),
    refusals: ['no-such-organisation', 'organisation-closed'], resource: ownOrganisation,
    example: { body: { name: '卓资县公共法律服务中心', because: '按三定方案更名' } },
    async handle({ gateway, send, params, body }) {
      return outcome(await send(DIRECTORY, 'rename-organisation', { organisationId: params.organisation, ...await reasoned(gateway, body) }), {})
    },
  }),
  route({
    ...command, id: 'close-organisation', method: 'DELETE', path: organisationPath, params: InCounty,
    summary: { zh: '撤销机构', en: 'Close an institution' }, body: WithReason,
    refusals: ['no-such-organisation', 'organisation-closed'], resource: ownOrganisation,
    async handle({ gateway, send, params, body }) {
      return outcome(await send(DIRECTORY, 'close-organisation', { organisationId: params.organisation, ...await reasoned(gateway, body) }), {})
    },
  }),
  route({
    ...list, id: 'show-watch', path: '/counties/:county/watch', params: County,
    summary: { zh: '此刻谁值守', en: 'Who is called now: officer, deputy, head' },
    response: z.object({ officer: z.string().nullable(), deputy: z.string().nullable(), head: z.string().nullable() }),
    resource: inCounty,
    async handle(call) {
      return done(await askPublic(call, 'duty-officer', { countyCode: call.params.county }) as never)
    },
  }),
  route({
    ...list, id: 'list-watches', path: '/counties/:county/watches', params: County,
    summary: { zh: '值守安排', en: 'The standing line of a county\'s bureau, what is planned, who is called now; with names' },
    response: z.object({ items: z.array(z.object({ organisationId: z.string(), name: z.string(), standing: Lines.nullable(), now: Lines.nullable(),
      watches: z.array(z.object({ watchId: z.string(), from: z.string(), until: z.string(), line: Lines })) })),
    names: z.record(z.string(), z.string()) }),
    resource: inCounty,
    async handle(call) {
      const found = z.object({ items: z.array(z.any()), names: z.record(z.string(), Sealed.nullable()) }).parse(await call.ask(DIRECTORY, 'watches', { county: call.params.county }))
      return done({ items: found.items as never, names: await namesOf(call, Object.keys(found.names)) })
    },
  }),
  route({
    ...command, id: 'set-standing-watch', method: 'PUT', path: `${organisationPath}/standing-watch`, params: InCounty,
    body: z.strictObject({ line: Line, ...withReason }),
    summary: { zh: '常设值守', en: 'Who is called when no watch covers the hour' },
    refusals: ['no-such-organisation', 'organisation-closed', 'bureau-only'], resource: ownOrganisation,
    async handle({ gateway, send, params, body }) {
      return outcome(await send(DIRECTORY, 'set-standing-watch', { organisationId: params.organisation, ...await reasoned(gateway, body) }), {})
    },
  }),
  route({
    ...command, id: 'plan-watch', method: 'POST', path: `${organisationPath}/watches`, params: InCounty, status: 201,
    body: z.strictObject({ watch: z.strictObject({ ...Watch.shape, line: Line }), ...withReason }), summary: { zh: '安排值守', en: 'Plan a watch' },
    refusals: ['no-such-organisation', 'organisation-closed', 'bureau-only', 'watch-exists', 'watch-overlaps', 'watch-over',
      'watch-without-length', 'too-many-watches'],
    resource: ownOrganisation,
    async handle({ gateway, send, params, body }) {
      return outcome(await send(DIRECTORY, 'plan-watch', { organisationId: params.organisation, ...await reasoned(gateway, body) }), {})
    },
  }),
  route({
    ...command, id: 'remove-watch', method: 'DELETE', path: `${organisationPath}/watches/:watch`,
    params: InCounty.extend({ watch: WatchId }),
    summary: { zh: '取消值守', en: 'Remove a watch' }, body: WithReason, refusals: ['no-such-organisation', 'organisation-closed'],
    resource: ownOrganisation,
    async handle({ gateway, send, params, body }) {
      return outcome(await send(DIRECTORY, 'remove-watch',
        { organisationId: params.organisation, watchId: params.watch, ...await reasoned(gateway, body) }), {})
    },
  }),
  route({
    ...command, id: 'add-staff', method: 'PUT', path: '/staff/:person', params: Staff,
    summary: { zh: '登记工作人员', en: 'Add a member of staff' },
    body: z.strictObject({ name: line(60).optional(), phone: Phone.optional(), ...withReason }), refusals: [], resource: withinReach,
    async handle({ gateway, send, params, body }) {
      const seal = (text: string | undefined) => (text === undefined ? null : gateway.sealer.seal(params.person, text))
      return outcome(await send(DIRECTORY, 'add-staff',
        {
        personId: params.person, name: await seal(body.name), phone: await seal(body.phone), ...await reasoned(gateway, { because: body.because }),
      } as unknown as JsonObject), {})
    },
  }),
  route({
    ...command, id: 'change-staff-details', method: 'PUT', path: '/staff/:person/details', params: Staff,
    summary: { zh: '修改工作人员姓名、手机', en: 'Another name or number of a member of staff; what is left out stays, null takes it away' },
    body: z.strictObject({ name: line(60).nullable().optional(), phone: Phone.nullable().optional(), ...withReason })
      .refine(({ name, phone }) => name !== undefined || phone !== undefined, 'name or phone'),
    refusals: ['no-such-person', 'person-left'], resource: withinReach,
    async handle({ gateway, ask, send, params, body }) {
      const found = z.object({ name: Sealed.nullable(), phone: Sealed.nullable() }).nullable().parse(await ask(DIRECTORY, 'person', { personId: params.person }))
      if (found === null) return refused('no-such-person')
      const sealed = (text: string | null | undefined, before: Sealed | null) =>
        (text === undefined ? before : text === null ? null : gateway.sealer.seal(params.person, text))
      return outcome(await send(DIRECTORY, 'change-staff-details', {
        personId: params.person, name: await sealed(body.name, found.name), phone: await sealed(body.phone, found.phone),
        ...await reasoned(gateway, { because: body.because }),
      } as unknown as JsonObject), {})
    },
  }),
  route({
    ...list, id: 'list-staff', path: '/counties/:county/staff', params: County, query: z.strictObject(PageQuery), refusals: ['bad-cursor'],
    summary: { zh: '本县工作人员', en: 'Who holds or held office in a county, and who holds none yet; in the order of ids' },
    response: pageSchema(StaffRow).extend({ total: z.int() }), resource: inCounty, looks: ({ params }) => params.county,
    async handle(call) {
      const { ask, params, query } = call
      const page = pageSchema(StaffRow.extend({ name: Sealed.nullable(), phone: Sealed.nullable() }).omit({ hasPhone: true })).extend({ total: z.int() })
        .parse(await ask(DIRECTORY, 'staff-of', { county: params.county, ...pageOf(query) }))
      const names = await namesOf(call, page.items.map(({ personId }) => personId))
      return done({ ...page, items: page.items.map(({ phone, ...each }) => ({ ...each, name: names[each.personId] ?? null, hasPhone: phone !== null })) })
    },
  }),
  route({
    ...command, id: 'import-staff', method: 'POST', path: '/staff/imports', rate: 'upload',
    summary: { zh: '导入工作人员及任职（CSV、XLSX）',
      en: 'Take in staff and their offices from an uploaded file. Whoever has an account with the same phone is that person' },
    body: ImportBody, refusals: IMPORT_REFUSALS,
    response: ImportReport.extend({ people: z.array(z.object({ line: z.int(), personId: z.string() }))
      .describe('who each row is; to be named in watches, and as account') }),
    resource: ownReach,
    async handle(call) {
      const people: { line: number; personId: string }[] = []
      const answer = await importFile(call, async ({ person, ref }, from) => {
        const plan = await call.ask(DIRECTORY, 'plan-staff', { person, blob: { ...ref }, from }) as unknown as ImportPlan
        if (plan.kind === 'plan') people.push(...plan.rows.map(({ line, subject }) => ({ line, personId: subject })))
        return plan
      }, staffBeyondReach(call))
      return answer.kind === 'refused' ? answer : { ...answer, body: { ...answer.body, people } }
    },
  }),
  route({
    ...list, id: 'show-staff', path: '/staff/:person', params: Staff,
    summary: { zh: '工作人员及任职', en: 'A member of staff and the roles that follow from his offices' },
    response: z.object({
      personId: z.string(), name: z.string().nullable(),
      scopes: z.array(z.object({ role: z.string(), organisationId: z.string(), region: z.string(),
        until: z.string().nullable() })),
    }),
    refusals: ['no-such-person'], resource: withinReach, looks: ({ params }) => params.person,
    async handle(call) {
      const { ask, params } = call
      const found = z.object({ name: Sealed.nullable() }).nullable().parse(await ask(DIRECTORY, 'person', { personId: params.person }))
      if (found === null) return refused('no-such-person')
      const scopes = await ask(DIRECTORY, 'scope-of', { personId: params.person })
      return done({ personId: params.person, name: (await namesOf(call, [params.person]))[params.person] ?? null, scopes: scopes as never })
    },
  }),
  route({
    ...command, id: 'leave-staff', method: 'DELETE', path: '/staff/:person', params: Staff,
    summary: { zh: '离任', en: 'He left: all offices end, the account is suspended' }, body: WithReason,
    refusals: ['no-such-person'], resource: withinReach,
    async handle({ gateway, send, params, body }) {
      return outcome(await send(DIRECTORY, 'leave-staff', { personId: params.person, ...await reasoned(gateway, body) }), {})
    },
  }),
  route({
    ...command, id: 'take-office', method: 'POST', path: '/staff/:person/offices', params: Staff, status: 201,
    summary: { zh: '任职', en: 'Give an office' },
    body: z.strictObject({ office: personCommands['take-office'].shape.office, ...withReason }), refusals: ['no-such-person', 'person-left',
      'office-exists', 'office-ended', 'own-office', 'term-over', 'too-many-offices', 'county-not-served', 'no-such-division'],
    resource: (call) => ({ region: call.body.office.region }),
    async handle({ gateway, send, params, body }) {
      return outcome(await send(DIRECTORY, 'take-office', { personId: params.person, ...await reasoned(gateway, body) }), {})
    },
  }),
  route({
    ...command, id: 'end-office', method: 'DELETE', path: '/staff/:person/offices/:office',
    params: Staff.extend({ office: OfficeId }),
    summary: { zh: '免职', en: 'End an office' }, body: WithReason, refusals: ['no-such-person', 'person-left', 'no-such-office', 'office-ended'],
    resource: withinReach,
    async handle({ gateway, send, params, body }) {
      return outcome(await send(DIRECTORY, 'end-office',
        { personId: params.person, officeId: params.office, ...await reasoned(gateway, body) }), {})
    },
  }),
]

/**
 * A person of staff lies where his offices are and what his account was granted; without any, within the keeper's own reach, so that he
 * can be given one. All of it must be within reach: nobody ends what another county gave, nor shuts out, by adding him to the staff and
 * letting him leave it, somebody who answers for more.
 */
async function withinReach(call: Call<{ person: string }, unknown, unknown>): Promise<Resource> {
  const offices = z.array(z.object({ region: z.string() })).parse(await call.gateway.ask(DIRECTORY, 'scope-of',
    { personId: call.params.person }, EDGE))
  const granted = (await call.gateway.accounts.load(call.params.person))?.state.grants ?? []
  const beyond = [...offices, ...granted].find(({ region }) => !covers(call.scopes, region ?? undefined))
  if (beyond === undefined) return ownReach(call)
  return beyond.region === null ? {} : { region: beyond.region }
}
