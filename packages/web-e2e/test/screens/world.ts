// Invented people and questions, in every state that a page has something to show of: waiting, answered, closed, late, in danger, complained
// about, to be forgotten. All of it came about by commands, as in life; nobody answers but who is let to.
import { join } from 'node:path'
import { api, appendFact, type Session } from '@zhijian/embedded/e2e'
import type { Page } from 'playwright-core'
import { openStand, until, type Stand } from '../stand/index.ts'

const COUNTY = '150921'
export const PHONE_OF = { asker: '13900000001', newcomer: '13900000002', leaver: '13900000003', entrepreneur: '13900000004', child: '13900000005', unsigned: '13900000006', supervised: '13900000007' } as const

const WAGES = '我在镇上的装修队干活，老板说工程款没下来，拖了三个月工资，也没有签劳动合同，怎么要回来？'
const ANSWERS = {
  counsel: { text: '可以要回来。先到卓资县劳动保障监察大队投诉，带上聊天记录、考勤和工友的证言；他们会责令单位限期支付。', statutes: [{ law: '保障农民工工资支付条例', article: '第十条' }] },
  region: { text: '没有签书面劳动合同的，自用工满一个月的次日起，还可以要求每月二倍的工资，要在一年内申请劳动仲裁。', statutes: [{ law: '中华人民共和国劳动合同法', article: '第八十二条' }] },
  nation: { text: '也可以直接向人民法院申请支付令，比打官司快；聊天记录不要删，保存好原来的手机。', statutes: [{ law: '中华人民共和国劳动合同法', article: '第三十条' }] },
} as const

export interface World {
  readonly stand: Stand
  readonly asker: Page
  readonly lawyers: Readonly<Record<'counsel' | 'region' | 'nation', readonly Session[]>>
  /** Three answers, asked on, replied to, rated; the last one is complained about. */
  readonly answered: string
  /** Nobody came in time; the desk is to call. */
  readonly broken: string
  readonly closed: string
  readonly danger: string
  /** In community correction: who has signed nothing yet, and who is checked and tracked. */
  readonly unsigned: string
  readonly supervised: string
  /** One of hers, a moment ago: nobody has answered yet. */
  ask(text?: string, topic?: string, more?: object): Promise<string>
  answer(question: string, by: Session, text?: string): Promise<void>
}

/** By what her own browser is signed in as. */
export const send = <T = Record<string, unknown>>(page: Page, method: string, path: string, body?: object): Promise<T> => page.evaluate(async ([verb, where, sent]) => {
  const key = crypto.randomUUID()
  for (;;) {
    const response = await fetch(`/api/v1/${where}`, {
      method: verb, headers: { 'content-type': 'application/json', 'idempotency-key': key }, ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
    })
    const text = await response.text()
    if (response.ok) return (text === '' ? {} : JSON.parse(text)) as never
    if (response.status !== 429) throw new Error(`${verb} ${where}: ${response.status} ${text}`)
    await new Promise((resolve) => { setTimeout(resolve, (JSON.parse(text) as { params: { retryAfterMs: number } }).params.retryAfterMs) })
  }
}, [method, path, body] as const)

/** As the eye has it, roughly; a bureau brings its own. */
const COUNTY_SHAPE = { type: 'Polygon', coordinates: [[[111.95, 40.75], [112.2, 40.6], [112.6, 40.58], [112.95, 40.7], [113.1, 40.95], [112.9, 41.2], [112.5, 41.28], [112.15, 41.15], [111.95, 40.75]]] }

