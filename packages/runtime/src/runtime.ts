// Carries services: takes their commands and queries from the bus, follows the log for their views, reactions and
// deadlines, and says how it is doing. One runtime per process; embedded hosts every service in one.
import { hash } from 'node:crypto'
import {
  CommandEnvelope, QueryEnvelope, type Actor, type CommandReply, type EventFamily, type Missed,
} from '@zhijian/contracts'
import type { Bus, Subscription } from '@zhijian/bus'
import { categoryOf, type EventStore, type HashName, type StoredEvent } from '@zhijian/event-store'
import { assert, AssertionFailed, Fault, isFault, oncePerMinute, settle, type Cancel, type Clock, type Instant, type Json, type Timers } from '@zhijian/kernel'
import type { Collection, Document, ReadStore } from '@zhijian/read-store'
import { tell, traceparent } from '@zhijian/telemetry'
import type { z } from 'zod'
import type { ActorTokens } from './actor-tokens.ts'
import { createDeadlineBoard, type DeadlineBoard, type Ordinals } from './deadlines.ts'
import { createExecutor } from './executor.ts'
import type {
  Aggregate, Ahead, CommandContext, CommandDefinition, Outgoing, QueryDefinition, Reaction, ServiceDefinition, ServicePorts,
} from './service.ts'
import { describeError, type Log } from './log.ts'
import { latenessOf, meterOf, type Lateness, type Metrics } from './metrics.ts'
import { followRulesInUse, type RulesInUse } from './rules-in-use.ts'
import { whatIsAhead } from './ahead.ts'
import { followView, inCurrentForm, type Follower, type FollowerState } from './views.ts'

export interface RuntimeOptions {
  readonly store: EventStore
  readonly bus: Bus
  readonly readStore: ReadStore
  /** The platform's time: deadlines, and what is stamped on facts. */
  readonly clock: Clock
  /** What the machine waits by: patience, back-off. A demonstration that is sped up waits as long as any other. */
  readonly timers: Timers
  /** Wall time, for `recordedat`. */
  readonly wallNow: () => Instant
  readonly tokens: ActorTokens
  readonly families: readonly EventFamily[]
  readonly log: Log
  readonly metrics: Metrics
  readonly ordinals?: Ordinals
  readonly hash?: HashName
  /** Puts the services' commands and queries on the bus; default: the runtime does it itself. Before reactions start. */
  readonly answer?: (services: readonly HostedService[]) => Promise<{ stop(): Promise<void> }>
  /** How long a reader may wait for his own write to show. Default 2,000 ms. */
  readonly patienceMs?: number
  /** How long a reaction may wait for its service's views before it fails with `not-yet`. Default 10,000 ms. */
  readonly reactionPatienceMs?: number
  /** Whether this machine's clock may be gone by: while it may not, nothing is stamped and no deadline settled. Default: always. */
  readonly mayStamp?: () => boolean
}

export interface HostedService {
  readonly definition: ServiceDefinition
  readonly handleCommand: (name: string, envelope: unknown) => Promise<CommandReply>
  readonly handleQuery: (name: string, envelope: unknown) => Promise<Json>
  readonly followers: readonly Follower[]
  readonly board: DeadlineBoard
}

/** Why work should not be sent to a process. */
export interface NotReady {
  readonly code: 'starting' | 'stopping' | 'view-behind' | 'deadlines-behind' | 'broker-away' | 'clock-behind' | 'clock-wrong' | 'log-takes-nothing' | 'disk-takes-nothing'
  /** For whoever reads it. */
  readonly words: string
}

export interface RuntimeStatus {
  readonly ready: boolean
  readonly reasons: readonly NotReady[]
  readonly views: readonly { readonly name: string; readonly position: string | null; readonly isLive: boolean }[]
  readonly parkedStreams: readonly { readonly stream: string; readonly code: string }[]
}

/** How one service of this process is doing, for whoever keeps the platform. */
export interface ServiceState {
  readonly service: string
  /** The service's views, and what it knows of its deadlines. */
  readonly views: readonly FollowerState[]
  readonly consumers: readonly string[]
  readonly deadlines: {
    readonly pending: number
    readonly next: { readonly stream: string; readonly due: Instant } | null
    readonly parked: readonly { readonly stream: string; readonly code: string }[]
    /** By category: of those settled since this process started, how many were settled at most so much after they were due. */
    readonly lateness: readonly Lateness[]
  }
}

