// What happened, in words, by the name of the event; for the story and for what is about to happen. Namespace `events`.
import type { Words } from '@zhijian/web-kit'

export const eventWords = {
  'zh-CN': {
    ConsultationOpened: '提出咨询', MandateRecorded: '记录代办授权', AgentDismissed: '代办授权终止', TierOpened: '层级开放', TierClosed: '层级窗口期满', TierSkipped: '无人可问，跳过本层级',
    TiersExhausted: '各层级均已开放', AudienceRecorded: '可询问名单已记录', AudienceMissing: '名单逾时未到', ClaimTaken: '律师占位', ClaimRenewed: '占位延长', ClaimReleased: '律师退回占位', ClaimLapsed: '占位到期收回',
    AnswerGiven: '律师答复', AnswerHidden: '答复被隐藏', AnswerWithdrawn: '律师撤回答复', AnswerRestored: '答复恢复', LawyerRecused: '律师回避', LawyerUnavailable: '律师不能继续',
    PromiseKept: '首答承诺兑现', PromiseBroken: '首答承诺未兑现', PromiseReopened: '首答承诺重新计时', PromiseVoided: '首答承诺失去依据', PromiseRestored: '首答承诺恢复',
    QuorumMet: '三人答复已齐', QuorumBroken: '答复人数不再足够', QuorumOverdue: '答复人数逾时不足',
    FollowUpAsked: '群众追问', FollowUpAnswered: '律师回复追问', ThreadReminded: '提醒律师回复追问', AnotherLawyerOffered: '可另请律师', AnotherLawyerAsked: '群众另请律师', SearchResumed: '继续征询',
    ConsultationClosed: '提问人结束咨询', ConsultationReopened: '咨询重新开始', ConsultationRested: '咨询转入休眠', ConsultationWoken: '咨询恢复', AnswerRated: '评价答复',
    ConsentGiven: '同意向县外提供', ConsentWithdrawn: '撤回向县外提供的同意',
    DeliveryOpened: '开始送达', WaveStarted: '一批通知开始', PushesPlanned: '通知对象已定', ReceiptsRecorded: '送出回执', ReportsRecorded: '服务商回报', DeliveryStopped: '停止通知', DeliveryResumed: '恢复通知',
    CallbackRequested: '登记回呼', CallbackUntaken: '回呼逾时无人受理', CallbackTaken: '坐席受理回呼', CallbackReleased: '坐席退回回呼', CallAttemptFailed: '回呼未接通', CallbackReached: '回呼接通', CallbackFailed: '回呼未成', CallbackCancelled: '取消回呼',
    DangerRaised: '发现危急', DangerEscalated: '危急上报', DangerUnheard: '危急无人接手', DangerAcknowledged: '值班员接手', DangerResolved: '危急处置完毕',
    ReviewOpened: '答复送审', ReviewCauseAdded: '送审理由增加', ReviewTaken: '审核员受理', ReviewDecided: '审核决定', ReviewOverdue: '审核逾期',
    MandateGiven: '登记代办授权', MandateRevoked: '撤销授权', MandateExpired: '授权到期', CallRung: '呼叫', CallTaken: '接听', CallConfirmed: '通话持续', CallEnded: '通话结束',
    CounselEnded: '法律顾问任期届满', LawyerReinstated: '律师暂停期满', AnnualCheckExpired: '年度考核到期', ShiftEnded: '班次结束', OfficeEnded: '任职到期', ErasureOverdue: '删除申请逾期', RetentionEnded: '法定保存期届满', RetentionReviewDue: '该查保存期',
  },
  en: {
    ConsultationOpened: 'Question asked', MandateRecorded: 'Mandate recorded', AgentDismissed: 'Mandate ended', TierOpened: 'Tier opened', TierClosed: 'Window of the tier over', TierSkipped: 'Nobody to ask: tier skipped',
    TiersExhausted: 'All tiers are open', AudienceRecorded: 'List of whom to ask recorded', AudienceMissing: 'List did not come in time', ClaimTaken: 'Place taken', ClaimRenewed: 'Place kept longer', ClaimReleased: 'Place given back', ClaimLapsed: 'Place lapsed',
    AnswerGiven: 'Answer given', AnswerHidden: 'Answer hidden', AnswerWithdrawn: 'Answer withdrawn', AnswerRestored: 'Answer shown again', LawyerRecused: 'Lawyer stepped back', LawyerUnavailable: 'Lawyer cannot go on',
    PromiseKept: 'Promise kept', PromiseBroken: 'Promise broken', PromiseReopened: 'Promise runs again', PromiseVoided: 'Promise has nothing left to rest on', PromiseRestored: 'Promise restored',
    QuorumMet: 'Three have answered', QuorumBroken: 'Too few answers again', QuorumOverdue: 'Too few answers in time',
    FollowUpAsked: 'Follow-up asked', FollowUpAnswered: 'Follow-up answered', ThreadReminded: 'Lawyer reminded of a follow-up', AnotherLawyerOffered: 'Another lawyer offered', AnotherLawyerAsked: 'Another lawyer asked for', SearchResumed: 'Search goes on',
    ConsultationClosed: 'Closed by its asker', ConsultationReopened: 'Opened again', ConsultationRested: 'Gone to rest', ConsultationWoken: 'Awake again', AnswerRated: 'Answer rated',
    ConsentGiven: 'Consent to share beyond the county', ConsentWithdrawn: 'Consent to share taken back',
    DeliveryOpened: 'Telling people begins', WaveStarted: 'A wave begins', PushesPlanned: 'Recipients chosen', ReceiptsRecorded: 'Receipts', ReportsRecorded: 'Provider’s reports', DeliveryStopped: 'Telling stopped', DeliveryResumed: 'Telling resumed',
    CallbackRequested: 'Call-back requested', CallbackUntaken: 'Call-back not taken in time', CallbackTaken: 'Call-back taken', CallbackReleased: 'Call-back given back', CallAttemptFailed: 'Not reached', CallbackReached: 'Reached by phone', CallbackFailed: 'Call-back failed', CallbackCancelled: 'Call-back cancelled',
    DangerRaised: 'Danger raised', DangerEscalated: 'Danger escalated', DangerUnheard: 'Nobody heard of the danger', DangerAcknowledged: 'Danger acknowledged', DangerResolved: 'Danger resolved',
    ReviewOpened: 'Answer under review', ReviewCauseAdded: 'Another cause for review', ReviewTaken: 'Review taken', ReviewDecided: 'Review decided', ReviewOverdue: 'Review overdue',
    MandateGiven: 'Mandate given', MandateRevoked: 'Mandate revoked', MandateExpired: 'Mandate over', CallRung: 'Call rings', CallTaken: 'Call taken', CallConfirmed: 'Call goes on', CallEnded: 'Call ended',
    CounselEnded: 'Appointment as counsel over', LawyerReinstated: 'Suspension over', AnnualCheckExpired: 'Annual check over', ShiftEnded: 'Shift over', OfficeEnded: 'Office over', ErasureOverdue: 'Request to be forgotten late', RetentionEnded: 'Statutory period over', RetentionReviewDue: 'Time to look at retention',
  },
} as const satisfies Words
