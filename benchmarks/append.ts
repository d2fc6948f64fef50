// What do append, load and rebuild cost beside raw node:sqlite, which writes the same rows in the same groups and thinks nothing,
// and beside emmett, which keeps events in memory or in SQLite?
//
//   npm run bench -- append [--events 20000] [--rounds 3] [--on /dev/shm] [--json] [--out benchmarks/results]
//
// Append: so many appends are in flight, each of one event to one of 1,000 streams; a new one begins when one lands. Load: a stream of
// `events / 1,000` events is read whole, one after another, all of them. Rebuild: the whole log in its order, folded into one document a
// stream. Raw is measured twice: with texts that are ready, and with texts it has to make by JSON.stringify, which is the least
// that anybody with an event in hand must do. Every file is synced once per group (WAL, synchronous = FULL).
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { DatabaseSync } from 'node:sqlite'
import { encode } from '@zhijian/event-store'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { eventOf, STREAMS, streamOf, versionOf } from './lib/answers.ts'
import { apart, asked, barOf, costOf, digits, finish, inFolder, inTurns, said, type Measured, type Sample } from './lib/bench.ts'
import { peer, versionOf as peerVersion } from './lib/peers.ts'

const options = asked({ events: { type: 'string', default: '20000' }, rounds: { type: 'string', default: '3' }, on: { type: 'string', default: tmpdir() }, as: { type: 'string' }, inflight: { type: 'string', default: '64' } })
const [whole, rounds] = [Number(options.events), Number(options.rounds)]
const IN_FLIGHT = [1, 8, 64, 256]
/** One at a time waits for the disk every time: a tenth says as much. */
const countOf = (inFlight: number): number => Math.max(2000, Math.min(whole, inFlight === 1 ? whole / 10 : inFlight === 8 ? whole / 4 : whole))
const TABLES = `pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 4000;
  create table streams(id integer primary key, name text not null unique, version integer not null, hash text not null) strict;
  create table events(position integer primary key, stream integer not null, version integer not null, kind integer not null, text text not null, hash text not null) strict;
  create unique index events_by_stream on events(stream, version);`
const HASH = 'ab'.repeat(32)
const count = countOf(Number(options.inflight))
/** What a rebuild keeps of a stream. */
interface Seen { answers: number; lawyer: string; substance: number }
const see = (documents: Map<string, Seen>, stream: string, data: { lawyerId: string; substance: number }): void => {
  const before = documents.get(stream)
  documents.set(stream, { answers: (before?.answers ?? 0) + 1, lawyer: data.lawyerId, substance: (before?.substance ?? 0) + data.substance })
}

const us = (prefix: string, { cpuMs, wallMs }: { cpuMs: number; wallMs: number }): Sample => ({ [`${prefix}CpuUs`]: (cpuMs * 1000) / count, [`${prefix}WallUs`]: (wallMs * 1000) / count })

const raw = async (isReady: boolean, group: number, folder: string): Promise<Sample> => {
  const events = Array.from({ length: count }, (_, n) => eventOf(n))
  const texts = isReady ? events.map((event, n) => encode(streamOf(n), versionOf(n), event)) : []
  const file = join(folder, 'raw.sqlite')
  const db = new DatabaseSync(file)
  db.exec(TABLES)
  const append = await costOf(() => {
    const insert = db.prepare('insert into events values (?, ?, ?, ?, ?, ?)')
    const open = db.prepare('insert into streams values (?, ?, ?, ?)')
    const move = db.prepare('update streams set version = ?, hash = ? where id = ?')
    const [begin, commit] = [db.prepare('begin immediate'), db.prepare('commit')]
    for (let from = 0; from < count; from += group) {
      begin.run()
      for (let n = from; n < Math.min(count, from + group); n += 1) {
        const [stream, version] = [n % STREAMS, versionOf(n)]
        const text = isReady ? texts[n]! : JSON.stringify({ stream: streamOf(n), version, ...events[n] })
        insert.run(n + 1, stream + 1, version, 1, text, HASH)
        if (version === 0) open.run(stream + 1, streamOf(n), 0, HASH)
        else move.run(version, HASH, stream + 1)
      }
      commit.run()
    }
  })
  const load = await costOf(() => {
    const select = db.prepare('select text from events where stream = (select id from streams where name = ?) order by version')
    select.setReturnArrays(true)
    for (let n = 0; n < STREAMS; n += 1) for (const [text] of select.all(streamOf(n)) as unknown as [string][]) JSON.parse(text)
  })
  const rebuild = await costOf(() => {
    const documents = new Map<string, Seen>()
    const select = db.prepare('select stream, text from events order by position')
    select.setReturnArrays(true)
    for (const [stream, text] of select.iterate() as unknown as Iterable<[number, string]>) see(documents, String(stream), (JSON.parse(text) as { data: { lawyerId: string; substance: number } }).data)
  })
  db.close()
  return { ...us('append', append), ...us('load', load), ...us('rebuild', rebuild) }
}

