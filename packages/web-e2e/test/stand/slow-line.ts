// A line as in a far village: slow, late, and every so often a connection breaks off in the middle of what it carries.
import { connect, createServer, type Socket } from 'node:net'

/** What went over the line so far. */
export interface Carried {
  readonly bytesDown: number
  readonly bytesUp: number
  /** Paths, in the order they were asked for; one that was cut is asked for again. */
  readonly requests: readonly string[]
  /** So many answers had to begin before the next could be asked for, at the longest: each costs the delay there and back. */
  readonly roundTrips: number
}

export interface SlowLine {
  /** The platform, over this line. */
  readonly url: string
  /** Connections so far, and those that were cut. */
  readonly connections: number
  readonly cuts: number
  /** Since the line was opened, or since the last `from`. @param from counts anew from here on */
  carried(from?: 'here'): Carried
  close(): Promise<void>
}

/** As packets are. */
const PIECE_BYTES = 1400
/** An idle connection is forgotten on the way: what comes next opens another. */
const IDLE_MS = 1000
/** After so many bytes of its answers a connection that is to be cut is: once in the middle of a script, then in whatever it is that it carries. */
const CUT_AFTER = [9_000, 150, 150] as const
/** The first that is cut is one of those that an empty browser opens at once. */
const FIRST_CUT = 3

export const openSlowLine = async (platform: string, { bytesPerSecond, delayMs, cutEvery }: {
  /** Each way, for all connections together. */
  readonly bytesPerSecond: number
  /** There and back. */
  readonly delayMs: number
  /** Every so many connections one is cut. */
  readonly cutEvery: number
}): Promise<SlowLine> => {
  const { hostname, port } = new URL(platform)
  let connections = 0
  let cuts = 0
  let bytesDown = 0
  let bytesUp = 0
  let requests: string[] = []
  /** Depth of the deepest answer that has begun; what is asked for now waited for it. */
  let begun = 0
  let roundTrips = 0
  const open = new Set<Socket>()

  /** One way of the line: pieces leave in their order, as fast as it lets them. */
  const way = (): ((from: Socket, to: Socket, onPiece: (bytes: number) => void, onWait: () => void) => void) => {
    let freeAt = 0
    return (from, to, onPiece, onWait) => {
      let pending = 0
      let hasEnded = false
      const finish = (): void => { if (hasEnded && pending === 0) to.end() }
      from.on('data', (data: Buffer) => {
        for (let at = 0; at < data.length; at += PIECE_BYTES) {
          const piece = data.subarray(at, at + PIECE_BYTES)
          freeAt = Math.max(performance.now(), freeAt) + (piece.length / bytesPerSecond) * 1000
          pending += 1
          onWait()
          setTimeout(() => {
            pending -= 1
            if (!to.destroyed) to.write(piece)
            onPiece(piece.length)
            finish()
          }, freeAt - performance.now() + delayMs / 2)
        }
        // What waits on the line is not read further: a sender is as slow as the line.
        const waitMs = freeAt - performance.now()
        if (waitMs > 250) {
          from.pause()
          setTimeout(() => from.resume(), waitMs - 200)
        }
      })
      from.on('end', () => {
        hasEnded = true
        finish()
      })
    }
  }
  const up = way()
  const down = way()

  const server = createServer({ allowHalfOpen: true }, (client) => {
    connections += 1
    const cutAfter = connections % cutEvery === FIRST_CUT ? CUT_AFTER[Math.floor(connections / cutEvery) % CUT_AFTER.length]! : Infinity
    const there = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
    const both = [client, there]
    let idle: NodeJS.Timeout | undefined
    const drop = (): void => {
      clearTimeout(idle)
      for (const socket of both) {
        socket.destroy()
        open.delete(socket)
      }
    }
    /** Pieces on the line: as long as there are any it is not idle. */
    let waiting = 0
    const waits = (): void => {
      clearTimeout(idle)
      waiting += 1
    }
    const arrived = (): void => {
      waiting -= 1
      if (waiting === 0) idle = setTimeout(drop, IDLE_MS + delayMs)
    }
    let carried = 0
    /** Of the request that this connection carries at present: they follow one another. */
    let depth: number | null = null
    client.on('data', (data: Buffer) => {
      bytesUp += data.length
      const path = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE) (\S+) HTTP\/1\.1\r\n/.exec(data.toString('latin1', 0, 4096))?.[1]
      if (path === undefined) return
      requests.push(path.split('?', 1)[0]!)
      depth = begun + 1
      roundTrips = Math.max(roundTrips, depth)
    })
    up(client, there, arrived, waits)
    down(there, client, (bytes) => {
      arrived()
      bytesDown += bytes
      if (depth !== null) begun = Math.max(begun, depth)
      depth = null
      carried += bytes
      if (carried < cutAfter || client.destroyed) return
      cuts += 1
      drop()
    }, waits)
    for (const socket of both) {
      open.add(socket)
      socket.on('error', drop)
      socket.on('close', drop)
    }
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    get connections() { return connections },
    get cuts() { return cuts },
    carried(from) {
      const sofar = { bytesDown, bytesUp, requests: [...requests], roundTrips }
      if (from === 'here') {
        bytesDown = bytesUp = begun = roundTrips = 0
        requests = []
      }
      return sofar
    },
    close: () => new Promise((resolve) => {
      for (const socket of open) socket.destroy()
      server.close(() => resolve())
    }),
  }
}
