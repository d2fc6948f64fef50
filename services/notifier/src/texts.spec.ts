import { NOTICES } from '@zhijian/contracts'
import { instant } from '@zhijian/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fit, fitBytes, wordsOf } from './texts.ts'

const at = instant('2026-03-01T15:59:00.000Z')
const facts = { topic: '03', tier: 1, counted: 2, missing: 1 }

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  it.each(NOTICES)('%s has a title that every provider takes, and a text without holes', (notice) => {
    const words = wordsOf({ notice, facts, at }, language)
    expect([...words.title].length).toBeLessThanOrEqual(20)
    expect(words.text).not.toMatch(/[{}]|undefined/)
    expect(words.title.length * words.text.length).toBeGreaterThan(0)
  })
})

it('says topic, tier and the local time', () => {
  expect(wordsOf({ notice: 'question-waits', facts, at }, 'zh-CN')).toMatchObject({
    text: '有一条劳动人事类咨询（全区）等待律师解答，请登录查看。', time: '2026年03月01日 23:59',
  })
  expect(wordsOf({ notice: 'quorum-overdue', facts, at }, 'en').text).toBe('A question (labour) is overdue with 2 answers.')
})

it('names no topic it does not know, and no tier beyond the last', () => {
  expect(wordsOf({ notice: 'question-waits', facts: { topic: '77', tier: 9 }, at }, 'zh-CN')).toMatchObject({ topic: '其他', tier: '全国' })
})

describe('a length limit', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 80 })
  it('in characters is kept, and a text that fits is left alone', () => {
    fc.assert(fc.property(text, fc.integer({ min: 1, max: 60 }), (each, limit) => {
      const fitted = fit(each, limit)
      expect([...fitted].length).toBeLessThanOrEqual(limit)
      if ([...each].length <= limit) expect(fitted).toBe(each)
    }), { seed: 11 })
  })
  it('in bytes is kept, and cuts no character in two', () => {
    fc.assert(fc.property(text, fc.integer({ min: 3, max: 120 }), (each, limit) => {
      const fitted = fitBytes(each, limit)
      expect(Buffer.byteLength(fitted)).toBeLessThanOrEqual(limit)
      expect(each.startsWith(fitted.replace(/…$/, '')) || fitted === each).toBe(true)
    }), { seed: 12 })
  })
  it('shows that something is left out', () => {
    expect([fit('一二三四五六', 5), fitBytes('一二三四', 9)]).toEqual(['一二三四…', '一二…'])
  })
})
