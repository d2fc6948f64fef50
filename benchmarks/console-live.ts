// Does the operator's list of deadlines stay smooth while ten thousand questions are live and a hundred things happen a second?
//
//   npm run build && pnpm --recursive run site && node benchmarks/console-live.ts [--questions 10000] [--rate 100] [--seconds 30] [--folder /dev/shm] [--out benchmarks/results]
//
// The platform as it is (SQLite, every service, HTTP, live stream) in this process; its questions are opened on its bus, half of what
// happens is questions asked and half questions closed. A real Chromium shows the console's own page and is scrolled all the while.
// A frame is the time between two calls of requestAnimationFrame; a long task is what the browser itself calls one (50 ms and more).
// How much of a task was work and how much was waiting for a core is told by the browser's own trace, which has both times of each.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform as system, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { AccountId, Actor, CommandReply, PersonId } from '@zhijian/contracts'
import { openPlatform } from '@zhijian/embedded'
import { openDataFolder } from '@zhijian/host'
import { isFault, type Json } from '@zhijian/kernel'
import { tell } from '@zhijian/operating'
import { silentLog, systemClock, wallNow } from '@zhijian/runtime'
import { openBrowser } from '@zhijian/testkit/browser'
import { COUNTY, foundSmallCounty } from './lib/small-county.ts'

const { values } = parseArgs({
  options: { questions: { type: 'string', default: '10000' }, rate: { type: 'string', default: '100' }, seconds: { type: 'string', default: '30' }, folder: { type: 'string', default: tmpdir() }, out: { type: 'string' }, shot: { type: 'string' } },
})
const [questions, rate, seconds] = [Number(values.questions), Number(values.rate), Number(values.seconds)]
/** Time of the platform: so slow that the first question is still live when the last was put in. */
const SPEED = 0.2
/** Commands in flight while the questions are put in. */
const AT_ONCE = 64

const root = mkdtempSync(join(values.folder, 'zhijian-console-'))
const folder = openDataFolder({ root: join(root, 'var'), kind: 'demo', county: COUNTY, now: wallNow() })
const platform = await openPlatform({
  folder, clock: (notBefore) => systemClock({ notBefore, wallMs: () => Math.floor(performance.timeOrigin + performance.now() * SPEED) }), systemClock: systemClock(), log: silentLog, hash: 'sha256',
  http: { host: '127.0.0.1', port: 0, trustedProxies: [] }, codeSender: { send: async () => {} },
})
await foundSmallCounty(platform)
await platform.gateway.provision({ id: 'watcher' as AccountId, kind: 'staff' })
await tell(platform, 'directory', 'add-staff', { personId: 'watcher' })
await tell(platform, 'directory', 'take-office', { personId: 'watcher', office: { officeId: 'duty', role: 'duty-officer', organisationId: 'bureau', region: COUNTY, from: platform.clock.now(), until: null } })
const token = await platform.gateway.syntheticSession('watcher' as AccountId)

let serial = 0
const say = async (person: string, command: string, data: object): Promise<void> => {
  const actor: Actor = { id: person as PersonId, role: 'citizen' }
  const commandId = `command-${String(serial += 1).padStart(16, '0')}`
  const request = { commandId, data, actor, token: platform.tokens.sign(actor, commandId), requestedAt: platform.clock.now(), correlationId: 'benchmark' } as unknown as Json
  let reply: CommandReply | null = null
  while (reply === null) {
    try {
      reply = await platform.bus.request(`cmd.consult-router.${command}`, request, { timeoutMs: 60_000 }) as unknown as CommandReply
    } catch (error) {
      // Whoever is told that it is busy comes again, as clients do; how late commands are is in the result.
      if (!isFault(error, 'busy')) throw error
      await pause(250)
    }
  }
  if (reply.outcome === 'refused') throw new Error(`${command}: ${reply.code}`)
}
const text = await platform.sealer.seal('asker' as PersonId, '老板拖欠三个月工资，没有签劳动合同，怎么要回来？')
let opened = 0
let closed = 0
const ask = (): Promise<void> => say('asker', 'open-consultation', {
  consultationId: `q_${String(opened += 1).padStart(8, '0')}`, countyCode: COUNTY, villageCode: null, channel: 'citizen', via: 'phone', topic: { code: '03' }, language: 'zh', text,
  redacted: null, attachments: [], opponents: [], askerParties: [], consentBeyondCounty: false, wake: ['in-app'], dangerCodes: [],
})
const close = (): Promise<void> => say('asker', 'close-consultation', { consultationId: `q_${String(closed += 1).padStart(8, '0')}`, ratings: [] })

const seeding = performance.now()
await Promise.all(Array.from({ length: AT_ONCE }, async () => {
  while (opened < questions) await ask()
}))
await platform.runtime.idle()
const seededMs = Math.round(performance.now() - seeding)

