// The door at the broker on a platform of several processes: a system of somebody else is let in, hands a position over with the program that its
// page shows, and what it was answered for is there after a kill -9.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connectNats } from '@zhijian/bus/nats'
import { dataPaths } from '@zhijian/host'
import { outsiderFile } from '@zhijian/host/broker-users'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from './bounded-timers.ts'
import { zhijian } from './live-process.ts'
import type { Profile } from './profile.ts'
import { post, talkTo, type Talk } from './talk.ts'

const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url))
/** Tracked under an approval, with a device, in the demonstration. */
const [TRACKED, DEVICE] = ['demo-supervisee-2', 'demo-device-1']
const HOME = { lng: 112.5777, lat: 40.8957 }

/** @param profile running, with a broker of its own */
export const door = (profile: () => Profile): void => void describe('a system of somebody else', () => {
  let folder: string
  let keys: string
  let url: string
  let at: string
  let talk: Talk
  let officer: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'zj-sender-'))
    const page = readFileSync(join(REPOSITORY, 'docs/how-to/send-positions.md'), 'utf8')
    writeFileSync(join(folder, 'send.mjs'), /```js\n(import [^]*?)```/.exec(page)![1]!)
    // The client of NATS that the page has it install.
    symlinkSync(join(REPOSITORY, 'packages/bus/node_modules'), join(folder, 'node_modules'), 'junction')
    talk = talkTo(profile())
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const sent = (...place: readonly unknown[]): Promise<{ readonly code: number; readonly out: string }> => new Promise((resolve) => {
    const child = execFile(process.execPath, [join(folder, 'send.mjs'), url, keys, DEVICE, ...place.map(String)], { cwd: folder }, (_error, out, err) => resolve({ code: child.exitCode ?? 1, out: out + err }))
  })
  const taken = (...place: readonly unknown[]): Promise<string> => until('it to be taken', async () => {
    const { code, out } = await sent(...place)
    return code === 0 && out
  })
  /** Instants that something is kept of; null while the gateway is away. */
  const track = async (): Promise<ReadonlySet<string> | null> => {
    const reply = await talk.http(`supervisees/${TRACKED}/track-views`, post(officer, { purpose: '核实位置', from: at, until: new Date(Date.parse(at) + 60_000).toISOString() })).catch(() => null)
    return reply?.status === 200 ? new Set(reply.body.fixes.map((fix: { at: string }) => fix.at)) : null
  }

  /** The one that runs now: its number is told a moment after it has come back. */
  const killGateway = (): Promise<boolean> => until('a gateway to kill', () => profile().killPart('gateway').then(() => true, () => false))

  it('is let in while the platform runs, and hands a position over that is there after a kill -9 of the gateway', async () => {
    officer = await talk.signIn('demo-staff-correction-1')
    at = (await talk.ok('clock', {})).now
    const [root] = profile().folders as [string]
    const users = join(dataPaths(join(root, 'var')).folders.keys, 'broker')
    const added = await zhijian({ root, port: 0 }, 'broker', 'users', '--out', users, '--outside', 'beidou')
    expect(added).toMatchObject({ code: 0, out: expect.stringContaining('outside-beidou.json') })
    keys = outsiderFile(users, 'beidou')
    url = /"url":"(nats:[^"]+)"/.exec(readFileSync(join(root, 'var', 'log', 'nats-server.log'), 'utf8'))![1]!
    await profile().killPart('nats-server', 'SIGHUP')
    await killGateway()
    expect(await taken(HOME.lng, HOME.lat, at)).toMatch(/outcome: 'taken',\s+kept: 1,\s+withoutBasis: 0/)
    await killGateway()
    expect(await until('the track', track)).toEqual(new Set([at]))
    // It never heard, and says the same again.
    await taken(HOME.lng, HOME.lat, at)
    expect(await until('the track', track)).toEqual(new Set([at]))
  })

  it('is refused in words what is not sealed, and nothing of it is kept', async () => {
    const { user, password } = JSON.parse(readFileSync(keys, 'utf8')) as { user: string; password: string }
    const connection = await connectNats({ servers: url, service: user, user: { name: user, password: () => password } })
    const later = new Date(Date.parse(at) + 1000).toISOString()
    const answer = await connection.request('door.positions', JSON.stringify({ device: DEVICE, fixes: [{ at: later, ...HOME }] }), { timeout: 30_000 })
    await connection.close()
    expect(answer.json()).toMatchObject({ outcome: 'refused', code: 'malformed-request', title: expect.stringMatching(/[\u4e00-\u9fff]{4}/), canBeSentAgain: false })
    expect(await until('the track', track)).toEqual(new Set([at]))
  })
})
