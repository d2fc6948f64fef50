// Staff and the offices they hold: the source of every scope and mandate. Names and telephones are personal and travel
// sealed; who holds which office is not.
import type { Instant as At } from '@zhijian/kernel'
import { z } from 'zod'
import { because, Instant, OrganisationId, personal, PersonId, RegionCode } from './common.ts'
import { eventFamily } from './events.ts'

export const OFFICE_ROLES = [
  'desk', 'reviewer', 'duty-officer', 'bureau-head', 'policy-admin', 'system-admin', 'security-admin', 'auditor',
  'justice-office', 'legal-aid-clerk', 'legal-aid-head', 'mediator', 'committee-chair', 'notary', 'correction-officer', 'editor',
] as const
/** What somebody is appointed to. */
export const OfficeRole = z.enum(OFFICE_ROLES)
export type OfficeRole = z.infer<typeof OfficeRole>
/** Offices under which their holder also acts on the platform, in the role of the same name and as far as the office reaches. */
export const ActingOffice = OfficeRole.extract(['desk', 'reviewer', 'duty-officer', 'bureau-head', 'policy-admin', 'correction-officer'])
export type ActingOffice = z.infer<typeof ActingOffice>
/** The platform's own roles are granted to an account and are nobody's office; stores of before hold some, which reach nowhere. */
export const GivenOffice = OfficeRole.exclude(['system-admin', 'security-admin', 'auditor'])

export const OfficeId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
/** Role × organisation × how far it reaches × when. */
export const Office = z.object({
  officeId: OfficeId,
  role: OfficeRole,
  organisationId: OrganisationId,
  /** A division and all within it. */
  region: RegionCode,
  /** Inclusive; may lie ahead. */
  from: Instant,
  /** Exclusive; null: until it is ended. */
  until: Instant.nullable(),
})
export type Office = z.infer<typeof Office>

/** From `from` up to, not including, `until`, whoever looks and whenever. */
export const holdsAt = (office: Pick<Office, 'from' | 'until'>, at: At): boolean =>
  office.from <= at && (office.until === null || at < office.until)

const at = Instant
const event = <const N extends string, const S extends z.ZodRawShape>(type: N, shape: S) =>
  z.object({ type: z.literal(type), data: z.object({ personId: PersonId, ...shape }) })

const details = { name: personal('name').nullable(), phone: personal('phone').nullable() }
export const StaffAdded = event('StaffAdded', { ...details, isSimulated: z.boolean(), at })
export const StaffDetailsChanged = event('StaffDetailsChanged', { ...details, at })
export const OfficeTaken = event('OfficeTaken', { office: Office, at })
/** `term`: its end came; `left`: with the person. */
export const OfficeEnded = event('OfficeEnded', { officeId: OfficeId, cause: z.enum(['term', 'ended', 'left']), at })
export const StaffLeft = event('StaffLeft', { at })

export const personEvents = eventFamily('person', [StaffAdded, StaffDetailsChanged, OfficeTaken, OfficeEnded, StaffLeft])
export type PersonEvent = NonNullable<ReturnType<typeof personEvents.read>>

const command = <const S extends z.ZodRawShape>(shape: S) => z.strictObject({ personId: PersonId, ...shape })
export const personCommands = {
  'add-staff': command({ name: details.name.default(null), phone: details.phone.default(null), isSimulated: z.boolean().default(false), ...because }),
  'change-staff-details': command({ ...details, ...because }),
  'take-office': command({ office: z.strictObject({ ...Office.shape, role: GivenOffice }), ...because }),
  'end-office': command({ officeId: OfficeId, ...because }),
  'leave-staff': command(because),
} as const
