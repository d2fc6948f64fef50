// How much the words of a text speak for each topic.
import { plain } from './features.ts'
import { TOPICS } from './taxonomy.ts'
import { TOPIC_WORDS } from './words.ts'

/** A word counts at most twice: a long complaint that repeats one word is not more about it. */
const MOST_COUNTED = 2

const occurrences = (text: string, word: string): number => {
  let count = 0
  for (let at = text.indexOf(word); at >= 0 && count < MOST_COUNTED; at = text.indexOf(word, at + word.length)) count += 1
  return count
}

/** Level-2 code of a name under a head. */
const secondCode = (code: string, name: string): string | undefined =>
  TOPICS.find((topic) => topic.code === code)?.seconds.find((second) => second.name === name)?.code

export interface Spoken {
  /** Sum of the weights of the words found, by level-1 code; only those with any. */
  readonly scores: ReadonlyMap<string, number>
  /** Of a level-1 code, the level-2 code that most of it speaks for; null: none. */
  readonly second: (code: string) => string | null
}

export const wordsIn = (text: string): Spoken => {
  const looked = plain(text)
  // Of hundreds of words most begin with what the text does not hold: those are not looked for.
  const units = new Set<number>()
  for (let at = 0; at < looked.length; at += 1) units.add(looked.charCodeAt(at))
  const scores = new Map<string, number>()
  const seconds = new Map<string, number>()
  for (const { code, second, weight, words } of TOPIC_WORDS) {
    let sum = 0
    for (const word of words) if (units.has(word.charCodeAt(0))) sum += occurrences(looked, word) * weight
    if (sum === 0) continue
    scores.set(code, (scores.get(code) ?? 0) + sum)
    const under = second === null ? undefined : secondCode(code, second)
    if (under !== undefined) seconds.set(under, (seconds.get(under) ?? 0) + sum)
  }
  return {
    scores,
    second: (code) => [...seconds].filter(([under]) => under.startsWith(code)).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? null,
  }
}
