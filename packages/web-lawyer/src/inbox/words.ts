import type { Words } from '@zhijian/web-kit'

export const inboxWords = {
  'zh-CN': {
    title: '待解答的咨询',
    order: '顺序：本县咨询在前，还在承诺时间内的在前，您的专长在前，先到期的在前。',
    none: '当前没有等您解答的咨询。有新的会自动出现。',
    local: '绿色通道', 'specialty-2': '您的专长', 'specialty-1': '可能是您的专长', enterprise: '企业', writing: '{{n}} 位律师正在写', missing: '还差 {{n}} 位解答', enough: '人数已满，可补充',
    left: '{{left}} 内答复', over: '承诺时间已过，仍在等', 'only-topic': '只公开了类别和地区，点开后仍可解答。', 'my-claim': '您已占位', asked: '提问于 {{at}}',
    off: '您已离岗：不会收到新咨询的通知，但仍可以在这里解答。', on: '回到在岗', inactive: '您目前不能解答：', me: '查看原因', refresh: '刷新',
  },
  en: {
    title: 'Questions that wait',
    order: 'In this order: your county first, then those whose promise still runs, your specialties, the soonest deadline.',
    none: 'No question waits for you. New ones appear by themselves.',
    local: 'Green channel', 'specialty-2': 'Your specialty', 'specialty-1': 'Perhaps your specialty', enterprise: 'Enterprise', writing: '{{n}} writing', missing: '{{n}} more wanted', enough: 'Enough answers; you may add',
    left: 'answer within {{left}}', over: 'promised time is over, still waiting', 'only-topic': 'Only topic and place are shared; you can answer all the same.', 'my-claim': 'You hold a place', asked: 'asked {{at}}',
    off: 'You are off duty: you are told of no new question, but may answer here.', on: 'Be on duty', inactive: 'You may not answer now: ', me: 'See why', refresh: 'Load anew',
  },
} as const satisfies Words