const ours = async (inFlight: number, folder: string): Promise<Sample> => {
  const events = Array.from({ length: count }, (_, n) => eventOf(n))
  const store = await openSqliteStore({ file: join(folder, 'log.sqlite') })
  let next = 0
  const one = async (): Promise<void> => {
    while (next < count) {
      const n = next++
      await store.append(streamOf(n), [events[n]!], n < STREAMS ? 'no-stream' : versionOf(n) - 1)
    }
  }
  const append = await costOf(async () => void await Promise.all(Array.from({ length: inFlight }, one)))
  const load = await costOf(async () => {
    for (let n = 0; n < STREAMS; n += 1) await store.read(streamOf(n))
  })
  const rebuild = await costOf(async () => {
    const documents = new Map<string, Seen>()
    const ending = new AbortController()
    let seen = 0
    for await (const page of store.tail(null, {}, ending.signal)) {
      for (const { stream, data } of page.events) see(documents, stream, data as unknown as { lawyerId: string; substance: number })
      seen += page.events.length
      if (seen >= count) ending.abort()
    }
  })
  await store.close()
  return { ...us('append', append), ...us('load', load), ...us('rebuild', rebuild) }
}

if (options.as !== undefined) {
  const [way, group] = [options.as, Number(options.inflight)]
  const sample = await inFolder((folder) => (way === 'ours' ? ours(group, folder) : raw(way === 'raw-ready', group, folder)), options.on)
  process.stdout.write(`${JSON.stringify(sample)}\n`)
  process.exit(0)
}

const emmett = peer('emmett.mjs')
const here = import.meta.filename
const common = ['--events', String(whole), '--on', options.on]
const CONTESTANTS = {
  zhijian: 'Zhijian', rawReady: 'raw node:sqlite, texts ready', raw: 'raw node:sqlite, JSON.stringify', emmettSqlite: 'emmett, SQLite', emmettMemory: 'emmett, in memory',
} as const
type Name = keyof typeof CONTESTANTS
const measured: Record<number, Record<Name, Measured>> = {}
for (const inFlight of IN_FLIGHT) {
  const more = [...common, '--inflight', String(inFlight)]
  measured[inFlight] = await inTurns(rounds, {
    zhijian: () => apart<Sample>(here, [...more, '--as', 'ours']), rawReady: () => apart<Sample>(here, [...more, '--as', 'raw-ready']), raw: () => apart<Sample>(here, [...more, '--as', 'raw']),
    emmettSqlite: () => apart<Sample>(emmett, ['sqlite', String(countOf(inFlight)), String(inFlight), options.on]), emmettMemory: () => apart<Sample>(emmett, ['memory', String(countOf(inFlight)), String(inFlight), options.on]),
  }) as Record<Name, Measured>
}

