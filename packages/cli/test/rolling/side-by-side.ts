// A demonstration in processes of two builds: the last release's (unpacked) and this one, over one nats-server and one log file.
// Each process is of the one or the other, and can be replaced by its kind of the other build while the rest goes on.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packedIn, writeInto, type Release } from '@zhijian/audit/releases'
import { systemTimers } from '@zhijian/bus'
import { consumingOf, lookAt, supervise, type Plan, type Supervised } from '@zhijian/embedded'
import { callControl, joinDataFolder, keep, socketOf } from '@zhijian/host'
import type { Json } from '@zhijian/kernel'
import { scaledClock, silentLog, wallNow } from '@zhijian/runtime'
import { asBuilt } from '../../../../tools/setup/bundled.mjs'
import { pause } from '../../src/adapters/patient-timers.ts'

export type Build = 'last' | 'this'
export const SERVICES = ['directory', 'lawyer-pool', 'consult-router', 'notifier'] as const
export const PROCESSES = [...SERVICES, 'gateway', 'demonstration'] as const
export type ProcessName = (typeof PROCESSES)[number]

const COUNTY = '150921'
/** From test/rolling, or from dist/test/rolling. */
const ROOT = ['../../../../', '../../../../../'].map((up) => fileURLToPath(new URL(up, import.meta.url))).find((root) => existsSync(join(root, 'pnpm-workspace.yaml')))!
/** Half a dozen processes load the same code. */
const STOP_WITHIN_MS = 10_000

const built = (name: ProcessName): string => join(ROOT, name === 'demonstration' ? 'services/embedded/dist/src/demonstration/main.js' : `services/${name}/dist/src/main.js`)

const freePort = (): Promise<number> => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo
    server.close(() => resolve(port))
  })
})

export interface SideBySide {
  readonly root: string
  readonly data: string
  readonly url: string
  readonly programs: string
  now(): string
  /** Ends what runs under this name and starts its kind of that build; resolves when it is ready. */
  replace(name: ProcessName, build: Build): Promise<void>
  /** Which build each process is of. */
  builds(): Readonly<Record<string, Build>>
  control(operation: string, input: Json): Promise<Json>
  /** Resolves when no consumer has anything left to take. */
  untilDelivered(): Promise<void>
  /** Deaths that nobody ordered. */
  readonly deaths: readonly string[]
  stop(): Promise<void>
  remove(): void
}

/** Everything of the given build, founded and ready. */
export const startSideBySide = async (options: { readonly release: Release; readonly build: Build; readonly speed: number; readonly lawyers: number }): Promise<SideBySide> => {
  const root = mkdtempSync(join(tmpdir(), 'zj-rolling-'))
  const programs = join(root, 'last')
  writeInto(programs, packedIn(options.release, 'build'))
  const folder = joinDataFolder({ root: join(root, 'var'), kind: 'demo', county: COUNTY, now: wallNow() })
  const logs = join(root, 'logs')
  mkdirSync(logs)
  const clock = scaledClock({ file: folder.files.clock, speed: options.speed, notBefore: null })
  const remembering = keep('remember-time', 1000, systemTimers, silentLog, async () => clock.persist())

  const running = new Map<string, { readonly process: Supervised; readonly build: Build }>()
  const deaths: string[] = []
  const start = (plan: Plan): Supervised => supervise(plan, {
    timers: systemTimers, logFile: join(logs, `${plan.name}.log`), onSaid: () => {}, onDied: (why) => void deaths.push(`${plan.name}: ${why}`),
  })

  const broker = start({ name: 'nats-server', script: 'tools/servers/run-nats.mjs', args: () => [join(root, 'nats'), '0'], environment: passed('PATH', 'ZHIJIAN_SERVERS') })
  const nats = await broker.listening()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const told = {
    ...asBuilt(), NATS_URL: nats, PORT: '0', ZHIJIAN_KIND: 'demo', ZHIJIAN_COUNTY: COUNTY, ZHIJIAN_CLOCK: folder.files.clock,
    ZHIJIAN_DATA: folder.root, ZHIJIAN_KEYS: folder.folders.keys, ZHIJIAN_SEALS: folder.folders.seals, ZHIJIAN_GROUPS: '4', ZHIJIAN_ACK_WAIT_MS: '2000',
  }
  const own: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    gateway: { PORT: String(port) },
    demonstration: { ZHIJIAN_RELAY: 'off', ZHIJIAN_URL: url, ZHIJIAN_SPEED: String(options.speed), ZHIJIAN_SEED: '1', ZHIJIAN_LAWYERS: String(options.lawyers), ZHIJIAN_ANSWERS: 'none' },
  }
  const begin = (name: ProcessName, build: Build): Supervised => {
    const script = build === 'last' ? join(programs, 'build', 'modules', `${name}.mjs`) : built(name)
    if (!existsSync(script)) throw new Error(`${script} is not there: run tsc -b`)
    const process = start({ name, script, environment: { ...told, ...own[name] } })
    running.set(name, { process, build })
    return process
  }
  const isReady = async (process: Supervised): Promise<void> => {
    await process.listening()
    for (;;) {
      await lookAt([process], systemTimers)
      if (process.state().isReady) return
      await pause(50)
    }
  }
  const all = (): Supervised[] => [...running.values()].map(({ process }) => process)

  await Promise.all([...SERVICES, 'gateway' as const].map((name) => isReady(begin(name, options.build))))
  await isReady(begin('demonstration', options.build))

  return {
    root, url, programs, deaths, data: folder.root,
    now: clock.now,
    async replace(name, build) {
      await running.get(name)!.process.stop(STOP_WITHIN_MS)
      await isReady(begin(name, build))
    },
    builds: () => Object.fromEntries([...running].map(([name, { build }]) => [name, build])),
    control: (operation, input) => callControl(socketOf(folder.root), operation, input),
    async untilDelivered() {
      for (;;) {
        const consuming = await consumingOf(all(), systemTimers)
        if (consuming.size > 0 && [...consuming.values()].every(({ lag }) => lag === 0)) return
        await pause(50)
      }
    },
    async stop() {
      for (const name of ['demonstration', 'gateway', ...SERVICES]) await running.get(name)?.process.stop(STOP_WITHIN_MS)
      await broker.stop(STOP_WITHIN_MS)
      await remembering.stop()
      folder.release()
    },
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }),
  }
}

const passed = (...names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
