// A call, command by command: accepted, refused, repeated, on the boundary, just past it; and how long two people talked.
import type { CallCommand, CallDevice, CallEvent, CallId, CallRefusal, CallSide, ConsultationCommand, LawyerId } from '@zhijian/contracts'
import { fold } from '@zhijian/kernel'
import { play, scenario } from '@zhijian/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { call, CALL_TERMS, whyNoCall, type Call } from './call.ts'
import { after, ASKER, at, claim, close, counsel, give, hide, ID, known, national, open, recuse, regional, withdraw } from './consultation.fixtures.ts'
import { consultation, type Consultation } from './consultation.ts'

const callId = 'k1' as CallId
const [hers, his, another] = ['her-tab-000000001', 'his-tab-000000001', 'another-tab-00001'] as CallDevice[] as [CallDevice, CallDevice, CallDevice]
const ring = (s = 0, over: Partial<Extract<CallCommand, { type: 'RingCall' }>> = {}): CallCommand => ({
  type: 'RingCall', at: at(s), callId, consultationId: ID, askerId: ASKER, lawyerId: 'zhao' as LawyerId, by: 'lawyer', device: his, media: 'video', terms: CALL_TERMS, barred: null, ...over,
})
const take = (s: number, device = hers, side: CallSide = 'asker', barred: 'in-another-call' | null = null): CallCommand =>
  ({ type: 'TakeCall', at: at(s), callId, side, device, barred })
const confirm = (side: CallSide, s: number, device = side === 'asker' ? hers : his): CallCommand => ({ type: 'ConfirmCall', at: at(s), callId, side, device })
const end = (side: CallSide, s: number): CallCommand => ({ type: 'EndCall', at: at(s), callId, side })
const ended = (how: string, by: CallSide | null, seconds: number, s: number, rungBy: CallSide = 'lawyer'): CallEvent => ({
  type: 'CallEnded', data: { callId, end: how, by, connectedMs: Math.round(seconds * 1000), consultationId: ID, askerId: ASKER, lawyerId: 'zhao', rungBy, at: at(s) },
}) as CallEvent
const confirmed = (side: CallSide, s: number): CallEvent => ({ type: 'CallConfirmed', data: { callId, side, lostDue: at(s + 60), at: at(s) } })
const given = (...commands: readonly CallCommand[]) => scenario(call)(...play(call, commands).events.map(({ event }) => event))
/** Both say it, every 15 seconds. */
const talking = (from: number, to: number): CallCommand[] => {
  const all: CallCommand[] = []
  for (let s = from; s <= to; s += 15) all.push(confirm('asker', s), confirm('lawyer', s))
  return all
}

describe('ringing', () => {
  it('rings for 45 seconds, and is missed at the instant they end', () => {
    given().when(ring()).then({
      type: 'CallRung', data: { callId, consultationId: ID, askerId: ASKER, lawyerId: 'zhao' as LawyerId, by: 'lawyer', device: his, media: 'video', terms: CALL_TERMS, ringDue: at(45), at: at(0) },
    })
    given(ring()).when(ring(1)).thenNothing()
    given(ring()).whenTimePasses(at(44.999)).thenNothing()
    given(ring()).whenTimePasses(at(45)).then(ended('missed', null, 0, 45))
    given(ring()).when(take(45)).thenRefused('call-over', ended('missed', null, 0, 45))
    given(ring()).when(take(44.999)).then({ type: 'CallTaken', data: { callId, side: 'asker', device: hers, connectDue: at(104.999), at: at(44.999) } })
  })
  it('is taken once, in one tab; the same tab may say so again', () => {
    given(ring(), take(5)).when(take(6)).thenNothing()
    given(ring(), take(5)).when(take(6, another)).thenRefused('taken-elsewhere')
    given(ring()).when(take(5, his, 'lawyer')).thenRefused('not-rung')
    given(ring()).when(take(5, hers, 'asker', 'in-another-call')).thenRefused('in-another-call')
    given(ring(), take(5)).when(take(6, hers, 'asker', 'in-another-call')).thenNothing()
  })
  it('is cancelled by who rang and declined by who was rung, whichever side that is', () => {
    given(ring()).when(end('lawyer', 5)).then(ended('cancelled', 'lawyer', 0, 5))
    given(ring()).when(end('asker', 5)).then(ended('declined', 'asker', 0, 5))
    given(ring(0, { by: 'asker', device: hers })).when(end('asker', 5)).then(ended('cancelled', 'asker', 0, 5, 'asker'))
    given(ring(), end('asker', 5)).when(end('lawyer', 6)).thenNothing()
  })
  it('does not begin where the two may not talk', () => {
    given().when(ring(0, { barred: 'line-busy' })).thenRefused('line-busy')
  })
})

