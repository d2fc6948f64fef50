// What every read store promises (P1–P4 of port.ts), as tests. An adapter's whole spec is one call:
// `readStoreContract('sqlite', open)`.
import fc from 'fast-check'
import { isFault } from '@zhijian/kernel'
import { afterEach, describe, expect, it } from 'vitest'
import type { Change, Collection, CollectionDefinition, Document, Page, Query, ReadStore, ViewCheckpoint } from './port.ts'
import type { Patience } from './waiting.ts'

export interface OpenedReadStore {
  readonly store: ReadStore
  /** Another handle on the same data, as another process would have. */
  again(): Promise<ReadStore>
  /** Closes all handles and removes the data. */
  dispose(): Promise<void>
}

interface Case extends Document {
  readonly county?: string | null
  readonly state?: string
  readonly opened?: number | string | boolean | null
  readonly asker?: { readonly id?: string; readonly town?: { readonly code: string } }
  readonly title?: string
}

const CASES: CollectionDefinition = {
  name: 'cases', version: 1,
  indexes: [['county', 'state', 'opened'], ['asker.id', 'opened'], ['asker.town.code'], ['opened'], ['title', 'opened']],
}
const at = (n: number, epoch = 'e1'): ViewCheckpoint =>
  ({ position: String(n).padStart(8, '0'), stream: 'consultation-a', version: n, hash: 'ab'.repeat(32), epoch })
const change = <D>(id: string, document: D | null): Change<D> => ({ id, document })
const ids = (page: { items: readonly Document[] }): unknown[] => page.items.map((item) => item['id'])

