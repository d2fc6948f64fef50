// Every service of the platform on one runtime: what the embedded platform and every simulated world host.
import type { CaseSource } from '@zhijian/audit'
import type { Bus } from '@zhijian/bus'
import { createConsultRouter } from '@zhijian/consult-router'
import { createDirectory, type ForgettingRules } from '@zhijian/directory'
import { gatewayService, type WaysIn } from '@zhijian/gateway/definition'
import { createGeofenceMonitor, type PositionParts, type Supervision } from '@zhijian/geofence-monitor'
import type { Clock } from '@zhijian/kernel'
import { createLawyerPool } from '@zhijian/lawyer-pool'
import { alarmOver, contactsOver, createNotifier, inAppChannel, staffOver, type Channel, type NotifierPorts, type PushMeter, type SendJournal } from '@zhijian/notifier'
import type { BlobStore, KeyRing, Lookup, Sealer } from '@zhijian/privacy'
import { operatorService } from '@zhijian/operating'
import type { Aggregate, HostedService, Runtime, ServiceDefinition, ServicePorts } from '@zhijian/runtime'

export interface ServiceParts {
  readonly bus: Bus
  readonly clock: Clock
  readonly blobs: BlobStore
  readonly lookup: Lookup
  readonly sealer: Sealer
  readonly keyring: KeyRing
  readonly journal: SendJournal
  /** Everything that happened, where another policy may be tried on it. */
  readonly record?: CaseSource['store']
  /** Where somebody measures. */
  readonly pushMeter?: PushMeter
  /** Where there is a gateway with people in it. */
  readonly waysIn?: WaysIn
  /** A live store takes no simulated lawyers. */
  readonly storeIsLive: boolean
  /** What is said of forgetting; default the usual. */
  readonly forgetting?: ForgettingRules
  /** What is said of supervision; default the usual. */
  readonly supervision?: Supervision
  /** Where positions are taken. */
  readonly positions?: PositionParts
  /** Beside in-app, which is always there. */
  readonly channels?: readonly Channel[]
  /** What a bureau set about telling people: channels that ask this service's ports for addresses, and how often and when. */
  readonly telling?: (ports: ServicePorts) => Telling
}

export type Telling = Pick<NotifierPorts, 'channels' | 'quota' | 'waves' | 'quietHours'>

export const hostServices = (runtime: Pick<Runtime, 'host'>, parts: ServiceParts): readonly HostedService[] => {
  const { blobs, keyring, lookup, sealer, journal, storeIsLive } = parts
  return [
    runtime.host((ports) => createDirectory(ports, { keyring, lookup, sealer, blobs, storeIsLive, ...(parts.forgetting === undefined ? {} : { forgetting: parts.forgetting }) })),
    runtime.host((ports) => createLawyerPool(ports, { blobs, lookup, sealer, storeIsLive })),
    runtime.host((ports) => createConsultRouter(ports, parts.record === undefined ? undefined : { store: parts.record, blobs })),
    runtime.host((ports) => {
      const { channels = [], ...how } = parts.telling?.(ports) ?? {}
      return createNotifier(ports, {
        contacts: contactsOver(ports), journal, blobs, ...(parts.pushMeter === undefined ? {} : { meter: parts.pushMeter }), clock: parts.clock, staff: staffOver(ports), alarm: alarmOver(ports), ...how,
        channels: [inAppChannel(parts.bus), ...(parts.channels ?? []), ...channels],
      })
    }),
    runtime.host((ports) => createGeofenceMonitor(ports, parts.supervision, parts.positions)),
    runtime.host((ports) => gatewayService(ports, parts.waysIn)),
    runtime.host((ports) => operatorService(ports)),
  ]
}

/** What every service says of itself, hosted once on nothing, so that none is forgotten. */
export const definitions: readonly ServiceDefinition[] = (() => {
  const found: ServiceDefinition[] = []
  const unused = new Proxy({}, { get: () => () => { throw new Error('nothing runs here') } }) as never
  hostServices({
    host(create) {
      const definition = create(unused)
      found.push(definition)
      return { definition } as HostedService
    },
  }, { bus: unused, clock: unused, blobs: unused, keyring: unused, lookup: unused, sealer: unused, journal: unused, waysIn: unused, record: unused, storeIsLive: false })
  return found
})()

/** Every decider of the platform, for those who decide again. */
export const aggregates: readonly Aggregate[] = definitions.flatMap((definition) => definition.aggregates)
