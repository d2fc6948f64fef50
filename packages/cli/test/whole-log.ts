// All of a log at once, and whether views show what this build makes of it.
import { join } from 'node:path'
import { hostServices } from '@zhijian/embedded'
import { decode, type Position, type StoredEvent } from '@zhijian/event-store'
import type { ReadStore } from '@zhijian/read-store'
import type { HostedService } from '@zhijian/runtime'
import { checkViews, createChecker } from '@zhijian/simulation'
import { openStore, rawLog } from '../src/store.ts'

export const readLog = async (data: string): Promise<readonly StoredEvent[]> => {
  const store = await openStore(join(data, 'log', 'events.sqlite'))
  try {
    const log: StoredEvent[] = []
    for await (const page of rawLog(store)) for (const { text, position, hash } of page) log.push(decode(text, position as Position, hash))
    return log
  } finally {
    await store.close()
  }
}

/** Every service of this build, hosted on nothing. */
const services: readonly HostedService[] = (() => {
  const nothing = new Proxy({}, { get: () => () => { throw new Error('nothing runs here') } }) as never
  return hostServices({ host: (create) => ({ definition: create(nothing) }) as HostedService },
    { bus: nothing, clock: nothing, blobs: nothing, keyring: nothing, lookup: nothing, sealer: nothing, journal: nothing, storeIsLive: false })
})()

/** @param of a service, whose views alone are in that store; default: all are @returns what differs, one line each */
export const viewsThatDiffer = async (log: readonly StoredEvent[], store: ReadStore, of?: string): Promise<readonly string[]> => {
  const checker = createChecker()
  await checkViews(log, services.filter(({ definition }) => of === undefined || definition.name === of), [store], checker)
  return checker.breaches.map(({ stream, says }) => `${stream}: ${says}`)
}
