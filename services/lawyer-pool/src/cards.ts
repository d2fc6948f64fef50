// What is shown of a lawyer, and to whom.
import type { Instant } from '@zhijian/kernel'
import { whyInactive } from './eligibility.ts'
import type { LawyerDocument } from './views/lawyers.ts'

/** What anybody may know of a lawyer: he acts under it. */
export const publicCard = (lawyer: LawyerDocument, now: Instant) => ({
  lawyerId: lawyer.lawyerId, licence: lawyer.licence, ...lawyer.profile,
  counselOf: lawyer.counsel.map(({ county, villages, until }) => ({ county, villages, until })),
  isActive: whyInactive(lawyer, now) === null, isSimulated: lawyer.isSimulated,
})

/** What the register holds besides; conflicts as a number only. */
export const fullCard = (lawyer: LawyerDocument, now: Instant) => ({
  ...publicCard(lawyer, now), phase: lawyer.phase, inactive: whyInactive(lawyer, now), check: lawyer.check, suspended: lawyer.suspended,
  isAvailable: lawyer.isAvailable, quiet: lawyer.quiet, barredUntil: lawyer.barredUntil, phone: lawyer.phone,
  appointments: lawyer.counsel, conflicts: lawyer.conflicts.length, hasPhone: lawyer.phone !== null, registeredAt: lawyer.registeredAt,
})
