// Does the time an answer takes tell whether a phone or a login is known? The steps are the same (services/gateway/test/existence.int.spec.ts);
// this measures what an observer at the door, on the same machine, has of them.
//
//   npm run bench -- existence-time [--rounds 5] [--tries 300] [--logins 40] [--seed 1] [--folder /dev/shm] [--json] [--out benchmarks/results]
//
// The embedded platform on its SQLite stores, over HTTP with connections kept open, one request at a time, in several rounds. In each round
// every request is one of four, in an order that a seeded chance decides, so that whatever else the machine does meets all alike: known, unknown,
// and both once more. Within a round two samples are compared by ranks (Mann-Whitney: how often the one takes longer than the other, 0.5
// where nothing shows); the median of the rounds is told, and whether all rounds together (Stouffer) say that something shows. Beside it the same of unknown
// against unknown, and known against known, which can differ by nothing but the machine: its noise, below which nothing is seen.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform as system, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { AccountId } from '@zhijian/contracts'
import { openPlatform } from '@zhijian/embedded'
import { openDataFolder } from '@zhijian/host'
import { silentLog, systemClock, wallNow } from '@zhijian/runtime'

const { values } = parseArgs({ options: {
  rounds: { type: 'string', default: '5' }, tries: { type: 'string', default: '300' }, logins: { type: 'string', default: '40' }, seed: { type: 'string', default: '1' }, folder: { type: 'string', default: tmpdir() }, out: { type: 'string' }, json: { type: 'boolean', default: false },
} })
const [rounds, tries, logins] = [Number(values.rounds), Number(values.tries), Number(values.logins)]

/** mulberry32: the same order for the same seed. */
let state = Number(values.seed)
const chance = (): number => {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}

const root = mkdtempSync(join(values.folder, 'zhijian-existence-'))
const folder = openDataFolder({ root: join(root, 'var'), kind: 'demo', county: '150921', now: wallNow() })
const platform = await openPlatform({
  folder, clock: (notBefore) => systemClock({ notBefore }), systemClock: systemClock(), log: silentLog, hash: 'sha256',
  http: { host: '127.0.0.1', port: 0, trustedProxies: [], rateScale: 10_000 }, codeSender: { send: async () => {} },
})

const phone = (kind: string, n: number): string => `${kind}${String(n).padStart(8, '0')}`
const [CITIZEN, STAFF, NOBODY, NO_STAFF] = ['139', '138', '137', '136'] as const
for (let n = 0; n < rounds * tries * 2; n += 1) await platform.gateway.provision({ id: `citizen-${n}` as AccountId, kind: 'citizen', phone: phone(CITIZEN, n) })
for (let n = 0; n < rounds * logins * 2; n += 1) {
  await platform.gateway.provision({
    id: `clerk-${n}` as AccountId, kind: 'staff', phone: phone(STAFF, n), password: '白音察干的风很大2026', secondFactor: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  })
}

