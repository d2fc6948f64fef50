import type { Words } from '@zhijian/web-kit'

export const callPageWords = {
  'zh-CN': { title: '与律师通话', say: '您可以与解答过这个咨询的律师语音或视频通话，免费，不录音、不录像。', nobody: '还没有律师解答，暂时不能通话。', lawyer: '律师' },
  en: { title: 'Talk with a lawyer', say: 'You can talk with every lawyer who answered this question, by voice or video, free of charge. Calls are not recorded.', nobody: 'No lawyer has answered yet.', lawyer: 'Lawyer' },
} as const satisfies Words
