import { memoryReadStore } from '@zhijian/testkit'
import type { Collection, Document } from '@zhijian/read-store'
import { describe, expect, it } from 'vitest'
import { anyLawyer, NOW, seeded } from './audience.fixtures.ts'
import { createPoolFollower } from './pool-follower.ts'
import { createPoolIndex } from './pool-index.ts'
import { lawyers, type LawyerDocument } from './views/lawyers.ts'
import { ledger } from './views/ledger.ts'
import { shifts } from './views/shifts.ts'

const at = (n: number): string => String(n).padStart(16, '0')
const checkpoint = (n: number, epoch = 'e') => ({ position: at(n), stream: 's', version: 0, hash: '', epoch })
const document = (n: number, position: number): { id: string; document: LawyerDocument } => {
  const who = { ...anyLawyer(n, seeded(n)), phase: 'registered' as const }
  return { id: who.lawyerId, document: { ...who, registeredAt: NOW, position: at(position) } }
}

const world = async () => {
  const store = memoryReadStore()
  let read = 0
  const counted = <D extends Document>(collection: Collection<D>): Collection<D> => ({
    ...collection,
    find: async (query) => {
      const page = await collection.find(query)
      read += page.items.length
      return page
    },
  })
  const register = await store.collection<LawyerDocument>(lawyers.collection)
  const [duty, loads] = [await store.collection(shifts.collection), await store.collection(ledger.collection)]
  let current: Collection<LawyerDocument> = counted(register)
  const index = createPoolIndex()
  const follower = createPoolFollower(index, { lawyers: () => current, shifts: () => duty as never, ledger: () => loads as never })
  return { register, index, follower, taken: () => read, replace: (next: Collection<LawyerDocument>) => { current = counted(next) }, loads }
}

describe('following the read model', () => {
  it('reads everything once, then only what changed', async () => {
    const w = await world()
    await w.register.apply(Array.from({ length: 1500 }, (_, n) => document(n, n + 1)), checkpoint(1500))
    expect(await w.follower.refresh(NOW)).toBe(at(1500))
    expect([w.index.size, w.taken()]).toEqual([1500, 1500])
    await w.follower.refresh(NOW)
    expect(w.taken()).toBe(1500)
    await w.register.apply([document(7, 1501), document(1500, 1502)], checkpoint(1502))
    expect(await w.follower.refresh(NOW)).toBe(at(1502))
    expect([w.index.size, w.taken()]).toEqual([1501, 1502])
  })
  it('takes many changes of one event whole, across pages', async () => {
    const w = await world()
    const changes = Array.from({ length: 2500 }, (_, n) => ({ id: `l${n}`, document: { lawyerId: `l${n}`, points: 8, day: 1, months: {}, position: at(1) } }))
    await w.loads.apply(changes as never, checkpoint(1))
    await w.follower.refresh(NOW)
    expect(w.index.size).toBe(2500)
  })
  it('begins again when the log was restored to an earlier state', async () => {
    const w = await world()
    await w.register.apply([document(1, 1), document(2, 2)], checkpoint(2))
    await w.follower.refresh(NOW)
    const restored = await memoryReadStore().collection<LawyerDocument>(lawyers.collection)
    await restored.apply([document(1, 1)], checkpoint(1, 'another'))
    w.replace(restored)
    await w.follower.refresh(NOW)
    expect(w.index.size).toBe(1)
  })
  it('shows whoever asks what the views showed when he asked, however many ask at once (I1)', async () => {
    const w = await world()
    await w.register.apply([document(1, 1)], checkpoint(1))
    const first = w.follower.refresh(NOW)
    await w.register.apply([document(2, 2)], checkpoint(2))
    const [, second, third] = await Promise.all([first, w.follower.refresh(NOW), w.follower.refresh(NOW)])
    expect([second, third, w.index.size]).toEqual([at(2), at(2), 2])
  })
})
