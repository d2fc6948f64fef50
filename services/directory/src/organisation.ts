// One institution of the county: its name, its place, whom it serves, and, for the bureau, who has the watch.
// I1 A closed institution does nothing more; its past stays.
// I2 Watches never overlap: at any instant there is one line, or the standing one.
import type { OrganisationEvent, OrganisationId, OrganisationKind, PlaceRefusal, Sealed, Watch, WatchLine } from '@zhijian/contracts'
import { accept, canonical, nothing, refuse, unreachable, type Decider, type Decision, type Instant, type TimedCommand } from '@zhijian/kernel'

type Founded = Extract<OrganisationEvent, { type: 'OrganisationFounded' }>['data']

/** Plain JSON: the read model keeps it as its document. */
export type Organisation = {
  readonly phase: 'absent' | 'open' | 'closed'
  readonly organisationId: string
  readonly kind: OrganisationKind | null
  readonly name: string
  readonly county: string
  readonly parentId: string | null
  readonly serves: readonly string[]
  readonly address: string | null
  readonly officePhone: string | null
  readonly standingWatch: WatchLine | null
  /** By their beginning; those long over are dropped as others are planned. */
  readonly watches: readonly Watch[]
}

/** `because`: recorded with the command, decided on by nobody. */
type Ask<Type extends string, Data = object> = TimedCommand & { readonly type: Type; readonly organisationId: OrganisationId; readonly because?: Sealed } & Data
/** Why a place that the command names is none of ours, as the edge found it. */
interface Placed { readonly misplaced?: PlaceRefusal }
export type OrganisationCommand =
  | Ask<'FoundOrganisation', Placed & Omit<Founded, 'at' | 'organisationId'>>
  | Ask<'Rename', { readonly name: string }>
  | Ask<'Move', Pick<Founded, 'address' | 'officePhone'>>
  | Ask<'Reassign', Pick<Founded, 'parentId'>>
  | Ask<'ChangeServiceArea', Placed & { readonly serves: readonly string[] }>
  | Ask<'SetStandingWatch', { readonly line: WatchLine }>
  | Ask<'PlanWatch', { readonly watch: Watch }>
  | Ask<'RemoveWatch', { readonly watchId: string }>
  | Ask<'Close'>

/** Three shifts a day for four months. */
export const MAX_WATCHES = 400

const absent: Organisation = {
  phase: 'absent', organisationId: '', kind: null, name: '', county: '', parentId: null, serves: [], address: null, officePhone: null,
  standingWatch: null, watches: [],
}
const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other)
const DAY = 86_400_000
/** Yesterday's watches may still be asked about today. */
const isRecent = (watch: Watch, at: Instant): boolean => Date.parse(watch.until) > Date.parse(at) - DAY

const evolve = (state: Organisation, event: OrganisationEvent): Organisation => {
  const { type, data } = event
  switch (type) {
    case 'OrganisationFounded': {
      const { at: _at, ...founded } = data
      return { ...absent, ...founded, phase: 'open' }
    }
    case 'OrganisationRenamed': return { ...state, name: data.name }
    case 'OrganisationMoved': return { ...state, address: data.address, officePhone: data.officePhone }
    case 'OrganisationReassigned': return { ...state, parentId: data.parentId }
    case 'ServiceAreaChanged': return { ...state, serves: data.serves }
    case 'StandingWatchSet': return { ...state, standingWatch: data.line }
    case 'WatchPlanned': return {
      ...state,
      watches: [...state.watches.filter((watch) => isRecent(watch, data.at)), data.watch].sort((a, b) => (a.from < b.from ? -1 : 1)),
    }
    case 'WatchRemoved': return { ...state, watches: state.watches.filter((watch) => watch.watchId !== data.watchId) }
    case 'OrganisationClosed': return { ...state, phase: 'closed', standingWatch: null, watches: [] }
    default: return unreachable(type)
  }
}

const isOutside = (serves: readonly string[], county: string): boolean => serves.some((code) => !code.startsWith(county))

