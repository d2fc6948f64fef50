// The two suites of algorithms, each with its number, which is the first byte of everything sealed. A store may hold both.
import { createCipheriv, createDecipheriv, createHmac, hash, type CipherGCMTypes } from 'node:crypto'

/** `aes` AES-256-GCM with SHA-256 · `sm` SM4-GCM with SM3 (GB/T 32907, GB/T 32905). */
export type SuiteName = 'aes' | 'sm'

export interface Suite {
  readonly name: SuiteName
  readonly number: number
  readonly cipher: CipherGCMTypes
  readonly hash: string
  /** @param key 32 bytes; SM4 takes 16, derived by HMAC-SM3 so that no two suites share a key */
  readonly keyOf: (key: Uint8Array) => Uint8Array
}

export const SUITES: Readonly<Record<SuiteName, Suite>> = {
  aes: { name: 'aes', number: 1, cipher: 'aes-256-gcm', hash: 'sha256', keyOf: (key) => key },
  sm: {
    name: 'sm', number: 2, cipher: 'sm4-gcm' as CipherGCMTypes, hash: 'sm3',
    keyOf: (key) => createHmac('sm3', key).update('zhijian sm4-gcm').digest().subarray(0, 16),
  },
}
export const suiteOf = (number: number | undefined): Suite | null =>
  Object.values(SUITES).find((suite) => suite.number === number) ?? null

export const IV_BYTES = 12
export const TAG_BYTES = 16

/** ciphertext ‖ tag */
export const encrypt = (suite: Suite, key: Uint8Array, iv: Uint8Array, bound: Uint8Array, plain: Uint8Array): Buffer => {
  const cipher = createCipheriv(suite.cipher, suite.keyOf(key), iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(bound)
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** @throws Error when key, iv, what it is bound to, or any bit differs */
export const decrypt = (suite: Suite, key: Uint8Array, iv: Uint8Array, bound: Uint8Array, sealed: Uint8Array): Buffer => {
  if (sealed.length < TAG_BYTES) throw new Error('shorter than a tag')
  const decipher = createDecipheriv(suite.cipher, suite.keyOf(key), iv, { authTagLength: TAG_BYTES })
  decipher.setAAD(bound)
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
  return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()])
}

/** suite byte ‖ iv ‖ ciphertext ‖ tag */
export const box = (suite: Suite, key: Uint8Array, iv: Uint8Array, bound: string, plain: Uint8Array): Buffer =>
  Buffer.concat([Uint8Array.of(suite.number), iv, encrypt(suite, key, iv, Buffer.from(bound), plain)])

/** @throws Error when it is no box, or not this one */
export const unbox = (key: Uint8Array, bound: string, sealed: Uint8Array): { readonly plain: Buffer; readonly suite: Suite } => {
  const suite = suiteOf(sealed[0])
  if (!suite) throw new Error('of no known suite')
  const iv = sealed.subarray(1, 1 + IV_BYTES)
  return { plain: decrypt(suite, key, iv, Buffer.from(bound), sealed.subarray(1 + IV_BYTES)), suite }
}

/** base64url */
export const digestOf = (suite: Suite, bytes: Uint8Array): string => hash(suite.hash, bytes, 'base64url')
