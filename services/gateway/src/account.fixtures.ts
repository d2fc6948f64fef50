import type { AccountId, AccountEvent, CredentialId, LawyerId, PersonId, RoleGrant, Sealed } from '@zhijian/contracts'
import { instant, type Instant } from '@zhijian/kernel'
import type { AccountCommand } from './account.ts'

export const ACCOUNT = 'desk-01' as AccountId
export const AT: Instant = instant('2026-11-23T01:00:00.000Z')
export const SECURITY = 'sec-1' as PersonId
export const SELF = 'desk-01' as PersonId
export const CREDENTIAL = 'credential-number-1' as CredentialId
export const OTHER_CREDENTIAL = 'credential-number-2' as CredentialId
export const LAWYER = 'lawyer-7' as LawyerId

export const sealed = (letter: string): Sealed =>
  ({ person: SELF, box: letter.repeat(8), commitment: letter.repeat(43) }) as Sealed

export const grant = (role: RoleGrant['role'], region: string | null = '150921'): RoleGrant => ({ role, region,
  organisation: null })

export const opened = (...grants: readonly RoleGrant[]): readonly AccountEvent[] => [
  { type: 'AccountOpened', data: { accountId: ACCOUNT, person: SELF, kind: 'staff', at: AT, by: SECURITY, phone: null,
    name: null } },
  ...grants.map((each): AccountEvent => ({ type: 'RoleGranted',
    data: { accountId: ACCOUNT, grant: each, at: AT, by: SECURITY } })),
]

type Without<C> = C extends AccountCommand ? Omit<C, 'accountId' | 'at' | 'by'> : never

/** By the security administrator unless said otherwise. */
export const order = (command: Without<AccountCommand>, by: PersonId = SECURITY): AccountCommand =>
  ({ accountId: ACCOUNT, at: AT, by, ...command }) as AccountCommand
