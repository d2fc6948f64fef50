// The port's whole contract against a real KurrentDB: the one at KURRENTDB_URL, whatever it holds already, or one in a
// container. Without either it does not run, and the summary of `npm test` says so.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { GenericContainer, Wait, type StartedTestContainer } from 'testcontainers'
import { afterAll, describe, expect, it } from 'vitest'
import { kurrentServer } from '../../../tools/servers/kurrent.mjs'
import { checkStore } from '../src/check.ts'
import { eventStoreContract, eventsOf, readTail, sampleEvent, untilCaughtUp } from '../src/contract.ts'
import { openKurrent } from './kurrent-log.ts'

/** What the summary shows of this package besides its tests. */
const note = (name: 'ran-against' | 'not-run', line: string): void => {
  const folder = fileURLToPath(new URL('../.report', import.meta.url))
  mkdirSync(folder, { recursive: true })
  for (const other of ['ran-against', 'not-run']) rmSync(`${folder}/${other}.txt`, { force: true })
  writeFileSync(`${folder}/${name}.txt`, `${line}\n`)
}

const there = await kurrentServer()
let container: StartedTestContainer | undefined
let missing = 'unavailable' in there ? there.unavailable : null
if ('image' in there) {
  try {
    container = await new GenericContainer(there.image)
      .withEnvironment({ KURRENTDB_INSECURE: 'true', KURRENTDB_MEM_DB: 'true', KURRENTDB_RUN_PROJECTIONS: 'None' })
      .withExposedPorts(2113).withWaitStrategy(Wait.forHttp('/health/live', 2113).forStatusCode(204)).start()
  } catch {
    missing = `a container of ${there.image} does not start`
  }
}
afterAll(() => container?.stop())

if (missing !== null) {
  note('not-run', `the log in a real KurrentDB: ${missing}`)
  describe.skip(`NOT RUN (${missing}): the log in a real KurrentDB`, () => {
    it('keeps the promises of the port', () => {})
  })
} else {
  const url = container ? `kurrentdb://${container.getHost()}:${container.getMappedPort(2113)}?tls=false` : process.env.KURRENTDB_URL!
  note('ran-against', `KurrentDB ${'image' in there ? `in a container of ${there.image}` : 'at KURRENTDB_URL'}`)

  eventStoreContract('a real KurrentDB', async () => {
    const { store, again, dispose } = await openKurrent(url)
    return { store, second: again, dispose }
  }, { secondConnection: true, damage: false })

  describe('a real KurrentDB', () => {
    it('shows several logs apart, and each of them whole', async () => {
      const logs = await Promise.all([openKurrent(url), openKurrent(url)])
      for (let n = 0; n < 30; n += 1) {
        await Promise.all(logs.map(({ store }, at) => store.append(`note-${n % 3}`, [sampleEvent(`${at}/${n}`)], n < 3 ? 'no-stream' : Math.floor(n / 3) - 1)))
      }
      for (const [at, { store }] of logs.entries()) {
        const expected = Array.from({ length: 30 }, (_, n) => `${at}/${n}`)
        expect(eventsOf(await readTail(store, null, {}, untilCaughtUp)).map((event) => event.data.cause)).toEqual(expected)
        expect(eventsOf(await readTail(store, null, { types: ['NoteTaken'] }, untilCaughtUp, 4)).map((event) => event.data.cause)).toEqual(expected)
        expect(await checkStore(store, null)).toMatchObject({ events: 30, streams: 3, findings: [] })
      }
      await Promise.all(logs.map(({ dispose }) => dispose()))
    })
  })
}
