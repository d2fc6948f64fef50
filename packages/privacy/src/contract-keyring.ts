// What every key ring promises, as tests: `keyRingContract('sqlite', open)`.
import { createHash } from 'node:crypto'
import type { PersonId } from '@zhijian/contracts'
import { isFault } from '@zhijian/kernel'
import { afterEach, describe, expect, it } from 'vitest'
import type { KeyRing } from './port.ts'

export interface OpenedKeyRing {
  readonly ring: KeyRing
  /** Another handle on the same keys, as another process would have. */
  again(): Promise<KeyRing>
  /** Keeps a copy of the keys as they are now, and puts it back in the place of the keys. Tombstones are not touched. */
  backup(): Promise<{ restore(): Promise<KeyRing> }>
  /** Lets as much time pass as another handle may take to hear of a change; left out where it hears at once. */
  heard?(): void
  dispose(): Promise<void>
}

const wang = 'wang' as PersonId
const li = 'li' as PersonId
const AT = '2026-11-22T02:40:23.000Z'
const certificate = { reason: '个人信息保护法 第四十七条', by: ['zhao', 'qian'] as const, at: AT }
const hex = (key: Uint8Array): string => Buffer.from(key).toString('hex')

export const keyRingContract = (name: string, open: () => Promise<OpenedKeyRing>): void => {
  describe(`${name} keeps the promises of a key ring`, () => {
    let opened: OpenedKeyRing
    const begin = async (): Promise<OpenedKeyRing> => (opened = await open())
    afterEach(async () => opened.dispose())
    const fault = async (code: string, promise: Promise<unknown>): Promise<void> => {
      const error = await promise.then(() => null, (reason: unknown) => reason)
      expect(isFault(error) ? [error.code, error.retry] : error).toEqual([code, 'never'])
    }

    it('makes a key of 256 bits on first use, and gives the same ever after, everywhere', async () => {
      const { ring, again } = await begin()
      const key = await ring.keyFor(wang)
      expect(key).toHaveLength(32)
      expect(hex(await ring.keyFor(wang))).toBe(hex(key))
      expect(hex(await ring.existingKey(wang))).toBe(hex(key))
      const other = await again()
      expect(hex(await other.existingKey(wang))).toBe(hex(key))
      expect(hex(await other.keyFor(li))).not.toBe(hex(key))
      expect(hex(await ring.existingKey(li))).toBe(hex(await other.existingKey(li)))
    })
    it('gives out copies: what a holder does to one harms nobody', async () => {
      const { ring } = await begin()
      for (let time = 0; time < 3; time += 1) (await ring.keyFor(wang)).fill(0)
      expect(hex(await ring.keyFor(wang))).not.toBe('00'.repeat(32))
    })
    it('makes no key for reading', async () => {
      const { ring } = await begin()
      await fault('no-such-key', ring.existingKey(wang))
      expect(await ring.status(wang)).toBe('unknown')
    })
    it('destroys a key for good, and names it in a tombstone', async () => {
      const { ring, again } = await begin()
      const key = await ring.keyFor(wang)
      await ring.keyFor(li)
      const there = await again()
      await there.existingKey(wang)
      const tombstone = await ring.destroy(wang, certificate)
      opened.heard?.()
      expect(tombstone).toEqual({ person: wang, ...certificate, keyDigest: createHash('sha256').update(key).digest('hex') })
      for (const each of [ring, there, await again()]) {
        await fault('person-erased', each.existingKey(wang))
        await fault('person-erased', each.keyFor(wang))
        expect(await each.status(wang)).toBe('erased')
        expect(await each.tombstones()).toEqual([tombstone])
        expect(await each.status(li)).toBe('active')
        expect(await each.existingKey(li)).toHaveLength(32)
      }
    })
    it('destroys once: repeating it, with whatever certificate, changes nothing', async () => {
      const { ring } = await begin()
      await ring.keyFor(wang)
      const tombstone = await ring.destroy(wang, certificate)
      expect(await ring.destroy(wang, { ...certificate, at: '2027-01-01T00:00:00.000Z', reason: 'again' })).toEqual(tombstone)
      expect(await ring.tombstones()).toHaveLength(1)
    })
    it('is destroyed once for two who do so at once, and nobody makes another key meanwhile', async () => {
      const { ring, again } = await begin()
      const other = await again()
      const outcomes = await Promise.allSettled([
        ring.destroy(wang, certificate), other.keyFor(wang), other.destroy(wang, { ...certificate, reason: 'at once' }), ring.keyFor(wang),
      ])
      expect(outcomes.filter((each, i) => i % 2 === 0 && each.status === 'rejected')).toEqual([])
      opened.heard?.()
      const [tombstone, ...more] = await ring.tombstones()
      expect(more).toEqual([])
      expect(await other.tombstones()).toEqual([tombstone])
      for (const each of [ring, other]) await fault('person-erased', each.keyFor(wang))
    })
    it('makes one key where two ask for the first at once', async () => {
      const { ring, again } = await begin()
      const other = await again()
      const made = await Promise.all([ring.keyFor(wang), other.keyFor(wang), ring.keyFor(wang), other.keyFor(wang)])
      expect(new Set(made.map(hex)).size).toBe(1)
      expect(hex(await other.existingKey(wang))).toBe(hex(made[0]!))
    })
    it('buries somebody who never had a key', async () => {
      const { ring } = await begin()
      expect((await ring.destroy(wang, certificate)).keyDigest).toMatch(/^[0-9a-f]{64}$/)
      await fault('person-erased', ring.keyFor(wang))
    })
    it('is not undone by a restore of the keys', async () => {
      const { ring, backup } = await begin()
      await ring.keyFor(wang)
      const kept = await backup()
      await ring.destroy(wang, certificate)
      const restored = await kept.restore()
      await fault('person-erased', restored.existingKey(wang))
      await fault('person-erased', restored.keyFor(wang))
      expect(await restored.status(wang)).toBe('erased')
      expect(await restored.tombstones()).toHaveLength(1)
    })
    it('is seen by a handle that had the key in its hands', async () => {
      const { ring, again } = await begin()
      const other = await again()
      await ring.keyFor(wang)
      await other.existingKey(wang)
      await ring.destroy(wang, certificate)
      opened.heard?.()
      await fault('person-erased', other.existingKey(wang))
      await fault('person-erased', other.keyFor(wang))
    })
    it('stops all use but keeping while somebody is restricted', async () => {
      const { ring, again } = await begin()
      await ring.keyFor(wang)
      const other = await again()
      await other.existingKey(wang)
      await ring.restrict(wang, '2036-11-22T00:00:00.000Z', '档案保管期限')
      opened.heard?.()
      for (const each of [ring, other]) {
        await fault('person-restricted', each.existingKey(wang))
        await fault('person-restricted', each.keyFor(wang))
        expect(await each.status(wang)).toBe('restricted')
      }
      await fault('no-such-key', ring.restrict(li, '2036-11-22T00:00:00.000Z', '档案保管期限'))
    })
    it('destroys nobody before the period that keeps them has passed', async () => {
      const { ring } = await begin()
      await ring.keyFor(wang)
      await ring.restrict(wang, AT, '档案保管期限')
      await fault('person-restricted', ring.destroy(wang, { ...certificate, at: '2026-11-22T02:40:22.999Z' }))
      expect(await ring.tombstones()).toEqual([])
      expect((await ring.destroy(wang, certificate)).person).toBe(wang)
      await fault('person-erased', ring.restrict(wang, '2036-11-22T00:00:00.000Z', '档案保管期限'))
    })
  })
}
