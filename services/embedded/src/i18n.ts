// What a start says to the person at the terminal.
const zhCN = {
  help: `指尖：一个县的公共法律服务平台，一个进程

  npm start                           示范县，有虚构律师作答，http://127.0.0.1:8080
  npm start -- --speed 20             同上，时间快二十倍
  npm start -- --live --county 文件   正式平台：空的存储，县情写在文件里；以后启动不必再写

{settings}
`,
  'help.distributed': `指尖：示范县，每个服务一个进程，都在本机（不对外服务）

  npm run start:distributed                    http://127.0.0.1:8080
  npm run start:distributed -- --speed 20      时间快二十倍

  --port 端口       (PORT)              默认 8080
  --data 目录       (ZHIJIAN_DATA)      数据，默认 ./var；与 npm start 通用，但不能同时开
  --seals 目录      (ZHIJIAN_SEALS)     日志封印的外部副本，默认在数据目录旁
  --keys 目录       (ZHIJIAN_KEYS)      密钥，默认在数据目录旁
  --speed 倍数                          时钟，1 到 10000 的整数
  --begin 时刻                          新建时，时钟从这一刻（北京时间）起，如 2027-02-06T02:00
  --seed 数                             种子，默认 1
  --lawyers 数                          新建时的全国律师数，默认 10000
  --silent                              没有虚构律师作答
  --routers 数                          consult-router 的实例数，默认 1，至多 8
  --gateways 数                         gateway 的实例数，默认 1，至多 8；第二个起端口依次加一
  --help                                显示本页

  NATS_URL        已有的 nats-server；不写则启动一个，只在本机监听
  KURRENTDB_URL   日志存放处（KURRENTDB_USER、KURRENTDB_PASSWORD_FILE）；不写则各进程共用一个 SQLite 文件
  MONGODB_URL     查询视图存放处（MONGODB_USER、MONGODB_PASSWORD_FILE）；不写则各用一个文件
`,
  'distributed.process': '  {name}  {state}　进程 {pid}　积压 {lag}　重启 {restarts} 次',
  'distributed.ready': '就绪',
  'distributed.waits': '正在启动',
  'distributed.not-ready': '未就绪（{why}）',
  'distributed.died': '进程 {name} 退出了，{seconds} 秒后重新启动。',
  'distributed.died.saying': '进程 {name} 退出了，{seconds} 秒后重新启动。它最后说：{why}',
  opening: '正在打开数据目录 {folder}……',
  'first-start': '首次启动：正在建立示范县 {county} 的机构、律师与账号（{lawyers} 名律师）……',
  resumed: '从上次停下的地方继续：平台时间 {time}',
  ready: '平台已就绪：{url}\n  群众 {url}/citizen/    律师 {url}/lawyer/    工作台 {url}/console/    接口文档 {url}/api/docs    运行指标 {url}/metrics',
  speed: '示范时钟以 {speed} 倍速运行：3 分钟约等于 {seconds} 秒',
  accounts: '示范账号（密码随机生成，只在这里显示；也保存在 {file}；动态口令：npm run -s zhijian -- demo-code 用户名）',
  'account.password': '  {role}　用户名 {id}　密码 {password}　动态口令密钥 {totp}',
  'account.phone': '  {role}　手机号 {phone}（验证码会显示在本终端）',
  'admin-link': '系统管理员一次性链接（15 分钟内有效，只能用一次）：\n  {link}',
  'admin-link.live': '{role}（用户名 {id}）的一次性链接（15 分钟内有效，只能用一次；请本人打开）：\n  {link}',
  'admin-link.again': '三位首任管理员均已启用账号。再要链接（如更换手机），由系统管理员生成，或在本机运行：npm run -s zhijian -- admin-link <账号> --reason <原因>',
  code: '验证码 {phone}：{code}',
  'live.first': `接下来：
  1. 三人各自打开自己的链接，设置密码和动态口令。链接过期未用的，重新启动会再给一条。
  2. 系统管理员登记机构，为局领导和工作人员开立账号（填写手机号）；本人打开系统管理员生成的链接启用。
  3. 安全管理员登记局领导并为其任职；局领导导入人员名册及任职（按手机号对应到账号）、安排值守。
  4. 局领导或坐席导入律师名册、聘任法律顾问。
  接口见 /api/docs。在此之前，群众的咨询没有律师解答。`,
  'live.channels': '通知渠道：{channels}',
  'live.backups': '每 {hours} 小时备份一次到 {folder}（保留 30 份），每份读到末尾核对后才算数；密钥另备份到 {keys}（保留 2 份），请分开保管。',
  'warn.calls': '提醒：没有指定通话中继（--turn、--turn-secret-file），群众和律师之间不能音视频通话。',
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
  'not-started.bug': '没有启动：程序出错，不是配置问题。请把下面这一行交给维护人员。',
  'why': '{message}',
  'why.usage': '参数不对：{message}',
  'why.usage.number': '{option} 要一个 {min} 到 {max} 之间的数。用法见 --help',
  'why.usage.origin': '--origin 要写成 https://主机名，后面不带路径。用法见 --help',
  'why.usage.begin': '--begin 要写成北京时间的一分钟，如 2027-02-06T02:00。用法见 --help',
  'why.usage.unknown': '不认识参数 {option}，或它后面缺了值。用法见 --help',
  'why.usage.demo-host': '示范平台只在本机提供服务，不能指定别的地址；给别人用请以 --live 启动',
  'why.usage.demo-only': '{option} 只用于示范平台，正式平台（--live）不能用',
  'why.usage.live-only': '{option} 只用于正式平台，请加上 --live',
  'why.usage.sites': '--sites 要写成 citizen=https://主机名,lawyer=https://主机名,console=https://主机名，三个主机名各不相同',
  'why.usage.origin-or-sites': '--origin 与 --sites 只能指定一个',
  'why.usage.scanner': '--scanner 要写成 unix:/路径 或 tcp:127.0.0.1:端口（ClamAV 不加密，只能在本机）',
  'why.usage.turn-pair': '--turn 与 --turn-secret-file 要一起指定',
  'why.usage.turn': '--turn 要写成 turn:主机:端口，多个之间用逗号，至多 16 个',
  'why.usage.tls-pair': '--tls-cert 与 --tls-key 要一起指定',
  'why.usage.proxy': '--behind-proxy 要写代理的准确 IP 地址，不能写网段或域名',
  'why.usage.plain': '正式平台要给别人用，须指定证书（--tls-cert 与 --tls-key），或写明提供加密的代理（--behind-proxy）',
  'why.usage.telemetry': '环境变量不对：{message}',
  'why.usage.hash': '--hash 只能是 sha256 或 sm3',
  'why.usage.suite': '--suite（ZHIJIAN_SUITE）只能是 aes 或 sm',
  'why.usage.suite-hash': '--suite sm 的散列算法就是 sm3，请去掉 --hash',
  'why.data-folder-in-use': '数据目录 {folder} 正被另一个进程使用。请先停下那个进程，或用 --data 换一个目录',
  'why.data-folder-too-deep': '数据目录的路径太长（{path} 超过 103 个字节，操作员的接口开不了）。请用 --data 换一个路径短些的目录',
  'why.data-folder-not-writable': '数据目录 {folder} 不能写。请给当前用户写权限，或用 --data 换一个目录',
  'why.lock-unusable': '锁文件 {file} 不能用。请检查磁盘和权限；确认没有平台在用这个目录后，可删掉它再启动',
  'why.store-born-demo': '目录 {folder} 里是示范数据，不能作正式平台使用。请用 --data 指定一个空目录',
  'why.store-born-live': '目录 {folder} 里是正式数据，不能作示范使用。请加上 --live，或用 --data 换一个目录',
  'why.store-of-another-county': '目录 {folder} 属于行政区划 {county}，不是 {wanted}。请换县情文件，或用 --data 换一个目录',
  'why.birth-missing': '数据目录里有日志，却没有 {file}。请从备份恢复这个文件，不要新建',
  'why.store-format': '文件 {file} 已损坏，或由别的版本写成。请从备份恢复，或用写它的版本启动',
  'why.identity-unreadable': '文件 {file} 已损坏。确认这里的日志正是原来那一份后，删掉它再启动',
  'why.state-missing': '缺少 {file}。请先挂载它所在的磁盘，或从备份恢复，再启动',
  'why.state-missing.log': '缺少 {file}。请先挂载它所在的磁盘，或从备份恢复，再启动；日志若在 KurrentDB 上，请写明 KURRENTDB_URL',
  'why.log-replaced': '日志 {file} 不是原来那一份。请把原来的放回来，或从备份恢复',
  'why.rules-not-shipped': '本版本不含规则集 {rules}，而 {stream} 还在按它办理。请用原来的版本启动；换版本前先用新版本运行 npm run -s zhijian -- upgrade --check',
  'why.log-behind': '日志 {file} 比已经处理到的地方短，有记录丢失。请先运行 npm run -s zhijian -- check，再从备份恢复',
  'why.store-damaged': '文件 {file} 已损坏，不能自行重建。请从备份恢复（见 docs/how-to/back-up-and-restore.md）',
  'why.chain-broken': '日志 {file} 的记录链断了。请先运行 npm run -s zhijian -- check，再从备份恢复',
  'why.bus-state-locked': '文件 {file} 正被另一个进程使用。请先停下那个进程',
  'why.bus-state-of-another-release': '文件 {file} 由更新的版本写成。请用那个版本启动',
  'why.bus-state-unavailable': '文件 {file} 不能用。请检查磁盘和权限',
  'why.clock-unreadable': '示范时钟文件 {file} 已损坏。把它移走再启动即可，时间会从日志里最后的时刻继续',
  'why.nats-not-started': 'nats-server 没有启动：{message}。请用 NATS_URL 指定一个，或运行 npm start（不需要它）',
  'why.county-file-missing': '新的正式平台要先指定县情文件：--county 文件（写法见 README）',
  'why.county-file-invalid': '县情文件 {file} 有误：{fields}。写法见 README',
  'why.county-file-invalid.unreadable': '县情文件 {file} 不存在或不能读。请检查路径和权限',
  'why.county-file-invalid.no-json': '县情文件 {file} 不是有效的 JSON。请检查逗号、引号和编码（UTF-8）',
  'why.config-unreadable.unreadable': '渠道文件 {file} 不存在或不能读。请检查路径和权限',
  'why.config-unreadable.no-json': '渠道文件 {file} 不是有效的 JSON。请检查逗号、引号和编码（UTF-8）',
  'why.config-invalid': '渠道文件（--channels）有误：{fields}。写法见 docs/how-to/run-it-live.md',
  'why.credentials-unreadable': '密钥文件 {file} 不能读，或缺少字段：{fields}',
  'why.tls-unusable.unreadable': '证书或私钥文件 {file} 不存在或不能读。请检查 --tls-cert 与 --tls-key 的路径和权限',
  'why.tls-unusable.no-certificate': '{file} 不是 PEM 格式的证书。请检查 --tls-cert，是否与 --tls-key 写反了',
  'why.tls-unusable.no-key': '{file} 不是 PEM 格式、没有口令的私钥。请检查 --tls-key',
  'why.tls-unusable.another-key': '私钥 {file} 与证书 {certificate} 不是一对。请换成签发这张证书时用的私钥',
  'why.port-unavailable.taken': '端口 {port} 已被占用。请停下占用它的程序，或用 --port 换一个',
  'why.port-unavailable.not-allowed': '当前用户不能使用端口 {port}。请用 --port 换一个 1024 以上的，或由代理转发',
  'why.port-unavailable.no-such-address': '本机没有地址 {host}。请检查 --host',
  'why.key-unreadable': '密钥文件 {file} 不能用。请从密钥备份恢复',
  'why.seal-key-unusable': '封印密钥 {file} 不能用：须只有当前用户可读（chmod 600），内容为原来的密钥；否则从密钥备份恢复',
  'why.secret-missing': '{file} 的密钥不见了。请从密钥备份恢复',
  'why.secret-exposed': '{file} 的密钥可被别人读到。请只留给当前用户（chmod 600）',
  'why.secret-damaged': '{file} 的密钥已损坏。请从密钥备份恢复',
  'why.master-key-mismatch': '{file} 与主密钥不是一套。请从同一次密钥备份恢复两者',
  'why.lookup-key-mismatch': '{file} 与它的密钥不是一套。请从同一次密钥备份恢复两者',
  'why.tombstones-missing': '遗忘名册不见了。请从日志封印旁的副本恢复，以免被遗忘的人再现',
  'why.tombstones-damaged': '遗忘名册已损坏。请从日志封印旁的副本恢复，以免被遗忘的人再现',
  'why.disk': '文件 {path} 不能用（{code}）。请检查磁盘和当前用户的权限',
  'why.disk-full': '磁盘已满。请腾出空间再启动',
  'role.citizen': '群众',
  'role.supervisee': '社区矫正对象',
  'role.enterprise': '企业',
  'role.counsel': '律师（法律顾问）',
  'role.region-lawyer': '律师（全区）',
  'role.nation-lawyer': '律师（全国）',
  // Of accounts that a demonstration of before keeps.
  'role.lawyer': '律师',
  'role.desk': '12348 坐席',
  'role.reviewer': '答复审核员',
  'role.duty-officer': '值班员',
  'role.bureau-head': '局领导',
  'role.correction-officer': '社区矫正工作人员',
  'role.policy-admin': '政策管理员',
  'role.system-admin': '系统管理员',
  'role.security-admin': '安全管理员',
  'role.auditor': '审计员',
  'role.procurator': '检察监督（检察院）',
} as const

export type Line = keyof typeof zhCN

export const hasLine = (line: string): line is Line => Object.hasOwn(zhCN, line)

export const say = (line: Line, values: Readonly<Record<string, string | number>> = {}): string =>
  zhCN[line].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
