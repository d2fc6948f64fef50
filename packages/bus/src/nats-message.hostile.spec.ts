// A message that somebody put on the broker beside ours: none of ours, and nothing breaks.
import { headers } from '@nats-io/nats-core'
import type { StoredEvent } from '@zhijian/event-store'
import { mutated, mutatedText, triedOn } from '@zhijian/testkit/hostile'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bodyOf, checkpointOf, EPOCH, eventOf, HASH, headersOf, POSITION } from './nats-message.ts'

const event = {
  id: '0190aa00-0000-7000-8000-000000000001', type: 'TierOpened.v1', stream: 'consultation-q1', version: 3, position: '0000000000000009', hash: 'a'.repeat(64),
  data: { consultationId: 'q1', tier: 0, openedAt: '2026-03-02T01:00:00.000Z', closesAt: null }, meta: { actorid: 'somebody', actorrole: 'citizen', cause: 'command', correlationid: 'c', hashalg: 'sha256', source: '/zhijian', time: '2026-03-02T01:00:00.000Z' },
} as unknown as StoredEvent
const sign = fc.string({ unit: 'grapheme-ascii', maxLength: 70 })

it('is an event with all that one has, or none', async () => {
  expect(eventOf({ data: bodyOf(event), headers: headersOf(event, 'epoch') })).toEqual(event)
  await triedOn(fc.tuple(mutated(bodyOf(event)), mutatedText(event.position, ''), mutatedText(event.hash, ''), sign), 800, ([data, position, hash, epoch]) => {
    const beside = headers()
    for (const [name, value] of [[POSITION, position], [HASH, hash], [EPOCH, epoch]] as const) beside.set(name, value.replaceAll(/[\r\n]/g, ''))
    const read = eventOf({ data, headers: beside })
    const checkpoint = checkpointOf({ data, headers: beside })
    expect(read === null).toBe(checkpoint === null)
    if (read !== null) expect([typeof read.stream, typeof read.type, typeof read.id, typeof read.data, Number.isSafeInteger(read.version)]).toEqual(['string', 'string', 'string', 'object', true])
    expect(eventOf({ data })).toBeNull()
  })
})
