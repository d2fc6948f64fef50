// Which topics a text is about: what a small model learnt, for the topics that had questions to learn from; words alone for
// the others and for the second level. A suggestion: the asker decides, and routing asks all of them.
// I1 Confidences are parts of one and fall; the same text gives the same suggestion.
import { featuresOf } from './features.ts'
import { model } from './shipped.ts'
import { TOPICS } from './taxonomy.ts'
import { wordsIn } from './words-in.ts'

export interface TopicSuggestion {
  /** Level 1: 01–21 or 99. */
  readonly code: string
  /** A level-2 code under it, or null when the words do not say. */
  readonly second: string | null
  /** 0 to 1; of those suggested, and of those left out, together 1. */
  readonly confidence: number
}

const MOST_SUGGESTED = 3
/** What is surer than this is said although no word of any topic was found. */
const SURE_WITHOUT_WORDS = 0.6
/** Less is not worth a place in the list, unless it is the first. */
const WORTH_SAYING = 0.02
const NOTHING = '99'

/** Topics nobody labelled questions for; hints alone (less than one plain word) do not speak for them. */
const A_PLAIN_WORD = 5
const byWordsAlone = TOPICS.map(({ code }) => code).filter((code) => !model.codes.includes(code))

/**
 * Squared, so that a hint beside a plain word takes little: 起诉离婚 is about divorce.
 * @returns what part of all that the words say each topic without rows takes
 */
const partsByWords = (scores: ReadonlyMap<string, number>): ReadonlyMap<string, number> => {
  const squared = (code: string): number => Math.max(0, scores.get(code) ?? 0) ** 2
  const whole = TOPICS.reduce((sum, { code }) => sum + squared(code), 0)
  return new Map(byWordsAlone.filter((code) => (scores.get(code) ?? 0) >= A_PLAIN_WORD).map((code) => [code, squared(code) / whole]))
}

/** @returns one to three topics, best first; 99 alone when there is nothing to go by. Ties go to the lower code. */
export const suggestTopics = (text: string): readonly TopicSuggestion[] => {
  const features = featuresOf(text)
  if (features.length === 0) return [{ code: NOTHING, second: null, confidence: 1 }]
  const spoken = wordsIn(text)
  const shares = model.shares(features, spoken)
  const taken = partsByWords(spoken.scores)
  const left = 1 - [...taken.values()].reduce((sum, part) => sum + part, 0)
  const parts = new Map([...model.codes.map((code, k) => [code, shares[k]! * left] as const), ...taken])
  if (spoken.scores.size === 0 && Math.max(...parts.values()) < SURE_WITHOUT_WORDS) return [{ code: NOTHING, second: null, confidence: 1 }]
  return [...parts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, MOST_SUGGESTED)
    .filter(([, part], place) => place === 0 || part >= WORTH_SAYING)
    .map(([code, part]) => ({ code, second: spoken.second(code), confidence: Math.round(part * 100) / 100 }))
}
