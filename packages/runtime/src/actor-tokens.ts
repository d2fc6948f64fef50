// Who vouches for an actor. An edge signs (actor, command id, expiry) with its own Ed25519 key; runtimes accept a token
// only from an issuer they know, for roles that issuer may speak for. A service speaks for `system` alone.
import { createHmac, createPrivateKey, createPublicKey, randomBytes, sign, timingSafeEqual, verify, type KeyObject } from 'node:crypto'
import type { Actor } from '@zhijian/contracts'
import { canonical, epochMs, Fault, plus, type Instant } from '@zhijian/kernel'

export interface Issuer {
  /** `gateway`, `service`, `command-line` */
  readonly name: string
  readonly publicKey: KeyObject
  readonly roles: readonly Actor['role'][] | 'all'
}

export interface ActorTokens {
  /** @param subject the command id, or `query` */
  sign(actor: Actor, subject: string): string
  /** @throws Fault `actor-not-vouched` (never) */
  verify(actor: Actor, subject: string, token: string | undefined): void
}

/** Long enough for retries over a restart, short enough that a captured message is soon worthless. */
const LIFETIME_MS = 15 * 60_000

const refused = (why: string): Fault => new Fault('actor-not-vouched', `actor token ${why}`, { retry: 'never' })

/** @param now system time: tokens are not part of the platform's logical time */
export const createActorTokens = (options: {
  readonly issuer: string
  readonly privateKey: KeyObject
  /** Or where to look for one: issuers that start later are known when their first token comes. */
  readonly trusted: readonly Issuer[] | ((name: string) => Issuer | undefined)
  readonly now: () => Instant
}): ActorTokens => {
  const { trusted } = options
  const find = typeof trusted === 'function' ? trusted : (name: string) => trusted.find((issuer) => issuer.name === name)
  const text = (issuer: string, actor: Actor, subject: string, expires: string): Buffer =>
    Buffer.from(canonical({ issuer, actor, subject, expires }))
  return {
    sign(actor, subject) {
      const expires = plus(options.now(), LIFETIME_MS)
      const signature = sign(null, text(options.issuer, actor, subject, expires), options.privateKey)
      return `${options.issuer}.${epochMs(expires)}.${signature.toString('base64url')}`
    },
    verify(actor, subject, token) {
      if (token === undefined) throw refused('is missing')
      const [issuerName = '', expiresMs = '', signature = '', ...more] = token.split('.')
      const issuer = find(issuerName)
      if (!issuer) throw refused('has an unknown issuer')
      if (!/^\d{13}$/.test(expiresMs) || more.length > 0) throw refused('is malformed')
      if (Number(expiresMs) <= epochMs(options.now())) throw refused('has expired')
      const expires = plus('1970-01-01T00:00:00.000Z' as Instant, Number(expiresMs))
      if (!verify(null, text(issuerName, actor, subject, expires), issuer.publicKey, Buffer.from(signature, 'base64url'))) {
        throw refused('does not fit')
      }
      if (issuer.roles !== 'all' && !issuer.roles.includes(actor.role)) throw refused('speaks for a role its issuer may not')
    },
  }
}

/**
 * Within one process nobody needs to be told apart from outside: a MAC under a key that lives as long as the process, at a
 * hundredth of a signature's cost. What the embedded profile uses.
 */
export const processTokens = (now: () => Instant): ActorTokens => {
  const key = randomBytes(32)
  const mac = (actor: Actor, subject: string, expiresMs: string): Buffer =>
    createHmac('sha256', key).update(canonical({ actor, subject, expiresMs })).digest()
  return {
    sign(actor, subject) {
      const expiresMs = String(epochMs(now()) + LIFETIME_MS)
      return `${expiresMs}.${mac(actor, subject, expiresMs).toString('base64url')}`
    },
    verify(actor, subject, token) {
      if (token === undefined) throw refused('is missing')
      const [expiresMs = '', given = '', ...more] = token.split('.')
      if (!/^\d{13}$/.test(expiresMs) || more.length > 0) throw refused('is malformed')
      const bytes = Buffer.from(given, 'base64url')
      const right = mac(actor, subject, expiresMs)
      if (bytes.length !== right.length || !timingSafeEqual(bytes, right)) throw refused('does not fit')
      if (Number(expiresMs) <= epochMs(now())) throw refused('has expired')
    },
  }
}

export const privateKeyFrom = (pem: string): KeyObject => createPrivateKey(pem)
export const publicKeyFrom = (pem: string): KeyObject => createPublicKey(pem)
