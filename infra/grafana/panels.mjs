// What the dashboards show, one line a panel: title, how it is drawn, unit, and what is asked. What a metric means: docs/metrics.md.

/** @typedef {{ readonly title: string, readonly as: 'stat' | 'lines', readonly unit: string, readonly asks: readonly (readonly [legend: string, expression: string])[], readonly good?: 'high' | 'zero' }} Panel */
/** @typedef {{ readonly uid: string, readonly title: string, readonly panels: readonly Panel[] }} Dashboard */

/** @param {string} title @param {Panel['unit']} unit @param {Panel['good']} good @param {string} expression @returns {Panel} */
const stat = (title, unit, good, expression) => ({ title, as: 'stat', unit, asks: [['', expression]], ...(good === undefined ? {} : { good }) })
/** @param {string} title @param {string} unit @param {...(readonly [string, string])} asks @returns {Panel} */
const lines = (title, unit, ...asks) => ({ title, as: 'lines', unit, asks })
/** @param {number} share @param {string} metric @param {string} by @param {string} [where] */
const quantile = (share, metric, by, where = '') => `histogram_quantile(${share}, sum by (le, ${by}) (rate(${metric}_bucket${where}[$__rate_interval])))`

/** @type {readonly Dashboard[]} */
export const DASHBOARDS = [
  {
    uid: 'zhijian-promise', title: '指尖：承诺', panels: [
      stat('近一天按时首答的比例', 'percentunit', 'high', 'sum(increase(zhijian_events_total{event="PromiseKept"}[1d])) / sum(increase(zhijian_events_total{event=~"PromiseKept|PromiseBroken"}[1d]))'),
      stat('近一小时失约', 'short', 'zero', 'sum(increase(zhijian_events_total{event="PromiseBroken"}[1h]))'),
      stat('近一小时无人响应的危险', 'short', 'zero', 'sum(increase(zhijian_events_total{event="DangerUnheard"}[1h]))'),
      stat('近一小时的提问', 'short', undefined, 'sum(increase(zhijian_events_total{event="ConsultationOpened"}[1h]))'),
      lines('提问、答复、首答按时、失约（每小时）', 'short', ['{{event}}', 'sum by (event) (increase(zhijian_events_total{event=~"ConsultationOpened|AnswerGiven|PromiseKept|PromiseBroken"}[1h]))']),
      lines('问到哪一级、何时凑齐（每小时）', 'short', ['{{event}}', 'sum by (event) (increase(zhijian_events_total{event=~"TierOpened|QuorumMet|QuorumOverdue|TiersExhausted"}[1h]))']),
      lines('回电（每小时）', 'short', ['{{event}}', 'sum by (event) (increase(zhijian_events_total{event=~"CallbackRequested|CallbackReached|CallbackFailed"}[1h]))']),
    ],
  },
  {
    uid: 'zhijian-work', title: '指尖：期限、落后与死信', panels: [
      stat('停在死信之后的流', 'short', 'zero', 'sum(max by (consumer) (zhijian_consumer_parked_streams))'),
      stat('期限处理不了、在等人的', 'short', 'zero', 'sum(max by (category) (zhijian_parked_streams))'),
      stat('在等别的服务恢复的流', 'short', 'zero', 'sum(max by (consumer) (zhijian_consumer_held_streams))'),
      stat('日志送到总线的延迟', 's', 'zero', 'max(zhijian_relay_lag_seconds)'),
      lines('期限处理得多晚', 's', ['{{category}} p50', quantile(0.5, 'zhijian_deadline_lateness_seconds', 'category')], ['{{category}} p99', quantile(0.99, 'zhijian_deadline_lateness_seconds', 'category')]),
      lines('等着的期限', 'short', ['{{service}}', 'sum by (service) (zhijian_deadlines_pending)']),
      lines('页面数据落后', 's', ['{{view}}', 'max by (view) (zhijian_view_lag_seconds)']),
      lines('消费者落后', 'short', ['{{consumer}}', 'max by (consumer) (zhijian_consumer_lag_events)']),
      lines('命令（每秒）', 'ops', ['{{service}} {{outcome}}', 'sum by (service, outcome) (rate(zhijian_commands_total[$__rate_interval]))']),
      lines('命令用时', 's', ['{{service}} p95', quantile(0.95, 'zhijian_command_seconds', 'service')]),
      lines('写入事件库', 's', ['p95', quantile(0.95, 'zhijian_append_seconds', 'service', '{outcome="appended"}')]),
      lines('写入失败与重来（每秒）', 'ops', ['{{outcome}}', 'sum by (outcome) (rate(zhijian_append_seconds_count{outcome!="appended"}[$__rate_interval]))'], ['版本冲突', 'sum(rate(zhijian_version_conflicts_total[$__rate_interval]))']),
      lines('忙不过来而拒绝的请求（每秒）', 'ops', ['{{asked}}', 'sum by (asked) (rate(zhijian_busy_refusals_total[$__rate_interval]))']),
      lines('总线不许发送或收听（每小时）', 'short', ['{{instance}}', 'sum by (instance) (increase(zhijian_bus_forbidden_total[1h]))']),
      lines('反应发出的命令（每秒）', 'ops', ['{{consumer}} {{outcome}}', 'sum by (consumer, outcome) (rate(zhijian_reactions_total[$__rate_interval]))']),
    ],
  },
  {
    uid: 'zhijian-channels', title: '指尖：通知与配额', panels: [
      lines('今日配额用了多少', 'percentunit', ['{{channel}}', 'max by (channel) (zhijian_push_quota_used) / max by (channel) (zhijian_push_quota_limit)']),
      lines('没有通知到的人（每小时）', 'short', ['{{channel}} {{reason}}', 'sum by (channel, reason) (increase(zhijian_pushes_held_total[1h]))']),
      lines('交给服务商的结果（每秒）', 'ops', ['{{channel}} {{outcome}}', 'sum by (channel, outcome) (rate(zhijian_pushes_total[$__rate_interval]))']),
      lines('在线的实时连接', 'short', ['{{instance}}', 'sum by (instance) (zhijian_live_clients)']),
    ],
  },
  {
    uid: 'zhijian-http', title: '指尖：HTTP', panels: [
      stat('5xx 的比例', 'percentunit', 'zero', 'sum(rate(zhijian_http_request_seconds_count{status=~"5.."}[5m])) / sum(rate(zhijian_http_request_seconds_count[5m]))'),
      stat('每秒请求', 'reqps', undefined, 'sum(rate(zhijian_http_request_seconds_count[5m]))'),
      lines('请求，按状态（每秒）', 'reqps', ['{{status}}', 'sum by (status) (rate(zhijian_http_request_seconds_count[$__rate_interval]))']),
      lines('请求，按接口（每秒）', 'reqps', ['{{route}}', 'sum by (route) (rate(zhijian_http_request_seconds_count[$__rate_interval]))']),
      lines('用时，按接口', 's', ['{{route}} p95', quantile(0.95, 'zhijian_http_request_seconds', 'route', '{route!="live"}')]),
      lines('被限流（每秒）', 'reqps', ['{{route}}', 'sum by (route) (rate(zhijian_http_request_seconds_count{status="429"}[$__rate_interval]))']),
    ],
  },
  {
    uid: 'zhijian-processes', title: '指尖：进程、磁盘与服务器', panels: [
      stat('未就绪的进程', 'short', 'zero', 'count(zhijian_ready == 0) or vector(0)'),
      stat('转送日志的进程', 'short', undefined, 'sum(zhijian_relaying)'),
      stat('上次封印', 's', undefined, 'time() - max(zhijian_last_seal_timestamp_seconds)'),
      stat('上次备份', 's', undefined, 'time() - max(zhijian_last_backup_timestamp_seconds)'),
      lines('为何未就绪', 'short', ['{{instance}} {{reason}}', 'zhijian_not_ready == 1']),
      lines('服务器连得上（1）', 'short', ['{{server}}', 'min by (server) (probe_success)']),
      lines('磁盘还剩', 'percentunit', ['{{folder}}', 'min by (folder) (zhijian_disk_free_bytes / zhijian_disk_size_bytes)']),
      lines('内存', 'bytes', ['{{instance}}', 'process_resident_memory_bytes']),
      lines('事件循环延迟 p99', 's', ['{{instance}}', 'nodejs_eventloop_lag_p99_seconds']),
      lines('处理器', 'percentunit', ['{{instance}}', 'rate(process_cpu_seconds_total[$__rate_interval])']),
      lines('时钟比日志慢', 's', ['{{instance}}', 'zhijian_clock_behind_seconds']),
      lines('时钟比多数机器慢（负数：快）', 's', ['{{instance}}', 'zhijian_clock_behind_most_seconds']),
      lines('时钟互不一致（1）', 'short', ['{{instance}}', 'zhijian_clock_without_majority']),
      lines('一小时内重启', 'short', ['{{instance}}', 'changes(process_start_time_seconds[1h])']),
    ],
  },
]
