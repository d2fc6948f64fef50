// One person in community correction, and whether the platform may know where that person is.
// I1 Without a live basis no position is taken: a check needs permitted checks, a track needs an approval. Whatever a basis carries ends at
//    the very instant that the basis does.
// I2 Checks (信息化核查) stand on a signed letter, and are few and short. Positioning (电子定位) stands on one of five grounds, for
//    three months of the calendar at most; to go on is to approve anew. 社区矫正法 第二十六条, 第二十九条.
// I3 No basis outlives the correction itself, and no two of the same kind run at once.
import type { BasisId, CheckId, PersonId, SuperviseeEvent, SuperviseeId, SuperviseeRefusal, SupervisionTerms, superviseeCommands } from '@zhijian/contracts'
import { accept, earliest, nothing, plus, refuse, unreachable, type Decider, type Decision, type Instant, type TimedCommand } from '@zhijian/kernel'
import type { z } from 'zod'
import { dayOf, monthsAfter } from './months.ts'

type Sent<Name extends keyof typeof superviseeCommands> = Omit<z.infer<(typeof superviseeCommands)[Name]>, 'superviseeId' | 'because'>
type Ask<Type extends string, Rest> = TimedCommand & { readonly type: Type; readonly superviseeId: SuperviseeId; readonly by: PersonId } & Rest

export type SuperviseeCommand =
  | Ask<'BeginSupervision', Sent<'begin-supervision'> & { readonly terms: SupervisionTerms; readonly rules: number }>
  | Ask<'AssignOffice', Sent<'assign-office'>>
  | Ask<'SignLetter', Sent<'sign-letter'>>
  | Ask<'PermitChecks', Sent<'permit-checks'>>
  | Ask<'ApprovePositioning', Sent<'approve-positioning'>>
  | Ask<'EndBasis', Sent<'end-basis'>>
  | Ask<'OpenCheck', Sent<'open-check'>>
  | Ask<'AnswerCheck', Sent<'answer-check'>>
  | Ask<'EndCorrection', Sent<'end-correction'>>

export interface Basis {
  readonly basisId: BasisId
  readonly kind: 'checks' | 'positioning'
  readonly from: Instant
  readonly until: Instant
  readonly isOver: boolean
}
interface OpenCheck {
  readonly checkId: CheckId
  readonly basisId: BasisId
  readonly closesAt: Instant
}

/** Plain JSON. */
export interface Supervisee {
  readonly phase: 'absent' | 'under-correction' | 'over'
  readonly superviseeId: SuperviseeId | null
  readonly person: PersonId | null
  readonly until: Instant | null
  readonly terms: SupervisionTerms | null
  readonly office: string | null
  readonly officers: readonly PersonId[]
  /** Digest of the document. */
  readonly letter: string | null
  readonly bases: readonly Basis[]
  readonly check: OpenCheck | null
  /** Of the last local day on which there was one. */
  readonly checks: { readonly day: string; readonly opened: readonly CheckId[]; readonly answered: readonly CheckId[] }
}

const absent: Supervisee = {
  phase: 'absent', superviseeId: null, person: null, until: null, terms: null, office: null, officers: [], letter: null, bases: [], check: null, checks: { day: '', opened: [], answered: [] },
}

const evolve = (state: Supervisee, { type, data }: SuperviseeEvent): Supervisee => {
  const over = (basisId: BasisId): Supervisee => ({ ...state, bases: state.bases.map((each) => (each.basisId === basisId ? { ...each, isOver: true } : each)) })
  const granted = (kind: Basis['kind'], { basisId, from, until }: Pick<Basis, 'basisId' | 'from' | 'until'>): Supervisee =>
    ({ ...state, bases: [...state.bases, { basisId, kind, from, until, isOver: false }] })
  switch (type) {
    case 'SupervisionBegan': return { ...state, phase: 'under-correction', superviseeId: data.superviseeId, person: data.person, until: data.until, terms: data.terms, office: data.office }
    case 'OfficeAssigned': return { ...state, office: data.office, officers: data.officers }
    case 'LetterSigned': return { ...state, letter: data.letter.document.digest }
    case 'ChecksPermitted': return granted('checks', data)
    case 'PositioningApproved': return granted('positioning', data)
    case 'BasisLapsed':
    case 'BasisEnded': return over(data.basisId)
    case 'CheckOpened': {
      const day = dayOf(data.at, state.terms!.utcOffsetMs)
      const before = state.checks.day === day ? state.checks : { opened: [], answered: [] }
      const { checkId, basisId, closesAt } = data
      return { ...state, check: { checkId, basisId, closesAt }, checks: { ...before, day, opened: [...before.opened, checkId] } }
    }
    case 'CheckAnswered': return { ...state, check: null, checks: { ...state.checks, answered: [...state.checks.answered, data.checkId] } }
    case 'CheckClosed': return { ...state, check: null }
    case 'CorrectionEnded': return { ...state, phase: 'over' }
    default: return unreachable(type)
  }
}

