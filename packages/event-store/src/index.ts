export {
  categoryOf, chainHash, comparable, decode, encode, eventId, GENESIS, HASHES, idOf, nameOfType, subjectOf, timeOfId,
  type EventMeta, type HashName, type NewEvent, type Position, type StoredEvent,
} from './envelope.ts'
export {
  chainBroken, MAX_APPEND_BYTES, versionConflict,
  type Appended, type Checkpoint, type EventStore, type Expected, type TailBatch, type TailFilter,
} from './port.ts'
