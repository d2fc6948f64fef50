// Other rules on what happened: two rule sets on the same record, and other terms with the people of the history.
import { diffRules, drawDelay, learnDelays, AS_IT_WAS, whatIf, type OtherRules, type WhatIf } from '@zhijian/audit'
import { aggregates, hostServices } from '@zhijian/embedded'
import type { EventStore, StoredEvent } from '@zhijian/event-store'
import { plus, type DomainEvent, type Instant } from '@zhijian/kernel'
import type { Aggregate } from '@zhijian/runtime'
import { recordWorld, type WorldRecord } from '@zhijian/simulation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeStopped, remove, run } from './world.ts'

const consultation = aggregates.find(({ decider }) => decider.category === 'consultation')!
let world: WorldRecord
let store: Pick<EventStore, 'read' | 'streams'>
beforeAll(async () => {
  world = await recordWorld({ seed: 5, hours: 3, faults: 'none', twice: false }, hostServices)
  const streams = new Map<string, StoredEvent[]>()
  for (const event of world.log) streams.set(event.stream, [...streams.get(event.stream) ?? [], event])
  store = {
    read: async (stream) => streams.get(stream) ?? [],
    streams: async (category, after = '', limit = 1000) => [...streams.keys()].filter((name) => name.startsWith(`${category}-`) && name > after).sort().slice(0, limit),
  }
})

const blobs = { getPublic: async ({ digest }: { readonly digest: string }) => Buffer.from(JSON.stringify(world.audienceOf(digest))) }
const asked = (rules: Partial<OtherRules>, more: { readonly seeds?: number; readonly only?: string | null } = {}): Promise<WhatIf> =>
  whatIf({ store, blobs, consultation, rules: { ...AS_IT_WAS, ...rules }, seeds: more.seeds ?? 10, from: null, to: null, only: more.only ?? null })

describe('what if', () => {
  it('nothing had been otherwise: everything comes out as it did, whatever is drawn', async () => {
    const { cases, unlike, was, would, turned } = await asked({})
    expect(cases).toBeGreaterThan(0)
    expect(unlike).toEqual([])
    expect(turned).toEqual([])
    for (const name of ['keptPercent', 'firstAnswerMs', 'quorumPercent', 'told'] as const) expect({ name, ...would[name] }).toEqual({ name, low: was[name], median: was[name], high: was[name] })
  })
  it('less time is promised: fewer promises are kept, and never more people are told', async () => {
    const tight = await asked({ terms: (terms) => ({ ...terms, promiseMs: 5_000 }) })
    expect(tight.would.keptPercent.high).toBeLessThan(tight.was.keptPercent)
    expect(tight.turned.map(({ would }) => would)).toEqual(tight.turned.map(() => 'broken'))
    expect(tight.turned.length).toBeGreaterThan(0)
  })
  it('one answer is enough: fewer are told; five are wanted: more, with an interval where people are drawn', async () => {
    const one = await asked({ terms: (terms) => ({ ...terms, quorum: 1 }) })
    const five = await asked({ terms: (terms) => ({ ...terms, quorum: 5 }) }, { seeds: 20 })
    expect(one.would.told.high).toBeLessThanOrEqual(one.was.told)
    expect(five.would.told.median).toBeGreaterThanOrEqual(five.was.told)
    expect(five.would.quorumPercent.low).toBeLessThanOrEqual(five.would.quorumPercent.high)
    expect(one.would.quorumPercent.median).toBeGreaterThanOrEqual(five.would.quorumPercent.median)
  })
  it('no window is waited for: more are told, and who was not asked then is marked', async () => {
    const open = await asked({ terms: (terms) => ({ ...terms, tiers: terms.tiers.map((tier) => ({ ...tier, windowMs: tier.windowMs === null ? null : 1000 })) }) })
    expect(open.would.told.median).toBeGreaterThan(open.was.told)
    const [first] = await store.streams('consultation')
    const one = await asked({ terms: (terms) => ({ ...terms, quorum: 9, tiers: terms.tiers.map((tier) => ({ ...tier, windowMs: tier.windowMs === null ? null : 1000 })) }) }, { only: first!, seeds: 1 })
    expect(one.cases).toBe(1)
    expect(one.asked!.length).toBeGreaterThan(0)
    expect(new Set(one.asked!.map(({ lawyerId }) => lawyerId)).size).toBe(one.asked!.length)
  })
  it('half the pool is there, or one wave of ten: fewer are told; twice the pool: imagined lawyers stand behind', async () => {
    const half = await asked({ poolPercent: 50 })
    expect(half.would.told.high).toBeLessThan(half.was.told)
    const ten = await asked({ waves: [{ afterMs: 0, upTo: 1 }] })
    expect(ten.would.told.high).toBeLessThanOrEqual(ten.was.told)
    const [first] = await store.streams('consultation')
    const twice = await asked({ poolPercent: 200 }, { only: first!, seeds: 1 })
    expect(twice.asked!.some(({ lawyerId }) => lawyerId.startsWith('imagined-'))).toBe(true)
  })
  it('is the same again for the same seeds', async () => {
    const rules: Partial<OtherRules> = { terms: (terms) => ({ ...terms, quorum: 4 }) }
    expect(await asked(rules, { seeds: 3 })).toEqual(await asked(rules, { seeds: 3 }))
  })
})

