import { dangerIn, flagsOf, placeNames, redact, substanceOf } from '@zhijian/edge'
import { topicName, TOPICS } from '@zhijian/topics'
import { describe, expect, it } from 'vitest'
import { readAnswers, readCounty, readQuestions } from './data.ts'

const questions = readQuestions()
const answers = readAnswers()
const places = placeNames(readCounty().towns.flatMap((town) => [town.name, ...town.villages.map(({ name }) => name)]))
const knows = (topic: string, second: string | null) => topicName(topic) !== null && (second === null || TOPICS.find(({ code }) => code === topic)!.seconds.some(({ name }) => name === second))

describe('the questions of the demonstration', () => {
  it('are at least 200, no two alike, on topics that exist, some from enterprises', () => {
    expect(questions.length).toBeGreaterThanOrEqual(200)
    expect(new Set(questions.map(({ text }) => text)).size).toBe(questions.length)
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length)
    for (const { topic, second, id } of questions) expect(knows(topic, second), id).toBe(true)
    expect(questions.filter(({ channel }) => channel === 'enterprise').length).toBeGreaterThan(10)
  })
  it('call the duty officer where they should, and only there', () => {
    for (const { text, dangerCodes } of questions) expect([...dangerIn(text)].toSorted(), text).toEqual([...dangerCodes].toSorted())
    expect(new Set(questions.flatMap(({ dangerCodes }) => dangerCodes)).size).toBe(5)
  })
  it('lose what is personal when they leave the county', () => {
    for (const { text, personal } of questions) {
      const { spans } = redact(text, { places })
      for (const passage of personal) {
        const at = text.indexOf(passage)
        expect(at).toBeGreaterThanOrEqual(0)
        const covered = spans.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(at + passage.length, end) - Math.max(at, start)), 0)
        expect(covered, passage).toBe(passage.length)
      }
    }
    expect(questions.filter(({ personal }) => personal.length > 0).length).toBeGreaterThan(10)
  })
})

describe('the answers of the demonstration', () => {
  it('are at least 300, no two alike, substantive, and cover every topic that has a question', () => {
    expect(answers.length).toBeGreaterThanOrEqual(300)
    expect(new Set(answers.map(({ text }) => text)).size).toBe(answers.length)
    for (const { topic, second, id } of answers) expect(knows(topic, second), id).toBe(true)
    for (const { text, flags } of answers) if (flags.length === 0) expect(substanceOf(text).chars, text).toBeGreaterThanOrEqual(30)
    const topics = new Set(answers.map(({ topic }) => topic))
    for (const { topic } of questions) expect(topics).toContain(topic)
    for (const topic of topics) if (topic !== '99') expect(new Set(answers.filter((one) => one.topic === topic && one.flags.length === 0).map(({ id }) => id)).size).toBeGreaterThanOrEqual(3)
  })
  it('give a reviewer something to find, and nothing where nothing is', () => {
    for (const { text, flags } of answers) expect([...flagsOf(text)].toSorted(), text).toEqual([...flags].toSorted())
    expect(new Set(answers.flatMap(({ flags }) => flags)).size).toBe(3)
  })
})
