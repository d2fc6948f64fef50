// From what a provider says of its messages to facts in their deliveries. R1 A report of nothing that we sent is dropped; while
// it is so young that our own receipt may still be on its way, the provider is asked to say it again. R2 The same report makes
// the same command: what is pushed twice is recorded once.
import type { Json } from '@zhijian/kernel'
import { Fault } from '@zhijian/kernel'
import { z } from 'zod'
import { LIMITS } from './config.ts'
import type { Gateway } from './gateway.ts'
import { digest, EDGE } from './ids.ts'
import type { DeliveryReport } from './ports.ts'

const Found = z.array(z.object({ providerRef: z.string(), deliveryId: z.string(), recipient: z.string() }))

/** @throws Fault `not-yet` (later), after what is known was recorded */
export const takeReports = async (gateway: Gateway, channel: 'wechat' | 'sms', reports: readonly DeliveryReport[], correlationId: string): Promise<void> => {
  if (reports.length === 0) return
  const refs = [...new Set(reports.map(({ providerRef }) => providerRef))]
  const found = new Map(Found.parse(await gateway.ask('notifier', 'taken-over', { channel, providerRefs: refs }, EDGE)).map((each) => [each.providerRef, each]))
  const known = reports.filter(({ providerRef }) => found.has(providerRef))
  for (const [deliveryId, those] of Map.groupBy(known, ({ providerRef }) => found.get(providerRef)!.deliveryId)) {
    const said = those.map(({ providerRef, outcome, ...more }) =>
      ({ recipient: found.get(providerRef)!.recipient, channel, providerRef, outcome, ...('code' in more ? { code: more.code } : {}) }))
    await gateway.send('notifier', 'record-reports', { deliveryId, reports: said as unknown as Json }, {
      actor: EDGE, correlationId, commandId: digest('reports', deliveryId, JSON.stringify(said)),
    })
  }
  const nowMs = gateway.nowMs()
  if (reports.some(({ providerRef, atMs }) => !found.has(providerRef) && nowMs - atMs < LIMITS.report.earlyMs)) {
    throw new Fault('not-yet', 'a report came before the receipt of its message was recorded', { retry: 'later' })
  }
}
