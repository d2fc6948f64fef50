export { AssertionFailed, assert, unreachable } from './assert.ts'
export { canonical, type Json, type JsonObject } from './canonical.ts'
export type { Cancel, Clock } from './clock.ts'
export {
  accept, assertArmedAhead, fold, MAX_ROUNDS, nothing, refuse, settle, SettlingDoesNotEnd,
  type Decider, type Decision, type DomainEvent, type SettledEvent, type Settlement, type TimedCommand,
} from './decider.ts'
export { Fault, isFault, type Retry } from './fault.ts'
export {
  days, earliest, elapsedMs, epochMs, hours, instant, instantAt, isInstant, latest, minutes, plus, seconds, type Instant,
} from './instant.ts'
export { oncePerMinute, pauseMs, timersOf, withinMs, type KeptBack, type Timers } from './timers.ts'
export { rankFor, shareOf, slotName, slotOf, SLOTS } from './slots.ts'
