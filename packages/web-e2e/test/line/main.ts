// How long a citizen waits where the line is bad, and what goes over it: the way of citizen-slow-line.e2e.spec.ts, with the seconds. Whoever wants figures
// runs it on a machine that does nothing else.
//
//   npm run build && node packages/web-e2e/dist/test/line/main.js [folder for citizen-line.md and .json]
import { writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { askFarAway, FAR_AWAY, openAgain, openSlowLine, openStand, type Milestone } from '../stand/index.ts'

const ROUNDS = 3
const NAMES: Readonly<Record<Milestone['what'], string>> = {
  'form': 'an empty browser: the first form can be filled in', 'signed in': 'signed in with a code', 'sent': 'a question with a voice note (3 s) and a photo is answered for', 'form again': 'opened again: the form',
}
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

const rounds: (readonly Milestone[])[] = []
let cuts = 0
let connections = 0
for (let round = 0; round < ROUNDS; round += 1) {
  const stand = await openStand({ silent: true, browserArgs: ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'] })
  const line = await openSlowLine(stand.url, FAR_AWAY)
  try {
    const { milestones } = await askFarAway(stand, line, `1390000003${round}`)
    const { milestone } = await openAgain(stand, line)
    rounds.push([...milestones, milestone])
    cuts += line.cuts
    connections += line.connections
    for (const each of rounds.at(-1)!) console.log(each.what, each.ms, each.carried.bytesDown, each.carried.bytesUp, each.carried.requests.length, each.carried.roundTrips)
  } finally {
    await line.close()
    await stand.close()
  }
}
const rows = rounds[0]!.map(({ what }) => {
  const of = (take: (milestone: Milestone) => number): number => median(rounds.map((each) => take(each.find((milestone) => milestone.what === what)!)))
  return {
    what, ms: of(({ ms }) => ms), bytesDown: of(({ carried }) => carried.bytesDown), bytesUp: of(({ carried }) => carried.bytesUp), requests: of(({ carried }) => carried.requests.length), roundTrips: of(({ carried }) => carried.roundTrips),
  }
})
const kB = (bytes: number): string => (bytes / 1000).toFixed(1)
const machine = `${cpus()[0]?.model ?? '?'} × ${cpus().length}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.versions.node}, load ${loadavg().map((load) => load.toFixed(1)).join(' ')}`
const folder = process.argv[2]
if (folder !== undefined) {
  writeFileSync(join(folder, 'citizen-line.json'), `${JSON.stringify({ at: new Date().toISOString(), machine, line: FAR_AWAY, connections, cuts, rounds }, null, 2)}\n`)
  writeFileSync(join(folder, 'citizen-line.md'), `# The citizen’s application where the line is bad

${new Date().toISOString().slice(0, 10)}, ${machine}.
\`node packages/web-e2e/dist/test/line/main.js benchmarks/results\`

30 kB/s each way, 400 ms there and back, every tenth connection cut midway (${cuts} of ${connections}), by a proxy. Medians of ${ROUNDS}. Seconds from the beginning; bytes, requests and round trips since the row above. A round trip: an answer that had to begin before the
next could be asked for. The spec ([citizen-slow-line](../../packages/web-e2e/test/citizen-slow-line.e2e.spec.ts)) bounds bytes and round trips; seconds are the machine’s as well.

| | after, s | down, kB | up, kB | requests | round trips |
|---|---|---|---|---|---|
${rows.map((row) => `| ${NAMES[row.what]} | ${(row.ms / 1000).toFixed(1)} | ${kB(row.bytesDown)} | ${kB(row.bytesUp)} | ${row.requests} | ${row.roundTrips} |`).join('\n')}

The last row begins anew, on a telephone that was here before. In the third row the person types nothing and records three seconds. **Not measured:** real phones, the WeChat browser, real radio; TLS, whose first connection costs one or two round trips more.
`)
}
