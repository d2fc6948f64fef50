// A server that speaks MongoDB's protocol for these tests, or the words NOT RUN in their titles.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { mongoServer, startMongo, type MongoServer } from '../../../tools/servers/mongo.mjs'

const there = await mongoServer()
const suite = (missing: string | null) => (title: string, tests: () => void): void => {
  const [run, said] = missing === null ? [describe, title] as const : [describe.skip, `NOT RUN (${missing}): ${title}`] as const
  run(said, tests)
}
const missing = 'unavailable' in there ? there.unavailable : null

/** Needs a server, whoever runs it. Without one the suite is skipped, and its title says NOT RUN and why. */
export const describeWithMongo = suite(missing)
/** Needs a server of its own, to be killed. */
export const describeWithOwnMongo = suite(missing ?? ('path' in there ? null : 'only a server at MONGODB_URL, which is not ours to start'))
/** SecantusDB does as it is told by `configureFailPoint`, and knows users without a set-up of keys. */
export const describeWithSecantus = suite(missing ?? ('path' in there && there.name === 'SecantusDB' ? null : 'SecantusDB is asked for'))

export interface OwnMongo {
  readonly url: string
  readonly port: number
  kill(): Promise<void>
  /** The same data, on the same port. */
  start(args?: readonly string[]): Promise<void>
  end(): Promise<void>
}

export const ownMongo = async (...args: readonly string[]): Promise<OwnMongo> => {
  const folder = mkdtempSync(join(tmpdir(), 'zhijian-mongo-'))
  const storeDir = join(folder, 'store')
  let server: MongoServer = await startMongo({ storeDir, args })
  const { port, url } = server
  return {
    url,
    port,
    kill: () => server.kill(),
    async start(more = args) { server = await startMongo({ storeDir, port, args: more }) },
    async end() {
      await server.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The one at MONGODB_URL, where databases have to be removed, or one of our own, which goes as a whole. */
export const anyMongo = async (): Promise<{ readonly url: string; readonly isOurs: boolean; end(): Promise<void> }> =>
  ('url' in there && there.url !== undefined ? { url: there.url, isOurs: false, end: async () => {} } : { ...await ownMongo(), isOurs: true })
