// Where all processes keep the log: a file in the data folder, or a KurrentDB that several hosts share. A folder stays with the
// log it was first opened with: its keys open that one alone, and a process that was not told of the server begins no other.
import type { ServiceLog } from '@zhijian/event-store'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { userAt } from './credentials.ts'
import type { DataFolder } from './data-folder.ts'
import { assertSameLog, readIdentity, type Identity } from './identity.ts'
import { keyPlace } from './keys.ts'
import type { HostSettings } from './settings.ts'

export interface OpenedLog {
  readonly store: ServiceLog
  /** What was known of the folder before; null: somebody has yet to write it. */
  readonly identity: Identity | null
}

/** @throws Fault `usage` · `state-missing` · `log-replaced` · `identity-unreadable` (never), and as the store that is opened */
export const openLog = async (settings: HostSettings, folder: DataFolder): Promise<OpenedLog> => {
  const identity = readIdentity(folder, settings.kurrentdb === undefined ? 'file' : 'server', keyPlace(settings))
  const store = await openStore(settings, folder)
  try {
    assertSameLog(folder, identity, store.storeId)
    return { store, identity }
  } catch (error) {
    await store.close()
    throw error
  }
}

const openStore = async (settings: HostSettings, { files, folders }: DataFolder): Promise<ServiceLog> => {
  const { kurrentdb: url, hash } = settings
  if (url === undefined) return openSqliteStore({ file: files.log, hash, sealsDir: folders.seals })
  const user = userAt(settings, 'kurrentdb')
  const caFile = settings['kurrentdb-ca-file']
  const { openKurrentStore } = await import('@zhijian/event-store/kurrent')
  return openKurrentStore({
    url: caFile === undefined ? url : `${url}${url.includes('?') ? '&' : '?'}tlsCAFile=${encodeURIComponent(caFile)}`,
    namespace: settings['kurrentdb-namespace'], hash, sealsDir: folders.seals,
    ...(user === null ? {} : { credentials: { username: user.name, password: user.password } }),
  })
}
