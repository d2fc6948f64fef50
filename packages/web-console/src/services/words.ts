import type { Words } from '@zhijian/web-kit'

export const servicesWords = {
  'zh-CN': {
    title: '服务', lead: '每个服务的每个实例自己报告的情况，每 2 秒更新。', instances: '实例', instance: '第 {{ordinal}} 号', silent: '没有应答', well: '正常', 'not-ready': '未就绪', attention: '需处理',
    choose: '选择一个实例', 'silent.say': '{{name}}没有应答：{{code}}。请检查该进程是否在运行。',
    'why.starting': '正在启动', 'why.stopping': '正在停止', 'why.view-behind': '有视图正在追赶记录', 'why.deadlines-behind': '时限清单正在追赶记录', 'why.broker-away': '与消息服务器的连接中断',
    'why.clock-behind': '本机时钟慢于记录', 'why.clock-wrong': '本机时钟与多数不一致，请用 NTP 校准', 'why.log-takes-nothing': '记录无法写入', 'why.disk-takes-nothing': '磁盘空间不足或只读',
    views: '视图', view: '视图', documents: '文档', behind: '落后', state: '状态', checkpoint: '检查点', rebuild: '重建', live: '同步', catching: '追赶中', stalled: '停滞：{{code}}（连续失败 {{failures}} 次）', 'at-end': '无',
    consumers: '消费者', consumer: '消费者', position: '位置', lag: '待处理', parked: '停放', held: '暂缓', 'held.for': '（{{codes}}）', unknown: '未知', 'none.consumers': '该服务没有消费者',
    deadlines: '时限', pending: '运行中的时限', next: '最近一个', 'next.none': '没有', 'parked.deadlines': '停放的时限', 'to-letters': '到“死信”页处理',
    lateness: '时限结清的延迟', 'lateness.say': '自本进程启动以来共结清 {{count}} 个。', 'lateness.none': '自本进程启动以来还没有结清过时限。', 'lateness.table': '延迟分布', within: '不超过', more: '更久', settled: '结清数', share: '累计',
    'rebuild.title': '重建视图：{{view}}', 'rebuild.say': '从记录重新生成一份，与现在的逐条比较，再替换。期间照常可查；关闭浏览器不影响。{{count}} 个实例都会重建。', 'rebuild.act': '开始重建',
    'rebuild.filling': '读取记录 {{percent}}%', 'rebuild.comparing': '比较 {{compared}} / {{documents}}', 'rebuild.done': '已重建，{{differing}} 处不同', 'rebuild.failed': '未完成：{{code}}', 'rebuild.progress': '{{view}} 重建进度', epoch: '纪元 {{epoch}}',
  },
  en: {
    title: 'Services', lead: 'What every instance of every service says of itself, every 2 seconds.', instances: 'Instances', instance: 'No. {{ordinal}}', silent: 'no answer', well: 'well', 'not-ready': 'not ready', attention: 'look here',
    choose: 'Choose an instance', 'silent.say': '{{name}} does not answer: {{code}}. Look whether its process runs.',
    'why.starting': 'starting', 'why.stopping': 'stopping', 'why.view-behind': 'a view is catching up', 'why.deadlines-behind': 'its deadlines are catching up', 'why.broker-away': 'the broker is away',
    'why.clock-behind': 'this machine’s clock is behind the log', 'why.clock-wrong': 'this machine’s clock differs from most; set it by NTP', 'why.log-takes-nothing': 'the log takes nothing', 'why.disk-takes-nothing': 'a disk is full or read-only',
    views: 'Views', view: 'View', documents: 'Documents', behind: 'Behind', state: 'State', checkpoint: 'Checkpoint', rebuild: 'Make anew', live: 'live', catching: 'catching up', stalled: 'stands: {{code}} ({{failures}} failures in a row)', 'at-end': 'none',
    consumers: 'Consumers', consumer: 'Consumer', position: 'Place', lag: 'To do', parked: 'Parked', held: 'Waiting', 'held.for': ' ({{codes}})', unknown: 'unknown', 'none.consumers': 'This service has no consumers',
    deadlines: 'Deadlines', pending: 'Running', next: 'Next', 'next.none': 'none', 'parked.deadlines': 'Parked', 'to-letters': 'See “Dead letters”',
    lateness: 'How late deadlines were settled', 'lateness.say': '{{count}} settled since this process started.', 'lateness.none': 'None settled since this process started.', 'lateness.table': 'Distribution of lateness', within: 'Within', more: 'longer', settled: 'Settled', share: 'In all',
    'rebuild.title': 'Make a view anew: {{view}}', 'rebuild.say': 'It is made from the log beside the live one, compared with it, and put in its place. It can be read meanwhile; closing the browser stops nothing. All {{count}} instances do it.', 'rebuild.act': 'Begin',
    'rebuild.filling': 'reading the log {{percent}}%', 'rebuild.comparing': 'comparing {{compared}} / {{documents}}', 'rebuild.done': 'made anew, {{differing}} differed', 'rebuild.failed': 'not done: {{code}}', 'rebuild.progress': 'Progress of {{view}}', epoch: 'epoch {{epoch}}',
  },
} as const satisfies Words
