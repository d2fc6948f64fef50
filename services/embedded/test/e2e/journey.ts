// The whole journey of a question over HTTP alone, on a platform that runs by itself and is killed and stopped on the way.
// Steps build on each other, as a day does. Each profile has a spec that puts its `Profile` under it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from './bounded-timers.ts'
import { gbk, picture, zipBomb } from './files.ts'
import { live, type Api, type Ask, type Live, type Reply } from './http.ts'
import type { Profile, Session } from './profile.ts'
import { post, talkTo, type Talk } from './talk.ts'

/** A minute of the platform is a second here. */
const SPEED = 60
const COUNTY = '150921'
/** Planted in questions; nowhere in the clear afterwards. */
const PLANTED = { name: '敖登格日勒', phone: '13812345670', idNumber: '150921199003074519' }
const WAGES = `我叫${PLANTED.name}，电话${PLANTED.phone}，身份证号${PLANTED.idNumber}，在卓资县工地干活，老板拖欠三个月工资不给，怎么要回来？`
/** 卓资镇, WGS-84. */
const HOME = { lng: 112.572, lat: 40.895 }
const ANSWER = '请先向劳动监察大队投诉，保留考勤、工资条和转账记录；协商不成的，自知道权利被侵害之日起一年内申请劳动仲裁，仲裁不收费。'

