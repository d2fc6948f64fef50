// The bureau's file of channels, as processes of services are told of it: the notifier tells people by it, the gateway sends codes
// and listens to providers. One file for both.
import { readNotifierConfig, type NotifierConfig } from '@zhijian/channels'
import { Fault } from '@zhijian/kernel'
import { takes } from './settings.ts'

export const CHANNELS = takes.path('ZHIJIAN_CHANNELS', 'the bureau’s channels, quotas and waves, as JSON, the same file for notifier and gateway; none: people are told in-app, and nobody is sent a code')

/** @returns null where none is named. @throws Fault `usage` · `config-unreadable` · `config-invalid` (never) */
export const channelsOf = (file: string | undefined, storeIsLive: boolean): NotifierConfig | null => {
  if (file === undefined) return null
  if (!storeIsLive) throw new Fault('usage', '--channels (ZHIJIAN_CHANNELS) is for a live platform: a demonstration tells nobody outside', { retry: 'never' })
  return readNotifierConfig(file)
}
