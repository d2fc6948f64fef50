// Appends as fast as it can, until it is killed; says what was acknowledged, a line each: `<stream> <version> <position>`.
// Arguments: file, name of this writer, writers at once, events per append.
import { writeSync } from 'node:fs'
import { eventId, type NewEvent } from '../src/envelope.ts'
import { openSqliteStore } from '../src/sqlite.ts'
import type { Instant } from '@zhijian/kernel'

const [file, name, writers, perAppend] = process.argv.slice(2) as [string, string, string, string]
const at = '2026-11-22T02:40:23.017Z' as Instant
const event = (cause: string): NewEvent => ({
  id: eventId(at, cause, 0), type: 'NoteTaken.v1', data: { cause, text: 'x'.repeat(cause.length * 7 % 900) },
  meta: {
    source: '/crash', time: at, recordedat: at, cause: 'command:TakeNote', actorid: 'p-1', actorrole: 'citizen',
    correlationid: cause, commandid: cause, hashalg: 'sha256',
  },
})

const store = await openSqliteStore({ file })
const write = async (writer: number): Promise<void> => {
  const stream = `note-${name}-${writer}`
  let version = (await store.lastEvent(stream))?.version ?? -1
  for (;;) {
    const events = Array.from({ length: Number(perAppend) }, (_, n) => event(`${stream}/${version + 1 + n}`))
    const done = await store.append(stream, events, version < 0 ? 'no-stream' : version)
    version = done.version
    // Straight to the descriptor: what the parent reads was acknowledged before the kill, whatever buffers there are.
    writeSync(1, `${stream} ${done.version} ${done.position}\n`)
  }
}
await Promise.all(Array.from({ length: Number(writers) }, (_, writer) => write(writer)))
