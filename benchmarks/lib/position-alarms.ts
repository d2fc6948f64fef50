// From a fix that leaves a device to the alarm in an officer's live stream, and to its row on the board that is open in the officer's browser: the whole
// platform (HTTP, every service, log and views on disk) in one process, devices in this one, a real Chromium beside them. Whoever is out sends two
// fixes; the second decides, and from its sending to the alarm's coming is the figure. The page says itself when a row came into it.
//
//   node position-alarms.ts PEOPLE ALARMS_PER_S OTHERS_PER_S
//
// Each decision would wait for its dwell of five minutes, which is no work: here it is one second, by a set of rules of the installation's own.
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { AccountId, Actor, PersonId } from '@zhijian/contracts'
import { openPlatform } from '@zhijian/embedded'
import { readSupervision } from '@zhijian/geofence-monitor'
import { openDataFolder } from '@zhijian/host'
import type { Json } from '@zhijian/kernel'
import { tell } from '@zhijian/operating'
import { silentLog, systemClock, wallNow } from '@zhijian/runtime'
import { openBrowser } from '@zhijian/testkit/browser'
import { ended, forked } from './alarms.ts'
import { quantile } from './bench.ts'
import { COUNTY, foundSmallCounty } from './small-county.ts'

const DWELL_MS = 1000
const CENTRE = { lng: 112.5777, lat: 40.8957 }
/** Half a kilometre to the north: 200 m beyond the border. */
const OUT = { lng: CENTRE.lng, lat: CENTRE.lat + 500 / 111_000 }
const OFFICER = 'wu' as AccountId

/** Everybody is bound to 300 m about the seat. */
const serve = async (root: string, people: number): Promise<void> => {
  const usual = readSupervision(undefined)
  const platform = await openPlatform({
    folder: openDataFolder({ root: join(root, 'var'), kind: 'demo', county: COUNTY, now: wallNow() }), clock: (notBefore) => systemClock({ notBefore }), systemClock: systemClock(), log: silentLog, hash: 'sha256',
    http: { host: '127.0.0.1', port: 0, trustedProxies: [], rateScale: 10_000 }, codeSender: { send: async () => {} }, supervision: { ...usual, assessment: { ...usual.assessment, number: usual.assessment.number + 1, dwellMs: DWELL_MS } },
  })
  await foundSmallCounty(platform)
  await platform.gateway.provision({ id: OFFICER, kind: 'staff' })
  await tell(platform, 'directory', 'add-staff', { personId: OFFICER })
  await tell(platform, 'directory', 'take-office', { personId: OFFICER, office: { officeId: 'o', role: 'correction-officer', organisationId: 'bureau', region: COUNTY, from: platform.clock.now(), until: null } })
  let sent = 0
  const send = async (by: Actor, command: string, data: object): Promise<void> => {
    const commandId = `command-${String(sent += 1).padStart(16, '0')}`
    const reply = await platform.bus.request(`cmd.geofence-monitor.${command}`, { commandId, data, actor: by, token: platform.tokens.sign(by, commandId), requestedAt: platform.clock.now(), correlationId: 'bench' } as unknown as Json, { timeoutMs: 60_000 })
    if ((reply as { outcome: string }).outcome !== 'accepted') throw new Error(`${command}: ${JSON.stringify(reply)}`)
  }
  const [officer, head]: [Actor, Actor] = [{ id: OFFICER as string as PersonId, role: 'correction-officer' }, { id: 'bao' as PersonId, role: 'bureau-head' }]
  const later = (days: number): string => new Date(Date.parse(platform.clock.now()) + days * 86_400_000).toISOString()
  const enrol = async (n: number): Promise<void> => {
    const [superviseeId, person] = [`s${n}`, `p${n}` as PersonId]
    await send(officer, 'begin-supervision', { superviseeId, person, name: await platform.sealer.seal(person, '某'), region: '150921100', office: 'o', officers: [OFFICER], sentence: 'probation', from: later(-1), until: later(30) })
    await send(head, 'approve-positioning', { superviseeId, basisId: `b${n}`, ground: 'left-without-leave', device: 'dedicated', decision: '12号', from: platform.clock.now(), until: later(20) })
    await send(officer, 'bind-device', { superviseeId, deviceId: `d${n}`, kind: 'dedicated', serial: await platform.sealer.seal(person, '1') })
    const shapes = [{ kind: 'circle', centre: CENTRE, radiusM: 300 }]
    await send(officer, 'set-zone', { superviseeId, zoneId: 'home', kind: 'allowed', schedule: null, lies: 'within', form: 'circle', points: 1, content: await platform.sealer.seal(person, JSON.stringify({ label: '家', shapes })) })
    await send(officer, 'start-tracking', { superviseeId, deviceId: `d${n}` })
  }
  for (let from = 0; from < people; from += 32) await Promise.all(Array.from({ length: Math.min(32, people - from) }, (_, n) => enrol(from + n)))
  await platform.runtime.caughtUp()
  process.once('disconnect', () => process.exit())
  process.send!({ ready: Number(new URL(platform.url).port), token: await platform.gateway.syntheticSession(OFFICER) })
}

/** Of the page, not of this process. */
declare const document: { readonly body: object; querySelectorAll(selector: string): Iterable<{ readonly textContent: string }> }
declare const MutationObserver: new (changed: () => void) => { observe(root: object, what: { readonly childList: true; readonly subtree: true }): void }

