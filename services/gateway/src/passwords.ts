// How passwords are stored and compared: Argon2id by Node itself. 19 MiB, two passes, one lane (OWASP's first choice),
// about 70 ms each on one core; at most two at a time, so that a flood of sign-ins cannot take the thread pool, and a short line behind
// them: who would wait longer than he would is told so at once.
import { argon2, createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { Fault } from '@zhijian/kernel'
import { COMMON_DIGESTS } from './common-passwords.ts'

const MEMORY_KIB = 19_456
const PASSES = 2
const LANES = 1

const derive = (password: string, nonce: Buffer, memory: number, passes: number, parallelism: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    argon2('argon2id', { message: password.normalize('NFKC'), nonce, memory, passes, parallelism, tagLength: 32 },
      (error, tag) => (error ? reject(error) : resolve(Buffer.from(tag))))
  })

const AT_ONCE = 2
/** About two seconds of work. */
export const MOST_WAITING = 64
let running = 0
const waiting: (() => void)[] = []

const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (waiting.length >= MOST_WAITING) throw new Fault('busy', 'too many passwords are being compared', { retry: 'later' })
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

/** @returns `$argon2id$v=19$m=…,t=…,p=…$nonce$tag` */
export const hashPassword = (password: string): Promise<string> => inTurn(async () => {
  const nonce = randomBytes(16)
  const tag = await derive(password, nonce, MEMORY_KIB, PASSES, LANES)
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${nonce.toString('base64')}$${tag.toString('base64')}`
})

/** Costs the same for an account that does not exist: compares with a hash of nothing. */
export const passwordFits = (password: string, hash: string | null): Promise<boolean> => inTurn(async () => {
  const [, , , cost = '', nonce = '', tag = ''] = (hash ?? NOBODY).split('$')
  const { m, t, p } = Object.fromEntries(cost.split(',').map((pair) => pair.split('='))) as Record<string, string>
  const expected = Buffer.from(tag, 'base64')
  const actual = await derive(password, Buffer.from(nonce, 'base64'), Number(m), Number(t), Number(p))
  return timingSafeEqual(actual, expected) && hash !== null
})

const NOBODY = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${Buffer.alloc(16).toString('base64')}$${Buffer.alloc(32).toString('base64')}`

/** Passwords that everybody tries first, in the forms people here use. The length rule does the rest. */
const COMMON = /^(?:(.)\1+|(?:0?123456789?0?)+|(?:password|passw0rd|admin|root|qwerty|asdfgh|zxcvbn|iloveyou|woaini|zhijian|zhuozi|sifaju)[\d!@#.]*)$/i

/** Those of a length that would pass which most people chose before, the first 48 bits of the SHA-256 of each in small letters. */
const CHOSEN: ReadonlySet<string> = new Set(COMMON_DIGESTS.match(/[\w-]{8}/g))
const isChosenByMany = (password: string): boolean => CHOSEN.has(createHash('sha256').update(password.toLowerCase()).digest('base64url').slice(0, 8))

/** @returns null when it will do. Length in characters: 12–128, as no composition rule is asked for. */
export const passwordWeakness = (password: string, login: string): 'too-short' | 'too-long' | 'too-common' | null => {
  const length = [...password].length
  if (length < 12) return 'too-short'
  if (length > 128) return 'too-long'
  if (COMMON.test(password) || isChosenByMany(password) || new Set(password).size < 5) return 'too-common'
  if (login.length >= 4 && password.toLowerCase().includes(login.toLowerCase())) return 'too-common'
  return null
}
