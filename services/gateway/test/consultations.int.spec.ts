// The edge of a consultation: what goes over the bus is what the contracts say, sealed for whom it concerns; what comes
// back is shown to whom it concerns, as far as it concerns them. The services behind are respondents that check envelopes.
import {
  callbackCommands, consultationCommands, consultationEvents, deliveryEvents, CommandEnvelope, lawyerCommands, mandateCommands, mandateEvents, reviewCommands,
  type PersonId,
  type Sealed,
} from '@zhijian/contracts'
import { eventId, type NewEvent } from '@zhijian/event-store'
import { Fault, plus, type Json, type JsonObject } from '@zhijian/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { openWorld, START, type World } from './world.ts'

interface Sent { readonly command: string; readonly envelope: CommandEnvelope; readonly data: Record<string, Json> }

let world: World
let sent: Sent[]
let refusal: string | null
/** Which command is refused with it; null: any. */
let refused: string | null
/** A command whose service dies over it. */
let dies: string | null
beforeEach(async () => {
  world = await openWorld()
  sent = []
  refusal = null
  refused = null
  dies = null
  const respond = async (service: string, schemas: Readonly<Record<string, z.ZodType>>): Promise<void> => {
    for (const [command, schema] of Object.entries(schemas)) {
      await world.bus.respond(`cmd.${service}.${command}`, async (body) => {
        const envelope = CommandEnvelope.parse(body)
        if (dies === command) throw new Fault('store-unavailable', 'the process died', { retry: 'later' })
        sent.push({ command, envelope, data: schema.parse(envelope.data) as Record<string, Json> })
        return (refusal === null || refused !== null && refused !== command ? { outcome: 'accepted', version: 3, position: '0000000000000042', repeated: false }
          : { outcome: 'refused', code: refusal, detail: {} }) as Json
      })
    }
  }
  await respond('consult-router', { ...consultationCommands, ...callbackCommands, ...reviewCommands })
  await world.bus.respond('qry.consult-router.callback-for', async () => ({ callbackId: 'b1' }))
  await respond('lawyer-pool', lawyerCommands)
  await respond('directory', mandateCommands)
  await world.bus.respond('qry.lawyer-pool.attest', async (body) => {
    const { lawyerId } = (body as { data: { lawyerId: string } }).data
    return {
      lawyerId, personId: null, status: 'active', counselOf: lawyerId === 'counsel' ? ['150921'] : [],
      regionCode: lawyerId === 'far' ? '11' : '15', nationwide: true,
      enterprise: true, conflict: lawyerId === 'against', isProbe: false, poolVersion: '1',
    }
  })
  await world.bus.respond('qry.lawyer-pool.lawyers', async (body) => (body as { data: { lawyerIds: string[] } }).data.lawyerIds
    .map((lawyerId) => ({ lawyerId, name: `律师${lawyerId}`, firm: '某某律师事务所', licence: '11501201010123456' })))
})
afterEach(() => world.close())

const post = (token: string, path: string, body: unknown, extra: object = {}) =>
  world.ask({ method: 'POST', path, token, body, ...extra })
const me = async (token: string): Promise<PersonId> => (await world.ask({ path: 'auth/session', token })).body.accountId
const seal = (person: string, text: string): Promise<Sealed> => world.sealer.seal(person as PersonId, text)
const opened = (sealed: Json): Promise<string> => world.sealer.open(sealed as Sealed)

let serial = 0
const append = (id: string, type: string, data: JsonObject): Promise<void> =>
  appendTo(`consultation-${id}`, consultationEvents.storedType(type), { consultationId: id, ...data })
const appendTo = async (stream: string, type: string, data: JsonObject): Promise<void> => {
  const last = await world.store.lastEvent(stream)
  serial += 1
  const at = plus(START, serial)
  const event: NewEvent = {
    id: eventId(at, `test ${serial}`, 0), type, data,
    meta: { source: '/test', time: at, recordedat: at, cause: 'command:Test', actorid: 'x', actorrole: 'system',
      correlationid: 'c', hashalg: 'sha256' },
  }
  await world.store.append(stream, [event], last === null ? 'no-stream' : last.version)
}
const telling = (id: string, name: string, data: JsonObject): Promise<void> => appendTo(`delivery-${id}`, deliveryEvents.storedType(name), { deliveryId: id, ...data })
const TEXT = '我叫王小明，老板拖欠工资三个月不给，电话13800000000，怎么办？'
const REDACTED = '我叫[姓名]，老板拖欠工资三个月不给，电话[电话]，怎么办？'
const ask = async (id: string, askerId: string, more: JsonObject = {}): Promise<void> => append(id, 'ConsultationOpened', {
  askerId, countyCode: '150921', regionCode: '15', villageCode: '150921003201', channel: 'citizen', via: 'phone', mandate: null,
  opponents: [], askerParties: [],
  isProbe: false, consentBeyondCounty: false, topic: { code: '03' }, language: 'zh', attachments: [], dangerCodes: [],
  wake: ['in-app'],
  text: { ...await seal(askerId, TEXT) }, redacted: { ...await seal(askerId, REDACTED) }, openedAt: START,
  promiseDue: plus(START, 600_000), quorumDue: plus(START, 600_000),
  terms: { quorum: 3 }, policy: { hours: [], utcOffsetMinutes: 480, claimMaximumMs: 300_000 }, ...more,
})
const tier = (id: string, scope: string): Promise<void> => append(id, 'TierOpened',
  { tier: 0, scope, openedAt: START, closesAt: null, audienceDue: null })
const answer = async (id: string, askerId: string, lawyerId: string, text = '先到劳动监察大队投诉，再申请劳动仲裁。',
  local = false): Promise<void> =>
  append(id, 'AnswerGiven', {
    answerId: `a-${lawyerId}`, lawyerId, form: 'text', text: { ...await seal(askerId, text) }, clip: null,
    substance: { textChars: 20, clipMs: 0, callMs: 0 }, statutes: [], flags: [],
    local, tier: 0, givenAt: plus(START, 1000),
  })