/** The basis of a kind that carries something now. */
export const liveBasis = (state: Supervisee, kind: Basis['kind'], at: Instant): Basis | null =>
  (state.phase === 'under-correction' ? state.bases.find((each) => each.kind === kind && !each.isOver && each.from <= at && at < each.until) ?? null : null)

const no = (code: SuperviseeRefusal, detail?: Readonly<Record<string, string | number>>): Decision<never> => refuse(code, detail)

/** What ends with a basis. */
const endsWith = (state: Supervisee, basisId: BasisId, at: Instant, superviseeId: SuperviseeId): readonly SuperviseeEvent[] =>
  (state.check?.basisId === basisId ? [{ type: 'CheckClosed', data: { superviseeId, checkId: state.check.checkId, reason: 'basis-over', at } }] : [])

/** I2, I3: why a basis of this kind cannot run from then until then. */
const whyNotGranted = (
  { bases, until: correctionUntil, terms }: Supervisee, kind: Basis['kind'], { basisId, from, until, at }: Pick<Basis, 'basisId' | 'from' | 'until'> & TimedCommand,
): Decision<never> | null => {
  if (bases.some((each) => each.basisId === basisId)) return no('basis-exists')
  if (from >= until) return no('basis-without-length')
  if (until <= at) return no('basis-in-the-past')
  if (until > correctionUntil!) return no('basis-beyond-correction', { until: correctionUntil! })
  if (kind === 'positioning' && until > monthsAfter(from, terms!.positioningMonths, terms!.utcOffsetMs)) return no('basis-too-long', { months: terms!.positioningMonths })
  return bases.some((each) => each.kind === kind && !each.isOver && each.from < until && from < each.until) ? no('basis-overlaps') : null
}
const isSame = (state: Supervisee, kind: Basis['kind'], { basisId, from, until }: Pick<Basis, 'basisId' | 'from' | 'until'>): boolean =>
  state.bases.some((each) => each.basisId === basisId && each.kind === kind && each.from === from && each.until === until)

const openCheck = ({ superviseeId, checkId, by, at }: Extract<SuperviseeCommand, { type: 'OpenCheck' }>, state: Supervisee): Decision<SuperviseeEvent> => {
  const { checks, terms } = state
  if (checks.opened.includes(checkId)) return nothing
  const basis = liveBasis(state, 'checks', at)
  if (basis === null) return no('no-basis')
  if (state.check !== null) return no('check-open', { closesAt: state.check.closesAt })
  const { checksPerDay, checkMs, utcOffsetMs } = terms!
  if (checks.day === dayOf(at, utcOffsetMs) && checks.opened.length >= checksPerDay) return no('too-many-checks', { max: checksPerDay })
  return accept({ type: 'CheckOpened', data: { superviseeId, checkId, basisId: basis.basisId, closesAt: plus(at, checkMs), by, at } })
}

