// The whole notifier over the doubles of its providers: refusals, doubts, kills between taking over and receipt, redelivery.
import { memoryBusState } from '@zhijian/bus'
import type { PushChannel } from '@zhijian/contracts'
import { afterEach, describe, expect, it } from 'vitest'
import { inAppChannel } from '../src/index.ts'
import { addressOf, openWorldOfProviders, type WorldOfProviders } from './doubles.ts'
import { nine, openGround, openWorld, type Ground } from './world.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})
const providers = async (): Promise<WorldOfProviders> => {
  const made = await openWorldOfProviders()
  // First of all, so that nobody who drains waits for a provider.
  closing.unshift(made.close)
  return made
}
const notifier = async (over: WorldOfProviders, reach: readonly PushChannel[], more: { ground?: Ground; state?: ReturnType<typeof memoryBusState> } = {}) => {
  const made = await openWorld({ channels: [inAppChannel({ broadcast: () => {} }), ...over.channels], reach, ...more } as never)
  closing.push(made.close)
  return made
}
const answered = { answerId: 'a1', lawyerId: 'zhao', givenAt: nine }
const audience = { tier: 1, count: 600, blob: { digest: 'ab'.repeat(32), bytes: 1, mediaType: 'application/json' }, poolVersion: '1', at: nine }

describe('a provider that refuses', () => {
  it('is recorded with its code, and asked no more', async () => {
    const over = await providers()
    const { happens, pass, receipts } = await notifier(over, ['wechat'])
    await over.next('wechat', { error: '45009' })
    await happens('AnswerGiven', answered)
    await pass(3600)
    expect(receipts()).toEqual([{ recipient: 'asker', channel: 'in-app', outcome: 'delivered' }, { recipient: 'asker', channel: 'wechat', outcome: 'failed', providerRef: '45009' }])
    expect(await over.received('wechat')).toHaveLength(1)
  })
})

describe('a provider that is away', () => {
  it('holds up its own messages only, and gets each of them once when it is back', async () => {
    const over = await providers()
    const { happens, pass, receipts } = await notifier(over, ['sms'])
    await over.next('sms', ...Array.from({ length: 10 }, () => ({ error: 'ServiceUnavailable' })))
    await happens('AudienceRecorded', audience)
    // Of the first 32 ten were turned away; the other 18 were not tried.
    expect([receipts().filter((each) => each.channel === 'in-app').length, receipts().filter((each) => each.channel === 'sms').length]).toEqual([50, 22])
    await pass(1)
    expect(receipts().filter((each) => each.channel === 'sms' && each.outcome === 'delivered')).toHaveLength(50)
    const handed = (await over.handed('sms')).flatMap((each) => each.to)
    expect([handed.length, new Set(handed).size]).toEqual([50, 50])
  })
})

describe('a message in doubt', () => {
  it('goes again through WeChat, and reaches the person once', async () => {
    const over = await providers()
    const { happens, pass, receipts } = await notifier(over, ['wechat'])
    await over.next('wechat', 'drop-after', 'malformed')
    await happens('AnswerGiven', answered)
    await pass(1)
    await pass(2)
    expect(receipts()).toContainEqual({ recipient: 'asker', channel: 'wechat', outcome: 'delivered', providerRef: '1' })
    expect([(await over.received('wechat')).length, (await over.handed('wechat')).length]).toEqual([3, 1])
  })
  it('by SMS is shown as unknown, and not sent again', async () => {
    const over = await providers()
    const { happens, pass, receipts } = await notifier(over, ['sms'])
    await over.next('sms', 'drop-after')
    await happens('AnswerGiven', answered)
    await pass(3600)
    expect(receipts()).toContainEqual({ recipient: 'asker', channel: 'sms', outcome: 'unknown' })
    expect(await over.received('sms')).toHaveLength(1)
  })
})

describe('a process killed between the provider\'s taking over and the receipt', () => {
  const killedWhileSending = async (channel: 'sms' | 'wechat') => {
    const over = await providers()
    const ground = openGround()
    const before = await notifier(over, [channel], { ground })
    await over.next(channel, 'hold')
    await before.append('AnswerGiven', answered)
    await over.arrived(channel)
    // What a kill leaves: the log, the journal, the bus's state. The first process is stuck in its request from here on.
    const after = await notifier(over, [channel], { ground, state: ground.state.copy() as never })
    await after.runtime.idle()
    return { over, after }
  }
  it('has, by SMS, an unknown receipt; the provider is not asked again', async () => {
    const { over, after } = await killedWhileSending('sms')
    expect(after.receipts()).toEqual([{ recipient: 'asker', channel: 'in-app', outcome: 'delivered' }, { recipient: 'asker', channel: 'sms', outcome: 'unknown' }])
    expect([(await over.received('sms')).length, (await over.handed('sms')).length]).toEqual([1, 1])
  })
  it('has, through WeChat, a receipt; it was sent again and reached the person once', async () => {
    const { over, after } = await killedWhileSending('wechat')
    expect(after.receipts()).toContainEqual({ recipient: 'asker', channel: 'wechat', outcome: 'delivered', providerRef: '1' })
    expect([(await over.received('wechat')).length, (await over.handed('wechat')).length]).toEqual([2, 1])
  })
})

it('events that come twice reach nobody twice', async () => {
  const over = await providers()
  const ground = openGround()
  const first = await notifier(over, ['wechat', 'sms'], { ground })
  await first.happens('AnswerGiven', answered)
  await first.happens('FollowUpAnswered', { lawyerId: 'zhao', replyId: 'r1', at: nine })
  const receipts = first.receipts().length
  // A bus that has forgotten everything delivers everything again.
  const second = await notifier(over, ['wechat', 'sms'], { ground, state: memoryBusState() })
  await second.runtime.idle()
  expect(await over.handed('wechat')).toHaveLength(2)
  expect([receipts, second.receipts().length]).toEqual([4, 4])
})

it('staff are told in one message to their group', async () => {
  const over = await providers()
  const { happens, receipts } = await notifier(over, ['wecom'])
  await happens('PromiseBroken', { at: nine })
  expect(await over.handed('wecom')).toMatchObject([{ to: [addressOf('duty-officer', 'wecom'), addressOf('desk', 'wecom')] }])
  expect(receipts().filter((each) => each.channel === 'wecom' && each.outcome === 'delivered')).toHaveLength(2)
})

it('no address and no text is in the log, whatever went wrong', async () => {
  const over = await providers()
  const { happens, pass, store, bus } = await notifier(over, ['wechat', 'sms'])
  await over.next('wechat', 'drop-after', { error: '40001' }, { error: '47003' })
  await over.next('wechat-token', ...Array.from({ length: 40 }, () => 'malformed' as const))
  await happens('AnswerGiven', answered)
  await happens('QuorumOverdue', { counted: 1, at: nine })
  for (let i = 0; i < 12; i += 1) await pass(400)
  const status = await bus.status()
  expect(status.flatMap(({ heldFor }) => heldFor)).toEqual(['wechat-token-unavailable'])
  expect(await bus.deadLetters.list()).toEqual([])
  expect(JSON.stringify([store.log, status])).not.toMatch(/oOpenId_|138\d{8}|劳动人事|double-app-secret/)
})
