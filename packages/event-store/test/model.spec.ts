// Random appends from several writers through two connections against a model of what a log is: a list.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isFault } from '@zhijian/kernel'
import { checkStore } from '../src/check.ts'
import { eventsOf, readTail, sampleEvent, untilCaughtUp } from '../src/contract.ts'
import type { NewEvent } from '../src/envelope.ts'
import type { Expected } from '../src/port.ts'
import type { SqliteStore } from '../src/sqlite.ts'
import { openLog } from './sqlite-log.ts'

interface Step {
  readonly stream: string
  /** What is said of the stream's version: right, or off by so much. */
  readonly off: number
  readonly causes: readonly string[]
  readonly second: boolean
  /** Together with the next in one turn. */
  readonly joins: boolean
  /** Repeats an earlier append instead. */
  readonly repeats: number | null
}

const step: fc.Arbitrary<Step> = fc.record({
  stream: fc.constantFrom('note-a', 'note-b', 'book-a', 'book-b'),
  off: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: -3, max: 2 })),
  causes: fc.array(fc.string({ unit: 'grapheme', maxLength: 6 }), { minLength: 1, maxLength: 4 }),
  second: fc.boolean(),
  joins: fc.boolean(),
  repeats: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.nat(30)),
})

interface Call { readonly stream: string; readonly events: readonly NewEvent[]; readonly expected: Expected }

/** The list and its rule. */
const model = () => {
  const log: { stream: string; version: number; id: string; text: string }[] = []
  const of = (stream: string) => log.filter((each) => each.stream === stream)
  return {
    log,
    version: (stream: string): number => of(stream).length - 1,
    append({ stream, events, expected }: Call): string {
      const there = of(stream)
      const after = expected === 'no-stream' ? -1 : expected
      if (after === there.length - 1) {
        events.forEach((event, n) => log.push({ stream, version: after + 1 + n, id: event.id, text: JSON.stringify(event) }))
        return `written ${after + events.length}`
      }
      const same = events.every((event, n) => there[after + 1 + n]?.text === JSON.stringify(event))
      return same ? `there ${after + events.length}` : 'conflict'
    },
  }
}

const answerOf = async (store: SqliteStore, { stream, events, expected }: Call): Promise<string> => {
  try {
    const { version, written } = await store.append(stream, events, expected)
    return `${written ? 'written' : 'there'} ${version}`
  } catch (error) {
    if (isFault(error, 'version-conflict')) return 'conflict'
    throw error
  }
}

describe('any appends by several writers', () => {
  it('leave the log that a list would be, and are answered alike', async () => {
    const met = { written: 0, there: 0, conflict: 0 }
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
      const opened = await openLog()()
      const second = await opened.second!() as SqliteStore
      try {
        const list = model()
        const calls: Call[] = []
        let serial = 0
        let turn: { readonly asked: Promise<string>; readonly expected: string }[] = []
        let through = opened.store
        const endTurn = async (): Promise<void> => {
          for (const { asked, expected } of turn) {
            expect(await asked).toBe(expected)
            met[expected.split(' ')[0] as keyof typeof met] += 1
          }
          turn = []
        }
        for (const { stream, off, causes, second: other, joins, repeats } of steps) {
          const version = list.version(stream) + off
          const call: Call = repeats !== null && calls.length > 0 ? calls[repeats % calls.length]! : {
            stream, expected: version < 0 ? 'no-stream' : version,
            events: causes.map((cause) => sampleEvent(`${(serial += 1)}/${cause}`)),
          }
          calls.push(call)
          // Within one turn one connection: two would race, and either order be right.
          if (turn.length === 0) through = other ? second : opened.store
          turn.push({ asked: answerOf(through, call), expected: list.append(call) })
          if (!joins) await endTurn()
        }
        await endTurn()
        for (const store of [opened.store, second]) {
          const events = eventsOf(await readTail(store, null, {}, untilCaughtUp, 3))
          expect(events.map((event) => [event.stream, event.version, event.id])).toEqual(list.log.map((each) => [each.stream, each.version, each.id]))
          const notes = eventsOf(await readTail(store, null, { categories: ['note'] }, untilCaughtUp, 2))
          expect(notes).toEqual(events.filter((event) => event.stream.startsWith('note-')))
          for (const stream of ['note-a', 'book-b']) expect(await store.read(stream)).toEqual(events.filter((event) => event.stream === stream))
        }
        expect((await checkStore(opened.store, null)).findings).toEqual([])
      } finally {
        await second.close()
        await opened.dispose()
      }
    }), { seed: 20261122, numRuns: 50 })
    // The property got to where it matters.
    for (const [answer, times] of Object.entries(met)) expect(times, answer).toBeGreaterThan(30)
  })
})
