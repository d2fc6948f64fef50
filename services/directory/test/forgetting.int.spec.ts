// On real key files: what follows from a confirmed request, and what a crash half-way leaves to do.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ErasureEvent, PersonId } from '@zhijian/contracts'
import type { StoredEvent } from '@zhijian/event-store'
import { fold, instant, type Instant } from '@zhijian/kernel'
import { createSealer, erasure, openSqliteKeyRing, openSqliteLookup } from '@zhijian/privacy'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgettingReactions } from '../src/adapters/forgetting.ts'

const [wang, li, zhao, qian] = ['p-wang', 'p-li', 'zhao', 'qian'] as [PersonId, PersonId, PersonId, PersonId]
const nine = instant('2026-11-22T01:00:00.000Z')
const tenPast = instant('2026-11-22T01:10:00.000Z')

const requested: ErasureEvent = { type: 'ErasureRequested', data: { personId: wang, ground: 'consent-withdrawn', requestedBy: zhao, at: nine } }
const confirmed: ErasureEvent = { type: 'ErasureConfirmed', data: { personId: wang, confirmedBy: qian, at: tenPast } }
const refused: ErasureEvent = { type: 'ErasureRefused', data: { personId: wang, rule: '档案保管期限', until: instant('2031-01-01T00:00:00.000Z'), at: tenPast } }
const stored = (event: ErasureEvent, version = 0): StoredEvent => ({ type: `${event.type}.v1`, version, data: event.data, meta: { time: (event.data as { at: Instant }).at } }) as unknown as StoredEvent

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zj-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const open = async (...happened: readonly ErasureEvent[]) => {
  const history = [...happened]
  let meanwhile = async (): Promise<void> => undefined
  const at = (name: string): string => join(root, name)
  const keyring = await openSqliteKeyRing({ file: at('keys.sqlite'), masterKeyFile: at('master.key'), tombstoneFile: at('tombstones.jsonl') })
  const lookup = await openSqliteLookup({ file: at('lookup.sqlite'), keyFile: at('lookup.key') })
  const reactions = forgettingReactions(
    { state: async () => ({ state: fold(erasure, history) as never, version: history.length - 1 }), history: async () => history.map(stored) },
    { keyring: { destroy: (...asked) => keyring.destroy(...asked), status: (person) => keyring.status(person), restrict: async (...asked) => (await meanwhile(), keyring.restrict(...asked)) }, lookup },
  )
  const react = async (name: string, event: ErasureEvent) => await reactions.find((each) => each.name === name)!.run(stored(event))
  const stalls = (once: () => Promise<void>): void => {
    meanwhile = async () => {
      meanwhile = async () => undefined
      await once()
    }
  }
  return { keyring, lookup, history, stalls, sealer: createSealer(keyring), react, close: async () => void await Promise.all([keyring.close(), lookup.close()]) }
}

describe('a confirmed request', () => {
  it('takes the key and the look-ups of that person and of nobody else, and is certified', async () => {
    const world = await open(requested, confirmed)
    const [hers, his] = [await world.sealer.seal(wang, '王桂花'), await world.sealer.seal(li, '李守田')]
    for (const [person, phone] of [[wang, '13812345678'], [li, '13987654321']] as const) await world.lookup.reserve('phone', world.lookup.hmac('phone', phone), person)
    const [certify] = await world.react('forget', confirmed)
    expect(certify).toMatchObject({
      service: 'directory', command: 'certify-erasure',
      data: { certificate: { personId: wang, ground: 'consent-withdrawn', by: [zhao, qian], erasedAt: tenPast, keyDigest: expect.stringMatching(/^[0-9a-f]{64}$/) } },
    })
    expect(await world.sealer.openOrNull(hers)).toBeNull()
    expect(await world.sealer.openOrNull(his)).toBe('李守田')
    expect(await world.lookup.ownerOf('phone', world.lookup.hmac('phone', '13812345678'))).toBeNull()
    expect(await world.lookup.ownerOf('phone', world.lookup.hmac('phone', '13987654321'))).toBe(li)
    await world.close()
  })
  it('killed between the key and the record, is certified on the next turn in the same words', async () => {
    const before = await open(requested, confirmed)
    await before.sealer.seal(wang, '王桂花')
    const first = await before.react('forget', confirmed)
    await before.close()
    const after = await open(requested, confirmed)
    expect(await after.react('forget', confirmed)).toEqual(first)
    await after.close()
  })
  it('killed between the key and the look-ups, leads nowhere after the next turn', async () => {
    const before = await open(requested, confirmed)
    await before.sealer.seal(wang, '王桂花')
    const phone = before.lookup.hmac('phone', '13812345678')
    await before.lookup.reserve('phone', phone, wang)
    const erase = before.lookup.eraseOwner
    Object.assign(before.lookup, { eraseOwner: async () => Promise.reject(new Error('killed')) })
    await expect(before.react('forget', confirmed)).rejects.toThrow('killed')
    expect([await before.keyring.status(wang), await before.lookup.ownerOf('phone', phone)]).toEqual(['erased', wang])
    Object.assign(before.lookup, { eraseOwner: erase })
    await before.close()
    const after = await open(requested, confirmed)
    expect(await after.react('forget', confirmed)).toHaveLength(1)
    expect(await after.lookup.ownerOf('phone', phone)).toBeNull()
    await after.close()
  })
  it('that was certified already asks for nothing more', async () => {
    const world = await open(requested, confirmed, { type: 'PersonErased', data: { personId: wang, keyDigest: '5e'.repeat(32), ground: 'law', by: [zhao, qian], erasedAt: tenPast } })
    expect(await world.react('forget', confirmed)).toEqual([])
    expect(await world.keyring.status(wang)).toBe('unknown')
    await world.close()
  })
})

describe('a refused request', () => {
  it('leaves the data kept and neither read nor written', async () => {
    const world = await open(requested, refused)
    const hers = await world.sealer.seal(wang, '王桂花')
    expect(await world.react('restrict', refused)).toEqual([])
    expect(await world.keyring.status(wang)).toBe('restricted')
    expect(await world.sealer.openOrNull(hers)).toBeNull()
    await expect(world.sealer.seal(wang, '再写一句')).rejects.toMatchObject({ code: 'person-restricted' })
    await world.close()
  })
  it('that is told again after a newer one restricts until the newer one says, also by whoever stood still in the middle of it', async () => {
    const later: ErasureEvent = { type: 'ErasureRefused', data: { personId: wang, rule: '社区矫正期间', until: instant('2027-01-01T00:00:00.000Z'), at: tenPast } }
    const destroyed = { reason: 'consent-withdrawn' as const, by: [zhao, qian] as [PersonId, PersonId], at: instant('2028-01-01T00:00:00.000Z') }
    const world = await open(requested, refused)
    await world.sealer.seal(wang, '王桂花')
    world.stalls(async () => {
      world.history.push(later)
      await world.react('restrict', later)
    })
    await world.react('restrict', refused)
    await world.react('restrict', refused)
    // The newer one is over by then, and the older one is not.
    expect(await world.keyring.destroy(wang, destroyed)).toMatchObject({ person: wang })
    await world.close()
  })
  it('of somebody without a key changes nothing', async () => {
    const world = await open(requested, refused)
    expect(await world.react('restrict', refused)).toEqual([])
    await world.close()
  })
})
