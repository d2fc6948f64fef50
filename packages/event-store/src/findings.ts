// What a check may find: a kind, a code, the values of its sentence, and that sentence in English for the record. Whoever shows
// it to a person says it in his language by the code.

export type FindingKind =
  /** The text or hash was changed: the hash does not follow from what precedes it. */
  | 'edited'
  /** A position or version is missing. */
  | 'removed'
  /** Written for another place, or versions out of the log's order. */
  | 'reordered'
  /** A row that no append made: beyond the end of the log or of its stream. */
  | 'inserted'
  /** The log ends before something that was seen of it. */
  | 'truncated'
  /** A damaged page. */
  | 'unreadable'
  /** A stream's own word about its end, or a filter column, differs from its events. */
  | 'index'
  /** A seal's root, size or predecessor is not that of the log. */
  | 'seal'
  /** A seal whose signature is wrong, or whose key is not known. */
  | 'signature'
  /** A seal in the log and its copy outside differ, or one of them is missing. */
  | 'outside'
  /** What the file system or database says of the file. */
  | 'file'

export const CHECK_SENTENCES = {
  'hash-misfit': 'its hash does not follow from what precedes it',
  'not-json': 'it is not JSON',
  'written-as': 'it was written as {place}',
  'other-suite': 'it names {named}, but {fits} fits',
  'wrong-filter': 'filters take it for another kind',
  'after-version': 'it lies after version {version}',
  'missing-in-log': '{count} missing from the log',
  'missing-in-stream': '{count} missing from the stream',
  'beyond-end': 'it lies beyond the end of the log',
  'beyond-stream-end': 'the stream says it ends at {version}',
  'stream-end-missing': "the stream's events end at {version}",
  'stream-end-hash': 'the stream names another hash for its end',
  'nameless-stream': 'events belong to a stream without a name',
  'ends-early': 'the log says it ends at {head}',
  'seals-beyond-end': 'it seals up to {position}, the log ends at {head}',
  'copy-beyond-end': 'the copy outside seals up to {position}, the log ends at {head}',
  'seen-beyond-end': 'it was seen outside; the log ends at {head}',
  'damaged': '{message}',
  'damaged-page': '{count} events lie on a damaged page',
  'file-says': '{text}',
  'seal-size': 'it covers {sealed} events, the log holds {held} up to there',
  'seal-root': 'the events up to there are not those that were sealed',
  'seal-peaks': 'its peaks are not those of its root',
  'seal-heir': 'it does not follow from the seal before it',
  'seal-unreadable': 'it cannot be read',
  'other-than-copied': 'it is not the one that was copied outside',
  'never-copied': 'it was never copied outside, or its copy is gone',
  'unknown-key': 'the key {keyId} is not known',
  'wrong-signature': 'the signature is not that of its key',
  'retired-key': 'the key {keyId} was replaced before',
  'next-key-silent': 'the key {keyId} that is to follow did not sign',
} as const

export type FindingCode = keyof typeof CHECK_SENTENCES
export type FindingValues = Readonly<Record<string, string | number>>

export interface Finding {
  readonly kind: FindingKind
  /** `stream@version`, `position n`, `streams`, or `file`. */
  readonly place: string
  readonly code: FindingCode
  readonly values: FindingValues
  /** The code's sentence in English. */
  readonly message: string
}

export type Find = (kind: FindingKind, place: string, code: FindingCode, values?: FindingValues) => void

export const sentenceOf = (code: FindingCode, values: FindingValues): string =>
  CHECK_SENTENCES[code].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
