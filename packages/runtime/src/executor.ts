// Load → done already? → settle → decide → one append → again on conflict. Written once, for commands and for deadlines.
// I1 One stream is worked on by one caller at a time in this process; between processes the expected version decides.
// I2 A command that landed is answered from the log, however often it comes.
// I3 A refusal is given only on a state that the log confirmed.
// I4 What was prepared (a policy, what others attest) is of the moment that is stamped: a process that stood still, or was kept
//    waiting, prepares anew.
// I5 Nothing is stamped and no deadline passes while this machine's clock is known to be wrong.
import type { CommandReply } from '@zhijian/contracts'
import type { Appended, EventStore, HashName, NewEvent } from '@zhijian/event-store'
import { epochMs, Fault, isFault, latest, type Clock, type Instant, type JsonObject, type TimedCommand } from '@zhijian/kernel'
import { inSpan, isUnseen, note, SpanKind } from '@zhijian/telemetry'
import type { Aggregate } from './service.ts'
import { sealBatch, settleFolded, writeDecided, type Batch, type BatchContext, type WriteOptions } from './stream.ts'
import { createStreams, type DoneCommand, type LoadedStream, type Streams } from './streams.ts'

type Prepared = JsonObject & { readonly type: string }
export type Prepare = () => Promise<Prepared> | Prepared

export interface Executor {
  /** @param prepare makes the decider's command without `at`; called again when what it made has become old (I4). @throws Fault */
  execute(aggregate: Aggregate, stream: string, prepare: Prepare, context: BatchContext): Promise<CommandReply>
  /** Where this command landed, or null: asked before costly preparation. */
  done(aggregate: Aggregate, stream: string, commandId: string): Promise<DoneCommand | null>
  /** Lets deadlines up to `now` pass. @returns the deadlines that were settled, earliest first */
  settle(aggregate: Aggregate, stream: string): Promise<readonly Instant[]>
  readonly streams: Streams
}

/** What is measured of the work. */
export interface Meter {
  /** Somebody else wrote first; it is decided again. */
  conflict(): void
  /** An append begins. @returns to be told how it ended: null, or the code of its fault */
  appending(): (fault: string | null) => void
  /** Facts that are in the log now, and were not before. */
  appended(events: readonly NewEvent[]): void
}

export const MAX_CONFLICTS = 12
/** Between the beginning of a preparation and the stamp, in wall time. */
const FRESH_MS = 2000
/** A preparation that always takes longer is used all the same. */
const MAX_PREPARATIONS = 3

