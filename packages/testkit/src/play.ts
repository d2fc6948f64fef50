// What the runtime does to a stream, without a store: settle, decide, settle, decide. Tests and properties use it to ask
// what a history would have been.
import {
  assertArmedAhead, latest, settle, type Decider, type DomainEvent, type Instant, type TimedCommand,
} from '@zhijian/kernel'

export interface Played<State, Command, Event> {
  readonly events: readonly { readonly time: Instant; readonly event: Event }[]
  readonly refusals: readonly { readonly command: Command; readonly code: string }[]
  readonly state: State
}

/** A tick: time that somebody looked at. It may settle what is due and must never change what happened. */
export interface Tick {
  readonly tick: Instant
}

const isTick = (item: unknown): item is Tick => typeof item === 'object' && item !== null && 'tick' in item

/**
 * Runs commands in the order given; a command's time is raised to the stream's last.
 * @param until settles up to and including this instant at the end
 */
export const play = <State, Command extends TimedCommand, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>, items: readonly (Command | Tick)[], options: { readonly until?: Instant } = {},
): Played<State, Command, Event> => {
  let state = decider.initial()
  let lastAt: Instant | undefined
  const events: { time: Instant; event: Event }[] = []
  const refusals: { command: Command; code: string }[] = []

  const settleTo = (until: Instant): void => {
    const settlement = settle(decider, state, until)
    state = settlement.state
    for (const { event, due } of settlement.settled) {
      events.push({ time: due, event })
      lastAt = due
    }
  }

  for (const item of items) {
    if (isTick(item)) {
      settleTo(item.tick)
      continue
    }
    const at = lastAt === undefined ? item.at : latest(item.at, lastAt)
    settleTo(at)
    const command = { ...item, at }
    const decision = decider.decide(command, state)
    if (decision.kind === 'refused') refusals.push({ command, code: decision.code })
    if (decision.kind !== 'accepted') continue
    for (const event of decision.events) {
      state = decider.evolve(state, event)
      events.push({ time: at, event })
    }
    lastAt = at
    assertArmedAhead(decider, state, at)
  }
  if (options.until) settleTo(options.until)
  return { events, refusals, state }
}

/** Commands and ticks in order of time; a tick at the same instant goes first, as a timer would. */
export const merge = <Command extends TimedCommand>(commands: readonly Command[], ticks: readonly Tick[]): (Command | Tick)[] => {
  const timeOf = (item: Command | Tick): Instant => (isTick(item) ? item.tick : item.at)
  return [...ticks, ...commands].map((item, place) => ({ item, place }))
    .sort((a, b) => (timeOf(a.item) < timeOf(b.item) ? -1 : timeOf(a.item) > timeOf(b.item) ? 1 : a.place - b.place))
    .map(({ item }) => item)
}
