import { Fault, instant, minutes, plus } from '@zhijian/kernel'
import type { Push } from '@zhijian/contracts'
import { describe, expect, it } from 'vitest'
import { sendJournal } from './adapters/send-journal.sqlite.ts'
import type { Channel, Message, Outcome } from './ports.ts'
import { createSender } from './sending.ts'

const nine = instant('2026-03-01T01:00:00.000Z')
const saying = { deliveryId: 'd1' as never, notice: 'answer-arrived' as const, facts: {}, at: nine }
const to = (...people: string[]): Push[] => people.map((recipient) => ({ recipient: recipient as never, channel: 'wechat' }))
const later = new Fault('away', 'away', { retry: 'later' })
const now = new Fault('unclear', 'unclear', { retry: 'now' })

/** A channel that answers what it is told to, and keeps what it was given. */
const scripted = (answers: (Outcome | Error)[], more: Partial<Channel> = {}) => {
  const given: Message[] = []
  const channel: Channel = {
    name: 'wechat', isIdempotent: true, repeatableForMs: minutes(9), ...more,
    async push(message) {
      given.push(message)
      const answer = answers.shift() ?? { outcome: 'delivered' }
      if (answer instanceof Error) throw answer
      return answer
    },
  }
  return { channel, given }
}
const world = (answers: (Outcome | Error)[], more: Partial<Channel> = {}) => {
  let clock = nine
  const journal = sendJournal(':memory:', () => clock)
  const { channel, given } = scripted(answers, more)
  const send = createSender([channel], journal)
  return {
    given, send, journal,
    /** Of one person: the outcome, or the code of what is undone. */
    async outcome(who = 'zhao'): Promise<string> {
      const { receipts, undone } = await send(saying, 0, to(who))
      return undone ? undone.code : receipts[0]!.outcome
    },
    pass: (ms: number) => void (clock = plus(clock, ms)),
  }
}

describe('what may have left', () => {
  it('is repeated under the same id while the provider knows it', async () => {
    const { outcome, given } = world([now])
    expect([await outcome(), await outcome()]).toEqual(['unclear', 'delivered'])
    expect(given[0]!.dedupe).toBe(given[1]!.dedupe)
  })
  it('stays in doubt when the provider was away afterwards: that nothing left then says nothing of before', async () => {
    const { outcome, given, pass } = world([now, later])
    expect([await outcome(), await outcome()]).toEqual(['unclear', 'away'])
    pass(minutes(9))
    expect(await outcome()).toBe('unknown')
    expect(given).toHaveLength(2)
  })
  it('through a channel without de-duplication is not repeated', async () => {
    const { outcome, given } = world([new Error('broke')], { isIdempotent: false })
    expect([await outcome(), await outcome()]).toEqual(['unknown', 'unknown'])
    expect(given).toHaveLength(1)
  })
})

describe('what did not leave', () => {
  it('leaves at any later time', async () => {
    const { outcome, pass } = world([later])
    expect(await outcome()).toBe('away')
    pass(minutes(60))
    expect(await outcome()).toBe('delivered')
  })
  it('does not keep the next 32 from waiting too', async () => {
    const { send, given } = world([later])
    const { receipts, undone } = await send(saying, 0, to(...Array.from({ length: 100 }, (_, i) => `p${i}`)))
    expect([given.length, receipts.length, undone!.code]).toEqual([32, 31, 'away'])
  })
})

it('what came of a push is known after a kill, though its receipt was never recorded', async () => {
  const { outcome, given } = world([{ outcome: 'failed', providerRef: '45009' }])
  expect([await outcome(), await outcome()]).toEqual(['failed', 'failed'])
  expect(given).toHaveLength(1)
})

it('a channel that nobody configured is a receipt, not a stop', async () => {
  const { send } = world([])
  const { receipts, undone } = await send(saying, 0, [{ recipient: 'zhao' as never, channel: 'email' }])
  expect([receipts, undone]).toEqual([[{ recipient: 'zhao', channel: 'email', outcome: 'failed', providerRef: 'no-such-channel' }], null])
})

it('a journal that cannot be written lets nothing leave', async () => {
  const { send, journal, given } = world([])
  journal.close()
  await expect(send(saying, 0, to('zhao'))).rejects.toMatchObject({ code: 'journal-unavailable', retry: 'later' })
  expect(given).toEqual([])
})
