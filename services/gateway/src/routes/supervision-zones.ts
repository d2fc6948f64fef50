// Where somebody has to be and may not go: drawn or sent as GeoJSON, checked here, sealed before it goes anywhere. And where the county and its
// towns end, which says what an officer may set alone.
import { line, OutlinedDivision, ownWords, WeeklySchedule, ZoneId, ZoneKind, ZoneProposalId, type PersonId } from '@zhijian/contracts'
import { liesWithin } from '@zhijian/geometry'
import { assert, type JsonObject } from '@zhijian/kernel'
import { recorded } from '@zhijian/operating'
import { z } from 'zod'
import { Purpose, reasoned, withReason, WithReason } from '../fields.ts'
import type { Gateway } from '../gateway.ts'
import { createdId, EDGE } from '../ids.ts'
import { within } from '../policy.ts'
import { done, refused, route, type Answer, type AnyRoute, type Call } from '../route.ts'
import type { Scope } from '../standing.ts'
import { boundaryShape, boundaryText, contentOf, DatumField, drawn, featureOf, Geometry, liesOf, MOST_POINTS, openedZone, TOWN_TOLERANCE_M } from '../zone.ts'
import { outcome } from './outcome.ts'
import { act, common, countyOf, Done, listOf, MONITOR, One, OVER, placeOf, reachOf, where } from './supervised.ts'
import { ZoneRow } from './supervised-rows.ts'

const OneZone = One.extend({ zone: ZoneId })
const UNFIT = [
  'zone-not-geojson', 'zone-too-many-points', 'zone-out-of-range', 'zone-coordinates-swapped', 'zone-out-of-bounds', 'zone-too-few-points', 'zone-not-closed', 'zone-crosses-itself', 'zone-no-area',
  'zone-hole-outside', 'zone-parts-overlap', 'zone-wrong-size', 'zone-datum-doubtful', 'no-boundary',
] as const
const BIG = 2_200_000

const Boundary = z.object({ coordinates: z.string().nullable(), source: z.string().nullable() }).nullable()
type Asking = Pick<Call<unknown, unknown, unknown>, 'ask'>
/** Null: nobody said where the division ends. */
const boundaryOf = async ({ ask }: Asking, division: string) => {
  const found = Boundary.parse(await ask(MONITOR, 'boundary', { division }))
  return found === null || found.coordinates === null ? null : { shape: boundaryShape(found.coordinates), text: found.coordinates, source: found.source ?? '' }
}
/** The towns that an office reaches, and the villages of one that reaches no town: nobody says where a village ends. */
const townsOf = (scopes: readonly Scope[], region: string): readonly string[] => [...new Set(scopes.flatMap((scope) => (scope.region !== null && within(scope.region, countyOf(region)) ? [scope.region] : [])))]

const area = { geometry: Geometry, datum: DatumField.default('wgs-84').describe('in which it was drawn; maps and phones of the mainland draw in gcj-02 or bd-09') }
type Areas = { readonly label: string; readonly geometry: z.infer<typeof Geometry>; readonly datum: z.infer<typeof DatumField> }
/** What an area becomes, for this person, and its shapes; or why it cannot bind anybody. */
const fitArea = async ({ gateway, ask }: { readonly gateway: Gateway } & Asking, superviseeId: string, { label, geometry, datum }: Areas) => {
  const place = await placeOf(gateway, superviseeId)
  assert(place !== null, 'the resource was found before')
  const county = (await boundaryOf({ ask }, countyOf(place.region)))?.shape ?? null
  const found = drawn(geometry, datum, county)
  if (found.kind === 'unfit') return refused(found.code, found.detail)
  const content = contentOf(label, found.shapes)
  if (content === null) return refused('zone-too-many-points', { max: MOST_POINTS, points: found.points })
  return { kind: 'fit', sealed: { content: await gateway.sealer.seal(place.person as PersonId, content) as never, points: found.points }, shapes: found.shapes, county, region: place.region } as const
}
/** Of a leave: whoever may approve the leave may say where it is spent. */
export const sealedArea = async (call: { readonly gateway: Gateway } & Asking, superviseeId: string, areas: Areas): Promise<{ readonly content: JsonObject } | Answer<never>> => {
  const found = await fitArea(call, superviseeId, areas)
  return found.kind === 'fit' ? found.sealed : found
}
export const AreaBody = z.strictObject({ label: line(60), ...area })
export const AREA_REFUSALS = UNFIT

