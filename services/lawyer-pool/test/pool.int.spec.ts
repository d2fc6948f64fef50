import type { Actor, CommandReply, PersonId } from '@zhijian/contracts'
import { plus, type JsonObject } from '@zhijian/kernel'
import { runImport, type ImportPlan, type PlannedCommand } from '@zhijian/tabular'
import { afterEach, describe, expect, it } from 'vitest'
import { LICENCE, profile } from '../src/lawyer.fixtures.ts'
import { DESK, nine, poolWorld, SYSTEM } from './world.ts'

const worlds: { stop(): Promise<void> }[] = []
const world = async (...options: Parameters<typeof poolWorld>) => {
  const made = await poolWorld(...options)
  worlds.push(made)
  return made
}
type World = Awaited<ReturnType<typeof poolWorld>>
afterEach(async () => {
  for (const made of worlds.splice(0)) await made.stop()
})

const HOUR = 3_600_000
const licence = (n: number): string => `115092018101${String(n).padStart(5, '0')}`
const register = (n: number, over: object = {}, more: object = {}): JsonObject => ({
  lawyerId: `l${n}`, licence: licence(n), profile: { ...profile({ name: `律师${n}` }), ...over }, checkValidUntil: plus(nine, 1000 * HOUR), ...more,
}) as JsonObject
const appoint = (n: number, until: string | null = null): JsonObject =>
  ({ lawyerId: `l${n}`, counsel: { appointmentId: 'a', county: '150921', villages: [], until } })

const opens = async (w: World, id: string, over: object = {}): Promise<void> => w.happens(`consultation-${id}`, 'ConsultationOpened', {
  consultationId: id, countyCode: '150921', channel: 'citizen', topic: { code: '01', alternative: '03' }, language: 'zh', askerId: 'asker', opponents: [],
  askerParties: [], isProbe: false, ...over,
} as JsonObject)
const opensTier = (w: World, id: string, tier: number, audienceDue: string | null = plus(nine, 10_000)): Promise<void> =>
  w.happens(`consultation-${id}`, 'TierOpened', {
    consultationId: id, tier, scope: ['county', 'region', 'nation'][tier]!, openedAt: w.clock.now(), closesAt: null, audienceDue,
  })
const rankedOf = (w: World, place: number): string[] => w.readBlob(w.audiences[place]!.blob as never).ranked as string[]

describe('an opened tier', () => {
  const pool = async (): Promise<World> => {
    const w = await world()
    for (const [n, over] of [[1, {}], [2, {}], [3, { specialties: [] }], [4, { region: '37' }], [5, { region: '37', nationwide: false }]] as const) {
      await w.send('register-lawyer', register(n, over))
    }
    await w.send('appoint-counsel', appoint(1))
    return w
  }
  it('is answered with its audience: each tier with those no earlier one could ask', async () => {
    const w = await pool()
    await opens(w, 'q1')
    for (const tier of [0, 1, 2]) await opensTier(w, 'q1', tier)
    expect(w.audiences.map(({ tier, count, reason }) => [tier, count, reason])).toEqual([[0, 1, null], [1, 2, null], [2, 1, null]])
    expect([rankedOf(w, 0), rankedOf(w, 1), rankedOf(w, 2)]).toEqual([['l1'], ['l2', 'l3'], ['l4']])
    expect(JSON.stringify(w.readBlob(w.audiences[1]!.blob as never))).not.toContain('asker')
  })
  it('with nobody in it says so, and why', async () => {
    const w = await pool()
    await w.send('set-availability', { lawyerId: 'l1', available: false })
    await opens(w, 'q1')
    await opensTier(w, 'q1', 0)
    await opens(w, 'q2', { countyCode: '150922' })
    await opensTier(w, 'q2', 0)
    expect(w.audiences.map(({ count, reason }) => [count, reason])).toEqual([[0, 'nobody-available'], [0, 'nobody-registered']])
  })
  it('of a synthetic question is answered with nothing: nobody is told', async () => {
    const w = await pool()
    await opens(w, 'q1', { isProbe: true })
    await opensTier(w, 'q1', 0, null)
    expect(w.audiences).toEqual([])
  })
  it('sees a change of the moment before, and a suspension that ends', async () => {
    const w = await pool()
    await w.send('suspend-lawyer', { lawyerId: 'l1', until: plus(nine, HOUR), reason: 'penalty' })
    await opens(w, 'q1')
    await opensTier(w, 'q1', 0)
    w.clock.advance({ hours: 1 })
    await w.runtime.idle()
    await opens(w, 'q2')
    await opensTier(w, 'q2', 0)
    expect(w.audiences.map(({ count }) => count)).toEqual([0, 1])
  })
  it('asks first whom it asked less: pushes, answers and the days since count', async () => {
    const w = await pool()
    const first = async (id: string): Promise<string> => {
      await opens(w, id)
      await opensTier(w, id, 1)
      return rankedOf(w, w.audiences.length - 1)[0]!
    }
    await w.send('change-lawyer-profile', { lawyerId: 'l3', profile: { ...profile({ name: '律师3' }) } as JsonObject })
    const one = await first('q1')
    const other = one === 'l2' ? 'l3' : 'l2'
    await w.happens('delivery-q1-1', 'PushesPlanned', { deliveryId: 'q1-1', wave: 0, pushes: [{ recipient: one, channel: 'in-app' }], held: [], quotaDay: '2026-11-22', plannedAt: nine })
    for (const id of ['q2', 'q3', 'q4', 'q5', 'q6', 'q7']) expect(await first(id)).toBe(other)
    await w.happens('consultation-q1', 'AnswerGiven', { consultationId: 'q1', lawyerId: other, answerId: 'a' })
    for (const id of ['q8', 'q9', 'q10']) expect(await first(id)).toBe(one)
    const [entry] = await w.ask('ledger', { lawyerIds: [other] }) as { months: object }[]
    expect(entry!.months).toEqual({ '2026-11': { asked: 0, answered: 1, hidden: 0, followUps: 0, clips: 0, calls: 0, callMs: 0, dutyMinutes: 0, noShows: 0 } })
  })
})

