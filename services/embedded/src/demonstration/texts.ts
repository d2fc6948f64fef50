// What simulated lawyers write: invented answers of the question's topic, those first that are of its second level, then those
// that speak of what it speaks of.
import { topicName } from '@zhijian/topics'
import { readAnswers } from './data.ts'

interface Text {
  readonly text: string
  /** Name of the topic's second level. */
  readonly second: string | null
  /** Pairs of neighbouring characters of the matter and the text. */
  readonly pairs: ReadonlySet<string>
}

const pairsOf = (text: string): ReadonlySet<string> =>
  new Set(text.split(/[\p{P}\s]+/u).flatMap((part) => Array.from({ length: Math.max(0, part.length - 1) }, (_, at) => part.slice(at, at + 2))))

const byTopic = new Map<string, Text[]>()
/** In how many texts a pair occurs: what all speak of says little. */
const seenIn = new Map<string, number>()
for (const { topic, second, flags, text } of readAnswers()) {
  // Flagged ones are there to show the review queue; an exemplary lawyer does not write them.
  if (flags.length > 0) continue
  const pairs = pairsOf(`${second}。${text}`)
  for (const pair of pairs) seenIn.set(pair, (seenIn.get(pair) ?? 0) + 1)
  byTopic.set(topic, [...byTopic.get(topic) ?? [], { text, second, pairs }])
}
const anyTopic = [...byTopic.values()].flat()

interface Topic {
  readonly code: string
  readonly second?: string | undefined
}

/** As many of the topic are told apart by how well they fit; a lawyer writes one of them. */
const FITTING = 4

/**
 * @param nth of the answers to this question, from 0: lawyers who write one after another do not repeat each other
 * @param draw 0 ≤ draw < 1, the same for all answers to one question
 */
export const answerText = (topic: Topic, question: string, nth: number, draw: number): string => {
  const asked = pairsOf(question)
  const second = topic.second === undefined ? null : topicName(topic.second)
  const isOfSecond = (text: Text): number => (second !== null && text.second === second ? 1 : 0)
  const fit = ({ pairs }: Text): number => [...asked].reduce((sum, pair) => (pairs.has(pair) ? sum + 1 / seenIn.get(pair)! : sum), 0)
  const texts = (byTopic.get(topic.code) ?? anyTopic).map((each) => ({ ...each, fits: fit(each) }))
    .sort((a, b) => isOfSecond(b) - isOfSecond(a) || b.fits - a.fits).slice(0, FITTING)
  return texts[(Math.floor(draw * texts.length) + nth) % texts.length]!.text
}
