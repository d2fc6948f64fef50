// A nats-server of our own as a process. Arguments: the folder of its store and its port (0: any free one).
import { runAsProcess } from './as-process.mjs'
import { startNats } from './nats.mjs'

const [storeDir = '', port = '0'] = process.argv.slice(2)
await runAsProcess('nats', () => startNats({ storeDir, port: Number(port) || -1 }))
