// A line to the broker for one process, which can be cut: connections break, and new ones are refused until it is mended.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { Fault } from '@zhijian/kernel'

export interface BrokerLine {
  /** Instead of the broker's own. */
  readonly url: string
  cut(): void
  mend(): Promise<void>
  close(): void
}

/** @param broker `nats://127.0.0.1:4222` @throws Fault `line-unavailable` (never): its port was taken meanwhile */
export const brokerLine = async (broker: string): Promise<BrokerLine> => {
  const { hostname, port: onward } = new URL(broker)
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(onward), hostname)
    for (const [one, other] of [[near, far], [far, near]] as const) {
      sockets.add(one)
      one.setNoDelay(true).pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
  })
  const listen = (port: number): Promise<void> => new Promise((resolve, reject) => {
    const failed = (error: Error): void => reject(new Fault('line-unavailable', 'the port of a line to the broker is taken', { retry: 'never', cause: error }))
    server.once('error', failed).listen(port, '127.0.0.1', () => {
      server.removeListener('error', failed)
      resolve()
    })
  })
  await listen(0)
  const { port } = server.address() as AddressInfo
  const cut = (): void => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  return { url: `nats://127.0.0.1:${port}`, cut, mend: () => listen(port), close: cut }
}

/** Free now: for what has to keep its address over restarts. */
export const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo
    server.close(() => resolve(port))
  })
})
