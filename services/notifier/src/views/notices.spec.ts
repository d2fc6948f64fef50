import type { StoredEvent } from '@zhijian/event-store'
import { describe, expect, it } from 'vitest'
import { notices, type NoticeDocument } from './notices.ts'
import { quotas } from './quotas.ts'

const event = (type: string, data: object): StoredEvent => ({ type: `${type}.v1`, stream: 'delivery-d1', data: { deliveryId: 'd1', wave: 0, ...data } }) as never
const at = '2026-03-01T01:00:00.000Z'
const planned = (count: number): StoredEvent => {
  const people = Array.from({ length: count }, (_, i) => `p${i}`)
  return event('PushesPlanned', {
    pushes: people.flatMap((recipient) => [{ recipient, channel: 'in-app' }, { recipient, channel: 'sms' }]),
    held: [{ recipient: 'away', channel: null, reason: 'off-duty' }], quotaDay: '2026-03-01', plannedAt: at,
  })
}
const fold = (events: readonly StoredEvent[]): ReadonlyMap<string, NoticeDocument> => {
  const documents = new Map<string, NoticeDocument>()
  for (const each of events) for (const id of notices.keys(each)) documents.set(id, notices.evolve(documents.get(id) ?? null, each, id)!)
  return documents
}

describe('what a recipient sees', () => {
  it('is his own channels, and their outcomes', () => {
    const receipts = event('ReceiptsRecorded', {
      receipts: [{ recipient: 'p1', channel: 'sms', outcome: 'failed', providerRef: 'isv.DAY_LIMIT_CONTROL' }], recordedAt: at,
    })
    const documents = fold([planned(3), receipts])
    expect(documents.get('p1 d1')).toEqual({ recipient: 'p1', deliveryId: 'd1', at, channels: ['in-app', 'sms'], outcomes: { sms: 'failed' }, reports: {}, held: [] })
    expect(documents.get('p2 d1')!.outcomes).toEqual({})
  })
  it('and what the providers said later', () => {
    const took = event('ReceiptsRecorded', { receipts: [{ recipient: 'p1', channel: 'sms', outcome: 'delivered', providerRef: '9^0' }], recordedAt: at })
    const said = event('ReportsRecorded', { reports: [{ recipient: 'p1', channel: 'sms', providerRef: '9^0', outcome: 'failed', code: 'SP_NOT_BY' }], recordedAt: at })
    expect(fold([planned(3), took, said]).get('p1 d1')).toMatchObject({ outcomes: { sms: 'delivered' }, reports: { sms: 'failed' } })
    expect(notices.evolve(null, said, 'p1 d1')).toBeNull()
  })
  it('says why somebody was not told', () => {
    expect(fold([planned(1)]).get('away d1')).toMatchObject({ channels: [], held: [{ reason: 'off-duty', channel: null }] })
  })
  it('of a receipt without a plan is nothing', () => {
    const stray = event('ReceiptsRecorded', { receipts: [{ recipient: 'p9', channel: 'sms', outcome: 'unknown' }], recordedAt: at })
    expect(notices.evolve(null, stray, 'p9 d1')).toBeNull()
  })
})

it.each([notices, quotas])('$collection.name reads a batch as often for 1,000 recipients as for one', (view) => {
  let reads = 0
  const counted = (source: StoredEvent): StoredEvent => ({ ...source, get data() {
    reads += 1
    return source.data
  } })
  const readsOf = (count: number): number => {
    const each = counted(planned(count))
    reads = 0
    const keys = view.keys(each)
    for (const id of keys) view.evolve(null, each, id)
    return reads
  }
  expect(readsOf(1000)).toBe(readsOf(1))
})

it('counts external pushes by channel, and by channel and recipient', () => {
  const each = planned(2)
  expect(quotas.keys(each)).toEqual(['2026-03-01 sms', '2026-03-01 sms p0', '2026-03-01 sms p1'])
  expect(quotas.evolve({ used: 5 }, each, '2026-03-01 sms')).toEqual({ used: 7 })
})
