// Actor tokens of a simulated world: the same promises as the platform's, at the price of one hash instead of a signature.
import { hash } from 'node:crypto'
import type { Actor } from '@zhijian/contracts'
import { epochMs, Fault, minutes, type Instant } from '@zhijian/kernel'
import type { ActorTokens } from '@zhijian/runtime'

const LIFETIME_MS = minutes(15)

export const simulatedTokens = (now: () => Instant): ActorTokens => {
  const seal = (actor: Actor, subject: string, expires: number): string =>
    hash('sha256', `${actor.id}/${actor.role}/${actor.onBehalfOf ?? ''}/${subject}/${expires}`, 'base64url')
  const refused = (why: string): Fault => new Fault('actor-not-vouched', `actor token ${why}`, { retry: 'never' })
  return {
    sign(actor, subject) {
      const expires = epochMs(now()) + LIFETIME_MS
      return `${expires}.${seal(actor, subject, expires)}`
    },
    verify(actor, subject, token) {
      const [expires = '', signature = ''] = (token ?? '').split('.')
      if (seal(actor, subject, Number(expires)) !== signature) throw refused('does not fit')
      if (Number(expires) <= epochMs(now())) throw refused('has expired')
    },
  }
}
