// The official account's access token: one at a time, for all who send. WeChat gives the same token to everybody who asks
// until five minutes before it ends, so two processes of ours do not put each other out.
// T1 However many ask at once, WeChat is asked once.
// T2 A token that was refused is forgotten; only if WeChat still gives out the same one is a new one forced (WeChat allows 20 a day).
// @source 微信开放文档 获取稳定版接口调用凭据 getStableAccessToken: POST /cgi-bin/stable_token
import { JSON_BODY, exchange, type Edge, type Provider, type WeChatCredentials } from '@zhijian/channels'
import { Fault, plus, type Instant } from '@zhijian/kernel'
import { z } from 'zod'

const Granted = z.object({ access_token: z.string().min(1).max(1024), expires_in: z.int().min(1) })
const Refused = z.object({ errcode: z.int() })

/** Asked for anew so long before its end, when WeChat gives out the next one. */
const BEFORE_END_MS = 5 * 60_000

/** WeChat will not give a token until somebody changes something: app id, secret, address list. */
export interface TokenRefused {
  readonly refused: number
}
export type Token = string | TokenRefused

export interface TokenSource {
  /** @throws Fault `wechat-token-unavailable` (later) */
  current(): Promise<Token>
  /** After WeChat refused this one. @throws Fault `wechat-token-unavailable` (later) */
  instead(of: string): Promise<Token>
}

export const tokenSource = (credentials: WeChatCredentials, options: Provider, edge: Edge): TokenSource => {
  let held: { readonly token: string; readonly until: Instant } | null = null
  let asking: Promise<Token> | null = null
  const unavailable = (why: string): Fault =>
    new Fault('wechat-token-unavailable', `WeChat gives no access token: ${why}`, { retry: 'later' })

  const ask = async (force: boolean): Promise<Token> => {
    const { appId, appSecret } = credentials
    const answer = await exchange({
      url: `${options.origin}/cgi-bin/stable_token`, headers: JSON_BODY, deadline: edge.deadline(options.timeoutMs),
      body: JSON.stringify({ grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: force }),
    })
    if (answer.kind !== 'answered') throw unavailable(answer.why)
    const granted = Granted.safeParse(answer.body)
    if (granted.success) {
      const { access_token: token, expires_in: seconds } = granted.data
      held = { token, until: plus(edge.now(), Math.max(1000, seconds * 1000 - BEFORE_END_MS)) }
      return token
    }
    const refused = Refused.safeParse(answer.body)
    if (!refused.success) throw unavailable(`an answer of another shape (HTTP ${answer.status})`)
    const { errcode } = refused.data
    // -1 busy · 45009, 45011 too often
    if ([-1, 45009, 45011].includes(errcode)) throw unavailable(`errcode ${errcode}`)
    return { refused: errcode }
  }

  const once = (work: () => Promise<Token>): Promise<Token> => {
    asking ??= work().finally(() => {
      asking = null
    })
    return asking
  }

  const current = async (): Promise<Token> => (held && edge.now() < held.until ? held.token : once(() => ask(false)))

  return {
    current,
    async instead(of) {
      if (held?.token === of) held = null
      if (held) return current()
      return once(async () => {
        const given = await ask(false)
        return given === of ? ask(true) : given
      })
    },
  }
}