describe('why was this lawyer not asked', () => {
  it('is answered from the record, whatever changed since', async () => {
    const w = await world()
    for (const n of [1, 2, 3]) {
      await w.send('register-lawyer', register(n))
      await w.send('appoint-counsel', appoint(n))
    }
    const party = w.lookup.hmac('party-name', '某公司')
    await w.send('declare-conflict', { lawyerId: 'l2', party, kind: 'client' })
    await w.send('set-availability', { lawyerId: 'l3', available: false })
    await opens(w, 'q1', { opponents: [party] })
    await opensTier(w, 'q1', 0)
    await w.happens('consultation-q1', 'AudienceRecorded', { consultationId: 'q1', ...w.audiences[0]!, at: nine } as JsonObject)
    w.clock.advance({ minutes: 1 })
    await w.send('set-availability', { lawyerId: 'l3', available: true })
    await w.send('withdraw-conflict', { lawyerId: 'l2', party, kind: 'client' })
    await w.send('register-lawyer', register(4))
    const why = async (lawyerId: string) => (await w.ask('explain', { consultationId: 'q1', lawyerId }, DESK) as JsonObject[])[0]
    expect(await why('l1')).toMatchObject({ asked: true, rank: { topic: 2, language: true, awake: true, load: 0 } })
    expect(await why('l2')).toMatchObject({ asked: false, reason: 'conflict' })
    expect(await why('l3')).toMatchObject({ asked: false, reason: 'switched-off' })
    expect(await why('l4')).toMatchObject({ asked: false, reason: 'not-registered' })
    expect(JSON.stringify(w.readBlob(w.audiences[0]!.blob as never))).not.toContain(party)
  })
})

describe('the topic that the asker chose', () => {
  it('counts as much as the predicted one, and is in the record; of a question of before it does not', async () => {
    const w = await world()
    await w.send('register-lawyer', register(1))
    await w.send('appoint-counsel', appoint(1))
    await w.send('change-lawyer-profile', { lawyerId: 'l1', profile: { ...profile({ name: '律师1', specialties: ['13'] }) } as JsonObject })
    const rankIn = async (questionId: string, topic: JsonObject): Promise<JsonObject> => {
      await opens(w, questionId, { topic })
      await opensTier(w, questionId, 0)
      await w.happens(`consultation-${questionId}`, 'AudienceRecorded', { consultationId: questionId, ...w.audiences.at(-1)!, at: nine } as JsonObject)
      return ((await w.ask('explain', { consultationId: questionId, lawyerId: 'l1' }, DESK) as JsonObject[])[0]!)['rank'] as JsonObject
    }
    expect(await rankIn('q1', { code: '03', alternative: '05', asked: '13', model: 'topics-1' })).toMatchObject({ topic: 2, matched: ['asked'] })
    expect(await rankIn('q2', { code: '03', alternative: '13', asked: '05', model: 'topics-1' })).toMatchObject({ topic: 1, matched: ['alternative'] })
    expect(await rankIn('q3', { code: '03', alternative: '05', asked: '13' })).toMatchObject({ topic: 0, matched: [] })
  })
})

