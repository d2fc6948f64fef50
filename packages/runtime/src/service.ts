// What a service is made of, in words the runtime understands. A service file says what it decides, asks, shows and
// reacts to; the runtime does the loading, settling, appending, retrying, subscribing and checkpointing.
import type { Actor, CommandReply, EventFamily, Missed } from '@zhijian/contracts'
import type { StoredEvent, TailFilter } from '@zhijian/event-store'
import type { Decider, DomainEvent, Instant, Json, JsonObject, TimedCommand } from '@zhijian/kernel'
import type { CollectionDefinition, Document } from '@zhijian/read-store'
import type { z } from 'zod'
import type { Share } from './sums.ts'

/** A decider with the contract of its events. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export interface Aggregate<State = any, Command extends TimedCommand = any, Event extends DomainEvent = any> {
  readonly decider: Decider<State, Command, Event>
  readonly events: EventFamily<Event>
  /** Where streams are decided under a numbered rule set: those that this release has. */
  readonly rules?: {
    readonly shipped: readonly number[]
    /** Name of the event that opens a stream. */
    readonly opening: string
    /** The one that it names. */
    readonly of: (opening: JsonObject) => number
  }
  /** Whether the case was brought to its end; one that never ends says nothing. */
  readonly isOver?: (state: State) => boolean
  /** Facts that a clock leaves only where the platform's own reactions failed: nobody expects them of a clock that does not run yet. */
  readonly unexpected?: readonly string[]
  /** Where a stream belongs, for those who look at what is due; without it only those see it whose reach has no bounds. */
  readonly belongs?: (state: State) => Belonging
}

export interface Belonging {
  /** A division of any depth; null: nowhere in particular. */
  readonly place: string | null
  /** The question it is about. */
  readonly consultationId: string | null
}

/** What the passing of a deadline would mean if nothing else happened before. */
export interface Passing {
  readonly due: Instant
  /** The facts it would leave, in order; of each what one word or number says, nothing that is sealed. */
  readonly passing: readonly { readonly type: string; readonly says: Readonly<Record<string, string | number | boolean | null>> }[]
}

/** The deadlines of a stream that lie ahead: the next one, and those after it as far as was asked for. */
export interface Ahead extends Belonging, Passing {
  readonly stream: string
  readonly then: readonly Passing[]
}

/** Who asks, and under which command; `at` is stamped by the runtime after `prepare`. */
export interface CommandContext {
  readonly commandId: string
  readonly actor: Actor
  /** The moment of this preparation: a request may have been on its way for long, and what is attested must hold when the fact is stamped. */
  readonly now: Instant
  readonly correlationId: string
  /** The event that a reaction sends it after. */
  readonly causationId?: string
}

export interface CommandDefinition {
  /** A strictObject: what may be sent. Personal fields are `Sealed`. */
  readonly schema: z.ZodType
  readonly aggregate: Aggregate
  /** Id part of the stream: the runtime writes `<category>-<id>`. */
  readonly streamId: (data: never, context: CommandContext) => string
  /** The decider's command without `at`: the service's own edge, where attestations and look-ups are added. */
  readonly prepare: (data: never, context: CommandContext) => Promise<JsonObject & { readonly type: string }> | (JsonObject & { readonly type: string })
  /** Roles that may send it; the gateway's table says over which scope. `system` is for reactions. */
  readonly roles: readonly Actor['role'][]
}

/** Keeps the types of one command together; `data` is what the schema gives. */
export const command = <S extends z.ZodType, Command extends TimedCommand>(definition: {
  readonly schema: S
  readonly aggregate: Aggregate<never, Command, never> | Aggregate<any, Command, any>
  readonly streamId: (data: z.infer<S>, context: CommandContext) => string
  readonly prepare: (data: z.infer<S>, context: CommandContext) => Promise<Omit<Command, 'at'>> | Omit<Command, 'at'>
  readonly roles: CommandDefinition['roles']
}): CommandDefinition => definition as unknown as CommandDefinition

/** A query runs when the service's views have reached the position the reader asked for. */
export interface QueryContext {
  readonly actor: Actor
  readonly now: Instant
}

export interface QueryDefinition {
  readonly schema: z.ZodType
  readonly roles: readonly Actor['role'][]
  readonly run: (data: never, context: QueryContext) => Promise<Json>
}

