// Keys wrapped by a master key in a file that every host has: made by the first, carried to the others as a secret. A new one beside
// the old one (`earlier`) is a new version; when everything is wrapped anew the old file goes.
import { createHash, randomBytes } from 'node:crypto'
import { never } from './never.ts'
import { readSecretFile } from './secret-file.ts'
import { box, IV_BYTES, SUITES, unbox, type SuiteName } from './suite.ts'
import { damagedKey, type KeyWrapping } from './wrapping.ts'

export interface FileWrappingOptions {
  /** 32 bytes, mode 0600. */
  readonly file: string
  /** Those used before, which still open. */
  readonly earlier?: readonly string[]
  /** Whether the file may be made: only where no key depends on it yet. */
  readonly mayMake: boolean
  /** What keys are wrapped with from now on. Default `aes`. */
  readonly suite?: SuiteName
  readonly random?: (bytes: number) => Uint8Array
}

const boundTo = (person: string): string => `zhijian/key\0${person}`
const versionOf = (secret: Uint8Array): string => createHash('sha256').update('zhijian/master\0').update(secret).digest('hex').slice(0, 8)

/** @throws Fault `secret-missing` · `secret-exposed` · `secret-damaged` (never) */
export const fileWrapping = ({ file, earlier = [], mayMake, suite = 'aes', random = randomBytes }: FileWrappingOptions): KeyWrapping => {
  const secrets = [readSecretFile(file, mayMake, random), ...earlier.map((each) => readSecretFile(each, false, random))]
  const versions = new Map(secrets.map((secret) => [versionOf(secret), secret]).reverse() as [string, Buffer][])
  const newest = versionOf(secrets[0]!)
  const wrap = (person: string, key: Uint8Array): string =>
    `${newest}:${box(SUITES[suite], secrets[0]!, random(IV_BYTES), boundTo(person), key).toString('base64url')}`
  const unwrap = (person: string, wrapped: string): Uint8Array => {
    const [version, text] = wrapped.split(':')
    const secret = versions.get(version ?? '')
    if (secret === undefined) throw never('master-key-mismatch', 'these keys were wrapped by another master key; bring its file here')
    try {
      return Uint8Array.from(unbox(secret, boundTo(person), Buffer.from(text ?? '', 'base64url')).plain)
    } catch (cause) {
      throw damagedKey(cause)
    }
  }
  return {
    name: 'file',
    wrap: async (person, key) => wrap(person, key),
    unwrap: async (person, wrapped) => unwrap(person, wrapped),
    rewrap: async (person, wrapped) => (wrapped.startsWith(`${newest}:`) ? null : wrap(person, unwrap(person, wrapped))),
    async close() {},
  }
}
