// What an old or differently configured server is told, without a server.
import { describe, expect, it } from 'vitest'
import { whyOtherwise, whyServerUnfit } from '../src/nats-requires.ts'
import { wantedStreams } from '../src/nats-streams.ts'

describe('a server is fit', () => {
  it.each(['2.12.15', '2.12.16', '2.14.0', '2.15.1', '3.0.0', 'v2.15.1', '2.100.0'])('when it is %s', (version) => {
    expect(whyServerUnfit({ version, jetstream: true })).toBeNull()
  })

  it.each(['2.9.10', '2.12.14', '2.11.99', '1.99.99', '0.0.0', 'unknown', ''])('not when it is %s', (version) => {
    expect(whyServerUnfit({ version, jetstream: true })).toMatch(/too old: 2\.12\.15 or newer/)
  })

  it('not with JetStream off, and is told how to switch it on', () => {
    expect(whyServerUnfit({ version: '2.15.1', jetstream: false })).toMatch(/JetStream is off.*-js/)
    expect(whyServerUnfit({ version: '2.15.1' })).toMatch(/JetStream is off/)
  })
})

describe('what the server has', () => {
  const [events] = wantedStreams('zhijian', { maxBytes: 1_000_000 })

  it('may be more than was asked, and leave out what is empty', () => {
    const { max_age: _age, ...rest } = events!
    expect(whyOtherwise('stream', events!, { ...rest, allow_direct: true, metadata: { '_nats.ver': '2.15.1' } })).toBeNull()
  })

  it('is otherwise when a setting was dropped or changed, and every one is named', () => {
    const { max_consumers: _dropped, ...rest } = events!
    expect(whyOtherwise('stream zhijian-events', events!, { ...rest, max_bytes: -1 }))
      .toBe('stream zhijian-events: max_consumers asked 4096, has nothing; max_bytes asked 1000000, has -1')
  })

  it('is otherwise when a list lost an entry, as filter_subjects do on servers that know one only', () => {
    expect(whyOtherwise('consumer', { filter_subjects: ['a', 'b'] }, { filter_subjects: ['a'] })).toContain('filter_subjects')
    expect(whyOtherwise('consumer', { filter_subjects: ['a', 'b'] }, {})).toContain('has nothing')
    expect(whyOtherwise('consumer', { metadata: { consumer: 'x' } }, { metadata: { '_nats.ver': '1' } })).toContain('metadata')
  })
})
