import { memoryBusState } from '@zhijian/bus'
import { Fault, plus } from '@zhijian/kernel'
import { afterEach, describe, expect, it } from 'vitest'
import type { Channel, Message } from '../src/index.ts'
import { nine, openWorld, type Ground } from './world.ts'

const running: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of running.splice(0)) await stop()
})

const world = async (more: { smsFails?: () => Fault | null; ground?: Ground } = {}) => {
  const sent: Message[] = []
  const channel = (name: Channel['name'], isIdempotent: boolean): Channel => ({
    name, isIdempotent,
    async push(message) {
      const fault = name === 'sms' ? more.smsFails?.() : null
      if (fault) throw fault
      sent.push(message)
      return { outcome: 'delivered' }
    },
  })
  const made = await openWorld({ channels: [channel('in-app', true), channel('sms', false)], reach: ['sms'], ...(more.ground && { ground: more.ground }) })
  running.push(made.close)
  return { ...made, sent }
}

const audience = { tier: 1, count: 600, blob: { digest: 'ab'.repeat(32), bytes: 1, mediaType: 'application/json' }, poolVersion: '1' }

describe('a question that goes out', () => {
  it('reaches the best first, and more as time passes', async () => {
    const { happens, pass, told } = await world()
    await happens('AudienceRecorded', { ...audience, at: nine })
    expect(told('in-app')).toBe(50)
    await pass(45)
    expect(told('in-app')).toBe(250)
    await pass(45)
    expect(told('in-app')).toBe(600)
  })
  it('stops when enough have answered, and goes on when an answer is taken away', async () => {
    const { happens, pass, told } = await world()
    await happens('AudienceRecorded', { ...audience, at: nine })
    await happens('QuorumMet', { counted: 3, at: nine })
    await pass(600)
    expect(told('in-app')).toBe(50)
    await happens('QuorumBroken', { counted: 2, missing: 1, at: nine })
    expect(told('in-app')).toBe(600)
  })
  it('goes on when its stop is told after what took it back', async () => {
    const { append, happens, close, ground } = await world()
    await happens('AudienceRecorded', { ...audience, at: nine })
    await close()
    await append('QuorumMet', { counted: 3, at: nine })
    await append('QuorumBroken', { counted: 2, missing: 1, at: nine })
    const again = await world({ ground })
    await again.pass(600)
    expect([again.told('in-app'), again.types().includes('DeliveryStopped')]).toEqual([600, false])
  })
  it('is neither stopped nor resumed by what was sent before its need changed', async () => {
    const { happens, arrives, pass, told } = await world()
    await happens('AudienceRecorded', { ...audience, at: nine })
    await expect(arrives('stop-delivery', { deliveryId: 'q1-2', reason: 'quorum-met', turn: 5 })).rejects.toMatchObject({ code: 'delivery-not-opened', retry: 'later' })
    // What takes it back came first, while nothing was stopped.
    await arrives('resume-delivery', { deliveryId: 'q1-1', turn: 7 })
    await arrives('stop-delivery', { deliveryId: 'q1-1', reason: 'quorum-met', turn: 5 })
    await pass(45)
    expect(told('in-app')).toBe(250)
  })
  it('is planned once, and nobody is asked for contacts again, when the bus forgot that it had told it', async () => {
    const { happens, pass, close, ground, told } = await world()
    await happens('AudienceRecorded', { ...audience, at: nine })
    await pass(45)
    await close()
    const asked: number[] = []
    const again = await openWorld({ channels: [], reach: [], ground, state: memoryBusState(), onContacts: (count) => void asked.push(count) })
    running.push(again.close)
    await again.runtime.idle()
    expect([again.told('in-app'), asked]).toEqual([told('in-app'), []])
    await again.pass(45)
    expect(asked).toEqual([350])
  })
  it('whose audience comes late, when nobody more is needed, is recorded and told to nobody', async () => {
    const { happens, pass, told, types } = await world()
    await happens('QuorumMet', { counted: 3, at: nine })
    await happens('AudienceRecorded', { ...audience, at: nine })
    await pass(600)
    expect([told('in-app'), types()]).toEqual([0, ['DeliveryOpened', 'DeliveryStopped']])
  })
})

