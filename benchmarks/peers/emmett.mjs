// Emmett at the same work: append one event to one of 1,000 streams, read every stream, read the whole log.
//   node emmett.mjs sqlite|memory EVENTS IN_FLIGHT FOLDER
// Its SQLite store opens and closes the file for every operation and begins before its own pragma has ended, which fails on a busy
// machine (`SQLITE_BUSY: cannot commit transaction - SQL statements in progress`). So its own functions are called on one connection
// that stays open, one after another: that is faster than the store, and right.
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { getInMemoryEventStore } from '@event-driven-io/emmett'
import { appendToStream, createEventStoreSchema, readMessagesBatch, readStream, sqliteConnection } from '@event-driven-io/emmett-sqlite'

const [way, events, inFlight, on] = process.argv.slice(2)
const count = Number(events)
const STREAMS = 1000
const streamOf = (n) => `consultation-${n % STREAMS}`
const eventOf = (n) => {
  const time = new Date(1_790_000_000_000 + n).toISOString()
  const answerId = `a_${String(n).padStart(22, '0')}`
  return {
    type: 'AnswerGiven',
    data: {
      answerId, lawyerId: `lawyer-${n % 997}`, answeredAt: time, isLocal: true, isCounsel: false, substance: 214, clip: null, flags: [],
      statutes: ['劳动合同法 第三十条', '劳动合同法 第八十二条'], text: { box: 'kJ8s'.repeat(110), commitment: 'b7'.repeat(32), person: `person-${n % 911}` },
    },
    metadata: {
      source: '/consult-router', time, recordedat: time, cause: 'command:GiveAnswer', actorid: `lawyer-${n % 997}`, actorrole: 'lawyer', correlationid: `case-${n % STREAMS}`,
      commandid: `command-${String(n).padStart(36, '0')}`, hashalg: 'sha256', command: { type: 'GiveAnswer', answerId, substance: 214, text: { $event: [0, 'text'] } }, due: null,
    },
  }
}
const costOf = async (prefix, work) => {
  const [cpu, wall] = [process.cpuUsage(), performance.now()]
  await work()
  const wallMs = performance.now() - wall
  const { user, system } = process.cpuUsage(cpu)
  return { [`${prefix}CpuUs`]: (user + system) / count, [`${prefix}WallUs`]: (wallMs * 1000) / count }
}

const folder = mkdtempSync(join(on, 'zhijian-bench-'))
const fileName = join(folder, 'emmett.sqlite')
/** Interleaved transactions on one connection would be one transaction: each waits for the one before. */
const sqliteStore = async () => {
  const connection = sqliteConnection({ fileName })
  await connection.query('pragma journal_mode')
  await createEventStoreSchema(connection)
  let last = Promise.resolve()
  return {
    appendToStream: (stream, events, options) => (last = last.then(async () => {
      const { success } = await appendToStream(connection, stream, 'consultation', events, options)
      if (!success) throw new Error(`${stream}: not appended`)
    })),
    readStream: (stream) => readStream(connection, stream),
    connection,
  }
}
const store = way === 'sqlite' ? await sqliteStore() : getInMemoryEventStore()
const all = Array.from({ length: count }, (_, n) => eventOf(n))
let next = 0
const one = async () => {
  while (next < count) {
    const n = next++
    await store.appendToStream(streamOf(n), [all[n]], { expectedStreamVersion: n < STREAMS ? 'STREAM_DOES_NOT_EXIST' : BigInt(Math.floor(n / STREAMS)) })
  }
}
const append = await costOf('append', () => Promise.all(Array.from({ length: Number(inFlight) }, one)))
const load = await costOf('load', async () => {
  for (let n = 0; n < STREAMS; n += 1) {
    const { events: read } = await store.readStream(streamOf(n))
    if (read.length < Math.floor(count / STREAMS)) throw new Error(`${streamOf(n)} has ${read.length} events`)
  }
})
const rebuild = await costOf('rebuild', async () => {
  const documents = new Map()
  const see = ({ data, metadata }) => {
    const before = documents.get(metadata.streamName)
    documents.set(metadata.streamName, { answers: (before?.answers ?? 0) + 1, lawyer: data.lawyerId, substance: (before?.substance ?? 0) + data.substance })
  }
  if (way === 'sqlite') {
    let seen = 0
    for (let after = 0n; ;) {
      const { messages, currentGlobalPosition, areEventsLeft } = await readMessagesBatch(store.connection, { after, batchSize: 500 })
      messages.forEach(see)
      seen += messages.length
      after = currentGlobalPosition
      if (!areEventsLeft || messages.length === 0) break
    }
    if (seen !== count) throw new Error(`${seen} of ${count} events were read`)
  } else for (let n = 0; n < STREAMS; n += 1) (await store.readStream(streamOf(n))).events.forEach(see)
})
rmSync(folder, { recursive: true })
process.stdout.write(`${JSON.stringify({ ...append, ...load, ...rebuild })}\n`)
process.exit(0)
