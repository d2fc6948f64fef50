import { eventStoreContract } from '@zhijian/event-store/contract'
import { memoryStore } from '../src/index.ts'

eventStoreContract('memory', async () => {
  const store = memoryStore()
  return { store, dispose: () => store.close() }
}, { secondConnection: false, damage: false })
