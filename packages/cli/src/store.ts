// Opening what a platform wrote, also while it runs and also when it is damaged: nothing is checked on the way in, the
// commands do the checking themselves.
import { existsSync } from 'node:fs'
import type { RawEvent } from '@zhijian/audit'
import { aggregates } from '@zhijian/embedded'
import { readCopies, readEnd, readPublicKeys, type CheckableStore, type OutsideKnowledge } from '@zhijian/event-store'
import { openSqliteStore, type SqliteStore } from '@zhijian/event-store/sqlite'
import type { KurrentStore } from '@zhijian/event-store/kurrent'
import { LOG_OPTIONS, lookIntoLog, readSettings } from '@zhijian/host'
import { Fault } from '@zhijian/kernel'
import type { Context, Run } from './context.ts'
import { pause } from './adapters/patient-timers.ts'

/** Of a log in a file. @throws Fault `no-store` (never) */
export const openStore = async (file: string): Promise<SqliteStore> => {
  if (!existsSync(file)) throw new Fault('no-store', file, { retry: 'never' })
  return openSqliteStore({ file, asItIs: true, busyMs: 1000 })
}

/**
 * The log where services are told that it lies: in a file, or in KurrentDB (`KURRENTDB_URL` and what goes with it).
 * @throws Fault `no-store` · `usage` · `log-replaced` (never), and as KurrentDB fails
 */
export const openLog = async (paths: Run['paths'], env: Context['env']): Promise<SqliteStore | KurrentStore> =>
  await lookIntoLog(readSettings(LOG_OPTIONS, [], env)!, paths) ?? openStore(paths.files.log)

/** KurrentDB is copied and put back by its own means. @throws Fault `log-on-server` (never) */
export const refuseServer = (env: Context['env']): void => {
  if (env.KURRENTDB_URL) throw new Fault('log-on-server', 'the log lies in KurrentDB', { retry: 'never' })
}

/** A copy outside is written and flushed within this, once its seal is in the log. */
const COPIED_WITHIN_MS = 1000

/** Read before the log is. @throws Fault `seals-damaged` (never) · `seals-unavailable` (later) */
export const outsideOf = (seals: string, storeId: string): OutsideKnowledge => ({
  copies: readCopies(seals, storeId), end: readEnd(seals, storeId), keys: readPublicKeys(seals),
  async copiesNow() {
    await pause(COPIED_WITHIN_MS)
    return readCopies(seals, storeId)
  },
})

const PAGE = 2000

export const rawLog = async function* (store: Pick<CheckableStore, 'raw'>): AsyncGenerator<readonly RawEvent[]> {
  for (let after: string | null = null; ;) {
    const page: readonly RawEvent[] = await store.raw(after, PAGE)
    if (page.length === 0) return
    yield page
    after = page.at(-1)!.position
  }
}

/** A consultation may be named by its id alone. */
export const streamName = (text: string): string =>
  (['log', ...aggregates.map((each) => each.decider.category)].some((category) => text.startsWith(`${category}-`)) ? text : `consultation-${text}`)