export interface Runtime {
  /** Before start. @returns what the service's in-process callers may use */
  host(create: (ports: ServicePorts) => ServiceDefinition): HostedService
  /**
   * Views follow the log, commands and queries are answered, and nothing happens by itself yet.
   * @throws Fault `rules-not-shipped` (never): a live case was opened under rules that this release does not have
   */
  open(): Promise<void>
  /** Every view shows all that the log held when this was called. */
  caughtUp(): Promise<void>
  /** Deadlines pass and reactions run from now on; opens first what is not open. */
  start(): Promise<void>
  /** Everything that follows from what the log holds now has been done, retries that wait for their time apart: for virtual clocks. */
  idle(): Promise<void>
  status(): Promise<RuntimeStatus>
  upcoming(limit: number): Promise<readonly { readonly stream: string; readonly due: Instant }[]>
  /** @throws Fault of the read store · `no-such-service` (never) */
  inspect(service: string): Promise<ServiceState>
  /** Makes a view anew beside the live one. @throws Fault `no-such-view` · `no-such-service` · `rebuild-runs-already` (never) */
  rebuild(service: string, view: string, id: string): void
  /** Tries a stream whose deadline could not be settled once more. @returns false when none of that name is parked here */
  settleAgain(service: string, stream: string): Promise<boolean>
  /** What people miss while a consumer has not taken this event; null for one that is not of a service here. */
  missed(consumer: string, event: StoredEvent): Missed | null
  /** Takes no more work, finishes what is in hand. */
  drain(): Promise<void>
}

/** How long a log that took nothing is told of when nobody has tried again since; a deadline is tried again within a minute. */
const KEPT_OUT_LASTS_MS = 90_000

/** Turns of the event loop without any movement after which a runtime counts as idle. */
const QUIET_TURNS = 4

const SYSTEM: Actor = { id: 'system' as Actor['id'], role: 'system' }

/** A command id that a redelivered event makes again. */
export const derivedCommandId = (cause: string, purpose: string, which: number | string): string =>
  hash('sha256', `${cause}/${purpose}#${which}`, 'base64url')

