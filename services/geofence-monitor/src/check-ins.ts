// Check-ins: at moments that nobody can know before, she shows that she is the one who carries the phone, by a photo that holds a number, or
// is called back instead; an officer judges it.
// C1 Moments and numbers are drawn from a seed in the log: the same seed draws the same, in every replay, and none is drawn by a clock.
// C2 A day's span has as many parts as there are moments; each lies so early in its part that the time to answer ends within it.
import type { CheckInId, SuperviseeEvent } from '@zhijian/contracts'
import { accept, epochMs, instantAt, nothing, plus, type Instant } from '@zhijian/kernel'
import { dayOf } from './months.ts'
import { no, type Asked, type CheckInPlan, type Decided, type Supervisee } from './state.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE
/** Judged ones that are remembered. */
const REMEMBERED = 20

/** FNV-1a with a last stir: spreads a secret seed over 32 bits. Nobody learns a moment from it who does not have the seed. */
const draw = (...parts: readonly (string | number)[]): number => {
  let hash = 0x811c9dc5
  for (const char of parts.join('|')) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

const partMs = ({ from, until, perDay }: Pick<CheckInPlan, 'from' | 'until' | 'perDay'>): number => Math.floor((until - from) * MINUTE / perDay)
/** C2, of one local day */
const momentsOf = (plan: CheckInPlan, dayStartMs: number, day: string, checkInMs: number): readonly Instant[] => Array.from({ length: plan.perDay }, (_, place) => {
  const room = Math.floor((partMs(plan) - checkInMs) / MINUTE)
  return instantAt(dayStartMs + plan.from * MINUTE + place * partMs(plan) + draw(plan.seed, day, place) % room * MINUTE)
})
/** The first after `plan.after`. */
const nextMoment = ({ checkIns: plan, terms }: Supervisee): Instant | null => {
  if (plan === null) return null
  const { utcOffsetMs, checkInMs } = terms!
  const today = Math.floor((epochMs(plan.after) + utcOffsetMs) / DAY) * DAY - utcOffsetMs
  return [today, today + DAY].flatMap((start) => momentsOf(plan, start, dayOf(instantAt(start), utcOffsetMs), checkInMs)).find((moment) => moment > plan.after)!
}
const idAt = (moment: Instant): CheckInId => `ci-${epochMs(moment)}` as CheckInId
const numberAt = ({ seed }: CheckInPlan, moment: Instant): string => String(draw(seed, 'number', moment) % 10_000).padStart(4, '0')

type CheckInEvent = Extract<SuperviseeEvent, { type: `CheckIn${string}` }>
export const checkInEvolved = (state: Supervisee, { type, data }: CheckInEvent): Supervisee => {
  switch (type) {
    case 'CheckInsPlanned': return { ...state, checkIns: { perDay: data.perDay, from: data.from, until: data.until, seed: data.seed, way: data.way, after: data.at } }
    case 'CheckInsStopped': return { ...state, checkIns: null }
    case 'CheckInDue': return { ...state, checkIn: { checkInId: data.checkInId, dueAt: data.dueAt }, checkIns: state.checkIns === null ? null : { ...state.checkIns, after: data.at } }
    case 'CheckInAnswered': return { ...state, checkIn: null, answeredCheckIns: [...state.answeredCheckIns, { checkInId: data.checkInId, verdict: null }].slice(-REMEMBERED) }
    case 'CheckInMissed': return { ...state, checkIn: null }
    case 'CheckInJudged': return { ...state, answeredCheckIns: state.answeredCheckIns.map((each) => (each.checkInId === data.checkInId ? { ...each, verdict: data.verdict } : each)) }
    default: return state
  }
}

export const planCheckIns = ({ type: _, ...plan }: Asked<'PlanCheckIns'>, { terms, checkIns }: Supervisee): Decided => {
  const { checkInMs } = terms!
  if (plan.from >= plan.until || partMs(plan) < checkInMs + MINUTE) return no('check-ins-without-length', { minutes: Math.ceil(checkInMs / MINUTE) + 1 })
  return checkIns?.seed === plan.seed ? nothing : accept({ type: 'CheckInsPlanned', data: plan })
}
export const stopCheckIns = ({ superviseeId, by, at }: Asked<'StopCheckIns'>, { checkIns }: Supervisee): Decided =>
  (checkIns === null ? nothing : accept({ type: 'CheckInsStopped', data: { superviseeId, by, at } }))
export const answerCheckIn = ({ superviseeId, checkInId, photo, by, at }: Asked<'AnswerCheckIn'>, { person, checkIn, answeredCheckIns }: Supervisee): Decided => {
  if (by !== person) return no('not-supervisee')
  if (answeredCheckIns.some((each) => each.checkInId === checkInId)) return nothing
  return checkIn?.checkInId === checkInId ? accept({ type: 'CheckInAnswered', data: { superviseeId, checkInId, photo, at } }) : no('check-in-over')
}
export const judgeCheckIn = ({ superviseeId, checkInId, verdict, by, at }: Asked<'JudgeCheckIn'>, { checkIn, answeredCheckIns }: Supervisee): Decided => {
  const answered = answeredCheckIns.find((each) => each.checkInId === checkInId)
  if (answered === undefined) return no(checkIn?.checkInId === checkInId ? 'check-in-not-answered' : 'no-such-check-in')
  if (answered.verdict !== null) return answered.verdict === verdict ? nothing : no('check-in-over')
  return accept({ type: 'CheckInJudged', data: { superviseeId, checkInId, verdict, by, at } })
}

export const checkInDeadlines = (state: Supervisee): readonly (Instant | null)[] => [state.checkIn?.dueAt ?? null, nextMoment(state)]
export const checkInElapsed = (state: Supervisee, at: Instant): readonly SuperviseeEvent[] => {
  const superviseeId = state.superviseeId!
  const missed: readonly SuperviseeEvent[] = state.checkIn?.dueAt === at ? [{ type: 'CheckInMissed', data: { superviseeId, checkInId: state.checkIn.checkInId, at } }] : []
  if (nextMoment(state) !== at) return missed
  const plan = state.checkIns!
  return [...missed, { type: 'CheckInDue', data: { superviseeId, checkInId: idAt(at), number: numberAt(plan, at), way: plan.way, dueAt: plus(at, state.terms!.checkInMs), at } }]
}
