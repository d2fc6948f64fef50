// given what happened · when somebody asks for something, or time passes · then these facts, a refusal, or nothing.
import assert from 'node:assert/strict'
import {
  assertArmedAhead, fold, settle, type Decider, type Decision, type DomainEvent, type Instant, type TimedCommand,
} from '@zhijian/kernel'

interface Outcome<State, Event> {
  /** Everything that was recorded, deadlines that passed first. */
  then(...expected: readonly Event[]): State
  /** Refused with this code; deadlines that passed meanwhile may be named. */
  thenRefused(code: string, ...settled: readonly Event[]): State
  /** No fact at all, neither decided nor settled. */
  thenNothing(): State
  /** For looking closer than the three above. */
  readonly state: State
  readonly events: readonly Event[]
}

interface Given<State, Command, Event> {
  when(command: Command): Outcome<State, Event>
  /** Lets every deadline up to and including this instant pass. */
  whenTimePasses(until: Instant): Outcome<State, Event>
  readonly state: State
}

export const scenario = <State, Command extends TimedCommand, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
) => (...history: readonly (Event | readonly Event[])[]): Given<State, Command, Event> => {
  const before = fold(decider, history.flat() as Event[])

  const outcome = (settled: readonly Event[], decision: Decision<Event>, state: State): Outcome<State, Event> => {
    const decided = decision.kind === 'accepted' ? decision.events : []
    const events = [...settled, ...decided]
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
    const same = (actual: readonly Event[], expected: readonly Event[]): void => assert.deepEqual(plain(actual), plain(expected))
    return {
      then(...expected) {
        assert.equal(decision.kind === 'refused' ? `refused: ${decision.code}` : 'no refusal', 'no refusal')
        same(events, expected)
        return state
      },
      thenRefused(code, ...expected) {
        assert.equal(decision.kind === 'refused' ? decision.code : decision.kind, code)
        if (expected.length > 0) same(settled, expected)
        return state
      },
      thenNothing() {
        assert.equal(decision.kind === 'refused' ? `refused: ${decision.code}` : 'no refusal', 'no refusal')
        same(events, [])
        return state
      },
      state,
      events,
    }
  }

  return {
    state: before,
    when(command) {
      const settlement = settle(decider, before, command.at)
      const decision = decider.decide(command, settlement.state)
      const decided = decision.kind === 'accepted' ? decision.events : []
      const state = fold(decider, decided, settlement.state)
      assertArmedAhead(decider, state, command.at)
      return outcome(settlement.settled.map((each) => each.event), decision, state)
    },
    whenTimePasses(until) {
      const settlement = settle(decider, before, until)
      return outcome(settlement.settled.map((each) => each.event), { kind: 'nothing' }, settlement.state)
    },
  }
}
