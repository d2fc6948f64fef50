// What is remembered on the broker about a consumer: streams set aside, tokens for who tries them again, and how far its
// groups were. One message per key, the last one counts; every write of a stream set aside names the message that it
// replaces, so two instances cannot overwrite each other.
import { headers } from '@nats-io/nats-core'
import type { StoredMsg } from '@nats-io/jetstream'
import type { Position, TailFilter } from '@zhijian/event-store'
import { isNotFound, isSubjectTaken, isWrongSequence } from './nats-connection.ts'
import type { Keeping } from './nats-keeping.ts'
import { lost } from './nats-liveness.ts'
import type { Nats } from './nats-streams.ts'
import type { HeldStream } from './state.ts'

/** A stream set aside; the filter goes with it, so that anybody can tell what waits behind it. */
export interface HeldOnNats extends HeldStream {
  readonly filter: TailFilter
  /** Highest version that the consumer has passed over; from `next` to here it is to be caught up with. */
  readonly passed: number
}

export interface Found {
  /** Null: never set aside, or taken up again. */
  readonly value: HeldOnNats | null
  /** Sequence of the message, 0 when there is none: what the next write must name. */
  readonly sequence: number
}

/** How far a group is: everything of its own up to here is done or set aside. */
export interface Mark {
  /** In the log of that epoch; null while it has done nothing. Positions of different epochs are not compared. */
  readonly position: Position | null
  readonly epoch: string
  /** In the events stream that was made at `streamMade`; in another one, sequences mean other events. */
  readonly sequence: number
  readonly streamMade: string
  /** In which life of the server it was written, empty on a cluster; another server may have forgotten what lies before it (0041). */
  readonly server?: string
}

export const BEGINNING: Mark = { position: null, epoch: '', sequence: 0, streamMade: '' }

export interface HeldStreams {
  get(consumer: string, stream: string): Promise<Found>
  /** @returns false when somebody else wrote since `over` */
  put(value: HeldOnNats, over: number): Promise<boolean>
  /** It goes on as before. @returns false when somebody else wrote since `over` */
  release(consumer: string, stream: string, over: number): Promise<boolean>
  /** Of one consumer, or of all where that may be asked. */
  list(consumer?: string): Promise<readonly HeldOnNats[]>
  /** Makes sure that there is a token: somebody will try the stream again. @param delayMs before the first try */
  askAgain(consumer: string, stream: string, delayMs: number): Promise<void>
  /** The same for a group that must be filled from the log. */
  askFill(consumer: string, group: number): Promise<void>
  /** @param life in which the broker said what the mark stands on @throws Fault `bus-unavailable` (later): it has gone since */
  mark(consumer: string, group: string, mark: Mark, life: number): Promise<void>
  /** What is marked of a group, and which message it is. */
  marked(consumer: string, group: string): Promise<{ readonly mark: Mark | null; readonly sequence: number }>
  /** For a group of which nothing of this life is marked. @returns false when somebody else wrote since `over` */
  markOver(consumer: string, group: string, mark: Mark, over: number): Promise<boolean>
  /** Where a consumer that began at the end began: the first that was ever written counts. */
  origin(consumer: string, made: () => Promise<Mark>): Promise<Mark>
}

/** Milliseconds that a token waits at first. */
export const DELAY = 'zhijian-delay'

/** Consumer names have dots; on NATS a name is one token. No two names meet: they hold no underscore. */
export const tokenOf = (consumer: string): string => consumer.replaceAll('.', '_')

/** Subjects of its streams set aside begin so. */
export const heldPrefix = (consumer: string): string => `held.${tokenOf(consumer)}.`

/** A stream's last message under a subject. */
export interface LastText {
  readonly text: string
  readonly sequence: number
}
export const lastText = (message: StoredMsg | null): LastText | null =>
  (message === null ? null : { text: message.string(), sequence: message.seq })

/** How long the empty message stays that says of a stream set aside that it goes on: the server takes no less. */
const GOES_ON_FOR = '1s'

