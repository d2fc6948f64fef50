import type { Words } from '@zhijian/web-kit'

export const homeWords = {
  'zh-CN': { title: '工作台', promise: '请从菜单选择。' },
  en: { title: 'Console', promise: 'Choose from the menu.' },
} as const satisfies Words
