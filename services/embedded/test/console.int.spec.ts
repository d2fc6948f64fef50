// What the operator's console shows, over HTTP with every service behind it, on a clock that stands still until told: the promise
// board against a count over the log, what is about to happen, and one case's whole story.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PlatformRole, type AccountId, type LawyerId, type Role } from '@zhijian/contracts'
import { openDataFolder } from '@zhijian/host'
import { instant, type JsonObject } from '@zhijian/kernel'
import { tell } from '@zhijian/operating'
import { virtualClock } from '@zhijian/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import county from '../data/county-150921.json' with { type: 'json' }
import { divisionsOf } from '../src/founding.ts'
import { openPlatform, type Platform } from '../src/platform.ts'

const COUNTY = '150921'
const TOWN = county.county.towns[0]!
const VILLAGE = TOWN.villages[0]!.code
/** Nine in the morning in China. */
const nine = instant('2026-03-02T01:00:00.000Z')
const clock = virtualClock(nine)
const TEXT = '老板拖欠三个月工资，没有签劳动合同，怎么要回来？'
const ANSWER = '您好，请先向劳动监察大队投诉，保留考勤记录和转账凭证，也可以申请劳动仲裁。'
let root: string
let platform: Platform
let release: () => void
const tokens = new Map<string, string>()
let keys = 0

interface Reply { readonly status: number; readonly body: any }
const ask = async (who: string, method: string, path: string, body?: JsonObject, role?: Role): Promise<Reply> => {
  const response = await fetch(`${platform.url}/api/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${tokens.get(who)!}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(role === undefined ? {} : { 'zhijian-role': role }),
      ...(method === 'GET' ? {} : { 'idempotency-key': `key-${String(keys += 1).padStart(8, '0')}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  await platform.runtime.idle()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}
const ok = async (who: string, method: string, path: string, body?: JsonObject, role?: Role): Promise<any> => {
  const reply = await ask(who, method, path, body, role)
  expect([path, reply.status, reply.status < 300 ? '' : reply.body]).toEqual([path, expect.any(Number), ''])
  return reply.body
}
const passes = async (seconds: number): Promise<void> => {
  clock.advance({ seconds })
  await platform.runtime.idle()
}
const question = async (who: string, over: JsonObject = { villageCode: VILLAGE }): Promise<string> => (await ok(who, 'POST', 'consultations', {
  text: TEXT, corrected: '被拖欠工资，没有劳动合同', channel: 'citizen', countyCode: COUNTY, topic: '03', language: 'zh', consentBeyondCounty: true, wake: ['in-app'], ...over,
})).consultationId

const STAFF = ['desk', 'duty-officer', 'bureau-head', 'auditor', 'policy-admin', 'system-admin'] as const

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zj-'))
  const folder = openDataFolder({ root: join(root, 'var'), kind: 'demo', county: COUNTY, now: nine })
  release = folder.release
  platform = await openPlatform({
    folder, clock: () => clock, systemClock: clock, log: { info: () => undefined, warn: () => undefined, error: () => undefined }, hash: 'sha256',
    http: { host: '127.0.0.1', port: 0, trustedProxies: [] }, codeSender: { send: async () => {} },
  })
  await tell(platform, 'directory', 'import-divisions', divisionsOf(county))
  const lawyer = async (id: string, region: string, nationwide: boolean): Promise<void> => {
    await tell(platform, 'lawyer-pool', 'register-lawyer', {
      lawyerId: id, licence: `1150120191000${String(keys += 1).padStart(4, '0')}`, checkValidUntil: '2027-05-31T16:00:00.000Z',
      profile: { name: `律师${id}`, firm: '示范律师事务所', kind: 'social', region, county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide },
    })
    await platform.gateway.provision({ id: id as AccountId, kind: 'lawyer', lawyerId: id as LawyerId, grants: [{ role: 'lawyer', region: null, organisation: null }] as never })
    tokens.set(id, await platform.gateway.syntheticSession(id as AccountId))
  }
  for (const id of ['zhao', 'qian']) {
    await lawyer(id, '15', false)
    await tell(platform, 'lawyer-pool', 'appoint-counsel', { lawyerId: id, counsel: { appointmentId: `c-${id}`, county: COUNTY, villages: [], until: null } })
  }
  for (const id of ['sun', 'li']) await lawyer(id, '15', false)
  for (const id of ['zhou', 'wu', 'zheng']) await lawyer(id, '11', true)
  for (const role of STAFF) {
    await platform.gateway.provision({
      id: role as string as AccountId, kind: 'staff', grants: PlatformRole.safeParse(role).success ? [{ role: PlatformRole.parse(role), region: COUNTY, organisation: null }] : [],
    })
    if (!PlatformRole.safeParse(role).success) {
      await tell(platform, 'directory', 'add-staff', { personId: role })
      await tell(platform, 'directory', 'take-office', { personId: role, office: { officeId: role, role, organisationId: 'bureau', region: COUNTY, from: nine, until: null } })
    }
    tokens.set(role, await platform.gateway.syntheticSession(role as string as AccountId))
  }
  await platform.gateway.provision({ id: 'elsewhere' as AccountId, kind: 'staff', grants: [{ role: 'auditor', region: '150922', organisation: null }] })
  tokens.set('elsewhere', await platform.gateway.syntheticSession('elsewhere' as AccountId))
  for (const id of ['wang', 'zhang']) {
    await platform.gateway.provision({ id: id as AccountId, kind: 'citizen' })
    tokens.set(id, await platform.gateway.syntheticSession(id as AccountId))
  }
  await platform.runtime.idle()
})
afterAll(async () => {
  await platform.stop()
  release()
  rmSync(root, { recursive: true, force: true })
})

