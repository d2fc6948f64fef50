// What every process answers at its own door: how it is, and what waits at the broker.
import { Fault, type Json } from '@zhijian/kernel'
import { describeError } from '@zhijian/runtime'
import { z } from 'zod'
import { doorOf, openControl, type Operations } from './control.ts'
import type { Host } from './host.ts'
import type { Readiness } from './operator-pages.ts'

/** Of whoever carries out what operators ask: the broker lets nobody but a service itself touch its consumers. */
const LetterOf = z.object({ consumer: z.string().max(100), eventId: z.string().max(64), does: z.enum(['replay', 'discard']) })

const Filter = z.object({ consumer: z.string().max(100).optional() }).catch({})

/** @param more what this process alone does: the gateway's carries out what operators ask */
export const openDoor = async (host: Host, instance: string, readiness: () => Promise<Readiness>, url: string, more: Operations): Promise<{ close(): Promise<void> }> => {
  const { runtime, bus, folder, log } = host
  try {
    return await openControl(doorOf(folder.folders.hosts, instance), {
      async status() {
        const [{ ready, reasons }, { views, parkedStreams }, upcoming] = await Promise.all([readiness(), runtime.status(), runtime.upcoming(10)])
        return { instance, ready, reasons: reasons.map(({ words }) => words), views, parkedStreams, upcoming, url } as unknown as Json
      },
      consumers: async () => await bus.status() as unknown as Json,
      'dead-letters': async (input) => await bus.deadLetters.list(Filter.parse(input ?? {}) as { consumer: string }) as unknown as Json,
      /** Of whoever asks the gateway to seal: it writes down who did, and asks who keeps the log. */
      async 'seal-now'() {
        if (!await host.sealLog()) throw new Fault('no-such-operation', 'another process keeps the log', { retry: 'never' })
        return null
      },
      async 'own-letter'(input) {
        const { consumer, eventId, does } = LetterOf.parse(input)
        if (!(await bus.status()).some((each) => each.consumer === consumer)) throw new Fault('no-such-operation', 'another process has the consumer', { retry: 'never' })
        await bus.deadLetters[does](consumer, eventId)
        return null
      },
      ...more,
    }, log)
  } catch (error) {
    // A folder whose path is too long for a socket: everything else works.
    log.warn('door-closed', describeError(error))
    return { close: async () => {} }
  }
}
