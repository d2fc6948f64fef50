// What an operator may ask of a running platform through its control socket. What only looks is answered; what changes
// something is recorded with who asked and why (recorded.ts).
import { AccountId } from '@zhijian/contracts'
import { Fault, type Json } from '@zhijian/kernel'
import type { Log } from '@zhijian/runtime'
import { z } from 'zod'
import { accountState } from './account-state.ts'
import { openControl, socketOf, type Operations } from './control.ts'
import type { DataFolder } from '@zhijian/host'
import { backUp } from './backups.ts'
import { erasingOperations } from './erasing.ts'
import { monthlyReport } from './month.ts'
import type { Platform } from './platform.ts'
import { probeSessions } from './probe.ts'
import { Asked, checked, recorded } from './recorded.ts'

const Letter = Asked.extend({ consumer: z.string().max(100), eventId: z.string().max(64) })

/** @param more what only some platforms offer: a demonstration its sessions for load */
export const openOperations = (platform: Platform, folder: DataFolder, log: Log, more: Operations = {}): Promise<{ close(): Promise<void> }> => {
  const { bus, runtime, gateway } = platform
  return openControl(socketOf(folder.root), {
    async status() {
      const [status, consumers, upcoming] = await Promise.all([runtime.status(), bus.status(), runtime.upcoming(10)])
      return { ...status, reasons: status.reasons.map(({ words }) => words), consumers, upcoming, url: platform.url } as unknown as Json
    },
    'dead-letters': async (input) => await bus.deadLetters.list(checked(z.strictObject({ consumer: z.string().max(100).optional() }), input ?? {}) as { consumer: string }) as unknown as Json,
    async 'dead-letters-replay'(input) {
      const { consumer, eventId, ...asked } = checked(Letter, input)
      return recorded(platform, { operation: 'dead-letters-replay', target: `${consumer}/${eventId}`, ...asked }, async () => {
        await bus.deadLetters.replay(consumer, eventId)
        return null
      })
    },
    async 'dead-letters-discard'(input) {
      const { consumer, eventId, ...asked } = checked(Letter, input)
      return recorded(platform, { operation: 'dead-letters-discard', target: `${consumer}/${eventId}`, ...asked }, async () => {
        await bus.deadLetters.discard(consumer, eventId)
        return null
      })
    },
    async 'admin-link'(input) {
      const { account, ...asked } = checked(Asked.extend({ account: AccountId }), input)
      return recorded(platform, { operation: 'admin-link', target: account, ...asked }, async () => {
        const phase = (await accountState(platform.store, account))?.phase
        if (phase !== 'active') throw new Fault(phase === undefined ? 'no-such-account' : 'account-suspended', 'a link is for an account that is open', { retry: 'never' })
        return { link: `${platform.url}/enrol#${await gateway.administratorLink(account)}` }
      })
    },
    backup: async (input) => recorded(platform, { operation: 'backup', target: folder.folders.backups.slice(-300), ...checked(Asked, input) }, async () =>
      ({ folder: await backUp(platform, folder, log) })),
    seal: async (input) => recorded(platform, { operation: 'seal', target: 'log', ...checked(Asked, input) }, async () => {
      await platform.sealLog()
      return null
    }),
    ...erasingOperations(platform, folder.birth.county),
    'monthly-report': monthlyReport(platform, folder.birth.county),
    'probe-sessions': probeSessions(platform, folder.birth.county),
    ...more,
  }, log)
}