describe('what is about to happen', () => {
  let id: string
  it('is told of a new question, soonest first, with the facts that its passing would leave and whom a tier would reach', async () => {
    id = await question('wang')
    // The audience is known at once, so its clock does not run; nothing is due before the county’s window ends.
    const { now, items, next } = await ok('desk', 'GET', 'deadlines')
    expect([now, next]).toEqual([nine, null])
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ stream: `consultation-${id}`, due: '2026-03-02T01:03:00.000Z', place: VILLAGE, consultationId: id, reach: 2 })
    expect(items[0].passing.map(({ type }: { type: string }) => type)).toEqual(['TierClosed', 'TierOpened'])
    expect(items[0].passing[0].says).toMatchObject({ tier: 0, missing: 3 })
    expect(items[0].passing[1].says).toMatchObject({ tier: 1, scope: 'region' })
    // … and so on for ten minutes, as if nothing else happened.
    expect(items[0].then.map(({ due, passing }: any) => [due, passing.map(({ type }: any) => type)])).toEqual([
      ['2026-03-02T01:06:00.000Z', ['TierClosed', 'TierOpened']], ['2026-03-02T01:10:00.000Z', ['PromiseBroken', 'QuorumOverdue']],
    ])
    // Nothing was written by asking.
    expect((await ok('wang', 'GET', `consultations/${id}`)).tiers).toHaveLength(1)
  })

  it('is what then happens', async () => {
    const [before] = (await ok('desk', 'GET', 'deadlines')).items
    await passes(180)
    const log = await platform.store.read(`consultation-${id}`)
    const left = log.filter(({ meta }) => meta.cause === `elapse:${before.due}`).map(({ type, data }) => ({ type: type.replace('.v1', ''), data }))
    expect(left.map(({ type }) => type)).toEqual(before.passing.map(({ type }: { type: string }) => type))
    for (const [place, { says }] of before.passing.entries()) expect(left[place]!.data).toMatchObject(says)
    const after = (await ok('desk', 'GET', 'deadlines')).items.filter(({ stream }: { stream: string }) => stream === before.stream)
    expect(after[0]).toMatchObject({ due: '2026-03-02T01:06:00.000Z', reach: 3 })
  })

  it('comes in pages that lose nothing and repeat nothing, whichever service has more', async () => {
    for (let n = 0; n < 5; n += 1) await question('zhang')
    const roster = { rosterId: '150921-2026-03' }
    await tell(platform, 'lawyer-pool', 'open-roster', { ...roster, grabFrom: nine, maxShiftsPerLawyer: 4, releaseMs: 0, barMs: 0 })
    await tell(platform, 'lawyer-pool', 'open-shift', {
      ...roster, shift: { shiftId: 's1', post: 'online', startsAt: '2026-03-02T02:00:00.000Z', endsAt: '2026-03-02T10:00:00.000Z', capacity: 2, languages: [] },
    })
    await platform.runtime.idle()
    const whole = (await ok('desk', 'GET', 'deadlines?minutes=1440')).items.map(({ stream }: { stream: string }) => stream)
    expect(new Set(whole.map((stream: string) => stream.slice(0, stream.indexOf('-')))).size).toBeGreaterThan(1)
    const paged: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: any = await ok('desk', 'GET', `deadlines?minutes=1440&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
      paged.push(...page.items.map(({ stream }: { stream: string }) => stream))
      cursor = page.next
    }
    expect(paged).toEqual(whole)
  })

  it('is looked at again for what is named', async () => {
    const { items } = await ok('desk', 'GET', `deadlines/of?streams=consultation-${id},consultation-nothing`)
    expect(items).toHaveLength(1)
    expect(items[0].due).toBe('2026-03-02T01:06:00.000Z')
  })

  it('goes on where an earlier list ended, by time', async () => {
    const whole = (await ok('desk', 'GET', 'deadlines?minutes=1440')).items as { due: string }[]
    const { due } = whole[0]!
    expect((await ok('desk', 'GET', `deadlines?minutes=1440&after=${due}`)).items).toEqual(whole.filter((each) => each.due > due))
    expect((await ask('desk', 'GET', 'deadlines?after=soon')).body.code).toBe('not-valid')
  })

  it('is read by who keeps the machine, too', async () => {
    const { items } = await ok('system-admin', 'GET', 'deadlines?minutes=60')
    expect(items.some(({ reach }: { reach: number | null }) => typeof reach === 'number')).toBe(true)
  })

  it('is not told beyond somebody’s reach, nor to lawyers and citizens', async () => {
    expect((await ok('elsewhere', 'GET', 'deadlines', undefined, 'auditor')).items).toEqual([])
    expect((await ask('wang', 'GET', 'deadlines')).status).toBe(403)
    expect((await ask('zhao', 'GET', 'deadlines')).status).toBe(403)
  })

  it('refuses a cursor that is none', async () => {
    expect((await ask('desk', 'GET', 'deadlines?cursor=bm9uZQ')).body.code).toBe('bad-cursor')
  })
})

describe('one case', () => {
  let id: string
  let view: string
  let story: any
  beforeAll(async () => {
    id = await question('wang')
    await passes(60)
    await ok('zhao', 'POST', `consultations/${id}/answers`, { text: ANSWER })
    await passes(150)
    await ok('sun', 'POST', `consultations/${id}/claim`)
    await passes(20)
    await ok('sun', 'POST', `consultations/${id}/answers`, { text: ANSWER })
    await passes(150)
    await ok('zhou', 'POST', `consultations/${id}/claim`)
    await passes(10)
    await ok('zhou', 'POST', `consultations/${id}/answers`, { text: ANSWER })
    await ok('wang', 'POST', `consultations/${id}/callback`)
  })

  it('is told with everything that happened to it in all services, in the order of the log', async () => {
    const looked = await ok('duty-officer', 'POST', `consultations/${id}/story-views`, { purpose: '群众反映答复慢，核对经过' })
    ;({ view, story } = looked)
    const categories = new Set(story.events.map(({ category }: { category: string }) => category))
    expect(categories).toEqual(new Set(['consultation', 'delivery', 'callback']))
    const positions = story.events.map(({ stream, version }: { stream: string; version: number }) => `${stream}@${version}`)
    expect(new Set(positions).size).toBe(positions.length)
    // Every event of the log that names this question is there.
    const named = (await Promise.all((await Promise.all(['consultation', 'delivery', 'callback', 'review', 'danger', 'mandate'].map((category) => platform.store.streams(category)))).flat()
      .map((stream) => platform.store.read(stream)))).filter((events) => JSON.stringify(events[0]!.data).includes(id))
    expect(positions.toSorted()).toEqual(named.flat().map(({ stream, version }) => `${stream}@${version}`).toSorted())
    expect(story.events.filter(({ type }: { type: string }) => type === 'TierOpened').map(({ facts, cause }: any) => [facts.scope, cause.kind]))
      .toEqual([['county', 'command'], ['region', 'deadline'], ['nation', 'deadline']])
    expect(story.rules).toMatchObject({ rules: 2, terms: { quorum: 3 } })
    // A delivery follows from the list that was recorded for its tier.
    const delivery = story.events.find(({ type, facts }: any) => type === 'DeliveryOpened' && facts.notice === 'question-waits')
    const cause = story.events.find(({ stream, version }: any) => stream === delivery.follows.stream && version === delivery.follows.version)
    expect(cause.type).toBe('AudienceRecorded')
  })

  it('is read in full by those who may read the question, and stays sealed for an auditor', async () => {
    const opened = story.events.find(({ type }: { type: string }) => type === 'ConsultationOpened')
    expect(opened.texts).toMatchObject({ text: TEXT })
    expect(opened.facts.text).toBe('🔒')
    const audited = (await ok('auditor', 'POST', `consultations/${id}/story-views`, { purpose: '季度抽查' }, 'auditor')).story
    expect(JSON.stringify(audited)).not.toContain('工资')
    expect(audited.events.every(({ texts }: { texts: unknown }) => texts === null)).toBe(true)
  })

  it('leaves in the log who looked, and the purpose sealed', async () => {
    const operations = (await Promise.all((await platform.store.streams('operation')).map((stream) => platform.store.read(stream)))).flat()
    const recorded = operations.filter(({ data }) => data['operation'] === 'look-into-case').map(({ data }) => [data['by'], data['target']])
    // Each look is a stream of its own, and streams come in the order of their names.
    expect(recorded.toSorted()).toEqual([['auditor', id], ['duty-officer', id]])
    expect(JSON.stringify(operations)).not.toMatch(/核对经过|季度抽查/)
  })

  it('is shown as it stood at any second: phase, who could be asked, who was told, what was due', async () => {
    const opened = Date.parse(story.events[0].at)
    const at = (seconds: number) => new Date(opened + seconds * 1000).toISOString()
    const moment = (seconds: number) => ok('duty-officer', 'GET', `story-views/${view}/moment?at=${at(seconds)}`)
    const before = await moment(179)
    const own = (of: any) => of.streams.find(({ category }: { category: string }) => category === 'consultation')
    expect(own(before).state).toMatchObject({ phase: 'open', promise: 'kept', tiers: [{ scope: 'county', audience: 2 }] })
    expect(own(before).next).toMatchObject({ due: at(180), passing: [{ type: 'TierClosed' }, { type: 'TierOpened' }] })
    expect(before.eligible.map(({ scope, count, ranked }: any) => [scope, count, ranked.toSorted()])).toEqual([['county', 2, ['qian', 'zhao']]])
    expect(before.told.find(({ tier }: any) => tier === 0)).toMatchObject({ told: 2, held: 0, waiting: 0 })
    expect(before.lawyers).toMatchObject({ zhao: '律师zhao', qian: '律师qian' })
    const after = await moment(180)
    expect(own(after).state.tiers.map(({ scope }: { scope: string }) => scope)).toEqual(['county', 'region'])
    const late = await moment(400)
    expect(own(late).state.answers).toHaveLength(3)
    expect(late.eligible.map(({ scope }: { scope: string }) => scope)).toEqual(['county', 'region', 'nation'])
    expect(JSON.stringify(late)).not.toMatch(/"box"|工资/)
    const never = await moment(-1)
    expect(never).toMatchObject({ streams: [], eligible: [], told: [] })
  })

  it('holds for whoever looked alone, within his reach, for an hour', async () => {
    expect((await ask('desk', 'GET', `story-views/${view}`)).body.code).toBe('look-over')
    expect((await ask('duty-officer', 'GET', `story-views/${'A'.repeat(43)}`)).body.code).toBe('look-over')
    expect((await ask('elsewhere', 'POST', `consultations/${id}/story-views`, { purpose: '看看' }, 'auditor')).status).toBe(404)
    expect((await ask('duty-officer', 'POST', `consultations/${id}/story-views`, { purpose: ' ' })).status).toBe(400)
    expect((await ask('wang', 'POST', `consultations/${id}/story-views`, { purpose: '看看' })).status).toBe(403)
    expect((await ok('duty-officer', 'GET', `story-views/${view}`)).consultationId).toBe(id)
  })

  it('is verified: every command decided again, every deadline passed again', async () => {
    const verdict = await ok('duty-officer', 'GET', `story-views/${view}/verdict`)
    expect(verdict).toMatchObject({ ok: true, findings: [], events: story.events.length, streams: story.streams.length })
    expect(verdict.deadlines).toBeGreaterThanOrEqual(2)
    expect(verdict.commands).toBeGreaterThan(8)
  })

  it('is found out when somebody changed what is stored', async () => {
    const log = new DatabaseSync(join(root, 'var', 'log', 'events.sqlite'))
    const columns = (log.prepare('select name from pragma_table_info(\'events\')').all() as { name: string }[]).map(({ name }) => name)
    const text = columns.find((name) => /text|stored|data|body/.test(name))!
    const changed = log.prepare(`update events set ${text} = replace(${text}, '"count":2', '"count":9') where ${text} like '%AudienceRecorded%' and ${text} like ?`).run(`%consultation-${id}%`)
    expect(changed.changes).toBe(3)
    log.close()
    const verdict = await ok('duty-officer', 'GET', `story-views/${view}/verdict`)
    expect(verdict.ok).toBe(false)
    expect(verdict.findings).toMatchObject([{ kind: 'edited', stream: `consultation-${id}` }])
    const mend = new DatabaseSync(join(root, 'var', 'log', 'events.sqlite'))
    mend.prepare(`update events set ${text} = replace(${text}, '"count":9', '"count":2') where ${text} like '%AudienceRecorded%' and ${text} like ?`).run(`%consultation-${id}%`)
    mend.close()
    expect((await ok('duty-officer', 'GET', `story-views/${view}/verdict`)).ok).toBe(true)
  })
})

describe('the promise board', () => {
  it('has the log’s figures, by the hour and by township, and tells of no small group by name', async () => {
    await question('zhang', { topic: '07' })
    await passes(601)
    const board = await ok('desk', 'GET', `counties/${COUNTY}/promise-board?from=2026-03-02&until=2026-03-02&by=topic`)
    const histories = await Promise.all((await platform.store.streams('consultation')).map((stream) => platform.store.read(stream)))
    const opened = histories.map((events) => events[0]!.data)
    const has = (type: string) => histories.filter((events) => events.some((event) => event.type === `${type}.v1`)).length
    const answeredWithin = (minutes: number) => histories.filter((events) => {
      const first = events.find(({ type }) => type === 'AnswerGiven.v1')
      return first !== undefined && Date.parse(first.meta.time) - Date.parse(events[0]!.meta.time) < minutes * 60_000
    }).length
    expect(board.total).toMatchObject({
      asked: histories.length, answered: has('AnswerGiven'), quorum: has('QuorumMet'), kept: has('PromiseKept'), broken: has('PromiseBroken'),
      within: { 3: { met: answeredWithin(3), of: histories.length }, 6: { met: answeredWithin(6), of: histories.length }, 10: { met: answeredWithin(10), of: histories.length } },
    })
    expect(board.series.map(({ start, figures }: any) => [start, figures.asked])).toEqual([['2026-03-02T09', opened.length]])
    expect(board.groups.rows).toEqual([])
    expect(board.groups.merged.figures.asked).toBe(histories.length)
    const towns = await ok('auditor', 'GET', `counties/${COUNTY}/promise-board?from=2026-03-01&until=2026-03-02&by=township`, undefined, 'auditor')
    expect(towns).toMatchObject({ grain: 'day', groups: { rows: [], merged: { groups: 2 } } })
  })

  it('compares counties for those who reach all of them', async () => {
    await platform.gateway.provision({ id: 'province' as AccountId, kind: 'staff', grants: [{ role: 'auditor', region: '15', organisation: null }] })
    tokens.set('province', await platform.gateway.syntheticSession('province' as AccountId))
    const { counties } = await ok('province', 'GET', 'divisions/15/promise-board?from=2026-03-02&until=2026-03-02', undefined, 'auditor')
    expect(counties).toMatchObject([{ countyCode: COUNTY, figures: { kept: 1 } }])
    expect((await ask('desk', 'GET', 'divisions/15/promise-board?from=2026-03-02&until=2026-03-02')).status).toBe(404)
    expect((await ask('elsewhere', 'GET', `counties/${COUNTY}/promise-board?from=2026-03-02&until=2026-03-02`, undefined, 'auditor')).status).toBe(404)
  })

  it.each(['from=2026-03-02&until=2026-03-01', 'from=2026-01-01&until=2026-12-31', 'from=today&until=2026-03-02', 'from=2026-03-02'])('says what is wrong with %s', async (range) => {
    expect((await ask('desk', 'GET', `counties/${COUNTY}/promise-board?${range}`)).status).toBe(400)
  })
})
