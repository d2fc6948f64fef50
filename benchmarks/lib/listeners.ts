// Thousands of live streams in one process: who listens, and when each message came to how many.
//
//   node listeners.ts  (port and tokens come by IPC)
import { connect, type Socket } from 'node:net'

interface Asked { readonly listen?: { port: number; tokens: readonly string[]; role: string }; readonly heard?: true }
/** Event and id → when it came, in the order it came. */
const came = new Map<string, number[]>()
const sockets: Socket[] = []
let connected = 0

const listen = (port: number, token: string, role: string): Promise<void> => new Promise((resolve, reject) => {
  let [rest, isOpen] = ['', false]
  const socket = connect(port, '127.0.0.1', () => socket.write(`GET /api/v1/live?role=${role} HTTP/1.1\r\nhost: bench\r\naccept: text/event-stream\r\nauthorization: Bearer ${token}\r\n\r\n`))
  socket.setEncoding('utf8').on('data', (part: string) => {
    if (!isOpen) {
      if (!part.startsWith('HTTP/1.1 200')) return reject(new Error(part.slice(0, 300)))
      isOpen = true
      connected += 1
      resolve()
    }
    const at = Date.now()
    rest += part
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const message = rest.slice(0, end)
      rest = rest.slice(end + 2)
      const name = /^event: (.+)$/m.exec(message)?.[1]
      if (name === undefined) continue
      const key = `${name} ${/^id: (.+)$/m.exec(message)?.[1] ?? ''}`
      const times = came.get(key)
      if (times) times.push(at)
      else came.set(key, [at])
    }
  }).on('error', reject).on('close', () => { connected -= 1 })
  sockets.push(socket)
})

process.on('message', ({ listen: wanted, heard }: Asked) => {
  if (wanted) {
    let next = 0
    const lane = async (): Promise<void> => {
      while (next < wanted.tokens.length) await listen(wanted.port, wanted.tokens[next++]!, wanted.role)
    }
    void Promise.all(Array.from({ length: 64 }, lane)).then(() => process.send!({ connected }), (error: unknown) => process.send!({ failed: String(error) }))
  }
  if (heard) process.send!({ connected, heard: [...came].map(([key, times]) => ({ key, count: times.length, first: times[0]!, last: times.at(-1)! })) })
})