/** @returns milliseconds from the request to the last byte of its answer */
const timed = async (path: string, body: object, expected: number): Promise<number> => {
  const begun = performance.now()
  const response = await fetch(`${platform.url}/api/v1/auth/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  await response.text()
  const took = performance.now() - begun
  if (response.status !== expected) throw new Error(`${path}: ${response.status} where ${expected} was expected`)
  return took
}

/** Known and unknown, each in two halves that nothing distinguishes. */
interface Samples { readonly known: readonly [number[], number[]]; readonly unknown: readonly [number[], number[]] }
const shuffled = <T>(all: readonly T[]): T[] => {
  const order = [...all]
  for (let n = order.length - 1; n > 0; n -= 1) {
    const other = Math.floor(chance() * (n + 1))
    ;[order[n], order[other]] = [order[other]!, order[n]!]
  }
  return order
}
/** Four requests for every n, in an order that chance decides. @param from the first number that no round before has used */
const inTurn = async (from: number, count: number, known: (n: number) => Promise<number>, unknown: (n: number) => Promise<number>): Promise<Samples> => {
  const samples: Samples = { known: [[], []], unknown: [[], []] }
  for (let n = 0; n < count; n += 1) {
    for (const [isKnown, half] of shuffled([[true, 0], [true, 1], [false, 0], [false, 1]] as const)) {
      samples[isKnown ? 'known' : 'unknown'][half].push(await (isKnown ? known : unknown)(from + 2 * n + half))
    }
  }
  return samples
}

const code = (number: string) => timed('phone-codes', { phone: number }, 202)
const wrong = (number: string) => timed('phone-sessions', { phone: number, code: '000000', client: 'app' }, 401)
const guess = (login: string) => timed('password-sessions', { login, password: '不是这个口令不是这个口令', totp: '000000', client: 'app' }, 401)

/** The first requests warm what is compiled late. */
for (let n = 0; n < 60; n += 1) await code(phone('135', n))
for (let n = 0; n < 10; n += 1) await guess(`warm-${n}`)

const doors = new Map<string, Samples[]>()
const noted = (door: string, samples: Samples): void => void doors.set(door, [...doors.get(door) ?? [], samples])
const both = (all: readonly Samples[]): Samples => {
  const half = (of: 'known' | 'unknown', n: 0 | 1): number[] => all.flatMap((each) => each[of][n])
  return { known: [half('known', 0), half('known', 1)], unknown: [half('unknown', 0), half('unknown', 1)] }
}
for (let round = 0; round < rounds; round += 1) {
  const from = round * tries * 2
  noted('a code is asked for', await inTurn(from, tries, (n) => code(phone(CITIZEN, n)), (n) => code(phone(NOBODY, n))))
  noted('a wrong code', await inTurn(from, tries, (n) => wrong(phone(CITIZEN, n)), (n) => wrong(phone(NOBODY, n))))
  // Five failures shut a login: the fifth of one is a door of its own, as only what is known can be written down.
  const first = round * logins * 2
  const [byName, byPhone]: [Samples[], Samples[]] = [[], []]
  for (let failure = 0; failure < 5; failure += 1) {
    byName.push(await inTurn(first, logins, (n) => guess(`clerk-${n}`), (n) => guess(`nobody-${n}`)))
    byPhone.push(await inTurn(first, logins, (n) => guess(phone(STAFF, n)), (n) => guess(phone(NO_STAFF, n))))
  }
  noted('a wrong password, by name', both(byName.slice(0, 4)))
  noted('a wrong password, by phone', both(byPhone.slice(0, 4)))
  noted('the failure that shuts a login', both([byName[4]!, byPhone[4]!]))
  process.stderr.write(`round ${round + 1} of ${rounds}\n`)
}
await platform.stop()
folder.release()
rmSync(root, { recursive: true })

const quantile = (sorted: readonly number[], q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!
const sort = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b)
/** How often one of `a` is larger than one of `b`, and how far that is from a half, in standard errors. */
const ranks = (a: readonly number[], b: readonly number[]): { readonly larger: number; readonly z: number } => {
  const sorted = sort(b)
  let wins = 0
  for (const value of a) {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle]! < value) low = middle + 1
      else high = middle
    }
    wins += low
  }
  const larger = wins / (a.length * b.length)
  return { larger, z: (larger - 0.5) / Math.sqrt((a.length + b.length + 1) / (12 * a.length * b.length)) }
}
const middle = (numbers: readonly number[]): number => quantile(sort(numbers), 0.5)
/** All rounds together: the sum of their z, over the root of how many there are. */
const together = (all: readonly { readonly larger: number; readonly z: number }[]): { readonly larger: number; readonly z: number } =>
  ({ larger: middle(all.map(({ larger }) => larger)), z: all.reduce((sum, { z }) => sum + z, 0) / Math.sqrt(all.length) })

const rows = [...doors].map(([door, samples]) => {
  const all = samples.map(({ known, unknown }) => ({ known: known.flat(), unknown: unknown.flat() }))
  const of = (kind: 'known' | 'unknown') => {
    const per = all.map((each) => sort(each[kind]))
    const [p10, median, p90, p99] = [0.1, 0.5, 0.9, 0.99].map((q) => middle(per.map((sorted) => quantile(sorted, q)))) as [number, number, number, number]
    return { p10, median, p90, p99 }
  }
  const differences = all.map(({ known, unknown }) => middle(known) - middle(unknown))
  const noise = together(samples.flatMap(({ known, unknown }) => [ranks(...known), ranks(...unknown)]))
  const noiseMs = middle(samples.flatMap(({ known, unknown }) => [known, unknown]).map(([a, b]) => Math.abs(middle(a) - middle(b))))
  const { larger, z } = together(all.map(({ known, unknown }) => ranks(known, unknown)))
  return {
    door, rounds: samples.length, each: all[0]!.known.length, known: of('known'), unknown: of('unknown'), medianDifferenceMs: middle(differences), low: Math.min(...differences), high: Math.max(...differences), noiseMs,
    larger, z, noiseLarger: noise.larger, noiseZ: noise.z,
  }
})
const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? '?'} · ${Math.round(totalmem() / 2 ** 30)} GB · ${system()} ${arch()} · Node ${process.version} · load average ${loadavg()[0]!.toFixed(0)}`
const ms = (value: number): string => value.toFixed(2)
const shown = (of: { p10: number; median: number; p90: number; p99: number }): string => [of.p10, of.median, of.p90, of.p99].map(ms).join(' / ')
const report = `# Whether time tells who is known

Milliseconds from a request to the last byte of its answer, p10 / median / p90 / p99, medians over ${rounds} rounds. *Longer*: how often a known one took longer than an unknown one; 0.50 where nothing
shows. *z*: how far from that all rounds together are, in standard errors. *Noise*: the same of halves that nothing distinguishes (unknown against unknown, known against known): what this machine does by
itself. A door tells something when its z is beyond 3 and well beyond the noise’s.

| door | of each | known | unknown | difference of medians (rounds) | noise | longer | z | noise: longer | z |
|---|---|---|---|---|---|---|---|---|---|
${rows.map((row) => `| ${row.door} | ${row.rounds} × ${row.each} | ${shown(row.known)} | ${shown(row.unknown)} | ${ms(row.medianDifferenceMs)} (${ms(row.low)} to ${ms(row.high)}) | ${ms(row.noiseMs)} | ${row.larger.toFixed(3)} | ${row.z.toFixed(1)} | ${row.noiseLarger.toFixed(3)} | ${row.noiseZ.toFixed(1)} |`).join('\n')}

${wallNow().slice(0, 10)} · ${machine} · seed ${values.seed}
Not measured: over a network, where its own jitter hides more; KurrentDB and MongoDB, where a step is a round trip (the number of them is the same); somebody who proved something: who has the code of a
phone is told what it opens. A desk that asks in somebody’s name with a phone that was never seen writes an account down, which takes longer than to find one: whoever acts there is signed in, under an
office, limited in how often, and named in the facts of the account and the question.
`
const data = `${JSON.stringify({ at: wallNow(), machine, seed: Number(values.seed), rows }, null, 1)}\n`
console.log(values.json ? data : report)
if (values.out !== undefined) {
  writeFileSync(join(values.out, 'existence-time.md'), report)
  writeFileSync(join(values.out, 'existence-time.json'), data)
}
