// The sums against a plain count over the log: after any lives of any questions, at any moment of any of them.
import { consultationEvents, type ConsultationEvent } from '@zhijian/contracts'
import { elapsedMs, minutes, plus, type Instant } from '@zhijian/kernel'
import { moved, movesOf, type Share, type Sum } from '@zhijian/runtime'
import { play } from '@zhijian/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lives } from './consultation.arbitraries.ts'
import { consultation } from './consultation.ts'
import { after, counsel, give, open, T0 } from './consultation.fixtures.ts'
import { figuresOf, groupsOf, promiseBoard, youngOf, type BoardFigures } from './promise-board.ts'
import { figures, type Figures } from './views/figures.ts'
import { promiseShares, type PromiseSum } from './views/promise-sums.ts'

interface Told { readonly id: string; readonly time: Instant; readonly event: ConsultationEvent }

const TOWNS = ['150921100201', '150921100202', '150921101201', null] as const
/** Several questions, each with a life of its own, asked up to an hour apart, told in the order of time. */
const county = fc.array(fc.tuple(lives(), fc.constantFrom(...TOWNS), fc.constantFrom('03', '07', '12'), fc.constantFrom('citizen', 'enterprise')), { minLength: 1, maxLength: 12 })
  .map((all) => all.flatMap(([commands, villageCode, topic, channel], place): Told[] => {
    const shift = place * minutes(11)
    return play(consultation, commands).events.map(({ event, time }) => ({
      id: `c${place}`, time: plus(time, shift),
      event: moved_(event, shift, event.type === 'ConsultationOpened' ? { villageCode, channel, topic: { ...event.data.topic, code: topic, asked: null } } : {}),
    }))
  }).sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0)))

/** The same fact, later. */
const moved_ = (event: ConsultationEvent, ms: number, over: object): ConsultationEvent => ({
  ...event, data: { ...Object.fromEntries(Object.entries(event.data).map(([key, value]) =>
    [key, typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value) ? plus(value as Instant, ms) : value])), ...over },
} as ConsultationEvent)

/** As the follower of a view writes it. */
const follow = (told: readonly Told[]): { readonly documents: Map<string, Figures>; readonly sums: Map<string, Sum> } => {
  const documents = new Map<string, Figures>()
  const sums = new Map<string, Sum>()
  for (let from = 0; from < told.length; from += 7) {
    const before = new Map(documents)
    for (const { id, event } of told.slice(from, from + 7)) {
      const stored = { type: consultationEvents.storedType(event.type), data: event.data } as never
      documents.set(id, figures.evolve(documents.get(id) ?? null, stored, id) as Figures)
    }
    const changes = [...documents].filter(([id, document]) => before.get(id) !== document).map(([id, document]) => ({ id, document }))
    for (const { id, document } of moved(sums, movesOf(promiseShares, before, changes))) document === null ? sums.delete(id) : sums.set(id, document)
  }
  return { documents, sums }
}

/** What a clerk would count, with nothing but the facts in hand. */
const countOver = (told: readonly Told[], now: Instant, of: (opened: Extract<ConsultationEvent, { type: 'ConsultationOpened' }>['data']) => boolean): BoardFigures => {
  const total = { asked: 0, answered: 0, quorum: 0, quorumIn10: 0, overdue: 0, pending: 0, kept: 0, broken: 0, voided: 0, waived: 0 }
  const enough = { met: 0, of: 0 }
  const within = { 3: { met: 0, of: 0 }, 6: { met: 0, of: 0 }, 10: { met: 0, of: 0 } }
  for (const facts of Map.groupBy(told, ({ id }) => id).values()) {
    const opened = facts[0]!.event.data as Extract<ConsultationEvent, { type: 'ConsultationOpened' }>['data']
    if (!of(opened)) continue
    const ageAt = (type: ConsultationEvent['type']): number | null => {
      const found = facts.find(({ event }) => event.type === type)
      return found === undefined ? null : elapsedMs(opened.openedAt, found.time)
    }
    const answered = ageAt('AnswerGiven')
    const closed = ageAt('ConsultationClosed')
    const quorum = ageAt('QuorumMet')
    let promise: 'pending' | 'kept' | 'broken' | 'voided' | 'waived' = 'pending'
    for (const { event: { type, data } } of facts) {
      if (type === 'PromiseKept' || type === 'PromiseRestored') promise = 'kept'
      if (type === 'PromiseBroken') promise = 'broken'
      if (type === 'PromiseVoided') promise = 'voided'
      if (type === 'PromiseReopened') promise = 'pending'
      if (type === 'ConsultationClosed' && data.promiseWaived) promise = 'waived'
    }
    total.asked += 1
    total[promise] += 1
    if (answered !== null) total.answered += 1
    if (quorum !== null) total.quorum += 1
    if (quorum !== null && quorum < minutes(10)) total.quorumIn10 += 1
    if (ageAt('QuorumOverdue') !== null) total.overdue += 1
    if (quorum !== null) enough.met += 1
    if (quorum !== null || ageAt('QuorumOverdue') !== null) enough.of += 1
    for (const look of [3, 6, 10] as const) {
      const isMet = answered !== null && answered < minutes(look)
      const isOver = elapsedMs(opened.openedAt, now) >= minutes(look)
      const isDropped = answered === null && closed !== null && closed < minutes(look)
      if (isMet) within[look].met += 1
      if (answered !== null || (!isDropped && (isOver || closed !== null))) within[look].of += 1
    }
  }
  return { ...total, enough, within }
}

