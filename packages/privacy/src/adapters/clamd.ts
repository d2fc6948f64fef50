// ClamAV's daemon, by its INSTREAM command: pieces with their length before them, none at the end, one line back. It speaks in the clear, and
// what it is given is a person's file: so it is on this machine, behind a socket of the file system or at loopback.
// C1 Only `OK` is clean. A line that is cut off, an error, silence, and a file that is larger than it takes are none.
// C2 A scan ends within its time, whatever the daemon does.
import { connect, isIP, type Socket } from 'node:net'
import { Fault } from '@zhijian/kernel'
import type { FileScanner } from '../scanner.ts'

/** `unix:/run/clamav/clamd.ctl` or `tcp:127.0.0.1:3310`. */
export const SCANNER_ADDRESS = /^(unix:\/[^\s]{1,100}|tcp:(127(\.\d{1,3}){3}|\[::1\]|localhost):\d{1,5})$/

export interface ClamdOptions {
  readonly address: string
  /** From the first byte sent to the answer, ms. Default 60,000. */
  readonly withinMs?: number
}

export interface Clamd extends FileScanner {
  /** @returns what it calls itself, with the version of its signatures where it has any from ClamAV @throws Fault `file-not-scanned` (later) */
  version(): Promise<string>
}

const PIECE_BYTES = 64 * 1024
/** Its answers are one line; who says more is none. */
const MOST_SAID = 4096

const notScanned = (message: string, cause?: unknown): Fault => new Fault('file-not-scanned', message, { retry: 'later', cause })

const socketTo = (address: string): Socket => {
  if (address.startsWith('unix:')) return connect({ path: address.slice('unix:'.length) })
  const at = address.lastIndexOf(':')
  const host = address.slice('tcp:'.length, at).replaceAll(/[[\]]/g, '')
  return connect({ host, port: Number(address.slice(at + 1)), ...(isIP(host) === 0 ? { family: 4 } : {}) })
}

function* framed(command: string, bytes: Uint8Array | null): Generator<Uint8Array> {
  yield Buffer.from(`z${command}\0`)
  if (bytes === null) return
  for (let at = 0; at <= bytes.length; at += PIECE_BYTES) {
    const piece = bytes.subarray(at, at + PIECE_BYTES)
    if (piece.length === 0) break
    const length = Buffer.alloc(4)
    length.writeUInt32BE(piece.length)
    yield length
    yield piece
  }
  yield Buffer.alloc(4)
}

/** @throws Fault `usage` (never): no such address */
export const clamd = ({ address, withinMs = 60_000 }: ClamdOptions): Clamd => {
  if (!SCANNER_ADDRESS.test(address)) throw new Fault('usage', '--scanner (ZHIJIAN_SCANNER) takes unix:/PATH or tcp:127.0.0.1:PORT', { retry: 'never' })

  const ask = async (command: string, bytes: Uint8Array | null): Promise<string> => {
    const socket = socketTo(address)
    const signal = AbortSignal.timeout(withinMs)
    const tooLate = (): void => void socket.destroy(new Error(`no answer within ${withinMs} ms`))
    signal.addEventListener('abort', tooLate, { once: true })
    // It answers before it has everything when it will not take more: what cannot be sent any more is not what counts then.
    let unsent: unknown
    socket.on('error', (error) => { unsent = error })
    const sending = (async () => {
      for (const each of framed(command, bytes)) {
        if (socket.destroyed) return
        if (!socket.write(each)) await new Promise<void>((resolve) => {
          const go = (): void => {
            socket.off('drain', go).off('close', go)
            resolve()
          }
          socket.once('drain', go).once('close', go)
        })
      }
    })()
    try {
      let said = ''
      for await (const chunk of socket as AsyncIterable<Buffer>) {
        said += chunk.toString('latin1')
        if (said.includes('\0') || said.length > MOST_SAID) break
      }
      const end = said.indexOf('\0')
      if (end === -1) throw notScanned('the scanner ended without an answer', unsent)
      return said.slice(0, end)
    } catch (error) {
      throw error instanceof Fault ? error : notScanned('the scanner does not answer', error)
    } finally {
      signal.removeEventListener('abort', tooLate)
      socket.destroy()
      await sending
    }
  }

  return {
    async scan(bytes) {
      const said = await ask('INSTREAM', bytes)
      if (said === 'stream: OK') return null
      const found = /^stream: (.{1,200}) FOUND$/.exec(said)?.[1]
      if (found !== undefined) return found.replaceAll(/[^A-Za-z0-9._-]/g, '_')
      throw notScanned(said.startsWith('INSTREAM size limit') ? 'the file is larger than the scanner takes: StreamMaxLength' : 'the scanner could not look at the file')
    },
    async version() {
      const said = await ask('VERSION', null)
      if (!/^ClamAV /.test(said)) throw notScanned('what answers is no ClamAV')
      return said.replaceAll(/[^ -~]/g, '').slice(0, 100)
    },
  }
}
