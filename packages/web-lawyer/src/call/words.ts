import type { Words } from '@zhijian/web-kit'

export const callPageWords = {
  'zh-CN': { title: '与提问人通话', say: '接通满一分钟并附文字小结的通话，可以作为解答。通话不录音、不录像。' },
  en: { title: 'Talk with the asker', say: 'A call of a minute or more, with a written summary, is an answer. Calls are not recorded.' },
} as const satisfies Words
