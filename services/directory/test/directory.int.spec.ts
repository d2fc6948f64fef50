import { createHmac } from 'node:crypto'
import { memoryBusState, openInProcessBus } from '@zhijian/bus'
import { divisionEvents, lawyerEvents, mandateEvents, organisationEvents, personEvents, type Actor, type PersonId, type Sealed } from '@zhijian/contracts'
import { eventId } from '@zhijian/event-store'
import { timersOf, type JsonObject } from '@zhijian/kernel'
import { createMetrics, createRuntime, processTokens, silentLog } from '@zhijian/runtime'
import { runImport, type ImportPlan, type PlannedCommand } from '@zhijian/tabular'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import iconv from 'iconv-lite'
import { afterEach, describe, expect, it } from 'vitest'
import { bureau, day, line, map, office, watch } from '../src/directory.fixtures.ts'
import { createDirectory } from '../src/index.ts'

const HEAD: Actor = { id: 'head' as PersonId, role: 'bureau-head' }
const SYSTEM: Actor = { id: 'system' as PersonId, role: 'system' }
const unused = (): never => {
  throw new Error('nobody is forgotten here')
}
const running: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of running.splice(0)) await stop()
})

const world = async () => {
  const clock = virtualClock(day(0))
  const store = memoryStore()
  const bus = await openInProcessBus({ store, state: memoryBusState(), timers: timersOf(clock), report: () => {} })
  const tokens = processTokens(() => clock.now())
  const runtime = createRuntime({
    store, bus, readStore: memoryReadStore(), clock, timers: timersOf(clock), wallNow: () => clock.now(), tokens,
    families: [divisionEvents, lawyerEvents, mandateEvents, organisationEvents, personEvents], log: silentLog, metrics: createMetrics(),
  })
  const files = new Map<string, Uint8Array>()
  const owners = new Map<string, string>()
  const lookup = {
    hmac: (_kind: string, value: string) => createHmac('sha256', 'k').update(value).digest('base64url'),
    ownerOf: async (_kind: string, hmac: string) => owners.get(hmac) ?? null,
    reserve: async (_kind: string, hmac: string, owner: string) => (owners.has(hmac) ? 'taken' : (owners.set(hmac, owner), 'reserved')),
  }
  let salt = 0
  const directory = runtime.host((ports) => createDirectory(ports, {
    storeIsLive: true,
    lookup: lookup as never,
    keyring: { status: async () => 'unknown', destroy: unused, restrict: unused } as never,
    sealer: {
      seal: async (person: PersonId, text: string) => ({ person, box: Buffer.from(`${salt++}:${text}`).toString('base64url'), commitment: 'c'.repeat(43) }) as Sealed,
      openOrNull: async (sealed: Sealed) => Buffer.from(sealed.box, 'base64url').toString().replace(/^\d+:/, ''),
    } as never,
    blobs: { get: async (_person, ref) => files.get(ref.digest)! },
  }))
  await runtime.start()
  running.push(async () => {
    await runtime.drain()
    await bus.close()
  })
  let n = 0
  const send = async (name: string, data: object, commandId = `command-${String(n++).padStart(20, '0')}`, actor = HEAD) => {
    const reply = await directory.handleCommand(name, { commandId, data, actor, token: tokens.sign(actor, commandId), requestedAt: clock.now(), correlationId: 't' })
    await runtime.idle()
    return reply
  }
  const ask = (name: string, data: object, actor = SYSTEM) => directory.handleQuery(name, { data, actor, token: tokens.sign(actor, 'query') })
  const happens = async (stream: string, type: string, data: JsonObject): Promise<void> => {
    const time = clock.now()
    const last = await store.lastEvent(stream)
    await store.append(stream, [{
      id: eventId(time, `${stream}/${type}`, last?.version ?? 0), type: `${type}.v1`, data,
      meta: { source: '/lawyer-pool', time, recordedat: time, cause: 'command:X', actorid: 'a', actorrole: 'system', correlationid: 'x', hashalg: 'sha256' },
    }], last ? last.version : 'no-stream')
    await runtime.idle()
  }
  const imports = (query: string, bytes: Uint8Array | string, more: object = {}) => {
    const digest = String(files.size).padStart(64, '0')
    files.set(digest, Buffer.from(bytes as string))
    return runImport(
      async (from) => await ask(query, { person: 'head', blob: { digest, bytes: 1, mediaType: 'text/csv' }, ...(query === 'plan-staff' ? { from } : {}), ...more }, HEAD) as unknown as ImportPlan,
      async (command: PlannedCommand) => {
        const reply = await send(command.command, command.data, command.commandId)
        return reply.outcome === 'refused' ? reply.code : null
      })
  }
  const box = (person: string, text: string) => ({ person, box: Buffer.from(`${salt++}:${text}`).toString('base64url'), commitment: 'c'.repeat(43) })
  const sendAs = (id: string, role: Actor['role'], name: string, data: object) => send(name, data, undefined, { id: id as PersonId, role })
  /** What is served: the map that everything else lies in. */
  const served = () => send('import-divisions', map({ towns: [...map().towns, { code: '150921107', name: '旗下营镇', kind: '镇' }] }))
  return { clock, store, runtime, send, sendAs, ask, happens, imports, lookup, owners, box, served }
}

