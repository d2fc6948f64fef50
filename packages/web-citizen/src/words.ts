import type { Words } from '@zhijian/web-kit'

export const frameWords = {
  'zh-CN': {
    name: '指尖法律咨询',
    'tab.home': '首页',
    'tab.ask': '提问',
    'tab.questions': '我的咨询',
    'tab.mine': '我的数据',
    notice: '个人信息处理告知书',
    'topic.both': '{{first}}·{{second}}',
    'routed.chosen': '您选择的类别是“{{chosen}}”。', 'routed.taken': '根据您写的内容，可能属于“{{taken}}”。', 'routed.other': '也可能是“{{other}}”。', 'routed.then': '这些类别的律师会优先收到通知。',
  },
  en: {
    name: 'Zhijian legal advice',
    'tab.home': 'Home',
    'tab.ask': 'Ask',
    'tab.questions': 'Questions',
    'tab.mine': 'My data',
    notice: 'Privacy notice',
    'topic.both': '{{first}}: {{second}}',
    'routed.chosen': 'You chose “{{chosen}}”. ', 'routed.taken': 'By what you wrote it may be about “{{taken}}”. ', 'routed.other': 'It may also be “{{other}}”. ', 'routed.then': 'Lawyers of these topics are told first.',
  },
} as const satisfies Words
