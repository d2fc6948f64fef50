// What the command line says. Codes stay codes; sentences say what to do.
import { careZhCN } from './care.zh-CN.ts'

export const zhCN = {
  ...careZhCN,
  program: '指尖公共法律服务平台命令行',
  'option.json': '以 JSON 输出结果',
  'option.data': '数据目录（ZHIJIAN_DATA，默认 ./var）',
  'option.lang': '界面语言：zh-CN 或 en',
  'option.stream': '只查这一个流（如 consultation-<编号>）',
  'option.at': '某一时刻的状态（UTC，如 2026-03-01T09:03:00.000Z）',
  'option.reason': '操作原因，记入审计',
  'option.yes': '确认执行，不再询问',
  'option.force': '即使目标比备份新也覆盖',

  'replay': '重放与查验事件记录',
  'replay.show': '一件事的来龙去脉',
  'replay.verify': '严格重放：逐批重新裁决，逐字节比对，核对链与封印',
  'replay.reading': '已读 {events} 个事件',
  'replay.ok': '查验通过：{events} 个事件，{streams} 个流，{commands} 条命令重新裁决，{deadlines} 个期限重新经过，封印 {seals} 个',
  'replay.found': '查验不通过：发现 {count} 处',
  'replay.finding': '{kind} · {stream}@{version} · 位置 {position}\n    {says}',
  'replay.no-such-stream': '没有这个流：{stream}',
  'replay.due': '下一个期限：{due}',
  'replay.no-due': '没有待到的期限',
  'replay.late': '（记录时间晚 {late}）',
  'replay.state': '{at} 时的状态：',

  'check': '读遍整个存储：链、次序、封印、流的末端',
  'check.ok': '存储完好：{events} 个事件，{streams} 个流，{seals} 个封印',
  'check.found': '存储有 {count} 处问题',

  'backup': '在线备份',
  'backup.done': '备份完成并已核对：{folder}（{events} 个事件，到位置 {position}）',
  'restore': '从备份恢复（先核对再替换）',
  'restore.done': '已恢复到位置 {position}；各视图会在下次启动时重建',
  'option.keys': '密钥的备份（在新机器上恢复时需要）',
  'backup.keys': '密钥的备份在 {folder}，请与日志的备份分开保管',
  'restore.keys': '已放回密钥的备份（{at}）；此后被删除的人不会因此恢复',
  'restore.no-keys': '没有密钥：{folder}。没有它们，个人内容无法打开；请先用 --keys 放回密钥的备份',

  'dead-letters': '死信：处理失败而停下的事件',
  'dead-letters.list': '列出',
  'dead-letters.none': '没有死信',
  'dead-letters.row': '{consumer}  {type}  {stream}@{version}  {code}  已试 {attempts} 次，其后等待 {waiting} 个\n    事件 {eventId}  停于 {parkedAt}\n    {message}',
  'dead-letters.replay': '重新投递，其后的事件随之继续',
  'dead-letters.discard': '永久跳过这一个事件',
  'dead-letters.replayed': '已重新投递',
  'dead-letters.discarded': '已跳过并记录',

  'status': '运行状态：就绪、视图、消费者、待到期限',
  'status.ready': '就绪',
  'status.not-ready': '未就绪：{reasons}',
  'status.view': '视图 {name}：{live}',
  'status.consumer': '消费者 {consumer}：落后 {lag}，停下的流 {parked}',
  'status.next': '{due}  {stream}',

  'fault.platform-not-running': '这个数据目录上没有平台在运行；先用 npm start 启动，或检查 --data',
  'fault.data-folder-in-use': '数据目录正被另一个进程使用；先停下它，或换一个目录',
  'fault.chain-broken': '事件链在这里断开：{message}',
  'fault.log-behind': '日志落后于已见过的位置：{message}。请从最近的备份恢复，或先运行 zhijian check',
  'fault.store-unavailable': '打不开事件存储：{message}',
  'fault.no-store': '这里没有存储：{message}',
  'fault.other': '{code}：{message}',
} as const

export type MessageKey = keyof typeof zhCN
