// What may be asked of this service. A citizen gets nothing here that is not hers; how far an officer reaches is the edge's table.
import { AlarmId, CountyCode, Instant, OutlinedDivision, PersonId, RegionCode, SuperviseeId, type Role } from '@zhijian/contracts'
import type { Json } from '@zhijian/kernel'
import { query, type QueryDefinition, type ServicePorts } from '@zhijian/runtime'
import { z } from 'zod'
import type { Supervision } from './adapters/supervision-terms.ts'
import type { AlarmState } from './alarm.ts'
import { alarmAggregate, boundaryAggregate, superviseeAggregate } from './aggregates.ts'
import { monthsAfter } from './months.ts'
import type { Supervisee } from './supervisee.ts'
import { alarms, type AlarmDocument } from './views/alarms.ts'
import { checkIns } from './views/check-ins.ts'
import { decisions, type DecisionsDocument } from './views/decisions.ts'
import { leaves } from './views/leaves.ts'
import { requests, type RequestsDocument } from './views/requests.ts'
import { supervisees, type SuperviseeDocument } from './views/supervisees.ts'
import { transitions } from './views/transitions.ts'
import { zoneProposals } from './views/zone-proposals.ts'
import { zones } from './views/zones.ts'

const LOOKERS: readonly Role[] = ['correction-officer', 'bureau-head', 'auditor']
/** 检察院 reads what was decided, and no position. */
const READERS: readonly Role[] = [...LOOKERS, 'procurator']
const json = (value: unknown): Json => value as Json
const One = z.strictObject({ superviseeId: SuperviseeId })
const page = { limit: z.int().min(1).max(200), cursor: z.string().max(500).optional() }
const within = (region: string): string => (region.length === 6 ? 'county' : region.length === 9 ? 'town' : 'region')
/** Lists of one person: what they are called, and by what they are in order, the latest first. */
const LISTS = { zones: [zones, 'from'], 'zone-proposals': [zoneProposals, 'askedAt'], leaves: [leaves, 'askedAt'], 'check-ins': [checkIns, 'askedAt'], transitions: [transitions, 'knownAt'], alarms: [alarms, 'raisedAt'] } as const
const List = z.enum(Object.keys(LISTS) as [keyof typeof LISTS])

