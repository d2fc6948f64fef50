// Opens the positions of a platform, for both profiles: one process holds them.
import { join } from 'node:path'
import { holdAlone } from '@zhijian/host/lock'
import { Fault } from '@zhijian/kernel'
import { describeError, type Log, type Metrics } from '@zhijian/runtime'
import type { KeyRing, SuiteName } from '@zhijian/privacy'
import { Counter } from 'prom-client'
import type { PositionParts } from './position-intake.ts'
import { openFilePositionLog } from './position-log.file.ts'

export interface PositionSurroundings {
  readonly keyring: KeyRing
  readonly log: Log
  readonly metrics: Metrics
  closing<T extends { close(): Promise<void> | void }>(thing: T): T
}

/** @throws Fault `positions-in-use` (later): another process takes them, and this one waits · as the position log */
export const openPositions = async ({ keyring, log, metrics, closing }: PositionSurroundings, folder: string, suite?: SuiteName): Promise<Required<Pick<PositionParts, 'positions' | 'count' | 'closing'>>> => {
  const release = holdAlone(join(folder, 'lock.sqlite'), () => new Fault('positions-in-use', 'another process takes positions on this data folder; this one waits for it to end', { retry: 'later' }))
  closing({ close: release })
  const positions = closing(await openFilePositionLog({
    folder, keyring, ...(suite === undefined ? {} : { suite }),
    onTorn: ({ at, cutBytes }) => log.warn('positions-torn', { at, cutBytes }), onFailed: (error) => log.error('positions-not-compacted', describeError(error)),
  }))
  const taken = new Counter({ name: 'zhijian_positions_total', help: 'Positions that came, by what became of them: kept, without-basis (counted and forgotten), unreadable (no position in it), and of those kept what was noticed about them', labelNames: ['outcome'], registers: [metrics.registry] })
  return { positions, closing, count: (outcome, number) => { if (number > 0) taken.inc({ outcome }, number) } }
}
