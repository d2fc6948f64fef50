// What a day of the bureau has besides one question’s way: topics while she writes, what she consents to, calls, the promise board,
// deadlines to come, a case looked into, registers and accounts. Over HTTP alone, in real time. Steps build on each other. Each profile
// has a spec that puts its `Profile` under it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from './bounded-timers.ts'
import { live, type Live, type Reply } from './http.ts'
import type { Profile, Session } from './profile.ts'
import { post, talkTo, type Talk } from './talk.ts'

const COUNTY = '150921'
const WAGES = '在工地干活，老板拖欠三个月工资不给，没有签劳动合同，怎么要回来？'
const LAND = '邻居盖房占了我家的宅基地，村里调解不成怎么办？'
const ANSWER = '请先向劳动监察大队投诉，保留考勤、工资条和转账记录；协商不成的，自知道权利被侵害之日起一年内申请劳动仲裁，仲裁不收费。'
/** Stands in what two browsers tell each other, and nowhere else. */
const ADDRESS = '10.77.66.55'
const [HIS_TAB, HER_TAB] = ['his-tab-000000001', 'her-tab-000000001']

/** @param openProfile of a demonstration whose time runs so many times as fast as the wall @param more what this profile has besides, at the end of the day */
export const day = (openProfile: (speed: number) => Promise<Profile>, more: (profile: () => Profile) => void = () => {}): void => {
  let platform: Profile
  let talk: Talk
  let counsel: readonly Session[]
  let asker: string
  const open: Live[] = []
  const follow = async (token: string, role?: string): Promise<Live> => {
    const stream = await live(platform.url, { token, ...(role === undefined ? {} : { role }) })
    open.push(stream)
    await stream.next('ready')
    return stream
  }
  const { ok, refusal } = {
    ok: (...args: Parameters<Talk['ok']>) => talk.ok(...args),
    refusal: (...args: Parameters<Talk['refusal']>) => talk.refusal(...args),
  }
  const ask = (text: string, more: object = {}): Promise<Reply['body']> => ok('consultations', post(asker, { text, ...more }), 201)
  const answer = (n: number, id: string): Promise<Reply['body']> => ok(`consultations/${id}/answers`, post(counsel[n]!.token, { text: ANSWER }), 201)
  const question = (id: string): Promise<Reply['body']> => ok(`consultations/${id}`, { token: asker })

  beforeAll(async () => {
    platform = await openProfile(1)
    talk = talkTo(platform)
    await platform.start({ silent: true })
    ;({ counsel } = await platform.lawyers({ counsel: 6, region: 1, nation: 1 }))
    asker = await talk.citizen('13900000001')
  }, 400_000)
  afterAll(async () => {
    for (const stream of open) stream.close()
    platform.remove()
  })

  /** Answered by three; asked under a topic of her own choosing; answered by one. */
  let met: string
  let chosen: string
  let one: string
  let firstOpenedAt: string

  describe('a question', () => {
    it('is told its topics while it is written, and travels under what she was told, or chose', async () => {
      const { topics } = await ok('topics/suggestion', post(asker, { text: WAGES }))
      expect(topics.length).toBeGreaterThan(0)
      const { topic } = await ok('consultations/preview', post(asker, { text: WAGES }))
      expect(topic.code).toBe(topics[0].code)
      const asked = await ask(WAGES, { consentBeyondCounty: true })
      met = asked.consultationId
      expect(asked.topic).toEqual(topic)
      firstOpenedAt = (await question(met)).openedAt

      const { items } = await ok('topics', {})
      const other = items.find(({ code }: { code: string }) => code !== topics[0].code && code !== '99')
      const her = await ask(LAND, { topic: other.code })
      chosen = her.consultationId
      const { items: inbox } = await until('both with the lawyer', async () => {
        const page = await ok('lawyer/questions', { token: counsel[0]!.token })
        return [met, chosen].every((id) => page.items.some(({ consultationId }: { consultationId: string }) => consultationId === id)) && page
      })
      const topicOf = (id: string): Reply['body'] => inbox.find(({ consultationId }: { consultationId: string }) => consultationId === id).topic
      expect(topicOf(met).code).toBe(topics[0].code)
      expect([topicOf(chosen).code, her.topic.asked]).toEqual([topicOf(chosen).code, other.code])
    })

    it('is hers to keep in the county, or let out, and she sees which she did', async () => {
      /** Null: she was never asked for a word, or gave none. */
      const consent = async (id: string): Promise<boolean | null> => (await ok('consents', { token: asker })).items.find((each: { consultationId: string }) => each.consultationId === id)?.beyondCounty?.isGiven ?? null
      await until('what she said', async () => await consent(met) === true && await consent(chosen) === null)
      await ok(`consultations/${met}/consents/withdrawal`, post(asker, { purpose: 'beyond-county' }))
      await ok(`consultations/${chosen}/consents`, post(asker, { purpose: 'beyond-county' }))
      await until('what she said since', async () => await consent(met) === false && await consent(chosen) === true)
      expect([(await question(met)).isShared, (await question(chosen)).isShared]).toEqual([false, true])
    })
  })

  describe('a call', () => {
    const lawyer = (): Session => counsel[0]!
    let she: Live
    let he: Live
    const offer = { kind: 'offer', peer: 'her-peer-1', to: 'his-peer-1', sdp: `v=0 c=IN IP4 ${ADDRESS}` }
    const back = { kind: 'answer', peer: 'his-peer-1', to: 'her-peer-1', sdp: 'v=0' }
    const ring = (): Promise<Reply['body']> => ok(`consultations/${met}/calls`, post(asker, { lawyerId: lawyer().account, device: HER_TAB, media: 'audio' }), 201)

    it('rings where the other looks, is taken in one tab, and carries what the two browsers say to each other, and to nobody else', async () => {
      await answer(0, met)
      ;[she, he] = await Promise.all([follow(asker), follow(lawyer().token)])
      const third = await follow(counsel[5]!.token)
      expect((await ok('calls/turn-credentials', { method: 'POST', token: asker })).iceTransportPolicy).toBe('all')
      const { callId } = await ring()
      const isIt = (data: { callId?: string }): boolean => data.callId === callId
      await he.next('call-rung', isIt)
      expect(await refusal(`calls/${callId}/signals`, post(asker, { device: HER_TAB, signal: offer }))).toEqual([409, 'not-taken-yet'])
      await ok(`calls/${callId}/acceptance`, { method: 'PUT', token: lawyer().token, body: { device: HIS_TAB } })
      await she.next('call-taken', isIt)
      expect(await refusal(`calls/${callId}/acceptance`, { method: 'PUT', token: lawyer().token, body: { device: 'another-tab-00001' } })).toEqual([409, 'taken-elsewhere'])
      await ok(`calls/${callId}/signals`, post(asker, { device: HER_TAB, signal: offer }), 202)
      expect(JSON.parse((await he.next('call-signal', isIt)).data.signal)).toEqual(offer)
      await ok(`calls/${callId}/signals`, post(lawyer().token, { device: HIS_TAB, signal: back }), 202)
      expect(JSON.parse((await she.next('call-signal', isIt)).data.signal)).toEqual(back)
      for (const [token, device] of [[asker, HER_TAB], [lawyer().token, HIS_TAB]] as const) await ok(`calls/${callId}/confirmation`, { method: 'PUT', token, body: { device } })
      expect(await ok(`calls/${callId}`, { token: lawyer().token })).toMatchObject({ phase: 'taken', side: 'lawyer', device: HIS_TAB, by: 'asker' })
      expect(await refusal(`calls/${callId}`, { token: counsel[5]!.token })).toEqual([404, 'no-such-thing'])
      await ok(`calls/${callId}`, { method: 'DELETE', token: asker })
      await Promise.all([she, he].map((stream) => stream.next('call-ended', isIt)))
      const { items } = await until('the call among hers', async () => {
        const page = await ok(`consultations/${met}/calls`, { token: asker })
        return page.items.some((each: { callId: string; end: string | null }) => each.callId === callId && each.end !== null) && page
      })
      expect(items[0]).toMatchObject({ callId, end: 'hung-up', media: 'audio', by: 'asker' })
      expect(third.events.filter(({ event }) => event.startsWith('call-'))).toEqual([])
    })

    it('that he declines is over for both', async () => {
      const { callId } = await ring()
      await he.next('call-rung', (data) => data.callId === callId)
      await ok(`calls/${callId}`, { method: 'DELETE', token: lawyer().token })
      await she.next('call-ended', (data) => data.callId === callId)
      expect(await ok(`calls/${callId}`, { token: asker })).toMatchObject({ phase: 'ended', end: 'declined', endedBy: 'lawyer' })
    })

    it('leaves nothing of what the browsers said in what is kept', () => {
      expect(platform.printed()).not.toContain(ADDRESS)
    })
  })

  describe('the bureau', () => {
    it('sees on its board as many questions, answers and kept promises as there were, by topic and beside other counties too', async () => {
      one = (await ask('租的房子房东提前要收回，押金不退，我该怎么办？')).consultationId
      await answer(1, one)
      await answer(1, met)
      await answer(2, met)
      await until('three answers', async () => (await question(met)).isQuorumMet === true)
      const head = await talk.signIn('demo-staff-head')
      const { now } = await ok('clock', {})
      const dayOf = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10)
      const days = `from=${dayOf(firstOpenedAt)}&until=${dayOf(now)}`
      const board = (by: string): Promise<Reply['body']> => ok(`counties/${COUNTY}/promise-board?${days}&by=${by}`, { token: head })
      const { total } = await until('the board', async () => {
        const page = await board('topic')
        return page.total.quorum === 1 && page.total.kept === 2 && page
      })
      expect(total).toMatchObject({ asked: 3, answered: 2, quorum: 1, quorumIn10: 1, kept: 2, broken: 0, pending: 1, within: { 3: { met: 2, of: 2 }, 10: { met: 2, of: 2 } } })
      for (const by of ['topic', 'channel', 'township']) {
        const { groups: { rows, merged }, series } = await board(by)
        const asked = (of: readonly { figures: { asked: number } }[]): number => of.reduce((sum, { figures }) => sum + figures.asked, 0)
        expect([asked([...rows, ...(merged === null ? [] : [merged])]), asked(series)], by).toEqual([3, 3])
      }
      const { counties } = await ok(`divisions/${COUNTY}/promise-board?${days}`, { token: head })
      expect(counties).toEqual([{ countyCode: COUNTY, figures: total }])
      expect(await refusal(`counties/${COUNTY}/promise-board`, { token: asker })).toEqual([403, 'not-permitted'])
    })

    it('sees what is about to happen, soonest first, and not any more what will not', async () => {
      const desk = await talk.signIn('demo-staff-desk-1')
      const due = async (id: string): Promise<Reply['body']> => (await ok('deadlines?minutes=10', { token: desk })).items.find(({ stream }: { stream: string }) => stream === `consultation-${id}`)
      const { tiers: [{ closesAt }] } = await question(one)
      const listed = await until('the deadline of the one that waits', () => due(one))
      expect(listed).toMatchObject({ due: closesAt, consultationId: one })
      expect(listed.passing.map(({ type }: { type: string }) => type)).toEqual(['TierClosed', 'TierOpened'])
      await until('the one that is answered to be gone', async () => await due(met) === undefined)
      expect((await ok(`deadlines/of?streams=consultation-${one}`, { token: desk })).items).toMatchObject([{ due: closesAt }])
      await answer(2, one)
      await answer(3, one)
      await until('this one to be gone as well', async () => await due(one) === undefined)
    })

    it('looks into a case of all its services, and hears that it followed from the rules', async () => {
      const auditor = await talk.signIn('demo-staff-auditor')
      const { view, story } = await until('all of it to be there', async () => {
        const looked = await ok(`consultations/${met}/story-views`, post(auditor, { purpose: '抽查' }), 201)
        return looked.story.events.some(({ type }: { type: string }) => type === 'DeliveryOpened') && looked
      })
      const types = story.events.map(({ type }: { type: string }) => type)
      expect(types.filter((type: string) => type === 'AnswerGiven')).toHaveLength(3)
      for (const type of ['ConsultationOpened', 'AudienceRecorded', 'PromiseKept', 'QuorumMet']) expect(types).toContain(type)
      expect(JSON.stringify(story)).not.toMatch(/工地|劳动监察/)
      expect(await ok(`story-views/${view}/verdict`, { token: auditor })).toMatchObject({ ok: true, findings: [] })
      const { items } = await until('the look in the audit log', async () => {
        const page = await ok('audit', { token: auditor })
        return page.items.some((each: Reply['body']) => JSON.stringify(each).includes(met)) && page
      })
      expect(JSON.stringify(items)).toContain('demo-staff-auditor')
    })

    it('takes in people from a file, gives one an account, and she is who her office says she is', async () => {
      const [head, system] = [await talk.signIn('demo-staff-head'), await talk.signIn('demo-staff-system')]
      const { items: organisations } = await ok(`counties/${COUNTY}/organisations`, { token: head })
      const centre = organisations.find(({ kind }: { kind: string }) => kind === 'legal-service-centre').organisationId
      await ok('accounts', post(system, { id: 'qiqige', kind: 'staff', phone: '13947400008', name: '其其格', because: '新到岗' }), 201)
      const csv = ['姓名,手机,单位编号,岗位,范围代码,任期至', `其其格,13947400008,${centre},审核员,${COUNTY},`, `谁,139,${centre},窗口,${COUNTY},`].join('\r\n')
      const { body: { file } } = await talk.upload(head, 'document', 'text/csv', Buffer.from(csv))
      const send = (dryRun: boolean): Promise<Reply['body']> => ok('staff/imports', post(head, { file: file.digest, dryRun, ...(dryRun ? {} : { because: '县局名册' }) }))
      const errors = [{ line: 3, code: 'not-a-phone' }]
      expect(await send(true)).toMatchObject({ total: 1, new: 1, errors })
      expect(await send(false)).toMatchObject({ total: 1, new: 1, refused: [], errors, people: [{ line: 2, personId: 'qiqige' }] })
      await until('what came of it', async () => (await send(true)).unchanged === 1)
      const { token: link } = await ok('accounts/qiqige/links', post(system, { because: '首次登录' }), 201)
      const { token } = await ok('auth/link-sessions', post(undefined, { token: link, client: 'app' }))
      expect(await refusal('auth/link-sessions', post(undefined, { token: link, client: 'app' }))).toEqual([401, expect.any(String)])
      expect((await ok('auth/session', { token })).accountId).toBe('qiqige')
      await until('her office', async () => (await ok('accounts/qiqige', { token: await talk.signIn('demo-staff-security') })).scopes.some(({ role, by }: { role: string; by: string }) => role === 'reviewer' && by === 'office'))
    })

    it('sees every service at work, whichever process it is in', async () => {
      const { items } = await ok('services', { token: await talk.signIn('demo-staff-system') })
      const names: string[] = items.map(({ service, name }: { service?: string; name?: string }) => service ?? name)
      for (const name of ['consult-router', 'directory', 'gateway', 'lawyer-pool', 'notifier']) expect(names).toContain(name)
    })
  })
  more(() => platform)
}
