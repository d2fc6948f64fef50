// What screens read: documents made from the log, each with the position it reflects. Everything here can be thrown away
// and made again.
// P1 A document and its position are one write; a batch and the view's checkpoint are one write.
// P2 `atLeast` waits until the view reflects that position, or fails with `not-yet` (later).
// P3 A query uses a declared index or is refused with `no-such-index`.
// P4 A rebuild goes on beside the live view; the swap is one write, and readers never see half of either.
import type { Json, JsonObject } from '@zhijian/kernel'

export type Document = JsonObject

/** A field's path (`asker.id`) or several, compared in this order. */
export type Index = readonly string[]

export interface CollectionDefinition {
  /** Lower case, hyphens. */
  readonly name: string
  /** Another version is rebuilt beside the old one. */
  readonly version: number
  /** Indexed fields hold text, numbers, booleans or null (a missing field is null); another value is a bug. */
  readonly indexes: readonly Index[]
}

export type Condition =
  | Json
  | { readonly in: readonly (string | number)[] }
  | {
    readonly gte?: string | number; readonly gt?: string | number; readonly lt?: string | number; readonly lte?: string | number
  }

export interface Query {
  /**
   * All must hold. The fields, with those of `sort`, must be a prefix of a declared index: first those fixed by a value or
   * `in`, in any order, then those of `sort` in theirs; a range may stand anywhere behind the fixed ones.
   * A range keeps to its bound's kind. @throws Fault `no-such-index` (never)
   */
  readonly where?: Readonly<Record<string, Condition>>
  /** Null and missing, numbers, text by code point, false, true. Ties go by id, in the direction of the last field. */
  readonly sort?: readonly (readonly [field: string, direction: 'asc' | 'desc'])[]
  /** 1–1,000; default 50. */
  readonly limit?: number
  /** From an earlier page of the same `where` and `sort`. @throws Fault `bad-cursor` (never) */
  readonly cursor?: string
  /** A position (P2). @throws Fault `not-yet` (later) */
  readonly atLeast?: string
}

export interface Page<D> {
  readonly items: readonly D[]
  /** Null on the last page. */
  readonly next: string | null
}

export interface Change<D> {
  readonly id: string
  /** Null removes it. */
  readonly document: D | null
}

export interface ViewCheckpoint {
  /** Opaque, ordered as text. */
  readonly position: string
  readonly stream: string
  readonly version: number
  readonly hash: string
  readonly epoch: string
}

export interface Collection<D extends Document = Document> {
  readonly definition: CollectionDefinition
  get(id: string, options?: { readonly atLeast?: string }): Promise<D | null>
  /** Those that are there. */
  getMany(ids: readonly string[]): Promise<ReadonlyMap<string, D>>
  find(query: Query): Promise<Page<D>>
  count(where?: Query['where']): Promise<number>
  /** Everything, in order of id: for who compares or copies. @param after exclusive; null begins @param limit 1–1,000 */
  entries(after: string | null, limit: number): Promise<readonly (readonly [id: string, document: D])[]>
  /** One write (P1). Positions before the checkpoint are ignored, so a repeated batch changes nothing. */
  apply(changes: readonly Change<D>[], checkpoint: ViewCheckpoint): Promise<void>
  checkpoint(): Promise<ViewCheckpoint | null>
}

export interface ReadStore {
  /** Opens or creates the live copy of this name and version, empty at first. @throws Fault `index-mismatch` (never) */
  collection<D extends Document>(definition: CollectionDefinition): Promise<Collection<D>>
  /** A second copy to fill from the beginning; `swap` makes it the live one, `discard` drops it. */
  rebuild<D extends Document>(definition: CollectionDefinition): Promise<{
    readonly collection: Collection<D>
    swap(): Promise<void>
    discard(): Promise<void>
  }>
  /** Every version that is there: an earlier release's copies stay, and serve its processes, until they are dropped. */
  versions(): Promise<readonly { readonly name: string; readonly version: number }[]>
  /** Dropping what is not there changes nothing. */
  drop(name: string, version: number): Promise<void>
  close(): Promise<void>
}
