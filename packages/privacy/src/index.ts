export type { BlobStore, KeyRing, Lookup, LookupKind, Sealer, Tombstone } from './port.ts'
export { openSqliteKeyRing, type SqliteKeyRingOptions } from './keyring-sqlite.ts'
export { commitmentOf, createSealer, MAX_TEXT, proves, type SealerOptions } from './sealer.ts'
export type { SuiteName } from './suite.ts'
