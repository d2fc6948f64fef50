import type { Bus } from '@zhijian/bus'
import type { Channel } from '../ports.ts'

/**
 * In-app: the message is in the log the moment it was planned; whoever looks sees it, now or later. The broadcast only
 * wakes those who are looking at this moment, so losing it loses nothing.
 */
export const inAppChannel = (bus: Pick<Bus, 'broadcast'>): Channel => ({
  name: 'in-app',
  isIdempotent: true,
  async push({ recipient, notice, facts, dedupe }) {
    bus.broadcast(`push.${recipient}`, { notice, facts: { ...facts }, dedupe })
    return { outcome: 'delivered' }
  },
})
