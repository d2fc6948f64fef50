// What is shown of one supervisee, row by row: as the service's views have it, and as it is opened for whoever may see it.
import { AlarmFinding, AlarmKind, AlarmLevel, BlobRef, FindingKind, LeaveCause, LeaveLevel, Sealed, WeeklySchedule, ZoneForm, ZoneKind } from '@zhijian/contracts'
import type { Datum } from '@zhijian/geometry'
import { z } from 'zod'
import type { Gateway } from '../gateway.ts'
import { DrawnShape, openedZone } from '../zone.ts'

type Opening = Pick<Gateway, 'sealer'>

const zone = {
  name: z.string().describe('with its version: home@3'), zoneId: z.string(), version: z.int(), kind: ZoneKind.nullable().describe('null: of a leave'), schedule: WeeklySchedule,
  form: ZoneForm.nullable(), isBeyond: z.boolean().describe('it reaches out of the county, or nobody had said where that ends'), by: z.string(), from: z.string(), retiredAt: z.string().nullable().describe('another version, or none, since then'),
}
export const ZoneRow = z.object({ ...zone, content: Sealed })
export const Zone = z.object({ ...zone, label: z.string().nullable(), shapes: z.array(DrawnShape) })
export const zoneRow = async ({ sealer }: Opening, { content, ...row }: z.infer<typeof ZoneRow>, datum: Datum): Promise<z.input<typeof Zone>> => ({ ...row, ...openedZone(await sealer.openOrNull(content), datum) })

const proposal = {
  proposalId: z.string(), zoneId: z.string(), kind: ZoneKind, schedule: WeeklySchedule, form: ZoneForm,
  isBeyond: z.boolean().describe('it reaches out of the county, or nobody had said where that ends: one of the two who let it bind is the head'), isByHead: z.boolean().describe('the head proposed it'), by: z.string(), askedAt: z.string(), phase: z.enum(['proposed', 'approved', 'rejected']),
  decidedBy: z.string().nullable(), decidedAt: z.string().nullable(),
}
export const ZoneProposal = z.object({ ...proposal, label: z.string().nullable(), shapes: z.array(DrawnShape), refusal: z.string().nullable() })
export const ZoneProposalRow = z.object({ ...proposal, content: Sealed, refusal: Sealed.nullable() })
export const zoneProposalRow = async ({ sealer }: Opening, { content, refusal, ...row }: z.infer<typeof ZoneProposalRow>, datum: Datum): Promise<z.input<typeof ZoneProposal>> =>
  ({ ...row, ...openedZone(await sealer.openOrNull(content), datum), refusal: refusal === null ? null : await sealer.openOrNull(refusal) })

const leave = {
  leaveId: z.string(), cause: LeaveCause, from: z.string(), until: z.string(), days: z.int(), cumulatedDays: z.int(), level: LeaveLevel.describe('who decides'),
  phase: z.enum(['requested', 'approved', 'over', 'overrun', 'reported', 'refused', 'withdrawn']), proofs: z.array(BlobRef), hasArea: z.boolean(), decision: z.string().nullable(), toldProcuratorate: z.boolean(),
  decidedBy: z.string().nullable(), askedAt: z.string(), decidedAt: z.string().nullable(), reportedAt: z.string().nullable(),
}
export const Leave = z.object({ ...leave, reason: z.string().nullable(), destination: z.string().nullable(), refusal: z.string().nullable() })
export const LeaveRow = z.object({ ...leave, reason: Sealed, destination: Sealed, refusal: Sealed.nullable() })
export const openLeave = async ({ sealer }: Opening, { reason, destination, refusal, ...row }: z.infer<typeof LeaveRow>): Promise<z.input<typeof Leave>> => ({
    ...row, reason: await sealer.openOrNull(reason), destination: await sealer.openOrNull(destination), refusal: refusal === null ? null : await sealer.openOrNull(refusal),
  })

const checkIn = {
  checkInId: z.string(), number: z.string().describe('to be seen in the photo'), way: z.enum(['photo', 'call']), dueAt: z.string(), phase: z.enum(['due', 'answered', 'missed', 'accepted', 'rejected']),
  askedAt: z.string(), answeredAt: z.string().nullable(), judgedBy: z.string().nullable(), judgedAt: z.string().nullable(),
}
export const CheckIn = z.object({ ...checkIn, hasPhoto: z.boolean().describe('without one she asks to be called back') })
export const CheckInRow = z.object({ ...checkIn, photo: BlobRef.nullable() })
export const openCheckIn = ({ photo, ...row }: z.infer<typeof CheckInRow>): z.input<typeof CheckIn> => ({ ...row, hasPhoto: photo !== null })

export const Transition = z.object({
  transitionId: z.string(), kind: FindingKind, condition: z.string(), version: z.int(), zones: z.array(z.string()), basis: z.string(), leave: z.string().nullable(), rules: z.int().describe('number of the rules that decided'),
  since: z.string(), knownAt: z.string(), evidence: z.array(z.string()).describe('digests of the fixes that carry it'), foundAt: z.string(), withdrawnAt: z.string().nullable(),
})

/** Signs of late for whoever calls her; no finding. */
export const Hint = z.object({ kind: z.string(), signs: z.array(z.string()), at: z.string() })
const alarm = {
  alarmId: z.string(), superviseeId: z.string(), region: z.string(), kind: AlarmKind, level: AlarmLevel, cause: z.string(), since: z.string(), officers: z.array(z.string()),
  phase: z.enum(['raised', 'unheard', 'acknowledged', 'closed', 'withdrawn']), isOpen: z.boolean(), acknowledgeDue: z.string().nullable(), acknowledgedBy: z.string().nullable(), acknowledgedAt: z.string().nullable(),
  closed: z.object({ finding: AlarmFinding, by: z.string(), at: z.string() }).nullable(), notes: z.array(z.object({ what: z.string(), at: z.string(), by: z.string().nullable() })), raisedAt: z.string(),
  hints: z.array(Hint).default([]).describe('of late, about the person: no finding and no cause of the alarm; on the board alone'),
}
const proposed = { finding: AlarmFinding, by: z.string(), at: z.string() }
export const Alarm = z.object({ ...alarm, proposed: z.object({ ...proposed, note: z.string().nullable() }).nullable() })
export const AlarmRow = z.object({ ...alarm, proposed: z.object({ ...proposed, note: Sealed }).nullable() })
export const openAlarm = async ({ sealer }: Opening, { proposed: said, ...row }: z.infer<typeof AlarmRow>): Promise<z.input<typeof Alarm>> =>
    ({ ...row, proposed: said === null ? null : { ...said, note: await sealer.openOrNull(said.note) } })
