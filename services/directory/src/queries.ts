// What may be asked of the directory: scopes, mandates, the watch of the hour, the map, and who serves a village.
import { AttestMandateQuery, CountyCode, ERASERS, holdsAt, Instant, LawyerId, OfficeRole, OrganisationKind, PersonId, PlaceQuestion, VillageCode, type Actor, type AttestedMandate } from '@zhijian/contracts'
import { Fault, type Instant as At, type Json } from '@zhijian/kernel'
import type { RetentionDuty } from '@zhijian/privacy'
import type { Document, Page } from '@zhijian/read-store'
import { query, type QueryDefinition, type ServicePorts } from '@zhijian/runtime'
import { templateOf } from '@zhijian/tabular'
import { z } from 'zod'
import { divisionAggregate, mandateAggregate } from './aggregates.ts'
import type { Divisions } from './divisions.ts'
import { divisionRegister } from './import/divisions.ts'
import { staffRegister } from './import/staff.ts'
import type { Mandate } from './mandate.ts'
import { watchAt, type Organisation } from './organisation.ts'
import { whyNowhere, type MapOf } from './places.ts'
import { basisOf } from './reach.ts'
import { retentionAggregate, retentionReviews, type RetentionDocument } from './adapters/retention-duty.ts'
import { scopeKeysOf, scopesAt } from './scope.ts'
import { counsel, counselServing, type CounselDocument } from './views/counsel.ts'
import { erasures, type ErasureDocument } from './views/erasures.ts'
import { mandates, type MandateDocument } from './views/mandates.ts'
import { maps } from './views/maps.ts'
import { organisations } from './views/organisations.ts'
import { offices, persons, type OfficeDocument, type PersonDocument } from './views/persons.ts'

type Roles = readonly Actor['role'][]
const EVERYBODY: Roles = [
  'citizen', 'enterprise', 'lawyer', 'desk', 'reviewer', 'duty-officer', 'bureau-head', 'policy-admin', 'system-admin', 'security-admin', 'auditor',
  'probe', 'system',
]
const STAFF: Roles = ['desk', 'reviewer', 'duty-officer', 'bureau-head', 'policy-admin', 'correction-officer', 'system-admin', 'security-admin', 'auditor', 'system']

const json = (value: unknown): Json => value as Json
/** Every page of a list that is known to be short. */
const everyPage = async <D extends Document>(read: (next: { readonly cursor?: string }) => Promise<Page<D>>): Promise<readonly D[]> => {
  const items: D[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: Page<D> = await read(cursor === undefined ? {} : { cursor })
    items.push(...page.items)
    cursor = page.next
  }
  return items
}
const when = Instant.optional()
const isPublic = ({ organisationId, kind, name, county, parentId, serves, address, officePhone }: Organisation) =>
  ({ organisationId, kind, name, county, parentId, serves, address, officePhone })

/** From the log itself: what is refused for want of a map is not refused because a view is behind. */
export const mapOver = (ports: Pick<ServicePorts, 'state'>): MapOf => async (county) =>
  (await ports.state<Divisions>(divisionAggregate, county))?.state ?? null

