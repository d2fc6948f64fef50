// Lists of questions as several routes show them, made from consult-router's documents: what is not named here does not
// leave, sealed or not.
import { QuestionTopic, Sealed } from '@zhijian/contracts'
import { z } from 'zod'
import { Cursor, Limit } from '../fields.ts'
import type { Call } from '../route.ts'
import { TopicView, topicView } from '../topic-view.ts'

export const PageQuery = { cursor: Cursor.optional(), limit: Limit.optional() }
export const pageOf = ({ cursor, limit }: { cursor?: string | undefined; limit?: number | undefined }) =>
  ({ limit: limit ?? 50, ...(cursor === undefined ? {} : { cursor }) })
export const pageSchema = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), next: z.string().nullable() })

/** As consult-router's view has it. */
const Document = z.object({
  consultationId: z.string(), askerId: z.string(), countyCode: z.string(), openedAt: z.string(), promiseDue: z.string(),
  listing: z.string(), promise: z.string(),
  isOverdue: z.boolean(), phase: z.string(), target: z.int(),
  question: z.object({ text: Sealed, topic: QuestionTopic, channel: z.string(), villageCode: z.string().nullable(), via: z.string(),
    dangerCodes: z.array(z.string()) }),
  answers: z.array(z.object({ status: z.string(), local: z.boolean() })),
  threads: z.array(z.object({ waitingSince: z.string().nullable(), turns: z.int() })),
})
const Documents = pageSchema(Document)

export const QuestionRow = z.object({
  consultationId: z.string(), countyCode: z.string(), villageCode: z.string().nullable(), channel: z.string(), via: z.string(),
  topic: TopicView,
  openedAt: z.string(), phase: z.enum(['open', 'resting', 'closed']),
  promise: z.enum(['pending', 'kept', 'broken', 'voided', 'waived']), promiseDue: z.string(),
  isOverdue: z.boolean(), answerCount: z.int(), target: z.int(), waitingThreads: z.int(),
  said: z.int().describe('answers, follow-ups and replies: more than somebody saw are new'), isDangerous: z.boolean(),
  opening: z.string().nullable().describe('the first 80 characters; null: erased, or not for this list'),
})

/** @param withOpening the asker's own list shows how each question begins */
export const questionRows = async (
  call: Pick<Call<unknown, unknown, unknown>, 'gateway'>, page: unknown, withOpening: boolean,
): Promise<{ items: z.input<typeof QuestionRow>[]; next: string | null }> => {
  const { items, next } = Documents.parse(page)
  return {
    next,
    items: await Promise.all(items.map(async ({ question, answers, threads, ...document }) => {
      const text = withOpening ? await call.gateway.sealer.openOrNull(question.text) : null
      return {
        ...document, phase: document.phase as 'open', promise: document.promise as 'kept', villageCode: question.villageCode,
        channel: question.channel, via: question.via,
        topic: topicView(question.topic), isDangerous: question.dangerCodes.length > 0,
        answerCount: answers.filter(({ status }) => status === 'given').length,
        said: answers.filter(({ status }) => status === 'given').length + threads.reduce((sum, { turns }) => sum + turns, 0),
        waitingThreads: threads.filter(({ waitingSince }) => waitingSince !== null).length,
        opening: text === null ? null : [...text].slice(0, 80).join(''),
      }
    })),
  }
}
