import type { Words } from '@zhijian/web-kit'

export const shiftsWords = {
  'zh-CN': {
    title: '值班', mine: '我的班次', open: '可以报名', past: '已结束', 'no-mine': '还没有报名的班次。', 'no-open': '目前没有可以报名的班次。', 'no-past': '还没有值过班。',
    take: '报名', leave: '退出', 'leave-late': '现在退出会记为临时退出，仍要退出', from: '{{at}} 开放报名', full: '已满', places: '已报 {{taken}}/{{capacity}}', languages: '需要会：{{list}}', max: '本值班表每人最多 {{n}} 个班次',
    'post.online': '网上', 'post.hotline': '12348 热线', 'post.window': '窗口', 'post.court': '法院', 'post.detention-centre': '看守所', missed: '缺岗', served: '已值班', cancelled: '已取消', taken: '已报名。', left: '已退出。',
  },
  en: {
    title: 'Shifts', mine: 'My shifts', open: 'Can be taken', past: 'Over', 'no-mine': 'You hold no shift.', 'no-open': 'No shift can be taken now.', 'no-past': 'You have served none yet.',
    take: 'Take', leave: 'Leave', 'leave-late': 'Leaving now counts as late; leave all the same', from: 'can be taken from {{at}}', full: 'full', places: '{{taken}} of {{capacity}} taken', languages: 'needs: {{list}}', max: 'at most {{n}} shifts of this roster each',
    'post.online': 'Online', 'post.hotline': '12348 line', 'post.window': 'Window', 'post.court': 'Court', 'post.detention-centre': 'Detention centre', missed: 'missed', served: 'served', cancelled: 'cancelled', taken: 'Taken.', left: 'Left.',
  },
} as const satisfies Words