export const directoryQueries = (ports: ServicePorts): Readonly<Record<string, QueryDefinition>> => {
  const officesOf = async (personId: string): Promise<readonly OfficeDocument[]> =>
    (await ports.view<OfficeDocument>(offices.collection.name).find({ where: { personId }, limit: 500 })).items
  const institutions = async (county: string, kind?: OrganisationKind): Promise<readonly Organisation[]> => {
    const page = await ports.view<Organisation>(organisations.collection.name)
      .find({ where: { county, ...(kind === undefined ? {} : { kind }) }, limit: 1000 })
    return page.items.filter((each) => each.phase === 'open')
  }
  const mapOf = (county: string): Promise<Divisions | null> => ports.view<Divisions>(maps.collection.name).get(county)
  const counselOf = (village: string, at: At): Promise<readonly CounselDocument[]> =>
    counselServing(ports.view<CounselDocument>(counsel.collection.name), village, at)

  return {
    /** Roles with their regions at an instant: what the policy table is asked with. */
    'scope-of': query({
      schema: z.strictObject({ personId: PersonId, at: when }), roles: STAFF,
      run: async ({ personId, at }, { now }) => json(scopesAt(await officesOf(personId), at ?? now)),
    }),

    /** Headings and one invented row of a table that may be taken in, as CSV. */
    'import-template': query({
      schema: z.strictObject({ register: z.enum(['staff', 'divisions']) }), roles: ['desk', 'bureau-head', 'system-admin', 'security-admin', 'system'],
      run: async ({ register }) => json({ csv: templateOf(register === 'staff' ? staffRegister : divisionRegister) }),
    }),

    /** What is known of a mandate at this moment, for those who let somebody act under it; null: nothing. */
    'attest-mandate': query({
      schema: AttestMandateQuery, roles: ['system'],
      async run({ mandateId }, { now }) {
        const found = (await ports.state<Mandate>(mandateAggregate, mandateId))?.state
        if (found === undefined || found.phase === 'absent') return null
        const { principalId, agentId, matter, kind, recordRef, countyCode, villageCode, from, until, end } = found
        return json({
          mandateId, principalId, agentId, matter, kind, recordRef, countyCode, villageCode, from, until, end,
          basis: await basisOf(ports, agentId, found.via, found, now),
        } satisfies AttestedMandate)
      },
    }),

    /** Given in one's own name, or to oneself; the latest first. */
    'my-mandates': query({
      schema: z.strictObject({ as: z.enum(['principal', 'agent']), limit: z.int().min(1).max(200).default(50), cursor: z.string().max(500).optional() }),
      roles: ['citizen', 'enterprise', 'desk', 'lawyer'],
      run: async ({ as, limit, cursor }, { actor }) => json(await ports.view<MandateDocument>(mandates.collection.name).find({
        where: { [as === 'principal' ? 'principalId' : 'agentId']: actor.id }, sort: [['at', 'desc']], limit, ...(cursor === undefined ? {} : { cursor }),
      })),
    }),

    /** Who is called now: officer, deputy, head; each null when nobody is named. */
    'duty-officer': query({
      schema: z.strictObject({ countyCode: CountyCode, at: when }), roles: STAFF,
      async run({ countyCode, at }, { now }) {
        const nobody = { officer: null, deputy: null, head: null }
        for (const bureau of await institutions(countyCode, 'bureau')) {
          const line = watchAt(bureau, at ?? now)
          if (line) return json(line)
        }
        return nobody
      },
    }),

    /** Persons who hold a role that reaches a county at an instant, in order of their ids. */
    holders: query({
      schema: z.strictObject({ role: OfficeRole, countyCode: CountyCode, at: when }), roles: STAFF,
      async run({ role, countyCode, at }, { now }) {
        const page = await ports.view<OfficeDocument>(offices.collection.name)
          .find({ where: { role, scopeKey: { in: scopeKeysOf(countyCode) } }, limit: 1000 })
        return [...new Set(page.items.filter((office) => holdsAt(office, at ?? now)).map((office) => office.personId))].sort()
      },
    }),

    /** Which of these are staff. */
    known: query({
      schema: z.strictObject({ personIds: z.array(z.string().max(64)).max(2000) }), roles: STAFF,
      async run({ personIds }) {
        const found = await ports.view<PersonDocument>(persons.collection.name).getMany(personIds)
        return [...found.values()].filter((each) => each.phase === 'present').map((each) => each.personId)
      },
    }),

    /** A member of staff, name and telephone sealed. */
    person: query({
      schema: z.strictObject({ personId: PersonId }), roles: STAFF,
      async run({ personId }) {
        const found = await ports.view<PersonDocument>(persons.collection.name).get(personId)
        if (!found) return null
        const { position: _position, hasOffice: _hasOffice, endedOffices: _ended, ...shown } = found
        return json(shown)
      },
    }),

    /**
     * Staff of a county, in the order of their ids: whoever holds or held an office there or over it, and whoever holds none yet. Names and
     * telephones sealed.
     */
    'staff-of': query({
      schema: z.strictObject({ county: CountyCode, limit: z.int().min(1).max(200).default(50), cursor: z.string().max(500).optional() }), roles: STAFF,
      async run({ county, limit, cursor }) {
        const after = cursor === undefined ? '' : PersonId.safeParse(cursor).data
        if (after === undefined) throw new Fault('bad-cursor', 'a cursor of another list', { retry: 'never' })
        const seated = await everyPage<OfficeDocument>((next) => ports.view<OfficeDocument>(offices.collection.name)
          .find({ where: { scopeKey: { in: [...scopeKeysOf(county)] } }, sort: [['personId', 'asc']], limit: 1000, ...next }))
        const unseated = await everyPage<PersonDocument>((next) => ports.view<PersonDocument>(persons.collection.name)
          .find({ where: { phase: 'present', hasOffice: false }, sort: [['personId', 'asc']], limit: 1000, ...next }))
        const ids = [...new Set([...seated, ...unseated].map(({ personId }) => personId))].sort()
        const page = ids.filter((id) => id > after).slice(0, limit)
        const found = await ports.view<PersonDocument>(persons.collection.name).getMany(page)
        return json({
          items: page.flatMap((id) => found.get(id) ?? []).map(({ personId, name, phone, phase, offices: held }) => ({ personId, name, phone, phase, offices: held })),
          total: ids.length, next: page.length > 0 && ids.at(-1)! > page.at(-1)! ? page.at(-1)! : null,
        })
      },
    }),

    /** The line of every bureau of a county: the standing one, the planned ones that are not over, and who is called now. */
    watches: query({
      schema: z.strictObject({ county: CountyCode }), roles: STAFF,
      async run({ county }, { now }) {
        const items = (await institutions(county, 'bureau')).map((bureau) => ({
          organisationId: bureau.organisationId, name: bureau.name, standing: bureau.standingWatch, now: watchAt(bureau, now),
          watches: bureau.watches.filter(({ until }) => until > now),
        }))
        const lines = items.flatMap(({ standing, watches }) => [standing, ...watches.map(({ line }) => line)]).filter((line) => line !== null)
        const ids = [...new Set(lines.flatMap(({ officer, deputy, head }) => [officer, deputy, head]))].filter((id) => id !== null)
        const known = await ports.view<PersonDocument>(persons.collection.name).getMany(ids)
        return json({ items, names: Object.fromEntries([...known.values()].map(({ personId, name }) => [personId, name])) })
      },
    }),

    /** Requests to forget somebody, the latest first; ids alone. Those at work: what waits for one of the two people, or for its period to end. */
    erasures: query({
      schema: z.strictObject({
        personId: PersonId.optional(), phases: z.array(z.string().max(20)).max(10).optional(), limit: z.int().min(1).max(200).default(200), cursor: z.string().max(500).optional(),
      }),
      roles: [...ERASERS, 'auditor', 'system'],
      async run({ personId, phases, limit, cursor }) {
        const view = ports.view<ErasureDocument>(erasures.collection.name)
        if (personId !== undefined) return json((await view.getMany([personId])).values().toArray())
        const page = { limit, ...(cursor === undefined ? {} : { cursor }) }
        return phases === undefined ? json((await view.find({ sort: [['changedAt', 'desc']], ...page })).items)
          : json(await view.find({ where: { phase: { in: phases } }, sort: [['changedAt', 'desc']], ...page }))
      },
    }),

    /** What became of one's own request; null: there is none. What was explained is sealed with her key. */
    'my-erasure': query({
      schema: z.strictObject({}), roles: ['citizen', 'enterprise'],
      run: async (_none, { actor }) => json(await ports.view<ErasureDocument>(erasures.collection.name).get(actor.id)),
    }),

    /** The duty to look, what waits to be confirmed, and what became of each look: the report. Ids alone. */
    retention: query({
      schema: z.strictObject({ countyCode: CountyCode, limit: z.int().min(1).max(50).default(20), cursor: z.string().max(500).optional() }), roles: [...ERASERS, 'auditor', 'system'],
      async run({ countyCode, limit, cursor }) {
        const duty = (await ports.state<RetentionDuty>(retentionAggregate, countyCode))?.state ?? null
        const page = await ports.view<RetentionDocument>(retentionReviews.collection.name)
          .find({ where: { countyCode }, sort: [['proposedAt', 'desc']], limit, ...(cursor === undefined ? {} : { cursor }) })
        const items = []
        for (const { persons, phase, ...look } of page.items) {
          const rows = phase !== 'confirmed' ? [] : [...(await ports.view<ErasureDocument>(erasures.collection.name).getMany(persons)).values()]
          const count = (which: string): number => rows.filter((row) => row.phase === which).length
          const [erased, kept, confirmed] = [count('erased'), count('kept'), count('confirmed')]
          items.push({
            ...look, phase, persons: phase === 'proposed' ? persons : [], total: persons.length, erased, kept, atWork: confirmed, spared: phase === 'confirmed' ? persons.length - erased - kept - confirmed : 0,
            certificates: rows.flatMap(({ personId, certificate }) => (certificate === null ? [] : [{ personId, keyDigest: String(certificate['keyDigest']), erasedAt: String(certificate['erasedAt']) }])),
          })
        }
        return json({ nextAt: duty?.nextAt ?? null, unlooked: duty?.unlooked ?? 0, items, next: page.next })
      },
    }),

    organisations: query({
      schema: z.strictObject({ county: CountyCode, kind: OrganisationKind.optional() }), roles: EVERYBODY,
      run: async ({ county, kind }) => json((await institutions(county, kind)).map(isPublic)),
    }),

    /** Those served here: those with a map. */
    counties: query({
      schema: z.strictObject({}), roles: EVERYBODY,
      async run() {
        const all = await everyPage<Divisions>((next) => ports.view<Divisions>(maps.collection.name).find({ limit: 50, ...next }))
        return json(all.map(({ county, name, cityName, provinceName }) => ({ county, name, cityName, provinceName })))
      },
    }),

    county: query({
      schema: z.strictObject({ code: CountyCode }), roles: EVERYBODY,
      async run({ code }) {
        const found = await mapOf(code)
        if (!found) return null
        const { villages, ...county } = found
        return json({ ...county, villageCount: villages.length })
      },
    }),

    villages: query({
      schema: z.strictObject({ county: CountyCode, town: z.string().regex(/^\d{9}$/).optional() }), roles: EVERYBODY,
      run: async ({ county, town }) => json((await mapOf(county))?.villages.filter((each) => each.code.startsWith(town ?? county)) ?? []),
    }),

    /** For the edges of all services: why the first of these codes that names no place does not, or null. */
    misplaced: query({
      schema: PlaceQuestion, roles: ['system'],
      run: async ({ codes, within }) => json(await whyNowhere(codes, within, mapOver(ports))),
    }),

    /** Institutions that serve a village, the nearest first, and its appointed counsel. */
    'who-serves': query({
      schema: z.strictObject({ village: VillageCode, at: when }), roles: EVERYBODY,
      async run({ village, at }, { now }) {
        const nearness = (each: Organisation): number => Math.max(0, ...each.serves.filter((code) => village.startsWith(code)).map((code) => code.length))
        const serving = (await institutions(village.slice(0, 6))).filter((each) => nearness(each) > 0)
          .toSorted((a, b) => nearness(b) - nearness(a) || (a.organisationId < b.organisationId ? -1 : 1))
        return json({
          organisations: serving.map(isPublic),
          counsel: (await counselOf(village, at ?? now)).map(({ lawyerId, until }) => ({ lawyerId: LawyerId.parse(lawyerId), until })),
        })
      },
    }),
  }
}
