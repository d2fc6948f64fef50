// Who needs which rights at the servers, from what the services say of themselves.
import { definitions } from '../compose.ts'

export interface ServiceRights {
  /** The service, and its user everywhere. */
  readonly name: string
  /** Categories of the streams that it alone writes. */
  readonly categories: readonly string[]
}

/** In the process of the gateway, and with its user: what an operator did is written there. */
const BESIDE: ReadonlyMap<string, string> = new Map([['operator', 'gateway']])

/** Of every service that has a process of its own, in the order they are hosted. */
export const serviceRights = (): readonly ServiceRights[] => {
  const all = definitions.map(({ name, aggregates }) => ({ name: BESIDE.get(name) ?? name, categories: aggregates.map(({ events }) => events.category) }))
  return [...new Set(all.map(({ name }) => name))].map((name) => ({ name, categories: all.filter((each) => each.name === name).flatMap(({ categories }) => categories) }))
}

/**
 * Databases that a service reads and writes at MongoDB: views of each instance, the keys that all share (ZHIJIAN_KEY_STORE), and for
 * the gateway what all its instances know of who is signed in (ZHIJIAN_EDGE_STORE).
 * @param platform begins the name of each
 */
export const databasesOf = (service: string, instances: number, platform: string): readonly string[] => [
  ...Array.from({ length: instances }, (_, ordinal) => `${platform}-${service}-${ordinal}`), `${platform}-keys`, ...(service === 'gateway' ? [`${platform}-edge`] : []),
]
