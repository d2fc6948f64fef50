import type { Words } from '@zhijian/web-kit'

export const homeWords = {
  'zh-CN': { title: '工作台', choose: '这里是您在当前角色下可以办理的事项；菜单随时可用。' },
  en: { title: 'Console', choose: 'What you can do in this role; the menu is always there.' },
} as const satisfies Words
