// The relay of calls as an operator names it: addresses in the open, the shared secret in a file that the relay reads too.
import { readFileSync } from 'node:fs'
import { Fault } from '@zhijian/kernel'
import type { TurnRelay } from '../ports.ts'

/** Shorter ones can be found by trying: whoever has one credential can try at home. */
const MIN_SECRET = 32

const wrong = (message: string, cause?: unknown): Fault => new Fault('usage', message, { retry: 'never', cause })

/** @returns undefined where no relay was named. @throws Fault `usage` (never) */
export const turnRelay = (urls: readonly string[] | undefined, secretFile: string | undefined, minutes: number): TurnRelay | undefined => {
  if (urls === undefined && secretFile === undefined) return undefined
  if (urls === undefined || secretFile === undefined) throw wrong('--turn (TURN_URLS) and --turn-secret-file (TURN_SECRET_FILE) go together')
  let secret: string
  try {
    secret = readFileSync(secretFile, 'utf8').trim()
  } catch (error) {
    throw wrong('--turn-secret-file (TURN_SECRET_FILE) cannot be read', error)
  }
  if (secret.length < MIN_SECRET) throw wrong(`--turn-secret-file (TURN_SECRET_FILE) holds a secret of at least ${MIN_SECRET} characters; draw one: openssl rand -hex 32`)
  return { urls, secret, livesMs: minutes * 60_000 }
}
