// What the platform acknowledged, as it did: one line each in a file, so that memory does not grow with the run, and so that
// somebody else can watch how far it is.
import { createHash } from 'node:crypto'
import { closeSync, createReadStream, openSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'

export interface Entry {
  readonly route: string
  readonly account: string
  readonly key: string
  /** `recorded` must be in the log once, `already` and `refused` not at all. */
  readonly outcome: 'recorded' | 'already' | 'refused'
  /** The question it is about. */
  readonly question: string | null
}

export interface Ledger {
  readonly file: string
  add(entry: Entry): void
  close(): void
}

export const openLedger = (file: string): Ledger => {
  const handle = openSync(file, 'w', 0o600)
  return {
    file,
    add: (entry) => void writeSync(handle, `${JSON.stringify(entry)}\n`),
    close: () => closeSync(handle),
  }
}

export const entriesOf = async function* (file: string): AsyncGenerator<Entry> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) if (line !== '') yield JSON.parse(line) as Entry
}

/** As the gateway derives it: H(account, route, Idempotency-Key). */
export const commandIdOf = ({ account, route, key }: Pick<Entry, 'account' | 'route' | 'key'>): string =>
  createHash('sha256').update(JSON.stringify(['command', account, route, key])).digest('base64url')