describe('how long people take', () => {
  const waited = [{ ms: 10, isAnswer: true }, { ms: 20, isAnswer: false }, { ms: 30, isAnswer: true }, { ms: 40, isAnswer: false }]
  it('is learnt also from those who were not waited for to the end', () => {
    expect(learnDelays(waited)).toEqual({ told: 4, answered: 2, steps: [{ ms: 10, left: 0.75 }, { ms: 30, left: 0.375 }] })
  })
  it('is drawn: never, for the share that nobody saw answer; later than he was waited for', () => {
    const delays = learnDelays(waited)
    expect(drawDelay(delays, 0.9, null)).toBe(10)
    expect(drawDelay(delays, 0.5, null)).toBe(30)
    expect(drawDelay(delays, 0.3, null)).toBeNull()
    expect(drawDelay(delays, 0.9, 20)).toBe(30)
    expect(drawDelay(delays, 0.4, 20)).toBeNull()
    expect(drawDelay(delays, 0.9, 30)).toBeNull()
    expect(drawDelay(learnDelays([]), 0.5, null)).toBeNull()
  })
})

describe('two rule sets on the same history', () => {
  const shifted = (event: DomainEvent): DomainEvent => {
    const { closesAt } = event.data as { readonly closesAt?: Instant | null }
    return event.type === 'TierOpened' && closesAt ? { ...event, data: { ...(event.data as object), closesAt: plus(closesAt, 1000) } } as DomainEvent : event
  }
  const planted: Aggregate = {
    ...consultation,
    decider: {
      ...consultation.decider,
      decide(command, state) {
        const decision = consultation.decider.decide(command, state)
        return decision.kind === 'accepted' ? { ...decision, events: decision.events.map(shifted) as never } : decision
      },
    },
  }
  const refusing: Aggregate = {
    ...consultation,
    decider: { ...consultation.decider, decide: (command, state) => ((command as { type: string }).type === 'GiveAnswer' ? { kind: 'refused', code: 'not-eligible', detail: {} } as never : consultation.decider.decide(command, state)) },
  }
  const side = (aggregate: Aggregate) => ({ aggregates: [aggregate], rules: null })
  it('alike: nothing differs, over everything that happened', async () => {
    const diff = await diffRules(store, { aggregates, rules: null }, { aggregates, rules: null }, { only: null })
    expect(diff).toMatchObject({ differences: [], undecidable: [] })
    expect(diff.decisions).toBeGreaterThan(100)
    expect(diff.deadlines).toBeGreaterThan(10)
  })
  it('one closes a window later: where, and in which field, once for each opening', async () => {
    const diff = await diffRules(store, side(consultation), side(planted), { only: null })
    const opened = world.log.filter(({ type, version }) => type === 'ConsultationOpened.v1' && version === 0)
    expect(diff.differences.filter(({ command }) => command === 'OpenConsultation').map(({ fields }) => fields)).toEqual(opened.map(() => ['TierOpened.closesAt']))
  })
  it('one refuses what the other takes: why, and nothing that follows is blamed on it', async () => {
    const diff = await diffRules(store, side(consultation), side(refusing), { only: null })
    const given = world.log.filter(({ meta }) => meta.command?.['type'] === 'GiveAnswer')
    expect(diff.differences.length).toBe(given.length)
    for (const { command, one, other } of diff.differences) expect([command, one.says[0], other]).toEqual(['GiveAnswer', 'AnswerGiven', { says: ['not-eligible'], refusal: 'not-eligible' }])
  })
})

describe('on the command line', () => {
  let root: string
  beforeAll(async () => {
    root = await makeStopped()
  })
  afterAll(() => remove(root))
  const data = (): string => `${root}/var`

  it('what-if says what it assumes, an interval, and whom it would have asked, in both languages', async () => {
    const { code, out } = await run(data(), ['replay', 'what-if', 'q2', '--windows', '30,30', '--quorum', '2', '--promise', '120', '--waves', '50@0,250@10', '--seeds', '5'])
    expect(code).toBe(0)
    expect(out).toContain('所作假定')
    expect(out).toMatch(/承诺兑现 {3}实际 0 % {3}假设 /)
    expect(out).toMatch(/第 2 层 region {2}\S+/)
    expect((await run(data(), ['--lang', 'en', 'replay', 'what-if', '--seeds', '2'])).out).toContain('Assumed: ')
    expect((await run(data(), ['replay', 'what-if', '--seeds', '2', '--json'])).json).toMatchObject({ cases: 2, unlike: [], assumption: expect.stringContaining('没有被询问') })
  })
  it('what-if refuses what is no rule, and finds no question where there is none', async () => {
    for (const wrong of [['--windows', '0,5'], ['--windows', 'x'], ['--quorum', '0'], ['--waves', '50@10,40@20'], ['--waves', '5'], ['--pool', '0'], ['--seeds', '0'], ['--from', 'yesterday']]) expect((await run(data(), ['replay', 'what-if', ...wrong])).code, wrong.join(' ')).toBe(2)
    expect(await run(data(), ['replay', 'what-if', '--from', '2027-01-01T00:00:00.000Z'])).toMatchObject({ code: 1, out: '没有符合条件的咨询\n' })
  })
  it('diff compares this build with itself, under another rule set, and with the last release', async () => {
    expect(await run(data(), ['replay', 'diff', '--one', 'this', '--json'])).toMatchObject({ code: 0, json: { differences: [], undecidable: [] } })
    expect((await run(data(), ['replay', 'diff', '--one', 'this:1', '--other', 'this:2'])).out).toMatch(/this:1 与 this:2 的决定完全相同/)
    expect((await run(data(), ['replay', 'diff', '--one', 'last'])).err).toContain('0.1.0:1')
    expect((await run(data(), ['replay', 'diff', '--one', '9.9.9'])).err).toContain('9.9.9')
    const { json } = await run(data(), ['replay', 'diff', 'q1', '--json'])
    expect(json).toMatchObject({ one: '0.1.0', other: 'this', streams: 1 })
  })
})
