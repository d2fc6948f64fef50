// The call-back, command by command: accepted, refused, repeated, on the boundary, just past it.
import type { CallbackCommand, CallbackEvent, CallbackId, CallbackRefusal, ConsultationId, PersonId } from '@zhijian/contracts'
import { describe, expect, it } from 'vitest'
import { fold } from '@zhijian/kernel'
import { play, scenario } from '@zhijian/testkit'
import { callback, callbackAt, callbackIdOf, type CallbackState } from './callback.ts'
import { ASKER, at, COUNTY, DAY } from './consultation.fixtures.ts'

const callbackId = 'cb1' as CallbackId
const [desk, other] = ['desk-1', 'desk-2'] as PersonId[] as [PersonId, PersonId]
const of = { consultationId: 'c1' as ConsultationId, countyCode: COUNTY, askerId: ASKER, cause: 'promise-broken', takeMs: 600_000, tries: 3, withinMs: 86_400_000 } as const
const request = (s = 0): CallbackCommand => ({ type: 'RequestCallback', at: at(s), callbackId, ...of })
const take = (s: number, agentId = desk): CallbackCommand => ({ type: 'TakeCallback', at: at(s), callbackId, agentId })
const release = (s: number, agentId = desk): CallbackCommand => ({ type: 'ReleaseCallback', at: at(s), callbackId, agentId })
const failed = (attempt: number, s: number, agentId = desk): CallbackCommand => ({ type: 'ReportFailedAttempt', at: at(s), callbackId, agentId, attempt, failure: 'no-reply' })
const reached = (s: number, agentId = desk): CallbackCommand => ({ type: 'ReportReached', at: at(s), callbackId, agentId, connectedMs: 95_000 })
const cancel = (s: number, by: PersonId = ASKER): CallbackCommand => ({ type: 'CancelCallback', at: at(s), callbackId, by })
const given = (...commands: readonly CallbackCommand[]) => {
  const events = play(callback, commands).events.map(({ event }) => event)
  return scenario(callback)(...events)
}
const untaken = (s: number): CallbackEvent => ({ type: 'CallbackUntaken', data: { callbackId, at: at(s) } })
const attemptFailed = (attempt: number, s: number): CallbackEvent => ({ type: 'CallAttemptFailed', data: { callbackId, agentId: desk, attempt, failure: 'no-reply', at: at(s) } })
const over = (end: 'tries' | 'time', attempts: number, s: number): CallbackEvent => ({ type: 'CallbackFailed', data: { callbackId, end, attempts, at: at(s) } })

