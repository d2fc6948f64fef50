// The whole service on its runtime: what is sent, what is added to it, what follows from it, and what can be asked afterwards.
import type { Actor } from '@zhijian/contracts'
import type { Json, JsonObject } from '@zhijian/kernel'
import { derivedCommandId } from '@zhijian/runtime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultPolicy, policyHash } from '../src/index.ts'
import { actor, answer, COUNTY, nine, OTHER_COUNTY, question, sealedFor, SYSTEM, VILLAGE, WANG, world } from './world.ts'

let w: Awaited<ReturnType<typeof world>>
beforeEach(async () => {
  w = await world()
})
afterEach(() => w.stop())

const lawyer = (id: string): Actor => actor(id, 'lawyer')
const counsel = { counselOf: [COUNTY] }
type View = JsonObject & { items: readonly JsonObject[]; next: string | null }

describe('a question', () => {
  it('is asked, escalated by the clock alone, answered, and shown', async () => {
    w.lawyer('zhao', counsel)
    w.lawyer('li')
    expect(await w.send(WANG, 'open-consultation', question('q1'))).toMatchObject({ outcome: 'accepted' })
    await w.pass(180)
    expect(await w.told('consultation-q1')).toEqual(['ConsultationOpened', 'TierOpened', 'AudienceMissing', 'TierClosed', 'TierOpened'])
    expect(await w.send(lawyer('li'), 'claim-answer', { consultationId: 'q1', lawyerId: 'li' })).toMatchObject({ outcome: 'accepted' })
    expect(await w.send(lawyer('li'), 'give-answer', answer('q1', 'li'))).toMatchObject({ outcome: 'accepted' })
    expect(await w.send(lawyer('zhao'), 'give-answer', answer('q1', 'zhao'))).toMatchObject({ outcome: 'accepted' })
    const shown = await w.ask(WANG, 'get-consultation', { consultationId: 'q1' })
    expect(shown).toMatchObject({ promise: 'kept', listing: 'sought', openTo: 'region', phase: 'open' })
    expect((shown.answers as JsonObject[]).map(({ lawyerId, tier, local }) => [lawyerId, tier, local])).toEqual([['zhao', 0, true], ['li', 1, false]])
  })

  it('is attested with what the pool must know of it, and decided on what the pool says', async () => {
    w.lawyer('zhao', counsel)
    await w.send(WANG, 'open-consultation', question('q1', { opponents: ['B'.repeat(43)] }))
    await w.send(lawyer('zhao'), 'give-answer', answer('q1', 'zhao'))
    expect(w.attested).toEqual([{
      lawyerId: 'zhao',
      consultation: { consultationId: 'q1', countyCode: COUNTY, channel: 'citizen', askerId: 'wang', opponents: ['B'.repeat(43)], askerParties: [], isProbe: false },
    }])
    w.lawyer('qian', { ...counsel, conflict: true })
    expect(await w.send(lawyer('qian'), 'give-answer', answer('q1', 'qian'))).toMatchObject({ outcome: 'refused', code: 'recused' })
    expect(await w.send(lawyer('nobody'), 'give-answer', answer('q1', 'nobody'))).toMatchObject({ outcome: 'refused', code: 'lawyer-inactive' })
    expect(await w.send(lawyer('zhao'), 'give-answer', answer('q0', 'zhao'))).toMatchObject({ outcome: 'refused', code: 'no-such-consultation' })
  })

  it('cannot be answered in another lawyer’s name, nor sealed with another person’s key', async () => {
    w.lawyer('zhao', { ...counsel, personId: 'person-zhao' as never })
    await w.send(WANG, 'open-consultation', question('q1'))
    await expect(w.send(lawyer('qian'), 'give-answer', answer('q1', 'zhao'))).rejects.toMatchObject({ code: 'not-this-lawyer' })
    expect(await w.send(lawyer('person-zhao'), 'give-answer', answer('q1', 'zhao'))).toMatchObject({ outcome: 'accepted' })
    await expect(w.send(lawyer('zhao'), 'give-answer', answer('q1', 'zhao', { text: sealedFor('zhao') as never }))).rejects.toMatchObject({ code: 'sealed-for-another' })
    await expect(w.send(WANG, 'open-consultation', question('q2', { text: sealedFor('li') as never }))).rejects.toMatchObject({ code: 'sealed-for-another' })
  })

  it('comes from a county that is served, and a village of its map', async () => {
    expect(await w.send(WANG, 'open-consultation', question('q1', { countyCode: '999999' }))).toMatchObject({ outcome: 'refused', code: 'county-not-served' })
    expect(await w.send(WANG, 'open-consultation', question('q1', { villageCode: '150921106999' }))).toMatchObject({ outcome: 'refused', code: 'no-such-division' })
    expect(await w.send(WANG, 'open-consultation', question('q1', { countyCode: OTHER_COUNTY, villageCode: VILLAGE }))).toMatchObject({ code: 'no-such-division' })
    expect(await w.told('consultation-q1')).toEqual([])
    expect(await w.send(WANG, 'open-consultation', question('q1', { villageCode: VILLAGE }))).toMatchObject({ outcome: 'accepted' })
    // Asked again, it is there: nobody is told that its village is gone by now.
    expect(await w.send(WANG, 'open-consultation', question('q1', { villageCode: '150921106999' }))).toMatchObject({ outcome: 'nothing' })
    const [opened] = await w.store.read('consultation-q1')
    expect(JSON.stringify(opened)).not.toContain('misplaced')
  })

  it('claims elsewhere are counted over all questions, and only while they live', async () => {
    w.lawyer('li')
    for (const id of ['q1', 'q2', 'q3', 'q4']) await w.send(WANG, 'open-consultation', question(id))
    await w.pass(180)
    for (const id of ['q1', 'q2', 'q3']) expect(await w.send(lawyer('li'), 'claim-answer', { consultationId: id, lawyerId: 'li' })).toMatchObject({ outcome: 'accepted' })
    expect(await w.send(lawyer('li'), 'claim-answer', { consultationId: 'q4', lawyerId: 'li' })).toMatchObject({ code: 'too-many-claims' })
    await w.send(WANG, 'close-consultation', { consultationId: 'q1', ratings: [] })
    expect(await w.ask(lawyer('li'), 'holdings', { lawyerId: 'li' })).toMatchObject({ liveClaims: 2 })
    expect(await w.send(lawyer('li'), 'claim-answer', { consultationId: 'q4', lawyerId: 'li' })).toMatchObject({ outcome: 'accepted' })
  })

  it('is asked by an agent with a mandate of the directory, and by nobody else in her name', async () => {
    const clerk = actor('clerk', 'desk')
    const mandateId = w.mandate('m1')
    expect(await w.send(clerk, 'open-consultation', question('q1', { askerId: 'wang', via: 'window' }))).toMatchObject({ code: 'no-mandate' })
    expect(await w.send(clerk, 'open-consultation', question('q1', { askerId: 'wang', via: 'window', mandateId }))).toMatchObject({ outcome: 'accepted' })
    expect(await w.send(actor('eve', 'citizen'), 'close-consultation', { consultationId: 'q1', ratings: [], askerId: 'wang', mandateId })).toMatchObject({ code: 'mandate-of-another' })
    expect(await w.send(actor('eve', 'citizen'), 'close-consultation', { consultationId: 'q1', ratings: [] })).toMatchObject({ code: 'not-asker' })
    expect(await w.ask(actor('eve', 'citizen'), 'get-consultation', { consultationId: 'q1' })).toBeNull()
    expect((await w.ask<View>(WANG, 'list-mine', {})).items.map((item) => item.consultationId)).toEqual(['q1'])
    // Named once, it is asked about at every act.
    expect(await w.send(clerk, 'close-consultation', { consultationId: 'q1', ratings: [], askerId: 'wang' })).toMatchObject({ outcome: 'accepted' })
  })

  it.each<[string, Parameters<typeof w.mandate>[1] | null, string]>([
    ['an invented one', null, 'no-such-mandate'], ['one of another person', { principalId: 'liu' as never }, 'mandate-of-another'],
    ['one of another agent', { agentId: 'clerk-2' as never }, 'mandate-of-another'],
    ['one for another question', { matter: { kind: 'consultation', consultationId: 'q9' as never } }, 'mandate-for-another-matter'],
    ['one for another place', { villageCode: '150921106001' }, 'mandate-for-another-matter'],
    ['a revoked one', { end: 'revoked' }, 'mandate-revoked'], ['an expired one', { until: nine }, 'mandate-expired'],
    ['one that begins tomorrow', { from: '2026-12-02T01:00:00.000Z' as never }, 'mandate-not-begun'],
    ['one of an agent out of his reach', { basis: null }, 'agent-out-of-reach'],
  ])('a mandate that is worth nothing makes no agent: %s', async (_name, over, code) => {
    const mandateId = over === null ? 'invented' : w.mandate('m1', over)
    for (const role of ['desk', 'lawyer'] as const) {
      expect(await w.send(actor('clerk', role), 'open-consultation', question('q1', { askerId: 'wang', via: 'window', mandateId }))).toMatchObject({ code })
    }
  })

  it('an agent acts in her name until the mandate ends, and then no more: neither by it nor as one who looks', async () => {
    const clerk = actor('clerk', 'desk')
    w.lawyer('zhao', counsel)
    const mandateId = w.mandate('m1')
    await w.send(clerk, 'open-consultation', question('q1', { askerId: 'wang', via: 'window', mandateId }))
    await w.send(lawyer('zhao'), 'give-answer', answer('q1', 'zhao'))
    const rate = (stars: number) => w.send(clerk, 'rate-answer', { consultationId: 'q1', askerId: 'wang', rating: { lawyerId: 'zhao', stars } })
    expect(await rate(5)).toMatchObject({ outcome: 'accepted' })
    w.mandate('m1', { end: 'revoked' })
    expect(await rate(4)).toMatchObject({ code: 'mandate-revoked' })
    const ended = { mandateId: 'm1', principalId: 'wang', agentId: 'clerk', matter: { kind: 'consultation', consultationId: 'q1' } }
    await w.happens('mandate-m1', 'MandateRevoked', { ...ended, by: 'wang', as: 'principal', at: w.clock.now() })
    expect((await w.told('consultation-q1')).at(-1)).toBe('AgentDismissed')
    expect(await w.ask(SYSTEM, 'get-consultation', { consultationId: 'q1' })).toMatchObject({ agents: [] })
    expect(await rate(3)).toMatchObject({ code: 'mandate-revoked' })
    expect(await w.send(WANG, 'rate-answer', { consultationId: 'q1', rating: { lawyerId: 'zhao', stars: 2 } })).toMatchObject({ outcome: 'accepted' })
  })

  it('refuses unknown fields and roles it is not for', async () => {
    await expect(w.send(WANG, 'open-consultation', question('q1', { isProbe: true }))).rejects.toMatchObject({ code: 'invalid-message' })
    await expect(w.send(WANG, 'open-consultation', question('q1', { topic: { code: '03', more: 1 } }))).rejects.toMatchObject({ code: 'invalid-message' })
    await expect(w.send(lawyer('zhao'), 'record-audience', { consultationId: 'q1', tier: 0, count: 0, blob: null, poolVersion: '' })).rejects.toMatchObject({ code: 'role-not-allowed' })
  })

  it('its threads are read by the page', async () => {
    w.lawyer('zhao', counsel)
    await w.send(WANG, 'open-consultation', question('q1'))
    await w.send(lawyer('zhao'), 'give-answer', answer('q1', 'zhao'))
    for (const n of [1, 2, 3]) {
      await w.pass(1)
      await w.send(WANG, 'ask-follow-up', { consultationId: 'q1', followUpId: `f${n}`, lawyerId: 'zhao', text: sealedFor('wang') as never, attachments: [], dangerCodes: [] })
    }
    const first = await w.ask<View>(WANG, 'list-turns', { consultationId: 'q1', limit: 2 })
    const second = await w.ask<View>(WANG, 'list-turns', { consultationId: 'q1', limit: 2, cursor: first.next })
    expect([...first.items, ...second.items].map((turn) => (turn.said as JsonObject).followUpId)).toEqual(['f1', 'f2', 'f3'])
    expect(await w.ask(actor('eve', 'citizen'), 'list-turns', { consultationId: 'q1' })).toEqual({ items: [], next: null })
  })
})

