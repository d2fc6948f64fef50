// What an auditor reads: every public fact of every event, the state at any moment, who was told and why a lawyer was not asked.
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { HELD, NOT_ASKED, STOPS, type DeliveryEvent } from '@zhijian/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zhCN } from '../src/i18n/zh-CN.ts'
import { factLines } from '../src/story/facts.ts'
import { whoWasTold } from '@zhijian/audit'
import { copyOf, makeStopped, remove, run } from './world.ts'

const sealed = { person: 'wang', box: 'AAAA', commitment: 'x'.repeat(43) }

describe('the facts of an event', () => {
  it('one value each in a line, null and empty lists too', () => {
    expect(factLines({ channel: 'citizen', villageCode: null, opponents: [], tier: 0, local: false }, false))
      .toEqual(['channel=citizen villageCode=null opponents=[] tier=0 local=false'])
  })
  it('what is nested with its path below, a list of things one line each', () => {
    expect(factLines({
      tier: 0, mandate: { agentId: 'desk-1', kind: 'written', recordRef: 'A/7' }, wake: ['sms', 'in-app'],
      attachments: [{ kind: 'photo', ref: { digest: 'ab', bytes: 3 } }], ratings: [{ lawyerId: 'zhao', stars: 5 }, { lawyerId: 'qian', stars: 1 }],
    }, false)).toEqual([
      'tier=0 wake=[sms, in-app]', '  mandate: agentId=desk-1 kind=written recordRef=A/7', '  attachments[0]: kind=photo ref.digest=ab ref.bytes=3',
      '  ratings[0]: lawyerId=zhao stars=5', '  ratings[1]: lawyerId=qian stars=1',
    ])
  })
  it('quotes what could be taken for something else', () => {
    expect(factLines({ rule: '档案 保管期限', law: '民法典', ref: 'a=b' }, false)).toEqual(['rule="档案 保管期限" law=民法典 ref="a=b"'])
  })
  it('sealed values as such, wherever they stand', () => {
    expect(factLines({ text: sealed, redacted: null, notes: [sealed], by: { name: sealed, role: 'desk' }, notice: [{ name: sealed }] }, true))
      .toEqual(['text=🔒 redacted=null notes=[🔒]', '  by: name=🔒 role=desk', '  notice[0]: name=🔒'])
  })
  it('long lists with their length, whole when asked for', () => {
    const recipients = Array.from({ length: 39 }, (_, i) => `l${i}`)
    const pushes = recipients.map((recipient) => ({ recipient, channel: 'sms' }))
    const [inline, ...below] = factLines({ recipients, pushes }, false)
    expect(inline).toBe('recipients=[l0, l1, l2, l3, l4, l5, …] (39)')
    expect(below).toHaveLength(7)
    expect(below.at(-1)).toBe('  pushes: … (39)')
    const whole = factLines({ recipients, pushes, audience: { recipients } }, true)
    expect(whole.join('\n')).not.toContain('…')
    expect(whole).toHaveLength(1 + 39 + whole.filter((line) => line.startsWith('  audience:')).length)
    expect(whole[0]).toContain('l38')
  })
  it('a nested value of many parts over several lines, each part whole', () => {
    const policy = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`setting${i}Ms`, 1000 * i]))
    const lines = factLines({ policy }, false)
    expect(lines.length).toBeGreaterThan(3)
    expect(lines.join(' ').match(/setting\d+Ms=\d+/g)).toHaveLength(30)
    for (const line of lines) expect(line.length).toBeLessThan(130)
  })
})

describe('who was told', () => {
  const opened = (recipients: string[], upTo: number[]) => ({
    type: 'DeliveryOpened', data: { deliveryId: 'd', audience: { kind: 'list', recipients }, waves: upTo.map((each) => ({ dueAt: '', upTo: each })) },
  }) as unknown as DeliveryEvent
  const said = (type: string, data: object) => ({ type, data: { deliveryId: 'd', ...data } }) as unknown as DeliveryEvent
  const events = [
    opened(['a', 'b', 'c', 'd', 'e'], [2, 4]), said('WaveStarted', { wave: 0, from: 0, upTo: 2 }),
    said('PushesPlanned', { wave: 0, pushes: [{ recipient: 'a', channel: 'sms' }, { recipient: 'a', channel: 'in-app' }], held: [{ recipient: 'b', channel: 'sms', reason: 'quiet-hours' }], plannedAt: 't1' }),
    said('ReceiptsRecorded', { wave: 0, receipts: [{ recipient: 'a', channel: 'sms', outcome: 'failed', providerRef: 'isv.X' }] }),
  ]
  it('says of everybody on the list what came of it, or why nothing did', () => {
    const { tellings, stopped } = whoWasTold([...events, said('DeliveryStopped', { reason: 'quorum-met' })], ['a', 'b', 'c', 'd', 'e'])
    expect(tellings).toMatchObject([
      { recipient: 'a', rank: 1, wave: 0, at: 't1', pushes: [{ channel: 'sms', outcome: 'failed', providerRef: 'isv.X' }, { channel: 'in-app', outcome: null }], notReached: null },
      { recipient: 'b', rank: 2, wave: 0, pushes: [], held: [{ channel: 'sms', reason: 'quiet-hours' }], notReached: null },
      { recipient: 'c', notReached: 'wave-ahead' }, { recipient: 'd', notReached: 'wave-ahead' }, { recipient: 'e', notReached: 'beyond-waves' },
    ])
    expect(stopped).toBe('quorum-met')
  })
  it('tells a wave that had begun and was never planned from one that had not begun', () => {
    const { tellings } = whoWasTold([...events, said('WaveStarted', { wave: 1, from: 2, upTo: 4 })], ['a', 'b', 'c', 'd', 'e'])
    expect(tellings.map(({ notReached }) => notReached)).toEqual([null, null, 'wave-not-planned', 'wave-not-planned', 'beyond-waves'])
  })
  it('without the list says what was planned for', () => {
    expect(whoWasTold(events, []).tellings.map(({ recipient, rank }) => [recipient, rank])).toEqual([['a', null], ['b', null]])
  })
})

