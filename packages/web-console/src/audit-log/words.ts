import type { Words } from '@zhijian/web-kit'

export const auditLogWords = {
  'zh-CN': {
    title: '审计日志', lead: '谁做了什么、谁看了什么、谁登录过。由记录本身生成，不能改写；您的每次查阅也记录在内。', none: '没有符合条件的记录。', refresh: '刷新', search: '查询', clear: '清除条件',
    kind: '类别', 'kind.': '全部', 'kind.operation': '运维操作', 'kind.look': '查阅', 'kind.security': '账号与安全', 'kind.business': '业务办理',
    person: '账号或对象', 'person.hint': '账号、咨询编号……', as: '作为', 'as.actor': '做事的人', 'as.about': '被处理的对象', action: '动作', 'action.any': '全部动作', from: '自', until: '至（不含）',
    at: '时间', who: '谁', did: '做了什么', about: '对象', why: '目的与原因', outcome: '结果', behalf: '代 {{person}}',
    'outcome.begun': '进行中', 'outcome.done': '已完成', 'outcome.failed': '未成功：{{code}}', system: '系统', 'look.at': '查阅：{{route}}', 'no-reason': '—', 'reason.erased': '（原因已随密钥销毁）',
    'figures.instances': '{{value}} 个实例', 'figures.documents': '{{value}} 份文档', 'figures.differing': '{{value}} 处不同', 'figures.events': '{{value}} 条记录',
    'action.look': '查阅', 'action.dead-letters-replay': '重放死信', 'action.dead-letters-discard': '放弃死信', 'action.deadline-again': '重试停放的时限', 'action.view-rebuild': '重建视图', 'action.look-into-case': '查阅一件事的全部经过', 'action.admin-link': '生成登录链接', 'action.seal': '签封记录', 'action.backup': '备份',
    'action.erase-request': '申请删除个人信息', 'action.erase-confirm': '确认删除个人信息', 'action.erase-refuse': '暂不删除个人信息', 'action.RecordSignIn': '登录', 'action.RecordSignOut': '退出登录', 'action.RecordSignInBlocked': '登录被锁定', 'action.ChangePassword': '修改密码', 'action.EnrolSecondFactor': '绑定动态口令',
    'action.BindWeChat': '绑定微信', 'action.UnbindWeChat': '解除微信绑定', 'action.LinkLawyer': '账号对应律师', 'action.RecordMandate': '登记代办授权', 'action.OpenConsultation': '代为提问', 'action.CloseConsultation': '结束咨询',
    'action.RequestErasure': '申请删除个人信息', 'action.ConfirmErasure': '确认删除个人信息', 'action.RefuseErasure': '暂不删除个人信息', 'action.RecordNoShow': '登记缺勤', 'action.ReplaceLicence': '更换执业证号', 'action.Rename': '机构更名', 'action.Move': '机构迁址', 'action.Reassign': '机构改隶', 'action.Close': '撤销机构', 'action.ChangeProfile': '修改律师信息', 'action.ChangePhone': '修改律师手机号', 'action.Suspend': '停止律师接单', 'action.Reinstate': '恢复律师接单', 'action.Deregister': '注销律师登记', 'action.ChangeDetails': '修改工作人员姓名、手机', 'action.Leave': '工作人员离任', 'action.LinkAccount': '律师关联账号', 'action.ChangeServiceArea': '调整服务区域',
    'action.WithdrawConsent': '撤回同意', 'action.GiveConsent': '给予同意', 'action.BarFromDuty': '限制值班',
    'category.account': '账号', 'category.consultation': '咨询', 'category.callback': '回呼', 'category.review': '审核', 'category.danger': '危急', 'category.lawyer': '律师', 'category.duty': '值班', 'category.policy': '服务承诺', 'category.person': '人员', 'category.organisation': '机构', 'category.division': '区划', 'category.mandate': '代办授权', 'category.erasure': '删除申请', 'category.call': '通话',
    'code.complaint': '投诉', 'code.misuse': '滥用', 'code.left-office': '离任', 'code.erased': '已删除', 'code.retired': '退休', 'code.discipline': '处分',
  },
  en: {
    title: 'Audit log', lead: 'Who did what, who looked at what, who came in. Made from the log itself, so it cannot be rewritten; that you look is in it too.', none: 'Nothing of the kind.', refresh: 'Anew', search: 'Search', clear: 'Clear',
    kind: 'Kind', 'kind.': 'All', 'kind.operation': 'Operations', 'kind.look': 'Looks', 'kind.security': 'Accounts', 'kind.business': 'Business',
    person: 'Account or thing', 'person.hint': 'an account, a question’s id …', as: 'as', 'as.actor': 'who did it', 'as.about': 'what it was done to', action: 'Act', 'action.any': 'All acts', from: 'From', until: 'Until (not included)',
    at: 'Time', who: 'Who', did: 'Did', about: 'To what', why: 'What for, and why', outcome: 'Outcome', behalf: 'for {{person}}',
    'outcome.begun': 'going on', 'outcome.done': 'done', 'outcome.failed': 'failed: {{code}}', system: 'the platform', 'look.at': 'looked: {{route}}', 'no-reason': '—', 'reason.erased': '(the reason went with its key)',
    'figures.instances': '{{value}} instances', 'figures.documents': '{{value}} documents', 'figures.differing': '{{value}} differed', 'figures.events': '{{value}} events',
    'action.look': 'Look', 'action.dead-letters-replay': 'Dead letter done again', 'action.dead-letters-discard': 'Dead letter passed over', 'action.deadline-again': 'Parked deadline tried again', 'action.view-rebuild': 'View made anew', 'action.look-into-case': 'Looked into a whole case', 'action.admin-link': 'One-time link made', 'action.seal': 'Log sealed', 'action.backup': 'Backup',
    'action.erase-request': 'Erasing asked for', 'action.erase-confirm': 'Erasing confirmed', 'action.erase-refuse': 'Erasing refused for now', 'action.RecordSignIn': 'Signed in', 'action.RecordSignOut': 'Signed out', 'action.RecordSignInBlocked': 'Sign-in blocked', 'action.ChangePassword': 'Password changed', 'action.EnrolSecondFactor': 'Second factor enrolled',
    'action.BindWeChat': 'WeChat bound', 'action.UnbindWeChat': 'WeChat unbound', 'action.LinkLawyer': 'Account tied to a lawyer', 'action.RecordMandate': 'Mandate recorded', 'action.OpenConsultation': 'Asked for a caller', 'action.CloseConsultation': 'Closed a question',
    'action.RequestErasure': 'Erasing asked for', 'action.ConfirmErasure': 'Erasing confirmed', 'action.RefuseErasure': 'Erasing refused for now', 'action.RecordNoShow': 'No-show recorded', 'action.ReplaceLicence': 'Licence replaced', 'action.Rename': 'Institution renamed', 'action.Move': 'Institution moved', 'action.Reassign': 'Institution reassigned', 'action.Close': 'Institution closed', 'action.ChangeProfile': 'Lawyer’s details changed', 'action.ChangePhone': 'Lawyer’s number changed', 'action.Suspend': 'Lawyer suspended', 'action.Reinstate': 'Lawyer reinstated', 'action.Deregister': 'Lawyer taken off the register', 'action.ChangeDetails': 'Details of staff changed', 'action.Leave': 'Somebody left the staff', 'action.LinkAccount': 'Lawyer tied to an account', 'action.ChangeServiceArea': 'Service area changed',
    'action.WithdrawConsent': 'Consent withdrawn', 'action.GiveConsent': 'Consent given', 'action.BarFromDuty': 'Barred from duty',
    'category.account': 'account', 'category.consultation': 'question', 'category.callback': 'call-back', 'category.review': 'review', 'category.danger': 'danger', 'category.lawyer': 'lawyer', 'category.duty': 'duty', 'category.policy': 'promise', 'category.person': 'person', 'category.organisation': 'institution', 'category.division': 'division', 'category.mandate': 'mandate', 'category.erasure': 'erasing', 'category.call': 'call',
    'code.complaint': 'complaint', 'code.misuse': 'misuse', 'code.left-office': 'left office', 'code.erased': 'erased', 'code.retired': 'retired', 'code.discipline': 'discipline',
  },
} as const satisfies Words
