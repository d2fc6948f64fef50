// The columns of a register of lawyers, as bureaus and associations keep it.
import { isLicence, Language, LawyerKind, RegionCode, type Language as LanguageCode, type LawyerKind as Kind } from '@zhijian/contracts'
import { TOPICS } from '@zhijian/topics'
import { bad, choice, day, digitsOf, good, listOf, phone, text, yesNo, type Column, type Parsed, type Register, type ValuesOf } from '@zhijian/tabular'

export const LAWYER_IMPORT_MESSAGES_ZH: Readonly<Record<string, string>> = {
  'not-a-licence': '执业证号应为 17 位（新证）或 12 位（旧证）数字。',
  'not-a-region': '地区应填行政区划代码：2 位（省）、4 位（市）或 6 位（县）。',
  'not-a-county': '县代码应为 6 位数字。',
  'not-a-village': '村（居）代码应为 12 位数字。',
  'village-outside-county': '村（居）不在所填的县内。',
  'no-such-division': '没有这个行政区划，请对照平台的乡镇和村（社区）名录。',
  'county-not-served': '本平台没有该县（旗、市、区）的名录，请先导入名录。',
  'term-over': '日期已过。',
  'counsel-without-county': '填写了村（居）或任期，但没有填写顾问县。',
}

const KINDS: Readonly<Record<string, Kind>> = {
  社会: 'social', 社会律师: 'social', 专职: 'social', 公职: 'public', 公职律师: 'public', 公司: 'company', 公司律师: 'company',
  法援: 'legal-aid', 法律援助: 'legal-aid', 法律援助律师: 'legal-aid',
}
const LANGUAGE_WORDS: Readonly<Record<string, LanguageCode>> = {
  汉语: 'zh', 普通话: 'zh', 国家通用语言: 'zh', 蒙古语: 'mn', 蒙语: 'mn', 藏语: 'bo', 维吾尔语: 'ug', 维语: 'ug', 哈萨克语: 'kk', 朝鲜语: 'ko',
  壮语: 'za', 彝语: 'ii', 柯尔克孜语: 'ky', 英语: 'en', 俄语: 'ru', 手语: 'sgn',
}
const either = (words: Readonly<Record<string, unknown>>): string => Object.keys(words).join('、')
const codes = (accepted: readonly string[]): Record<string, string> => Object.fromEntries(accepted.map((code) => [code, code]))

const TOPIC_WORDS: Readonly<Record<string, string>> = { ...Object.fromEntries(TOPICS.map(({ name, code }) => [name, code])), ...codes(TOPICS.map(({ code }) => code)) }
const topic = (value: string): Parsed<string> => {
  const wanted = value.normalize('NFKC')
  return Object.hasOwn(TOPIC_WORDS, wanted) ? good(TOPIC_WORDS[wanted]!) : bad('not-a-choice', { choices: TOPICS.map(({ name }) => name).join('、') })
}

const digits = (pattern: RegExp, code: string) => (value: string): Parsed<string> => {
  const plain = digitsOf(value)
  return pattern.test(plain) ? good(plain) : bad(code)
}
const region = (value: string): Parsed<string> => {
  // Registers carry six digits also for provinces and cities: 150000, 150900.
  const short = digitsOf(value).replace(/^(\d\d)0000$/, '$1').replace(/^(\d{4})00$/, '$1')
  return short.length <= 6 && RegionCode.safeParse(short).success ? good(short) : bad('not-a-region')
}

