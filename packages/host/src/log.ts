// Where all processes keep the log: a file in the data folder, or a KurrentDB that several hosts share. A folder stays with the
// log it was first opened with: its keys open that one alone, and a process that was not told of the server begins no other.
import type { ServiceLog } from '@zhijian/event-store'
import type { KurrentStore, KurrentStoreOptions } from '@zhijian/event-store/kurrent'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { Fault } from '@zhijian/kernel'
import { userAt } from './credentials.ts'
import type { DataFolder } from './data-folder.ts'
import { assertSameLog, openedBefore, readIdentity, type Identity } from './identity.ts'
import { keyPlace } from './keys.ts'
import { hashOf, HOST_OPTIONS, type HostSettings, type Values } from './settings.ts'

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

const openStore = async (settings: HostSettings, { files, folders }: DataFolder): Promise<ServiceLog> => (settings.kurrentdb === undefined
  ? openSqliteStore({ file: files.log, hash: hashOf(settings), sealsDir: folders.seals })
  : onServer(settings, settings.kurrentdb, { hash: hashOf(settings), sealsDir: folders.seals }))

const onServer = async (settings: LogSettings, url: string, more: Pick<KurrentStoreOptions, 'hash' | 'sealsDir' | 'newId'>): Promise<KurrentStore> => {
  const user = userAt(settings, 'kurrentdb')
  const caFile = settings['kurrentdb-ca-file']
  const { openKurrentStore } = await import('@zhijian/event-store/kurrent')
  return openKurrentStore({
    url: caFile === undefined ? url : `${url}${url.includes('?') ? '&' : '?'}tlsCAFile=${encodeURIComponent(caFile)}`,
    namespace: settings['kurrentdb-namespace'], ...more, ...(user === null ? {} : { credentials: { username: user.name, password: user.password } }),
  })
}

/** What says where the log lies. */
export const LOG_OPTIONS = (({ kurrentdb, 'kurrentdb-namespace': namespace, 'kurrentdb-user': user, 'kurrentdb-password-file': file, 'kurrentdb-ca-file': ca }) =>
  ({ kurrentdb, 'kurrentdb-namespace': namespace, 'kurrentdb-user': user, 'kurrentdb-password-file': file, 'kurrentdb-ca-file': ca }))(HOST_OPTIONS)
export type LogSettings = Values<typeof LOG_OPTIONS>

/**
 * The log that a data folder belongs to, on a server, for looking at it beside those who write it, also when it is damaged: nothing is
 * checked on the way in, and none is made.
 * @returns null where no server is named
 * @throws Fault `no-store` · `log-replaced` · `identity-unreadable` (never), and as the store that is opened
 */
export const lookIntoLog = async (settings: LogSettings, paths: Pick<DataFolder, 'root' | 'files'>): Promise<KurrentStore | null> => {
  if (settings.kurrentdb === undefined) return null
  const identity = openedBefore(paths.root)
  const none = new Fault('no-store', paths.root, { retry: 'never' })
  if (identity === null) throw none
  const store = await onServer(settings, settings.kurrentdb, { newId: () => { throw none } })
  try {
    assertSameLog(paths, identity, store.storeId)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}
