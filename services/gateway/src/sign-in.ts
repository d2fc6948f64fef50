// Ways in. Who is known and who is not looks the same from outside until something was proved: the phone by a code sent
// to it, the password together with the second factor, a link by having it.
// S1 A wrong or missing login, password or second factor gives one answer, costs the same work, and counts towards the same lock.
// S2 Every session is preceded by its SignedIn fact; if that cannot be recorded there is no session.
// S3 A second factor's step counts once.
// S4 An attempt counts before it is looked at.
import { randomBytes, randomInt } from 'node:crypto'
import type { AccountId, CommandReply, LawyerId, PersonId, PlatformGrant, SessionRef } from '@zhijian/contracts'
import { assert, type JsonObject } from '@zhijian/kernel'
import type { Account } from './account.ts'
import { LIMITS } from './config.ts'
import type { Gateway } from './gateway.ts'
import { digest, EDGE, newToken, personOf, tokenHash } from './ids.ts'
import { hashPassword, passwordFits, passwordWeakness } from './passwords.ts'
import type { SessionRecord } from './ports.ts'
import { ProblemError } from './problems.ts'
import type { Call } from './route.ts'
import { enrolmentUri, matchingStep, newSecondFactor, qrOf } from './second-factor.ts'

/** Accounts of the probe, in every store that was probed once; reserved: nobody opens one of these by hand. */
export const PROBE = { citizen: 'probe-citizen' as AccountId, lawyer: 'probe-lawyer' as AccountId } as const

export interface Opened {
  readonly token: string
  readonly session: SessionRecord
  readonly account: Account
}

type Method = 'phone-code' | 'password' | 'link' | 'wechat' | 'operator'

/** A command of the edge's own on an account. The id derives from what happened, so a repetition is the same write. */
export const tellAccount = async (gateway: Gateway, command: string, data: JsonObject & { readonly accountId: string },
  ...cause: readonly string[]): Promise<CommandReply> => {
  const commandId = digest('edge', command, data.accountId, ...cause)
  return gateway.send('gateway', command, data, { actor: EDGE, commandId, correlationId: commandId.slice(0, 32) })
}

const mustHold = (reply: CommandReply): void => {
  if (reply.outcome === 'refused') throw new ProblemError(reply.code, { detail: reply.detail })
}

const newCredential = (): string => randomBytes(18).toString('base64url')

const newAccountId = (): AccountId => `p_${randomBytes(12).toString('hex')}` as AccountId

/** @throws ProblemError `account-suspended` */
const openSession = async (gateway: Gateway, id: AccountId, method: Method, client: SessionRecord['client'],
  secondFactor: boolean): Promise<Opened> => {
  const loaded = await gateway.accounts.load(id)
  assert(loaded, 'an account that was just proved is there')
  if (loaded.state.phase !== 'active') throw new ProblemError('account-suspended')
  // A log that was put back from a copy may not know yet that they were forgotten; the tombstones do.
  if (await gateway.keyring.status(personOf(id)) === 'erased') throw new ProblemError('account-suspended')
  const token = newToken()
  const hash = tokenHash(token)
  const nowMs = gateway.nowMs()
  const limits = method === 'link' ? LIMITS.session.enrolment : loaded.state.kind === 'citizen' ? LIMITS.session.citizen
    : LIMITS.session.staff
  const session: SessionRecord = {
    hash, accountId: id, client, reach: method === 'link' ? 'enrolment' : 'full', createdMs: nowMs, seenMs: nowMs,
    endsMs: nowMs + limits.livesMs, idleMs: limits.idleMs,
  }
  mustHold(await tellAccount(gateway, 'record-sign-in', { accountId: id, session: hash.slice(0, 16) as SessionRef, method,
    secondFactor }, hash))
  await gateway.edgeState.sessions.save(session)
  return { token, session, account: loaded.state }
}

// Codes ------------------------------------------------------------------------------------------------------------------

const codeMac = (gateway: Gateway, phoneKey: string, code: string): string => gateway.lookup.hmac('body',
  `code ${phoneKey} ${code}`)

