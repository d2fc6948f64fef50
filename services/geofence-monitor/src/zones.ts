// Where somebody has to be and may not go. The shapes are sealed and none of a decider's business: it knows zones by name and version.
// Z1 All allowed zones together are one condition, `area`, which binds always; each other zone is a condition of its own, by its schedule.
// Z2 A change is another version, of the zone and of its condition; which version bound when is known for as long as late fixes are looked at.
// Z3 An officer sets alone what lies within his reach: within the county's outline, and where his office reaches a town alone, within that town's.
//    What lies beyond, and what nobody can tell because no outline is known, he proposes; it binds nobody until it is approved.
// Z4 A proposal is approved by somebody else whose office reaches the county. What is held against a zone that is set is held against it then.
// Z5 Out of the county nobody alone lets anybody go, the head neither: of the two one is the bureau's head, who answers for it (社区矫正法
//    第二十七条), and the other reaches the county, or proposed it to him.
import type { SuperviseeEvent, SuperviseeRefusal, ZoneLies } from '@zhijian/contracts'
import { accept, epochMs, nothing, type Instant } from '@zhijian/kernel'
import { no, RECENT_MS, type Asked, type Binding, type Decided, type Supervisee, type Zone, type ZoneProposal } from './state.ts'

export const AREA = 'area'
/** As many as an officer can keep apart. */
const MOST_ZONES = 20
/** Decided ones that are remembered. */
const REMEMBERED = 20

const nameOf = ({ zoneId, version }: Pick<Zone, 'zoneId' | 'version'>): string => `${zoneId}@${version}`
export const leaveZone = (leaveId: string): string => `leave-${leaveId}@1`

const newestOf = (bindings: readonly Binding[], id: string): number => Math.max(0, ...bindings.filter((each) => each.id === id).map((each) => each.version))

/** Z2; the last of each condition is remembered for ever, so that no number comes twice. @param binds null: the condition is no more */
const rebound = (bindings: readonly Binding[], id: string, at: Instant, binds: Omit<Binding, 'id' | 'version' | 'from' | 'until'> | null): readonly Binding[] => {
  const now = epochMs(at)
  const version = newestOf(bindings, id) + 1
  const kept = bindings.map((each) => (each.id === id && each.until === null ? { ...each, until: now } : each))
    .filter((each) => each.until === null || each.until >= now - RECENT_MS || each.version === newestOf(bindings, each.id))
  return binds === null ? kept : [...kept, { id, version, ...binds, from: now, until: null }]
}

export const withZones = (state: Supervisee, zones: readonly Zone[], changed: Zone, at: Instant): Supervisee => {
  if (changed.kind === 'allowed') {
    const allowed = zones.filter(({ kind, isRetired }) => kind === 'allowed' && !isRetired).map(nameOf)
    return { ...state, zones, bindings: rebound(state.bindings, AREA, at, allowed.length === 0 ? null : { kind: 'stay-inside', zones: allowed, schedule: null }) }
  }
  const kind = changed.kind === 'stay' ? 'stay-inside' : 'keep-out'
  return { ...state, zones, bindings: rebound(state.bindings, changed.zoneId, at, changed.isRetired ? null : { kind, zones: [nameOf(changed)], schedule: changed.schedule }) }
}

export const zoneSet = (state: Supervisee, { data: { zoneId, version, kind, schedule, at } }: Extract<SuperviseeEvent, { type: 'ZoneSet' }>): Supervisee => {
  const zone: Zone = { zoneId, version, kind, schedule, isRetired: false }
  return withZones(state, [...state.zones.filter((each) => each.zoneId !== zoneId), zone], zone, at)
}
export const zoneRetired = (state: Supervisee, { data: { zoneId, at } }: Extract<SuperviseeEvent, { type: 'ZoneRetired' }>): Supervisee => {
  const zone = { ...state.zones.find((each) => each.zoneId === zoneId)!, isRetired: true }
  return withZones(state, state.zones.map((each) => (each.zoneId === zoneId ? zone : each)), zone, at)
}

/** Why it cannot bind as it is. */
const unfit = ({ zoneId, kind, schedule }: Pick<Asked<'SetZone'>, 'zoneId' | 'kind' | 'schedule'>, zones: readonly Zone[]): ReturnType<typeof no> | null => {
  const before = zones.find((each) => each.zoneId === zoneId)
  if (before !== undefined && before.kind !== kind) return no('zone-kind-fixed')
  if (kind === 'allowed' && schedule !== null) return no('zone-always-allowed')
  return (before === undefined || before.isRetired) && zones.filter(({ isRetired }) => !isRetired).length >= MOST_ZONES ? no('too-many-zones', { max: MOST_ZONES }) : null
}
const versionAfter = (zoneId: string, zones: readonly Zone[]): number => (zones.find((each) => each.zoneId === zoneId)?.version ?? 0) + 1

