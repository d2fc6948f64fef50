export type {
  Change, Collection, CollectionDefinition, Condition, Document, Index, Page, Query, ReadStore, ViewCheckpoint,
} from './port.ts'