it('has words for every reason', () => {
  const keys = [...NOT_ASKED.map((each) => `why.${each}`), ...HELD.map((each) => `held.${each}`), ...STOPS.map((each) => `stop.${each}`)]
  expect(keys.filter((key) => !(key in zhCN))).toEqual([])
})

describe('of a platform', () => {
  let stopped: { readonly root: string; readonly data: string }
  beforeAll(async () => {
    const made = await makeStopped()
    stopped = copyOf(made)
    remove(made)
  })
  afterAll(() => remove(stopped.root))
  const show = async (...words: string[]) => run(stopped.data, ['replay', 'show', ...words])

  it('shows the terms a question was opened under, what was said of none, and whom the tier could ask', async () => {
    const { out } = await show('q1')
    expect(out).toMatch(/topic: .*code=\d\d/)
    expect(out).toMatch(/ terms: .*tiers\[0\]\.scope=county tiers\[0\]\.windowMs=180000/)
    expect(out).toMatch(/policy: [^]*countyCode=150921/)
    expect(out).toContain('opponents=[]')
    expect(out).toMatch(/substance: .*textChars=\d+/)
    expect(out).toMatch(/blob: .*digest=[0-9a-f]{64}/)
    expect(out).toContain('名单：可询问 1 人')
    expect(out).not.toContain('命令 GiveAnswer')
  })
  it('--full also shows what was attested when a command was decided', async () => {
    const { out } = await show('q1', '--full')
    expect(out).toMatch(/命令 GiveAnswer：\n[^：]* attested: [^：]*status=active/)
    expect(out).toContain('format=zhijian-audience-1')
  })
  it('--json holds whole events and whole audiences', async () => {
    const { json } = await show('q1', '--json')
    expect(json.events[0].data.policy.terms.tiers).toHaveLength(3)
    expect(Object.values(json.audiences)).toMatchObject([{ scope: 'county', ranked: ['zhao'] }, { scope: 'region', ranked: ['qian'] }, { scope: 'nation', ranked: ['sun'] }])
  })
  it('--at between two events is the state there; after the last it is what the deadlines up to then mean', async () => {
    const { json: between } = await show('q2', '--at', '2026-03-02T01:02:59.999Z', '--json')
    expect(between).toMatchObject({ state: { phase: 'open', promise: 'pending' }, passed: [], nextDeadline: '2026-03-02T01:03:00.000Z' })
    const month = '2026-05-01T00:00:00.000Z'
    const { json } = await show('q2', '--at', month, '--json')
    expect(json.state.phase).toBe('resting')
    expect(json.passed).toMatchObject([{ type: 'ConsultationRested', due: '2026-04-01T01:00:00.000Z' }])
    expect((await show('q2', '--at', month)).out).toMatch(/2026-04-01T01:00:00\.000Z {2}ConsultationRested +⏱ （已到期，当时尚未记入）/)
  })
  it('a delivery says who was told, in which wave, with what outcome', async () => {
    const { out } = await show('delivery-q1-0')
    expect(out).toContain('告知情况：已告知 1 人，暂不打扰 0 人，未轮到 0 人')
    expect(out).toMatch(/1 {2}zhao {2}第 1 批 \S+ {2}in-app 已送达/)
    const { json } = await show('delivery-q1-0', '--json')
    expect(json.delivered.tellings).toMatchObject([{ recipient: 'zhao', rank: 1, pushes: [{ channel: 'in-app', outcome: 'delivered' }] }])
  })
  it('a question says of any lawyer why he was asked, or not, tier by tier', async () => {
    const { out } = await show('q1', '--lawyer', 'qian')
    expect(out).toMatch(/第 1 层 本县法律顾问 \S+ {2}未询问：不是本县法律顾问\n {2}依据：当时记录的名单/)
    expect(out).toMatch(/第 2 层 全区律师 \S+ {2}已询问，名单第 1 位（语种 是，专长 2.*\n.*\n {2}第 1 批 \S+ {2}in-app 已送达/)
    expect(out).toMatch(/第 3 层 全国律师 \S+ {2}未询问：属于更早开放的一层/)
    expect((await show('q1', '--lawyer', 'nobody', '--json')).json.asked.map(({ reason }: { reason: string }) => reason)).toEqual(['not-registered', 'not-registered', 'not-registered'])
    expect((await show('delivery-q1-0', '--lawyer', 'zhao')).code).toBe(1)
  })
  it('where the lists were not copied along says so, and reckons from the lawyer’s own record', async () => {
    const kept = join(stopped.root, 'blobs.kept')
    cpSync(join(stopped.data, 'blobs'), kept, { recursive: true })
    rmSync(join(stopped.data, 'blobs'), { recursive: true })
    const { code, out } = await show('q1', '--lawyer', 'qian')
    expect(code).toBe(0)
    expect(out).toMatch(/第 1 层 .*未询问：不是本县法律顾问\n {2}依据：没有可读的名单/)
    expect((await show('q1')).out).toMatch(/名单文件不在此数据目录（[0-9a-f]{64}）/)
    expect((await show('delivery-q1-0')).out).toMatch(/只列出已安排告知的人\n +- {2}zhao {2}第 1 批/)
    mkdirSync(join(stopped.data, 'blobs'))
    cpSync(kept, join(stopped.data, 'blobs'), { recursive: true })
  })
})
