// What every edge state promises, as tests: `edgeStateContract('sqlite', open)`.
import type { AccountId } from '@zhijian/contracts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EdgeState, SessionRecord } from '../ports.ts'

const session = (over: Partial<SessionRecord> = {}): SessionRecord => ({
  hash: 'h', accountId: 'a' as AccountId, client: 'app', reach: 'full', createdMs: 0, seenMs: 0, endsMs: 1000, idleMs: 100,
  ...over,
})

export const edgeStateContract = (name: string, open: () => Promise<EdgeState> | EdgeState): void => {
  describe(`${name} keeps the promises of an edge state`, () => {
    let edge: EdgeState
    beforeEach(async () => {
      edge = await open()
    })
    afterEach(() => edge.close())

    describe('sessions', () => {
      it('are found until they end, and until nothing was done in them for so long; both exclusive', async () => {
        await edge.sessions.save(session())
        expect(await edge.sessions.find('h', 99)).toEqual(session())
        expect(await edge.sessions.find('h', 100)).toBeNull()
        await edge.sessions.seen('h', 950)
        expect(await edge.sessions.find('h', 999)).not.toBeNull()
        expect(await edge.sessions.find('h', 1000)).toBeNull()
      })
      it('of an account end together', async () => {
        await edge.sessions.save(session())
        await edge.sessions.save(session({ hash: 'h2' }))
        await edge.sessions.save(session({ hash: 'h3', accountId: 'b' as AccountId }))
        expect(await edge.sessions.removeOf('a' as AccountId)).toBe(2)
        expect(await edge.sessions.find('h3', 1)).not.toBeNull()
      })
      it('are not brought back to an earlier time by a late mark', async () => {
        await edge.sessions.save(session({ seenMs: 500 }))
        await edge.sessions.seen('h', 400)
        expect((await edge.sessions.find('h', 550))?.seenMs).toBe(500)
      })
    })

    describe('what may be taken once', () => {
      it('is taken once, in time, under its own kind', async () => {
        await edge.once.put('link', 'k', 'v', 100)
        expect(await edge.once.peek('link', 'k', 99)).toBe('v')
        expect(await edge.once.take('ticket', 'k', 1)).toBeNull()
        expect(await edge.once.take('link', 'k', 99)).toBe('v')
        expect(await edge.once.take('link', 'k', 99)).toBeNull()
        await edge.once.put('link', 'k', 'v', 100)
        expect(await edge.once.take('link', 'k', 100)).toBeNull()
      })
      it('of two who take it at once one gets it', async () => {
        await edge.once.put('link', 'k', 'v', 100)
        expect((await Promise.all([edge.once.take('link', 'k', 1), edge.once.take('link', 'k', 1)])).filter((value) =>
          value !== null)).toHaveLength(1)
      })
    })

    describe('codes', () => {
      const attempt = (mac: string, nowMs = 1) => edge.codes.try('k', mac, nowMs, 3)
      it('are used up by the right answer', async () => {
        await edge.codes.put('k', 'right', 100)
        expect([await attempt('right'), await attempt('right')]).toEqual(['right', 'none'])
      })
      it('are used up by the last wrong one', async () => {
        await edge.codes.put('k', 'right', 100)
        expect([await attempt('x'), await attempt('x'), await attempt('x'), await attempt('right')]).toEqual(['wrong', 'wrong',
          'wrong', 'none'])
      })
      it('the last try may be the right one; a new code begins anew', async () => {
        await edge.codes.put('k', 'right', 100)
        await attempt('x')
        await attempt('x')
        expect(await attempt('right')).toBe('right')
        await edge.codes.put('k', 'next', 100)
        expect([await attempt('x'), await attempt('next')]).toEqual(['wrong', 'right'])
      })
    })

    it('a bucket gives what it holds, then one for every refill, and tells how long to wait', async () => {
      const take = (nowMs: number) => edge.take('b', 2, 100, nowMs)
      expect([await take(0), await take(0), await take(0), await take(99), await take(100), await take(100)]).toEqual([0, 0, 100, 1,
        0, 100])
      expect([await take(10_000), await take(10_000), await take(10_000)]).toEqual([0, 0, 100])
      // A clock set back gives nothing away, and nobody waits until it has caught up.
      expect([await take(0), await take(99), await take(100)]).toEqual([100, 1, 0])
    })

    it('failures count within their window, and are forgotten', async () => {
      const add = (nowMs: number) => edge.failures.add('f', nowMs, 100)
      expect([await add(0), await add(50), await add(149), await add(249)]).toEqual([1, 2, 3, 1])
      await edge.failures.clear('f')
      expect(await add(250)).toBe(1)
    })

    it('a block is never shortened', async () => {
      await edge.blocks.put('b', 100)
      await edge.blocks.put('b', 50)
      expect([await edge.blocks.left('b', 40), await edge.blocks.left('b', 100), await edge.blocks.left('c', 0)]).toEqual([60, 0, 0])
    })

    it('a mark only goes up', async () => {
      expect([await edge.advance('m', 5), await edge.advance('m', 5), await edge.advance('m', 4),
        await edge.advance('m', 6)]).toEqual([true, false, false, true])
    })

    describe('commands', () => {
      it('remember the first body and the refusal, for its time', async () => {
        expect(await edge.commands.claim('c', 'body', 0)).toEqual({ kind: 'new' })
        expect(await edge.commands.claim('c', 'body', 1)).toEqual({ kind: 'same', refusal: null })
        expect(await edge.commands.claim('c', 'other', 1)).toEqual({ kind: 'other-body' })
        await edge.commands.refused('c', { code: 'x', detail: { n: 1 } }, 100)
        expect(await edge.commands.claim('c', 'body', 99)).toEqual({ kind: 'same', refusal: { code: 'x', detail: { n: 1 } } })
        expect(await edge.commands.claim('c', 'body', 100)).toEqual({ kind: 'same', refusal: null })
      })
    })

    it('sweeping drops what is over and nothing else', async () => {
      await edge.sessions.save(session())
      await edge.sessions.save(session({ hash: 'h2', endsMs: 9_000_000_000, idleMs: 9_000_000_000 }))
      await edge.once.put('link', 'k', 'v', 100)
      await edge.codes.put('k', 'm', 100)
      expect(await edge.sweep(5000)).toBe(3)
      expect(await edge.sessions.find('h2', 5000)).not.toBeNull()
    })
    it('of many who come at once each is counted', async () => {
      const at = <T>(step: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 8 }, step))
      expect((await at(() => edge.take('b', 3, 1000, 0))).filter((wait) => wait === 0)).toHaveLength(3)
      expect([...await at(() => edge.failures.add('f', 0, 100))].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
      expect((await at(() => edge.advance('m', 5))).filter(Boolean)).toHaveLength(1)
      expect((await at(() => edge.commands.claim('c', 'body', 0))).filter(({ kind }) => kind === 'new')).toHaveLength(1)
      await edge.codes.put('k', 'right', 100)
      expect((await at(() => edge.codes.try('k', 'right', 1, 3))).filter((each) => each === 'right')).toHaveLength(1)
      await edge.codes.put('k', 'right', 100)
      expect((await at(() => edge.codes.try('k', 'x', 1, 3))).filter((each) => each === 'wrong')).toHaveLength(3)
    })
  })
}
