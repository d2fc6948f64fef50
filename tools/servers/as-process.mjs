// A server of our own as one process among others: it says in a line of JSON on stderr where it listens; it ends with its
// server, and its server with it.

/** What is in its store is synced, or will come again from the log. */
const STOP_WITHIN_MS = 1_000
const signals = /** @type {const} */ (['SIGINT', 'SIGTERM'])
/** @param {object} entry */
const log = (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`)

/**
 * @param {string} name of its fault: `nats` gives `nats-not-started`
 * @param {() => Promise<{ readonly url: string, readonly ended: Promise<void>, stop(): Promise<void>, kill(): Promise<void> }>} start
 */
export const runAsProcess = async (name, start) => {
  try {
    // Before it is ready, an end of ours is one of its as well (bound.mjs).
    for (const signal of signals) process.on(signal, () => process.exit(0))
    const server = await start()
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
    log({ code: 'not-started', fault: `${name}-not-started`, retry: 'never', message: /** @type {Error} */ (error).message })
    process.exit(1)
  }
}