describe('who has the watch, which office, whose village', () => {
  it('the duty officer of the hour, the standing line otherwise, nobody where there is no bureau', async () => {
    const w = await world()
    await w.served()
    await w.send('found-organisation', { organisationId: 'bureau', ...bureau })
    await w.send('set-standing-watch', { organisationId: 'bureau', line: line() })
    await w.send('plan-watch', { organisationId: 'bureau', watch: watch() })
    const officer = async (at: string, countyCode = '150921') => (await w.ask('duty-officer', { countyCode, at }) as JsonObject).officer
    expect([await officer(day(1)), await officer(day(2)), await officer(day(3)), await officer(day(2), '370322')]).toEqual(['zhao', 'sun', 'zhao', null])
  })
  it('holders of a role for a county, at any instant: its own and those of the province, not of its neighbour', async () => {
    const w = await world()
    await w.served()
    await w.send('import-divisions', map({ county: '150922', towns: [{ code: '150922100', name: '镇', kind: '镇' }], villages: [] }))
    for (const [person, region] of [['zhao', '150921'], ['qian', '15'], ['sun', '150922'], ['li', '150921106']] as const) {
      await w.send('add-staff', { personId: person })
      expect(await w.send('take-office', { personId: person, office: office({ officeId: `o-${person}`, region }) })).toMatchObject({ outcome: 'accepted' })
    }
    expect(await w.ask('holders', { role: 'desk', countyCode: '150921' })).toEqual(['li', 'qian', 'zhao'])
    w.clock.advance({ days: 30 })
    await w.runtime.idle()
    expect(await w.ask('holders', { role: 'desk', countyCode: '150921' })).toEqual([])
    expect(await w.ask('holders', { role: 'desk', countyCode: '150921', at: day(29) })).toEqual(['li', 'qian', 'zhao'])
    expect(await w.ask('scope-of', { personId: 'zhao', at: day(29) })).toMatchObject([{ role: 'desk', region: '150921' }])
    expect(await w.ask('known', { personIds: ['zhao', 'nobody'] })).toEqual(['zhao'])
  })
  it('who serves a village: the nearest first, closed ones not, and its counsel', async () => {
    const w = await world()
    await w.served()
    await w.send('found-organisation', { organisationId: 'bureau', ...bureau })
    await w.send('found-organisation', { organisationId: 'office', ...bureau, kind: 'justice-office', name: '卓资山司法所', serves: ['150921106'] })
    await w.send('found-organisation', { organisationId: 'room', ...bureau, kind: 'village-office', name: '东街工作室', serves: ['150921106001'] })
    await w.send('found-organisation', { organisationId: 'old', ...bureau, kind: 'justice-office', name: '旧司法所', serves: ['150921106'] })
    await w.send('close-organisation', { organisationId: 'old' })
    await w.happens('lawyer-l1', 'CounselAppointed', { lawyerId: 'l1', counsel: { appointmentId: 'a', county: '150921', villages: ['150921106001'], until: null }, at: day(0) })
    const served = await w.ask('who-serves', { village: '150921106001' }, { id: 'c' as PersonId, role: 'citizen' }) as unknown as { organisations: { organisationId: string }[]; counsel: { lawyerId: string }[] }
    expect(served.organisations.map((each) => each.organisationId)).toEqual(['room', 'office', 'bureau'])
    expect(served.counsel).toMatchObject([{ lawyerId: 'l1' }])
  })
})