/** The board of alarms, open in a browser of its own. @returns when each person's row first was in the page, by this machine's clock, in ms since 1970 */
const boardOf = async (port: number, token: string) => {
  const browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', extraHTTPHeaders: { authorization: `Bearer ${token}` } })
  const page = await context.newPage()
  await page.goto(`http://127.0.0.1:${port}/console/correction/alarms`)
  await page.waitForSelector('.listed [role=status]:has-text("没有")')
  await page.evaluate(() => {
    const rows: Record<string, number> = {}
    Object.assign(globalThis, { rows })
    new MutationObserver(() => {
      const at = performance.timeOrigin + performance.now()
      for (const { textContent } of document.querySelectorAll('[data-row] [role=gridcell]:nth-child(3)')) rows[textContent] ??= at
    }).observe(document.body, { childList: true, subtree: true })
  })
  return {
    rows: () => page.evaluate(() => (globalThis as unknown as { readonly rows: Readonly<Record<string, number>> }).rows),
    close: () => browser.close(),
  }
}

const ask = async (people: number, perS: number, othersPerS: number): Promise<void> => {
  const root = mkdtempSync(join(tmpdir(), 'zhijian-bench-'))
  // As many again only load it.
  const child = forked(fileURLToPath(import.meta.url), ['serve', root, String(people * 2)])
  const { ready: port, token } = await new Promise<{ ready: number; token: string }>((resolve, reject) => child.once('message', (message) => resolve(message as never)).once('exit', (code) => reject(new Error(`the platform ended with ${code}`))))
  /** When the alarm about somebody came. */
  const came = new Map<string, number>()
  const socket = connect(port, '127.0.0.1', () => socket.write(`GET /api/v1/live?role=correction-officer HTTP/1.1\r\nhost: bench\r\naccept: text/event-stream\r\nauthorization: Bearer ${token}\r\n\r\n`))
  let rest = ''
  await new Promise<void>((resolve, reject) => socket.setEncoding('utf8').on('data', (part: string) => {
    const at = performance.now()
    if (rest === '' && came.size === 0 && part.startsWith('HTTP/1.1') && !part.startsWith('HTTP/1.1 200')) reject(new Error(part.slice(0, 300)))
    resolve()
    rest += part
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const message = rest.slice(0, end)
      rest = rest.slice(end + 2)
      const about = /"alarmId":/.test(message) ? /"superviseeId":"([^"]+)"/.exec(message)?.[1] : undefined
      if (about !== undefined && !came.has(about)) came.set(about, at)
    }
  }).on('error', reject))
  const board = await boardOf(port, token)
  const [answers, wentAt] = [[] as number[], new Map<string, number>()]
  let again = 0
  const hand = async (n: number, place: { readonly lng: number; readonly lat: number }): Promise<void> => {
    const body = JSON.stringify({ device: `d${n}`, fixes: [{ at: new Date().toISOString(), ...place, errorM: 5, source: 'satellite' }] })
    for (;;) {
      const began = performance.now()
      const response = await fetch(`http://127.0.0.1:${port}/api/v1/positions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      const told = await response.text()
      // As a device does it: told to wait, it waits and sends again.
      if (response.status === 503 || response.status === 429) {
        again += 1
        await pause(1000 * Number(response.headers.get('retry-after') ?? 1))
        continue
      }
      if (response.status !== 200 || (JSON.parse(told) as { kept: number }).kept !== 1) throw new Error(`${response.status} ${told}`)
      answers.push(performance.now() - began)
      return
    }
  }
  const paced = async (count: number, rate: number, work: (n: number) => Promise<void>): Promise<void> => {
    const began = performance.now()
    const all: Promise<void>[] = []
    for (let n = 0; n < count; n += 1) {
      const wait = began + n * 1000 / rate - performance.now()
      if (wait > 0) await pause(wait)
      all.push(work(n))
    }
    await Promise.all(all)
  }
  await paced(people, perS * 4, (n) => hand(n, OUT))
  await pause(DWELL_MS + 200)
  const seconds = people / perS
  await Promise.all([
    paced(people, perS, async (n) => {
      wentAt.set(`s${n}`, performance.now())
      await hand(n, OUT)
    }),
    paced(Math.round(othersPerS * seconds), othersPerS, (n) => hand(people + n % people, CENTRE)),
  ])
  // A bound for a hang: what has not come by then does not come.
  let rows = await board.rows()
  for (const until = performance.now() + 120_000; (came.size < people || Object.keys(rows).length < people) && performance.now() < until;) {
    await pause(100)
    rows = await board.rows()
  }
  const waitsUntil = (what: string, atOf: (person: string) => number | undefined): readonly number[] => {
    const waits = [...wentAt].map(([person, at]) => (atOf(person) ?? NaN) - at)
    const missing = waits.filter(Number.isNaN).length
    if (missing > 0) throw new Error(`${missing} of ${people} alarms did not come ${what}`)
    return waits
  }
  const waits = waitsUntil('to the stream', (person) => came.get(person))
  const drawn = waitsUntil('to the board', (person) => (rows[person] === undefined ? undefined : rows[person] - performance.timeOrigin))
  await board.close()
  socket.destroy()
  child.kill('SIGTERM')
  await ended(child)
  rmSync(root, { recursive: true, force: true })
  process.stdout.write(`${JSON.stringify({ ...said('answered', answers), ...said('told', waits), ...said('drawn', drawn), sentAgain: again })}\n`)
  process.exit(0)
}

const said = (what: string, ms: readonly number[]) => ({ [`${what}MsP50`]: quantile(ms, 0.5), [`${what}MsP99`]: quantile(ms, 0.99), [`${what}MsMost`]: Math.max(...ms) })

const [first, ...rest] = process.argv.slice(2)
await (first === 'serve' ? serve(rest[0]!, Number(rest[1])) : ask(Number(first), Number(rest[0]), Number(rest[1])))