describe('attesting', () => {
  const asked = { consultationId: 'q1', countyCode: '150921', channel: 'citizen', askerId: 'asker', opponents: [], askerParties: [], isProbe: false }
  it('says what stands, to the instant, and knows the person behind an account', async () => {
    const w = await world()
    await w.send('register-lawyer', register(1))
    await w.send('appoint-counsel', appoint(1, plus(nine, HOUR)))
    await w.happens('account-asker', 'LawyerLinked', { accountId: 'asker', lawyerId: 'l1', at: nine, by: 'admin' })
    const attested = await w.ask('attest', { lawyerId: 'l1', consultation: asked })
    expect(attested).toMatchObject({ lawyerId: 'l1', status: 'active', personId: 'asker', counselOf: ['150921'], regionCode: '15', nationwide: true, conflict: false })
    w.clock.advance({ hours: 1 })
    expect(await w.ask('attest', { lawyerId: 'l1', consultation: asked })).toMatchObject({ counselOf: [] })
    expect(await w.ask('attest', { lawyerId: 'nobody', consultation: null })).toMatchObject({ status: 'inactive' })
  })
  it('finds a conflict by its HMAC alone', async () => {
    const w = await world()
    await w.send('register-lawyer', register(1))
    const party = w.lookup.hmac('party-name', '某公司')
    await w.send('declare-conflict', { lawyerId: 'l1', party, kind: 'client' })
    expect(await w.ask('attest', { lawyerId: 'l1', consultation: { ...asked, opponents: [party] } })).toMatchObject({ conflict: true })
    expect(await w.ask('attest', { lawyerId: 'l1', consultation: asked })).toMatchObject({ conflict: false })
  })
  it('finds one also where the question keeps it under the asker’s key, in attesting and in the audience', async () => {
    const w = await world()
    await w.send('register-lawyer', register(1))
    await w.send('appoint-counsel', appoint(1))
    const party = w.lookup.hmac('party-name', '某公司')
    const veiled = [...party].reverse().join('')
    await w.send('declare-conflict', { lawyerId: 'l1', party, kind: 'client' })
    expect(await w.ask('attest', { lawyerId: 'l1', consultation: { ...asked, opponents: [veiled] } })).toMatchObject({ conflict: true })
    const named = (consultationId: string, over: object) => ({ consultationId, askerId: 'asker', opponents: [], askerParties: [], ...over })
    const consultations = [named('q1', { opponents: [veiled] }), named('q2', { askerParties: [veiled] }), named('q3', { opponents: [party] })]
    expect(await w.ask('conflicting', { lawyerId: 'l1', consultations })).toEqual(['q1', 'q3'])
    expect(await w.ask('conflicting', { lawyerId: 'nobody', consultations })).toEqual([])
    await opens(w, 'q1', { opponents: [veiled] })
    await opensTier(w, 'q1', 0)
    expect(w.readBlob(w.audiences[0]!.blob as never)).toMatchObject({ count: 0, notAsked: { conflict: ['l1'] } })
  })
})

