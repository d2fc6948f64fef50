import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { weChatOAuth } from '../src/adapters/wechat-oauth.http.ts'
import { openWorld, type World } from './world.ts'
import { weChatDouble } from './wechat-double.ts'

let world: World
let wechat: Awaited<ReturnType<typeof weChatDouble>>
beforeEach(async () => {
  wechat = await weChatDouble()
  world = await openWorld({
    wechat: weChatOAuth({ appId: 'wx-test', appSecret: 'app-secret', redirectUri: 'https://law.example/wechat',
      apiOrigin: wechat.origin }),
  })
})
afterEach(async () => {
  await world.close()
  await wechat.close()
})

const PHONE = '13947400001'
const post = (path: string, body?: unknown, headers: Record<string, string> = {}) =>
  world.ask({ method: 'POST', path, headers, ...(body === undefined ? {} : { body }) })
const begin = async () => (await post('auth/wechat-states')).body.state as string
const come = async (code: string) => post('auth/wechat-sessions', { code, state: await begin(), client: 'app' })
const bind = async (ticket: string) => {
  await post('auth/phone-codes', { phone: PHONE })
  return post('auth/phone-sessions', { phone: PHONE, code: world.sent.at(-1)!.code, client: 'app', wechatTicket: ticket })
}

describe('WeChat', () => {
  it('sends the browser where WeChat wants it, with our app and a state of its own', async () => {
    const { body } = await post('auth/wechat-states')
    const url = new URL(body.url)
    expect(url.origin + url.pathname + url.hash).toBe('https://open.weixin.qq.com/connect/oauth2/authorize#wechat_redirect')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      appid: 'wx-test', redirect_uri: 'https://law.example/wechat', response_type: 'code', scope: 'snsapi_base',
      state: body.state,
    })
  })

  it('of nobody yet gives a ticket; with a phone code it is bound, and from then on it is a way in', async () => {
    wechat.issue('first', 'openid-1')
    const { body } = await come('first')
    expect(Object.keys(body)).toEqual(['ticket'])
    const bound = await bind(body.ticket)
    expect(bound.status).toBe(200)
    wechat.issue('second', 'openid-1')
    expect((await come('second')).body.accountId).toBe(bound.body.accountId)
    expect(JSON.stringify(world.store.log)).not.toContain('openid-1')
  })

  it('asks WeChat as its documentation says', async () => {
    wechat.issue('first', 'openid-1')
    await come('first')
    expect(Object.fromEntries(wechat.asked[0]!)).toEqual({ appid: 'wx-test', secret: 'app-secret', code: 'first',
      grant_type: 'authorization_code' })
  })

  it('of one person cannot be bound by another', async () => {
    wechat.issue('first', 'openid-1')
    await bind((await come('first')).body.ticket)
    wechat.issue('second', 'openid-2')
    const { ticket } = (await come('second')).body
    expect((await bind(ticket)).body.code).toBe('wechat-bound-already')
  })

  it('unbound is no way in any more', async () => {
    wechat.issue('first', 'openid-1')
    const { token } = (await bind((await come('first')).body.ticket)).body
    expect((await world.ask({ method: 'DELETE', path: 'auth/wechat', token })).status).toBe(204)
    wechat.issue('second', 'openid-1')
    expect(Object.keys((await come('second')).body)).toEqual(['ticket'])
  })

  it.each([
    ['expired', (): void => { wechat.issue('c', 'o', { expired: true }) }, 401, 'wechat-code-not-accepted'],
    ['unknown', (): void => undefined, 401, 'wechat-code-not-accepted'],
    ['WeChat is busy', (): void => { wechat.next({ errcode: -1 }) }, 503, 'wechat-unavailable'],
    ['too many calls', (): void => { wechat.next({ errcode: 45011 }) }, 503, 'wechat-unavailable'],
    ['our secret is wrong', (): void => { wechat.next({ errcode: 40125 }) }, 500, 'wechat-misconfigured'],
    ['a maintenance page', (): void => { wechat.next('html') }, 503, 'wechat-unavailable'],
    ['a gateway in between', (): void => { wechat.next('down') }, 503, 'wechat-unavailable'],
    ['an answer that is too long', (): void => { wechat.next('long') }, 503, 'wechat-unavailable'],
    ['an answer of another shape', (): void => { wechat.next('other-shape') }, 503, 'wechat-unavailable'],
  ] as const)('%s', async (_name, arrange, status, code) => {
    arrange()
    const reply = await come('c')
    expect([reply.status, reply.body.code]).toEqual([status, code])
    expect(world.errors.join()).not.toContain('app-secret')
  })

  it('that does not answer is not waited for', async () => {
    const impatient = weChatOAuth({ appId: 'wx-test', appSecret: 'app-secret', redirectUri: 'https://law.example/wechat',
      apiOrigin: wechat.origin, timeoutMs: 20 })
    wechat.next('hang')
    await expect(impatient.exchange('c')).rejects.toMatchObject({ code: 'wechat-unavailable', retry: 'later' })
  })

  it('a code that was used is refused', async () => {
    wechat.issue('first', 'openid-1')
    await come('first')
    expect((await come('first')).body.code).toBe('wechat-code-not-accepted')
  })

  it('a state counts once, for ten minutes, and only when it is ours', async () => {
    wechat.issue('c', 'openid-1')
    const state = await begin()
    expect((await post('auth/wechat-sessions', { code: 'c', state, client: 'app' })).status).toBe(200)
    expect((await post('auth/wechat-sessions', { code: 'c', state, client: 'app' })).body.code).toBe('ticket-not-accepted')
    expect((await post('auth/wechat-sessions',
      { code: 'c', state: 'A'.repeat(43), client: 'app' })).body.code).toBe('ticket-not-accepted')
    const old = await begin()
    world.systemClock.advance({ minutes: 10 })
    expect((await post('auth/wechat-sessions', { code: 'c', state: old, client: 'app' })).body.code).toBe('ticket-not-accepted')
  })

  it('a browser must be the one that left: nobody is signed in as somebody else by a link', async () => {
    wechat.issue('c', 'openid-1')
    const begun = await post('auth/wechat-states')
    const cookie = begun.headers.get('set-cookie')!.split(';')[0]!
    const back = (headers: Record<string, string>) => post('auth/wechat-sessions',
      { code: 'c', state: begun.body.state, client: 'browser' }, headers)
    expect((await back({})).body.code).toBe('ticket-not-accepted')
    expect((await back({ cookie })).status).toBe(200)
  })

  it('a ticket is ours or nothing, and lives ten minutes', async () => {
    wechat.issue('c', 'openid-1')
    const { ticket } = (await come('c')).body
    expect((await bind('A'.repeat(60))).body.code).toBe('ticket-not-accepted')
    world.systemClock.advance({ minutes: 10 })
    expect((await bind(ticket)).body.code).toBe('ticket-not-accepted')
  })
})
