// What may be asked of the pool. Staff see the register; everybody sees what a lawyer stands for in public; phones leave
// sealed, and only towards those who may open them.
import {
  AttestQuery, BlobRef, ConflictingQuery, ConsultationId, CountyCode, LawyerId, PersonId, QuestionFacts, RegionCode, TierScope, TopicCode, type Actor, type AttestedByPool,
} from '@zhijian/contracts'
import { Fault, type Instant, type Json } from '@zhijian/kernel'
import type { BlobStore } from '@zhijian/privacy'
import { query, type QueryDefinition, type ServicePorts } from '@zhijian/runtime'
import { templateOf, type ImportPlan } from '@zhijian/tabular'
import { z } from 'zod'
import type { Parties } from './adapters/parties.ts'
import type { Audiences } from './audiences.ts'
import { aboutHimself } from './adapters/about-himself.ts'
import { lawyerAggregate } from './aggregates.ts'
import { fullCard, publicCard } from './cards.ts'
import { REGISTRARS } from './commands.ts'
import { hasConflict, whyInactive } from './eligibility.ts'
import { lawyerRegister } from './import/columns.ts'
import type { PoolFollower } from './pool-follower.ts'
import type { PoolIndex } from './pool-index.ts'
import { SORTS, STANDINGS, type RegisterSearch } from './register-search.ts'
import { lawyers, type LawyerDocument } from './views/lawyers.ts'
import { ledger, type LedgerDocument } from './views/ledger.ts'
import { questions, type QuestionDocument } from './views/questions.ts'
import { shifts, type ShiftDocument } from './views/shifts.ts'

type Roles = readonly Actor['role'][]
const EVERYBODY: Roles = ['citizen', 'enterprise', 'lawyer', 'desk', 'reviewer', 'duty-officer', 'bureau-head', 'auditor', 'system']
const STAFF: Roles = ['desk', 'reviewer', 'duty-officer', 'bureau-head', 'auditor', 'system']
const SYSTEM: Roles = ['system']

export interface QueryPorts {
  readonly index: PoolIndex
  readonly search: RegisterSearch
  readonly follower: PoolFollower
  readonly audiences: Audiences
  readonly parties: Parties
  readonly blobs: Pick<BlobStore, 'get'>
  readonly planImport: (bytes: Uint8Array, from: number, now: Instant) => Promise<ImportPlan>
}

const json = (value: unknown): Json => value as Json

const mayseeAll = (lawyer: LawyerDocument, actor: Actor): boolean => REGISTRARS.includes(actor.role) || lawyer.persons.includes(actor.id)

const Page = { limit: z.int().min(1).max(200).default(50), cursor: z.string().max(500).optional() }
const pageOf = (limit: number, cursor: string | undefined) => ({ limit, ...(cursor === undefined ? {} : { cursor }) })

