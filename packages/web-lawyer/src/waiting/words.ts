import type { Words } from '@zhijian/web-kit'

export const waitingWords = {
  'zh-CN': {
    title: '待回复和占位', none: '没有等您回复的追问，也没有占位。', claim: '您占着位', 'claim-left': '占位还剩 {{left}}', 'claim-over': '占位已到期',
    follow: '追问等您回复', since: '提问人于 {{at}} 追问',
  },
  en: {
    title: 'Follow-ups and places', none: 'Nothing waits for a reply and you hold no place.', claim: 'You hold a place', 'claim-left': 'your place lasts {{left}}', 'claim-over': 'your place has lapsed',
    follow: 'A follow-up waits for you', since: 'asked {{at}}',
  },
} as const satisfies Words