describe('what follows', () => {
  const desk = actor('desk-1', 'desk')
  const reviewer = actor('chen', 'reviewer')

  it('a broken promise becomes a call-back, once, and the desk works it off', async () => {
    await w.send(WANG, 'open-consultation', question('q1'))
    await w.pass(600)
    expect(await w.told('callback-q1')).toEqual(['CallbackRequested'])
    expect((await w.ask<View>(desk, 'list-callbacks', { countyCode: COUNTY })).items).toMatchObject([{ consultationId: 'q1', phase: 'waiting', cause: 'promise-broken' }])
    await w.send(desk, 'take-callback', { callbackId: 'q1' })
    await w.send(desk, 'report-failed-attempt', { callbackId: 'q1', attempt: 1, failure: 'busy' })
    expect(await w.ask(WANG, 'callback-of', { consultationId: 'q1' })).toMatchObject({ callbackId: 'q1', phase: 'taken', attempts: 1, overAt: null })
    await expect(w.ask({ ...WANG, id: 'li' } as never, 'callback-of', { consultationId: 'q1' })).rejects.toThrow('only the asker')
    await w.send(desk, 'report-reached', { callbackId: 'q1', connectedMs: 60_000 })
    expect(await w.ask(WANG, 'callback-of', { consultationId: 'q1' })).toMatchObject({ phase: 'reached', endsAt: null })
    expect((await w.ask<View>(desk, 'list-callbacks', { countyCode: COUNTY })).items).toEqual([])
    expect((await w.ask<View>(desk, 'list-callbacks', { countyCode: COUNTY, isOpen: false })).items).toMatchObject([{ phase: 'reached', attempts: [{ failure: 'busy' }, { failure: null }] }])
    expect((await w.ask<View>(desk, 'promise-board', { countyCode: COUNTY, promise: 'broken' })).items).toHaveLength(1)
  })

  it('a question has one call-back that is not over, whoever asks for it, how often, and when', async () => {
    const wanted = async (): Promise<string> => ((await w.ask(WANG, 'callback-for', { consultationId: 'q1' })) as { callbackId: string }).callbackId
    const request = async (callbackId: string) =>
      (await w.send(WANG, 'request-callback', { callbackId, consultationId: 'q1', cause: 'asked-for' })).outcome
    const end = async (callbackId: string): Promise<void> => {
      await w.send(desk, 'take-callback', { callbackId })
      await w.send(desk, 'report-reached', { callbackId, connectedMs: 60_000 })
    }
    await w.send(WANG, 'open-consultation', question('q1'))
    expect(await w.ask(WANG, 'callback-of', { consultationId: 'q1' })).toBe(null)
    const racing = [await wanted(), await wanted()] as const
    expect(await Promise.all(racing.map(request))).toEqual(expect.arrayContaining(['accepted', 'nothing']))
    expect(await request(await wanted())).toBe('nothing')
    // The promise breaks while the desk is about to call.
    await w.pass(600)
    expect((await w.ask<View>(desk, 'list-callbacks', { countyCode: COUNTY })).items).toMatchObject([{ callbackId: 'q1', cause: 'asked-for' }])
    await end('q1')
    const second = await wanted()
    expect([second === 'q1', await request(second), await wanted() === second]).toEqual([false, 'accepted', true])
    await w.send(WANG, 'cancel-callback', { callbackId: second })
    expect(await wanted()).not.toBe(second)
    expect(await w.ask(WANG, 'callback-of', { consultationId: 'q1' })).toMatchObject({ callbackId: second, phase: 'cancelled' })
    expect((await w.ask<View>(desk, 'list-callbacks', { countyCode: COUNTY, isOpen: false })).items).toHaveLength(2)
  })

  it('a call-back that was over before the promise broke is followed by one', async () => {
    await w.send(WANG, 'open-consultation', question('q1'))
    await w.send(WANG, 'request-callback', { callbackId: 'q1', consultationId: 'q1', cause: 'asked-for' })
    await w.send(WANG, 'cancel-callback', { callbackId: 'q1' })
    await w.pass(600)
    expect((await w.ask<View>(desk, 'list-callbacks', { countyCode: COUNTY })).items).toMatchObject([{ cause: 'promise-broken', phase: 'waiting' }])
  })

  it('words of danger call the duty officer, in the question and in a follow-up, and go up the line', async () => {
    w.lawyer('zhao', counsel)
    await w.send(WANG, 'open-consultation', question('q1', { dangerCodes: ['suicide'] }))
    await w.send(lawyer('zhao'), 'give-answer', answer('q1', 'zhao'))
    await w.pass(1)
    await w.send(WANG, 'ask-follow-up', { consultationId: 'q1', followUpId: 'f1', lawyerId: 'zhao', text: sealedFor('wang') as never, attachments: [], dangerCodes: ['violence'] })
    await w.pass(120)
    expect(await w.told('danger-q1')).toEqual(['DangerRaised', 'DangerEscalated'])
    expect(await w.told('danger-f1')).toEqual(['DangerRaised', 'DangerEscalated'])
    const duty = actor('duty', 'duty-officer')
    await w.send(duty, 'acknowledge-danger', { dangerId: 'q1' })
    expect((await w.ask<View>(duty, 'list-dangers', { countyCode: COUNTY })).items).toMatchObject([{ phase: 'acknowledged', waitMs: 121_000 }, { phase: 'calling', rank: 'deputy' }])
  })

  it('flags put an answer before a reviewer; hiding it is felt by the question, keeping it later restores it', async () => {
    w.lawyer('zhao', counsel)
    await w.send(WANG, 'open-consultation', question('q1'))
    await w.send(lawyer('zhao'), 'give-answer', answer('q1', 'zhao', { flags: ['contact'] }))
    const reviewId = 'a-q1-zhao'
    expect((await w.ask<View>(reviewer, 'list-reviews', { countyCode: COUNTY })).items).toMatchObject([{ reviewId, flags: ['contact'], isOpen: true }])
    await w.send(reviewer, 'decide-review', { reviewId, decision: 'hide', reason: 'contact' })
    expect((await w.told('consultation-q1')).slice(-2)).toEqual(['AnswerHidden', 'PromiseReopened'])
    await w.send(lawyer('zhao'), 'complain-about-answer', { consultationId: 'q1', answerId: reviewId, lawyerId: 'zhao', complaintId: 'k1', text: sealedFor('zhao') as never })
    await w.send(reviewer, 'decide-review', { reviewId, decision: 'keep', reason: null })
    expect((await w.told('consultation-q1')).slice(-2)).toEqual(['AnswerRestored', 'PromiseRestored'])
    // Each says which decision it carries out, and the first one that comes late undoes nothing.
    const decisions = (await w.store.read(`review-${reviewId}`)).filter(({ type }) => type.startsWith('ReviewDecided'))
    const carried = (await w.store.read('consultation-q1')).filter(({ type }) => /^Answer(Hidden|Restored)/.test(type))
    expect(carried.map(({ data }) => data.reviewVersion)).toEqual(decisions.map(({ version }) => version))
    const hide = { consultationId: 'q1', answerId: reviewId, reviewerId: reviewer.id, reason: 'contact' }
    expect(await w.send(SYSTEM, 'hide-answer', hide, 'late-command-00000001', w.clock.now(), decisions[0]!.id)).toMatchObject({ outcome: 'nothing' })
  })

  it('a suspended lawyer lets go of what he holds, and of nothing he has let go of', async () => {
    w.lawyer('li')
    for (const id of ['q1', 'q2']) await w.send(WANG, 'open-consultation', question(id))
    await w.pass(180)
    for (const id of ['q1', 'q2']) await w.send(lawyer('li'), 'claim-answer', { consultationId: id, lawyerId: 'li' })
    await w.send(lawyer('li'), 'release-claim', { consultationId: 'q2', lawyerId: 'li' })
    await w.happens('lawyer-li', 'LawyerSuspended', { lawyerId: 'li', until: null, reason: 'penalty', at: w.clock.now() })
    expect((await w.told('consultation-q1')).at(-1)).toBe('LawyerUnavailable')
    expect((await w.told('consultation-q2')).at(-1)).toBe('ClaimReleased')
  })

  it('letting go of a question has an id of its own, whatever else is held when the suspension is told of again', async () => {
    w.lawyer('li')
    for (const id of ['q1', 'q2']) await w.send(WANG, 'open-consultation', question(id))
    await w.pass(180)
    for (const id of ['q1', 'q2']) await w.send(lawyer('li'), 'claim-answer', { consultationId: id, lawyerId: 'li' })
    await w.happens('lawyer-li', 'LawyerSuspended', { lawyerId: 'li', until: null, reason: 'penalty', at: w.clock.now() })
    const suspended = (await w.store.lastEvent('lawyer-li'))!
    for (const id of ['q1', 'q2']) {
      expect((await w.store.lastEvent(`consultation-${id}`))!.meta.commandid).toBe(derivedCommandId(suspended.id, 'consult-router.release-lawyer', id))
    }
  })

  it('a probe is answered by its own lawyer, and leaves no trace in lists, desks and figures', async () => {
    w.lawyer('probe-lawyer', { ...counsel, isProbe: true })
    w.lawyer('zhao', counsel)
    const probe = actor('probe-1', 'probe')
    await w.send(probe, 'open-consultation', question('p1', { dangerCodes: ['suicide'], text: sealedFor('probe-1') as never }))
    await w.pass(600)
    expect(await w.told('danger-p1')).toEqual([])
    expect(await w.told('callback-p1')).toEqual([])
    expect(await w.told('consultation-p1')).not.toContain('AudienceMissing')
    expect((await w.ask<View>(SYSTEM, 'list-open', { lawyerId: 'probe-lawyer' })).items).toHaveLength(1)
    expect(await w.send(lawyer('zhao'), 'give-answer', answer('p1', 'zhao', { text: sealedFor('probe-1') as never }))).toMatchObject({ code: 'not-eligible' })
    expect(await w.send(actor('probe-lawyer', 'probe'), 'give-answer', answer('p1', 'probe-lawyer', { text: sealedFor('probe-1') as never }))).toMatchObject({ outcome: 'accepted' })
    expect((await w.ask<View>(SYSTEM, 'list-open', { lawyerId: 'zhao' })).items).toEqual([])
    for (const listing of ['sought', 'listed', 'closed']) expect((await w.ask<View>(SYSTEM, 'list-county', { countyCode: COUNTY, listing })).items).toEqual([])
    expect((await w.ask<View>(SYSTEM, 'promise-board', { countyCode: COUNTY, promise: 'broken' })).items).toEqual([])
    expect(await w.ask(SYSTEM, 'monthly-report', { countyCode: COUNTY, month: '2026-12' })).toMatchObject({ questions: 0, answered: 0 })
  })
})

