// Personal values, sealed with their person's key. The box holds salt ‖ text, and the commitment is the digest of just
// that: whoever is shown text and salt can check it with any SHA-256 tool, and without the salt it says nothing.
// The box is bound to its person: moved to another, it does not open.
import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { Sealed, type PersonId } from '@zhijian/contracts'
import { isFault, type Fault } from '@zhijian/kernel'
import { never } from './never.ts'
import type { KeyRing, Sealer } from './port.ts'
import { box, digestOf, IV_BYTES, SUITES, unbox, type SuiteName } from './suite.ts'

export interface SealerOptions {
  /** What new boxes are made with; boxes of either suite open. Default `aes`. */
  readonly suite?: SuiteName
  /** Default: node:crypto. Injected, everything sealed is the same again. */
  readonly random?: (bytes: number) => Uint8Array
}

/** Characters (code points) of a text. Above this it is a blob. */
export const MAX_TEXT = 20_000
/** base64url of 16 bytes: a fixed width, so salt ‖ text has one meaning. */
const SALT_CHARACTERS = 22
const SALT_BYTES = 16

const boundTo = (person: string): string => `zhijian/text\0${person}`
const isTooLong = (text: string): boolean =>
  text.length > MAX_TEXT && (text.length > 2 * MAX_TEXT || [...text].length > MAX_TEXT)
const damaged = (cause?: unknown): Fault => never('box-damaged', 'a sealed value does not open', cause)

/** H(salt ‖ text), base64url, 43 characters: `printf %s%s SALT TEXT | sha256sum` in other letters. */
export const commitmentOf = (salt: string, text: string, suite: SuiteName = 'aes'): string =>
  digestOf(SUITES[suite], Buffer.from(salt + text))

/** Whether this text, with its salt, is what was sealed: needs no key. */
export const proves = (sealed: Sealed, salt: string, text: string): boolean =>
  salt.length === SALT_CHARACTERS && (Object.keys(SUITES) as SuiteName[]).some((suite) =>
    timingSafeEqual(Buffer.from(commitmentOf(salt, text, suite)), Buffer.from(sealed.commitment)))

const VEILED = /^[A-Za-z0-9_-]{43}$/
/**
 * Two blocks of AES-256, each by itself: what goes in is the output of an HMAC, so every block is as good as random already,
 * and all that shows is that two values of one person are the same, which is what they are for.
 */
const blocks = (make: typeof createCipheriv | typeof createDecipheriv, key: Uint8Array, value: string): string => {
  if (!VEILED.test(value)) throw never('not-a-keyed-hmac', 'only a keyed HMAC can be veiled')
  const cipher = make('aes-256-ecb', createHmac('sha256', key).update('zhijian veil').digest(), null).setAutoPadding(false)
  return Buffer.concat([cipher.update(Buffer.from(value, 'base64url')), cipher.final()]).toString('base64url')
}

export const createSealer = (keyring: KeyRing, { suite = 'aes', random = randomBytes }: SealerOptions = {}): Sealer => {
  const openWithSalt = async (sealed: Sealed): Promise<{ text: string; salt: string }> => {
    const key = await keyring.existingKey(sealed.person)
    let plain: Buffer
    try {
      const opened = unbox(key, boundTo(sealed.person), Buffer.from(sealed.box, 'base64url'))
      plain = opened.plain
      if (digestOf(opened.suite, plain) !== sealed.commitment) throw damaged()
    } catch (error) {
      throw isFault(error) ? error : damaged(error)
    }
    return { salt: plain.toString('latin1', 0, SALT_CHARACTERS), text: plain.toString('utf8', SALT_CHARACTERS) }
  }
  return {
    async seal(person, text) {
      if (isTooLong(text)) throw never('text-too-long', `a text has at most ${MAX_TEXT} characters`)
      if (!text.isWellFormed()) throw never('text-malformed', 'a text with half a character cannot be kept')
      const key = await keyring.keyFor(person)
      const plain = Buffer.from(Buffer.from(random(SALT_BYTES)).toString('base64url') + text)
      return Sealed.parse({
        person,
        box: box(SUITES[suite], key, random(IV_BYTES), boundTo(person), plain).toString('base64url'),
        commitment: digestOf(SUITES[suite], plain),
      })
    },
    open: async (sealed) => (await openWithSalt(sealed)).text,
    async openOrNull(sealed) {
      try {
        return (await openWithSalt(sealed)).text
      } catch (error) {
        if (isFault(error, 'person-erased') || isFault(error, 'person-restricted')) return null
        throw error
      }
    },
    openWithSalt,
    veil: async (person, hmac) => blocks(createCipheriv, await keyring.keyFor(person), hmac),
    async unveilOrNull(person: PersonId, veiled) {
      try {
        return blocks(createDecipheriv, await keyring.existingKey(person), veiled)
      } catch (error) {
        if (['person-erased', 'person-restricted', 'no-such-key'].some((code) => isFault(error, code))) return null
        throw error
      }
    },
  }
}
