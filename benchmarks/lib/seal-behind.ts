// Seals what a log that grows in bulk holds by now, beside whoever appends: node seal-behind.ts FOLDER
import { join } from 'node:path'
import { createSealer } from '@zhijian/event-store'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { dataPaths } from '@zhijian/host'
import { wallNow } from '@zhijian/runtime'

const [root = ''] = process.argv.slice(2)
const { files, folders } = dataPaths(join(root, 'var'))
const store = await openSqliteStore({ file: files.log, asItIs: true })
await createSealer({ store, keyFile: files.sealKey, sealsDir: folders.seals }).seal(wallNow(), { force: true })
await store.close()
