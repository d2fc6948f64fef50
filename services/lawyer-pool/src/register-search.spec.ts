import type { LawyerId } from '@zhijian/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyLawyer, NOW, seeded } from './audience.fixtures.ts'
import { profile } from './lawyer.fixtures.ts'
import { createRegisterSearch, SORTS, type Wanted } from './register-search.ts'
import type { LawyerDocument } from './views/lawyers.ts'

const checked = { kind: 'valid', until: '2099-12-31T16:00:00.000Z' } as const
const lawyer = (id: string, name: string, firm = '草原律师事务所', over: Partial<LawyerDocument> = {}): LawyerDocument => ({
  ...anyLawyer(1, seeded(1)), phase: 'registered', lawyerId: id as LawyerId, isProbe: false, suspended: null, counsel: [], check: checked as never,
  licence: `1150120181012${id.padStart(4, '0')}`, profile: profile({ name, firm, region: '1509', specialties: ['03'] }), position: '1', registeredAt: NOW, ...over,
})
const searching = (...documents: LawyerDocument[]) => {
  const search = createRegisterSearch()
  for (const each of documents) search.put(each)
  const found = (wanted: Wanted = {}, by: (typeof SORTS)[number] = 'name') => search.find(wanted, by, NOW, { limit: 50 }).ids
  return { search, found }
}

describe('the register, searched', () => {
  it('finds every word somewhere: a part of the name, of the firm, the beginning of the licence', () => {
    const { found } = searching(lawyer('1', '赵一鸣'), lawyer('2', '钱一鸣', '山东ＡＢＣ律所'), lawyer('3', '孙三'))
    expect(found({ words: '一鸣' })).toEqual(['2', '1'])
    expect(found({ words: ' 一鸣  abc ' })).toEqual(['2'])
    expect(found({ words: '11501201810120003' })).toEqual(['3'])
    expect(found({ words: '0003' })).toEqual([])
  })
  it('lists names in the order of their sounds', () => {
    expect(searching(lawyer('1', '赵'), lawyer('2', '钱'), lawyer('3', '孙'), lawyer('4', '白')).found()).toEqual(['4', '2', '3', '1'])
  })
  it('takes away who does not stand so at this very instant', () => {
    const until = (at: string) => ({ suspended: { until: at } }) as Partial<LawyerDocument>
    const { found } = searching(
      lawyer('1', '甲'), lawyer('2', '乙', '所', until('2099-01-01T00:00:00.000Z')), lawyer('3', '丙', '所', until(NOW)),
      lawyer('4', '丁', '所', { phase: 'deregistered' }), lawyer('5', '戊', '所', { check: { kind: 'missing' } }), lawyer('6', '己', '所', { isProbe: true }),
    )
    expect(found({ standing: 'active' }, 'licence')).toEqual(['1', '3'])
    expect(found({ standing: 'suspended' })).toEqual(['2'])
    expect(found({ standing: 'check-missing' })).toEqual(['5'])
    expect(found({ standing: 'deregistered' })).toEqual(['4'])
    expect(found({}, 'licence')).toEqual(['1', '2', '3', '5'])
  })
  it('knows counsel of a county for as long as they are', () => {
    const counsel = (until: string | null) => ({ counsel: [{ appointmentId: 'a', county: '150921', villages: [], until }] }) as Partial<LawyerDocument>
    const { found } = searching(lawyer('1', '甲', '所', counsel(null)), lawyer('2', '乙', '所', counsel(NOW)), lawyer('3', '丙'))
    expect(found({ county: '150921' })).toEqual(['1'])
  })
  it('goes on behind the last one shown, whoever was renamed meanwhile', () => {
    const { search } = searching(...['甲', '乙', '丙', '丁', '戊'].map((name, n) => lawyer(String(n + 1), name)))
    const first = search.find({}, 'licence', NOW, { limit: 2 })
    expect([first.ids, first.total]).toEqual([['1', '2'], 5])
    search.put(lawyer('1', '甲', '所', { licence: '11501201810129999' }))
    const second = search.find({}, 'licence', NOW, { limit: 2, cursor: first.next! })
    expect(second.ids).toEqual(['3', '4'])
    expect(search.find({}, 'licence', NOW, { limit: 2, cursor: second.next! })).toMatchObject({ ids: ['5', '1'], next: null })
  })
  it('refuses a cursor of another order, or of none', () => {
    const { search } = searching(lawyer('1', '甲'), lawyer('2', '乙'))
    const { next } = search.find({}, 'name', NOW, { limit: 1 })
    for (const cursor of [next!, 'x', 'bnVsbA']) expect(() => search.find({}, 'firm', NOW, { limit: 1, cursor })).toThrow('another list')
  })
  it('is in order whichever way changes came: one by one between looks, or all before', () => {
    const change = fc.record({ id: fc.integer({ min: 1, max: 40 }), name: fc.constantFrom('赵', '钱', '孙', '李', '周吴', '郑王', 'Bat', 'bat'), isLooked: fc.boolean() })
    fc.assert(fc.property(fc.array(change, { maxLength: 120 }), fc.constantFrom(...SORTS), (changes, by) => {
      const { search, found } = searching()
      const last = new Map<string, LawyerDocument>()
      for (const { id, name, isLooked } of changes) {
        const now = lawyer(String(id), name, `${name}所`)
        search.put(now)
        last.set(now.lawyerId, now)
        if (isLooked) found({}, by)
      }
      expect(found({}, by)).toEqual(searching(...last.values()).found({}, by))
    }), { seed: 7, numRuns: 200 })
  })
})
