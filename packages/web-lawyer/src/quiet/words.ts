import type { Words } from '@zhijian/web-kit'

export const quietWords = {
  'zh-CN': {
    title: '免打扰时段', say: '时段内，短信、微信等不会发给您，只在应用里提示，并且排在别人后面通知；紧急事项除外。您随时可以解答。时间按北京时间，可以跨过午夜。',
    from: '从', to: '到', set: '保存时段', off: '关闭免打扰', now: '现在：每天 {{from}} 到 {{to}}', none: '现在：没有设置免打扰', done: '已保存。',
  },
  en: {
    title: 'Quiet hours', say: 'In these hours nothing is sent by SMS or WeChat, only inside the application, and others are asked before you; urgent matters apart. You can answer at any time. Beijing time; they may span midnight.',
    from: 'From', to: 'To', set: 'Save', off: 'No quiet hours', now: 'Now: every day {{from}} to {{to}}', none: 'Now: none', done: 'Saved.',
  },
} as const satisfies Words
