// The bureau's file of channels: whom it tells by what, and the ways in that need a provider.
import { readNotifierConfig, type NotifierConfig } from '@zhijian/channels'
import { edgeChannels, type EdgeChannels } from '@zhijian/gateway'
import { addressesOver, openChannels } from '@zhijian/notifier'
import type { Sealer } from '@zhijian/privacy'
import { silentLog, type Log, type ServicePorts } from '@zhijian/runtime'
import type { Telling } from './compose.ts'

export interface BureauChannels extends EdgeChannels {
  /** Names of those that are on, in-app apart. */
  readonly names: readonly string[]
  readonly telling: (ports: ServicePorts, sealer: Sealer) => Telling
}

const namesOf = ({ channels }: NotifierConfig): readonly string[] => Object.entries(channels).filter(([, channel]) => channel.on).map(([name]) => name)

/** @throws Fault `config-unreadable` · `config-invalid` · `credentials-unreadable` (never) */
export const readChannels = (file: string, log: Log): BureauChannels => {
  const config = readNotifierConfig(file)
  const { quota, waves, quietHours } = config
  return {
    ...edgeChannels(config, log),
    names: namesOf(config),
    telling: (ports, sealer) => ({
      channels: openChannels(config, addressesOver(ports, sealer)), quota, quietHours, ...(waves === undefined ? {} : { waves }),
    }),
  }
}

/** Reads the file and every secret that it names, and sends nothing. @returns names of the channels that are on @throws as readChannels */
export const lookAtChannels = (file: string): readonly string[] => {
  const config = readNotifierConfig(file)
  edgeChannels(config, silentLog)
  openChannels(config, { of: async () => null })
  return namesOf(config)
}
