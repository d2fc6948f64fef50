// The processes of a platform: started again when they die, ended by their id; what may be said at the start, and what is passed on.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemTimers } from '@zhijian/bus'
import { manualTimers } from '@zhijian/bus/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { distributedOptions, passedOn } from '../src/distributed/options.ts'
import { openProcesses } from '../src/distributed/processes.ts'
import { supervise, type Supervised } from '../src/distributed/process.ts'
import { lookAt, measuredOf } from '../src/distributed/watch.ts'
import { until } from './e2e/bounded-timers.ts'

let folder: string
let started: Supervised[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhijian-process-'))
  started = []
})
afterEach(async () => {
  await Promise.all(started.map((each) => each.stop(0)))
  rmSync(folder, { recursive: true, force: true })
})

const { kill, platform } = process
const LISTENS = 'console.error(JSON.stringify({ code: "listening", url: "http://127.0.0.1:8080" }));'
const program = (text: string): string => {
  const file = join(folder, 'program.mjs')
  writeFileSync(file, text)
  return file
}
const watched = (text: string) => {
  const timers = manualTimers()
  const deaths: [why: string, againMs: number][] = []
  const said: string[] = []
  const process = supervise({ name: 'kitchen', script: program(text), environment: {} }, {
    timers, logFile: join(folder, 'kitchen.log'), onSaid: (line) => void said.push(line), onDied: (why, againMs) => void deaths.push([why, againMs]),
  })
  started.push(process)
  return { process, timers, deaths, said }
}

describe('a process', () => {
  it('that dies is started again, after pauses that double until it has been ready, and the longest is ten seconds', async () => {
    const { process, timers, deaths } = watched(`${LISTENS} console.error(JSON.stringify({ message: "no table" })); process.exitCode = 1`)
    for (let death = 1; death <= 8; death += 1) {
      await until('it to die', () => deaths.length === death)
      expect(process.state()).toEqual({ isReady: false, restarts: death, reasons: ['no table'], pid: null })
      if (death === 7) process.found(true, [])
      timers.advance(deaths.at(-1)![1])
    }
    expect(deaths.map(([why]) => why)).toEqual(Array.from({ length: 8 }, () => 'no table'))
    expect(deaths.map(([, againMs]) => againMs)).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 250])
  })
  it('that cannot start whatever is waited for is not tried again: the start is over, with its words', async () => {
    const { process, deaths } = watched(`${LISTENS} console.error(JSON.stringify({ code: "not-started", fault: "state-missing", retry: "never", message: "it is missing", file: "log" })); process.exitCode = 1`)
    await expect(process.refused).rejects.toMatchObject({ code: 'state-missing', message: 'it is missing', about: { file: 'log' } })
    expect(deaths).toEqual([])
  })
  it.each([
    ['somebody is away', { fault: 'no-responder', retry: 'later' }],
    ['one of its kind from before is just ending', { fault: 'instance-runs-already', retry: 'never' }],
  ])('that cannot start because %s is tried again', async (_, fault) => {
    const { deaths } = watched(`console.error(JSON.stringify({ code: "not-started", message: "no", ...${JSON.stringify(fault)} })); process.exitCode = 1`)
    await until('it to die', () => deaths.length === 1)
  })
  it('that was ready once is tried again, whatever it says', async () => {
    const later = watched(`${LISTENS} process.on("SIGTERM", () => { console.error(JSON.stringify({ code: "not-started", fault: "usage", retry: "never", message: "no" })); process.exit(1) }); setInterval(() => {}, 1000)`)
    await later.process.listening()
    later.process.found(true, [])
    process.kill(later.process.state().pid!, 'SIGTERM')
    await until('it to die', () => later.deaths.length === 1)
  })
  it('ends when it is asked to, and is not started again', async () => {
    const { process, deaths, said } = watched(`process.on("SIGTERM", () => { console.log("done"); process.exit(0) }); ${LISTENS} setInterval(() => {}, 1000)`)
    await process.listening()
    expect(await process.stop(60_000)).toBe(true)
    expect([said, deaths, process.url()]).toEqual([['done'], [], null])
  })
  it('that does not end in time is killed, and that is told', async () => {
    const { process, timers } = watched(`process.on("SIGTERM", () => {}); ${LISTENS} setInterval(() => {}, 1000)`)
    await process.listening()
    const stopping = process.stop(1000)
    timers.advance(1000)
    expect(await stopping).toBe(false)
  })
  it('that is killed is started again when what was to be done meanwhile has been', async () => {
    const { process, timers, deaths } = watched(`${LISTENS} setInterval(() => {}, 1000)`)
    await process.listening()
    const { promise: done, resolve: finish } = Promise.withResolvers<void>()
    expect(await process.kill(() => done)).toBe(true)
    expect(await process.kill()).toBe(false)
    expect(deaths).toEqual([['', 250]])
    expect(timers.step()).toBe(false)
    finish()
    await until('it to be planned', () => timers.step())
    await until('it to be there again', () => process.url() !== null)
  })
  it('that is frozen stands still until it is thawed', async () => {
    const { process, said } = watched(`process.on("SIGUSR2", () => console.log("heard")); ${LISTENS} setInterval(() => {}, 1000)`)
    await process.listening()
    process.freeze()
    kill(process.state().pid!, 'SIGUSR2')
    if (platform === 'linux') await until('it to stand still', () => readFileSync(`/proc/${process.state().pid}/stat`, 'utf8').split(' ')[2] === 'T')
    process.thaw()
    await until('it to go on', () => said.includes('heard'))
  })
  it('is not started again when it is stopped while it waits to be', async () => {
    const { process, timers, deaths } = watched('process.exitCode = 1')
    await until('it to die', () => deaths.length === 1)
    expect(await process.stop(1000)).toBe(true)
    expect(timers.step()).toBe(false)
  })
  it('is not started again when it dies once it has been let go', async () => {
    const { process, deaths } = watched(`${LISTENS} setInterval(() => {}, 1000)`)
    await process.listening()
    process.letGo()
    expect(await process.kill()).toBe(true)
    expect(deaths).toEqual([])
  })
  it('is in a process group of its own: a key press at the terminal reaches it through whoever started it', async () => {
    const { process } = watched(`${LISTENS} setInterval(() => {}, 1000)`)
    await process.listening()
    expect(kill(-process.state().pid!, 0)).toBe(true)
  })
  it('keeps its log in a file, and gets nothing of the environment but what it is given', async () => {
    const { process } = watched(`console.error(JSON.stringify({ given: Object.keys(process.env).filter((name) => !name.startsWith("NODE_")) })); ${LISTENS} setInterval(() => {}, 1000)`)
    await process.listening()
    await process.stop(60_000)
    expect(readFileSync(join(folder, 'kitchen.log'), 'utf8')).toContain('{"given":[]}')
  })
})

