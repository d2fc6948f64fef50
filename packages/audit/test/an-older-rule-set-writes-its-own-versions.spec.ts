// A jar is filled and spoils three days later. The first release weighs in grams; the second in milligrams, under rule set 2:
// jars that rule set 1 opened go on as they began, deadlines included.
import { eventFamily, Instant as InstantSchema } from '@zhijian/contracts'
import { encode, type StoredEvent } from '@zhijian/event-store'
import { accept, assert, days, instant, nothing, plus, type Decider, type DomainEvent, type Instant, type JsonObject, type TimedCommand } from '@zhijian/kernel'
import { createExecutor, inCurrentForm, type Aggregate } from '@zhijian/runtime'
import { foldStored, unwritten } from '@zhijian/runtime/stream'
import { memoryStore, virtualClock } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { verify } from '../src/index.ts'

const Opened = z.object({ type: z.literal('Opened'), data: z.object({ rules: z.int() }) })
const filled = <const S extends z.ZodRawShape>(weight: S) =>
  z.object({ type: z.literal('Filled'), data: z.object({ ...weight, label: z.string(), spoilsAt: InstantSchema }) })
const spoilt = <const S extends z.ZodRawShape>(weight: S) => z.object({ type: z.literal('Spoilt'), data: z.object({ ...weight, at: InstantSchema }) })

const toMilligrams = ({ grams, ...data }: JsonObject): JsonObject => ({ ...data, milligrams: Number(grams) * 1000 })
const firstFamily = eventFamily('jar', [Opened, filled({ grams: z.int() }), spoilt({ grams: z.int() })])
const secondFamily = eventFamily('jar', [Opened, filled({ milligrams: z.int() }), spoilt({ milligrams: z.int() })], { Filled: [toMilligrams], Spoilt: [toMilligrams] })

interface Jar { readonly rules: number; readonly milligrams: number; readonly spoilsAt: Instant | null; readonly spoilt: number }
type JarCommand = TimedCommand & { readonly type: 'Fill'; readonly grams: number; readonly label: string; readonly rules: number }
interface RuleSet {
  readonly write: <E extends DomainEvent>(event: E) => E
  fill(command: JarCommand, state: Jar): DomainEvent
  spoil(state: Jar, at: Instant): DomainEvent
}

const inGrams = (write: RuleSet['write']): RuleSet => ({
  write,
  fill: ({ grams, label, at }) => ({ type: 'Filled', data: { grams, label, spoilsAt: plus(at, days(3)) } }),
  spoil: ({ milligrams }, at) => ({ type: 'Spoilt', data: { grams: milligrams / 1000, at } }),
})
const inMilligrams = (write: RuleSet['write']): RuleSet => ({
  write,
  fill: ({ grams, label, at }) => ({ type: 'Filled', data: { milligrams: grams * 1000, label, spoilsAt: plus(at, days(3)) } }),
  spoil: ({ milligrams }, at) => ({ type: 'Spoilt', data: { milligrams, at } }),
})

const jar = (family: typeof firstFamily | typeof secondFamily, weightOf: (data: never) => number, sets: Readonly<Record<number, RuleSet>>): Aggregate<Jar> => {
  const decider: Decider<Jar, JarCommand, DomainEvent> = {
    category: 'jar',
    initial: () => ({ rules: 0, milligrams: 0, spoilsAt: null, spoilt: 0 }),
    evolve(state, written) {
      const { type, data } = family.current(written) as { type: string; data: { rules: number; spoilsAt: Instant } }
      if (type === 'Opened') return { ...state, rules: data.rules }
      if (type === 'Filled') return { ...state, milligrams: weightOf(data as never), spoilsAt: data.spoilsAt }
      return { ...state, milligrams: 0, spoilsAt: null, spoilt: state.spoilt + weightOf(data as never) }
    },
    decide(command, state) {
      if (state.milligrams > 0) return nothing
      const rules = state.rules === 0 ? command.rules : state.rules
      const set = sets[rules]
      assert(set, `rule set ${rules} is not shipped`)
      const fact = set.write(set.fill(command, state))
      return state.rules === 0 ? accept(set.write<DomainEvent>({ type: 'Opened', data: { rules } }), fact) : accept(fact)
    },
    nextDeadline: (state) => state.spoilsAt,
    elapse: (state, at) => [sets[state.rules]!.write(sets[state.rules]!.spoil(state, at))],
  }
  return { decider, events: family } as Aggregate<Jar>
}

const firstRelease = jar(firstFamily, ({ grams }: { grams: number }) => grams * 1000, { 1: inGrams(firstFamily.writer({})) })
const secondRelease = jar(secondFamily, ({ milligrams }: { milligrams: number }) => milligrams, {
  1: inGrams(secondFamily.writer({ Filled: 1, Spoilt: 1 })), 2: inMilligrams(secondFamily.writer({ Filled: 2, Spoilt: 2 })),
})

