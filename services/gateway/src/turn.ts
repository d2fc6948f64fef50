// Short-lived names for the relay (TURN) that carries a call between two who cannot reach each other: until when it is good
// and a number drawn for it, with a MAC under a secret that the relay knows too. The relay asks nobody, and learns of a
// caller what it needs: that somebody whom we let in may relay until then.
// C1 Nothing in a name is of a person: it says a time and a random number, and two of one person have nothing in common.
import { createHmac, randomBytes } from 'node:crypto'
import type { TurnRelay } from './ports.ts'

export interface TurnCredential {
  readonly username: string
  readonly credential: string
  /** Whole seconds since 1970; the relay lets nobody begin from then on. */
  readonly expiresAtS: number
}

/**
 * @source draft-uberti-behave-turn-rest-00, 2.2: `username = timestamp ":" userid`, `password = base64(HMAC-SHA1(secret, username))`
 */
export const turnCredential = ({ secret, livesMs }: Pick<TurnRelay, 'secret' | 'livesMs'>, nowMs: number, drawn = randomBytes(12)): TurnCredential => {
  const expiresAtS = Math.ceil((nowMs + livesMs) / 1000)
  const username = `${expiresAtS}:${drawn.toString('hex')}`
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64'), expiresAtS }
}
