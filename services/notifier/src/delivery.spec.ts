import type { DeliveryCommand, DeliveryEvent } from '@zhijian/contracts'
import { instant, plus, type Instant } from '@zhijian/kernel'
import { merge, play, scenario } from '@zhijian/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { delivery } from './delivery.ts'

const given = scenario(delivery.decider)
const at = (time: string): Instant => instant(`2026-03-01T${time}.000Z`)
const deliveryId = 'q1-1' as never
const ref = { digest: 'ab'.repeat(32), bytes: 12_000, mediaType: 'application/json' }

const open = (time: string, more: object = {}): DeliveryCommand => ({
  type: 'OpenDelivery', at: at(time), deliveryId, notice: 'question-waits', countyCode: '150921', audience: { kind: 'blob', ref, count: 600 },
  waves: [{ afterMs: 0, upTo: 50 }, { afterMs: 45_000, upTo: 250 }, { afterMs: 90_000, upTo: 1250 }],
  isUrgent: false, isProbe: false, facts: { topic: '03' }, ...more,
} as DeliveryCommand)
const opened = (time: string): DeliveryEvent[] => {
  const decision = delivery.decider.decide(open(time), delivery.decider.initial())
  return decision.kind === 'accepted' ? [...decision.events] : []
}
const wave = (n: number, from: number, upTo: number, time: string): DeliveryEvent =>
  ({ type: 'WaveStarted', data: { deliveryId, wave: n, from, upTo, startedAt: at(time) } })
const stopped = (time: string): DeliveryEvent => ({ type: 'DeliveryStopped', data: { deliveryId, reason: 'quorum-met', stoppedAt: at(time) } })
const plan = (time: string, n: number): DeliveryCommand => ({
  type: 'PlanPushes', at: at(time), deliveryId, wave: n, quotaDay: '2026-03-01',
  pushes: [{ recipient: 'zhao' as never, channel: 'in-app' }, { recipient: 'zhao' as never, channel: 'sms' }], held: [],
})
const planned = (time: string, n: number): DeliveryEvent => {
  const { type: _type, at: plannedAt, ...data } = plan(time, n) as Extract<DeliveryCommand, { type: 'PlanPushes' }>
  return { type: 'PushesPlanned', data: { ...data, plannedAt } }
}
const receipts = (time: string, n: number, ...who: ('in-app' | 'sms')[]): DeliveryCommand => ({
  type: 'RecordReceipts', at: at(time), deliveryId, wave: n,
  receipts: who.map((channel) => ({ recipient: 'zhao' as never, channel, outcome: 'delivered' as const })),
})

describe('a delivery', () => {
  it('starts its first wave at once and the others at their times, each with the ranks that are still left', () => {
    given(opened('09:00:00')).whenTimePasses(at('09:05:00')).then(wave(1, 50, 250, '09:00:45'), wave(2, 250, 600, '09:01:30'))
  })
  it('has no wave, and no clock, for ranks that do not exist', () => {
    const small = open('09:00:00', { audience: { kind: 'list', recipients: ['zhao'] } })
    const { state } = given().when(small)
    expect(delivery.decider.nextDeadline(state)).toBeNull()
  })
  it('is opened once', () => given(opened('09:00:00')).when(open('09:00:10')).thenNothing())
  it('of a question that needs nobody any more is recorded, and nobody is told', () => {
    const { events } = given().when(open('09:00:00', { stopped: 'quorum-met' }))
    expect(events.map((event) => event.type)).toEqual(['DeliveryOpened', 'DeliveryStopped'])
  })
  it('that nobody opened is said to be unknown', () => given().when(plan('09:00:00', 0)).thenRefused('no-such-delivery'))
})

describe('what is true for a while', () => {
  const late: DeliveryEvent = { type: 'DeliveryStopped', data: { deliveryId, reason: 'too-late', stoppedAt: at('09:00:45') } }
  const ringing = (time: string): DeliveryCommand => open(time, { notice: 'call-rings', audience: { kind: 'list', recipients: ['zhao'] }, trueUntil: at('09:00:45') })
  const opening = (time: string): DeliveryEvent[] => {
    const decision = delivery.decider.decide(ringing(time), delivery.decider.initial())
    return decision.kind === 'accepted' ? [...decision.events] : []
  }
  it('is told until then, and recorded and told to nobody from that instant on', () => {
    expect(opening('09:00:44').map(({ type }) => type)).toEqual(['DeliveryOpened', 'WaveStarted'])
    expect(opening('09:00:45').slice(1)).toEqual([late])
  })
  it('is planned until then, and stopped by a plan that comes on that instant', () => {
    given(opening('09:00:00')).when(plan('09:00:44', 0)).then(planned('09:00:44', 0))
    given(opening('09:00:00')).when(plan('09:00:45', 0)).then(late)
  })
  it('keeps the receipts of what left in time, whenever they come', () => {
    given(opening('09:00:00'), planned('09:00:10', 0)).when(receipts('10:00:00', 0, 'sms'))
      .then({ type: 'ReceiptsRecorded', data: { deliveryId, wave: 0, receipts: [{ recipient: 'zhao' as never, channel: 'sms', outcome: 'delivered' }], recordedAt: at('10:00:00') } })
  })
})