/** A stream that is set aside for a consumer, or for whom its token means: who may ask for all knows no more. */
export interface Aside {
  readonly consumer: string
  readonly stream: string
}

/** @param every which streams are set aside, of all consumers; where that may be asked */
export const openHeld = (
  { js, jsm, streams, replicas, liveness }: Nats, keeping: Keeping, every: () => Promise<readonly Aside[]>,
): HeldStreams => {
  const last = async (consumer: string, subject: string): Promise<LastText | null> => {
    // With replicas a direct read may be answered by one that is behind: then the leader is asked.
    if (replicas > 1) return keeping.last(consumer, subject)
    try {
      return lastText(await jsm.direct.getMessage(streams.held, { last_by_subj: subject }))
    } catch (error) {
      if (isNotFound(error)) return null
      throw error
    }
  }
  /** @returns the sequence, or null when the subject's last message is another than `over` */
  const write = async (subject: string, body: string, over: number, more: { readonly ttl?: string } = {}): Promise<number | null> => {
    try {
      return (await js.publish(subject, body, { ...more, expect: { lastSubjectSequence: over } })).seq
    } catch (error) {
      if (isWrongSequence(error)) return null
      throw error
    }
  }
  const token = async (subject: string, delayMs: number): Promise<void> => {
    const made = headers()
    made.set(DELAY, String(delayMs))
    try {
      await js.publish(subject, '', { headers: made })
    } catch (error) {
      if (!isSubjectTaken(error)) throw error
    }
  }
  const heldSubject = (consumer: string, stream: string): string => `${heldPrefix(consumer)}${stream}`
  const markSubject = (consumer: string, group: string): string => `mark.${tokenOf(consumer)}.${group}`
  const found = (message: LastText | null): Found => message === null
    ? { value: null, sequence: 0 }
    : { value: message.text === '' ? null : JSON.parse(message.text) as HeldOnNats, sequence: message.sequence }
  const get = async (consumer: string, stream: string): Promise<Found> => found(await last(consumer, heldSubject(consumer, stream)))

  return {
    get,
    put: async (value, over) => await write(heldSubject(value.consumer, value.stream), JSON.stringify(value), over) !== null,
    // An empty message, unlike a deletion, is refused when it does not replace what was read, and asks for no right beyond its
    // subject. It goes by itself.
    release: async (consumer, stream, over) => await write(heldSubject(consumer, stream), '', over, { ttl: GOES_ON_FOR }) !== null,
    async list(consumer) {
      const aside = consumer === undefined ? await every() : (await keeping.setAside(consumer)).map((stream) => ({ consumer, stream }))
      const all = await Promise.all(aside.map((each) => get(each.consumer, each.stream)))
      return all.flatMap(({ value }) => value ?? [])
    },
    askAgain: (consumer, stream, delayMs) => token(`again.${tokenOf(consumer)}.${stream}`, delayMs),
    askFill: (consumer, group) => token(`fill.${tokenOf(consumer)}.${group}`, 0),
    async mark(consumer, group, mark, life) {
      // A broker that came back may lack streams set aside that the mark lies beyond: it must not be told that it lacks nothing.
      if (liveness.life() !== life) throw lost()
      await js.publish(markSubject(consumer, group), JSON.stringify(mark))
    },
    async marked(consumer, group) {
      const there = await last(consumer, markSubject(consumer, group))
      return { mark: there === null ? null : JSON.parse(there.text) as Mark, sequence: there?.sequence ?? 0 }
    },
    markOver: async (consumer, group, mark, over) => await write(markSubject(consumer, group), JSON.stringify(mark), over) !== null,
    async origin(consumer, made) {
      const subject = markSubject(consumer, 'origin')
      for (;;) {
        const there = await last(consumer, subject)
        if (there) return JSON.parse(there.text) as Mark
        const origin = await made()
        if (await write(subject, JSON.stringify(origin), 0) !== null) return origin
      }
    },
  }
}
