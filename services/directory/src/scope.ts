// What a person may do where: read from offices, at an instant. Pure.
import { holdsAt, type Office, type OfficeRole } from '@zhijian/contracts'
import type { Instant } from '@zhijian/kernel'

export interface Scope {
  readonly role: OfficeRole
  readonly organisationId: string
  readonly region: string
  readonly until: string | null
}

export const scopesAt = (offices: readonly Office[], at: Instant): readonly Scope[] => offices
  .filter((office) => holdsAt(office, at))
  .map(({ role, organisationId, region, until }) => ({ role, organisationId, region, until }))

/** A division lies in another when its code begins with it. */
export const isWithin = (code: string, region: string): boolean => code.startsWith(region)

/** A county and what it lies in, as holders are looked up by. */
export const scopeKeysOf = (county: string): readonly string[] => [county.slice(0, 2), county.slice(0, 4), county]

/** Offices that let somebody write down a question for a citizen, by how it comes in. */
const ACTS_FOR_OTHERS = {
  window: ['desk', 'justice-office', 'legal-aid-clerk'],
  hotline: ['desk'],
} as const satisfies Record<string, readonly OfficeRole[]>

/** Whether an office answers for the desk of a place. */
export const answersFor = (offices: readonly Office[], place: string, at: Instant): boolean => offices.some((office) =>
  holdsAt(office, at) && (office.role === 'desk' || office.role === 'bureau-head') && isWithin(place, office.region))

/** The office under which somebody acts for citizens of a place, or null. */
export const officeToActFor = (
  offices: readonly Office[], via: keyof typeof ACTS_FOR_OTHERS, place: string, at: Instant,
): Office | null => offices.find((office) =>
  holdsAt(office, at) && (ACTS_FOR_OTHERS[via] as readonly OfficeRole[]).includes(office.role) && isWithin(place, office.region)) ?? null
