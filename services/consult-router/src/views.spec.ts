// The read models against the decider: after any life of a question, what is shown is what is so.
import { consultationEvents, type ConsultationCommand, type ConsultationEvent } from '@zhijian/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plus, type Instant } from '@zhijian/kernel'
import { play } from '@zhijian/testkit'
import { lives } from './consultation.arbitraries.ts'
import { consultation, counted, isMet, type Consultation } from './consultation.ts'
import {
  after, audience, claim, close, counsel, followUp, give, hide, open, rate, regional, T0,
} from './consultation.fixtures.ts'
import { monthlyReport, percentile } from './report.ts'
import { consultations, type ConsultationView } from './views/consultations.ts'
import { monthOf } from './views/facts.ts'
import { figures, type Figures } from './views/figures.ts'
import { holds, lawyerQuestions, type LawyerQuestion } from './views/lawyer-questions.ts'
import { turns, type Turn } from './views/turns.ts'

type StoredEvent = Parameters<typeof consultations.keys>[0]
const RUNS = { numRuns: 300, seed: 20261202 }

const stored = (event: ConsultationEvent, time: Instant): StoredEvent => ({
  id: 'e', type: consultationEvents.storedType(event.type), data: event.data, stream: 'consultation-c1', version: 0, position: '1', hash: '',
  meta: { source: '/consult-router', time, recordedat: time, cause: 'x', actorid: 'a', actorrole: 'system', correlationid: 'c', hashalg: 'sha256' },
}) as unknown as StoredEvent

const shown = <D>(view: { keys: (event: StoredEvent) => readonly string[]; evolve: (document: D | null, event: StoredEvent, id: string) => D | null; on: { types?: readonly string[] } }, events: readonly StoredEvent[]): Map<string, D> => {
  const documents = new Map<string, D>()
  for (const event of events) {
    if (view.on.types && !view.on.types.includes(event.type.slice(0, event.type.lastIndexOf('.v')))) continue
    for (const id of view.keys(event)) documents.set(id, view.evolve(documents.get(id) ?? null, event, id)!)
  }
  return documents
}

it('shows phase, promise, answers, claims and threads as the decider has them', () => {
  fc.assert(fc.property(lives(), (commands) => {
    const { events, state } = play(consultation, commands)
    const facts = events.map(({ event, time }) => stored(event, time))
    const s = state as Consultation
    const view = shown<ConsultationView>(consultations, facts).get('c1')!
    expect(view).toMatchObject({ phase: s.phase, promise: s.promise, target: s.target, isSearching: s.search === 'on', isOverdue: s.isOverdueRaised, isExhausted: s.isExhausted })
    expect(view.listing).toBe(s.phase === 'closed' ? 'closed' : s.phase === 'open' && s.search === 'on' && !isMet(s) ? 'sought' : 'listed')
    expect(view.answers.map(({ answerId: id, status }) => [id, status]).sort()).toEqual(s.answers.map(({ answerId: id, status }) => [id, status]).sort())
    expect(view.answers.filter((answer) => answer.status === 'given')).toHaveLength(counted(s))
    expect(view.claims).toEqual(s.claims)
    expect(view.recused).toEqual(s.recused)
    expect(view.openTo).toBe(s.tiers.at(-1)!.scope)
    // Clocks that are shown are those that run.
    const due = (kind: string, of = ''): Instant | null => s.armed.find((clock) => clock.kind === kind && clock.of === of)?.due ?? null
    const awaited = view.listing !== 'sought' ? null : due('promise') ?? due('quorum')
    expect([view.isOver, view.isOver ? null : view.dueAt]).toEqual([awaited === null, awaited])
    for (const { lawyerId, reminderDue, offerDue } of view.threads) {
      expect([lawyerId, reminderDue, offerDue]).toEqual([lawyerId, due('reminder', lawyerId), due('offer', lawyerId)])
    }
    const threads = view.threads.map(({ lawyerId, waitingSince, offer }) => ({ lawyerId, waitingSince, offer }))
    expect(new Map(threads.map((thread) => [thread.lawyerId, thread]))).toEqual(
      new Map(s.threads.map(({ lawyerId, waitingSince, offer }) => [lawyerId, { lawyerId, waitingSince, offer }])))
    // Whoever holds something is found by his own list.
    const now = events.at(-1)!.time
    const mine = shown<LawyerQuestion>(lawyerQuestions, facts)
    for (const lawyerId of [...s.claims, ...s.threads].map((each) => each.lawyerId)) {
      const { claim: has, waits } = holds(view, lawyerId, now)
      if (has || waits) expect(mine.get(`${lawyerId}~c1`)?.isHolding).toBe(true)
    }
    for (const answer of s.answers) {
      const given = s.answers.some((each) => each.lawyerId === answer.lawyerId && each.status === 'given')
      expect(mine.get(`${answer.lawyerId}~c1`)?.hasAnswered).toBe(given)
    }
    const numbers = shown<Figures>(figures, facts).get('c1')!
    expect(numbers).toMatchObject({ promise: s.promise, isOverdue: s.isOverdueRaised, isExhausted: s.isExhausted, isClosed: s.phase === 'closed', tiersOpened: s.tiers.length, claimsLapsed: s.lapses.length })
    expect(numbers.ratings).toEqual(s.ratings)
    const said = shown<Turn>(turns, facts)
    expect(said.size).toBe(s.threads.reduce((sum, thread) => sum + thread.said.length, 0))
  }), RUNS)
})