describe('the register', () => {
  it('has one lawyer per licence, frees it when he leaves, and takes him back', async () => {
    const w = await world()
    await w.send('register-lawyer', register(1))
    const twin = { ...register(2), licence: licence(1) } as JsonObject
    expect(await w.send('register-lawyer', twin)).toMatchObject({ outcome: 'refused', code: 'licence-taken' })
    await w.send('deregister-lawyer', { lawyerId: 'l1', reason: 'moved-away' })
    expect(await w.send('register-lawyer', twin)).toMatchObject({ outcome: 'accepted' })
    expect(await w.send('register-lawyer', register(1))).toMatchObject({ outcome: 'refused', code: 'licence-taken' })
  })
  it('takes no simulated lawyer into a live store', async () => {
    const w = await world({ storeIsLive: true })
    expect(await w.send('register-lawyer', register(1, {}, { isSimulated: true }))).toMatchObject({ code: 'simulated-in-live-store' })
  })
  it('is searched by name, licence, firm and region, and shows strangers what is public', async () => {
    const w = await world()
    const phone = await w.sealer.seal('l1' as PersonId, '13800000000')
    await w.send('register-lawyer', register(1, { name: '赵一' }, { phone }))
    await w.send('register-lawyer', register(2, { name: '赵二', region: '37', firm: '山东所' }))
    await w.send('register-lawyer', register(3, { name: '赵三' }, { isProbe: true }))
    const found = async (by: JsonObject) => (await w.ask('search', by, { id: 'c' as PersonId, role: 'citizen' }) as { items: { name: string }[] }).items.map(({ name }) => name)
    expect(await found({ name: '赵' })).toEqual(['赵二', '赵一'])
    expect(await found({ licence: licence(2) })).toEqual(['赵二'])
    expect(await found({ firm: '山东' })).toEqual(['赵二'])
    expect(await found({ region: '15' })).toEqual(['赵一'])
    expect(await found({ name: '赵', region: '37' })).toEqual(['赵二'])
    expect(await found({ words: '山东 赵' })).toEqual(['赵二'])
    expect(await found({})).toEqual(['赵二', '赵一'])
    await w.send('suspend-lawyer', { lawyerId: 'l1', until: null, reason: 'complaint' })
    expect(await w.ask('search', { standing: 'suspended' }, DESK)).toMatchObject({ total: 1, items: [{ name: '赵一', inactive: 'suspended' }] })
    expect(await found({ standing: 'suspended' })).toEqual([])
    expect(JSON.stringify(await w.ask('lawyer', { lawyerId: 'l1' }, { id: 'c' as PersonId, role: 'citizen' }))).not.toContain(phone.box)
    expect(await w.ask('lawyer', { lawyerId: 'l1' }, DESK)).toMatchObject({ phone: { box: phone.box } })
  })
})

describe('the roster', () => {
  it('is grabbed by active lawyers, credits who served and bars who did not', async () => {
    const w = await world()
    for (const n of [1, 2]) await w.send('register-lawyer', register(n))
    const rosterId = '150921-2026-12'
    const shift = { shiftId: 's', post: 'online', startsAt: plus(nine, HOUR), endsAt: plus(nine, 3 * HOUR), capacity: 2, languages: [] }
    await w.send('open-roster', { rosterId, grabFrom: nine, maxShiftsPerLawyer: 4, releaseMs: 0, barMs: 100 * HOUR })
    await w.send('open-shift', { rosterId, shift })
    for (const n of [1, 2]) expect(await w.send('take-shift', { rosterId, shiftId: 's', lawyerId: `l${n}` })).toMatchObject({ outcome: 'accepted' })
    expect(await w.send('take-shift', { rosterId, shiftId: 's', lawyerId: 'l9' })).toMatchObject({ code: 'lawyer-inactive' })
    w.clock.advance({ hours: 2 })
    await w.runtime.idle()
    expect(await w.ask('on-duty', { county: '150921' })).toMatchObject([{ lawyers: ['l1', 'l2'] }])
    w.clock.advance({ hours: 2 })
    await w.runtime.idle()
    await w.send('record-no-show', { rosterId, shiftId: 's', lawyerId: 'l2' })
    expect(await w.ask('ledger', { lawyerIds: ['l1', 'l2'] })).toMatchObject([
      { months: { '2026-11': { dutyMinutes: 120, noShows: 0 } } }, { months: { '2026-11': { dutyMinutes: 0, noShows: 1 } } },
    ])
    const later = { ...shift, shiftId: 't', startsAt: plus(nine, 9 * HOUR), endsAt: plus(nine, 10 * HOUR) }
    await w.send('open-shift', { rosterId, shift: later })
    expect(await w.send('take-shift', { rosterId, shiftId: 't', lawyerId: 'l2' })).toMatchObject({ code: 'barred-after-no-show' })
  })
})

