// lawyer-pool: who may be asked — registered, on duty, able, unburdened, free of conflict.
import type { BlobStore, Lookup, Sealer } from '@zhijian/privacy'
import { aheadQueries, type ServiceDefinition, type ServicePorts } from '@zhijian/runtime'
import { partiesOver } from './adapters/parties.ts'
import { createAudiences } from './audiences.ts'
import { dutyAggregate, lawyerAggregate } from './aggregates.ts'
import { poolCommands } from './commands.ts'
import { createLawyerImport } from './import/import.ts'
import { misplacedOver } from './places.ts'
import { createPoolFollower } from './pool-follower.ts'
import { createPoolIndex, type PoolIndex } from './pool-index.ts'
import { createRegisterSearch } from './register-search.ts'
import { poolQueries } from './queries.ts'
import { poolReactions } from './reactions.ts'
import { conflicts } from './views/conflicts.ts'
import { heldShifts } from './views/held-shifts.ts'
import { lawyers, type LawyerDocument } from './views/lawyers.ts'
import { ledger, type LedgerDocument } from './views/ledger.ts'
import { months } from './views/months.ts'
import { questions } from './views/questions.ts'
import { ratings } from './views/ratings.ts'
import { shifts, type ShiftDocument } from './views/shifts.ts'

export interface LawyerPoolPorts {
  readonly lookup: Lookup
  readonly sealer: Sealer
  readonly blobs: Pick<BlobStore, 'putPublic' | 'getPublic' | 'get'>
  /** A live store never takes simulated lawyers. */
  readonly storeIsLive: boolean
  /** Given by who wants to look into it or to warm it; otherwise its own. */
  readonly poolIndex?: PoolIndex
}

export const createLawyerPool = (ports: ServicePorts, own: LawyerPoolPorts): ServiceDefinition => {
  const index = own.poolIndex ?? createPoolIndex()
  const search = createRegisterSearch()
  const register = () => ports.view<LawyerDocument>(lawyers.collection.name)
  const follower = createPoolFollower(index, {
    lawyers: register,
    shifts: () => ports.view<ShiftDocument>(shifts.collection.name),
    ledger: () => ports.view<LedgerDocument>(ledger.collection.name),
  }, search)
  const parties = partiesOver(own.sealer)
  const audiences = createAudiences(index, follower, own.blobs, parties)
  return {
    name: 'lawyer-pool',
    aggregates: [lawyerAggregate, dutyAggregate],
    commands: poolCommands(ports, own),
    queries: { ...aheadQueries(ports), ...poolQueries(ports, { index, search, follower, audiences, parties, blobs: own.blobs, planImport: createLawyerImport(own.sealer, register, misplacedOver(ports)) }) },
    reactions: poolReactions(ports, { audiences, lookup: own.lookup }),
    sends: ['cmd.consult-router.record-audience', 'cmd.lawyer-pool.link-lawyer-account', 'cmd.lawyer-pool.bar-from-duty', 'qry.directory.misplaced'],
    views: [lawyers, shifts, heldShifts, conflicts, ledger, months, ratings, questions],
  }
}
