// Logs for tests: a namespace of their own each on one double, or on a real server.
import { randomUUID } from 'node:crypto'
import type { EventStore } from '../src/port.ts'
import { isFault } from '@zhijian/kernel'
import { openKurrentStore, type KurrentStore, type KurrentStoreOptions } from '../src/kurrent.ts'

/** Unlike any that was there before: a server that holds other logs is as good as an empty one. */
export const newNamespace = (): string => `t${randomUUID().replaceAll('-', '')}`

export interface OpenedKurrent {
  readonly store: KurrentStore
  readonly namespace: string
  readonly again: (more?: Partial<KurrentStoreOptions>) => Promise<KurrentStore>
  readonly dispose: () => Promise<void>
}

export const openKurrent = async (url: string, more: Partial<KurrentStoreOptions> = {}): Promise<OpenedKurrent> => {
  const namespace = more.namespace ?? newNamespace()
  const opened: EventStore[] = []
  const again = async (further: Partial<KurrentStoreOptions> = {}): Promise<KurrentStore> => {
    const store = await openKurrentStore({ url, namespace, ...more, ...further })
    opened.push(store)
    return store
  }
  return {
    store: await again(), namespace, again,
    async dispose() {
      for (const store of opened) await store.close()
    },
  }
}

/** `code, retry` of the fault, or what came instead. */
export const faultOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'no fault'
  } catch (error) {
    return isFault(error) ? `${error.code}, ${error.retry}` : `not a fault: ${String(error)}`
  }
}
