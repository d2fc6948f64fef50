// Where the processes of a spec keep their log: the data folder's file, or KurrentDB's double in a process of its own.
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { openKurrentStore } from '@zhijian/event-store/kurrent'
import { startDouble } from '@zhijian/event-store/kurrent-double'
import type { ServiceLog } from '@zhijian/event-store'
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
