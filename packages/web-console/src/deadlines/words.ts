// What will happen when a deadline passes; by what the decider says it would leave.
import type { Words } from '@zhijian/web-kit'

export const deadlineWords = {
  'zh-CN': {
    title: '未来十分钟', lead: '全平台的期限，先到的在前；到期后的结果由裁决规则给出，期间有新的答复或操作，会随之变化。',
    'passing.and': '；', count_one: '{{count}} 项', count_other: '{{count}} 项', shown: '已载入 {{shown}} / {{total}} 件事的期限', live: '实时更新', all: '全部', none: '未来十分钟没有期限', unread: '没有读到', due: '到期', left: '剩余', what: '到期后', about: '事项', passing: '正在结算',
    'kind.consultation': '咨询', 'kind.delivery': '送达', 'kind.callback': '回呼', 'kind.danger': '危急', 'kind.review': '审核', 'kind.call': '通话', 'kind.mandate': '授权', 'kind.person': '任职', 'kind.lawyer': '律师', 'kind.duty': '值班',
    filter: '事项类别', story: '查阅经过', table: '即将到期的事项，按到期先后排列',
    'scope.county': '县级', 'scope.region': '自治区', 'scope.nation': '全国',
    'pass.TierClosed+TierOpened': '窗口关闭，转{{scope}}，还差 {{missing}} 人答复；约 {{reach}} 名律师可以答复', 'pass.TierClosed+TierOpened.unknown': '窗口关闭，转{{scope}}，还差 {{missing}} 人答复',
    'pass.TierClosed+TiersExhausted': '全国窗口关闭，已无更多层级，还差 {{missing}} 人答复', 'pass.TierClosed': '本层级窗口关闭，还差 {{missing}} 人答复',
    'pass.ClaimLapsed': '占位收回（该律师第 {{lapses}} 次到期），名额让给其他律师', 'pass.AudienceMissing': '名单仍未生成，报告值班员', 'pass.PromiseBroken': '首答承诺未兑现：通知值班员，12348 坐席回呼',
    'pass.QuorumOverdue': '答复仍不足三人（现 {{counted}} 人），报告值班员', 'pass.ThreadReminded': '提醒律师回复追问', 'pass.AnotherLawyerOffered': '追问无人回复，请群众选择另请律师', 'pass.ConsultationRested': '三十天无人操作，转入休眠',
    'pass.WaveStarted': '第 {{wave}} 批通知发出：约 {{people}} 名律师', 'pass.CallbackUntaken': '无人受理，报告值班员', 'pass.CallbackFailed': '回呼时限已过，记为未成', 'pass.DangerEscalated': '无人接手，上报{{rank}}', 'pass.DangerUnheard': '各级均未接手，持续告警',
    'pass.ReviewOverdue': '审核逾期，报告值班员', 'pass.CallEnded': '无人接听或中断，通话结束', 'pass.MandateExpired': '代办授权到期', 'pass.OfficeEnded': '任职到期，权限终止', 'pass.ErasureOverdue': '删除申请逾期未答复', 'pass.RetentionEnded': '法定保存期届满，重新办理删除', 'pass.RetentionReviewDue': '该查一次保存期', 'pass.CounselEnded': '法律顾问任期届满', 'pass.LawyerReinstated': '暂停期满，恢复执业', 'pass.AnnualCheckExpired': '年度考核到期，暂停派单', 'pass.ShiftEnded': '班次结束，记入值班时数',
    'rank.duty-officer': '值班员', 'rank.deputy': '副职', 'rank.head': '局领导',
  },
  en: {
    title: 'The next ten minutes', lead: 'Every deadline of the platform, soonest first. What follows is what the rules say; an answer or another act before then changes it.',
    'passing.and': '; ', count_one: '{{count}} deadline', count_other: '{{count}} deadlines', shown: 'of {{shown}} of {{total}} matters', live: 'Live', all: 'All', none: 'Nothing is due in the next ten minutes', unread: 'could not be read', due: 'Due', left: 'Left', what: 'Then', about: 'About', passing: 'being settled',
    'kind.consultation': 'Question', 'kind.delivery': 'Telling', 'kind.callback': 'Call-back', 'kind.danger': 'Danger', 'kind.review': 'Review', 'kind.call': 'Call', 'kind.mandate': 'Mandate', 'kind.person': 'Office', 'kind.lawyer': 'Lawyer', 'kind.duty': 'Duty',
    filter: 'Kind', story: 'Story', table: 'What is due, soonest first',
    'scope.county': 'the county', 'scope.region': 'the region', 'scope.nation': 'the nation',
    'pass.TierClosed+TierOpened': 'The window closes and {{scope}} joins, {{missing}} answers missing; about {{reach}} lawyers may answer', 'pass.TierClosed+TierOpened.unknown': 'The window closes and {{scope}} joins, {{missing}} answers missing',
    'pass.TierClosed+TiersExhausted': 'The last window closes, {{missing}} answers missing', 'pass.TierClosed': 'The window closes, {{missing}} answers missing',
    'pass.ClaimLapsed': 'The place lapses (for this lawyer the {{lapses}}th time) and is free for others', 'pass.AudienceMissing': 'No list yet: the duty officer is told', 'pass.PromiseBroken': 'The promise is broken: the duty officer is told, the 12348 desk calls back',
    'pass.QuorumOverdue': 'Still too few answers ({{counted}}): the duty officer is told', 'pass.ThreadReminded': 'The lawyer is reminded of the follow-up', 'pass.AnotherLawyerOffered': 'The asker is offered another lawyer', 'pass.ConsultationRested': 'Goes to rest after thirty days without an act',
    'pass.WaveStarted': 'Wave {{wave}} goes out: about {{people}} lawyers', 'pass.CallbackUntaken': 'Nobody took it: the duty officer is told', 'pass.CallbackFailed': 'The time for calls is over: failed', 'pass.DangerEscalated': 'Nobody acknowledged: on to the {{rank}}', 'pass.DangerUnheard': 'Nobody in line acknowledged: the alarm stays',
    'pass.ReviewOverdue': 'The review is overdue: the duty officer is told', 'pass.CallEnded': 'Not taken, or lost: the call ends', 'pass.MandateExpired': 'The mandate is over', 'pass.OfficeEnded': 'The office is over, and its powers', 'pass.ErasureOverdue': 'A request to be forgotten is late', 'pass.RetentionEnded': 'A statutory period ends: forgetting comes up again', 'pass.RetentionReviewDue': 'Time to look whose data is needed no more', 'pass.CounselEnded': 'The appointment as counsel is over', 'pass.LawyerReinstated': 'The suspension is over', 'pass.AnnualCheckExpired': 'The annual check is over: asked no more', 'pass.ShiftEnded': 'The shift is over and counted',
    'rank.duty-officer': 'duty officer', 'rank.deputy': 'deputy', 'rank.head': 'head',
  },
} as const satisfies Words