const found = (command: Extract<OrganisationCommand, { type: 'FoundOrganisation' }>, state: Organisation): Decision<OrganisationEvent> => {
  const { type: _type, at, misplaced, because: _because, ...founded } = command
  if (state.phase !== 'absent') {
    return state.phase === 'open' && same({ ...state, ...founded }, state) ? nothing : refuse('organisation-exists')
  }
  if (founded.parentId === founded.organisationId) return refuse('own-parent')
  if (isOutside(founded.serves, founded.county)) return refuse('area-outside-county')
  if (misplaced) return refuse(misplaced)
  return accept({ type: 'OrganisationFounded', data: { ...founded, at } })
}

const planWatch = (command: Extract<OrganisationCommand, { type: 'PlanWatch' }>, state: Organisation): Decision<OrganisationEvent> => {
  const { watch, organisationId, at } = command
  const known = state.watches.find((each) => each.watchId === watch.watchId)
  if (known) return same(known, watch) ? nothing : refuse('watch-exists')
  if (watch.until <= watch.from) return refuse('watch-without-length')
  if (watch.until <= at) return refuse('watch-over')
  if (state.watches.some((each) => each.from < watch.until && watch.from < each.until)) return refuse('watch-overlaps')
  if (state.watches.filter((each) => isRecent(each, at)).length >= MAX_WATCHES) return refuse('too-many-watches', { max: MAX_WATCHES })
  return accept({ type: 'WatchPlanned', data: { organisationId, watch, at } })
}

const decide = (command: OrganisationCommand, state: Organisation): Decision<OrganisationEvent> => {
  if (command.type === 'FoundOrganisation') return found(command, state)
  if (state.phase === 'absent') return refuse('no-such-organisation')
  if (state.phase === 'closed') return command.type === 'Close' ? nothing : refuse('organisation-closed')
  const { type, organisationId, at } = command
  switch (type) {
    case 'Rename':
      if (state.name === command.name) return nothing
      return accept({ type: 'OrganisationRenamed', data: { organisationId, name: command.name, at } })
    case 'Move':
      if (state.address === command.address && state.officePhone === command.officePhone) return nothing
      return accept({ type: 'OrganisationMoved', data: { organisationId, address: command.address, officePhone: command.officePhone, at } })
    case 'Reassign':
      if (state.parentId === command.parentId) return nothing
      if (command.parentId === organisationId) return refuse('own-parent')
      return accept({ type: 'OrganisationReassigned', data: { organisationId, parentId: command.parentId, at } })
    case 'ChangeServiceArea':
      if (same(state.serves, command.serves)) return nothing
      if (isOutside(command.serves, state.county)) return refuse('area-outside-county')
      if (command.misplaced) return refuse(command.misplaced)
      return accept({ type: 'ServiceAreaChanged', data: { organisationId, serves: [...command.serves], at } })
    case 'SetStandingWatch':
      if (state.kind !== 'bureau') return refuse('bureau-only')
      if (same(state.standingWatch, command.line)) return nothing
      return accept({ type: 'StandingWatchSet', data: { organisationId, line: command.line, at } })
    case 'PlanWatch': return state.kind === 'bureau' ? planWatch(command, state) : refuse('bureau-only')
    case 'RemoveWatch':
      if (!state.watches.some((watch) => watch.watchId === command.watchId)) return nothing
      return accept({ type: 'WatchRemoved', data: { organisationId, watchId: command.watchId, at } })
    case 'Close': return accept({ type: 'OrganisationClosed', data: { organisationId, at } })
    default: return unreachable(type)
  }
}

/** The line of an instant: the watch that covers it, else the standing one. */
export const watchAt = (state: Pick<Organisation, 'watches' | 'standingWatch'>, at: Instant): WatchLine | null =>
  state.watches.find((watch) => watch.from <= at && at < watch.until)?.line ?? state.standingWatch

export const organisation: Decider<Organisation, OrganisationCommand, OrganisationEvent> = {
  category: 'organisation',
  initial: () => absent,
  evolve,
  decide,
  nextDeadline: () => null,
  elapse: () => [],
}
