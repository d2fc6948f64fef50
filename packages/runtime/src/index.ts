export * from './service.ts'
export { aheadQueries, whatIsAhead } from './ahead.ts'
export { createActorTokens, privateKeyFrom, processTokens, publicKeyFrom, type ActorTokens, type Issuer } from './actor-tokens.ts'
export { followedClock, scaledClock, systemClock, wallClock, wallNow, type SystemClock } from './clocks.ts'
export { deadlineView, type Deadline, type DeadlineBoard, type Ordinals } from './deadlines.ts'
export { createExecutor, type Executor, type Meter } from './executor.ts'
export { createRuntime, derivedCommandId, type HostedService, type NotReady, type Runtime, type RuntimeOptions, type RuntimeStatus, type ServiceState } from './runtime.ts'
export {
  foldStored, recordCommand, restoreCommand, sealBatch, settleFolded, unwritten, writeDecided, writeSettled,
  type Batch, type BatchContext, type Folded, type WriteOptions,
} from './stream.ts'
export { moved, movesOf, type Share, type Sum } from './sums.ts'
export { createMetrics, type Lateness, type Metrics } from './metrics.ts'
export { describeError, jsonLog, silentLog, type Fields, type Log } from './log.ts'
export { foldBatch } from './folding.ts'
export { followView, inCurrentForm, type Families, type Follower, type FollowerState } from './views.ts'
export type { RebuildState } from './rebuilding.ts'
