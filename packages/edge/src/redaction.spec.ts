import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeNames, redact, type Kind } from './redaction.ts'
import { idChecksumHolds, luhnHolds } from './redaction/numbers.ts'

const places = placeNames(['十八台镇', '碌碡坪村民委员会', '东街社区居民委员会', '一间房村民委员会'])
const text = (of: string, names?: readonly string[]) => redact(of, { places, ...(names && { names }) }).text
/** What was taken out, by kind. */
const taken = (of: string, kind?: Kind) => redact(of, { places }).spans.filter((span) => !kind || span.kind === kind).map(({ start, end }) => of.slice(start, end))

describe('telephone numbers', () => {
  it.each([
    '13800138000', '138-0013-8000', '138 0013 8000', '１３８００１３８０００', '一三八零零一三八零零零', '幺三八〇〇幺三八〇〇〇', '1 3 8 0 0 1 3 8 0 0 0',
    '+8613800138000', '0086-13800138000', '0474-4712345', '(0474)4712345', '04744712345', '010-65123456', '400-810-1234', '138****8000', '138\u200b0013\u200b8000',
  ])('%s', (number) => {
    expect(text(`打${number}，没人接`)).toMatch(/^打\+?【电话】，没人接$/)
  })
  it('a local number only where a telephone is spoken of', () => {
    expect(text('家里电话4712345。')).toBe('家里电话【电话】。')
    expect(text('赔了4712345元')).toBe('赔了4712345元')
    expect(text('【电话】赔了4712345元')).toBe('【电话】赔了4712345元')
  })
  it.each(['12348', '拨打110', '2019年10月31日', '借了150000000元', '(2019)内0921民初1234号', '三百五十万元', '订单号20190815123456789012345', '1500-2000 8000元', '一、二、三、四、五、六、七、八、九、十、十一'])(
    'not %s', (other) => expect(text(other)).toBe(other),
  )
})

describe('numbers of papers, cards and cars', () => {
  it.each(['11010519491231002X', '110105 19491231 002x', '１１０１０５１９４９１２３１００２Ｘ', '110105491231002', '110105********002X', '110105194912310021'])('ID %s', (number) => {
    expect(text(`身份证${number}。`)).toBe('身份证【证件号】。')
  })
  it('know their check digits', () => {
    expect(idChecksumHolds('11010519491231002X')).toBe(true)
    expect(idChecksumHolds('110105194912310021')).toBe(false)
    expect(luhnHolds('6222020200112230001'.slice(0, 18) + '9')).toBe(luhnHolds('622202020011223000' + '9'))
    expect(luhnHolds('4111111111111111')).toBe(true)
    expect(luhnHolds('4111111111111112')).toBe(false)
  })
  it.each(['4111111111111111', '4111 1111 1111 1111', '6228480402564890018', '４１１１１１１１１１１１１１１１'])('card %s', (number) => {
    expect(text(`卡号${number}`)).toBe('卡号【银行卡号】')
  })
  it.each(['蒙J12345', '蒙j12345', '京A·D1234', '鲁C D12345', '蒙ＪＤ１２３４５', '蒙JD12345', '粤B1234挂'])('plate %s', (plate) => {
    expect(text(`车牌${plate}撞了我`)).toBe('车牌【车牌】撞了我')
  })
  it.each(['京东', '苏宁的货', '贵公司', '川菜馆'])('no plate: %s', (other) => expect(taken(other, 'plate')).toEqual([]))
})

describe('accounts and links', () => {
  it.each([
    ['邮箱zhang.san@163.com', '邮箱【邮箱】'], ['12345678@qq.com', '【邮箱】'], ['微信号abc_123456', '微信号【账号】'], ['加V：lala2020', '加V：【账号】'],
    ['QQ：123456789', 'QQ：【账号】'], ['见https://a.example.com/x?y=1，', '见【链接】，'], ['www.dai123.cn上借的', '【链接】上借的'],
  ])('%s', (given, expected) => expect(text(given)).toBe(expected))
})

describe('persons', () => {
  it.each([
    ['我叫王建国，', '我叫【姓名】，'], ['我老公王强打我', '我老公【姓名】打我'], ['被告李秀英欠钱', '被告【姓名】欠钱'], ['借给赵雪梅五万', '借给【姓名】五万'],
    ['找了张先生', '找了【姓名】先生'], ['张某某说的', '【姓名】说的'], ['李某甲和王某', '【姓名】和【姓名】'], ['我和小王、老李去的', '我和【姓名】、【姓名】去的'],
    ['欧阳文静不还钱', '【姓名】不还钱'], ['我叫乌云其木格。', '我叫【姓名】。'], ['借给巴特尔两万', '借给【姓名】两万'],
  ])('%s', (given, expected) => expect(text(given)).toBe(expected))
  it('once named, everywhere', () => {
    expect(text('这些万国强认得')).toBe('这些万国强认得')
    expect(text('我叫万国强。这些万国强认得')).toBe('我叫【姓名】。这些【姓名】认得')
  })
  it('names the caller knows of', () => {
    expect(text('那天石三柱和乌力罕都在', ['石三柱', '乌力罕'])).toBe('那天【姓名】和【姓名】都在')
  })
  it.each([
    '房东于今年涨租', '朋友高利贷', '对方向我借钱', '我老公和婆婆吵架', '老师和老板都不管', '小时候的事，小区物业不管', '被告方不同意', '购房合同签了', '丈夫常年不回家',
    '前妻时常骚扰', '我是高中生', '和他方便的时候再说', '王法何在', '十万彩礼', '首付金额', '住在乌兰察布市', '老赖怎么办', '周末加班',
  ])('nobody in: %s', (other) => expect(text(other)).toBe(other))
})

