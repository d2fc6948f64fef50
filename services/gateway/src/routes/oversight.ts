// For those who oversee correction (检察院, the bureau's head, the auditor): what people decided and on which ground, refusals among it, and who looked at
// whose file or track and what for. What a door refused is no decision (ADR 0126). Read only, of their own district, and no position in it.
import { RegionCode } from '@zhijian/contracts'
import { z } from 'zod'
import { Names } from '../fields.ts'
import { EDGE } from '../ids.ts'
import { namesOf } from '../names.ts'
import { within } from '../policy.ts'
import { done, route, type AnyRoute } from '../route.ts'
import { PageQuery, pageOf, pageSchema } from './lists.ts'
import { MONITOR, placeOf } from './supervised.ts'

const common = { tag: 'supervision', params: z.strictObject({ region: RegionCode }), status: 200, idempotency: 'none', rate: 'read', query: z.strictObject({ ...PageQuery }), refusals: ['bad-cursor'] } as const

const Decision = z.object({
  what: z.enum([
    'enrolled', 'office-assigned', 'checks-permitted', 'positioning-approved', 'basis-ended', 'basis-lapsed', 'tracking-started', 'tracking-stopped', 'zone-set', 'zone-retired', 'zone-proposed', 'zone-approved',
    'zone-rejected', 'leave-approved', 'leave-refused', 'leave-returned', 'check-ins-planned', 'check-ins-stopped', 'check-in-accepted', 'check-in-rejected', 'ended', 'finding-proposed', 'finding-declined', 'alarm-closed',
  ]),
  about: z.string().nullable().describe('basis, zone with its version or that is proposed, leave, check-in, office or alarm'), ground: z.string().nullable().describe('of positioning one of five; of an end why; of an alarm what was found'),
  decision: z.string().nullable().describe('number of the paper'), kind: z.string().nullable().describe('device, kind of zone or alarm, way of check-ins, or level of a leave'), from: z.string().nullable(), until: z.string().nullable(),
  toldProcuratorate: z.boolean(), by: z.string().nullable().describe('null: by itself'), at: z.string(),
})
const Decided = z.object({ superviseeId: z.string(), region: z.string(), sentence: z.string().nullable().describe('null: on an alarm'), alarm: z.string().nullable().describe('its kind; null: on the person'), decisions: z.array(Decision), lastAt: z.string() })

/** Looks that name a purpose, and what they are at: a person's file or track, or a district's map. */
const LOOKS = ['look-at-supervisee', 'look-at-track', 'look-at-positions'] as const
const LookRow = z.object({ at: z.string(), actorId: z.string(), action: z.enum(LOOKS), aboutId: z.string(), because: z.any(), outcome: z.string().nullable() })
const Look = z.object({ at: z.string(), by: z.string(), what: z.enum(LOOKS), about: z.string().describe('the person, or the district whose map it was'), region: z.string(), purpose: z.string().nullable().describe('in the words of whoever looked; null: erased'), outcome: z.string().nullable() })

export const oversightRoutes: readonly AnyRoute[] = [
  route({
    ...common, id: 'list-supervision-decisions', method: 'GET', path: '/regions/:region/supervision-decisions',
    summary: { zh: '辖区社区矫正决定、依据和不批准（不含姓名）', en: 'What was decided in correction, on people and on alarms, on which ground, and what was refused, of a county, a town or a village; nobody is named' },
    response: pageSchema(Decided).extend({ names: Names }), resource: ({ params }) => ({ region: params.region }), looks: ({ params }) => params.region,
    async handle(call) {
      const found = pageSchema(Decided).parse(await call.ask(MONITOR, 'decisions', { region: call.params.region, ...pageOf(call.query) }))
      return done({ ...found, names: await namesOf(call, found.items.flatMap(({ decisions }) => decisions.flatMap(({ by }) => by ?? []))) })
    },
  }),
  route({
    ...common, id: 'list-supervision-looks', method: 'GET', path: '/regions/:region/supervision-looks',
    summary: { zh: '谁查阅过辖区内的档案、轨迹和位置，目的是什么', en: 'Who looked at files, tracks and positions of a county, a town or a village, when, and what for. A page may hold fewer than it asks for' },
    response: pageSchema(Look).extend({ names: Names }), resource: ({ params }) => ({ region: params.region }), looks: ({ params }) => params.region,
    async handle(call) {
      const { gateway, params: { region } } = call
      const page = z.object({ items: z.array(LookRow), next: z.string().nullable() }).parse(await gateway.ask('operator', 'looks-of', { actions: LOOKS, ...pageOf(call.query) }, EDGE))
      const places = new Map<string, string | null>()
      const regionOf = async ({ action, aboutId }: z.infer<typeof LookRow>): Promise<string | null> => {
        if (action === 'look-at-positions') return aboutId
        if (!places.has(aboutId)) places.set(aboutId, (await placeOf(gateway, aboutId))?.region ?? null)
        return places.get(aboutId)!
      }
      const items: z.input<typeof Look>[] = []
      for (const row of page.items) {
        const lies = await regionOf(row)
        if (lies === null || !within(lies, region)) continue
        items.push({ at: row.at, by: row.actorId, what: row.action, about: row.aboutId, region: lies, purpose: row.because === null ? null : await gateway.sealer.openOrNull(row.because), outcome: row.outcome })
      }
      return done({ items, next: page.next, names: await namesOf(call, items.map(({ by }) => by)) })
    },
  }),
]
