// How each answering lawyer was rated for each question; the last word counts, in the month it was said in.
import { consultationEvents } from '@zhijian/contracts'
import { instant } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'
import { monthOf } from './ledger.ts'

export type RatingDocument = { readonly lawyerId: string; readonly month: string; readonly stars: number }

const ratingsOf = (event: { readonly type: string; readonly data: Parameters<typeof consultationEvents.read>[1] }): readonly { readonly lawyerId: string; readonly stars: number }[] => {
  const fact = consultationEvents.read(event.type, event.data)
  return fact?.type === 'AnswerRated' ? [fact.data.rating] : fact?.type === 'ConsultationClosed' ? fact.data.ratings : []
}

export const ratings: View<RatingDocument> = {
  collection: { name: 'lawyer-pool-ratings', version: 1, indexes: [['lawyerId', 'month']] },
  on: { categories: ['consultation'], types: ['AnswerRated', 'ConsultationClosed'] },
  keys: (event) => [...new Set(ratingsOf(event).map(({ lawyerId }) => `${lawyerId}~${event.data.consultationId as string}`))],
  evolve(before, event, id) {
    const found = ratingsOf(event).findLast(({ lawyerId }) => id.startsWith(`${lawyerId}~`))
    return found ? { lawyerId: found.lawyerId, month: monthOf(instant(event.meta.time)), stars: found.stars } : before
  },
}
