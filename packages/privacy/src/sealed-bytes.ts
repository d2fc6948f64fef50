// A few bytes of a person, sealed as they are: for what is written often and is no text. They open for that person's key alone, and under
// the name they were bound to.
import { randomBytes } from 'node:crypto'
import type { Fault } from '@zhijian/kernel'
import { never } from './never.ts'
import { box, IV_BYTES, SUITES, unbox, type SuiteName } from './suite.ts'

/** @param key the person's, of the key ring. @param bound what the bytes belong to */
export const sealBytes = (key: Uint8Array, bound: string, plain: Uint8Array, { suite = 'aes', random = randomBytes }: { readonly suite?: SuiteName; readonly random?: (bytes: number) => Uint8Array } = {}): Buffer =>
  box(SUITES[suite], key, random(IV_BYTES), `zhijian/bytes\0${bound}`, plain)

const damaged = (cause: unknown): Fault => never('box-damaged', 'sealed bytes do not open', cause)
/** @throws Fault `box-damaged` (never): another key, another name, or a bit that differs */
export const openBytes = (key: Uint8Array, bound: string, sealed: Uint8Array): Buffer => {
  try {
    return unbox(key, `zhijian/bytes\0${bound}`, sealed).plain
  } catch (error) {
    throw damaged(error)
  }
}
