import type { Words } from '@zhijian/web-kit'

export const noticesWords = {
  'zh-CN': {
    title: '通知记录', say: '通知过您的事，以及没有发给您的和原因。', none: '还没有通知。', line: '{{channel}}：{{what}}', told: '已通知', 'not-told': '没有通知您', partly: '部分渠道没有发',
    'notice.question-waits': '有新咨询等待解答', 'notice.follow-up-asked': '提问人向您追问', 'notice.thread-reminder': '提醒：追问等您回复', 'notice.answer-hidden': '您的解答被隐藏', 'notice.call-rings': '提问人来电', 'notice.call-missed': '您有一个未接来电', 'notice.other': '其他通知',
    'channel.in-app': '应用内', 'channel.wechat': '微信', 'channel.wecom': '企业微信', 'channel.sms': '短信', 'channel.email': '邮件',
    'outcome.delivered': '已送出', 'outcome.failed': '没有送到', 'outcome.unknown': '不确定是否送到',
    'held.quiet-hours': '在您的免打扰时段', 'held.off-duty': '您当时离岗', 'held.quota-of-recipient': '您当天的条数已满', 'held.quota-of-channel': '该渠道当天的总条数已满', 'held.no-channel': '没有可用的渠道', 'held.no-address': '没有登记您的联系方式', 'held.unknown-recipient': '律师库里找不到您', 'held.probe': '系统自检，不通知人', 'held.erased': '信息已删除',
    'reason.contact': '含联系方式', 'reason.link': '含链接', 'reason.fee': '谈及收费', 'reason.solicitation': '招揽业务', 'reason.empty': '没有实质内容', 'reason.abusive': '言语不当', 'reason.wrong-in-law': '法律上有错', 'reason.unlawful': '内容违法', 'reason.other': '其他原因', open: '查看咨询',
  },
  en: {
    title: 'Messages', say: 'What you were told, and what was not sent to you and why.', none: 'No messages yet.', line: '{{channel}}: {{what}}', told: 'told', 'not-told': 'not told', partly: 'partly held back',
    'notice.question-waits': 'A question waits', 'notice.follow-up-asked': 'The asker asked you on', 'notice.thread-reminder': 'Reminder: a follow-up waits', 'notice.answer-hidden': 'Your answer was hidden', 'notice.call-rings': 'The asker called you', 'notice.call-missed': 'You missed a call', 'notice.other': 'Other message',
    'channel.in-app': 'in the application', 'channel.wechat': 'WeChat', 'channel.wecom': 'WeCom', 'channel.sms': 'SMS', 'channel.email': 'mail',
    'outcome.delivered': 'sent', 'outcome.failed': 'not delivered', 'outcome.unknown': 'nobody knows whether it arrived',
    'held.quiet-hours': 'your quiet hours', 'held.off-duty': 'you were off duty', 'held.quota-of-recipient': 'your messages of that day were used up', 'held.quota-of-channel': 'all messages of that day were used up', 'held.no-channel': 'no channel to reach you', 'held.no-address': 'no address of yours is on record', 'held.unknown-recipient': 'you are not in the register', 'held.probe': 'a check of the system, nobody is told', 'held.erased': 'data erased',
    'reason.contact': 'contact data', 'reason.link': 'a link', 'reason.fee': 'fees', 'reason.solicitation': 'solicitation', 'reason.empty': 'no substance', 'reason.abusive': 'abusive', 'reason.wrong-in-law': 'wrong in law', 'reason.unlawful': 'unlawful', 'reason.other': 'another reason', open: 'Look at the question',
  },
} as const satisfies Words
