// Names the edge gives: to itself, to tokens and to what derives from them.
import { hash, randomBytes } from 'node:crypto'
import type { AccountId, Actor, PersonId } from '@zhijian/contracts'

/** The edge itself, while somebody is only just proving who they are. */
export const EDGE: Actor = { id: 'gateway' as PersonId, role: 'system' }

/** An account's id and its person's are the same text. */
export const personOf = (accountId: AccountId): PersonId => accountId as string as PersonId

/** base64url, 43 characters; parts are told apart, whatever they hold. */
export const digest = (...parts: readonly string[]): string =>
  hash('sha256', JSON.stringify(parts), 'base64url')

/** An id that a repetition of the request makes again. */
export const createdId = (commandId: string, what: string): string => `${what}_${digest(commandId, what).slice(0, 24)}`

/** 256 bits, base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is kept of a token. */
export const tokenHash = (token: string): string => hash('sha256', token, 'base64url')
