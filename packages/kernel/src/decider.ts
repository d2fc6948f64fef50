// The one shape of every decision in the platform, and the only place where time enters it.
// I1 Outcomes depend on recorded times alone: a deadline that has passed by a command's time is settled before it.
// I2 A deadline that equals a command's time goes first.
// I3 After every batch the next deadline lies after the batch's time: what is due is done, never armed in the past.
import { AssertionFailed, assert } from './assert.ts'
import type { Instant } from './instant.ts'

/** What is decided about one command: the facts it makes, a refusal with its code, or nothing because it holds already. */
export type Decision<Event> =
  | { readonly kind: 'accepted'; readonly events: readonly Event[] }
  | { readonly kind: 'refused'; readonly code: string; readonly detail: Readonly<Record<string, string | number>> }
  | { readonly kind: 'nothing' }

export const accept = <Event>(...events: readonly Event[]): Decision<Event> => ({ kind: 'accepted', events })
export const refuse = (code: string, detail: Readonly<Record<string, string | number>> = {}): Decision<never> =>
  ({ kind: 'refused', code, detail })
export const nothing: Decision<never> = { kind: 'nothing' }

/** Every event of a decider says what happened, and when by the stream's own time. */
export interface DomainEvent {
  readonly type: string
  readonly data: object
  /** The version that `data` is written in, as the stream's rule set names it; without one, the only one there is. */
  readonly version?: number
}

/** Every command carries the time at which the owning runtime took it, already raised to the stream's last time. */
export interface TimedCommand {
  readonly type: string
  readonly at: Instant
}

export interface Decider<State, Command extends TimedCommand, Event extends DomainEvent> {
  /** First part of the stream's name; no hyphen. */
  readonly category: string
  initial(): State
  evolve(state: State, event: Event): State
  decide(command: Command, state: State): Decision<Event>
  /** The earliest armed deadline, or null when no clock runs. */
  nextDeadline(state: State): Instant | null
  /** What the passing of `due` means: everything due at that instant, in the declared order. Never empty. */
  elapse(state: State, due: Instant): readonly Event[]
}

export interface SettledEvent<Event> {
  readonly event: Event
  /** The deadline that passed: this is the event's time, however late it was noticed. */
  readonly due: Instant
  /** Position within the events of this deadline, from 0. */
  readonly ordinal: number
}

export interface Settlement<State, Event> {
  readonly state: State
  readonly settled: readonly SettledEvent<Event>[]
}

/** A stream that would settle for ever: it is parked and an operator told. */
export class SettlingDoesNotEnd extends AssertionFailed {}

export const MAX_ROUNDS = 1000

/**
 * Lets every deadline up to and including `until` pass, in order.
 * @throws SettlingDoesNotEnd after 1,000 deadlines
 */
export const settle = <State, Command extends TimedCommand, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>, state: State, until: Instant,
): Settlement<State, Event> => {
  const settled: SettledEvent<Event>[] = []
  let now = state
  for (let round = 0; ; round += 1) {
    const due = decider.nextDeadline(now)
    if (due === null || due > until) return { state: now, settled }
    if (round >= MAX_ROUNDS) throw new SettlingDoesNotEnd(`${decider.category}: more than ${MAX_ROUNDS} deadlines up to ${until}`)
    const events = decider.elapse(now, due)
    assert(events.length > 0, `${decider.category}: the deadline ${due} passed and meant nothing`)
    events.forEach((event, ordinal) => {
      now = decider.evolve(now, event)
      settled.push({ event, due, ordinal })
    })
    assertArmedAhead(decider, now, due)
  }
}

/** I3, asked after every batch. */
export const assertArmedAhead = <State, Command extends TimedCommand, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>, state: State, at: Instant,
): void => {
  const next = decider.nextDeadline(state)
  assert(next === null || next > at, `${decider.category}: armed for ${next} at ${at}, which is not ahead`)
}

export const fold = <State, Command extends TimedCommand, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>, events: Iterable<Event>, from: State = decider.initial(),
): State => {
  let state = from
  for (const event of events) state = decider.evolve(state, event)
  return state
}
