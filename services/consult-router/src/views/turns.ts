// What is said after the first answer: one document per follow-up and reply, sealed as it came. Threads have no end, so they
// are read by the page.
import type { ConsultationEvent } from '@zhijian/contracts'
import type { Instant } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'
import { consultationFact } from './facts.ts'

type Data<Type extends ConsultationEvent['type']> = Extract<ConsultationEvent, { type: Type }>['data']
export type Turn = {
  readonly consultationId: string
  readonly lawyerId: string
  readonly at: Instant
  readonly said:
    | { readonly by: 'asker'; readonly followUpId: string; readonly text: Data<'FollowUpAsked'>['text']; readonly attachments: Data<'FollowUpAsked'>['attachments'] }
    | {
      readonly by: 'lawyer'; readonly replyId: string; readonly text: Data<'FollowUpAnswered'>['text']; readonly clip: Data<'FollowUpAnswered'>['clip']
      readonly statutes: Data<'FollowUpAnswered'>['statutes']
    }
}

export const turns: View<Turn> = {
  collection: { name: 'consultation-turns', version: 1, indexes: [['consultationId', 'at'], ['consultationId', 'lawyerId', 'at']] },
  on: { categories: ['consultation'], types: ['FollowUpAsked', 'FollowUpAnswered'] },
  keys: (event) => [(event.data.followUpId ?? event.data.replyId) as string],
  evolve: (before, event) => {
    const { type, data } = consultationFact(event)
    if (type === 'FollowUpAsked') {
      const { consultationId, lawyerId, followUpId, text, attachments, askedAt } = data
      return { consultationId, lawyerId, at: askedAt, said: { by: 'asker', followUpId, text, attachments } }
    }
    if (type === 'FollowUpAnswered') {
      const { consultationId, lawyerId, replyId, text, clip, statutes, answeredAt } = data
      return { consultationId, lawyerId, at: answeredAt, said: { by: 'lawyer', replyId, text, clip, statutes } }
    }
    return before
  },
}
