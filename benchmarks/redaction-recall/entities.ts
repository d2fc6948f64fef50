// Made-up persons, numbers, addresses and employers in natural frames, from one seed. Nothing here is taken from the rules
// that are measured: names come from people.ts, town and village names from a list of divisions given as a file.
import { GIVEN_NAMES, SURNAMES } from './people.ts'

export interface Random { readonly int: (below: number) => number; readonly pick: <T>(from: readonly T[]) => T }

/** mulberry32. */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (below: number): number => Math.floor(next() * below)
  return { int, pick: (from) => from[int(from.length)]! }
}

/** `before` + `value` + `after` is what is planted; all of `value` must be covered. */
export interface Planted { readonly kind: string; readonly variant: string; readonly before: string; readonly value: string; readonly after: string }

export interface Divisions { readonly known: readonly { town: string; village: string }[]; readonly unknown: readonly { county: string; town: string; village: string }[] }

const digits = (r: Random, n: number): string => Array.from({ length: n }, () => r.int(10)).join('')
const chinese = (number: string): string => [...number].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('')
const wide = (text: string): string => [...text].map((unit) => (/[0-9a-zA-Z]/.test(unit) ? String.fromCharCode(unit.charCodeAt(0) + 0xfee0) : unit)).join('')
const luhn = (body: string): string => {
  let sum = 0
  ;[...body].reverse().forEach((digit, i) => { const d = Number(digit); sum += i % 2 === 0 ? (d > 4 ? d * 2 - 9 : d * 2) : d })
  return body + String((10 - (sum % 10)) % 10)
}
const id18 = (r: Random): string => {
  const body = `${r.pick(['150921', '370322', '110105', '440306', '510104'])}${1945 + r.int(65)}${String(1 + r.int(12)).padStart(2, '0')}${String(1 + r.int(28)).padStart(2, '0')}${digits(r, 3)}`
  let sum = 0
  for (let i = 0; i < 17; i += 1) sum += Number(body[i]) * (2 ** (17 - i) % 11)
  return body + '10X98765432'[sum % 11]
}
const mobile = (r: Random): string => `1${r.pick(['38', '39', '50', '51', '58', '59', '73', '77', '86', '87', '99', '98', '66'])}${digits(r, 8)}`

const name = (r: Random): string => r.pick(SURNAMES) + r.pick(GIVEN_NAMES)
const BRANDS = '蒙源 天骄 鸿泰 盛隆 恒远 宏达 金桥 瑞丰 华宇 兴隆 昌盛 嘉和 万通 顺达 北辰 草原红 塞北 鑫源 富康 德胜 永信 百川 星辉 绿洲 同心 安达 佳美 雅居 龙腾 众诚'.split(' ')
const TRADES = '建筑工程 商贸 房地产开发 农牧业 装饰工程 物业服务 劳务 运输 食品 矿业 网络科技 新能源 汽车销售 医药 教育咨询'.split(' ')
const CITIES = '呼和浩特市 包头市 乌兰察布市 淄博市 北京 内蒙古 山东 卓资县 济南市 大同市'.split(' ')

const employer = (r: Random): { variant: string; value: string } => r.pick([
  () => ({ variant: 'company', value: `${r.pick(CITIES)}${r.pick(BRANDS)}${r.pick(TRADES)}有限公司` }),
  () => ({ variant: 'company', value: `${r.pick(BRANDS)}${r.pick(TRADES)}有限责任公司` }),
  () => ({ variant: 'company', value: `${r.pick(CITIES)}${r.pick(BRANDS)}${r.pick(TRADES)}公司` }),
  () => ({ variant: 'company', value: `${r.pick(BRANDS)}集团` }),
  () => ({ variant: 'works', value: `${r.pick(BRANDS)}${r.pick(['砖厂', '水泥厂', '煤矿', '石料厂', '面粉厂', '养殖场', '加工厂'])}` }),
  () => ({ variant: 'shop', value: `${r.pick(BRANDS)}${r.pick(['超市', '饭店', '火锅店', '大酒店', '药店', '宾馆', '驾校', '幼儿园'])}` }),
  () => ({ variant: 'co-operative', value: `${r.pick(BRANDS)}种植专业合作社` }),
])()

const ROADS = '昭乌达 新华 文化 迎宾 兴安北 满达 桥华 健康 工农兵 前进 锡林南 怀远 大庆 利民'.split(' ')
const COMPOUNDS = '金色华庭 丽景花园 锦绣家园 盛世名苑 滨河小区 阳光新城 学府公寓 福苑小区 水岸佳苑 御景山庄'.split(' ')
const house = (r: Random): string => r.pick([
  () => `${1 + r.int(30)}号楼${1 + r.int(5)}单元${100 * (1 + r.int(20)) + 1 + r.int(4)}`,
  () => `${1 + r.int(30)}栋${1 + r.int(5)}单元${100 * (1 + r.int(20)) + 1 + r.int(4)}室`,
  () => `${1 + r.int(200)}号`, () => `${1 + r.int(30)}幢${100 * (1 + r.int(20)) + 1}室`, () => `${1 + r.int(30)}-${1 + r.int(4)}-${100 * (1 + r.int(20)) + 1}`,
])()

