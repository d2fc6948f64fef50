// Two ends of a call that reach each other through the relay alone: a real browser, a real coturn with the settings that we
// ship, and the credentials that the gateway gives. Where there is no coturn it does not run, and the summary says so.
import { createHmac } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { wallNow } from '@zhijian/runtime'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '@zhijian/testkit/browser'
import { startRelay, whyNoRelay, type Relay } from '../../../tools/servers/coturn.mjs'
import { relayedCall, type IceServer } from './relayed-call.mjs'
import { openWorld, START, type World } from './world.ts'

const missing = whyNoRelay()
const report = fileURLToPath(new URL('../.report', import.meta.url))
mkdirSync(report, { recursive: true })
for (const other of ['ran-against', 'not-run']) rmSync(join(report, `${other}.txt`), { force: true })
writeFileSync(join(report, missing === null ? 'ran-against.txt' : 'not-run.txt'),
  missing === null ? 'coturn and a browser: calls through the relay\n' : `calls through a real relay: ${missing}\n`)

const SECRET = 'a secret that is shared with the relay alone'

const suite = (title: string, tests: () => void): void => {
  if (missing === null) describe(title, tests)
  else describe.skip(`NOT RUN (${missing}): ${title}`, tests)
}

suite('a call through the relay', () => {
  let [folder, relay, browser, world]: [string, Relay?, Browser?, World?] = ['']
  let page: Page
  let expired: IceServer
  let good: IceServer
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zhijian-relay-'))
    const secretFile = join(folder, 'turn-secret')
    writeFileSync(secretFile, `${SECRET}\n`, { mode: 0o600 })
    relay = await startRelay({ folder, secretFile })
    world = await openWorld({ turn: { urls: [relay.url], secret: SECRET, livesMs: 600_000 } })
    const credential = async (): Promise<IceServer> =>
      (await world!.ask({ method: 'POST', path: 'calls/turn-credentials', token: await world!.citizen('13947400001') })).body.iceServers[0]
    expired = await credential()
    // The relay has no clock but this machine's.
    world.systemClock.advance({ seconds: Math.round((Date.parse(wallNow()) - Date.parse(START)) / 1000) })
    good = await credential()
    browser = await openBrowser()
    page = await browser.newPage()
    await page.goto(world.url)
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
    relay?.kill()
    rmSync(folder, { recursive: true, force: true })
  })

  const call = (server: IceServer) => page.evaluate(relayedCall, server)

  it('is heard at the other end, with a credential of the gateway', async () => {
    expect(await call(good)).toEqual({ candidates: ['relay'], errors: [], message: '听得见吗？', types: ['relay', 'relay'] })
  })

  const refused = { candidates: [], errors: [401], message: null, types: [] }
  it('does not begin with a credential whose time is over', async () => {
    expect(await call(expired)).toEqual(refused)
  })
  it('does not begin with a time that somebody made longer', async () => {
    const [until, drawn] = good.username.split(':')
    expect(await call({ ...good, username: `${Number(until) + 3600}:${drawn}` })).toEqual(refused)
  })
  it('does not begin with a name that another secret vouches for', async () => {
    const credential = createHmac('sha1', 'a guess').update(good.username).digest('base64')
    expect(await call({ ...good, credential })).toEqual(refused)
  })
})
