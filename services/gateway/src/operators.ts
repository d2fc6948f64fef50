// What operators ask of services through the gateway, and have done: each instance is asked over the bus, wherever it runs.
// G1 Whatever changes something is in the log, with who asked and why, before any instance is told.
// G2 A service that does not answer is told as such; what the others say is told all the same.
// G3 A view that is made anew takes longer than a request, and than a gateway lives: its end is written by whichever gateway sees it.
import {
  InstanceReport, LetterReport, operationEvents, operatorsSubject, type Actor, type OperationEvent, type OperatorsQuestion, type PersonId,
} from '@zhijian/contracts'
import type { Bus } from '@zhijian/bus'
import { Fault, isFault, pauseMs, type Clock, type Instant, type Json, type JsonObject, type Timers } from '@zhijian/kernel'
import { beginOperation, endOperation, newOperationId, operation, recorded, type Operation, type Talking } from '@zhijian/operating'
import type { EventStore } from '@zhijian/event-store'
import type { Sealer } from '@zhijian/privacy'
import { describeError, type ActorTokens, type Log } from '@zhijian/runtime'
import { z } from 'zod'
import type { EdgeState } from './ports.ts'
import { digest } from './ids.ts'
import { streamFold } from './stream-fold.ts'

/** Services of this platform, as they are named on the bus; a test holds it against what is hosted. */
export const SERVICES = [
  'directory',
  'lawyer-pool',
  'consult-router',
  'notifier',
  'geofence-monitor',
  'gateway',
  'operator',
] as const
export type ServiceName = (typeof SERVICES)[number]

export interface Answered {
  readonly service: ServiceName
  readonly ordinal: number
  /** Null: it did not answer, and `code` says how. */
  readonly report: InstanceReport | null
  readonly code: string | null
}

export interface ParkedStream {
  readonly service: ServiceName
  readonly stream: string
  readonly code: string
}

export interface Letters {
  readonly letters: readonly LetterReport[]
  readonly parked: readonly ParkedStream[]
  /** How many there are in all, of those that answered. */
  readonly total: number
  readonly silent: readonly ServiceName[]
}

/** Who asks for something to be done, under which request, and why. */
export interface Asking {
  readonly actor: Actor
  readonly commandId: string
  readonly reason: string
}

export interface Operators {
  instances(actor: Actor, services?: readonly ServiceName[]): Promise<readonly Answered[]>
  letters(actor: Actor): Promise<Letters>
  /** @throws Fault `no-such-dead-letter` (never) · `no-responder` · `request-timeout` (later) */
  again(consumer: string, eventId: string, asking: Asking): Promise<void>
  /** @throws as `again` */
  over(consumer: string, eventId: string, asking: Asking): Promise<void>
  /** @throws Fault `no-such-parked-stream` (never) */
  settleAgain(stream: string, asking: Asking): Promise<void>
  /** Begins. @returns the operation @throws Fault `no-such-view` · `rebuild-runs-already` (never) · `no-responder` (later) */
  rebuild(service: ServiceName, view: string, asking: Asking): Promise<{ readonly operationId: string; readonly instances: number }>
  /** For the auditor: who sent a file that a scanner found something in. Told again, it is the same note. */
  noteInfected(uploadId: string, account: string, found: string): Promise<void>
  /** Looks for views that are being made anew, and writes down how it ended. */
  watch(): void
  stop(): Promise<void>
}

const SYSTEM = { id: 'system', role: 'system' } as Actor
const REBUILD = 'view-rebuild'
/** One instance's answer to a look: one that stands still holds the page up for no longer. */
const LOOK_WITHIN_MS = 3000
const DO_WITHIN_MS = 15_000
const WATCH_EVERY_MS = 1000
/** Longer than it takes to tell every instance. */
const LOST_AFTER_LOOKS = Math.ceil(DO_WITHIN_MS / WATCH_EVERY_MS) + 5
/** Of a request that is told again: as long as its key counts. */
const REMEMBERED_MS = 24 * 3_600_000

const LetterAnswer = z.object({ total: z.int(), letters: z.array(LetterReport) })
const codeOf = (error: unknown): string => (isFault(error) ? error.code : 'bug')
const serviceOf = (consumer: string): ServiceName => {
  const found = SERVICES.find((service) => consumer.startsWith(`${service}.`))
  if (found === undefined) throw new Fault('no-such-dead-letter', 'no service has such a consumer', { retry: 'never' })
  return found
}

export interface OperatorsPorts {
  readonly bus: Pick<Bus, 'request'>
  readonly store: EventStore
  readonly tokens: ActorTokens
  readonly clock: Clock
  readonly sealer: Sealer
  readonly timers: Timers
  readonly edgeState: Pick<EdgeState, 'once'>
  readonly nowMs: () => number
  readonly log: Log
}