describe('asking', () => {
  it('is previewed: what would leave the county, without storing anything', async () => {
    const token = await world.citizen('13947400001')
    const before = world.store.log.length
    const { body } = await post(token, 'consultations/preview', { text: TEXT, names: ['王小明'] })
    expect(body.redacted.text).not.toMatch(/13800000000|王小明/)
    expect(body.topics[0]).toMatchObject({ code: '03', name: '劳动人事', second: { code: '0301', name: '工资' } })
    expect(body).toMatchObject({ topic: { code: '03', second: '0301', model: 'topics-1' } })
    expect(body.topicText).toContain('「劳动人事·工资」')
    expect([world.store.log.length, sent.length]).toEqual([before, 0])
  })

  it('has a topic suggested while it is written, and keeps nothing of it', async () => {
    const token = await world.citizen('13947400001')
    const before = world.store.log.length
    const { status, body, headers } = await world.ask({ method: 'POST', path: 'topics/suggestion', token, body: { text: '我父亲的房子拆迁，兄弟要分钱' } })
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(body.topics.slice(0, 2)).toMatchObject([{ code: '10', name: '拆迁安置' }, { code: '01', name: '婚姻家庭' }])
    expect((await post(token, 'topics/suggestion', { text: '' })).body.topics).toEqual([])
    expect((await world.ask({ method: 'POST', path: 'topics/suggestion', body: { text: '离婚' } })).status).toBe(401)
    expect((await post(token, 'topics/suggestion', { text: '离'.repeat(20_001) })).status).toBe(400)
    expect([world.store.log.length, sent.length]).toEqual([before, 0])
  })

  it.each([
    ['another than predicted: both go with it, and she is told so', { topic: '01', topicSecond: '0101' },
      { code: '03', asked: '01', askedSecond: '0101' }, /您选择的类别是「婚姻家庭·离婚」；.*也可能是「劳动人事·工资」.*都会优先通知/],
    ['the predicted one', { topic: '03' }, { code: '03', asked: '03' }, /您选择的类别「劳动人事」与根据内容判断的一致/],
    ['none', {}, { code: '03', second: '0301' }, /^根据您写的内容，问题属于「劳动人事·工资」/],
  ])('with a topic of her own: %s', async (_, chosen, topic, text) => {
    const token = await world.citizen('13947400001')
    const { body } = await post(token, 'consultations', { text: TEXT, ...chosen })
    expect(sent[0]!.data['topic']).toMatchObject({ ...topic, model: 'topics-1' })
    expect(body.topic).toEqual(sent[0]!.data['topic'])
    expect(body.topicText).toMatch(text)
  })

  it.each([['under another topic', { topic: '01', topicSecond: '0301' }], ['under none', { topicSecond: '0301' }], ['that there is not', { topic: '03', topicSecond: '0399' }]])(
    'with a second level %s: refused before anything is sent', async (_, chosen) => {
      const token = await world.citizen('13947400001')
      const { status, body } = await post(token, 'consultations', { text: TEXT, ...chosen })
      expect([status, body.errors, sent.length]).toEqual([400, [expect.objectContaining({ field: 'topicSecond', rule: 'choice' })], 0])
    })

  it('sends the command sealed with her key, with her version of what may leave', async () => {
    const token = await world.citizen('13947400001')
    const asker = await me(token)
    const reply = await post(token, 'consultations',
      { text: TEXT, corrected: '工资被拖欠', ownNames: ['王小明'], opponents: ['卓资某某商贸有限公司'], wake: ['in-app', 'sms', 'sms'] })
    expect([reply.status, reply.body.receipt]).toEqual([201, { effect: 'recorded', position: '0000000000000042' }])
    const { command, envelope, data } = sent[0]!
    expect([command, envelope.actor, data['consultationId']]).toEqual(['open-consultation', { id: asker, role: 'citizen' },
      reply.body.consultationId])
    expect(await opened(data['text']!)).toBe(TEXT)
    expect(await opened(data['redacted']!)).toBe('工资被拖欠')
    expect(data).toMatchObject({ countyCode: '150921', channel: 'citizen', via: 'phone', wake: ['in-app', 'sms'],
      opponents: [expect.stringMatching(/^[\w-]{43}$/)] })
    expect(JSON.stringify(data)).not.toMatch(/王小明|13800000000|商贸/)
    const [opponent, own] = [data['opponents'], data['askerParties']].map((parties) => (parties as string[])[0]!)
    const named = (name: string) => world.lookup.hmac('party-name', name)
    expect(JSON.stringify(data)).not.toContain(named('王小明'))
    expect([await world.sealer.unveilOrNull(asker, opponent!), await world.sealer.unveilOrNull(asker, own!)]).toEqual([named('卓资某某商贸有限公司'), named('王小明')])
    expect(() => world.tokens.verify(envelope.actor, envelope.commandId, envelope.token)).not.toThrow()
  })

  it('one after another is put off after forty, for a time that is named, and for nobody else', async () => {
    const [hasty, other] = [await world.citizen('13947400001'), await world.citizen('13947400002')]
    for (let n = 0; n < 40; n += 1) expect((await post(hasty, 'consultations', { text: TEXT })).status).toBe(201)
    const more = await post(hasty, 'consultations', { text: TEXT })
    expect([more.status, more.body.code, more.headers.get('retry-after'), sent.length]).toEqual([429, 'too-many-requests', '10', 40])
    expect((await post(other, 'consultations', { text: TEXT })).status).toBe(201)
    world.systemClock.advance({ seconds: 10 })
    expect((await post(hasty, 'consultations', { text: TEXT })).status).toBe(201)
  })

  it('again with the same key asks once: the same ids', async () => {
    const token = await world.citizen('13947400001')
    const replies = [await post(token, 'consultations', { text: TEXT }, { key: 'same-key-1' }),
      await post(token, 'consultations', { text: TEXT }, { key: 'same-key-1' })]
    expect(replies[1]!.body).toEqual(replies[0]!.body)
    expect(new Set(sent.map(({ envelope }) => envelope.commandId)).size).toBe(1)
    expect((await post(token, 'consultations', { text: `${TEXT}！` },
      { key: 'same-key-1' })).body.code).toBe('idempotency-key-reused')
  })

  it('shows the numbers of help at once when there is danger', async () => {
    const { body } = await post(await world.citizen('13947400001'), 'consultations', { text: '我真的不想活了，想自杀，欠的债还不上。' })
    expect(body.dangerNumbers).toEqual(['110', '120', '12356'])
    expect(sent[0]!.data['dangerCodes']).toEqual(['suicide'])
  })

  it.each([
    ['200,000 characters', 'a'.repeat(200_000), 413, 'text-too-long'],
    ['20,001 characters', '字'.repeat(20_001), 413, 'text-too-long'],
    ['only blanks', '  \n ', 422, 'text-empty'], ['NUL', 'a\u0000b', 400, 'text-has-nul'],
  ])('%s is refused, and nothing is sent', async (_name, text, status, code) => {
    const reply = await post(await world.citizen('13947400001'), 'consultations', { text })
    expect([reply.status, reply.body.code, sent.length]).toEqual([status, code, 0])
  })
  it.each([
    ['of a question', 'consultations', { text: '拖欠工资\ud800怎么办' }, 'text'], ['of her own version', 'consultations', { text: '拖欠工资怎么办', corrected: '\udc00' }, 'corrected'],
    ['in a list', 'consultations/preview', { text: '拖欠工资怎么办', names: ['王', '李\ud800'] }, 'names.1'],
  ])('half a character %s is refused, and the place named', async (_name, path, body, field) => {
    const reply = await post(await world.citizen('13947400001'), path, body)
    expect([reply.status, reply.body.code, reply.body.errors, sent.length]).toEqual([400, 'not-valid', [{ in: 'body', field, rule: 'text', text: '含有不允许的字符' }], 0])
  })
  it('10 MB is refused before it is read', async () => {
    expect((await post(await world.citizen('13947400001'), 'consultations',
      { text: 'a'.repeat(10_000_000) })).body.code).toBe('body-too-large')
  })
  it('20,000 characters, emoji and Mongolian script go through as they are', async () => {
    const token = await world.citizen('13947400001')
    for (const text of ['字'.repeat(20_000), '草场被占怎么办👩‍🌾🐑🙏', 'ᠪᠢ ᠬᠠᠭᠤᠯᠢ ᠶᠢᠨ ᠲᠤᠰᠠᠯᠠᠮᠵᠢ ᠬᠡᠷᠡᠭᠲᠡᠢ']) {
      expect((await post(token, 'consultations', { text })).status).toBe(201)
      expect(await opened(sent.at(-1)!.data['text']!)).toBe(text)
    }
    // In a script the rules cannot read only topic and place leave the county.
    expect(sent.at(-1)!.data['redacted']).toBeNull()
  })

  it('for a person at a window is sealed with that person\'s key, under the mandate; she finds it when she signs in',
    async () => {
    const desk = await world.staff('desk-1', 'desk')
    const reply = await post(desk, 'consultations', {
      text: TEXT, via: 'window', onBehalf: { phone: '13947400009', mandate: { kind: 'written', recordRef: 'WT-2026-0017' } },
    })
    expect(reply.status).toBe(201)
    const [recorded, { envelope, data }] = sent as [Sent, Sent]
    const asker = await me(await world.citizen('13947400009'))
    expect([recorded.command, recorded.envelope.actor]).toEqual(['record-mandate', { id: 'desk-1', role: 'desk' }])
    expect(recorded.data).toMatchObject({
      mandateId: reply.body.mandateId, principalId: asker, matter: { kind: 'consultation', consultationId: reply.body.consultationId },
      via: 'window', kind: 'written', recordRef: 'WT-2026-0017', witness: 'signature', countyCode: '150921', villageCode: null, relation: null,
    })
    expect(envelope.actor).toEqual({ id: 'desk-1', role: 'desk' })
    expect(data).toMatchObject({ askerId: asker, via: 'window', mandateId: reply.body.mandateId })
    expect((data['text'] as unknown as Sealed).person).toBe(asker)
    // The agent is told which question it is, and not whose in the platform's terms.
    expect(reply.text).not.toContain(asker)
  })
  it('for a person is cut off after the mandate and sent again: the same mandate, the same question, the same command ids', async () => {
    const desk = await world.staff('desk-1', 'desk')
    const body = { text: TEXT, via: 'hotline', villageCode: '150921106001', onBehalf: {
      phone: '13947400009', mandate: { kind: 'recorded-call', recordRef: 'call-9', relation: '邻居王大娘' } } }
    const again = () => post(desk, 'consultations', body, { key: 'cut-off-key-1' })
    dies = 'open-consultation'
    expect((await again()).status).toBe(503)
    dies = null
    const [first, second] = [await again(), await again()]
    expect([first.status, second.body]).toEqual([201, first.body])
    const byCommand = (name: string) => sent.filter(({ command }) => command === name).map(({ envelope, data }) => [envelope.commandId, data['mandateId']])
    expect([byCommand('record-mandate').length, byCommand('open-consultation').length]).toEqual([3, 2])
    for (const name of ['record-mandate', 'open-consultation']) expect(new Set(byCommand(name).map(String)).size).toBe(1)
    expect(sent[0]!.envelope.commandId).not.toBe(sent.at(-1)!.envelope.commandId)
    const relation = sent[0]!.data['relation'] as unknown as Sealed
    expect([relation.person, await opened(relation as never)]).toEqual([await me(await world.citizen('13947400009')), '邻居王大娘'])
    expect(JSON.stringify(sent.map(({ data }) => data))).not.toMatch(/王大娘/)
  })
  it('for a person is not asked at all when the mandate is refused', async () => {
    const desk = await world.staff('desk-1', 'desk');
    [refusal, refused] = ['agent-out-of-reach', 'record-mandate']
    const reply = await post(desk, 'consultations', { text: TEXT, onBehalf: { phone: '13947400009', mandate: { kind: 'in-person', recordRef: 'w-1' } } })
    expect([reply.status, reply.body.code, sent.map(({ command }) => command)]).toEqual([403, 'agent-out-of-reach', ['record-mandate']])
    refusal = null
    const before = sent.length
    await post(desk, 'consultations', { text: TEXT, onBehalf: { phone: '13947400009', mandateId: 'm-17' } })
    expect(sent.slice(before).map(({ command, data }) => [command, data['mandateId']])).toEqual([['open-consultation', 'm-17']])
  })
  it('for somebody else is not for citizens, and not beyond the desk\'s county', async () => {
    const citizen = await world.citizen('13947400001')
    expect((await post(citizen, 'consultations', { text: TEXT, onBehalf: { phone: '13947400009' } })).body.code).toBe('not-permitted')
    const desk = await world.staff('desk-1', 'desk')
    expect((await post(desk, 'consultations',
      { text: TEXT, countyCode: '150922', onBehalf: { phone: '13947400009' } })).body.code).toBe('no-such-thing')
    expect((await post(desk, 'consultations', { text: TEXT, onBehalf: { personId: 'p2' } })).body.code).toBe('not-valid')
  })
  it('a refusal of the service comes as its own problem', async () => {
    refusal = 'consultation-closed'
    const token = await world.citizen('13947400001')
    const asker = await me(token)
    await ask('q1', asker)
    const reply = await post(token, 'consultations/q1/another-lawyer', { lawyerId: 'zhao' })
    expect([reply.status, reply.body.code]).toEqual([409, 'consultation-closed'])
  })
})

