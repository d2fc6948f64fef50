// How many positions a second are decided on, taken through NATS and kept, in how much memory and how many bytes, and how soon after a restart?
//
//   npm run bench -- positions [--zones 1000] [--steps 400000] [--people 1000000] [--rounds 3] [--only decision,bytes,memory,restart,nats] [--on FOLDER] [--json] [--out benchmarks/results]
//
// The decision alone: error circle, dwell, k of n, 1,000 zones of 64 corners, one core, CPU seconds. Turf and PostGIS (ST_Covers over a GiST index, one client, a prepared
// statement, and once more as one join without any round trip) say on the same walks which zones a place lies in, and nothing more.
import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openPostgres, POSTGRES } from './lib/alarms.ts'
import { apart, asked, barOf, digits, finish, inFolder, inTurns, said, type Aim, type Sample, type Table } from './lib/bench.ts'
import { peer, versionOf } from './lib/peers.ts'
import { walk, zonesOf } from './lib/position-world.ts'

const options = asked({
  zones: { type: 'string', default: '1000' }, steps: { type: 'string', default: '400000' }, people: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '3' },
  only: { type: 'string', default: 'decision,bytes,memory,restart,nats' }, on: { type: 'string', default: tmpdir() },
})
const [zones, steps, people, rounds] = [options.zones, options.steps, options.people, options.rounds].map(Number) as [number, number, number, number]
const only = new Set(options.only.split(','))
const CHILD = fileURLToPath(new URL('lib/position-child.ts', import.meta.url))
const NATS = fileURLToPath(new URL('lib/position-nats.ts', import.meta.url))
const tables: Table[] = []
const aims: Aim[] = []
const figures: Record<string, unknown> = {}
const aim = (text: string, kept: boolean, says: string): void => void aims.push({ aim: text, kept, says })

const PLACES = 20_000
const ringOf = (shape: ReturnType<typeof zonesOf>[number]): readonly (readonly [number, number])[] => (shape.kind === 'polygon' ? shape.parts[0]![0]!.map(({ lng, lat }) => [lng, lat] as const) : [])
const places = Array.from({ length: 20 }, (_, n) => walk(PLACES / 20, n + 1)).flat().map(({ lng, lat }) => [lng, lat] as const)
const turf = (): Promise<Sample> => inFolder(async (folder) => {
  const file = join(folder, 'world.json')
  writeFileSync(file, JSON.stringify({ zones: zonesOf(zones).map(ringOf), places }))
  return apart<Sample>(peer('turf.mjs'), [file])
})

