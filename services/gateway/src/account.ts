// The account's decider: what a person may act as, which proofs of identity count, and when they were used.
// I1 The three administrators and the auditor are different people: no account holds two of those roles.
// I2 Nobody raises, lowers, suspends or reinstates their own account.
// I3 No secret passes through here; a credential is a name.
import type {
  AccountCommandName, AccountEvent, AccountId, accountCommands, CredentialId, GrantedRole, LawyerId, PersonId, PlaceRefusal, RoleGrant, Sealed,
} from '@zhijian/contracts'
import { accept, nothing, refuse, type Decider, type Decision, type Instant } from '@zhijian/kernel'
import type { z } from 'zod'

export interface Account {
  readonly phase: 'absent' | 'active' | 'suspended'
  readonly id: AccountId | null
  readonly kind: 'citizen' | 'lawyer' | 'staff' | null
  /** At most one per role. */
  readonly grants: readonly RoleGrant[]
  readonly lawyerId: LawyerId | null
  readonly phone: Sealed | null
  readonly name: Sealed | null
  readonly openid: Sealed | null
  /** Versions of the privacy notice that were read, in the order they were. */
  readonly notices: readonly { readonly version: number; readonly digest: string; readonly at: Instant }[]
  readonly password: CredentialId | null
  readonly secondFactor: CredentialId | null
}

type Named<Name extends AccountCommandName, Type extends string> =
  { readonly type: Type; readonly at: Instant; readonly by: PersonId } & Readonly<z.infer<(typeof accountCommands)[Name]>>

/** Grants of staff's roles were sent before offices gave them; what was recorded is decided again as it was. */
type OpenAccount = Omit<Named<'open-account', 'OpenAccount'>, 'grants'> & { readonly grants: readonly RoleGrant[] }
/** `misplaced`: why its region is no place of ours, as the edge found it. */
type GrantRole = Omit<Named<'grant-role', 'GrantRole'>, 'grant'> & { readonly grant: RoleGrant; readonly misplaced?: PlaceRefusal }
/** `isBack`: whoever left office was taken on anew before this was decided; that he left may be told again long after. */
type SuspendAccount = Named<'suspend-account', 'SuspendAccount'> & { readonly isBack?: boolean }

export type AccountCommand =
  | OpenAccount | GrantRole
  | Named<'revoke-role', 'RevokeRole'> | Named<'link-lawyer', 'LinkLawyer'> | Named<'change-password', 'ChangePassword'>
  | Named<'enrol-second-factor', 'EnrolSecondFactor'> | Named<'remove-second-factor', 'RemoveSecondFactor'>
  | Named<'bind-wechat', 'BindWeChat'> | Named<'unbind-wechat', 'UnbindWeChat'> | Named<'issue-link', 'IssueLink'>
  | Named<'record-sign-in', 'RecordSignIn'> | Named<'record-sign-out', 'RecordSignOut'>
  | Named<'record-sign-in-blocked', 'RecordSignInBlocked'> | SuspendAccount
  | Named<'reinstate-account', 'ReinstateAccount'> | Named<'acknowledge-notice', 'AcknowledgeNotice'>

/**
 * 三员分立: who runs the system, who grants powers and who reviews both are three people. @source GB/T 22239-2019 8.1.6.7, 8.1.6.8
 * Whoever oversees correction for the procuratorate is none of them, and works under no office of the bureau that is overseen.
 */
export const SEPARATE: readonly GrantedRole[] = ['system-admin', 'security-admin', 'auditor', 'procurator']
/** Of one district: a grant without a place would reach over all. */
const isPlaceless = ({ role, region }: RoleGrant): boolean => role === 'procurator' && region === null

/** I2. One person, one account: their ids are the same text. */
const own = ({ accountId, by }: { readonly accountId: AccountId; readonly by: PersonId }): boolean => (accountId as string) === by