describe('one question', () => {
  let asker: string
  let citizen: string
  beforeEach(async () => {
    citizen = await world.citizen('13947400001')
    asker = await me(citizen)
    await ask('q1', asker)
    await tier('q1', 'county')
  })
  const show = async (token: string, id = 'q1') => world.ask({ path: `consultations/${id}`, token })

  it('is shown to its asker, whole, with answers: counsel of the county first', async () => {
    await answer('q1', asker, 'zhao')
    await answer('q1', asker, 'counsel', '我是卓资县法律顾问，请到县公共法律服务中心来。', true)
    const { body } = await show(citizen)
    expect([body.shown, body.text, 'askerId' in body]).toEqual(['whole', TEXT, false])
    expect(body.answers.map((each: { lawyer: { lawyerId: string }; isLocal: boolean }) => [each.lawyer.lawyerId,
      each.isLocal])).toEqual([['counsel', true], ['zhao', false]])
    expect(body.answers[0].lawyer.name).toBe('律师counsel')
    expect(JSON.stringify(body)).not.toMatch(/"box"|commitment/)
  })
  it('of another citizen looks like none', async () => {
    const other = await show(await world.citizen('13947400002'))
    const none = await show(citizen, 'q404')
    expect([other.status, other.body.code]).toEqual([404, 'no-such-thing'])
    expect({ ...other.body, requestId: '' }).toEqual({ ...none.body, requestId: '' })
  })
  it('is shown to counsel of the county whole; to the province redacted once it is open there; never who asks', async () => {
    const counsel = await world.lawyer('counsel-account', 'counsel')
    expect((await show(counsel)).body).toMatchObject({ shown: 'whole', text: TEXT })
    const zhao = await world.lawyer('zhao-account', 'zhao')
    expect((await show(zhao)).status).toBe(404)
    await tier('q1', 'region')
    const seen = await show(zhao)
    expect(seen.body).toMatchObject({ shown: 'redacted', text: REDACTED, villageCode: null })
    expect(seen.text).not.toContain(asker)
    expect(seen.text).not.toMatch(/13800000000|王小明/)
  })
  it('is not shown to a lawyer of the other side, nor to one of another province before the nation', async () => {
    await tier('q1', 'region')
    expect((await show(await world.lawyer('against-account', 'against'))).status).toBe(404)
    const far = await world.lawyer('far-account', 'far')
    expect((await show(far)).status).toBe(404)
    await tier('q1', 'nation')
    expect((await show(far)).status).toBe(200)
  })
  it('is whole to a lawyer beyond the county only after his answer and with her consent', async () => {
    await ask('q2', asker, { consentBeyondCounty: true })
    await tier('q2', 'region')
    const zhao = await world.lawyer('zhao-account', 'zhao')
    expect((await show(zhao, 'q2')).body.shown).toBe('redacted')
    await answer('q2', asker, 'zhao')
    expect((await show(zhao, 'q2')).body.shown).toBe('whole')
    await tier('q1', 'region')
    await answer('q1', asker, 'zhao')
    expect((await show(zhao)).body.shown).toBe('redacted')
  })
  it('shows a lawyer his own answer and thread, not those of others', async () => {
    await tier('q1', 'region')
    await answer('q1', asker, 'zhao')
    await answer('q1', asker, 'qian')
    for (const lawyerId of ['zhao', 'qian']) {
      await append('q1', 'FollowUpAsked',
        { followUpId: `f-${lawyerId}`, lawyerId, text: { ...await seal(asker, `问${lawyerId}`) }, attachments: [],
          dangerCodes: [], askedAt: START, reminderDue: null, offerDue: null })
    }
    const { body } = await show(await world.lawyer('zhao-account', 'zhao'))
    expect(body.answers).toHaveLength(1)
    expect(body.threads.map((thread: { turns: { text: string }[] }) => thread.turns[0]!.text)).toEqual(['问zhao'])
    expect(body.answerCount).toBe(2)
  })
  it('does not show its asker what a reviewer hid', async () => {
    await answer('q1', asker, 'zhao', '加我微信 abc123 办案')
    await append('q1', 'AnswerHidden', { answerId: 'a-zhao', lawyerId: 'zhao', reviewerId: 'r', reason: 'contact', at: START })
    const seen = await show(citizen)
    expect(seen.body.answers[0]).toMatchObject({ status: 'hidden', text: null })
    expect(seen.text).not.toContain('abc123')
    world.systemClock.advance({ minutes: 1 })
    expect((await show(await world.staff('rev-1', 'reviewer'))).body.answers[0].text).toContain('abc123')
  })
  it('is shown to offices of its county, and to none of the next', async () => {
    const desk = await show(await world.staff('desk-1', 'desk'))
    expect([desk.body.text, desk.text.includes(asker)]).toEqual([TEXT, false])
    await ask('q2', asker, { countyCode: '150922', villageCode: null })
    expect((await world.ask({ path: 'consultations/q2', token: await world.staff('desk-2', 'desk') })).status).toBe(404)
    world.systemClock.advance({ minutes: 1 })
    // An administrator of the system is, towards questions, a citizen like any other.
    expect((await show(await world.staff('admin-1', 'system-admin'))).body.code).toBe('no-such-thing')
  })
  it('of an erased person shows that there was something, and nothing of it', async () => {
    await world.keyring.destroy(asker as PersonId, { reason: 'test', by: ['a', 'b'], at: START })
    const { body } = await show(await world.staff('desk-1', 'desk'))
    expect([body.consultationId, body.text]).toEqual(['q1', null])
  })
})

