// What a start says to the person at the terminal.
const zhCN = {
  opening: '正在打开数据目录 {folder}……',
  'first-start': '首次启动：正在建立示范县 {county} 的机构、律师与账号（{lawyers} 名律师）……',
  resumed: '从上次停下的地方继续：平台时间 {time}',
  ready: '平台已就绪：{url}    接口文档 {url}/api/docs    运行指标 {url}/metrics',
  speed: '示范时钟以 {speed} 倍速运行：3 分钟约等于 {seconds} 秒',
  accounts: '示范账号（密码随机生成，只在这里显示；也保存在 {file}）',
  'account.password': '  {role}　用户名 {id}　密码 {password}　动态口令密钥 {totp}',
  'account.phone': '  {role}　手机号 {phone}（验证码会显示在本终端）',
  'admin-link': '系统管理员一次性链接（15 分钟内有效，只能用一次）：\n  {link}',
  'admin-link.live': '{role}（用户名 {id}）的一次性链接（15 分钟内有效，只能用一次；请本人打开）：\n  {link}',
  'admin-link.again': '三位首任管理员均已启用账号。再要链接（如更换手机），由系统管理员生成，或在本机运行：npm run -s zhijian -- admin-link <账号> --reason <原因>',
  code: '验证码 {phone}：{code}',
  'live.first': `接下来：
  1. 三人各自打开自己的链接，设置密码和动态口令。链接过期未用的，重新启动会再给一条。
  2. 系统管理员为工作人员开立账号（填写手机号），安全管理员授予角色；本人打开系统管理员生成的链接启用。
  3. 系统管理员登记机构，导入人员名册（按手机号对应到账号），安排值守；局领导或坐席导入律师名册、聘任法律顾问。
  接口见 /api/docs。在此之前，群众的咨询没有律师解答。`,
  'live.channels': '通知渠道：{channels}',
  'live.backups': '每 {hours} 小时备份一次到 {folder}（保留 30 份），每份读到末尾核对后才算数；密钥另备份到 {keys}（保留 2 份），请分开保管。',
  'warn.channels': '提醒：没有接通短信、微信、企业微信或邮件（--channels 文件），律师和工作人员只能在平台内看到通知。',
  'warn.codes': '提醒：没有接通短信，群众现在无法用验证码登录（--channels 文件中的 channels.sms.signIn）。',
  'warn.codes-wechat': '提醒：没有接通短信，首次用微信登录的群众无法验证手机号（channels.sms.signIn）。',
  'warn.no-tls': '提醒：没有证书，只有本机能访问。给别人用之前请指定 --tls-cert 与 --tls-key，或 --behind-proxy。',
  'warn.proxy': '提醒：由代理 {proxies} 提供加密；请用防火墙保证只有它能连到端口 {port}。',
  'warn.certificate-over': '警告：证书已于 {until} 过期，浏览器会拒绝访问。换好证书后请重新启动。',
  'warn.certificate-soon': '提醒：证书将于 {until} 过期。换好证书后请重新启动。',
  'warn.no-origin': '提醒：没有指定对外网址（--origin），链接里写的是本机地址。',
  'warn.same-disk': '提醒：{what}与数据在同一块磁盘上。磁盘损坏或被改动时它们一并受损，请放到另一块磁盘或另一台机器。',
  'warn.disk.seals': '日志封印（--seals）',
  'warn.disk.keys': '密钥（--keys）',
  'warn.disk.backups': '备份（--backups）',
  'warn.no-backups': '警告：没有自动备份（--backup-hours 0）。',
  'set-aside.views': '查询视图文件已损坏，已改名为 {file} 留存，正在从日志重建；重建完成前列表可能不全，记录没有丢失。',
  'set-aside.edge': '登录状态文件已损坏，已改名为 {file} 留存；所有人需要重新登录，已发出的验证码和一次性链接作废，请重新获取。',
  'set-aside.bus': '消息进度文件已损坏，已改名为 {file} 留存；各环节从头核对一遍日志，办过的不会重办，曾停下或丢弃的死信会再次出现。',
  'set-aside.journal': '发送登记文件已损坏，已改名为 {file} 留存；停机那一刻正在发出的通知可能重复一次。',
  'stop-hint': '按 Ctrl-C 停止；再次启动会从停下的地方继续，期限照常到期。',
  stopping: '正在停止：不再接受新请求，办完手上的事……',
  stopped: '已停止。',
  'not-started': '没有启动：{why}',
  'role.citizen': '群众',
  'role.enterprise': '企业',
  'role.lawyer': '律师（法律顾问）',
  'role.desk': '12348 坐席',
  'role.reviewer': '答复审核员',
  'role.duty-officer': '值班员',
  'role.bureau-head': '局领导',
  'role.policy-admin': '政策管理员',
  'role.system-admin': '系统管理员',
  'role.security-admin': '安全管理员',
  'role.auditor': '审计员',
} as const

export type Line = keyof typeof zhCN

export const say = (line: Line, values: Readonly<Record<string, string | number>> = {}): string =>
  zhCN[line].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
