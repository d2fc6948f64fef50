// One member of staff and the offices held. I1 An office holds from `from` to `until`, whoever looks and whenever; its end
// is written by itself. I2 Who has left holds nothing, and comes back as someone new to every office. I3 Nobody gives himself
// an office.
import type { Office, PersonEvent, PersonId, PlaceRefusal, Sealed } from '@zhijian/contracts'
import { accept, canonical, earliest, nothing, refuse, unreachable, type Decider, type Decision, type Instant, type TimedCommand } from '@zhijian/kernel'

/** Plain JSON: the read model keeps it as its document. */
export type Person = {
  readonly phase: 'absent' | 'present' | 'left'
  readonly personId: string
  readonly name: Sealed | null
  readonly phone: Sealed | null
  readonly isSimulated: boolean
  readonly offices: readonly Office[]
  readonly endedOffices: readonly string[]
}

type Ask<Type extends string, Data = object> = TimedCommand & { readonly type: Type; readonly personId: PersonId } & Data
type Details = Pick<Person, 'name' | 'phone'>
export type PersonCommand =
  | Ask<'AddStaff', Details & { readonly isSimulated: boolean; readonly storeIsLive: boolean }>
  | Ask<'ChangeDetails', Details>
  /** `by`: who gives it; commands recorded before offices gave powers do not say. `misplaced`: why its region is no place of ours, as the edge found it. */
  | Ask<'TakeOffice', { readonly office: Office; readonly by?: PersonId; readonly misplaced?: PlaceRefusal }>
  | Ask<'EndOffice', { readonly officeId: string }>
  | Ask<'Leave'>

export const MAX_OFFICES = 50

const absent: Person = { phase: 'absent', personId: '', name: null, phone: null, isSimulated: false, offices: [], endedOffices: [] }
const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other)

const evolve = (state: Person, event: PersonEvent): Person => {
  const { type, data } = event
  switch (type) {
    case 'StaffAdded':
      return { ...absent, phase: 'present', personId: data.personId, name: data.name, phone: data.phone, isSimulated: data.isSimulated, endedOffices: state.endedOffices }
    case 'StaffDetailsChanged': return { ...state, name: data.name, phone: data.phone }
    case 'OfficeTaken': return { ...state, offices: [...state.offices, data.office] }
    case 'OfficeEnded': return {
      ...state,
      offices: state.offices.filter((each) => each.officeId !== data.officeId), endedOffices: [...state.endedOffices, data.officeId],
    }
    case 'StaffLeft': return { ...state, phase: 'left', phone: null }
    default: return unreachable(type)
  }
}

const takeOffice = (command: Extract<PersonCommand, { type: 'TakeOffice' }>, state: Person): Decision<PersonEvent> => {
  const { office, personId, at } = command
  const held = state.offices.find((each) => each.officeId === office.officeId)
  if (held) return same(held, office) ? nothing : refuse('office-exists')
  if (state.endedOffices.includes(office.officeId)) return refuse('office-ended')
  if (command.by === personId) return refuse('own-office')
  if (command.misplaced) return refuse(command.misplaced)
  if (office.until !== null && (office.until <= at || office.until <= office.from)) return refuse('term-over')
  if (state.offices.length >= MAX_OFFICES) return refuse('too-many-offices', { max: MAX_OFFICES })
  return accept({ type: 'OfficeTaken', data: { personId, office, at } })
}

const decide = (command: PersonCommand, state: Person): Decision<PersonEvent> => {
  const { type, personId, at } = command
  if (type === 'AddStaff') {
    const { name, phone, isSimulated } = command
    if (state.phase === 'present') return nothing
    if (isSimulated && command.storeIsLive) return refuse('simulated-in-live-store')
    return accept({ type: 'StaffAdded', data: { personId, name, phone, isSimulated, at } })
  }
  if (state.phase === 'absent') return refuse('no-such-person')
  if (state.phase === 'left') return type === 'Leave' ? nothing : refuse('person-left')
  switch (type) {
    case 'ChangeDetails': {
      const { name, phone } = command
      if (same(state.name, name) && same(state.phone, phone)) return nothing
      return accept({ type: 'StaffDetailsChanged', data: { personId, name, phone, at } })
    }
    case 'TakeOffice': return takeOffice(command, state)
    case 'EndOffice':
      if (!state.offices.some((each) => each.officeId === command.officeId)) {
        return state.endedOffices.includes(command.officeId) ? nothing : refuse('no-such-office')
      }
      return accept({ type: 'OfficeEnded', data: { personId, officeId: command.officeId, cause: 'ended', at } })
    case 'Leave': return accept(
      ...state.offices.map(({ officeId }): PersonEvent => ({ type: 'OfficeEnded', data: { personId, officeId, cause: 'left', at } })),
      { type: 'StaffLeft', data: { personId, at } },
    )
    default: return unreachable(type)
  }
}

/** Offices whose term ends at `due`, by id. */
const elapse = (state: Person, due: Instant): PersonEvent[] => state.offices
  .filter(({ until }) => until !== null && until <= due)
  .sort((a, b) => (a.officeId < b.officeId ? -1 : 1))
  .map(({ officeId }) => ({ type: 'OfficeEnded', data: { personId: state.personId as PersonId, officeId, cause: 'term', at: due } }))

export const person: Decider<Person, PersonCommand, PersonEvent> = {
  category: 'person',
  initial: () => absent,
  evolve,
  decide,
  nextDeadline: (state) => earliest(...state.offices.map((each) => each.until)),
  elapse,
}