describe('a lawyer', () => {
  let asker: string
  beforeEach(async () => {
    asker = await me(await world.citizen('13947400001'))
    await ask('q1', asker)
    await tier('q1', 'region')
  })
  it('claims, renews, releases and recuses in his own name alone', async () => {
    const zhao = await world.lawyer('zhao-account', 'zhao')
    for (const method of ['POST', 'PUT', 'DELETE'] as const) {
      expect((await world.ask({ method, path: 'consultations/q1/claim', token: zhao })).status).toBe(200)
    }
    expect((await post(zhao, 'consultations/q1/recusal', { reason: 'former-client' })).status).toBe(200)
    expect(sent.at(-1)!.data).toMatchObject({ reason: 'former-client' })
    expect((await post(zhao, 'consultations/q1/recusal', { reason: '他是我表哥' })).body.code).toBe('not-valid')
    expect(sent.map(({ command, data }) => [command, data['lawyerId']])).toEqual([['claim-answer', 'zhao'],
      ['renew-claim', 'zhao'], ['release-claim', 'zhao'], ['recuse', 'zhao']])
  })
  it('answers: sealed with the asker\'s key, measured, with what a reviewer should see', async () => {
    const zhao = await world.lawyer('zhao-account', 'zhao')
    const text = '根据《劳动合同法》第三十条，可以向劳动监察大队投诉，也可以申请支付令。加我微信 zhaolvshi88。'
    const reply = await post(zhao, 'consultations/q1/answers', { text })
    expect(reply.status).toBe(201)
    const { data } = sent.at(-1)!
    expect(await opened(data['text']!)).toBe(text)
    expect((data['text'] as unknown as Sealed).person).toBe(asker)
    expect(data).toMatchObject({ lawyerId: 'zhao', answerId: reply.body.answerId, form: 'text', clip: null, flags: ['contact'],
      statutes: [{ law: '劳动合同法' }] })
    expect((data['substance'] as { textChars: number }).textChars).toBeGreaterThan(15)
  })
  it('needs a text or a clip, and a question he may see', async () => {
    const zhao = await world.lawyer('zhao-account', 'zhao')
    expect((await post(zhao, 'consultations/q1/answers', {})).body.code).toBe('not-valid')
    const against = await world.lawyer('against-account', 'against')
    expect((await post(against, 'consultations/q1/answers', { text: '可以申请劳动仲裁，时效一年。' })).status).toBe(404)
  })
  it.each([
    [[{ law: '《中华人民共和国民法典》', article: '第1079条' }], [{ law: '民法典', article: '第一千零七十九条' }, { law: '劳动合同法', article: '第三十条' }]],
    [[{ law: '最高人民法院关于审理劳动争议案件适用法律问题的解释（一）', article: '第四十二条' }], [{ law: '最高人民法院关于审理劳动争议案件适用法律问题的解释（一）', article: '第四十二条' }, { law: '劳动合同法', article: '第三十条' }]],
    [[{ law: '劳动合同法', article: '第30条' }], [{ law: '劳动合同法', article: '第三十条' }]],
  ])('cites statutes by hand, beside those of the text: %j', async (statutes, expected) => {
    const zhao = await world.lawyer('zhao-account', 'zhao')
    const text = '根据《劳动合同法》第三十条，可以向劳动监察大队投诉，也可以申请支付令。'
    expect((await post(zhao, 'consultations/q1/answers', { text, statutes })).status).toBe(201)
    expect(sent.at(-1)!.data['statutes']).toEqual(expected)
    expect((await post(zhao, 'consultations/q1/replies', { text, statutes })).status).toBe(201)
    expect(sent.at(-1)!.data['statutes']).toEqual(expected)
  })
  it.each([
    ['加我微信zhao888', '第一条'], ['民法典', '一千零七十九'], ['民法典', '第条'], ['中华人民共和国', '第一条'], ['我的律师事务所', '第一条'], ['', '第一条'], ['民法典\n', '第一条'],
  ])('a statute of another shape is refused: %s %s', async (law, article) => {
    const zhao = await world.lawyer('zhao-account', 'zhao')
    const reply = await post(zhao, 'consultations/q1/answers', { text: '可以向劳动监察大队投诉，也可以申请支付令。', statutes: [{ law, article }] })
    expect([reply.status, reply.body.code]).toEqual([400, 'not-valid'])
    expect(sent).toEqual([])
  })
  it('is shown what she was told and what was held back, under her own id and no other', async () => {
    const asked: JsonObject[] = []
    await world.bus.respond('qry.notifier.inbox', async (body) => {
      const { data } = body as { data: JsonObject }
      asked.push(data)
      const told = { recipient: 'zhao', deliveryId: 'q1-1', at: START, notice: 'question-waits', consultationId: 'q1', channels: ['in-app'], outcomes: { 'in-app': 'delivered' }, reports: {} }
      return { next: null, items: [
        { ...told, facts: { topic: '03', tier: 1 }, held: [{ reason: 'quiet-hours', channel: null }] },
        { ...told, notice: 'answer-hidden', facts: { topic: '03', reason: 'contact' }, held: [] },
      ] } as unknown as Json
    })
    const zhao = await world.lawyer('zhao-account', 'zhao')
    const { status, body } = await world.ask({ path: 'lawyer/notices?limit=20', token: zhao })
    expect([status, body.items]).toMatchObject([200, [
      { topic: '03', channels: ['in-app'], held: [{ reason: 'quiet-hours', channel: null }], reason: null }, { notice: 'answer-hidden', reason: 'contact' },
    ]])
    expect(asked).toEqual([{ recipient: 'zhao', limit: 20 }])
    const citizen = await world.citizen('13947400009')
    for (const path of ['lawyer/notices', 'lawyer/me', 'lawyer/service', 'lawyer/conflicts', 'lawyer/shifts']) {
      expect((await world.ask({ path, token: citizen })).status).toBe(403)
    }
  })
  it('asks the pool about herself alone; who is not in the register is told so', async () => {
    const asked: string[] = []
    for (const name of ['standing', 'service', 'conflicts', 'my-shifts']) {
      await world.bus.respond(`qry.lawyer-pool.${name}`, async (body) => {
        const { data, actor } = body as { data: { lawyerId: string }; actor: { id: string } }
        asked.push(`${name} ${data.lawyerId} ${actor.id}`)
        return name === 'conflicts' ? [{ kind: 'client', at: START }] : null
      })
    }
    const zhao = await world.lawyer('zhao-account', 'zhao')
    expect((await world.ask({ path: 'lawyer/conflicts', token: zhao })).body).toEqual({ items: [{ kind: 'client', at: START }] })
    for (const path of ['lawyer/me', 'lawyer/service?months=12', 'lawyer/shifts']) {
      expect((await world.ask({ path, token: zhao })).body.code).toBe('no-such-lawyer')
    }
    expect((await world.ask({ path: 'lawyer/service?months=13', token: zhao })).status).toBe(400)
    expect(asked).toEqual(['conflicts zhao zhao-account', 'standing zhao zhao-account', 'service zhao zhao-account', 'my-shifts zhao zhao-account'])
  })
  it('declares a conflict by name; only the keyed hash goes on', async () => {
    const zhao = await world.lawyer('zhao-account', 'zhao')
    expect((await post(zhao, 'lawyer/conflicts', { name: '卓资某某商贸有限公司', kind: 'client' })).status).toBe(200)
    expect(sent.at(-1)!.data).toEqual({ lawyerId: 'zhao', kind: 'client', party: expect.stringMatching(/^[\w-]{43}$/) })
  })
})

