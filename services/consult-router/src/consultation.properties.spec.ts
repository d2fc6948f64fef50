// What holds in every life of a question. Seeds are fixed here; a failure prints its own.
import { consultationEvents, type ConsultationCommand, type ConsultationEvent } from '@zhijian/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, fold, latest, plus, settle, type Instant, type JsonObject } from '@zhijian/kernel'
import { merge, play } from '@zhijian/testkit'
import { lives, ticksFor } from './consultation.arbitraries.ts'
import { consultation, counted, isMet, missing, type Consultation, type ConsultationState } from './consultation.ts'

const RUNS = { numRuns: 500, seed: 20261201 }
const lastOf = (commands: readonly ConsultationCommand[]): Instant => commands.at(-1)!.at
const cases = lives()
const casesWithTicks = cases.chain((commands) => ticksFor(commands).map((ticks) => ({ commands, ticks })))

/** Walks through a life batch by batch: deadline by deadline, command by command. */
const walk = (
  commands: readonly ConsultationCommand[],
  see: (batch: { at: Instant; before: ConsultationState; after: ConsultationState; events: readonly ConsultationEvent[]; command?: ConsultationCommand }) => void,
): void => {
  let state: ConsultationState = consultation.initial()
  const passTo = (until: Instant): void => {
    for (let due = consultation.nextDeadline(state); due !== null && due <= until; due = consultation.nextDeadline(state)) {
      const before = state
      const events = consultation.elapse(before, due)
      state = fold(consultation, events, before)
      see({ at: due, before, after: state, events })
    }
  }
  for (const command of commands) {
    passTo(command.at)
    const before = state
    const decision = consultation.decide(command, before)
    if (decision.kind !== 'accepted') continue
    state = fold(consultation, decision.events, before)
    see({ at: command.at, before, after: state, events: decision.events, command })
  }
  passTo(plus(lastOf(commands), 40 * 86_400_000))
}

describe('time', () => {
  it('stray ticks and late settling never change what happened', () => {
    fc.assert(fc.property(casesWithTicks, ({ commands, ticks }) => {
      const until = plus(lastOf(commands), 86_400_000)
      expect(play(consultation, merge(commands, ticks), { until }).events).toEqual(play(consultation, commands, { until }).events)
    }), RUNS)
  })

  it('after every batch the next deadline lies ahead, and what a deadline means bears its time', () => {
    fc.assert(fc.property(cases, (commands) => walk(commands, ({ at, after, events, command }) => {
      const next = consultation.nextDeadline(after)
      expect(next === null || next > at).toBe(true)
      expect(events.length).toBeGreaterThan(0)
      for (const { data } of events) {
        const times = Object.entries(data).filter(([name]) => ['at', 'openedAt', 'givenAt', 'takenAt', 'askedAt', 'answeredAt'].includes(name))
        expect(times.map(([, time]) => time)).toEqual([at])
        if (command) continue
        expect(Object.entries(data).filter(([name, due]) => /Due$|closesAt|expiresAt/.test(name) && due !== null && due <= at)).toEqual([])
      }
    })), RUNS)
  })

  it('everything settled at once is everything settled one by one', () => {
    fc.assert(fc.property(cases, (commands) => {
      const state = play(consultation, commands).state
      const until = plus(lastOf(commands), 40 * 86_400_000)
      const atOnce = settle(consultation, state, until)
      let slowly = state
      for (let now = lastOf(commands); now < until; now = latest(plus(now, 1_000), consultation.nextDeadline(slowly) ?? until)) {
        slowly = settle(consultation, slowly, now).state
      }
      expect(settle(consultation, slowly, until).state).toEqual(atOnce.state)
    }), { ...RUNS, numRuns: 200 })
  })
})

