// The county's institutions and its map: who exists, whom they serve, who has the watch, which towns and villages there are.
// Names, addresses and office telephones of institutions are public.
import { z } from 'zod'
import { because, CountyCode, Instant, line, OrganisationId, PersonId, RegionCode } from './common.ts'
import { eventFamily } from './events.ts'

export const ORGANISATION_KINDS = [
  'bureau', 'legal-service-centre', 'legal-aid-centre', 'mediation-centre', 'mediation-committee', 'justice-office', 'village-office',
  'corrections-agency', 'notary-office', 'law-firm', 'legal-service-firm',
] as const
/** 司法局 · 公共法律服务中心 · 法律援助中心 · 调解中心 · 调委会 · 司法所 · 村居工作室 · 社区矫正机构 · 公证处 · 律所 · 基层法律服务所. */
export const OrganisationKind = z.enum(ORGANISATION_KINDS)
export type OrganisationKind = z.infer<typeof OrganisationKind>

const Name = line(80)
/** Towns (9) and villages (12 digits) of its county, or the county itself. */
const Serves = z.array(RegionCode).max(500)
const Address = line(200, 0)
/** An office's telephone, as on its door. */
const OfficePhone = z.string().regex(/^[0-9+() -]{3,30}$/)

/** Who is called for danger and broken promises, one after the other. */
export const WatchLine = z.object({ officer: PersonId, deputy: PersonId.nullable(), head: PersonId.nullable() })
export type WatchLine = z.infer<typeof WatchLine>
export const WatchId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
/** Hours of one line; `from` inclusive, `until` exclusive. */
export const Watch = z.object({ watchId: WatchId, from: Instant, until: Instant, line: WatchLine })
export type Watch = z.infer<typeof Watch>

const at = Instant
const event = <const N extends string, const S extends z.ZodRawShape>(type: N, shape: S) =>
  z.object({ type: z.literal(type), data: z.object({ organisationId: OrganisationId, ...shape }) })

const founded = {
  kind: OrganisationKind, name: Name, county: CountyCode, parentId: OrganisationId.nullable(), serves: Serves, address: Address.nullable(),
  officePhone: OfficePhone.nullable(),
}
export const OrganisationFounded = event('OrganisationFounded', { ...founded, at })
export const OrganisationRenamed = event('OrganisationRenamed', { name: Name, at })
export const OrganisationMoved = event('OrganisationMoved', { address: Address.nullable(), officePhone: OfficePhone.nullable(), at })
export const OrganisationReassigned = event('OrganisationReassigned', { parentId: OrganisationId.nullable(), at })
export const ServiceAreaChanged = event('ServiceAreaChanged', { serves: Serves, at })
/** Who is called when no watch covers the hour. */
export const StandingWatchSet = event('StandingWatchSet', { line: WatchLine, at })
export const WatchPlanned = event('WatchPlanned', { watch: Watch, at })
export const WatchRemoved = event('WatchRemoved', { watchId: WatchId, at })
export const OrganisationClosed = event('OrganisationClosed', { at })

export const organisationEvents = eventFamily('organisation', [
  OrganisationFounded, OrganisationRenamed, OrganisationMoved, OrganisationReassigned, ServiceAreaChanged, StandingWatchSet, WatchPlanned,
  WatchRemoved, OrganisationClosed,
])
export type OrganisationEvent = NonNullable<ReturnType<typeof organisationEvents.read>>

const command = <const S extends z.ZodRawShape>(shape: S) => z.strictObject({ organisationId: OrganisationId, ...shape })
const Line = z.strictObject(WatchLine.shape)
export const organisationCommands = {
  'found-organisation': command({
    ...founded, parentId: founded.parentId.default(null), serves: Serves.default([]), address: founded.address.default(null),
    officePhone: founded.officePhone.default(null), ...because,
  }),
  'rename-organisation': command({ name: Name, ...because }),
  'move-organisation': command({ address: Address.nullable(), officePhone: OfficePhone.nullable(), ...because }),
  'reassign-organisation': command({ parentId: OrganisationId.nullable(), ...because }),
  'change-service-area': command({ serves: Serves, ...because }),
  'set-standing-watch': command({ line: Line, ...because }),
  'plan-watch': command({ watch: z.strictObject({ ...Watch.shape, line: Line }), ...because }),
  'remove-watch': command({ watchId: WatchId, ...because }),
  'close-organisation': command(because),
} as const

// ── the map ──────────────────────────────────────────────────────────────────────────────────────────────────────────

export const Town = z.object({ code: z.string().regex(/^\d{9}$/), name: line(60), kind: line(20, 0) })
/** 村 or 社区; lies in the town of its first nine digits. */
export const Village = z.object({ code: z.string().regex(/^\d{12}$/), name: line(60), kind: line(20, 0) })
export type Town = z.infer<typeof Town>
export type Village = z.infer<typeof Village>

const map = {
  name: line(60),
  /** Of city and province above it, for showing. */
  cityName: line(60, 0), provinceName: line(60, 0),
  towns: z.array(Town).min(1).max(200), villages: z.array(Village).max(3000),
  /** Where the list is from. */
  source: line(200, 0),
}
/** The whole list, anew: codes change with mergers, and an old list must stay readable. */
export const DivisionsImported = z.object({
  type: z.literal('DivisionsImported'), data: z.object({ county: CountyCode, edition: z.int().min(1), ...map, at }),
})
export const divisionEvents = eventFamily('division', [DivisionsImported])
export type DivisionEvent = NonNullable<ReturnType<typeof divisionEvents.read>>
export const divisionCommands = {
  'import-divisions': z.strictObject({
    county: CountyCode, ...map, towns: z.array(z.strictObject(Town.shape)).min(1).max(200), villages: z.array(z.strictObject(Village.shape)).max(3000), ...because,
  }),
} as const
