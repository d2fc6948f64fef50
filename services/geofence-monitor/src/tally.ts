// How many positions came, by town: whoever takes them says so every few minutes. The log only remembers what it was told.
import type { TallyEvent } from '@zhijian/contracts'
import { accept, type Decider, type TimedCommand } from '@zhijian/kernel'

export type Tally = Readonly<Record<never, never>>
export type TallyCommand = TimedCommand & { readonly type: 'CountPositions' } & Omit<TallyEvent['data'], 'at'>

export const tally: Decider<Tally, TallyCommand, TallyEvent> = {
  category: 'tally',
  initial: () => ({}),
  evolve: (state) => state,
  decide: ({ type: _, region, counts, at }) => accept({ type: 'PositionsCounted', data: { region, counts, at } }),
  nextDeadline: () => null,
  elapse: () => [],
}
