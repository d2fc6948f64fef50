// What a real server is not easily made to do. `wireDouble` answers MongoDB's protocol as a test tells it to; `cuttingProxy`
// stands before a real server, sees every command pass, and cuts where a test wants it cut.
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { BSON, type Document } from 'mongodb'

const OP_REPLY = 1
const OP_QUERY = 2004
const OP_MSG = 2013

interface Message {
  readonly bytes: Buffer
  readonly id: number
  readonly opCode: number
}

/** Puts the pieces of a stream together. */
const messagesOf = (receive: (message: Message) => void): ((chunk: Buffer) => void) => {
  let received: Buffer = Buffer.alloc(0)
  return (chunk) => {
    received = Buffer.concat([received, chunk])
    while (received.length >= 16 && received.length >= received.readInt32LE(0)) {
      const bytes = received.subarray(0, received.readInt32LE(0))
      received = received.subarray(bytes.length)
      receive({ bytes, id: bytes.readInt32LE(4), opCode: bytes.readInt32LE(12) })
    }
  }
}

/** The command a message carries; lists sent beside it (a bulk's operations) are left out. Null for an answer of the old kind. */
const commandOf = ({ bytes, opCode }: Message): Document | null => {
  if (opCode === OP_QUERY) return BSON.deserialize(bytes.subarray(bytes.indexOf(0, 20) + 9))
  if (opCode !== OP_MSG) return null
  for (let at = 20; at < bytes.length;) {
    const size = bytes.readInt32LE(at + 1)
    if (bytes[at] === 0) return BSON.deserialize(bytes.subarray(at + 1, at + 1 + size))
    at += 1 + size
  }
  return null
}

const answerTo = ({ id, opCode }: Message, answer: Document): Buffer => {
  const body = BSON.serialize(answer)
  const head = Buffer.alloc(opCode === OP_QUERY ? 36 : 21)
  const words = opCode === OP_QUERY ? [0, 1, id, OP_REPLY, 8, 0, 0, 0, 1] : [0, 1, id, OP_MSG, 0]
  for (const [i, word] of words.entries()) head.writeInt32LE(word, i * 4)
  head.writeInt32LE(head.length + body.length, 0)
  return Buffer.concat([head, body])
}

const listen = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

interface Listening {
  readonly url: string
  close(): Promise<void>
}

const closing = (server: Server, sockets: ReadonlySet<Socket>) => async (): Promise<void> => {
  for (const socket of sockets) socket.destroy()
  server.close()
  await once(server, 'close')
}

/**
 * @param answer to a command; null leaves it unanswered. What it does not say of a greeting is that of a MongoDB 8.0, the
 *   primary of a set of one
 */
export const wireDouble = async (answer: (command: Document) => Document | null): Promise<Listening & { readonly asked: Document[] }> => {
  const asked: Document[] = []
  const sockets = new Set<Socket>()
  let port = 0
  const greeting = (): Document => ({
    ok: 1, helloOk: true, isWritablePrimary: true, ismaster: true, setName: 'double', setVersion: 1, hosts: [`127.0.0.1:${port}`],
    me: `127.0.0.1:${port}`, primary: `127.0.0.1:${port}`, minWireVersion: 0, maxWireVersion: 25, maxBsonObjectSize: 16_777_216,
    maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000, logicalSessionTimeoutMinutes: 30,
  })
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', messagesOf((message) => {
      const command = commandOf(message)!
      const isGreeting = Object.keys(command)[0]!.toLowerCase() === 'ismaster' || 'hello' in command
      if (!isGreeting) asked.push(command)
      const said = answer(command)
      if (said !== null) socket.write(answerTo(message, isGreeting ? { ...greeting(), ...said } : said))
    }))
  })
  port = await listen(server)
  return { url: `mongodb://127.0.0.1:${port}/`, asked, close: closing(server, sockets) }
}

/** What becomes of a command: it passes; it is lost on the way; it is carried out and the answer is lost. */
export type Fate = 'passes' | 'lost' | 'unanswered'

/** @param url of one server; clients are told to stay with this proxy, not to go where the server says it is */
export const cuttingProxy = async (url: string, fateOf: (command: Document) => Fate): Promise<Listening> => {
  const sockets = new Set<Socket>()
  const { hostname, port } = new URL(url)
  const server = createServer((client) => {
    const upstream = connect({ host: hostname, port: Number(port) })
    let isCut = false
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {})
    }
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
    upstream.on('data', (chunk) => (isCut ? client.destroy() : client.write(chunk)))
    client.on('data', messagesOf((message) => {
      const command = commandOf(message)
      const fate = command === null ? 'passes' : fateOf(command)
      if (fate === 'lost') return client.destroy()
      if (fate === 'unanswered') isCut = true
      return upstream.write(message.bytes)
    }))
  })
  const own = await listen(server)
  return { url: `mongodb://127.0.0.1:${own}/?directConnection=true`, close: closing(server, sockets) }
}
