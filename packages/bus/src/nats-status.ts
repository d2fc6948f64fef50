// How far every consumer of the streams is, for whoever may look into them.
import { allSetAside, placesOf, type Keeping } from './nats-keeping.ts'
import { openHeld } from './nats-held.ts'
import type { Nats } from './nats-streams.ts'
import type { ConsumerStatus } from './port.ts'
import { heldOf } from './state.ts'

export const statusOf = async (nats: Nats, keeping: Keeping): Promise<readonly ConsumerStatus[]> => {
  const [places, aside] = await Promise.all([placesOf(nats), openHeld(nats, keeping, () => allSetAside(nats)).list()])
  return [...places].map(([consumer, place]) => ({ consumer, ...place, ...heldOf(aside.filter((value) => value.consumer === consumer)) }))
}
