// Where providers say what became of messages that they had taken over. Nobody is signed in here: each request proves by
// itself whose it is, or is refused before anything of it is read.
import { z } from 'zod'
import { ProblemError } from '../problems.ts'
import { takeReports } from '../reports.ts'
import { done, route, type AnyRoute } from '../route.ts'

const common = { tag: 'reports', idempotency: 'none', rate: 'report', status: 200 } as const
const Signed = z.object({
  timestamp: z.string().regex(/^\d{1,12}$/), nonce: z.string().max(64),
  signature: z.string().max(64).optional(), msg_signature: z.string().max(64).optional(), echostr: z.string().max(256).optional(),
})
const PLAIN = { headers: { 'content-type': 'text/plain; charset=utf-8' } } as const
const closed = (): ProblemError => new ProblemError('no-such-route')

export const reportRoutes: readonly AnyRoute[] = [
  route({
    ...common, id: 'greet-wechat', method: 'GET', path: '/reports/wechat', query: Signed, raw: 'file', media: ['text/plain'], response: z.string(),
    summary: { zh: '微信核对推送地址', en: 'WeChat asks whether this address is ours' }, refusals: ['no-such-route', 'report-not-accepted'],
    async handle({ gateway, query }) {
      if (!gateway.reports?.wechat) throw closed()
      const echo = gateway.reports.wechat.greet(query, gateway.nowMs())
      if (echo === null) throw new ProblemError('report-not-accepted')
      return done(echo, PLAIN)
    },
  }),
  route({
    ...common, id: 'wechat-reports', method: 'POST', path: '/reports/wechat', query: Signed, raw: 'file', media: ['text/plain'], response: z.string(),
    bytes: { mediaType: 'text/xml', max: 64 * 1024 },
    summary: { zh: '微信推送（模板消息、订阅通知的送达结果）', en: 'What WeChat pushes, sealed and signed; outcomes of our messages are taken in' },
    refusals: ['no-such-route', 'report-not-accepted', 'not-yet'],
    async handle({ gateway, query, body, correlationId }) {
      if (!gateway.reports?.wechat) throw closed()
      const reports = gateway.reports.wechat.read(query, body as unknown as Buffer, gateway.nowMs())
      if (reports === null) throw new ProblemError('report-not-accepted')
      await takeReports(gateway, 'wechat', reports, correlationId)
      return done('success', PLAIN)
    },
  }),
  route({
    ...common, id: 'sms-reports', method: 'POST', path: '/reports/sms/:token', params: z.strictObject({ token: z.string().max(128) }),
    body: z.array(z.unknown()).max(500), bodyLimit: 512 * 1024, response: z.object({ code: z.literal(0), msg: z.string() }),
    summary: { zh: '短信状态报告', en: 'Status reports of short messages; the address ends in a secret' }, refusals: ['no-such-route', 'report-not-accepted', 'not-yet'],
    async handle({ gateway, params, body, correlationId }) {
      if (!gateway.reports?.sms) throw closed()
      if (!gateway.reports.sms.isFrom(params.token)) throw new ProblemError('report-not-accepted')
      await takeReports(gateway, 'sms', gateway.reports.sms.read(body, gateway.nowMs()), correlationId)
      return done({ code: 0 as const, msg: '接收成功' })
    },
  }),
]
