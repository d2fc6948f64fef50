// The whole service on a runtime of its own: a log in memory, a virtual clock.
import { memoryBusState, openInProcessBus } from '@zhijian/bus'
import { alarmEvents, superviseeEvents, type Actor, type CommandReply, type PersonId } from '@zhijian/contracts'
import { fold, instant, timersOf, type Json } from '@zhijian/kernel'
import { createMetrics, createRuntime, processTokens, silentLog } from '@zhijian/runtime'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { USUAL } from '../src/adapters/supervision-terms.ts'
import { createGeofenceMonitor } from '../src/index.ts'
import { orderOf } from '../src/order.ts'
import { supervisee } from '../src/supervisee.ts'

const actor = (id: string, role: Actor['role']): Actor => ({ id: id as PersonId, role })
const [OFFICER, HEAD, PERSON] = [actor('wu', 'correction-officer'), actor('bao', 'bureau-head'), actor('batu', 'citizen')]
const sealed = { person: 'batu', box: 'Ym94', commitment: 'A'.repeat(43) }
const ENROLLED = { person: 'batu', name: sealed, region: '150921100', office: 'office-1', officers: ['wu'], sentence: 'probation', from: '2026-01-01T00:00:00.000Z', until: '2026-12-31T00:00:00.000Z' }

const openWorld = async () => {
  const clock = virtualClock(instant('2026-03-01T01:00:00.000Z'))
  const store = memoryStore()
  const bus = await openInProcessBus({ store, state: memoryBusState(), timers: timersOf(clock), report: () => {} })
  const tokens = processTokens(() => clock.now())
  const runtime = createRuntime({
    store, bus, readStore: memoryReadStore(), clock, timers: timersOf(clock), wallNow: () => clock.now(), tokens, families: [superviseeEvents, alarmEvents], log: silentLog, metrics: createMetrics(),
  })
  runtime.host((ports) => createGeofenceMonitor(ports, { ...USUAL, archive: { rule: '社区矫正档案', years: 1 } }))
  await runtime.start()
  let sent = 0
  return {
    clock, runtime,
    async send(by: Actor, command: string, data: object = {}): Promise<CommandReply> {
      const commandId = `command-${String(sent += 1).padStart(12, '0')}`
      const reply = await bus.request(`cmd.geofence-monitor.${command}`, {
        commandId, data: { superviseeId: 's1', ...data }, actor: { ...by }, token: tokens.sign(by, commandId), requestedAt: clock.now(), correlationId: 'test',
      } as unknown as Json)
      await runtime.idle()
      return reply as unknown as CommandReply
    },
    ask: (by: Actor, query: string, data: object = {}): Promise<Json> => bus.request(`qry.geofence-monitor.${query}`, { data, actor: { ...by }, token: tokens.sign(by, 'query') } as unknown as Json),
    state: async () => fold(supervisee, (await store.read('supervisee-s1')).map(({ type, data }) => superviseeEvents.read(type, data)!)),
    log: async () => (await store.read('supervisee-s1')).map(({ type, meta }) => `${meta.time} ${type}`),
    async close() {
      await runtime.drain()
      await bus.close()
    },
  }
}
let world: Awaited<ReturnType<typeof openWorld>>
beforeEach(async () => {
  world = await openWorld()
  await world.send(OFFICER, 'begin-supervision', ENROLLED)
})
afterEach(() => world.close())

