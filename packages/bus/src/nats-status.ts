// How far every consumer of the streams is and what waits for an operator, for whoever may look into them.
import type { EventStore } from '@zhijian/event-store'
import { allSetAside, placesOf, type Keeping } from './nats-keeping.ts'
import { openHeld, type HeldOnNats, type HeldStreams } from './nats-held.ts'
import type { Nats } from './nats-streams.ts'
import type { ConsumerStatus, DeadLetter } from './port.ts'
import { heldOf } from './state.ts'
import { filterMatches } from './subjects.ts'

const ofAll = (nats: Nats, keeping: Keeping): HeldStreams => openHeld(nats, keeping, () => allSetAside(nats))

export const statusOf = async (nats: Nats, keeping: Keeping): Promise<readonly ConsumerStatus[]> => {
  const [places, aside] = await Promise.all([placesOf(nats), ofAll(nats, keeping).list()])
  return [...places].map(([consumer, place]) => ({ consumer, ...place, ...heldOf(aside.filter((value) => value.consumer === consumer)) }))
}

type Parked = HeldOnNats & { readonly parked: NonNullable<HeldOnNats['parked']> }
export const isParked = (value: HeldOnNats): value is Parked => value.parked !== null

/** In the log's order. @param consumer default: of all that `held` may ask for */
export const lettersIn = async (held: HeldStreams, store: EventStore, consumer?: string): Promise<readonly DeadLetter[]> => {
  const letter = async ({ filter, next: version, parked, ...of }: Parked): Promise<DeadLetter> => ({
    consumer: of.consumer, stream: of.stream, version, attempts: of.attempts, ...parked,
    waiting: (await store.read(of.stream, version + 1)).filter((event) => filterMatches(filter, event)).length,
  })
  const letters = await Promise.all((await held.list(consumer)).filter(isParked).map(letter))
  return letters.sort((a, b) => (a.position < b.position ? -1 : 1))
}

/** Of every consumer. */
export const lettersOf = (nats: Nats, keeping: Keeping, store: EventStore): Promise<readonly DeadLetter[]> => lettersIn(ofAll(nats, keeping), store)
