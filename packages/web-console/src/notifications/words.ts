import type { Words } from '@zhijian/web-kit'

export const notificationsWords = {
  'zh-CN': {
    title: '通知', lead: '通知了谁、没有通知谁、为什么，以及通道回报的结果。每 5 秒更新。', 'by.county': '本县', 'by.question': '按咨询', 'by.lawyer': '按律师', by: '查看方式',
    question: '咨询编号', lawyer: '律师编号', look: '查看', 'enter.question': '填写咨询编号后查看。', 'enter.lawyer': '填写律师编号后查看。', none: '没有通知。', 'none.recipients': '还没有安排任何人。',
    at: '时间', what: '内容', about: '咨询', meant: '应通知', told: '已通知', held: '未通知', results: '通道结果', waves: '批次', state: '状态', recipients: '名单', open: '查看名单', recipient: '收件人', channels: '通道与结果', why: '未通知的原因', close: '关闭',
    'state.stopped': '已停止：{{why}}', 'state.going': '进行中', 'state.over': '已发完', 'waves.of': '{{started}} / {{all}}', urgent: '紧急',
    'stop.quorum-met': '人数已够', 'stop.search-ended': '寻找已结束', 'stop.closed': '咨询已结束', 'stop.acknowledged': '已有人受理', 'stop.too-late': '内容已过时',
    'held.quiet-hours': '免打扰时段', 'held.off-duty': '不在岗', 'held.quota-of-recipient': '本人当日额度已满', 'held.quota-of-channel': '通道当日额度已满', 'held.no-channel': '没有可用通道', 'held.no-address': '没有通道地址', 'held.unknown-recipient': '名册中没有此人', 'held.probe': '探针咨询', 'held.erased': '个人信息已删除',
    'channel.in-app': '站内', 'channel.wechat': '微信', 'channel.wecom': '企业微信', 'channel.sms': '短信', 'channel.email': '邮件',
    'outcome.delivered': '已交通道', 'outcome.failed': '通道拒收', 'outcome.unknown': '结果不明', 'outcome.none': '等待发送', 'report.delivered': '已送达', 'report.failed': '未送达',
    'notice.question-waits': '有新咨询', 'notice.answer-arrived': '有了解答', 'notice.follow-up-asked': '有追问', 'notice.follow-up-answered': '追问已答', 'notice.thread-reminder': '追问待答提醒', 'notice.another-lawyer-offered': '可另询律师', 'notice.promise-broken': '首答承诺未兑现', 'notice.promise-voided': '首答承诺作废',
    'notice.quorum-overdue': '解答人数逾期未够', 'notice.audience-missing': '没有确定应询律师', 'notice.tiers-exhausted': '各级律师均已询问', 'notice.alarm-raised': '社区矫正报警', 'notice.alarm-escalated': '社区矫正报警升级', 'notice.alarm-withdrawn': '社区矫正报警依据撤回', 'notice.separation-hint': '疑似人机分离', 'notice.position-check': '信息化核查', 'notice.check-in-due': '请报到', 'notice.leave-requested': '请假待审批', 'notice.leave-decided': '请假有结果', 'notice.danger-raised': '危急警情', 'notice.danger-escalated': '危急警情升级', 'notice.callback-requested': '请求回呼', 'notice.callback-overdue': '回呼逾期', 'notice.review-opened': '解答待审核', 'notice.review-overdue': '审核逾期', 'notice.answer-hidden': '解答已隐藏',
  },
  en: {
    title: 'Notifications', lead: 'Who was told, who was not and why, and what the channels said. Every 5 seconds.', 'by.county': 'County', 'by.question': 'By question', 'by.lawyer': 'By lawyer', by: 'Show',
    question: 'Question’s id', lawyer: 'Lawyer’s id', look: 'Show', 'enter.question': 'Enter the id of a question.', 'enter.lawyer': 'Enter the id of a lawyer.', none: 'Nothing was told.', 'none.recipients': 'Nobody was planned yet.',
    at: 'Time', what: 'What', about: 'Question', meant: 'Meant', told: 'Told', held: 'Not told', results: 'Channels said', waves: 'Waves', state: 'State', recipients: 'Recipients', open: 'Recipients', recipient: 'Recipient', channels: 'Channels', why: 'Why not told', close: 'Close',
    'state.stopped': 'stopped: {{why}}', 'state.going': 'going on', 'state.over': 'all sent', 'waves.of': '{{started}} / {{all}}', urgent: 'urgent',
    'stop.quorum-met': 'enough answers', 'stop.search-ended': 'the search ended', 'stop.closed': 'closed', 'stop.acknowledged': 'taken by somebody', 'stop.too-late': 'no longer true',
    'held.quiet-hours': 'quiet hours', 'held.off-duty': 'off duty', 'held.quota-of-recipient': 'had enough today', 'held.quota-of-channel': 'channel had enough today', 'held.no-channel': 'no channel', 'held.no-address': 'no address', 'held.unknown-recipient': 'not in the register', 'held.probe': 'a probe', 'held.erased': 'forgotten',
    'channel.in-app': 'in-app', 'channel.wechat': 'WeChat', 'channel.wecom': 'WeCom', 'channel.sms': 'SMS', 'channel.email': 'e-mail',
    'outcome.delivered': 'taken over', 'outcome.failed': 'refused', 'outcome.unknown': 'unknown', 'outcome.none': 'to be sent', 'report.delivered': 'arrived', 'report.failed': 'did not arrive',
    'notice.question-waits': 'A question waits', 'notice.answer-arrived': 'An answer came', 'notice.follow-up-asked': 'A follow-up', 'notice.follow-up-answered': 'A follow-up was answered', 'notice.thread-reminder': 'A follow-up still waits', 'notice.another-lawyer-offered': 'Another lawyer may be asked', 'notice.promise-broken': 'The promise was broken', 'notice.promise-voided': 'The promise is void',
    'notice.quorum-overdue': 'Too few answers in time', 'notice.audience-missing': 'Nobody was found to ask', 'notice.tiers-exhausted': 'Every tier was asked', 'notice.alarm-raised': 'Alarm of correction', 'notice.alarm-escalated': 'Alarm of correction, next in line', 'notice.alarm-withdrawn': 'Cause of an alarm withdrawn', 'notice.separation-hint': 'Device without its owner?', 'notice.position-check': 'A check of the position', 'notice.check-in-due': 'A check-in is due', 'notice.leave-requested': 'Leave to decide on', 'notice.leave-decided': 'Leave was decided on', 'notice.danger-raised': 'Danger', 'notice.danger-escalated': 'Danger, next in line', 'notice.callback-requested': 'A call-back is asked for', 'notice.callback-overdue': 'A call-back is late', 'notice.review-opened': 'An answer to review', 'notice.review-overdue': 'A review is late', 'notice.answer-hidden': 'An answer was hidden',
  },
} as const satisfies Words