describe('a notice', () => {
  it('wakes the asker when an answer comes, once however often the event does', async () => {
    const { happens, sent } = await world()
    await happens('AnswerGiven', { answerId: 'a1', lawyerId: 'zhao', givenAt: nine })
    expect(sent.map((message) => message.recipient)).toEqual(['asker', 'asker'])
  })
  it('of a call goes to who is rung, while it rings', async () => {
    const { happens, sent } = await world()
    const rung = { consultationId: 'q1', askerId: 'asker', lawyerId: 'zhao', device: 'tab', media: 'video', at: nine, ringDue: plus(nine, 45_000) }
    await happens('CallRung', { ...rung, callId: 'k1', by: 'lawyer' }, 'call-k1')
    await happens('CallRung', { ...rung, callId: 'k2', by: 'asker' }, 'call-k2')
    expect([...new Set(sent.map(({ notice, recipient }) => `${notice} ${recipient}`))]).toEqual(['call-rings asker', 'call-rings zhao'])
    expect(sent.filter(({ recipient }) => recipient === 'asker').map(({ facts }) => facts)).toEqual([{ topic: '03' }, { topic: '03' }])
  })
  it('of a call that rang while nobody was told is not given an hour later; that it was missed is', async () => {
    const { close, ground, append } = await world()
    await close()
    const call = { consultationId: 'q1', askerId: 'asker', lawyerId: 'zhao' }
    await append('CallRung', { ...call, callId: 'k1', by: 'lawyer', device: 'tab', media: 'video', at: nine, ringDue: plus(nine, 45_000) }, 'call-k1')
    await append('CallEnded', { ...call, callId: 'k1', end: 'missed', rungBy: 'lawyer', by: null, connectedMs: 0, at: plus(nine, 45_000) }, 'call-k1')
    ground.clock.advance({ hours: 1 })
    const again = await world({ ground })
    await again.runtime.idle()
    expect([...new Set(again.sent.map(({ notice }) => notice))]).toEqual(['call-missed'])
    expect(again.types()).toEqual(['DeliveryOpened', 'DeliveryStopped', 'DeliveryOpened', 'WaveStarted', 'PushesPlanned', 'ReceiptsRecorded'])
  })
  it('of a call whose provider came back too late is given up, with a receipt', async () => {
    const { happens, pass, sent, receipts } = await world({ smsFails: () => new Fault('sms-unavailable', 'away', { retry: 'later' }) })
    await happens('CallRung', { consultationId: 'q1', askerId: 'asker', lawyerId: 'zhao', callId: 'k1', by: 'lawyer', device: 'tab', media: 'video', at: nine, ringDue: plus(nine, 45_000) }, 'call-k1')
    await pass(60)
    expect(sent).toHaveLength(1)
    expect(receipts()).toMatchObject([{ channel: 'in-app', outcome: 'delivered' }, { channel: 'sms', outcome: 'failed', providerRef: 'too-late' }])
  })
  it('of a decision goes to the asker who complained, also when something else had opened the review', async () => {
    const { happens, sent } = await world()
    const subject = { consultationId: 'q1', countyCode: '150921', answerId: 'a1', lawyerId: 'zhao' }
    const decided = { ...subject, reviewerId: 'r', decision: 'keep', reason: null, at: nine }
    const toAsker = () => sent.filter(({ recipient }) => recipient === 'asker').map(({ notice }) => notice)
    await happens('ReviewOpened', { reviewId: 'a1', ...subject, flags: ['contact'], complaint: null, decideDue: nine, at: nine }, 'review-a1')
    await happens('ReviewDecided', { reviewId: 'a1', ...decided }, 'review-a1')
    expect(toAsker()).toEqual([])
    await happens('ReviewOpened', { reviewId: 'a1', ...subject, flags: [], complaint: { complaintId: 'c0', by: 'person-zhao', text: null }, decideDue: nine, at: nine }, 'review-a1')
    await happens('ReviewDecided', { reviewId: 'a1', ...decided }, 'review-a1')
    expect(toAsker()).toEqual([])
    await happens('ReviewOpened', { reviewId: 'a1', ...subject, flags: ['fee'], complaint: null, decideDue: nine, at: nine }, 'review-a1')
    await happens('ReviewCauseAdded', { reviewId: 'a1', flags: [], complaint: { complaintId: 'c1', by: 'asker', text: null }, at: nine }, 'review-a1')
    await happens('ReviewDecided', { reviewId: 'a1', ...decided }, 'review-a1')
    expect(toAsker()).toEqual(['complaint-decided', 'complaint-decided'])
  })
  it('of a call that nobody took goes to who was rung, and of any other call to nobody', async () => {
    const { happens, sent } = await world()
    const ended = { consultationId: 'q1', askerId: 'asker', lawyerId: 'zhao', by: null, connectedMs: 0, at: nine }
    await happens('CallEnded', { ...ended, callId: 'k1', end: 'missed', rungBy: 'lawyer' }, 'call-k1')
    await happens('CallEnded', { ...ended, callId: 'k2', end: 'missed', rungBy: 'asker' }, 'call-k2')
    await happens('CallEnded', { ...ended, callId: 'k3', end: 'declined', by: 'asker', rungBy: 'lawyer' }, 'call-k3')
    expect(sent.map(({ notice, recipient }) => `${notice} ${recipient}`).filter((each, i, all) => all.indexOf(each) === i)).toEqual(['call-missed asker', 'call-missed zhao'])
  })
  it('of a broken promise goes to the duty officer and the desk at once', async () => {
    const { happens, sent } = await world()
    await happens('PromiseBroken', { at: nine })
    expect(new Set(sent.map((message) => message.recipient))).toEqual(new Set(['duty-officer', 'desk']))
  })
})

describe('a provider', () => {
  it('that is away is tried again, and nobody is told twice', async () => {
    let away = true
    const { happens, pass, sent, receipts } = await world({ smsFails: () => (away ? new Fault('sms-unavailable', 'away', { retry: 'later' }) : null) })
    await happens('AnswerGiven', { answerId: 'a1', lawyerId: 'zhao', givenAt: nine })
    away = false
    await pass(30)
    expect(sent.filter((message) => message.recipient === 'asker')).toHaveLength(2)
    expect(receipts()).toMatchObject([{ channel: 'in-app', outcome: 'delivered' }, { channel: 'sms', outcome: 'delivered' }])
  })
  it('of whom nobody knows whether it sent has the receipt "unknown", and is not asked again', async () => {
    const { happens, sent, receipts } = await world({ smsFails: () => new Fault('sms-unclear', 'the connection broke', { retry: 'never' }) })
    await happens('AnswerGiven', { answerId: 'a1', lawyerId: 'zhao', givenAt: nine })
    expect(sent).toHaveLength(1)
    expect(receipts()).toEqual([{ recipient: 'asker', channel: 'in-app', outcome: 'delivered' }, { recipient: 'asker', channel: 'sms', outcome: 'unknown' }])
  })
})
