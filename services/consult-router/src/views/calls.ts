// Calls: who is in one now, and which there were about a question. One document per call.
import type { CallEnd, CallMedia, CallSide } from '@zhijian/contracts'
import type { Instant } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'
import { callFact } from './facts.ts'

export type CallView = {
  readonly callId: string
  readonly consultationId: string
  readonly askerId: string
  readonly lawyerId: string
  readonly by: CallSide
  readonly media: CallMedia
  /** It rings, or was taken and is not over. */
  readonly isLive: boolean
  readonly rungAt: Instant
  readonly ringDue: Instant
  readonly takenAt: Instant | null
  readonly end: CallEnd | null
  readonly endedAt: Instant | null
  readonly connectedMs: number
}

export const calls: View<CallView> = {
  collection: { name: 'calls', version: 1, indexes: [['askerId', 'isLive', 'rungAt'], ['lawyerId', 'isLive', 'rungAt'], ['consultationId', 'rungAt']] },
  on: { categories: ['call'], types: ['CallRung', 'CallTaken', 'CallEnded'] },
  keys: (event) => [event.data.callId as string],
  evolve: (before, event) => {
    const { type, data } = callFact(event)
    if (type === 'CallRung') {
      const { callId, consultationId, askerId, lawyerId, by, media, ringDue, at } = data
      return {
        callId, consultationId, askerId, lawyerId, by, media, isLive: true, rungAt: at, ringDue, takenAt: null, end: null, endedAt: null, connectedMs: 0,
      }
    }
    if (before === null) return null
    switch (type) {
      case 'CallTaken': return { ...before, takenAt: data.at }
      case 'CallConfirmed': return before
      case 'CallEnded': return { ...before, isLive: false, end: data.end, endedAt: data.at, connectedMs: data.connectedMs }
      default: return type satisfies never
    }
  },
}

/** Still rings, or is talked in: one whose time to be taken is over is not, though nobody has written that down yet. */
export const isOn = (view: CallView, now: Instant): boolean => view.isLive && (view.takenAt !== null || view.ringDue > now)
