import { canonical, instant, type Json, type JsonObject } from '@zhijian/kernel'
import { describe, expect, it } from 'vitest'
import { recordCommand, restoreCommand } from './stream.ts'

const AT = instant('2026-03-01T09:00:00.000Z')

describe('a recorded command', () => {
  /** As ADR 0005 says it, and slowly: the first event that holds the same text, if that is longer than a reference. */
  const plainly = (command: JsonObject, events: readonly JsonObject[]): JsonObject => Object.fromEntries(Object.entries(command).map(([name, value]) => {
    const text = canonical(value)
    const holder = events.findIndex((data) => data[name] !== undefined && canonical(data[name]) === text)
    return [name, text.length > 24 && holder >= 0 && (typeof value === 'string' || (typeof value === 'object' && value !== null)) ? { $event: [holder, name] } : value!]
  }))
  const lengths = [0, 1, 2, 3, 4, 10, 11, 12, 20, 21, 22, 23, 24, 25, 40]
  const values: Json[] = [
    null, true, 0, 9_007_199_254_740_991, {}, [], [null], [{}, {}, {}, {}, {}, {}, {}], [1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3],
    ...lengths.flatMap((length): Json[] => ['x'.repeat(length), '"'.repeat(length), '\u0001'.repeat(length), [['x'.repeat(length)]], { a: 'x'.repeat(length) }, { a: { b: '\n'.repeat(length) } }, { ['n'.repeat(length)]: 1, b: null }]),
  ]
  const copyOf = (value: Json): Json => JSON.parse(JSON.stringify(value)) as Json
  const holders: readonly ((value: Json) => readonly JsonObject[])[] = [
    () => [], () => [{ other: 1 }], (value) => [{ it: value }], (value) => [{ it: copyOf(value) }], (value) => [{ other: 1 }, { it: value }, { it: value }], (value) => [{ it: [value] }, { it: copyOf(value) }],
  ]
  it('refers to the first event that holds a value, if that is written longer than a reference, however the value is made', () => {
    let references = 0
    for (const value of values) {
      for (const eventsOf of holders) {
        const [command, events] = [{ type: 'Say', it: value }, eventsOf(value)]
        const recorded = recordCommand({ ...command, at: AT }, events)
        expect(recorded, JSON.stringify([value, events])).toEqual(plainly(command, events))
        expect(restoreCommand(recorded, AT, events)).toEqual({ ...command, at: AT })
        if (recorded['it'] !== value) references += 1
      }
    }
    expect(references).toBeGreaterThan(100)
  })
})
