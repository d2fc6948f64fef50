import { describe, expect, it } from 'vitest'
import { substanceOf } from './substance.ts'

const chars = (answer: string, question?: string) => substanceOf(answer, question).chars
const ENOUGH = 15

describe('the substance of an answer', () => {
  it('is what it says about the matter, greetings aside', () => {
    expect(chars('您好,可以向劳动监察大队投诉,也可以申请劳动仲裁。祝您生活愉快!')).toBe('可以向劳动监察大队投诉也可以申请劳动仲裁'.length)
  })
  it.each([
    '您好!感谢您的提问,谢谢您的信任,祝您生活愉快,工作顺利,万事如意!',
    '您好,您的问题已收到,请稍等,马上为您解答。',
    '您好,如需帮助可点击我的头像获取联系方式详谈',
    '你好,具体情况可以跟我联系,有需要可以电话联系我',
    '可以马上拨打我们头像下面的联系方式详细说明案件情况',
    '你可以联系我把情况仔细说清楚一点好吗',
    '您好，我是张三律师，请具体说下情况',
    '好的好的好的好的好的好的好的好的好的好的',
    '！！！！！！！？？？？？？。。。。。。。。。。。。。',
    '哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈',
    '可以起诉。可以起诉。可以起诉。可以起诉。可以起诉。',
    '👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍',
    '电话13812345678，微信号13812345678，欢迎咨询',
    'https://example.com/a/very/long/address/of/a/page/that/says/nothing',
    '',
  ])('is not in greetings, invitations, repeats or marks: %s', (answer) => {
    expect(chars(answer)).toBeLessThan(ENOUGH)
  })
  it('does not count the words of the question again', () => {
    const question = '我在工地上干了三个月，老板一直拖欠工资不给，请问应该怎么要回来？'
    expect(chars(question, question)).toBeLessThan(8)
    expect(chars(`您好，${question}可以起诉`, question)).toBeLessThan(ENOUGH)
  })
  it('lets an answer use the terms of the question', () => {
    const question = '交通事故认定书下来了，对方全责不赔钱怎么办'
    expect(chars('拿交通事故认定书到法院起诉，把保险公司列为共同被告，要求赔偿医疗费和误工费。', question)).toBeGreaterThan(25)
  })
  it('counts a sentence once, however often it stands there', () => {
    const once = '可以向人民法院起诉离婚并主张抚养权'
    expect(chars(`${once}。${once}！${once}`)).toBe(once.length)
    expect(chars(once.repeat(50))).toBe(once.length)
    expect(chars('可以起诉，先协商，可以起诉，要报警，可以起诉')).toBe('可以起诉先协商要报警'.length)
  })
  it('counts full-width letters, Mongolian and rare ideographs by the letter', () => {
    expect(chars('ＡＢＣ')).toBe(3)
    expect(chars('ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ')).toBe(10)
    expect(chars('𠮷𠮷野家')).toBe(4)
  })
  it('is exact at the boundary', () => {
    expect(chars('协商不成的可以起诉要求对方赔偿')).toBe(ENOUGH)
    expect(chars('协商不成可以起诉要求对方赔偿')).toBe(ENOUGH - 1)
  })
  it('ends on long texts of one letter, of one pattern, and of marks', () => {
    expect(chars('字'.repeat(200_000))).toBe(1)
    expect(chars('律师'.repeat(100_000))).toBe(2)
    expect(chars('，'.repeat(200_000))).toBe(0)
    expect(chars('字'.repeat(20_000), '字'.repeat(20_000))).toBe(0)
  })
})
