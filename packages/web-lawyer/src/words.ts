import type { Words } from '@zhijian/web-kit'

export const frameWords = {
  'zh-CN': {
    name: '指尖 · 律师', 
    'tab.inbox': '待解答', 'tab.waiting': '待回复', 'tab.answered': '已解答', 'tab.me': '我的',
    waiting: '{{n}} 项等您处理', back: '返回', more: '显示更多', save: '保存', cancel: '取消', close: '关闭', saved: '已保存。',
    'silence.reminder': '{{left}} 后提醒您', 'silence.reminded': '已提醒过您', 'silence.offer': '{{left}} 后提问人可另请律师', 'silence.offered': '提问人已可另请律师，您仍可以回复',
    'channel.enterprise': '企业', 'phase.closed': '已结束', 'phase.resting': '休眠中',
  },
  en: {
    name: 'Zhijian for lawyers', 
    'tab.inbox': 'Questions', 'tab.waiting': 'Follow-ups', 'tab.answered': 'Answered', 'tab.me': 'Me',
    waiting: '{{n}} wait for you', back: 'Back', more: 'Show more', save: 'Save', cancel: 'Cancel', close: 'Close', saved: 'Saved.',
    'silence.reminder': 'you are reminded in {{left}}', 'silence.reminded': 'you were reminded', 'silence.offer': 'in {{left}} the asker may ask another lawyer', 'silence.offered': 'The asker may now ask another lawyer; you can still reply',
    'channel.enterprise': 'Enterprise', 'phase.closed': 'Closed', 'phase.resting': 'At rest',
  },
} as const satisfies Words
