// Why a lawyer was asked in a tier, or was not: from the record of that tier where it says so, otherwise from the lawyer as
// he stood. The running pool and the auditor's command line both answer with this.
import { NOT_ASKED, type AudienceRecord, type Explanation, type LawyerId, type NotAsked, type QuestionFacts, type TierScope } from '@zhijian/contracts'
import type { Instant } from '@zhijian/kernel'
import { outsideTier, unpackRank, whyNotAsked } from './eligibility.ts'
import type { Lawyer } from './lawyer.ts'

/**
 * @param record null: no audience was recorded
 * @param lawyer as he stood when the tier opened, or as near to it as is known; null: not registered then
 */
export const explain = (
  record: AudienceRecord | null, lawyer: Lawyer | null, lawyerId: LawyerId, question: QuestionFacts,
  { scope, openedAt: at }: { readonly scope: TierScope; readonly openedAt: Instant },
): Explanation => {
  const no = (reason: NotAsked): Explanation => ({ lawyerId, scope, asked: false, reason })
  if (record) {
    const place = record.ranked.indexOf(lawyerId)
    if (place >= 0) return { lawyerId, scope, asked: true, rank: unpackRank(record.ranks[place]!, record.matches?.[place]) }
    const recorded = NOT_ASKED.find((reason) => record.notAsked?.[reason]?.includes(lawyerId))
    if (recorded) return no(recorded)
    const isWhole = record.ranked.length === record.count && record.notAsked !== null
    // Whom the tier covers is on record; so it does not cover him.
    if (isWhole && lawyer) return no((question.isProbe ? null : outsideTier(lawyer, question, scope, at)) ?? 'not-registered')
  }
  if (!lawyer) return no('not-registered')
  // Nothing on record about him: no audience, or one of millions.
  const why = whyNotAsked(lawyer, question, scope, at)
  return why ? no(why) : { lawyerId, scope, asked: true, rank: null }
}
