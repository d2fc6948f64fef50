// The disk of the log while people write: it takes nothing, it is full, it comes back read-only. The service says why it is not
// ready, nothing that was acknowledged is lost, nothing that was not is there by half, and it goes on by itself.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { systemTimers, type Bus } from '@zhijian/bus'
import { connectNats, openJetStreamBus } from '@zhijian/bus/nats'
import type { Actor, CommandReply } from '@zhijian/contracts'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { isFault, pauseMs, type Json } from '@zhijian/kernel'
import { wallNow, type ActorTokens } from '@zhijian/runtime'
import { memoryStore } from '@zhijian/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dataPaths } from '../src/data-folder.ts'
import { issuerTokens } from '../src/issuers.ts'
import { describeWithNats, ownNats, type OwnNats } from './nats.ts'
import { eventually } from './patience.timer.ts'
import { runProcess, untilReady, type Running } from './processes.ts'

const AT_ONCE = 4
/** As somebody asks again who was told to. */
const AGAIN_MS = 100
const SYSTEM = { id: 'system', role: 'system' } as Actor

const runs = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args, { stdio: 'ignore' }).status === 0
const noLimits = runs('prlimit', '--version') ? null : 'there is no prlimit, which takes a process the right to write'
/** A mount that nobody else sees, and which goes with whoever made it. */
const OWN_MOUNTS = ['--user', '--map-root-user', '--mount'] as const
const noMounts = runs('unshare', ...OWN_MOUNTS, 'mount', '-t', 'tmpfs', 'none', '/mnt') ? null : 'this user may make no mounts of his own (unshare --user --mount)'
const orNot = (missing: string | null, title: string): readonly [typeof describe | typeof describe.skip, string] =>
  (missing === null ? [describe, title] : [describe.skip, `NOT RUN (${missing}): ${title}`])