it('while she waits her asker sees who was told, and how many write; a lawyer does not', async () => {
  const citizen = await world.citizen('13947400001')
  await ask('q1', await me(citizen))
  const seen = async (token = citizen) => (await world.ask({ path: 'consultations/q1', token })).body
  await tier('q1', 'county')
  expect(await seen()).toMatchObject({ tiers: [{ scope: 'county', audience: null, told: 0, end: null }], isSearching: true, target: 3, isExhausted: false, writingUntil: [] })
  await append('q1', 'AudienceRecorded', { tier: 0, count: 4, audience: null, recordedAt: START })
  await telling('q1-0', 'DeliveryOpened', { notice: 'question-waits', countyCode: '150921', consultationId: 'q1' })
  for (const [wave, recipients] of [['zhao', 'qian'], ['sun']].entries())
    await telling('q1-0', 'PushesPlanned', { wave, pushes: recipients.flatMap((recipient) => [{ recipient, channel: 'in-app' }, { recipient, channel: 'wecom' }]), held: [{ recipient: 'li', reason: 'quiet-hours', channel: null }], quotaDay: '2026-03-02', plannedAt: START })
  await append('q1', 'TierClosed', { tier: 0, closedAt: START })
  await append('q1', 'TierOpened', { tier: 1, scope: 'region', openedAt: START, closesAt: null, audienceDue: null })
  await append('q1', 'ClaimTaken', { lawyerId: 'qian', takenAt: START, expiresAt: plus(START, 90_000) })
  expect(await seen()).toMatchObject({ tiers: [{ audience: 4, told: 3, end: 'closed' }, { scope: 'region', audience: null, told: 0, end: null }], writingUntil: [plus(START, 90_000)] })
  expect((await seen(await world.lawyer('counsel-account', 'counsel'))).writingUntil).toEqual([])
  await append('q1', 'ConsultationRested', { at: START })
  expect(await seen()).toMatchObject({ phase: 'resting', isSearching: false, writingUntil: [] })
})

