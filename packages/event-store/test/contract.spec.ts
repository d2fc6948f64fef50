import { eventStoreContract } from '../src/contract.ts'
import { openSqliteStore } from '../src/sqlite.ts'
import { openLog } from './sqlite-log.ts'

eventStoreContract('sqlite', openLog(), { secondConnection: true, damage: true })

eventStoreContract('sqlite in memory', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  return { store, dispose: () => store.close() }
}, { secondConnection: false, damage: false })
