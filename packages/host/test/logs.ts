// Where the processes of a spec keep their log: the data folder's file, KurrentDB's double in a process of its own, or a real
// KurrentDB where KURRENTDB_URL names one. That one is not ours to kill: its log is a new one, and it stays up.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { openKurrentStore } from '@zhijian/event-store/kurrent'
import { startDouble } from '@zhijian/event-store/kurrent-double'
import type { ServiceLog } from '@zhijian/event-store'
import { kurrentServer } from '../../../tools/servers/kurrent.mjs'
import { dataPaths } from '../src/data-folder.ts'

export interface OwnLog {
  /** What every process is told. */
  readonly environment: Readonly<Record<string, string>>
  /** @param data the folder of the processes */
  open(data: string): Promise<ServiceLog>
  /** Of a server: kill -9, and the same again on the same port and files. */
  killAndStart(): Promise<void>
  end(): Promise<void>
}

export const inFile = async (): Promise<OwnLog> => ({
  environment: {}, open: (data) => openSqliteStore({ file: dataPaths(data).files.log }), killAndStart: async () => {}, end: async () => {},
})

export const inKurrent = async (): Promise<OwnLog> => {
  const double = await startDouble()
  return {
    environment: { KURRENTDB_URL: double.url },
    open: () => openKurrentStore({ url: double.url }),
    async killAndStart() {
      await double.kill()
      await double.start()
    },
    end: () => double.dispose(),
  }
}

/** @param given may hold a user and a password, which processes are told apart */
const atServer = (given: string) => async (): Promise<OwnLog> => {
  const folder = mkdtempSync(join(tmpdir(), 'zhijian-kurrent-'))
  const [, username, password] = /:\/\/([^:@/]+):([^@/]+)@/.exec(given) ?? []
  const url = given.replace(/:\/\/[^@/]+@/, '://')
  const namespace = `t${randomUUID().replaceAll('-', '')}`
  const credentials = username === undefined ? null : { username: decodeURIComponent(username), password: decodeURIComponent(password!) }
  const passwordFile = join(folder, 'password')
  if (credentials) writeFileSync(passwordFile, credentials.password)
  return {
    environment: {
      KURRENTDB_URL: url, KURRENTDB_NAMESPACE: namespace,
      ...(credentials ? { KURRENTDB_USER: credentials.username, KURRENTDB_PASSWORD_FILE: passwordFile } : {}),
    },
    open: () => openKurrentStore({ url, namespace, ...(credentials ? { credentials } : {}) }),
    killAndStart: async () => {},
    end: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

const there = await kurrentServer()
/** None where no real one is given. */
export const inRealKurrent: readonly (readonly [where: string, own: () => Promise<OwnLog>])[] =
  'source' in there && there.source === 'KURRENTDB_URL' ? [['a real KurrentDB, which stays up', atServer(process.env.KURRENTDB_URL!)]] : []
