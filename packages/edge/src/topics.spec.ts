import { TopicCode } from '@zhijian/contracts'
import { describe, expect, it } from 'vitest'
import { CATEGORY_CODES, codesOf } from './category-map.ts'
import { TOPIC_WORDS } from './dictionaries/topic-words.ts'
import { suggestTopic, topicName, TOPICS } from './topics.ts'

describe('the taxonomy', () => {
  it('has the 22 codes of the contract, each once', () => {
    expect(new Set(TOPICS.map(({ code }) => code)).size).toBe(22)
    for (const { code } of TOPICS) expect(TopicCode.safeParse(code).success).toBe(true)
    expect(topicName('03')).toBe('劳动人事')
    expect(topicName('22')).toBeNull()
  })
  it('knows every code and every level-2 entry that words and categories point to', () => {
    for (const { code, second } of TOPIC_WORDS) {
      const topic = TOPICS.find((one) => one.code === code)
      expect(topic).toBeDefined()
      if (second) expect(topic!.seconds, `${code} ${second}`).toContain(second)
    }
    for (const codes of Object.values(CATEGORY_CODES)) for (const code of codes) expect(topicName(code)).not.toBeNull()
    expect(codesOf('no such category')).toEqual([])
  })
})

describe('the suggestion', () => {
  it.each([
    ['01', '离婚', '想离婚，感情不和分居两年了，怎么起诉离婚'],
    ['02', '遗嘱', '父亲立的遗嘱没有公证，继承的时候有效吗'],
    ['03', '工资', '老板拖欠工资三个月，加班费也不给'],
    ['04', '民间借贷', '朋友借钱不还，有借条'],
    ['07', '责任认定', '发生交通事故，交警认定对方全责'],
    ['09', '草场', '两家草场界线不清，嘎查不给处理'],
    ['13', '取保', '弟弟被刑拘了，能取保候审吗'],
    ['16', '知识产权', '公司的商标被别人抢注了'],
  ])('is %s %s: %s', (code, second, text) => {
    expect(suggestTopic(text)[0]).toMatchObject({ code, second })
  })
  it('offers the second topic too', () => {
    expect(suggestTopic('离婚后前夫欠的债，借条上有我的名字').map(({ code }) => code)).toEqual(expect.arrayContaining(['01', '04']))
  })
  it('says 99 alone when no word speaks for any topic', () => {
    expect(suggestTopic('你好')).toEqual([{ code: '99', second: null, score: 0 }])
    expect(suggestTopic('')).toEqual([{ code: '99', second: null, score: 0 }])
  })
  it('is the same for full-width letters and blanks, and ends on long texts', () => {
    expect(suggestTopic('离 婚')[0]!.code).toBe('01')
    expect(suggestTopic('离婚'.repeat(100_000))[0]!.code).toBe('01')
  })
})