const isBeyond = (lies: ZoneLies): boolean => lies === 'beyond-county' || lies === 'county-unknown'
/** Z3 */
export const setZone = ({ type: _, lies, isBeyond: before, byHead, ...zone }: Asked<'SetZone'>, { zones }: Supervisee): Decided => {
  if (before === undefined && lies !== 'within') return no(`zone-${lies}`)
  if (before === true && byHead !== true) return no('zone-needs-head')
  return unfit(zone, zones) ?? accept({ type: 'ZoneSet', data: { ...zone, isBeyond: before === true, version: versionAfter(zone.zoneId, zones) } })
}

export const zoneProposed = (state: Supervisee, { data: { superviseeId: _, at: __, ...proposal } }: Extract<SuperviseeEvent, { type: 'ZoneProposed' }>): Supervisee =>
  ({ ...state, zoneProposals: [...state.zoneProposals, proposal] })
export const zoneProposalDecided = (state: Supervisee, proposalId: string, isApproved: boolean): Supervisee => ({
  ...state, zoneProposals: state.zoneProposals.filter((each) => each.proposalId !== proposalId), decidedProposals: [...state.decidedProposals, { proposalId, isApproved }].slice(-REMEMBERED),
})

export const proposeZone = ({ type: _, lies, isBeyond: before, byHead, ...zone }: Asked<'ProposeZone'>, { zones, zoneProposals, decidedProposals }: Supervisee): Decided => {
  const isKnown = ({ proposalId }: { readonly proposalId: string }): boolean => proposalId === zone.proposalId
  if (zoneProposals.some(isKnown) || decidedProposals.some(isKnown)) return nothing
  if (before === undefined ? lies === 'within' : !before) return no('zone-within-scope')
  if (zoneProposals.length >= MOST_ZONES) return no('too-many-zones', { max: MOST_ZONES })
  return unfit(zone, zones) ?? accept({ type: 'ZoneProposed', data: { ...zone, isBeyond: before ?? isBeyond(lies), ...(byHead ? { byHead } : {}) } })
}
/** Z4, Z5: why somebody may not decide on what somebody else proposed. In a log from before reach was said, the head alone decided. */
const barred = (proposal: ZoneProposal, { reach = 'county', byHead = true }: Partial<Pick<Asked<'ApproveZone'>, 'reach' | 'byHead'>>): SuperviseeRefusal | null => {
  if (reach !== 'county') return 'zone-needs-county'
  return proposal.isBeyond && !byHead && proposal.byHead !== true ? 'zone-needs-head' : null
}
const decided = ({ decidedProposals }: Supervisee, proposalId: string, isApproved: boolean): Decided =>
  (decidedProposals.some((each) => each.proposalId === proposalId && each.isApproved === isApproved) ? nothing : no('no-such-zone-proposal'))
/** It is set by who approves it. */
export const approveZone = ({ superviseeId, proposalId, by, at, ...decider }: Asked<'ApproveZone'>, state: Supervisee): Decided => {
  const found = state.zoneProposals.find((each) => each.proposalId === proposalId)
  if (found === undefined) return decided(state, proposalId, true)
  const { by: proposedBy, proposalId: _, byHead: __, ...zone } = found
  const why = proposedBy === by ? 'zone-proposal-own' : barred(found, decider)
  if (why !== null) return no(why)
  return unfit(zone, state.zones) ?? accept(
    { type: 'ZoneProposalApproved', data: { superviseeId, proposalId, zoneId: zone.zoneId, proposedBy, by, at } },
    { type: 'ZoneSet', data: { superviseeId, ...zone, version: versionAfter(zone.zoneId, state.zones), by, at } },
  )
}
/** Whoever proposed it takes it back so. */
export const rejectZone = ({ superviseeId, proposalId, reason, by, at, ...decider }: Asked<'RejectZone'>, state: Supervisee): Decided => {
  const found = state.zoneProposals.find((each) => each.proposalId === proposalId)
  if (found === undefined) return decided(state, proposalId, false)
  const why = found.by === by ? null : barred(found, decider)
  return why === null ? accept({ type: 'ZoneProposalRejected', data: { superviseeId, proposalId, zoneId: found.zoneId, reason, by, at } }) : no(why)
}
export const retireZone = ({ superviseeId, zoneId, by, at }: Asked<'RetireZone'>, { zones }: Supervisee): Decided => {
  const zone = zones.find((each) => each.zoneId === zoneId)
  if (zone === undefined) return no('no-such-zone')
  return zone.isRetired ? nothing : accept({ type: 'ZoneRetired', data: { superviseeId, zoneId, version: zone.version, by, at } })
}
