import type { AudienceRecord, LawyerId } from '@zhijian/contracts'
import { describe, expect, it } from 'vitest'
import { anyLawyer, NOW, question } from './audience.fixtures.ts'
import { explain } from './explanation.ts'

const zhao = 'zhao' as LawyerId
const tier = { scope: 'county', openedAt: NOW } as const
const { askerId: _asker, opponents: _opponents, askerParties: _parties, ...asked } = question()
const record = (over: Partial<AudienceRecord>): AudienceRecord => ({
  format: 'zhijian-audience-1', question: asked, scope: 'county', at: NOW, poolVersion: '1', count: 0, ranked: [], ranks: [], notAskedCounts: {}, notAsked: {}, ...over,
})
const lawyer = { ...anyLawyer(1, () => 0.5), phase: 'registered', lawyerId: zhao, persons: [], counsel: [], conflicts: [], suspended: null } as const
const suspended = { ...lawyer, suspended: { until: null } }

describe('why a lawyer was asked, or was not', () => {
  it('is what the record says, also of one who was registered after the tier opened and before it was made', () => {
    expect(explain(record({ count: 1, ranked: [zhao], ranks: [4096 + 255] }), null, zhao, question(), tier)).toMatchObject({ asked: true, rank: { language: true, load: 0 } })
    expect(explain(record({ notAsked: { conflict: [zhao] }, notAskedCounts: { conflict: 1 } }), null, zhao, question(), tier)).toMatchObject({ asked: false, reason: 'conflict' })
  })
  it('says which of the question’s topics are his, where the record does', () => {
    const at = { count: 1, ranked: [zhao], ranks: [4096 + 2048 + 255] }
    expect(explain(record({ ...at, matches: [5] }), null, zhao, question(), tier)).toMatchObject({ rank: { topic: 2, matched: ['asked', 'alternative'] } })
    expect(explain(record(at), null, zhao, question(), tier)).not.toHaveProperty('rank.matched')
  })
  it('where a whole record leaves him out: the tier does not reach him, whatever he is otherwise', () => {
    expect(explain(record({}), suspended, zhao, question(), tier)).toMatchObject({ asked: false, reason: 'not-counsel-of-county' })
    expect(explain(record({}), null, zhao, question(), tier)).toMatchObject({ asked: false, reason: 'not-registered' })
  })
  it('where there is none, or one of millions: how he stood', () => {
    for (const each of [null, record({ notAsked: null })]) {
      expect(explain(each, suspended, zhao, question(), tier)).toMatchObject({ asked: false, reason: 'suspended' })
      expect(explain(each, null, zhao, question(), tier)).toMatchObject({ asked: false, reason: 'not-registered' })
    }
  })
})
