// What simulated lawyers write: invented answers by topic.
import { readAnswers } from './data.ts'

const byTopic = new Map<string, string[]>()
for (const { topic, flags, text } of readAnswers()) {
  // Flagged ones are there to show the review queue; an exemplary lawyer does not write them.
  if (flags.length === 0) byTopic.set(topic, [...byTopic.get(topic) ?? [], text])
}
const anyTopic = [...byTopic.values()].flat()

/** @param draw 0 ≤ draw < 1 */
export const answerTexts = (topic: string, draw: number): string => {
  const texts = byTopic.get(topic) ?? anyTopic
  return texts[Math.floor(draw * texts.length)]!
}