export const createQueries = (ports: ServicePorts, supervision: Supervision): Readonly<Record<string, QueryDefinition>> => {
  const documents = () => ports.view<SuperviseeDocument>(supervisees.collection.name)
  const stateOf = async (superviseeId: string) => (await ports.state<Supervisee>(superviseeAggregate, superviseeId))?.state ?? null
  const listOf = async (list: z.infer<typeof List>, superviseeId: string, limit: number, cursor?: string) => {
    const [view, by] = LISTS[list]
    return ports.view(view.collection.name).find({ where: { superviseeId }, sort: [[by, 'desc']], limit, ...(cursor === undefined ? {} : { cursor }) })
  }
  return {
    /** Where somebody is supervised, and who that is: from the log itself, for whoever asks before he lets in. Null: nobody. */
    'supervisee-place': query({
      schema: One, roles: ['system'],
      async run({ superviseeId }) {
        const state = await stateOf(superviseeId)
        return state === null ? null : { person: state.person, region: state.region }
      },
    }),
    /** Where an alarm belongs. Null: there is none. */
    'alarm-place': query({
      schema: z.strictObject({ alarmId: AlarmId }), roles: ['system'],
      async run({ alarmId }) {
        const found = await ports.view<AlarmDocument>(alarms.collection.name).get(alarmId)
        return found === null ? null : { superviseeId: found.superviseeId, region: found.region }
      },
    }),
    /** How an alarm stands, from the log itself: for whoever is about to tell of it. Null: there is none. */
    'alarm-now': query({
      schema: z.strictObject({ alarmId: AlarmId }), roles: ['system'],
      async run({ alarmId }) {
        const found = (await ports.state<AlarmState>(alarmAggregate, alarmId))?.state
        return found === undefined || found.phase === 'absent' ? null : { phase: found.phase, level: found.level }
      },
    }),
    /** What keeps somebody's data from being destroyed: a correction that runs, and the file of one that is over. */
    'kept': query({
      schema: z.strictObject({ personId: PersonId }), roles: ['system'],
      async run({ personId }) {
        const { items } = await documents().find({ where: { person: personId }, sort: [['begunAt', 'desc']], limit: 100 })
        return items.flatMap(({ phase, until, end, terms }) => {
          if (phase !== 'over') return [{ rule: '社区矫正期间（社区矫正法）', until }]
          const { archive } = supervision
          return archive === null || end === null ? [] : [{ rule: archive.rule, until: monthsAfter(end.at, 12 * archive.years, Number(terms['utcOffsetMs'])) }]
        })
      },
    }),
    /** A part of those whose corrections are all over, and whose files have been kept as long as the archive's rule says; nobody where none was said. */
    'ended-people': query({
      schema: z.strictObject({ countyCode: CountyCode, at: Instant, cursor: z.string().max(500).optional() }), roles: ['system'],
      async run({ countyCode, at, cursor }) {
        const { archive } = supervision
        if (archive === null) return json({ people: [], next: null })
        const isDue = ({ end, terms }: SuperviseeDocument): boolean => end !== null && monthsAfter(end.at, 12 * archive.years, Number(terms['utcOffsetMs'])) <= at
        const { items, next } = await documents().find({ where: { county: countyCode, phase: 'over' }, sort: [['begunAt', 'desc']], limit: 200, ...(cursor === undefined ? {} : { cursor }) })
        const people = new Set<string>()
        for (const person of new Set(items.filter(isDue).map((each) => each.person))) {
          const all = await documents().find({ where: { person }, sort: [['begunAt', 'desc']], limit: 100 })
          if (all.items.every(isDue)) people.add(person)
        }
        return json({ people: [...people], next })
      },
    }),
    /** Of a county or a town. Null: nobody said where it ends. */
    'boundary': query({
      schema: z.strictObject({ division: OutlinedDivision }), roles: [...LOOKERS, 'citizen', 'system'],
      run: async ({ division }) => json((await ports.state(boundaryAggregate, division))?.state ?? null),
    }),
    'alarm': query({ schema: z.strictObject({ alarmId: AlarmId }), roles: LOOKERS, run: async ({ alarmId }) => json(await ports.view<AlarmDocument>(alarms.collection.name).get(alarmId)) }),
    'supervisee': query({ schema: One, roles: READERS, run: async ({ superviseeId }) => json(await documents().get(superviseeId)) }),
    /** Of a county, a town or a village, the latest first. */
    'supervisees': query({
      schema: z.strictObject({ region: RegionCode, phase: z.enum(['under-correction', 'over']), ...page }), roles: READERS,
      async run({ region, phase, limit, cursor }) {
        const where = { [within(region)]: region, phase }
        const found = await documents().find({ where, sort: [['begunAt', 'desc']], limit, ...(cursor === undefined ? {} : { cursor }) })
        return json({ ...found, total: await documents().count(where) })
      },
    }),
    /** What waits for a decision about those of a county, a town or a village, whoever waits longest first; or what was decided, the latest first. */
    'requests': query({
      schema: z.strictObject({ region: RegionCode, isOpen: z.boolean(), ...page }), roles: LOOKERS,
      async run({ region, isOpen, limit, cursor }) {
        const where = { [within(region)]: region, [isOpen ? 'isWaiting' : 'isDecided']: true }
        const view = ports.view<RequestsDocument>(requests.collection.name)
        const found = await view.find({ where, sort: [isOpen ? ['waitsSince', 'asc'] : ['decidedAt', 'desc']], limit, ...(cursor === undefined ? {} : { cursor }) })
        const items = found.items.map(({ superviseeId, region: lies, waiting, decided }) => ({ superviseeId, region: lies, requests: isOpen ? waiting : decided }))
        return json({ ...found, items, total: await view.count(where) })
      },
    }),
    /** What was decided about those of a county, a town or a village and on alarms there, what was decided on last first. */
    'decisions': query({
      schema: z.strictObject({ region: RegionCode, ...page }), roles: READERS,
      run: async ({ region, limit, cursor }) => json(await ports.view<DecisionsDocument>(decisions.collection.name).find({
        where: { [within(region)]: region, isDecided: true }, sort: [['lastAt', 'desc']], limit, ...(cursor === undefined ? {} : { cursor }),
      })),
    }),
    /** Zones in all versions, leave, check-ins, findings or alarms of one person. */
    'supervisee-list': query({
      schema: One.extend({ list: List, ...page }), roles: [...READERS, 'system'], run: async ({ superviseeId, list, limit, cursor }) => json(await listOf(list, superviseeId, limit, cursor)),
    }),
    /** The board of a county, a town or a village. */
    'alarms': query({
      schema: z.strictObject({ region: RegionCode, isOpen: z.boolean(), ...page }), roles: READERS,
      async run({ region, isOpen, limit, cursor }) {
        const where = { [within(region)]: region, isOpen }
        const view = ports.view<AlarmDocument>(alarms.collection.name)
        const found = await view.find({ where, sort: [['raisedAt', 'desc']], limit, ...(cursor === undefined ? {} : { cursor }) })
        // What was hinted about her of late stands at the alarm: for whoever calls her.
        const people = await documents().getMany([...new Set(found.items.map(({ superviseeId }) => superviseeId))])
        const items = found.items.map((each) => ({ ...each, hints: people.get(each.superviseeId)?.hints ?? [] }))
        return json({ ...found, items, total: await view.count(where) })
      },
    }),
    /** One's own, the latest first. */
    'my-supervision': query({
      schema: z.strictObject({}), roles: ['citizen'],
      run: async (_, { actor }) => json((await documents().find({ where: { person: actor.id }, sort: [['begunAt', 'desc']], limit: 20 })).items),
    }),
    /** One's own zones, leave or check-ins; nothing where it is not one's own. */
    'my-supervision-list': query({
      schema: One.extend({ list: List.exclude(['alarms', 'zone-proposals']), ...page }), roles: ['citizen'],
      async run({ superviseeId, list, limit, cursor }, { actor }) {
        const state = await stateOf(superviseeId)
        return state?.person === actor.id ? json(await listOf(list, superviseeId, limit, cursor)) : { items: [], cursor: null }
      },
    }),
  }
}