/** @throws ProblemError `too-many-requests` · Fault `code-not-sent` */
export const requestCode = async (gateway: Gateway, phone: string): Promise<void> => {
  const key = gateway.lookup.hmac('phone', phone)
  const nowMs = gateway.nowMs()
  const { capacity, refillMs } = LIMITS.rate.phone
  const waitMs = await gateway.edgeState.take(`phone ${key}`, capacity, refillMs, nowMs)
  if (waitMs > 0) throw tooMany(waitMs)
  const code = String(randomInt(10 ** LIMITS.code.digits)).padStart(LIMITS.code.digits, '0')
  await gateway.edgeState.codes.put(key, codeMac(gateway, key, code), nowMs + LIMITS.code.livesMs)
  await gateway.codeSender.send(phone, code)
}

export const tooMany = (waitMs: number): ProblemError => new ProblemError('too-many-requests', {
  detail: { retryAfterMs: waitMs }, headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) },
})

/** The person a phone leads to, made on first proof. A window or the hotline may have come first. */
const ownerOfPhone = async (gateway: Gateway, phone: string): Promise<AccountId> => {
  const key = gateway.lookup.hmac('phone', phone)
  const known = await gateway.lookup.ownerOf('phone', key)
  if (known !== null) return known as AccountId
  const id = newAccountId()
  if (await gateway.lookup.reserve('phone', key, id) !== 'taken') return id
  const first = await gateway.lookup.ownerOf('phone', key)
  assert(first !== null, 'a phone that is taken has an owner')
  return first as AccountId
}

const openCitizen = async (gateway: Gateway, id: AccountId, phone: string): Promise<void> => {
  const sealed = await gateway.sealer.seal(personOf(id), phone)
  mustHold(await tellAccount(gateway, 'open-account', { accountId: id, kind: 'citizen', phone: sealed, name: null, grants: [],
    lawyerId: null }))
}

/** The person behind a phone at a window or on the hotline: known, or known from now on, so that she finds her question later. */
export const citizenOfPhone = async (gateway: Gateway, phone: string): Promise<PersonId> => {
  const id = await ownerOfPhone(gateway, phone)
  if (await gateway.accounts.load(id) === null) await openCitizen(gateway, id, phone)
  return personOf(id)
}

/** One's own. @throws ProblemError `no-phone-on-account` */
export const phoneOf = async ({ gateway, caller }: Pick<Call<unknown, unknown, unknown>, 'gateway' | 'caller'>): Promise<string> => {
  const { phone } = caller!.account
  const text = phone === null ? null : await gateway.sealer.openOrNull(phone)
  if (text === null) throw new ProblemError('no-phone-on-account')
  return text
}

/** Whether somebody has the code that was sent to this phone; a right one is used up. */
export const isCodeOf = async (gateway: Gateway, phone: string, code: string): Promise<boolean> => {
  const key = gateway.lookup.hmac('phone', phone)
  return await gateway.edgeState.codes.try(key, codeMac(gateway, key, code), gateway.nowMs(), LIMITS.code.tries) === 'right'
}

export const signInByPhone = async (gateway: Gateway, input: {
  readonly phone: string; readonly code: string; readonly client: SessionRecord['client']; readonly wechatTicket?: string
}): Promise<Opened> => {
  if (!await isCodeOf(gateway, input.phone, input.code)) throw new ProblemError('code-not-accepted')
  const openid = input.wechatTicket === undefined ? null : openTicket(gateway, input.wechatTicket)
  const id = await ownerOfPhone(gateway, input.phone)
  const loaded = await gateway.accounts.load(id)
  if (loaded && loaded.state.kind !== 'citizen') throw new ProblemError('use-password')
  if (!loaded) await openCitizen(gateway, id, input.phone)
  const opened = await openSession(gateway, id, 'phone-code', input.client, false)
  if (openid !== null) await bindWeChat(gateway, opened.account, id, openid)
  return opened
}

// Passwords --------------------------------------------------------------------------------------------------------------

const PHONE = /^1[3-9]\d{9}$/

