// Makes, stores and explains audiences: what was recorded is answered from the record, also years later.
import {
  AudienceRecord, type CountyCode, type Explanation, type LawyerId, type QuestionFacts, type ResolvedAudience, type TierScope,
} from '@zhijian/contracts'
import { canonical, type Instant } from '@zhijian/kernel'
import type { BlobStore } from '@zhijian/privacy'
import type { Parties } from './adapters/parties.ts'
import { resolveAudience } from './audience.ts'
import { explain } from './explanation.ts'
import type { PoolFollower } from './pool-follower.ts'
import type { PoolIndex } from './pool-index.ts'
import type { LawyerDocument } from './views/lawyers.ts'
import type { TierDocument } from './views/questions.ts'

export interface Audiences {
  resolve(question: QuestionFacts, scope: TierScope, at: Instant): Promise<ResolvedAudience>
  /** How many a tier covers who may be asked, for an asker nobody acts for or against. */
  reach(countyCode: CountyCode, enterprise: boolean, scope: TierScope, at: Instant): Promise<number>
  explain(lawyer: LawyerDocument | null, lawyerId: LawyerId, question: QuestionFacts, tier: TierDocument): Promise<Explanation>
}

const publicFacts = ({ askerId: _asker, opponents: _opponents, askerParties: _parties, ...facts }: QuestionFacts): AudienceRecord['question'] => facts

export const createAudiences = (index: PoolIndex, follower: PoolFollower, blobs: Pick<BlobStore, 'putPublic' | 'getPublic'>, parties: Parties): Audiences => ({
  async resolve(question, scope, at) {
    const poolVersion = await follower.refresh(at)
    const { count, ranked, matches, notAsked, notAskedCounts } = resolveAudience(index, await parties(question), scope, at)
    const record: AudienceRecord = {
      format: 'zhijian-audience-1', question: publicFacts(question), scope, at, poolVersion, count,
      ranked: ranked.map(([id]) => id as LawyerId), ranks: ranked.map(([, rank]) => rank), matches: [...matches],
      notAskedCounts, notAsked: notAsked as AudienceRecord['notAsked'],
    }
    const blob = await blobs.putPublic(Buffer.from(canonical(record)), 'application/json')
    const nobody = Object.keys(notAskedCounts).length > 0 ? 'nobody-available' : 'nobody-registered'
    return { count, blob, poolVersion, reason: count === 0 ? nobody : null }
  },

  async reach(countyCode, enterprise, scope, at) {
    await follower.refresh(at)
    const anybody: QuestionFacts = {
      consultationId: 'anybody' as QuestionFacts['consultationId'], countyCode, enterprise, isProbe: false, topics: [], language: 'zh', askerId: 'anybody' as QuestionFacts['askerId'],
      opponents: [], askerParties: [],
    }
    return resolveAudience(index, anybody, scope, at, 1).count
  },

  async explain(lawyer, lawyerId, question, { scope, openedAt, blob }) {
    const record = blob && AudienceRecord.parse(JSON.parse(Buffer.from(await blobs.getPublic(blob)).toString('utf8')))
    const stood = lawyer && lawyer.registeredAt <= openedAt ? lawyer : null
    return explain(record, stood, lawyerId, await parties(question), { scope, openedAt: openedAt as Instant })
  },
})
