// One world of a ledger, run again: does it come out as it was written down?
import { Fault } from '@zhijian/kernel'
import type { CrowdWorld } from '@zhijian/simulation'
import { rowOf, type Part, type WorldRow } from './ledger.ts'
import { startWorker } from './worker.ts'

export interface Again {
  readonly world: CrowdWorld
  readonly written: WorldRow
  readonly now: WorldRow
  /** Written on the code, and on the Node, that ran it now; else it may come out otherwise, and nothing is wrong. */
  readonly isSameCode: boolean
  readonly isSame: boolean
}

/** @throws Fault `no-such-world` (never), `worker-died` (later) */
export const runAgain = async (parts: readonly Part[], seed: number): Promise<Again> => {
  const found = parts.flatMap((part) => part.worlds.filter((row) => row.seed === seed).map((row) => ({ part, row })))
  if (found.length === 0) throw new Fault('no-such-world', `the ledger holds no world of seed ${seed}`, { retry: 'never', about: { seed } })
  const worker = await startWorker()
  try {
    const isOurs = ({ part }: typeof found[number]): boolean => part.code === worker.code && part.node === process.version
    const { part, row } = found.find(isOurs) ?? found.at(-1)!
    const world = await worker.run({ seed, crowd: part.crowd })
    const now = rowOf(world)
    return { world, written: row, now, isSameCode: isOurs({ part, row }), isSame: now.log === row.log && now.figures === row.figures }
  } finally {
    worker.end()
  }
}
