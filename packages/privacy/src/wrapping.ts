// Who wraps the keys of persons where several hosts share them: the port under a key ring. A wrapped key is text, opens for its
// person alone, and names the version of the key that wrapped it.
import { createHash } from 'node:crypto'
import { never } from './never.ts'

export interface KeyWrapping {
  /** Names the wrapping key whatever its version: a ring stays with the one it was begun with. */
  readonly name: string
  wrap(person: string, key: Uint8Array): Promise<string>
  /**
   * @throws Fault `store-damaged`: changed, or another person's · `key-version-retired`: its version may no longer be used (never) ·
   *   `key-service-unavailable` · `key-service-refused` (later)
   */
  unwrap(person: string, wrapped: string): Promise<Uint8Array>
  /** The same key under the newest version; null when it is that already. */
  rewrap(person: string, wrapped: string): Promise<string | null>
  close(): Promise<void>
}

const bindingOf = (person: string): Buffer => createHash('sha256').update(`zhijian/key\0${person}`).digest()

/** Where the service that wraps cannot bind a key to its person, what is wrapped says whose it is. */
export const bindKey = (person: string, key: Uint8Array): Buffer => Buffer.concat([bindingOf(person), key])

/** @throws Fault `store-damaged` (never) */
export const unbindKey = (person: string, bound: Uint8Array): Uint8Array => {
  const binding = bindingOf(person)
  if (bound.length !== binding.length + 32 || !binding.equals(bound.subarray(0, binding.length))) throw damagedKey()
  return Uint8Array.from(bound.subarray(binding.length))
}

export const damagedKey = (cause?: unknown) => never('store-damaged', 'a wrapped key is damaged, or another person’s; put the keys back from their backup', cause)