describe('a call-back', () => {
  it('is requested once', () => {
    given().when(request()).then({ type: 'CallbackRequested', data: { callbackId, ...of, takeDue: at(600), endsAt: at(DAY), at: at(0) } })
    given(request()).when(request(5)).thenNothing()
  })
  it('is taken within ten minutes; at the tenth the duty officer is told, and it can still be taken', () => {
    given(request()).when(take(599.999)).then({ type: 'CallbackTaken', data: { callbackId, agentId: desk, waitMs: 599_999, at: at(599.999) } })
    given(request()).when(take(600)).then(untaken(600), { type: 'CallbackTaken', data: { callbackId, agentId: desk, waitMs: 600_000, at: at(600) } })
    given(request(), take(5)).when(take(6)).thenNothing()
    given(request(), take(5)).whenTimePasses(at(DAY - 0.001)).thenNothing()
  })
  it('is given back, and waits for another ten minutes, if as many are left', () => {
    given(request(), take(5)).when(release(10)).then({ type: 'CallbackReleased', data: { callbackId, agentId: desk, takeDue: at(610), at: at(10) } })
    given(request(), take(5), release(10)).when(release(11)).thenNothing()
    given(request(), take(5), release(10)).whenTimePasses(at(610)).then(untaken(610))
    given(request(), take(5)).when(release(DAY - 600)).then({ type: 'CallbackReleased', data: { callbackId, agentId: desk, takeDue: null, at: at(DAY - 600) } })
  })
  it('fails with the third attempt that fails, and not before', () => {
    given(request(), take(5), failed(1, 10)).when(failed(2, 20)).then(attemptFailed(2, 20))
    given(request(), take(5), failed(1, 10)).when(failed(1, 20)).thenNothing()
    given(request(), take(5), failed(1, 10), failed(2, 20)).when(failed(3, 30)).then(attemptFailed(3, 30), over('tries', 3, 30))
    given(request(), take(5), failed(1, 10), failed(2, 20), failed(3, 30)).when(failed(3, 31)).thenNothing()
  })
  it('fails after 24 hours, whatever was tried', () => {
    given(request(), take(5), failed(1, 10)).whenTimePasses(at(DAY)).then(over('time', 1, DAY))
    given(request()).whenTimePasses(at(2 * DAY)).then(untaken(600), over('time', 0, DAY))
    given(request(), take(5)).when(reached(DAY)).thenRefused('callback-over', over('time', 0, DAY))
  })
  it('ends when she is reached, and no clock runs on', () => {
    const state = given(request(), take(5), failed(1, 10)).when(reached(20)).then(
      { type: 'CallbackReached', data: { callbackId, agentId: desk, attempt: 2, connectedMs: 95_000, at: at(20) } })
    expect(callback.nextDeadline(state)).toBeNull()
    given(request(), take(5), reached(20)).when(reached(21)).thenNothing()
  })
  it('is cancelled by the asker', () => {
    given(request(), take(5)).when(cancel(10)).then({ type: 'CallbackCancelled', data: { callbackId, by: ASKER, at: at(10) } })
    given(request(), cancel(10)).when(cancel(11)).thenNothing()
  })

  const REFUSED: Readonly<Record<CallbackRefusal, readonly [readonly CallbackCommand[], CallbackCommand]>> = {
    'no-such-callback': [[], take(5)],
    'callback-over': [[request(), cancel(4)], take(5)],
    'taken-by-another': [[request(), take(4)], take(5, other)],
    'not-taken': [[request()], reached(5)],
    'attempt-out-of-order': [[request(), take(4)], failed(2, 5)],
    'not-asker': [[request()], cancel(5, other)],
  }
  it.each(Object.entries(REFUSED))('is refused: %s', (code, [history, command]) => {
    given(...history).when(command).thenRefused(code)
  })
  it('refuses everybody else the report, the release, and everything once it is over', () => {
    for (const command of [release(9, other), failed(1, 9, other), reached(9, other)]) given(request(), take(5)).when(command).thenRefused('taken-by-another')
    for (const command of [take(9), release(9), failed(2, 9), cancel(9)]) given(request(), take(5), failed(1, 6), reached(7)).when(command).thenRefused('callback-over')
  })
  it('folds what was recorded', () => {
    const events = play(callback, [request(), take(5), failed(1, 6)]).events.map(({ event }) => event)
    expect(fold(callback, events)).toMatchObject({ phase: 'taken', attempts: 1, takeDue: null, endsAt: at(DAY) })
  })
})

describe('which call-back is meant', () => {
  const question = of.consultationId
  const meant = (s: number, ...histories: readonly (readonly CallbackCommand[])[]): Promise<CallbackId> => {
    const states = new Map<string, CallbackState>(histories.map((history, n) =>
      [callbackIdOf(question, n + 1), fold(callback, play(callback, history).events.map(({ event }) => event))]))
    return callbackAt(question, at(s), async (id) => states.get(id) ?? { phase: 'absent' })
  }
  const [first, second] = [callbackIdOf(question, 1), callbackIdOf(question, 2)]
  it('is the one that is not over, else the next', async () => {
    expect([await meant(0), await meant(5, [request()]), await meant(5, [request(), take(1)])]).toEqual([first, first, first])
    expect(await meant(5, [request(), cancel(4)])).toBe(second)
    expect(await meant(9, [request(), cancel(4)], [request(6)])).toBe(second)
  })
  it('at the instant it is over is the next one', async () => {
    expect([await meant(3.999, [request(), cancel(4)]), await meant(4, [request(), cancel(4)])]).toEqual([first, second])
  })
  it('stays the same one when it is asked again later of the same instant', async () => {
    expect(await meant(5, [request(), cancel(4)], [request(5), cancel(8)])).toBe(second)
  })
})
