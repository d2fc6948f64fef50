// As much of MongoDB's wire protocol (OP_MSG, BSON) as it takes to ask a server who it is and to make it a replica set of
// one: the tools work before anything is installed, so they bring no driver.
import { connect } from 'node:net'

const OP_MSG = 2013

/** @param {unknown} value @returns {[type: number, bytes: Buffer]} text, whole numbers, objects and lists */
const encodeValue = (value) => {
  if (typeof value === 'string') {
    const text = Buffer.from(`${value}\0`)
    const length = Buffer.alloc(4)
    length.writeInt32LE(text.length)
    return [0x02, Buffer.concat([length, text])]
  }
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4)
    bytes.writeInt32LE(value)
    return [0x10, bytes]
  }
  return [Array.isArray(value) ? 0x04 : 0x03, encode(/** @type {Record<string, unknown>} */ (value))]
}

/** @param {Record<string, unknown> | readonly unknown[]} document @returns {Buffer} */
export const encode = (document) => {
  const parts = Object.entries(document).map(([name, value]) => {
    const [type, bytes] = encodeValue(value)
    return Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`), bytes])
  })
  const body = Buffer.concat([...parts, Buffer.from([0])])
  const length = Buffer.alloc(4)
  length.writeInt32LE(body.length + 4)
  return Buffer.concat([length, body])
}

/** Bytes of a value of fixed length, by BSON type. @type {Readonly<Record<number, number>>} */
const FIXED = { 0x01: 8, 0x06: 0, 0x07: 12, 0x08: 1, 0x09: 8, 0x0a: 0, 0x10: 4, 0x11: 8, 0x12: 8, 0x13: 16, 0x7f: 0, 0xff: 0 }

/** @param {Buffer} bytes @returns {Record<string, any>} text, numbers, true and false; what else there is, is left out */
export const decode = (bytes) => {
  /** @type {Record<string, any>} */
  const document = {}
  for (let at = 4; bytes[at] !== 0;) {
    const type = /** @type {number} */ (bytes[at])
    const end = bytes.indexOf(0, at + 1)
    const name = bytes.toString('utf8', at + 1, end)
    at = end + 1
    if (type === 0x01) document[name] = bytes.readDoubleLE(at)
    else if (type === 0x02) document[name] = bytes.toString('utf8', at + 4, at + 3 + bytes.readInt32LE(at))
    else if (type === 0x08) document[name] = bytes[at] === 1
    else if (type === 0x10) document[name] = bytes.readInt32LE(at)
    const fixed = FIXED[type]
    if (fixed !== undefined) at += fixed
    else if (type === 0x02) at += 4 + bytes.readInt32LE(at)
    else if (type === 0x05) at += 5 + bytes.readInt32LE(at)
    else if (type === 0x03 || type === 0x04) at += bytes.readInt32LE(at)
    else throw new Error(`a value of kind ${type} was not expected`)
  }
  return document
}

/**
 * Asks one question on a connection of its own.
 * @param {{ host: string, port: number, command: Record<string, unknown>, timeoutMs?: number }} question
 * @returns {Promise<Record<string, any>>}
 * @throws Error when nobody answers, or not in this protocol
 */
export const ask = ({ host, port, command, timeoutMs = 10_000 }) => new Promise((resolve, reject) => {
  const socket = connect({ host, port })
  /** @param {Error | null} error @param {Record<string, any>} [answer] */
  const end = (error, answer = {}) => {
    socket.destroy()
    if (error === null) resolve(answer)
    else reject(error)
  }
  /** @type {Buffer} */
  let received = Buffer.alloc(0)
  socket.setTimeout(timeoutMs, () => end(new Error(`no answer within ${timeoutMs / 1_000} s`)))
  socket.on('error', end)
  socket.on('close', () => end(new Error('closed without an answer')))
  socket.on('connect', () => {
    const body = encode({ ...command, $db: 'admin' })
    const head = Buffer.alloc(21)
    for (const [i, word] of [21 + body.length, 1, 0, OP_MSG, 0].entries()) head.writeInt32LE(word, i * 4)
    socket.write(Buffer.concat([head, body]))
  })
  socket.on('data', (/** @type {Buffer} */ chunk) => {
    received = Buffer.concat([received, chunk])
    if (received.length >= 16 && received.readInt32LE(12) !== OP_MSG) return end(new Error('answers in another protocol'))
    if (received.length < 26 || received.length < received.readInt32LE(0)) return
    try {
      end(null, decode(received.subarray(21)))
    } catch (error) {
      end(/** @type {Error} */ (error))
    }
  })
})
