// The outline of a county or of a town: the last one that was set. Those before it stay in the log.
import type { BoundaryEvent, PersonId } from '@zhijian/contracts'
import { accept, nothing, type Decider, type TimedCommand } from '@zhijian/kernel'

export type Boundary = { readonly coordinates: string | null; readonly source: string | null }
export type BoundaryCommand = TimedCommand & { readonly type: 'SetBoundary'; readonly county: string; readonly town?: string; readonly coordinates: string; readonly points: number; readonly source: string; readonly by: PersonId }

export const boundary: Decider<Boundary, BoundaryCommand, BoundaryEvent> = {
  category: 'boundary',
  initial: () => ({ coordinates: null, source: null }),
  evolve: (_, { data: { coordinates, source } }) => ({ coordinates, source }),
  decide({ type: _, ...set }, { coordinates, source }) {
    return set.coordinates === coordinates && set.source === source ? nothing : accept({ type: 'BoundarySet', data: set })
  },
  nextDeadline: () => null,
  elapse: () => [],
}
