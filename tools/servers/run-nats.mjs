// A nats-server of our own as one process among others: arguments are the folder of its store, its port (0: any free
// one) and, where it has users, the file with them.
// It says in a line of JSON on stderr where it listens; it ends with its server, and its server with it.
import { startNats } from './nats.mjs'

/** What is in its store is synced or will come again from the log. */
const STOP_WITHIN_MS = 1_000
const signals = /** @type {const} */ (['SIGINT', 'SIGTERM'])
const [storeDir = '', port = '0', include] = process.argv.slice(2)
/** @param {object} entry */
const log = (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`)

try {
  // Before it is ready, an end of ours is one of its as well (startNats).
  for (const signal of signals) process.on(signal, () => process.exit(0))
  const server = await startNats({ storeDir, port: Number(port) || -1, ...(include === undefined ? {} : { include }) })
  log({ code: 'listening', url: server.url })
  let isStopping = false
  for (const signal of signals) {
    process.removeAllListeners(signal).on(signal, () => {
      isStopping = true
      setTimeout(() => void server.kill(), STOP_WITHIN_MS).unref()
      void server.stop()
    })
  }
  await server.ended
  process.exit(isStopping ? 0 : 1)
} catch (error) {
  log({ code: 'not-started', fault: 'nats-not-started', retry: 'never', message: /** @type {Error} */ (error).message })
  process.exit(1)
}
