// A release is tried on the live cases of the one before it. The cases here are polls: so many voices are wanted, by a deadline.
import { eventFamily, Instant as InstantSchema } from '@zhijian/contracts'
import { accept, instant, nothing, plus, refuse, type Decider, type DomainEvent, type Instant, type TimedCommand } from '@zhijian/kernel'
import { createExecutor, type Aggregate } from '@zhijian/runtime'
import { memoryStore, virtualClock } from '@zhijian/testkit'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { checkUpgrade } from '../src/index.ts'

type Command = TimedCommand & ({ readonly type: 'Open'; readonly rules: number } | { readonly type: 'Speak'; readonly who: string } | { readonly type: 'Close' })
interface Poll { readonly rules: number | null; readonly voices: readonly string[]; readonly isMet: boolean; readonly due: Instant | null; readonly isClosed: boolean }

const event = <N extends string, S extends z.ZodRawShape>(type: N, shape: S) => z.object({ type: z.literal(type), data: z.object({ ...shape, at: InstantSchema }) })
const opened = event('Opened', { rules: z.int(), due: InstantSchema })
const SCHEMAS = [opened, event('Spoke', { who: z.string() }), event('Met', { voices: z.int() }), event('Missed', { voices: z.int() }), event('Closed', {})] as const
const family = eventFamily('poll', SCHEMAS)

interface Rules { readonly wanted: number; readonly openMs: number }

/** A release: its rule sets by number. */
const release = (sets: Readonly<Record<number, Rules>>, events = family, close: 'closes' | 'refuses' = 'closes'): Aggregate<Poll> => {
  const decider: Decider<Poll, Command, DomainEvent> = {
    category: 'poll',
    initial: () => ({ rules: null, voices: [], isMet: false, due: null, isClosed: false }),
    evolve(state, { type, data }) {
      const told = data as { rules: number; due: Instant; who: string }
      if (type === 'Opened') return { ...state, rules: told.rules, due: told.due }
      if (type === 'Spoke') return { ...state, voices: [...state.voices, told.who] }
      if (type === 'Met') return { ...state, isMet: true, due: null }
      return type === 'Missed' ? { ...state, due: null } : { ...state, isClosed: true, due: null }
    },
    decide(command, state) {
      const { at } = command
      if (command.type === 'Open') return state.rules === null ? accept({ type: 'Opened', data: { rules: command.rules, due: plus(at, sets[command.rules]!.openMs), at } }) : nothing
      if (state.rules === null) return refuse('no-such-poll')
      if (command.type === 'Close') return close === 'refuses' ? refuse('stays-open') : accept({ type: 'Closed', data: { at } })
      const voices = state.voices.length + 1
      const spoke = { type: 'Spoke', data: { who: command.who, at } }
      return !state.isMet && voices >= sets[state.rules]!.wanted ? accept<DomainEvent>(spoke, { type: 'Met', data: { voices, at } }) : accept(spoke)
    },
    nextDeadline: (state) => state.due,
    elapse: (state, at) => [{ type: 'Missed', data: { voices: state.voices.length, at } }],
  }
  return {
    decider, events, isOver: (state) => state.isClosed,
    rules: { shipped: Object.keys(sets).map(Number), opening: 'Opened', of: ({ rules }) => rules as number },
  } as Aggregate<Poll>
}

const THREE = { wanted: 3, openMs: 60_000 }
const TWO = { wanted: 2, openMs: 60_000 }
const first = release({ 1: THREE })

let store: ReturnType<typeof memoryStore>
const world = (aggregate: Aggregate<Poll>) => {
  const clock = virtualClock(instant('2026-03-01T09:00:00.000Z'))
  store = memoryStore()
  const executor = createExecutor({ store, clock, wallNow: () => clock.now(), service: 'hall', hash: 'sha256' })
  let serial = 0
  return {
    clock,
    tell: (stream: string, command: { readonly type: string; readonly who?: string; readonly rules?: number }) => executor.execute(aggregate, stream, () => ({ ...command }), {
      commandId: `command-${String(serial++).padStart(10, '0')}`, actor: { id: 'zhao' as never, role: 'citizen' }, correlationId: stream,
    }),
    settle: (stream: string) => executor.settle(aggregate, stream),
  }
}
const check = (now: Aggregate<Poll>, before: Aggregate<Poll> | null = first) => checkUpgrade({ store, aggregates: [now], before: before && [before] })

/** One that was met and closed, one that waits with a single voice, one that nobody spoke to. */
beforeEach(async () => {
  const { clock, tell } = world(first)
  await tell('poll-met', { type: 'Open', rules: 1 })
  for (const who of ['zhao', 'qian', 'sun']) {
    clock.advance({ seconds: 5 })
    await tell('poll-met', { type: 'Speak', who })
  }
  await tell('poll-met', { type: 'Close' })
  await tell('poll-waits', { type: 'Open', rules: 1 })
  await tell('poll-waits', { type: 'Speak', who: 'li' })
  await tell('poll-silent', { type: 'Open', rules: 1 })
})

