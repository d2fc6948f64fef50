// What does an append cost beside raw node:sqlite, which writes the same rows in the same groups and thinks nothing: no canonical
// text, no chain, no expected version?
//
//   npm run build && node benchmarks/append.ts [--events 20000] [--rounds 3] [--out benchmarks/results]
//
// So many appends are in flight, each of one event to one of 1,000 streams; a new one begins when one lands. CPU time of this
// process, the best of the rounds: others may work on the machine. The file is synced once per group by both.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform as system, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import { encode, eventId, type NewEvent } from '@zhijian/event-store'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { instantAt } from '@zhijian/kernel'

const { values } = parseArgs({ options: { events: { type: 'string', default: '20000' }, rounds: { type: 'string', default: '3' }, out: { type: 'string' } } })
const count = Number(values.events)
const STREAMS = 1000
const IN_FLIGHT = [1, 8, 64, 256]

/** As an answer is: some 1,300 bytes. */
const eventOf = (n: number): NewEvent => {
  const time = instantAt(1_790_000_000_000 + n)
  const answerId = `a_${String(n).padStart(22, '0')}`
  return {
    id: eventId(time, `command-${n}`, 0), type: 'AnswerGiven.v1',
    data: {
      answerId, lawyerId: `lawyer-${n % 997}`, answeredAt: time, isLocal: true, isCounsel: false, substance: 214, clip: null, flags: [],
      statutes: ['劳动合同法 第三十条', '劳动合同法 第八十二条'], text: { box: 'kJ8s'.repeat(110), commitment: 'b7'.repeat(32), person: `person-${n % 911}` },
    },
    meta: {
      source: '/consult-router', time, recordedat: time, cause: 'command:GiveAnswer', actorid: `lawyer-${n % 997}`, actorrole: 'lawyer', correlationid: `case-${n % STREAMS}`,
      commandid: `command-${String(n).padStart(36, '0')}`, hashalg: 'sha256', command: { type: 'GiveAnswer', answerId, substance: 214, text: { $event: [0, 'text'] } }, due: null,
    },
  }
}
const streamOf = (n: number): string => `consultation-${n % STREAMS}`
const events = Array.from({ length: count }, (_, n) => eventOf(n))

interface Cost { readonly cpuUs: number; readonly wallUs: number }
const measured = async (work: (file: string) => Promise<void> | void): Promise<Cost> => {
  let best: Cost = { cpuUs: Infinity, wallUs: Infinity }
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'zhijian-append-'))
    const [cpu, wall] = [process.cpuUsage(), performance.now()]
    await work(join(folder, 'log.sqlite'))
    const { user, system: kernel } = process.cpuUsage(cpu)
    const cost = { cpuUs: (user + kernel) / count, wallUs: ((performance.now() - wall) * 1000) / count }
    if (cost.cpuUs < best.cpuUs) best = cost
    rmSync(folder, { recursive: true })
  }
  return best
}

const texts = events.map((event, n) => encode(streamOf(n), Math.floor(n / STREAMS), event))
const raw = (group: number) => measured((file) => {
  const db = new DatabaseSync(file)
  db.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 4000;
    create table streams(id integer primary key, name text not null unique, version integer not null, hash text not null) strict;
    create table events(position integer primary key, stream integer not null, version integer not null, kind integer not null, text text not null, hash text not null) strict;
    create unique index events_by_stream on events(stream, version);`)
  const insert = db.prepare('insert into events values (?, ?, ?, ?, ?, ?)')
  const open = db.prepare('insert into streams values (?, ?, ?, ?)')
  const move = db.prepare('update streams set version = ?, hash = ? where id = ?')
  const [begin, commit] = [db.prepare('begin immediate'), db.prepare('commit')]
  const hash = 'ab'.repeat(32)
  for (let from = 0; from < count; from += group) {
    begin.run()
    for (let n = from; n < Math.min(count, from + group); n += 1) {
      const [stream, version] = [n % STREAMS, Math.floor(n / STREAMS)]
      insert.run(n + 1, stream + 1, version, 1, texts[n]!, hash)
      if (version === 0) open.run(stream + 1, streamOf(n), 0, hash)
      else move.run(version, hash, stream + 1)
    }
    commit.run()
  }
  db.close()
})
const ours = (inFlight: number) => measured(async (file) => {
  const store = await openSqliteStore({ file })
  let next = 0
  const one = async (): Promise<void> => {
    while (next < count) {
      const n = next++
      await store.append(streamOf(n), [events[n]!], n < STREAMS ? 'no-stream' : Math.floor(n / STREAMS) - 1)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, one))
  await store.close()
})

const rows = []
for (const inFlight of IN_FLIGHT) {
  const [theirs, own] = [await raw(inFlight), await ours(inFlight)]
  rows.push({
    inFlight, rawCpuUs: Number(theirs.cpuUs.toFixed(1)), appendCpuUs: Number(own.cpuUs.toFixed(1)), percentOfRawByCpu: Math.round((theirs.cpuUs / own.cpuUs) * 100),
    rawWallUs: Number(theirs.wallUs.toFixed(1)), appendWallUs: Number(own.wallUs.toFixed(1)), percentOfRawByWall: Math.round((theirs.wallUs / own.wallUs) * 100),
  })
}
const result = {
  question: 'What does an append cost beside raw node:sqlite?', date: new Date().toISOString(), node: process.version,
  machine: { system: `${system()} ${arch()}`, cpus: `${cpus().length} × ${cpus()[0]?.model}`, memoryGb: Math.round(totalmem() / 2 ** 30), loadAverage: loadavg().map((each) => Number(each.toFixed(1))) },
  events: count, bytesPerEvent: Math.round(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / count), rows,
}
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
if (values.out) writeFileSync(join(values.out, 'append.json'), `${JSON.stringify(result, null, 2)}\n`)
