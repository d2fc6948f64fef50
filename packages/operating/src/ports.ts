// What operators work on: the platform in one process, or, where services run apart, what the gateway's process has of it.
import type { MakeReceipt } from '@zhijian/audit'
import type { Bus, DeadLetters } from '@zhijian/bus'
import type { AccountId, LawyerId, PersonId, PlatformGrant, Role } from '@zhijian/contracts'
import type { EventStore } from '@zhijian/event-store'
import type { Clock } from '@zhijian/kernel'
import type { Lookup, Sealer } from '@zhijian/privacy'
import type { ActorTokens } from '@zhijian/runtime'

/** Accounts as the gateway has them. */
export interface Accounts {
  /** Null: there is none. */
  phaseOf(account: AccountId): Promise<'active' | 'suspended' | null>
  /** @returns the token of a one-time link */
  administratorLink(account: AccountId): Promise<string>
  isPresent(account: AccountId, code: string): Promise<'present' | 'not-shown' | 'blocked'>
  scopes(account: AccountId): Promise<readonly { readonly role: Role; readonly region: string | null }[]>
  provision(account: {
    readonly id: AccountId; readonly kind: 'citizen' | 'lawyer' | 'staff'; readonly grants?: readonly PlatformGrant[]; readonly lawyerId?: LawyerId
  }): Promise<void>
  syntheticSession(account: AccountId): Promise<string>
  /** What the platform holds of somebody, in two forms. @throws Fault `no-such-person` · `person-restricted` · `person-erased` (never) */
  personalCopy(person: PersonId): Promise<{ readonly html: string; readonly json: string }>
}

export interface Operated {
  readonly bus: Pick<Bus, 'request'>
  /** Of every consumer of the platform. */
  readonly deadLetters: Pick<DeadLetters, 'replay' | 'discard'>
  readonly store: Pick<EventStore, 'head'>
  readonly tokens: ActorTokens
  readonly clock: Clock
  readonly sealer: Sealer
  readonly lookup: Lookup
  readonly county: string
  /** How people reach it. */
  readonly url: string
  readonly accounts: Accounts
  /** The synthetic people of the probe. */
  readonly probe: { readonly citizen: AccountId; readonly lawyer: AccountId }
  readonly receipt: MakeReceipt
  /** A signed seal over everything appended so far, inside and outside. */
  sealLog(): Promise<void>
  /** The same, and with another key from now on. @returns its id */
  rotateSealKey(): Promise<string>
}