describe('a complaint', () => {
  const about = { consultationId: 'q1', answerId: 'a-q1-zhao', lawyerId: 'zhao', complaintId: 'c1' }
  const complain = (by: Actor, sealedWith: string) => w.send(by, 'complain-about-answer', { ...about, text: sealedFor(sealedWith) as never })
  beforeEach(async () => {
    w.lawyer('zhao', { ...counsel, personId: 'person-zhao' as never })
    w.lawyer('li', { ...counsel, personId: 'person-li' as never })
    await w.send(WANG, 'open-consultation', question('q1'))
    await w.send(lawyer('zhao'), 'give-answer', answer('q1', 'zhao'))
  })

  it('is the asker’s, in her own words or her agent’s; both are sealed with her key', async () => {
    const clerk = actor('clerk', 'desk')
    await expect(complain(clerk, 'wang')).rejects.toMatchObject({ code: 'no-mandate' })
    await w.send(clerk, 'close-consultation', { consultationId: 'q1', askerId: 'wang', mandateId: w.mandate('m1'), ratings: [] })
    await expect(complain(clerk, 'clerk')).rejects.toMatchObject({ code: 'sealed-for-another' })
    await expect(complain(actor('clerk', 'citizen'), 'wang')).rejects.toMatchObject({ code: 'not-asker' })
    expect(await complain(clerk, 'wang')).toMatchObject({ outcome: 'accepted' })
    w.mandate('m1', { end: 'revoked' })
    await expect(w.send(clerk, 'complain-about-answer', { ...about, complaintId: 'c2', text: null })).rejects.toMatchObject({ code: 'mandate-revoked' })
    await expect(complain(actor('chen', 'citizen'), 'chen')).rejects.toMatchObject({ code: 'not-asker' })
    await expect(complain(actor('reviewer-1', 'reviewer'), 'reviewer-1')).rejects.toMatchObject({ code: 'role-not-allowed' })
  })
  it('is answered: its asker reads what was decided, and nobody else does', async () => {
    const outcomes = (by: Actor) => w.ask<{ outcome: string | null; decideDue: string | null }[]>(by, 'complaints-of', { consultationId: 'q1', answerIds: ['a-q1-zhao'] })
    expect(await outcomes(WANG)).toEqual([])
    await complain(WANG, 'wang')
    expect(await outcomes(WANG)).toMatchObject([{ answerId: 'a-q1-zhao', about: ['answer'], outcome: null, decidedAt: null, decideDue: expect.any(String) }])
    const reviewer = actor('reviewer-1', 'reviewer')
    await w.send(reviewer, 'decide-review', { reviewId: 'a-q1-zhao', decision: 'keep', reason: null })
    expect(await outcomes(WANG)).toMatchObject([{ outcome: 'keep', decidedAt: expect.any(String), decideDue: null }])
    // What is found later is decided anew, and she reads the last word.
    await w.send(SYSTEM, 'open-review', { consultationId: 'q1', answerId: 'a-q1-zhao', lawyerId: 'zhao', flags: ['contact'] })
    expect(await outcomes(WANG)).toMatchObject([{ outcome: null }])
    await w.send(reviewer, 'decide-review', { reviewId: 'a-q1-zhao', decision: 'hide', reason: 'contact' })
    expect(await outcomes(WANG)).toMatchObject([{ outcome: 'hide' }])
    expect(await outcomes(actor('chen', 'citizen'))).toEqual([])
    expect(await outcomes(lawyer('person-zhao'))).toEqual([])
  })
  it('of the author alone is none of hers', async () => {
    await w.send(SYSTEM, 'hide-answer', { consultationId: 'q1', answerId: 'a-q1-zhao', reviewerId: 'r', reason: 'contact' })
    await complain(lawyer('person-zhao'), 'person-zhao')
    expect(await w.ask(WANG, 'complaints-of', { consultationId: 'q1', answerIds: ['a-q1-zhao'] })).toEqual([])
  })
  it('of a lawyer is about his own answer, once it is hidden', async () => {
    await expect(complain(lawyer('person-zhao'), 'person-zhao')).rejects.toMatchObject({ code: 'answer-not-hidden' })
    await w.send(SYSTEM, 'hide-answer', { consultationId: 'q1', answerId: 'a-q1-zhao', reviewerId: 'r', reason: 'contact' })
    await expect(complain(lawyer('person-li'), 'person-li')).rejects.toMatchObject({ code: 'not-this-lawyer' })
    expect(await complain(lawyer('person-zhao'), 'person-zhao')).toMatchObject({ outcome: 'accepted' })
  })
})

