// Where an instance keeps its views: a file of its own in the data folder, or a database of its own in MongoDB. Either is made
// anew from the log when it is lost.
import { join } from 'node:path'
import type { Instant } from '@zhijian/kernel'
import type { ReadStore } from '@zhijian/read-store'
import { openSqliteReadStore } from '@zhijian/read-store/sqlite'
import type { Log } from '@zhijian/runtime'
import { mongoAt } from './credentials.ts'
import { settingAside } from './set-aside.ts'
import type { HostSettings } from './settings.ts'

/** A store with a clock of its own says what time that has. */
export type Views = ReadStore & { readonly serverTime?: () => Promise<Instant> }

/**
 * @param folder of the data
 * @param instance `consult-router-0`: every instance follows the log by itself, into views of its own
 * @throws Fault `usage` (never), and as the store that is opened
 */
export const openViews = async (settings: Partial<HostSettings>, folder: string, instance: string, log: Log): Promise<Views> => {
  if (settings.mongodb === undefined) return openSqliteReadStore({ file: join(folder, 'views', `${instance}.sqlite`), setAside: settingAside('views', log) })
  const { openMongoReadStore } = await import('@zhijian/read-store/mongo')
  return openMongoReadStore(mongoAt(settings, instance))
}
