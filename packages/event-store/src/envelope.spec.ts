import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AssertionFailed, canonical, type JsonObject } from '@zhijian/kernel'
import { sampleEvent } from './contract.ts'
import { chainHash, comparable, decode, encode, eventId, GENESIS, subjectOf, timeOfId, type EventMeta, type NewEvent } from './envelope.ts'

const NINE = '2026-11-22T09:00:00.000Z' as EventMeta['time']

const text = fc.string({ unit: 'binary', maxLength: 12 }).map((some) => some.toWellFormed())
const json: fc.Arbitrary<JsonObject> = fc.dictionary(text, fc.oneof(text, fc.maxSafeInteger(), fc.boolean(), fc.constant(null), fc.array(text))) as never
const meta = fc.record({
  onbehalfof: text, causationid: text, commandid: text, traceparent: text, command: json, due: fc.constantFrom(null, NINE), actorid: text,
  hashalg: fc.constantFrom('sha256' as const, 'sm3' as const), zz: text, '\u0001': text,
}, { requiredKeys: [] }) as fc.Arbitrary<Partial<EventMeta>>
const anyEvent: fc.Arbitrary<NewEvent> = fc.tuple(text, json, meta).map(([cause, data, more]) => sampleEvent(cause, data, more))

describe('the stored text', () => {
  it('is the canonical JSON of the whole envelope, whatever its metadata', () => {
    fc.assert(fc.property(anyEvent, fc.nat(), (event, version) => {
      const whole = { specversion: '1.0', id: event.id, type: event.type, subject: 'note-a', streamversion: version, ...event.meta, data: event.data }
      expect(encode('note-a', version, event)).toBe(canonical(whole))
    }), { seed: 7, numRuns: 500 })
  })
  it('gives the event back', () => {
    fc.assert(fc.property(anyEvent, fc.nat(), (event, version) => {
      const stored = decode(encode('note-a', version, event), '0000000000000001' as never, GENESIS)
      expect(canonical(stored)).toBe(canonical({ ...event, stream: 'note-a', version, position: '0000000000000001', hash: GENESIS }))
    }), { seed: 8, numRuns: 500 })
  })
  it('is refused with a lone surrogate or a fraction anywhere', () => {
    for (const more of [{ actorid: '\ud800' }, { command: { n: 0.5 } }, { traceparent: 'x\udfff' }] as Partial<EventMeta>[]) {
      expect(() => encode('note-a', 0, sampleEvent('one', {}, more))).toThrow(AssertionFailed)
    }
  })
  it('is compared without the time of its recording and its trace', () => {
    const event = sampleEvent('one')
    const later = sampleEvent('one', {}, { recordedat: NINE, traceparent: 't' })
    expect(comparable('note-a', 0, later)).toBe(comparable('note-a', 0, event))
    expect(comparable('note-a', 0, event)).not.toContain('recordedat')
    expect(comparable('note-a', 1, event)).not.toBe(comparable('note-a', 0, event))
  })
})

describe('the chain', () => {
  // SHA-256 of 32 zero bytes and 'abc', and SM3 of the same, from `openssl dgst`.
  it('is H(previous ‖ text)', () => {
    expect(chainHash('sha256', GENESIS, 'abc')).toBe('365aa7d8f7f9402c4b9434502b4cc89ddb09fe50d7cd95b493b834c62d5a5370')
    expect(chainHash('sm3', GENESIS, 'abc')).toBe('454ad3b7cebd18f2879d672612b4a8e8403584a6d66685009b198429b6819514')
  })
  it('hashes texts longer than anything before, and short ones after them', () => {
    const long = chainHash('sha256', GENESIS, '问'.repeat(150_000))
    expect(chainHash('sha256', GENESIS, 'abc')).toBe('365aa7d8f7f9402c4b9434502b4cc89ddb09fe50d7cd95b493b834c62d5a5370')
    expect(chainHash('sha256', GENESIS, '问'.repeat(150_000))).toBe(long)
  })
})

describe('an id', () => {
  it('is made again by a retry, sorts by time, and tells it', () => {
    const id = eventId(NINE, 'command-1', 0)
    expect(eventId(NINE, 'command-1', 0)).toBe(id)
    expect(new Set([id, eventId(NINE, 'command-1', 1), eventId(NINE, 'command-2', 0)]).size).toBe(3)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(eventId('2026-11-22T09:00:00.001Z' as never, 'a', 0) > id).toBe(true)
    expect(timeOfId(id)).toBe(NINE)
  })
})

it('is published under its category, slot, id and name', () => {
  expect(subjectOf({ stream: 'legalAidCase-a-b', type: 'TierOpenedTwice.v12' })).toMatch(/^evt\.legalAidCase\.[0-9a-f]{2}\.a-b\.tier-opened-twice$/)
})
