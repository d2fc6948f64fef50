import type { Words } from '@zhijian/web-kit'

export const conflictsWords = {
  'zh-CN': {
    title: '利益冲突申报', say: '申报您代理的当事人和代理过对方的案件当事人。涉及这些人的咨询不会再分给您，您也看不到。平台只保存名称的加密指纹，不保存名称本身，所以列表里没有名字；撤销时请再填一次同样的名称。',
    name: '姓名或单位名称', kind: '关系', 'kind.client': '我的当事人（他的对方来咨询时我回避）', 'kind.opponent': '我代理的案件的对方（他来咨询时我回避）', declare: '申报', withdraw: '撤销申报', declared: '已申报', none: '还没有申报。', at: '{{at}} 申报', done: '已记录。', count: '共 {{n}} 条',
  },
  en: {
    title: 'Conflicts of interest', say: 'Declare whom you act for and whom you act against. Questions that concern them are not given to you, nor shown. The platform keeps a keyed fingerprint of the name and not the name, so the list has no names; to take one back write the same name again.',
    name: 'Name of the person or firm', kind: 'Relation', 'kind.client': 'My client (I step back when the other side asks)', 'kind.opponent': 'The other side of a case of mine (I step back when they ask)', declare: 'Declare', withdraw: 'Take back', declared: 'Declared', none: 'Nothing declared yet.', at: 'declared {{at}}', done: 'Recorded.', count: '{{n}} in all',
  },
} as const satisfies Words
