// How many positions a second are decided on, taken through NATS and kept, in how much memory and how many bytes, how soon after a restart, and how
// soon is an officer told?
//
//   npm run bench -- positions [--zones 1000] [--steps 400000] [--people 1000000] [--rounds 3] [--only decision,bytes,memory,restart,nats,alarm] [--taking 500] [--seconds 10] [--alarms 300] [--on FOLDER] [--json]
//     [--out benchmarks/results]
//
// Parts may be measured one by one, with `--only`: what an earlier run into the same `--out` measured of the others stays in the page, each with its own date.
//
// The decision alone: error circle, dwell, k of n, 1,000 zones of 64 corners, one core, CPU seconds. Turf and PostGIS (ST_Covers over a GiST index, one client, a prepared
// statement, and once more as one join without any round trip) say on the same walks which zones a place lies in, and nothing more.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openPostgres, POSTGRES } from './lib/alarms.ts'
import { apart, asked, barOf, digits, finish, inFolder, inTurns, said, type Aim, type Measured, type Result, type Sample, type Table } from './lib/bench.ts'
import { peer, versionOf } from './lib/peers.ts'
import { walk, zonesOf } from './lib/position-world.ts'

const PARTS = ['decision', 'bytes', 'memory', 'restart', 'nats', 'alarm'] as const
const options = asked({
  zones: { type: 'string', default: '1000' }, steps: { type: 'string', default: '400000' }, people: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '3' },
  only: { type: 'string', default: PARTS.join(',') }, on: { type: 'string', default: tmpdir() }, taking: { type: 'string', default: '500' }, seconds: { type: 'string', default: '10' }, alarms: { type: 'string', default: '300' },
})
const [zones, steps, people, rounds, taking, seconds, alarms] = [options.zones, options.steps, options.people, options.rounds, options.taking, options.seconds, options.alarms].map(Number) as [number, number, number, number, number, number, number]
const only = options.only.split(',')
const stray = only.find((each) => !(PARTS as readonly string[]).includes(each))
if (stray !== undefined) throw new Error(`no part is called ${stray}: ${PARTS.join(', ')}`)
const CHILD = fileURLToPath(new URL('lib/position-child.ts', import.meta.url))
const NATS = fileURLToPath(new URL('lib/position-nats.ts', import.meta.url))
const ALARMS = fileURLToPath(new URL('lib/position-alarms.ts', import.meta.url))

interface Restarted { readonly openMs: number; readonly readMs: number; readonly residentMb: number; readonly bytes: number; readonly tailBytes: number }
interface Ran { readonly date: string; readonly load: number; readonly settings: Readonly<Record<string, unknown>> }
/** What was measured, by part: all that the page is made of. */
interface Figures {
  decision?: Ran & { readonly of: Readonly<Record<string, Measured>> }
  bytes?: Ran & { readonly of: Measured }
  memory?: Ran & { readonly of: Readonly<Record<string, { readonly bytesEach: number; readonly residentMb: number }>> }
  restart?: Ran & { readonly of: Restarted }
  nats?: Ran & { readonly of: Readonly<Record<string, Measured>> }
  alarm?: Ran & { readonly of: Readonly<Record<string, Measured>> }
}
const before = options.out === undefined ? undefined : join(options.out, 'positions.json')
const earlier = before !== undefined && existsSync(before) ? JSON.parse(readFileSync(before, 'utf8')) as Pick<Result, 'peers'> & { readonly figures: Figures } : { figures: {}, peers: {} }
const figures: Figures = earlier.figures
const ran = (settings: Ran['settings']): Ran => ({ date: new Date().toISOString(), load: digits(loadavg()[0]!, 2), settings })

const PLACES = 20_000
const ringOf = (shape: ReturnType<typeof zonesOf>[number]): readonly (readonly [number, number])[] => (shape.kind === 'polygon' ? shape.parts[0]![0]!.map(({ lng, lat }) => [lng, lat] as const) : [])
const places = Array.from({ length: 20 }, (_, n) => walk(PLACES / 20, n + 1)).flat().map(({ lng, lat }) => [lng, lat] as const)
const turf = (): Promise<Sample> => inFolder(async (folder) => {
  const file = join(folder, 'world.json')
  writeFileSync(file, JSON.stringify({ zones: zonesOf(zones).map(ringOf), places }))
  return apart<Sample>(peer('turf.mjs', 'packages'), [file])
})

