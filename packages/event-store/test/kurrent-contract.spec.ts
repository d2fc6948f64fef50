import { afterAll, beforeAll } from 'vitest'
import { eventStoreContract } from '../src/contract.ts'
import { startDouble, type Double } from './kurrent-double/start.ts'
import { openKurrent } from './kurrent-log.ts'

let double: Double
beforeAll(async () => {
  double = await startDouble()
})
afterAll(() => double.dispose())

// Damage: who can write at the server can append what looks like ours, and take away a stream's end without a trace; what is
// noticed all the same is in kurrent.spec.ts.
eventStoreContract('kurrent, on its double', async () => {
  const { store, again, dispose } = await openKurrent(double.url)
  return { store, second: again, dispose }
}, { secondConnection: true, damage: false })