describe('lists of open questions', () => {
  it('pass over what a lawyer is on the other side of, and fill the page with the next', async () => {
    const party = 'P'.repeat(43)
    w.lawyer('zhao', { counselOf: [COUNTY] })
    w.lawyer('qian', { counselOf: [COUNTY] })
    w.actsFor('zhao', party)
    for (let n = 0; n < 6; n += 1) {
      await w.send(WANG, 'open-consultation', question(`q${n}`, n === 1 ? {} : { opponents: [party] }))
      await w.pass(1)
    }
    const first = await w.ask<View>(SYSTEM, 'list-open', { lawyerId: 'zhao', limit: 1 })
    expect(first).toMatchObject({ items: [{ consultationId: 'q1' }], next: null })
    expect((await w.ask<View>(SYSTEM, 'list-open', { lawyerId: 'qian' })).items).toHaveLength(6)
  })
  it('show each lawyer what is open to him, whose time is over soonest first, page by page, nothing twice', async () => {
    w.lawyer('zhao', { counselOf: [COUNTY] })
    w.lawyer('li')
    w.lawyer('wu', { regionCode: '31', nationwide: true })
    w.lawyer('chen', { enterprise: true })
    for (let n = 0; n < 12; n += 1) {
      await w.send(WANG, 'open-consultation', question(`q${String(n).padStart(2, '0')}`, n === 5 ? { channel: 'enterprise' } : n % 4 === 3 ? { countyCode: '370322' } : {}))
      await w.pass(40)
    }
    const every = async (lawyerId: string): Promise<string[]> => {
      const ids: string[] = []
      for (let next: string | null | undefined; next !== null;) {
        const page: View = await w.ask<View>(SYSTEM, 'list-open', { lawyerId, limit: 2, ...(next === undefined ? {} : { cursor: next }) })
        ids.push(...page.items.map((item) => item.consultationId as string))
        next = page.next
      }
      return ids
    }
    // 480 s have passed since the first: tiers of the older ones are open to the region (180 s) and the nation (360 s).
    expect(await every('zhao')).toEqual(['q00', 'q01', 'q02', 'q04', 'q06', 'q08', 'q09', 'q10'])
    expect(await every('li')).toEqual(['q00', 'q01', 'q02', 'q04', 'q06'])
    expect(await every('chen')).toEqual(['q00', 'q01', 'q02', 'q04', 'q05', 'q06'])
    expect(await every('wu')).toEqual(['q00', 'q01', 'q02', 'q03'])
    expect(await every('nobody')).toEqual([])
    await expect(w.ask(SYSTEM, 'list-open', { lawyerId: 'li', cursor: 'eA' })).rejects.toMatchObject({ code: 'bad-cursor' })
  })
  it('keep the order of the rule: green channel, whether time runs, specialty, deadline; what has enough comes last', async () => {
    w.lawyer('zhao', { counselOf: [COUNTY], nationwide: true })
    w.lawyer('qian', { counselOf: [COUNTY] })
    for (const id of ['sun', 'sun2', 'sun3']) w.lawyer(id, { counselOf: [COUNTY] })
    w.knows('zhao', '05')
    const asks = (id: string, over: JsonObject = {}) => w.send(WANG, 'open-consultation', question(id, over))
    await asks('old-other')
    await asks('old-far', { countyCode: OTHER_COUNTY, topic: { code: '05' } })
    await w.pass(700)
    await asks('enough')
    for (const id of ['sun', 'sun2', 'sun3']) await w.send(actor(id, 'lawyer'), 'give-answer', answer('enough', id))
    // Open to the nation after 360 s; everything of these runs for 600 s.
    await asks('far', { countyCode: OTHER_COUNTY })
    await w.pass(1)
    await asks('far-known', { countyCode: OTHER_COUNTY, topic: { code: '05' } })
    await w.pass(400)
    await asks('plain')
    await w.pass(1)
    await asks('second-guess', { topic: { code: '01', alternative: '05' } })
    await w.pass(1)
    await asks('known', { topic: { code: '05', alternative: '01' } })
    await w.pass(1)
    await asks('known-later', { topic: { code: '05' } })
    await w.pass(1)
    await asks('chosen', { topic: { code: '01', asked: '05', model: 'topics-1' } })
    await w.pass(1)
    await asks('chosen-too', { topic: { code: '05', asked: '05', model: 'topics-1' } })
    const order = ['known', 'known-later', 'chosen', 'chosen-too', 'second-guess', 'plain', 'old-other', 'far-known', 'far', 'old-far', 'enough']
    for (const limit of [1, 2, 200]) {
      const seen: JsonObject[] = []
      for (let next: string | null | undefined; next !== null;) {
        const page: View = await w.ask<View>(SYSTEM, 'list-open', { lawyerId: 'zhao', limit, ...(next === undefined ? {} : { cursor: next }) })
        seen.push(...page.items)
        next = page.next
      }
      expect(seen.map(({ consultationId }) => consultationId)).toEqual(order)
    }
    const { items } = await w.ask<View>(SYSTEM, 'list-open', { lawyerId: 'zhao' })
    const shown = new Map((items as JsonObject[]).map((item) => [item.consultationId, item]))
    expect([shown.get('known'), shown.get('second-guess'), shown.get('old-other')]).toMatchObject([
      { isLocal: true, specialty: 2, promise: 'pending' }, { specialty: 1 }, { specialty: 0, dueAt: null, promise: 'broken' },
    ])
    expect(Date.parse(shown.get('known')!.dueAt as string) - Date.parse(shown.get('known')!.openedAt as string)).toBe(600_000)
    // Without a specialty: by deadline alone.
    expect((await w.ask<View>(SYSTEM, 'list-open', { lawyerId: 'qian' })).items.map(({ consultationId }) => consultationId)).toEqual(
      ['plain', 'second-guess', 'known', 'known-later', 'chosen', 'chosen-too', 'old-other', 'enough'])
    // What he has answered waits for him no more, until he takes it back.
    const listed = async () => (await w.ask<View>(SYSTEM, 'list-open', { lawyerId: 'sun' })).items.map(({ consultationId }) => consultationId)
    expect(await listed()).not.toContain('enough')
    await w.send(actor('sun', 'lawyer'), 'withdraw-answer', { consultationId: 'enough', lawyerId: 'sun', answerId: 'a-enough-sun' })
    expect(await listed()).toContain('enough')
  })
  it('tell what he holds with its clocks, and what became of what he answered', async () => {
    w.lawyer('zhao', { counselOf: [COUNTY] })
    w.lawyer('li')
    await w.send(WANG, 'open-consultation', question('q1'))
    await w.send(actor('zhao', 'lawyer'), 'give-answer', answer('q1', 'zhao'))
    await w.send(WANG, 'ask-follow-up', { consultationId: 'q1', followUpId: 'f1', lawyerId: 'zhao', text: sealedFor('wang') as unknown as Json, attachments: [], dangerCodes: [] })
    const asked = w.clock.now()
    const due = (minutes: number): string => new Date(Date.parse(asked) + minutes * 60_000).toISOString()
    const held = async (lawyerId: string) => (await w.ask<View>(SYSTEM, 'holdings', { lawyerId })).items
    expect(await held('zhao')).toMatchObject([{ consultationId: 'q1', topic: { code: '03' }, waits: true, waitingSince: asked, reminderDue: due(30), offerDue: due(120), isAnotherOffered: false }])
    await w.pass(31 * 60)
    expect(await held('zhao')).toMatchObject([{ waitingSince: asked, reminderDue: null, offerDue: due(120) }])
    await w.send(actor('li', 'lawyer'), 'claim-answer', { consultationId: 'q1', lawyerId: 'li' })
    expect(await held('li')).toMatchObject([{ claim: true, claimUntil: new Date(Date.parse(w.clock.now()) + 90_000).toISOString(), waitingSince: null }])
    await w.pass(90 * 60)
    expect(await held('zhao')).toMatchObject([{ offerDue: null, isAnotherOffered: true }])
    await w.send(actor('zhao', 'lawyer'), 'reply-follow-up', { consultationId: 'q1', lawyerId: 'zhao', replyId: 'r1', text: sealedFor('wang') as unknown as Json, clip: null, statutes: [], flags: [] })
    expect(await held('zhao')).toEqual([])
    await w.send(WANG, 'rate-answer', { consultationId: 'q1', rating: { lawyerId: 'zhao', stars: 4 } })
    expect((await w.ask<View>(SYSTEM, 'list-answered', { lawyerId: 'zhao' })).items).toMatchObject([
      { consultationId: 'q1', countyCode: COUNTY, topic: { code: '03' }, phase: 'open', status: 'given', form: 'text', stars: 4, turns: 2 }])
  })
})

