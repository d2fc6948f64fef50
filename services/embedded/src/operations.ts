// The operator's door of the platform in one process.
import { measuresOf, openControl, socketOf, type DataFolder, type Operations } from '@zhijian/host'
import { PROBE } from '@zhijian/gateway'
import type { Json } from '@zhijian/kernel'
import { Asked, checked, operationsOf, recorded } from '@zhijian/operating'
import type { Log } from '@zhijian/runtime'
import { z } from 'zod'
import { backUp } from './backups.ts'
import type { Platform } from './platform.ts'

/** @param more what only some platforms offer: a demonstration its sessions for load */
export const openOperations = (platform: Platform, folder: DataFolder, log: Log, more: Operations = {}): Promise<{ close(): Promise<void> }> => {
  const { bus, runtime, gateway } = platform
  return openControl(socketOf(folder.root), {
    async status() {
      const [status, consumers, upcoming] = await Promise.all([runtime.status(), bus.status(), runtime.upcoming(10)])
      return { ...status, reasons: status.reasons.map(({ words }) => words), codes: status.reasons.map(({ code }) => code), consumers, upcoming, url: platform.url, now: platform.clock.now() } as unknown as Json
    },
    measures: async () => await measuresOf('zhijian', platform.metrics.registry) as unknown as Json,
    'dead-letters': async (input) => await bus.deadLetters.list(checked(z.strictObject({ consumer: z.string().max(100).optional() }), input ?? {}) as { consumer: string }) as unknown as Json,
    ...operationsOf({ ...platform, url: platform.staffUrl, deadLetters: bus.deadLetters, county: folder.birth.county, accounts: gateway, probe: PROBE }),
    backup: async (input) => recorded(platform, { operation: 'backup', target: folder.folders.backups.slice(-300), ...checked(Asked, input) }, async () =>
      ({ folder: await backUp(platform, folder, log) })),
    ...more,
  }, log)
}
