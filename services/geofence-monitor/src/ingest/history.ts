// What a person's stream has ever said that positions are held against: her state lets go of what is long over, and whoever checks a track needs all of it.
import type { AssessmentNumbers, FixReadings, PersonId, Sealed, SuperviseeEvent, SuperviseeId } from '@zhijian/contracts'
import { epochMs, type Instant } from '@zhijian/kernel'
import type { Finding, Leave } from '@zhijian/positions'
import { leavesOf, saidOf } from '../assessing.ts'
import { absent, type Binding, type LeaveAsked, type Supervisee, type Taking } from '../state.ts'
import { supervisee } from '../supervisee.ts'
import { leaveZone } from '../zones.ts'

/** An event with its place in the stream. */
export interface Placed {
  readonly event: SuperviseeEvent
  readonly version: number
}
export interface History {
  readonly superviseeId: SuperviseeId
  readonly person: PersonId
  readonly isOver: boolean
  /** `granted`: until when it was to last, before it ended earlier. */
  readonly takings: readonly (Taking & { readonly granted: number })[]
  readonly bindings: readonly Binding[]
  readonly leaves: readonly (Leave & { readonly approvedAt: number })[]
  /** Shapes by name with version. */
  readonly zones: Readonly<Record<string, Sealed>>
  readonly assessed: readonly { readonly version: number; readonly readings: readonly FixReadings[] }[]
  /** Figures that decisions were made with, and when they were first. */
  readonly rules: readonly { readonly numbers: AssessmentNumbers; readonly at: number }[]
  /** Found and not withdrawn. */
  readonly said: readonly (Finding & { readonly transitionId: string })[]
  readonly versionOfSaid: ReadonlyMap<string, number>
  /** The last event at an instant, or before it. */
  versionAt(at: number): number
}

/** Null: nobody was enrolled here. */
export const historyOf = (events: readonly Placed[]): History | null => {
  const takings = new Map<string, Taking & { readonly granted: number }>()
  const bindings = new Map<string, Binding>()
  const leaves = new Map<string, LeaveAsked>()
  const approvedAt = new Map<string, number>()
  const zones: Record<string, Sealed> = {}
  const assessed: History['assessed'][number][] = []
  const rules: History['rules'][number][] = []
  const said = new Map<string, History['said'][number]>()
  const versionOfSaid = new Map<string, number>()
  let state: Supervisee = absent
  for (const { event, version } of events) {
    state = supervisee.evolve(state, event)
    for (const each of state.takings) {
      const name = `${each.id} ${each.from}`
      takings.set(name, { ...each, granted: takings.get(name)?.granted ?? each.until })
    }
    for (const each of state.bindings) bindings.set(`${each.id} ${each.version} ${each.from}`, each)
    for (const each of state.leaves) leaves.set(each.leaveId, each)
    const { type, data } = event
    if (type === 'ZoneSet') zones[`${data.zoneId}@${data.version}`] = data.content
    else if (type === 'LeaveApproved') {
      approvedAt.set(data.leaveId, epochMs(data.at))
      if (data.area !== null) zones[leaveZone(data.leaveId)] = data.area
    } else if (type === 'PositionsAssessed') {
      assessed.push({ version, readings: data.readings })
      if (JSON.stringify(rules.at(-1)?.numbers) !== JSON.stringify(data.rules)) rules.push({ numbers: data.rules, at: epochMs(data.at) })
    } else if (type === 'TransitionFound') {
      said.set(data.transitionId, saidOf(data))
      versionOfSaid.set(data.transitionId, version)
    } else if (type === 'TransitionWithdrawn') said.delete(data.transitionId)
  }
  if (state.superviseeId === null || state.person === null) return null
  const times = events.map(({ event, version }) => ({ at: epochMs(event.data.at as Instant), version }))
  return {
    superviseeId: state.superviseeId, person: state.person, isOver: state.phase === 'over', takings: [...takings.values()], bindings: [...bindings.values()],
    leaves: leavesOf({ leaves: [...leaves.values()], bindings: [...bindings.values()] }).map((each) => ({ ...each, approvedAt: approvedAt.get(each.id) ?? each.from })),
    zones, assessed, rules, said: [...said.values()], versionOfSaid, versionAt: (at) => times.findLast((each) => each.at <= at)?.version ?? 0,
  }
}