export const query = <S extends z.ZodType>(definition: {
  readonly schema: S
  readonly roles: QueryDefinition['roles']
  readonly run: (data: z.infer<S>, context: QueryContext) => Promise<Json>
}): QueryDefinition => definition as unknown as QueryDefinition

/** A command that follows from an event. Its id derives from the event's id, the reaction's name, and what it is about or its place in the list. */
export interface Outgoing {
  /** Where the list may be another when the event comes again: what this one is about, so that it has the same id then, and no other has. */
  readonly about?: string
  readonly service: string
  /** `give-answer` */
  readonly command: string
  readonly data: JsonObject
}

/** Event in, commands out. Look-ups go through the service's ports; nothing else is asked of the world. */
export interface Reaction {
  /** Unique in the service: `record-audience`; the bus consumer is `<service>.<name>`. */
  readonly name: string
  readonly on: TailFilter
  readonly run: (event: StoredEvent) => Promise<readonly Outgoing[]> | readonly Outgoing[]
  /** What people miss as long as this does not happen, by the event alone. Pure. */
  readonly otherwise: (event: StoredEvent) => Missed
  /** Streams at once. Default 16. */
  readonly concurrency?: number
}

/** A read model: which document an event touches, and what it makes of it. Pure. */
export interface View<D extends Document = any> {
  readonly collection: CollectionDefinition
  readonly on: TailFilter
  /** Ids of the documents this event touches. */
  readonly keys: (event: StoredEvent) => readonly string[]
  /** @returns the new document, or null when there is none (any more) */
  readonly evolve: (document: D | null, event: StoredEvent, id: string) => D | null
  /** What a document adds to which sums. They lie in the view's own collection and are written with its documents. Pure. */
  readonly shares?: (document: D) => readonly Share[]
}

/** By when they are due, then by stream. */
export interface Place {
  readonly due: Instant
  readonly stream: string
}
export interface AheadPage {
  readonly items: readonly Ahead[]
  /** Null on the last page. */
  readonly next: Place | null
  /** How many there are up to that instant, on all pages. */
  readonly total: number
}

export interface ServiceDefinition {
  /** Folder name under services/: `consult-router`. */
  readonly name: string
  readonly aggregates: readonly Aggregate[]
  /** `give-answer` → definition; on the bus `cmd.<service>.<name>`. */
  readonly commands: Readonly<Record<string, CommandDefinition>>
  /** On the bus `qry.<service>.<name>`. */
  readonly queries: Readonly<Record<string, QueryDefinition>>
  readonly reactions: readonly Reaction[]
  readonly views: readonly View[]
  /**
   * Where it asks, orders and tells on the bus, its reactions included: `qry.directory.misplaced`, `cmd.notifier.plan-pushes`,
   * `push.*`. The runtime sends nowhere else, and the broker lets it send nowhere else.
   */
  readonly sends: readonly string[]
  /** Which broadcasts it hears: `signal.*`. */
  readonly hears?: readonly string[]
  /** It sends what people may send, in their names: the edge alone. */
  readonly speaksForPeople?: true
}

/** What a service may ask of the platform when it is made: its own views, other services' queries, the time. */
export interface ServicePorts {
  /** Answers of other services: `ask('lawyer-pool', 'attest', {…})`. @throws Fault */
  ask(service: string, query: string, data: JsonObject): Promise<Json>
  /** A command of another service, under an id of the caller's making. @throws Fault */
  tell(service: string, command: string, data: JsonObject, context: Omit<CommandContext, 'now'>): Promise<CommandReply>
  /** One of the service's own views, for its queries. */
  view<D extends Document>(name: string): import('@zhijian/read-store').Collection<D>
  /** The folded state of one of the service's own streams, settled up to now but not appended. */
  state<State>(aggregate: Aggregate<State>, id: string): Promise<{ readonly state: State; readonly version: number } | null>
  /** The service's own deadlines up to and including an instant, those behind `after` alone, soonest first. */
  ahead(until: Instant, page: { readonly limit: number; readonly after?: Place }): Promise<AheadPage>
  /** The same of streams that are named; those without a clock that runs are left out. */
  aheadOf(streams: readonly string[], until: Instant): Promise<readonly Ahead[]>
  /** All of a stream of the service's own, as it is in the log. Empty: there is none. */
  history(stream: string): Promise<readonly StoredEvent[]>
}
