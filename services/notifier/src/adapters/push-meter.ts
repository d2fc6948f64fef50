// How many pushes left, were held back, and how much of the day's quota is used. By channel alone: who was told is in the log.
import type { PushChannel } from '@zhijian/contracts'
import type { Metrics } from '@zhijian/runtime'
import { Counter, Gauge } from 'prom-client'
import type { PushMeter } from '../ports.ts'

export const pushMeter = (registry: Metrics['registry']): PushMeter => {
  const registers = [registry]
  const receipts = new Counter({ name: 'zhijian_pushes_total', help: 'Pushes by what came of them: delivered (taken over by the provider), failed, unknown', labelNames: ['channel', 'outcome'], registers })
  const held = new Counter({ name: 'zhijian_pushes_held_total', help: 'Recipients not told through a channel, by reason: quota, quiet hours, off duty, …', labelNames: ['channel', 'reason'], registers })
  return {
    receipt: (channel, outcome) => receipts.inc({ channel, outcome }),
    held: (channel, reason) => held.inc({ channel: channel ?? 'any', reason }),
    quota(limits, usedToday) {
      const all = Object.entries(limits) as [PushChannel, number][]
      new Gauge({
        name: 'zhijian_push_quota_limit', help: 'Pushes that a channel may send in a day', labelNames: ['channel'], registers,
        collect() {
          for (const [channel, limit] of all) this.set({ channel }, limit)
        },
      })
      new Gauge({
        name: 'zhijian_push_quota_used', help: 'Pushes planned for a channel today (Asia/Shanghai)', labelNames: ['channel'], registers,
        async collect() {
          for (const [channel] of all) {
            const used = await usedToday(channel)
            if (used !== null) this.set({ channel }, used)
          }
        },
      })
    },
  }
}
