// Whether she is where her device is: signs out of her own stream, and what a hint of it is good for.
// H1 A hint is written down once a day, and only where a sign of this stream stands: lying still alone says nothing.
// H2 It raises no alarm and changes none. A check-in that is missed, or a check that is not answered, while a hint stands is what confirms it: that alarm
//    begins one level higher.
import type { CheckSign, SuperviseeEvent } from '@zhijian/contracts'
import { accept, epochMs, nothing, plus, type Instant } from '@zhijian/kernel'
import { dayOf } from './months.ts'
import { RECENT_MS, type Asked, type Decided, type Supervisee } from './state.ts'

const DAY_MS = 86_400_000

export const signOf = ({ type, data }: SuperviseeEvent): CheckSign | null => {
  switch (type) {
    case 'CheckInMissed': return 'check-in-missed'
    case 'CheckInJudged': return data.verdict === 'rejected' ? 'check-in-failed' : null
    case 'CheckClosed': return data.reason === 'unanswered' ? 'does-not-answer' : null
    default: return null
  }
}
export const signed = (state: Supervisee, event: SuperviseeEvent): Supervisee => {
  const sign = signOf(event)
  if (sign === null) return event.type === 'CheckInJudged' ? { ...state, signs: [] } : state
  const { at } = event.data
  return { ...state, signs: [...state.signs.filter((each) => epochMs(each.at) >= epochMs(at) - RECENT_MS), { sign, at }].slice(-20) }
}

/** H1 */
export const noteHint = ({ superviseeId, hint, at }: Asked<'NoteHint'>, { hints, signs, terms }: Supervisee): Decided => {
  if (hints[hint.kind] === dayOf(at, terms!.utcOffsetMs)) return nothing
  if (hint.kind === 'separation' && !signs.some(({ sign }) => hint.signs.includes(sign))) return nothing
  return accept({ type: 'HintNoted', data: { superviseeId, hint, at } })
}

/** H2: of today or of yesterday. */
export const isHinted = ({ hints, terms }: Pick<Supervisee, 'hints' | 'terms'>, at: Instant): boolean => {
  const said = hints['separation']
  return said !== undefined && terms !== null && (said === dayOf(at, terms.utcOffsetMs) || said === dayOf(plus(at, -DAY_MS), terms.utcOffsetMs))
}
