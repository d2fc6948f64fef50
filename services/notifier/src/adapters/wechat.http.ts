// Messages of a WeChat official account. Template messages carry a `client_msg_id`, by which WeChat sends one message to one
// openid for ten minutes, whatever is repeated; subscription notices have none, so a doubt about them stays a doubt.
// Answers have status 200 whatever happened; `errcode` tells. Their `errmsg` is never kept.
// W1 A refused token is replaced once for a message; refused again, the message is `failed` with the code.
// @source 微信开放文档 (服务号) sendTemplateMessage: POST /cgi-bin/message/template/send; sendNewSubscribeMsg: POST
//   /cgi-bin/message/subscribe/bizsend; 全局返回码; 参数值限制. What WeChat answers to a repeated client_msg_id is not documented:
//   0 is taken, and 45065, which mass sending answers.
import { JSON_BODY, WECHAT_FIELDS, delivered, exchange, failed, unknown, type ChannelConfig, type Edge, type Filling, type Language, type WeChatCredentials } from '@zhijian/channels'
import { Fault } from '@zhijian/kernel'
import { z } from 'zod'
import type { Addresses, Channel, Message, Outcome } from '../ports.ts'
import { filled, fit, wordsOf } from '../texts.ts'
import { addressOf } from './address.ts'
import { tokenSource } from './wechat-token.http.ts'

const Answer = z.object({ errcode: z.int(), msgid: z.union([z.string(), z.number()]).optional() })

/** Invalid, not ours, over. */
const TOKEN_REFUSED = new Set([40001, 40014, 42001])
const EXISTS_ALREADY = 45065
const BUSY = -1
/** Too often in this minute; 45009 is the day's quota, and a receipt. */
const TOO_OFTEN = 45011
/** WeChat's ten minutes, less what a request may take. */
const REPEATABLE_MS = 9 * 60_000

export const weChatChannel = (
  config: ChannelConfig<'wechat'>, credentials: WeChatCredentials, addresses: Addresses, language: Language, edge: Edge,
): Channel => {
  const tokens = tokenSource(credentials, config, edge)
  const isIdempotent = config.kind === 'template'
  const path = isIdempotent ? '/cgi-bin/message/template/send' : '/cgi-bin/message/subscribe/bizsend'

  const dataOf = (message: Message, fields: Readonly<Record<string, Filling>>) => {
    const words = wordsOf(message, language)
    return Object.fromEntries(Object.entries(fields).map(([field, filling]) => {
      const longest = WECHAT_FIELDS[field.replace(/\d+$/, '') as keyof typeof WECHAT_FIELDS]
      return [field, { value: fit(filled(filling, words), longest) }]
    }))
  }

  const bodyOf = (message: Message, openid: string): string | null => {
    const template = config.templates[message.notice]
    if (!template) return null
    const said = { touser: openid, template_id: template.templateId, data: dataOf(message, template.fields) }
    const url = config.url === undefined ? {} : isIdempotent ? { url: config.url } : { page: config.url }
    return JSON.stringify(isIdempotent ? { ...said, ...url, client_msg_id: message.dedupe } : { ...said, ...url })
  }

  /** Nobody knows: WeChat may be asked again where it remembers. */
  const doubt = (why: string): Outcome => {
    if (!isIdempotent) return unknown
    throw new Fault('wechat-unclear', `WeChat: ${why}`, { retry: 'now' })
  }

  const say = async (body: string, token: string): Promise<Outcome | { readonly tokenRefused: number }> => {
    const answer = await exchange({
      url: `${config.origin}${path}?access_token=${encodeURIComponent(token)}`, headers: JSON_BODY, body, deadline: edge.deadline(config.timeoutMs),
    })
    if (answer.kind === 'not-sent') throw new Fault('wechat-unavailable', `WeChat: ${answer.why}`, { retry: 'later' })
    if (answer.kind === 'unclear') return doubt(answer.why)
    const parsed = Answer.safeParse(answer.body)
    if (answer.status !== 200 || !parsed.success) return doubt(`an answer of another shape (HTTP ${answer.status})`)
    const { errcode, msgid } = parsed.data
    if (errcode === 0 || (isIdempotent && errcode === EXISTS_ALREADY)) return delivered(msgid)
    if (TOKEN_REFUSED.has(errcode)) return { tokenRefused: errcode }
    if (errcode === TOO_OFTEN) throw new Fault('wechat-too-often', `WeChat: errcode ${errcode}`, { retry: 'later' })
    if (errcode === BUSY) return doubt(`errcode ${errcode}`)
    return failed(errcode)
  }

  return {
    name: 'wechat',
    isIdempotent,
    carries: (notice) => config.templates[notice] !== undefined,
    ...(isIdempotent ? { repeatableForMs: REPEATABLE_MS } : {}),
    async push(message) {
      if (!config.templates[message.notice]) return failed('no-template')
      // The token first: its absence shows before the address is opened.
      const token = await tokens.current()
      if (typeof token !== 'string') return failed(token.refused)
      const openid = await addressOf(addresses, message.recipient, 'wechat')
      if (openid === null) return failed('no-address')
      const body = bodyOf(message, openid)!
      const first = await say(body, token)
      if (!('tokenRefused' in first)) return first
      const renewed = await tokens.instead(token)
      if (typeof renewed !== 'string') return failed(renewed.refused)
      const second = await say(body, renewed)
      return 'tokenRefused' in second ? failed(second.tokenRefused) : second
    },
  }
}
