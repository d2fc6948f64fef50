// What simulated lawyers write: invented answers by topic, shipped with the project.
import answers from '../../data/answers.json' with { type: 'json' }

interface Row {
  readonly topic: string
  readonly flags: readonly string[]
  readonly text: string
}

const byTopic = new Map<string, string[]>()
for (const { topic, flags, text } of answers.rows as readonly Row[]) {
  // Flagged ones are there to show the review queue; an exemplary lawyer does not write them.
  if (flags.length > 0) continue
  byTopic.set(topic, [...byTopic.get(topic) ?? [], text])
}
const anyTopic = [...byTopic.values()].flat()

/** @param draw 0 ≤ draw < 1 */
export const answerTexts = (topic: string, draw: number): string => {
  const texts = byTopic.get(topic) ?? anyTopic
  return texts[Math.floor(draw * texts.length)]!
}
