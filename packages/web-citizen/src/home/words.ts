import type { Words } from '@zhijian/web-kit'

export const homeWords = {
  'zh-CN': { title: '免费法律咨询', promise: '本县法律顾问先答；三分钟内不足三位律师解答，扩大到全区，再到全国。追问不限次数。' },
  en: { title: 'Free legal advice', promise: 'Local counsel answer first; after three minutes lawyers of the region, then of the country. Ask again as often as you like.' },
} as const satisfies Words
