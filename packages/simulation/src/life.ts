// The life of one simulated process. When it ends, nothing the process still has in hand goes on: its calls never come
// back, its timers never ring, and what it had written stays, to the very write at which it died.
import type { BusState } from '@zhijian/bus'
import type { EventStore, TailBatch } from '@zhijian/event-store'
import type { Cancel, Clock } from '@zhijian/kernel'
import type { Collection, Document, ReadStore } from '@zhijian/read-store'
import type { MemoryStore, StoreFaults } from '@zhijian/testkit'
import type { Outside } from './instance.ts'
import type { Random } from './random.ts'

export interface Life {
  readonly isAlive: boolean
  kill(): void
  /** Dies at one of its next writes, before it or after it. */
  doom(writes: number): void
  /** A write that outlives the process. */
  write<T>(work: () => Promise<T>): Promise<T>
  /** Anything else that only the living do. */
  live<T>(work: () => Promise<T>): Promise<T>
  /** Called when it ends. */
  onEnd(then: () => void): void
}

/** A promise of its own each time: one for all would gather whoever waits for it. */
const forever = <T>(): Promise<T> => new Promise<T>(() => {})

export const createLife = (random: Random): Life => {
  let alive = true
  let left: number | null = null
  const ends: (() => void)[] = []
  const kill = (): void => {
    if (!alive) return
    alive = false
    for (const end of ends.splice(0)) end()
  }
  const live = <T>(work: () => Promise<T>): Promise<T> => {
    if (!alive) return forever()
    return work().then((result) => (alive ? result : forever<T>()), (error: unknown) => {
      if (!alive) return forever<T>()
      throw error
    })
  }
  return {
    get isAlive() {
      return alive
    },
    kill,
    doom: (writes) => void (left = writes),
    live,
    onEnd: (then) => void ends.push(then),
    write(work) {
      const isLast = left !== null && (left -= 1) < 0
      if (!isLast) return live(work)
      if (random.chance(0.5)) {
        kill()
        return forever()
      }
      return live(() => {
        const done = work()
        // What was written at once is written; the caller never hears of it.
        void done.then(kill, kill)
        return done.then(() => forever(), () => forever())
      })
    },
  }
}

export const mortalStore = (store: MemoryStore, life: Life): EventStore => ({
  epoch: store.epoch,
  append: (stream, events, expected) => life.write(() => store.append(stream, events, expected)),
  read: (stream, from) => life.live(() => store.read(stream, from)),
  lastEvent: (stream) => life.live(() => store.lastEvent(stream)),
  streams: (category, after, limit) => life.live(() => store.streams(category, after, limit)),
  head: () => life.live(() => store.head()),
  holds: (checkpoint) => life.live(() => store.holds(checkpoint)),
  close: async () => {},
  tail: (after, filter, signal, options) => ({
    [Symbol.asyncIterator](): AsyncIterator<TailBatch> {
      const batches = store.tail(after, filter, signal, options)[Symbol.asyncIterator]()
      let isLeft = !life.isAlive
      life.onEnd(() => {
        isLeft = true
        batches.abandon()
      })
      return { next: () => (isLeft ? forever() : batches.next()), return: () => batches.return!() }
    },
  }),
})

export const mortalReadStore = (readStore: ReadStore, life: Life, faults: StoreFaults): ReadStore => {
  const mortal = <D extends Document>(collection: Collection<D>): Collection<D> => ({
    definition: collection.definition,
    get: (id, options) => life.live(() => collection.get(id, options)),
    getMany: (ids) => life.live(() => collection.getMany(ids)),
    find: (query) => life.live(() => collection.find(query)),
    count: (where) => life.live(() => collection.count(where)),
    entries: (after, limit) => life.live(() => collection.entries(after, limit)),
    checkpoint: () => life.live(() => collection.checkpoint()),
    apply: (changes, checkpoint) => life.write(async () => {
      const before = faults.before('view')
      if (before) throw before
      await collection.apply(changes, checkpoint)
      const after = faults.after('view')
      if (after) throw after
    }),
  })
  return {
    collection: async (definition) => mortal(await life.live(() => readStore.collection(definition))),
    async rebuild(definition) {
      const { collection, swap, discard } = await life.live(() => readStore.rebuild(definition))
      return { collection: mortal(collection) as never, swap: () => life.write(swap), discard: () => life.write(discard) }
    },
    versions: () => life.live(() => readStore.versions()),
    drop: (name, version) => life.write(() => readStore.drop(name, version)),
    close: async () => {},
  }
}