const address = (r: Random, d: Divisions): { variant: string; prefix: string; value: string } => r.pick([
  () => { const v = r.pick(d.known); return { variant: 'village, county’s own', prefix: r.pick(['卓资县', '', '乌兰察布市卓资县']), value: v.town + v.village } },
  () => { const v = r.pick(d.known); return { variant: 'village, county’s own', prefix: '', value: `${v.village}${r.pick(['', '3组', '五组', '12号'])}` } },
  () => { const v = r.pick(d.unknown); return { variant: 'village, other county', prefix: r.pick([v.county, '']), value: `${v.town}${v.village}${r.pick(['', '二组', '56号'])}` } },
  () => { const v = r.pick(d.unknown); return { variant: 'village, other county', prefix: v.county, value: v.village } },
  () => ({ variant: 'road', prefix: r.pick(['呼和浩特市赛罕区', '集宁区', '', '淄博市张店区']), value: `${r.pick(ROADS)}${r.pick(['路', '街', '大街'])}${house(r)}` }),
  () => ({ variant: 'compound', prefix: r.pick(['集宁区', '', '高青县']), value: `${r.pick(COMPOUNDS)}${house(r)}` }),
])()

const NAME_FRAMES: readonly (readonly [string, string, string])[] = [
  ['told', '我叫', '。'], ['told', '本人', '，'], ['told', '我的名字叫', '，'], ['told', '收款人：', '。'],
  ['role', '我老公', '经常喝酒不回家。'], ['role', '妻子', '带着孩子走了。'], ['role', '被告', '一直不到庭。'], ['role', '房东', '不退押金。'],
  ['role', '包工头', '说没有钱。'], ['role', '我朋友', '开的车。'], ['role', '对方司机', '负全责。'], ['role', '村主任', '不给盖章。'], ['role', '邻居', '家盖房子。'],
  ['role', '我弟弟', '今年三十岁。'], ['role', '担保人是', '。'], ['role', '前夫', '不给抚养费。'],
  ['word', '借给', '三万块钱。'], ['word', '我和', '合伙做生意。'], ['word', '转账给了', '。'], ['word', '我要起诉', '。'], ['word', '跟', '签的协议。'],
  ['bare', '', '欠我的钱一直不还。'], ['bare', '是', '签的字。'], ['bare', '后来', '又把房子卖了。'], ['bare', '钱都被', '拿走了。'],
]

