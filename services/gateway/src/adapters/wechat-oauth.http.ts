// WeChat's web page authorisation over its real HTTP API. Answers come with status 200 and text/plain whatever happened;
// `errcode` tells. The app secret travels in the query, as WeChat wants it, so no URL of here is ever put in a message.
// @source 微信开放文档 网页授权: /sns/oauth2/access_token; 全局返回码
import { textOf } from '@zhijian/channels'
import { Fault } from '@zhijian/kernel'
import { z } from 'zod'
import type { WeChatOAuth } from '../ports.ts'

export interface WeChatOptions {
  readonly appId: string
  readonly appSecret: string
  /** The page WeChat sends the browser back to; registered with WeChat. */
  readonly redirectUri: string
  /** Default: WeChat's own. */
  readonly apiOrigin?: string
  readonly openOrigin?: string
  readonly timeoutMs?: number
}

const Granted = z.object({ openid: z.string().min(1).max(128), access_token: z.string().min(1) })
const Failed = z.object({ errcode: z.int() })

/** Code invalid · expired · used already. */
const CODE_WRONG = new Set([40029, 42003, 40163])
/** App id or secret wrong, address not listed, scope not granted. */
const OURS_WRONG = new Set([40013, 40125, 40001, 40164, 48001, 10003])

export const weChatOAuth = (options: WeChatOptions): WeChatOAuth => {
  const { appId, appSecret, redirectUri, apiOrigin = 'https://api.weixin.qq.com', openOrigin = 'https://open.weixin.qq.com',
    timeoutMs = 5000 } = options
  const away = (why: string, cause?: unknown): Fault => new Fault('wechat-unavailable', `WeChat: ${why}`,
    { retry: 'later', ...(cause === undefined ? {} : { cause }) })

  const call = async (code: string): Promise<unknown> => {
    const query = new URLSearchParams({ appid: appId, secret: appSecret, code, grant_type: 'authorization_code' })
    let text: string
    try {
      const response = await fetch(`${apiOrigin}/sns/oauth2/access_token?${query}`,
        { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' })
      if (!response.ok) throw away(`HTTP ${response.status}`)
      text = await textOf(response)
    } catch (error) {
      if (error instanceof Fault) throw error
      throw away(error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : 'cannot be reached')
    }
    try {
      return JSON.parse(text)
    } catch {
      throw away('an answer that is not JSON')
    }
  }

  return {
    authorizeUrl(state) {
      const query = new URLSearchParams({ appid: appId, redirect_uri: redirectUri, response_type: 'code', scope: 'snsapi_base',
        state })
      return `${openOrigin}/connect/oauth2/authorize?${query}#wechat_redirect`
    },
    async exchange(code) {
      const answer = await call(code)
      const granted = Granted.safeParse(answer)
      // The access token is not needed for who it is, and not kept.
      if (granted.success) return { openid: granted.data.openid }
      const failed = Failed.safeParse(answer)
      if (!failed.success) throw away('an answer of another shape')
      const { errcode } = failed.data
      if (CODE_WRONG.has(errcode)) throw new Fault('wechat-code-not-accepted', `WeChat: errcode ${errcode}`, { retry: 'never' })
      if (OURS_WRONG.has(errcode)) throw new Fault('wechat-misconfigured', `WeChat: errcode ${errcode}`, { retry: 'never' })
      throw away(`errcode ${errcode}`)
    },
  }
}
