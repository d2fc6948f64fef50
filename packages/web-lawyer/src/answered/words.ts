import type { Words } from '@zhijian/web-kit'

export const answeredWords = {
  'zh-CN': {
    title: '我解答过的咨询', none: '还没有解答。解答后会列在这里，评价也在这里看。', given: '解答于 {{at}}', 'form.text': '文字', 'form.clip': '语音或视频', 'form.call': '通话',
    stars: '评价 {{n}} 星', 'no-stars': '尚未评价', turns: '往来 {{n}} 条', 'status.hidden': '已被隐藏', 'status.withdrawn': '已撤回', 'status.given': '已公开给提问人',
  },
  en: {
    title: 'Questions I answered', none: 'No answers yet. They are listed here, with their ratings.', given: 'answered {{at}}', 'form.text': 'Text', 'form.clip': 'Clip', 'form.call': 'Call',
    stars: '{{n}} of 5 stars', 'no-stars': 'not rated yet', turns: '{{n}} follow-ups and replies', 'status.hidden': 'Hidden', 'status.withdrawn': 'Withdrawn', 'status.given': 'Shown to the asker',
  },
} as const satisfies Words
