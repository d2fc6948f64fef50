// A nats-server of our own as a process. Arguments: the folder of its store, its port (0: any free one) and, where it has
// users, the file with them. SIGHUP, and the server reads that file again.
import { runAsProcess } from './as-process.mjs'
import { startNats } from './nats.mjs'

const [storeDir = '', port = '0', include] = process.argv.slice(2)
await runAsProcess('nats', async () => {
  const server = await startNats({ storeDir, config: { jetstream: { sync_interval: 'always' } }, port: Number(port) || -1, ...(include === undefined ? {} : { include }) })
  process.on('SIGHUP', () => process.kill(server.pid, 'SIGHUP'))
  return server
})
