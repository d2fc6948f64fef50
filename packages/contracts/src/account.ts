// An account: who a person is to the platform, what they may act as, and how they prove it. Secrets (passwords, one-time
// codes, shared keys of second factors) never occur here: a credential is named, and its secret lies in a store of its own.
import { z } from 'zod'
import { AccountId, because, Instant, LawyerId, OrganisationId, personal, PersonId, RegionCode, Role } from './common.ts'
import { eventFamily } from './events.ts'

/** Names a secret in the secret store; drawn at random by the edge, so it says nothing about it. */
export const CredentialId = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/, 'a credential id').brand<'CredentialId'>()
export type CredentialId = z.infer<typeof CredentialId>

/** First 16 characters of a session's hash: enough to tell sessions apart, worth nothing to a thief. */
export const SessionRef = z.string().regex(/^[A-Za-z0-9_-]{16}$/, 'a session reference').brand<'SessionRef'>()
export type SessionRef = z.infer<typeof SessionRef>

export const ACCOUNT_KINDS = ['citizen', 'lawyer', 'staff'] as const
/** What the account was opened for; which ways of signing in it has follows from this, what it may do from its roles. */
export const AccountKind = z.enum(ACCOUNT_KINDS)
export type AccountKind = z.infer<typeof AccountKind>

/** Roles that are given to a person by an administrator. `system` and `citizen` are not: one is no person, the other everyone. */
export const GrantedRole = Role.exclude(['system', 'citizen'])
export type GrantedRole = z.infer<typeof GrantedRole>

/**
 * What is granted to an account: the roles of the platform itself and of those who are no staff. What staff may do follows from
 * their offices in the directory; a grant of such a role is of a store of before.
 */
export const PlatformRole = GrantedRole.extract(['enterprise', 'lawyer', 'system-admin', 'security-admin', 'auditor', 'procurator', 'probe'])
export type PlatformRole = z.infer<typeof PlatformRole>

/** A role and how far it reaches: a division and all within it, an organisation, both (it must lie in both), or everywhere. */
export const RoleGrant = z.strictObject({
  role: GrantedRole,
  region: RegionCode.nullable(),
  organisation: OrganisationId.nullable(),
})
export type RoleGrant = z.infer<typeof RoleGrant>
export const PlatformGrant = z.strictObject({ ...RoleGrant.shape, role: PlatformRole })
export type PlatformGrant = z.infer<typeof PlatformGrant>

/** `operator`: for a synthetic person, through the operator's own door. */
export const SignInMethod = z.enum(['phone-code', 'password', 'link', 'wechat', 'operator'])
export type SignInMethod = z.infer<typeof SignInMethod>

/** A version of the privacy notice, and the SHA-256 of its text, hex: what was shown can be proved later. */
const notice = { version: z.int().min(1), digest: z.string().regex(/^[0-9a-f]{64}$/) }

/** What an administrator may give as the reason. */
export const SuspensionReason = z.enum(['left-office', 'misuse', 'lost-device', 'own-request', 'security'])
/** `erased`: the person was forgotten; nobody gives it by hand. */
const WhySuspended = z.enum([...SuspensionReason.options, 'erased'])
export const SignOutReason = z.enum(['asked', 'everywhere', 'password-changed', 'suspended'])

// Events ---------------------------------------------------------------------------------------------------------------

const event = <const Name extends string, Shape extends z.ZodRawShape>(name: Name, data: Shape) =>
  z.object({ type: z.literal(name), data: z.object({ accountId: AccountId, ...data }) })

/** `person` is whose key seals what is personal. The account's id equals it: one person, one account. */
export const AccountOpened = event('AccountOpened', {
  person: PersonId, kind: AccountKind, at: Instant, by: PersonId,
  phone: personal('phone').nullable(), name: personal('name').nullable(),
})
export const RoleGranted = event('RoleGranted', { grant: RoleGrant, at: Instant, by: PersonId })
export const RoleRevoked = event('RoleRevoked', { role: GrantedRole, at: Instant, by: PersonId })
/** From now on this account acts as that lawyer of the pool. */
export const LawyerLinked = event('LawyerLinked', { lawyerId: LawyerId, at: Instant, by: PersonId })
export const PasswordChanged = event('PasswordChanged', { credential: CredentialId, at: Instant, by: PersonId })
export const SecondFactorEnrolled = event('SecondFactorEnrolled', { credential: CredentialId, at: Instant, by: PersonId })
/** By an administrator, after a device was lost: the next sign-in needs a new link. */
export const SecondFactorRemoved = event('SecondFactorRemoved', { at: Instant, by: PersonId })
export const WeChatBound = event('WeChatBound', { openid: personal('WeChat openid'), at: Instant, by: PersonId })
export const WeChatUnbound = event('WeChatUnbound', { at: Instant, by: PersonId })
/** A one-time link was made for this account; the link itself is nowhere. */
export const LinkIssued = event('LinkIssued', { link: CredentialId, at: Instant, by: PersonId })
export const SignedIn = event('SignedIn', { session: SessionRef, method: SignInMethod, secondFactor: z.boolean(), at: Instant })
/** `session` null: all of them. */
export const SignedOut = event('SignedOut', { session: SessionRef.nullable(), reason: SignOutReason, at: Instant, by: PersonId })
/**
 * This person was shown that version of the privacy notice and confirmed having read it; by somebody else: it was read out to her at a
 * window or on the telephone. @source 个人信息保护法 第十七条、第三十五条
 */
