// One wave: who is told through what, who is not, and why. Pure: contacts and counts come in as data.
// I1 Everybody in the slice appears at least once, as told or as held.
// I2 Somebody who is told is told in-app and through at most one other channel.
import type { QuotaPolicy } from '@zhijian/channels'
import type { HeldBack, Push, PushChannel } from '@zhijian/contracts'
import type { Instant } from '@zhijian/kernel'
import type { Contact, QuietHours } from './ports.ts'
import { isQuiet } from './quota.ts'

export interface Counts {
  /** Pushes of this local day. */
  ofRecipient(recipient: string, channel: PushChannel): number
  ofChannel(channel: PushChannel): number
}

export const planWave = (wave: {
  readonly recipients: readonly string[]
  readonly contacts: ReadonlyMap<string, Contact>
  readonly counts: Counts
  readonly quota: QuotaPolicy
  readonly isUrgent: boolean
  readonly isProbe: boolean
  readonly at: Instant
  /** Of contacts that say none of their own. */
  readonly quietHours: QuietHours | null
}): { readonly pushes: readonly Push[]; readonly held: readonly HeldBack[] } => {
  const pushes: Push[] = []
  const held: HeldBack[] = []
  const planned = new Map<PushChannel, number>()

  for (const id of wave.recipients) {
    const recipient = id as Push['recipient']
    const hold = (reason: HeldBack['reason'], channel: PushChannel | null = null): void => void held.push({ recipient, channel, reason })
    if (wave.isProbe) {
      hold('probe')
      continue
    }
    const contact = wave.contacts.get(id)
    if (!contact) {
      hold('unknown-recipient')
      continue
    }
    if (!contact.isOnDuty && !wave.isUrgent) {
      hold('off-duty')
      continue
    }
    pushes.push({ recipient, channel: 'in-app' })
    if (!wave.isUrgent && isQuiet(contact.quietHours === undefined ? wave.quietHours : contact.quietHours, wave.at)) {
      hold('quiet-hours')
      continue
    }
    let reason: HeldBack | null = { recipient, channel: null, reason: 'no-channel' }
    for (const channel of contact.channels) {
      if (channel === 'in-app') continue
      const limit = wave.quota.perRecipientPerDay[channel]
      const total = wave.quota.perChannelPerDay[channel]
      if (limit !== undefined && wave.counts.ofRecipient(id, channel) >= limit) {
        reason = { recipient, channel, reason: 'quota-of-recipient' }
        continue
      }
      if (total !== undefined && wave.counts.ofChannel(channel) + (planned.get(channel) ?? 0) >= total) {
        reason = { recipient, channel, reason: 'quota-of-channel' }
        continue
      }
      pushes.push({ recipient, channel })
      planned.set(channel, (planned.get(channel) ?? 0) + 1)
      reason = null
      break
    }
    // Somebody who only wants in-app is told in full: nothing was held back.
    if (reason && reason.reason !== 'no-channel') held.push(reason)
  }
  return { pushes, held }
}