const decide = (command: SuperviseeCommand, state: Supervisee): Decision<SuperviseeEvent> => {
  const { superviseeId, by, at } = command
  if (command.type === 'BeginSupervision') {
    const { person, name, county, office, sentence, from, until, terms, rules } = command
    if (state.phase !== 'absent') return state.person === person && state.until === until ? nothing : no('supervisee-exists')
    if (from >= until || until <= at) return no('correction-without-length')
    return accept({ type: 'SupervisionBegan', data: { superviseeId, person, name, county, office, sentence, from, until, terms, rules, by, at } })
  }
  if (state.phase === 'absent') return no('no-such-supervisee')
  if (state.phase === 'over') return command.type === 'EndCorrection' ? nothing : no('correction-over')
  switch (command.type) {
    case 'AssignOffice': {
      const { office, officers } = command
      const isSo = state.office === office && state.officers.join() === officers.join()
      return isSo ? nothing : accept({ type: 'OfficeAssigned', data: { superviseeId, office, officers, by, at } })
    }
    case 'SignLetter': {
      const { letter } = command
      if (state.letter !== null) return state.letter === letter.document.digest ? nothing : no('letter-signed-otherwise')
      return accept({ type: 'LetterSigned', data: { superviseeId, letter, by, at } })
    }
    case 'PermitChecks': {
      const { basisId, from, until } = command
      if (isSame(state, 'checks', command)) return nothing
      if (state.letter === null) return no('letter-not-signed')
      return whyNotGranted(state, 'checks', command) ?? accept({ type: 'ChecksPermitted', data: { superviseeId, basisId, from, until, by, at } })
    }
    case 'ApprovePositioning': {
      const { basisId, ground, device, decision, from, until } = command
      if (isSame(state, 'positioning', command)) return nothing
      if (device === 'phone' && !state.terms!.phoneMayServe) return no('phone-may-not-serve')
      return whyNotGranted(state, 'positioning', command)
        ?? accept({ type: 'PositioningApproved', data: { superviseeId, basisId, ground, device, decision, from, until, approvedBy: by, at } })
    }
    case 'EndBasis': {
      const { basisId, reason } = command
      const basis = state.bases.find((each) => each.basisId === basisId)
      if (!basis) return no('no-such-basis')
      if (basis.isOver) return nothing
      return accept(...endsWith(state, basisId, at, superviseeId), { type: 'BasisEnded', data: { superviseeId, basisId, reason, by, at } })
    }
    case 'OpenCheck': return openCheck(command, state)
    case 'AnswerCheck': {
      const { checkId } = command
      if (state.checks.answered.includes(checkId)) return nothing
      if (state.check?.checkId === checkId) return accept({ type: 'CheckAnswered', data: { superviseeId, checkId, by, at } })
      return no(state.checks.opened.includes(checkId) ? 'check-over' : 'no-such-check')
    }
    case 'EndCorrection':
      return accept(...overWith(state, superviseeId, at), { type: 'CorrectionEnded', data: { superviseeId, reason: command.reason, by, at } })
    default: return unreachable(command)
  }
}

/** I3: everything that still runs ends with the correction. */
const overWith = (state: Supervisee, superviseeId: SuperviseeId, at: Instant): readonly SuperviseeEvent[] => [
  ...(state.check === null ? [] : endsWith(state, state.check.basisId, at, superviseeId)),
  ...state.bases.filter(({ isOver }) => !isOver).map(({ basisId }): SuperviseeEvent => ({ type: 'BasisLapsed', data: { superviseeId, basisId, at } })),
]

const nextDeadline = ({ phase, until, check, bases }: Supervisee): Instant | null => (phase !== 'under-correction' ? null
  : earliest(until, check?.closesAt, ...bases.filter(({ isOver }) => !isOver).map((each) => each.until)))

/** In this order: a check whose time is over was not answered, also where its basis ends with it. */
const elapse = (state: Supervisee, at: Instant): readonly SuperviseeEvent[] => {
  const { check, bases } = state
  const superviseeId = state.superviseeId!
  const unanswered: readonly SuperviseeEvent[] = check?.closesAt === at ? [{ type: 'CheckClosed', data: { superviseeId, checkId: check.checkId, reason: 'unanswered', at } }] : []
  const now = unanswered.length > 0 ? { ...state, check: null } : state
  if (state.until === at) return [...unanswered, ...overWith(now, superviseeId, at), { type: 'CorrectionEnded', data: { superviseeId, reason: 'served', by: null, at } }]
  return [...unanswered, ...bases.filter((each) => !each.isOver && each.until === at).flatMap(({ basisId }): readonly SuperviseeEvent[] =>
    [...endsWith(now, basisId, at, superviseeId), { type: 'BasisLapsed', data: { superviseeId, basisId, at } }])]
}

export const supervisee: Decider<Supervisee, SuperviseeCommand, SuperviseeEvent> = { category: 'supervisee', initial: () => absent, evolve, decide, nextDeadline, elapse }
