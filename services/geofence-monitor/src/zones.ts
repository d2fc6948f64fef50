// Where somebody has to be and may not go. The shapes are sealed and none of a decider's business: it knows zones by name and version.
// Z1 All allowed zones together are one condition, `area`, which binds always; each other zone is a condition of its own, by its schedule.
// Z2 A change is another version, of the zone and of its condition; which version bound when is known for as long as late fixes are looked at.
// Z3 What reaches out of the county is for the bureau's head alone: 社区矫正法 第二十七条. Whoever else wants it proposes it, and it binds nobody until
//    the head, who is somebody else, has approved it; what is held against a zone that is set is held against it then.
import type { SuperviseeEvent } from '@zhijian/contracts'
import { accept, epochMs, nothing, type Instant } from '@zhijian/kernel'
import { no, RECENT_MS, type Asked, type Binding, type Decided, type Supervisee, type Zone } from './state.ts'

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

export const setZone = ({ type: _, byHead, ...zone }: Asked<'SetZone'>, { zones }: Supervisee): Decided => {
  if (zone.isBeyond && !byHead) return no('zone-needs-head')
  return unfit(zone, zones) ?? accept({ type: 'ZoneSet', data: { ...zone, version: versionAfter(zone.zoneId, zones) } })
}

export const zoneProposed = (state: Supervisee, { data: { superviseeId: _, at: __, ...proposal } }: Extract<SuperviseeEvent, { type: 'ZoneProposed' }>): Supervisee =>
  ({ ...state, zoneProposals: [...state.zoneProposals, proposal] })
export const zoneProposalDecided = (state: Supervisee, proposalId: string, isApproved: boolean): Supervisee => ({
  ...state, zoneProposals: state.zoneProposals.filter((each) => each.proposalId !== proposalId), decidedProposals: [...state.decidedProposals, { proposalId, isApproved }].slice(-REMEMBERED),
})

/** Z3 */
export const proposeZone = ({ type: _, ...zone }: Asked<'ProposeZone'>, { zones, zoneProposals, decidedProposals }: Supervisee): Decided => {
  const isKnown = ({ proposalId }: { readonly proposalId: string }): boolean => proposalId === zone.proposalId
  if (zoneProposals.some(isKnown) || decidedProposals.some(isKnown)) return nothing
  if (!zone.isBeyond) return no('zone-within-scope')
  if (zoneProposals.length >= MOST_ZONES) return no('too-many-zones', { max: MOST_ZONES })
  return unfit(zone, zones) ?? accept({ type: 'ZoneProposed', data: zone })
}
const decided = ({ decidedProposals }: Supervisee, proposalId: string, isApproved: boolean): Decided =>
  (decidedProposals.some((each) => each.proposalId === proposalId && each.isApproved === isApproved) ? nothing : no('no-such-zone-proposal'))
/** It is set by who approves it. */
export const approveZone = ({ superviseeId, proposalId, by, at }: Asked<'ApproveZone'>, state: Supervisee): Decided => {
  const found = state.zoneProposals.find((each) => each.proposalId === proposalId)
  if (found === undefined) return decided(state, proposalId, true)
  const { by: proposedBy, proposalId: _, ...zone } = found
  if (proposedBy === by) return no('zone-proposal-own')
  return unfit(zone, state.zones) ?? accept(
    { type: 'ZoneProposalApproved', data: { superviseeId, proposalId, zoneId: zone.zoneId, proposedBy, by, at } },
    { type: 'ZoneSet', data: { superviseeId, ...zone, version: versionAfter(zone.zoneId, state.zones), by, at } },
  )
}
export const rejectZone = ({ superviseeId, proposalId, reason, by, at }: Asked<'RejectZone'>, state: Supervisee): Decided => {
  const found = state.zoneProposals.find((each) => each.proposalId === proposalId)
  return found === undefined ? decided(state, proposalId, false) : accept({ type: 'ZoneProposalRejected', data: { superviseeId, proposalId, zoneId: found.zoneId, reason, by, at } })
}
export const retireZone = ({ superviseeId, zoneId, by, at }: Asked<'RetireZone'>, { zones }: Supervisee): Decided => {
  const zone = zones.find((each) => each.zoneId === zoneId)
  if (zone === undefined) return no('no-such-zone')
  return zone.isRetired ? nothing : accept({ type: 'ZoneRetired', data: { superviseeId, zoneId, version: zone.version, by, at } })
}
