// How long the pool takes to stand ready at start, and the register to be searched, from a real SQLite read model: `node --conditions=source src/pool-follower.bench.ts`.
// Not measured here: making the read model from the log (done once), other services.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteReadStore } from '@zhijian/read-store/sqlite'
import { anyLawyer, NOW, question, seeded } from './audience.fixtures.ts'
import { resolveAudience } from './audience.ts'
import { createPoolFollower } from './pool-follower.ts'
import { createPoolIndex } from './pool-index.ts'
import { createRegisterSearch } from './register-search.ts'
import { lawyers } from './views/lawyers.ts'
import { ledger } from './views/ledger.ts'
import { shifts } from './views/shifts.ts'

const size = Number(process.argv[2] ?? 10_639)
const folder = mkdtempSync(join(tmpdir(), 'pool-'))
const at = (n: number): string => String(n).padStart(16, '0')
try {
  const file = join(folder, 'views.sqlite')
  const filled = await openSqliteReadStore({ file })
  const register = await filled.collection(lawyers.collection)
  const random = seeded(1)
  for (let from = 0; from < size; from += 500) {
    const changes = Array.from({ length: Math.min(500, size - from) }, (_, i) => ({
      id: `lw-${(from + i).toString(36)}`, document: { ...anyLawyer(from + i, random), registeredAt: NOW, position: at(from + i) } as never,
    }))
    await register.apply(changes, { position: at(from + changes.length - 1), stream: 's', version: 0, hash: '', epoch: 'e' })
  }
  await filled.collection(shifts.collection)
  await filled.collection(ledger.collection)
  await filled.close()

  for (let run = 1; run <= 3; run += 1) {
    const store = await openSqliteReadStore({ file })
    const views = [await store.collection(lawyers.collection), await store.collection(shifts.collection), await store.collection(ledger.collection)]
    const index = createPoolIndex()
    const search = createRegisterSearch()
    const follower = createPoolFollower(index, { lawyers: () => views[0] as never, shifts: () => views[1] as never, ledger: () => views[2] as never }, search)
    let start = performance.now()
    await follower.refresh(NOW)
    const loadedMs = performance.now() - start
    start = performance.now()
    await follower.refresh(NOW)
    const againMs = performance.now() - start
    start = performance.now()
    const { count } = resolveAudience(index, question(), 'nation', NOW)
    console.log(`run ${run}: ${index.size} lawyers ready in ${loadedMs.toFixed(0)} ms; a look with nothing new ${againMs.toFixed(2)} ms; first audience of ${count} in ${(performance.now() - start).toFixed(1)} ms`)
    /** Twenty looks; the machine's own time of the middle one, and the processor's of all. */
    const timed = async (what: string, look: () => { readonly ids: readonly string[]; readonly total: number }): Promise<void> => {
      const tookMs: number[] = []
      let found = { ids: [] as readonly string[], total: 0 }
      const cpu = process.cpuUsage()
      for (let turn = 0; turn < 20; turn += 1) {
        const begun = performance.now()
        found = look()
        await views[0]!.getMany(found.ids)
        tookMs.push(performance.now() - begun)
      }
      const { user, system } = process.cpuUsage(cpu)
      tookMs.sort((one, other) => one - other)
      console.log(`  ${what}: ${found.ids.length} of ${found.total}; half within ${tookMs[10]!.toFixed(1)} ms, processor ${((user + system) / 20_000).toFixed(1)} ms a look`)
    }
    start = performance.now()
    search.find({}, 'name', NOW, { limit: 50 })
    console.log(`  put in order by name, once: ${(performance.now() - start).toFixed(0)} ms`)
    await timed('everybody, by name', () => search.find({}, 'name', NOW, { limit: 50 }))
    await timed('a part of a firm', () => search.find({ words: '律师' }, 'name', NOW, { limit: 50 }))
    await timed('a licence', () => search.find({ words: '115012015100' }, 'name', NOW, { limit: 50 }))
    await timed('specialty, region, standing', () => search.find({ specialty: '03', region: '15', standing: 'active' }, 'name', NOW, { limit: 50 }))
    await timed('everybody, by firm, put in order with the first', () => search.find({}, 'firm', NOW, { limit: 50 }))
    await store.close()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
