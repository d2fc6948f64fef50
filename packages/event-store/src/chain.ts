// How a stored row becomes an event: hashed as it lies there, then parsed, then held against the place where it lay.
// Every adapter reads through this, so no event leaves a store unchecked (P3).
import { chainHash, decode, HASHES, type HashName, type Position, type StoredEvent } from './envelope.ts'
import { sentenceOf, type FindingCode, type FindingValues } from './findings.ts'
import { chainBroken } from './port.ts'

/** A row as it lies in the store: nothing about it has been checked. */
export interface StoredRow {
  readonly position: Position
  readonly stream: string
  readonly version: number
  readonly text: string
  /** Hex. */
  readonly hash: string
}

/** The same, with what the columns beside the text say of it; filters rely on them. */
export interface RawRow extends StoredRow {
  readonly category: string
  readonly type: string
}

const ALGORITHMS = Object.keys(HASHES) as HashName[]
/** The suite that fitted last is tried first: logs rarely change theirs. */
let likely: HashName = 'sha256'

const suiteOf = (row: StoredRow, previous: string): HashName | null => {
  if (chainHash(likely, previous, row.text) === row.hash) return likely
  for (const alg of ALGORITHMS) {
    if (alg !== likely && chainHash(alg, previous, row.text) === row.hash) return (likely = alg)
  }
  return null
}

/** Why a row cannot stand where it stands. */
export interface Misfit {
  readonly why: Extract<FindingCode, 'hash-misfit' | 'not-json' | 'written-as' | 'other-suite'>
  readonly values: FindingValues
}
const misfit = (why: Misfit['why'], values: FindingValues = {}): Misfit => ({ why, values })

/** The event that a row is, or why it is none. @param previous hash of the stream's event before it */
export const openRow = (row: StoredRow, previous: string): StoredEvent | Misfit => {
  const suite = suiteOf(row, previous)
  if (suite === null) return misfit('hash-misfit')
  let event: StoredEvent
  try {
    event = decode(row.text, row.position, row.hash)
  } catch {
    return misfit('not-json')
  }
  const { stream, version, meta } = event
  if (stream !== row.stream || version !== row.version) return misfit('written-as', { place: `${stream}@${version}` })
  if (meta.hashalg !== suite) return misfit('other-suite', { named: meta.hashalg, fits: suite })
  return event
}

/** @throws Fault `chain-broken` */
export const checkedEvent = (row: StoredRow, previous: string): StoredEvent => {
  const event = openRow(row, previous)
  if ('why' in event) throw chainBroken(row.stream, row.version, sentenceOf(event.why, event.values))
  return event
}

/**
 * The same question as checkedEvent's without parsing: that the text follows from what precedes it, and that it says the row's
 * place, where canonical JSON has it. A text that says it otherwise is opened. @throws Fault `chain-broken`
 */
export const assertInPlace = (row: StoredRow, previous: string): void => {
  const suite = suiteOf(row, previous)
  const isPlain = suite !== null && row.text.includes(`"streamversion":${row.version},"subject":"${row.stream}","time":`)
    && row.text.includes(`"hashalg":"${suite}","id":`)
  if (!isPlain) checkedEvent(row, previous)
}
