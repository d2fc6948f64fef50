import { describe, expect, it } from 'vitest'
import { flagsOf } from './flags.ts'

describe('what a reviewer should see', () => {
  it.each([
    '可以起诉，我的电话１３８００１３８０００',
    '详情加薇：lawyer_zhang88',
    '加V信 abc12345 细说',
    '+VX:lvshi2020',
    '扣扣：12345678',
    'Q Q 8 8 9 9 1 2 3 4，欢迎咨询',
    '一三八零零一三八零零零，随时打',
    '联系 138-0013-8000',
    '请点击我的头像联系',
    '具体可以来电详谈',
    '发邮件到 zhang@lawfirm.cn',
    '座机：0474-4712345',
    '扫码加我',
  ])('contact: %s', (answer) => expect(flagsOf(answer)).toContain('contact'))

  it.each(['见 https://example.com/a', '登录 www.example.com 查询', '搜 lvshi66.cn/zixun'])('link: %s', (answer) => {
    expect(flagsOf(answer)).toContain('link')
  })
  it.each(['代写起诉状收费500元', '加急费另算', '咨询费三百元', '律师费可以优惠', '可以风险代理，胜诉后再收费', '付费咨询可以详细说', '500元一次'])(
    'fee: %s', (answer) => expect(flagsOf(answer)).toContain('fee'),
  )
  it.each([
    '可以向劳动监察大队投诉，也可以申请劳动仲裁。',
    '诉讼费按标的额的2.5%交纳，50元起。',
    '合理的律师费由败诉方承担的前提是合同有约定。',
    '抚养费一般为月收入的百分之二十至三十，每月1500元是合理的。',
    '可以拨打12348法律援助热线，或者拨打110报警。',
    '微信聊天记录和微信转账记录可以作为证据。',
    '直播打赏的钱，未成年人可以要求返还。',
    '根据民法典第1079条，分居满二年的应准予离婚。',
    '(2019)内0921民初1234号判决可以参考。',
  ])('nothing: %s', (answer) => expect(flagsOf(answer)).toEqual([]))

  it('gives all that holds, in the order of the contract', () => {
    expect(flagsOf('收费500元，见 www.example.com，电话13800138000')).toEqual(['contact', 'link', 'fee'])
  })
  it('ends on long texts made to be slow', () => {
    for (const part of ['1', '字', 'a', 'a.', '@', 'a@', '加v', '138 ', 'qq', '一', '收费']) expect(flagsOf(part.repeat(200_000 / part.length))).toBeDefined()
  })
})