const browser = await openBrowser()
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', extraHTTPHeaders: { authorization: `Bearer ${token}` } })
const page = await context.newPage()
page.on('pageerror', (error) => process.stderr.write(`${error.message}\n`))
const loading = performance.now()
await page.goto(`${platform.url}/console/deadlines`)
const count = page.locator('.deadlines-page .count')
await page.waitForSelector('.deadlines .due .left')
const firstRowsMs = Math.round(performance.now() - loading)
/** All ten thousand are here when it no longer says that some are not. */
for (let text_ = ''; !/^\d+ 项$/.test(text_); text_ = await count.textContent() ?? '') await pause(100)
const allRowsMs = Math.round(performance.now() - loading)
const rowsHeld = Number((await count.textContent())!.replace(/\D/g, ''))

interface TraceEvent { readonly name: string; readonly ph: string; readonly pid: number; readonly tid: number; readonly ts: number; readonly dur?: number; readonly tdur?: number; readonly args?: { readonly name?: string } }
/** Of the page's own thread: the longest tasks, by the clock and by the time that they had a core, and what they did most. In ms. */
const tasksOf = (events: readonly TraceEvent[]) => {
  const main = new Set(events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid}/${tid}`))
  const own = events.filter(({ ph, pid, tid, dur }) => ph === 'X' && dur !== undefined && main.has(`${pid}/${tid}`))
  const isTask = ({ name }: TraceEvent): boolean => name === 'RunTask' || name === 'ThreadControllerImpl::RunTask'
  const ms = (micros: number | undefined): number => Math.round((micros ?? 0) / 1000)
  const tasks = own.filter((event) => isTask(event) && event.dur! > 50_000).toSorted((a, b) => b.dur! - a.dur!)
  return {
    longestWorkMs: Math.max(0, ...tasks.map(({ tdur }) => ms(tdur))),
    longest: tasks.slice(0, 5).map((task) => ({
      ms: ms(task.dur), workMs: ms(task.tdur),
      did: own.filter((event) => !isTask(event) && event.pid === task.pid && event.tid === task.tid && event.ts >= task.ts && event.ts + event.dur! <= task.ts + task.dur!)
        .toSorted((a, b) => b.dur! - a.dur!).slice(0, 4).map(({ name, dur, tdur }) => `${name} ${ms(dur)} (${ms(tdur)})`),
    })),
  }
}

/** Of the page, not of this process. */
declare const requestAnimationFrame: (frame: (now: number) => void) => number

await page.evaluate(() => {
  const seen = { frames: [] as number[], tasks: [] as number[] }
  Object.assign(globalThis, { seen })
  new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) seen.tasks.push(duration) }).observe({ type: 'longtask' as never })
  let last = performance.now()
  const frame = (now: number): void => {
    seen.frames.push(now - last)
    last = now
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
})
await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'v8'] })
const head = await platform.store.head()
const box = (await page.locator('.deadlines .scroll').boundingBox())!
await page.mouse.move(box.x + 200, box.y + 200)
const begun = performance.now()
let done = 0
let lateMs = 0
const happenings = (async (): Promise<void> => {
  for (let n = 0; n < rate * seconds; n += 1) {
    const dueMs = begun + (n * 1000) / rate
    const waitMs = dueMs - performance.now()
    if (waitMs > 0) await pause(waitMs)
    else lateMs = Math.max(lateMs, -waitMs)
    void (n % 2 === 0 ? ask() : close()).then(() => { done += 1 })
  }
})()
const scrolling = (async (): Promise<void> => {
  for (let n = 0; performance.now() - begun < seconds * 1000; n += 1) {
    await page.mouse.wheel(0, n % 40 < 20 ? 400 : -400)
    await pause(250)
  }
})()
await Promise.all([happenings, scrolling])
const took = (performance.now() - begun) / 1000
const { frames, tasks } = await page.evaluate(() => (globalThis as unknown as { seen: { frames: number[]; tasks: number[] } }).seen)
const trace = tasksOf((JSON.parse((await browser.stopTracing()).toString('utf8')) as { traceEvents: TraceEvent[] }).traceEvents)
let events = 0
const over = new AbortController()
for await (const batch of platform.store.tail(head, {}, over.signal, { batch: 5000 })) {
  events += batch.events.length
  if (batch.caughtUp) break
}
over.abort()
if (values.shot !== undefined) await page.screenshot({ path: values.shot })

const sorted = frames.toSorted((a, b) => a - b)
const at = (percent: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)]! * 10) / 10
const result = {
  questions, commandsPerSecond: Math.round((done / took) * 10) / 10, eventsPerSecond: Math.round(events / took), seconds, rowsHeld,
  frames: frames.length, frameMsP50: at(50), frameMsP95: at(95), frameMsP99: at(99), frameMsMax: at(100),
  longTasks: tasks.length, longestTaskMs: Math.round(Math.max(0, ...tasks)), longestTaskWorkMs: trace.longestWorkMs, longest: trace.longest, firstRowsMs, allRowsMs, seededMs, commandsLateMsMax: Math.round(lateMs),
  machine: `${cpus().length} × ${cpus()[0]!.model.trim()} · ${Math.round(totalmem() / 2 ** 30)} GB · ${system()} ${arch()} · Node ${process.version} · load average ${loadavg()[0]!.toFixed(0)}`,
}
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
if (values.out !== undefined) writeFileSync(join(values.out, 'console-live.json'), `${JSON.stringify(result, null, 2)}\n`)
await browser.close()
await platform.stop()
folder.release()
rmSync(root, { recursive: true, force: true })
