// Rights on a KurrentDB that asks who is there: users and a log of their own per run, so that it can be any server. What a
// server says to everybody ($settings, the rights on $all) is put back afterwards; users and streams stay.
import { ANY, BACKWARDS, END, jsonEvent } from '@kurrent/kurrentdb-client'
import type { JsonObject } from '@zhijian/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventsOf, readTail, sampleEvent, untilCaughtUp } from '../src/contract.ts'
import { connectKurrent, type ConnectionOptions } from '../src/kurrent-connect.ts'
import { openKurrentStore, setupKurrent, type KurrentStore } from '../src/kurrent.ts'
import { faultOf, newNamespace } from './kurrent-log.ts'

/** Streams by which a server says something to everybody, and the type it is said in. */
const COMMON = [['$settings', '$settings'], ['$$$all', '$metadata']] as const

/** @param server how its administrator connects */
export const kurrentRights = (name: string, server: () => ConnectionOptions): void => {
  describe(`a secured KurrentDB: ${name}`, () => {
    const denied = 'store-denied, later'
    const namespace = newNamespace()
    const services = [
      { login: `${namespace}-router`, password: 'correct horse', categories: ['consultation'] },
      { login: `${namespace}-pool`, password: 'battery staple', categories: ['lawyer', 'duty'] },
    ]
    const opened: KurrentStore[] = []
    const before = new Map<string, JsonObject | null>()
    const openAs = async (place: 0 | 1, password = services[place]!.password): Promise<KurrentStore> => {
      const store = await openKurrentStore({ ...server(), namespace, credentials: { username: services[place]!.login, password } })
      opened.push(store)
      return store
    }

    beforeAll(async () => {
      const connection = connectKurrent(server())
      for (const [stream] of COMMON) {
        const said = await connection.collect((client) => client.readStream(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 1, requiresLeader: true })).catch(() => [])
        before.set(stream, (said[0]?.event?.data as JsonObject | undefined) ?? null)
      }
      await connection.dispose()
      const admin = await openKurrentStore({ ...server(), namespace, claimsStreams: false })
      await admin.append('lawyer-old', [sampleEvent('old')], 'no-stream')
      await admin.close()
      await setupKurrent({ ...server(), namespace, services })
    })
    afterAll(async () => {
      for (const store of opened) await store.close()
      const connection = connectKurrent(server())
      for (const [stream, type] of COMMON) {
        await connection.client.appendToStream(stream, jsonEvent({ type, data: before.get(stream) ?? {} }), { streamState: ANY, requiresLeader: true })
      }
      await connection.dispose()
    })

    it('refuses a wrong password, and an unknown user', async () => {
      expect(await faultOf(openAs(0, 'wrong'))).toBe(denied)
      expect(await faultOf(openKurrentStore({ ...server(), namespace, credentials: { username: `${namespace}-nobody`, password: 'x' } }))).toBe(denied)
    })

    it('lets every service read everything, and write to its own streams alone', async () => {
      const [router, pool] = [await openAs(0), await openAs(1)]
      await router.append('consultation-a', [sampleEvent('one')], 'no-stream')
      await router.append('consultation-a', [sampleEvent('two')], 0)
      await pool.append('lawyer-new', [sampleEvent('three')], 'no-stream')
      expect(await pool.read('consultation-a')).toHaveLength(2)
      expect(eventsOf(await readTail(pool, null, {}, untilCaughtUp)).map((event) => event.stream)).toEqual(['lawyer-old', 'consultation-a', 'consultation-a', 'lawyer-new'])
      expect(await faultOf(pool.append('consultation-a', [sampleEvent('x')], 1))).toBe(denied)
      expect(await faultOf(router.append('lawyer-new', [sampleEvent('x')], 0))).toBe(denied)
      // The same append again is no writing.
      expect(await pool.append('consultation-a', [sampleEvent('two')], 0)).toMatchObject({ version: 1, written: false })
    })

    it('gives what was there before the users to whom it belongs', async () => {
      expect(await faultOf((await openAs(0)).append('lawyer-old', [sampleEvent('x')], 0))).toBe(denied)
      expect(await (await openAs(1)).append('lawyer-old', [sampleEvent('new')], 0)).toMatchObject({ version: 1 })
    })

    it('lets every service write about the log itself', async () => {
      await (await openAs(0)).append('log-x', [sampleEvent('one')], 'no-stream')
      expect(await (await openAs(1)).append('log-x', [sampleEvent('two')], 0)).toMatchObject({ version: 1 })
    })

    it('lets one of two services that begin a stream have it', async () => {
      const [router, pool] = [await openAs(0), await openAs(1)]
      const outcomes = await Promise.all([router, pool].map((store, at) => faultOf(store.append('case-a', [sampleEvent(`by ${at}`)], 'no-stream'))))
      expect(outcomes.filter((outcome) => outcome === 'no fault')).toHaveLength(1)
      expect(outcomes.filter((outcome) => outcome === denied || outcome === 'version-conflict, now')).toHaveLength(1)
    })

    it('is set up by administrators only, and as often as one likes', async () => {
      const [router] = services
      expect(await faultOf(setupKurrent({ ...server(), namespace, services, credentials: { username: router!.login, password: router!.password } }))).toBe(denied)
      await setupKurrent({ ...server(), namespace, services })
      expect(await (await openAs(1)).append('lawyer-old', [sampleEvent('newer')], 1)).toMatchObject({ version: 2 })
    })
  })
}
