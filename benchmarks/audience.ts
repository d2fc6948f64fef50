// How long does it take to find who is told of a question, among ten thousand and among a million lawyers, beside a plain scan?
//
//   npm run bench -- audience [--lawyers 10000,1000000] [--rounds 5] [--json] [--out benchmarks/results]
//
// A pool made from a seed in which every gate is closed for some. The scan looks at everyone and sorts who is left, which is plainly right;
// both must name the same lawyers in the same order, or nothing is measured.
import { epochMs } from '@zhijian/kernel'
import { createPoolIndex, resolveAudience } from '@zhijian/lawyer-pool'
import { anyMember, NOW, question, scanAudience, seeded, type PoolMember } from '@zhijian/lawyer-pool/fixtures'
import { apart, asked, barOf, costOf, finish, inTurns, quantile, residentMb, said, type Measured, type Sample } from './lib/bench.ts'

const options = asked({ lawyers: { type: 'string', default: '10000,1000000' }, rounds: { type: 'string', default: '5' }, as: { type: 'string' }, size: { type: 'string', default: '0' } })
const SCOPES = ['county', 'region', 'nation'] as const
/** As many as a delivery ranks. */
const RANKED = 20_000
const facts = (n: number) => question({ consultationId: `c-${n}` as never })

const measure = async (way: string, size: number): Promise<Sample> => {
  const random = seeded(1)
  const index = createPoolIndex()
  const pool: PoolMember[] = []
  const { cpuMs: putMs } = await costOf(() => {
    for (let n = 0; n < size; n += 1) {
      const member = anyMember(n, random)
      if (way === 'scan') pool.push(member)
      else {
        index.put(member.lawyer)
        index.putLoad(member.lawyer.lawyerId, member.load)
      }
    }
  })
  index.putShift({ key: 'now', from: epochMs(NOW), to: epochMs(NOW) + 1, lawyers: ['lw-1', 'lw-2'] })
  const sample: Record<string, number> = { putMs, residentMb: residentMb('self').now }
  for (const scope of SCOPES) {
    const times: number[] = []
    const cpu = process.cpuUsage()
    const tries = way === 'scan' ? 3 : 15
    for (let n = 0; n < tries; n += 1) {
      const from = performance.now()
      if (way === 'scan') scanAudience(pool, facts(n), scope, NOW, RANKED)
      else sample[`${scope}Asked`] = resolveAudience(index, facts(n), scope, NOW).count
      times.push(performance.now() - from)
    }
    const { user, system } = process.cpuUsage(cpu)
    sample[`${scope}Ms`] = quantile(times, 0.5)
    sample[`${scope}CpuMs`] = (user + system) / 1000 / tries
  }
  return sample
}
if (options.as !== undefined) {
  process.stdout.write(`${JSON.stringify(await measure(options.as, Number(options.size)))}\n`)
  process.exit(0)
}

const sizes = options.lawyers.split(',').map(Number)
const measured: Record<string, Record<string, Measured>> = {}
for (const size of sizes) {
  measured[size] = await inTurns(size > 100_000 ? Math.min(3, Number(options.rounds)) : Number(options.rounds), Object.fromEntries(['index', ...size > 100_000 ? [] : ['scan']].map((way) =>
    [way, () => apart<Sample>(import.meta.filename, ['--as', way, '--size', String(size)], ['--max-old-space-size=12000'])])))
}
const label = (size: number): string => `${size.toLocaleString('en')} lawyers`
finish({
  name: 'audience', title: 'Who is told', question: 'How long does it take to find who is told of a question, beside a plain scan?', rounds: Number(options.rounds), peers: {}, settings: { lawyers: sizes, ranked: RANKED },
  figures: measured,
  tables: sizes.map((size) => ({
    title: label(size), columns: ['tier', 'asked', 'index, ms', 'CPU ms', 'plain scan, ms', 'CPU ms'],
    rows: SCOPES.map((scope) => [scope, measured[size]!['index']![`${scope}Asked`]!.median, ...['index', 'scan'].flatMap((way) => ['Ms', 'CpuMs'].map((what) => (measured[size]![way] ? said(measured[size]![way]![`${scope}${what}`]!) : 'not run')))]),
  })),
  charts: [{
    title: 'Who is told: one audience', unit: 'ms', scale: 'log', better: 'less',
    groups: sizes.flatMap((size) => SCOPES.map((scope) => ({ label: `${label(size)}, ${scope}`, bars: Object.keys(measured[size]!).map((way) => barOf(way === 'index' ? 'Zhijian’s index' : 'plain scan', measured[size]![way]![`${scope}Ms`]!)) }))),
  }],
  aims: sizes.map((size) => {
    const aim = size > 100_000 ? 100 : 5
    const worst = Math.max(...SCOPES.map((scope) => measured[size]!['index']![`${scope}Ms`]!.median))
    const worstCpu = Math.max(...SCOPES.map((scope) => measured[size]!['index']![`${scope}CpuMs`]!.median))
    return { aim: `${label(size)}: ≤ ${aim} ms`, kept: worst <= aim, says: `${worst} ms for the slowest tier, ${worstCpu} ms of CPU` }
  }),
  notes: sizes.map((size) => `${label(size)}: put in within ${measured[size]!['index']!['putMs']!.median} ms of CPU (made and put in), ${measured[size]!['index']!['residentMb']!.median} MB resident.`),
  notMeasured: ['reading the pool from the log', 'storing the list of an audience', 'the first wave on its way to a provider'],
}, options)