describe('stopping', () => {
  it('and resuming end as the later turn of the question has it, in whichever order they come, and however often', () => {
    const stop = (turn: number): DeliveryCommand => ({ type: 'StopDelivery', at: at('09:00:20'), deliveryId, reason: 'quorum-met', turn })
    const resume = (turn: number): DeliveryCommand => ({ type: 'ResumeDelivery', at: at('09:00:20'), deliveryId, turn })
    for (let draw = 0; draw < 64; draw += 1) {
      const sent = [stop(5), resume(7), stop(9), resume(12), stop(5), stop(9)].map((each, n) => ({ each, by: (draw * 2_654_435_761 + n * 40_503) % 97 })).sort((a, b) => a.by - b.by).map(({ each }) => each)
      const events = sent.reduce<readonly DeliveryEvent[]>((before, each) => [...before, ...given(before).when(each).events], opened('09:00:00'))
      const { phase, turn } = given(events).state
      expect([phase, turn]).toEqual(['running', 12])
    }
    // Resumed while it runs, no wave starts again.
    given(opened('09:00:00')).when(resume(7)).then({ type: 'DeliveryResumed', data: { deliveryId, turn: 7, resumedAt: at('09:00:20') } })
    given(opened('09:00:00'), { type: 'DeliveryResumed', data: { deliveryId, turn: 7, resumedAt: at('09:00:20') } }).when(stop(5)).thenNothing()
    // Of one turn once; what does not say which it is, as it comes.
    given(opened('09:00:00'), { type: 'DeliveryStopped', data: { deliveryId, reason: 'quorum-met', turn: 5, stoppedAt: at('09:00:10') } }).when(stop(5)).thenNothing()
    given(opened('09:00:00'), { type: 'DeliveryStopped', data: { deliveryId, reason: 'quorum-met', turn: 5, stoppedAt: at('09:00:10') } }).when({ type: 'ResumeDelivery', at: at('09:00:20'), deliveryId })
      .then({ type: 'DeliveryResumed', data: { deliveryId, resumedAt: at('09:00:20') } }, wave(0, 0, 50, '09:00:20'))
  })
  it('ends the waves', () => given(opened('09:00:00'), stopped('09:00:20')).whenTimePasses(at('10:00:00')).then())
  it('on the very instant of a wave comes after it', () => {
    given(opened('09:00:00')).when({ type: 'StopDelivery', at: at('09:00:45'), deliveryId, reason: 'quorum-met' })
      .then(wave(1, 50, 250, '09:00:45'), stopped('09:00:45'))
  })
  it('repeats harmlessly', () => {
    given(opened('09:00:00'), stopped('09:00:20')).when({ type: 'StopDelivery', at: at('09:00:30'), deliveryId, reason: 'closed' }).thenNothing()
  })
  it('taken back starts what was missed at once, and the rest at its time', () => {
    given(opened('09:00:00'), planned('09:00:01', 0), stopped('09:00:20')).when({ type: 'ResumeDelivery', at: at('09:01:00'), deliveryId })
      .then({ type: 'DeliveryResumed', data: { deliveryId, resumedAt: at('09:01:00') } }, wave(1, 50, 250, '09:01:00'))
  })
  it('that overtakes the plan of a started wave does not cost the best ranks their message: the wave starts again', () => {
    given(opened('09:00:00'), stopped('09:00:01')).when({ type: 'ResumeDelivery', at: at('09:00:30'), deliveryId })
      .then({ type: 'DeliveryResumed', data: { deliveryId, resumedAt: at('09:00:30') } }, wave(0, 0, 50, '09:00:30'))
    given(opened('09:00:00'), wave(1, 50, 250, '09:00:45'), planned('09:00:46', 1), stopped('09:00:50'))
      .when({ type: 'ResumeDelivery', at: at('09:01:00'), deliveryId })
      .then({ type: 'DeliveryResumed', data: { deliveryId, resumedAt: at('09:01:00') } }, wave(0, 0, 50, '09:01:00'))
  })
  it('taken back twice is taken back once', () => given(opened('09:00:00')).when({ type: 'ResumeDelivery', at: at('09:00:10'), deliveryId }).thenNothing())
})

