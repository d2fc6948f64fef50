import type { Words } from '@zhijian/web-kit'

export const serviceWords = {
  'zh-CN': {
    title: '服务台账',
    'what-counts': '小时只算值班：按值班表服务的时长，缺岗扣除。接通的通话时长单列，不重复计入。解答、回复、录音录像按件数计。评价按给出的月份统计，同一咨询以最后一次为准。',
    'group.county': '与<place/>的法律顾问相比。', 'group.province': '与<place/>登记的律师相比。', members: '共 {{n}} 人。中位数按当月被通知过、解答过或值过班的人算；少于 5 人时不显示，以免看出个人。',
    hours: '值班小时', answered: '解答', followUps: '回复', figure: '项目', mine: '我', median: '中位数', caption: '当月有 {{n}} 人参与', asked: '被通知', dutyHours: '值班小时', 'no-median': '人数太少，不显示',
    more: '其他', clips: '录音录像解答 {{n}} 件', calls: '通话解答 {{n}} 件，接通 {{m}} 分钟', hidden: '被隐藏或撤回 {{n}} 件', noShows: '缺岗 {{n}} 次', ratings: '评价：', 'no-ratings': '本月没有评价', rated: '{{n}} 人，平均 {{average}} 星', quiet: '当月没有记录。',
  },
  en: {
    title: 'Ledger of service',
    'what-counts': 'Hours are those of duty alone: shifts served, less those missed. Connected calls are shown apart and not added again. Answers, replies and clips are counted. Ratings count in the month they were given; of one question the last counts.',
    'group.county': 'Beside counsel of <place/>. ', 'group.province': 'Beside lawyers registered in <place/>. ', members: '{{n}} in all. Medians are of those who were asked, answered or served in the month; of fewer than five none is shown, so that nobody can be made out.',
    hours: 'Hours of duty', answered: 'Answers', followUps: 'Replies', figure: 'Figure', mine: 'Mine', median: 'Median', caption: '{{n}} took part in the month', asked: 'Asked', dutyHours: 'Hours of duty', 'no-median': 'too few to show',
    more: 'Besides', clips: 'Answers by clip: {{n}}', calls: 'Answers by call: {{n}}, connected {{m}} minutes', hidden: '{{n}} hidden or withdrawn', noShows: '{{n}} shifts missed', ratings: 'Ratings: ', 'no-ratings': 'No ratings this month', rated: '{{n}}, {{average}} of 5 stars on average', quiet: 'Nothing on record this month.',
  },
} as const satisfies Words
