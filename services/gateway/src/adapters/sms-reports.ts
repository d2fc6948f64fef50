// Reports of short messages, as Alibaba Cloud pushes them: a JSON list, unsigned. So the address itself is the secret: it ends
// in a token that only the provider was told, and what is old is not taken. Phones stand in it too; they are not read.
// @source 阿里云 短信服务 SmsReport (HTTP 批量推送): biz_id, out_id, success, err_code, report_time (UTC+8); answered by {code, msg};
//   pushed again after 1, 5 and 10 minutes
import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { DeliveryReport, SmsReports } from '../ports.ts'

const Item = z.object({
  biz_id: z.string().regex(/^[\w.:^-]{1,64}$/), out_id: z.string().regex(/^[0-9a-f]{32}$/), success: z.boolean(),
  err_code: z.string().max(200).default(''), report_time: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
})

export interface SmsReportOptions {
  readonly token: string
  /** How old a report may be. Default: four days; operators wait up to three for a phone that is off. */
  readonly windowMs?: number
}

const AHEAD_MS = 10 * 60_000
const hash = (text: string): Buffer => createHash('sha256').update(text).digest()

export const smsReports = ({ token, windowMs = 4 * 86_400_000 }: SmsReportOptions): SmsReports => {
  const wanted = hash(token)
  return {
    isFrom: (shown) => timingSafeEqual(hash(shown), wanted),
    read: (items, nowMs) => items.flatMap((item): DeliveryReport[] => {
      const parsed = Item.safeParse(item)
      // Codes to sign in with carry no id of ours: nobody waits for their reports.
      if (!parsed.success) return []
      const { biz_id: providerRef, success, err_code: code, report_time: time } = parsed.data
      const atMs = Date.parse(`${time.replace(' ', 'T')}+08:00`)
      if (!(atMs <= nowMs + AHEAD_MS && atMs >= nowMs - windowMs)) return []
      const said = code.replaceAll(/[^\w.:^-]+/g, '-').slice(0, 64)
      return [{ providerRef, atMs, ...(success ? { outcome: 'delivered' } : { outcome: 'failed', code: said === '' ? 'failed' : said }) }]
    }),
  }
}