const clock = virtualClock(instant('2026-03-01T09:00:00.000Z'))
const store = memoryStore()
let serial = 0
const running = (aggregate: Aggregate<Jar>, rules: number) => {
  const executor = createExecutor({ store, clock, wallNow: () => clock.now(), service: 'larder', hash: 'sha256' })
  return {
    fill: (stream: string, grams: number) => executor.execute(aggregate, stream, () => ({ type: 'Fill', grams, label: 'gooseberries from the hedge', rules }), {
      commandId: `command-${String(serial++).padStart(10, '0')}`, actor: { id: 'zhao' as never, role: 'citizen' }, correlationId: stream,
    }),
    settle: (stream: string) => executor.settle(aggregate, stream),
    warm: async (stream: string) => (await executor.streams.load(aggregate, stream)).folded.state,
  }
}
const cold = async (stream: string): Promise<Jar> =>
  (await store.read(stream)).reduce((folded, event) => foldStored(secondRelease, folded, event), unwritten(secondRelease)).state
const typesIn = async (stream: string): Promise<string[]> => (await store.read(stream)).map(({ type }) => type)
const texts = (log: readonly StoredEvent[]): string[] => log.map((event) => encode(event.stream, event.version, event))
const audit = async (aggregate: Aggregate<Jar>) => verify((async function* () {
  yield store.log.map((event) => ({
    position: event.position, stream: event.stream, version: event.version, text: encode(event.stream, event.version, event), hash: event.hash,
  }))
})(), { aggregates: [aggregate] })

describe('after a release that knows a second version', () => {
  it('what the first one wrote verifies to the byte, and goes on in the versions it began with', async () => {
    const before = running(firstRelease, 1)
    await before.fill('jar-old', 250)
    clock.advance({ days: 4 })
    await before.settle('jar-old')
    await before.fill('jar-old', 300)
    const written = texts(store.log)
    expect((await audit(firstRelease)).findings).toEqual([])
    expect((await audit(secondRelease)).findings).toEqual([])

    const after = running(secondRelease, 2)
    clock.advance({ days: 4 })
    await after.settle('jar-old')
    await after.fill('jar-old', 350)
    expect(await typesIn('jar-old')).toEqual(['Opened.v1', 'Filled.v1', 'Spoilt.v1', 'Filled.v1', 'Spoilt.v1', 'Filled.v1'])
    expect((await store.read('jar-old')).slice(-2).map(({ data }) => data)).toMatchObject([{ grams: 300 }, { grams: 350 }])
    expect(texts(store.log).slice(0, written.length)).toEqual(written)
    // The first release would have gone on in the same bytes.
    expect((await audit(firstRelease)).findings).toEqual([])
    expect(await after.warm('jar-old')).toEqual(await cold('jar-old'))
    expect(await cold('jar-old')).toMatchObject({ milligrams: 350_000, spoilt: 550_000 })
  })

  it('new streams are written in the second, and a log of both verifies', async () => {
    const after = running(secondRelease, 2)
    await after.fill('jar-new', 250)
    clock.advance({ days: 4 })
    await after.settle('jar-new')
    expect(await typesIn('jar-new')).toEqual(['Opened.v1', 'Filled.v2', 'Spoilt.v2'])
    expect(await after.warm('jar-new')).toEqual(await cold('jar-new'))
    expect(await audit(secondRelease)).toMatchObject({ ok: true, streams: 2, commands: 4, deadlines: 3 })
  })

  it('views and reactions are given the current form of either', () => {
    const families = new Map([['jar', secondFamily]])
    const weights = store.log.filter(({ type }) => type.startsWith('Filled')).map((event) => inCurrentForm(families, event)!)
    expect(weights.map(({ stream, type, data }) => [stream, type, data['milligrams']])).toEqual([
      ['jar-old', 'Filled.v2', 250_000], ['jar-old', 'Filled.v2', 300_000], ['jar-old', 'Filled.v2', 350_000], ['jar-new', 'Filled.v2', 250_000],
    ])
  })

  it('a release whose rule set 1 writes the second version is found out', async () => {
    const careless = jar(secondFamily, ({ milligrams }: { milligrams: number }) => milligrams, {
      1: inMilligrams(secondFamily.writer({ Filled: 2, Spoilt: 2 })), 2: inMilligrams(secondFamily.writer({ Filled: 2, Spoilt: 2 })),
    })
    expect((await audit(careless)).findings).toMatchObject([{ stream: 'jar-old', version: 1, says: 'Filled.v2 is decided here, Filled.v1 is stored' }])
  })
})
