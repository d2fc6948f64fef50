import type { Words } from '@zhijian/web-kit'

export const frameWords = {
  'zh-CN': {
    name: '指尖 · 工作台',
    home: '首页',
    skip: '跳到正文',
    settings: '显示与语言',
  },
  en: {
    name: 'Zhijian console',
    home: 'Home',
    skip: 'Skip to the text',
    settings: 'Display and language',
  },
} as const satisfies Words
