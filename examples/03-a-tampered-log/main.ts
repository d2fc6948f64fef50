// Somebody with the database file moves a deadline by a second. Once carelessly: the chain says where. Once with every
// hash made anew: the rules still come to another deadline, and only a log sealed outside would tell a whole new history.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { verify } from '@zhijian/audit'
import type { Actor } from '@zhijian/contracts'
import { chainHash, GENESIS } from '@zhijian/event-store'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { instant } from '@zhijian/kernel'
import { createExecutor } from '@zhijian/runtime'
import { virtualClock } from '@zhijian/testkit'
import { application } from '../01-a-decider-with-time/application.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhijian-example-'))
const file = join(folder, 'events.sqlite')

const clerk = { id: 'clerk', role: 'desk' } as Actor
const clock = virtualClock(instant('2026-03-01T09:00:00.000Z'))
const store = await openSqliteStore({ file })
const executor = createExecutor({ store, clock, wallNow: () => clock.now(), service: 'legal-aid', hash: 'sha256' })
const tell = (type: string) => executor.execute(application, 'application-7', () => ({ type }), { commandId: `example-${type.padEnd(12, '-')}`, actor: clerk, correlationId: 'example' })
await tell('Receive')
clock.advance({ days: 8 })
await tell('Grant')
await store.close()

const audit = async (title: string): Promise<void> => {
  const log = await openSqliteStore({ file, asItIs: true })
  const rows = async function* () {
    yield log.raw(null, 1000)
  }
  const verdict = await verify(rows(), { aggregates: [application] })
  console.log(`${title}: ${verdict.ok ? 'verified' : 'not verified'}`)
  console.log(`  ${verdict.events} events, ${verdict.commands} commands decided again, ${verdict.deadlines} deadlines passed again`)
  for (const { kind, stream, version } of verdict.findings) console.log(`  ${kind} at ${stream}@${version}`)
  await log.close()
}

type Row = { position: number; text: string }
const forge = (change: (text: string) => string, rehash: boolean): void => {
  const db = new DatabaseSync(file)
  let before = GENESIS
  for (const { position, text } of db.prepare('select position, text from events order by position').all() as unknown as Row[]) {
    const forged = change(text)
    before = chainHash('sha256', before, forged)
    db.prepare('update events set text = ? where position = ?').run(forged, position)
    if (rehash) db.prepare('update events set hash = ? where position = ?').run(before, position)
  }
  db.close()
}

try {
  await audit('As it was written')
  forge((text) => text.replaceAll('2026-03-08T09:00:00.000Z', '2026-03-08T09:00:01.000Z'), false)
  await audit('The deadline moved by a second')
  forge((text) => text, true)
  await audit('The same, and every hash made anew')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
