// Who of the staff looked at what of somebody else's: one fact for each account, route, thing and hour. Stream `look-<id>`.
import { z } from 'zod'
import { Instant, PersonId, Role } from './common.ts'
import { eventFamily } from './events.ts'

const about = {
  lookId: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  accountId: PersonId,
  role: Role,
  /** The route that showed it, which says what for. */
  route: z.string().regex(/^[a-z][a-z-]{1,59}$/),
  /** What was looked at: ids of ours. Null: a list that is about nobody alone. */
  about: z.string().regex(/^[A-Za-z0-9_.-]{1,120}$/).nullable(),
}

export const LookRecorded = z.object({ type: z.literal('LookRecorded'), data: z.object({ ...about, at: Instant }) })
export const lookEvents = eventFamily('look', [LookRecorded])
export type LookEvent = NonNullable<ReturnType<typeof lookEvents.read>>

export const lookCommands = { 'record-look': z.strictObject(about) } as const
