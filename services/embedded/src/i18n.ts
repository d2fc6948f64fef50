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
  'admin-link.live': '{role} 的一次性链接（15 分钟内有效，只能用一次；请本人打开）：\n  {link}',
  'admin-link.again': '已有管理员账号；需要新的链接时运行：npm run -s zhijian -- admin-link <账号>',
  code: '验证码 {phone}：{code}',
  'live.empty': '存储是空的。请管理员登录后导入机构、人员、村（居）与律师。',
  'live.backups': '每 {hours} 小时备份一次到 {folder}，每次备份后核对可恢复。',
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