it('another lawyer is offered for a silence, taken up once, and offered anew for the next silence', async () => {
  const citizen = await world.citizen('13947400001')
  const asker = await me(citizen)
  await ask('q1', asker)
  await answer('q1', asker, 'zhao')
  const followUp = async (followUpId: string) => append('q1', 'FollowUpAsked', {
    followUpId, lawyerId: 'zhao', text: { ...await seal(asker, '还要什么材料？') }, attachments: [], dangerCodes: [], askedAt: START, reminderDue: null, offerDue: null,
  })
  const thread = async () => (await world.ask({ path: 'consultations/q1', token: citizen })).body.threads[0]
  await followUp('f1')
  await append('q1', 'AnotherLawyerOffered', { lawyerId: 'zhao', reason: 'silence', at: START })
  expect(await thread()).toMatchObject({ isAnotherOffered: true, isAnotherAsked: false })
  await append('q1', 'AnotherLawyerAsked', { lawyerId: 'zhao', target: 4, quorumDue: null, at: START })
  await followUp('f2')
  expect(await thread()).toMatchObject({ isAnotherOffered: true, isAnotherAsked: true })
  expect((await world.ask({ path: 'consultations/q1', token: citizen })).body).toMatchObject({ isSearching: true, target: 4 })
  await append('q1', 'FollowUpAnswered', { replyId: 'r1', lawyerId: 'zhao', text: { ...await seal(asker, '身份证和合同。') }, clip: null, statutes: [], flags: [], answeredAt: START, substance: { textChars: 7, clipMs: 0, callMs: 0 } })
  await followUp('f3')
  expect(await thread()).toMatchObject({ isAnotherOffered: false, isAnotherAsked: false })
})

