// One call as its two sides see it, folded from its stream. Pure.
import type { CallDevice, CallEnd, CallEvent, CallMedia, CallSide, LawyerId, PersonId } from '@zhijian/contracts'
import type { Instant } from '@zhijian/kernel'

export interface Call {
  readonly callId: string
  readonly consultationId: string
  readonly askerId: PersonId
  readonly lawyerId: LawyerId
  readonly by: CallSide
  readonly media: CallMedia
  readonly phase: 'ringing' | 'taken' | 'ended'
  readonly devices: Readonly<Partial<Record<CallSide, CallDevice>>>
  readonly rungAt: Instant
  readonly ringDue: Instant
  readonly takenAt: Instant | null
  readonly end: CallEnd | null
  readonly endedBy: CallSide | null
  readonly endedAt: Instant | null
  readonly connectedMs: number
}

/** @returns null until it rang */
export const call = (state: Call | null, { type, data }: CallEvent): Call | null => {
  if (type === 'CallRung') {
    const { callId, consultationId, askerId, lawyerId, by, media, device, ringDue, at } = data
    return {
      callId, consultationId, askerId, lawyerId, by, media, phase: 'ringing', devices: { [by]: device }, rungAt: at, ringDue, takenAt: null, end: null,
      endedBy: null, endedAt: null, connectedMs: 0,
    }
  }
  if (state === null) return null
  switch (type) {
    case 'CallTaken': return { ...state, phase: 'taken', devices: { ...state.devices, [data.side]: data.device }, takenAt: data.at }
    case 'CallConfirmed': return state
    case 'CallEnded': return { ...state, phase: 'ended', end: data.end, endedBy: data.by, endedAt: data.at, connectedMs: data.connectedMs }
    default: return type satisfies never
  }
}

/** At this instant: one that rang until its time was missed then, also while nobody is there to write it down. */
export const asOf = (state: Call, now: Instant): Call =>
  (state.phase === 'ringing' && now >= state.ringDue ? { ...state, phase: 'ended', end: 'missed', endedAt: state.ringDue } : state)

/** Which side of it somebody is on, as what; null: on neither. */
export const sideOf = ({ askerId, lawyerId }: Pick<Call, 'askerId' | 'lawyerId'>, who: {
  readonly role: string; readonly personId: string; readonly lawyerId: string | null
}): CallSide | null => {
  if (who.role === 'lawyer') return who.lawyerId === (lawyerId as string) ? 'lawyer' : null
  return (who.role === 'citizen' || who.role === 'enterprise') && who.personId === (askerId as string) ? 'asker' : null
}
