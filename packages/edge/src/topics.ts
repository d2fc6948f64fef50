// Which topic a question is about: a suggestion for the asker, who decides. Words only, weighed by hand; no learning.
import { TOPIC_WORDS } from './dictionaries/topic-words.ts'
import { fold } from './fold.ts'

export { TOPICS, topicName, type Topic } from './dictionaries/taxonomy.ts'

export interface TopicSuggestion {
  /** Level 1: 01–21 or 99. */
  readonly code: string
  /** A level-2 entry of that code, or null when the words do not say. */
  readonly second: string | null
  /** Sum of the weights of the words found; comparable within one text only. */
  readonly score: number
}

/** A word counts at most twice: a long complaint that repeats one word is not more about it. */
const MOST_COUNTED = 2
const MOST_SUGGESTED = 3
/** Looked at from the beginning; askers state their matter early. */
const LOOKED_AT = 4000

const occurrences = (text: string, word: string): number => {
  let count = 0
  for (let at = text.indexOf(word); at >= 0 && count < MOST_COUNTED; at = text.indexOf(word, at + word.length)) count += 1
  return count
}

/**
 * @returns up to three topics, best first; `99` alone when no word speaks for any. Ties go to the lower code.
 */
export const suggestTopic = (text: string): readonly TopicSuggestion[] => {
  const looked = fold(text.slice(0, LOOKED_AT)).replace(/\s/g, '')
  const scores = new Map<string, { score: number; seconds: Map<string, number> }>()
  for (const { code, second, weight, words } of TOPIC_WORDS) {
    let sum = 0
    for (const word of words) sum += occurrences(looked, word) * weight
    if (sum === 0) continue
    const topic = scores.get(code) ?? { score: 0, seconds: new Map<string, number>() }
    topic.score += sum
    if (second) topic.seconds.set(second, (topic.seconds.get(second) ?? 0) + sum)
    scores.set(code, topic)
  }
  const ranked = [...scores].filter(([, { score }]) => score > 0)
    .toSorted(([a, x], [b, y]) => y.score - x.score || (a < b ? -1 : 1)).slice(0, MOST_SUGGESTED)
  if (ranked.length === 0) return [{ code: '99', second: null, score: 0 }]
  return ranked.map(([code, { score, seconds }]) => ({
    code, score, second: [...seconds].toSorted(([, x], [, y]) => y - x)[0]?.[0] ?? null,
  }))
}
