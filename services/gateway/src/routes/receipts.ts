// The asker's receipt: her question and its answers, proved to the log's seals, for her own keeping.
import { bundleText, receiptPage, type MadeReceipt } from '@zhijian/audit'
import type { ConsultationId } from '@zhijian/contracts'
import { isFault } from '@zhijian/kernel'
import { recorded } from '@zhijian/operating'
import { z } from 'zod'
import { WithReason } from '../fields.ts'
import type { Gateway } from '../gateway.ts'
import { ProblemError } from '../problems.ts'
import { done, route, type AnyRoute, type Call } from '../route.ts'
import { streamsOf } from '../story.ts'
import { QuestionPath } from './consultations.ts'
import { consultationResource } from './resources.ts'

const LogRecord = z.object({ text: z.string().describe('as it was hashed'), hash: z.string(), previous: z.string().describe('hash of the event before it in its stream') })
const Receipt = z.object({
  format: z.literal('zhijian-receipt/1'), store: z.string(),
  events: z.array(LogRecord.extend({ position: z.string(), index: z.int().describe('of its leaf in the tree over the log'), path: z.array(z.string()).describe('RFC 6962 audit path, nearest sibling first') })),
  seal: LogRecord, rotations: z.array(LogRecord).describe('changes of the key that signs the seals'),
  openings: z.array(z.object({ event: z.int(), at: z.string().describe('JSON pointer'), salt: z.string(), value: z.string() })),
})

const common = { tag: 'consultations', params: QuestionPath, status: 200, idempotency: 'none', rate: 'write', refusals: ['no-such-consultation', 'receipt-not-yet', 'person-erased'] } as const

/** @throws ProblemError `receipts-not-offered` · `receipt-not-yet` */
const made = async (gateway: Gateway, consultation: ConsultationId): Promise<MadeReceipt> => {
  if (gateway.receipt === undefined) throw new ProblemError('receipts-not-offered')
  try {
    return await gateway.receipt(consultation)
  } catch (error) {
    throw isFault(error, 'not-sealed') ? new ProblemError('receipt-not-yet') : error
  }
}
const kept = (name: string) => ({ 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' })

/** What is taken out of a case is in the log with its reason before it is made. */
const takenOut = (
  { gateway, params, body, caller, actor }: Call<{ consultation: ConsultationId }, unknown, z.infer<typeof WithReason>>, operation: string, make: () => Promise<string>,
): Promise<string> => recorded(gateway, { operation, by: caller!.session.accountId, staffId: actor.id, reason: body.because, target: params.consultation }, make)

export const receiptRoutes: readonly AnyRoute[] = [
  route({
    ...common, id: 'show-receipt', method: 'GET', path: '/consultations/:consultation/receipt', response: Receipt,
    summary: { zh: '存证回执（证明数据）', en: 'Receipt of a question and its answers: inclusion proofs to a signed seal of the log, and what opens the sealed texts; checked offline' },
    resource: (call) => consultationResource(call, call.params.consultation),
    async handle({ gateway, params }) {
      const { receipt } = await made(gateway, params.consultation)
      return done(receipt as z.input<typeof Receipt>, { headers: kept(`receipt-${params.consultation}.json`) })
    },
  }),
  route({
    ...common, id: 'print-receipt', method: 'GET', path: '/consultations/:consultation/receipt/page', raw: 'file', media: ['text/html'], response: z.string(),
    summary: { zh: '存证回执（打印用网页，二维码即证明）', en: 'The same as one HTML page to print; its QR codes hold the proof itself' },
    resource: (call) => consultationResource(call, call.params.consultation),
    async handle({ gateway, params }) {
      return done(receiptPage(await made(gateway, params.consultation)), {
        headers: { 'content-type': 'text/html; charset=utf-8', ...kept(`receipt-${params.consultation}.html`) },
      })
    },
  }),
  route({
    ...common, id: 'give-receipt', method: 'POST', path: '/consultations/:consultation/receipts', raw: 'file', media: ['text/html'], body: WithReason, response: z.string(),
    summary: { zh: '代为打印存证回执（写明理由，记录在案）', en: 'Her receipt as the page to print, for an office that hands it to her; why is recorded first' },
    resource: (call) => consultationResource(call, call.params.consultation),
    async handle(call) {
      const page = await takenOut(call, 'receipt', async () => receiptPage(await made(call.gateway, call.params.consultation)))
      return done(page, { headers: { 'content-type': 'text/html; charset=utf-8', ...kept(`receipt-${call.params.consultation}.html`) } })
    },
  }),
  route({
    ...common, tag: 'audit', id: 'export-case', method: 'POST', path: '/consultations/:consultation/bundles', raw: 'file', media: ['application/json'], body: WithReason, response: z.string(), refusals: ['no-such-consultation', 'bundles-not-offered'],
    summary: {
      zh: '导出证据包（写明理由，记录在案）',
      en: 'The case as one file of evidence, checked offline without the platform: its events as stored, with their way to the newest seal; personal values stay sealed. Why is recorded first',
    },
    resource: (call) => consultationResource(call, call.params.consultation),
    async handle(call) {
      const { gateway, params: { consultation }, actor } = call
      const { bundle } = gateway
      if (bundle === undefined) throw new ProblemError('bundles-not-offered')
      const file = await takenOut(call, 'export-case', async () => bundleText(await bundle(`consultation-${consultation}`, await streamsOf(gateway, consultation, actor))))
      return done(file, { headers: { 'content-type': 'application/json; charset=utf-8', ...kept(`consultation-${consultation}.zhijian.json`) } })
    },
  }),
]
