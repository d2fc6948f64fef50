import type { Words } from '@zhijian/web-kit'

export const frameWords = {
  'zh-CN': {
    name: '指尖 · 律师',
    home: '首页',
    skip: '跳到正文',
    settings: '显示与语言',
  },
  en: {
    name: 'Zhijian for lawyers',
    home: 'Home',
    skip: 'Skip to the text',
    settings: 'Display and language',
  },
} as const satisfies Words