/** @param openProfile of a demonstration whose time runs so many times as fast as the wall */
export const journey = (openProfile: (speed: number) => Promise<Profile>): void => {
  let platform: Profile
  let talk: Talk
  let http: Api
  const tokens: Record<string, string> = {}
  const open: Live[] = []

  const ok = (...args: Parameters<Talk['ok']>): Promise<Reply['body']> => talk.ok(...args)
  const refusal = (...args: Parameters<Talk['refusal']>): Promise<[number, string]> => talk.refusal(...args)
  const follow = async (token: string, more: { role?: string; lastId?: string } = {}): Promise<Live> => {
    const stream = await live(platform.url, { token, ...more })
    open.push(stream)
    return stream
  }

  const citizen = (phone: string): Promise<string> => talk.citizen(phone)
  const signIn = async (id: string): Promise<string> => tokens[id] = await talk.signIn(id)
  const question = (token: string, id: string): Promise<Reply['body']> => ok(`consultations/${id}`, { token })
  const ask = async (token: string, text: string, more: object = {}, key?: string): Promise<string> =>
    (await ok('consultations', post(token, { text, ...more }, key === undefined ? {} : { key }), 201)).consultationId
  const answer = (token: string, id: string, text = ANSWER): Promise<Reply['body']> => ok(`consultations/${id}/answers`, post(token, { text }), 201)
  const upload = (...args: Parameters<Talk['upload']>): Promise<Reply> => talk.upload(...args)

  const nowMs = async (): Promise<number> => Date.parse((await ok('clock', {})).now)
  const at = (ms: number): string => new Date(ms).toISOString()

  beforeAll(async () => {
    platform = await openProfile(SPEED)
    talk = talkTo(platform)
    http = talk.http
    await platform.start({ silent: true })
  }, 400_000)
  afterAll(() => {
    for (const stream of open) stream.close()
    platform.remove()
  })

  // Enrolled before everything else, so that what is looked at later has had its minutes.
  const supervised = { id: '', device: '', since: 0, kept: new Set<number>() }
  const OFFICER = 'demo-staff-correction-1'
  const because = '按县局通知办理'
  const officer = (body: unknown, more: Partial<Ask> = {}): Ask => post(tokens[OFFICER], body, more)
  const head = (body: unknown, more: Partial<Ask> = {}): Ask => post(tokens['demo-staff-head'], body, more)
  /** @returns when it lapses */
  const approved = async (lastsMs: number): Promise<number> => {
    const from = await nowMs()
    await ok(`supervisees/${supervised.id}/positioning`, head({ ground: 'injunction-breached', device: 'dedicated', decision: '卓司矫〔2026〕12号', from: at(from), until: at(from + lastsMs), because }), 201)
    return from + lastsMs
  }
  /** What is kept of these instants, as it is answered: a fix that is answered for is on the disk. */
  const sendFixes = async (instants: readonly number[]): Promise<Reply> => {
    const reply = await http('positions', post(undefined, { device: supervised.device, fixes: instants.map((ms) => ({ at: at(ms), lng: HOME.lng + 0.04, lat: HOME.lat, errorM: 8, source: 'satellite' })) }))
    if (reply.body?.kept === instants.length) for (const ms of instants) supervised.kept.add(ms)
    return reply
  }
  const trackOf = async (): Promise<ReadonlySet<number>> => {
    const { fixes } = await until('the track', async () => {
      const reply = await http(`supervisees/${supervised.id}/track-views`, officer({ purpose: '核实轨迹', from: at(supervised.since), until: at(await nowMs() + 1000) }))
      return reply.status === 200 && reply.body
    })
    return new Set(fixes.map((fix: { at: string }) => Date.parse(fix.at)))
  }
  const lost = async (): Promise<readonly number[]> => {
    const track = await trackOf()
    return [...supervised.kept].filter((ms) => !track.has(ms))
  }
  let chosen = 0
  /** Instants of the track that nothing was sent of yet. */
  const unsent = (count: number): readonly number[] => Array.from({ length: count }, () => supervised.since + 1000 + (chosen += 1) * 7)

  describe('somebody in community correction', () => {
    it('is enrolled, bound to a place, and tracked once the head has approved it', async () => {
      for (const id of [OFFICER, 'demo-staff-head']) await signIn(id)
      const from = at(await nowMs())
      const enrolled = await ok('supervisees', officer({
        phone: '13900000021', name: '巴特尔', region: '150921100', office: `demo-bureau-${COUNTY}`, officers: [OFFICER], sentence: 'probation', from, until: '2099-01-01T00:00:00.000Z', because,
      }), 201)
      supervised.id = enrolled.superviseeId
      const whose = `supervisees/${supervised.id}`
      supervised.device = (await ok(`${whose}/devices`, officer({ kind: 'dedicated', serial: 'WB-2026-0021', because }), 201)).deviceId
      expect(await refusal(`${whose}/tracking`, officer({ deviceId: supervised.device, because }))).toEqual([409, 'no-basis'])
      expect(await refusal(`${whose}/positioning`, officer({ ground: 'injunction-breached', device: 'dedicated', decision: '卓司矫〔2026〕12号', from, until: '2099-01-01T00:00:00.000Z', because }))).toEqual([403, 'not-permitted'])
      await ok(`${whose}/zones`, officer({ label: '家和镇上', kind: 'allowed', datum: 'wgs-84', geometry: { kind: 'circle', centre: [HOME.lng, HOME.lat], radiusM: 2000 }, because }), 201)
      const early = await until('the door to know the device', async () => {
        const reply = await http('positions', post(undefined, { device: supervised.device, fixes: [{ at: from, ...HOME }] }))
        return reply.status === 200 && reply.body
      })
      expect(early).toMatchObject({ kept: 0, withoutBasis: 1 })
      await approved(30 * 86_400_000)
      await ok(`${whose}/tracking`, officer({ deviceId: supervised.device, because }))
      supervised.since = await nowMs()
    })
  })

  describe('a question', () => {
    let asker: string
    let id: string
    let events: Live
    let counsel: readonly Session[]
    let region: readonly Session[]

    it('is asked by somebody who proved her phone, who saw before what would leave the county, and what she is promised', async () => {
      asker = await citizen('13900000001')
      tokens['asker'] = asker
      const promise = await ok(`counties/${COUNTY}/promise`, {})
      expect(promise.terms).toMatchObject({ quorum: 3, promiseMs: 600_000 })
      expect(promise.text).toMatch(/10 ?分钟/)
      const preview = await ok('consultations/preview', post(asker, { text: WAGES, names: [PLANTED.name] }))
      expect(preview.redacted.text).not.toMatch(new RegExp(Object.values(PLANTED).join('|')))

      const photo = (await upload(asker, 'photo', 'image/png', picture())).body
      events = await follow(asker)
      id = await ask(asker, WAGES, { ownNames: [PLANTED.name], files: [photo.file.digest], consentBeyondCounty: true })
      const shown = await question(asker, id)
      expect(shown).toMatchObject({ text: WAGES, phase: 'open', promise: 'pending', quorum: 3, tiers: [{ scope: 'county' }], answerCount: 0 })
      expect(shown.files).toHaveLength(1)
      expect(Date.parse(shown.promiseDue) - Date.parse(shown.openedAt)).toBe(600_000)
      const file = await http(`consultations/${id}/files/${shown.files[0].digest}`, { token: asker })
      expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/png'])
    })

    it('goes from the county to the region to the nation, each told to its asker as it happens', async () => {
      ;({ counsel, region } = await platform.lawyers({ counsel: 39, region: 12, nation: 12 }))
      await answer(await signIn('demo-counsel-01'), id)
      await events.next('answer-given', ({ consultationId }) => consultationId === id)
      await events.next('tier-opened', ({ consultationId, at }) => consultationId === id && at !== undefined)
      const regional = await signIn('demo-region-001')
      await until('the region', async () => (await question(asker, id)).tiers.length >= 2)
      const seen = await question(regional, id)
      expect(seen.shown).toBe('redacted')
      expect(JSON.stringify(seen)).not.toMatch(new RegExp(Object.values(PLANTED).join('|')))
      await ok(`consultations/${id}/claim`, { method: 'POST', token: regional })
      await answer(regional, id)
      expect((await question(regional, id)).shown).toBe('whole')
      await until('the nation', async () => (await question(asker, id)).tiers.length === 3)
      await answer(await signIn('demo-nation-00001'), id)
      await events.next('quorum-met')
      const { tiers, promise, answers, isQuorumMet } = await question(asker, id)
      expect([promise, isQuorumMet, answers.length, answers[0].isLocal]).toEqual(['kept', true, 3, true])
      expect(tiers.map(({ scope, closesAt, openedAt }: Record<string, string>) => [scope, closesAt && Date.parse(closesAt) - Date.parse(openedAt!)]))
        .toEqual([['county', 180_000], ['region', 180_000], ['nation', null]])
      expect([tiers[1].openedAt, tiers[2].openedAt]).toEqual([tiers[0].closesAt, tiers[1].closesAt])
    })

    it('is told to an auditor from its beginning, as it stood at any moment, and follows from the rules; her words stay sealed', async () => {
      const auditor = await signIn('demo-staff-auditor')
      const { view, story } = await until('all of it to be there', async () => {
        const looked = await ok(`consultations/${id}/story-views`, post(auditor, { purpose: '抽查' }), 201)
        return looked.story.streams.filter((stream: string) => stream.startsWith(`delivery-${id}-`)).length === 3 && looked
      })
      const of = (type: string) => story.events.filter((event: { type: string }) => event.type === type)
      expect(of('TierOpened').map(({ facts, cause }: Reply['body']) => [facts.scope, cause.kind])).toEqual([['county', 'command'], ['region', 'deadline'], ['nation', 'deadline']])
      expect(JSON.stringify(story)).not.toMatch(new RegExp([...Object.values(PLANTED), '工地'].join('|')))
      const at = of('TierOpened')[1].at
      const moment = await ok(`story-views/${view}/moment?at=${at}`, { token: auditor })
      const state = moment.streams.find(({ category }: { category: string }) => category === 'consultation').state
      expect(state.tiers.map(({ scope }: { scope: string }) => scope)).toEqual(['county', 'region'])
      expect(moment.eligible[0]).toMatchObject({ scope: 'county', count: 39 })
      const verdict = await ok(`story-views/${view}/verdict`, { token: auditor })
      expect(verdict).toMatchObject({ ok: true, findings: [] })
      expect(verdict.deadlines).toBeGreaterThanOrEqual(2)
      const { items } = await ok('deadlines?minutes=1440', { token: auditor })
      const dues: string[] = items.map(({ due }: { due: string }) => due)
      expect(dues).toEqual(dues.toSorted())
    })

    it('is followed up, rated, closed, and opened again by another follow-up; nobody answers what is closed', async () => {
      const lawyerId = 'demo-region-001'
      await ok(`consultations/${id}/follow-ups`, post(asker, { lawyerId, text: '没有签劳动合同也可以申请仲裁吗？' }), 201)
      const holdings = await until('the thread', async () => {
        const { items } = await ok('lawyer/holdings', { token: tokens[lawyerId]! })
        return items.find((each: { consultationId: string }) => each.consultationId === id)
      })
      expect(holdings.waits).toBe(true)
      await ok(`consultations/${id}/replies`, post(tokens[lawyerId], { text: '可以。工友证言、工作证、转账记录都能证明劳动关系。' }), 201)
      await events.next('follow-up-answered')
      expect((await question(asker, id)).threads[0].turns.map(({ kind }: { kind: string }) => kind)).toEqual(['follow-up', 'reply'])

      await ok(`consultations/${id}/ratings/demo-counsel-01`, { method: 'PUT', token: asker, body: { stars: 4 } })
      await ok(`consultations/${id}/closing`, post(asker, { ratings: [{ lawyerId, stars: 5 }] }))
      expect((await question(asker, id)).phase).toBe('closed')
      const late = counsel.find(({ account }) => account !== 'demo-counsel-01')!
      expect(await refusal(`consultations/${id}/answers`, post(late.token, { text: ANSWER }))).toEqual([409, 'consultation-closed'])
      await ok(`consultations/${id}/follow-ups`, post(asker, { lawyerId, text: '仲裁委在哪里，要带什么材料？' }), 201)
      expect((await question(asker, id)).phase).toBe('open')
      await events.next('consultation-reopened')
    })

    it('is nobody else’s: not another citizen’s, not a lawyer’s who is not asked, not a stranger’s', async () => {
      const other = tokens['other'] = await citizen('13900000002')
      expect(await refusal(`consultations/${id}`, { token: other })).toEqual([404, 'no-such-thing'])
      expect(await refusal(`consultations/${id}/closing`, post(other, {}))).toEqual([404, 'no-such-thing'])
      expect(await refusal(`consultations/${id}`, { token: other, role: 'lawyer' })).toEqual([403, 'role-not-held'])
      expect(await refusal(`consultations/${id}`, {})).toEqual([401, 'not-signed-in'])
      expect(await refusal(`consultations/${id}`, { token: 'A'.repeat(43) })).toEqual([401, 'session-ended'])
      expect(await refusal(`counties/${COUNTY}/questions`, { token: other })).toEqual([403, 'not-permitted'])
      const gone = await citizen('13900000009')
      await ok('auth/session', { method: 'DELETE', token: gone }, 204)
      expect(await refusal('consultations', { token: gone })).toEqual([401, 'session-ended'])
    })

    it('asked twice under one key is one question; another text under that key is refused', async () => {
      const first = await ask(tokens['other']!, '邻居盖房占了我家的宅基地，村里调解不成怎么办？', {}, 'one-key-for-both')
      expect(await ask(tokens['other']!, '邻居盖房占了我家的宅基地，村里调解不成怎么办？', {}, 'one-key-for-both')).toBe(first)
      expect(await refusal('consultations', post(tokens['other'], { text: '另一个问题：草场承包合同到期了怎么续？' }, { key: 'one-key-for-both' })))
        .toEqual([409, 'idempotency-key-reused'])
      expect((await until('the list', async () => {
        const { items } = await ok('consultations', { token: tokens['other']! })
        return items.length > 0 && items
      }))).toHaveLength(1)
    })

    it('has two places for each answer that is missing, and a race for the last gives them once', async () => {
      const wanted = await ask(asker, '丈夫长期不回家也不给抚养费，孩子三岁，我想离婚要怎么办？')
      await answer(counsel[2]!.token, wanted)
      await answer(counsel[3]!.token, wanted)
      await until('the region', async () => (await question(asker, wanted)).tiers.length >= 2)
      const racers = region.filter(({ account }) => account !== 'demo-region-001')
      const results = await Promise.all(racers.map(({ token }) => refusal(`consultations/${wanted}/claim`, { method: 'POST', token })))
      expect(results.filter(([status]) => status === 200)).toHaveLength(2)
      expect(new Set(results.filter(([status]) => status !== 200).map(String))).toEqual(new Set(['409,no-free-claim']))
      const winners = racers.filter((_, n) => results[n]![0] === 200)
      const given = await Promise.all(winners.map(({ token }) => http(`consultations/${wanted}/answers`, post(token, { text: ANSWER }))))
      expect(given.map(({ status }) => status)).toEqual([201, 201])
      expect(await refusal(`consultations/${wanted}/claim`, { method: 'POST', token: racers.find((_, n) => results[n]![0] !== 200)!.token })).toEqual([409, 'quorum-met'])
    })

    it('of an enterprise reaches only lawyers with experience of enterprises', async () => {
      const firm = await citizen('13900000003')
      const wanted = (await ok('consultations', post(firm, { text: '公司签的供货合同对方逾期不付款，违约金怎么主张？', channel: 'enterprise' }, { role: 'enterprise' }), 201)).consultationId
      const cards = await Promise.all(counsel.map(async ({ account, token }) => ({ token, ...await ok(`lawyers/${account}`, { token }) })))
      const able = cards.find(({ enterprise, lawyerId }) => enterprise && lawyerId !== 'demo-counsel-01')!
      const unable = cards.find(({ enterprise }) => !enterprise)!
      expect(await refusal(`consultations/${wanted}`, { token: unable.token })).toEqual([404, 'no-such-thing'])
      await answer(able.token, wanted)
      expect((await ok(`consultations/${wanted}`, { token: firm, role: 'enterprise' })).answerCount).toBe(1)
    })
  })

  describe('the bureau', () => {
    it('hears words of danger at once, and the asker is shown whom to call', async () => {
      const duty = await signIn('demo-staff-duty-1')
      const alarms = await follow(duty, { role: 'duty-officer' })
      const asked = await ok('consultations', post(tokens['other'], { text: '丈夫天天打我，我不想活了，今晚就喝农药，谁能帮帮我。' }), 201)
      expect(asked.dangerNumbers).toEqual(['110', '120', '12356'])
      const { data: { dangerId } } = await alarms.next('danger-raised', ({ consultationId }) => consultationId === asked.consultationId)
      const { items } = await until('the list of alarms', async () => {
        const page = await ok(`counties/${COUNTY}/dangers`, { token: duty })
        return page.items.length > 0 && page
      })
      expect(items[0].codes).toContain('suicide')
      await ok(`dangers/${dangerId}/acknowledgement`, { method: 'POST', token: duty })
      expect(await refusal(`dangers/${dangerId}/acknowledgement`, { method: 'POST', token: await signIn('demo-staff-duty-2') })).toEqual([409, 'already-acknowledged'])
      await ok(`dangers/${dangerId}/resolution`, post(duty, { outcome: 'police-informed' }))
    })

    it('hides an answer that is complained of, and restores it when its author objects', async () => {
      const asker = tokens['asker']!
      const { counsel: [, , , , author] } = await platform.lawyers({ counsel: 5, region: 0, nation: 0 })
      const id = await ask(asker, '村里征地补偿款没有公示就分了，我能查账吗？找谁查？')
      const { answerId } = await answer(author!.token, id, '加我微信详谈，我是卓资县的律师，先交五百元咨询费我再告诉你怎么查账和起诉村委会。')
      const reviewer = await signIn('demo-staff-reviewer-1')
      await ok(`consultations/${id}/answers/${answerId}/complaints`, post(asker, { text: '他要我先交钱。' }), 201)
      const review = await until('the review', async () => {
        const { items } = await ok(`counties/${COUNTY}/reviews`, { token: reviewer })
        return items.find((each: { answerId: string; complaints: unknown[] }) => each.answerId === answerId && each.complaints.length > 0)
      })
      const decide = async (decision: object): Promise<void> => {
        await ok(`reviews/${review.reviewId}/taking`, { method: 'POST', token: reviewer })
        await ok(`reviews/${review.reviewId}/decision`, post(reviewer, decision))
      }
      await decide({ decision: 'hide', reason: 'fee' })
      const hidden = await until('it to be hidden', async () => {
        const shown = await question(asker, id)
        return shown.answers[0].status === 'hidden' && shown
      })
      expect([hidden.answerCount, hidden.answers[0].text]).toEqual([0, null])

      await ok(`consultations/${id}/answers/${answerId}/complaints`, post(author!.token, { text: '这是误会，我撤回收费的话。' }), 201)
      await until('the review to be open again', async () => {
        const { items } = await ok(`counties/${COUNTY}/reviews`, { token: reviewer })
        return items.some((each: { answerId: string }) => each.answerId === answerId)
      })
      await decide({ decision: 'keep' })
      await until('it to be back', async () => (await question(asker, id)).answers[0].status === 'given')
    })

    it('changes what it promises by two people, for new questions only', async () => {
      const [one, two] = [await signIn('demo-staff-policy-1'), await signIn('demo-staff-policy-2')]
      const { default: policy } = await ok(`counties/${COUNTY}/policies`, { token: one })
      const before = await ask(tokens['asker']!, '租的房子房东提前要收回，押金不退，我该怎么办？')
      const better = { ...policy, terms: { ...policy.terms, promiseMs: 300_000 } }
      await ok(`counties/${COUNTY}/policies`, post(one, { policy: better, because: '首答提速' }), 201)
      const { proposal } = await ok(`counties/${COUNTY}/policies`, { token: two })
      const confirming = (token: string) => post(token, { policyHash: proposal.policyHash, because: '同意提速' })
      expect(await refusal(`counties/${COUNTY}/policies/${proposal.version}/confirmation`, confirming(one))).toEqual([403, 'same-person'])
      await ok(`counties/${COUNTY}/policies/${proposal.version}/confirmation`, confirming(two))
      expect((await ok(`counties/${COUNTY}/promise`, {})).terms.promiseMs).toBe(300_000)
      const after = await ask(tokens['asker']!, '牧场围栏被邻居拆了，损失怎么赔？')
      const promised = async (id: string): Promise<number> => {
        const { promiseDue, openedAt } = await question(tokens['asker']!, id)
        return Date.parse(promiseDue) - Date.parse(openedAt)
      }
      expect([await promised(before), await promised(after)]).toEqual([600_000, 300_000])
    })
  })

  describe('what a device tells', () => {
    it('is decided on, raises an alarm that whoever supervises is told of while looking, and is closed by two', async () => {
      const board = await follow(tokens[OFFICER]!, { role: 'correction-officer' })
      const boss = await follow(tokens['demo-staff-head']!, { role: 'bureau-head' })
      for (const each of [board, boss]) await each.next('ready')
      const begun = supervised.since
      const minute = (n: number): number => begun + n * 60_000
      await until('nine minutes of the track', async () => await nowMs() >= minute(9))
      // By the protocol of OsmAnd at home, then some kilometres to the east by a batch.
      const query = `id=${supervised.device}&timestamp=${minute(0.5)}&lat=${HOME.lat}&lon=${HOME.lng}&accuracy=8`
      expect((await http('positions/osmand', { method: 'POST', raw: query, headers: { 'content-type': 'application/x-www-form-urlencoded' } })).body).toMatchObject({ kept: 1 })
      supervised.kept.add(minute(0.5))
      expect((await sendFixes([1.5, 2.5, 4, 8].map(minute))).body).toMatchObject({ kept: 4, withoutBasis: 0 })
      const isHers = ({ superviseeId }: { superviseeId: string }): boolean => superviseeId === supervised.id
      // Beside it there may be one that nothing was heard for long.
      const { alarmId, ...raised } = await until('the alarm on the board', async () => {
        const { items } = await ok('regions/150921100/alarms', { token: tokens[OFFICER]! })
        return items.find((each: { superviseeId: string; kind: string }) => isHers(each) && each.kind === 'out-of-area')
      })
      expect(raised).toMatchObject({ level: 'warning', phase: 'raised', since: at(minute(1.5)) })
      const isIt = (data: { alarmId: string }): boolean => data.alarmId === alarmId
      await board.next('alarm-raised', isIt)
      await boss.next('alarm-raised', isIt)
      await ok(`alarms/${alarmId}/acknowledgement`, officer({}))
      await boss.next('alarm-acknowledged', isIt)
      await ok(`alarms/${alarmId}/finding`, officer({ finding: 'no-breach', note: '到户核实，本人在家' }))
      expect(await refusal(`alarms/${alarmId}/closure`, officer({ because }))).toEqual([403, 'same-person'])
      await ok(`alarms/${alarmId}/closure`, head({ because }))
      await board.next('alarm-closed', isIt)
      expect(board.events.filter(({ event, data }) => event === 'alarm-raised' && isIt(data))).toHaveLength(1)
      expect(await lost()).toEqual([])
    })

    it('is kept once it is answered for, though who takes it is killed in the middle', async () => {
      const answered: number[] = []
      let isOver = false
      const sending = Array.from({ length: 4 }, async () => {
        while (!isOver) answered.push((await sendFixes(unsent(20)).catch(() => null))?.status ?? 0)
      })
      const some = (count: number, what: string) => until(what, () => answered.filter((status) => status === 200).length >= count)
      await some(8, 'some to be answered for')
      await platform.killPart('geofence-monitor')
      await some(answered.filter((status) => status === 200).length + 8, 'others to be answered for afterwards')
      isOver = true
      await Promise.all(sending)
      // Nothing but that nobody is there to take it.
      expect([...new Set(answered)].filter((status) => ![200, 503, 504].includes(status))).toEqual([])
      expect(await lost()).toEqual([])
    })
  })

  describe('what no honest client sends', () => {
    const tooMuch = '字'.repeat(200_000)
    it.each<[string, Ask, number, string]>([
      ['JSON that is none', { method: 'POST', raw: '{"text": "工资', headers: { 'content-type': 'application/json' } }, 400, 'malformed-json'],
      ['a field we do not know', { method: 'POST', body: { text: WAGES, urgent: true } }, 400, 'unknown-field'],
      ['a question of 10 MB', { method: 'POST', raw: JSON.stringify({ text: 'a'.repeat(10_000_000) }), headers: { 'content-type': 'application/json' } }, 413, 'body-too-large'],
      ['200,000 characters', { method: 'POST', body: { text: tooMuch } }, 413, 'body-too-large'],
      ['20,001 characters', { method: 'POST', body: { text: '字'.repeat(20_001) } }, 413, 'text-too-long'],
      ['nothing but space', { method: 'POST', body: { text: ' \n\t　' } }, 422, 'text-empty'],
      ['NUL', { method: 'POST', body: { text: '老板拖欠\u0000工资三个月怎么办' } }, 400, 'text-has-nul'],
      ['a packed body', { method: 'POST', raw: '{}', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } }, 415, 'encoding-not-supported'],
    ])('%s is refused by its name', async (_, sent, status, code) => {
      const reply = await http('consultations', { ...sent, token: tokens['asker']! })
      expect([reply.status, reply.body.code, reply.text.includes(PLANTED.phone)]).toEqual([status, code, false])
      expect((await http('/readyz')).status).toBe(200)
    })

    it('emoji and Mongolian are none of that: they come back as they were', async () => {
      const text = '👩‍👩‍👧 ᠪᠢ ᠮᠣᠩᠭᠣᠯ ᠬᠦᠮᠦᠨ 草场被占了😭，找谁管？'
      expect((await question(tokens['asker']!, await ask(tokens['asker']!, text))).text).toBe(text)
    })

    it('a bomb, a video that is none and a file of another kind are not kept', async () => {
      const bomb = zipBomb(64)
      const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
      const [packed, video, picturePdf] = [
        await upload(tokens['asker']!, 'document', sheet, bomb), await upload(tokens['asker']!, 'video', 'video/mp4', Buffer.alloc(4096, 7)),
        await upload(tokens['asker']!, 'document', 'application/pdf', picture()),
      ]
      expect([packed.status, video.status, picturePdf.status].every((status) => status === 413 || status === 415)).toBe(true)
      expect((await http('/readyz')).status).toBe(200)
    })

    it('a register with other columns, or in an encoding of another age, is refused with what is wrong', async () => {
      const desk = await signIn('demo-staff-desk-1')
      for (const bytes of [Buffer.from('姓名,电话\n张三,13\n'), gbk(), Buffer.from([0xff, 0x41, 0x80, 0x00])]) {
        const sent = await upload(desk, 'document', 'text/csv', bytes)
        if (sent.status !== 200) {
          expect([413, 415, 422]).toContain(sent.status)
          continue
        }
        const reply = await http('lawyers/imports', post(desk, { file: sent.body.file.digest }))
        expect([reply.status, reply.body.code, typeof reply.body.detail]).toEqual([422, 'file-not-readable', 'string'])
      }
    })
  })

  describe('a platform that is killed', () => {
    /** What the stream had told when the platform died. */
    let before: Live
    const acknowledged = new Map<string, string>()
    const texts = Array.from({ length: 24 }, (_, n) => `第${n + 1}个问题：买的化肥是假的，三十亩玉米绝收，找谁赔偿？`)
    const asking = (n: number, token: string): Promise<Reply> => http('consultations', post(token, { text: texts[n] }, { key: `kill-key-${n}` }))

    it('has everything that it acknowledged, and takes the rest again under the same keys', async () => {
      const token = tokens['killed'] = await citizen('13900000004')
      const stream = await follow(token)
      await stream.next('ready')
      const sending = texts.map(async (_, n) => {
        const reply = await asking(n, token).catch(() => null)
        if (reply?.status === 201) acknowledged.set(`kill-key-${n}`, reply.body.consultationId)
      })
      const positions = texts.map(() => sendFixes(unsent(5)).catch(() => null))
      await until('some to be acknowledged', () => acknowledged.size >= 4)
      await platform.kill()
      await Promise.all([...sending, ...positions])
      before = stream
      await platform.start({ silent: true })
      expect(await lost()).toEqual([])

      for (const [, id] of acknowledged) expect((await question(token, id)).phase).toBe('open')
      for (const n of texts.keys()) {
        const { status, body } = await asking(n, token)
        expect(status).toBe(201)
        const first = acknowledged.get(`kill-key-${n}`)
        if (first !== undefined) expect(body.consultationId).toBe(first)
        acknowledged.set(`kill-key-${n}`, body.consultationId)
      }
      const mine = new Set<string>()
      await until('all of them, once', async () => {
        mine.clear()
        let cursor: string | null = null
        for (let first = true; first || cursor !== null; first = false) {
          const page: Reply['body'] = await ok(`consultations${cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`}`, { token })
          for (const { consultationId } of page.items) {
            expect(mine.has(consultationId)).toBe(false)
            mine.add(consultationId)
          }
          cursor = page.next
        }
        return mine.size >= texts.length
      })
      expect([...mine].sort()).toEqual([...acknowledged.values()].sort())
    })

    it('tells those who come back what they missed, once and in order', async () => {
      expect(before.ended).toBe(true)
      const after = await follow(tokens['killed']!, { lastId: before.lastId })
      const told = () => [...before.events, ...after.events].filter(({ data }) => data.version !== undefined)
      await until('every question', () => [...acknowledged.values()].every((id) => told().some(({ event, data }) => event === 'consultation-opened' && data.consultationId === id)))
      expect(after.events.map(({ event }) => event)).not.toContain('reset')
      // A mark is a place in the log: told twice, it would be here twice.
      const marks = told().map((each) => each.id)
      expect(marks).toEqual([...new Set(marks)].sort())
    })

    it('stops in the promised time when it is asked to, and goes on with its deadlines when it is started again', async () => {
      const token = tokens['killed']!
      const id = await ask(token, '工地摔伤了腰，老板只给医药费，还能要求什么赔偿？')
      const { code, ms } = await platform.stop()
      expect(code).toBe(0)
      expect(ms).toBeLessThan(platform.stopsWithinMs)
      await platform.start()
      const { tiers } = await until('the nation', async () => {
        const shown = await question(token, id)
        return shown.tiers.length === 3 && shown
      })
      const [openedAt, ...later] = tiers.map((tier: { openedAt: string }) => Date.parse(tier.openedAt))
      expect(later.map((at: number) => at - openedAt)).toEqual([180_000, 360_000])
    })

    it('keeps nothing of a track from the instant that its basis lapses, whatever died meanwhile', async () => {
      const whose = `supervisees/${supervised.id}`
      const { bases } = await ok(`${whose}/views`, officer({ purpose: '核对依据' }), 201)
      await ok(`${whose}/bases/${bases[0].basisId}`, head({ reason: 'replaced', because }, { method: 'DELETE' }))
      // Short, and longer where this machine is too slow to begin within it.
      let lapses = 0
      for (let minutes = 4; lapses === 0; minutes *= 2) {
        const ends = await approved(minutes * 60_000)
        if ((await http(`${whose}/tracking`, officer({ deviceId: supervised.device, because }))).status === 200) lapses = ends
        else await until('it to lapse', async () => await nowMs() > ends)
      }
      await until('the basis to lapse', async () => await nowMs() > lapses)
      expect((await sendFixes([await nowMs() - 1000])).body).toMatchObject({ kept: 0, withoutBasis: 1 })
    })

    it('has lawyers who answer by themselves, as a newcomer sees it: three answers without anybody’s doing, whatever dies meanwhile', async () => {
      const token = tokens['killed']!
      const stream = await follow(token)
      await stream.next('ready')
      const id = await ask(token, '借给朋友五万元有借条没写还款日期，他不还怎么办？')
      await platform.killPart()
      await stream.next('quorum-met', ({ consultationId }) => consultationId === id)
      expect((await question(token, id)).answers.filter(({ status }: { status: string }) => status === 'given').length).toBeGreaterThanOrEqual(3)
    })

    it('keeps no name, phone or number of a person in the clear, in any of its files, logs or words', async () => {
      for (const stream of open) stream.close()
      expect((await platform.stop()).code).toBe(0)
      const files = platform.folders.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)))
      expect(files.length).toBeGreaterThan(10)
      const forms = Object.values(PLANTED).flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le'), Buffer.from(Buffer.from(text).toString('base64').replace(/=+$/, ''))])
      const holding = files.filter((file) => {
        const bytes = readFileSync(file)
        return forms.some((form) => bytes.includes(form))
      })
      expect(holding).toEqual([])
      expect(Object.values(PLANTED).filter((text) => platform.printed().includes(text))).toEqual([])
      // The search sees what is there: an answer's author is public.
      expect(files.some((file) => readFileSync(file).includes(Buffer.from('demo-counsel-01')))).toBe(true)
    })
  })
}
