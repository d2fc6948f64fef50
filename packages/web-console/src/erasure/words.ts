import type { Words } from '@zhijian/web-kit'

export const erasureWords = {
  'zh-CN': {
    title: '删除申请', intro: '本人或工作人员提出的个人信息删除申请。须两人办理：第一人核实身份和保存规定后受理，另一人确认；确认后密钥即被销毁，不可恢复。逾期未答复的排在前面提示。',
    work: '待办', end: '已办', show: '显示', person: '人员编号', phase: '办理到', wanted: '本人申请', due: '答复期限', late: '已逾期', changed: '最近变化', choose: '请在左侧选择一项。',
    'phase.wanted': '待受理', 'phase.requested': '待另一人确认', 'phase.confirmed': '已确认，正在销毁密钥', 'phase.kept': '限制处理（法定保存期）', 'phase.declined': '不予删除', 'phase.taken-back': '本人已撤回', 'phase.erased': '已删除',
    identity: '身份核实', 'identity.phone-code': '本人手机验证码', 'identity.id-document': '身份证件', 'identity.recorded-call': '录音电话', 'identity.none': '由工作人员核实',
    ground: '依据', 'ground.purpose-over': '处理目的已实现', 'ground.period-over': '保存期限已满', 'ground.consent-withdrawn': '本人撤回同意', 'ground.unlawful': '违法处理', 'ground.law': '其他法定情形',
    'requested-by': '受理人', 'confirmed-by': '确认人', rule: '保存依据', until: '保存期至', declined: '不予删除的理由', digest: '密钥摘要', erased: '删除时间', copies: '备份中不再有密钥的时间',
    matters: '本人的事项', 'matters.intro': '只列时间和状态，供核对保存规定；不显示内容。', 'matters.none': '没有咨询。', 'matters.more': '只列出最近 200 件。', opened: '开始', closed: '结束', open: '未结束',
    request: '受理', 'request.explain': '已核实身份，且没有仍在期限内的保存规定。受理后须由另一人确认。',
    confirm: '确认删除', 'confirm.explain': '确认后密钥立即销毁，本人的全部信息不能再读出，任何人都无法恢复。请输入您的动态口令。', code: '动态口令',
    keep: '限制处理', 'keep.explain': '法定保存期未满：不删除，但不再使用。期满时会自动重新列入待办，依据和日期会告知本人。', 'rule.hint': '例如：人民调解档案 保管期限',
    decline: '不予删除', 'decline.explain': '理由和说明会告知本人，本人可以补充后再次申请。', reason: '理由', 'reason.identity-not-shown': '未能核实本人身份', 'reason.matter-open': '有事项正在办理', 'reason.not-about-her': '所指信息不属于申请人',
    explanation: '说明（告知本人）',
  },
  en: {
    title: 'Requests to be forgotten', intro: 'Asked for by the person or by staff. Two people decide: the first looks at identity and rules and takes it, somebody else confirms; then the key is destroyed, for good.',
    work: 'To do', end: 'Answered', show: 'Show', person: 'Person', phase: 'Stands at', wanted: 'Asked by herself', due: 'Answer due', late: 'late', changed: 'Last change', choose: 'Choose one.',
    'phase.wanted': 'to be taken', 'phase.requested': 'to be confirmed', 'phase.confirmed': 'confirmed, the key is being destroyed', 'phase.kept': 'restricted (statutory period)', 'phase.declined': 'declined', 'phase.taken-back': 'taken back', 'phase.erased': 'erased',
    identity: 'Identity', 'identity.phone-code': 'code to her telephone', 'identity.id-document': 'identity document', 'identity.recorded-call': 'recorded call', 'identity.none': 'looked at by staff',
    ground: 'Ground', 'ground.purpose-over': 'purpose over', 'ground.period-over': 'period over', 'ground.consent-withdrawn': 'consent withdrawn', 'ground.unlawful': 'unlawful', 'ground.law': 'law',
    'requested-by': 'Taken by', 'confirmed-by': 'Confirmed by', rule: 'Kept by', until: 'Kept until', declined: 'Declined because', digest: 'Digest of the key', erased: 'Erased at', copies: 'No copy holds the key from',
    matters: 'Her matters', 'matters.intro': 'When they began and ended, for the rules; not what they say.', 'matters.none': 'No questions.', 'matters.more': 'The latest 200.', opened: 'Began', closed: 'Ended', open: 'not ended',
    request: 'Take it', 'request.explain': 'Identity was looked at, and no rule keeps the data. Somebody else must confirm.',
    confirm: 'Confirm', 'confirm.explain': 'The key is destroyed at once; nobody can bring the data back. Your second factor, please.', code: 'Code',
    keep: 'Restrict', 'keep.explain': 'A statutory period runs: kept and not used. It comes up again at its end; she is told rule and date.', 'rule.hint': 'such as: archive rules for mediation',
    decline: 'Decline', 'decline.explain': 'She is told the reason and may ask again.', reason: 'Reason', 'reason.identity-not-shown': 'identity not shown', 'reason.matter-open': 'a matter is in hand', 'reason.not-about-her': 'not about her',
    explanation: 'Explanation (she reads it)',
  },
} as const satisfies Words
