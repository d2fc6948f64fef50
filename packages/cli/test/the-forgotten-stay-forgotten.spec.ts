// Somebody was forgotten; then a disk died, and log and keys came back from copies made before. The log names her as if nothing
// had been, her number and names lead nowhere all the same.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sealed } from '@zhijian/contracts'
import { backUpKeys } from '@zhijian/privacy'
import { keyFilesOf } from '@zhijian/embedded'
import { dataPaths } from '@zhijian/host'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CITIZEN, fillWorld, newRoot, openWorld, remove, run, SECRET, type World } from './world.ts'

let root: string
let world: World
let question: Sealed
let her: string
let veiled: string
const backup = (): string => join(root, 'kept')
const code = (): string => {
  world.clock.advance({ seconds: 60 })
  return new TOTP({ algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(SECRET) }).generate({ timestamp: Date.parse(world.clock.now()) })
}
const lookupBytes = (): Buffer => {
  const { keys } = dataPaths(world.data).folders
  return Buffer.concat(readdirSync(keys).filter((name) => name.startsWith('lookup.sqlite')).map((name) => readFileSync(join(keys, name))))
}

const must = async (args: readonly string[], input = ''): Promise<void> => {
  const { code: exit, err } = await run(world.data, args, { input })
  if (exit !== 0) throw new Error(err)
}

beforeAll(async () => {
  root = newRoot()
  world = await openWorld(root)
  await fillWorld(world)
  const { lookup, sealer, store } = world.platform
  her = lookup.hmac('phone', CITIZEN.phone)
  veiled = await sealer.veil(CITIZEN.id as never, lookup.hmac('party-name', CITIZEN.name))
  question = (await store.read('consultation-q1'))[0]!.data['text'] as unknown as Sealed
  await must(['backup', backup()])
  await backUpKeys(keyFilesOf(dataPaths(world.data)), join(root, 'kept-keys'), world.clock.now())
  await must(['erase', 'request', '--person', CITIZEN.id, '--ground', 'consent-withdrawn', '--as', 'desk-1', '--reason', '本人申请'], code())
  await must(['erase', 'confirm', '--person', CITIZEN.id, '--as', 'security-1', '--reason', '核对无误'], code())
})
afterAll(async () => {
  await world.close()
  remove(root)
})

const leadsNowhere = async (): Promise<void> => {
  const { lookup, sealer, keyring } = world.platform
  expect(await keyring.status(CITIZEN.id as never)).toBe('erased')
  expect(await lookup.ownerOf('phone', her)).toBeNull()
  expect(lookupBytes().includes(her)).toBe(false)
  expect(await sealer.unveilOrNull(CITIZEN.id as never, veiled)).toBeNull()
  expect(await sealer.openOrNull(question)).toBeNull()
}

describe('somebody who was forgotten', () => {
  it('is led to by no number and no name', async () => leadsNowhere())
  it('has a certificate that holds against log, tombstones, ring and copies; one that says something else does not', async () => {
    const held = await run(world.data, ['erase', 'verify', '--person', CITIZEN.id, '--json'])
    expect(held).toMatchObject({ code: 0, json: { findings: [], certificate: { personId: CITIZEN.id, by: ['desk-1', 'security-1'] }, copies: [expect.stringContaining('keyring.sqlite')] } })
    const paper = join(root, 'certificate.json')
    writeFileSync(paper, JSON.stringify(held.json.certificate))
    expect(await run(world.data, ['erase', 'verify', '--person', CITIZEN.id, '--certificate', paper])).toMatchObject({ code: 0, out: expect.stringContaining('证明属实') })
    writeFileSync(paper, JSON.stringify({ ...held.json.certificate, keyDigest: '0'.repeat(64) }))
    expect((await run(world.data, ['erase', 'verify', '--person', CITIZEN.id, '--certificate', paper, '--json']))).toMatchObject({ code: 1, json: { findings: [{ code: 'certificate-differs' }] } })
    writeFileSync(paper, '{}')
    expect((await run(world.data, ['erase', 'verify', '--person', CITIZEN.id, '--certificate', paper])).err).toContain('没有删除证明')
    expect((await run(world.data, ['erase', 'verify', '--person', 'desk-1', '--json'])).json.findings.map(({ code: each }: { code: string }) => each)).toEqual(expect.arrayContaining(['no-certificate', 'no-tombstone']))
    const stones = join(dataPaths(world.data).folders.seals, 'tombstones.jsonl')
    const whole = readFileSync(stones, 'utf8')
    writeFileSync(stones, whole.replace(/"keyDigest":"[0-9a-f]{4}/, '"keyDigest":"0000'))
    expect((await run(world.data, ['erase', 'verify', '--person', CITIZEN.id, '--json'])).json.findings).toMatchObject([{ code: 'tombstone-differs', file: stones }])
    writeFileSync(stones, whole)
  })
  it('stays so when log, keys and look-ups from before are put back', async () => {
    await world.close()
    for (const folder of [world.data, dataPaths(world.data).folders.keys]) rmSync(folder, { recursive: true })
    expect(await run(world.data, ['restore', backup(), '--force', '--keys', join(root, 'kept-keys')])).toMatchObject({ code: 0 })
    world = await openWorld(root)
    await world.platform.runtime.idle()
    expect(await world.platform.store.read(`erasure-${CITIZEN.id}`)).toEqual([])
    await leadsNowhere()
    // The log of before does not know; the tombstones do, and nothing but its record is missing.
    expect((await run(world.data, ['erase', 'verify', '--person', CITIZEN.id, '--json'])).json.findings).toEqual([{ code: 'no-certificate', personId: CITIZEN.id }])
    expect((await run(world.data, ['replay', 'verify'])).code).toBe(0)
  })
})
