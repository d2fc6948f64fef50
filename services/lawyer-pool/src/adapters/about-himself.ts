// What a lawyer may ask about himself: service and how it compares, standing, conflicts, shifts. Nobody else asks it in his role;
// of others it tells a median and nothing less.
import { LawyerId, type Actor } from '@zhijian/contracts'
import { epochMs, type Instant, type Json } from '@zhijian/kernel'
import { query, type QueryDefinition, type ServicePorts } from '@zhijian/runtime'
import { z } from 'zod'
import { dutyAggregate } from '../aggregates.ts'
import { fullCard } from '../cards.ts'
import { medianOf } from '../fairness.ts'
import { dayOf, faded, isQuiet, minuteOf } from '../load.ts'
import type { PoolFollower } from '../pool-follower.ts'
import { BIT, type PoolIndex } from '../pool-index.ts'
import { conflicts, type ConflictsDocument } from '../views/conflicts.ts'
import { heldShifts, type HeldShifts } from '../views/held-shifts.ts'
import { lawyers, type LawyerDocument } from '../views/lawyers.ts'
import { EMPTY_MONTH, ledger, monthOf, type LedgerDocument } from '../views/ledger.ts'
import { months, partsOf, type MonthPart, type Share } from '../views/months.ts'
import { ratings, type RatingDocument } from '../views/ratings.ts'
import { shifts, type ShiftDocument } from '../views/shifts.ts'

const OWN: readonly Actor['role'][] = ['lawyer', 'system']
const json = (value: unknown): Json => value as Json

/** This month and those before it, newest first, by the clock of China. */
const monthsBack = (now: Instant, many: number): readonly string[] => {
  const [year, month] = monthOf(now).split('-').map(Number) as [number, number]
  return Array.from({ length: many }, (_, back) => new Date(Date.UTC(year, month - 1 - back)).toISOString().slice(0, 7))
}