/** Looked for where a login leads to nobody: S1. */
const NO_ACCOUNT = '-'

/** @returns the account a login leads to; null when to none */
const accountOfLogin = async (gateway: Gateway, login: string): Promise<{ id: AccountId; state: Account } | null> => {
  const id = PHONE.test(login) ? await gateway.lookup.ownerOf('phone', gateway.lookup.hmac('phone', login)) : login
  const loaded = await gateway.accounts.load(id !== null && /^[A-Za-z0-9_-]{1,64}$/.test(id) ? id : NO_ACCOUNT)
  return loaded === null ? null : { id: id as AccountId, state: loaded.state }
}

/** @param afterwards does something when the answer is out, so that how long it takes tells nothing */
export const signInByPassword = async (gateway: Gateway, input: {
  readonly login: string; readonly password: string; readonly totp?: string; readonly client: SessionRecord['client']
}, afterwards: (work: () => Promise<unknown>) => void): Promise<Opened> => {
  const lock = `login ${gateway.lookup.hmac('body', `login ${input.login}`)}`
  const count = await counted(gateway, lock)
  const found = await accountOfLogin(gateway, input.login)
  // Both are looked at, whatever the other one says: who has only the password does not learn that it is right.
  const knows = await passwordFits(input.password, await secretOf(gateway, found?.state.password))
  const factor = found?.state.secondFactor ?? null
  const step = matchingStep(await secretOf(gateway, factor) ?? NO_FACTOR, input.totp ?? '', gateway.nowMs())
  if (!found || !knows || factor === null || step === null || !await countsOnce(gateway, factor, step)) {
    // Only what is known can be written down, and a write takes its time.
    return failed(gateway, lock, count, async (record) => {
      if (found !== null) afterwards(() => record(found.id))
    })
  }
  await gateway.edgeState.failures.clear(lock)
  return openSession(gateway, found.id, 'password', input.client, true)
}

/** Compared with where there is no second factor. */
const NO_FACTOR = newSecondFactor()

/** Looked for, and not found, where nothing is named. */
const secretOf = (gateway: Gateway, credential: string | null | undefined): Promise<string | null> => gateway.secrets.get(credential ?? 'none')

const blocked = (leftMs: number): ProblemError => new ProblemError('sign-in-blocked', {
  detail: { retryAfterMs: leftMs }, headers: { 'retry-after': String(Math.ceil(leftMs / 1000)) },
})

/**
 * S4. The attempt, before anything is looked at: those made at once are no more than those made in turn.
 * @returns attempts within the window, this one included. @throws ProblemError `sign-in-blocked`
 */
const counted = async (gateway: Gateway, lock: string): Promise<number> => {
  const { failures, windowMs, blockedMs } = LIMITS.lockout
  const nowMs = gateway.nowMs()
  const leftMs = await gateway.edgeState.blocks.left(lock, nowMs)
  if (leftMs > 0) throw blocked(leftMs)
  const count = await gateway.edgeState.failures.add(lock, nowMs, windowMs)
  if (count > failures) throw blocked(blockedMs)
  return count
}

/** S1. The lock is on the login that was typed, known or not. @param shut what is done about it, and to whom, when this failure shuts it */
const failed = async (gateway: Gateway, lock: string, count: number, shut: (record: (id: AccountId) => Promise<unknown>) => Promise<unknown>): Promise<never> => {
  const { failures, blockedMs } = LIMITS.lockout
  const nowMs = gateway.nowMs()
  if (count >= failures) {
    await gateway.edgeState.blocks.put(lock, nowMs + blockedMs)
    await gateway.edgeState.failures.clear(lock)
    await shut((id) => tellAccount(gateway, 'record-sign-in-blocked', { accountId: id, failures: count, blockedMs }, String(nowMs)))
  }
  throw new ProblemError('credentials-not-accepted')
}

/** S3 */
const countsOnce = (gateway: Gateway, credential: string, step: number): Promise<boolean> =>
  gateway.edgeState.advance(`totp ${credential}`, step)

