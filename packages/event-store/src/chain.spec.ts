import { describe, expect, it } from 'vitest'
import { openRow, type StoredRow } from './chain.ts'
import { sampleEvent } from './contract.ts'
import { chainHash, encode, GENESIS, type HashName } from './envelope.ts'

const row = (named: HashName, hashed: HashName, more: Partial<StoredRow> = {}): StoredRow => {
  const text = more.text ?? encode('note-a', 3, sampleEvent('one', {}, { hashalg: named }))
  return { position: '0000000000000009' as never, stream: 'note-a', version: 3, hash: chainHash(hashed, GENESIS, text), ...more, text }
}

describe('a stored row', () => {
  it.each<HashName>(['sha256', 'sm3', 'sha256'])('becomes its event again under %s', (alg) => {
    expect(openRow(row(alg, alg), GENESIS)).toMatchObject({ ...sampleEvent('one', {}, { hashalg: alg }), stream: 'note-a', version: 3, position: '0000000000000009' })
  })
  it.each<[string, StoredRow, object]>([
    ['another hash', row('sha256', 'sha256', { hash: 'ab'.repeat(32) }), { why: 'hash-misfit' }],
    ['a hash of another suite than it names', row('sm3', 'sha256'), { why: 'other-suite', values: { named: 'sm3', fits: 'sha256' } }],
    ['another stream', row('sha256', 'sha256', { stream: 'note-b' }), { why: 'written-as', values: { place: 'note-a@3' } }],
    ['another version', row('sha256', 'sha256', { version: 4 }), { why: 'written-as', values: { place: 'note-a@3' } }],
    ['text that is not JSON', row('sha256', 'sha256', { text: '{"id":' }), { why: 'not-json' }],
  ])('is refused with %s', (_case, given, why) => {
    expect(openRow(given, GENESIS)).toMatchObject(why)
  })
})