const excluded = (grants: readonly RoleGrant[]): boolean =>
  SEPARATE.filter((role) => grants.some((grant) => grant.role === role)).length > 1

const withGrant = (grants: readonly RoleGrant[], grant: RoleGrant): readonly RoleGrant[] =>
  [...grants.filter((held) => held.role !== grant.role), grant]

const sameGrant = (a: RoleGrant, b: RoleGrant): boolean =>
  a.role === b.role && a.region === b.region && a.organisation === b.organisation

export const account: Decider<Account, AccountCommand, AccountEvent> = {
  category: 'account',
  initial: () => ({
    phase: 'absent', id: null, kind: null, grants: [], lawyerId: null, phone: null, name: null, openid: null,
    notices: [], password: null, secondFactor: null,
  }),

  evolve(state, { type, data }) {
    switch (type) {
      case 'AccountOpened': return { ...state, phase: 'active', id: data.accountId, kind: data.kind, phone: data.phone,
        name: data.name }
      case 'RoleGranted': return { ...state, grants: withGrant(state.grants, data.grant) }
      case 'RoleRevoked': return { ...state, grants: state.grants.filter((grant) => grant.role !== data.role) }
      case 'LawyerLinked': return { ...state, lawyerId: data.lawyerId }
      case 'PasswordChanged': return { ...state, password: data.credential }
      case 'SecondFactorEnrolled': return { ...state, secondFactor: data.credential }
      case 'SecondFactorRemoved': return { ...state, secondFactor: null }
      case 'WeChatBound': return { ...state, openid: data.openid }
      case 'WeChatUnbound': return { ...state, openid: null }
      case 'AccountSuspended': return { ...state, phase: 'suspended' }
      case 'AccountReinstated': return { ...state, phase: 'active' }
      case 'NoticeAcknowledged': return { ...state, notices: [...state.notices, { version: data.version, digest: data.digest, at: data.at }] }
      // For the security log: they change nothing that is decided on.
      case 'LinkIssued': case 'SignedIn': case 'SignedOut': case 'SignInBlocked': return state
      default: return type satisfies never
    }
  },

  decide(command, state): Decision<AccountEvent> {
    const { accountId, at, by } = command
    if (command.type === 'OpenAccount') return open(command, state)
    if (state.phase === 'absent') return refuse('no-such-account')
    switch (command.type) {
      case 'GrantRole': {
        if (state.grants.some((held) => sameGrant(held, command.grant))) return nothing
        if (own(command)) return refuse('own-account')
        if (isPlaceless(command.grant)) return refuse('region-needed')
        if (command.misplaced) return refuse(command.misplaced)
        if (command.grant.role === 'lawyer' && state.lawyerId === null) return refuse('lawyer-not-linked')
        if (excluded(withGrant(state.grants, command.grant))) return refuse('roles-exclude-each-other')
        return accept({ type: 'RoleGranted', data: { accountId, grant: command.grant, at, by } })
      }
      case 'RevokeRole': {
        if (!state.grants.some((held) => held.role === command.role)) return nothing
        if (own(command)) return refuse('own-account')
        return accept({ type: 'RoleRevoked', data: { accountId, role: command.role, at, by } })
      }
      case 'LinkLawyer': {
        if (state.lawyerId === command.lawyerId) return nothing
        if (state.lawyerId !== null) return refuse('another-lawyer-linked')
        return accept({ type: 'LawyerLinked', data: { accountId, lawyerId: command.lawyerId, at, by } })
      }
      case 'SuspendAccount': {
        if (state.phase === 'suspended' || command.isBack === true) return nothing
        if (own(command) && command.reason !== 'own-request') return refuse('own-account')
        return accept(
          { type: 'AccountSuspended', data: { accountId, reason: command.reason, at, by } },
          { type: 'SignedOut', data: { accountId, session: null, reason: 'suspended', at, by } },
        )
      }
      case 'ReinstateAccount': {
        if (state.phase === 'active') return nothing
        if (own(command)) return refuse('own-account')
        return accept({ type: 'AccountReinstated', data: { accountId, at, by } })
      }
      case 'RecordSignOut': {
        return accept({ type: 'SignedOut', data: { accountId, session: command.session, reason: command.reason, at, by } })
      }
      case 'RecordSignInBlocked': {
        return accept({ type: 'SignInBlocked', data: { accountId, failures: command.failures, blockedMs: command.blockedMs,
          at } })
      }
      default: return state.phase === 'suspended' ? refuse('account-suspended') : identity(command, state)
    }
  },

  nextDeadline: () => null,
  elapse: () => [],
}

