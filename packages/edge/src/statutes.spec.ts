import { describe, expect, it } from 'vitest'
import { citing, inChinese, statutesIn } from './statutes.ts'

describe('articles of law in an answer', () => {
  it.each([
    ['根据《民法典》第一千零七十九条，应准予离婚', [['民法典', '第一千零七十九条']]],
    ['《中华人民共和国劳动合同法》第82条、《劳动合同法》第八十二条', [['劳动合同法', '第八十二条']]],
    ['依据民法典第1079条的规定', [['民法典', '第一千零七十九条']]],
    ['根据我国刑法第一百三十三条之一', [['刑法', '第一百三十三条之一']]],
    ['《工伤保险条例》的规定，见第十四条', [['工伤保险条例', '第十四条']]],
    ['《民法典》第一百八十八条和第一百九十五条', [['民法典', '第一百八十八条'], ['民法典', '第一百九十五条']]],
    ['合同第三条约定', []], ['没有法律依据', []], ['', []],
  ] as const)('%s', (text, expected) => {
    expect(statutesIn(text).map(({ law, article }) => [law, article])).toEqual(expected)
  })
  it('writes numbers as the law does', () => {
    expect([1, 10, 15, 20, 101, 110, 1000, 1001, 1079, 1260].map((n) => inChinese(String(n)))).toEqual([
      '一', '十', '十五', '二十', '一百零一', '一百一十', '一千', '一千零一', '一千零七十九', '一千二百六十',
    ])
    expect(inChinese('0')).toBe('0')
    expect(inChinese('99999')).toBe('99999')
  })
  it('named by hand come first, written as laws write them, each once', () => {
    const cited = [{ law: '《中华人民共和国民法典》', article: '第1079条' }, { law: '民法典', article: '第一千零七十九条' }]
    expect(citing('依据《民法典》第一千零七十九条和《婚姻登记条例》第五条', cited)).toEqual([
      { law: '民法典', article: '第一千零七十九条' }, { law: '婚姻登记条例', article: '第五条' },
    ])
    expect(citing('《民法典》第一条', Array.from({ length: 60 }, (_, i) => ({ law: '刑法', article: `第${i + 1}条` })))).toHaveLength(50)
  })
  it('names at most 50, and ends on long texts', () => {
    const many = Array.from({ length: 80 }, (_, i) => `《民法典》第${i + 1}条`).join('，')
    expect(statutesIn(many)).toHaveLength(50)
    for (const part of ['《', '法', '第一条', '根据', '《民法典》']) expect(statutesIn(part.repeat(20_000))).toBeDefined()
  })
})
