// A stream small enough to see through: a kettle boils three minutes after it was put on, unless it is taken off.
import { eventFamily, Instant } from '@zhijian/contracts'
import { accept, minutes, nothing, plus, refuse, type Decider, type Instant as At, type JsonObject } from '@zhijian/kernel'
import { z } from 'zod'

const PutOn = z.object({ type: z.literal('PutOn'), data: z.object({ litres: z.int(), note: z.string(), boilsAt: Instant }) })
const TakenOff = z.object({ type: z.literal('TakenOff'), data: z.object({ at: Instant }) })
const Boiled = z.object({ type: z.literal('Boiled'), data: z.object({ at: Instant }) })
type KettleEvent = z.infer<typeof PutOn> | z.infer<typeof TakenOff> | z.infer<typeof Boiled>

type KettleCommand = { readonly at: At } & (
  | { readonly type: 'PutOn'; readonly litres: number; readonly note: string }
  | { readonly type: 'TakeOff' })

export interface Kettle {
  readonly phase: 'cold' | 'heating' | 'hot'
  readonly boilsAt: At | null
  readonly boils: number
}

const decider: Decider<Kettle, KettleCommand, KettleEvent> = {
  category: 'kettle',
  initial: () => ({ phase: 'cold', boilsAt: null, boils: 0 }),
  evolve(state, event) {
    switch (event.type) {
      case 'PutOn': return { ...state, phase: 'heating', boilsAt: event.data.boilsAt }
      case 'TakenOff': return { ...state, phase: 'cold', boilsAt: null }
      case 'Boiled': return { phase: 'hot', boilsAt: null, boils: state.boils + 1 }
      default: return event satisfies never
    }
  },
  decide(command, state) {
    switch (command.type) {
      case 'PutOn':
        if (state.phase === 'heating') return nothing
        return accept({ type: 'PutOn', data: { litres: command.litres, note: command.note, boilsAt: plus(command.at, minutes(3)) } })
      case 'TakeOff':
        if (state.phase === 'cold') return refuse('already-cold')
        return accept({ type: 'TakenOff', data: { at: command.at } })
      default: return command satisfies never
    }
  },
  nextDeadline: (state) => state.boilsAt,
  elapse: (_state, due) => [{ type: 'Boiled', data: { at: due } }],
}

/** What the runtime calls an aggregate: a decider with the contract of its events. */
export const kettle = { decider, events: eventFamily('kettle', [PutOn, TakenOff, Boiled]) }

export const putOn = (litres = 2): JsonObject & { type: string } => ({ type: 'PutOn', litres, note: 'for the long table in the garden' })
export const takeOff: JsonObject & { type: string } = { type: 'TakeOff' }
