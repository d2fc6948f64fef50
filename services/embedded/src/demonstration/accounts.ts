// Who can sign in to a demonstration: one account for each role, with passwords drawn when the store is born. They are shown
// at the start and kept in a file of this user's, because a demonstration that nobody can enter shows nothing.
import { randomBytes, randomInt } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { PlatformGrant, type AccountId, type LawyerId } from '@zhijian/contracts'
import type { Line } from '../i18n.ts'
import { demonstrationStaff } from './staff.ts'
import { demonstrationSupervisees } from './supervisees.ts'

export interface DemonstrationAccount {
  readonly id: AccountId
  readonly kind: 'citizen' | 'lawyer' | 'staff'
  readonly label: Extract<Line, `role.${string}`>
  /** The platform's own; staff act under the offices that the directory is given (found.ts). */
  readonly grants: readonly PlatformGrant[]
  readonly lawyerId?: LawyerId
  readonly phone?: string
  /** Invented, of staff: who did something is shown by it. */
  readonly name?: string
  readonly password?: string
  /** base32 */
  readonly secondFactor?: string
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const base32 = (length: number): string => Array.from({ length }, () => BASE32[randomInt(32)]).join('')
const password = (): string => randomBytes(12).toString('base64url')

const made = (seed: number): readonly DemonstrationAccount[] => [
  { id: 'demo-citizen-1' as AccountId, kind: 'citizen', label: 'role.citizen', grants: [], phone: '13900000001' },
  { id: 'demo-citizen-2' as AccountId, kind: 'citizen', label: 'role.citizen', grants: [], phone: '13900000002' },
  {
    id: 'demo-enterprise-1' as AccountId, kind: 'citizen', label: 'role.enterprise', phone: '13900000003',
    grants: [{ role: 'enterprise', region: null, organisation: null }],
  },
  ...demonstrationSupervisees.map(({ id, phone }): DemonstrationAccount => ({ id, kind: 'citizen', label: 'role.supervisee', grants: [], phone })),
  ...([['demo-counsel-01', 'role.counsel'], ['demo-region-001', 'role.region-lawyer'], ['demo-nation-00001', 'role.nation-lawyer']] as const).map(([lawyerId, label]): DemonstrationAccount => ({
    id: lawyerId as AccountId, kind: 'lawyer', label, lawyerId: lawyerId as LawyerId,
    grants: [{ role: 'lawyer', region: null, organisation: null }], password: password(), secondFactor: base32(32),
  })),
  ...demonstrationStaff(seed).map((staff): DemonstrationAccount => ({
    id: staff.personId as string as AccountId, kind: 'staff', label: `role.${staff.role}` as DemonstrationAccount['label'], name: staff.name,
    grants: staff.grants, password: password(), secondFactor: base32(32),
  })),
]

/** @param file readable by this user only */
export const demonstrationAccounts = (file: string, seed: number): readonly DemonstrationAccount[] => {
  if (existsSync(file)) {
    // Files of before name the roles of staff as grants too.
    return (JSON.parse(readFileSync(file, 'utf8')) as DemonstrationAccount[])
      .map((account) => ({ ...account, grants: account.grants.filter((grant) => PlatformGrant.safeParse(grant).success) }))
  }
  const accounts = made(seed)
  writeFileSync(file, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600, flush: true })
  return accounts
}
