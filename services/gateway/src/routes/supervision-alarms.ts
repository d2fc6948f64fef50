// Alarms, as officers work them off; and who looked, for herself and for whoever watches over correction.
import { AlarmFinding, AlarmId, ownWords, RegionCode, type PersonId } from '@zhijian/contracts'
import { assert } from '@zhijian/kernel'
import { z } from 'zod'
import { Names, reasoned, WithReason } from '../fields.ts'
import type { Gateway } from '../gateway.ts'
import { EDGE } from '../ids.ts'
import { namesOf } from '../names.ts'
import type { RouteId } from '../policy.ts'
import { done, route, type AnyRoute, type Call, type Resource } from '../route.ts'
import { outcome } from './outcome.ts'
import { PageQuery, pageOf, pageSchema } from './lists.ts'
import { common, Done, MONITOR, One, placeOf, where } from './supervised.ts'
import { Alarm, AlarmRow, openAlarm } from './supervised-rows.ts'

const OneAlarm = z.strictObject({ alarm: AlarmId })
const AlarmPlace = z.object({ superviseeId: z.string(), region: z.string() }).nullable()
const alarmWhere = async ({ gateway, params }: { readonly gateway: Gateway; readonly params: { readonly alarm: string } }): Promise<Resource | null> => {
  const found = AlarmPlace.parse(await gateway.ask(MONITOR, 'alarm-place', { alarmId: params.alarm }, EDGE))
  return found === null ? null : { region: found.region }
}
const personOf = async (gateway: Gateway, alarmId: string): Promise<PersonId> => {
  const found = AlarmPlace.parse(await gateway.ask(MONITOR, 'alarm-place', { alarmId }, EDGE))
  const place = found === null ? null : await placeOf(gateway, found.superviseeId)
  assert(place !== null, 'the resource was found before')
  return place.person as PersonId
}
const ANY = ['no-such-alarm', 'alarm-closed'] as const

const alarmAct = <B extends z.ZodType>({ id, path, method = 'POST', command, summary, body, refusals }: {
  readonly id: RouteId; readonly path: string; readonly method?: AnyRoute['method']; readonly command: string; readonly summary: AnyRoute['summary']; readonly body: B; readonly refusals: readonly string[]
}): AnyRoute => route({
  ...common, id, method, path: `/alarms/:alarm${path}`, params: OneAlarm, status: 200, summary, body, response: Done, refusals: [...ANY, ...refusals], resource: alarmWhere as never,
  async handle({ gateway, params: { alarm }, body: sent, send }) {
    const { note, ...data } = await reasoned(gateway, sent as { because?: string; note?: string })
    // It speaks of her, and goes when her key does.
    const sealed = note === undefined ? {} : { note: await gateway.sealer.seal(await personOf(gateway, alarm), String(note)) as never }
    return outcome(await send(MONITOR, command, { alarmId: alarm, ...data, ...sealed }), {})
  },
})

const Look = z.object({ at: z.string(), by: z.string(), what: z.string().describe('look: a list or a page; look-at-…: a file or a track'), purpose: z.string().nullable().describe('in the words of whoever looked; null: a list says none') })
const Row = z.object({ at: z.string(), actorId: z.string(), action: z.string(), purpose: z.string().nullable(), because: z.any() })
const looksOf = async (call: Pick<Call<unknown, unknown, unknown>, 'gateway' | 'ask'>, superviseeId: string, cursor?: string) => {
  const { gateway } = call
  const { items, next } = z.object({ items: z.array(Row), next: z.string().nullable() })
    .parse(await gateway.ask('operator', 'looks-at', { aboutId: superviseeId, limit: 100, ...(cursor === undefined ? {} : { cursor }) }, EDGE))
  const rows = await Promise.all(items.map(async ({ at, actorId, action, because }) => ({ at, by: actorId, what: action, purpose: because === null ? null : await gateway.sealer.openOrNull(because) })))
  return { items: rows, next, names: await namesOf(call, rows.map(({ by }) => by)) }
}
const Looks = z.object({ items: z.array(Look), next: z.string().nullable(), names: Names })

export const supervisionAlarmRoutes: readonly AnyRoute[] = [
  route({
    id: 'list-alarms', method: 'GET', path: '/regions/:region/alarms', params: z.strictObject({ region: RegionCode }), tag: 'supervision', status: 200, idempotency: 'none', rate: 'read',
    summary: { zh: '辖区报警（不含姓名）', en: 'Alarms of a county, a town or a village, the latest first; nobody is named' },
    query: z.strictObject({ open: z.enum(['true', 'false']).default('true'), ...PageQuery }), response: pageSchema(Alarm).extend({ total: z.int(), names: Names }), refusals: ['bad-cursor'],
    resource: ({ params }) => ({ region: params.region }), looks: ({ params }) => params.region,
    async handle(call) {
      const { ask, gateway, params: { region }, query: { open, ...page } } = call
      const found = pageSchema(AlarmRow).extend({ total: z.int() }).parse(await ask(MONITOR, 'alarms', { region, isOpen: open === 'true', ...pageOf(page) }))
      const items = await Promise.all(found.items.map((each) => openAlarm(gateway, each)))
      return done({ ...found, items, names: await namesOf(call, items.flatMap(({ officers, notes }) => [...officers, ...notes.map(({ by }) => by)])) })
    },
  }),
  alarmAct({ id: 'acknowledge-alarm', path: '/acknowledgement', command: 'acknowledge-alarm', body: z.strictObject({}), summary: { zh: '签收报警', en: 'Say that one heard and is on it' }, refusals: [] }),
  alarmAct({
    id: 'propose-finding', path: '/finding', command: 'propose-finding', body: z.strictObject({ finding: AlarmFinding, note: ownWords({ max: 1000, min: 2 }) }),
    summary: { zh: '提出核查结论', en: 'What was found; another has to agree' }, refusals: ['alarm-not-acknowledged', 'finding-proposed'],
  }),
  alarmAct({
    id: 'decline-finding', method: 'DELETE', path: '/finding', command: 'decline-finding', body: z.strictObject({ note: ownWords({ max: 1000, min: 2 }) }),
    summary: { zh: '退回核查结论', en: 'It is to be looked into again' }, refusals: ['finding-not-proposed'],
  }),
  alarmAct({ id: 'close-alarm', path: '/closure', command: 'close-alarm', body: WithReason, summary: { zh: '复核并办结报警（须另一人）', en: 'Agree with what was found, as a second person, and close' }, refusals: ['finding-not-proposed', 'same-person'] }),
  route({
    id: 'who-looked-at-me', method: 'GET', path: '/my-supervision/:supervisee/looks', params: One, tag: 'supervision', status: 200, idempotency: 'none', rate: 'read', refusals: [],
    summary: { zh: '谁查阅过我的档案', en: 'Who looked at one\'s file or track, when, and what for' }, query: z.strictObject({ cursor: PageQuery.cursor }), response: Looks, resource: where as never,
    handle: async (call) => done(await looksOf(call, call.params.supervisee, call.query.cursor)),
  }),
  route({
    id: 'who-looked-at-supervisee', method: 'GET', path: '/supervisees/:supervisee/looks', params: One, tag: 'supervision', status: 200, idempotency: 'none', rate: 'read', refusals: [],
    summary: { zh: '谁查阅过该档案（监督）', en: 'The same for whoever watches over correction' }, query: z.strictObject({ cursor: PageQuery.cursor }), response: Looks, resource: where as never, looks: ({ params }) => params.supervisee,
    handle: async (call) => done(await looksOf(call, call.params.supervisee, call.query.cursor)),
  }),
]
