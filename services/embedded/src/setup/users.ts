// Who needs which rights at the servers, from what the services say of themselves.
import { families } from '@zhijian/host'
import type { HostedService } from '@zhijian/runtime'
import { hostServices } from '../compose.ts'

export interface ServiceRights {
  /** The service, and its user everywhere. */
  readonly name: string
  /** Categories of the streams that it alone writes. */
  readonly categories: readonly string[]
}

/** Of every service that has a process of its own, in the order they are hosted. */
export const serviceRights = (): readonly ServiceRights[] => {
  const found: ServiceRights[] = []
  const unused = new Proxy({}, { get: () => () => { throw new Error('nothing runs here') } }) as never
  hostServices({
    host(create) {
      const definition = create(unused)
      found.push({ name: definition.name, categories: definition.aggregates.map(({ events }) => families.find(({ category }) => category === events.category)!.category) })
      return { definition } as HostedService
    },
  }, { bus: unused, clock: unused, blobs: unused, keyring: unused, lookup: unused, sealer: unused, journal: unused, storeIsLive: false })
  return found.filter(({ name }) => name !== 'operator')
}