const zoneBody = z.strictObject({
  label: line(60).describe('what people call it; the person reads it on her phone, so it names no victim and not who lives there; kept under seal'), ...area, kind: ZoneKind.describe('allowed: all of these together are the area, always; stay: to be there by the schedule; forbidden: not to go there by the schedule'),
  schedule: WeeklySchedule.default(null).describe('null: always'), ...withReason,
})
const proposalBody = zoneBody.extend({ zone: ZoneId.optional().describe('a zone that is there and is to have another version; absent: a new one') })
type ZoneBody = z.infer<typeof zoneBody>
const formOf = ({ kind, ...more }: z.infer<typeof Geometry>): string => {
  if (kind === 'several') return (more as { shapes: unknown[] }).shapes.length > 1 ? 'several' : formOf((more as { shapes: z.infer<typeof Geometry>[] }).shapes[0]!)
  return kind === 'county' ? 'outline' : kind === 'geojson' ? 'polygon' : kind
}
/** @param proposal absent: it is set */
const set = async (call: Call<{ supervisee: string }, unknown, ZoneBody>, zoneId: string, proposal?: string): Promise<Answer<never>> => {
  const { gateway, params: { supervisee }, body: { label, geometry, datum, kind, schedule, ...body }, send } = call
  const found = await fitArea(call, supervisee, { label, geometry, datum })
  if (found.kind !== 'fit') return found
  const towns = reachOf(call.scopes, found.region) === 'county' ? null : await Promise.all(townsOf(call.scopes, found.region).map(async (town) => (town.length === 9 ? (await boundaryOf(call, town))?.shape ?? null : null)))
  const zone = {
    superviseeId: supervisee, zoneId, kind, schedule: schedule as never, ...found.sealed, lies: liesOf(found.shapes, found.county, towns), form: formOf(geometry), ...await reasoned(gateway, body),
  }
  return (proposal === undefined ? outcome(await send(MONITOR, 'set-zone', zone), { zoneId }) : outcome(await send(MONITOR, 'propose-zone', { ...zone, proposalId: proposal }), { zoneId, proposalId: proposal })) as never
}
const REFUSALS = [...OVER, ...UNFIT, 'zone-kind-fixed', 'zone-always-allowed', 'too-many-zones'] as const
const BEYOND_REACH = ['zone-beyond-county', 'zone-county-unknown', 'zone-beyond-town', 'zone-town-unknown'] as const
const OneDivision = z.strictObject({ region: OutlinedDivision })
const Towns = z.object({ towns: z.array(z.object({ code: z.string() })) }).nullable()
const OneProposal = One.extend({ proposal: ZoneProposalId })

