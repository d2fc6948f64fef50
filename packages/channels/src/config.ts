// What a bureau may set about telling people. Secrets are never here: a channel names the file that holds its own.
import { NOTICES } from '@zhijian/contracts'
import { Fault } from '@zhijian/kernel'
import { z } from 'zod'
import { defaultQuota } from './quota.ts'
import { LANGUAGES, WORDS, type Filling as FillingOf } from './words.ts'

const Path = z.string().min(1).max(1000)
/** A provider is spoken to over TLS; plain HTTP goes to this machine alone (a double, a sidecar). */
const Origin = z.url().refine((text) => {
  const { protocol, hostname, pathname, search, username } = new URL(text)
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname)
  return (protocol === 'https:' || (protocol === 'http:' && isHere)) && pathname === '/' && search === '' && username === ''
}, 'https://HOST, or http:// on this machine')
const origin = (own: string) => Origin.default(own).transform((text) => new URL(text).origin)

const Filling: z.ZodType<FillingOf> = z.union([z.enum(WORDS), z.strictObject({ text: z.string().min(1).max(100) })])

/** Longest values of a WeChat template's typed fields, in characters. `const` is one of a list agreed with WeChat. */
export const WECHAT_FIELDS = {
  thing: 20, short_thing: 5, phrase: 5, const: 20, number: 32, letter: 32, symbol: 5, character_string: 32, time: 20, date: 20, name: 10,
} as const
const WeChatField = z.string().regex(new RegExp(`^(${Object.keys(WECHAT_FIELDS).join('|')})\\d{1,3}$`), 'a typed field such as thing1')

const byNotice = <S extends z.ZodType>(schema: S) => z.partialRecord(z.enum(NOTICES), schema)

/** Official account. `template` messages are de-duplicated by WeChat; `subscribe` ones (one tap of the reader each) are not. */
const WeChat = z.strictObject({
  on: z.boolean().default(true),
  /** JSON: appId, appSecret. */
  credentials: Path,
  kind: z.enum(['template', 'subscribe']).default('template'),
  templates: byNotice(z.strictObject({ templateId: z.string().min(1).max(100), fields: z.record(WeChatField, Filling) })),
  /** What WeChat pushes about its messages is taken in. JSON: token, encodingAesKey, as in WeChat's settings page (safe mode). */
  reports: z.strictObject({ credentials: Path }).optional(),
  /** Opened by a tap on the message. */
  url: z.url().max(1000).optional(),
  /** Signing in with WeChat: the page that WeChat sends the browser back to, as registered with WeChat. */
  signIn: z.strictObject({ redirectUri: z.url().max(1000), openOrigin: origin('https://open.weixin.qq.com') }).optional(),
  origin: origin('https://api.weixin.qq.com'),
  timeoutMs: z.int().min(1000).max(60_000).default(8000),
})

/** A robot in the group of the bureau's staff. */
const WeCom = z.strictObject({
  on: z.boolean().default(true),
  /** JSON: key, the one of the webhook's address. */
  credentials: Path,
  /** What the address of a member is. */
  mention: z.enum(['mobile', 'userid']).default('mobile'),
  /** The robot refuses the 21st within a minute. */
  perMinute: z.int().min(1).max(20).default(20),
  origin: origin('https://qyapi.weixin.qq.com'),
  timeoutMs: z.int().min(1000).max(60_000).default(8000),
})

const TemplateCode = z.string().regex(/^SMS_\d{1,20}$/)
const Variable = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,19}$/)

/** Alibaba Cloud short message service. */
const Sms = z.strictObject({
  on: z.boolean().default(true),
  /** JSON: accessKeyId, accessKeySecret. */
  credentials: Path,
  signName: z.string().min(2).max(12),
  templates: byNotice(z.strictObject({ templateCode: TemplateCode, params: z.record(Variable, Filling).default({}) })).default({}),
  /** Codes that citizens sign in with: an approved template of the kind 验证码, and the name of its variable. */
  signIn: z.strictObject({ templateCode: TemplateCode, variable: Variable.default('code') }).optional(),
  /** Status reports are taken in. JSON: token, the end of the address that the provider is told. */
  reports: z.strictObject({ credentials: Path }).optional(),
  origin: origin('https://dysmsapi.aliyuncs.com'),
  timeoutMs: z.int().min(1000).max(60_000).default(8000),
})

/** Alibaba Cloud Direct Mail. */
const Email = z.strictObject({
  on: z.boolean().default(true),
  /** JSON: accessKeyId, accessKeySecret. */
  credentials: Path,
  /** The sender, as set up with the provider. */
  accountName: z.email(),
  fromAlias: z.string().min(1).max(14).optional(),
  /** Whether replies go to the address set up with the provider. */
  replyToAddress: z.boolean().default(false),
  origin: origin('https://dm.aliyuncs.com'),
  timeoutMs: z.int().min(1000).max(60_000).default(8000),
})

const perDay = z.strictObject({
  wechat: z.int().min(0).optional(), wecom: z.int().min(0).optional(), sms: z.int().min(0).optional(), email: z.int().min(0).optional(),
})
const Minute = z.int().min(0).max(1439)

export const NotifierConfig = z.strictObject({
  language: z.enum(LANGUAGES).default('zh-CN'),
  channels: z.strictObject({ wechat: WeChat.optional(), wecom: WeCom.optional(), sms: Sms.optional(), email: Email.optional() }).default({}),
  quota: z.strictObject({ perRecipientPerDay: perDay, perChannelPerDay: perDay }).default({ ...defaultQuota }),
  /** Of the tiers beyond the county; default: 50 at once, 250 after 45 s, 1,250 after 90 s. */
  waves: z.array(z.strictObject({ afterMs: z.int().min(0).max(3_600_000), upTo: z.int().min(1).max(10_000) })).min(1).max(20)
    .refine((waves) => waves.every(({ afterMs, upTo }, place) => {
      const before = waves[place - 1]
      return !before || (afterMs >= before.afterMs && upTo > before.upTo)
    }), 'later, and further')
    .optional(),
  /** Of contacts that say none of their own; null: none. Minutes after midnight, Asia/Shanghai. */
  quietHours: z.strictObject({ fromMinute: Minute, untilMinute: Minute }).nullable().default({ fromMinute: 22 * 60, untilMinute: 7 * 60 }),
})
export type NotifierConfig = z.infer<typeof NotifierConfig>
export type ChannelConfig<Name extends keyof NotifierConfig['channels']> = NonNullable<NotifierConfig['channels'][Name]>

/** @throws Fault `config-invalid` (never), naming the fields, not their values */
export const notifierConfig = (input: unknown): NotifierConfig => {
  const parsed = NotifierConfig.safeParse(input)
  if (parsed.success) return parsed.data
  const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || '(unknown field)'))].join(', ')
  throw new Fault('config-invalid', `notifier configuration: ${fields}`, { retry: 'never', about: { fields } })
}
