export { ASSESSMENT_RULES, assess, NOWHERE, transitionsOf, verdictOf, type Assessed, type AssessmentRules, type Reading, type Side, type Transition, type Verdict } from './assessment.ts'
export {
  basisAt, findingsOf, revisedFindings, UNWATCHED, watch, type Basis, type Condition, type Finding, type FixReadings, type Leave, type Order, type Watch,
} from './decision.ts'
export { packable, packed, unpacked, type KeptFix } from './block.ts'
export {
  FLOOR_M, inFixOrder, isSound, mark, MARK_RULES, marked, MARKS, SOURCES, UNMARKED, type Fix, type Mark, type MarkedFix, type Marking, type MarkRules, type ReceivedFix, type Source,
} from './fix.ts'
export { Follower, preparedOrder, seenFrom, UNFOLLOWED, versionOf, type BoundCondition, type Followed, type FollowedOrder, type PreparedOrder } from './follower.ts'
export { readingsOf } from './readings.ts'
export { isInForce, type WeeklySpan } from './schedule.ts'
export { movedOf, SEPARATION_RULES, separationOf, type Separation, type SeparationRules, type SeparationSign } from './separation.ts'
export { RUNGS, SILENCE_RULES, silenceOf, type LastHeard, type Rung, type Silence, type SilenceRules } from './silence.ts'
export { batchOf, MAX_BATCH } from './reception/batch.ts'
export { gpxFileOf, gpxOf, tableOf } from './reception/files.ts'
export { likelySource } from './reception/heard.ts'
export type { FieldCode, Heard, Problem, Reception, RefusalCode } from './reception/heard.ts'
export { osmAndOf, type OsmAndRequest } from './reception/osmand.ts'
