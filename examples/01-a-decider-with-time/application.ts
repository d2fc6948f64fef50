// An application for legal aid must be decided within seven days of its receipt. The smallest decider with a clock: the
// deadline is data in the state, and what its passing means is a pure function. Nothing here reads a clock.
import { eventFamily, Instant } from '@zhijian/contracts'
import { accept, days, nothing, plus, refuse, unreachable, type Decider, type Instant as At } from '@zhijian/kernel'
import { z } from 'zod'

/** @source 法律援助法 第四十三条: seven natural days from receipt */
const DECIDE_WITHIN_MS = days(7)

const Received = z.object({ type: z.literal('Received'), data: z.object({ decideDue: Instant, at: Instant }) })
const Granted = z.object({ type: z.literal('Granted'), data: z.object({ at: Instant }) })
/** Nobody decided in time. The application stays open; the head of the centre is told. */
const DecisionOverdue = z.object({ type: z.literal('DecisionOverdue'), data: z.object({ at: Instant }) })
const events = eventFamily('application', [Received, Granted, DecisionOverdue])
export type ApplicationEvent = NonNullable<ReturnType<typeof events.read>>

export type ApplicationCommand = { readonly at: At } & ({ readonly type: 'Receive' } | { readonly type: 'Grant' })

interface Application {
  readonly phase: 'absent' | 'open' | 'granted'
  /** Exclusive; null: no clock runs. */
  readonly decideDue: At | null
}

const decider: Decider<Application, ApplicationCommand, ApplicationEvent> = {
  category: 'application',
  initial: () => ({ phase: 'absent', decideDue: null }),
  evolve(state, event) {
    switch (event.type) {
      case 'Received': return { phase: 'open', decideDue: event.data.decideDue }
      case 'Granted': return { phase: 'granted', decideDue: null }
      case 'DecisionOverdue': return { ...state, decideDue: null }
      default: return unreachable(event)
    }
  },
  decide({ type, at }, state) {
    switch (type) {
      case 'Receive':
        if (state.phase !== 'absent') return nothing
        return accept({ type: 'Received', data: { decideDue: plus(at, DECIDE_WITHIN_MS), at } })
      case 'Grant':
        if (state.phase === 'absent') return refuse('no-such-application')
        if (state.phase === 'granted') return nothing
        return accept({ type: 'Granted', data: { at } })
      default: return unreachable(type)
    }
  },
  nextDeadline: (state) => state.decideDue,
  elapse: (_state, due) => [{ type: 'DecisionOverdue', data: { at: due } }],
}

/** What the runtime calls an aggregate: a decider with the contract of its events. */
export const application = { decider, events }
