export { checkedEvent, openRow, type StoredRow } from './chain.ts'
export {
  categoryOf, chainHash, comparable, decode, encode, eventId, GENESIS, HASHES, idOf, nameOfType, subjectOf, timeOfId,
  type EventMeta, type HashName, type NewEvent, type Position, type StoredEvent,
} from './envelope.ts'
export {
  consistencyProof, EMPTY_TREE, eventLeaf, grow, inclusionProof, leafHash, nodeHash, rootOf, verifyConsistency, verifyInclusion,
  type TreeHead,
} from './merkle.ts'
export {
  assertAppendable, assertFits, chainBroken, logBehind, MAX_APPEND_BYTES, ORIGIN, versionConflict,
  type Appended, type Checkpoint, type EventStore, type Expected, type TailBatch, type TailFilter,
} from './port.ts'