const open = (command: OpenAccount, state: Account): Decision<AccountEvent> => {
  const { accountId, at, by, kind, phone, name, grants, lawyerId } = command
  if (state.phase !== 'absent') return nothing
  if (grants.some((grant) => grant.role === 'lawyer') && lawyerId === null) return refuse('lawyer-not-linked')
  if (excluded(grants)) return refuse('roles-exclude-each-other')
  if (grants.some(isPlaceless)) return refuse('region-needed')
  const opened: AccountEvent =
    { type: 'AccountOpened', data: { accountId, person: accountId as string as PersonId, kind, at, by, phone, name } }
  return accept(
    opened,
    ...(lawyerId === null ? [] : [{ type: 'LawyerLinked' as const, data: { accountId, lawyerId, at, by } }]),
    ...grants.reduce(withGrant, [] as readonly RoleGrant[])
      .map((grant): AccountEvent => ({ type: 'RoleGranted', data: { accountId, grant, at, by } })),
  )
}

type IdentityCommand = Exclude<AccountCommand, {
  type: 'OpenAccount' | 'GrantRole' | 'RevokeRole' | 'LinkLawyer' | 'SuspendAccount' | 'ReinstateAccount' | 'RecordSignOut'
    | 'RecordSignInBlocked'
}>

/** How the person proves who they are: refused while suspended. */
const identity = (command: IdentityCommand, state: Account): Decision<AccountEvent> => {
  const { accountId, at, by } = command
  switch (command.type) {
    case 'ChangePassword': {
      if (state.password === command.credential) return nothing
      return accept(
        { type: 'PasswordChanged', data: { accountId, credential: command.credential, at, by } },
        { type: 'SignedOut', data: { accountId, session: null, reason: 'password-changed', at, by } },
      )
    }
    case 'EnrolSecondFactor': {
      if (state.secondFactor === command.credential) return nothing
      if (state.secondFactor !== null) return refuse('second-factor-enrolled')
      return accept({ type: 'SecondFactorEnrolled', data: { accountId, credential: command.credential, at, by } })
    }
    case 'RemoveSecondFactor': {
      if (own(command)) return refuse('own-account')
      if (state.secondFactor === null) return refuse('no-second-factor')
      return accept({ type: 'SecondFactorRemoved', data: { accountId, at, by } })
    }
    case 'BindWeChat': {
      if (state.openid?.commitment === command.openid.commitment) return nothing
      if (state.openid !== null) return refuse('wechat-bound-already')
      return accept({ type: 'WeChatBound', data: { accountId, openid: command.openid, at, by } })
    }
    case 'UnbindWeChat': {
      if (state.openid === null) return nothing
      return accept({ type: 'WeChatUnbound', data: { accountId, at, by } })
    }
    case 'AcknowledgeNotice': {
      const { version, digest } = command
      if (state.notices.some((read) => read.version === version)) return nothing
      return accept({ type: 'NoticeAcknowledged', data: { accountId, version, digest, at, by } })
    }
    case 'IssueLink': return accept({ type: 'LinkIssued', data: { accountId, link: command.link, at, by } })
    case 'RecordSignIn': {
      const { session, method, secondFactor } = command
      return accept({ type: 'SignedIn', data: { accountId, session, method, secondFactor, at } })
    }
    default: return command satisfies never
  }
}
