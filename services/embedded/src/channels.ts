// The bureau's file of channels: whom it tells by what, and the ways in that need a provider.
import { readNotifierConfig } from '@zhijian/channels'
import { edgeChannels, type EdgeChannels } from '@zhijian/gateway'
import { addressesOver, openChannels } from '@zhijian/notifier'
import type { Sealer } from '@zhijian/privacy'
import type { Log, ServicePorts } from '@zhijian/runtime'
import type { Telling } from './compose.ts'

export interface BureauChannels extends EdgeChannels {
  /** Names of those that are on, in-app apart. */
  readonly names: readonly string[]
  readonly telling: (ports: ServicePorts, sealer: Sealer) => Telling
}

/** @throws Fault `config-unreadable` · `config-invalid` · `credentials-unreadable` (never) */
export const readChannels = (file: string, log: Log): BureauChannels => {
  const config = readNotifierConfig(file)
  const { channels, quota, waves, quietHours } = config
  return {
    ...edgeChannels(config, log),
    names: Object.entries(channels).filter(([, channel]) => channel.on).map(([name]) => name),
    telling: (ports, sealer) => ({
      channels: openChannels(config, addressesOver(ports, sealer)), quota, quietHours, ...(waves === undefined ? {} : { waves }),
    }),
  }
}
