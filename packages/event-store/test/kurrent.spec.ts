import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll } from 'vitest'
import { eventStoreContract } from '../src/contract.ts'
import { openKurrentStore } from '../src/kurrent.ts'
import { startDouble, type Double } from './kurrent-double/start.ts'

let double: Double
beforeAll(async () => {
  double = await startDouble()
})
afterAll(() => double.dispose())

eventStoreContract('kurrent, against its double', async () => {
  const options = { url: double.url, namespace: `t${randomUUID().replaceAll('-', '')}` }
  const store = await openKurrentStore(options)
  return { store, second: () => openKurrentStore(options), dispose: () => store.close() }
}, { secondConnection: true, damage: false })
