// Opens the log and closes it in order again and again, each time with one event more. Arguments: file, folder of the seals, name.
import { eventId } from '../src/envelope.ts'
import { openSqliteStore } from '../src/sqlite.ts'
import type { Instant } from '@zhijian/kernel'

const [file, sealsDir, name] = process.argv.slice(2) as [string, string, string]
const at = '2026-11-22T02:40:23.017Z' as Instant
for (let round = 0; round < 25; round += 1) {
  const store = await openSqliteStore({ file, sealsDir })
  const cause = `${name}-${round}`
  await store.append(`note-${cause}`, [{
    id: eventId(at, cause, 0), type: 'NoteTaken.v1', data: { cause },
    meta: {
      source: '/close', time: at, recordedat: at, cause: 'command:TakeNote', actorid: 'p-1', actorrole: 'citizen', correlationid: cause, hashalg: 'sha256',
    },
  }], 'no-stream')
  await store.close()
}
