import type { Words } from '@zhijian/web-kit'

export const homeWords = {
  'zh-CN': { title: '待解答的咨询', promise: '当前没有等您解答的咨询。' },
  en: { title: 'Questions that wait', promise: 'No question waits for you.' },
} as const satisfies Words
