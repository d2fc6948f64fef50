// A real nats-server for these tests, or the words NOT RUN in their titles.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { natsServerBinary, startNats, type NatsServer } from '../../../tools/servers/nats.mjs'

const there = await natsServerBinary()
const missing = 'path' in there ? null : 'unavailable' in there ? there.unavailable : 'only a server at NATS_URL, which is not ours to start'

/** A suite that needs a server of its own. Without one it is skipped, and its title says NOT RUN and why. */
export const describeWithNats = (title: string, suite: () => void): void => {
  const [run, said] = missing === null ? [describe, title] as const : [describe.skip, `NOT RUN (${missing}): ${title}`] as const
  run(said, suite)
}

export interface OwnNats {
  readonly url: string
  /** kill -9, and the same server again on the same port and files. */
  killAndStart(): Promise<void>
  kill(): Promise<void>
  /** Again where it was. */
  start(): Promise<void>
  /** Has it read its users again. */
  reload(): void
  end(): Promise<void>
}

/** @param include more settings: its users */
export const ownNats = async (include?: string): Promise<OwnNats> => {
  const folder = mkdtempSync(join(tmpdir(), 'zhijian-nats-'))
  const storeDir = join(folder, 'store')
  const settings = { storeDir, ...(include === undefined ? {} : { include }) }
  let server: NatsServer = await startNats(settings)
  const { port, url } = server
  return {
    url,
    reload: () => void process.kill(server.pid, 'SIGHUP'),
    async killAndStart() {
      await server.kill()
      server = await startNats({ ...settings, port })
    },
    kill: () => server.kill(),
    async start() {
      server = await startNats({ ...settings, port })
    },
    async end() {
      await server.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
