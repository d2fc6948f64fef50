// Does the time an answer takes tell whether a phone or a login is known? The steps are the same (services/gateway/test/existence.int.spec.ts);
// this measures what an observer at the door, on the same machine, has of them.
//
//   npm run bench -- existence-time [--tries 400] [--logins 60] [--seed 1] [--folder /dev/shm] [--json] [--out benchmarks/results]
//
// The embedded platform on its SQLite stores, over HTTP with connections kept open, one request at a time. Known and unknown are drawn in
// turn by a seeded coin, so that whatever else the machine does meets both alike. Two samples are compared by ranks (Mann-Whitney: how often
// a known one takes longer than an unknown one, 0.5 where nothing shows) and by the difference of medians with an interval over resamples.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform as system, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { AccountId } from '@zhijian/contracts'
import { openPlatform } from '@zhijian/embedded'
import { openDataFolder } from '@zhijian/host'
import { silentLog, systemClock, wallNow } from '@zhijian/runtime'

const { values } = parseArgs({ options: {
  tries: { type: 'string', default: '400' }, logins: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' }, folder: { type: 'string', default: tmpdir() }, out: { type: 'string' }, json: { type: 'boolean', default: false },
} })
const [tries, logins] = [Number(values.tries), Number(values.logins)]

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
for (let n = 0; n < tries; n += 1) await platform.gateway.provision({ id: `citizen-${n}` as AccountId, kind: 'citizen', phone: phone(CITIZEN, n) })
for (let n = 0; n < logins; n += 1) {
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

interface Samples { readonly known: number[]; readonly unknown: number[] }
/** One request of each kind for every n, in an order that a coin decides. */
const inTurn = async (count: number, known: (n: number) => Promise<number>, unknown: (n: number) => Promise<number>): Promise<Samples> => {
  const samples: Samples = { known: [], unknown: [] }
  for (let n = 0; n < count; n += 1) {
    const first = chance() < 0.5
    for (const isKnown of [first, !first]) (isKnown ? samples.known : samples.unknown).push(await (isKnown ? known : unknown)(n))
  }
  return samples
}

const code = (number: string) => timed('phone-codes', { phone: number }, 202)
const wrong = (number: string) => timed('phone-sessions', { phone: number, code: '000000', client: 'app' }, 401)
const guess = (login: string) => timed('password-sessions', { login, password: '不是这个口令不是这个口令', totp: '000000', client: 'app' }, 401)

/** The first requests warm what is compiled late. */
for (let n = 0; n < 60; n += 1) await code(phone('135', n))
for (let n = 0; n < 10; n += 1) await guess(`warm-${n}`)

const doors: [string, Samples][] = [
  ['a code is asked for', await inTurn(tries, (n) => code(phone(CITIZEN, n)), (n) => code(phone(NOBODY, n)))],
  ['a wrong code', await inTurn(tries, (n) => wrong(phone(CITIZEN, n)), (n) => wrong(phone(NOBODY, n)))],
]
/** Five failures shut a login: the fifth of one is a door of its own, as only what is known can be written down. */
const byName: Samples[] = []
const byPhone: Samples[] = []
for (let round = 0; round < 5; round += 1) byName.push(await inTurn(logins, (n) => guess(`clerk-${n}`), (n) => guess(`nobody-${n}`)))
for (let round = 0; round < 5; round += 1) byPhone.push(await inTurn(logins, (n) => guess(phone(STAFF, n)), (n) => guess(phone(NO_STAFF, n))))
const all = (rounds: readonly Samples[]): Samples => ({ known: rounds.flatMap(({ known }) => known), unknown: rounds.flatMap(({ unknown }) => unknown) })
doors.push(['a wrong password, by name', all(byName.slice(0, 4))], ['a wrong password, by phone', all(byPhone.slice(0, 4))], ['the failure that shuts a login', all([byName[4]!, byPhone[4]!])])
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
const resampled = (numbers: readonly number[]): number[] => sort(numbers.map(() => numbers[Math.floor(chance() * numbers.length)]!))
const interval = ({ known, unknown }: Samples): readonly [number, number] => {
  const differences = sort(Array.from({ length: 1000 }, () => quantile(resampled(known), 0.5) - quantile(resampled(unknown), 0.5)))
  return [quantile(differences, 0.025), quantile(differences, 0.975)]
}

const rows = doors.map(([door, samples]) => {
  const [known, unknown] = [sort(samples.known), sort(samples.unknown)]
  const of = (sorted: readonly number[]) => ({ p10: quantile(sorted, 0.1), median: quantile(sorted, 0.5), p90: quantile(sorted, 0.9), p99: quantile(sorted, 0.99) })
  const [low, high] = interval(samples)
  return { door, each: known.length, known: of(known), unknown: of(unknown), medianDifferenceMs: quantile(known, 0.5) - quantile(unknown, 0.5), low, high, ...ranks(known, unknown) }
})
const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? '?'} · ${Math.round(totalmem() / 2 ** 30)} GB · ${system()} ${arch()} · Node ${process.version} · load average ${loadavg()[0]!.toFixed(0)}`
const ms = (value: number): string => value.toFixed(2)
const shown = (of: { p10: number; median: number; p90: number; p99: number }): string => [of.p10, of.median, of.p90, of.p99].map(ms).join(' / ')
const report = `# Whether time tells who is known

Milliseconds from a request to the last byte of its answer, p10 / median / p90 / p99. *Longer*: how often a known one took longer than an unknown one; 0.50 where nothing shows, and beyond
about 2 standard errors (*z*) something does.

| door | of each | known | unknown | difference of medians, 95 % | longer | z |
|---|---|---|---|---|---|---|
${rows.map((row) => `| ${row.door} | ${row.each} | ${shown(row.known)} | ${shown(row.unknown)} | ${ms(row.medianDifferenceMs)} (${ms(row.low)} to ${ms(row.high)}) | ${row.larger.toFixed(3)} | ${row.z.toFixed(1)} |`).join('\n')}

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