describe('a mandate', () => {
  const VILLAGE = '150921106001'
  const said = (mandateId: string, over: object = {}) => ({
    mandateId, principalId: 'wang', matter: { kind: 'consultation', consultationId: `q-${mandateId}` }, via: 'window', kind: 'in-person', recordRef: 'window/7',
    witness: 'signature', countyCode: '150921', villageCode: VILLAGE, ...over,
  })
  const furnished = async () => {
    const w = await world()
    await w.served()
    for (const [id, region, from] of [['zhao', '150921106'], ['qian', '150921'], ['sun', '150921107'], ['li', '150921106'], ['wu', '150921106', day(5)]] as const) {
      await w.send('add-staff', { personId: id })
      await w.send('take-office', { personId: id, office: office({ region, ...(from === undefined ? {} : { from }) }) })
    }
    await w.happens('lawyer-l1', 'CounselAppointed', { lawyerId: 'l1', counsel: { appointmentId: 'a', county: '150921', villages: [VILLAGE], until: day(9) }, at: day(0) })
    await w.happens('lawyer-l1', 'LawyerAccountLinked', { lawyerId: 'l1', personId: 'person-l1', at: day(0) })
    return w
  }
  const attested = async (w: Awaited<ReturnType<typeof furnished>>, mandateId: string) => await w.ask('attest-mandate', { mandateId }) as JsonObject | null

  it('is recorded by whose office or appointment reaches her place, which no client says', async () => {
    const w = await furnished()
    const record = (id: string, role: Actor['role'], mandateId: string, over: object = {}) => w.sendAs(id, role, 'record-mandate', said(mandateId, over))
    expect(await record('zhao', 'desk', 'm1')).toMatchObject({ outcome: 'accepted' })
    expect(await attested(w, 'm1')).toMatchObject({ principalId: 'wang', agentId: 'zhao', end: null, basis: { kind: 'office', officeId: 'o', region: '150921106' } })
    expect(await record('person-l1', 'lawyer', 'm2', { via: 'village-counsel' })).toMatchObject({ outcome: 'accepted' })
    expect(await attested(w, 'm2')).toMatchObject({ basis: { kind: 'counsel', lawyerId: 'l1', appointmentId: 'a' } })
    for (const [id, role, over] of [
      ['sun', 'desk', {}], ['wu', 'desk', {}], ['nobody', 'desk', {}], ['zhao', 'desk', { villageCode: null }], ['zhao', 'desk', { via: 'village-counsel' }],
      ['person-l1', 'lawyer', {}], ['person-l1', 'lawyer', { via: 'village-counsel', villageCode: '150921107001' }], ['person-l1', 'lawyer', { via: 'village-counsel', villageCode: null }],
    ] as const) expect(await record(id, role, 'm3', over)).toMatchObject({ outcome: 'refused', code: 'agent-out-of-reach' })
    expect(await record('qian', 'desk', 'm3', { villageCode: '150921106999' })).toMatchObject({ outcome: 'refused', code: 'no-such-division' })
    await expect(w.sendAs('wang', 'citizen', 'record-mandate', said('m3'))).rejects.toMatchObject({ code: 'role-not-allowed' })
    await expect(w.sendAs('zhao', 'desk', 'record-mandate', said('m3', { basis: { kind: 'office' } }))).rejects.toMatchObject({ code: 'invalid-message' })
    await expect(w.sendAs('zhao', 'desk', 'record-mandate', said('m3', { relation: { person: 'zhao', box: 'eA', commitment: 'c'.repeat(43) } }))).rejects.toMatchObject({ code: 'sealed-for-another' })
    expect(await attested(w, 'm3')).toBeNull()
  })

  it('rests on an office for as long as that is held: its end takes the agent’s reach away, not the mandate', async () => {
    const w = await furnished()
    await w.sendAs('zhao', 'desk', 'record-mandate', said('m1'))
    await w.sendAs('person-l1', 'lawyer', 'record-mandate', said('m2', { via: 'village-counsel' }))
    await w.send('end-office', { personId: 'zhao', officeId: 'o' })
    expect(await attested(w, 'm1')).toMatchObject({ end: null, basis: null })
    w.clock.advance({ days: 9 })
    expect(await attested(w, 'm2')).toMatchObject({ end: null, basis: null })
  })

  it('is seen and revoked by her; ended by a desk of her place and by no other; it runs out by itself', async () => {
    const w = await furnished()
    for (const id of ['m1', 'm2', 'm3', 'm4', 'm5']) await w.sendAs('zhao', 'desk', 'record-mandate', said(id))
    const mine = async (id: string, role: Actor['role'], as: string) =>
      (await w.ask('my-mandates', { as }, { id: id as PersonId, role }) as unknown as { items: { mandateId: string; phase: string }[] }).items
    expect((await mine('wang', 'citizen', 'principal')).map(({ mandateId }) => mandateId).sort()).toEqual(['m1', 'm2', 'm3', 'm4', 'm5'])
    expect(await mine('zhao', 'desk', 'agent')).toHaveLength(5)
    expect(await mine('liu', 'citizen', 'principal')).toEqual([])
    const revoke = (id: string, role: Actor['role'], mandateId: string) => w.sendAs(id, role, 'revoke-mandate', { mandateId })
    expect(await revoke('liu', 'citizen', 'm1')).toMatchObject({ code: 'not-principal' })
    for (const id of ['sun', 'wu']) expect(await revoke(id, 'desk', 'm1')).toMatchObject({ code: 'not-principal' })
    expect(await revoke('li', 'desk', 'm5')).toMatchObject({ outcome: 'accepted' })
    expect(await revoke('wang', 'citizen', 'm1')).toMatchObject({ outcome: 'accepted' })
    expect(await revoke('qian', 'desk', 'm2')).toMatchObject({ outcome: 'accepted' })
    expect(await revoke('zhao', 'desk', 'm3')).toMatchObject({ outcome: 'accepted' })
    expect([(await attested(w, 'm1'))!.end, (await attested(w, 'm4'))!.end]).toEqual(['revoked', null])
    w.clock.advance({ days: 180 })
    expect((await attested(w, 'm4'))!.end).toBe('expired')
    await w.runtime.idle()
    expect((await w.store.read('mandate-m4')).map(({ type }) => type)).toEqual(['MandateGiven.v1', 'MandateExpired.v1'])
  })
})

