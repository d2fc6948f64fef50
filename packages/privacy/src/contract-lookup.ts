// What every look-up promises, as tests: `lookupContract('sqlite', open)`.
import { afterEach, describe, expect, it } from 'vitest'
import type { Lookup } from './port.ts'

export interface OpenedLookup {
  readonly lookup: Lookup
  /** Another handle on the same index, as another process or host would have. */
  again(): Promise<Lookup>
  /** An index of its own, with a key of its own. */
  apart(): Promise<Lookup>
  dispose(): Promise<void>
}

export const lookupContract = (name: string, open: () => Promise<OpenedLookup>): void => {
  describe(`${name} keeps the promises of a look-up`, () => {
    let opened: OpenedLookup
    const begin = async (): Promise<OpenedLookup> => (opened = await open())
    afterEach(async () => opened.dispose())

    it('gives 43 characters that say nothing of the value and differ by kind and by store', async () => {
      const { lookup, again, apart } = await begin()
      const hmac = lookup.hmac('phone', '+86 138 0000 1234')
      expect(hmac).toMatch(/^[A-Za-z0-9_-]{43}$/)
      expect(lookup.hmac('phone', '13800001234')).toBe(hmac)
      expect((await again()).hmac('phone', '13800001234')).toBe(hmac)
      expect(lookup.hmac('licence', '13800001234')).not.toBe(hmac)
      expect((await apart()).hmac('phone', '13800001234')).not.toBe(hmac)
    })
    it('takes nothing for nobody: a value of which nothing is left is refused', async () => {
      const { lookup } = await begin()
      for (const [kind, value] of [['phone', 'n/a'], ['licence', ''], ['party-name', ' · ']] as const) {
        expect(() => lookup.hmac(kind, value)).toThrow(expect.objectContaining({ code: 'lookup-value-empty' }))
      }
      expect(lookup.hmac('body', '')).toHaveLength(43)
    })
    it('L1: reserves for one; the same owner again is told it is his', async () => {
      const { lookup: here, again } = await begin()
      const there = await again()
      const hmac = here.hmac('phone', '13800001234')
      const both = await Promise.all([here.reserve('phone', hmac, 'wang'), there.reserve('phone', hmac, 'li')])
      expect([...both].sort()).toEqual(['reserved', 'taken'])
      const owner = both[0] === 'reserved' ? 'wang' : 'li'
      expect(await there.reserve('phone', hmac, owner)).toBe('mine')
      expect(await here.reserve('phone', hmac, 'zhao')).toBe('taken')
      expect(await there.ownerOf('phone', hmac)).toBe(owner)
      expect(await there.ownerOf('licence', hmac)).toBeNull()
    })
    it('L1: of many asked for at once, also the same one twice, the first of each has it', async () => {
      const { lookup } = await begin()
      const hmacs = Array.from({ length: 300 }, (_, i) => lookup.hmac('body', String(i)))
      await lookup.reserve('body', hmacs[7]!, 'before')
      const outcomes = await Promise.all([...hmacs, hmacs[3]!, hmacs[4]!].map((hmac, i) => lookup.reserve('body', hmac, i === hmacs.length + 1 ? 'late' : 'wang')))
      expect(outcomes.filter((each) => each === 'reserved')).toHaveLength(299)
      expect([outcomes[7], outcomes[300], outcomes[301]]).toEqual(['taken', 'mine', 'taken'])
    })
    it('releases only what the owner holds', async () => {
      const { lookup } = await begin()
      const hmac = lookup.hmac('phone', '13800001234')
      await lookup.reserve('phone', hmac, 'wang')
      await lookup.release('phone', hmac, 'li')
      expect(await lookup.ownerOf('phone', hmac)).toBe('wang')
      await lookup.release('phone', hmac, 'wang')
      await lookup.release('phone', hmac, 'wang')
      expect(await lookup.reserve('phone', hmac, 'li')).toBe('reserved')
    })
    it('L2: forgets what is no longer an owner’s, and nothing else of anybody', async () => {
      const { lookup } = await begin()
      const [old, now, his] = ['13800001234', '13900001234', '13700001234'].map((phone) => lookup.hmac('phone', phone)) as [string, string, string]
      const openid = lookup.hmac('wechat-openid', 'o-wang')
      for (const [kind, hmac, owner] of [['phone', old, 'wang'], ['phone', now, 'wang'], ['phone', his, 'li'], ['wechat-openid', openid, 'wang']] as const) await lookup.reserve(kind, hmac, owner)
      expect(await lookup.retain('phone', 'wang', [now, his])).toBe(1)
      expect(await lookup.retain('phone', 'wang', [now, his])).toBe(0)
      expect(await Promise.all([old, now, his].map((hmac) => lookup.ownerOf('phone', hmac)))).toEqual([null, 'wang', 'li'])
      expect(await lookup.eraseOwner('wang')).toBe(2)
      expect(await lookup.eraseOwner('wang')).toBe(0)
      expect(await lookup.ownerOf('wechat-openid', openid)).toBeNull()
      expect(await lookup.ownerOf('phone', his)).toBe('li')
    })
  })
}