export const poolQueries = (ports: ServicePorts, own: QueryPorts): Readonly<Record<string, QueryDefinition>> => {
  const register = () => ports.view<LawyerDocument>(lawyers.collection.name)
  const roster = () => ports.view<ShiftDocument>(shifts.collection.name)

  return {
    /** What consult-router adds to a lawyer's command. Read from the log, not from a view: it is decided on. */
    attest: query({
      schema: AttestQuery, roles: SYSTEM,
      async run({ lawyerId, consultation }, { now }) {
        const found = await ports.state(lawyerAggregate, lawyerId)
        const inactive: AttestedByPool = {
          lawyerId, personId: null, status: 'inactive', counselOf: [], regionCode: '00', nationwide: false, enterprise: false, conflict: false,
          isProbe: false, poolVersion: '0',
        }
        if (!found || !found.state.profile) return json(inactive)
        const { state, version } = found
        const { region, nationwide, enterprise } = state.profile!
        const asker = consultation?.askerId
        const attested: AttestedByPool = {
          lawyerId, personId: (asker && state.persons.includes(asker) ? asker : state.persons[1] ?? null) as PersonId | null,
          status: whyInactive(state, now) === null ? 'active' : 'inactive',
          counselOf: state.counsel.map((each) => each.county), regionCode: region.slice(0, 2), nationwide, enterprise,
          conflict: consultation !== null && hasConflict(state, await own.parties(consultation)), isProbe: state.isProbe, poolVersion: String(version),
        }
        return json(attested)
      },
    }),

    /** Which of these questions he is on the other side of, whatever else he may do; a list passes them over. */
    conflicting: query({
      schema: ConflictingQuery, roles: SYSTEM,
      async run({ lawyerId, consultations }) {
        const state = (await ports.state(lawyerAggregate, lawyerId))?.state
        if (!state || state.conflicts.length === 0) return json([])
        const asked = await Promise.all(consultations.map(async (each) => ({ id: each.consultationId, isBarred: hasConflict(state, await own.parties(each)) })))
        return json(asked.filter(({ isBarred }) => isBarred).map(({ id }) => id))
      },
    }),

    audience: query({
      schema: z.strictObject({ question: z.strictObject(QuestionFacts.shape), scope: TierScope }), roles: ['auditor', 'system'],
      run: async ({ question, scope }, { now }) => json(await own.audiences.resolve(question, scope, now)),
    }),

    /** How many a tier would reach now, whoever asks: what an operator is told beforehand. Nothing is recorded. */
    reach: query({
      // Who keeps the machine sees what is due next, and how many that concerns.
      schema: z.strictObject({ countyCode: CountyCode, enterprise: z.boolean(), scope: TierScope }), roles: ['system-admin', ...STAFF],
      run: async ({ countyCode, enterprise, scope }, { now }) => json(await own.audiences.reach(countyCode, enterprise, scope, now)),
    }),

    /** Why this lawyer was, or was not, asked; tier by tier, from what was recorded. */
    explain: query({
      schema: z.strictObject({ consultationId: ConsultationId, lawyerId: LawyerId }), roles: STAFF,
      async run({ consultationId, lawyerId }) {
        const found = await ports.view<QuestionDocument>(questions.collection.name).get(consultationId)
        if (!found) throw new Fault('no-such-consultation', 'the pool knows of no such question', { retry: 'never' })
        const lawyer = await register().get(lawyerId)
        return json(await Promise.all(found.tiers.map(async (tier) =>
          ({ tier: tier.tier, ...await own.audiences.explain(lawyer, lawyerId, found.facts, tier) }))))
      },
    }),

    lawyer: query({
      schema: z.strictObject({ lawyerId: LawyerId }), roles: EVERYBODY,
      async run({ lawyerId }, { actor, now }) {
        const lawyer = await register().get(lawyerId)
        return json(lawyer && (mayseeAll(lawyer, actor) ? fullCard(lawyer, now) : publicCard(lawyer, now)))
      },
    }),

    /** Public cards for the names beside answers. */
    lawyers: query({
      schema: z.strictObject({ lawyerIds: z.array(LawyerId).max(200) }), roles: EVERYBODY,
      run: async ({ lawyerIds }, { now }) => json([...(await register().getMany(lawyerIds)).values()].map((lawyer) => publicCard(lawyer, now))),
    }),

    /**
     * The register, by whatever somebody types and chooses; all of it when that is nothing. How somebody stands who may not be asked is
     * the register's own business.
     */
    search: query({
      schema: z.strictObject({
        words: z.string().min(1).max(80).optional(), name: z.string().min(1).max(40).optional(), licence: z.string().min(1).max(17).optional(),
        firm: z.string().min(1).max(80).optional(), region: RegionCode.optional(), specialty: TopicCode.optional(), county: CountyCode.optional(),
        standing: z.enum(STANDINGS).optional(), sort: z.enum(SORTS).default('name'), ...Page,
      }),
      roles: EVERYBODY,
      async run({ limit, cursor, sort, ...wanted }, { actor, now }) {
        if (wanted.standing !== undefined && wanted.standing !== 'active' && !REGISTRARS.includes(actor.role)) return json({ items: [], total: 0, next: null })
        await own.follower.refresh(now)
        const { ids, total, next } = own.search.find(wanted, sort, now, { limit, cursor })
        const found = await register().getMany(ids)
        const shown = ids.flatMap((id) => found.get(id) ?? [])
        return json({ items: shown.map((lawyer) => (mayseeAll(lawyer, actor) ? fullCard(lawyer, now) : publicCard(lawyer, now))), total, next })
      },
    }),

    /** How lawyers may be disturbed: for the notifier. Who switched himself off is off duty to it. Unknown ones are left out. */
    contacts: query({
      schema: z.strictObject({ lawyerIds: z.array(z.string().max(64)).max(2000) }), roles: SYSTEM,
      async run({ lawyerIds }) {
        const known = [...(await register().getMany(lawyerIds)).values()].filter((lawyer) => lawyer.phase === 'registered')
        return json(known.map(({ lawyerId, isAvailable, quiet }) =>
          ({ lawyerId, isOnDuty: isAvailable, quietHours: quiet && { fromMinute: quiet.from, untilMinute: quiet.to } })))
      },
    }),

    /** For opening a lawyer's phone at the last moment before a message leaves. */
    phone: query({
      schema: z.strictObject({ lawyerId: LawyerId }), roles: SYSTEM,
      run: async ({ lawyerId }) => json((await register().get(lawyerId))?.phone ?? null),
    }),

    /** Service by month; a lawyer sees his own, staff everybody's. */
    ledger: query({
      schema: z.strictObject({ lawyerIds: z.array(LawyerId).min(1).max(500) }), roles: ['lawyer', ...STAFF],
      async run({ lawyerIds }, { actor }) {
        const known = await register().getMany(lawyerIds)
        const visible = lawyerIds.filter((id) => {
          const lawyer = known.get(id)
          return lawyer && !lawyer.isProbe && (actor.role !== 'lawyer' || lawyer.persons.includes(actor.id))
        })
        const entries = await ports.view<LedgerDocument>(ledger.collection.name).getMany(visible)
        return json(visible.map((lawyerId) => ({ lawyerId, months: entries.get(lawyerId)?.months ?? {} })))
      },
    }),

    ...aboutHimself(ports, own),

    roster: query({
      schema: z.strictObject({ rosterId: z.string().max(40), ...Page }), roles: ['lawyer', ...STAFF],
      run: async ({ rosterId, limit, cursor }) => json(await roster().find({ where: { rosterId }, sort: [['startsAt', 'asc']], ...pageOf(limit, cursor) })),
    }),

    /** Shifts of a county that are being served now. */
    'on-duty': query({
      schema: z.strictObject({ county: CountyCode }), roles: ['lawyer', ...STAFF],
      async run({ county }, { now }) {
        const page = await roster().find({ where: { county, startsAt: { lte: now } }, sort: [['startsAt', 'desc']], limit: 200 })
        return json(page.items.filter((shift) => shift.phase === 'open' && now < shift.endsAt))
      },
    }),

    /** The register's headings and one invented row, as CSV. */
    'import-template': query({
      schema: z.strictObject({}), roles: ['desk', 'bureau-head', 'system-admin', 'security-admin', 'system'],
      run: async () => json({ csv: templateOf(lawyerRegister) }),
    }),

    /** A page of what an uploaded register would change; sending it is the caller's, under his own name. */
    'plan-import': query({
      schema: z.strictObject({ person: PersonId, blob: BlobRef, from: z.int().min(0).default(0) }), roles: REGISTRARS,
      run: async ({ person, blob, from }, { now }) => json(await own.planImport(await own.blobs.get(person, blob), from, now)),
    }),

    /** How large the pool is, and how far it has followed the log; asking loads it. */
    pool: query({
      schema: z.strictObject({}), roles: ['auditor', 'system', 'bureau-head', 'system-admin'],
      async run(_data, { now }) {
        const version = await own.follower.refresh(now)
        return json({ lawyers: own.index.size, version })
      },
    }),
  }
}