export const createOperators = (ports: OperatorsPorts): Operators => {
  const { bus, store, tokens, clock, sealer, timers, edgeState, nowMs, log } = ports
  const talking: Talking = { bus, tokens, clock, sealer }
  const ending = new AbortController()
  let watching: Promise<void> = Promise.resolve()
  /** As each service last said: so that one whose first instance hangs is asked at the others. */
  const known = new Map<ServiceName, number>()
  const operations = streamFold(store, 'operation', operation.initial, (state: Operation, stored) => {
    const event = operationEvents.read(stored.type, stored.data) as OperationEvent | null
    return event === null ? state : operation.evolve(state, event)
  }, 1000)

  const ask = (service: ServiceName, instance: number | 'any', question: OperatorsQuestion, actor: Actor, data: JsonObject = {}, operationId?: string): Promise<Json> =>
    bus.request(operatorsSubject(service, instance, question), {
      actor: { ...actor }, token: tokens.sign(actor, operationId ?? 'query'), data, ...(operationId === undefined ? {} : { operationId }),
    }, { timeoutMs: operationId === undefined ? LOOK_WITHIN_MS : DO_WITHIN_MS })

  const reportFrom = async (service: ServiceName, instance: number | 'any', actor: Actor): Promise<Answered> => {
    try {
      const report = InstanceReport.parse(await ask(service, instance, 'status', actor))
      known.set(service, report.instances)
      return { service, ordinal: report.ordinal, report, code: null }
    } catch (error) {
      return { service, ordinal: instance === 'any' ? 0 : instance, report: null, code: codeOf(error) }
    }
  }
  const instancesOf = async (service: ServiceName, actor: Actor): Promise<readonly Answered[]> => {
    const first = await reportFrom(service, 'any', actor)
    const count = Math.max(1, known.get(service) ?? 1)
    if (count === 1) return [first]
    const others = Array.from({ length: count }, (_, ordinal) => ordinal).filter((ordinal) => first.report === null || ordinal !== first.ordinal)
    return [...first.report === null ? [] : [first], ...await Promise.all(others.map((ordinal) => reportFrom(service, ordinal, actor)))]
      .sort((a, b) => a.ordinal - b.ordinal)
  }
  const instances = async (actor: Actor, services: readonly ServiceName[] = SERVICES): Promise<readonly Answered[]> =>
    (await Promise.all(services.map((service) => instancesOf(service, actor)))).flat()

  /** The same request told again is the same operation. */
  const operationOf = async (commandId: string): Promise<string> => {
    const before = await edgeState.once.peek('operation', commandId, nowMs())
    if (before !== null) return before
    const made = newOperationId(clock.now())
    await edgeState.once.put('operation', commandId, made, nowMs() + REMEMBERED_MS)
    return made
  }
  const isOver = async (operationId: string): Promise<boolean> => {
    const before = (await operations.load(operationId))?.state
    if (before?.phase === 'failed') throw new Fault(before.code ?? 'bug', 'it failed when it was asked for the first time', { retry: 'never' })
    return before?.phase === 'done'
  }
  const act = async (name: string, target: string, asking: Asking, work: (operationId: string) => Promise<void>): Promise<void> => {
    const operationId = await operationOf(asking.commandId)
    if (await isOver(operationId)) return
    const { id } = asking.actor
    await recorded(talking, { operation: name, by: id, staffId: id as string as PersonId, reason: asking.reason, target, operationId }, async () => {
      await work(operationId)
      return null
    })
  }

  /** How often nobody was found at work on an operation. */
  const missed = new Map<string, number>()
  const lookAfter = async ({ operationId, target }: { readonly operationId: string; readonly target: string | null }): Promise<void> => {
    const [service = '', view = ''] = (target ?? '').split('/')
    const all = await instances(SYSTEM, SERVICES.filter((each) => each === service))
    const answered = all.flatMap(({ report }) => report ?? [])
    // Whoever is away may come back with it half done: then it is not to be found there any more.
    if (answered.length === 0 && all.length > 0) return
    const found = answered.flatMap((report) => report.views.filter(({ name }) => name === view)).flatMap(({ rebuild, documents }) =>
      (rebuild?.id === operationId ? [{ ...rebuild, documents }] : []))
    if (found.some(({ endedAt }) => endedAt === null)) return
    const failed = found.find(({ phase }) => phase === 'failed')
    const sum = (of: (each: (typeof found)[number]) => number): number => found.reduce((total, each) => total + of(each), 0)
    if (found.length === 0) {
      // Another gateway may be telling them just now.
      missed.set(operationId, (missed.get(operationId) ?? 0) + 1)
      if (missed.get(operationId)! > LOST_AFTER_LOOKS) await endOperation(talking, operationId, 'failed', 'rebuild-lost')
    }
    else if (failed) await endOperation(talking, operationId, 'failed', failed.code)
    else {
      await endOperation(talking, operationId, 'done', null, {
        instances: found.length, events: sum(({ events }) => events), documents: sum(({ documents }) => documents), differing: sum(({ differing }) => differing),
      })
    }
  }
  const withoutEnd = async (): Promise<readonly { readonly operationId: string; readonly target: string | null; readonly at: Instant }[]> =>
    await bus.request('qry.operator.without-end', { data: { operation: REBUILD }, actor: { ...SYSTEM }, token: tokens.sign(SYSTEM, 'query') }) as never

  return {
    instances,
    async letters(actor) {
      const [answers, reports] = await Promise.all([
        Promise.all(SERVICES.map(async (service) => {
          try {
            return { service, ...LetterAnswer.parse(await ask(service, 'any', 'letters', actor)) }
          } catch {
            return { service, total: 0, letters: null }
          }
        })),
        instances(actor),
      ])
      const found = new Map<string, LetterReport>()
      for (const letter of answers.flatMap(({ letters }) => letters ?? [])) {
        const key = `${letter.consumer} ${letter.eventId}`
        const before = found.get(key)
        // Its own service says what people miss; who keeps the broker's streams only that it is there.
        if (before === undefined || before.missed === null) found.set(key, letter)
      }
      const parked = new Map(reports.flatMap(({ service, report }) =>
        (report?.deadlines.parked ?? []).map(({ stream, code }) => [stream, { service, stream, code }] as const)))
      return {
        letters: [...found.values()].sort((a, b) => (a.parkedAt < b.parkedAt ? 1 : a.parkedAt > b.parkedAt ? -1 : 0)),
        parked: [...parked.values()],
        // Each tells at least of its own, and who keeps the streams of all.
        total: Math.max(found.size, ...answers.map(({ total }) => total)),
        silent: answers.flatMap(({ service, letters }) => (letters === null ? [service] : [])),
      }
    },
    again: (consumer, eventId, asking) => act('dead-letters-replay', `${consumer}/${eventId}`, asking, async (operationId) =>
      void await ask(serviceOf(consumer), 'any', 'letter-again', asking.actor, { consumer, eventId }, operationId)),
    over: (consumer, eventId, asking) => act('dead-letters-discard', `${consumer}/${eventId}`, asking, async (operationId) =>
      void await ask(serviceOf(consumer), 'any', 'letter-over', asking.actor, { consumer, eventId }, operationId)),
    settleAgain: (stream, asking) => act('deadline-again', stream, asking, async (operationId) => {
      const where = (await instances(asking.actor)).filter(({ report }) => report?.deadlines.parked.some((each) => each.stream === stream))
      if (where.length === 0) throw new Fault('no-such-parked-stream', 'no instance has parked this stream', { retry: 'never' })
      for (const { service, ordinal } of where) await ask(service, ordinal, 'settle-again', asking.actor, { stream }, operationId)
    }),
    async rebuild(service, view, asking) {
      const operationId = await operationOf(asking.commandId)
      const told = (await instances(asking.actor, [service])).filter(({ report }) => report !== null)
      if (await isOver(operationId)) return { operationId, instances: told.length }
      const { id } = asking.actor
      await beginOperation(talking, { operation: REBUILD, by: id, staffId: id as string as PersonId, reason: asking.reason, target: `${service}/${view}` }, operationId)
      try {
        if (told.length === 0) throw new Fault('no-responder', `${service} does not answer`, { retry: 'later' })
        const begun = await Promise.allSettled(told.map(({ ordinal }) => ask(service, ordinal, 'rebuild', asking.actor, { view }, operationId)))
        const refused = begun.find((each) => each.status === 'rejected')
        // One that has begun is watched to its end, and that one could not is its outcome.
        if (refused && begun.every((each) => each.status === 'rejected')) throw refused.reason
      } catch (error) {
        await endOperation(talking, operationId, 'failed', codeOf(error).slice(0, 64))
        throw error
      }
      return { operationId, instances: told.length }
    },
    async noteInfected(uploadId, account, found) {
      const operationId = await operationOf(digest('infected', uploadId))
      if (await isOver(operationId)) return
      await recorded(talking, { operation: 'refuse-infected-file', by: 'scanner', reason: found, target: account, operationId }, async () => null)
    },
    watch() {
      watching = (async () => {
        while (!ending.signal.aborted) {
          try {
            for (const each of await withoutEnd()) await lookAfter(each)
          } catch (error) {
            // Who is away is asked again.
            if (!isFault(error) || error.retry === 'never') log.warn('rebuilds-not-watched', describeError(error))
          }
          await pauseMs(timers, WATCH_EVERY_MS, ending.signal)
        }
      })()
    },
    async stop() {
      ending.abort()
      await watching
    },
  }
}
