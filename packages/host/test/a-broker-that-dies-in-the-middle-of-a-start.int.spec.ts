// A broker may die at any moment of a start: here a wire between the two is cut after so many messages, and stays cut until
// the process has noticed. The start begins again and comes to its end by itself, and until then says why it has not.
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog } from '@zhijian/runtime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHost } from '../src/host.ts'
import { HOST_OPTIONS, readSettings } from '../src/settings.ts'
import { describeWithNats, ownNats, type OwnNats } from './nats.ts'
import { eventually } from './patience.timer.ts'

interface Wire {
  readonly url: string
  /** Cuts it after so many pieces from now on, and keeps it cut. */
  cutAfter(pieces: number): void
  isCut(): boolean
  mend(): void
  end(): Promise<void>
}

const wireTo = async (url: string): Promise<Wire> => {
  const sockets = new Set<Socket>()
  let [left, cut] = [Infinity, false]
  const snap = (): void => {
    cut = true
    for (const socket of sockets) socket.destroy()
  }
  const server: Server = createServer((near) => {
    if (cut) return void near.destroy()
    const far = connect(Number(new URL(url).port), '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined).on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.on('data', (piece) => {
      left -= 1
      if (left <= 0) return snap()
      far.write(piece)
    })
    far.pipe(near)
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return {
    url: `nats://127.0.0.1:${(server.address() as { port: number }).port}`,
    cutAfter(pieces) { left = pieces },
    isCut: () => cut,
    mend() { [left, cut] = [Infinity, false] },
    end: () => new Promise((resolve) => {
      snap()
      server.close(() => resolve())
    }),
  }
}

describeWithNats('a broker that dies in the middle of a start', () => {
  let root: string
  let nats: OwnNats
  let wire: Wire
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'zhijian-start-'))
    nats = await ownNats()
    wire = await wireTo(nats.url)
  })
  afterAll(async () => {
    await wire.end()
    await nats.end()
    rmSync(root, { recursive: true, force: true })
  })

  it.each([1, 4, 8, 12, 24, 48])('holds it up, and no more: after %i messages', async (pieces) => {
    const settings = readSettings(HOST_OPTIONS, [], {
      NATS_URL: wire.url, ZHIJIAN_DATA: join(root, `var-${pieces}`), ZHIJIAN_COUNTY: '150921', ZHIJIAN_GROUPS: '2',
    })!
    const delays: string[] = []
    let isOpen = false
    wire.cutAfter(pieces)
    const opening = openHost({
      name: 'kitchen', settings, isEdge: false, log: silentLog, onDelayed: (why) => void delays.push(why),
      create: () => ({
        name: 'kitchen', aggregates: [], commands: {}, views: [],
        queries: { hot: { schema: undefined as never, roles: [], run: async () => null } },
        sends: [],
        reactions: [{ name: 'whistle', on: { categories: ['kettle'] }, run: () => [], otherwise: () => ({ code: 'clock-stands' }) }],
      }),
    }).then((host) => {
      isOpen = true
      return host
    })
    await eventually(() => isOpen || (wire.isCut() && delays.length > 0), () => `the start to end, or to begin again after ${pieces}`)
    wire.mend()
    const host = await opening
    await eventually(async () => (await host.readiness()).ready, () => 'the host is ready')
    expect(delays.filter((why) => !/NATS|broker/.test(why))).toEqual([])
    await host.stop()
  })
})
