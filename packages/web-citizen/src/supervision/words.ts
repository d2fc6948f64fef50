import type { Words } from '@zhijian/web-kit'

export const supervisionWords = {
  'zh-CN': {
    title: '社区矫正', says: '平台依据什么、在什么期限内可以知道您在哪里，都写在这里。没有依据，或者期限一到，就不再采集。', none: '您没有登记在社区矫正名下。如果应当有，请与司法所联系，核对登记的手机号。', back: '返回首页',
    person: '我的社区矫正', sentence: '类别', 'sentence.public-surveillance': '管制', 'sentence.probation': '缓刑', 'sentence.parole': '假释', 'sentence.outside-prison': '暂予监外执行', term: '期限', 'from-to': '{{from}} 至 {{until}}', office: '负责机构', ring: '拨打 {{number}}', officers: '工作人员', over: '{{at}} 已结束：{{reason}}', 'end.served': '期满解除', 'end.revoked': '撤销缓刑、假释', 'end.re-imprisoned': '收监执行', 'end.died': '死亡', 'end.moved': '变更执行地',
    bases: '现在的依据', 'bases.none': '现在没有任何依据：平台不采集您的位置。', 'bases.past': '以前的依据', 'basis.checks': '信息化核查', 'basis.positioning': '电子定位',
    'checks.says': '工作人员需要时发起，只在核查打开的几分钟里采集一次位置，平时不采集。', 'positioning.says': '在这段时间里持续定位。到期自动停止。', ground: '情形：{{ground}}', decision: '批准文书：{{decision}}', ends: '到 {{at}} 为止', left: '还有 {{days}} 天', 'left.hours': '还有 {{time}}', begins: '{{at}} 开始', 'ended.lapsed': '{{at}} 期满', 'ended.not-needed': '{{at}} 解除', 'ended.replaced': '{{at}} 另行批准', tracked: '正在定位',
    'ground.injunction-breached': '违反人民法院禁止令', 'ground.left-without-leave': '无正当理由，未经批准离开所居住的市、县', 'ground.refused-to-report': '拒不按照规定报告自己的活动情况，被给予警告', 'ground.public-order-penalty': '违反监督管理规定，被给予治安管理处罚', 'ground.revocation-sought': '拟提请撤销缓刑、假释或者暂予监外执行收监执行',
    check: '正在核查', 'check.says': '司法所现在要核实您的情况。请在时间到之前回应。', 'check.left': '还剩 {{time}}', 'check.answer': '我已收到，现在回应', 'check.over': '核查时间已过。请马上打电话向司法所说明。',
    letter: '承诺书', 'letter.to-sign': '请先读完，再签署。签的就是下面这些字；内容有不对的，请先联系司法所。', 'letter.signed': '您于 {{at}} 签署。', 'letter.text': '承诺书全文', 'letter.gone': '内容已删除', 'letter.get': '获取签署验证码', 'letter.sent': '验证码已发送到您登录的手机，{{minutes}} 分钟内有效。', 'letter.code': '验证码', 'letter.unfit': '验证码是短信里的 6 位数字。请核对后再填。', 'letter.read': '我已读完，并同意按此执行', 'letter.sign': '签署承诺书',
    rights: '对监管有不同意见，可以向司法所、县司法局询问，也可以向人民检察院申诉、控告、检举（社区矫正法第三十四条）。',
  },
  en: {
    title: 'Community correction', says: 'On which ground, and until when, the platform may know where you are. Without a ground, or once its term is over, nothing is taken.', none: 'You are not registered for community correction. If you should be, ask the justice office which number is registered.', back: 'Home',
    person: 'My correction', sentence: 'Kind', 'sentence.public-surveillance': 'public surveillance', 'sentence.probation': 'suspended sentence', 'sentence.parole': 'parole', 'sentence.outside-prison': 'served outside prison', term: 'Term', 'from-to': '{{from}} to {{until}}', office: 'Office', ring: 'Call {{number}}', officers: 'Officers', over: 'ended {{at}}: {{reason}}', 'end.served': 'served', 'end.revoked': 'revoked', 'end.re-imprisoned': 'imprisoned', 'end.died': 'died', 'end.moved': 'moved',
    bases: 'Grounds now', 'bases.none': 'There is no ground now: your position is not taken.', 'bases.past': 'Grounds before', 'basis.checks': 'Checks', 'basis.positioning': 'Positioning',
    'checks.says': 'An officer opens one when needed; a position is taken once, within those few minutes, and not besides.', 'positioning.says': 'You are tracked during this time. It stops by itself.', ground: 'Case: {{ground}}', decision: 'Decision: {{decision}}', ends: 'Until {{at}}', left: '{{days}} days left', 'left.hours': '{{time}} left', begins: 'begins {{at}}', 'ended.lapsed': 'lapsed {{at}}', 'ended.not-needed': 'ended {{at}}', 'ended.replaced': 'replaced {{at}}', tracked: 'You are tracked now',
    'ground.injunction-breached': 'injunction breached', 'ground.left-without-leave': 'left the city or county without leave', 'ground.refused-to-report': 'refused to report, and was warned', 'ground.public-order-penalty': 'public-order penalty for a breach', 'ground.revocation-sought': 'revocation or imprisonment is sought',
    check: 'A check is open', 'check.says': 'The justice office wants to hear from you now. Answer before the time is over.', 'check.left': '{{time}} left', 'check.answer': 'I am here: answer', 'check.over': 'The time is over. Call the justice office at once.',
    letter: 'Letter', 'letter.to-sign': 'Read it all, then sign. What stands here is what you sign; if something is wrong, call the office first.', 'letter.signed': 'You signed it {{at}}.', 'letter.text': 'The letter', 'letter.gone': 'erased', 'letter.get': 'Send me the code to sign', 'letter.sent': 'A code was sent to your telephone; it is good for {{minutes}} minutes.', 'letter.code': 'Code', 'letter.unfit': 'The code is six digits, in the message. Look it over.', 'letter.read': 'I read all of it and agree', 'letter.sign': 'Sign the letter',
    rights: 'If you disagree, ask the justice office or the bureau, or turn to the procuratorate (Art. 34).',
  },
} as const satisfies Words
