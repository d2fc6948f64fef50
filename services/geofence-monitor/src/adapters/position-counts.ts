// Of each position that comes, from which town, of which kind, and whether it was kept: added up in memory, told to the log every few minutes. What a
// process that is killed had not told is lost; it is a figure, and nothing is decided by it.
import type { FixSource } from '@zhijian/contracts'

export interface RegionCounts {
  readonly region: string
  readonly counts: readonly { readonly source: FixSource; readonly kept: number; readonly dropped: number }[]
}
type Batch = RegionCounts & { readonly commandId: string }

export const createPositionCounts = (everyMs: number) => {
  let counted = new Map<string, Map<FixSource, { kept: number; dropped: number }>>()
  /** Not told yet, or not answered: told again under the same name, so that nothing counts twice. */
  let waiting: readonly Batch[] = []
  let toldAt = 0
  const rows = (): readonly RegionCounts[] => [...counted].map(([region, of]) => ({ region, counts: [...of].map(([source, count]) => ({ source, ...count })) }))
  return {
    add(region: string, fixes: readonly { readonly source: FixSource }[], what: 'kept' | 'dropped'): void {
      const of = counted.get(region) ?? new Map<FixSource, { kept: number; dropped: number }>()
      if (fixes.length > 0) counted.set(region, of)
      for (const { source } of fixes) {
        const count = of.get(source) ?? { kept: 0, dropped: 0 }
        count[what] += 1
        of.set(source, count)
      }
    },
    /** What the log was not told of yet. */
    untold: (): readonly RegionCounts[] => [...waiting, ...rows()],
    async tell(now: number, send: (batch: Batch) => Promise<boolean>): Promise<void> {
      if (now - toldAt >= everyMs) {
        toldAt = now
        waiting = [...waiting, ...rows().map((row) => ({ ...row, commandId: `count-positions-${row.region}-${now}` }))]
        counted = new Map()
      }
      for (const batch of waiting) if (await send(batch)) waiting = waiting.filter((each) => each !== batch)
    },
  }
}
