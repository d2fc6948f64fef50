// The contract of supervisee: its command, event and refusals. The rules are in geofence-monitor (src/supervisee.ts).
import { z } from 'zod'
import { Instant, PersonId } from './common.ts'
import { eventFamily } from './events.ts'

export const SuperviseeId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/).brand<'SuperviseeId'>()
export type SuperviseeId = z.infer<typeof SuperviseeId>

export const SuperviseeOpened = z.object({
  type: z.literal('SuperviseeOpened'), data: z.object({ superviseeId: SuperviseeId, openedBy: PersonId, at: Instant }),
})

export const superviseeEvents = eventFamily('supervisee', [SuperviseeOpened])
export type SuperviseeEvent = NonNullable<ReturnType<typeof superviseeEvents.read>>

export const OpenSupervisee = z.strictObject({ type: z.literal('OpenSupervisee'), at: Instant, superviseeId: SuperviseeId, openedBy: PersonId })
export const SuperviseeCommand = z.discriminatedUnion('type', [OpenSupervisee])
export type SuperviseeCommand = z.infer<typeof SuperviseeCommand>

/** What may be sent to geofence-monitor; who opens it is who sends it. */
export const superviseeCommands = { 'open-supervisee': z.strictObject({ superviseeId: SuperviseeId }) } as const

export const SUPERVISEE_REFUSALS = ['supervisee-exists'] as const
export type SuperviseeRefusal = (typeof SUPERVISEE_REFUSALS)[number]
