// How often somebody may be told through a channel, per local day. In-app is not counted: it waits until the person looks.
// Source of the figures: the providers' published limits and common sense; a bureau sets its own.
import type { PushChannel } from '@zhijian/contracts'

export interface QuotaPolicy {
  readonly perRecipientPerDay: Readonly<Partial<Record<PushChannel, number>>>
  readonly perChannelPerDay: Readonly<Partial<Record<PushChannel, number>>>
}

export const defaultQuota: QuotaPolicy = {
  perRecipientPerDay: { wechat: 30, wecom: 200, sms: 6, email: 20 },
  perChannelPerDay: { wechat: 100_000, wecom: 20_000, sms: 20_000, email: 50_000 },
}