/** Enrolled by the bureau's head; the second has signed, is tracked under an approval, and a check is open. */
const supervise = async (stand: Stand): Promise<Pick<World, 'unsigned' | 'supervised'>> => {
  const { page: head, context } = await stand.staff('demo-staff-head')
  const { now } = await send<{ now: string }>(head, 'GET', 'clock')
  const later = (days: number): string => new Date(Date.parse(now) + days * 86_400_000).toISOString()
  const { items } = await send<{ items: { organisationId: string; kind: string }[] }>(head, 'GET', `counties/${COUNTY}/organisations`)
  const office = items.find(({ kind }) => kind === 'justice-office')!.organisationId
  const because = '按县局通知办理'
  const enrol = async (phone: string, name: string, sentence: string): Promise<string> =>
    (await send<{ superviseeId: string }>(head, 'POST', 'supervisees', { phone, name, region: `${COUNTY}100`, office, officers: [], sentence, from: later(-30), until: later(300), because })).superviseeId
  const unsigned = await enrol(PHONE_OF.unsigned, '苏日娜', 'parole')
  const supervised = await enrol(PHONE_OF.supervised, '巴特尔', 'probation')
  const her = await stand.citizen(PHONE_OF.supervised)
  const { items: [mine] } = await send<{ items: { toSign: { hash: string } }[] }>(her.page, 'GET', 'my-supervision')
  const from = stand.platform.printed().length
  await send(her.page, 'POST', 'my-data/identity-codes')
  await send(her.page, 'POST', `my-supervision/${supervised}/letter`, { hash: mine!.toSign.hash, code: await stand.platform.phoneCode(PHONE_OF.supervised, from) })
  await her.context.close()
  const on = `supervisees/${supervised}`
  await send(head, 'POST', `${on}/checks-permitted`, { from: now, until: later(280), because })
  await send(head, 'POST', `${on}/positioning`, { ground: 'left-without-leave', device: 'dedicated', decision: '卓司矫〔2026〕12号', from: now, until: later(85), because })
  const { deviceId } = await send<{ deviceId: string }>(head, 'POST', `${on}/devices`, { kind: 'dedicated', serial: 'WB-2026-00417', because })
  await send(head, 'POST', `${on}/tracking`, { deviceId, because })
  await send(head, 'PUT', `divisions/${COUNTY}/boundary`, { geojson: JSON.stringify(COUNTY_SHAPE), datum: 'wgs-84', source: '演示', because })
  const zone = { datum: 'wgs-84', because }
  await send(head, 'POST', `${on}/zones`, { ...zone, label: '住所', kind: 'allowed', geometry: { kind: 'circle', centre: [112.575, 40.895], radiusM: 4000 } })
  await send(head, 'POST', `${on}/zones`, { ...zone, label: '上班路线', kind: 'allowed', geometry: { kind: 'corridor', line: [[112.575, 40.895], [112.63, 40.91], [112.70, 40.93]], halfWidthM: 800 } })
  await send(head, 'POST', `${on}/zones`, { ...zone, label: '滨河小区一带', kind: 'forbidden', geometry: { kind: 'polygon', coordinates: [[[[112.6, 40.87], [112.62, 40.87], [112.62, 40.885], [112.6, 40.885], [112.6, 40.87]]]] } })
  await send(head, 'POST', `${on}/leaves`, { cause: 'medical', from: later(3), until: later(5), destination: '呼和浩特市内蒙古医院', reason: '陪母亲复查', because })
  await send(head, 'PUT', `${on}/check-ins`, { perDay: 2, from: 480, until: 1200, way: 'photo', because })
  // She walks out of the area; the device tells it in one go.
  const clock = async (): Promise<number> => Date.parse((await send<{ now: string }>(head, 'GET', 'clock')).now)
  const begun = await clock()
  await until('she is out', async () => await clock() > begun + 9 * 20_000 || undefined)
  await send(head, 'POST', 'positions', { device: deviceId, datum: 'wgs-84', fixes: Array.from({ length: 9 }, (_, n) => ({
    at: new Date(begun + n * 20_000).toISOString(), lng: 112.575 + n * 0.0024, lat: 40.895 - n * 0.001, errorM: 15 + n * 12, source: 'satellite',
  })) })
  await context.close()
  return { unsigned, supervised }
}

