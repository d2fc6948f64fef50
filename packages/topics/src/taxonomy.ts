// The two-level taxonomy of questions and specialties. Source: the platform's own, its heads cross-checked with the
// published call statistics of 12348 lines; level 2 are examples that a county may extend.

export interface SecondTopic {
  /** Four digits: the level-1 code and the place in its list. */
  readonly code: string
  readonly name: string
}
export interface Topic {
  readonly code: string
  /** zh-CN, shown to users. */
  readonly name: string
  readonly seconds: readonly SecondTopic[]
}

/** Level-2 codes are places in these lists and stand in the log: add at the end, never reorder or take out. */
const HEADS: readonly { readonly code: string; readonly name: string; readonly seconds: readonly string[] }[] = [
  { code: '01', name: '婚姻家庭', seconds: ['离婚', '财产分割', '抚养权与抚养费', '彩礼', '家暴', '同居', '收养', '赡养', '监护'] },
  { code: '02', name: '继承', seconds: ['法定继承', '遗嘱', '遗产管理', '遗赠扶养', '老年再婚财产'] },
  { code: '03', name: '劳动人事', seconds: ['工资', '劳动合同', '工伤', '社保', '解除补偿', '竞业', '派遣'] },
  { code: '04', name: '债权债务', seconds: ['民间借贷', '担保', '追偿', '信用卡', '高利贷'] },
  { code: '05', name: '合同', seconds: ['买卖', '租赁', '承揽', '建设工程', '服务', '物业', '中介'] },
  { code: '06', name: '侵权损害', seconds: ['人身损害', '医疗', '产品', '动物', '校园', '名誉与隐私', '网络'] },
  { code: '07', name: '道路交通', seconds: ['责任认定', '赔偿', '保险', '伤残'] },
  { code: '08', name: '房产宅基地', seconds: ['买卖', '质量', '宅基地', '共有', '相邻'] },
  { code: '09', name: '土地草原林权', seconds: ['承包', '流转', '征地补偿', '草场', '边界'] },
  { code: '10', name: '拆迁安置', seconds: ['补偿', '安置', '程序'] },
  { code: '11', name: '邻里相邻', seconds: ['通行', '采光', '排水', '噪声', '林木'] },
  { code: '12', name: '消费维权', seconds: ['质量', '预付卡', '网购', '广告'] },
  { code: '13', name: '刑事', seconds: ['侦查与审判阶段', '取保', '辩护', '被害人', '附带民事'] },
  { code: '14', name: '行政', seconds: ['处罚', '许可', '强制', '复议', '诉讼', '国家赔偿', '执法监督'] },
  { code: '15', name: '社会保障', seconds: ['低保', '特困', '养老', '医保', '抚恤', '退役军人'] },
  { code: '16', name: '公司企业', seconds: ['设立', '股权', '合规', '用工', '合同审查', '知识产权', '税', '破产'] },
  { code: '17', name: '金融诈骗', seconds: ['非法集资', '电信诈骗', '保险', '理财'] },
  { code: '18', name: '未成年人妇女老年残疾', seconds: ['受教育', '侵害', '监护', '养老服务', '残疾权益'] },
  { code: '19', name: '诉讼程序', seconds: ['立案', '管辖', '证据', '保全', '时效', '执行', '再审', '司法鉴定'] },
  { code: '20', name: '公共法律服务指引', seconds: ['法律援助', '公证', '调解', '仲裁', '律师', '社区矫正', '安置帮教'] },
  { code: '21', name: '生态环境', seconds: ['污染', '禁牧', '野生动物'] },
  { code: '99', name: '非法律或其他', seconds: [] },
]

export const TOPICS: readonly Topic[] = HEADS.map(({ code, name, seconds }) => ({
  code, name, seconds: seconds.map((each, place) => ({ code: `${code}${String(place + 1).padStart(2, '0')}`, name: each })),
}))
const NAMES = new Map(TOPICS.flatMap(({ code, name, seconds }) => [{ code, name }, ...seconds]).map(({ code, name }) => [code, name]))

/** zh-CN name of a code of either level, or null for one that does not exist. */
export const topicName = (code: string): string | null => NAMES.get(code) ?? null
