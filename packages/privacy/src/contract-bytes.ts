// What every place of bytes promises, as tests: `bytesContract('folder', open)`. Its names are drawn by hash, so that a bucket of
// somebody else's may be used.
import { createHash } from 'node:crypto'
import { isFault } from '@zhijian/kernel'
import { afterEach, describe, expect, it } from 'vitest'
import type { Bytes, BytesName } from './bytes.ts'

export interface OpenedBytes {
  readonly bytes: Bytes
  /** Another handle on the same place, as another process or host would have. */
  again(): Promise<Bytes>
  dispose(): Promise<void>
}

const named = (bytes: Uint8Array, area: BytesName['area'] = 'sealed'): BytesName => ({ area, digest: createHash('sha256').update(bytes).digest('hex') })
/** No two parts of it are alike. */
const long = (size: number): Buffer => {
  const out = Buffer.alloc(size)
  for (let at = 0; at + 4 <= size; at += 4) out.writeUInt32LE(at * 2_654_435_761 % 4_294_967_296, at)
  return out
}

/** @param abilities whether writers of the same name may overlap; false is for a server that is itself a double */
export const bytesContract = (name: string, open: () => Promise<OpenedBytes>, abilities: { readonly sameAtOnce: boolean } = { sameAtOnce: true }): void => {
  describe(`${name} keeps the promises of a place of bytes`, () => {
    let opened: OpenedBytes
    const begin = async (): Promise<OpenedBytes> => (opened = await open())
    afterEach(async () => opened.dispose())

    it('gives back what was put, whole and in parts, to every handle', async () => {
      const { bytes, again } = await begin()
      const text = long(9_000_001)
      await bytes.put(named(text), text)
      for (const each of [bytes, await again()]) {
        const whole = await each.read(named(text), 0, Infinity)
        expect([whole?.size, whole?.bytes.equals(text)]).toEqual([text.length, true])
        for (const [from, to] of [[0, 1], [0, 17], [4_194_300, 4_194_310], [8_388_608, 8_388_609], [3_000_000, 8_500_000], [9_000_000, 9_000_001], [8_999_990, 99_999_999]] as const) {
          const part = await each.read(named(text), from, to)
          expect([part?.size, part?.bytes.equals(text.subarray(from, to))]).toEqual([text.length, true])
        }
      }
    })
    it('knows the size of what it has without giving any of it, and gives nothing beyond the end', async () => {
      const { bytes } = await begin()
      const text = Buffer.from('a sealed file')
      await bytes.put(named(text), text)
      for (const [from, to] of [[0, 0], [5, 5], [13, 20], [99, 100]] as const) {
        expect(await bytes.read(named(text), from, to)).toEqual({ bytes: Buffer.alloc(0), size: 13 })
      }
    })
    it('says null for what it does not have, and keeps its two areas apart', async () => {
      const { bytes } = await begin()
      const text = Buffer.from('for everybody')
      await bytes.put(named(text, 'public'), text)
      expect(await bytes.read(named(text, 'sealed'), 0, Infinity)).toBeNull()
      expect((await bytes.read(named(text, 'public'), 0, Infinity))?.bytes.equals(text)).toBe(true)
      expect(await bytes.read(named(Buffer.from('nobody put this')), 0, 17)).toBeNull()
    })
    it('holds nothing at all, too', async () => {
      const { bytes } = await begin()
      await bytes.put(named(Buffer.alloc(0), 'public'), Buffer.alloc(0))
      expect(await bytes.read(named(Buffer.alloc(0), 'public'), 0, Infinity)).toEqual({ bytes: Buffer.alloc(0), size: 0 })
    })
    it(`takes the same twice${abilities.sameAtOnce ? ', also at once' : ''} and from two handles`, async () => {
      const { bytes, again } = await begin()
      const other = await again()
      const text = long(5_000_000)
      const puts = [() => bytes.put(named(text), text), () => other.put(named(text), text), () => bytes.put(named(text), text)]
      if (abilities.sameAtOnce) await Promise.all(puts.map((put) => put()))
      else for (const put of puts) await put()
      expect((await other.read(named(text), 0, Infinity))?.bytes.equals(text)).toBe(true)
    })
    it('takes many at once', async () => {
      const { bytes } = await begin()
      const many = Array.from({ length: 30 }, (_, i) => Buffer.from(`file ${i} `.repeat(i + 1)))
      await Promise.all(many.map((each) => bytes.put(named(each), each)))
      const read = await Promise.all(many.map((each) => bytes.read(named(each), 0, Infinity)))
      expect(read.map((each, i) => each?.bytes.equals(many[i]!))).toEqual(many.map(() => true))
    })
  })
}

/** What a place must say while its server is away, and once it is back. */
export const awayAndBack = async (bytes: Bytes, away: () => Promise<void>, back: () => Promise<void>): Promise<void> => {
  const [before, meanwhile] = [Buffer.from('put before'), Buffer.from('put meanwhile')]
  await bytes.put(named(before), before)
  await away()
  for (const step of [() => bytes.put(named(meanwhile), meanwhile), () => bytes.read(named(before), 0, Infinity)]) {
    const error = await step().then(() => null, (reason: unknown) => reason)
    expect(isFault(error) ? [error.code, error.retry] : error).toEqual(['store-unavailable', 'later'])
  }
  await back()
  expect((await bytes.read(named(before), 0, Infinity))?.bytes.equals(before)).toBe(true)
  await bytes.put(named(meanwhile), meanwhile)
  expect((await bytes.read(named(meanwhile), 0, Infinity))?.bytes.equals(meanwhile)).toBe(true)
}
