export type {
  Bus, ConsumerStatus, DeadLetter, DeadLetters, Delivery, EventHandler, Headers, SubscribeOptions, Subscription,
} from './port.ts'
export { POSITION_DOOR } from './doors.ts'
export { openInProcessBus, type InProcessBusOptions } from './in-process.ts'
export type { Bookmark, Bookmarks } from './bookmarks.ts'
export { LEAST_SERVER, whyServerUnfit } from './nats-requires.ts'
export { DEFAULT_RETRY, failureOf, type Failure, type Report, type RetryPolicy } from './retry.ts'
export { openSqliteBusState } from './sqlite-state.ts'
export {
  memoryBusState, type BusChanges, type BusState, type ConsumerRecord, type HeldStream, type ParkedEvent,
} from './state.ts'
export { filterMatches, subjectMatches } from './subjects.ts'
export { systemTimers } from './timers.ts'