describe('the promise board', () => {
  it('shows what a count over the log gives, whole, by the hour and by what it is asked for', () => {
    fc.assert(fc.property(county, fc.nat(), fc.constantFrom('township', 'channel', 'topic'), (all, cut, by) => {
      const told = all.slice(0, 1 + cut % all.length)
      const now = told.at(-1)!.time
      const { documents, sums } = follow(told)
      const of = (dimension: string, grain: string) => [...sums.values()].filter((sum) => sum.by === dimension && sum.grain === grain) as PromiseSum[]
      const recent = [...documents.values()].filter(({ openedAt }) => openedAt > plus(now, -minutes(10)))
      const keyOf = (question: Figures): string => (by === 'township' ? question.township ?? '' : question[by as 'channel' | 'topic'])
      const shown = promiseBoard({ now, series: of('all', 'hour'), cells: of(by, 'day'), recent, grain: 'hour', keyOf })
      expect(shown.total).toEqual(countOver(told, now, () => true))
      for (const { start, figures: hour } of shown.series) {
        expect(hour).toEqual(countOver(told, now, ({ openedAt, policy }) => plus(openedAt, policy.utcOffsetMinutes * 60_000).startsWith(start)))
      }
      for (const { key, figures: group } of shown.groups.rows) {
        expect(group).toEqual(countOver(told, now, (opened) => ({
          township: opened.villageCode?.slice(0, 9) ?? '', channel: opened.channel, topic: opened.topic.code as string,
        })[by as 'township'] === key))
      }
      const groups = [...shown.groups.rows.map((row) => row.figures), ...shown.groups.merged ? [shown.groups.merged.figures] : []]
      expect(groups.reduce((sum, each) => sum + each.asked, 0)).toBe(shown.total.asked)
    }), { numRuns: 60, seed: 20261203 })
  })

  it('counts no synthetic question', () => {
    const [fact] = after(open({ isProbe: true }))
    const document = figures.evolve(null, { type: consultationEvents.storedType(fact!.type), data: fact!.data } as never, 'c1') as Figures
    expect(promiseShares(document)).toEqual([])
  })

  it('is of the county’s own hour, and of the township of the village', () => {
    const told = after(open({ villageCode: '150921100201' }), give(counsel('zhao'), 179))
    const document = told.reduce<Figures | null>((before, { type, data }) => figures.evolve(before, { type: consultationEvents.storedType(type), data } as never, 'c1') as Figures, null)!
    expect(promiseShares(document).map(({ id }: Share) => id)).toEqual([
      `sum/150921/all/hour/${plus(T0, 480 * 60_000).slice(0, 13)}/`, `sum/150921/all/day/${plus(T0, 480 * 60_000).slice(0, 10)}/`,
      ...['township/day', 'channel/day', 'topic/day'].map((of) => expect.stringContaining(`sum/150921/${of}/`)),
    ])
    expect(promiseShares(document)[2]!.is).toMatchObject({ by: 'township', key: '150921100' })
    expect(promiseShares(document)[0]!.add).toMatchObject({ asked: 1, answered: 1, within3: 1, within6: 1, kept: 1 })
  })

  it('has an answer at the very end of three minutes in six, not in three', () => {
    const told = after(open(), give(counsel('zhao'), 180))
    const document = told.reduce<Figures | null>((before, { type, data }) => figures.evolve(before, { type: consultationEvents.storedType(type), data } as never, 'c1') as Figures, null)!
    expect(promiseShares(document)[0]!.add).toMatchObject({ within3: 0, within6: 1, within10: 1 })
  })

  it('holds nothing against a question whose minutes run', () => {
    const question = { openedAt: T0, firstAnswerMs: null, isClosed: false }
    expect(figuresOf([{ asked: 1, pending: 1 }, youngOf(question, plus(T0, minutes(6) - 1))]).within).toEqual({ 3: { met: 0, of: 1 }, 6: { met: 0, of: 0 }, 10: { met: 0, of: 0 } })
    expect(figuresOf([{ asked: 1, pending: 1 }, youngOf(question, plus(T0, minutes(6)))]).within).toEqual({ 3: { met: 0, of: 1 }, 6: { met: 0, of: 1 }, 10: { met: 0, of: 0 } })
  })
})

describe('a group of few', () => {
  const cells = (of: Record<string, number>) => Object.entries(of).map(([key, asked]) => ({ key, sum: { asked } }))
  it('is shown by no name', () => {
    expect(groupsOf(cells({ a: 9, b: 3, c: 2 }))).toMatchObject({ rows: [{ key: 'a' }], merged: { groups: 2, figures: { asked: 5 } } })
  })
  it('cannot be had by taking the others from the total', () => {
    expect(groupsOf(cells({ a: 9, b: 6, c: 1 }))).toMatchObject({ rows: [{ key: 'a' }], merged: { groups: 2, figures: { asked: 7 } } })
    expect(groupsOf(cells({ a: 9, b: 1 }))).toMatchObject({ rows: [], merged: { groups: 2, figures: { asked: 10 } } })
  })
  it('need not be hidden where there is none', () => {
    expect(groupsOf(cells({ a: 9, b: 5 }))).toMatchObject({ rows: [{ key: 'a' }, { key: 'b' }], merged: null })
  })
})
