// The topic of a question as screens show it: the codes, and in words which of them lawyers were looked for by.
import { QuestionTopic, TOPIC_MATCHES, TopicCode } from '@zhijian/contracts'
import { topicName } from '@zhijian/topics'
import { z } from 'zod'
import { topicWords as words } from './i18n/topics.zh-CN.ts'

type TopicMatch = (typeof TOPIC_MATCHES)[number]
const UNKNOWN: TopicCode = '99'

export const TopicView = QuestionTopic.extend({ text: z.string().describe('zh-CN: the topics by which lawyers are looked for, and whose word each is') })
export type TopicView = z.infer<typeof TopicView>

const filled = (text: string, values: Readonly<Record<string, string>>): string => text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
/** Level 1, and level 2 where it is known. */
const named = (code: string, second: string | undefined): string =>
  filled(words.named, { name: [code, second].flatMap((each) => (each === undefined ? [] : topicName(each) ?? each)).join('·') })

const namesOf = (topic: QuestionTopic) => {
  const alternative = topic.alternative === undefined ? null : named(topic.alternative, topic.alternativeSecond)
  return {
    asked: topic.asked === undefined ? '' : named(topic.asked, topic.askedSecond), predicted: named(topic.code, topic.second),
    alternative: alternative === null ? '' : filled(words.maybe, { name: alternative }),
    // What she chose herself is not named to her twice.
    orAlternative: alternative === null || topic.alternative === topic.asked ? '' : filled(words.or, { name: alternative }),
  }
}

/** To the asker: what was made of her choice. */
export const topicSentence = (topic: QuestionTopic): string => {
  const { asked, code } = topic
  const text = code === UNKNOWN && asked !== undefined ? words.unknownButAsked
    : code === UNKNOWN && topic.alternative === undefined ? words.unknown
      : asked === undefined ? words.onlyPredicted : asked === code ? words.agreed : words.differs
  return filled(text, namesOf(topic))
}

/** To lawyers and offices. */
export const topicView = (topic: QuestionTopic): TopicView =>
  ({ ...topic, text: filled(`${topic.asked === undefined ? '' : words.lineAsked}${words.linePredicted}`, namesOf(topic)) })

/** Why a lawyer stands before others: by whose word his specialty is one of the question's. */
export const matchSentence = (topic: QuestionTopic, matched: readonly TopicMatch[]): string => {
  const names = { asked: topic.asked, predicted: topic.code, alternative: topic.alternative }
  const which = TOPIC_MATCHES.filter((each) => matched.includes(each)).flatMap((each) => {
    const code = names[each]
    return code === undefined ? [] : filled(words[each], { name: named(code, undefined) })
  })
  return which.length === 0 ? words.notMatched : filled(words.matched, { which: which.join('、') })
}
