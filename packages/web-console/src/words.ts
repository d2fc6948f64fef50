import type { Words } from '@zhijian/web-kit'

export const frameWords = {
  'zh-CN': {
    name: '指尖 · 工作台', home: '首页', skip: '跳到正文', settings: '显示与语言', menu: '菜单', role: '当前角色', county: '区县代码', 'county.missing': '请先填写要办理的区县代码（6 位数字）。',
    'sign-out': '退出', 'group.promise': '承诺与时限', 'group.desk': '坐席', 'group.correction': '社区矫正', 'group.oversight': '检察监督', 'group.bureau': '县局', 'group.platform': '平台', waiting: '件待办',
    'role.desk': '12348 坐席 / 窗口', 'role.reviewer': '审核员', 'role.duty-officer': '值班员', 'role.bureau-head': '局领导', 'role.policy-admin': '政策管理员', 'role.correction-officer': '社区矫正工作人员', 'role.system-admin': '系统管理员',
    'role.security-admin': '安全管理员', 'role.auditor': '审计员', 'role.procurator': '检察监督（检察院）', 'role.enterprise': '企业', 'role.lawyer': '律师', 'role.probe': '探针',
  },
  en: {
    name: 'Zhijian console', home: 'Home', skip: 'Skip to the text', settings: 'Display and language', menu: 'Menu', role: 'Acting as', county: 'County code', 'county.missing': 'First enter the code of the county (6 digits).',
    'sign-out': 'Sign out', 'group.promise': 'Promise and time', 'group.desk': 'Desk', 'group.correction': 'Community correction', 'group.oversight': 'Oversight', 'group.bureau': 'Bureau', 'group.platform': 'Platform', waiting: 'waiting',
    'role.desk': 'Desk 12348 / window', 'role.reviewer': 'Reviewer', 'role.duty-officer': 'Duty officer', 'role.bureau-head': 'Head of the bureau', 'role.policy-admin': 'Policy administrator', 'role.correction-officer': 'Correction officer', 'role.system-admin': 'System administrator',
    'role.security-admin': 'Security administrator', 'role.auditor': 'Auditor', 'role.procurator': 'Procuratorate', 'role.enterprise': 'Enterprise', 'role.lawyer': 'Lawyer', 'role.probe': 'Probe',
  },
} as const satisfies Words