describe('codes of divisions', () => {
  const misplaced = (w: Awaited<ReturnType<typeof world>>, within: string, ...codes: string[]) => w.ask('misplaced', { within, codes })
  it('name a place when there is such a province, and a map shows the town or the village', async () => {
    const w = await world()
    await w.served()
    for (const code of ['15', '1509', '150921', '150921106', '150921106001', '37']) expect([code, await misplaced(w, 'served', code)]).toEqual([code, null])
    for (const code of ['99', '999999', '150021', '150921108', '150921106002']) expect([code, await misplaced(w, 'served', code)]).toEqual([code, 'no-such-division'])
    for (const code of ['150922', '370322100', '370322100001']) expect([code, await misplaced(w, 'served', code)]).toEqual([code, 'county-not-served'])
    for (const code of ['150922', '370322100001', '441900']) expect([code, await misplaced(w, 'anywhere', code)]).toEqual([code, null])
    expect(await misplaced(w, 'anywhere', '150921108')).toBe('no-such-division')
    expect(await misplaced(w, 'served', '150921', '150922', '99')).toBe('county-not-served')
  })
  it('of institutions and offices lie in a county that is served; a map is of a province there is', async () => {
    const w = await world()
    expect(await w.send('import-divisions', map({ county: '999999', towns: [{ code: '999999106', name: '镇', kind: '镇' }], villages: [] }))).toMatchObject({ code: 'no-such-division' })
    expect(await w.send('found-organisation', { organisationId: 'bureau', ...bureau })).toMatchObject({ outcome: 'refused', code: 'county-not-served' })
    await w.served()
    expect(await w.send('found-organisation', { organisationId: 'bureau', ...bureau, serves: ['150921108'] })).toMatchObject({ code: 'no-such-division' })
    expect(await w.send('found-organisation', { organisationId: 'bureau', ...bureau })).toMatchObject({ outcome: 'accepted' })
    expect(await w.send('change-service-area', { organisationId: 'bureau', serves: ['150921108'] })).toMatchObject({ code: 'no-such-division' })
    await w.send('add-staff', { personId: 'zhao' })
    expect(await w.send('take-office', { personId: 'zhao', office: office({ region: '150912' }) })).toMatchObject({ outcome: 'refused', code: 'county-not-served' })
    expect(await w.send('take-office', { personId: 'zhao', office: office({ region: '150921106' }) })).toMatchObject({ outcome: 'accepted' })
    expect(JSON.stringify(w.store.log)).not.toContain('misplaced')
  })
})