describe('a release', () => {
  it('that decides as the one before is accepted; what is over is not asked about', async () => {
    expect(await check(release({ 1: THREE }))).toEqual({ cases: 2, over: 1, carriedOn: 4, rules: { poll: [1] }, findings: [], ok: true })
  })
  it('that wants another quorum under the same number is refused, though nothing in the past of a live case shows it', async () => {
    const careless = release({ 1: TWO })
    expect((await check(careless, null)).findings).toEqual([])
    const { ok, findings } = await check(careless)
    expect(ok).toBe(false)
    expect(findings).toMatchObject([
      { kind: 'goes-on-otherwise', stream: 'poll-silent', rules: 1, says: 'to Speak this release answers Met; the one before Spoke' },
      { kind: 'goes-on-otherwise', stream: 'poll-waits', rules: 1, says: 'to Speak this release answers Met; the one before Spoke' },
    ])
  })
  it('that wants it under a new number is accepted: live cases keep theirs', async () => {
    expect(await check(release({ 1: THREE, 2: TWO }))).toMatchObject({ ok: true, rules: { poll: [1] } })
  })
  it('that lacks the rule set of a live case is refused, also where the release before is not to be had', async () => {
    expect((await check(release({ 2: TWO }), null)).findings).toMatchObject([
      { kind: 'rules-not-shipped', stream: 'poll-silent', rules: 1, says: 'rule set 1 is not shipped with this release' }, { kind: 'rules-not-shipped', stream: 'poll-waits' },
    ])
  })
  it('that would have decided what was decided otherwise is refused', async () => {
    const { clock, tell } = world(first)
    await tell('poll-late', { type: 'Open', rules: 1 })
    await tell('poll-late', { type: 'Speak', who: 'li' })
    await tell('poll-late', { type: 'Speak', who: 'wang' })
    clock.advance({ seconds: 1 })
    expect((await check(release({ 1: TWO }), null)).findings).toMatchObject([{ kind: 'decides-otherwise', stream: 'poll-late', version: 2, rules: 1 }])
  })
  it('that lets a deadline pass otherwise is refused by time alone', async () => {
    const slow = release({ 1: THREE })
    const { decider } = slow
    const deaf: Aggregate<Poll> = { ...slow, decider: { ...decider, elapse: (_, at) => [{ type: 'Closed', data: { at } }] } }
    expect((await check(deaf)).findings[0]).toMatchObject({ says: 'by 2026-03-01T09:01:15.000Z, with nothing more done, Closed follows here; the release before has Missed' })
  })
  it('that refuses what was allowed is refused', async () => {
    expect((await check(release({ 1: THREE }, family, 'refuses'))).findings[0]).toMatchObject({ code: 'commanded-otherwise', values: { command: 'Close', now: 'stays-open', before: 'Closed' } })
  })
  it('that repeats more of what it was told is accepted; that says more of its own, leaves something out or says it otherwise is refused', async () => {
    const { tell } = world(first)
    await tell('poll-told', { type: 'Open', rules: 1 })
    await tell('poll-done', { type: 'Open', rules: 1 })
    await tell('poll-done', { type: 'Close', who: 'bai' })
    const closing = (more: (command: Command) => Readonly<Record<string, string>>): Aggregate<Poll> => ({
      ...first,
      decider: {
        ...first.decider,
        decide(command, state) {
          const decision = first.decider.decide(command, state)
          return decision.kind === 'accepted' ? { ...decision, events: decision.events.map((each) => (each.type === 'Closed' ? { ...each, data: { ...each.data, ...more(command as Command) } } : each)) } : decision
        },
      },
    })
    const told = closing((command): Readonly<Record<string, string>> => ('who' in command ? { who: command.who } : {}))
    expect((await check(told)).findings).toEqual([])
    const otherwise = [{ kind: 'goes-on-otherwise', stream: 'poll-told', code: 'commanded-otherwise', values: { command: 'Close', now: 'Closed', before: 'Closed' } }]
    expect((await check(closing(() => ({ by: 'bai' })))).findings).toMatchObject(otherwise)
    expect((await check(closing(() => ({ who: 'hei' })))).findings).toMatchObject(otherwise)
    expect((await check(first, told)).findings).toMatchObject(otherwise)
    expect((await check(told, closing(() => ({ who: 'hei' })))).findings).toMatchObject(otherwise)
  })
  it('that does not know an event, or a category, is refused', async () => {
    const { findings } = await check(release({ 1: THREE }, eventFamily('poll', [opened]) as never))
    expect(findings).toMatchObject([{ kind: 'unknown-event', stream: 'poll-met', version: 1, values: { event: 'Spoke.v1' } }, { kind: 'unknown-event', stream: 'poll-waits', version: 1 }])
    expect((await checkUpgrade({ store, aggregates: [], before: [first] })).findings).toMatchObject([{ kind: 'unknown-category', stream: 'poll-met' }, { stream: 'poll-silent' }, { stream: 'poll-waits' }])
  })
})
