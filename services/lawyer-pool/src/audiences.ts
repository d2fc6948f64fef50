// Makes, stores and explains audiences: what was recorded is answered from the record, also years later.
import {
  AudienceRecord, NOT_ASKED, type Explanation, type LawyerId, type NotAsked, type QuestionFacts, type ResolvedAudience, type TierScope,
} from '@zhijian/contracts'
import { canonical, type Instant } from '@zhijian/kernel'
import type { BlobStore } from '@zhijian/privacy'
import { resolveAudience } from './audience.ts'
import { outsideTier, unpackRank, whyNotAsked } from './eligibility.ts'
import type { PoolFollower } from './pool-follower.ts'
import type { PoolIndex } from './pool-index.ts'
import type { LawyerDocument } from './views/lawyers.ts'
import type { TierDocument } from './views/questions.ts'

export interface Audiences {
  resolve(question: QuestionFacts, scope: TierScope, at: Instant): Promise<ResolvedAudience>
  explain(lawyer: LawyerDocument | null, lawyerId: LawyerId, question: QuestionFacts, tier: TierDocument): Promise<Explanation>
}

const publicFacts = ({ askerId: _asker, opponents: _opponents, askerParties: _parties, ...facts }: QuestionFacts): AudienceRecord['question'] => facts

export const createAudiences = (index: PoolIndex, follower: PoolFollower, blobs: Pick<BlobStore, 'putPublic' | 'getPublic'>): Audiences => ({
  async resolve(question, scope, at) {
    const poolVersion = await follower.refresh(at)
    const { count, ranked, notAsked, notAskedCounts } = resolveAudience(index, question, scope, at)
    const record: AudienceRecord = {
      format: 'zhijian-audience-1', question: publicFacts(question), scope, at, poolVersion, count,
      ranked: ranked.map(([id]) => id as LawyerId), ranks: ranked.map(([, rank]) => rank),
      notAskedCounts, notAsked: notAsked as AudienceRecord['notAsked'],
    }
    const blob = await blobs.putPublic(Buffer.from(canonical(record)), 'application/json')
    const nobody = Object.keys(notAskedCounts).length > 0 ? 'nobody-available' : 'nobody-registered'
    return { count, blob, poolVersion, reason: count === 0 ? nobody : null }
  },

  async explain(lawyer, lawyerId, question, tier) {
    const { scope } = tier
    const at = tier.openedAt as Instant
    const no = (reason: NotAsked): Explanation => ({ lawyerId, scope, asked: false, reason })
    if (!lawyer || lawyer.registeredAt > tier.openedAt) return no('not-registered')
    if (tier.blob) {
      const record = AudienceRecord.parse(JSON.parse(Buffer.from(await blobs.getPublic(tier.blob)).toString('utf8')))
      const place = record.ranked.indexOf(lawyerId)
      if (place >= 0) return { lawyerId, scope, asked: true, rank: unpackRank(record.ranks[place]!) }
      const recorded = NOT_ASKED.find((reason) => record.notAsked?.[reason]?.includes(lawyerId))
      if (recorded) return no(recorded)
      const isWhole = record.ranked.length === record.count && record.notAsked !== null
      if (isWhole) return no(outside(lawyer, question, scope, at) ?? 'not-registered')
    }
    // Nothing on record about him (no audience, or one of millions): as he stands now, read at that instant.
    const why = whyNotAsked(lawyer, question, scope, at)
    return why ? no(why) : { lawyerId, scope, asked: true, rank: null }
  },
})

/** Why a tier does not cover a lawyer, as region and appointments stand now; null: it does. */
const outside = (lawyer: LawyerDocument, question: QuestionFacts, scope: TierScope, at: Instant): NotAsked | null =>
  (question.isProbe ? null : outsideTier(lawyer, question, scope, at))