export const lawyerColumns = {
  name: { titles: ['姓名', '律师姓名'], required: true, maxLength: 40, parse: text } satisfies Column<string>,
  licence: {
    titles: ['执业证号', '执业证书号', '律师执业证号'], required: true, parse: (value) => (isLicence(digitsOf(value)) ? good(digitsOf(value)) : bad('not-a-licence')),
  } satisfies Column<string>,
  firm: { titles: ['执业机构', '律所', '律师事务所', '单位'], required: true, maxLength: 80, parse: text } satisfies Column<string>,
  region: { titles: ['地区代码', '地区', '执业地区'], required: true, parse: region } satisfies Column<string>,
  kind: { titles: ['类别', '律师类别'], required: false, parse: choice<Kind>({ ...KINDS, ...Object.fromEntries(LawyerKind.options.map((each) => [each, each])) }), whenEmpty: 'social' } satisfies Column<Kind>,
  county: { titles: ['县代码', '所在县'], required: false, parse: digits(/^\d{6}$/, 'not-a-county'), whenEmpty: null } satisfies Column<string | null>,
  specialties: { titles: ['专长', '业务专长'], required: false, maxLength: 400, parse: listOf(topic), whenEmpty: [] } satisfies Column<readonly string[]>,
  enterprise: { titles: ['企业服务经验', '企业经验'], required: false, parse: yesNo, whenEmpty: false } satisfies Column<boolean>,
  languages: {
    titles: ['语言', '服务语言'], required: false, whenEmpty: ['zh'],
    parse: listOf(choice<LanguageCode>({ ...LANGUAGE_WORDS, ...Object.fromEntries(Language.options.map((each) => [each, each])) })),
  } satisfies Column<readonly LanguageCode[]>,
  nationwide: { titles: ['全国接单', '接受全国咨询'], required: false, parse: yesNo, whenEmpty: true } satisfies Column<boolean>,
  phone: { titles: ['手机', '手机号', '联系电话'], required: false, parse: phone, whenEmpty: null } satisfies Column<string | null>,
  checkedTo: { titles: ['年度考核有效期至', '年度考核有效期'], required: true, parse: day, whenEmpty: null } satisfies Column<string | null>,
  counselCounty: { titles: ['法律顾问县代码', '顾问县'], required: false, parse: digits(/^\d{6}$/, 'not-a-county'), whenEmpty: null } satisfies Column<string | null>,
  counselVillages: { titles: ['顾问村代码', '顾问村居'], required: false, maxLength: 2000, parse: listOf(digits(/^\d{12}$/, 'not-a-village')), whenEmpty: [] } satisfies Column<readonly string[]>,
  counselTo: { titles: ['顾问任期至', '任期至'], required: false, parse: day, whenEmpty: null } satisfies Column<string | null>,
}
export type LawyerRow = ValuesOf<typeof lawyerColumns>

export const lawyerRegister: Register<typeof lawyerColumns> = {
  columns: lawyerColumns,
  messages: LAWYER_IMPORT_MESSAGES_ZH,
  help: {
    name: { written: '至多 40 字', example: '赵一' },
    licence: { written: '17 位（新证）或 12 位（旧证）数字', example: '11509201810123456' },
    firm: { written: '至多 80 字', example: '草原律师事务所' },
    region: { written: '行政区划代码：2 位（省）、4 位（市）或 6 位（县）；执业所在地', example: '150921' },
    kind: { written: `${either(KINDS)}；不填为社会律师`, example: '社会律师' },
    county: { written: '6 位数字；不填为不记', example: '150921' },
    specialties: { written: `可填多个：${TOPICS.map(({ name }) => name).join('、')}；或两位代码`, example: '劳动人事、婚姻家庭' },
    enterprise: { written: '是、否；不填为否。只有“是”的律师会收到企业咨询', example: '否' },
    languages: { written: `可填多个：${either(LANGUAGE_WORDS)}；不填为汉语`, example: '汉语、蒙古语' },
    nationwide: { written: '是、否；不填为是。“否”只收到本省（区）的咨询', example: '是' },
    phone: { written: '手机或带区号的固定电话；封存保存', example: '13800000000' },
    checkedTo: { written: '日期，当天仍有效；空着的律师收不到咨询', example: '2099-12-31' },
    counselCounty: { written: '6 位数字：聘他为法律顾问的县；不填则不聘', example: '150921' },
    counselVillages: { written: '可填多个 12 位代码，都在顾问县内；填了就要填顾问县', example: '' },
    counselTo: { written: '日期，当天仍有效；不填为长期。填了就要填顾问县', example: '2099-12-31' },
  },
}
