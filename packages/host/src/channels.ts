// The bureau's file of channels, as processes of services are told of it: the notifier tells people by it, the gateway sends codes
// and listens to providers. One file for both.
import { readNotifierConfig, type NotifierConfig } from '@zhijian/channels'
import { Fault } from '@zhijian/kernel'
import { takes } from './settings.ts'

export const CHANNELS = takes.path('ZHIJIAN_CHANNELS', 'the bureau’s channels, quotas and waves, as JSON, the same file for notifier and gateway; none: people are told in-app, and nobody is sent a code')

/** @returns null where none is named. @throws Fault `usage` · `config-unreadable` · `config-invalid` (never) */
export const channelsOf = (file: string | undefined, storeIsLive: boolean): NotifierConfig | null => {
  if (file === undefined) return null
  const config = readNotifierConfig(file)
  const { wechat } = config.channels
  const origins = [...Object.values(config.channels).flatMap(({ on, origin }) => (on ? [origin] : [])), ...(wechat?.on && wechat.signIn ? [wechat.signIn.openOrigin] : [])]
  // Without TLS a provider is on this machine (packages/channels).
  const isHere = origins.every((origin) => new URL(origin).protocol === 'http:')
  if (!storeIsLive && !isHere) throw new Fault('usage', '--channels (ZHIJIAN_CHANNELS) is for a live platform: a demonstration tells nobody outside this machine, and names doubles that listen on it', { retry: 'never' })
  return config
}
