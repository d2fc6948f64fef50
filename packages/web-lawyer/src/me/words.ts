import type { Words } from '@zhijian/web-kit'

export const meWords = {
  'zh-CN': {
    title: '我的', on: '在岗', off: '离岗', 'go-off': '离岗', 'go-on': '回到在岗', 'on-say': '有合适的新咨询会通知您。', 'off-say': '新咨询不会通知您；您仍可解答、回复。',
    duty: '值班中，到 {{at}}', quiet: '免打扰中：只在应用内提示。', inactive: '目前不能解答：{{why}}', until: '到 {{at}}', barred: '因缺岗，{{at}} 前不能报名值班。',
    'why.not-registered': '没有登记', 'why.deregistered': '已注销登记', 'why.suspended': '被暂停', 'why.check-missing': '没有年度考核记录', 'why.check-failed': '年度考核未通过', 'why.check-expired': '年度考核已过期', 'why.other': '请联系司法局',
    'call-bureau': '如有疑问请联系司法局律师工作部门。',
    profile: '执业信息', licence: '执业证号', firm: '执业机构', region: '登记地', counsel: '法律顾问', specialties: '专长', languages: '语言', enterprise: '企业服务', nationwide: '跨省解答', yes: '是', no: '否', none: '无',
    burden: '近期负担', 'burden-say': '{{n}} 分。被通知、解答、回复都会加分，每天零点减半；分低的先被通知。', 'profile-say': '信息有误请联系司法局更正。',
    'lang.zh': '汉语', 'lang.mn': '蒙古语', 'lang.en': '英语', 'lang.ug': '维吾尔语', 'lang.bo': '藏语', 'lang.kk': '哈萨克语', 'lang.ko': '朝鲜语', 'lang.za': '壮语', 'lang.ii': '彝语', 'lang.ky': '柯尔克孜语', 'lang.ru': '俄语', 'lang.sgn': '手语',
    shifts: '值班', quietHours: '免打扰时段', service: '服务台账', notices: '通知记录', conflicts: '利益冲突申报', security: '密码与登录', more: '设置与记录', 'sign-out': '退出登录（清除本机草稿）',
  },
  en: {
    title: 'Me', on: 'On duty', off: 'Off duty', 'go-off': 'Go off duty', 'go-on': 'Be on duty', 'on-say': 'You are told of new questions that suit you.', 'off-say': 'You are not told of new questions; you can still answer and reply.',
    duty: 'on a shift until {{at}}', quiet: 'Quiet hours: told inside the application only.', inactive: 'You may not answer now: {{why}}', until: 'until {{at}}', barred: 'After a missed shift you can take none before {{at}}.',
    'why.not-registered': 'not registered', 'why.deregistered': 'no longer registered', 'why.suspended': 'suspended', 'why.check-missing': 'no yearly check on record', 'why.check-failed': 'yearly check failed', 'why.check-expired': 'yearly check expired', 'why.other': 'ask the bureau',
    'call-bureau': 'Ask the bureau if this is not right.',
    profile: 'Practice', licence: 'Licence', firm: 'Firm', region: 'Registered in', counsel: 'Counsel of', specialties: 'Specialties', languages: 'Languages', enterprise: 'Enterprises', nationwide: 'Other provinces', yes: 'yes', no: 'no', none: 'none',
    burden: 'Burden', 'burden-say': '{{n}} points. Being asked, answering and replying add to it, every midnight halves it; who has less is asked earlier.', 'profile-say': 'If something is wrong, ask the bureau.',
    'lang.zh': 'Chinese', 'lang.mn': 'Mongolian', 'lang.en': 'English', 'lang.ug': 'Uyghur', 'lang.bo': 'Tibetan', 'lang.kk': 'Kazakh', 'lang.ko': 'Korean', 'lang.za': 'Zhuang', 'lang.ii': 'Yi', 'lang.ky': 'Kyrgyz', 'lang.ru': 'Russian', 'lang.sgn': 'sign language',
    shifts: 'Shifts', quietHours: 'Quiet hours', service: 'Ledger of service', notices: 'Messages', conflicts: 'Conflicts of interest', security: 'Password and sign-in', more: 'Settings and records', 'sign-out': 'Sign out (removes drafts from this device)',
  },
} as const satisfies Words