describe('policy', () => {
  const [he, lin] = [actor('he', 'policy-admin'), actor('lin', 'policy-admin')]
  it('is said in words, changed by two people, and holds for new questions only', async () => {
    expect(await w.ask(WANG, 'policy-in-force', { countyCode: COUNTY })).toMatchObject({
      policyVersion: 0, policyHash: policyHash(defaultPolicy(COUNTY)),
      text: expect.stringContaining('现在提问，10 分钟内有律师回复，10 分钟内至少 3 位律师解答。'),
    })
    await w.send(WANG, 'open-consultation', question('q1'))
    const policy = { ...defaultPolicy(COUNTY), terms: { ...defaultPolicy(COUNTY).terms, promiseMs: 300_000 } }
    await w.send(he, 'propose-policy', { countyCode: COUNTY, policy })
    expect(await w.send(he, 'confirm-policy', { countyCode: COUNTY, version: 1, policyHash: policyHash(policy) })).toMatchObject({ code: 'same-person' })
    await w.send(lin, 'confirm-policy', { countyCode: COUNTY, version: 1, policyHash: policyHash(policy) })
    await w.send(WANG, 'open-consultation', question('q2'))
    await w.send(WANG, 'open-consultation', question('q3', { countyCode: '370322' }))
    const dueOf = async (id: string) => (await w.ask(WANG, 'get-consultation', { consultationId: id })).promiseDue
    expect([await dueOf('q1'), await dueOf('q2'), await dueOf('q3')]).toEqual(['2026-12-01T01:10:00.000Z', '2026-12-01T01:05:00.000Z', '2026-12-01T01:10:00.000Z'])
    expect(await w.ask(SYSTEM, 'policies', { countyCode: COUNTY })).toMatchObject({ proposal: null, confirmed: [{ version: 1, proposedBy: 'he', confirmedBy: 'lin' }] })
  })
  it('is the one in force when the question is opened, however long she was on her way', async () => {
    const requestedAt = w.clock.now()
    await w.pass(20)
    const policy = { ...defaultPolicy(COUNTY), terms: { ...defaultPolicy(COUNTY).terms, promiseMs: 300_000 } }
    await w.send(he, 'propose-policy', { countyCode: COUNTY, policy })
    await w.send(lin, 'confirm-policy', { countyCode: COUNTY, version: 1, policyHash: policyHash(policy) })
    await w.send(WANG, 'open-consultation', question('q1'), 'command-that-was-late-000', requestedAt)
    expect((await w.store.read('consultation-q1'))[0]!.data).toMatchObject({ policyVersion: 1, policyHash: policyHash(policy) })
  })
  it('is of a county that is served', async () => {
    const policy = { ...defaultPolicy('150999' as never) }
    expect(await w.send(he, 'propose-policy', { countyCode: '150999', policy })).toMatchObject({ outcome: 'refused', code: 'county-not-served' })
  })
  it('refuses a policy that promises nonsense', async () => {
    const policy = { ...defaultPolicy(COUNTY), claimLeaseMs: 500_000 }
    await expect(w.send(he, 'propose-policy', { countyCode: COUNTY, policy })).rejects.toMatchObject({ code: 'invalid-message' })
  })
})

