// How long one audience takes, beside the plain scan: `node --conditions=source src/audience.bench.ts [lawyers…]`.
// Not measured here: reading the pool from the read model, storing the blob.
import { epochMs } from '@zhijian/kernel'
import { anyMember, NOW, question, scanAudience, seeded, type PoolMember } from './audience.fixtures.ts'
import { resolveAudience } from './audience.ts'
import { createPoolIndex } from './pool-index.ts'

const sizes = process.argv.slice(2).map(Number)
const median = (times: number[]): string => `${times.toSorted((a, b) => a - b)[times.length >> 1]!.toFixed(2)} ms`
const timed = (times: number, run: (n: number) => unknown): string => median(Array.from({ length: times }, (_, n) => {
  const start = performance.now()
  run(n)
  return performance.now() - start
}))

for (const size of sizes.length > 0 ? sizes : [10_000, 100_000]) {
  const random = seeded(1)
  const index = createPoolIndex()
  const pool: PoolMember[] = []
  let puttingMs = 0
  for (let n = 0; n < size; n += 1) {
    const member = anyMember(n, random)
    const start = performance.now()
    index.put(member.lawyer)
    index.putLoad(member.lawyer.lawyerId, member.load)
    puttingMs += performance.now() - start
    if (size <= 100_000) pool.push(member)
  }
  index.putShift({ key: 'now', from: epochMs(NOW), to: epochMs(NOW) + 1, lawyers: ['lw-1', 'lw-2'] })
  for (const scope of ['county', 'region', 'nation'] as const) {
    const facts = (n: number) => question({ consultationId: `c-${n}` as never })
    const { count, ranked } = resolveAudience(index, facts(0), scope, NOW)
    const byIndex = timed(21, (n) => resolveAudience(index, facts(n), scope, NOW))
    const byScan = pool.length > 0 ? timed(5, (n) => scanAudience(pool, facts(n), scope, NOW, 20_000)) : 'not run'
    console.log(`${size} lawyers, ${scope}: ${count} may be asked, ${ranked.length} ranked; index ${byIndex}, plain scan ${byScan}`)
  }
  console.log(`${size} lawyers put in ${puttingMs.toFixed(0)} ms; memory ${(process.memoryUsage().rss / 1048576).toFixed(0)} MB`)
}