/** @param current asked for in a full session, as a session may have been left open */
export const setPassword = async (gateway: Gateway, session: SessionRecord, account: Account, input: {
  readonly password: string; readonly current?: string
}): Promise<void> => {
  const id = session.accountId
  if (session.reach === 'full') {
    const lock = `password ${id}`
    const count = await counted(gateway, lock)
    if (!await passwordFits(input.current ?? '', await secretOf(gateway, account.password))) return failed(gateway, lock, count, (record) => record(id))
    await gateway.edgeState.failures.clear(lock)
  }
  const weakness = passwordWeakness(input.password, id)
  if (weakness !== null) throw new ProblemError(`password-${weakness}`)
  await storePassword(gateway, id, account, input.password)
  await gateway.edgeState.sessions.removeOf(id)
  await gateway.edgeState.sessions.save(session)
}

const storePassword = async (gateway: Gateway, id: AccountId, account: Account, password: string): Promise<void> => {
  const credential = newCredential()
  await gateway.secrets.put(credential, await hashPassword(password))
  const reply = await tellAccount(gateway, 'change-password', { accountId: id, credential }, credential)
  if (reply.outcome === 'refused') await gateway.secrets.remove(credential)
  else if (account.password !== null) await gateway.secrets.remove(account.password)
  mustHold(reply)
}

// Second factor ----------------------------------------------------------------------------------------------------------

/** @returns the secret, once, for the authenticator app; it counts when a code made with it was shown */
export const beginSecondFactor = async (gateway: Gateway, session: SessionRecord,
  account: Account): Promise<{ secret: string; uri: string; qr: string }> => {
  if (account.secondFactor !== null) throw new ProblemError('second-factor-enrolled')
  const secret = newSecondFactor()
  await gateway.edgeState.once.put('second-factor', session.hash, gateway.secrets.wrap(secret),
    gateway.nowMs() + LIMITS.ticket.livesMs)
  const uri = enrolmentUri(secret, session.accountId)
  return { secret, uri, qr: qrOf(uri) }
}

/** A first code that fits enrols the key; what was an enrolment session becomes a full one under a new token. */
export const confirmSecondFactor = async (gateway: Gateway, session: SessionRecord, account: Account,
  code: string): Promise<Opened> => {
  if (account.secondFactor !== null) throw new ProblemError('second-factor-enrolled')
  if (account.password === null) throw new ProblemError('enrolment-unfinished')
  const nowMs = gateway.nowMs()
  const wrapped = await gateway.edgeState.once.take('second-factor', session.hash, nowMs)
  const secret = wrapped === null ? null : gateway.secrets.unwrap(wrapped)
  if (secret === null) throw new ProblemError('ticket-not-accepted')
  const step = matchingStep(secret, code, nowMs)
  if (step === null) {
    await gateway.edgeState.once.put('second-factor', session.hash, wrapped!, nowMs + LIMITS.ticket.livesMs)
    throw new ProblemError('code-not-accepted')
  }
  await storeSecondFactor(gateway, session.accountId, secret, step)
  await gateway.edgeState.sessions.remove(session.hash)
  return openSession(gateway, session.accountId, 'password', session.client, true)
}

const storeSecondFactor = async (gateway: Gateway, id: AccountId, secret: string, step: number | null): Promise<void> => {
  const credential = newCredential()
  await gateway.secrets.put(credential, secret)
  const reply = await tellAccount(gateway, 'enrol-second-factor', { accountId: id, credential }, credential)
  if (reply.outcome === 'refused') await gateway.secrets.remove(credential)
  mustHold(reply)
  if (step !== null) await gateway.edgeState.advance(`totp ${credential}`, step)
}

/**
 * Whether somebody is here now, with their second factor: before an operator acts in their name at the machine. Failures count
 * towards a lock of its own.
 */
