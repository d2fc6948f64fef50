// The asker's receipt: her question and its answers, proved to the log's seals, for her own keeping.
import { receiptPage, type MadeReceipt } from '@zhijian/audit'
import type { ConsultationId } from '@zhijian/contracts'
import { isFault } from '@zhijian/kernel'
import { z } from 'zod'
import type { Gateway } from '../gateway.ts'
import { ProblemError } from '../problems.ts'
import { done, route, type AnyRoute } from '../route.ts'
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
]
