// Speaks as api.weixin.qq.com does, with a hand on the other side: which codes exist, what goes wrong next.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Trouble = { readonly errcode: number } | 'hang' | 'html' | 'down' | 'other-shape' | 'long'

export const weChatDouble = async () => {
  const codes = new Map<string, { openid: string; used: boolean; expired: boolean }>()
  const asked: URLSearchParams[] = []
  let trouble: Trouble | null = null
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://x')
    const say = (value: unknown): void => void response.writeHead(200,
      { 'content-type': 'text/plain' }).end(JSON.stringify(value))
    if (pathname !== '/sns/oauth2/access_token') return void response.writeHead(404).end()
    asked.push(searchParams)
    const now = trouble
    trouble = null
    if (now === 'hang') return
    if (now === 'down') return void response.writeHead(502).end('bad gateway')
    if (now === 'html') return void response.writeHead(200).end('<html>系统维护</html>')
    if (now === 'other-shape') return say({ hello: 1 })
    if (now === 'long') return say({ openid: 'o', padding: 'x'.repeat(100_000) })
    if (now) return say({ errcode: now.errcode, errmsg: 'as told' })
    if (searchParams.get('appid') !== 'wx-test') return say({ errcode: 40013, errmsg: 'invalid appid' })
    if (searchParams.get('secret') !== 'app-secret') return say({ errcode: 40125, errmsg: 'invalid appsecret' })
    const code = codes.get(searchParams.get('code') ?? '')
    if (!code) return say({ errcode: 40029, errmsg: 'invalid code' })
    if (code.expired) return say({ errcode: 42003, errmsg: 'oauth_code expired' })
    if (code.used) return say({ errcode: 40163, errmsg: 'code been used' })
    code.used = true
    say({ access_token: 'ACCESS_TOKEN', expires_in: 7200, refresh_token: 'REFRESH_TOKEN', openid: code.openid,
      scope: 'snsapi_base' })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    issue: (code: string, openid: string, how: { expired?: boolean } = {}) => void codes.set(code,
      { openid, used: false, expired: how.expired ?? false }),
    next(what: Trouble): void {
      trouble = what
    },
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}
