// Who may use which route, how far: the one table. Rows are routes, columns roles; a role that is not named may not.
// Gateway code asks it and nothing else decides about access at the edge; services check again what is theirs
// (`not-asker`, `not-eligible`), because a table of routes knows no facts.
import type { Actor, Role, RoleGrant } from '@zhijian/contracts'
import type { Resource } from './route.ts'

/**
 * `all`: wherever it lies · `self`: acts in one's own name, touches nothing of others · `own`: what belongs to the actor ·
 * `eligible`: questions this lawyer may see · `region`: within the division of the grant · `unit`: of the grant's organisation
 */
export type Reach = 'all' | 'self' | 'own' | 'eligible' | 'region' | 'unit'
/** `public`: without signing in · `enrolment`: also with a session that a link opened · or reach by role. */
export type Access = 'public' | 'enrolment' | { readonly [R in Role]?: Reach }

const EVERYONE = {
  citizen: 'self', enterprise: 'self', lawyer: 'self', desk: 'self', reviewer: 'self', 'duty-officer': 'self', 'bureau-head': 'self',
  'policy-admin': 'self', 'system-admin': 'self', 'security-admin': 'self', auditor: 'self', probe: 'self',
} as const satisfies Access

export const POLICY = {
  // Signing in
  'request-phone-code': 'public',
  'sign-in-by-phone': 'public',
  'sign-in-by-password': 'public',
  'redeem-link': 'public',
  'begin-wechat': 'public',
  'sign-in-by-wechat': 'public',
  'set-password': 'enrolment',
  'begin-second-factor': 'enrolment',
  'confirm-second-factor': 'enrolment',
  'show-session': 'enrolment',
  'sign-out': 'enrolment',
  'sign-out-everywhere': EVERYONE,
  'unbind-wechat': EVERYONE,
  live: EVERYONE,
  // Accounts of lawyers and staff
  'open-account': { 'system-admin': 'all' },
  'issue-link': { 'system-admin': 'all' },
  'list-accounts': { 'system-admin': 'all', 'security-admin': 'all', auditor: 'all' },
  'grant-role': { 'security-admin': 'all' },
  'revoke-role': { 'security-admin': 'all' },
  'remove-second-factor': { 'security-admin': 'all' },
  'suspend-account': { 'security-admin': 'all' },
  'reinstate-account': { 'security-admin': 'all' },
} as const satisfies Readonly<Record<string, Access>>

export type RouteId = keyof typeof POLICY

export interface Bearer {
  readonly personId: string
  readonly lawyerId: string | null
  readonly grants: readonly RoleGrant[]
}

export const accessOf = (id: RouteId): Access => POLICY[id]

/** What everybody with an account may act as, besides the roles that were granted. */
const IMPLIED: readonly Role[] = ['citizen', 'enterprise']

/**
 * The role a request acts in: the one asked for, or the first granted one that the route lets in, citizens last.
 * @returns null when there is none
 */
export const roleFor = (id: RouteId, bearer: Bearer, wanted: Role | null): { readonly role: Actor['role']; readonly grant: RoleGrant | null } | null => {
  const access = accessOf(id)
  const held: readonly { role: Role; grant: RoleGrant | null }[] = [
    ...bearer.grants.map((grant) => ({ role: grant.role as Role, grant })),
    ...IMPLIED.map((role) => ({ role, grant: null })),
  ]
  return held.find(({ role }) => (wanted === null || role === wanted)
    && (access === 'public' || access === 'enrolment' || access[role] !== undefined)) ?? null
}

/** Whether a division lies within another: `150921003` in `150921`. */
export const within = (region: string, outer: string): boolean => region.startsWith(outer)

export const reaches = async (
  reach: Reach, bearer: Bearer, grant: RoleGrant | null, resource: Resource,
): Promise<boolean> => {
  switch (reach) {
    case 'all': case 'self': return true
    case 'own': return resource.owner !== undefined && resource.owner === bearer.personId
    case 'eligible': return bearer.lawyerId !== null && resource.lawyers !== undefined && await resource.lawyers(bearer.lawyerId)
    // A grant without a region reaches everywhere; one with a region reaches nothing that lies nowhere.
    case 'region': return grant !== null && (grant.region === null || (resource.region !== undefined && within(resource.region, grant.region)))
    case 'unit': return grant !== null && grant.organisation !== null && grant.organisation === resource.organisation
    default: return reach satisfies never
  }
}