export const NoticeAcknowledged = event('NoticeAcknowledged', { ...notice, at: Instant, by: PersonId })
/** Too many failures in a row: every way in was shut for a while. Part of the security log, as sign-ins are. */
export const SignInBlocked = event('SignInBlocked', { failures: z.int().min(1), blockedMs: z.int().min(1000), at: Instant })
export const AccountSuspended = event('AccountSuspended', { reason: WhySuspended, at: Instant, by: PersonId })
export const AccountReinstated = event('AccountReinstated', { at: Instant, by: PersonId })

export const accountEvents = eventFamily('account', [
  AccountOpened, RoleGranted, RoleRevoked, LawyerLinked, PasswordChanged, SecondFactorEnrolled, SecondFactorRemoved,
  WeChatBound, WeChatUnbound, LinkIssued, SignedIn, SignedOut, SignInBlocked, AccountSuspended, AccountReinstated,
  NoticeAcknowledged,
])
export type AccountEvent =
  | z.infer<typeof AccountOpened> | z.infer<typeof RoleGranted> | z.infer<typeof RoleRevoked>
  | z.infer<typeof LawyerLinked> | z.infer<typeof PasswordChanged> | z.infer<typeof SecondFactorEnrolled>
  | z.infer<typeof SecondFactorRemoved> | z.infer<typeof WeChatBound> | z.infer<typeof WeChatUnbound> | z.infer<typeof LinkIssued>
  | z.infer<typeof SignedIn> | z.infer<typeof SignedOut> | z.infer<typeof SignInBlocked> | z.infer<typeof AccountSuspended>
  | z.infer<typeof AccountReinstated> | z.infer<typeof NoticeAcknowledged>

// Commands, as they go over the bus: `cmd.gateway.<name>` ----------------------------------------------------------------

const of = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject({ accountId: AccountId, ...shape })

export const accountCommands = {
  'open-account': of({
    kind: AccountKind, phone: personal('phone').nullable(), name: personal('name').nullable(),
    grants: z.array(PlatformGrant).max(10), lawyerId: LawyerId.nullable(), ...because,
  }),
  'grant-role': of({ grant: PlatformGrant, ...because }),
  'revoke-role': of({ role: GrantedRole, ...because }),
  'link-lawyer': of({ lawyerId: LawyerId }),
  'change-password': of({ credential: CredentialId }),
  'enrol-second-factor': of({ credential: CredentialId }),
  'remove-second-factor': of(because),
  'bind-wechat': of({ openid: personal('WeChat openid') }),
  'unbind-wechat': of({}),
  'issue-link': of({ link: CredentialId, ...because }),
  'record-sign-in': of({ session: SessionRef, method: SignInMethod, secondFactor: z.boolean() }),
  'record-sign-out': of({ session: SessionRef.nullable(), reason: SignOutReason }),
  'record-sign-in-blocked': of({ failures: z.int().min(1), blockedMs: z.int().min(1000) }),
  'suspend-account': of({ reason: WhySuspended, ...because }),
  'reinstate-account': of(because),
  'acknowledge-notice': of(notice),
} as const
export type AccountCommandName = keyof typeof accountCommands

export const ACCOUNT_REFUSALS = [
  'no-such-account', 'account-suspended', 'own-account', 'roles-exclude-each-other', 'region-needed', 'lawyer-not-linked', 'another-lawyer-linked',
  'second-factor-enrolled', 'no-second-factor', 'wechat-bound-already',
] as const
export type AccountRefusal = (typeof ACCOUNT_REFUSALS)[number]