describe('figures', () => {
  const facts = (...commands: readonly ConsultationCommand[]) => after(...commands).map((event) => stored(event, T0))
  it('hold no county for a synthetic question', () => {
    expect(shown<Figures>(figures, facts(open({ isProbe: true }))).get('c1')!.countedCounty).toBeNull()
    expect(shown<ConsultationView>(consultations, facts(open({ isProbe: true }))).get('c1')).toMatchObject({ countedCounty: null, listing: 'probe' })
  })
  it('count what a report adds up', () => {
    const life = facts(open(), audience(0, 39, 1), give(counsel('zhao'), 10), give(counsel('qian'), 20), hide('qian', 30), followUp('zhao', 40), claim(regional('li'), 200),
      close(300, { ratings: [{ lawyerId: counsel('zhao').lawyerId, stars: 3 }] }), rate('zhao', 5, 400))
    const numbers = shown<Figures>(figures, life).get('c1')!
    expect(numbers).toMatchObject({
      countedCounty: '150921', month: '2026-12', firstAnswerMs: 10_000, quorumMs: null, answersByTier: [2, 0, 0], answersLocal: 2, hidden: 1, audience: 39, followUps: 1, replies: 0,
      isClosed: true, promise: 'kept', ratings: [{ lawyerId: 'zhao', stars: 5 }],
    })
    expect(monthlyReport('150921', '2026-12', [numbers], { callbacks: [], reviews: [], dangers: [] })).toMatchObject({
      questions: 1, promiseKeptPermille: 1000, ratingCentiStars: 500, firstAnswerMsP95: 10_000, quorumMsP50: null, answers: { county: 2, hidden: 1 },
    })
  })
  it('belong to the month of the county’s own clock', () => {
    expect(monthOf(plus(T0, 0))).toBe('2026-12')
    expect(monthOf('2026-11-30T15:59:59.999Z' as Instant)).toBe('2026-11')
    expect(monthOf('2026-11-30T16:00:00.000Z' as Instant)).toBe('2026-12')
  })
  it('percentiles are values that occurred', () => {
    expect(percentile([], 50)).toBeNull()
    expect(percentile([7], 95)).toBe(7)
    expect([percentile([3, 1, 2, 4], 50), percentile([3, 1, 2, 4], 51), percentile([3, 1, 2, 4], 95), percentile([3, 1, 2, 4], 100)]).toEqual([2, 3, 4, 4])
  })
})