describeWithNats('the disk of the log, under load,', () => {
  let root: string
  let data: string
  let nats: OwnNats
  let bus: Bus | null
  let running: Running[]
  let holder: ChildProcess | null
  let ending: AbortController

  const start = (within: readonly string[] = []): Running => {
    const one = runProcess('directory', {
      NATS_URL: nats.url, ZHIJIAN_DATA: data, ZHIJIAN_COUNTY: '150921', ZHIJIAN_KIND: 'demo', ZHIJIAN_GROUPS: '1', ZHIJIAN_ACK_WAIT_MS: '2000', ZHIJIAN_MIN_FREE_MB: '0',
    }, within)
    running.push(one)
    return one
  }
  const untilItSays = (one: Running, why: RegExp): Promise<unknown> => {
    let said: readonly string[] = []
    return eventually(async () => {
      said = await one.reasons().catch(() => [])
      return said.some((reason) => why.test(reason))
    }, () => `it says ${why}; it said ${JSON.stringify(said)}, and in its log ${JSON.stringify(one.log.slice(-3))}`)
  }

  /** Staff are entered one after another; who was answered nothing is asked for again, by the same command, until there is an answer. */
  const load = async () => {
    const tokens: ActorTokens = issuerTokens({ folder: dataPaths(data).folders.issuers, service: 'directory', isEdge: true, now: wallNow })
    bus = await openJetStreamBus({ connection: await connectNats({ servers: nats.url, service: 'demonstration' }), store: memoryStore(), groups: 1, keeper: 'asked', report: () => {} })
    const acknowledged: string[] = []
    let [asked, refused] = [0, 0]
    const enter = async (): Promise<void> => {
      while (!ending.signal.aborted) {
        const personId = `staff-${asked += 1}`
        const commandId = `command-${personId.padStart(20, '0')}`
        for (let reply: CommandReply | null = null; reply === null;) {
          try {
            reply = await bus!.request('cmd.directory.add-staff', {
              commandId, data: { personId, isSimulated: true }, actor: SYSTEM, token: tokens.sign(SYSTEM, commandId), requestedAt: wallNow(), correlationId: 'load',
            } as unknown as Json, { timeoutMs: 2000 }) as unknown as CommandReply
          } catch (error) {
            if (!isFault(error) || error.retry === 'never') throw error
            refused += 1
            if (ending.signal.aborted) return
            await pauseMs(systemTimers, AGAIN_MS, ending.signal)
          }
          if (reply?.outcome === 'refused') throw new Error(`refused: ${reply.code}`)
          if (reply) acknowledged.push(personId)
        }
      }
    }
    const working = Promise.all(Array.from({ length: AT_ONCE }, enter))
    return {
      acknowledged, refused: () => refused,
      more: (count: number): Promise<unknown> => {
        const before = acknowledged.length
        return Promise.race([working, eventually(() => acknowledged.length >= before + count, () => `${count} more are acknowledged, after ${before}; now ${acknowledged.length}`)])
      },
      async end() {
        ending.abort()
        await working
      },
    }
  }

  /** @param log as this process finds it @returns who was entered, and whether once */
  const entered = async (log: string): Promise<ReadonlyMap<string, number>> => {
    const store = await openSqliteStore({ file: log, hash: 'sha256' })
    const times = new Map<string, number>()
    for (let last: string | undefined; ;) {
      const names = await store.streams('person', last, 1000)
      for (const name of names) times.set(name, (await store.read(name)).filter(({ type }) => type.startsWith('StaffAdded.')).length)
      last = names.at(-1)
      if (last === undefined) break
    }
    await store.close()
    return times
  }
  const expectAllOnce = async (acknowledged: readonly string[], log: string): Promise<void> => {
    const times = await entered(log)
    expect(acknowledged.filter((id) => times.get(`person-${id}`) !== 1)).toEqual([])
    expect([...times.values()].every((count) => count === 1)).toBe(true)
  }

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'zhijian-disk-'))
    data = join(root, 'var')
    mkdirSync(data)
    ;[running, bus, holder, ending] = [[], null, null, new AbortController()]
    nats = await ownNats()
  })
  afterEach(async () => {
    ending.abort()
    await Promise.all(running.map((each) => each.kill()))
    holder?.kill('SIGKILL')
    await bus?.close()
    await nats.end()
    rmSync(root, { recursive: true, force: true })
  })

  const [withLimits, limited] = orNot(noLimits, 'that takes nothing any more')
  withLimits(limited, () => {
    it('is said in words, loses nothing acknowledged, and is written to again when it takes something', async () => {
      const one = start()
      await untilReady(one)
      const { acknowledged, more, refused, end } = await load()
      await more(50)
      const mayWrite = (bytes: string): void => expect(runs('prlimit', '--pid', String(one.pid()), `--fsize=${bytes}:`)).toBe(true)
      mayWrite('0')
      await untilItSays(one, /the log takes nothing: .*the disk of the log failed/)
      expect(await one.isReady()).toBe(false)
      const [before, tries] = [acknowledged.length, refused()]
      await eventually(() => refused() > tries + 2 * AT_ONCE, () => 'people are told to ask again')
      expect(acknowledged.length).toBe(before)
      mayWrite('unlimited')
      await more(50)
      await untilReady(one)
      await end()
      await one.stop()
      await expectAllOnce(acknowledged, dataPaths(data).files.log)
    })
  })

  const [withMounts, mounted] = orNot(noMounts, 'that is a small one of its own')
  withMounts(mounted, () => {
    const inside = (...command: readonly string[]): readonly string[] => ['nsenter', '--target', String(holder!.pid), '--user', '--mount', '--preserve-credentials', ...command]
    const remount = (how: 'ro' | 'rw'): void => {
      const [program, ...args] = inside('mount', '-o', `remount,${how}`, data)
      expect(runs(program!, ...args), how).toBe(true)
    }
    const seen = (path: string): string => join(`/proc/${holder!.pid}/root`, path)
    /** SQLite would follow the link to the root of this process. */
    const copied = (): string => {
      const { log } = dataPaths(data).files
      cpSync(dirname(seen(log)), join(root, 'copied'), { recursive: true })
      return join(root, 'copied', basename(log))
    }
    beforeEach(async () => {
      holder = spawn('unshare', [...OWN_MOUNTS, 'sh', '-c', 'mount -t tmpfs -o size=24m zhijian "$0" && touch "$0/there" && exec sleep 3600', data], { stdio: 'ignore' })
      await eventually(() => runs('test', '-e', seen(join(data, 'there'))), () => 'the mount is there')
    })

    it('and is full: it says so, loses nothing acknowledged, and goes on when there is room', async () => {
      const one = start(inside())
      await untilReady(one)
      const { acknowledged, more, refused, end } = await load()
      await more(50)
      const filler = seen(join(data, 'filler'))
      let isFull = false
      while (!isFull) {
        try {
          appendFileSync(filler, Buffer.alloc(64 * 1024))
        } catch (error) {
          expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC')
          isFull = true
        }
      }
      // What the log has reserved already it may still fill.
      await untilItSays(one, /the log takes nothing: .*no space is left for the log/)
      expect(await one.isReady()).toBe(false)
      const tries = refused()
      await eventually(() => refused() > tries + 2 * AT_ONCE, () => 'people are told to ask again')
      truncateSync(filler, 0)
      await more(50)
      await untilReady(one)
      await end()
      await one.stop()
      await expectAllOnce(acknowledged, copied())
    })

    it('and is read-only after a crash: it says so before it is ready, and goes on when it may be written', async () => {
      const first = start(inside())
      await untilReady(first)
      const { acknowledged, more, end } = await load()
      await more(50)
      await first.kill()
      remount('ro')
      const second = start(inside())
      await untilItSays(second, /read-only|cannot be (written|opened)/)
      const before = acknowledged.length
      remount('rw')
      await untilReady(second)
      await more(50)
      expect(acknowledged.length).toBeGreaterThanOrEqual(before + 50)
      await end()
      await second.stop()
      await expectAllOnce(acknowledged, copied())
    })
  })
})
