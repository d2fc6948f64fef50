// What somebody may act as now, and how far: an account's own grants, and the offices that the directory has in force for its
// person. Account and person are one id. Pure; read anew for every request and every live event, so that an office that ended,
// or has not begun, gives nothing.
// T1 Staff act under offices. Two offices of one role give the union of both; no office, no role.
// T2 The platform's own roles are granted, and whoever holds one of the three administrators' works under no office.
// T3 A citizen's account acts under no office: a phone code is not the proof that staff sign in with.
// T4 A grant of a role of staff is of a store of before offices gave powers. It counts until the directory has spoken of that
//    person's offices: a first one, or that the person left.
import {
  ActingOffice, holdsAt, personEvents, PlatformRole, type Office, type PersonEvent, type RoleGrant,
} from '@zhijian/contracts'
import type { StoredEvent } from '@zhijian/event-store'
import type { Instant } from '@zhijian/kernel'
import { SEPARATE, type Account } from './account.ts'

/** A role with one division, or one organisation, that it reaches; null: not bounded by that. */
export type Scope = RoleGrant

/** A person's offices as the directory's stream has them. */
export interface Held {
  readonly offices: readonly Office[]
  /** The directory has spoken: grants of before are over (T4). */
  readonly isKnown: boolean
}

export const noOffices: Held = { offices: [], isKnown: false }

export const held = (state: Held, stored: StoredEvent): Held => {
  const event = personEvents.read(stored.type, stored.data) as PersonEvent | null
  switch (event?.type) {
    case 'OfficeTaken': return { offices: [...state.offices, event.data.office], isKnown: true }
    case 'OfficeEnded': return { ...state, offices: state.offices.filter(({ officeId }) => officeId !== event.data.officeId) }
    case 'StaffLeft': return { offices: [], isKnown: true }
    default: return state
  }
}

const isOfThePlatform = ({ role }: RoleGrant): boolean => PlatformRole.safeParse(role).success

export const scopesOf = ({ kind, grants }: Pick<Account, 'kind' | 'grants'>, { offices, isKnown }: Held, at: Instant): readonly Scope[] => {
  const granted = isKnown ? grants.filter(isOfThePlatform) : grants
  if (kind === 'citizen' || grants.some(({ role }) => SEPARATE.includes(role))) return granted
  const ofOffices = offices.filter((office) => holdsAt(office, at)).flatMap(({ role, region, organisationId }): Scope[] => {
    const acting = ActingOffice.safeParse(role)
    return acting.success ? [{ role: acting.data, region, organisation: organisationId }] : []
  })
  return [...granted, ...ofOffices]
}