describe('the month', () => {
  it('is the sum of its questions', async () => {
    w.lawyer('zhao', counsel)
    w.lawyer('qian', counsel)
    w.lawyer('sun', counsel)
    await w.send(WANG, 'open-consultation', question('q1'))
    await w.pass(30)
    for (const id of ['zhao', 'qian', 'sun']) await w.send(lawyer(id), 'give-answer', answer('q1', id))
    await w.send(WANG, 'open-consultation', question('q2', { topic: { code: '01', asked: '02' } }))
    await w.pass(600)
    await w.send(WANG, 'close-consultation', { consultationId: 'q1', ratings: [{ lawyerId: 'zhao', stars: 5 }] })
    await w.send(WANG, 'rate-answer', { consultationId: 'q1', rating: { lawyerId: 'zhao', stars: 4 } })
    expect(nine.slice(0, 7)).toBe('2026-12')
    expect(await w.ask(SYSTEM, 'monthly-report', { countyCode: COUNTY, month: '2026-12' })).toMatchObject({
      questions: 2, byTopic: { '02': 1, '03': 1 }, promise: { broken: 1, kept: 1 }, promiseKeptPermille: 500, answered: 1, firstAnswerMsP50: 30_000,
      quorumMet: 1, quorumMsP95: 30_000, quorumOverdue: 1, answers: { county: 3, region: 0, nation: 0, local: 3, hidden: 0 }, closed: 1, ratings: 1, ratingCentiStars: 400,
      callbacks: { waiting: 1 }, byTiersOpened: { 1: 1, 3: 1 },
    })
    expect(await w.ask(SYSTEM, 'monthly-report', { countyCode: '370322', month: '2026-12' })).toMatchObject({ questions: 0, promiseKeptPermille: null })
  })
})

