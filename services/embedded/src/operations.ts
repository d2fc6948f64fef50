// What an operator may ask of a running platform through its control socket.
import { AccountId } from '@zhijian/contracts'
import type { Json } from '@zhijian/kernel'
import { Fault } from '@zhijian/kernel'
import type { Log } from '@zhijian/runtime'
import { z } from 'zod'
import { openControl, socketOf, type Operations } from './control.ts'
import type { DataFolder } from '@zhijian/host'
import { backUp } from './backups.ts'
import type { Platform } from './platform.ts'
import { probeSessions } from './probe.ts'

const Letter = z.strictObject({ consumer: z.string().max(100), eventId: z.string().max(64), reason: z.string().min(1).max(500), by: z.string().max(64) })

export const checked = <S extends z.ZodType>(schema: S, input: Json): z.infer<S> => {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new Fault('usage', `the operation’s input is wrong at: ${parsed.error.issues.map((issue) => issue.path.join('.') || '(whole)').join(', ')}`, { retry: 'never' })
}

/** @param more what only some platforms offer: a demonstration its sessions for load */
export const openOperations = (platform: Platform, folder: DataFolder, log: Log, more: Operations = {}): Promise<{ close(): Promise<void> }> => {
  const { bus, runtime, gateway } = platform
  return openControl(socketOf(folder.root), {
    async status() {
      const [status, consumers, upcoming] = await Promise.all([runtime.status(), bus.status(), runtime.upcoming(10)])
      return { ...status, consumers, upcoming, url: platform.url } as unknown as Json
    },
    'dead-letters': async (input) => await bus.deadLetters.list(checked(z.strictObject({ consumer: z.string().max(100).optional() }), input ?? {}) as { consumer: string }) as unknown as Json,
    async 'dead-letters-replay'(input) {
      const { consumer, eventId, reason, by } = checked(Letter, input)
      await bus.deadLetters.replay(consumer, eventId)
      log.info('dead-letter-replayed', { consumer, eventId, by, reasonGiven: reason.length })
      return null
    },
    async 'dead-letters-discard'(input) {
      const { consumer, eventId, reason, by } = checked(Letter, input)
      await bus.deadLetters.discard(consumer, eventId)
      log.warn('dead-letter-discarded', { consumer, eventId, by, reasonGiven: reason.length })
      return null
    },
    async 'admin-link'(input) {
      const { account } = checked(z.strictObject({ account: AccountId }), input)
      return { link: `${platform.url}/enrol#${await gateway.administratorLink(account)}` }
    },
    backup: async () => ({ folder: await backUp(platform, folder, log) }),
    seal: async () => {
      await platform.sealLog()
      return null
    },
    'probe-sessions': probeSessions(platform, folder.birth.county),
    ...more,
  }, log)
}

