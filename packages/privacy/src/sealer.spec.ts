import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Sealed, type PersonId } from '@zhijian/contracts'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { codeOf, freshFolder, seededRandom } from './fixtures.ts'
import { openSqliteKeyRing } from './keyring-sqlite.ts'
import type { KeyRing } from './port.ts'
import { commitmentOf, createSealer, proves } from './sealer.ts'

const wang = 'wang' as PersonId
const zhao = 'lawyer-zhao' as PersonId
const certificate = { reason: 'asked for', by: ['a', 'b'] as const, at: '2026-11-22T02:40:23.000Z' }

let ring: KeyRing
beforeEach(async () => {
  const folder = freshFolder()
  ring = await openSqliteKeyRing({
    file: join(folder, 'keys.db'), masterKeyFile: join(folder, 'm'), tombstoneFile: join(folder, 't'),
    random: seededRandom('sealer'),
  })
})
afterEach(async () => ring.close())
const changed = (sealed: Sealed, change: Partial<Sealed>): Sealed => ({ ...sealed, ...change })

describe.each(['aes', 'sm'] as const)('sealed with the suite %s, a text', (suite) => {
  const sealer = () => createSealer(ring, { suite, random: seededRandom('boxes') })

  it('opens as it was: emoji, Mongolian, NUL, nothing, and 20,000 of the longest characters', async () => {
    const texts = ['', '离婚后孩子归谁?', '👩‍⚖️👨‍👩‍👧', 'ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ', 'a\u0000b\u0000', '"\\\n\u2028',
      '😀'.repeat(20_000), '\u0000'.repeat(20_000)]
    for (const text of texts) {
      const sealed = await sealer().seal(wang, text)
      expect(Sealed.safeParse(sealed).success).toBe(true)
      expect(await sealer().open(sealed)).toBe(text)
    }
  })
  it('survives whatever it is (property)', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
      expect(await sealer().open(await sealer().seal(wang, text))).toBe(text)
    }), { seed: 3, numRuns: 100 })
  })
  it('is refused above 20,000 characters, and with half a character in it', async () => {
    for (const text of ['x'.repeat(20_001), '😀'.repeat(20_001), 'x'.repeat(200_000)]) {
      expect(await codeOf(sealer().seal(wang, text))).toBe('text-too-long')
    }
    expect(await codeOf(sealer().seal(wang, 'half \ud83d'))).toBe('text-malformed')
  })
  it('proves itself to whoever is shown text and salt, without a key', async () => {
    const sealed = await sealer().seal(wang, '我的问题')
    const { text, salt } = await sealer().openWithSalt(sealed)
    expect(commitmentOf(salt, text, suite)).toBe(sealed.commitment)
    expect(proves(sealed, salt, text)).toBe(true)
    expect(proves(sealed, salt, `${text}。`)).toBe(false)
    expect(proves(sealed, `${salt.slice(0, -1)}x`, text)).toBe(false)
    expect(proves(sealed, salt.slice(0, -1), salt.at(-1)! + text)).toBe(false)
  })
  it('says nothing from outside: the same text twice is two boxes and two commitments', async () => {
    const sealing = createSealer(ring, { suite })
    const [one, two] = [await sealing.seal(wang, '同一句话'), await sealing.seal(wang, '同一句话')]
    expect(one.box).not.toBe(two.box)
    expect(one.commitment).not.toBe(two.commitment)
    expect(Buffer.from(one.box, 'base64url').includes('同一句话')).toBe(false)
  })
  it('does not open when anything was changed, or under another name', async () => {
    const sealed = await sealer().seal(wang, '改不得')
    await ring.keyFor(zhao)
    for (let i = 0; i < sealed.box.length; i += 1) {
      const other = sealed.box[i] === 'A' ? 'B' : 'A'
      const tampered = changed(sealed, { box: sealed.box.slice(0, i) + other + sealed.box.slice(i + 1) })
      // The last letter of base64url may carry bits that mean nothing.
      if (!Buffer.from(tampered.box, 'base64url').equals(Buffer.from(sealed.box, 'base64url'))) {
        expect(await codeOf(sealer().open(tampered))).toBe('box-damaged')
      }
    }
    expect(await codeOf(sealer().open(changed(sealed, { person: zhao })))).toBe('box-damaged')
    const oneKeyForAll: KeyRing = { ...ring, existingKey: async () => ring.existingKey(wang) }
    expect(await codeOf(createSealer(oneKeyForAll).open(changed(sealed, { person: zhao })))).toBe('box-damaged')
    expect(await codeOf(sealer().open(changed(sealed, { commitment: 'A'.repeat(43) })))).toBe('box-damaged')
    for (const box of ['A', 'AQ', 'AQAA', '_'.repeat(100)]) {
      expect(await codeOf(sealer().open(changed(sealed, { box })))).toBe('box-damaged')
    }
    expect(await codeOf(sealer().open(changed(sealed, { person: 'nobody' as PersonId })))).toBe('no-such-key')
  })
})

