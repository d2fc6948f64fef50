// …
// I1 It is opened once.
import type { SuperviseeCommand, SuperviseeEvent, SuperviseeRefusal, PersonId } from '@zhijian/contracts'
import { accept, nothing, refuse, type Decider, type Decision } from '@zhijian/kernel'

export type Supervisee = { readonly phase: 'absent' } | { readonly phase: 'open'; readonly openedBy: PersonId }

const no = (code: SuperviseeRefusal): Decision<never> => refuse(code)

const evolve = (state: Supervisee, event: SuperviseeEvent): Supervisee => {
  switch (event.type) {
    case 'SuperviseeOpened': return { phase: 'open', openedBy: event.data.openedBy }
    default: return (event.type satisfies never, state)
  }
}

const decide = (command: SuperviseeCommand, state: Supervisee): Decision<SuperviseeEvent> => {
  const { superviseeId, openedBy, at } = command
  switch (command.type) {
    case 'OpenSupervisee': {
      if (state.phase === 'open') return state.openedBy === openedBy ? nothing : no('supervisee-exists')
      return accept({ type: 'SuperviseeOpened', data: { superviseeId, openedBy, at } })
    }
    default: return command.type satisfies never
  }
}

export const supervisee: Decider<Supervisee, SuperviseeCommand, SuperviseeEvent> = {
  category: 'supervisee',
  initial: () => ({ phase: 'absent' }),
  evolve,
  decide,
  // No clock runs. A deadline is kept in the state, returned here, and elapse says what its passing means.
  nextDeadline: () => null,
  elapse: () => [],
}
