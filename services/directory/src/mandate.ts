// One mandate: somebody may act in a person's name, in one matter, for a time. I1 It is recorded only while the agent's office or
// appointment reaches the person's place, which the directory's own edge attests. I2 It is in force from its recording on, or from
// `from` where that is said, up to, not including, `until`; its end is written by itself. I3 What has ended does not begin again: another mandate is another fact.
import type { AgentBasis, MandateEvent, MandateId, MandateKind, MandateMatter, MandateRefusal, MandateVia, MandateWitness, PersonId, PlaceRefusal, Sealed } from '@zhijian/contracts'
import { accept, canonical, days, nothing, plus, refuse, unreachable, type Decider, type Decision, type Instant, type TimedCommand } from '@zhijian/kernel'

type Given = Extract<MandateEvent, { type: 'MandateGiven' }>['data']

/** Plain JSON: the read model keeps it as its document. */
export type Mandate =
  | { readonly phase: 'absent' }
  | ({ readonly phase: 'in-force' | 'ended'; readonly end: 'revoked' | 'expired' | null; readonly endedAt: Instant | null } & Given)

type Record = TimedCommand & {
  readonly type: 'RecordMandate'
  readonly mandateId: MandateId
  readonly principalId: PersonId
  readonly agentId: PersonId
  readonly matter: MandateMatter
  readonly via: MandateVia
  readonly kind: MandateKind
  readonly recordRef: string
  readonly witness: MandateWitness
  readonly witnessId: PersonId | null
  readonly relation: Sealed | null
  readonly countyCode: string
  readonly villageCode: string | null
  /** Attested; null: he reaches that place under no office and no appointment. */
  readonly basis: AgentBasis | null
  /** Why her place is none of ours, as the edge found it. */
  readonly misplaced?: PlaceRefusal
  readonly from: Instant | null
  readonly until: Instant | null
}
type Revoke = TimedCommand & {
  readonly type: 'RevokeMandate'
  readonly mandateId: MandateId
  readonly by: PersonId
  /** Attested: a desk, or head, of her place. */
  readonly isDesk: boolean
}
export type MandateCommand = Record | Revoke

/** When nothing is said, and at most. */
export const USUAL_TERM_MS = days(180)
export const LONGEST_TERM_MS = days(366)

const WITNESSES: Readonly<{ [K in MandateKind]: readonly MandateWitness[] }> = {
  'in-person': ['signature', 'colleague'], 'recorded-call': ['recording'], written: ['signature'],
}

const no = (code: MandateRefusal): Decision<never> => refuse(code)

/** Shown later by paper, by a recording, or by somebody who is neither of the two. */
const isWitnessed = ({ kind, witness, witnessId, agentId, principalId }: Record): boolean => WITNESSES[kind].includes(witness)
  && (witness !== 'colleague' || (witnessId !== null && witnessId !== agentId && witnessId !== principalId))

const record = (command: Record, state: Mandate): Decision<MandateEvent> => {
  const { type: _type, at, until: ends, basis, misplaced, ...said } = command
  const { principalId, agentId, matter, from } = said
  if (state.phase !== 'absent') {
    const isSame = state.principalId === principalId && state.agentId === agentId && canonical(state.matter) === canonical(matter)
    return isSame ? nothing : no('mandate-exists')
  }
  if (principalId === agentId) return no('own-mandate')
  if (basis === null) return no('agent-out-of-reach')
  if (misplaced) return refuse(misplaced)
  if (!isWitnessed(command)) return no('witness-missing')
  const begun = from ?? at
  const until = ends ?? plus(begun, USUAL_TERM_MS)
  if (until <= at || until <= begun) return no('mandate-until-past')
  if (until > plus(begun, LONGEST_TERM_MS)) return no('term-too-long')
  return accept({ type: 'MandateGiven', data: { ...said, basis, until, at } as Given })
}

const revoke = ({ by, isDesk, at }: Revoke, state: Mandate): Decision<MandateEvent> => {
  if (state.phase === 'absent') return no('no-such-mandate')
  const { mandateId, principalId, agentId, matter } = state
  const as = by === principalId ? 'principal' : by === agentId ? 'agent' : isDesk ? 'desk' : null
  if (as === null) return no('not-principal')
  if (state.phase === 'ended') return nothing
  return accept({ type: 'MandateRevoked', data: { mandateId, principalId, agentId, matter, by, as, at } })
}

export const mandate: Decider<Mandate, MandateCommand, MandateEvent> = {
  category: 'mandate',
  initial: () => ({ phase: 'absent' }),
  evolve(state, { type, data }) {
    switch (type) {
      case 'MandateGiven': return { ...data, phase: 'in-force', end: null, endedAt: null }
      case 'MandateRevoked': return { ...state, phase: 'ended', end: 'revoked', endedAt: data.at } as Mandate
      case 'MandateExpired': return { ...state, phase: 'ended', end: 'expired', endedAt: data.at } as Mandate
      default: return unreachable(type)
    }
  },
  decide(command, state) {
    switch (command.type) {
      case 'RecordMandate': return record(command, state)
      case 'RevokeMandate': return revoke(command, state)
      default: return unreachable(command)
    }
  },
  nextDeadline: (state) => (state.phase === 'in-force' ? state.until : null),
  elapse(state, due) {
    if (state.phase !== 'in-force') return []
    const { mandateId, principalId, agentId, matter } = state
    return [{ type: 'MandateExpired', data: { mandateId, principalId, agentId, matter, at: due } }]
  },
}
