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
  end(): Promise<void>
}

export const ownNats = async (): Promise<OwnNats> => {
  const folder = mkdtempSync(join(tmpdir(), 'zhijian-nats-'))
  const storeDir = join(folder, 'store')
  let server: NatsServer = await startNats({ storeDir })
  const { port, url } = server
  return {
    url,
    async killAndStart() {
      await server.kill()
      server = await startNats({ storeDir, port })
    },
    kill: () => server.kill(),
    async start() {
      server = await startNats({ storeDir, port })
    },
    async end() {
      await server.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