describe('a sealer', () => {
  it('seals AES-256-GCM with SHA-256 unless told, and opens boxes of either suite', async () => {
    const sealed = await createSealer(ring).seal(wang, '甲')
    const { salt } = await createSealer(ring).openWithSalt(sealed)
    expect(Buffer.from(sealed.box, 'base64url')[0]).toBe(1)
    expect(sealed.commitment).toBe(createHash('sha256').update(salt).update('甲').digest('base64url'))
    const sm = await createSealer(ring, { suite: 'sm' }).seal(wang, '乙')
    expect(Buffer.from(sm.box, 'base64url')[0]).toBe(2)
    expect(await createSealer(ring).open(sm)).toBe('乙')
  })
  it('gives the same boxes from the same randomness', async () => {
    const once = await createSealer(ring, { random: seededRandom('s') }).seal(wang, '甲')
    expect(await createSealer(ring, { random: seededRandom('s') }).seal(wang, '甲')).toEqual(once)
  })
  it('forgets one of two people in one object, and only him', async () => {
    const sealer = createSealer(ring)
    const answer = { text: await sealer.seal(wang, '可以申请变更抚养权。'), author: await sealer.seal(zhao, '赵律师') }
    const { salt } = await sealer.openWithSalt(answer.author)
    await ring.destroy(zhao, certificate)
    expect(await sealer.open(answer.text)).toBe('可以申请变更抚养权。')
    expect(await codeOf(sealer.open(answer.author))).toBe('person-erased')
    expect(await sealer.openOrNull(answer.author)).toBeNull()
    expect(await codeOf(sealer.seal(zhao, '赵律师'))).toBe('person-erased')
    // What somebody kept can still be proved: the commitment needs no key.
    expect(proves(answer.author, salt, '赵律师')).toBe(true)
    await ring.destroy(wang, certificate)
    expect(await sealer.openOrNull(answer.text)).toBeNull()
  })
  it('shows nothing of the restricted, and does not hide damage behind an empty screen', async () => {
    const sealer = createSealer(ring)
    const sealed = await sealer.seal(wang, '甲')
    expect(await codeOf(sealer.openOrNull(changed(sealed, { box: `${sealed.box.slice(0, -6)}AAAAAA` })))).toBe('box-damaged')
    await ring.restrict(wang, '2036-01-01T00:00:00.000Z', 'rule')
    expect(await sealer.openOrNull(sealed)).toBeNull()
    expect(await codeOf(sealer.open(sealed))).toBe('person-restricted')
  })
})

describe('a keyed HMAC that a record keeps', () => {
  const hmac = 'Zm9yIHRoZSBwYXJ0eSBvZiB0aGUgb3RoZXIgc2lkZSE'
  it('is the same again for the same person, another for another, and opens as it was', async () => {
    const sealer = createSealer(ring)
    const veiled = await sealer.veil(wang, hmac)
    expect(veiled).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(veiled).not.toBe(hmac)
    expect(await createSealer(ring, { suite: 'sm' }).veil(wang, hmac)).toBe(veiled)
    expect(await sealer.veil(zhao, hmac)).not.toBe(veiled)
    expect(await sealer.unveilOrNull(wang, veiled)).toBe(hmac)
    expect(await sealer.unveilOrNull(zhao, veiled)).not.toBe(hmac)
  })
  it('leads to nothing once the person is forgotten, and is not made for them again', async () => {
    const sealer = createSealer(ring)
    const veiled = await sealer.veil(wang, hmac)
    await ring.destroy(wang, certificate)
    expect(await sealer.unveilOrNull(wang, veiled)).toBeNull()
    expect(await codeOf(sealer.veil(wang, hmac))).toBe('person-erased')
    expect(await sealer.unveilOrNull('nobody' as PersonId, veiled)).toBeNull()
  })
  it('is nothing else: a text is not taken', async () => {
    expect(await codeOf(createSealer(ring).veil(wang, '卓资县草原乳业有限公司'))).toBe('not-a-keyed-hmac')
  })
})
