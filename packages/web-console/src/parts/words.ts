import type { Words } from '@zhijian/web-kit'

export const partsWords = {
  'zh-CN': {
    because: '理由', 'because.hint': '用您自己的话说明为什么这样做，会随操作一并封存，审计员可查。请不要写群众的姓名、电话。', remark: '补充说明', 'remark.hint': '会随操作一并封存，审计员可查。请不要写群众的姓名、电话。',
    cancel: '取消', close: '关闭', done: '已办理：{{what}}', total: '共 {{count}} 条', 'nothing': '没有内容', unread: '没有读到，不知道有没有内容。', more: '正在加载…', overdue: '已超时 {{time}}', left: '还剩 {{time}}',
    optional: '（可不填）', choose: '请选择', open: '查看', required: '必填', 'keys': '键盘：↑ ↓ 移动，回车打开',
  },
  en: {
    because: 'Reason', 'because.hint': 'Say in your own words why. It is kept sealed with the act, and auditors can read it. Do not name citizens or their numbers.', remark: 'Remark', 'remark.hint': 'Kept sealed with the act, and auditors can read it. Do not name citizens or their numbers.',
    cancel: 'Cancel', close: 'Close', done: 'Done: {{what}}', total: '{{count}} in all', 'nothing': 'Nothing here', unread: 'It could not be read; whether there is anything nobody knows.', more: 'Loading…', overdue: 'overdue by {{time}}', left: '{{time}} left',
    optional: ' (optional)', choose: 'Choose', open: 'Open', required: 'required', 'keys': 'Keys: ↑ ↓ to move, Enter to open',
  },
} as const satisfies Words
