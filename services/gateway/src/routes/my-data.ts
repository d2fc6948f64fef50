// One's own data: a copy to take along, and being forgotten. Who asks to be forgotten shows anew that the telephone is hers: a
// session that was left open is no reason to destroy anything.
import { Sealed, type IdentityProof } from '@zhijian/contracts'
import { z } from 'zod'
import { LIMITS } from '../config.ts'
import { Receipt } from '../fields.ts'
import { copyOf, jsonOfCopy } from '../personal-copy.ts'
import { pageOfCopy } from '../personal-page.ts'
import { done, refused, route, type AnyRoute } from '../route.ts'
import { isCodeOf, phoneOf, requestCode } from '../sign-in.ts'
import { outcome } from './outcome.ts'

const tag = 'my data'

/** As the directory's view has it. */
const Document = z.object({
  phase: z.enum(['wanted', 'requested', 'confirmed', 'kept', 'declined', 'taken-back', 'erased']), wantedAt: z.string().nullable(), answerBy: z.string().nullable(),
  isOverdue: z.boolean(), rule: z.string().nullable(), until: z.string().nullable(), changedAt: z.string(),
  declined: z.object({ reason: z.enum(['identity-not-shown', 'matter-open', 'not-about-her']), explanation: Sealed.nullable(), at: z.string() }).nullable(),
})
const Standing = z.object({
  phase: Document.shape.phase.describe('kept: a statutory period runs, the data is restricted until then'), wantedAt: z.string().nullable(),
  answerBy: z.string().nullable().describe('she is answered by then'), isOverdue: z.boolean(), rule: z.string().nullable(), until: z.string().nullable(), changedAt: z.string(),
  declined: z.object({ reason: z.string(), explanation: z.string().nullable(), at: z.string() }).nullable(),
})

export const myDataRoutes: readonly AnyRoute[] = [
  route({
    id: 'copy-my-data', method: 'GET', path: '/my-data/copy', tag, status: 200, idempotency: 'none', rate: 'write', raw: 'file', media: ['text/html', 'application/json'], refusals: ['person-restricted'],
    summary: { zh: '下载我的个人信息副本', en: 'A copy of one\'s own data (PIPL art. 45): a page to read, or JSON with every record' },
    query: z.strictObject({ form: z.enum(['html', 'json']).optional().describe('left out: html') }), response: z.string(),
    async handle({ gateway, actor, query: { form = 'html' } }) {
      if (await gateway.keyring.status(actor.id) === 'restricted') return refused('person-restricted')
      const copy = await copyOf(gateway, actor.id)
      const [text, type] = form === 'json' ? [jsonOfCopy(copy), 'application/json'] : [pageOfCopy(copy), 'text/html']
      return done(text, { headers: {
        'content-type': `${type}; charset=utf-8`, 'content-disposition': `attachment; filename="my-data.${form}"`, 'cache-control': 'no-store',
        'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
      } })
    },
  }),
  route({
    id: 'show-my-erasure', method: 'GET', path: '/my-data/erasure', tag, status: 200, idempotency: 'none', rate: 'read', refusals: [],
    summary: { zh: '我的删除申请办到哪一步', en: 'Where one\'s own request to be forgotten stands; null: there is none' },
    response: z.object({ erasure: Standing.nullable() }),
    async handle({ gateway, ask }) {
      const found = Document.nullable().parse(await ask('directory', 'my-erasure', {}))
      if (found === null) return done({ erasure: null })
      const { declined } = found
      return done({ erasure: {
        ...found,
        declined: declined === null ? null : { ...declined, explanation: declined.explanation === null ? null : await gateway.sealer.openOrNull(declined.explanation) },
      } })
    },
  }),
  route({
    id: 'send-identity-code', method: 'POST', path: '/my-data/identity-codes', tag, status: 202, idempotency: 'none', rate: 'code',
    summary: { zh: '向本人手机发送验证码，以核实身份', en: 'A one-time code to one\'s own telephone, to show that one is there' },
    response: z.object({ livesMs: z.int(), digits: z.int() }), refusals: ['no-phone-on-account', 'code-not-sent', 'no-sms-provider'],
    async handle(call) {
      await requestCode(call.gateway, await phoneOf(call))
      return done({ livesMs: LIMITS.code.livesMs, digits: LIMITS.code.digits })
    },
  }),
  route({
    id: 'want-erasure', method: 'POST', path: '/my-data/erasure', tag, status: 201, idempotency: 'key', rate: 'write',
    summary: { zh: '申请删除我的个人信息', en: 'Ask to be forgotten: two members of staff decide, and one is answered in time' },
    body: z.strictObject({ code: z.string().regex(/^\d{6}$/) }), response: z.object({ receipt: Receipt }), example: { body: { code: '123456' } },
    refusals: ['identity-not-shown', 'no-phone-on-account', 'retention-running', 'no-such-person'],
    async handle(call) {
      const { gateway, actor, body, send } = call
      if (!await isCodeOf(gateway, await phoneOf(call), body.code)) return refused('identity-not-shown')
      const identity: IdentityProof = 'phone-code'
      return outcome(await send('directory', 'want-erasure', { personId: actor.id, identity, countyCode: gateway.config.county }), {})
    },
  }),
  route({
    id: 'take-back-erasure', method: 'DELETE', path: '/my-data/erasure', tag, status: 200, idempotency: 'key', rate: 'write',
    summary: { zh: '撤回删除申请', en: 'Take the request back, while nobody has confirmed it' }, response: z.object({ receipt: Receipt }),
    refusals: ['no-such-request', 'already-confirmed'],
    async handle({ actor, send }) {
      return outcome(await send('directory', 'take-back-erasure', { personId: actor.id }), {})
    },
  }),
]
