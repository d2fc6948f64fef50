// Signing in and out. None of these has an idempotency key: they make sessions, not facts of a case, and a repeated
// attempt is a new attempt.
import { AccountId, LawyerId, Role, RoleGrant, AccountKind, line } from '@zhijian/contracts'
import { describeError, silentLog } from '@zhijian/runtime'
import { z } from 'zod'
import { LIMITS } from '../config.ts'
import { Client, Nothing, Phone } from '../fields.ts'
import { cookieName } from '../http/pipeline.ts'
import { homeElsewhere } from '../http/own-hosts.ts'
import { cookie } from '../http/request.ts'
import { ProblemError } from '../problems.ts'
import { done, route, type AnyRoute, type Call, type Caller } from '../route.ts'
import {
  beginSecondFactor, beginWeChat, confirmSecondFactor, redeemLink, requestCode, setPassword, signInByPassword, signInByPhone,
  signInByWeChat, signOut, signOutEverywhere, tellAccount, type Opened,
} from '../sign-in.ts'

const Code = z.string().regex(/^\d{6}$/)
const Token = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const Ticket = z.string().regex(/^[A-Za-z0-9_-]{40,600}$/)

export const SessionView = z.object({
  accountId: AccountId,
  kind: AccountKind,
  roles: z.array(Role).describe('What this account may act as; name one in the header Zhijian-Role'),
  grants: z.array(RoleGrant).describe('Role by role, how far: from the offices in force now and the platform\'s own roles'),
  lawyerId: LawyerId.nullable(),
  reach: z.enum(['full', 'enrolment']).describe('enrolment: only a password and a second factor may be set'),
  endsAt: z.string(),
  hasPassword: z.boolean(),
  hasSecondFactor: z.boolean(),
})
const Opening = SessionView.extend({
  token: z.string().optional().describe('For apps. Browsers get it as an HttpOnly cookie and never see it.'),
})

type AnyCall = Pick<Call<unknown, unknown, unknown>, 'gateway' | 'request' | 'reply'>

const viewOf = ({ session, account, scopes }: Caller): z.input<typeof SessionView> => ({
  accountId: session.accountId, kind: account.kind!, roles: [...new Set<Role>([...scopes.map(({ role }) => role), 'citizen', 'enterprise'])],
  grants: [...scopes], lawyerId: account.lawyerId, reach: session.reach, endsAt: new Date(session.endsMs).toISOString(),
  hasPassword: account.password !== null, hasSecondFactor: account.secondFactor !== null,
})

const setCookie = (call: AnyCall, name: string, value: string, maxAgeS: number): void => {
  const secure = call.request.protocol === 'https'
  void call.reply.header('set-cookie',
    `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeS}${secure ? '; Secure' : ''}`)
}

const opening = async (call: AnyCall, opened: Opened) => {
  const view = viewOf({ ...opened, scopes: await call.gateway.scopesOf(opened.account) })
  if (opened.session.client === 'app') return done({ ...view, token: opened.token })
  const home = homeElsewhere(call.gateway.config, call.request, opened.account.kind!, opened.session.reach)
  if (home !== null) {
    await signOut(call.gateway, opened.session)
    throw new ProblemError('use-own-site', { detail: { site: home } })
  }
  setCookie(call, cookieName(call.request.protocol === 'https'), opened.token,
    Math.floor((opened.session.endsMs - opened.session.createdMs) / 1000))
  return done(view)
}

const caller = (call: Pick<Call<unknown, unknown, unknown>, 'caller'>): Caller => {
  if (call.caller === null) throw new ProblemError('not-signed-in')
  return call.caller
}

const STATE_COOKIE = 'zhijian-oauth'
const tag = 'session'