export const aboutHimself = (
  ports: ServicePorts, own: { readonly index: PoolIndex; readonly follower: PoolFollower },
): Readonly<Record<string, QueryDefinition>> => {
  const register = () => ports.view<LawyerDocument>(lawyers.collection.name)
  const roster = () => ports.view<ShiftDocument>(shifts.collection.name)

  /** The lawyer, for himself and for the system. */
  const himself = async (lawyerId: LawyerId, actor: Actor): Promise<LawyerDocument | null> => {
    const lawyer = await register().get(lawyerId)
    return lawyer !== null && (actor.role === 'system' || lawyer.persons.includes(actor.id)) ? lawyer : null
  }
  const countiesOf = (lawyer: LawyerDocument, now: Instant): readonly string[] => [...new Set([
    ...lawyer.counsel.filter(({ until }) => until === null || now < until).map(({ county }) => county),
    ...(lawyer.profile?.county ? [lawyer.profile.county] : []),
  ])]
  const shiftsOf = async (lawyerId: string): Promise<{ readonly held: readonly ShiftDocument[]; readonly past: readonly ShiftDocument[] }> => {
    const found = await ports.view<HeldShifts>(heldShifts.collection.name).get(lawyerId)
    const known = await roster().getMany([...found?.held ?? [], ...found?.past ?? []])
    const those = (keys: readonly string[] | undefined) => (keys ?? []).flatMap((key) => known.get(key) ?? [])
    return { held: those(found?.held), past: those(found?.past) }
  }

  /** Those who are asked as he is, able to be asked today: counsel of his county, or else the lawyers of his province. */
  const groupOf = (lawyer: LawyerDocument, now: Instant): { readonly kind: 'county' | 'province'; readonly code: string; readonly members: ReadonlySet<string> } => {
    const { columns } = own.index
    const ids = (rows: readonly number[]): ReadonlySet<string> =>
      new Set(rows.filter((row) => columns.standing[row] === 0 && (columns.bits[row]! & BIT.probe) === 0).map((row) => columns.ids[row]!))
    const county = lawyer.counsel.find(({ until }) => until === null || now < until)?.county
    if (county !== undefined) return { kind: 'county', code: county, members: ids(own.index.counselOf(county, epochMs(now))) }
    const code = lawyer.profile?.region.slice(0, 2) ?? '00'
    return { kind: 'province', code, members: ids(own.index.rowsOfProvince(Number(code)).filter((row) => columns.province[row] === Number(code))) }
  }
  const sharesOf = async (month: string): Promise<ReadonlyMap<string, Share>> => {
    const parts = await ports.view<MonthPart>(months.collection.name).getMany(partsOf(month))
    return new Map([...parts.values()].flatMap(({ lawyers: shares }) => Object.entries(shares)))
  }
  /** How many of each: one star, two stars … */
  const ratingsOf = async (lawyerId: string, month: string): Promise<readonly number[]> => {
    const counts = [0, 0, 0, 0, 0]
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await ports.view<RatingDocument>(ratings.collection.name).find({ where: { lawyerId, month }, limit: 1000, ...(cursor ? { cursor } : {}) })
      for (const { stars } of page.items) counts[stars - 1]! += 1
      cursor = page.next
    }
    return counts
  }

  return {
    /** A lawyer's service by month, newest first, and the median of those who are asked as he is; his own. */
    service: query({
      schema: z.strictObject({ lawyerId: LawyerId, months: z.int().min(1).max(12).default(6) }), roles: OWN,
      async run({ lawyerId, months: many }, { actor, now }) {
        const lawyer = await himself(lawyerId, actor)
        if (lawyer === null) return null
        await own.follower.refresh(now)
        const group = groupOf(lawyer, now)
        const served = (await ports.view<LedgerDocument>(ledger.collection.name).get(lawyerId))?.months ?? {}
        return json({
          group: { kind: group.kind, code: group.code, members: group.members.size },
          months: await Promise.all(monthsBack(now, many).map(async (month) => {
            const [all, rated] = await Promise.all([sharesOf(month), ratingsOf(lawyerId, month)])
            const others = [...all].filter(([id]) => group.members.has(id)).map(([, share]) => share)
            const [asked, answered, dutyMinutes] = [0, 1, 2].map((i) => medianOf(others.map((share) => share[i]!)))
            return { month, ...EMPTY_MONTH, ...served[month], ratings: rated, active: others.length, median: asked === null ? null : { asked, answered, dutyMinutes } }
          })),
        })
      },
    }),

    /** How a lawyer stands: his card, what stands in his way, his duty now, how much he was asked lately; his own. */
    standing: query({
      schema: z.strictObject({ lawyerId: LawyerId }), roles: OWN,
      async run({ lawyerId }, { actor, now }) {
        const lawyer = await himself(lawyerId, actor)
        if (lawyer === null) return null
        const { phone: _phone, ...card } = fullCard(lawyer, now)
        const load = await ports.view<LedgerDocument>(ledger.collection.name).get(lawyerId)
        const { held } = await shiftsOf(lawyerId)
        return json({
          ...card, suspendedUntil: lawyer.suspended?.until ?? null, isQuietNow: isQuiet(lawyer.quiet, minuteOf(epochMs(now))),
          onDutyUntil: held.find(({ startsAt, endsAt, missedBy }) => startsAt <= now && now < endsAt && !missedBy.includes(lawyerId))?.endsAt ?? null,
          burden: load === null ? 0 : faded(load, dayOf(epochMs(now))),
        })
      },
    }),

    /** What a lawyer declared, latest first, without names; his own. */
    conflicts: query({
      schema: z.strictObject({ lawyerId: LawyerId }), roles: OWN,
      async run({ lawyerId }, { actor }) {
        if (await himself(lawyerId, actor) === null) return null
        const found = await ports.view<ConflictsDocument>(conflicts.collection.name).get(lawyerId)
        return json((found?.declared ?? []).map(({ kind, at }) => ({ kind, at })).toReversed())
      },
    }),

    /** Shifts a lawyer holds, shifts that he served, and those of his counties that are to come; his own. */
    'my-shifts': query({
      schema: z.strictObject({ lawyerId: LawyerId }), roles: OWN,
      async run({ lawyerId }, { actor, now }) {
        const lawyer = await himself(lawyerId, actor)
        if (lawyer === null) return null
        const [{ held, past }, ahead] = await Promise.all([shiftsOf(lawyerId), Promise.all(countiesOf(lawyer, now).map((county) =>
          roster().find({ where: { county, startsAt: { gt: now } }, sort: [['startsAt', 'asc']], limit: 100 })))])
        const open = ahead.flatMap(({ items }) => items).filter((shift) => shift.phase === 'open' && !shift.lawyers.includes(lawyerId))
        const rosters = new Map(await Promise.all([...new Set([...held, ...open].map(({ rosterId }) => rosterId))].map(async (id) =>
          [id, (await ports.state(dutyAggregate, id))?.state.rules ?? null] as const)))
        const row = ({ rosterId, shiftId, county, post, startsAt, endsAt, capacity, languages, phase, lawyers: who, missedBy }: ShiftDocument) => {
          const terms = rosters.get(rosterId)
          return {
            rosterId, shiftId, county, post, startsAt, endsAt, capacity, languages, phase, taken: who.length, isMissed: missedBy.includes(lawyerId),
            grabFrom: terms?.grabFrom ?? null, maxShifts: terms?.maxShiftsPerLawyer ?? null, releaseMs: terms?.releaseMs ?? null,
          }
        }
        const soonest = (shifts: readonly ShiftDocument[]) => shifts.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1)).map(row)
        return json({ held: soonest(held), open: soonest(open).slice(0, 100), past: soonest(past).toReversed() })
      },
    }),
  }
}
