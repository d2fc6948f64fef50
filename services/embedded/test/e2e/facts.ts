// What no honest service appends: for specs of what operators see when something cannot be done.
import { sampleEvent } from '@zhijian/event-store/contract'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { dataPaths } from '@zhijian/host'

/** Appends to the log of a platform that is running. @param root the folder of its data */
export const appendFact = async (root: string, stream: string, type: string, data: object): Promise<void> => {
  const store = await openSqliteStore({ file: dataPaths(root).files.log })
  try {
    const last = await store.lastEvent(stream)
    await store.append(stream, [sampleEvent(`${stream}/${type}`, data as never, { type })], last?.version ?? 'no-stream')
  } finally {
    await store.close()
  }
}
