// Services whose surroundings are wrong: they stay, say in words why they are not ready, and go on by themselves once it is mended.
import { mkdirSync, mkdtempSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startNats } from '../../../tools/servers/nats.mjs'
import { dataPaths } from '../src/data-folder.ts'
import { describeWithNats, ownNats, type OwnNats } from './nats.ts'
import { eventually } from './patience.timer.ts'
import { runProcess, untilReady, type Running } from './processes.ts'

const WRONG_CLOCK = fileURLToPath(new URL('wrong-clock.mjs', import.meta.url))

const listenOn = (server: Server, port: number): Promise<number> => new Promise((resolve) => {
  server.listen(port, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
})
const closed = (server: Server): Promise<void> => new Promise((resolve) => { server.close(() => resolve()) })
/** Free a moment ago. */
const freePort = async (): Promise<number> => {
  const server = createServer()
  const port = await listenOn(server, 0)
  await closed(server)
  return port
}

describeWithNats('surroundings that are wrong', () => {
  let root: string
  let data: string
  let nats: OwnNats
  let serial = 0
  const running: Running[] = []

  const start = (service: string, environment: Readonly<Record<string, string>> = {}): Running => {
    const started = runProcess(service, {
      NATS_URL: nats.url, ZHIJIAN_DATA: data, ZHIJIAN_COUNTY: '150921', ZHIJIAN_KIND: 'demo', ZHIJIAN_GROUPS: '1', ZHIJIAN_ACK_WAIT_MS: '2000', ...environment,
    })
    running.push(started)
    return started
  }
  const untilItSays = (process: Running, why: RegExp): Promise<unknown> => {
    let said: unknown = 'nothing'
    return eventually(async () => {
      said = await process.reasons().catch(() => 'nothing')
      return Array.isArray(said) && said.some((reason) => why.test(String(reason)))
    }, () => `it says ${why}; it said ${JSON.stringify(said)}, and in its log ${JSON.stringify(process.log.slice(-3))}`)
  }

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'zhijian-surroundings-'))
    nats = await ownNats()
  })
  beforeEach(() => {
    data = join(root, String(serial++), 'var')
    return async () => void await Promise.all(running.splice(0).map((each) => each.kill()))
  })
  afterAll(async () => {
    await nats.end()
    rmSync(root, { recursive: true, force: true })
  })

  it('a broker that is not there yet: the gateway too can be asked why it waits', async () => {
    const [brokerPort, port] = [await freePort(), await freePort()]
    const gateway = start('gateway', { NATS_URL: `nats://127.0.0.1:${brokerPort}`, PORT: String(port) })
    gateway.isAt(`http://127.0.0.1:${port}`)
    await untilItSays(gateway, /no NATS server answers/)
    // People may ask again: a refusal would be taken for the answer to what they once sent, and did land.
    const asked = await fetch(`http://127.0.0.1:${port}/api/v1/consultations`, { method: 'POST', body: '{"text":"我该怎么办"}' })
    expect([asked.status, asked.headers.get('retry-after'), (await asked.json() as { code: string }).code]).toEqual([503, '1', 'no-responder'])
    const server = await startNats({ storeDir: join(root, 'late'), port: brokerPort })
    await untilReady(gateway)
    await gateway.kill()
    await server.kill()
  })

  it('a broker that is too old, until it is replaced', async () => {
    const old = createServer((socket) => {
      socket.on('error', () => {})
      socket.write('INFO {"server_id":"old","version":"2.9.10","proto":1,"headers":true,"jetstream":true,"max_payload":1048576}\r\n')
      socket.on('data', (piece) => { if (String(piece).includes('PING')) socket.write('PONG\r\n') })
    })
    const port = await listenOn(old, 0)
    const router = start('consult-router', { NATS_URL: `nats://127.0.0.1:${port}` })
    await untilItSays(router, /nats-server 2\.9\.10 is too old/)
    await closed(old)
    const server = await startNats({ storeDir: join(root, 'newer'), port })
    await untilReady(router)
    await router.kill()
    await server.kill()
  })

  it('a broker that is killed while it works', async () => {
    const router = start('consult-router')
    await untilReady(router)
    await nats.kill()
    await untilItSays(router, /no connection to the broker/)
    await nats.start()
    await untilReady(router)
  })

  it('a log that cannot be opened', async () => {
    const before = start('consult-router')
    await untilReady(before)
    await before.stop()
    const { log } = dataPaths(data).files
    renameSync(log, `${log}.away`)
    mkdirSync(log)
    const router = start('consult-router')
    await untilItSays(router, /cannot be opened/)
    rmdirSync(log)
    renameSync(`${log}.away`, log)
    await untilReady(router)
  })

  it('too little room on a disk', async () => {
    const router = start('consult-router', { ZHIJIAN_MIN_FREE_MB: '999999999' })
    await eventually(() => router.log.length > 0, () => 'it said something')
    expect(router.log[0]).toMatchObject({ code: 'not-started' })
    await untilItSays(start('consult-router', { ZHIJIAN_MIN_FREE_MB: '1000000' }), new RegExp(`MB are left on the disk of ${dirname(data)}`))
  })

  it('a clock two seconds ahead of the others and of the broker, or behind them, until it is set right', async () => {
    const others = [start('directory'), start('lawyer-pool')]
    await untilReady(...others)
    for (const [aheadMs, words] of [[2000, 'ahead of'], [-2000, 'behind']] as const) {
      const router = start('consult-router', { NODE_OPTIONS: `--import ${WRONG_CLOCK}`, WRONG_CLOCK_MS: String(aheadMs) })
      await untilItSays(router, new RegExp(`the clock of this machine is \\d+ ms ${words} most others; set it by NTP`))
      expect(await router.isReady()).toBe(false)
      expect(Number(await router.metric('zhijian_clock_behind_most_seconds')) * 1000 / -aheadMs).toBeGreaterThan(0.75)
      // Those who are right are not disturbed by it.
      for (const other of others) expect(await other.reasons()).toEqual([])
      router.signal('SIGUSR2')
      await untilReady(router)
      await router.kill()
    }
  })
})
