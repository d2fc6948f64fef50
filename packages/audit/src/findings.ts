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
  | 'unknown-event'
  | 'rules-not-shipped'
  | 'goes-on-otherwise'
  | 'seal'
  | 'track'

export const REPLAY_SENTENCES = {
  'position-back': 'position {position} comes after {previous}',
  'version-after': 'version {version} follows version {previous}',
  'no-known-hash': 'names no hash that is known',
  'text-misfit': 'the hash does not fit the text and what precedes it',
  'text-not-json': 'the stored text is not JSON',
  'text-of-another': 'the stored text belongs to {place}',
  'time-back': 'time {time} after {previous}',
  'no-command': 'the first decided event carries no command',
  'command-refused': 'the command {command} is refused with {refusal}',
  'command-does-nothing': 'the command {command} does nothing',
  'should-follow': '{event} at {time} should follow and does not',
  'does-not-follow': '{event} does not follow from what precedes it',
  'decided-otherwise': '{decided} is decided here, {stored} is stored',
  'differs-in': '{event} differs in {names}',
  'underivable': 'the batch cannot be derived again: what it records breaks a rule of the code',
  'batch-without-end': 'the batch has no end',
  'no-decider': 'no decider is known for {category}',
  'event-unknown': '{event} is not known to this release',
  'rules-missing': 'rule set {rules} is not shipped with this release',
  'passes-otherwise': 'by {time}, with nothing more done, {now} follows here; the release before has {before}',
  'reading-differs': '{count} readings differ from the positions that are kept; the first, {digest} of {at}, in {what}',
  'fix-gone': '{count} positions that this was decided on are not kept, though they are not too old; the first is {digest} of {at}',
  'fix-without-basis': '{count} positions are kept that no basis covers; the first is {digest} of {at}',
  'transition-untold': 'from the positions that are kept follows {kind} for {condition} since {since}, known at {at}, and it was never said',
  'transition-uncarried': '{transition} ({kind} for {condition} since {since}, known at {at}) does not follow from the positions that are kept',
  'track-left': 'the correction is over, and {count} positions are still kept',
  'commanded-otherwise': 'to {command} this release answers {now}; the one before {before}',
} as const

export type FindingCode = keyof typeof REPLAY_SENTENCES
export type FindingValues = Readonly<Record<string, string | number>>

export const sentenceOf = (code: FindingCode, values: FindingValues): string =>
  REPLAY_SENTENCES[code].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

export interface Finding {
  readonly kind: FindingKind
  readonly stream: string
  readonly version: number
  readonly position: string
  readonly code: FindingCode
  readonly values: FindingValues
  /** The code's sentence in English, for the record; the command line says it in the reader's language. */
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
