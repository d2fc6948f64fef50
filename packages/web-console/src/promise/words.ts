import type { Words } from '@zhijian/web-kit'

export const promiseWords = {
  'zh-CN': {
    title: '承诺看板', lead: '首答与三人答复，来自本县全部咨询的记录；不含探针。时限未到的咨询不计入比例。', updated: '更新于 {{at}}',
    range: '时间范围', today: '今天', yesterday: '昨天', week: '近七天', month: '近三十天', own: '自选', from: '起', until: '止', 'range.wrong': '起始日不能晚于截止日，最长 92 天',
    by: '分组', 'by.township': '乡镇', 'by.channel': '渠道', 'by.topic': '类别', 'by.county': '县（旗、市、区）',
    asked: '咨询', 'within.3': '三分钟内答复', 'within.6': '六分钟内答复', 'within.10': '十分钟内答复', quorum: '三人答复已齐', 'part.3': '三分钟内答复', 'part.6': '三至六分钟', 'part.10': '六至十分钟', 'part.later': '十分钟以后', 'part.none': '无人答复', 'part.open': '计时中，或提问人先行结束', pending: '承诺计时中', kept: '承诺兑现', broken: '承诺未兑现', voided: '失去依据', waived: '提问人先行结束', overdue: '三人答复逾时',
    of: '{{met}} / {{all}}', none: '—', 'series.day': '按日', 'series.hour': '按小时', chart: '图', table: '表', view: '显示方式', 'chart.series': '各时段的咨询，按多久得到首答分段', 'chart.groups': '各组的咨询，按多久得到首答分段',
    when: '时段', group: '组别', small: '不足五件的 {{count}} 组合并', 'small.why': '不足五件的组不单列，以免由数字认出个人。', unsaid: '未说明', 'channel.citizen': '群众', 'channel.enterprise': '企业', empty: '这段时间没有咨询', counties: '各县对照', loading: '图表载入中…',
  },
  en: {
    title: 'Promise board', lead: 'First answers and three answers, from the record of every question of the county, without probes. A question whose minutes still run is in no share.', updated: 'As of {{at}}',
    range: 'Range', today: 'Today', yesterday: 'Yesterday', week: '7 days', month: '30 days', own: 'Chosen', from: 'From', until: 'Until', 'range.wrong': 'The first day is not after the last; 92 days at most',
    by: 'By', 'by.township': 'Township', 'by.channel': 'Channel', 'by.topic': 'Topic', 'by.county': 'County',
    asked: 'Questions', 'within.3': 'Within 3 min', 'within.6': 'Within 6 min', 'within.10': 'Within 10 min', quorum: 'Three answers', 'part.3': 'answered in 3 minutes', 'part.6': '3 to 6', 'part.10': '6 to 10', 'part.later': 'later', 'part.none': 'by nobody', 'part.open': 'running, or closed before', pending: 'Promise running', kept: 'Kept', broken: 'Broken', voided: 'Voided', waived: 'Closed before', overdue: 'Three answers overdue',
    of: '{{met}} / {{all}}', none: '—', 'series.day': 'By day', 'series.hour': 'By hour', chart: 'Chart', table: 'Table', view: 'Show as', 'chart.series': 'Questions over time, by how soon somebody answered', 'chart.groups': 'Questions of each group, by how soon somebody answered',
    when: 'When', group: 'Group', small: '{{count}} groups of fewer than five, together', 'small.why': 'Groups of fewer than five are not shown by themselves, so that no figure points at a person.', unsaid: 'Not said', 'channel.citizen': 'Citizens', 'channel.enterprise': 'Enterprises', empty: 'No questions in this time', counties: 'Counties beside each other', loading: 'The chart is being loaded…',
  },
} as const satisfies Words
