// Every way to be refused, once: the table does not compile while a code of the contract is missing. Then the gates' order.
import type { Attested, ConsultationCommand, ConsultationRefusal, PersonId } from '@zhijian/contracts'
import { describe, expect, it } from 'vitest'
import { nothing } from '@zhijian/kernel'
import { consultation } from './consultation.ts'
import {
  after, answerId, askAnother, audience, claim, close, counsel, followUp, give, given, hide, known, open, rate, recuse,
  regional, release, renew, reply, restore, resumeSearch, unavailable, withdraw,
} from './consultation.fixtures.ts'

const regionOpen = [open(), known(0, 1), known(1, 181)]
const threeLocal = [give(counsel('zhao'), 10), give(counsel('qian'), 11), give(counsel('sun'), 12)]
const li = regional('li')
const thin = { substance: { textChars: 14, clipMs: 0, callMs: 0 } }

const REFUSED: Readonly<Record<ConsultationRefusal, readonly [history: readonly ConsultationCommand[], command: ConsultationCommand]>> = {
  'no-such-consultation': [[], give(counsel('zhao'), 1)],
  'consultation-closed': [[open(), close(5)], give(counsel('zhao'), 10)],
  'not-asker': [[open()], close(5, { askerId: 'somebody' as PersonId })],
  'no-mandate': [[open()], close(5, { agentId: 'clerk' as PersonId })],
  'no-such-thread': [[open()], followUp('zhao', 5)],
  'not-offered': [[open(), give(counsel('zhao'), 5), followUp('zhao', 6)], askAnother('zhao', 10)],
  'lawyer-inactive': [[open()], give(counsel('zhao', { status: 'inactive' }), 5)],
  'own-question': [[open()], give(counsel('zhao', { personId: 'wang' as PersonId }), 5)],
  'recused': [[open()], give(counsel('zhao', { conflict: true }), 5)],
  'enterprise-only': [[open({ channel: 'enterprise' })], give(counsel('zhao'), 5)],
  'not-eligible': [[open()], give(li, 179.999)],
  'claim-not-needed': [[open()], claim(counsel('zhao'), 5)],
  'no-claim': [regionOpen, renew(li, 182)],
  'claim-exhausted': [[...regionOpen, claim(li, 182), claim(li, 272)], claim(li, 362)],
  'too-many-claims': [regionOpen, claim(regional('li', { liveClaimsElsewhere: 3 }), 182)],
  'no-free-claim': [[...regionOpen, ...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => claim(regional(name), 190))], give(li, 200)],
  'quorum-met': [[open(), ...threeLocal.slice(0, 2), give(counsel('sun'), 180.5)], claim(li, 182)],
  'already-answered': [[open(), give(counsel('zhao'), 5)], give(counsel('zhao'), 6, { answerId: answerId('second') })],
  'answer-hidden': [[open(), give(counsel('zhao'), 5), hide('zhao', 6)], give(counsel('zhao'), 7, { answerId: answerId('second') })],
  'not-substantive': [[open()], give(counsel('zhao'), 5, thin)],
  'no-such-answer': [[open()], hide('zhao', 5)],
  'tier-not-open': [[open()], audience(1, 600, 179.999)],
}

describe('every refusal has its own code', () => {
  it.each(Object.entries(REFUSED))('%s', (code, [history, command]) => {
    given(...history).when(command).thenRefused(code)
  })
})

describe('a question that was never opened', () => {
  const all: ConsultationCommand[] = [
    followUp('zhao', 1), askAnother('zhao', 1), resumeSearch(1), close(1), rate('zhao', 5, 1), claim(li, 1), renew(li, 1), release(li, 1), give(li, 1), withdraw(li, 1),
    recuse(li, 1), reply(li, 1), hide('li', 1), restore('li', 1), audience(0, 1, 1), unavailable('li', 1),
  ]
  it.each(all.map((command) => [command.type, command] as const))('refuses %s', (_type, command) => {
    given().when(command).thenRefused('no-such-consultation')
  })
})

