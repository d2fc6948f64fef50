export type {
  Change, Collection, CollectionDefinition, Condition, Document, Index, Page, Query, ReadStore, ViewCheckpoint,
} from './port.ts'
export { createCursors, type Cursors, type Place } from './cursor.ts'
export {
  assertDefinition, DEFAULT_LIMIT, isScalar, MAX_LIMIT, planQuery, valueAt,
  type Direction, type Operator, type Plan, type Scalar, type Test,
} from './plan.ts'
export { createWaiting, patienceOf, type Patience, type Waiting } from './waiting.ts'
