// What every process answers at its own door: how it is, how consumers are, and what waits at the broker. Each knows at least of
// its own consumers; who keeps the broker's streams, of all. What waits is gone on with by its own service alone, when the gateway asks.
import { Fault, type Json } from '@zhijian/kernel'
import { describeError } from '@zhijian/runtime'
import { z } from 'zod'
import { doorOf, openControl, type Operations } from './control.ts'
import type { Host } from './host.ts'
import type { Readiness } from './operator-pages.ts'
import { measuresOf } from './process-metrics.ts'

const Letter = z.strictObject({ consumer: z.string().max(100), eventId: z.string().max(64) })

/** @param more what this process alone does: the gateway's carries out what operators ask */
export const openDoor = async (host: Host, instance: string, readiness: () => Promise<Readiness>, url: string, more: Operations): Promise<{ close(): Promise<void> }> => {
  const { runtime, bus, folder, log, services } = host
  const own = (input: Json): z.infer<typeof Letter> => {
    const letter = Letter.safeParse(input)
    if (!letter.success) throw new Fault('usage', 'a dead letter is named by its consumer and its event', { retry: 'never' })
    if (!services.some((name) => letter.data.consumer.startsWith(`${name}.`))) throw new Fault('no-such-operation', 'that consumer is another process’s', { retry: 'never' })
    return letter.data
  }
  try {
    return await openControl(doorOf(folder.folders.hosts, instance), {
      async status() {
        const [{ ready, reasons }, { views, parkedStreams }, upcoming] = await Promise.all([readiness(), runtime.status(), runtime.upcoming(10)])
        return { instance, ready, reasons: reasons.map(({ words }) => words), codes: reasons.map(({ code }) => code), views, parkedStreams, upcoming, url, now: host.clock.now() } as unknown as Json
      },
      measures: async () => await measuresOf(instance, host.metrics.registry) as unknown as Json,
      consumers: async () => await host.consumers() as unknown as Json,
      'dead-letters': async () => await host.letters() as unknown as Json,
      // The following four are asked by the gateway, which writes down for whom.
      async 'letter-again'(input) {
        const { consumer, eventId } = own(input)
        await bus.deadLetters.replay(consumer, eventId)
        return null
      },
      async 'letter-over'(input) {
        const { consumer, eventId } = own(input)
        await bus.deadLetters.discard(consumer, eventId)
        return null
      },
      async 'seal-now'() {
        if (!await host.sealLog()) throw new Fault('no-such-operation', 'another process keeps the log', { retry: 'never' })
        return null
      },
      async 'seal-key-now'() {
        const keyId = await host.rotateSealKey()
        if (keyId === null) throw new Fault('no-such-operation', 'another process keeps the log', { retry: 'never' })
        return { keyId }
      },
      ...more,
    }, log)
  } catch (error) {
    // A folder whose path is too long for a socket: everything else works.
    log.warn('door-closed', describeError(error))
    return { close: async () => {} }
  }
}