it('a follow-up, a rating, a closing and a complaint go out as the contracts say', async () => {
  const citizen = await world.citizen('13947400001')
  const asker = await me(citizen)
  await ask('q1', asker)
  await answer('q1', asker, 'zhao')
  expect((await post(citizen, 'consultations/q1/follow-ups', { lawyerId: 'zhao', text: '仲裁要准备什么材料？' })).status).toBe(201)
  expect((await world.ask({ method: 'PUT', path: 'consultations/q1/ratings/zhao', token: citizen,
    body: { stars: 5 } })).status).toBe(200)
  expect((await post(citizen, 'consultations/q1/closing', { ratings: [{ lawyerId: 'zhao', stars: 4 }] })).status).toBe(200)
  expect((await post(citizen, 'consultations/q1/answers/a-zhao/complaints', { text: '没有回答问题', about: 'lawyer' })).status).toBe(201)
  expect((await post(citizen, 'consultations/q1/answers/a-404/complaints', {})).body.code).toBe('no-such-answer')
  expect((await world.ask({ method: 'POST', path: 'consultations/q1/callback', token: citizen })).status).toBe(201)
  expect(sent.map(({ command }) => command)).toEqual(['ask-follow-up', 'rate-answer', 'close-consultation',
    'complain-about-answer', 'request-callback'])
  expect(sent[3]).toMatchObject({ data: { answerId: 'a-zhao', about: 'lawyer' } })
  expect(JSON.stringify(sent)).not.toMatch(/仲裁要准备|没有回答/)
})

it('nobody acts on a question that is not theirs: nothing is even sent', async () => {
  await ask('q1', await me(await world.citizen('13947400001')))
  const other = await world.citizen('13947400002')
  expect((await post(other, 'consultations/q1/follow-ups',
    { lawyerId: 'zhao', text: '我想看看别人的咨询' })).body.code).toBe('no-such-thing')
  expect((await post(other, 'consultations/q1/closing', {})).status).toBe(404)
  expect(sent).toEqual([])
})

it('gives a mandate the question\'s asker, not the agent', async () => {
  const asker = await me(await world.citizen('13947400001'))
  await ask('q1', asker)
  const desk = await world.staff('desk-1', 'desk')
  await post(desk, 'consultations/q1/follow-ups',
    { lawyerId: 'zhao', text: '她想知道材料清单',
      onBehalf: { mandate: { kind: 'recorded-call', recordRef: 'call-9' } } })
  const [recorded, asked] = sent as [Sent, Sent]
  expect(recorded.data).toMatchObject({
    principalId: asker, matter: { consultationId: 'q1' }, via: 'hotline', witness: 'recording', countyCode: '150921', villageCode: '150921003201',
  })
  expect(asked.data).toMatchObject({ askerId: asker, mandateId: recorded.data['mandateId'] })
  await post(desk, 'consultations/q1/closing', {})
  expect(sent.at(-1)!.data).toMatchObject({ askerId: asker, mandateId: null })
})

describe('mandates', () => {
  const record = async (principalId: string, agentId: string, villageCode: string): Promise<void> => {
    const at = START
    await world.store.append('mandate-m1', [{
      id: eventId(at, 'mandate-m1', 0), type: mandateEvents.storedType('MandateGiven'), data: {
        mandateId: 'm1', principalId, agentId, matter: { kind: 'consultation', consultationId: 'q1' }, via: 'window', kind: 'in-person', recordRef: 'w-1',
        witness: 'signature', witnessId: null, relation: null, countyCode: '150921', villageCode,
        basis: { kind: 'office', officeId: 'o', role: 'desk', organisationId: 'bureau', region: '150921' }, from: at, until: plus(at, 86_400_000), at,
      },
      meta: { source: '/test', time: at, recordedat: at, cause: 'command:Test', actorid: 'x', actorrole: 'system', correlationid: 'c', hashalg: 'sha256' },
    }], 'no-stream')
  }
  const revoke = (token: string, because?: string) => world.ask({ method: 'DELETE', path: 'mandates/m1', token, ...(because === undefined ? {} : { body: { because } }) })

  it('are revoked by her and by a desk of her place; to others they are not there', async () => {
    const hers = await world.citizen('13947400001')
    await record(await me(hers), 'desk-1', '150921106001')
    const town = await world.staff('desk-2')
    await world.takesOffice('desk-2', 'desk', { region: '150921107' })
    expect((await revoke(await world.citizen('13947400002'))).status).toBe(404)
    expect((await revoke(town, '本人来电')).status).toBe(404)
    expect(sent).toEqual([])
    const county = await world.staff('desk-1', 'desk')
    expect((await revoke(county)).body.code).toBe('because-missing')
    expect((await revoke(hers)).status).toBe(200)
    expect((await revoke(county, '本人来电')).status).toBe(200)
    expect(sent.map(({ command, data }) => [command, data['mandateId']])).toEqual([['revoke-mandate', 'm1'], ['revoke-mandate', 'm1']])
  })
  it('are shown to her with what is said of the agent, to the agent without her', async () => {
    const hers = await world.citizen('13947400001')
    const asker = await me(hers)
    const asked: Json[] = []
    await world.bus.respond('qry.directory.my-mandates', async (body) => {
      asked.push((body as { data: JsonObject }).data['as']!)
      return { next: null, items: [{
        mandateId: 'm1', principalId: asker, agentId: 'desk-1', matter: { kind: 'consultation', consultationId: 'q1' }, via: 'window', kind: 'in-person',
        recordRef: 'w-1', witness: 'colleague', witnessId: 'desk-2', relation: { ...await seal(asker, '外孙女代述') },
        basis: { kind: 'office', officeId: 'o', role: 'desk', organisationId: 'bureau', region: '150921' }, from: START, until: plus(START, 86_400_000),
        phase: 'in-force', end: null, endedAt: null, at: START,
      }] } as unknown as Json
    })
    const shown = (await world.ask({ path: 'mandates', token: hers })).body.items[0]
    expect(shown).toMatchObject({ mandateId: 'm1', relation: '外孙女代述', isInForce: true, agent: { kind: 'office', role: 'desk', organisationId: 'bureau' } })
    const seen = await world.ask({ path: 'mandates', token: await world.staff('desk-1', 'desk'), role: 'desk' })
    expect([seen.body.items[0].relation, seen.text.includes(asker), JSON.stringify(shown).includes('desk-1')]).toEqual([null, false, false])
    expect(asked).toEqual(['principal', 'agent'])
  })
})