describe('importing', () => {
  const head = '姓名,手机,单位编号,岗位,范围代码,任期至'
  it('staff with their offices, from GBK too; the same list again changes nothing and nothing is in the clear', async () => {
    const w = await world()
    await w.served()
    const csv = `${head}\n赵一,13800000001,bureau,窗口,150921,2027-12-31\n赵一,13800000001,bureau,审核员,150921,\n钱二,13800000002,bureau,值班员,150921,`
    expect(await w.imports('plan-staff', iconv.encode(csv, 'gbk'))).toMatchObject({ total: 3, new: 2, refused: [], errors: [] })
    expect(await w.ask('holders', { role: 'reviewer', countyCode: '150921' })).toHaveLength(1)
    const size = w.store.log.length
    expect(await w.imports('plan-staff', csv)).toMatchObject({ unchanged: 3 })
    expect(w.store.log).toHaveLength(size)
    expect(JSON.stringify(w.store.log)).not.toMatch(/赵一|13800000001/)
    expect(await w.imports('plan-staff', csv.replace('2027-12-31', '2028-12-31'))).toMatchObject({ changed: 1, unchanged: 2, refused: [] })
  })
  it('an id says nothing of the number, and who has the number next is somebody else', async () => {
    const w = await world()
    await w.served()
    const hmac = w.lookup.hmac('phone', '13800000001')
    const row = (name: string) => `${head}\n${name},13800000001,bureau,窗口,150921,`
    await w.imports('plan-staff', row('赵一'))
    const zhao = w.owners.get(hmac)!
    expect(JSON.stringify(w.store.log)).not.toContain(hmac.slice(0, 16))
    w.owners.delete(hmac)
    await w.imports('plan-staff', row('钱二'))
    expect([zhao, w.owners.get(hmac)]).toEqual([expect.stringMatching(/^st-[\w-]{22}$/), expect.stringMatching(/^st-[\w-]{22}$/)])
    expect(w.owners.get(hmac)).not.toBe(zhao)
    expect(await w.store.streams('person')).toEqual(expect.arrayContaining([`person-${zhao}`, `person-${w.owners.get(hmac)}`]))
  })
  it('somebody whose id was made from the number by the first release stays who he is while he has it', async () => {
    const w = await world()
    await w.served()
    const hmac = w.lookup.hmac('phone', '13800000001')
    const older = `st-${hmac.slice(0, 22)}`
    await w.send('add-staff', { personId: older, name: null, phone: w.box(older, '13800000001') })
    await w.imports('plan-staff', `${head}\n赵一,13800000001,bureau,窗口,150921,`)
    expect(w.owners.get(hmac)).toBe(older)
    w.owners.delete(hmac)
    await w.send('change-staff-details', { personId: older, name: null, phone: w.box(older, '13900000009') })
    await w.imports('plan-staff', `${head}\n钱二,13800000001,bureau,窗口,150921,`)
    expect(w.owners.get(hmac)).not.toBe(older)
  })
  it('bad rows are reported, wrong columns refused', async () => {
    const w = await world()
    await w.served()
    const report = await w.imports('plan-staff', `${head}\n赵一,138,bureau,窗口,150921,\n钱二,13800000002,bureau,皇帝,150921,\n孙三,13800000003,bureau,窗口,15092,\n李四,13800000004,bureau,窗口,150921,2020-01-01\n周五,13800000005,bureau,窗口,150912,\n吴六,13800000006,bureau,窗口,150921108,`)
    expect('errors' in report && report.errors.map(({ line: row, code }) => [row, code])).toEqual([[2, 'not-a-phone'], [3, 'not-a-choice'], [4, 'not-a-region'], [5, 'term-over'], [6, 'county-not-served'], [7, 'no-such-division']])
    expect(await w.imports('plan-staff', '名,号\n1,2')).toMatchObject({ kind: 'refused', code: 'missing-columns' })
  })
  it('the map of a county: whole or not at all', async () => {
    const w = await world()
    const names = { county: '150921', name: '卓资县', cityName: '乌兰察布市', provinceName: '内蒙古自治区', source: '表' }
    const csv = '区划代码,名称,类型\n150921106,卓资山镇,镇\n150921106001,东街社区居民委员会,居委会'
    expect(await w.imports('plan-divisions', csv, names)).toMatchObject({ total: 1, refused: [] })
    expect(await w.ask('villages', { county: '150921', town: '150921106' })).toEqual(map().villages)
    expect(await w.ask('county', { code: '150921' })).toMatchObject({ edition: 1, name: '卓资县', villageCount: 1 })
    const holed = await w.imports('plan-divisions', `${csv}\n150921107001,孤村,村委会\n370322100,外镇,镇\n150921106,又一镇,镇`, names)
    expect(holed).toMatchObject({ total: 0, errors: [{ line: 4, code: 'village-without-town' }, { line: 5, code: 'code-outside-county' }, { line: 6, code: 'row-twice' }] })
  })
})
