import type { Words } from '@zhijian/web-kit'

export const frameWords = {
  'zh-CN': {
    name: '指尖法律咨询',
    home: '首页',
    skip: '跳到正文',
    settings: '显示与语言',
    notice: '个人信息处理告知书',
  },
  en: {
    name: 'Zhijian legal advice',
    home: 'Home',
    skip: 'Skip to the text',
    settings: 'Display and language',
    notice: 'Privacy notice',
  },
} as const satisfies Words