export const sessionRoutes: readonly AnyRoute[] = [
  route({
    id: 'request-phone-code', method: 'POST', path: '/auth/phone-codes', tag,
    summary: { zh: '发送手机验证码', en: 'Send a one-time code to a phone' },
    body: z.strictObject({ phone: Phone }),
    response: z.object({ livesMs: z.int(), digits: z.int() }), status: 202, idempotency: 'none', rate: 'code',
    refusals: ['code-not-sent', 'no-sms-provider'], example: { body: { phone: '13900000000' } },
    async handle({ gateway, body }) {
      await requestCode(gateway, body.phone)
      return done({ livesMs: LIMITS.code.livesMs, digits: LIMITS.code.digits })
    },
  }),
  route({
    id: 'sign-in-by-phone', method: 'POST', path: '/auth/phone-sessions', tag,
    summary: { zh: '用手机验证码登录', en: 'Sign in with a one-time code; a citizen without an account gets one' },
    body: z.strictObject({ phone: Phone, code: Code, client: Client, wechatTicket: Ticket.optional() }),
    response: Opening, status: 200, idempotency: 'none', rate: 'sign-in',
    refusals: ['code-not-accepted', 'use-own-site', 'use-password', 'account-suspended', 'ticket-not-accepted', 'wechat-bound-already'],
    example: { body: { phone: '13900000000', code: '123456', client: 'app' } },
    async handle(call) {
      const { wechatTicket, ...input } = call.body
      return opening(call,
        await signInByPhone(call.gateway, { ...input, ...(wechatTicket === undefined ? {} : { wechatTicket }) }))
    },
  }),
  route({
    id: 'sign-in-by-password', method: 'POST', path: '/auth/password-sessions', tag,
    summary: { zh: '律师和工作人员登录',
      en: 'Lawyers and staff: password and second factor together; one answer for whatever of them is wrong or missing' },
    body: z.strictObject({ login: line(64), password: z.string().min(1).max(512), totp: Code.optional(), client: Client }),
    response: Opening, status: 200, idempotency: 'none', rate: 'sign-in',
    refusals: ['credentials-not-accepted', 'use-own-site', 'sign-in-blocked', 'account-suspended'],
    example: { body: { login: 'desk-01', password: '…', totp: '123456', client: 'browser' } },
    async handle(call) {
      const { totp, ...input } = call.body
      const { gateway, reply } = call
      const afterwards = (work: () => Promise<unknown>): void => void reply.raw.once('close', () => void work().catch((error: unknown) =>
        (gateway.log ?? silentLog).error('sign-in-blocked-not-recorded', describeError(error))))
      return opening(call, await signInByPassword(gateway, { ...input, ...(totp === undefined ? {} : { totp }) }, afterwards))
    },
  }),
  route({
    id: 'redeem-link', method: 'POST', path: '/auth/link-sessions', tag,
    summary: { zh: '使用一次性链接', en: 'Open an enrolment session with a one-time link' },
    body: z.strictObject({ token: Token, client: Client }),
    response: Opening, status: 200, idempotency: 'none', rate: 'sign-in', refusals: ['link-not-accepted', 'use-own-site', 'account-suspended'],
    async handle(call) {
      return opening(call, await redeemLink(call.gateway, call.body.token, call.body.client))
    },
  }),
  route({
    id: 'begin-wechat', method: 'POST', path: '/auth/wechat-states', tag,
    summary: { zh: '开始微信授权', en: 'Where to send the browser for WeChat authorisation' },
    response: z.object({ url: z.string(), state: z.string() }), status: 200, idempotency: 'none', rate: 'sign-in',
    refusals: ['wechat-not-offered', 'wechat-misconfigured'],
    async handle(call) {
      const begun = await beginWeChat(call.gateway)
      // The browser that comes back must be the one that left: otherwise somebody could be signed in as somebody else.
      setCookie(call, STATE_COOKIE, begun.state, Math.floor(LIMITS.ticket.livesMs / 1000))
      return done(begun)
    },
  }),
  route({
    id: 'sign-in-by-wechat', method: 'POST', path: '/auth/wechat-sessions', tag,
    summary: { zh: '用微信登录', en: 'Sign in with WeChat; a ticket comes back when this WeChat belongs to no account yet' },
    body: z.strictObject({ code: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/), state: Token, client: Client }),
    response: z.union([Opening, z.object({ ticket: z.string() })]), status: 200, idempotency: 'none', rate: 'sign-in',
    refusals: ['wechat-not-offered', 'ticket-not-accepted', 'wechat-code-not-accepted', 'wechat-unavailable', 'wechat-misconfigured', 'use-own-site', 'use-password',
      'account-suspended'],
    async handle(call) {
      const { body, request } = call
      if (body.client === 'browser'
        && cookie(request.headers.cookie, STATE_COOKIE) !== body.state) throw new ProblemError('ticket-not-accepted')
      const result = await signInByWeChat(call.gateway, body)
      return 'ticket' in result ? done(result) : opening(call, result)
    },
  }),
  route({
    id: 'show-session', method: 'GET', path: '/auth/session', tag, summary: { zh: '当前登录', en: 'Who is signed in' },
    response: SessionView, status: 200, idempotency: 'none', rate: 'read', refusals: [],
    async handle(call) {
      return done(viewOf(caller(call)))
    },
  }),
  route({
    id: 'sign-out', method: 'DELETE', path: '/auth/session', tag, summary: { zh: '退出登录', en: 'Sign out' },
    response: Nothing, status: 204, idempotency: 'none', rate: 'write', refusals: [],
    async handle(call) {
      await signOut(call.gateway, caller(call).session)
      setCookie(call, cookieName(call.request.protocol === 'https'), '', 0)
      return done(undefined)
    },
  }),
  route({
    id: 'sign-out-everywhere', method: 'DELETE', path: '/auth/sessions', tag,
    summary: { zh: '在所有设备上退出', en: 'End all sessions of this account' },
    response: Nothing, status: 204, idempotency: 'none', rate: 'write', refusals: [],
    async handle(call) {
      await signOutEverywhere(call.gateway, caller(call).session)
      setCookie(call, cookieName(call.request.protocol === 'https'), '', 0)
      return done(undefined)
    },
  }),
  route({
    id: 'set-password', method: 'PUT', path: '/auth/password', tag,
    summary: { zh: '设置密码', en: 'Set the password; all other sessions end' },
    body: z.strictObject({ password: z.string().min(1).max(512), current: z.string().max(512).optional() }),
    response: Nothing, status: 204, idempotency: 'none', rate: 'sign-in',
    refusals: ['password-too-short', 'password-too-long', 'password-too-common', 'credentials-not-accepted', 'sign-in-blocked',
      'account-suspended'],
    async handle(call) {
      const { session, account } = caller(call)
      const { current, password } = call.body
      await setPassword(call.gateway, session, account, { password, ...(current === undefined ? {} : { current }) })
      return done(undefined)
    },
  }),
  route({
    id: 'begin-second-factor', method: 'POST', path: '/auth/second-factor', tag,
    summary: { zh: '开始绑定动态口令', en: 'Begin to enrol an authenticator app' },
    response: z.object({ secret: z.string(), uri: z.string().describe('otpauth://'), qr: z.string().describe('The uri as a QR code, SVG') }),
    status: 200, idempotency: 'none', rate: 'sign-in', refusals: ['second-factor-enrolled'],
    async handle(call) {
      const { session, account } = caller(call)
      return done(await beginSecondFactor(call.gateway, session, account))
    },
  }),
  route({
    id: 'confirm-second-factor', method: 'PUT', path: '/auth/second-factor', tag,
    summary: { zh: '确认绑定动态口令', en: 'Confirm it with a first code; the session becomes a full one' },
    body: z.strictObject({ code: Code }),
    response: Opening, status: 200, idempotency: 'none', rate: 'sign-in',
    refusals: ['second-factor-enrolled', 'enrolment-unfinished', 'ticket-not-accepted', 'code-not-accepted', 'account-suspended'],
    async handle(call) {
      const { session, account } = caller(call)
      return opening(call, await confirmSecondFactor(call.gateway, session, account, call.body.code))
    },
  }),
  route({
    id: 'unbind-wechat', method: 'DELETE', path: '/auth/wechat', tag, summary: { zh: '解除微信绑定', en: 'Unbind WeChat' },
    response: Nothing, status: 204, idempotency: 'none', rate: 'write', refusals: [],
    async handle(call) {
      const { session, account } = caller(call)
      if (account.openid !== null) {
        const openid = await call.gateway.sealer.open(account.openid)
        await tellAccount(call.gateway, 'unbind-wechat', { accountId: session.accountId }, account.openid.commitment)
        await call.gateway.lookup.release('wechat-openid', call.gateway.lookup.hmac('wechat-openid', openid), session.accountId)
      }
      return done(undefined)
    },
  }),
]
