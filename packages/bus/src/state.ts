// What the in-process bus must remember to lose nothing: where each consumer is, and which streams it has set aside.
// S1 A write is all or nothing: a checkpoint never becomes durable without the streams that were set aside before it.
// S2 It may be older than the truth (then events come twice), never newer.
import type { Checkpoint, Position, TailFilter } from '@zhijian/event-store'
import type { ConsumerStatus } from './port.ts'

export interface ConsumerRecord {
  readonly consumer: string
  readonly filter: TailFilter
  /** The log's epoch that the positions belong to. */
  readonly epoch: string
  /** Where it began; null at the beginning of the log. */
  readonly origin: Position | null
  /** Last event of its own with everything before it done or set aside; how a restored log is noticed. */
  readonly checkpoint: Checkpoint | null
  /** The same, and past events that its filter leaves out. Reading goes on after it. */
  readonly through: Position | null
}

/** A stream set aside for one consumer: its next event failed, and everything from there on waits. */
export interface HeldStream {
  readonly consumer: string
  readonly stream: string
  /** Version of the first event that is not done. */
  readonly next: number
  /** Failed attempts at it. */
  readonly attempts: number
  /** Fault code of the last of them; absent before the first. */
  readonly code?: string
  /** Null while it is retried by itself; otherwise it waits for an operator. */
  readonly parked: ParkedEvent | null
}

export interface ParkedEvent {
  readonly eventId: string
  readonly position: Position
  readonly type: string
  readonly code: string
  readonly message: string
  readonly parkedAt: string
}

export interface BusChanges {
  readonly consumers: readonly ConsumerRecord[]
  readonly held: readonly HeldStream[]
  readonly released: readonly { readonly consumer: string; readonly stream: string }[]
}

export interface BusState {
  load(): Promise<{ readonly consumers: readonly ConsumerRecord[]; readonly held: readonly HeldStream[] }>
  /** All of it or nothing (S1); a record replaces the one with the same key. @throws Fault `bus-state-unavailable` (later) */
  write(changes: BusChanges): Promise<void>
  close(): Promise<void>
}

/** What a consumer's status says of its streams set aside. */
export const heldOf = (streams: Iterable<HeldStream>): Pick<ConsumerStatus, 'parkedStreams' | 'heldStreams' | 'heldFor'> => {
  const all = [...streams]
  const held = all.filter(({ parked }) => parked === null)
  return {
    parkedStreams: all.length - held.length, heldStreams: held.length,
    heldFor: [...new Set(held.flatMap(({ code }) => code ?? []))].sort(),
  }
}

/** Forgets when the process ends: for tests and simulations. `copy` is what a kill would have left behind. */
export const memoryBusState = (): BusState & { copy(): BusState } => memoryStateOf(new Map(), new Map())

const memoryStateOf = (
  consumers: Map<string, ConsumerRecord>, held: Map<string, HeldStream>,
): BusState & { copy(): BusState } => ({
  load: async () => ({ consumers: [...consumers.values()], held: [...held.values()] }),
  async write(changes) {
    for (const record of changes.consumers) consumers.set(record.consumer, record)
    for (const record of changes.held) held.set(`${record.consumer} ${record.stream}`, record)
    for (const { consumer, stream } of changes.released) held.delete(`${consumer} ${stream}`)
  },
  close: async () => undefined,
  copy: () => memoryStateOf(new Map(consumers), new Map(held)),
})
