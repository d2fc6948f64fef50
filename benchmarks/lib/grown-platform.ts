// A platform over a log that was made in bulk: how long it takes to start, how long until its views show all of it, and what it costs to ask.
// Its last line of output is JSON.
//
//   node grown-platform.ts FOLDER QUESTIONS   (0: makes an empty platform and stops it, which seals)
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Actor, CommandReply } from '@zhijian/contracts'
import { openPlatform } from '@zhijian/embedded'
import { openDataFolder } from '@zhijian/host'
import type { Json } from '@zhijian/kernel'
import { tell } from '@zhijian/operating'
import { silentLog, systemClock, wallNow } from '@zhijian/runtime'
import { costOf, quantile, residentMb } from './bench.ts'
import { askerOf, COUNTY, idOf } from './questions.ts'

const [root = '', questions = '0'] = process.argv.slice(2)
const count = Number(questions)
const folder = openDataFolder({ root: join(root, 'var'), kind: 'demo', county: COUNTY, now: wallNow() })
const open = () => openPlatform({
  folder, clock: (notBefore) => systemClock({ notBefore }), systemClock: systemClock(), log: silentLog, hash: 'sha256', http: { host: '127.0.0.1', port: 0, trustedProxies: [], rateScale: 10_000 }, codeSender: { send: async () => {} },
})
let platform!: Awaited<ReturnType<typeof open>>
if (count === 0) {
  platform = await open()
  await tell(platform, 'directory', 'import-divisions', {
    county: COUNTY, name: '卓资县', cityName: '乌兰察布市', provinceName: '内蒙古自治区', source: 'benchmark', towns: [{ code: '150921100', name: '卓资山镇', kind: '镇' }], villages: [{ code: '150921100201', name: '村', kind: '村' }],
  })
  await platform.stop()
  process.stdout.write('{}\n')
  process.exit(0)
}

const figures: Record<string, number> = {}
const views = async (name: string, work: () => Promise<void>): Promise<void> => {
  const { cpuMs, wallMs } = await costOf(work)
  figures[`${name}CpuMs`] = cpuMs
  figures[`${name}WallMs`] = wallMs
}
// Views are made anew from the whole log; then everything is stopped in order, and started as it is started every day.
rmSync(folder.files.views, { force: true })
await views('rebuild', async () => {
  platform = await open()
  await platform.runtime.caughtUp()
})
figures['residentMb'] = residentMb('self').now
await platform.stop()
await views('start', async () => {
  platform = await open()
  await platform.runtime.caughtUp()
})

const say = async (actor: Actor, subject: string, body: object, commandId = 'query'): Promise<unknown> =>
  platform.bus.request(subject, { ...body, actor, token: platform.tokens.sign(actor, commandId) } as unknown as Json)
const timed = async (name: string, times: number, work: (n: number) => Promise<unknown>): Promise<void> => {
  const each: number[] = []
  const { cpuMs } = await costOf(async () => {
    for (let n = 0; n < times; n += 1) {
      const from = performance.now()
      await work(n)
      each.push(performance.now() - from)
    }
  })
  figures[`${name}CpuMs`] = cpuMs / times
  figures[`${name}WallMs`] = quantile(each, 0.5)
}
const one = (n: number): number => Math.floor(((n * 0.618034) % 1) * count)
await timed('open', 300, (n) => platform.store.read(`consultation-${idOf(one(n))}`))
const head = { id: 'head', role: 'bureau-head' } as unknown as Actor
await timed('listCounty', 50, () => say(head, 'qry.consult-router.list-county', { data: { countyCode: COUNTY, listing: 'closed' } }))
await timed('promiseBoard', 50, () => say(head, 'qry.consult-router.promise-board', { data: { countyCode: COUNTY, promise: 'broken' } }))
await timed('getOne', 200, (n) => say(head, 'qry.consult-router.get-consultation', { data: { consultationId: idOf(one(n)) } }))
const asker = (n: number): Actor => ({ id: askerOf(n), role: 'citizen' }) as unknown as Actor
const text = await platform.sealer.seal('p_new' as never, '老板拖欠三个月工资，没有签劳动合同，怎么要回来？')
await timed('ask', 200, async (n) => {
  // Of this size: what was asked in a smaller log would only be answered from it.
  const serial = count * 1000 + n
  const commandId = `grown-${String(serial).padStart(20, '0')}`
  const reply = await say({ ...asker(n), id: 'p_new' } as Actor, 'cmd.consult-router.open-consultation', {
    commandId, requestedAt: platform.clock.now(), correlationId: 'benchmark',
    data: { consultationId: `new_${String(serial).padStart(16, '0')}`, countyCode: COUNTY, villageCode: null, channel: 'citizen', via: 'phone', topic: { code: '03' }, language: 'zh', text, redacted: null, attachments: [], opponents: [], askerParties: [], consentBeyondCounty: false, wake: ['in-app'], dangerCodes: [] },
  }, commandId) as CommandReply
  if (reply.outcome !== 'accepted') throw new Error(JSON.stringify(reply))
})
figures['events'] = Number(await platform.store.head())
await platform.stop()
process.stdout.write(`${JSON.stringify(figures)}\n`)
process.exit(0)