describe('talking', () => {
  it('begins when both have said so, and is over after a minute when one has not', () => {
    given(ring(), take(5)).when(confirm('asker', 6)).then(confirmed('asker', 6))
    given(ring(), take(5), confirm('asker', 6)).whenTimePasses(at(65)).then(ended('not-connected', null, 0, 65))
    given(ring(), take(5), confirm('asker', 6), confirm('lawyer', 64.999)).whenTimePasses(at(65)).thenNothing()
  })
  it('records no word that is nothing new', () => {
    given(ring(), take(5), confirm('asker', 6)).when(confirm('asker', 10.999)).thenNothing()
    given(ring(), take(5), confirm('asker', 6)).when(confirm('asker', 11)).then(confirmed('asker', 11))
  })
  it('is lost when one side was not heard of for a minute; what its last word covered counts, and no more', () => {
    const history = [ring(), take(5), ...talking(6, 66), confirm('lawyer', 81), confirm('lawyer', 96), confirm('lawyer', 111)]
    given(...history).whenTimePasses(at(125.999)).thenNothing()
    given(...history).whenTimePasses(at(126)).then(ended('lost', null, 80, 126))
  })
  it('goes on after a reload in the same tab', () => {
    const history = [ring(), take(5), ...talking(6, 36), confirm('lawyer', 51), confirm('lawyer', 66)]
    given(...history, confirm('asker', 80), confirm('lawyer', 81), ...talking(90, 120)).when(end('lawyer', 126)).then(ended('hung-up', 'lawyer', 50 + 46, 126))
    given(...history).when(confirm('asker', 80, another)).thenRefused('taken-elsewhere')
  })
  it('lasts from the first moment both have said so until somebody hangs up', () => {
    given(ring(), take(5), confirm('asker', 6), confirm('lawyer', 8), ...talking(16, 61)).when(end('asker', 68)).then(ended('hung-up', 'asker', 60, 68))
    given(ring(), take(5)).when(end('lawyer', 10)).then(ended('hung-up', 'lawyer', 0, 10))
  })
  it('is made no longer by one side alone: after the other’s last word 20 seconds count', () => {
    const alone: CallCommand[] = []
    for (let s = 20; s < 60; s += 10) alone.push(confirm('lawyer', s))
    given(ring(), take(5), confirm('asker', 6), confirm('lawyer', 6), ...alone).when(end('lawyer', 65)).then(ended('hung-up', 'lawyer', 20, 65))
  })
  it('counts never more than the words of either side cover, whoever says what and when', () => {
    const word = fc.record({ side: fc.constantFrom<CallSide>('asker', 'lawyer'), afterS: fc.integer({ min: 0, max: 25 }) })
    let talked = 0
    fc.assert(fc.property(fc.array(word, { maxLength: 30 }), fc.integer({ min: 0, max: 70 }), (words, lastS) => {
      let s = 5
      const said = words.map(({ side, afterS }) => confirm(side, s += afterS))
      const { events } = play(call, [ring(), take(5), ...said, end('lawyer', s + lastS)])
      const over = events.at(-1)!.event as Extract<CallEvent, { type: 'CallEnded' }>
      const covered = (side: CallSide): number => {
        const heard = events.flatMap(({ event }) => (event.type === 'CallConfirmed' && event.data.side === side ? [Date.parse(event.data.at)] : []))
        return heard.reduce((sum, from, i) => sum + Math.min(20_000, (heard[i + 1] ?? Date.parse(over.data.at)) - from), 0)
      }
      expect(over.data.connectedMs).toBeLessThanOrEqual(Math.min(covered('asker'), covered('lawyer')))
      if (over.data.connectedMs > 0) talked += 1
    }), { seed: 20_261_129, numRuns: 500 })
    expect(talked).toBeGreaterThan(100)
  })
})

