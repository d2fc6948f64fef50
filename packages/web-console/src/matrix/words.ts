import type { Words } from '@zhijian/web-kit'

export const matrixWords = {
  'zh-CN': {
    title: '权限矩阵', lead: '每个接口、每个角色：允许到什么范围。由网关实际裁决所用的表生成，不是另写的说明。', find: '查找接口', 'find.hint': '名称、路径或标识', only: '只看一个角色', everyone: '全部角色', route: '接口', refused: '不允许', shown: '{{shown}} / {{all}} 个接口', none: '没有符合的接口。',
    'cell.refused': '{{role}}：不允许',
    'access.public': '公开', 'access.enrolment': '登录即可', 'reach.all': '全部', 'reach.self': '本人', 'reach.own': '自己的', 'reach.eligible': '可应询的', 'reach.region': '辖区内', 'reach.unit': '本机构',
    'role.citizen': '群众', 'role.enterprise': '企业', 'role.lawyer': '律师', 'role.desk': '坐席', 'role.reviewer': '审核员', 'role.duty-officer': '值班员', 'role.bureau-head': '局领导', 'role.policy-admin': '政策', 'role.correction-officer': '矫正', 'role.system-admin': '系统', 'role.security-admin': '安全', 'role.auditor': '审计', 'role.procurator': '检察院', 'role.probe': '探针',
  },
  en: {
    title: 'Policy matrix', lead: 'Every route, every role: how far it reaches. Made from the table by which the gateway decides.', find: 'Find a route', 'find.hint': 'name, path or id', only: 'One role alone', everyone: 'All roles', route: 'Route', refused: 'may not', shown: '{{shown}} of {{all}} routes', none: 'No such route.',
    'cell.refused': '{{role}}: may not',
    'access.public': 'public', 'access.enrolment': 'signed in', 'reach.all': 'all', 'reach.self': 'self', 'reach.own': 'own', 'reach.eligible': 'asked', 'reach.region': 'region', 'reach.unit': 'unit',
    'role.citizen': 'citizen', 'role.enterprise': 'firm', 'role.lawyer': 'lawyer', 'role.desk': 'desk', 'role.reviewer': 'reviewer', 'role.duty-officer': 'duty', 'role.bureau-head': 'head', 'role.policy-admin': 'policy', 'role.correction-officer': 'correction', 'role.system-admin': 'system', 'role.security-admin': 'security', 'role.auditor': 'auditor', 'role.procurator': 'procuratorate', 'role.probe': 'probe',
  },
} as const satisfies Words