describe('the gates of a lawyer, in order: the first that matches decides', () => {
  // Everything stands in his way at once; each step takes the first obstacle away.
  const asker = 'wang' as PersonId
  const everything: Partial<Attested> = { status: 'inactive', personId: asker, conflict: true, counselOf: [], regionCode: '31' }
  const asked = [open({ channel: 'enterprise' })]
  it.each<[ConsultationRefusal, ConsultationCommand[], Partial<Attested>]>([
    ['consultation-closed', [...asked, close(2)], everything],
    ['lawyer-inactive', asked, everything],
    ['own-question', asked, { ...everything, status: 'active' }],
    ['recused', asked, { ...everything, status: 'active', personId: null }],
    ['enterprise-only', asked, { ...everything, status: 'active', personId: null, conflict: false }],
    ['not-eligible', asked, { ...everything, status: 'active', personId: null, conflict: false, enterprise: true }],
  ])('%s', (code, history, over) => {
    for (const command of [claim(regional('li', over), 5), give(regional('li', over), 5), renew(regional('li', over), 5), reply(regional('li', over), 5)]) {
      given(...history).when(command).thenRefused(code)
    }
  })

  it('what holds already comes before every gate', () => {
    const gone = regional('li', { status: 'inactive' })
    given(...regionOpen, give(li, 182)).when(give(gone, 200)).thenNothing()
    given(...regionOpen, claim(li, 182)).when(claim(gone, 183)).thenNothing()
    given(...regionOpen, give(li, 182), close(183)).when(give(li, 184)).thenNothing()
  })

  it('nobody answers his own question, whether he is known by his lawyer’s or his person’s id', () => {
    given(open()).when(give(counsel('wang'), 5)).thenRefused('own-question')
  })

  it('a lawyer who left a county’s service may still reply in the thread of an answer he gave', () => {
    expect(given(open(), known(0, 1), give(counsel('zhao'), 5), followUp('zhao', 6)).when(reply(regional('zhao'), 7)).events.map(({ type }) => type))
      .toEqual(['FollowUpAnswered'])
  })

  it('synthetic and real never meet', () => {
    given(open({ isProbe: true })).when(give(counsel('zhao'), 5)).thenRefused('not-eligible')
    given(open()).when(give(counsel('probe', { isProbe: true }), 5)).thenRefused('not-eligible')
    expect(given(open({ isProbe: true })).when(give(counsel('probe', { isProbe: true }), 5)).events).toHaveLength(2)
  })

  it('ids that name what every object has are ids like others', () => {
    const odd = counsel('constructor')
    expect(given(open()).when(give(odd, 5)).events.map(({ type }) => type)).toEqual(['AnswerGiven', 'PromiseKept'])
    given(open()).when(followUp('__proto__', 5)).thenRefused('no-such-thread')
  })
})

describe('the gates of the asker', () => {
  const strange = { askerId: 'somebody' as PersonId }
  const agent = 'clerk' as PersonId
  const mandate = { agentId: agent, kind: 'written', recordRef: 'window/2026-12-01/7' } as const
  const history = [open(), known(0, 1), give(counsel('zhao'), 5)]

  it('only the asker asks on, closes and rates', () => {
    for (const command of [
      followUp('zhao', 9, strange), askAnother('zhao', 9, strange), resumeSearch(9, strange), close(9, strange), rate('zhao', 5, 9, strange),
    ]) given(...history).when(command).thenRefused('not-asker')
  })

  it('an agent needs a mandate of his own, shows it once, and it is on record from then on', () => {
    given(...history).when(followUp('zhao', 9, { agentId: agent })).thenRefused('no-mandate')
    given(...history).when(followUp('zhao', 9, { agentId: agent, mandate: { ...mandate, agentId: 'other' as PersonId } })).thenRefused('no-mandate')
    const shown = followUp('zhao', 9, { agentId: agent, mandate })
    expect(given(...history).when(shown).events.map(({ type }) => type)).toEqual(['MandateRecorded', 'FollowUpAsked'])
    expect(given(...history, shown).when(close(10, { agentId: agent })).events.map(({ type }) => type)).toEqual(['ConsultationClosed'])
    expect(given(...history, shown).when(close(10, { agentId: agent, mandate })).events.map(({ type }) => type)).toEqual(['ConsultationClosed'])
  })

  it('a question written down by somebody else needs his mandate', () => {
    given().when(open({ via: 'window', agentId: agent })).thenRefused('no-mandate')
    given().when(open({ via: 'window' })).thenRefused('no-mandate')
    given().when(open({ agentId: agent, mandate: { ...mandate, agentId: 'other' as PersonId } })).thenRefused('no-mandate')
    expect(given().when(open({ via: 'window', agentId: agent, mandate })).events.map(({ type }) => type)).toEqual(['ConsultationOpened', 'TierOpened'])
    expect(given(open({ via: 'window', agentId: agent, mandate })).when(close(9, { agentId: agent })).events).toHaveLength(1)
  })
})

it('refusals and repetitions leave no state behind: they decide on what they were given', () => {
  const state = given(open()).state
  const before = JSON.stringify(state)
  consultation.decide(give(li, 5), state)
  expect(consultation.decide(open({}, 5), state)).toEqual(nothing)
  expect(JSON.stringify(state)).toBe(before)
  expect(after(open()).every((event) => event.data.consultationId === 'c1')).toBe(true)
})