export const createExecutor = (options: {
  readonly store: EventStore
  readonly clock: Clock
  /** Wall time, for `recordedat`. */
  readonly wallNow: () => Instant
  readonly service: string
  readonly hash: HashName
  readonly meter?: Meter
  /** Of every append: null when it was taken, and what kept it out when the log itself could not take it. */
  readonly onAppend?: (kept: Fault | null) => void
  /** Whether this machine's clock may be gone by. Default: always. */
  readonly mayStamp?: () => boolean
}): Executor => {
  const { store, clock, mayStamp = () => true } = options
  const streams = createStreams(store)
  const busy = new Map<string, Promise<unknown>>()

  const alone = async <T>(stream: string, work: () => Promise<T>): Promise<T> => {
    const before = busy.get(stream)
    const mine = before === undefined ? work() : before.then(work, work)
    busy.set(stream, mine)
    try {
      return await mine
    } finally {
      if (busy.get(stream) === mine) busy.delete(stream)
    }
  }

  const writeOptions = (stream: string): WriteOptions =>
    ({ source: `/${options.service}`, stream, recordedAt: options.wallNow(), hash: options.hash })

  /** I5. @throws Fault `clock-wrong` (later) */
  const stamp = (): Instant => {
    if (!mayStamp()) throw new Fault('clock-wrong', 'the clock of this machine differs from most others; nothing is stamped until it is right again', { retry: 'later' })
    return clock.now()
  }

  const measured = async (category: string, count: number, append: () => Promise<Appended>): Promise<Appended> => {
    const ended = options.meter?.appending()
    try {
      const appended = isUnseen() ? await append() : await inSpan(`append ${category}`, {
        kind: SpanKind.CLIENT, attributes: { 'db.operation.name': 'append', 'db.collection.name': category, 'db.operation.batch.size': count },
      }, append)
      ended?.(null)
      options.onAppend?.(null)
      return appended
    } catch (error) {
      ended?.(isFault(error) ? error.code : 'bug')
      if (isFault(error) && error.retry === 'later') options.onAppend?.(error)
      throw error
    }
  }

  const append = async <State>(
    aggregate: Aggregate<State>, stream: string, loaded: LoadedStream<State>, events: readonly NewEvent[], after: Batch<State>['after'],
  ): Promise<DoneCommand> => {
    const appended = await measured(aggregate.decider.category, events.length, () => store.append(stream, sealBatch(aggregate, events, after), loaded.folded.version < 0 ? 'no-stream' : loaded.folded.version))
    if (appended.written) options.meter?.appended(events)
    const landed = { version: appended.version, position: appended.position }
    for (const event of events) if (event.meta.commandid !== undefined) loaded.done.set(event.meta.commandid, landed)
    streams.remember(stream, { folded: after, position: appended.position, done: loaded.done })
    return landed
  }

  /** Decides again on a fresh state as long as somebody else was quicker. */
  const untilWritten = async <T>(stream: string, attempt: () => Promise<T>): Promise<T> => {
    for (let conflicts = 0; ; conflicts += 1) {
      try {
        return await attempt()
      } catch (error) {
        streams.forget(stream)
        if (!isFault(error, 'version-conflict')) throw error
        options.meter?.conflict()
        note('version-conflict')
        if (conflicts >= MAX_CONFLICTS) throw new Fault('stream-contended', `${stream}: others were quicker ${conflicts + 1} times`, { retry: 'later', cause: error })
      }
    }
  }

  /** @returns what was prepared, at most FRESH_MS ago where that can be had */
  const freshly = (prepare: Prepare): (() => Promise<Prepared>) => {
    let made: { readonly command: Prepared; readonly begunAt: number } | null = null
    const wallMs = (): number => epochMs(options.wallNow())
    return async () => {
      for (let tries = 0; tries < MAX_PREPARATIONS && (made === null || Math.abs(wallMs() - made.begunAt) > FRESH_MS); tries += 1) {
        const begunAt = wallMs()
        made = { command: await prepare(), begunAt }
      }
      return made!.command
    }
  }

  const once = async (aggregate: Aggregate, stream: string, prepared: () => Promise<Prepared>, context: BatchContext): Promise<CommandReply> => {
    const loaded = await streams.load(aggregate, stream)
    const landed = loaded.done.get(context.commandId)
    if (landed) return { outcome: 'accepted', ...landed, repeated: true }

    const command = await prepared()
    const now = stamp()
    const at = loaded.folded.lastAt === null ? now : latest(now, loaded.folded.lastAt)
    const write = writeOptions(stream)
    const passed = settleFolded(aggregate, loaded.folded, at, write)
    const timed = { ...command, at } as JsonObject & TimedCommand
    const decision = aggregate.decider.decide(timed, passed.after.state)

    if (decision.kind === 'accepted') {
      const decided = writeDecided(aggregate, passed.after, decision.events, timed, context, write)
      const done = await append(aggregate, stream, loaded, [...passed.events, ...decided.events], decided.after)
      return { outcome: 'accepted', ...done, repeated: false }
    }
    const here = passed.events.length > 0
      ? await append(aggregate, stream, loaded, passed.events, passed.after)
      : { version: loaded.folded.version, position: loaded.position }
    if (passed.events.length === 0 && !(await streams.isCurrent(stream, loaded.folded.version))) {
      throw new Fault('version-conflict', `${stream}: grew while it was being decided`, { retry: 'now' })
    }
    return decision.kind === 'nothing'
      ? { outcome: 'nothing', ...here }
      : { outcome: 'refused', code: decision.code, detail: { ...decision.detail } }
  }

  return {
    streams,
    async execute(aggregate, stream, prepare, context) {
      const prepared = freshly(prepare)
      // Before the stream is held: others need not wait for it.
      await prepared()
      return alone(stream, () => untilWritten(stream, () => once(aggregate, stream, prepared, context)))
    },
    done: async (aggregate, stream, commandId) => (await streams.load(aggregate, stream)).done.get(commandId) ?? null,
    settle: (aggregate, stream) => alone(stream, () => untilWritten(stream, async () => {
      const loaded = await streams.load(aggregate, stream)
      const passed = settleFolded(aggregate, loaded.folded, stamp(), writeOptions(stream))
      if (passed.events.length === 0) {
        if (!(await streams.isCurrent(stream, loaded.folded.version))) {
          throw new Fault('version-conflict', `${stream}: grew while it was being settled`, { retry: 'now' })
        }
        return []
      }
      await append(aggregate, stream, loaded, passed.events, passed.after)
      return [...new Set(passed.events.map((event) => event.meta.time))]
    })),
  }
}
