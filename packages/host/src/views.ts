// Where an instance keeps its views: a file of its own in the data folder, or a database of its own in MongoDB. Either is made
// anew from the log when it is lost.
import { join } from 'node:path'
import type { ReadStore } from '@zhijian/read-store'
import { openSqliteReadStore } from '@zhijian/read-store/sqlite'
import type { Log } from '@zhijian/runtime'
import { userAt } from './credentials.ts'
import { settingAside } from './set-aside.ts'
import type { HostSettings } from './settings.ts'

/**
 * @param folder of the data
 * @param instance `consult-router-0`: every instance follows the log by itself, into views of its own
 * @throws Fault `usage` (never), and as the store that is opened
 */
export const openViews = async (settings: Partial<HostSettings>, folder: string, instance: string, log: Log): Promise<ReadStore> => {
  if (settings.mongodb === undefined) return openSqliteReadStore({ file: join(folder, 'views', `${instance}.sqlite`), setAside: settingAside('views', log) })
  const user = userAt(settings, 'mongodb')
  const caFile = settings['mongodb-ca-file']
  const { openMongoReadStore } = await import('@zhijian/read-store/mongo')
  return openMongoReadStore({
    url: settings.mongodb, database: `${settings['mongodb-database'] ?? 'zhijian'}-${instance}`,
    ...(user === null ? {} : { user }), ...(caFile === undefined ? {} : { caFile }),
  })
}
