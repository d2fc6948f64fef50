// 通知用语。标题不超过 20 个字（微信模板 thing 字段的上限），正文不含任何个人信息。
import type { Catalogue } from '../texts.ts'

export const zhCN: Catalogue = {
  topics: {
    '01': '婚姻家庭', '02': '继承', '03': '劳动人事', '04': '债权债务', '05': '合同', '06': '侵权损害', '07': '道路交通', '08': '房产宅基地',
    '09': '土地草原林权', '10': '拆迁安置', '11': '邻里相邻', '12': '消费维权', '13': '刑事', '14': '行政', '15': '社会保障', '16': '公司企业',
    '17': '金融诈骗', '18': '特殊群体权益', '19': '诉讼程序', '20': '公共法律服务指引', '21': '生态环境', '99': '其他',
  },
  tiers: ['本县', '全区', '全国'],
  notices: {
    'question-waits': { title: '有新的法律咨询待答', text: '有一条{topic}类咨询（{tier}）等待律师解答，请登录查看。' },
    'answer-arrived': { title: '您的咨询有了答复', text: '您咨询的{topic}问题已有律师答复，请登录查看。' },
    'follow-up-asked': { title: '咨询人提出了追问', text: '您答复过的{topic}咨询有新的追问，请登录回复。' },
    'follow-up-answered': { title: '您的追问有了回复', text: '律师已回复您关于{topic}问题的追问，请登录查看。' },
    'thread-reminder': { title: '追问尚未回复', text: '您答复过的{topic}咨询有追问等待已久，请尽快回复。' },
    'another-lawyer-offered': { title: '可以请另一位律师解答', text: '律师暂未回复您的{topic}追问，您可以登录请另一位律师解答。' },
    'promise-broken': { title: '首答超时，请立即处理', text: '一条{topic}咨询未在承诺时间内得到首次答复，请立即处理。' },
    'promise-voided': { title: '首答被撤，请立即处理', text: '一条{topic}咨询的首次答复已撤回或隐藏，请立即处理。' },
    'quorum-overdue': { title: '答复人数不足', text: '一条{topic}咨询逾期仍未达到答复人数，现有{counted}人答复。' },
    'audience-missing': { title: '推送名单未生成', text: '一条{topic}咨询的{tier}推送名单未能按时生成，请检查。' },
    'tiers-exhausted': { title: '各级律师均已推送', text: '一条{topic}咨询已推送至全部层级，仍缺{missing}人答复。' },
    'danger-raised': { title: '危险信号，请立即处理', text: '一条咨询中出现危险信号，请在两分钟内登录确认。' },
    'danger-escalated': { title: '危险信号无人确认', text: '一条危险信号尚无人确认，现升级至您，请立即登录处理。' },
    'callback-requested': { title: '有群众等待回电', text: '一位咨询人请求回电，请登录受理。' },
    'callback-overdue': { title: '回电请求逾期', text: '一条回电请求逾期无人受理，请立即处理。' },
    'review-opened': { title: '有答复待审核', text: '有一条律师答复等待审核，请登录处理。' },
    'review-overdue': { title: '答复审核逾期', text: '一条律师答复逾期未审核，请督促处理。' },
    'call-missed': { title: '您有一个未接来电', text: '您有一个关于{topic}咨询的未接来电，请登录回拨，或用文字留言。' },
    'call-rings': { title: '律师或咨询人来电', text: '有关于{topic}咨询的来电正在呼叫您，请立即打开页面接听。' },
    'complaint-decided': { title: '您的投诉有了结果', text: '您对一条{topic}咨询解答的投诉已经处理，请登录查看结果。' },
    'answer-hidden': { title: '您的一条答复已隐藏', text: '您在一条{topic}咨询中的答复经审核已隐藏，请登录查看原因。' },
  },
  time: '{year}年{month}月{day}日 {hour}:{minute}',
  signature: '指尖公共法律服务',
}