/** @param speed of the platform’s clock: a promise is broken after half a minute of ours */
export const openWorld = async (speed = 20): Promise<World> => {
  const stand = await openStand({ speed, silent: true, browserArgs: ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'] })
  const http = api(stand.url)
  const { page: asker } = await stand.citizen(PHONE_OF.asker)
  const lawyers = await stand.platform.lawyers({ counsel: 4, region: 6, nation: 4 })
  const by = async (session: Session, method: string, path: string, body?: object): Promise<void> => {
    const reply = await until('a reply', async () => {
      const tried = await http(path, { method, token: session.token, ...(body === undefined ? {} : { body }) })
      // Until his circle is asked, there is no such question for him.
      return tried.status === 404 || tried.status === 429 ? undefined : tried
    })
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`)
  }
  const answer: World['answer'] = (question, session, text) => by(session, 'POST', `consultations/${question}/answers`, text === undefined ? ANSWERS.counsel : { text })
  const ask: World['ask'] = async (text = WAGES, topic = '03', more = {}) =>
    (await send<{ consultationId: string }>(asker, 'POST', 'consultations', { text, topic, countyCode: COUNTY, consentBeyondCounty: true, ...more })).consultationId

  const broken = await ask('邻居盖房把我家的采光挡住了，村里调解过一次没有结果，还能怎么办？', '11')
  const answered = await ask()
  const danger = await ask('我丈夫打我，昨天又拿刀威胁我，我带着孩子不敢回家，能申请人身安全保护令吗？', '01')
  const closed = await ask('网上买的种子发不了芽，商家说过了七天不给退，我留着付款记录，能退吗？', '12')
  await answer(answered, lawyers.counsel[0]!)
  await answer(closed, lawyers.counsel[1]!, '可以。种子质量不合格，不受七天无理由退货的限制，先向平台和市场监督管理所投诉，种子留样不要全部播下去。')
  await answer(danger, lawyers.counsel[2]!, '可以申请。您现在先保证自己和孩子的安全，打 110；法院收到人身安全保护令的申请后，七十二小时内作出裁定，情况紧急的二十四小时。')
  // With something in it that a reviewer is to look at.
  await answer(await ask('村里流转我家的地，合同没写清楚年限，现在要我们签字，不签行不行？', '05'), lawyers.counsel[3]!, '可以不签，没有写明期限的可以要求补上。想细谈加我微信 lvshi138001，收费优惠。')
  await send(asker, 'POST', `consultations/${closed}/closing`, {})
  for (const [tier, { text, statutes }] of [['region', ANSWERS.region], ['nation', ANSWERS.nation]] as const) {
    await by(lawyers[tier][0]!, 'POST', `consultations/${answered}/claim`)
    await by(lawyers[tier][0]!, 'POST', `consultations/${answered}/answers`, { text, statutes })
  }
  const { answers } = await send<{ answers: { answerId: string; lawyer: { lawyerId: string } }[] }>(asker, 'GET', `consultations/${answered}`)
  const [first, , last] = answers
  await send(asker, 'POST', `consultations/${answered}/follow-ups`, { lawyerId: first!.lawyer.lawyerId, text: '监察大队在哪里？要带身份证吗？' })
  await by(lawyers.counsel[0]!, 'POST', `consultations/${answered}/replies`, { text: '在新建街政务中心二楼，工作日上午八点半到下午五点半，带身份证和一份复印件。' })
  await send(asker, 'PUT', `consultations/${answered}/ratings/${first!.lawyer.lawyerId}`, { stars: 5 })
  await send(asker, 'POST', `consultations/${answered}/follow-ups`, { lawyerId: last!.lawyer.lawyerId, text: '支付令要交多少钱？' })
  await send(asker, 'POST', `consultations/${answered}/answers/${last!.answerId}/complaints`, { about: 'answer', text: '说得太笼统，没有说去哪个法院。' })
  const people = await supervise(stand)
  // Pushes whose delivery nobody opened cannot be sent.
  await appendFact(join(stand.platform.folders[0]!, 'var'), 'delivery-stands', 'PushesPlanned.v1', {
    deliveryId: 'stands', wave: 0, pushes: ['lawyer-1', 'lawyer-2', 'lawyer-3'].map((recipient) => ({ recipient, channel: 'in-app' })), held: [], quotaDay: '2026-03-02', plannedAt: '2026-03-02T01:00:00.000Z',
  })
  await until('the promise is broken', async () => (await send<{ promise: string }>(asker, 'GET', `consultations/${broken}`)).promise === 'broken' || undefined)
  return { stand, asker, lawyers, answered, broken, closed, danger, ...people, ask, answer }
}
