// What an audit may find, and where. A finding is evidence for a person: it names the place, the kind and what differs,
// and never quotes a sealed or personal value.

export type FindingKind =
  | 'unreadable'
  | 'edited'
  | 'gap'
  | 'out-of-order'
  | 'time-goes-back'
  | 'left-unsettled'
  | 'decides-otherwise'
  | 'unfinished-batch'
  | 'unknown-category'
  | 'seal'

export interface Finding {
  readonly kind: FindingKind
  readonly stream: string
  readonly version: number
  readonly position: string
  /** One sentence in English for the record; the command line puts it into the reader's language. */
  readonly says: string
}

export interface Verdict {
  readonly events: number
  readonly streams: number
  readonly commands: number
  readonly deadlines: number
  /** Position and hash of the last event read. */
  readonly head: { readonly position: string; readonly hash: string } | null
  readonly findings: readonly Finding[]
  readonly ok: boolean
}
