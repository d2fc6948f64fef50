export type { BlobStore, KeyRing, Lookup, LookupKind, Sealer, Tombstone } from './port.ts'
