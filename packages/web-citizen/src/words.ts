import type { Words } from '@zhijian/web-kit'

export const frameWords = {
  'zh-CN': {
    name: '指尖法律咨询',
    'tab.home': '首页',
    'tab.ask': '提问',
    'tab.questions': '我的咨询',
    'tab.mine': '我的数据',
    notice: '个人信息处理告知书',
  },
  en: {
    name: 'Zhijian legal advice',
    'tab.home': 'Home',
    'tab.ask': 'Ask',
    'tab.questions': 'Questions',
    'tab.mine': 'My data',
    notice: 'Privacy notice',
  },
} as const satisfies Words