describe('what a lawyer sees of himself', () => {
  const himself = (n: number): Actor => ({ id: `person-${n}` as PersonId, role: 'lawyer' })
  const linked = async (w: World, n: number): Promise<void> => {
    await w.send('register-lawyer', register(n))
    await w.send('link-lawyer-account', { lawyerId: `l${n}`, personId: `person-${n}` }, { actor: SYSTEM })
  }
  const answers = (w: World, question: string, n: number, form = 'text', callMs = 0): Promise<void> =>
    w.happens(`consultation-${question}`, 'AnswerGiven', { consultationId: question, lawyerId: `l${n}`, answerId: `a-${question}`, form, substance: { textChars: 20, clipMs: 0, callMs } })
  const tells = (w: World, question: string, ...whom: readonly number[]): Promise<void> => w.happens(`delivery-${question}-0`, 'PushesPlanned', {
    deliveryId: `${question}-0`, wave: 0, pushes: whom.map((n) => ({ recipient: `l${n}`, channel: 'in-app' })), held: [], quotaDay: '2026-11-22', plannedAt: nine,
  } as JsonObject)

  it('is his own: no other lawyer is told anything', async () => {
    const w = await world()
    for (const n of [1, 2]) await linked(w, n)
    for (const name of ['service', 'standing', 'conflicts', 'my-shifts']) {
      expect(await w.ask(name, { lawyerId: 'l1' }, himself(1))).not.toBeNull()
      expect(await w.ask(name, { lawyerId: 'l1' }, himself(2))).toBeNull()
      await expect(w.ask(name, { lawyerId: 'l1' }, { id: 'person-1' as PersonId, role: 'citizen' })).rejects.toMatchObject({ code: 'role-not-allowed' })
    }
  })
  it('is his month of service with ratings, the last word of each, beside the median of those who are asked as he is', async () => {
    const w = await world()
    for (const n of [1, 2, 3, 4, 5, 6]) await linked(w, n)
    for (const n of [1, 2, 3, 4, 5]) await w.send('appoint-counsel', appoint(n))
    await tells(w, 'q1', 1, 2, 3, 4, 5)
    await tells(w, 'q2', 1, 2, 3)
    await tells(w, 'q3', 1, 6)
    await answers(w, 'q1', 1, 'call', 125_000)
    await answers(w, 'q2', 1, 'clip')
    await w.happens('consultation-q1', 'AnswerRated', { consultationId: 'q1', rating: { lawyerId: 'l1', stars: 2 }, at: nine })
    await w.happens('consultation-q1', 'ConsultationClosed', { consultationId: 'q1', ratings: [{ lawyerId: 'l1', stars: 5 }], promiseWaived: false, at: nine })
    await w.happens('consultation-q2', 'AnswerRated', { consultationId: 'q2', rating: { lawyerId: 'l1', stars: 4 }, at: nine })
    expect(await w.ask('service', { lawyerId: 'l1', months: 2 }, himself(1))).toEqual({
      group: { kind: 'county', code: '150921', members: 5 },
      months: [
        {
          month: '2026-11', asked: 3, answered: 2, hidden: 0, followUps: 0, clips: 1, calls: 1, callMs: 125_000, dutyMinutes: 0, noShows: 0,
          ratings: [0, 0, 0, 1, 1], active: 5, median: { asked: 2, answered: 0, dutyMinutes: 0 },
        },
        { month: '2026-10', asked: 0, answered: 0, hidden: 0, followUps: 0, clips: 0, calls: 0, callMs: 0, dutyMinutes: 0, noShows: 0, ratings: [0, 0, 0, 0, 0], active: 0, median: null },
      ],
    })
    // Of the province: six that were asked, counsel among them. With four in a group the median would tell on somebody.
    expect(await w.ask('service', { lawyerId: 'l6', months: 1 }, himself(6))).toMatchObject({ group: { kind: 'province', code: '15', members: 6 }, months: [{ active: 6, median: { asked: 1.5 } }] })
    await w.send('suspend-lawyer', { lawyerId: 'l5', until: null, reason: 'penalty' })
    expect(await w.ask('service', { lawyerId: 'l1', months: 1 }, himself(1))).toMatchObject({ months: [{ active: 5 }] })
    await w.send('deregister-lawyer', { lawyerId: 'l5', reason: 'retired' })
    expect(await w.ask('service', { lawyerId: 'l1', months: 1 }, himself(1))).toMatchObject({ group: { members: 4 }, months: [{ active: 4, median: null }] })
  })
  it('is how he stands: what bars him, quiet hours, duty, how much he was asked lately', async () => {
    const w = await world()
    await linked(w, 1)
    await tells(w, 'q1', 1)
    await w.send('set-quiet-hours', { lawyerId: 'l1', quiet: { from: 8 * 60, to: 10 * 60 } })
    const standing = () => w.ask('standing', { lawyerId: 'l1' }, himself(1))
    expect(await standing()).toMatchObject({ name: '律师1', isAvailable: true, isQuietNow: true, inactive: null, onDutyUntil: null, burden: 8, suspendedUntil: null })
    expect(await standing()).not.toHaveProperty('phone')
    await w.send('suspend-lawyer', { lawyerId: 'l1', until: plus(nine, HOUR), reason: 'penalty' })
    expect(await standing()).toMatchObject({ inactive: 'suspended', suspendedUntil: plus(nine, HOUR) })
    w.clock.advance({ hours: 24 })
    await w.runtime.idle()
    expect(await standing()).toMatchObject({ inactive: null, burden: 4, isQuietNow: true })
  })
  it('is what he declared, without a name', async () => {
    const w = await world()
    await linked(w, 1)
    const party = w.lookup.hmac('party-name', '某公司')
    await w.send('declare-conflict', { lawyerId: 'l1', party, kind: 'client' })
    w.clock.advance({ hours: 1 })
    await w.send('declare-conflict', { lawyerId: 'l1', party: w.lookup.hmac('party-name', '某人'), kind: 'opponent' })
    expect(await w.ask('conflicts', { lawyerId: 'l1' }, himself(1))).toEqual([{ kind: 'opponent', at: plus(nine, HOUR) }, { kind: 'client', at: nine }])
    await w.send('withdraw-conflict', { lawyerId: 'l1', party, kind: 'client' })
    expect(await w.ask('conflicts', { lawyerId: 'l1' }, himself(1))).toMatchObject([{ kind: 'opponent' }])
  })
  it('is his shifts, and those he may still take', async () => {
    const w = await world()
    await linked(w, 1)
    const rosterId = '150921-2026-11'
    await w.send('open-roster', { rosterId, grabFrom: nine, maxShiftsPerLawyer: 4, releaseMs: HOUR, barMs: 100 * HOUR })
    for (const n of [1, 2, 3]) {
      await w.send('open-shift', { rosterId, shift: { shiftId: `s${n}`, post: 'online', startsAt: plus(nine, n * HOUR), endsAt: plus(nine, (n + 1) * HOUR), capacity: 2, languages: [] } })
    }
    for (const n of [1, 2]) await w.send('take-shift', { rosterId, shiftId: `s${n}`, lawyerId: 'l1' })
    const mine = () => w.ask('my-shifts', { lawyerId: 'l1' }, himself(1))
    expect(await mine()).toMatchObject({
      held: [{ shiftId: 's1', taken: 1, capacity: 2, grabFrom: nine, maxShifts: 4, releaseMs: HOUR, post: 'online' }, { shiftId: 's2' }], open: [{ shiftId: 's3', taken: 0 }], past: [],
    })
    await w.send('release-shift', { rosterId, shiftId: 's2', lawyerId: 'l1' })
    w.clock.advance({ ms: 1.5 * HOUR })
    await w.runtime.idle()
    expect(await w.ask('standing', { lawyerId: 'l1' }, himself(1))).toMatchObject({ onDutyUntil: plus(nine, 2 * HOUR) })
    w.clock.advance({ hours: 1 })
    await w.runtime.idle()
    await w.send('record-no-show', { rosterId, shiftId: 's1', lawyerId: 'l1' })
    expect(await mine()).toMatchObject({ held: [], open: [{ shiftId: 's3' }], past: [{ shiftId: 's1', isMissed: true, phase: 'ended' }] })
    expect(await w.ask('standing', { lawyerId: 'l1' }, himself(1))).toMatchObject({ barredUntil: plus(nine, 102.5 * HOUR), onDutyUntil: null })
  })
})

