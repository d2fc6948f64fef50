// Against a real KurrentDB: the one at KURRENTDB_URL, whatever it holds already, or one in a container. The port's whole
// contract, what the double is said to do as well, seals, a log that was restored, and rights where the server asks who is there.
// Without a server it does not run, and the summary of `npm test` says so. What needs power over the server (it is killed, cut
// off, damaged) is run on the double alone, whatever is set. A log is a namespace of its own per test; nothing is deleted.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isFault, type Instant } from '@zhijian/kernel'
import { GenericContainer, Wait, type StartedTestContainer } from 'testcontainers'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { kurrentServer } from '../../../tools/servers/kurrent.mjs'
import { checkStore } from '../src/check.ts'
import { eventStoreContract, eventsOf, readTail, sampleEvent, untilCaughtUp } from '../src/contract.ts'
import { markKurrentRestored } from '../src/kurrent.ts'
import { readCopies, readEnd, readPublicKeys } from '../src/outside.ts'
import { createSealer } from '../src/seal.ts'
import { kurrentFacts } from './kurrent-facts.ts'
import { openKurrent } from './kurrent-log.ts'
import { kurrentRights } from './kurrent-rights.ts'

/** What the summary shows of this package besides its tests. */
const report = fileURLToPath(new URL('../.report', import.meta.url))
mkdirSync(report, { recursive: true })
for (const name of ['ran-against', 'not-run']) rmSync(`${report}/${name}.txt`, { force: true })
const note = (name: 'ran-against' | 'not-run', line: string): void => writeFileSync(`${report}/${name}.txt`, `${line}\n`)
const notRun = (what: string, why: string): void => {
  note('not-run', `${what}: ${why}`)
  describe.skip(`NOT RUN (${why}): ${what}`, () => {
    it('keeps the promises of the port', () => {})
  })
}

const there = await kurrentServer()
let container: StartedTestContainer | undefined
let missing = 'unavailable' in there ? there.unavailable : null
if ('image' in there) {
  try {
    container = await new GenericContainer(there.image)
      // Images of before 25.0 are told by the name that the server had then.
      .withEnvironment({ [/eventstore/.test(there.image) ? 'EVENTSTORE_INSECURE' : 'KURRENTDB_INSECURE']: 'true' })
      .withExposedPorts(2113).withWaitStrategy(Wait.forHttp('/health/live', 2113).forStatusCode(204)).start()
  } catch {
    missing = `a container of ${there.image} does not start`
  }
}
afterAll(() => container?.stop())

/** The client waits half a second before it first looks for a node, for every log that is opened. */
const atOnce = (url: string): string => (/[?&]discoveryInterval=/i.test(url) ? url : `${url}${url.includes('?') ? '&' : '?'}discoveryInterval=10`)
const url = container ? `kurrentdb://${container.getHost()}:${container.getMappedPort(2113)}?tls=false` : process.env.KURRENTDB_URL ?? ''
const server = { url: atOnce(url) }
/** Why nothing can be asked of it: said once, instead of by every test. A node that has just begun has no leader yet. */
const refusal = missing !== null ? null : await vi.waitFor(() => openKurrent(server.url).then(({ dispose }) => dispose()).then(() => null, (error: unknown) => {
  if (isFault(error, 'store-unavailable')) throw error
  return error
}), { timeout: 30_000, interval: 500 }).catch((error: unknown) => error)

if (missing !== null) notRun('the log in a real KurrentDB', missing)
else if (refusal !== null) {
  it('KurrentDB at KURRENTDB_URL can be asked', () => {
    throw isFault(refusal) ? new Error(`${refusal.code}: ${refusal.message}`, { cause: refusal }) : refusal
  })
} else {
  note('ran-against', `KurrentDB ${'image' in there ? `in a container of ${there.image}` : 'at KURRENTDB_URL'}`)

  kurrentFacts('a real one', () => server)

  eventStoreContract('a real KurrentDB', async () => {
    const { store, again, dispose } = await openKurrent(server.url)
    return { store, second: again, dispose }
  }, { secondConnection: true, damage: false })

  describe('a real KurrentDB', () => {
    it('shows several logs apart, and each of them whole', async () => {
      const logs = await Promise.all([openKurrent(server.url), openKurrent(server.url)])
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

    it('gives a reader who is far behind everything, in order, though only some of it is his', async () => {
      const { store, dispose } = await openKurrent(server.url)
      await Promise.all(Array.from({ length: 30 }, (_, n) =>
        store.append(`note-${n}`, Array.from({ length: 100 }, (__, m) => sampleEvent(`${n}/${m}`, {}, m === 99 ? { type: 'NoteTorn.v1' } : {})), 'no-stream')))
      const batches = await readTail(store, null, { types: ['NoteTorn'] }, untilCaughtUp, 7)
      expect(eventsOf(batches).map((event) => event.version)).toEqual(Array.from({ length: 30 }, () => 99))
      expect(batches.at(-1)!.through).toBe(await store.head())
      expect(await store.streams('note')).toHaveLength(30)
      await dispose()
    })

    it('is sealed, goes on under another epoch once it was said that it was restored, and holds', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'zhijian-seals-'))
      const sealsDir = join(folder, 'outside')
      const log = await openKurrent(server.url)
      await log.store.append('note-a', [sampleEvent('one'), sampleEvent('two')], 'no-stream')
      const at = (minute: number): Instant => `2026-11-22T03:${String(minute).padStart(2, '0')}:00.000Z` as Instant
      const keyFile = join(folder, 'seal.key')
      expect(await createSealer({ store: log.store, keyFile, sealsDir }).seal(at(0))).toMatchObject({ size: 2 })
      const restored = await markKurrentRestored({ ...server, namespace: log.namespace, sealsDir, now: at(20), backupAt: at(10) })
      expect(restored.previousEpoch).toBe(log.store.epoch)
      const store = await log.again({ sealsDir })
      expect(store.epoch).toBe(restored.epoch)
      await createSealer({ store, keyFile, sealsDir }).seal(at(30))
      const outside = { copies: readCopies(sealsDir, store.storeId), end: readEnd(sealsDir, store.storeId), keys: readPublicKeys(sealsDir) }
      expect(await checkStore(store, outside)).toMatchObject({ findings: [], isWhole: true })
      await log.dispose()
      rmSync(folder, { recursive: true, force: true })
    })
  })

  if (/[?&]tls=false(&|$)/i.test(url)) notRun('rights in a real KurrentDB', 'the server asks nobody who is there')
  else kurrentRights('a real one', () => server)
}
