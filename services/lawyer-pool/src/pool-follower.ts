// Keeps the pool index up with the read model: everything at first, then what changed since. Nothing is pushed to it, so
// it works the same in one process and in many.
// I1 After refresh() resolves, the index shows everything the views showed when it was called.
import { epochMs, type Instant } from '@zhijian/kernel'
import type { Collection, Document, ViewCheckpoint } from '@zhijian/read-store'
import type { PoolIndex } from './pool-index.ts'
import type { RegisterSearch } from './register-search.ts'
import type { LawyerDocument } from './views/lawyers.ts'
import type { LedgerDocument } from './views/ledger.ts'
import type { ShiftDocument } from './views/shifts.ts'

export interface PoolViews {
  lawyers(): Collection<LawyerDocument>
  shifts(): Collection<ShiftDocument>
  ledger(): Collection<LedgerDocument>
}

export interface PoolFollower {
  /**
   * @param at shifts that ended before are of no interest any more
   * @returns the pool's version: the position of the newest change of a lawyer, `0` for an empty pool
   */
  refresh(at: Instant): Promise<string>
}

/** `position`: of the newest document put; `through`: how far the view had looked when it was read. */
interface Seen { readonly position: string; readonly through: string; readonly epoch: string }
const NOTHING: Seen = { position: '', through: '', epoch: '' }

/** Documents changed after a position, in order of their change; all of them for the empty one. */
const changed = async function* <D extends Document>(collection: Collection<D>, after: string): AsyncGenerator<readonly D[]> {
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await collection.find({
      ...(after === '' ? {} : { where: { position: { gt: after } } }), sort: [['position', 'asc']], limit: 1000, ...(cursor ? { cursor } : {}),
    })
    if (page.items.length > 0) yield page.items
    cursor = page.next
  }
}

/** @param search kept up as well, where somebody searches */
export const createPoolFollower = (index: PoolIndex, views: PoolViews, search?: Pick<RegisterSearch, 'put' | 'clear'>): PoolFollower => {
  const seen = { lawyers: NOTHING, shifts: NOTHING, ledger: NOTHING }
  type Name = keyof typeof seen

  const follow = async <D extends Document & { readonly position: string }>(
    name: Name, collection: Collection<D>, checkpoint: ViewCheckpoint | null, put: (document: D) => void,
  ): Promise<void> => {
    if (checkpoint === null || checkpoint.position === seen[name].through) return
    let { position } = seen[name]
    for await (const documents of changed(collection, position)) {
      for (const document of documents) {
        put(document)
        if (document.position > position) position = document.position
      }
    }
    seen[name] = { position, through: checkpoint.position, epoch: checkpoint.epoch }
  }

  const once = async (at: Instant): Promise<string> => {
    const [lawyers, shifts, ledger] = [views.lawyers(), views.shifts(), views.ledger()]
    const [ofLawyers, ofShifts, ofLedger] = await Promise.all([lawyers.checkpoint(), shifts.checkpoint(), ledger.checkpoint()])
    // A view that is behind what was seen of it, or of another epoch: the log was restored, and what was seen is void.
    const isVoid = (last: Seen, now: ViewCheckpoint | null): boolean =>
      last !== NOTHING && (now === null || now.epoch !== last.epoch || now.position < last.through)
    if (isVoid(seen.lawyers, ofLawyers) || isVoid(seen.shifts, ofShifts) || isVoid(seen.ledger, ofLedger)) {
      index.clear()
      search?.clear()
      for (const name of ['lawyers', 'shifts', 'ledger'] as const) seen[name] = NOTHING
    }
    await follow('lawyers', lawyers, ofLawyers, (document) => {
      index.put(document)
      search?.put(document)
    })
    await follow('ledger', ledger, ofLedger, ({ lawyerId, points, day }) => index.putLoad(lawyerId, { points, day }))
    const from = epochMs(at)
    await follow('shifts', shifts, ofShifts, (shift) => {
      if (epochMs(shift.endsAt) <= from) return
      index.putShift({
        key: `${shift.rosterId}/${shift.shiftId}`, from: epochMs(shift.startsAt), to: epochMs(shift.endsAt),
        lawyers: shift.lawyers.filter((id) => !shift.missedBy.includes(id)),
      })
    })
    return seen.lawyers.position || '0'
  }

  // Whoever asks while one refresh runs shares the next: it begins after he asked.
  let running: Promise<string> | null = null
  let next: Promise<string> | null = null
  return {
    refresh(at) {
      if (next) return next
      const begin = (): Promise<string> => running = once(at).finally(() => { running = null })
      if (!running) return begin()
      next = running.catch(() => null).then(() => {
        next = null
        return begin()
      })
      return next
    },
  }
}
