import { describe, expect, it } from 'vitest'
import { answerText } from './texts.ts'

const WAGES = '老板拖欠我三个月工资，没有签劳动合同，怎么要回来？'

const of = (code: string, second?: string) => ({ code, second })

describe('what simulated lawyers write', () => {
  it('speaks of what was asked', () => {
    for (const draw of [0, 0.3, 0.6, 0.9]) expect(answerText(of('03'), WAGES, 0, draw)).toMatch(/工资|劳动合同|欠薪/)
    expect(answerText(of('01'), '对方拿到判决书也不给孩子抚养费怎么办？', 0, 0)).toContain('抚养费')
  })
  it('is of the second level of the topic where that is known', () => {
    for (const draw of [0, 0.3, 0.6, 0.9]) expect(answerText(of('03', '0301'), WAGES, 0, draw)).not.toContain('竞业')
    expect(answerText(of('03', '0306'), WAGES, 0, 0)).toContain('竞业')
  })
  it('is not said twice by the lawyers of one question', () => {
    expect(new Set([0, 1, 2, 3].map((nth) => answerText(of('03'), WAGES, nth, 0.7))).size).toBe(4)
  })
  it('is found for a topic or a question that nothing is known of', () => {
    expect(answerText(of('no-such'), '', 0, 0.99)).not.toBe('')
  })
})
