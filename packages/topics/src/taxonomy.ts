// The two-level taxonomy of questions and specialties. Source: the platform's own, its heads cross-checked with the
// published call statistics of 12348 lines; level 2 are examples that a county may extend.

export interface SecondTopic {
  /** Four digits: the level-1 code and the place in its list. */
  readonly code: string
  readonly name: string
  /** As screens in the second language call it. */
  readonly nameEn: string
}
export interface Topic {
  readonly code: string
  /** zh-CN, shown to users. */
  readonly name: string
  readonly nameEn: string
  readonly seconds: readonly SecondTopic[]
}

/** Level-2 codes are places in these lists and stand in the log: add at the end, never reorder or take out. */
const HEADS: readonly (Omit<Topic, 'seconds'> & { readonly seconds: readonly (readonly [name: string, nameEn: string])[] })[] = [
  { code: '01', name: '婚姻家庭', nameEn: 'Marriage and family', seconds: [['离婚', 'Divorce'], ['财产分割', 'Dividing property'], ['抚养权与抚养费', 'Custody and child support'], ['彩礼', 'Bride price'], ['家暴', 'Domestic violence'], ['同居', 'Living together'], ['收养', 'Adoption'], ['赡养', 'Supporting parents'], ['监护', 'Guardianship']] },
  { code: '02', name: '继承', nameEn: 'Inheritance', seconds: [['法定继承', 'Statutory succession'], ['遗嘱', 'Wills'], ['遗产管理', 'Administration of estates'], ['遗赠扶养', 'Legacy for support'], ['老年再婚财产', 'Property in late remarriage']] },
  { code: '03', name: '劳动人事', nameEn: 'Work', seconds: [['工资', 'Wages'], ['劳动合同', 'Labour contract'], ['工伤', 'Work injury'], ['社保', 'Social insurance'], ['解除补偿', 'Compensation on dismissal'], ['竞业', 'Non-competition'], ['派遣', 'Agency work']] },
  { code: '04', name: '债权债务', nameEn: 'Debts', seconds: [['民间借贷', 'Private loans'], ['担保', 'Guarantees'], ['追偿', 'Recourse'], ['信用卡', 'Credit cards'], ['高利贷', 'Usury']] },
  { code: '05', name: '合同', nameEn: 'Contracts', seconds: [['买卖', 'Sale'], ['租赁', 'Lease'], ['承揽', 'Work done to order'], ['建设工程', 'Construction'], ['服务', 'Services'], ['物业', 'Property management'], ['中介', 'Intermediaries']] },
  { code: '06', name: '侵权损害', nameEn: 'Injury and damage', seconds: [['人身损害', 'Personal injury'], ['医疗', 'Medical harm'], ['产品', 'Defective products'], ['动物', 'Animals'], ['校园', 'Schools'], ['名誉与隐私', 'Reputation and privacy'], ['网络', 'Online']] },
  { code: '07', name: '道路交通', nameEn: 'Road traffic', seconds: [['责任认定', 'Liability'], ['赔偿', 'Compensation'], ['保险', 'Insurance'], ['伤残', 'Disability rating']] },
  { code: '08', name: '房产宅基地', nameEn: 'Housing and homesteads', seconds: [['买卖', 'Sale'], ['质量', 'Quality'], ['宅基地', 'Homesteads'], ['共有', 'Co-ownership'], ['相邻', 'Neighbouring houses']] },
  { code: '09', name: '土地草原林权', nameEn: 'Land, grassland and forest', seconds: [['承包', 'Contracting'], ['流转', 'Transfer'], ['征地补偿', 'Compensation for expropriation'], ['草场', 'Pastures'], ['边界', 'Boundaries']] },
  { code: '10', name: '拆迁安置', nameEn: 'Demolition and resettlement', seconds: [['补偿', 'Compensation'], ['安置', 'Resettlement'], ['程序', 'Procedure']] },
  { code: '11', name: '邻里相邻', nameEn: 'Neighbours', seconds: [['通行', 'Right of way'], ['采光', 'Light'], ['排水', 'Drainage'], ['噪声', 'Noise'], ['林木', 'Trees']] },
  { code: '12', name: '消费维权', nameEn: 'Consumers', seconds: [['质量', 'Quality'], ['预付卡', 'Prepaid cards'], ['网购', 'Online shopping'], ['广告', 'Advertising']] },
  { code: '13', name: '刑事', nameEn: 'Criminal matters', seconds: [['侦查与审判阶段', 'Investigation and trial'], ['取保', 'Release on bail'], ['辩护', 'Defence'], ['被害人', 'Victims'], ['附带民事', 'Civil claims in criminal cases']] },
  { code: '14', name: '行政', nameEn: 'Administration', seconds: [['处罚', 'Penalties'], ['许可', 'Permits'], ['强制', 'Compulsory measures'], ['复议', 'Reconsideration'], ['诉讼', 'Litigation'], ['国家赔偿', 'State compensation'], ['执法监督', 'Supervision of enforcement']] },
  { code: '15', name: '社会保障', nameEn: 'Social security', seconds: [['低保', 'Subsistence allowance'], ['特困', 'Extreme hardship'], ['养老', 'Pensions'], ['医保', 'Medical insurance'], ['抚恤', 'Bereavement pensions'], ['退役军人', 'Veterans']] },
  { code: '16', name: '公司企业', nameEn: 'Companies', seconds: [['设立', 'Founding'], ['股权', 'Shares'], ['合规', 'Compliance'], ['用工', 'Employing people'], ['合同审查', 'Reviewing contracts'], ['知识产权', 'Intellectual property'], ['税', 'Tax'], ['破产', 'Bankruptcy']] },
  { code: '17', name: '金融诈骗', nameEn: 'Financial fraud', seconds: [['非法集资', 'Illegal fund-raising'], ['电信诈骗', 'Telecom fraud'], ['保险', 'Insurance'], ['理财', 'Investment products']] },
  { code: '18', name: '未成年人妇女老年残疾', nameEn: 'Minors, women, the elderly, the disabled', seconds: [['受教育', 'Education'], ['侵害', 'Abuse'], ['监护', 'Guardianship'], ['养老服务', 'Care of the elderly'], ['残疾权益', 'Rights of the disabled']] },
  { code: '19', name: '诉讼程序', nameEn: 'Litigation', seconds: [['立案', 'Filing'], ['管辖', 'Jurisdiction'], ['证据', 'Evidence'], ['保全', 'Preservation'], ['时效', 'Limitation'], ['执行', 'Enforcement'], ['再审', 'Retrial'], ['司法鉴定', 'Forensic examination']] },
  { code: '20', name: '公共法律服务指引', nameEn: 'Where to go for legal services', seconds: [['法律援助', 'Legal aid'], ['公证', 'Notary'], ['调解', 'Mediation'], ['仲裁', 'Arbitration'], ['律师', 'Lawyers'], ['社区矫正', 'Community correction'], ['安置帮教', 'Resettlement help']] },
  { code: '21', name: '生态环境', nameEn: 'Environment', seconds: [['污染', 'Pollution'], ['禁牧', 'Grazing bans'], ['野生动物', 'Wild animals']] },
  { code: '99', name: '非法律或其他', nameEn: 'Not a legal matter, or other', seconds: [] },
]

export const TOPICS: readonly Topic[] = HEADS.map(({ code, seconds, ...names }) => ({
  code, ...names, seconds: seconds.map(([name, nameEn], place) => ({ code: `${code}${String(place + 1).padStart(2, '0')}`, name, nameEn })),
}))
const NAMES = new Map(TOPICS.flatMap(({ code, name, seconds }) => [{ code, name }, ...seconds]).map(({ code, name }) => [code, name]))

/** zh-CN name of a code of either level, or null for one that does not exist. */
export const topicName = (code: string): string | null => NAMES.get(code) ?? null
