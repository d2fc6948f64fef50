// The key of a look-up, and what it makes of a value: whoever has it can try out all phone numbers, so it is kept as a master key is.
import { createHmac } from 'node:crypto'
import { never } from './never.ts'
import { normalise } from './normalise.ts'
import type { Lookup } from './port.ts'

const hmacWith = (key: Uint8Array, kind: string, value: string): string =>
  createHmac('sha256', key).update(`${kind}\0${value}`).digest('base64url')

/** Says which key an index was made with, and nothing of it. */
export const fingerprintOf = (key: Uint8Array): string => hmacWith(key, 'fingerprint', '')
export const otherKey = () => never('lookup-key-mismatch', 'this index was made with another key')

export const hmacsWith = (key: Uint8Array): Lookup['hmac'] => (kind, value) => {
  const one = normalise(kind, value)
  // All that is nothing would be one value, with one owner.
  if (one === '' && kind !== 'body') throw never('lookup-value-empty', `no ${kind} in this value`)
  return hmacWith(key, kind, one)
}
