// A real nats-server for these tests, or the words NOT RUN in their titles.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { natsServerBinary, startNats, type NatsServer } from '../../../tools/servers/nats.mjs'

const there = await natsServerBinary()
const elsewhere = 'only a server at NATS_URL, which is not ours to start'
const missing = 'path' in there ? null : 'unavailable' in there ? there.unavailable : elsewhere

/** A suite that needs a server of its own. Without one it is skipped, and its title says NOT RUN and why. */
export const describeWithNats = (title: string, suite: () => void): void => {
  const [run, said] = missing === null ? [describe, title] as const : [describe.skip, `NOT RUN (${missing}): ${title}`] as const
  run(said, suite)
}

export interface OwnNats {
  readonly url: string
  readonly storeDir: string
  /** kill -9, and the same server again on the same port. @param forget also removes everything it had stored */
  killAndStart(forget?: boolean): Promise<void>
  kill(): Promise<void>
  /** In good order: what it noted of its consumers is on the disk. */
  stop(): Promise<void>
  start(forget?: boolean): Promise<void>
  end(): Promise<void>
}

/** @param config more of the server’s settings */
export const ownNats = async (config: Record<string, unknown> = {}): Promise<OwnNats> => {
  const folder = mkdtempSync(join(tmpdir(), 'zhijian-nats-'))
  const storeDir = join(folder, 'store')
  let server: NatsServer = await startNats({ storeDir, config })
  const { port, url } = server
  const start = async (forget = false): Promise<void> => {
    if (forget) rmSync(storeDir, { recursive: true, force: true })
    server = await startNats({ storeDir, port, config })
  }
  return {
    url,
    storeDir,
    start,
    kill: () => server.kill(),
    stop: () => server.stop(),
    async killAndStart(forget) {
      await server.kill()
      await start(forget)
    },
    async end() {
      await server.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Looks again and again while a real server works; fails after a bound that a working system never comes near. */
export const eventually = async (holds: () => boolean | Promise<boolean>, what: string): Promise<void> => {
  const since = performance.now()
  while (!await holds()) {
    if (performance.now() - since > 300_000) throw new Error(`never: ${what}`)
    await new Promise<void>((resolve) => { setTimeout(resolve, 5) })
  }
}
