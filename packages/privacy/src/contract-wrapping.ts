// What everything that wraps keys promises, as tests: `keyWrappingContract('file', open)`.
import { isFault } from '@zhijian/kernel'
import { afterEach, describe, expect, it } from 'vitest'
import type { KeyWrapping } from './wrapping.ts'

export interface OpenedWrapping {
  readonly wrapping: KeyWrapping
  /** Makes a new version of the wrapping key. @returns a handle that knows of it */
  rotate(): Promise<KeyWrapping>
  /** Lets versions before the newest open nothing any more. @returns a handle that knows of it; null where that cannot be */
  retire(): Promise<KeyWrapping>
  dispose(): Promise<void>
}

const key = (fill: number): Uint8Array => new Uint8Array(32).fill(fill)

export const keyWrappingContract = (name: string, open: () => Promise<OpenedWrapping>): void => {
  describe(`${name} keeps the promises of what wraps keys`, () => {
    let opened: OpenedWrapping
    const begin = async (): Promise<OpenedWrapping> => (opened = await open())
    afterEach(async () => opened.dispose())
    const codeOf = async (promise: Promise<unknown>): Promise<unknown> => {
      const error = await promise.then(() => null, (reason: unknown) => reason)
      return isFault(error) ? `${error.code} ${error.retry}` : error
    }

    it('gives back what it wrapped, and never wraps the same way twice', async () => {
      const { wrapping } = await begin()
      const [one, two] = [await wrapping.wrap('wang', key(7)), await wrapping.wrap('wang', key(7))]
      expect(one).not.toBe(two)
      for (const wrapped of [one, two]) expect(await wrapping.unwrap('wang', wrapped)).toEqual(key(7))
    })
    it('opens for nobody else, and not when a character changed', async () => {
      const { wrapping } = await begin()
      const wrapped = await wrapping.wrap('wang', key(7))
      expect(await codeOf(wrapping.unwrap('li', wrapped))).toBe('store-damaged never')
      const last = wrapped.length - 5
      expect(await codeOf(wrapping.unwrap('wang', `${wrapped.slice(0, last)}${wrapped[last] === 'A' ? 'B' : 'A'}${wrapped.slice(last + 1)}`))).toBe('store-damaged never')
    })
    it('after a rotation opens what was wrapped before, and wraps it anew once', async () => {
      const { wrapping, rotate } = await begin()
      const old = await wrapping.wrap('wang', key(7))
      expect(await wrapping.rewrap('wang', old)).toBeNull()
      const now = await rotate()
      expect(await now.unwrap('wang', old)).toEqual(key(7))
      const again = await now.rewrap('wang', old)
      expect(again).not.toBeNull()
      expect(await now.unwrap('wang', again!)).toEqual(key(7))
      expect(await now.rewrap('wang', again!)).toBeNull()
      expect(await now.rewrap('wang', await now.wrap('wang', key(8)))).toBeNull()
    })
    it('opens nothing of a version that was retired, and everything that was wrapped anew before', async () => {
      const { wrapping, rotate, retire } = await begin()
      const old = await wrapping.wrap('wang', key(7))
      const anew = (await (await rotate()).rewrap('wang', old))!
      const now = await retire()
      expect(await codeOf(now.unwrap('wang', old))).toMatch(/^(key-version-retired|master-key-mismatch) never$/)
      expect(await now.unwrap('wang', anew)).toEqual(key(7))
    })
  })
}