describe('what is refused', () => {
  const REFUSED: Partial<Readonly<Record<CallRefusal, readonly [readonly CallCommand[], CallCommand]>>> = {
    'no-such-call': [[], take(5)],
    'call-over': [[ring(), end('asker', 4)], confirm('asker', 5)],
    'not-rung': [[ring()], take(5, his, 'lawyer')],
    'not-taken-yet': [[ring()], confirm('lawyer', 5)],
    'taken-elsewhere': [[ring(), take(4)], confirm('asker', 5, another)],
  }
  it.each(Object.entries(REFUSED))('%s', (code, [history, command]) => {
    given(...history).when(command).thenRefused(code)
  })
  it('leaves no clock running once it is over', () => {
    const state = fold(call, play(call, [ring(), take(5), end('asker', 6), end('lawyer', 7)]).events.map(({ event }) => event)) as Call
    expect([state.phase, call.nextDeadline(state)]).toEqual(['ended', null])
  })
})

describe('who may ring whom', () => {
  const zhao = counsel('zhao')
  const li = regional('li')
  const why = (by: CallSide, lawyer: typeof zhao, ...history: readonly ConsultationCommand[]) => whyNoCall(fold(consultation, after(...history)) as Consultation, lawyer, by)
  it('a lawyer who may answer: counsel of the county at any time, others with a place', () => {
    expect(why('lawyer', zhao, open())).toBeNull()
    expect(why('lawyer', li, open())).toBe('not-eligible')
    expect(why('lawyer', li, open(), known(0, 1), claim(zhao, 200))).toBe('no-claim')
    expect(why('lawyer', li, open(), known(0, 1), claim(li, 200))).toBeNull()
    const three = ['a', 'b', 'c'].map((name, i) => give(counsel(name), 10 + i))
    expect(why('lawyer', li, open(), ...three)).toBe('not-eligible')
    expect(why('lawyer', li, open(), known(0, 1), ...three.map((each, i) => ({ ...each, at: at(190 + i) })))).toBe('quorum-met')
    expect(why('lawyer', zhao, open(), ...three)).toBeNull()
  })
  it('who has answered, also afterwards; not one whose answer was hidden', () => {
    expect(why('lawyer', zhao, open(), give(zhao, 10))).toBeNull()
    expect(why('asker', zhao, open(), give(zhao, 10))).toBeNull()
    expect(why('asker', zhao, open())).toBe('no-such-thread')
    expect(why('asker', zhao, open(), give(zhao, 10), withdraw(zhao, 20))).toBe('no-such-thread')
    expect(why('asker', zhao, open(), give(zhao, 10), hide('zhao', 20))).toBe('answer-hidden')
  })
  it('nobody about a closed question, nobody who stepped back, nobody with a conflict, not the asker herself', () => {
    expect(why('lawyer', zhao, open(), give(zhao, 10), close(20))).toBe('consultation-closed')
    expect(why('asker', zhao, open(), give(zhao, 10), recuse(zhao, 20))).toBe('recused')
    expect(why('lawyer', counsel('zhao', { conflict: true }), open())).toBe('recused')
    expect(why('lawyer', counsel('zhao', { personId: ASKER }), open())).toBe('own-question')
    expect(why('lawyer', national('sun', { status: 'inactive' }), open())).toBe('lawyer-inactive')
  })
})