it('stops a track at the very instant that the approval lapses, by the clock alone, and refuses another', async () => {
  const { clock, runtime, send, ask, log } = world
  const until = '2026-03-01T02:00:00.000Z'
  expect(await send(OFFICER, 'start-tracking', { deviceId: 'd1' })).toMatchObject({ outcome: 'refused', code: 'no-basis' })
  expect(await send(HEAD, 'approve-positioning', { basisId: 'b1', ground: 'left-without-leave', device: 'dedicated', decision: '卓司矫〔2026〕12号', from: clock.now(), until })).toMatchObject({ outcome: 'accepted' })
  await send(OFFICER, 'bind-device', { deviceId: 'd1', kind: 'dedicated', serial: sealed })
  expect(await send(OFFICER, 'start-tracking', { deviceId: 'd1' })).toMatchObject({ outcome: 'accepted' })
  expect(await ask(OFFICER, 'supervisee', { superviseeId: 's1' })).toMatchObject({ tracking: { basisId: 'b1', deviceId: 'd1' } })
  clock.advance({ hours: 1 })
  await runtime.idle()
  expect((await log()).slice(-2)).toEqual([`${until} TrackingStopped.v1`, `${until} BasisLapsed.v1`])
  expect(await ask(OFFICER, 'supervisee', { superviseeId: 's1' })).toMatchObject({ tracking: null, bases: [{ end: 'lapsed', endedAt: until }] })
  expect(await send(OFFICER, 'start-tracking', { deviceId: 'd1' })).toMatchObject({ outcome: 'refused', code: 'no-basis' })
})

it('lets nobody but the head approve positioning, and nobody but the person sign', async () => {
  const { send } = world
  const approval = { basisId: 'b1', ground: 'left-without-leave', device: 'dedicated', decision: '卓司矫〔2026〕12号', from: world.clock.now(), until: '2026-04-01T00:00:00.000Z' }
  await expect(send(OFFICER, 'approve-positioning', approval)).rejects.toMatchObject({ code: 'role-not-allowed' })
  await expect(send(actor('deng', 'desk'), 'permit-checks', { basisId: 'b2', from: approval.from, until: approval.until })).rejects.toMatchObject({ code: 'role-not-allowed' })
  const letter = { text: sealed, identity: 'phone-code', device: sealed }
  expect(await send(actor('li', 'citizen'), 'sign-letter', { letter })).toMatchObject({ outcome: 'refused', code: 'not-supervisee' })
  expect(await send(PERSON, 'sign-letter', { letter })).toMatchObject({ outcome: 'accepted' })
})

it('lists by county, town and village, and shows each person what is hers', async () => {
  const { send, ask } = world
  const listed = async (region: string) => ((await ask(OFFICER, 'supervisees', { region, phase: 'under-correction', limit: 10 })) as { total: number }).total
  expect([await listed('150921'), await listed('150921100'), await listed('150921101'), await listed('150922')]).toEqual([1, 1, 0, 0])
  await send(OFFICER, 'assign-office', { region: '150921101201', office: 'office-2', officers: [] })
  expect([await listed('150921'), await listed('150921100'), await listed('150921101'), await listed('150921101201')]).toEqual([1, 0, 1, 1])
  expect(await ask(PERSON, 'my-supervision')).toMatchObject([{ superviseeId: 's1', office: 'office-2' }])
  expect(await ask(actor('li', 'citizen'), 'my-supervision')).toEqual([])
  await expect(ask(actor('deng', 'desk'), 'supervisee', { superviseeId: 's1' })).rejects.toMatchObject({ code: 'role-not-allowed' })
})