describe('how processes are', () => {
  it('is asked of their pages: ready or why not, and how far behind each service is', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/readyz') response.writeHead(503).end('{"ready":false,"reasons":["view notifier.pushes is catching up"],"codes":["view-behind"]}')
      else response.end('# HELP x\nzhijian_consumer_lag_events{consumer="notifier.pushes"} 3\nzhijian_consumer_lag_events{consumer="notifier.waves"} 4\nzhijian_consumer_lag_events{consumer="lawyer-pool.load"} 0\nzhijian_consumer_parked_streams{consumer="notifier.waves"} 2\nzhijian_relay_lag_seconds 0.25\n')
    })
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const found: unknown[] = []
    const process = (at: string | null): Supervised => ({
      name: 'notifier', listening: async () => url, refused: new Promise(() => {}), url: () => at, state: () => ({ isReady: false, reasons: ['died'], restarts: 0, pid: null }), found: (...how) => void found.push(how), kill: async () => true, freeze() {}, thaw() {}, letGo() {}, stop: async () => true,
    })
    await lookAt([process(url)], systemTimers)
    await lookAt([process(null), process('nats://127.0.0.1:4222')], systemTimers)
    expect(found).toEqual([[false, ['有视图正在追赶记录']], [false, ['died']], [true, []]])
    const measured = await measuredOf([process(url), process(null)], systemTimers)
    expect(measured.isRelayBehind).toBe(true)
    expect((await measuredOf([process(null)], systemTimers)).isRelayBehind).toBe(false)
    expect([...measured.consuming]).toEqual([['notifier', { lag: 7, parked: 2, held: 0 }], ['lawyer-pool', { lag: 0, parked: 0, held: 0 }]])
    server.close()
    await lookAt([process(url)], systemTimers)
    expect(found.at(-1)).toEqual([false, []])
  })
})

describe('the start', () => {
  it('of a second platform on the same folder is refused, before it has a broker on the same store', async () => {
    const options = distributedOptions(['--data', join(folder, 'var')], {})!
    const open = () => openProcesses({ options, environment: {}, servers: [] })
    const first = open()
    expect(open).toThrow(expect.objectContaining({ code: 'data-folder-in-use' }))
    await first.stop()
    await open().stop()
  })
  it('takes what a demonstration on this machine takes, and nothing else', () => {
    expect(distributedOptions(['--speed', '60', '--begin', '2027-02-06T02:00', '--silent'], { PORT: '8090', HOST: '0.0.0.0' })).toMatchObject({ kind: 'demo', host: '127.0.0.1', port: 8090, speed: 60, begin: '2027-02-05T18:00:00.000Z', silent: true })
    expect(distributedOptions(['--help'], {})).toBeNull()
    for (const flags of [['--live'], ['--host', '0.0.0.0'], ['--channels', 'x'], ['--speed', '1.5'], ['--speed', '0']]) {
      expect(() => distributedOptions(flags, {}), flags.join(' ')).toThrow(expect.objectContaining({ code: 'usage' }))
    }
  })
  it('passes on where keys and files lie, and who relays calls', () => {
    const said = {
      ZHIJIAN_KEY_STORE: 'mongodb', ZHIJIAN_EDGE_STORE: 'mongodb', ZHIJIAN_BLOBS: 's3://bucket/prefix', ZHIJIAN_HASH: 'sm3', ZHIJIAN_MIN_FREE_MB: '1', ZHIJIAN_POSITION_DOOR: 'p',
      VAULT_ADDR: 'http://a', VAULT_TOKEN_FILE: 'v', S3_ENDPOINT: 'http://a', S3_SECRET_KEY_FILE: 's', TURN_URLS: 'turn:a:1', TURN_SECRET_FILE: 't',
    }
    expect(passedOn({ ...said, ZHIJIAN_DATA: 'd', ZHIJIAN_PROXIES: '10.0.0.1', ZHIJIAN_RELAY: 'off' })).toEqual(said)
  })
  it('passes on the servers and how to come in there, no other variable', () => {
    expect(passedOn({ PATH: '/bin', KURRENTDB_URL: 'kurrentdb://a', MONGODB_PASSWORD_FILE: 'm', NATS_URL: 'nats://a', OTEL_TRACES_SAMPLER: 'always_on', PORT: '1', ZHIJIAN_KEYS: 'k', HOME: '/root', AWS_SECRET: 's' }))
      .toEqual({ PATH: '/bin', KURRENTDB_URL: 'kurrentdb://a', MONGODB_PASSWORD_FILE: 'm', NATS_URL: 'nats://a', OTEL_TRACES_SAMPLER: 'always_on' })
  })
})