export const isPresent = async (gateway: Gateway, id: AccountId, code: string): Promise<'present' | 'not-shown' | 'blocked'> => {
  const lock = `presence ${id}`
  try {
    const count = await counted(gateway, lock)
    const loaded = await gateway.accounts.load(id)
    const credential = loaded?.state.phase === 'active' ? loaded.state.secondFactor : null
    const step = matchingStep(await secretOf(gateway, credential) ?? NO_FACTOR, code, gateway.nowMs())
    if (credential === null || step === null || !await countsOnce(gateway, credential, step)) {
      return await failed(gateway, lock, count, async (record) => (loaded === null ? undefined : record(id)))
    }
    await gateway.edgeState.failures.clear(lock)
    return 'present'
  } catch (error) {
    if (error instanceof ProblemError) return error.code === 'sign-in-blocked' ? 'blocked' : 'not-shown'
    throw error
  }
}

// Links ------------------------------------------------------------------------------------------------------------------

/** @returns a token that opens one enrolment session, within 15 minutes; those that the account had before open none any more */
export const issueLink = async (gateway: Gateway, id: AccountId,
  record: (link: string) => Promise<CommandReply>): Promise<string> => {
  const token = newToken()
  const hash = tokenHash(token)
  mustHold(await record(hash))
  const endsMs = gateway.nowMs() + LIMITS.link.livesMs
  await gateway.edgeState.once.put('link', hash, id, endsMs)
  await gateway.edgeState.once.put('newest-link', id, hash, endsMs)
  return token
}

export const redeemLink = async (gateway: Gateway, token: string, client: SessionRecord['client']): Promise<Opened> => {
  const id = await gateway.edgeState.once.take('link', tokenHash(token), gateway.nowMs())
  if (id === null) throw new ProblemError('link-not-accepted')
  const newest = await gateway.edgeState.once.take('newest-link', id, gateway.nowMs())
  if (newest !== tokenHash(token)) {
    // Whoever holds an older one does not use up the newest.
    if (newest !== null) await gateway.edgeState.once.put('newest-link', id, newest, gateway.nowMs() + LIMITS.link.livesMs)
    throw new ProblemError('link-not-accepted')
  }
  return openSession(gateway, id as AccountId, 'link', client, false)
}

// WeChat -----------------------------------------------------------------------------------------------------------------

/** What is between WeChat's word and the phone that shows whose account it is: sealed, so that we need keep nothing. */
const newTicket = (gateway: Gateway, openid: string): string =>
  gateway.secrets.wrap(JSON.stringify({ openid, endsMs: gateway.nowMs() + LIMITS.ticket.livesMs }))

const openTicket = (gateway: Gateway, ticket: string): string => {
  const text = gateway.secrets.unwrap(ticket)
  const { openid, endsMs } = text === null ? { openid: '', endsMs: 0 } : JSON.parse(text) as { openid: string; endsMs: number }
  if (endsMs <= gateway.nowMs()) throw new ProblemError('ticket-not-accepted')
  return openid
}

export const beginWeChat = async (gateway: Gateway): Promise<{ url: string; state: string }> => {
  if (!gateway.wechat) throw new ProblemError('wechat-not-offered')
  const state = newToken()
  await gateway.edgeState.once.put('oauth-state', tokenHash(state), '1', gateway.nowMs() + LIMITS.ticket.livesMs)
  return { url: gateway.wechat.authorizeUrl(state), state }
}

/** @returns a session, or a ticket to be shown together with a phone code when this WeChat belongs to nobody yet */
export const signInByWeChat = async (gateway: Gateway, input: {
  readonly code: string; readonly state: string; readonly client: SessionRecord['client']
}): Promise<Opened | { readonly ticket: string }> => {
  if (!gateway.wechat) throw new ProblemError('wechat-not-offered')
  if (await gateway.edgeState.once.take('oauth-state', tokenHash(input.state), gateway.nowMs()) === null) {
    throw new ProblemError('ticket-not-accepted')
  }
  const { openid } = await gateway.wechat.exchange(input.code)
  const owner = await gateway.lookup.ownerOf('wechat-openid', gateway.lookup.hmac('wechat-openid', openid))
  const known = owner === null ? null : await gateway.accounts.load(owner)
  if (known === null || known.state.openid === null) return { ticket: newTicket(gateway, openid) }
  if (known.state.kind !== 'citizen') throw new ProblemError('use-password')
  return openSession(gateway, owner as AccountId, 'wechat', input.client, false)
}

