// A double of ClamAV's daemon: the commands that the platform uses (INSTREAM, VERSION, each with `z` before and NUL after), over a socket of
// the file system or at loopback, with two signatures: EICAR's at the beginning of a file, and a mark of ours anywhere. A test steers it as an
// operator's day would. What it says was compared with clamd 1.4.6: the lines below are that daemon's.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** In halves, so that no scanner takes this file for what it describes. */
export const EICAR = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join(''))
/** What it finds wherever it stands. */
export const MARK = ['zhijian-', 'mark-of-a-test'].join('')

export interface ClamdDouble {
  /** For `--scanner`. */
  readonly address: string
  /** `as-it-is`: scans. `blind`: without signatures. `silent`: takes everything and never answers. `cut`: ends in the middle of its line. `error`: cannot. */
  is: 'as-it-is' | 'blind' | 'silent' | 'cut' | 'error'
  /** StreamMaxLength, bytes. */
  takes: number
  /** Files that it was given whole. */
  readonly scanned: Buffer[]
  /** As a daemon that is killed: connections end, the address answers nobody. */
  stop(): Promise<void>
  /** At the same address. */
  start(): Promise<void>
  end(): Promise<void>
}

/** @param over a socket of the file system, or TCP */
export const startClamdDouble = async (over: 'unix' | 'tcp' = 'unix'): Promise<ClamdDouble> => {
  const folder = mkdtempSync(join(tmpdir(), 'zhijian-clamd-'))
  const path = join(folder, 'clamd.ctl')
  const open = new Set<Socket>()
  let port = 0

  const answer = (socket: Socket, line: string): void => {
    if (double.is === 'silent') return
    if (double.is === 'cut') return void socket.end(line.slice(0, 6))
    socket.end(`${double.is === 'error' ? 'stream: Can’t allocate memory ERROR' : line}\0`)
  }
  const verdict = (bytes: Buffer): string => {
    double.scanned.push(bytes)
    const found = double.is === 'blind' ? null : bytes.subarray(0, EICAR.length).equals(EICAR) ? 'Eicar-Test-Signature' : bytes.includes(MARK) ? 'Test.Mark' : null
    return found === null ? 'stream: OK' : `stream: ${found} FOUND`
  }
  /** One connection, by who asks for so many bytes and is given them when they came. */
  const converse = async (socket: Socket): Promise<void> => {
    const coming = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>
    let said: Buffer = Buffer.alloc(0)
    const take = async (most: number): Promise<Buffer> => {
      while (said.length === 0) {
        const { value, done } = await coming.next()
        if (done === true) throw new Error('they went')
        said = value
      }
      const taken = said.subarray(0, most)
      said = said.subarray(taken.length)
      return taken
    }
    const whole = async (bytes: number): Promise<Buffer> => {
      const parts: Buffer[] = []
      for (let left = bytes; left > 0; left -= parts.at(-1)!.length) parts.push(await take(left))
      return Buffer.concat(parts)
    }
    let command = ''
    for (let sign = await take(1); sign[0] !== 0; sign = await take(1)) command += sign.toString('latin1')
    if (command !== 'zINSTREAM') return answer(socket, command === 'zVERSION' ? 'ClamAV 1.4.6/27000/Mon Nov 30 08:00:00 2026' : 'UNKNOWN COMMAND')
    const pieces: Buffer[] = []
    let size = 0
    for (let length = (await whole(4)).readUInt32BE(); length > 0; length = (await whole(4)).readUInt32BE()) {
      size += length
      if (size > double.takes) return answer(socket, 'INSTREAM size limit exceeded. ERROR')
      pieces.push(await whole(length))
    }
    answer(socket, verdict(Buffer.concat(pieces)))
  }
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => {})
    converse(socket).catch(() => socket.destroy())
  })

  const double: ClamdDouble = {
    get address() {
      return over === 'unix' ? `unix:${path}` : `tcp:127.0.0.1:${port}`
    },
    is: 'as-it-is', takes: 100 * 1024 * 1024, scanned: [],
    start: () => new Promise((resolve, reject) => {
      server.once('error', reject).listen(over === 'unix' ? { path } : { host: '127.0.0.1', port }, () => {
        if (over === 'tcp') ({ port } = server.address() as AddressInfo)
        resolve()
      })
    }),
    async stop() {
      if (!server.listening) return
      const closed = new Promise((resolve) => { server.close(resolve) })
      for (const socket of open) socket.destroy()
      await closed
    },
    async end() {
      await double.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await double.start()
  return double
}
