// Something that speaks MongoDB's protocol as a process. Arguments: the folder of its store and its port (0: any free one).
import { runAsProcess } from './as-process.mjs'
import { startMongo } from './mongo.mjs'

const [storeDir = '', port = '0'] = process.argv.slice(2)
await runAsProcess('mongo', () => startMongo({ storeDir, ...(port === '0' ? {} : { port: Number(port) }) }))