it('knows where a county and a town of it end, as the head says; beyond them one proposes and another decides', async () => {
  const { send, ask } = world
  const outline = { superviseeId: undefined, county: '150921', points: 5, source: '自然资源局' }
  const setBoundary = (by: Actor, more: object) => send(by, 'set-boundary', { ...outline, coordinates: '[[[[112,40.5],[113,40.5],[113,41.3],[112,41.3],[112,40.5]]]]', ...more })
  await setBoundary(HEAD, {})
  await setBoundary(HEAD, { town: '150921100', coordinates: '[[[[112.4,40.8],[112.6,40.8],[112.6,41],[112.4,41],[112.4,40.8]]]]' })
  const coordinatesOf = async (division: string) => ((await ask(OFFICER, 'boundary', { division })) as { coordinates: string } | null)?.coordinates.slice(0, 10)
  expect([await coordinatesOf('150921'), await coordinatesOf('150921100'), await coordinatesOf('150921101')]).toEqual(['[[[[112,40', '[[[[112.4,', undefined])
  await expect(setBoundary(OFFICER, {})).rejects.toMatchObject({ code: 'role-not-allowed' })
  await expect(setBoundary(HEAD, { town: '150922100' })).rejects.toMatchObject({ code: 'invalid-message' })

  const zone = { zoneId: 'far', kind: 'allowed', schedule: null, content: sealed, form: 'circle', points: 1 }
  const TOWN_OFFICER = actor('nar', 'correction-officer')
  expect(await send(HEAD, 'set-zone', { ...zone, lies: 'beyond-county' })).toMatchObject({ outcome: 'refused', code: 'zone-beyond-county' })
  expect(await send(TOWN_OFFICER, 'set-zone', { ...zone, lies: 'town-unknown' })).toMatchObject({ outcome: 'refused', code: 'zone-town-unknown' })
  await send(TOWN_OFFICER, 'propose-zone', { ...zone, lies: 'town-unknown', proposalId: 'zp-1' })
  await send(HEAD, 'propose-zone', { ...zone, zoneId: 'city', lies: 'beyond-county', proposalId: 'zp-2' })
  expect(await ask(OFFICER, 'supervisee-list', { superviseeId: 's1', list: 'zone-proposals', limit: 10 })).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ proposalId: 'zp-1', isBeyond: false, isByHead: false }), expect.objectContaining({ proposalId: 'zp-2', isBeyond: true, isByHead: true })]),
  })
  expect(await send(TOWN_OFFICER, 'approve-zone', { proposalId: 'zp-2', reach: 'town' })).toMatchObject({ code: 'zone-needs-county' })
  for (const proposalId of ['zp-1', 'zp-2']) expect(await send(OFFICER, 'approve-zone', { proposalId, reach: 'county' })).toMatchObject({ outcome: 'accepted' })
  expect(await ask(OFFICER, 'supervisee-list', { superviseeId: 's1', list: 'zones', limit: 10 })).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ name: 'far@1', isBeyond: false, by: 'wu' }), expect.objectContaining({ name: 'city@1', isBeyond: true, by: 'wu' })]),
  })
})

it('raises an alarm out of evidence, calls the next when nobody hears, and says which order holds for positions', async () => {
  const { clock, runtime, send, ask, state } = world
  const SYSTEM = actor('geofence-monitor', 'system')
  const at = Date.parse(clock.now())
  await send(HEAD, 'approve-positioning', { basisId: 'b1', ground: 'left-without-leave', device: 'dedicated', decision: '卓司矫〔2026〕12号', from: clock.now(), until: '2026-04-01T00:00:00.000Z' })
  await send(OFFICER, 'bind-device', { deviceId: 'd1', kind: 'dedicated', serial: sealed })
  const zone = { zoneId: 'home', kind: 'allowed', schedule: null, content: sealed, form: 'circle', points: 1, lies: 'within' }
  await send(OFFICER, 'set-zone', zone)
  await send(OFFICER, 'set-zone', zone)
  await send(OFFICER, 'start-tracking', { deviceId: 'd1' })
  expect(await ask(SYSTEM, 'position-door', { deviceId: 'd1' })).toEqual({ superviseeId: 's1', person: 'batu' })
  expect(await ask(SYSTEM, 'position-door', { deviceId: 'd2' })).toBeNull()
  expect(orderOf(await state(), {}, USUAL)).toMatchObject({
    windows: [{ id: 'b1', kind: 'electronic-positioning', from: at }], conditions: [{ id: 'area', version: 1, until: at }, { id: 'area', version: 2, zones: ['home@2'] }], tracked: 'd1', said: [],
  })
  clock.advance({ minutes: 10 })
  const nowhere = { side: null, candidate: null, lastAt: null }
  const fix = (minute: number, cm: number) => ({ at: at + minute * 60_000, digest: `fix-0000000${minute}`, source: 'satellite', errorCm: 800, distancesCm: { 'home@2': cm } })
  const evidence = { rules: 2, anchor: { 'area@2': { bound: nowhere, bare: nowhere, bareSince: null } }, readings: [fix(1, 40_000), fix(7, 60_000)] }
  await expect(send(OFFICER, 'assess-positions', evidence)).rejects.toMatchObject({ code: 'role-not-allowed' })
  expect(await send(SYSTEM, 'assess-positions', evidence)).toMatchObject({ outcome: 'accepted' })
  const board = async () => (await ask(OFFICER, 'alarms', { region: '150921', isOpen: true, limit: 10 })) as { items: readonly Json[]; total: number }
  expect(await board()).toMatchObject({ total: 1, items: [{ superviseeId: 's1', kind: 'out-of-area', level: 'warning', phase: 'raised', officers: ['wu'] }] })
  clock.advance({ minutes: 30 })
  await runtime.idle()
  expect(await board()).toMatchObject({ items: [{ level: 'alarm', phase: 'raised', notes: [{ what: 'unheard' }] }] })
  expect(await ask(OFFICER, 'supervisee-list', { superviseeId: 's1', list: 'transitions', limit: 10 })).toMatchObject({ items: [{ transitionId: 't1', kind: 'OutOfArea', withdrawnAt: null }] })
})

