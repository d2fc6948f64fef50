import type { Words } from '@zhijian/web-kit'

export const questionsWords = {
  'zh-CN': {
    title: '我的咨询', loading: '正在打开…', pull: '下拉更新', release: '松手更新', fresh: '已是最新', empty: '还没有提过问题。', more: '更早的咨询', ask: '我要提问', 'legal-aid': '法律援助预查', erased: '（内容已依法删除）',
    'phase.open': '进行中', 'phase.resting': '已休眠', 'phase.closed': '已结束', answers: '{{count}} 位解答（征集 {{target}} 位）', pending: '律师正在看您的问题', broken: '承诺的时间内没有律师答复，12348 会给您打电话', waiting: '{{count}} 个追问等待回复', new: '有新内容',
  },
  en: {
    title: 'My questions', loading: 'Opening…', pull: 'Pull to look again', release: 'Let go', fresh: 'Up to date', empty: 'You have not asked anything yet.', more: 'Earlier ones', ask: 'Ask a question', 'legal-aid': 'Legal aid check', erased: '(erased, as the law asks)',
    'phase.open': 'open', 'phase.resting': 'at rest', 'phase.closed': 'closed', answers: '{{count}} of {{target}} answers', pending: 'Lawyers are looking at it', broken: 'No lawyer replied in the promised time; 12348 will call you', waiting: 'Follow-ups that wait for a reply: {{count}}', new: 'New',
  },
} as const satisfies Words
