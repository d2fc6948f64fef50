// Invented words of people: short templates, none from a real case. Some hold what the edge must find: names, numbers,
// words of danger, contact data in an answer.
import type { Random } from './random.ts'

const WHO = ['我父亲', '我妻子', '我们村的邻居', '我工友刘大勇', '我公司', '我表弟', '我母亲'] as const
const MATTER = [
  '在工地干了半年活，老板拖欠工资一直不给，劳动合同也没签', '借给朋友三万元，有借条，到期后他不还钱也不接电话', '要离婚，孩子的抚养权和房子怎么分',
  '开车被追尾，对方保险公司只肯赔一半的修车费', '承包的草场被征收，补偿标准和别人家不一样', '买的房子漏水，开发商不肯维修也不退钱',
  '网上买的种子出苗率很低，商家说没有质量问题', '家里老人去世没有遗嘱，兄弟姐妹对宅基地有争议', '邻居盖房挡住了院子的采光，说了几次都不听',
  '公司要解除劳动合同，说只给一个月的补偿', '接到电话说账户涉案，转走了两万多元', '低保申请被退回来，村里说条件不够',
] as const
const COMPANY = ['合同里的违约金能不能调低', '员工泄露了客户名单怎么追究', '供货商迟延交货造成停产，损失怎么主张', '股东要退股应当怎么办手续'] as const
const ASKS = ['请问应该怎么办？', '想问问律师能不能起诉。', '需要准备什么证据？', '去哪里申请比较合适？'] as const
const DANGER = ['我已经活不下去了，想自杀', '他又拿刀打我，我害怕被打死'] as const
const FURTHER = ['那需要多长时间？费用大概多少？', '如果对方不来怎么办？', '我手里只有聊天记录，算证据吗？', '请再说详细一点，我没有听懂第二步。'] as const

const ADVICE = [
  '建议您先收集劳动合同、工资记录和考勤等证据，向当地劳动监察大队投诉，也可以在一年内申请劳动仲裁。', '根据《民法典》第六百七十五条，借款到期应当返还，您可以持借条向被告住所地法院起诉，并申请支付令。',
  '可以先申请人民调解，调解不成再向法院起诉，注意诉讼时效一般为三年，请保留好全部书面材料。', '这种情况属于侵权，您有权要求排除妨碍并赔偿损失，建议先拍照固定证据，再与村委会沟通协商处理。',
  '可以到县公共法律服务中心申请法律援助，带上身份证明和经济困难说明，由援助律师为您代理案件。', '对方的理由不成立，请书面要求说明依据，收到答复后六十日内可以申请行政复议。',
] as const
const THIN = ['您好，请来电。', '收到', '你好，建议咨询律师'] as const
const FLAGGED = [' 详情请加微信 lawyer8866 联系。', ' 代理费五千元，可以打 13800001234 找我。'] as const

export const questionText = (random: Random, isEnterprise: boolean, isDanger: boolean): string =>
  `${random.pick(WHO)}${isEnterprise ? `：${random.pick(COMPANY)}，` : ''}${random.pick(MATTER)}。${isDanger ? `${random.pick(DANGER)}。` : ''}${random.pick(ASKS)}`
export const furtherText = (random: Random, isDanger: boolean): string => `${random.pick(FURTHER)}${isDanger ? random.pick(DANGER) : ''}`
export const adviceText = (random: Random, isFlagged: boolean): string => `${random.pick(ADVICE)}${isFlagged ? random.pick(FLAGGED) : ''}`
export const thinText = (random: Random): string => random.pick(THIN)