describe('addresses', () => {
  it.each([
    ['家住卓资县十八台镇碌碡坪村3组。', '家住卓资县【地址】。'], ['碌碡坪村的村民', '【地址】的村民'], ['在东街社区住', '在【地址】住'], ['住呼和浩特市赛罕区昭乌达路12号3单元501室。', '住呼和浩特市赛罕区【地址】。'],
    ['高青县唐坊镇曹家村56号', '高青县【地址】'], ['金色华庭27号楼4单元204漏水', '【地址】漏水'], ['迎宾大街7-2-1401', '【地址】'],
  ])('%s', (given, expected) => expect(text(given)).toBe(expected))
  it.each(['我们村不给地', '农村户口', '走在公路上', '小区物业不管', '县城一套房', '乡镇政府', '一间房子', '老家在农村', '十字路口', '内蒙古自治区乌兰察布市卓资县'])(
    'no address: %s', (other) => expect(text(other)).toBe(other),
  )
})

describe('employers', () => {
  it.each([
    ['我在内蒙古蒙源商贸有限公司上班', '我在【单位】上班'], ['天骄集团拖欠工资', '【单位】拖欠工资'], ['被兴隆砖厂辞退', '被【单位】辞退'], ['在卓资县第一中学上学', '在【单位】上学'],
  ])('%s', (given, expected) => expect(text(given)).toBe(expected))
  it.each(['保险公司不赔', '物业公司不管', '一家建筑公司', '在工厂上班', '开了个饭店', '我们公司', '去医院检查', '中介公司骗人', '有限责任公司怎么注册'])('no name: %s', (other) => {
    expect(text(other)).toBe(other)
  })
})

describe('the whole', () => {
  const mixed = '我叫王建国😀，电话１３８-００１３-８０００。老板👨‍👩‍👧陈志远欠我钱，住卓资县十八台镇碌碡坪村3组。ᠮᠣᠩᠭᠣᠯ \ud83d 车牌蒙J12345，微信abc_123456'

  it('I1: gives offsets in the text as it was', () => {
    const { spans, text: out } = redact(mixed, { places })
    expect(spans.map(({ kind, start, end }) => [kind, mixed.slice(start, end)])).toEqual([
      ['name', '王建国'], ['phone', '１３８-００１３-８０００'], ['name', '陈志远'], ['address', '十八台镇碌碡坪村3组'], ['plate', '蒙J12345'], ['account', 'abc_123456'],
    ])
    expect(out).toContain('😀')
    expect(out).toContain('👨‍👩‍👧')
  })

  const piece = fc.constantFrom(
    '我叫', '王建国', '李秀英', '老公', '王强', '借给', '13800138000', '138 0013 8000', '，', '。', '住', '十八台镇', '碌碡坪村', '3组', '12号', '路', '蒙J12345', '微信号abc_123456', '在', '兴隆', '砖厂',
    '有限公司', '小王', '老李', '张某某', '巴图', '【姓名】', '【电话】', '【地址】', '【', '】', '😀', '\ud800', ' ', 'a@b.com', 'www.a.cn', '11010519491231002X', '字', '和', '的', '村', '店', '1', '-', '先生', '\n',
  )
  const texts = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''))

  it('I1: spans ascend, do not overlap, and what lies between them stays', () => {
    fc.assert(fc.property(texts, (given) => {
      const { spans, text: out } = redact(given, { places })
      let at = 0
      let rest = ''
      for (const { start, end } of spans) {
        expect(start).toBeGreaterThanOrEqual(at)
        expect(end).toBeGreaterThan(start)
        rest += given.slice(at, start)
        at = end
      }
      rest += given.slice(at)
      expect(out.replace(/【[^【】]{2,4}】/g, '').length).toBeLessThanOrEqual(rest.length)
    }), { seed: 20261122, numRuns: 400 })
  })
  it('I2: changes nothing the second time', () => {
    fc.assert(fc.property(texts, (given) => {
      const once = redact(given, { places }).text
      expect(redact(once, { places }).text).toBe(once)
    }), { seed: 20261122, numRuns: 2000 })
  })
  it('I3: ends on long texts made to be slow', () => {
    for (const part of ['1', '王', '村', '公司', 'a.', '@', '138 ', '【姓', '老公王', '😀', '\ud800']) {
      expect(redact(part.repeat(20_000 / part.length), { places }).text.length).toBeGreaterThan(0)
    }
    expect(redact('字'.repeat(200_000), { places }).spans).toEqual([])
  })
})
