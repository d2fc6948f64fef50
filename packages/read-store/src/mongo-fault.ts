// What MongoDB's errors mean to whoever asked. A server's own message may quote a key or a value, so it is never passed on
// nor kept as a cause: the number and name of the error are. Of the network, the cause says which host and why.
import { Fault, type Retry } from '@zhijian/kernel'
import {
  MongoClientClosedError, MongoCompatibilityError, MongoError, MongoErrorLabel, MongoNetworkError,
  MongoNotConnectedError, MongoServerError, MongoServerSelectionError, MongoTopologyClosedError,
} from 'mongodb'

type Meaning = readonly [code: string, message: string, retry: Retry]

const NO_PRIMARY: Meaning = ['store-unavailable', 'MongoDB has no primary at the moment', 'later']
const NOT_CONFIRMED: Meaning =
  ['store-unavailable', 'MongoDB did not confirm in time that a majority holds the write; it is safe to repeat', 'later']
const REFUSED: Meaning =
  ['store-refused', 'MongoDB does not know this user or does not let it; check the name, the password and the rights', 'later']
const BUSY: Meaning = ['store-busy', 'another process is writing to the same view', 'later']
const READ_AGAIN: Meaning = ['store-busy', 'what was being read was removed meanwhile', 'later']
const OTHER_INDEX: Meaning =
  ['index-mismatch', 'an index of this view was made otherwise by somebody else; drop that index or the view, it is made again', 'never']

/** Error codes of the server (src/mongo/base/error_codes.yml). */
const MEANING: Readonly<Record<number, Meaning>> = {
  13: REFUSED,
  18: REFUSED,
  20: ['store-unsupported', 'MongoDB runs without a replica set and has no transactions; start it with --replSet, one member is enough', 'later'],
  24: BUSY,
  43: READ_AGAIN,
  50: ['store-unavailable', 'MongoDB did not answer in time', 'later'],
  64: NOT_CONFIRMED,
  85: OTHER_INDEX,
  86: OTHER_INDEX,
  91: NO_PRIMARY,
  100: NOT_CONFIRMED,
  112: BUSY,
  175: READ_AGAIN,
  189: NO_PRIMARY,
  239: READ_AGAIN,
  246: READ_AGAIN,
  262: ['store-unavailable', 'MongoDB did not answer in time', 'later'],
  10_107: NO_PRIMARY,
  11_000: ['store-busy', 'another process made the same at the same moment', 'later'],
  11_600: NO_PRIMARY,
  11_602: NO_PRIMARY,
  13_435: NO_PRIMARY,
  13_436: NO_PRIMARY,
  14_031: ['store-full', 'the disk of MongoDB is full', 'later'],
}

const codeOf = (error: unknown): number | null =>
  error instanceof MongoServerError && typeof error.code === 'number' ? error.code : null
const fault = ([code, message, retry]: Meaning, cause?: unknown): Fault => new Fault(code, message, { retry, cause })

export const misconfigured = (): Fault =>
  fault(['store-misconfigured', 'that is no address of a MongoDB, or a file it names is not there; it looks like mongodb://host:27017/?replicaSet=name', 'never'])

export const asFault = (error: unknown): unknown => {
  const syscall = (error as { syscall?: unknown } | null)?.syscall
  // What an address names is looked up, and read, before there is a driver's error: `querySrv`, `open`.
  if (typeof syscall === 'string' && !(error instanceof MongoError)) {
    return syscall.startsWith('query') ? fault(['store-unavailable', 'the name of MongoDB could not be looked up', 'later'], error) : misconfigured()
  }
  if (!(error instanceof MongoError)) return error
  if (error instanceof MongoClientClosedError || error instanceof MongoTopologyClosedError || error instanceof MongoNotConnectedError) {
    return fault(['store-closed', 'the read store was closed', 'later'])
  }
  if (error instanceof MongoCompatibilityError) {
    return fault(['store-unsupported', 'this server is no MongoDB that this platform can work with; 7.0 or newer is needed', 'later'])
  }
  if (error instanceof MongoServerSelectionError) {
    // A server that is too old, or a set of another name, is found like one that is away; the reason tells them apart.
    const { reason } = error as { reason?: { error?: unknown } }
    if (reason?.error instanceof MongoCompatibilityError) return asFault(reason.error)
    return fault(['store-unavailable', 'no primary of MongoDB answers', 'later'], error)
  }
  if (error instanceof MongoNetworkError) {
    return fault(['store-unavailable', 'the connection to MongoDB was lost; whether a write landed is not known, and it is safe to repeat', 'later'], error)
  }
  const code = codeOf(error)
  const meaning = code === null ? undefined : MEANING[code]
  if (meaning) return fault(meaning)
  const isTransient = error.hasErrorLabel(MongoErrorLabel.TransientTransactionError) || error.hasErrorLabel(MongoErrorLabel.RetryableWriteError)
  const name = error instanceof MongoServerError && typeof error.codeName === 'string' ? ` ${error.codeName.slice(0, 60)}` : ''
  return fault(['store-failed', `MongoDB refused a command: ${error.name} ${code ?? ''}${name}`.trim(), isTransient ? 'later' : 'never'])
}

/** Two wrote the same: the loser of a transaction repeats it. */
export const isConflict = (error: unknown): boolean => [24, 112].includes(codeOf(error) ?? 0)
/** Another process was first with a record that there is one of. */
export const isDuplicate = (error: unknown): boolean => codeOf(error) === 11_000
/** The transaction left no trace, whatever befell it: it may be repeated as a whole. */
export const isTransient = (error: unknown): boolean =>
  error instanceof MongoError && error.hasErrorLabel(MongoErrorLabel.TransientTransactionError)
/** Nobody answered whether a commit landed. */
export const isUnclear = (error: unknown): boolean =>
  error instanceof MongoError && error.hasErrorLabel(MongoErrorLabel.UnknownTransactionCommitResult)
/** The server may not know that nobody works on it any more. */
export const isUnanswered = (error: unknown): boolean =>
  error instanceof MongoNetworkError || error instanceof MongoServerSelectionError || isUnclear(error)
/** A snapshot that the server could not keep, or a collection that went while it was read. */
export const mayReadAgain = (error: unknown): boolean => [43, 175, 239, 246].includes(codeOf(error) ?? 0)
export const isMissingCollection = (error: unknown): boolean => codeOf(error) === 26