const hasPostGis = existsSync('/usr/share/postgresql/15/extension/postgis.control')
/** One client; the server's own CPU is on another core. */
const postGis = (): Promise<Sample> => inFolder(async (folder) => {
  const server = await openPostgres(folder)
  try {
    const sql = (text: string): string => execFileSync(join(POSTGRES, 'psql'), [server.url, '-q', '-t', '-A', '-1', '-v', 'ON_ERROR_STOP=1'], { input: text, encoding: 'utf8', maxBuffer: 1e9 })
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

for (const part of PARTS.filter((each) => only.includes(each))) {
  switch (part) {
    case 'decision':
      figures.decision = {
        ...ran({ zones, corners: 64, steps, rounds }),
        of: await inTurns(rounds, { ours: () => apart<Sample>(CHILD, ['decision', String(zones), String(steps)]), turf, ...(hasPostGis ? { postgis: postGis } : {}) }),
      }
      break
    case 'bytes':
      figures.bytes = { ...ran({ on: options.on, rounds }), of: (await inTurns(rounds, { bytes: () => inFolder((folder) => apart<Sample>(CHILD, ['bytes', join(folder, 'positions'), '50', '32']), options.on) }))['bytes']! }
      break
    case 'memory':
      figures.memory = { ...ran({ people }), of: Object.fromEntries([Math.min(10_000, people), people].map((count) => [count, apart(CHILD, ['memory', String(count)], ['--expose-gc', '--max-old-space-size=8000'])])) }
      break
    case 'restart':
      figures.restart = {
        ...ran({ people, on: options.on }), of: await inFolder((folder) => {
          const at = join(folder, 'positions')
          return { ...apart<Restarted>(CHILD, ['fill', at, String(people)]), ...apart<Restarted>(CHILD, ['restart', at, String(people)]) }
        }, options.on),
      }
      break
    case 'nats':
      figures.nats = {
        ...ran({ people: taking, seconds, rounds }), of: await inTurns(rounds, {
          'batches of 20': () => apart<Sample>(NATS, [String(taking), '20', '200', String(seconds)]), 'one by one': () => apart<Sample>(NATS, [String(taking), '1', '500', String(seconds)]),
        }),
      }
      break
    case 'alarm':
      figures.alarm = {
        ...ran({ alarms, rounds }),
        of: await inTurns(rounds, Object.fromEntries([[2, 20], [20, 200]].map(([found, others]) => [`${found} found out a second, ${others} other positions`, () => apart<Sample>(ALARMS, [String(alarms), String(found), String(others)])]))),
      }
      break
    default: part satisfies never
  }
}

const { decision, bytes, memory, restart, nats, alarm } = figures
const tables: Table[] = []
const aims: Aim[] = []
const aim = (text: string, kept: boolean | null, says: string): void => void aims.push({ aim: text, kept, says })
const NOT_YET = 'not measured yet'
const NO_POSTGIS = ['PostGIS', 'NOT RUN', 'postgresql-15-postgis-3 is not installed here']
if (decision !== undefined) {
  const { ours, turf: turfs, postgis } = decision.of
  tables.push({
    title: `Positions decided on a second, ${decision.settings['zones'] as number} zones of 64 corners`, columns: ['', 'a second', 'what is said'],
    rows: [
      ['Zhijian', said(ours!['perS']!), 'marks; for each condition inside, outside or cannot tell, dwell, how many agree, since when'], ['Turf', said(turfs!['perS']!), 'in which zones the place lies'],
      ...(postgis === undefined ? [NO_POSTGIS] : [['PostGIS, prepared, one client', said(postgis['perS']!), 'in which zones the place lies'], ['PostGIS, one join', said(postgis['joinedPerS']!), 'in how many zones all places lie']]),
    ],
  })
}
aim('decision alone ≥ 500,000/s', decision === undefined ? null : decision.of['ours']!['perS']!.median >= 500_000, decision === undefined ? NOT_YET : `${decision.of['ours']!['perS']!.median}/s`)
if (bytes !== undefined) {
  tables.push({
    title: 'Kept, 50 people, 32 days, a fix every ten minutes', columns: ['bytes a fix, compacted', 'bytes a fix in the tail', 'durable fixes a second, 144 × 32 in flight', 'compacted a second'],
    rows: [['bytesEach', 'tailBytesEach', 'durablePerS', 'compactedPerS'].map((name) => said(bytes.of[name]!))],
  })
}
aim('≤ 12 bytes a fix after compaction, seals and index counted', bytes === undefined ? null : bytes.of['bytesEach']!.median <= 12, bytes === undefined ? NOT_YET : String(bytes.of['bytesEach']!.median))
if (memory !== undefined) tables.push({ title: 'In memory of each person (five conditions)', columns: ['people', 'bytes each', 'resident, MB'], rows: Object.entries(memory.of).map(([count, { bytesEach, residentMb }]) => [count, digits(bytesEach), digits(residentMb)]) })
aim('≤ 1 kB a person', memory === undefined ? null : Object.values(memory.of).every(({ bytesEach }) => bytesEach <= 1024), memory === undefined ? NOT_YET : Object.entries(memory.of).map(([count, { bytesEach }]) => `${digits(bytesEach)} of ${count}`).join(', '))
if (restart !== undefined) {
  const { openMs, readMs, residentMb, bytes: packed, tailBytes } = restart.of
  tables.push({ title: `Positions of ${restart.settings['people'] as number} people, opened again`, columns: ['until it takes positions, ms', 'one track read, p50 ms', 'resident, MB', 'on disk, MB'], rows: [[digits(openMs), digits(readMs), digits(residentMb), digits((packed + tailBytes) / 1e6)]] })
}
if (nats !== undefined) {
  tables.push({
    title: 'Through NATS, sealed, on the disk when it is answered', columns: ['', 'positions a second', 'for a second of CPU, whoever sends included', 'p50, ms', 'p99, ms', 'told to wait, and sent again'],
    rows: Object.entries(nats.of).map(([name, measured]) => [name, ...['perS', 'perCpuS', 'msP50', 'msP99', 'sentAgain'].map((what) => said(measured[what]!))]),
  })
}
const natsPerS = (name: string): number => nats!.of[name]!['perS']!.median
aim('≥ 20,000/s through NATS', nats === undefined ? null : natsPerS('batches of 20') >= 20_000, nats === undefined ? NOT_YET : `${natsPerS('batches of 20')}/s in batches of 20, ${natsPerS('one by one')}/s one by one`)
for (const [load, measured] of Object.entries(alarm?.of ?? {})) {
  const since = { answered: 'the device has its answer', told: 'the alarm is in an officer\'s live stream', drawn: 'its row is on the board that is open in an officer\'s browser' }
  tables.push({
    title: `From the fix that decides, as a device sends it over HTTP, until … (${load}; told to wait, and sent again: ${said(measured['sentAgain']!)})`, columns: ['', 'p50, ms', 'p99, ms', 'longest, ms'],
    rows: Object.entries(since).map(([what, says]) => [says, ...['P50', 'P99', 'Most'].map((which) => said(measured[`${what}Ms${which}`]!))]),
  })
}
const parts = PARTS.flatMap((part) => figures[part] ?? []).length
tables.push({
  title: 'When each was measured', columns: ['part', 'date', 'load average', 'sizes'],
  rows: PARTS.map((part) => (figures[part] === undefined ? [part, 'NOT RUN', '', ''] : [part, figures[part].date.slice(0, 16), String(figures[part].load), Object.entries(figures[part].settings).map(([name, value]) => `${name} ${String(value)}`).join(' · ')])),
})
finish({
  name: 'positions', title: 'Positions', question: 'How many positions a second are decided on, taken through NATS and kept, in how much memory and how many bytes, how soon after a restart, and how soon is an officer told?', rounds,
  peers: only.includes('decision') ? { '@turf/turf': versionOf('@turf/turf') } : earlier.peers, settings: { parts, on: options.on }, figures: { ...figures }, tables,
  charts: decision === undefined ? [] : [{ title: `Positions decided on, ${decision.settings['zones'] as number} zones`, unit: 'a second', scale: 'log', better: 'more', groups: [{ label: 'a second', bars: Object.entries(decision.of).map(([name, measured]) => barOf(name === 'ours' ? 'Zhijian' : name === 'turf' ? 'Turf' : 'PostGIS', measured['perS']!)) }] }],
  aims, notes: [
    'The decision and Turf are counted by their CPU seconds, PostGIS by the clock. Keys of the folder\'s people are reckoned and not looked up. Through NATS, the broker, whoever sends and the service share the machine; sender and service are one process.',
    'For the alarm the whole platform is one process, devices another, Chromium a third; all share the machine. Of a county of 180 a position comes every nine seconds from each, and twice a second somebody is found out; ten times as much stands beside it. The dwell, five minutes, is one second there, since it is no work. The board is the console\'s own page: told of an alarm, it reads its list anew, and a row counts from when it is in the page.',
  ],
  notMeasured: ['a broker on another machine', 'a disk that syncs slowly', 'an officer\'s line to the platform', 'from the row in the page to the light of the screen'],
}, options)
