// Doors for positions, and looks at them. A device is known by the name that it was told and nobody else; whoever looks says what for, and that is in the
// log before anything is shown.
import { DeviceId, Instant, PersonId, RegionCode, SuperviseeId } from '@zhijian/contracts'
import { epochMs, type Instant as At } from '@zhijian/kernel'
import { recorded } from '@zhijian/operating'
import { batchOf, gpxFileOf, osmAndOf, tableOf } from '@zhijian/positions'
import { z } from 'zod'
import { Purpose } from '../fields.ts'
import type { Gateway } from '../gateway.ts'
import { EDGE } from '../ids.ts'
import { holderOf, openedBoxes, PositionsTaken, received, ShownFix, shownFix, takePositions, type Received } from '../positions.ts'
import { zhRules } from '../i18n/zh-CN.ts'
import { ProblemError } from '../problems.ts'
import { done, route, type AnyRoute, type Call, type Resource } from '../route.ts'
import { PageQuery, pageOf, pageSchema } from './lists.ts'

const tag = 'supervision'
const MONITOR = 'geofence-monitor'
const One = z.strictObject({ supervisee: SuperviseeId })
const Place = z.object({ person: PersonId, region: z.string() }).nullable()
/** Ten times as many as are taken at once fit in, so that whoever sends too many is told how many may come. */
const MOST_BYTES = 2_000_000
const Datum = z.enum(['wgs-84', 'gcj-02', 'bd-09']).default('wgs-84')
const REFUSALS = ['no-such-device', 'too-many-positions', 'no-positions', 'unknown-datum', 'no-such-supervisee', 'store-full', 'positions-not-taken'] as const
const common = { tag, idempotency: 'none' } as const
const purpose = z.strictObject({ purpose: Purpose })

const placeOf = async ({ gateway, params }: { readonly gateway: Gateway; readonly params: { readonly supervisee: string } }) =>
  Place.parse(await gateway.ask(MONITOR, 'supervisee-place', { superviseeId: params.supervisee }, EDGE))
const where = async (call: { readonly gateway: Gateway; readonly params: { readonly supervisee: string } }): Promise<Resource | null> => {
  const found = await placeOf(call)
  return found === null ? null : { owner: found.person, region: found.region }
}
const herself = async (call: { readonly gateway: Gateway; readonly params: { readonly supervisee: string } }) => {
  const found = await placeOf(call)
  if (found === null) throw new ProblemError('no-such-thing')
  return { superviseeId: call.params.supervisee, person: found.person }
}

/** Everything that the clients of Traccar send, in a query, as JSON or as a form. */
const osmAnd = async ({ gateway, request, body }: Pick<Call<unknown, unknown, unknown>, 'gateway' | 'request'> & { readonly body: unknown }) => {
  const address = request.raw.url ?? ''
  const cut = address.indexOf('?')
  const reception = osmAndOf({
    query: cut < 0 ? '' : address.slice(cut + 1), contentType: request.headers['content-type'] ?? null, body: Buffer.isBuffer(body) ? body.toString('utf8') : '', receivedAt: epochMs(gateway.clock.now()),
  })
  const read: Received = reception.kind === 'received' ? reception : received(reception)
  const to = await holderOf(gateway, read.device)
  // A client keeps what is refused, sends it again for ever, and sends nothing after it: what can never be read is answered for as well, counted, and told of.
  for (const { field, code } of read.problems) gateway.log?.warn('position-unreadable', { field, problem: code })
  return takePositions(gateway, to, read.device, read)
}
/** What a client adds is its own business. */
const AnyQuery = z.record(z.string().max(100), z.unknown())

const Latest = z.object({ superviseeId: z.string(), deviceId: z.string().nullable(), box: z.unknown() })
const Track = z.object({ boxes: z.array(z.unknown()), marks: z.array(z.array(z.string())), digests: z.array(z.string()) }).nullable()

