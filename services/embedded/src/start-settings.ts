// What `npm start` may be told: the one list from which its parser, its --help and docs/settings.md come.
export interface StartSetting {
  /** What stands behind the flag; none: the flag alone says it. */
  readonly value?: string
  /** Variable of the environment that says the same; `=on`: by that word. */
  readonly env?: string
  readonly several?: true
  readonly help: string
}

export const START_SETTINGS = {
  live: { help: '正式平台，不带示范内容' },
  county: { value: '文件', help: '正式平台首次启动：县情（JSON）' },
  port: { value: '端口', env: 'PORT', help: '默认 8080' },
  host: { value: '地址', env: 'HOST', help: '默认 127.0.0.1；示范平台不能改' },
  data: { value: '目录', env: 'ZHIJIAN_DATA', help: '数据，默认 ./var' },
  seals: { value: '目录', env: 'ZHIJIAN_SEALS', help: '日志封印的外部副本，默认在数据目录旁，最好放到另一块磁盘' },
  keys: { value: '目录', env: 'ZHIJIAN_KEYS', help: '密钥，默认在数据目录旁' },
  backups: { value: '目录', env: 'ZHIJIAN_BACKUPS', help: '备份，默认在数据目录旁' },
  'backup-hours': { value: '小时', help: '正式平台默认 24；0 表示不备份' },
  forgetting: { value: '文件', env: 'ZHIJIAN_FORGETTING', help: '删除个人信息的规则（JSON）：答复期限、备份保存天数、咨询档案保管期限' },
  supervision: { value: '文件', env: 'ZHIJIAN_SUPERVISION', help: '社区矫正核查和定位的期限（JSON）：每日次数、每次时长、每次批准最长几个月、手机可否代替装置、位置保存多少天等' },
  hardship: { value: '文件', env: 'ZHIJIAN_HARDSHIP', help: '各省、旗县的经济困难标准和出处（JSON），供法律援助预查参考' },
  scanner: { value: '地址', env: 'ZHIJIAN_SCANNER', help: '本机的 ClamAV，如 unix:/run/clamav/clamd.ctl：文件先查毒再收；查不了就不收。不设则不查毒' },
  'document-seal': { value: '文件', env: 'ZHIJIAN_DOCUMENT_SEAL', help: '本局自有的电子签名证书（PKCS#12，或 PEM 证书链和私钥）和可信时间戳服务（JSON）；不写则由平台自签' },
  'map-tiles': { value: '文件', env: 'ZHIJIAN_MAP_TILES', help: '地图底图的来源（JSON）：瓦片地址、标注、坐标系；不设就没有底图，浏览器也不访问其他服务器' },
  channels: { value: '文件', env: 'ZHIJIAN_CHANNELS', help: '正式平台：短信、微信、企业微信、邮件、登录验证码' },
  'tls-cert': { value: '文件', help: '证书，与 --tls-key 一起：以 HTTPS 提供服务' },
  'tls-key': { value: '文件', help: '证书的私钥' },
  'behind-proxy': { value: '地址', several: true, help: '提供加密的代理的准确 IP 地址，可写多次' },
  origin: { value: '网址', env: 'ZHIJIAN_ORIGIN', help: '浏览器里的网址，如 https://law.example.gov.cn' },
  sites: { value: '网址', env: 'ZHIJIAN_SITES', help: '代替 --origin：三个应用各用一个主机名，写成 citizen=https://…,lawyer=https://…,console=https://…' },
  connections: { value: '数', env: 'ZHIJIAN_CONNECTIONS', help: '同时的连接数，默认 20000，其中五分之三可以是实时更新；进程须获准打开这么多文件' },
  'connections-per-address': { value: '数', env: 'ZHIJIAN_CONNECTIONS_PER_ADDRESS', help: '其中同一地址的连接数，默认 512；多人共用一个地址时可加大，代理和本机不受此限' },
  turn: { value: '地址', env: 'TURN_URLS', help: '音视频通话的中继，如 turn:turn.example.gov.cn:3478，可用逗号隔开写多个' },
  'turn-secret-file': { value: '文件', env: 'TURN_SECRET_FILE', help: '与中继共用的密钥，至少 32 个字符' },
  'turn-minutes': { value: '分钟', env: 'TURN_MINUTES', help: '中继凭证的有效期，默认 10' },
  'direct-calls': { env: 'ZHIJIAN_DIRECT_CALLS=on', help: '能直连时通话不经中继，双方会得知彼此的网络地址；示范平台没有中继时如此' },
  speed: { value: '倍数', help: '示范平台的时钟，1 到 10000' },
  begin: { value: '时刻', help: '新建示范平台的时钟从这一刻（北京时间）起，如 2027-02-06T02:00，可看夜间、节假日、年末；默认同本机' },
  seed: { value: '数', help: '示范平台的种子，默认 1' },
  lawyers: { value: '数', help: '新建示范平台的全国律师数，默认 10000' },
  silent: { help: '示范平台没有虚构律师作答，用于加载测试' },
  witnesses: { value: '文件', env: 'ZHIJIAN_WITNESSES', help: '封印的其他见证方（目录、HTTP、S3、打印机）和时间戳机构，JSON' },
  suite: { value: 'aes|sm', env: 'ZHIJIAN_SUITE', help: '密码算法：aes（AES-256-GCM、SHA-256、Ed25519）或 sm（国密 SM4-GCM、SM3、SM2），默认 aes' },
  hash: { value: 'sha256|sm3', help: '新事件的散列算法，默认随 --suite' },
  help: { help: '显示本页' },
} as const satisfies Readonly<Record<string, StartSetting>>

type Settings = typeof START_SETTINGS
/** As node:util's parseArgs is told. */
type Parsed = { readonly [Flag in keyof Settings]: Settings[Flag] extends { readonly value: string }
  ? { readonly type: 'string'; readonly multiple: Settings[Flag] extends { readonly several: true } ? true : false } : { readonly type: 'boolean'; readonly default: false } }

export const startFlags: Parsed = Object.fromEntries(Object.entries<StartSetting>(START_SETTINGS).map(([flag, { value, several = false }]) =>
  [flag, value === undefined ? { type: 'boolean', default: false } : { type: 'string', multiple: several }])) as unknown as Parsed

/** Of a terminal: a Chinese character has two places. */
const widthOf = (text: string): number => [...text].reduce((width, sign) => width + (sign.codePointAt(0)! > 0x2e7f ? 2 : 1), 0)
const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(1, width - widthOf(text)))

export const startHelp = (): string => Object.entries<StartSetting>(START_SETTINGS).map(([flag, { value, env, help }]) =>
  `  ${padded(padded(`--${flag}${value === undefined ? '' : ` ${value}`}`, 33) + (env === undefined ? '' : `(${env})`), 68)}${help}`).join('\n')
