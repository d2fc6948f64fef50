import type { Words } from '@zhijian/web-kit'

export const accountsWords = {
  'zh-CN': {
    title: '账号与角色', intro: '系统管理员开立账号，安全管理员授予平台角色，岗位角色由任职给予；三者不能是同一人，也没有人能改自己的账号。', 'kind.staff': '工作人员', 'kind.lawyer': '律师', find: '账号开头', state: '状态', any: '全部', active: '启用', suspended: '已停用', id: '账号', name: '姓名', opened: '开立时间', roles: '授予的角色', ready: '登录方式', 'ready.none': '未设密码', 'ready.password': '仅密码', 'ready.both': '密码和动态口令', choose: '从左侧选择一个账号。', none: '没有这样的账号。',
    open: '开立账号', 'open.kind': '类别', 'open.id.hint': '字母、数字、连字符，即登录名；开立后不变', 'open.phone': '手机号', 'open.name': '姓名', 'open.lawyer': '关联律师编号', 'open.lawyer.hint': '律师账号填写名册中的平台编号', opened2: '账号已开立：{{id}}。请生成一次性登录链接，当面交给本人。',
    link: '生成登录链接', 'link.explain': '链接只能用一次，15 分钟内有效；本人用它设置密码和动态口令。请当面或电话核实身份后交给本人，不要通过群聊发送。', 'link.is': '一次性登录链接（离开本页后不再显示）', 'link.copy': '复制',
    'may': '目前可以作为', 'by.grant': '授予', 'by.office': '任职', everywhere: '全部地区', grant: '授予角色', 'grant.role': '角色', 'grant.region': '地区代码', 'grant.region.hint': '2–12 位；不填为全部地区', revoke: '收回', suspend: '停用', 'suspend.explain': '停用后所有登录立即失效。', reinstate: '恢复', factor: '解除动态口令', 'factor.explain': '设备遗失时使用。解除后须重新生成登录链接才能登录，所有登录立即失效。', reason: '事由',
    'reason.left-office': '离任', 'reason.misuse': '违规使用', 'reason.lost-device': '设备遗失', 'reason.own-request': '本人申请', 'reason.security': '安全原因', lawyer: '关联律师', kind: '类别',
    'role.enterprise': '企业', 'role.lawyer': '律师', 'role.system-admin': '系统管理员', 'role.security-admin': '安全管理员', 'role.auditor': '审计员', 'role.probe': '探针', 'role.desk': '12348 坐席', 'role.reviewer': '审核员', 'role.duty-officer': '值班员', 'role.bureau-head': '局领导', 'role.policy-admin': '政策管理员',
  },
  en: {
    title: 'Accounts and roles', intro: 'The system administrator opens accounts, the security administrator grants roles of the platform, offices give the rest. They are different people, and nobody changes his own account.', 'kind.staff': 'Staff', 'kind.lawyer': 'Lawyers', find: 'Login begins', state: 'State', any: 'all', active: 'active', suspended: 'suspended', id: 'Login', name: 'Name', opened: 'Opened', roles: 'Granted', ready: 'Ways in', 'ready.none': 'no password yet', 'ready.password': 'password only', 'ready.both': 'password and second factor', choose: 'Choose an account on the left.', none: 'No such account.',
    open: 'Open an account', 'open.kind': 'Kind', 'open.id.hint': 'Letters, digits, hyphens; the login, for good', 'open.phone': 'Mobile', 'open.name': 'Name', 'open.lawyer': 'Lawyer', 'open.lawyer.hint': 'The id in the register', opened2: 'Opened: {{id}}. Make a one-time link and hand it over in person.',
    link: 'Make a sign-in link', 'link.explain': 'It works once, for 15 minutes; its owner sets a password and a second factor with it. Make sure who it is; never send it to a group.', 'link.is': 'One-time link (not shown again)', 'link.copy': 'Copy',
    'may': 'May act as', 'by.grant': 'granted', 'by.office': 'by office', everywhere: 'everywhere', grant: 'Grant a role', 'grant.role': 'Role', 'grant.region': 'Region', 'grant.region.hint': '2–12 digits; empty: everywhere', revoke: 'Take back', suspend: 'Suspend', 'suspend.explain': 'All sessions end at once.', reinstate: 'Reinstate', factor: 'Remove the second factor', 'factor.explain': 'After a device was lost. All sessions end; a new link is needed to sign in.', reason: 'Ground',
    'reason.left-office': 'left office', 'reason.misuse': 'misuse', 'reason.lost-device': 'lost device', 'reason.own-request': 'own request', 'reason.security': 'security', lawyer: 'Lawyer', kind: 'Kind',
    'role.enterprise': 'enterprise', 'role.lawyer': 'lawyer', 'role.system-admin': 'system administrator', 'role.security-admin': 'security administrator', 'role.auditor': 'auditor', 'role.probe': 'probe', 'role.desk': 'desk', 'role.reviewer': 'reviewer', 'role.duty-officer': 'duty officer', 'role.bureau-head': 'head of the bureau', 'role.policy-admin': 'policy administrator',
  },
} as const satisfies Words
