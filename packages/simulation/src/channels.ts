// Providers of a simulated world, and the journal of what left. They count what really went out, whatever they answered.
import { elapsedMs, Fault, hours, type Instant } from '@zhijian/kernel'
import type { Faults } from './faults.ts'

// As the notifier asks for them.
export interface Sending {
  readonly outcome: 'delivered' | 'failed' | 'unknown'
  readonly providerRef?: string
}
export interface SendJournal {
  note(keys: readonly string[], repeatableForMs: number): Promise<readonly ('send' | 'unclear' | Sending)[]>
  settle(outcomes: readonly (readonly [key: string, outcome: Sending])[]): Promise<void>
  forget(keys: readonly string[]): Promise<void>
}
export interface Channel {
  readonly name: 'wechat' | 'wecom' | 'sms'
  readonly isIdempotent: boolean
  readonly repeatableForMs?: number
  push(message: { readonly recipient: string; readonly dedupe: string }): Promise<Sending>
}

export interface Providers {
  readonly channels: readonly Channel[]
  readonly journal: SendJournal
  /** How often each message left through a channel that does not de-duplicate, by its id. */
  readonly left: ReadonlyMap<string, number>
}

export const createProviders = (faults: Faults, now: () => Instant): Providers => {
  const left = new Map<string, number>()
  const noted = new Map<string, { readonly at: Instant; outcome: Sending | null }>()
  const channel = (name: Channel['name'], isIdempotent: boolean, more: Pick<Channel, 'repeatableForMs'> = {}): Channel => ({
    name, isIdempotent, ...more,
    async push({ dedupe }) {
      if (faults.happens('failedPush')) throw new Fault(`${name}-unavailable`, 'nothing left', { retry: 'later' })
      if (!isIdempotent) left.set(dedupe, (left.get(dedupe) ?? 0) + 1)
      if (faults.happens('unclearPush')) throw new Fault(`${name}-unclear`, 'the connection broke', { retry: isIdempotent ? 'now' : 'never' })
      return { outcome: 'delivered' }
    },
  })
  return {
    left,
    channels: [channel('wechat', true, { repeatableForMs: hours(12) }), channel('wecom', true), channel('sms', false)],
    journal: {
      note: async (keys, repeatableForMs) => keys.map((key) => {
        const before = noted.get(key)
        if (!before) {
          noted.set(key, { at: now(), outcome: null })
          return 'send'
        }
        return before.outcome ?? (elapsedMs(before.at, now()) < repeatableForMs ? 'send' : 'unclear')
      }),
      async settle(outcomes) {
        for (const [key, outcome] of outcomes) {
          const before = noted.get(key)
          if (before) before.outcome = outcome
        }
      },
      async forget(keys) {
        for (const key of keys) noted.delete(key)
      },
    },
  }
}