const names = Object.keys(CONTESTANTS) as Name[]
const share = (of: Name, what: string, inFlight: number): number => Math.round((measured[inFlight]![of][what]!.median / measured[inFlight]!.zhijian[what]!.median) * 100)
const WIDE = 64
const table = (what: string) => ({
  title: `${what}, microseconds an event of CPU · wall`, columns: ['in flight', ...names.map((name) => CONTESTANTS[name]), '% of raw (ready) by CPU', '% of raw by CPU'],
  rows: IN_FLIGHT.map((inFlight) => [inFlight, ...names.map((name) => `${said(measured[inFlight]![name][`${what}CpuUs`]!)} · ${measured[inFlight]![name][`${what}WallUs`]!.median}`), share('rawReady', `${what}CpuUs`, inFlight), share('raw', `${what}CpuUs`, inFlight)]),
})
finish({
  name: 'append', title: 'Append, load and rebuild', question: 'What do append, load and rebuild cost beside raw node:sqlite and beside emmett?', rounds,
  peers: { '@event-driven-io/emmett': peerVersion('@event-driven-io/emmett'), '@event-driven-io/emmett-sqlite': peerVersion('@event-driven-io/emmett-sqlite') },
  settings: { events: Object.fromEntries(IN_FLIGHT.map((inFlight) => [`${inFlight} in flight`, countOf(inFlight)])), streams: STREAMS, bytesPerEvent: Buffer.byteLength(encode(streamOf(5), 0, eventOf(5))), on: options.on },
  figures: measured,
  tables: [table('append'), {
    title: 'Load and rebuild, microseconds of CPU an event (whatever was in flight before)', columns: ['', ...names.map((name) => CONTESTANTS[name])],
    rows: ['load', 'rebuild'].map((what) => [what, ...names.map((name) => said(measured[WIDE]![name][`${what}CpuUs`]!))]),
  }],
  charts: [
    { title: 'Append: CPU of one event', unit: 'µs', scale: 'log', better: 'less', groups: IN_FLIGHT.map((inFlight) => ({ label: `${inFlight} in flight`, bars: names.map((name) => barOf(CONTESTANTS[name], measured[inFlight]![name]['appendCpuUs']!)) })) },
    { title: 'Load and rebuild: CPU of one event', unit: 'µs', scale: 'linear', better: 'less', groups: ['load', 'rebuild'].map((what) => ({ label: what, bars: names.map((name) => barOf(CONTESTANTS[name], measured[WIDE]![name][`${what}CpuUs`]!)) })) },
  ],
  aims: [
    ...IN_FLIGHT.map((inFlight) => ({ aim: `append ≥ 80 % of raw, ${inFlight} in flight`, kept: share('rawReady', 'appendCpuUs', inFlight) >= 80, says: `${share('rawReady', 'appendCpuUs', inFlight)} % by CPU, ${share('rawReady', 'appendWallUs', inFlight)} % by wall of raw with texts ready; ${share('raw', 'appendCpuUs', inFlight)} % and ${share('raw', 'appendWallUs', inFlight)} % of raw that makes its own` })),
    ...['load', 'rebuild'].map((what) => ({ aim: `${what} ≥ 80 % of raw`, kept: share('rawReady', `${what}CpuUs`, WIDE) >= 80, says: `${share('rawReady', `${what}CpuUs`, WIDE)} % by CPU` })),
  ],
  notes: [
    'Zhijian writes canonical JSON (RFC 8785), chains every event to the one before it by SHA-256 and checks the chain at every reading; nobody else here does. Emmett is awaited as its interface has it: one transaction an append.',
    'By profile, of an append with 256 in flight 36 % is SQLite writing the row, 25 % making the canonical text, 20 % turning it into bytes and hashing them, 5 % collecting garbage; what is left are promises, the streams’ ends and checks of what is given. Raw with texts ready does the first alone. Text and hash of an event as long as these cost 8 µs beside the 13 to 18 of raw, so that 80 % is not to be had by whoever makes his text and chains it; JSON.stringify alone takes 3.4 µs.',
    'Since layouts of objects are remembered instead of sorted anew, making the text takes 4.1 µs instead of 5.1 (data alone 1.9 instead of 2.6, JSON.stringify 1.6), and an append 4 % less CPU (five rounds in turn, on a busy machine). Copying what is stored into sorted objects for one JSON.stringify was tried and was no faster.',
    'Of a load a third is parsing, a quarter SQLite, a fifth turning the text into bytes and hashing it, which raw does not do: every text is read, hashed and parsed once, and there is nothing left to leave out but the check of the chain. With one in flight both wait for the disk, and a group of one pays for begin, commit and the log’s own row alone.',
    `Emmett with SQLite: ${digits(measured[WIDE]!.emmettSqlite['appendCpuUs']!.median / measured[WIDE]!.zhijian['appendCpuUs']!.median)} times Zhijian’s CPU an append with ${WIDE} in flight.`,
  ],
  notMeasured: ['a disk that syncs slowly (there a group costs what the sync costs)', 'several events an append', 'emmett with PostgreSQL'],
}, options)
