// Consumes a log in a process of its own and says each event aloud; ends by itself when it has caught up.
import { appendFileSync } from 'node:fs'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { openInProcessBus } from '../src/in-process.ts'
import { openSqliteBusState } from '../src/sqlite-state.ts'

const [log, state, seen] = process.argv.slice(2) as [string, string, string]
const store = await openSqliteStore({ file: log })
const report = (problem: object): void => console.error(problem)
const bus = await openInProcessBus({ store, state: openSqliteBusState(state), flushMs: 2, report })
await bus.subscribe({ consumer: 'test.kill', filter: {} }, async (event) => {
  appendFileSync(seen, `${event.stream}@${event.version}\n`)
  process.stdout.write('.\n')
  // Another turn of the loop: grouped writes happen between events.
  await new Promise<void>((resolve) => { setImmediate(resolve) })
})
while ((await bus.status())[0]?.lag !== 0) await new Promise<void>((resolve) => { setImmediate(resolve) })
await bus.close()
await store.close()
