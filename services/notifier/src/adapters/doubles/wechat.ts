// api.weixin.qq.com, as far as an official account's messages go. Tokens end by command, not by the clock; what it knows of a
// message by its id it forgets after ten minutes of whoever tells it the time.
import { DOUBLE_CREDENTIALS, jsonOf, type Answered, type Arrived, type ProviderDouble } from './double.ts'

/** 参数值限制, in characters. */
const LONGEST: Readonly<Record<string, number>> = {
  thing: 20, short_thing: 5, phrase: 5, number: 32, letter: 32, symbol: 5, character_string: 32, name: 10,
}

export interface WeChatDouble extends ProviderDouble {
  /** The token's time is over: 42001. */
  expire(): void
  /** Somebody else forced a new one: 40001 for the old. */
  revoke(): void
  expiresIn(seconds: number): void
  unsubscribe(openid: string): void
}

const KNOWN_FOR_MS = 10 * 60_000

/** @param nowMs default: time stands still */
export const weChatDouble = (nowMs: () => number = () => 0): WeChatDouble => {
  let made = 1
  let tellSeconds = 7200
  let messages = 0
  let forced = 0
  let lastForced = ''
  const expired = new Set<string>()
  const gone = new Set<string>()
  const known = new Map<string, { readonly message: number; readonly atMs: number }>()
  const addressees = new Map<string, string>()
  const token = (): string => `TOKEN-${made}`
  const say = (errcode: number, more: object = {}): Answered =>
    ({ status: 200, body: { errcode, errmsg: errcode === 0 ? 'ok' : 'as the double says', ...more } })

  const giveToken = ({ body }: Arrived): Answered => {
    const asked = jsonOf(body)
    if (asked?.['grant_type'] !== 'client_credential') return say(40002)
    if (asked['appid'] !== DOUBLE_CREDENTIALS.wechat.appId) return say(40013)
    if (asked['secret'] !== DOUBLE_CREDENTIALS.wechat.appSecret) return say(40125)
    if (asked['force_refresh'] === true) {
      if (forced >= 20) return say(45009)
      forced += 1
      made += 1
      lastForced = token()
    } else if (expired.has(token())) made += 1
    return { status: 200, body: { access_token: token(), expires_in: tellSeconds } }
  }

  const wrongField = (data: unknown): boolean => Object.entries(data as Record<string, { value?: unknown }>).some(([field, { value }]) =>
    typeof value !== 'string' || value === '' || [...value].length > (LONGEST[field.replace(/\d+$/, '')] ?? 1000))

  const send = ({ path, query, body }: Arrived): Answered => {
    const used = query['access_token'] ?? ''
    if (expired.has(used)) return say(42001)
    if (used !== token() && used !== lastForced) return say(40001)
    const asked = jsonOf(body)
    if (!asked) return say(47001)
    const isTemplate = path.includes('/template/')
    const openid = String(asked['touser'] ?? '')
    if (!/^o[\w-]{5,}$/.test(openid)) return say(40003)
    if (!/^TM-\w+$/.test(String(asked['template_id']))) return say(40037)
    if (typeof asked['data'] !== 'object' || asked['data'] === null || wrongField(asked['data'])) return say(47003)
    if (gone.has(openid)) return say(isTemplate ? 43004 : 43101)
    const id = typeof asked['client_msg_id'] === 'string' && isTemplate ? `${openid} ${asked['client_msg_id']}` : null
    const before = id === null ? undefined : known.get(id)
    if (before !== undefined && nowMs() - before.atMs < KNOWN_FOR_MS) return say(0, { msgid: before.message })
    messages += 1
    if (id !== null) known.set(id, { message: messages, atMs: nowMs() })
    addressees.set(String(messages), openid)
    return { ...say(0, isTemplate ? { msgid: messages } : {}), handed: { to: [openid], content: asked['data'] }, ref: String(messages) }
  }

  return {
    paths: {
      '/cgi-bin/stable_token': 'wechat-token', '/cgi-bin/message/template/send': 'wechat', '/cgi-bin/message/subscribe/bizsend': 'wechat',
    },
    dedupeOf(provider, { path, body }) {
      const id = provider === 'wechat' && path.includes('/template/') ? jsonOf(body)?.['client_msg_id'] : undefined
      return typeof id === 'string' ? id : null
    },
    remember(provider, { dedupe, to, ref, atMs }) {
      if (provider !== 'wechat') return
      messages = Math.max(messages, Number(ref))
      known.set(`${to} ${dedupe}`, { message: Number(ref), atMs })
      addressees.set(ref, to)
    },
    answer: (provider, request) => (provider === 'wechat-token' ? giveToken(request) : send(request)),
    taken: (provider, ref) => (provider === 'wechat' && addressees.has(ref) ? { to: addressees.get(ref)!, outId: '' } : null),
    refuse: (code) => say(Number(code)),
    expire: () => void expired.add(token()),
    revoke: () => {
      made += 1
    },
    expiresIn: (seconds) => {
      tellSeconds = seconds
    },
    unsubscribe: (openid) => void gone.add(openid),
  }
}