describe('what is always true', () => {
  const isArmed = (s: Consultation, kind: string): boolean => s.armed.some((clock) => clock.kind === kind)

  it('counting, clocks and claims agree with each other', () => {
    fc.assert(fc.property(cases, (commands) => {
      const given = new Set<string>()
      walk(commands, ({ at, after, events }) => {
        for (const { type, data } of events) {
          if (type === 'AnswerGiven' || type === 'AnswerRestored') given.add(data.lawyerId)
          if (type === 'AnswerHidden' || type === 'AnswerWithdrawn' || type === 'LawyerRecused') given.delete(data.lawyerId)
        }
        const s = after as Consultation
        expect(counted(s)).toBe(given.size)
        expect(isMet(s)).toBe(given.size >= s.target)
        expect(s.answers.filter((answer) => answer.status !== 'withdrawn').length)
          .toBe(new Set(s.answers.filter((answer) => answer.status !== 'withdrawn').map((answer) => answer.lawyerId)).size)

        const tier = s.tiers.at(-1)!
        const isWaiting = s.search === 'on' && !isMet(s) && tier.audience !== 0 && tier.closesAt !== null && tier.closesAt > at
        expect(isArmed(s, 'tier')).toBe(isWaiting)
        // Nothing is left standing: unmet, with the current tier over or empty, there is no further tier.
        const isOver = tier.audience === 0 || (tier.closesAt !== null && tier.closesAt <= at)
        if (s.search === 'on' && !isMet(s) && isOver) expect([s.isExhausted, s.tiers.length]).toEqual([true, s.terms.tiers.length])
        expect(isArmed(s, 'quorum')).toBe(s.search === 'on' && !s.isOverdueRaised && counted(s) < s.terms.quorum)
        expect(isArmed(s, 'promise')).toBe(s.promise === 'pending')
        expect(isArmed(s, 'rest')).toBe(s.phase === 'open')
        expect(s.armed.filter(({ kind }) => kind === 'claim').map(({ of, due }) => [of, due]).sort())
          .toEqual(s.claims.map(({ lawyerId, expiresAt }) => [lawyerId, expiresAt]).sort())
        if (s.phase !== 'open') expect([s.armed, s.claims, s.search]).toEqual([[], [], 'ended'])
        for (const thread of s.threads) {
          const runs = s.armed.some(({ kind, of }) => (kind === 'reminder' || kind === 'offer') && of === thread.lawyerId)
          if (runs) expect(thread.waitingSince).not.toBeNull()
        }
        expect(new Set(s.armed.map(({ kind, of }) => `${kind}/${of}`)).size).toBe(s.armed.length)
      })
    }), RUNS)
  })

  it('places are never given twice, and nobody answers past a closed door', () => {
    fc.assert(fc.property(cases, (commands) => walk(commands, ({ before, after, events, command }) => {
      const s = before as Consultation
      for (const { type, data } of events) {
        if (type === 'ClaimTaken') expect((after as Consultation).claims.length).toBeLessThanOrEqual(s.policy.claimsPerMissing * missing(s))
        if (type === 'AnswerGiven' && !data.local && !s.claims.some((claim) => claim.lawyerId === data.lawyerId)) {
          expect(missing(s)).toBeGreaterThan(0)
          expect(s.claims.length).toBeLessThan(s.policy.claimsPerMissing * missing(s))
        }
        if (type === 'AnswerGiven') {
          expect(s.phase).not.toBe('closed')
          expect(s.tiers.length).toBeGreaterThan(data.tier)
        }
        if (type === 'TierOpened' && command?.type !== 'OpenConsultation') expect(data.tier).toBe(s.tiers.length)
      }
    })), RUNS)
  })

  it('the promise is called kept or broken as the answers of its time say', () => {
    fc.assert(fc.property(cases, (commands) => walk(commands, ({ at, after, events }) => {
      const s = after as Consultation
      for (const { type, data } of events) {
        if (type !== 'PromiseKept' && type !== 'PromiseRestored') continue
        expect(s.answers.find((answer) => answer.answerId === data.answerId)!.givenAt < s.promiseDue).toBe(true)
      }
      const inTime = s.answers.some((answer) => answer.status === 'given' && answer.givenAt < s.promiseDue)
      if (s.phase !== 'closed' && inTime) expect(['kept', 'waived']).toContain(s.promise)
      if (s.phase === 'open' && s.promise === 'pending') expect([at < s.promiseDue, inTime]).toEqual([true, false])
      if (s.promise === 'broken') expect([at >= s.promiseDue, inTime]).toEqual([true, false])
    })), RUNS)
  })

  it('operators hear of an overdue quorum once, tiers open in order and once, exhaustion is told once', () => {
    fc.assert(fc.property(cases, (commands) => {
      const { events } = play(consultation, commands, { until: plus(lastOf(commands), 40 * 86_400_000) })
      const of = (type: ConsultationEvent['type']) => events.filter(({ event }) => event.type === type)
      expect(of('QuorumOverdue').length).toBeLessThanOrEqual(1)
      expect(of('TiersExhausted').length).toBeLessThanOrEqual(1)
      expect(of('PromiseBroken').length).toBeLessThanOrEqual(1)
      expect(of('TierOpened').map(({ event }) => (event.type === 'TierOpened' ? event.data.tier : -1))).toEqual(of('TierOpened').map((_, i) => i))
    }), RUNS)
  })

  it('a command that was accepted records nothing when it comes again', () => {
    fc.assert(fc.property(cases, (commands) => walk(commands, ({ after, command }) => {
      if (command) expect(consultation.decide(command, after).kind).not.toBe('accepted')
    })), RUNS)
  })
})

describe('the record', () => {
  it('is as its contract says, survives encoding, and folds to the same state', () => {
    fc.assert(fc.property(cases, (commands) => {
      const { events, state } = play(consultation, commands, { until: plus(lastOf(commands), 86_400_000) })
      const stored = events.map(({ event }) => ({ type: consultationEvents.storedType(event.type), text: canonical(event.data) }))
      const read = stored.map(({ type, text }) => consultationEvents.read(type, JSON.parse(text) as JsonObject)!)
      read.forEach((event, i) => {
        expect(event).toEqual(events[i]!.event)
        expect(consultationEvents.schemaOf(event.type).parse(event)).toEqual(event)
      })
      expect(fold(consultation, read)).toEqual(state)
    }), { ...RUNS, numRuns: 200 })
  })

  it('comes out the same when the same commands are played again', () => {
    fc.assert(fc.property(cases, (commands) => {
      expect(play(consultation, structuredClone(commands) as ConsultationCommand[])).toEqual(play(consultation, commands))
    }), { ...RUNS, numRuns: 200 })
  })
})

it('the lives that are drawn reach every event and a dozen refusals', () => {
  const seen = new Map<string, number>()
  const refused = new Set<string>()
  for (const commands of fc.sample(cases, { ...RUNS, numRuns: 700 })) {
    const { events, refusals } = play(consultation, commands, { until: plus(lastOf(commands), 40 * 86_400_000) })
    for (const { event } of events) seen.set(event.type, (seen.get(event.type) ?? 0) + 1)
    for (const { code } of refusals) refused.add(code)
  }
  const rare = consultationEvents.names.filter((name) => (seen.get(name) ?? 0) < 10)
  expect(rare).toEqual(['MandateRecorded', 'AgentDismissed'])
  expect(refused.size).toBeGreaterThanOrEqual(12)
})