it('whoever is transferred goes with the file within the county, ends here for another, and comes up for destruction when every file has been kept for its time', async () => {
  const { clock, send, ask } = world
  const SYSTEM = actor('directory', 'system')
  const due = async (countyCode = '150921') => (await ask(SYSTEM, 'ended-people', { countyCode, at: clock.now() }) as unknown as { people: string[] }).people
  const kept = () => ask(SYSTEM, 'kept', { personId: 'batu' })
  // Within the county: another office and its town answer, and what was decided stands there.
  await send(OFFICER, 'assign-office', { region: '150921101', office: 'office-2', officers: ['hu'] })
  const decided = async (region: string) => (await ask(actor('jian', 'procurator'), 'decisions', { region, limit: 10 })) as unknown as { items: { decisions: { what: string; about: string | null }[] }[] }
  expect([(await decided('150921100')).items, (await decided('150921101')).items]).toMatchObject([[], [{ decisions: [{ what: 'office-assigned', about: 'office-2' }, { what: 'enrolled' }] }]])
  // To another county: it ends here and is locked, and begins there as one of its own.
  expect(await send(OFFICER, 'assign-office', { region: '150922100', office: 'office-9', officers: [] })).toMatchObject({ code: 'region-outside-county' })
  expect(await send(OFFICER, 'end-correction', { reason: 'moved' })).toMatchObject({ outcome: 'accepted' })
  expect(await send(OFFICER, 'assign-office', { region: '150921100', office: 'office-1', officers: [] })).toMatchObject({ code: 'correction-over' })
  expect(await send(OFFICER, 'begin-supervision', { ...ENROLLED, superviseeId: 's2', region: '150922100', office: 'office-9', officers: ['su'] })).toMatchObject({ outcome: 'accepted' })
  expect(await kept()).toEqual(expect.arrayContaining([{ rule: '社区矫正期间（社区矫正法）', until: ENROLLED.until }, { rule: '社区矫正档案', until: '2027-03-01T01:00:00.000Z' }]))
  // The other one runs to its end by itself; only when both files were kept for a year is anybody due, in either county.
  clock.advance({ hours: 24 * 366 })
  await world.runtime.idle()
  expect([await due(), await due('150922')]).toEqual([[], []])
  clock.advance({ hours: 24 * 366 })
  await world.runtime.idle()
  expect([await due(), await due('150922'), await due('150923')]).toEqual([['batu'], ['batu'], []])
})
