// What was decided on positions, held against the positions that are kept, as the bureau does it at the machine: beside the platform and when it stands
// still, on an honest folder and on one that somebody with its files and keys at hand has changed.
import { readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { Actor, PersonId } from '@zhijian/contracts'
import { epochMs, instant, instantAt } from '@zhijian/kernel'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isOf, rewriteLog, rowsOf, withEvent } from './forger.ts'
import { copyOf, newRoot, openWorld, remove, run, say, type Ran } from './world.ts'

const OFFICER: Actor = { id: 'wu' as PersonId, role: 'correction-officer' }
const HEAD: Actor = { id: 'bao' as PersonId, role: 'bureau-head' }
const [HER, BEGIN] = ['batu' as PersonId, instant('2026-03-02T01:00:00.000Z')]
const HOME = { lng: 112.57, lat: 40.89 }
const minute = (n: number): number => epochMs(BEGIN) + n * 60_000
/** Else there is nothing to look at. */
const must = (answer: unknown, wanted: object): void => {
  for (const [name, value] of Object.entries(wanted)) if ((answer as Record<string, unknown>)[name] !== value) throw new Error(`the world could not be made: ${JSON.stringify(answer)}`)
}
const verify = (data: string, ...more: string[]): Promise<Ran> => run(data, ['replay', 'verify', '--with-positions', ...more])

let root: string
let beside: Ran
beforeAll(async () => {
  root = newRoot()
  const world = await openWorld(root, BEGIN)
  const { sealer, runtime, url } = world.platform
  const done = async (by: Actor, command: string, data: object): Promise<void> => must(await say(world, 'geofence-monitor', command, by, { superviseeId: 's1', ...data }), { outcome: 'accepted' })
  await done(OFFICER, 'begin-supervision', { person: HER, name: await sealer.seal(HER, '巴图'), region: '150921100', office: 'office-1', officers: ['wu'], sentence: 'probation', from: BEGIN, until: '2026-12-31T00:00:00.000Z' })
  await done(HEAD, 'approve-positioning', { basisId: 'b1', ground: 'left-without-leave', device: 'dedicated', decision: '卓司矫〔2026〕12号', from: BEGIN, until: instantAt(minute(48 * 60)) })
  await done(OFFICER, 'bind-device', { deviceId: 'd1', kind: 'dedicated', serial: await sealer.seal(HER, '1') })
  await done(OFFICER, 'set-zone', { zoneId: 'town', kind: 'allowed', schedule: null, lies: 'within', form: 'circle', points: 1, content: await sealer.seal(HER, JSON.stringify({ label: '镇', shapes: [{ kind: 'circle', centre: HOME, radiusM: 1000 }] })) })
  await done(OFFICER, 'start-tracking', { deviceId: 'd1' })
  world.clock.advance({ minutes: 120 })
  for (const [n, eastM] of [[1, 0], [10, 0], [20, 0], [40, 2000], [50, 2000]] as const) {
    const fix = { at: instantAt(minute(n)), lng: HOME.lng + eastM / 84_300, lat: HOME.lat, errorM: 8, source: 'satellite' }
    const answered = await fetch(`${url}/api/v1/positions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ device: 'd1', fixes: [fix] }) })
    must(await answered.json(), { kept: 1 })
    await runtime.idle()
  }
  beside = await verify(world.data, '--json')
  await world.close()
})
afterAll(() => remove(root))
let copy: ReturnType<typeof copyOf>
beforeEach(() => {
  copy = copyOf(root)
})
afterEach(() => remove(copy.root))

describe('replay verify --with-positions', () => {
  it('passes on what happened, beside the platform and without it, and writes nothing into the track', async () => {
    expect(beside).toMatchObject({ code: 0, json: { ok: true, findings: [], positions: { persons: 1, fixes: 5, transitions: 2 } } })
    const tail = (): Buffer => readFileSync(join(copy.data, 'positions', readdirSync(join(copy.data, 'positions')).find((name) => name.startsWith('tail-'))!))
    const before = tail()
    const { code, out } = await verify(copy.data)
    expect([code, out]).toEqual([0, expect.stringMatching(/查验通过[^]*位置核对：1 人，5 个位置，\d+ 条读数，2 项认定/)])
    expect(tail().equals(before)).toBe(true)
    expect((await run(copy.data, ['replay', 'verify', '--json'])).json).not.toHaveProperty('positions')
  })
  it('names a distance that was changed in the log, as the strict replay does by itself, and no place', async () => {
    rewriteLog(copy.log, rowsOf(copy.log).map((row) => (isOf('PositionsAssessed')(row)
      ? withEvent(row, (event) => JSON.parse(JSON.stringify(event).replaceAll(/("town@1":)(\d{5,})/g, (_, name: string, cm: string) => `${name}${Number(cm) + 500}`)) as object) : row)), { hashed: true })
    const { code, json, out } = await verify(copy.data, '--json')
    expect(code).toBe(1)
    expect(json.findings).toContainEqual(expect.objectContaining({ kind: 'track', code: 'reading-differs', stream: 'supervisee-s1', position: expect.stringMatching(/./), values: expect.objectContaining({ what: 'town@1' }) }))
    expect(out).not.toMatch(/112\.5|40\.8/)
    expect((await verify(copy.data)).out).toMatch(/与位置记录不符 · supervisee-s1@\d+ · 位置 \d+\n\s+\d+ 条读数与存留的位置不符/)
  })
  it('names a fix that was taken out of the track, and the finding that hangs on it', async () => {
    const [tail] = readdirSync(join(copy.data, 'positions')).filter((name) => name.startsWith('tail-'))
    const file = join(copy.data, 'positions', tail!)
    truncateSync(file, readFileSync(file).length - 1)
    const { code, json } = await verify(copy.data, '--json')
    expect(json.positions).toMatchObject({ persons: 1, fixes: 4, notLookedAt: { over: [], erased: [], restricted: [], unreadable: [] } })
    expect([code, json.ok, json.findings.map((each: { code: string }) => each.code).sort()]).toEqual([1, false, ['fix-gone', 'transition-uncarried']])
    // Without positions, nothing is wrong with the record.
    expect((await run(copy.data, ['replay', 'verify'])).code).toBe(0)
  })
  it('needs the keys, and says so where they do not lie', async () => {
    rmSync(`${copy.data}-keys`, { recursive: true })
    expect(await verify(copy.data)).toMatchObject({ code: 3, err: expect.stringContaining('密钥') })
  })
})