describe('what leaves', () => {
  it('is planned first, and once', () => {
    given(opened('09:00:00')).when(plan('09:00:01', 0)).then(planned('09:00:01', 0))
    given(opened('09:00:00'), planned('09:00:01', 0)).when(plan('09:00:02', 0)).thenNothing()
  })
  it('is not planned for a wave that has not started, nor after a stop', () => {
    given(opened('09:00:00')).when(plan('09:00:44', 1)).thenRefused('wave-not-started')
    given(opened('09:00:00')).when(plan('09:00:45', 1)).then(wave(1, 50, 250, '09:00:45'), planned('09:00:45', 1))
    given(opened('09:00:00'), stopped('09:00:01')).when(plan('09:00:02', 0)).thenRefused('delivery-stopped')
  })
  it('has one receipt a channel, recorded after a stop too', () => {
    const history = [opened('09:00:00'), planned('09:00:01', 0), stopped('09:00:02')]
    const { events } = given(...history).when(receipts('09:00:03', 0, 'in-app'))
    expect(events).toHaveLength(1)
    given(...history, events).when(receipts('09:00:04', 0, 'in-app')).thenNothing()
    const both = given(...history, events).when(receipts('09:00:05', 0, 'in-app', 'sms'))
    expect(both.events).toMatchObject([{ data: { receipts: [{ channel: 'sms' }] } }])
  })
  it('without a plan has no receipt', () => given(opened('09:00:00')).when(receipts('09:00:01', 0, 'in-app')).thenRefused('not-planned'))
})

describe('what a provider says later', () => {
  const took = (time: string): DeliveryEvent => ({
    type: 'ReceiptsRecorded', data: { deliveryId, wave: 0, receipts: [{ recipient: 'zhao' as never, channel: 'sms', outcome: 'delivered', providerRef: '9^0' }], recordedAt: at(time) },
  })
  const said = (outcome: 'delivered' | 'failed', over: object = {}) =>
    ({ recipient: 'zhao' as never, channel: 'sms' as const, providerRef: '9^0', outcome, ...(outcome === 'failed' ? { code: 'SP_NOT_BY' } : {}), ...over })
  const report = (time: string, ...reports: ReturnType<typeof said>[]): DeliveryCommand => ({ type: 'RecordReports', at: at(time), deliveryId, reports })
  const recorded = (time: string, ...reports: ReturnType<typeof said>[]): DeliveryEvent => ({ type: 'ReportsRecorded', data: { deliveryId, reports, recordedAt: at(time) } })
  const history = [opened('09:00:00'), planned('09:00:01', 0), took('09:00:02')].flat()

  it('is a fact of the delivery, with the provider’s code, also long after it stopped', () => {
    given(history).when(report('09:00:10', said('delivered'))).then(recorded('09:00:10', said('delivered')))
    given(history, stopped('09:00:20')).when(report('09:30:00', said('failed'))).then(recorded('09:30:00', said('failed')))
  })
  it('repeats harmlessly, in one message too', () => {
    given(history, recorded('09:00:10', said('failed'))).when(report('09:00:11', said('failed'))).thenNothing()
    given(history).when(report('09:00:10', said('failed'), said('failed'))).then(recorded('09:00:10', said('failed')))
  })
  it('in whatever order it comes ends the same: what reached the person stays so', () => {
    given(history, recorded('09:00:10', said('failed'))).when(report('09:00:11', said('delivered'))).then(recorded('09:00:11', said('delivered')))
    given(history, recorded('09:00:10', said('delivered'))).when(report('09:00:11', said('failed'))).thenNothing()
  })
  it('of what was not taken over, or under another id, or before the receipt, is dropped', () => {
    given(history).when(report('09:00:10', said('delivered', { providerRef: '8^0' }))).thenNothing()
    given(history).when(report('09:00:10', said('delivered', { channel: 'wechat' }))).thenNothing()
    given(opened('09:00:00'), planned('09:00:01', 0)).when(report('09:00:10', said('delivered'))).thenNothing()
    given().when(report('09:00:10', said('delivered'))).thenRefused('no-such-delivery')
  })
})

it('tells the same whichever timers fired, late or never', () => {
  const moment = fc.integer({ min: 0, max: 200 }).map((s) => plus(at('09:00:00'), s * 1000))
  const command = fc.oneof(
    moment.map((when): DeliveryCommand => ({ type: 'StopDelivery', at: when, deliveryId, reason: 'quorum-met' })),
    moment.map((when): DeliveryCommand => ({ type: 'ResumeDelivery', at: when, deliveryId })),
    fc.tuple(moment, fc.integer({ min: 0, max: 2 })).map(([when, n]): DeliveryCommand => ({ ...plan('09:00:00', n), at: when })),
  )
  fc.assert(fc.property(fc.array(command, { maxLength: 12 }), fc.array(moment, { maxLength: 12 }), (commands, ticks) => {
    const ordered = [open('09:00:00'), ...commands.sort((a, b) => (a.at < b.at ? -1 : 1))]
    const run = (items: typeof ordered, looks: Instant[]) =>
      play(delivery.decider, merge(items, looks.map((tick) => ({ tick })).sort((a, b) => (a.tick < b.tick ? -1 : 1))), { until: at('10:00:00') })
    expect(run(ordered, ticks)).toEqual(run(ordered, []))
  }), { seed: 7, numRuns: 500 })
})