describe('a call', () => {
  const rung = { callId: 'k1', consultationId: 'q1', lawyerId: 'zhao', device: 'his-tab-000000001', media: 'video' }
  const hers = { callId: 'k1', device: 'her-tab-000000001' }
  const his = { callId: 'k1', device: 'his-tab-000000001' }
  const zhao = lawyer('zhao')
  const talk = async (seconds: number): Promise<void> => {
    for (let s = 0; ; s += 15) {
      await w.send(WANG, 'confirm-call', hers)
      await w.send(zhao, 'confirm-call', his)
      await w.pass(Math.min(15, seconds - s))
      if (s + 15 >= seconds) return
    }
  }
  const byCall = answer('q1', 'zhao', { form: 'call', callId: 'k1', substance: { textChars: 30, clipMs: 0, callMs: 9_999_999 } })
  beforeEach(async () => {
    w.lawyer('zhao', counsel)
    await w.send(WANG, 'open-consultation', question('q1'))
  })

  it('that both confirmed for a minute is an answer, of the length that the log says', async () => {
    expect(await w.send(zhao, 'ring-call', rung)).toMatchObject({ outcome: 'accepted' })
    expect(await w.ask(WANG, 'calls-on', {})).toMatchObject([{ callId: 'k1', by: 'lawyer', takenAt: null }])
    expect(await w.send(WANG, 'take-call', hers)).toMatchObject({ outcome: 'accepted' })
    await expect(w.send(zhao, 'give-answer', byCall)).rejects.toMatchObject({ code: 'call-not-over' })
    await talk(75)
    expect(await w.send(WANG, 'end-call', { callId: 'k1' })).toMatchObject({ outcome: 'accepted' })
    expect(await w.send(zhao, 'give-answer', byCall)).toMatchObject({ outcome: 'accepted' })
    const given = (await w.store.read('consultation-q1')).find(({ type }) => type === 'AnswerGiven.v1')!
    expect(given.data).toMatchObject({ form: 'call', callId: 'k1', substance: { callMs: 75_000, textChars: 30 } })
    expect(await w.ask(WANG, 'list-calls', { consultationId: 'q1' })).toMatchObject({ items: [{ callId: 'k1', end: 'hung-up', connectedMs: 75_000, isLive: false }] })
    expect(await w.ask(WANG, 'calls-on', {})).toEqual([])
  })

  it('that lasted less is none, however long its lawyer says it was; nor is another’s, or one about another question', async () => {
    await w.send(zhao, 'ring-call', rung)
    await w.send(WANG, 'take-call', hers)
    await talk(59)
    await w.send(zhao, 'end-call', { callId: 'k1' })
    expect(await w.send(zhao, 'give-answer', byCall)).toMatchObject({ outcome: 'refused', code: 'not-substantive' })
    await expect(w.send(zhao, 'give-answer', { ...byCall, callId: 'k2' })).rejects.toMatchObject({ code: 'no-such-call' })
    w.lawyer('qian', counsel)
    await expect(w.send(lawyer('qian'), 'give-answer', { ...byCall, lawyerId: 'qian' })).rejects.toMatchObject({ code: 'no-such-call' })
    await w.send(WANG, 'open-consultation', question('q2'))
    await expect(w.send(zhao, 'give-answer', { ...byCall, consultationId: 'q2', answerId: 'a2' })).rejects.toMatchObject({ code: 'no-such-call' })
  })

  it('is of two people, and of nobody else', async () => {
    w.lawyer('qian', { ...counsel, personId: 'person-qian' as never })
    w.lawyer('zhao', { ...counsel, personId: 'person-zhao' as never })
    await expect(w.send(actor('person-qian', 'lawyer'), 'ring-call', rung)).rejects.toMatchObject({ code: 'not-this-lawyer' })
    await w.send(actor('person-zhao', 'lawyer'), 'ring-call', rung)
    await expect(w.send(actor('eve', 'citizen'), 'take-call', hers)).rejects.toMatchObject({ code: 'not-in-call' })
    await expect(w.send(actor('person-qian', 'lawyer'), 'end-call', { callId: 'k1' })).rejects.toMatchObject({ code: 'not-this-lawyer' })
    await expect(w.send(actor('eve', 'citizen'), 'ring-call', { ...rung, callId: 'k2' })).rejects.toMatchObject({ code: 'not-asker' })
    await expect(w.send(WANG, 'take-call', { ...hers, callId: 'k9' })).rejects.toMatchObject({ code: 'no-such-call' })
  })

  it('is one at a time: whoever rings, is rung or talks is busy; one that was missed keeps nobody', async () => {
    w.lawyer('qian', counsel)
    await w.send(zhao, 'ring-call', rung)
    const second = { ...rung, callId: 'k2', lawyerId: 'qian', device: 'qians-tab-0000001' }
    expect(await w.send(lawyer('qian'), 'ring-call', second)).toMatchObject({ code: 'line-busy' })
    await w.send(WANG, 'open-consultation', question('q2'))
    expect(await w.send(zhao, 'ring-call', { ...rung, callId: 'k3', consultationId: 'q2' })).toMatchObject({ code: 'in-another-call' })
    await w.pass(45)
    expect(await w.told('call-k1')).toEqual(['CallRung', 'CallEnded'])
    expect(await w.send(lawyer('qian'), 'ring-call', second)).toMatchObject({ outcome: 'accepted' })
  })
})