describe('codes of divisions', () => {
  it('of a lawyer are of a place there is; of an appointment and a roster, of a place that is served', async () => {
    const w = await world()
    expect(await w.send('register-lawyer', register(1, { region: '999999' }))).toMatchObject({ outcome: 'refused', code: 'no-such-division' })
    expect(await w.send('register-lawyer', register(1, { county: '999999' as never }))).toMatchObject({ code: 'no-such-division' })
    expect(await w.send('register-lawyer', register(1, { region: '3703', county: '370322' as never }))).toMatchObject({ outcome: 'accepted' })
    const { profile } = register(1, { region: '150921106999' }) as unknown as { profile: JsonObject }
    expect(await w.send('change-lawyer-profile', { lawyerId: 'l1', profile })).toMatchObject({ code: 'no-such-division' })
    const counsel = (county: string, villages: string[]) => w.send('appoint-counsel', { lawyerId: 'l1', counsel: { appointmentId: 'a', county, villages, until: null } })
    expect(await counsel('150999', [])).toMatchObject({ outcome: 'refused', code: 'county-not-served' })
    expect(await counsel('150921', ['150921106999'])).toMatchObject({ code: 'no-such-division' })
    expect(await counsel('150921', ['150921106001'])).toMatchObject({ outcome: 'accepted' })
    const roster = (rosterId: string) => w.send('open-roster', { rosterId, grabFrom: nine, maxShiftsPerLawyer: 4, releaseMs: 0, barMs: 0 })
    expect(await roster('999999-2026-12')).toMatchObject({ outcome: 'refused', code: 'no-such-division' })
    expect(await roster('150921-2026-12')).toMatchObject({ outcome: 'accepted' })
  })
  it('are not asked about what the platform founds by itself, before its map', async () => {
    const w = await world()
    expect(await w.send('register-lawyer', register(1, { region: '15' }), { actor: SYSTEM })).toMatchObject({ outcome: 'accepted' })
    expect(w.asked).toEqual([])
  })
})