export const mortalBusState = (state: BusState, life: Life, faults: StoreFaults): BusState => ({
  load: () => life.live(() => state.load()),
  write: (changes) => life.write(async () => {
    const before = faults.before('bus-state')
    if (before) throw before
    await state.write(changes)
  }),
  close: async () => {},
})

export const mortalClock = (clock: Clock, life: Life): Clock => {
  const pending = new Set<Cancel>()
  life.onEnd(() => {
    for (const cancel of pending) cancel()
    pending.clear()
  })
  return {
    now: () => clock.now(),
    at(due, wake) {
      if (!life.isAlive) return () => {}
      const cancel = clock.at(due, () => {
        pending.delete(mine)
        if (life.isAlive) wake()
      })
      const mine = (): void => {
        pending.delete(mine)
        cancel()
      }
      pending.add(mine)
      return mine
    },
  }
}

/** What lies apart from the log, as a process reaches it. */
export const mortalOutside = ({ blobs, sealer, keyring, lookup, journal, channels, tokens }: Outside, life: Life): Outside => ({
  tokens,
  blobs: {
    put: (person, bytes, limits) => life.write(() => blobs.put(person, bytes, limits)),
    get: (person, ref, span) => life.live(() => blobs.get(person, ref, span)),
    putPublic: (bytes, mediaType) => life.write(() => blobs.putPublic(bytes, mediaType)),
    getPublic: (ref) => life.live(() => blobs.getPublic(ref)),
  },
  sealer: {
    seal: (person, text) => life.live(() => sealer.seal(person, text)),
    open: (sealed) => life.live(() => sealer.open(sealed)),
    openOrNull: (sealed) => life.live(() => sealer.openOrNull(sealed)),
    openWithSalt: (sealed) => life.live(() => sealer.openWithSalt(sealed)),
    veil: (person, hmac) => life.live(() => sealer.veil(person, hmac)),
    unveilOrNull: (person, veiled) => life.live(() => sealer.unveilOrNull(person, veiled)),
  },
  keyring: {
    keyFor: (person) => life.live(() => keyring.keyFor(person)),
    existingKey: (person) => life.live(() => keyring.existingKey(person)),
    destroy: (person, certificate) => life.write(() => keyring.destroy(person, certificate)),
    status: (person) => life.live(() => keyring.status(person)),
    restrict: (person, until, rule) => life.write(() => keyring.restrict(person, until, rule)),
    tombstones: () => life.live(() => keyring.tombstones()),
    close: async () => {},
  },
  lookup: {
    hmac: lookup.hmac,
    reserve: (kind, hmac, owner) => life.write(() => lookup.reserve(kind, hmac, owner)),
    ownerOf: (kind, hmac) => life.live(() => lookup.ownerOf(kind, hmac)),
    release: (kind, hmac, owner) => life.write(() => lookup.release(kind, hmac, owner)),
    retain: (kind, owner, hmacs) => life.write(() => lookup.retain(kind, owner, hmacs)),
    eraseOwner: (owner) => life.write(() => lookup.eraseOwner(owner)),
  },
  journal: {
    note: (keys, repeatableForMs) => life.write(() => journal.note(keys, repeatableForMs)),
    settle: (outcomes) => life.write(() => journal.settle(outcomes)),
    forget: (keys) => life.write(() => journal.forget(keys)),
  },
  channels: channels.map((channel) => ({ ...channel, push: (message) => life.live(() => channel.push(message)) })),
})
