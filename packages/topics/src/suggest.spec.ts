import { SecondTopicCode, TopicCode } from '@zhijian/contracts'
import { describe, expect, it } from 'vitest'
import { CATEGORY_CODES, codesOf } from './categories.ts'
import { model } from './shipped.ts'
import { suggestTopics } from './suggest.ts'
import { topicName, TOPICS } from './taxonomy.ts'
import { TOPIC_WORDS } from './words.ts'

const CATEGORIES = [
  '婚姻家庭', '刑事辩护', '交通事故', '劳动纠纷', '债权债务', '房产纠纷', '合同纠纷', '行政诉讼', '消费权益', '侵权',
  '公司法', '综合咨询', '拆迁安置', '抵押担保', '人身损害', '知识产权', '建设工程', '医疗纠纷', '涉外法律', '海事海商',
]
/** What a person sees of it: both levels by name. */
const named = (text: string) => suggestTopics(text).map(({ code, second }) => [topicName(code), second && topicName(second)])

describe('the taxonomy', () => {
  it('has the 22 codes of the contract, each once, and level-2 codes under them', () => {
    expect(new Set(TOPICS.map(({ code }) => code)).size).toBe(22)
    for (const { code, seconds } of TOPICS) {
      expect(TopicCode.safeParse(code).success).toBe(true)
      for (const second of seconds) expect([SecondTopicCode.safeParse(second.code).success, second.code.slice(0, 2)]).toEqual([true, code])
    }
  })
  it('keeps the codes that stand in the log: a name found elsewhere under its code would mean another thing', () => {
    expect(['03', '0301', '0307', '0105', '1606', '2007', '22', '0399'].map(topicName)).toEqual(['劳动人事', '工资', '派遣', '家暴', '知识产权', '安置帮教', null, null])
  })
  it('knows every code and every level-2 name that words point to', () => {
    for (const { code, second } of TOPIC_WORDS) {
      const topic = TOPICS.find((one) => one.code === code)
      expect(topic).toBeDefined()
      if (second) expect(topic!.seconds.map(({ name }) => name), `${code} ${second}`).toContain(second)
    }
  })
})

describe('the published mapping', () => {
  it('is total over the twenty categories, and has no other', () => {
    expect(Object.keys(CATEGORY_CODES).toSorted()).toEqual(CATEGORIES.toSorted())
    for (const category of CATEGORIES) for (const code of codesOf(category)) expect(topicName(code), `${category} ${code}`).not.toBeNull()
    expect(codesOf('no such category')).toEqual([])
  })
  it('gives the model no topic that no category stands for first', () => {
    const first = new Set(CATEGORIES.map((category) => codesOf(category)[0]!))
    expect(model.codes.filter((code) => !first.has(code))).toEqual([])
  })
  it('reaches every topic, by the model or by words', () => {
    const spoken = new Set(TOPIC_WORDS.map(({ code }) => code))
    expect(TOPICS.map(({ code }) => code).filter((code) => !model.codes.includes(code) && !spoken.has(code))).toEqual([])
  })
})

describe('the suggestion', () => {
  it.each([
    ['婚姻家庭', '离婚', '想离婚，感情不和分居两年了，怎么起诉离婚'],
    ['劳动人事', '工资', '老板拖欠工资三个月，加班费也不给'],
    ['债权债务', '民间借贷', '朋友借钱不还，有借条'],
    ['道路交通', '责任认定', '发生交通事故，交警认定对方全责'],
    ['刑事', '取保', '弟弟被刑拘了，能取保候审吗'],
    ['公司企业', '知识产权', '公司的商标被别人抢注了'],
    ['侵权损害', '动物', '被狗咬了'],
  ])('of a topic with rows: %s %s: %s', (first, second, text) => {
    expect(named(text)[0]).toEqual([first, second])
  })
  it.each([
    ['继承', '遗嘱', '父亲立的遗嘱没有公证，继承的时候有效吗'],
    ['土地草原林权', '草场', '两家草场界线不清，嘎查不给处理'],
    ['邻里相邻', '噪声', '邻居半夜噪音扰民'],
    ['社会保障', '低保', '低保被取消了怎么办'],
    ['金融诈骗', '电信诈骗', '刷单被骗了两万'],
    ['未成年人妇女老年残疾', '残疾权益', '残疾证办理被拒绝'],
    ['诉讼程序', '执行', '法院判了对方不给钱怎么申请强制执行'],
    ['公共法律服务指引', '法律援助', '我想申请法律援助'],
    ['生态环境', '污染', '工厂排污水把我家地里庄稼毁了'],
  ])('of a topic without rows, by its words: %s %s: %s', (first, second, text) => {
    expect(model.codes).not.toContain(suggestTopics(text)[0]!.code)
    expect(named(text)[0]).toEqual([first, second])
  })
  it('lets a hint alone not speak for a topic without rows: to sue for divorce is about divorce', () => {
    expect(suggestTopics('起诉离婚').map(({ code }) => code)).not.toContain('19')
  })
  it('offers the second topic too, surest first', () => {
    const two = suggestTopics('我父亲的房子拆迁，兄弟要分钱')
    expect(two.slice(0, 2).map(({ code }) => code)).toEqual(['10', '01'])
    expect(two[0]!.confidence).toBeGreaterThan(two[1]!.confidence)
    expect(two.reduce((sum, { confidence }) => sum + confidence, 0)).toBeLessThanOrEqual(1.01)
  })
  it.each(['你好', '在吗', '律师您好，我想咨询一下', '', '？？', ' \n', '😀', 'ᠮᠣᠩᠭᠣᠯ'])('says 99 alone when nothing speaks for any topic: %j', (text) => {
    expect(suggestTopics(text)).toEqual([{ code: '99', second: null, confidence: 1 }])
  })
  it('is the same for full-width letters and blanks, twice, and ends on long texts', () => {
    expect(suggestTopics('离 婚')[0]!.code).toBe('01')
    expect(suggestTopics('Ｐ２Ｐ 集资')).toEqual(suggestTopics('p2p 集资'))
    expect(suggestTopics('离婚'.repeat(100_000))).toEqual(suggestTopics('离婚'.repeat(100_000)))
    expect(suggestTopics('离婚'.repeat(100_000))[0]!.code).toBe('01')
  })
})