export const plant = (r: Random, kind: string, d: Divisions): Planted => {
  switch (kind) {
    case 'phone': {
      const number = mobile(r)
      const [variant, value] = r.pick([
        ['plain', number], ['hyphens', `${number.slice(0, 3)}-${number.slice(3, 7)}-${number.slice(7)}`], ['blanks', `${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}`],
        ['full-width', wide(number)], ['chinese', chinese(number)], ['+86', `+86${number}`.slice(1)], ['spelled', [...number].join(' ')],
        ['fixed line', `${r.pick(['0474', '010', '0533', '0471'])}-${2 + r.int(7)}${digits(r, 6)}`], ['fixed line', `(${r.pick(['0474', '0533'])})${2 + r.int(7)}${digits(r, 6)}`],
        ['400', `400-${1 + r.int(9)}${digits(r, 2)}-${digits(r, 4)}`], ['local', `${2 + r.int(7)}${digits(r, 6)}`],
      ] as const)
      return { kind, variant, before: variant === 'local' ? '家里电话' : r.pick(['我的电话是', '手机号', '打', '他的号码', '联系方式：']), value, after: r.pick(['。', '，请联系我。', '，打不通。']) }
    }
    case 'id-number': {
      const id = id18(r)
      const [variant, value] = r.pick([
        ['18', id], ['18', id.toLowerCase()], ['spaced', `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`], ['full-width', wide(id)],
        ['15', `${id.slice(0, 6)}${id.slice(8, 14)}${digits(r, 3)}`], ['masked', `${id.slice(0, 6)}********${id.slice(14)}`],
      ] as const)
      return { kind, variant, before: r.pick(['身份证号', '身份证', '证件号码：', '他的身份证号码是']), value, after: r.pick(['。', '，']) }
    }
    case 'plate': {
      const province = r.pick([...'蒙鲁京晋冀辽陕'])
      const letter = r.pick([...'ABCDEFGHJKL'])
      const [variant, value] = r.pick([
        ['plain', `${province}${letter}${digits(r, 5)}`], ['letters', `${province}${letter}${r.pick([...'ABCDEFGHJK'])}${digits(r, 4)}`], ['dot', `${province}${letter}·${digits(r, 3)}${r.pick([...'ABCDEFGH'])}${digits(r, 1)}`],
        ['new energy', `${province}${letter}${r.pick(['D', 'F'])}${digits(r, 5)}`], ['lower', `${province}${letter.toLowerCase()}${digits(r, 5)}`], ['full-width', province + wide(`${letter}${digits(r, 5)}`)],
      ] as const)
      return { kind, variant, before: r.pick(['车牌号', '我的车', '肇事车辆', '车牌是']), value, after: r.pick(['。', '，', '撞了我。']) }
    }
    case 'card': {
      const card = luhn(`${r.pick(['622848', '621700', '622202', '621799', '436742'])}${digits(r, r.pick([9, 12]))}`)
      const [variant, value] = r.pick([['plain', card], ['fours', card.replace(/(.{4})(?=.)/g, '$1 ')], ['full-width', wide(card)]] as const)
      return { kind, variant, before: r.pick(['银行卡号', '打到卡', '农行卡号是', '转到']), value, after: r.pick(['。', '，', '里。']) }
    }
    case 'mail': {
      const value = r.pick([`${r.pick(['zhang', 'li.wei', 'wang_q'])}${digits(r, 3)}@${r.pick(['163.com', 'qq.com', 'sina.com.cn', 'gmail.com'])}`, `${1 + r.int(9)}${digits(r, 8)}@qq.com`])
      return { kind, variant: 'plain', before: r.pick(['邮箱', '发到', '邮箱是']), value, after: r.pick(['。', '，']) }
    }
    case 'account': {
      const [variant, before, value] = r.pick([
        ['wechat', '微信号', `${r.pick(['wx', 'li', 'zh', 'abc'])}_${digits(r, 5)}`], ['wechat', '加我微信', `${r.pick(['wang', 'xiao'])}${digits(r, 4)}`], ['wechat', '加V：', `${r.pick(['lala', 'mm'])}${digits(r, 6)}`],
        ['qq', 'QQ', `${1 + r.int(9)}${digits(r, 8)}`], ['qq', 'QQ号是', `${1 + r.int(9)}${digits(r, 7)}`], ['qq', '扣扣：', `${1 + r.int(9)}${digits(r, 8)}`],
      ] as const)
      return { kind, variant, before, value, after: r.pick(['。', '，']) }
    }
    case 'link': return { kind, variant: 'plain', before: r.pick(['网址', '链接是', '在']), value: r.pick([`https://www.example${digits(r, 2)}.com/p?id=${digits(r, 4)}`, `www.dai${digits(r, 3)}.cn`, `t.abc${digits(r, 2)}.com/x1`]), after: r.pick(['。', '，', ' 上买的。']) }
    case 'name': {
      const [variant, before, after] = r.pick(NAME_FRAMES)
      return { kind, variant, before, value: name(r), after }
    }
    case 'name, other forms': {
      const surname = r.pick(SURNAMES.filter((one) => one.length === 1))
      const [variant, before, value, after] = r.pick([
        ['title', '找了', surname, '先生问。'], ['title', '', surname, '老板不给钱。'], ['masked', '', `${surname}某某`, '说的。'], ['masked', '被告', `${surname}某`, '欠钱。'],
        ['nickname', '我和', `小${r.pick(['王', '李', '张', '刘', '赵'])}`, '一起去的。'], ['nickname', '', `老${r.pick(['王', '李', '张', '陈', '孙'])}`, '家的羊。'],
        ['mongolian', '我叫', r.pick(['巴特尔', '乌云其木格', '苏日娜', '额尔敦巴图', '娜仁高娃', '斯琴图雅', '呼格吉勒', '阿拉坦其其格']), '。'],
        ['mongolian', '借给', r.pick(['巴图', '那顺', '牧仁', '朝鲁', '孟和巴图', '宝音德力格尔', '哈斯巴根']), '两万元。'],
      ] as const)
      return { kind, variant, before, value, after }
    }
    case 'employer': {
      const { variant, value } = employer(r)
      const [before, after] = r.pick([['我在', '上班。'], ['', '拖欠我三个月工资。'], ['跟', '签的合同。'], ['被', '辞退了。'], ['买了', '的东西。'], ['我老公在', '打工，']] as const)
      return { kind, variant, before, value, after }
    }
    case 'address': {
      const { variant, prefix, value } = address(r, d)
      const [before, after] = r.pick([['我家住', '。'], ['房子在', '，'], ['地址：', '。'], ['事故发生在', '，'], ['我是', '的村民，'], ['户口在', '。']] as const)
      return { kind, variant, before: before + prefix, value, after }
    }
    default: throw new Error(`no such kind: ${kind}`)
  }
}

export const KINDS = ['phone', 'id-number', 'plate', 'card', 'mail', 'account', 'link', 'name', 'name, other forms', 'employer', 'address'] as const
