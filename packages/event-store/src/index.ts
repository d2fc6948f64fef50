export {
  backupStore, checkBackup, readManifest, restoreStore, type BackupManifest, type Restored, type RestoreOptions,
} from './backup.ts'
export { checkedEvent, openRow, type StoredRow } from './chain.ts'
export {
  checkStore, type CheckableStore, type CheckProgress, type CheckReport, type OutsideKnowledge,
} from './check.ts'
export {
  isConsistent, proveConsistency, recordOf, type ConsistencyProof, type ConsistencyStep, type LogRecord,
} from './consistency.ts'
export {
  categoryOf, chainHash, comparable, decode, encode, eventId, GENESIS, HASHES, idOf, nameOfType, subjectOf, timeOfId,
  type EventMeta, type HashName, type NewEvent, type Position, type StoredEvent,
} from './envelope.ts'
export { CHECK_SENTENCES, type Finding, type FindingKind } from './findings.ts'
export {
  consistencyProof, EMPTY_TREE, eventLeaf, grow, inclusionProof, leafHash, nodeHash, rootOf, verifyConsistency, verifyInclusion,
  type TreeHead,
} from './merkle.ts'
export { appendJournal, readCopies, readEnd, readPublicKeys, replaceFile, type OutsideCopy } from './outside.ts'
export { followSeals, type NewestSeal } from './newest-seal.ts'
export {
  assertAppendable, assertFits, chainBroken, logBehind, MAX_APPEND_BYTES, ORIGIN, versionConflict,
  type Appended, type Checkpoint, type EventStore, type Expected, type TailBatch, type TailFilter, type TailOptions,
} from './port.ts'
export {
  assertOutside, createSealer, isSealSigned, logEvent, logStream, nextKeyOf, RESTORED, ROTATED, SEALED, statementOf, treeAfter, treeOf,
  type Rotation, type SealableStore, type SealedTree, type Sealer, type SealerOptions, type Seal, type ServiceLog,
} from './seal.ts'
export { isSignedBy, keyIdOf, openSealKey, type SealKey, type SealKeyKind } from './seal-key.ts'
export { openLogTree, type Inclusion, type LogTree } from './tree-files.ts'
