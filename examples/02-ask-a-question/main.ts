// A question over the platform in this process: directory, lawyer-pool and consult-router on one runtime, on stores in memory and a
// clock that is moved by hand. The county has two counsel, so two answers come from it and the region must be asked.
import { memoryBusState, openInProcessBus } from '@zhijian/bus'
import { createConsultRouter } from '@zhijian/consult-router'
import { consultationEvents, divisionEvents, lawyerEvents, type Actor, type CommandReply, type PersonId, type Role } from '@zhijian/contracts'
import { createDirectory } from '@zhijian/directory'
import { prepareAnswer, prepareQuestion } from '@zhijian/edge'
import { instant, timersOf, type Json } from '@zhijian/kernel'
import { createLawyerPool } from '@zhijian/lawyer-pool'
import { createSealer } from '@zhijian/privacy'
import { createMetrics, createRuntime, processTokens, silentLog } from '@zhijian/runtime'
import { memoryBlobs, memoryKeyRing, memoryLookup, randomFrom } from '@zhijian/simulation'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'

const COUNTY = '150921'
const clock = virtualClock(instant('2026-03-02T01:00:00.000Z'))
const store = memoryStore()
const bus = await openInProcessBus({ store, state: memoryBusState(), timers: timersOf(clock), report: ({ code, message }) => console.log(code, message) })
const tokens = processTokens(() => clock.now())
const runtime = createRuntime({
  store, bus, readStore: memoryReadStore(), clock, timers: timersOf(clock), wallNow: () => clock.now(), tokens, families: [consultationEvents, divisionEvents, lawyerEvents],
  log: silentLog, metrics: createMetrics(),
})
const random = randomFrom('example')
const sealer = createSealer(memoryKeyRing(random))
runtime.host((ports) => createDirectory(ports))
runtime.host((ports) => createLawyerPool(ports, { sealer, lookup: memoryLookup(random.bytes(32)), blobs: memoryBlobs(), storeIsLive: false }))
runtime.host((ports) => createConsultRouter(ports))
await runtime.start()

/** One command, as an edge sends it: who, what, under which id, vouched for. */
let sent = 0
const send = async (role: Role, id: string, command: string, data: object): Promise<CommandReply> => {
  const actor: Actor = { id: id as PersonId, role }
  const commandId = `example-${String(sent++).padStart(12, '0')}`
  const reply = await bus.request(`cmd.${command}`, {
    commandId, data, actor, token: tokens.sign(actor, commandId), requestedAt: clock.now(), correlationId: 'example',
  } as unknown as Json) as unknown as CommandReply
  await runtime.idle()
  return reply
}

// A county is served when the directory has its map.
await send('system', 'system', 'directory.import-divisions', {
  county: COUNTY, name: '卓资县', cityName: '乌兰察布市', provinceName: '内蒙古自治区', source: 'example',
  towns: [{ code: `${COUNTY}100`, name: '卓资山镇', kind: '镇' }], villages: [],
})

const lawyers = [['zhao', COUNTY], ['qian', COUNTY], ['sun', null], ['li', null]] as const
for (const [number, [lawyerId, county]] of lawyers.entries()) {
  await send('system', 'system', 'lawyer-pool.register-lawyer', {
    lawyerId, licence: `1150920151010000${number}`, isSimulated: true, checkValidUntil: '2027-06-01T00:00:00.000Z',
    profile: { name: lawyerId, firm: '示范律师事务所', kind: 'social', region: '15', county, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: false },
  })
  if (county !== null) await send('system', 'system', 'lawyer-pool.appoint-counsel', { lawyerId, counsel: { appointmentId: `counsel-${lawyerId}`, county, villages: [], until: null } })
}

// The text is cleaned, measured, redacted and sealed with the asker's key before anything else sees it.
const prepared = await prepareQuestion(sealer, { askerId: 'wang' as PersonId, text: '我叫王芳，老板拖欠我三个月工资，电话13800000000，怎么要回来？', names: ['王芳'] })
if (prepared.kind === 'refused') throw new Error(prepared.code)
console.log('What may leave the county:', await sealer.open(prepared.data.redacted!))
await send('citizen', 'wang', 'consult-router.open-consultation', {
  consultationId: 'q1', countyCode: COUNTY, villageCode: null, channel: 'citizen', via: 'phone', attachments: [], opponents: [], askerParties: [],
  consentBeyondCounty: false, wake: ['in-app'], ...prepared.data,
})

const answer = async (lawyerId: string, text: string): Promise<void> => {
  const said = await prepareAnswer(sealer, { askerId: 'wang' as PersonId, text, question: '' })
  if (said.kind === 'refused') throw new Error(said.code)
  const reply = await send('lawyer', lawyerId, 'consult-router.give-answer', { consultationId: 'q1', answerId: `a-${lawyerId}`, lawyerId, form: 'text', clip: null, ...said.data })
  console.log(`${clock.now().slice(11, 19)}  ${lawyerId}: ${reply.outcome === 'refused' ? `refused, ${reply.code}` : reply.outcome}`)
}

clock.advance({ minutes: 1 })
await answer('zhao', '您好')
await answer('zhao', '可以先向劳动监察大队投诉，也可以申请劳动仲裁，仲裁不收费。请保留考勤记录和工资流水。')
await answer('qian', '没有书面合同的，还可以主张双倍工资差额，时效一年，请尽快申请仲裁。')
await answer('sun', '拖欠工资的，可以要求用人单位支付赔偿金，标准是应付金额的百分之五十以上。')
clock.advance({ minutes: 2 })
await send('lawyer', 'sun', 'consult-router.claim-answer', { consultationId: 'q1', lawyerId: 'sun' })
await answer('sun', '拖欠工资的，可以要求用人单位支付赔偿金，标准是应付金额的百分之五十以上。')

console.log('\nWhat the log says:')
for (const { meta, type, data } of await store.read('consultation-q1')) {
  const who = meta.cause.startsWith('elapse:') ? 'the clock' : meta.actorid
  console.log(`  ${meta.time.slice(11, 19)}  ${type.padEnd(22)}  ${who}${typeof data.scope === 'string' ? `, ${data.scope}` : ''}`)
}
await runtime.drain()
await bus.close()