describe('who acts for an asker', () => {
  let asker: string
  let desk: string
  beforeEach(async () => {
    asker = await me(await world.citizen('13947400001'))
    await ask('q1', asker, { mandate: { agentId: 'desk-1', kind: 'written', recordRef: 'WT-1' }, dangerCodes: ['suicide'] })
    desk = await world.staff('desk-1', 'desk')
    await answer('q1', asker, 'zhao')
  })
  it('sees her question as she does, and nothing that names her', async () => {
    await append('q1', 'AnswerHidden', { answerId: 'a-zhao', lawyerId: 'zhao', reviewerId: 'r', reason: 'contact', at: START })
    const seen = await world.ask({ path: 'consultations/q1', token: desk })
    expect(seen.body).toMatchObject({ shown: 'whole', text: TEXT, dangerNumbers: ['110', '120', '12356'], answers: [{ status: 'hidden', text: null }] })
    expect(seen.text).not.toContain(asker)
    expect(seen.text).not.toContain('desk-1')
  })
  it('is told nothing that names her in any reply', async () => {
    const replies = [
      await post(desk, 'consultations/q1/follow-ups', { lawyerId: 'zhao', text: '她想知道材料清单' }),
      await post(desk, 'consultations/q1/search', {}), await post(desk, 'consultations/q1/closing', {}),
      await post(desk, 'consultations/q1/answers/a-zhao/complaints', { text: '没有回答问题' }),
      await post(desk, 'uploads', { kind: 'photo', mediaType: 'image/png', bytes: 10, consultationId: 'q1' }),
    ]
    expect(replies.map(({ status }) => status)).toEqual([201, 200, 200, 201, 201])
    for (const { text } of replies) expect(text).not.toContain(asker)
  })
  it('does so from his office alone: as a citizen he has no more of it than any other, nor when the office is gone', async () => {
    for (const role of ['citizen', 'enterprise'] as const) {
      expect((await world.ask({ path: 'consultations/q1', token: desk, role })).status).toBe(404)
      expect((await post(desk, 'consultations/q1/closing', {}, { role })).status).toBe(404)
    }
    await world.directorySays('desk-1', 'OfficeEnded', { officeId: 'desk-desk-1', cause: 'ended' })
    expect((await world.ask({ path: 'consultations/q1', token: desk })).status).toBe(404)
  })
})

describe('a complaint about an answer', () => {
  let asker: string
  beforeEach(async () => {
    asker = await me(await world.citizen('13947400001'))
    await ask('q1', asker)
    await answer('q1', asker, 'zhao')
    await tier('q1', 'region')
  })
  const complain = (token: string, more: object = {}) => post(token, 'consultations/q1/answers/a-zhao/complaints', { text: '没有回答问题' }, more)

  it('is not for a lawyer who only sees it, nor for a desk without a mandate, nor for a reviewer: nothing is sent', async () => {
    expect((await complain(await world.lawyer('counsel-account', 'counsel'))).body.code).toBe('not-asker')
    world.systemClock.advance({ minutes: 1 })
    expect((await complain(await world.staff('desk-1', 'desk'))).body.code).toBe('not-asker')
    world.systemClock.advance({ minutes: 1 })
    expect((await complain(await world.staff('rev-1', 'reviewer'), { role: 'reviewer' })).body.code).toBe('role-not-held')
    expect((await complain(await world.citizen('13947400002'))).body.code).toBe('no-such-thing')
    expect(sent).toEqual([])
  })
  it('of her agent is hers: sealed with her key', async () => {
    await append('q1', 'MandateRecorded', { mandate: { agentId: 'desk-1', kind: 'written', recordRef: 'WT-1' }, at: START })
    expect((await complain(await world.staff('desk-1', 'desk'))).status).toBe(201)
    expect((sent[0]!.data['text'] as unknown as Sealed).person).toBe(asker)
  })
  it('of its author is his own: sealed with his', async () => {
    expect((await complain(await world.lawyer('zhao-account', 'zhao'))).status).toBe(201)
    expect((sent[0]!.data['text'] as unknown as Sealed).person).toBe('zhao-account')
  })
})

it('what a service adds and no route promised does not go out', async () => {
  await world.bus.respond('qry.consult-router.policy-in-force', async () => ({
    countyCode: '150921', at: START, hourRule: null, hours: { rule: null, vary: false }, text: '十分钟内首答', secret: 'x',
    terms: { quorum: 3, promiseMs: 600_000, quorumMs: 600_000, tiers: [], inner: 'y' },
  }))
  const { body, status } = await world.ask({ path: 'counties/150921/promise' })
  expect([status, JSON.stringify(body).includes('secret'), body.text]).toEqual([200, false, '十分钟内首答'])
})

it('topics are public', async () => {
  expect((await world.ask({ path: 'topics' })).body.items).toContainEqual(expect.objectContaining({ code: '03', name: '劳动人事', seconds: expect.arrayContaining([expect.objectContaining({ code: '0301', name: '工资' })]) }))
})