export const supervisionZoneRoutes: readonly AnyRoute[] = [
  route({
    ...common, id: 'set-zone', method: 'POST', path: '/supervisees/:supervisee/zones', params: One, status: 201, bodyLimit: BIG,
    summary: { zh: '划定区域（活动范围、须在场所、禁入区域）', en: 'An area somebody may not leave, has to be in, or may not enter: circle, polygon, corridor, the county, or a GeoJSON file' },
    body: zoneBody, response: Done.extend({ zoneId: z.string() }), refusals: [...REFUSALS, ...BEYOND_REACH], resource: where as never, handle: (call) => set(call as never, createdId(call.commandId, 'z')) as never,
  }),
  route({
    ...common, id: 'change-zone', method: 'PUT', path: '/supervisees/:supervisee/zones/:zone', params: OneZone, status: 200, bodyLimit: BIG,
    summary: { zh: '变更区域（生成新版本，旧版本保留）', en: 'Another version of a zone; what was decided before stays decided on the one before' },
    body: zoneBody, response: Done.extend({ zoneId: z.string() }), refusals: [...REFUSALS, ...BEYOND_REACH], resource: where as never, handle: (call) => set(call as never, call.params.zone) as never,
  }),
  act({
    id: 'retire-zone', method: 'DELETE', path: '/zones/:zone', command: 'retire-zone', params: OneZone, named: ({ zone }) => ({ zoneId: zone }), body: WithReason,
    summary: { zh: '取消区域', en: 'A zone binds nobody any more; its versions stay for whoever looks back' }, refusals: ['no-such-zone'],
  }),
  route({
    ...common, id: 'propose-zone', method: 'POST', path: '/supervisees/:supervisee/zone-proposals', params: One, status: 201, bodyLimit: BIG,
    summary: { zh: '提请批准超出辖区的区域', en: 'An area that reaches out of what one\'s office reaches, or another version of one: it binds nobody until somebody else approves it' },
    body: proposalBody, response: Done.extend({ zoneId: z.string(), proposalId: z.string() }), refusals: [...REFUSALS, 'zone-within-scope'], resource: where as never,
    handle: ({ body: { zone, ...body }, ...call }) => set({ ...call, body } as never, zone ?? createdId(call.commandId, 'z'), createdId(call.commandId, 'zp')) as never,
  }),
  act({
    id: 'approve-zone', path: '/zone-proposals/:proposal/approval', command: 'approve-zone', params: OneProposal, named: ({ proposal }) => ({ proposalId: proposal }), reaching: true, body: WithReason,
    summary: { zh: '批准超出辖区的区域（须另一人；超出县界的，两人中须有县司法局负责人）', en: 'Approve it, as a second person who reaches the county; where it leaves the county one of the two is the head. It binds from now on' },
    refusals: ['no-such-zone-proposal', 'zone-proposal-own', 'zone-needs-county', 'zone-needs-head', 'zone-kind-fixed', 'zone-always-allowed', 'too-many-zones'],
  }),
  act({
    id: 'reject-zone', method: 'DELETE', path: '/zone-proposals/:proposal', command: 'reject-zone', params: OneProposal, named: ({ proposal }) => ({ proposalId: proposal }), reaching: true,
    body: z.strictObject({ reason: ownWords({ max: 500, min: 2 }) }), sealed: ['reason'], summary: { zh: '不批准超出辖区的区域，或撤回自己的提请', en: 'Send it back with a reason, or take back one\'s own; nothing changes' }, refusals: ['no-such-zone-proposal', 'zone-needs-county', 'zone-needs-head'],
  }),
  route({
    ...common, id: 'export-zones', method: 'POST', path: '/supervisees/:supervisee/zones/exports', params: One, status: 201,
    summary: { zh: '导出区域（GeoJSON，先写明目的）', en: 'All zones that bind now as GeoJSON. The purpose is recorded first' },
    body: z.strictObject({ purpose: Purpose, datum: DatumField.default('wgs-84').describe('RFC 7946 is WGS-84; a map of the mainland may need another') }),
    response: z.object({ geojson: z.string() }), refusals: ['no-such-supervisee'], resource: where as never,
    async handle({ gateway, params: { supervisee }, body: { purpose, datum }, caller, actor, ask }) {
      const geojson = await recorded(gateway, { operation: 'look-at-supervisee', by: caller!.session.accountId, staffId: actor.id, reason: purpose, target: supervisee }, async () => {
        const rows = (await listOf(ask, supervisee, 'zones', ZoneRow)).filter(({ retiredAt }) => retiredAt === null)
        const features = await Promise.all(rows.map(async ({ content, name, kind, schedule }) => {
          const { label, shapes } = openedZone(await gateway.sealer.openOrNull(content), datum)
          return shapes.map((shape) => featureOf(shape, { name, kind, label, schedule }))
        }))
        return JSON.stringify({ type: 'FeatureCollection', features: features.flat() })
      }) as unknown as string
      return done({ geojson })
    },
  }),
  route({
    id: 'show-boundary', method: 'GET', path: '/divisions/:region/boundary', params: OneDivision, tag: 'supervision', status: 200, idempotency: 'none', rate: 'read', refusals: ['no-boundary'],
    summary: { zh: '县界、乡镇界', en: 'Where a county or a town ends, as the bureau set it, as GeoJSON' }, query: z.strictObject({ datum: DatumField.default('wgs-84') }),
    response: z.object({ geojson: z.string(), source: z.string() }),
    async handle({ ask, params: { region: division }, query: { datum } }) {
      const found = await boundaryOf({ ask }, division)
      if (found === null) return refused('no-boundary')
      const { shapes } = openedZone(JSON.stringify({ label: division, shapes: [found.shape] }), datum)
      return done({ geojson: JSON.stringify(featureOf(shapes[0]!, { division, source: found.source })), source: found.source })
    },
  }),
  route({
    ...common, id: 'set-boundary', method: 'PUT', path: '/divisions/:region/boundary', params: OneDivision, status: 200, bodyLimit: BIG,
    summary: { zh: '设定县界、乡镇界（GeoJSON）', en: 'Where the county ends, or a town of it, out of a GeoJSON file' },
    body: z.strictObject({ geojson: z.string().max(2_000_000), datum: DatumField.describe('in which the file is; charts of the mainland are gcj-02'), source: line(200, 2), ...withReason }),
    response: Done, refusals: [...UNFIT.filter((code) => code !== 'zone-datum-doubtful'), 'no-such-division', 'boundary-outside-county'],
    // Of a town too, whoever answers for the county says where it ends: nobody widens his own reach.
    resource: ({ params }) => ({ region: countyOf(params.region) }),
    async handle({ gateway, ask, params: { region: division }, body: { geojson, datum, source, ...body }, send }) {
      const found = drawn({ kind: 'geojson', text: geojson }, datum, null)
      if (found.kind === 'unfit') return refused(found.code, found.detail)
      const [county, isTown] = [countyOf(division), division.length > 6]
      if (isTown) {
        const known = Towns.parse(await gateway.ask('directory', 'county', { code: county }, EDGE))
        if (known === null || !known.towns.some(({ code }) => code === division)) return refused('no-such-division')
        const outline = await boundaryOf({ ask }, county)
        if (outline === null) return refused('no-boundary')
        if (!liesWithin(found.shapes[0]!, outline.shape, TOWN_TOLERANCE_M)) return refused('boundary-outside-county', { metres: TOWN_TOLERANCE_M })
      }
      const set = { county, ...(isTown ? { town: division } : {}), coordinates: boundaryText(found.shapes[0]!), points: found.points, source }
      return outcome(await send(MONITOR, 'set-boundary', { ...set, ...await reasoned(gateway, body) }), {})
    },
  }),
]