const hasPostGis = existsSync('/usr/share/postgresql/15/extension/postgis.control')
/** One client; the server's own CPU is on another core. */
const postGis = (): Promise<Sample> => inFolder(async (folder) => {
  const server = await openPostgres(folder)
  try {
    const sql = (text: string): string => execFileSync(join(POSTGRES, 'psql'), [server.url, '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1'], { input: text, encoding: 'utf8', maxBuffer: 1e9 })
    const wkt = (shape: ReturnType<typeof zonesOf>[number]): string => `POLYGON((${ringOf(shape).map(([lng, lat]) => `${lng} ${lat}`).join(',')}))`
    sql(`create extension postgis; create table zones (id int primary key, geom geometry(polygon, 4326)); create table places (id int primary key, geom geometry(point, 4326));
${zonesOf(zones).map((shape, n) => `insert into zones values (${n}, ST_GeomFromText('${wkt(shape)}', 4326));`).join('\n')}
${places.map(([lng, lat], n) => `insert into places values (${n}, ST_SetSRID(ST_MakePoint(${lng}, ${lat}), 4326));`).join('\n')}
create index on zones using gist (geom); analyze;`)
    const timed = (text: string): number => Number(/Execution Time: ([\d.]+) ms/.exec(sql(`explain (analyze, timing off) ${text}`))![1])
    const joinMs = timed('select count(*) from places p join zones z on ST_Covers(z.geom, p.geom)')
    const script = join(folder, 'one.sql')
    writeFileSync(script, `\\set n random(0, ${places.length - 1})\nselect z.id from zones z where ST_Covers(z.geom, (select geom from places where id = :n));\n`)
    const told = execFileSync(join(POSTGRES, 'pgbench'), ['-n', '-M', 'prepared', '-f', script, '-T', '5', '-c', '1', server.url], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return { perS: Number(/tps = ([\d.]+)/.exec(told)![1]), joinedPerS: places.length / (joinMs / 1000) }
  } finally {
    await server.stop()
  }
}, options.on)

if (only.has('decision')) {
  const all = await inTurns(rounds, {
    ours: () => apart<Sample>(CHILD, ['decision', String(zones), String(steps)]), turf, ...(hasPostGis ? { postgis: postGis } : {}),
  })
  figures['decision'] = all
  const ours = all['ours']!['perS']!
  tables.push({
    title: `Positions decided on a second, ${zones} zones of 64 corners`, columns: ['', 'a second', 'what is said'],
    rows: [
      ['Zhijian', said(ours), 'marks; for each condition inside, outside or cannot tell, dwell, two of three, since when'], ['Turf', said(all['turf']!['perS']!), 'in which zones the place lies'],
      ...(hasPostGis ? [['PostGIS, prepared, one client', said(all['postgis']!['perS']!), 'in which zones the place lies'], ['PostGIS, one join', said(all['postgis']!['joinedPerS']!), 'in how many zones all places lie']] : [['PostGIS', 'not run', 'postgresql-15-postgis-3 is not installed here']]),
    ],
  })
  aim('decision alone ≥ 500,000/s', ours.median >= 500_000, `${ours.median}/s`)
}
if (only.has('bytes')) {
  const { bytes } = await inTurns(rounds, { bytes: () => inFolder((folder) => apart<Sample>(CHILD, ['bytes', join(folder, 'positions'), '50', '32']), options.on) })
  figures['bytes'] = bytes
  tables.push({
    title: 'Kept, 50 people, 32 days, a fix every ten minutes', columns: ['bytes a fix, compacted', 'bytes a fix in the tail', 'durable fixes a second, 144 × 32 in flight', 'compacted a second'],
    rows: [['bytesEach', 'tailBytesEach', 'durablePerS', 'compactedPerS'].map((name) => said(bytes![name]!))],
  })
  aim('≤ 12 bytes a fix after compaction, seals and index counted', bytes!['bytesEach']!.median <= 12, String(bytes!['bytesEach']!.median))
}
if (only.has('memory')) {
  const memory = Object.fromEntries([10_000, people].map((count) => [count, apart<{ bytesEach: number; residentMb: number }>(CHILD, ['memory', String(count)], ['--expose-gc', '--max-old-space-size=8000'])]))
  figures['memory'] = memory
  tables.push({ title: 'In memory of each person (five conditions)', columns: ['people', 'bytes each', 'resident, MB'], rows: Object.entries(memory).map(([count, { bytesEach, residentMb }]) => [count, digits(bytesEach), digits(residentMb)]) })
  aim('≤ 1 kB a person', Object.values(memory).every(({ bytesEach }) => bytesEach <= 1024), Object.values(memory).map(({ bytesEach }) => digits(bytesEach)).join(', '))
}
if (only.has('restart')) {
  const measured = await inFolder((folder) => {
    const at = join(folder, 'positions')
    const filled = apart<{ fixes: number; bytes: number; tailBytes: number }>(CHILD, ['fill', at, String(people)])
    return { ...filled, ...apart<{ openMs: number; readMs: number; residentMb: number }>(CHILD, ['restart', at, String(people)]) }
  }, options.on)
  figures['restart'] = measured
  tables.push({ title: `Positions of ${people} people, opened again`, columns: ['until it takes positions, ms', 'one track read, p50 ms', 'resident, MB', 'on disk, MB'], rows: [[digits(measured.openMs), digits(measured.readMs), digits(measured.residentMb), digits((measured.bytes + measured.tailBytes) / 1e6)]] })
}
if (only.has('nats')) {
  const nats = await inTurns(rounds, {
    'batches of 20': () => apart<Sample>(NATS, ['500', '20', '200', '10']), 'one by one': () => apart<Sample>(NATS, ['1000', '1', '1000', '10']),
  })
  figures['nats'] = nats
  tables.push({
    title: 'Through NATS, sealed, on the disk when it is answered', columns: ['', 'positions a second', 'for a second of CPU, whoever sends included', 'p50, ms', 'p99, ms'],
    rows: Object.entries(nats).map(([name, measured]) => [name, ...['perS', 'perCpuS', 'msP50', 'msP99'].map((what) => said(measured[what]!))]),
  })
  const best = nats['batches of 20']!['perS']!.median
  aim('≥ 20,000/s through NATS', best >= 20_000, `${best}/s in batches of 20, ${nats['one by one']!['perS']!.median}/s one by one`)
}
const shown = figures['decision'] as Record<string, Record<string, Parameters<typeof barOf>[1]>> | undefined
finish({
  name: 'positions', title: 'Positions', question: 'How many positions a second are decided on, taken through NATS and kept, in how much memory and how many bytes, and how soon after a restart?', rounds,
  peers: only.has('decision') ? { '@turf/turf': versionOf('@turf/turf') } : {}, settings: { zones, corners: 64, steps, people, on: options.on }, figures, tables,
  charts: shown === undefined ? [] : [{ title: `Positions decided on, ${zones} zones`, unit: 'a second', scale: 'log', better: 'more', groups: [{ label: 'a second', bars: Object.entries(shown).map(([name, measured]) => barOf(name === 'ours' ? 'Zhijian' : name === 'turf' ? 'Turf' : 'PostGIS', measured['perS']!)) }] }],
  aims, notes: ['The decision and Turf are counted by their CPU seconds, PostGIS by the clock. Keys of the folder\'s people are reckoned and not looked up. Through NATS, the broker, whoever sends and the service share the machine; sender and service are one process.'],
  notMeasured: ['a broker on another machine', 'a disk that syncs slowly', 'from a fix to the alarm in a browser'],
}, options)