export const readStoreContract = (
  name: string, open: (options: { readonly patience: Patience }) => Promise<OpenedReadStore>,
  /** Random collections, each asked one random query; fewer for a store that takes its time over making them. */
  { worlds = 400 }: { readonly worlds?: number } = {},
): void => {
  describe(`${name} keeps the promises of a read store`, () => {
    const opened: OpenedReadStore[] = []
    /** Readers that wait; calling one makes it give up. */
    let impatience: (() => void)[] = []
    const patience: Patience = (giveUp) => {
      impatience.push(giveUp)
      return () => { impatience = impatience.filter((each) => each !== giveUp) }
    }
    const begin = async (): Promise<OpenedReadStore & { readonly cases: Collection<Case> }> => {
      const each = await open({ patience })
      opened.push(each)
      return { ...each, cases: await each.store.collection<Case>(CASES) }
    }
    const filled = async (documents: readonly (Case & { id: string })[]) => {
      const all = await begin()
      await all.cases.apply(documents.map((document) => change(document.id, document)), at(1))
      return all
    }
    afterEach(async () => {
      impatience = []
      for (const each of opened.splice(0)) await each.dispose()
    })
    const fault = async (code: string, retry: string, promise: Promise<unknown>): Promise<void> => {
      const error = await promise.then(() => null, (reason: unknown) => reason)
      expect(isFault(error) ? [error.code, error.retry] : error).toEqual([code, retry])
    }

    describe('documents', () => {
      it('gives back what was written, and null for what is not there', async () => {
        const { cases } = await filled([{ id: 'a', county: '150921', asker: { id: 'wang', town: { code: '150921100' } } }])
        expect(await cases.get('a')).toEqual({ id: 'a', county: '150921', asker: { id: 'wang', town: { code: '150921100' } } })
        expect(await cases.get('b')).toBeNull()
      })
      it('gives each reader a copy of their own', async () => {
        const { cases } = await filled([{ id: 'a', county: '150921' }]);
        (await cases.get('a') as { county: string }).county = 'changed by a reader'
        expect(await cases.get('a')).toMatchObject({ county: '150921' })
      })
      it('replaces a document, its indexed fields included, and removes it with null', async () => {
        const { cases } = await filled([{ id: 'a', county: '150921' }, { id: 'b', county: '150921' }])
        await cases.apply([change('a', { id: 'a', county: '150922' }), change<Case>('b', null), change<Case>('c', null)], at(2))
        expect(ids(await cases.find({ where: { county: '150921' } }))).toEqual([])
        expect(ids(await cases.find({ where: { county: '150922' } }))).toEqual(['a'])
        expect(await cases.get('b')).toBeNull()
      })
      it('takes changes of one batch in their order: the last about an id counts', async () => {
        const { cases } = await begin()
        await cases.apply([
          change('a', { county: '1' }), change<Case>('a', null), change('a', { county: '2' }),
          change('b', { county: '1' }), change<Case>('b', null),
        ], at(1))
        expect(await cases.get('a')).toEqual({ county: '2' })
        expect(await cases.get('b')).toBeNull()
      })
      it('finds many by id, leaving out what is not there', async () => {
        const { cases } = await filled([{ id: 'a' }, { id: 'b' }, { id: 'c' }])
        expect([...(await cases.getMany(['c', 'a', 'x', 'c'])).keys()].sort()).toEqual(['a', 'c'])
        expect((await cases.getMany([])).size).toBe(0)
      })
      it('keeps odd text: emoji, Mongolian, NUL, quotes, lone surrogates, field names of the language', async () => {
        const odd = '👩‍⚖️ ᠮᠣᠩᠭᠣᠯ \u0000 " \' \\ \ud800 %_ \u2028'
        const { cases } = await filled([
          { id: 'a', title: odd, constructor: 'c', toString: 't' } as never,
          { id: 'b', title: 'nul\u0000b' }, { id: 'c', title: 'nul\u0000c' },
        ])
        expect(await cases.get('a')).toMatchObject({ title: odd, constructor: 'c', toString: 't' })
        expect(ids(await cases.find({ where: { title: 'nul\u0000b' } }))).toEqual(['b'])
      })
      it('takes ids of any script and length', async () => {
        const { cases } = await begin()
        const long = `律师-${'ᠮ'.repeat(500)}-'; DROP TABLE docs`
        await cases.apply([change(long, { county: '1' })], at(1))
        expect(await cases.get(long)).toEqual({ county: '1' })
      })
    })

    describe('P1: documents and checkpoint are one write', () => {
      it('knows how far it is', async () => {
        const { cases } = await begin()
        expect(await cases.checkpoint()).toBeNull()
        await cases.apply([], at(3))
        expect(await cases.checkpoint()).toEqual(at(3))
      })
      it('writes nothing of a batch of which one part fails', async () => {
        const { cases } = await filled([{ id: 'a', county: '1' }])
        const half = cases.apply([change('a', { county: '2' }), change('b', { county: ['a list'] } as never)], at(2))
        await expect(half).rejects.toThrow('county')
        expect(await cases.get('a')).toEqual({ id: 'a', county: '1' })
        expect(await cases.checkpoint()).toEqual(at(1))
      })
      it('writes a document that keeps a position per slot with all of them, or not at all', async () => {
        const slots = (a: number, b: number) => ({ id: 'a', places: { '07': at(a).position, 'c1': at(b).position } })
        const { cases, again } = await filled([slots(1, 1)])
        await expect(cases.apply([change('a', slots(2, 3)), change('b', { county: ['a list'] } as never)], at(3))).rejects.toThrow('county')
        expect(await cases.get('a')).toEqual(slots(1, 1))
        await cases.apply([change('a', slots(2, 3))], at(3))
        const elsewhere = await (await again()).collection<Case>(CASES)
        expect([await elsewhere.get('a'), await elsewhere.checkpoint()]).toEqual([slots(2, 3), at(3)])
      })
      it('ignores a batch that it has, and one that lies behind it', async () => {
        const { cases } = await filled([{ id: 'a', county: '1' }])
        await cases.apply([change('a', { id: 'a', county: '5' })], at(5))
        await cases.apply([change('a', { id: 'a', county: '5, again' })], at(5))
        await cases.apply([change('a', { id: 'a', county: '4' }), change('b', { id: 'b' })], at(4))
        expect(await cases.get('a')).toEqual({ id: 'a', county: '5' })
        expect(await cases.get('b')).toBeNull()
        expect(await cases.checkpoint()).toEqual(at(5))
      })
      it('still knows everything when it is opened again', async () => {
        const { again } = await filled([{ id: 'a', county: '1' }])
        const cases = await (await again()).collection<Case>(CASES)
        expect(await cases.get('a')).toEqual({ id: 'a', county: '1' })
        expect(await cases.checkpoint()).toEqual(at(1))
      })
    })

    describe('P2: a reader sees what he waits for', () => {
      it('answers at once when the view is there', async () => {
        const { cases } = await filled([{ id: 'a', county: '1' }])
        expect(await cases.get('a', { atLeast: at(1).position })).not.toBeNull()
        expect(ids(await cases.find({ where: { county: '1' }, atLeast: at(0).position }))).toEqual(['a'])
        expect(impatience).toHaveLength(0)
      })
      it('waits until that position is applied, in get and in find', async () => {
        const { cases } = await begin()
        const got = cases.get('a', { atLeast: at(7).position })
        const found = cases.find({ where: { county: '1' }, atLeast: at(7).position })
        await cases.apply([change('a', { id: 'a', county: 'too early' })], at(6))
        expect(impatience).toHaveLength(2)
        await cases.apply([change('a', { id: 'a', county: '1' })], at(8))
        expect(await got).toMatchObject({ county: '1' })
        expect(ids(await found)).toEqual(['a'])
        expect(impatience).toHaveLength(0)
      })
      it('gives up when patience ends: not-yet, later', async () => {
        const { cases } = await begin()
        const got = cases.get('a', { atLeast: at(7).position })
        while (impatience.length === 0) await Promise.resolve()
        impatience[0]!()
        await fault('not-yet', 'later', got)
      })
      it('lets nobody wait for a store that closes', async () => {
        const { store, cases } = await begin()
        const got = cases.get('a', { atLeast: at(7).position })
        while (impatience.length === 0) await Promise.resolve()
        await Promise.all([fault('store-closed', 'later', got), store.close()])
        await fault('store-closed', 'later', cases.get('a'))
      })
    })

    describe('P3: queries run on declared indexes', () => {
      const some = [
        { id: 'a', county: '150921', state: 'open', opened: 30, asker: { id: 'wang', town: { code: '150921100' } }, title: 'x' },
        { id: 'b', county: '150921', state: 'open', opened: 10, asker: { id: 'li' }, title: 'x' },
        { id: 'c', county: '150921', state: 'closed', opened: 20, asker: { id: 'wang' }, title: 'y' },
        { id: 'd', county: '150922', state: 'open', opened: 10, asker: {}, title: 'y' },
        { id: 'e', county: null, state: 'open', opened: 10 },
        { id: 'f', state: 'open', opened: 40 },
      ] as const
      it.each<[string, Query, string[]]>([
        ['everything, by id', {}, ['a', 'b', 'c', 'd', 'e', 'f']],
        ['one value', { where: { county: '150921' } }, ['a', 'b', 'c']],
        ['several values in any order', { where: { state: 'open', county: '150921' } }, ['a', 'b']],
        ['nobody', { where: { county: '999999' } }, []],
        ['null is also what is missing', { where: { county: null } }, ['e', 'f']],
        ['a nested path', { where: { 'asker.id': 'wang' } }, ['a', 'c']],
        ['a path of three', { where: { 'asker.town.code': '150921100' } }, ['a']],
        ['a sort', { sort: [['opened', 'asc']] }, ['b', 'd', 'e', 'c', 'a', 'f']],
        ['a sort the other way round, ties too', { sort: [['opened', 'desc']] }, ['f', 'a', 'c', 'e', 'd', 'b']],
        ['a value and a sort', { where: { county: '150921', state: 'open' }, sort: [['opened', 'asc']] }, ['b', 'a']],
        ['a prefix and a sort of two', { where: { county: '150921' }, sort: [['state', 'asc'], ['opened', 'desc']] },
          ['c', 'a', 'b']],
        ['a sort by what is fixed', { where: { county: '150921', state: 'open' }, sort: [['state', 'desc'], ['opened', 'asc']] },
          ['b', 'a']],
        ['in', { where: { county: { in: ['150922', '150921', '150922'] } } }, ['a', 'b', 'c', 'd']],
        ['in with a sort', { where: { county: { in: ['150921', '150922'] }, state: 'open' }, sort: [['opened', 'asc']] },
          ['b', 'd', 'a']],
        ['in of numbers', { where: { opened: { in: [20, 30] } } }, ['a', 'c']],
        ['in of nothing', { where: { county: { in: [] } } }, []],
        ['from', { where: { opened: { gte: 20 } } }, ['a', 'c', 'f']],
        ['behind', { where: { opened: { gt: 20 } } }, ['a', 'f']],
        ['before', { where: { opened: { lt: 20 } } }, ['b', 'd', 'e']],
        ['to', { where: { opened: { lte: 20 } } }, ['b', 'c', 'd', 'e']],
        ['between', { where: { opened: { gte: 20, lt: 40 } }, sort: [['opened', 'desc']] }, ['a', 'c']],
        ['a range behind values', { where: { county: '150921', state: 'open', opened: { gt: 10 } } }, ['a']],
        ['a range of text', { where: { title: { gte: 'y', lt: 'z' } } }, ['c', 'd']],
        ['a range before a sort', { where: { title: { gte: 'x' } }, sort: [['opened', 'asc']] }, ['b', 'd', 'c', 'a']],
        ['a limit', { sort: [['opened', 'desc']], limit: 2 }, ['f', 'a']],
      ])('%s', async (_, query, expected) => {
        const { cases } = await filled(some)
        expect(ids(await cases.find(query))).toEqual(expected)
        expect(query.limit ? expected.length : await cases.count(query.where)).toBe(expected.length)
      })
      it.each<[string, Query]>([
        ['a field without an index', { where: { name: 'x' } }],
        ['a second field without the first', { where: { state: 'open' } }],
        ['a gap', { where: { county: '150921', opened: 10 } }],
        ['fields of two indexes', { where: { county: '150921', title: 'x' } }],
        ['a sort without an index', { sort: [['state', 'asc']] }],
        ['a sort in another order than the index', { where: { county: '150921' }, sort: [['opened', 'asc'], ['state', 'asc']] }],
        ['a sort before what is fixed', { where: { state: 'open' }, sort: [['county', 'asc']] }],
      ])('refuses %s with no-such-index', async (_, query) => {
        const { cases } = await filled(some)
        await fault('no-such-index', 'never', cases.find(query))
        if (!query.sort) await fault('no-such-index', 'never', cases.count(query.where))
      })
      it('orders kinds alike everywhere: null, numbers, text by code point, false, true; a range keeps to its kind', async () => {
        const values = [null, -1, 0, 2, 10, '', '10', '2', 'z', '甲', '\uffee', '😀', false, true] as const
        const { cases } = await filled(values.map((opened, i) => ({ id: String.fromCharCode(97 + i), opened })))
        const all = await cases.find({ sort: [['opened', 'asc']] })
        expect(all.items.map((item) => item.opened)).toEqual(values)
        const inRange = async (where: NonNullable<Query['where']>) =>
          (await cases.find({ where, sort: [['opened', 'asc']] })).items.map((item) => item.opened)
        expect(await inRange({ opened: { gte: 0 } })).toEqual([0, 2, 10])
        expect(await inRange({ opened: { lt: 2 } })).toEqual([-1, 0])
        expect(await inRange({ opened: { lt: '2' } })).toEqual(['', '10'])
        expect(await inRange({ opened: { gt: 'z' } })).toEqual(['甲', '\uffee', '😀'])
        expect(await inRange({ opened: { gt: 1, lt: 'z' } })).toEqual([])
        expect((await cases.find({ where: { opened: true } })).items).toHaveLength(1)
        expect((await cases.find({ where: { opened: 1 } })).items).toHaveLength(0)
      })
      it('takes limits from 1 to 1,000, 50 unless told', async () => {
        const many = Array.from({ length: 1100 }, (_, i) => ({ id: `n${String(i).padStart(4, '0')}`, opened: i }))
        const { cases } = await filled(many)
        expect((await cases.find({})).items).toHaveLength(50)
        expect((await cases.find({ limit: 1000 })).items).toHaveLength(1000)
        for (const limit of [0, 1001, 1.5, -1]) await expect(cases.find({ limit })).rejects.toThrow('limit')
        expect(await cases.count()).toBe(1100)
      })
    })

    describe('pages', () => {
      const tied = Array.from({ length: 23 }, (_, i) =>
        ({ id: `n${String(i).padStart(2, '0')}`, county: i % 2 ? '1' : '2', state: 'open', opened: i % 3 === 0 ? null : i % 4 }))
      const walk = async (cases: Collection<Case>, query: Query, between?: () => Promise<void>): Promise<unknown[]> => {
        const seen: unknown[] = []
        for (let cursor: string | null = null, pages = 0; pages < 50; pages += 1) {
          const page = await cases.find({ ...query, ...(cursor === null ? {} : { cursor }) })
          seen.push(...ids(page))
          if (page.next === null) return seen
          cursor = page.next
          await between?.()
        }
        throw new Error('the pages do not end')
      }
      it.each<Query>([
        {}, { sort: [['opened', 'asc']] }, { sort: [['opened', 'desc']] }, { where: { county: '1' } },
        { where: { county: { in: ['1', '2'] }, state: 'open' }, sort: [['county', 'desc'], ['opened', 'asc']] },
        { where: { county: { in: ['1', '2'] } }, sort: [['county', 'asc'], ['state', 'desc'], ['opened', 'asc']] },
        { where: { county: '1', state: 'open', opened: { gte: 1 } }, sort: [['opened', 'desc']] },
      ])('walk through %j once, whatever the size of a page', async (query) => {
        const { cases } = await filled(tied)
        const whole = ids(await cases.find({ ...query, limit: 1000 }))
        for (const limit of [1, 2, 5, 22, 23, 24]) expect(await walk(cases, { ...query, limit })).toEqual(whole)
      })
      it('neither repeat nor skip what stays, while documents come and go', async () => {
        const { cases } = await filled(tied)
        let n = 1
        const seen = await walk(cases, { sort: [['opened', 'asc']], limit: 4 }, async () => {
          n += 1
          const gone = `n${String(n).padStart(2, '0')}`
          await cases.apply([change(`new${n}`, { id: `new${n}`, opened: n % 5 }), change<Case>(gone, null)], at(n))
        })
        expect(new Set(seen).size).toBe(seen.length)
        const left = tied.map(({ id }) => id).filter((id) => Number(id.slice(1)) > n)
        expect(left.filter((id) => !seen.includes(id))).toEqual([])
      })
      it('end without a cursor when the last page is just full', async () => {
        const { cases } = await filled(tied)
        expect((await cases.find({ limit: 23 })).next).toBeNull()
      })
      it('carry cursors over another handle on the data', async () => {
        const { cases, again } = await filled(tied)
        const { next } = await cases.find({ limit: 20 })
        const elsewhere = await (await again()).collection<Case>(CASES)
        expect(ids(await elsewhere.find({ limit: 20, cursor: next! }))).toEqual(['n20', 'n21', 'n22'])
      })
      it('refuse a cursor that was changed anywhere, or is another query\'s', async () => {
        const { cases } = await filled(tied)
        const query: Query = { where: { county: '1' }, sort: [['state', 'asc'], ['opened', 'asc']], limit: 3 }
        const cursor = (await cases.find(query)).next!
        expect((await cases.find({ ...query, limit: 5, cursor })).items).toHaveLength(5)
        for (let i = 0; i < cursor.length; i += 1) {
          const other = cursor[i] === 'A' ? 'B' : 'A'
          await fault('bad-cursor', 'never', cases.find({ ...query, cursor: cursor.slice(0, i) + other + cursor.slice(i + 1) }))
        }
        for (const bad of ['', 'x', '%%%', cursor.slice(0, -4), `${cursor}AAAA`, `${cursor}=`, 'ᠮᠣᠩᠭᠣᠯ']) {
          await fault('bad-cursor', 'never', cases.find({ ...query, cursor: bad }))
        }
        await fault('bad-cursor', 'never', cases.find({ ...query, where: { county: '2' }, cursor }))
        await fault('bad-cursor', 'never', cases.find({ where: { county: '1' }, sort: [['state', 'asc']], cursor }))
        const other = await cases.find({ limit: 3 })
        await fault('bad-cursor', 'never', cases.find({ ...query, cursor: other.next! }))
      })
      it('do not spell out what they are made of', async () => {
        const { cases } = await filled(tied)
        expect((await cases.find({ sort: [['opened', 'desc']], limit: 1 })).next).toMatch(/^[A-Za-z0-9_-]+$/)
      })
    })

    it('gives everything in order of id, page by page', async () => {
      const { store, cases } = await filled([{ id: 'c', county: '1' }, { id: 'a', county: '2' }, { id: 'b', county: '1' }])
      expect((await cases.entries(null, 2)).map(([id, document]) => [id, document.county])).toEqual([['a', '2'], ['b', '1']])
      expect((await cases.entries('b', 2)).map(([id]) => id)).toEqual(['c'])
      expect(await cases.entries('c', 2)).toEqual([])
      const fresh = await store.rebuild<Case>(CASES)
      expect(await fresh.collection.entries(null, 2)).toEqual([])
    })

    describe('P4: a rebuild goes on beside the live view', () => {
      const CASES_2: CollectionDefinition = { ...CASES, version: 2, indexes: [['county']] }
      it('shows nothing of itself before the swap, and all of itself after', async () => {
        const { store, cases } = await filled([{ id: 'a', county: 'old' }, { id: 'b', county: 'old' }])
        const fresh = await store.rebuild<Case>(CASES)
        expect(await fresh.collection.checkpoint()).toBeNull()
        await fresh.collection.apply([change('a', { id: 'a', county: 'new' })], at(1))
        expect(ids(await cases.find({ where: { county: 'old' } }))).toEqual(['a', 'b'])
        expect(await cases.count({ county: 'new' })).toBe(0)
        await fresh.swap()
        expect(ids(await cases.find({}))).toEqual(['a'])
        expect(await cases.get('b')).toBeNull()
        await fresh.swap()
        expect(await cases.get('a')).toMatchObject({ county: 'new' })
      })
      it('goes on being written through the same hands after the swap, and wakes who waits', async () => {
        const { store, cases } = await begin()
        const waiting = cases.get('a', { atLeast: at(2).position })
        const fresh = await store.rebuild<Case>(CASES)
        await fresh.collection.apply([change('a', { county: '1' })], at(2))
        await fresh.swap()
        expect(await waiting).toEqual({ county: '1' })
        await fresh.collection.apply([change('a', { county: '2' })], at(3))
        await cases.apply([change('b', { county: '2' })], at(4))
        expect(await fresh.collection.count({ county: '2' })).toBe(2)
        expect(await cases.checkpoint()).toEqual(at(4))
      })
      it('is seen by a handle elsewhere, reading and writing', async () => {
        const { store, again } = await filled([{ id: 'a', county: 'old' }])
        const elsewhere = await (await again()).collection<Case>(CASES)
        expect(await elsewhere.get('a')).toMatchObject({ county: 'old' })
        const fresh = await store.rebuild<Case>(CASES)
        await fresh.collection.apply([change('a', { county: 'new' })], at(1))
        await fresh.swap()
        expect(await elsewhere.get('a')).toEqual({ county: 'new' })
        expect(await elsewhere.checkpoint()).toEqual(at(1))
        await elsewhere.apply([change('b', { county: 'newer' })], at(2))
        expect(await fresh.collection.get('b')).toEqual({ county: 'newer' })
      })
      it('leaves no trace when it is discarded; discarding what was swapped changes nothing', async () => {
        const { store, cases } = await filled([{ id: 'a', county: 'old' }])
        const thrown = await store.rebuild<Case>(CASES)
        await thrown.collection.apply([change('a', { county: 'new' })], at(9))
        await thrown.discard()
        await thrown.discard()
        await fault('copy-replaced', 'never', thrown.collection.get('a'))
        await fault('copy-replaced', 'never', thrown.swap())
        expect(await cases.get('a')).toMatchObject({ county: 'old' })
        const kept = await store.rebuild<Case>(CASES)
        await kept.swap()
        await kept.discard()
        expect(await cases.count()).toBe(0)
      })
      it('begins anew when one was left behind: the one left behind is told', async () => {
        const { store, again } = await begin()
        const left = await store.rebuild<Case>(CASES)
        await left.collection.apply([change('a', { county: '1' })], at(1))
        const next = await (await again()).rebuild<Case>(CASES)
        expect(await next.collection.checkpoint()).toBeNull()
        await fault('copy-replaced', 'never', left.collection.apply([change('b', { county: '1' })], at(2)))
      })
      it('keeps versions apart until the old one is dropped', async () => {
        const { store, cases } = await filled([{ id: 'a', county: '1' }])
        const second = await store.collection<Case>(CASES_2)
        expect(await second.checkpoint()).toBeNull()
        await second.apply([change('a', { county: '2' })], at(1))
        expect([await cases.get('a'), await second.get('a')]).toEqual([{ id: 'a', county: '1' }, { county: '2' }])
        expect(await store.versions()).toEqual([{ name: 'cases', version: 1 }, { name: 'cases', version: 2 }])
        await store.drop('cases', 1)
        await store.drop('cases', 1)
        expect(await store.versions()).toEqual([{ name: 'cases', version: 2 }])
        await fault('copy-replaced', 'never', cases.get('a'))
        expect(await second.get('a')).toEqual({ county: '2' })
      })
      it('refuses a definition with other indexes under the same version', async () => {
        const { store, again } = await begin()
        const changed = { ...CASES, indexes: [...CASES.indexes, ['state']] }
        await fault('index-mismatch', 'never', store.collection(changed))
        await fault('index-mismatch', 'never', (await again()).collection(changed))
      })
      const unusable = [['Cases', 1], ['cases', 0], ['a b', 1], ["a'b", 1], ['', 1]] as const
      it.each(unusable)('takes no collection named %j of version %d', async (bad, version) => {
        const { store } = await begin()
        await expect(store.collection({ name: bad, version, indexes: [] })).rejects.toThrow(/collection's name|version/)
      })
    })

    it('answers every query as reading everything would', async () => {
      const scalar = fc.constantFrom<Case['opened'][]>(null, -1, 0, 1, 2, '', 'a', 'b', '甲', '😀', true, false, undefined as never)
      const document = fc.record({
        county: fc.constantFrom('1', '2', '3'), state: fc.constantFrom('open', 'closed'), opened: scalar })
      const bound = fc.constantFrom<string | number>(0, 1, 'a', '甲')
      const condition = fc.oneof(
        scalar.map((value) => value ?? null), fc.record({ in: fc.array(bound, { maxLength: 3 }) }),
        fc.dictionary(fc.constantFrom('gt', 'gte', 'lt', 'lte'), bound, { minKeys: 1, maxKeys: 2 }))
      const direction = fc.constantFrom('asc', 'desc')
      const query = fc.record({
        county: fc.constantFrom<unknown>('1', { in: ['1', '3'] }, { gte: '2' }, undefined),
        state: fc.constantFrom<unknown>('open', undefined),
        opened: fc.option(condition, { nil: undefined }), limit: fc.integer({ min: 1, max: 6 }),
        sort: fc.uniqueArray(fc.tuple(fc.constantFrom('county', 'state', 'opened'), direction),
          { maxLength: 3, selector: ([field]) => field }),
      }).map(({ limit, sort, ...where }) => ({
        limit, sort, where: Object.fromEntries(Object.entries(where).filter(([, value]) => value !== undefined)),
      }) as unknown as Query)
      const { store } = await begin()
      let answered = 0
      let version = 1
      await fc.assert(fc.asyncProperty(fc.array(document, { maxLength: 25 }), query, async (documents, asked) => {
        const cases = await store.collection<Case>({
          name: 'random', version: version += 1,
          indexes: [['county', 'state', 'opened'], ['state', 'opened', 'county'], ['opened', 'county']],
        })
        const rows = documents.map((each, i) => ({ id: `d${i}`, ...each }) as Case & { id: string })
        await cases.apply(rows.map((row) => change(row.id, row)), at(1))
        const seen: unknown[] = []
        try {
          for (let cursor: string | null = null; ;) {
            const page: Page<Case> = await cases.find({ ...asked, ...(cursor === null ? {} : { cursor }) })
            seen.push(...ids(page))
            if (page.next === null) break
            cursor = page.next
          }
        } catch (error) {
          if (isFault(error, 'no-such-index')) return
          throw error
        } finally {
          await store.drop('random', version)
        }
        answered += 1
        expect(seen).toEqual(ids({ items: byReadingEverything(rows, asked) }))
      }), { seed: 20261122, numRuns: worlds })
      expect(answered).toBeGreaterThan(worlds / 4)
    })
  })
}

const kind = (value: unknown): number => (value === null ? 0 : typeof value === 'number' ? 1 : typeof value === 'string' ? 2 : 3)
const compare = (a: unknown, b: unknown): number => {
  if (kind(a) !== kind(b)) return kind(a) - kind(b)
  return typeof a === 'string' ? Buffer.compare(Buffer.from(a), Buffer.from(b as string)) : Number(a) - Number(b)
}
const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> =
  { gt: (order) => order > 0, gte: (order) => order >= 0, lt: (order) => order < 0, lte: (order) => order <= 0 }

/** The meaning of a query, written down a second time and as plainly as possible. */
const byReadingEverything = (rows: readonly (Case & { id: string })[], { where = {}, sort = [] }: Query): Case[] => {
  const fieldOf = (row: Case, field: string): unknown => row[field] ?? null
  const holds = (row: Case): boolean => Object.entries(where).every(([field, condition]) => {
    const value = fieldOf(row, field)
    if (condition === null || typeof condition !== 'object') return value === condition
    if ('in' in condition) return (condition.in as unknown[]).includes(value)
    return Object.entries(condition)
      .every(([operator, limit]) => kind(value) === kind(limit) && COMPARISONS[operator]!(compare(value, limit)))
  })
  const sign = (direction: 'asc' | 'desc'): number => (direction === 'asc' ? 1 : -1)
  return rows.filter(holds).sort((a, b) => {
    for (const [field, direction] of sort) {
      const order = compare(fieldOf(a, field), fieldOf(b, field))
      if (order !== 0) return order * sign(direction)
    }
    return compare(a.id, b.id) * sign(sort.at(-1)?.[1] ?? 'asc')
  })
}