export const positionRoutes: readonly AnyRoute[] = [
  route({
    ...common, id: 'send-positions', method: 'POST', path: '/positions', status: 200, rate: 'position', bodyLimit: MOST_BYTES,
    summary: { zh: '定位装置批量上报位置', en: 'Positions of a device, at most 1,000 at once; `datum` says what the numbers are, times carry their zone. Kept when it is answered' },
    body: z.strictObject({ device: z.unknown(), datum: z.unknown().optional(), fixes: z.array(z.unknown()) }), response: PositionsTaken, refusals: REFUSALS,
    async handle({ gateway, body }) {
      const reception = received(batchOf(body))
      return takePositions(gateway, await holderOf(gateway, reception.device), reception.device, reception)
    },
  }),
  route({
    ...common, id: 'send-osmand-query', method: 'GET', path: '/positions/osmand', status: 200, rate: 'position', query: AnyQuery, response: PositionsTaken, refusals: REFUSALS,
    summary: { zh: '定位装置上报位置（OsmAnd 协议）', en: 'A position by the OsmAnd protocol in the query, as clients of Traccar up to 7.x send it; `id` is the device' }, handle: osmAnd as never,
  }),
  route({
    ...common, id: 'send-osmand', method: 'POST', path: '/positions/osmand', status: 200, rate: 'position', query: AnyQuery, bytes: { mediaType: '*/*', max: 1_000_000 }, response: PositionsTaken, refusals: REFUSALS,
    summary: { zh: '定位装置上报位置（OsmAnd 协议，查询、JSON 或表单）', en: 'The same by POST: in the query, as JSON (9.x) or as a form (10.1)' }, handle: osmAnd as never,
  }),
  route({
    ...common, id: 'send-my-positions', method: 'POST', path: '/my-supervision/:supervisee/positions', params: One, status: 200, rate: 'write', bodyLimit: MOST_BYTES,
    summary: { zh: '信息化核查时上报我的位置', en: 'Where one is, while a check is open; anything else is counted and not kept' },
    body: z.strictObject({ datum: Datum, fixes: z.array(z.unknown()) }), response: PositionsTaken, refusals: REFUSALS, resource: where as never,
    async handle(call) {
      return takePositions(call.gateway, await herself(call), null, received(batchOf({ ...call.body, device: 'herself' })))
    },
  }),
  route({
    ...common, id: 'import-positions', method: 'POST', path: '/supervisees/:supervisee/devices/:device/positions', params: One.extend({ device: DeviceId }), status: 200, rate: 'upload',
    summary: { zh: '导入定位装置的轨迹文件（GPX 或 CSV）', en: 'A file out of a bound device: GPX, or a table with time, lng, lat; what no basis covers is counted and not kept' },
    query: z.strictObject({ kind: z.enum(['gpx', 'csv']), datum: Datum.describe('of a table; GPX is WGS-84 by its own rule') }), bytes: { mediaType: '*/*', max: 12_000_000 }, response: PositionsTaken,
    refusals: [...REFUSALS, 'file-not-readable'], resource: where as never,
    async handle(call) {
      const { gateway, params: { supervisee, device }, query: { kind, datum }, body, caller, actor } = call
      const bytes = body as unknown as Buffer
      const read = kind === 'gpx' ? gpxFileOf(bytes) : await tableOf(bytes, datum)
      if (read.kind === 'refused' && read.code === 'malformed') throw new ProblemError('file-not-readable', { detail: { message: read.because ?? zhRules['not-gpx']! } })
      const reception = received(read)
      const to = await herself(call)
      return await recorded(gateway, { operation: 'import-positions', by: caller!.session.accountId, staffId: actor.id, reason: kind, target: supervisee },
        async () => await takePositions(gateway, to, device, reception) as never) as never
    },
  }),
  route({
    ...common, id: 'look-at-positions', method: 'POST', path: '/regions/:region/position-views', params: z.strictObject({ region: RegionCode }), status: 200, rate: 'read',
    summary: { zh: '辖区当前位置（先写明目的，查阅本身记录在案）', en: 'Where those are now of whom it may be known now, in a county, a town or a village. The purpose is recorded first' },
    query: z.strictObject({ ...PageQuery }), body: purpose, response: pageSchema(ShownFix.extend({ superviseeId: z.string(), isTracked: z.boolean() })), refusals: ['bad-cursor', 'positions-not-taken'],
    resource: ({ params }) => ({ region: params.region }),
    async handle({ gateway, params: { region }, query, body, caller, actor, ask }) {
      return await recorded(gateway, { operation: 'look-at-positions', by: caller!.session.accountId, staffId: actor.id, reason: body.purpose, target: region }, async () => {
        const page = pageSchema(Latest).parse(await ask(MONITOR, 'latest-positions', { region, ...pageOf(query) }))
        const items = []
        for (const { superviseeId, deviceId, box } of page.items) {
          if (box === null) continue
          const [fix] = await openedBoxes(gateway, [box])
          if (fix !== undefined) items.push({ superviseeId, isTracked: deviceId !== null, ...shownFix(fix) })
        }
        return done({ ...page, items }) as never
      }) as never
    },
  }),
  route({
    ...common, id: 'look-at-track', method: 'POST', path: '/supervisees/:supervisee/track-views', params: One, status: 200, rate: 'read',
    summary: { zh: '查阅轨迹（先写明目的，查阅本身记录在案）', en: 'What is kept of somebody\'s track, with what was noticed about each position. The purpose is recorded first' },
    body: purpose.extend({ from: Instant, until: Instant.describe('exclusive') }),
    response: z.object({ fixes: z.array(ShownFix.extend({ digest: z.string(), marks: z.array(z.string()) })) }), refusals: ['no-such-supervisee', 'track-too-long', 'positions-not-taken'], resource: where as never,
    async handle({ gateway, params: { supervisee }, body: { purpose: reason, from, until }, caller, actor, ask }) {
      const [begin, end] = [epochMs(from as At), epochMs(until as At)]
      if (end - begin > MOST_MS) throw new ProblemError('track-too-long')
      return await recorded(gateway, { operation: 'look-at-track', by: caller!.session.accountId, staffId: actor.id, reason, target: supervisee }, async () => {
        const track = Track.parse(await ask(MONITOR, 'track', { superviseeId: supervisee, from: begin, until: end }))
        const fixes = track === null ? [] : await openedBoxes(gateway, track.boxes)
        return done({ fixes: fixes.map((fix, at) => ({ ...shownFix(fix), digest: track!.digests[at]!, marks: track!.marks[at]! })) }) as never
      }) as never
    },
  }),
]
/** A look is at some days; more is another look. */
const MOST_MS = 31 * 86_400_000
