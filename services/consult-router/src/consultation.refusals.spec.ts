// Every way to be refused, once: the table does not compile while a code of the contract is missing. Then the gates' order.
import type { Attested, ConsultationCommand, ConsultationRefusal, PersonId } from '@zhijian/contracts'
import { describe, expect, it } from 'vitest'
import { nothing } from '@zhijian/kernel'
import { consultation } from './consultation.ts'
import {
  after, answerId, askAnother, at, attested, audience, byClerk, claim, CLERK, close, consent, counsel, dismiss, fact, followUp, give, given, hide, known, open, rate, recuse,
  regional, release, renew, reply, restore, resumeSearch, takeBack, unavailable, withdraw,
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
  'no-such-mandate': [[open()], close(5, byClerk(null))],
  'mandate-of-another': [[open()], close(5, byClerk(attested({ agentId: 'other' as PersonId })))],
  'mandate-for-another-matter': [[open()], close(5, byClerk(attested({ matter: { kind: 'consultation', consultationId: 'c2' as never } })))],
  'mandate-revoked': [[open()], close(5, byClerk(attested({ end: 'revoked' })))],
  'mandate-expired': [[open()], close(5, byClerk(attested({ until: at(5) })))],
  'mandate-not-begun': [[open()], close(5, byClerk(attested({ from: at(5.001) })))],
  'agent-out-of-reach': [[open()], close(5, byClerk(attested({ basis: null })))],
  'no-such-thread': [[open()], followUp('zhao', 5)],
  'not-offered': [[open(), give(counsel('zhao'), 5), followUp('zhao', 6)], askAnother('zhao', 10)],
  'guardian-consent-missing': [[], open({ child: { guardian: null } })],
  'guardian-consent-withdrawn': [[open({ child: { guardian: 'parent' } }), give(counsel('zhao'), 5), takeBack('guardian', 9)], followUp('zhao', 10)],
  'no-such-consent': [[open()], takeBack('guardian', 9)],
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
    recuse(li, 1), reply(li, 1), consent(1), takeBack('guardian', 1), hide('li', 1), restore('li', 1), audience(0, 1, 1), unavailable('li', 1), dismiss('revoked', 1),
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

const agent = CLERK
const mandate = { agentId: agent, kind: 'written', recordRef: 'window/2026-12-01/7' } as const

describe('the gates of the asker', () => {
  const strange = { askerId: 'somebody' as PersonId }
  const history = [open(), known(0, 1), give(counsel('zhao'), 5)]

  it('only the asker asks on, closes and rates', () => {
    for (const command of [
      followUp('zhao', 9, strange), askAnother('zhao', 9, strange), resumeSearch(9, strange), close(9, strange), rate('zhao', 5, 9, strange), consent(9, strange), takeBack('beyond-county', 9, strange),
    ]) given(...history).when(command).thenRefused('not-asker')
  })

  it('an agent acts under a mandate that is attested at every act; what it is worth is decided by its facts and the hour', () => {
    const mandate = byClerk()
    const shown = followUp('zhao', 9, mandate)
    expect(given(...history).when(shown).events.map(({ type }) => type)).toEqual(['MandateRecorded', 'FollowUpAsked'])
    expect(given(...history, shown).when(close(10, mandate)).events.map(({ type }) => type)).toEqual(['ConsultationClosed'])
    given(...history, shown).when(close(10, { agentId: CLERK })).thenRefused('no-mandate')
    given(...history, shown).when(close(10, byClerk(attested({ end: 'revoked' })))).thenRefused('mandate-revoked')
    given(...history, shown).when(close(10, byClerk(attested({ basis: null })))).thenRefused('agent-out-of-reach')
    expect(given(...history).when(close(9, byClerk(attested({ from: at(9) })))).events).toHaveLength(2)
    expect(given(...history).when(close(9, byClerk(attested({ until: at(9.001) })))).events).toHaveLength(2)
  })

  it('a mandate counts for one person, one agent, one question and one place', () => {
    for (const over of [{ principalId: 'liu' as PersonId }, { agentId: 'other' as PersonId }]) {
      given(...history).when(close(9, byClerk(attested(over)))).thenRefused('mandate-of-another')
    }
    for (const over of [{ villageCode: '150921106001' }, { countyCode: '150922' as never }, { matter: { kind: 'consultation', consultationId: 'c2' as never } as const }]) {
      given(...history).when(close(9, byClerk(attested(over)))).thenRefused('mandate-for-another-matter')
    }
  })

  it('an agent whose mandate ended is dismissed once, and nothing that is on its way goes through; another mandate is another fact', () => {
    const acted = [...history, followUp('zhao', 9, byClerk())]
    const again = byClerk(attested({ mandateId: 'm2' as never }))
    for (const cause of ['revoked', 'expired'] as const) {
      given(...acted).when(dismiss(cause, 12)).then(fact('AgentDismissed', { agentId: CLERK, mandateId: 'm1' as never, cause, at: at(12) }))
      given(...acted, dismiss(cause, 12)).when(dismiss(cause, 13)).thenNothing()
      given(...acted, dismiss(cause, 12)).when(close(13, byClerk())).thenRefused(`mandate-${cause}`)
      expect(given(...acted, dismiss(cause, 12)).when(close(13, again)).events.map(({ type }) => type)).toEqual(['MandateRecorded', 'ConsultationClosed'])
    }
    given(...history).when(dismiss('revoked', 12)).thenNothing()
    given(...acted, close(10)).when(dismiss('revoked', 12)).then(fact('AgentDismissed', { agentId: CLERK, mandateId: 'm1' as never, cause: 'revoked', at: at(12) }))
  })

  it('a question written down by somebody else needs his mandate', () => {
    given().when(open({ via: 'window', agentId: agent })).thenRefused('no-mandate')
    given().when(open({ via: 'window' })).thenRefused('no-mandate')
    given().when(open({ via: 'window', ...byClerk(null) })).thenRefused('no-such-mandate')
    given().when(open({ via: 'window', ...byClerk(attested({ until: at(0) })) })).thenRefused('mandate-expired')
    given().when(open({ via: 'window', villageCode: '150921106001', ...byClerk() })).thenRefused('mandate-for-another-matter')
    given().when(open({ agentId: agent, mandate: { ...mandate, agentId: agent } })).thenRefused('no-mandate')
    const first = given().when(open({ via: 'window', ...byClerk() })).events
    expect(first.map(({ type }) => type)).toEqual(['ConsultationOpened', 'TierOpened'])
    expect(first[0]!.data).toMatchObject({ mandate: { agentId: CLERK, mandateId: 'm1' } })
    expect(first[0]!.data).not.toHaveProperty('shown')
    expect(given(open({ via: 'window', ...byClerk() })).when(close(9, byClerk())).events).toHaveLength(1)
  })
})

describe('rule set 1: a desk’s word, given once', () => {
  const history = [open({ rules: 1 }), known(0, 1), give(counsel('zhao'), 5)]
  it('is enough, and is on record from then on', () => {
    given(...history).when(followUp('zhao', 9, { agentId: agent })).thenRefused('no-mandate')
    given(...history).when(followUp('zhao', 9, { agentId: agent, mandate: { ...mandate, agentId: 'other' as PersonId } })).thenRefused('no-mandate')
    const shown = followUp('zhao', 9, { agentId: agent, mandate })
    expect(given(...history).when(shown).events.map(({ type }) => type)).toEqual(['MandateRecorded', 'FollowUpAsked'])
    expect(given(...history, shown).when(close(10, { agentId: agent })).events.map(({ type }) => type)).toEqual(['ConsultationClosed'])
    expect(given(...history, shown).when(close(10, { agentId: agent, mandate })).events.map(({ type }) => type)).toEqual(['ConsultationClosed'])
  })
  it('opens a question', () => {
    given().when(open({ rules: 1, via: 'window', agentId: agent })).thenRefused('no-mandate')
    given().when(open({ rules: 1, via: 'window' })).thenRefused('no-mandate')
    given().when(open({ rules: 1, agentId: agent, mandate: { ...mandate, agentId: 'other' as PersonId } })).thenRefused('no-mandate')
    expect(given().when(open({ rules: 1, via: 'window', agentId: agent, mandate })).events.map(({ type }) => type)).toEqual(['ConsultationOpened', 'TierOpened'])
    expect(given(open({ rules: 1, via: 'window', agentId: agent, mandate })).when(close(9, { agentId: agent })).events).toHaveLength(1)
  })
  it('does not save a mandate of the directory that is shown and is worth nothing', () => {
    given(...history).when(close(9, byClerk(attested({ end: 'revoked' })))).thenRefused('mandate-revoked')
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
