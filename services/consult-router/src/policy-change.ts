// Which policy is in force in a county, since when, and who made it so: one proposes, another confirms.
// I1 Nobody confirms his own proposal, nor a text he was not shown (the hash he saw must be that of the proposal).
// I2 Versions count up; at most one proposal waits; what is in force follows from the confirmed ones and the hour.
// I3 Confirmed versions begin in the order in which they were confirmed. Open questions keep the policy they were opened under.
// I4 What narrows is neither proposed nor confirmed any more (rules 2); a command of before says no rules and is decided as it was.
import type { PersonId, Policy, PolicyCommand, PolicyEvent, PolicyRefusal } from '@zhijian/contracts'
import { accept, latest, nothing, refuse, unreachable, type Decider, type Decision, type Instant } from '@zhijian/kernel'
import { narrows } from './policy.ts'

/** What this release asks of a policy. */
export const POLICY_RULES = 2
const mayNotNarrow = (command: { readonly rules?: number | undefined }): boolean => (command.rules ?? 1) >= 2

interface Proposed {
  readonly version: number
  readonly policy: Policy
  readonly policyHash: string
  readonly proposedBy: PersonId
  readonly effectiveFrom: Instant | null
}
export interface ConfirmedPolicy {
  readonly version: number
  readonly policy: Policy
  readonly policyHash: string
  readonly proposedBy: PersonId
  readonly confirmedBy: PersonId
  /** Inclusive. */
  readonly effectiveAt: Instant
}
export interface CountyPolicies {
  readonly lastVersion: number
  readonly proposal: Proposed | null
  /** In order of `effectiveAt`. */
  readonly confirmed: readonly ConfirmedPolicy[]
  readonly withdrawn: readonly number[]
}

/** The county's own policy at this instant, or null: the default holds. */
export const policyInForce = (state: CountyPolicies, at: Instant): ConfirmedPolicy | null =>
  state.confirmed.findLast((each) => each.effectiveAt <= at) ?? null

const evolve = (state: CountyPolicies, event: PolicyEvent): CountyPolicies => {
  switch (event.type) {
    case 'PolicyProposed': {
      const { version, policy, policyHash, proposedBy, effectiveFrom } = event.data
      return { ...state, lastVersion: version, proposal: { version, policy, policyHash, proposedBy, effectiveFrom } }
    }
    case 'PolicyConfirmed': {
      if (state.proposal === null) return state
      const { version, policy, policyHash, proposedBy } = state.proposal
      const { confirmedBy, effectiveAt } = event.data
      const confirmed = { version, policy, policyHash, proposedBy, confirmedBy, effectiveAt }
      return { ...state, proposal: null, confirmed: [...state.confirmed, confirmed] }
    }
    case 'PolicyWithdrawn': {
      const { version } = event.data
      return {
        ...state, proposal: state.proposal?.version === version ? null : state.proposal,
        confirmed: state.confirmed.filter((each) => each.version !== version), withdrawn: [...state.withdrawn, version],
      }
    }
    default: return unreachable(event)
  }
}

const no = (code: PolicyRefusal): Decision<never> => refuse(code)

const decide = (command: PolicyCommand, state: CountyPolicies): Decision<PolicyEvent> => {
  const { countyCode, at } = command
  const { proposal, confirmed } = state
  switch (command.type) {
    case 'ProposePolicy': {
      const { policy, policyHash, proposedBy, effectiveFrom } = command
      if (policy.countyCode !== countyCode) return no('wrong-county')
      if (command.misplaced) return refuse(command.misplaced)
      if (mayNotNarrow(command) && narrows(policy)) return no('tiers-narrow')
      if (proposal) {
        const isSame = proposal.policyHash === policyHash && proposal.proposedBy === proposedBy
          && proposal.effectiveFrom === effectiveFrom
        return isSame ? nothing : no('another-proposal-waits')
      }
      if (confirmed.at(-1)?.policyHash === policyHash) return nothing
      const version = state.lastVersion + 1
      return accept({ type: 'PolicyProposed', data: { countyCode, version, policy, policyHash, proposedBy, effectiveFrom, at } })
    }
    case 'ConfirmPolicy': {
      const { version, policyHash, confirmedBy } = command
      if (confirmed.some((each) => each.version === version)) return nothing
      if (proposal?.version !== version) return no('no-such-proposal')
      if (proposal.proposedBy === confirmedBy) return no('same-person')
      if (proposal.policyHash !== policyHash) return no('other-text')
      if (mayNotNarrow(command) && narrows(proposal.policy)) return no('tiers-narrow')
      const effectiveAt = latest(at, proposal.effectiveFrom)
      const last = confirmed.at(-1)
      if (last && effectiveAt <= last.effectiveAt) return no('begins-before-the-last')
      return accept({ type: 'PolicyConfirmed', data: { countyCode, version, confirmedBy, effectiveAt, at } })
    }
    case 'WithdrawPolicy': {
      const { version, withdrawnBy } = command
      if (state.withdrawn.includes(version)) return nothing
      const chosen = confirmed.find((each) => each.version === version)
      if (chosen && chosen.effectiveAt <= at) return no('already-in-force')
      if (!chosen && proposal?.version !== version) return no('no-such-proposal')
      return accept({ type: 'PolicyWithdrawn', data: { countyCode, version, withdrawnBy, at } })
    }
    default: return unreachable(command)
  }
}

export const policyChange: Decider<CountyPolicies, PolicyCommand, PolicyEvent> = {
  category: 'policy',
  initial: () => ({ lastVersion: 0, proposal: null, confirmed: [], withdrawn: [] }),
  evolve,
  decide,
  // A policy takes effect by being looked up at an hour, not by an event: no clock runs.
  nextDeadline: () => null,
  elapse: () => [],
}