const bindWeChat = async (gateway: Gateway, account: Account, id: AccountId, openid: string): Promise<void> => {
  const key = gateway.lookup.hmac('wechat-openid', openid)
  if (account.openid !== null) {
    if (await gateway.lookup.ownerOf('wechat-openid', key) === id) return
    throw new ProblemError('wechat-bound-already')
  }
  if (await gateway.lookup.reserve('wechat-openid', key, id) === 'taken') throw new ProblemError('wechat-bound-already')
  const sealed = await gateway.sealer.seal(personOf(id), openid)
  mustHold(await tellAccount(gateway, 'bind-wechat', { accountId: id, openid: sealed }, sealed.commitment))
}

// Signing out ------------------------------------------------------------------------------------------------------------

export const signOut = async (gateway: Gateway, session: SessionRecord): Promise<void> => {
  await gateway.edgeState.sessions.remove(session.hash)
  mustHold(await tellAccount(gateway, 'record-sign-out', {
    accountId: session.accountId, session: session.hash.slice(0, 16), reason: 'asked',
  }, session.hash))
}

export const signOutEverywhere = async (gateway: Gateway, session: SessionRecord): Promise<void> => {
  await gateway.edgeState.sessions.removeOf(session.accountId)
  mustHold(await tellAccount(gateway, 'record-sign-out', { accountId: session.accountId, session: null, reason: 'everywhere' },
    session.hash))
}

// Synthetic people -------------------------------------------------------------------------------------------------------

/**
 * A session for an account behind which nobody stands: the probe's, or one of a demonstration. Recorded as the operator's
 * doing. No other account is ever entered without its own proof.
 * @throws ProblemError `not-permitted` · `account-suspended`
 */
export const openSyntheticSession = async (gateway: Gateway, id: AccountId): Promise<string> => {
  if (!gateway.config.demonstration && id !== PROBE.citizen && id !== PROBE.lawyer) throw new ProblemError('not-permitted')
  return (await openSession(gateway, id, 'operator', 'app', false)).token
}

// Beginnings -------------------------------------------------------------------------------------------------------------

export interface Provision {
  readonly id: AccountId
  readonly kind: 'citizen' | 'lawyer' | 'staff'
  readonly grants?: readonly PlatformGrant[]
  readonly lawyerId?: LawyerId
  readonly phone?: string
  readonly openid?: string
  readonly name?: string
  readonly password?: string
  /** base32 */
  readonly secondFactor?: string
}

/**
 * Accounts that exist before anyone can sign in: first administrators, the demonstration. Repeating it changes nothing.
 * @throws ProblemError `phone-taken` and the decider's refusals
 */
export const provision = async (gateway: Gateway, input: Provision): Promise<void> => {
  const { id } = input
  const person: PersonId = personOf(id)
  // Who was forgotten is not brought back by a start that names them.
  if (await gateway.keyring.status(person) === 'erased') return
  if (input.phone !== undefined && await gateway.lookup.reserve('phone', gateway.lookup.hmac('phone', input.phone),
    id) === 'taken') {
    throw new ProblemError('phone-taken')
  }
  if (await gateway.accounts.load(id) === null) {
    mustHold(await tellAccount(gateway, 'open-account', {
      accountId: id, kind: input.kind, grants: [...(input.grants ?? [])], lawyerId: input.lawyerId ?? null,
      phone: input.phone === undefined ? null : await gateway.sealer.seal(person, input.phone),
      name: input.name === undefined ? null : await gateway.sealer.seal(person, input.name),
    }))
  }
  const loaded = await gateway.accounts.load(id)
  assert(loaded, 'an account that was opened is there')
  if (input.openid !== undefined) await bindWeChat(gateway, loaded.state, id, input.openid)
  if (input.password !== undefined && loaded.state.password === null) await storePassword(gateway, id, loaded.state,
    input.password)
  if (input.secondFactor !== undefined && loaded.state.secondFactor === null) await storeSecondFactor(gateway, id,
    input.secondFactor, null)
}