describe('importing a register', () => {
  const head = '姓名,执业证号,执业机构,地区代码,专长,语言,手机,年度考核有效期至,法律顾问县代码,顾问村代码,顾问任期至'
  const zhao = `赵一,${LICENCE},草原所,150900,婚姻家庭、劳动人事,汉语、蒙古语,13800000001,2027-06-01,150921,150921106001,2027-12-31`
  const qian = `钱二,${licence(2)},草原所,150000,,,,2027-06-01,,,`
  const imports = (w: World, csv: string, dryRun = false) => {
    const blob = w.keep(Buffer.from(csv), 'text/csv')
    const send = async (command: PlannedCommand): Promise<string | null> => {
      const reply: CommandReply = await w.send(command.command, command.data, { commandId: command.commandId })
      return reply.outcome === 'refused' ? reply.code : null
    }
    return runImport(async (from) => await w.ask('plan-import', { person: 'desk-1', blob, from } as JsonObject, DESK) as unknown as ImportPlan, dryRun ? null : send)
  }

  it('registers, appoints, and repeated changes nothing', async () => {
    const w = await world()
    expect(await imports(w, `${head}\n${zhao}\n${qian}`)).toMatchObject({ total: 2, new: 2, changed: 0, refused: [], errors: [] })
    const size = w.store.log.length
    expect(await imports(w, `${head}\n${zhao}\n${qian}`)).toMatchObject({ new: 0, changed: 0, unchanged: 2 })
    expect(w.store.log).toHaveLength(size)
    const found = await w.ask('search', { licence: LICENCE }, DESK) as { items: JsonObject[] }
    expect(found.items[0]).toMatchObject({ name: '赵一', region: '1509', specialties: ['01', '03'], languages: ['mn', 'zh'], counselOf: [{ county: '150921', until: '2027-12-31T16:00:00.000Z' }] })
    expect(JSON.stringify(w.store.log)).not.toContain('13800000001')
  })
  it('changes what changed, and a change taken back is a change again', async () => {
    const w = await world()
    await imports(w, `${head}\n${zhao}`)
    const moved = zhao.replace('草原所', '青城所').replace('13800000001', '13800000002').replace('2027-12-31', '2028-12-31')
    expect(await imports(w, `${head}\n${moved}`)).toMatchObject({ changed: 1, refused: [] })
    expect(await imports(w, `${head}\n${moved}`)).toMatchObject({ unchanged: 1 })
    expect(await imports(w, `${head}\n${zhao}`)).toMatchObject({ changed: 1, refused: [] })
    const found = await w.ask('search', { licence: LICENCE }, DESK) as { items: JsonObject[] }
    expect(found.items[0]).toMatchObject({ firm: '草原所', counselOf: [{ until: '2027-12-31T16:00:00.000Z' }] })
  })
  it('tried dry, writes nothing and says the same', async () => {
    const w = await world()
    const before = w.store.log.length
    expect(await imports(w, `${head}\n${zhao}\n${qian}`, true)).toMatchObject({ total: 2, new: 2 })
    expect(w.store.log).toHaveLength(before)
  })
  it('reports each bad row in words, and takes the good ones', async () => {
    const w = await world()
    const bad = [
      qian.replace(licence(2), '123'), qian.replace('150000', '内蒙古'), `${qian}`, `${qian}`,
      `=cmd|'/C calc'!A0,${licence(5)},所,15,,,,2027-06-01,,,`, `孙三,${licence(6)},所,15,占卜,,,2027-06-01,,,`,
      `李四,${licence(7)},所,15,,,,2027-06-01,,150921106001,`, `周五,${licence(8)},所,15,,,,2027-06-01,150921,370322100001,`,
      `吴六,${licence(9)},所,15,,,,2027-06-01,150921,,2020-01-01`,
    ]
    const report = await imports(w, [head, ...bad].join('\n'))
    expect(report).toMatchObject({ total: 1, new: 1 })
    expect('errors' in report && report.errors.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, '执业证号', 'not-a-licence'], [3, '地区代码', 'not-a-region'], [5, '执业证号', 'row-twice'], [6, '姓名', 'formula-not-allowed'],
      [7, '专长', 'not-a-choice'], [8, '法律顾问县代码', 'counsel-without-county'], [9, '顾问村代码', 'village-outside-county'], [10, '顾问任期至', 'term-over'],
    ])
    expect('errors' in report && report.errors[0]!.message).toBe('执业证号应为 17 位（新证）或 12 位（旧证）数字。')
  })
  it('reports codes that name nothing, as sending the row would be refused; asked about once each', async () => {
    const w = await world()
    const row = (n: number, region: string, county: string, counsel: string, villages: string): string => `律师${n},${licence(n)},所,${region},${county},2027-06-01,${counsel},${villages}`
    const csv = ['姓名,执业证号,执业机构,地区代码,县代码,年度考核有效期至,法律顾问县代码,顾问村代码', row(1, '999999', '', '', ''), row(2, '15', '990101', '', ''),
      row(3, '15', '', '150999', ''), row(4, '15', '150921', '150921', '150921106999'), row(5, '15', '370322', '150921', '150921106001')].join('\n')
    const report = await imports(w, csv)
    expect('errors' in report && report.errors.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, '地区代码', 'no-such-division'], [3, '县代码', 'no-such-division'], [4, '法律顾问县代码', 'county-not-served'], [5, '顾问村代码', 'no-such-division'],
    ])
    expect('errors' in report && report.errors.map(({ message }) => message)).toEqual(expect.arrayContaining([expect.stringContaining('请先导入名录')]))
    expect(report).toMatchObject({ total: 1, new: 1, refused: [] })
    expect(w.asked.filter((code) => code === '15')).toHaveLength(2)
  })
  it('looks through a file anew when it comes again: the map may have been brought up to date', async () => {
    const w = await world()
    const csv = `姓名,执业证号,执业机构,地区代码,年度考核有效期至,法律顾问县代码,顾问村代码\n赵一,${licence(1)},所,15,2027-06-01,150921,150921106002`
    expect(await imports(w, csv, true)).toMatchObject({ total: 0, errors: [{ line: 2, code: 'no-such-division' }] })
    w.villages.add('150921106002')
    expect(await imports(w, csv)).toMatchObject({ total: 1, new: 1, errors: [], refused: [] })
  })
  it('refuses a file with a wrong column, naming what it expects', async () => {
    const w = await world()
    expect(await imports(w, '名字,证号\n赵一,1')).toMatchObject({ kind: 'refused', code: 'missing-columns', message: expect.stringContaining('执业证号') })
  })
  it('goes page by page, and run again after it broke off does only the rest', async () => {
    const w = await world()
    const rows = Array.from({ length: 450 }, (_, n) => `律师${n},${licence(n)},所,15,,,,2027-06-01,,,`)
    const csv = [head, ...rows].join('\n')
    const blob = w.keep(Buffer.from(csv), 'text/csv')
    const first = await w.ask('plan-import', { person: 'desk-1', blob, from: 0 } as JsonObject, DESK) as unknown as Extract<ImportPlan, { kind: 'plan' }>
    for (const row of first.rows.slice(0, 50)) for (const command of row.commands) await w.send(command.command, command.data, { commandId: command.commandId })
    expect(await imports(w, csv)).toMatchObject({ total: 450, new: 400, unchanged: 50, refused: [] })
  })
})

it('the index made from the read model is the one that followed the log', async () => {
  const w = await world()
  for (let n = 1; n <= 30; n += 1) await w.send('register-lawyer', register(n, { specialties: n % 2 ? ['01'] : ['02'] }))
  await opens(w, 'q1')
  await opensTier(w, 'q1', 1)
  const again = await world({ from: w.store.log })
  await again.runtime.idle()
  // The second platform begins at the beginning: it resolves the same tier from what its own views show.
  expect(again.audiences.map(({ count, blob }) => [count, blob])).toEqual(w.audiences.map(({ count, blob }) => [count, blob]))
})