/** Paths only: what was put in stays out of messages. */
const invalid = (what: string, error: z.ZodError): Fault => new Fault(
  'invalid-message', `${what}: ${error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || '(whole)'} ${issue.code}`).join('; ')}`, { retry: 'never' },
)

const parse = <S extends z.ZodType>(schema: S, value: unknown, what: string): z.infer<S> => {
  const result = schema.safeParse(value)
  if (!result.success) throw invalid(what, result.error)
  return result.data
}

export const createRuntime = (options: RuntimeOptions): Runtime => {
  const { store, bus, clock, timers, log, metrics, tokens, mayStamp = () => true } = options
  const families = new Map(options.families.map((family) => [family.category, family]))
  const ordinals = options.ordinals ?? { ordinal: 0, instances: 1, graceMs: 2000 }
  const hosted: (HostedService & {
    begin(): Promise<void>
    /** Null where no decider has numbered rules. */
    rulesInUse(): RulesInUse | null
    react(reaction: Reaction): (event: StoredEvent) => Promise<void>
    readonly subscriptions: Subscription[]
  })[] = []
  const inHand = new Set<Promise<unknown>>()
  /** What the log said when the newest append could not be taken; null after one that was. */
  let keptOut: string | null = null
  let forget: Cancel = () => {}
  const noteAppend = (kept: Fault | null): void => {
    forget()
    keptOut = kept === null ? null : kept.message
    if (kept !== null) forget = timers.after(KEPT_OUT_LASTS_MS, () => { keptOut = null })
  }
  /** Whoever waits for a view gives up when the runtime ends. */
  const ending = new AbortController()

  const counted = <T>(work: Promise<T>): Promise<T> => {
    inHand.add(work)
    void work.then(() => inHand.delete(work), () => inHand.delete(work))
    return work
  }

  const keptBack = oncePerMinute(timers)
  /** An overload fails thousands of commands a minute for one reason: its first is told, and then how many there were. */
  const sayFailed = (service: string, command: string, error: unknown): void => {
    const said = describeError(error)
    const kept = keptBack(`${service}.${command} ${said.fault ?? said.stack}`)
    if (kept !== null) log.warn('command-failed', { service, command, ...said, ...(kept.more === 0 ? {} : { more: kept.more, since: kept.since }) })
  }

  /** Without its permission the broker of the distributed profile would not carry it: said here, so that it is found at once. */
  const declared = ({ name, sends }: ServiceDefinition, subject: string): string => {
    assert(sends.includes(subject), `${name} sends to ${subject} and does not say so: see \`sends\` of its definition`)
    return subject
  }

  const send = async (from: ServiceDefinition, outgoing: Outgoing, context: Omit<CommandContext, 'now'>): Promise<CommandReply> => {
    const envelope = {
      commandId: context.commandId, data: outgoing.data, actor: context.actor, token: tokens.sign(context.actor, context.commandId),
      requestedAt: clock.now(), correlationId: context.correlationId,
      ...(context.causationId === undefined ? {} : { causationId: context.causationId }),
    }
    return await bus.request(declared(from, `cmd.${outgoing.service}.${outgoing.command}`), envelope as unknown as Json) as unknown as CommandReply
  }

  const host = (create: (ports: ServicePorts) => ServiceDefinition): HostedService => {
    const collections = new Map<string, Collection>()
    const executorOf = new Map<string, ReturnType<typeof createExecutor>>()
    const executor = (): ReturnType<typeof createExecutor> => {
      const found = executorOf.get(definition.name)
      if (found) return found
      const made = createExecutor({
        store, clock, wallNow: options.wallNow, service: definition.name, hash: options.hash ?? 'sha256',
        onAppend: noteAppend, mayStamp, meter: meterOf(metrics, definition.name, definition.aggregates.map(({ events }) => events)),
      })
      executorOf.set(definition.name, made)
      return made
    }

    const ports: ServicePorts = {
      ask: async (service, query, data) => bus.request(declared(definition, `qry.${service}.${query}`), { data, actor: SYSTEM, token: tokens.sign(SYSTEM, 'query') } as unknown as Json),
      tell: (service, command, data, context) => send(definition, { service, command, data }, context),
      view<D extends Document>(name: string) {
        const found = collections.get(name)
        assert(found, `${definition.name} has no view ${name}, or is not started`)
        return found as unknown as Collection<D>
      },
      async state<State>(aggregate: Aggregate<State>, id: string) {
        const { folded } = await executor().streams.loadCurrent(aggregate, `${aggregate.decider.category}-${id}`)
        if (folded.version < 0) return null
        return { state: settle(aggregate.decider, folded.state, clock.now()).state, version: folded.version }
      },
      async ahead(until, page) {
        const [found, total] = await Promise.all([board.until(until, page), board.count(until)])
        return { items: await aheadOf(found.map(({ stream }) => stream), until), next: found.length === page.limit ? found.at(-1)! : null, total }
      },
      aheadOf: (streams, until) => aheadOf(streams, until),
      async history(stream) {
        ownerOf(stream)
        return store.read(stream)
      },
    }
    const ownerOf = (stream: string): Aggregate => {
      const aggregate = aggregates.get(categoryOf(stream))
      if (aggregate === undefined) throw new Fault('no-such-stream', `${definition.name} has no streams of this kind`, { retry: 'never' })
      return aggregate
    }
    /** What is warm is good enough: a stream that somebody writes meanwhile is asked for again. */
    const aheadOf = async (streams: readonly string[], until: Instant): Promise<readonly Ahead[]> => (await Promise.all(streams.map(async (stream) => {
      const aggregate = ownerOf(stream)
      try {
        const { state } = (await executor().streams.load(aggregate, stream)).folded
        return whatIsAhead(aggregate, stream, state, until) ?? []
      } catch (error) {
        // One that cannot be folded or settled is parked, and told of as such: it hides no other.
        if (!(error instanceof AssertionFailed)) throw error
        return []
      }
    }))).flat()

    const definition = create(ports)
    const aggregates = new Map(definition.aggregates.map((aggregate) => [aggregate.decider.category, aggregate]))
    const followers: Follower[] = []
    let rulesInUse: RulesInUse | null = null
    const subscriptions: Subscription[] = []

    const board = createDeadlineBoard({
      name: definition.name, categories: [...aggregates.keys()], store, readStore: options.readStore, clock, timers, ordinals, log, metrics, mayStamp,
      settle: (stream) => {
        const aggregate = aggregates.get(categoryOf(stream))
        assert(aggregate, `${definition.name} does not own ${categoryOf(stream)}`)
        return executor().settle(aggregate, stream)
      },
    })

    const allowed = (actor: Actor, roles: CommandDefinition['roles'], what: string): void => {
      if (!roles.includes(actor.role)) throw new Fault('role-not-allowed', `${what} is not for ${actor.role}`, { retry: 'never' })
    }

    const handleCommand = async (name: string, message: unknown): Promise<CommandReply> => {
      const route: CommandDefinition | undefined = Object.hasOwn(definition.commands, name) ? definition.commands[name] : undefined
      if (!route) throw new Fault('no-such-command', `${definition.name} has no command ${name}`, { retry: 'never' })
      const envelope = parse(CommandEnvelope, message, `${definition.name}.${name} envelope`)
      const stopTimer = metrics.commandSeconds.startTimer({ service: definition.name, command: name })
      try {
        tokens.verify(envelope.actor, envelope.commandId, envelope.token)
        allowed(envelope.actor, route.roles, name)
        const data = parse(route.schema, envelope.data, `${definition.name}.${name}`) as never
        const context = (): CommandContext => ({
          commandId: envelope.commandId, actor: envelope.actor, now: clock.now(), correlationId: envelope.correlationId,
          ...(envelope.causationId === undefined ? {} : { causationId: envelope.causationId }),
        })
        const stream = `${route.aggregate.decider.category}-${route.streamId(data, context())}`
        const landed = await executor().done(route.aggregate, stream, envelope.commandId)
        // The bus opened a span for the request: what follows from these events follows from it.
        const trace = traceparent() ?? envelope.traceparent
        const reply: CommandReply = landed
          ? { outcome: 'accepted', ...landed, repeated: true }
          : await executor().execute(route.aggregate, stream, () => route.prepare(data, context()), {
            commandId: envelope.commandId, actor: envelope.actor, correlationId: envelope.correlationId,
            ...(envelope.causationId === undefined ? {} : { causationId: envelope.causationId }),
            ...(trace === undefined ? {} : { traceparent: trace }),
          })
        metrics.commands.inc({ service: definition.name, command: name, outcome: reply.outcome === 'refused' ? reply.code : reply.outcome })
        tell({ 'zhijian.outcome': reply.outcome, ...(reply.outcome === 'refused' ? { 'zhijian.refusal': reply.code } : reply.outcome === 'accepted' ? { 'zhijian.repeated': reply.repeated } : {}) })
        return reply
      } catch (error) {
        metrics.commands.inc({ service: definition.name, command: name, outcome: isFault(error) ? `fault:${error.code}` : 'bug' })
        if (!isFault(error) || error.retry !== 'never') sayFailed(definition.name, name, error)
        throw error
      } finally {
        stopTimer()
      }
    }

    const handleQuery = async (name: string, message: unknown): Promise<Json> => {
      const route: QueryDefinition | undefined = Object.hasOwn(definition.queries, name) ? definition.queries[name] : undefined
      if (!route) throw new Fault('no-such-query', `${definition.name} has no query ${name}`, { retry: 'never' })
      const envelope = parse(QueryEnvelope, message, `${definition.name}.${name} envelope`)
      tokens.verify(envelope.actor, 'query', envelope.token)
      allowed(envelope.actor, route.roles, name)
      const data = parse(route.schema, envelope.data, `${definition.name}.${name}`) as never
      if (envelope.atLeast !== undefined) await reached(envelope.atLeast)
      return route.run(data, { actor: envelope.actor, now: clock.now() })
    }

    /** @throws Fault `not-yet` (later): not within this time, or the runtime is ending */
    const viewsReach = async (position: string, withinMs: number): Promise<void> => {
      if (!followers.every((follower) => follower.hasReached(position))) await untilViewsReach(position, withinMs)
    }
    const untilViewsReach = (position: string, withinMs: number): Promise<void> => new Promise((resolve, reject) => {
      const givenUp = new AbortController()
      const leave = (): void => {
        cancel()
        ending.signal.removeEventListener('abort', giveUp)
      }
      const giveUp = (): void => {
        leave()
        reject(new Fault('not-yet', `${definition.name}: views have not reached the position asked for`, { retry: 'later' }))
        givenUp.abort()
      }
      const cancel = timers.after(withinMs, giveUp)
      ending.signal.addEventListener('abort', giveUp)
      void Promise.all(followers.map((follower) => follower.reached(position, givenUp.signal))).then(() => {
        leave()
        resolve()
      })
    })

    /** @throws Fault `no-such-position` (never) · `not-yet` (later) */
    const reached = async (position: string): Promise<void> => {
      const head = await store.head()
      if (head === null || position > head) throw new Fault('no-such-position', `${definition.name}: the log has not come to this position`, { retry: 'never' })
      await viewsReach(position, options.patienceMs ?? 2000)
    }

    const react = (reaction: Reaction) => async (event: StoredEvent): Promise<void> => {
      const consumer = `${definition.name}.${reaction.name}`
      const current = inCurrentForm(families, event)
      if (!current) return
      // A reaction may ask its own service's views: they have seen at least the event it reacts to. Where a view stands
      // still, or is made anew, the event is set aside and tried again: that is seen, and holds nobody else up.
      await viewsReach(event.position, options.reactionPatienceMs ?? 10_000)
      const outgoing = await reaction.run(current)
      for (const [ordinal, each] of outgoing.entries()) {
        const reply = await send(definition, each, {
          commandId: derivedCommandId(event.id, consumer, each.about ?? ordinal), actor: SYSTEM, correlationId: event.meta.correlationid, causationId: event.id,
        })
        metrics.reactions.inc({ consumer, outcome: reply.outcome })
        // A refusal is an answer: the other service's state makes this command pointless. It is counted and said.
        if (reply.outcome === 'refused') log.info('reaction-refused', { consumer, command: each.command, code: reply.code, stream: event.stream })
      }
    }

    const service = {
      definition,
      handleCommand: (name: string, message: unknown) => counted(handleCommand(name, message)),
      handleQuery: (name: string, message: unknown) => counted(handleQuery(name, message)), followers, board, subscriptions, react,
      rulesInUse: () => rulesInUse,
      async begin() {
        for (const view of definition.views) {
          const collection = await options.readStore.collection(view.collection)
          collections.set(view.collection.name, collection)
          followers.push(await followView({
            view, collection, store, readStore: options.readStore, families, timers, log, metrics, company: 'views',
            onLive: async (live) => void collections.set(view.collection.name, live),
          }))
        }
        await board.follow()
        rulesInUse = await followRulesInUse({ name: definition.name, aggregates: definition.aggregates, store, readStore: options.readStore, families, timers, log, metrics })
      },
    }
    hosted.push(service)
    return service
  }

  const answerOnBus = async (services: readonly HostedService[]): Promise<{ stop(): Promise<void> }> => {
    const subscriptions: Subscription[] = []
    for (const { definition, handleCommand, handleQuery } of services) {
      for (const name of Object.keys(definition.commands)) {
        subscriptions.push(await bus.respond(`cmd.${definition.name}.${name}`, (body) => handleCommand(name, body) as unknown as Promise<Json>))
      }
      for (const name of Object.keys(definition.queries)) {
        subscriptions.push(await bus.respond(`qry.${definition.name}.${name}`, (body) => handleQuery(name, body)))
      }
    }
    return { stop: async () => void await Promise.all(subscriptions.map((subscription) => subscription.drain())) }
  }
  const serviceOf = (name: string): (typeof hosted)[number] => {
    const found = hosted.find(({ definition }) => definition.name === name)
    if (!found) throw new Fault('no-such-service', `no service ${name.slice(0, 80)} runs here`, { retry: 'never' })
    return found
  }
  const followersOf = (name: string): readonly Follower[] => {
    const { followers, board } = serviceOf(name)
    return [...followers, ...board.follower ? [board.follower] : []]
  }

  let answering: { stop(): Promise<void> } | null = null

  const open = async (): Promise<void> => {
    for (const service of hosted) await service.begin()
    for (const service of hosted) await service.rulesInUse()?.assertShipped()
    answering = await (options.answer ?? answerOnBus)(hosted)
  }

  return {
    host,
    open,
    caughtUp: async () => void await Promise.all(hosted.flatMap(({ board, followers }) => [...followers, ...board.follower ? [board.follower] : []].map((follower) => follower.caughtUp()))),
    async start() {
      if (!answering) await open()
      for (const { board } of hosted) await board.start()
      // At once: over a broker each takes many questions and answers. All have ended before one that failed is told.
      const begun = await Promise.allSettled(hosted.flatMap((service) => service.definition.reactions.map(async (reaction) => {
        const handle = service.react(reaction)
        service.subscriptions.push(await bus.subscribe({
          consumer: `${service.definition.name}.${reaction.name}`, filter: reaction.on,
          ...(reaction.concurrency === undefined ? {} : { concurrency: reaction.concurrency }),
        }, (event) => counted(handle(event))))
      })))
      for (const each of begun) if (each.status === 'rejected') throw each.reason
    },
    async idle() {
      // Work hands itself on through turns of the event loop; several turns in which nothing moved mean there is none left.
      let head = await store.head()
      for (let quiet = 0; quiet < QUIET_TURNS;) {
        await new Promise((resolve) => setImmediate(resolve))
        const now = await store.head()
        const busy = inHand.size > 0 || now !== head || hosted.some(({ board, followers }) =>
          board.isBusy() || followers.some((follower) => now !== null && (follower.position() ?? '') < now))
        quiet = busy ? 0 : quiet + 1
        head = now
      }
    },
    async status() {
      const reasons: NotReady[] = []
      if (ending.signal.aborted) reasons.push({ code: 'stopping', words: 'shutting down' })
      if (keptOut !== null) reasons.push({ code: 'log-takes-nothing', words: `the log takes nothing: ${keptOut}` })
      const views = hosted.flatMap((service) => service.followers.map((follower) =>
        ({ name: follower.name, position: follower.position(), isLive: follower.isLive })))
      for (const view of views) if (!view.isLive) reasons.push({ code: 'view-behind', words: `view ${view.name} is catching up` })
      for (const service of hosted) if (!service.board.follower?.isLive) reasons.push({ code: 'deadlines-behind', words: `deadlines of ${service.definition.name} are catching up` })
      const parkedStreams = hosted.flatMap((service) => [...service.board.parked].map(([stream, code]) => ({ stream, code })))
      return { ready: reasons.length === 0, reasons, views, parkedStreams }
    },
    async upcoming(limit) {
      const all = await Promise.all(hosted.map((service) => service.board.upcoming(limit)))
      return all.flat().sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)).slice(0, limit)
    },
    async inspect(name) {
      const { definition, board } = serviceOf(name)
      const categories = new Set(definition.aggregates.map(({ decider }) => decider.category))
      return {
        service: name,
        views: await Promise.all(followersOf(name).map((follower) => follower.state())),
        consumers: definition.reactions.map((reaction) => `${name}.${reaction.name}`),
        deadlines: {
          pending: board.pending, next: (await board.upcoming(1))[0] ?? null,
          parked: [...board.parked].map(([stream, code]) => ({ stream, code })),
          lateness: (await latenessOf(metrics)).filter(({ category }) => categories.has(category)),
        },
      }
    },
    rebuild(name, view, id) {
      const follower = followersOf(name).find((each) => each.name === view)
      if (!follower) throw new Fault('no-such-view', `${name} has no view ${view.slice(0, 80)}`, { retry: 'never' })
      follower.rebuild(id)
    },
    settleAgain: (name, stream) => serviceOf(name).board.again(stream),
    missed(consumer, event) {
      for (const { definition } of hosted) {
        const reaction = definition.reactions.find(({ name }) => `${definition.name}.${name}` === consumer)
        const current = reaction && inCurrentForm(families, event)
        if (reaction && current) return reaction.otherwise(current)
      }
      return null
    },
    async drain() {
      if (ending.signal.aborted) return
      ending.abort()
      forget()
      // All at once: a view that goes on folding a backlog would take the time from what others have in hand.
      await Promise.all(hosted.flatMap(({ subscriptions, followers, board, rulesInUse }) => [
        ...[...subscriptions].map((subscription) => subscription.drain()), ...followers.map((follower) => follower.stop()), board.stop(), rulesInUse()?.follower.stop(),
      ]))
      await answering?.stop()
      while (inHand.size > 0) await Promise.allSettled([...inHand])
    },
  }
}
