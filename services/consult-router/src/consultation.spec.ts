// Five questions per command: accepted, refused, repeated, on the boundary, just past it. Refusals: consultation.refusals.spec.ts.
import type { ConsultationCommand, FollowUpId, LawyerId, PersonId } from '@zhijian/contracts'
import { describe, expect, it } from 'vitest'
import { plus } from '@zhijian/kernel'
import { consultation, counted, freePlaces, isMet, type Consultation } from './consultation.ts'
import {
  answered, answerId, askAnother, at, audience, audienceMissing, blob, byClerk, claim, close, consent, counsel, DAY, fact, followUp, give,
  given, hidden, hide, known, lapsed, national, offered, open, policyWith, promiseBroken, promiseKept, quorumMet,
  quorumOverdue, rate, recuse, regional, release, reminded, renew, reply, restore, resumeSearch, sealedFor, T0, tierClosed,
  tierOpened, takeBack, unavailable, withdraw,
} from './consultation.fixtures.ts'

const zhao = counsel('zhao')
const qian = counsel('qian')
const sun = counsel('sun')
const li = regional('li')
const wu = national('wu')
const regionOpen = [open(), known(0, 1), known(1, 181)]
const met = [open(), known(0, 1), give(zhao, 10), give(qian, 11), give(sun, 12)]
const typesOf = (outcome: { readonly events: readonly { readonly type: string }[] }): string[] => outcome.events.map(({ type }) => type)

describe('OpenConsultation', () => {
  it('opens the county tier, and promises', () => {
    const { type: _type, at: _at, agentId: _agent, ...question } = open()
    const state = given().when(open()).then(
      fact('ConsultationOpened', { ...question, terms: open().policy.terms, openedAt: T0, promiseDue: at(600), quorumDue: at(600) }), tierOpened(0, 0)) as Consultation
    expect(state.armed.map(({ kind, due }) => [kind, due])).toEqual(
      [['promise', at(600)], ['quorum', at(600)], ['rest', at(30 * DAY)], ['tier', at(180)], ['audience', at(10)]])
  })
  it('repeats harmlessly, also when it was closed long since', () => {
    given(open()).when(open({}, 5)).thenNothing()
    given(open(), close(5)).when(open({}, 6)).thenNothing()
  })
  it('freezes the terms of the hour', () => {
    const night = { tiers: [{ scope: 'county', windowMs: 3_600_000 }, { scope: 'nation', windowMs: null }], quorum: 1, promiseMs: 28_800_000, quorumMs: 43_200_000 } as const
    // 2026-12-01 01:00 UTC is Tuesday 09:00 in the county.
    const policy = policyWith({ hours: [{ name: 'night', isoWeekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 540, toMinute: 541, terms: { ...night, tiers: [...night.tiers] } }] })
    const state = given().when(open({ policy })).state as Consultation
    expect([state.target, state.promiseDue, state.quorumDue, state.tiers[0]!.closesAt]).toEqual([1, at(28_800), at(43_200), at(3600)])
    expect((given().when(open({ policy }, 60)).state as Consultation).promiseDue).toBe(at(660))
  })
  it('asks for no audience when the question is synthetic', () => {
    given(open({ isProbe: true })).whenTimePasses(at(179.999)).thenNothing()
  })
  it('of a child under fourteen needs its guardian; in danger it is taken without, and then nothing of it leaves the county', () => {
    const alone = { child: { guardian: null }, consentBeyondCounty: false, redacted: null }
    expect(typesOf(given().when(open({ child: { guardian: 'grandparent' } })))).toEqual(['ConsultationOpened', 'TierOpened'])
    given().when(open(alone)).thenRefused('guardian-consent-missing')
    const inDanger = { ...alone, dangerCodes: ['violence' as const] }
    expect(typesOf(given().when(open(inDanger)))).toEqual(['ConsultationOpened', 'TierOpened'])
    given().when(open({ ...inDanger, consentBeyondCounty: true })).thenRefused('guardian-consent-missing')
    given().when(open({ ...inDanger, redacted: sealedFor('wang') })).thenRefused('guardian-consent-missing')
  })
  it('is decided by the rule set it names, and no other is at hand', () => {
    expect(() => given().when(open({ rules: 3 }))).toThrow(/rule set 3 is not shipped/)
  })
})

describe('GiveConsent, WithdrawConsent', () => {
  const gone = (purpose: 'beyond-county' | 'guardian', s: number) => fact('ConsentWithdrawn', { purpose, at: at(s) })
  it('the asker shares after all, and takes it back, as often as she likes; again is nothing', () => {
    const kept = open({ consentBeyondCounty: false })
    given(kept).when(takeBack('beyond-county', 4)).thenNothing()
    given(kept).when(consent(5)).then(fact('ConsentGiven', { purpose: 'beyond-county', at: at(5) }))
    given(kept, consent(5)).when(consent(6)).thenNothing()
    given(open()).when(consent(5)).thenNothing()
    given(open()).when(takeBack('beyond-county', 5)).then(gone('beyond-county', 5))
    given(open(), takeBack('beyond-county', 5)).when(takeBack('beyond-county', 6)).thenNothing()
    expect(typesOf(given(open(), takeBack('beyond-county', 5)).when(consent(6)))).toEqual(['ConsentGiven'])
  })
  it.each([1, 2])('under rule set %i it moves no clock, and wakes nothing', (rules) => {
    const before = given(open({ rules })).when(audience(0, 1, 1)).state as Consultation
    const after = given(open({ rules }), known(0, 1)).when(takeBack('beyond-county', 5)).state as Consultation
    expect(after.armed).toEqual(before.armed)
    for (const over of [[open({ rules }), close(5)], [open({ rules }), known(0, 1)]]) {
      expect(typesOf(given(...over).when(takeBack('beyond-county', 40 * DAY))).at(-1)).toBe('ConsentWithdrawn')
      expect((given(...over).when(takeBack('beyond-county', 40 * DAY)).state as Consultation).phase).not.toBe('open')
    }
  })
  it('a guardian’s word taken back ends a child’s question for good, and what was shared', () => {
    const child = open({ child: { guardian: 'parent' } })
    given(child, known(0, 1), give(zhao, 5)).when(takeBack('guardian', 9)).then(
      gone('guardian', 9), fact('ConsultationClosed', { ratings: [], promiseWaived: false, at: at(9) }))
    expect((given(child).when(takeBack('guardian', 9)).state as Consultation)).toMatchObject({ phase: 'closed', promise: 'waived', isShared: false, armed: [] })
    given(child, close(5)).when(takeBack('guardian', 9)).then(gone('guardian', 9))
    given(child, takeBack('guardian', 9)).when(takeBack('guardian', 10)).thenNothing()
    given(child, takeBack('guardian', 9)).when(consent(10)).thenRefused('guardian-consent-withdrawn')
    given(child, give(zhao, 5), takeBack('guardian', 9)).when(followUp('zhao', 10)).thenRefused('guardian-consent-withdrawn')
    given(child, give(zhao, 5), takeBack('guardian', 9)).when(give(qian, 10)).thenRefused('consultation-closed')
  })
  it('of a child that asked in danger nothing is shared later either', () => {
    const alone = open({ child: { guardian: null }, consentBeyondCounty: false, redacted: null, dangerCodes: ['violence'] })
    given(alone).when(consent(5)).thenRefused('guardian-consent-missing')
    given(alone).when(takeBack('guardian', 5)).thenRefused('no-such-consent')
  })
  it('by who acts for her, under a mandate', () => {
    expect(typesOf(given(open()).when(takeBack('beyond-county', 5, byClerk())))).toEqual(['MandateRecorded', 'ConsentWithdrawn'])
  })
})

describe('RecordAudience', () => {
  it('records who may be asked, and nobody is told that it is missing', () => {
    given(open()).when(audience(0, 39, 9.999)).then(fact('AudienceRecorded', { tier: 0, count: 39, blob: blob(), poolVersion: 'p1', at: at(9.999) }))
    given(open(), known(0, 9)).whenTimePasses(at(179)).thenNothing()
  })
  it('comes too late at the tenth second: it was missing, and is recorded all the same', () => {
    given(open()).when(audience(0, 39, 10)).then(audienceMissing(0, 10), fact('AudienceRecorded', { tier: 0, count: 39, blob: blob(), poolVersion: 'p1', at: at(10) }))
  })
  it('repeats harmlessly, whatever number it brings', () => {
    given(open(), known(0, 1)).when(audience(0, 0, 2)).thenNothing()
  })
  it('moves no window when it is not of the current tier, when the search is over, or when nothing is missing', () => {
    expect(typesOf(given(open(), known(0, 1), give(zhao, 179)).when(audience(1, 0, 400)))).toEqual(
      ['TierClosed', 'TierOpened', 'AudienceMissing', 'TierClosed', 'TierOpened', 'AudienceMissing', 'AudienceRecorded'])
    expect(typesOf(given(...met.filter((command) => command.type !== 'RecordAudience')).when(audience(0, 0, 20)))).toEqual(['AudienceRecorded'])
    expect(typesOf(given(open(), close(2)).when(audience(0, 0, 3)))).toEqual(['AudienceRecorded'])
  })
  it('skips to the end when there is nobody anywhere: exhausted once', () => {
    const nobody = [open(), audience(0, 0, 1), audience(1, 0, 2)]
    expect(typesOf(given(...nobody).when(audience(2, 0, 3)))).toEqual(['AudienceRecorded', 'TierSkipped', 'TiersExhausted'])
    given(...nobody, audience(2, 0, 3)).whenTimePasses(at(DAY)).then(promiseBroken(600), quorumOverdue(0, 600))
  })
  it('of a last tier with a window: exhausted at its end, and late news moves nothing', () => {
    const tiers = [{ scope: 'county', windowMs: 60_000 }] as const
    const policy = policyWith({ terms: { ...open().policy.terms, tiers: [...tiers] } })
    given(open({ policy })).whenTimePasses(at(60)).then(audienceMissing(0, 10), tierClosed(0, 3, 60), fact('TiersExhausted', { missing: 3, at: at(60) }))
    expect(typesOf(given(open({ policy }), give(zhao, 61)).when(audience(0, 0, 62)))).toEqual(['AudienceRecorded'])
  })
})

describe('ClaimAnswer', () => {
  it('keeps a place for 90 s', () => {
    given(...regionOpen).when(claim(li, 182)).then(fact('ClaimTaken', { lawyerId: li.lawyerId, takenAt: at(182), expiresAt: at(272) }))
  })
  it('repeats harmlessly while it lives; at its last instant it has lapsed, and a new one is taken', () => {
    given(...regionOpen, claim(li, 182)).when(claim(li, 271.999)).thenNothing()
    given(...regionOpen, claim(li, 182)).when(claim(li, 272)).then(
      lapsed('li', 1, 272), fact('ClaimTaken', { lawyerId: li.lawyerId, takenAt: at(272), expiresAt: at(362) }))
  })
  it('there are two places for each answer that is missing', () => {
    const two = [...regionOpen, give(zhao, 182), give(qian, 183), claim(regional('a'), 184)]
    expect(typesOf(given(...two).when(claim(regional('b'), 185)))).toEqual(['ClaimTaken'])
    given(...two, claim(regional('b'), 185)).when(claim(li, 186)).thenRefused('no-free-claim')
    expect(typesOf(given(...two, claim(regional('b'), 185), release(regional('b'), 186)).when(claim(li, 187)))).toEqual(['ClaimTaken'])
  })
  it('two claims elsewhere are fine, a third is one too many; so is a third lapse here', () => {
    expect(typesOf(given(...regionOpen).when(claim(regional('li', { liveClaimsElsewhere: 2 }), 182)))).toEqual(['ClaimTaken'])
    given(...regionOpen, claim(li, 182), claim(li, 272), known(2, 360)).when(claim(li, 361.999)).thenNothing()
    given(...regionOpen, claim(li, 182), claim(li, 272), known(2, 360)).when(claim(li, 362)).thenRefused('claim-exhausted', lapsed('li', 2, 362))
  })
  it('a lawyer whose answer is hidden has answered; one who withdrew has not', () => {
    given(...regionOpen, give(li, 182), hide('li', 183)).when(claim(li, 184)).thenRefused('already-answered')
    expect(typesOf(given(...regionOpen, give(li, 182), withdraw(li, 183)).when(claim(li, 184)))).toEqual(['ClaimTaken'])
  })
  it('is for those whose tier is open: from the opening’s very instant', () => {
    given(open(), known(0, 1)).when(claim(li, 179.999)).thenRefused('not-eligible')
    given(open(), known(0, 1)).when(claim(li, 180)).then(
      tierClosed(0, 3, 180), tierOpened(1, 180), fact('ClaimTaken', { lawyerId: li.lawyerId, takenAt: at(180), expiresAt: at(270) }))
    given(...regionOpen).when(claim(regional('far', { regionCode: '31' }), 182)).thenRefused('not-eligible')
    given(...regionOpen).when(claim(wu, 359.999)).thenRefused('not-eligible')
  })
})

describe('RenewClaim and ReleaseClaim', () => {
  const claimed = [...regionOpen, claim(li, 182)]
  const renewed = (expires: number, s: number) => fact('ClaimRenewed', { lawyerId: li.lawyerId, expiresAt: at(expires), at: at(s) })
  it('renews for another 90 s, up to 300 s from when it was taken', () => {
    given(...claimed).when(renew(li, 200)).then(renewed(290, 200))
    given(...claimed, renew(li, 271), renew(li, 360), known(2, 361)).when(renew(li, 449)).then(renewed(482, 449))
    given(...claimed, renew(li, 271), renew(li, 360), known(2, 361), renew(li, 449)).when(renew(li, 481)).thenRefused('claim-exhausted')
  })
  it('repeated at the same instant changes nothing; at the last instant there is no claim left', () => {
    given(...claimed).when(renew(li, 182)).thenNothing()
    given(...claimed).when(renew(li, 271.999)).then(renewed(361.999, 271.999))
    given(...claimed).when(renew(li, 272)).thenRefused('no-claim', lapsed('li', 1, 272))
  })
  it('a release counts no lapse, and repeats harmlessly', () => {
    given(...claimed).when(release(li, 200)).then(fact('ClaimReleased', { lawyerId: li.lawyerId, at: at(200) }))
    given(...claimed, release(li, 200)).when(release(li, 201)).thenNothing()
    const thrice = [...claimed, release(li, 183), claim(li, 184), release(li, 185), claim(li, 186), release(li, 187)]
    expect(typesOf(given(...thrice).when(claim(li, 188)))).toEqual(['ClaimTaken'])
  })
  it('whoever was suspended can still let go', () => {
    expect(typesOf(given(...claimed).when(release(regional('li', { status: 'inactive' }), 200)))).toEqual(['ClaimReleased'])
  })
})

describe('GiveAnswer', () => {
  it('keeps the promise with the first, meets the quorum with the third', () => {
    given(open()).when(give(zhao, 5)).then(answered(zhao, 5), promiseKept('zhao', 5))
    given(open(), give(zhao, 5)).when(give(qian, 6)).then(answered(qian, 6))
    given(open(), give(zhao, 5), give(qian, 6)).when(give(sun, 7)).then(answered(sun, 7), quorumMet(3, 7))
  })
  it('repeats harmlessly: a second delivery records nothing', () => {
    given(open(), give(zhao, 5)).when(give(zhao, 6)).thenNothing()
    given(open(), give(zhao, 5), withdraw(zhao, 6)).when(give(zhao, 7)).thenNothing()
  })
  it('counsel of the county answer at any time until it is closed, without a claim, quorum or not', () => {
    given(...met).when(give(counsel('zhou'), 29 * DAY)).then(answered(counsel('zhou'), 29 * DAY))
  })
  it('somebody with a claim answers when all places are taken, and his place is free', () => {
    const full = [...regionOpen, ...['a', 'b', 'c', 'd', 'e'].map((name) => claim(regional(name), 190)), claim(li, 190)]
    given(...full).when(give(regional('g'), 200)).thenRefused('no-free-claim')
    const state = given(...full).when(give(li, 200)).then(answered(li, 200), promiseKept('li', 200)) as Consultation
    expect([state.claims.length, freePlaces(state)]).toEqual([5, 0])
    expect(state.armed.filter(({ kind }) => kind === 'claim')).toHaveLength(5)
  })
  it('counts a lawyer under the first open tier that covers him', () => {
    const nation = [...regionOpen, known(2, 361)]
    const tierOf = (by: typeof li): unknown => given(...nation).when(give(by, 400)).events.find(({ type }) => type === 'AnswerGiven')?.data
    expect(tierOf(zhao)).toMatchObject({ local: true, tier: 0 })
    expect(tierOf(regional('li', { nationwide: true }))).toMatchObject({ local: false, tier: 1 })
    expect(tierOf(wu)).toMatchObject({ local: false, tier: 2 })
  })
  it.each([
    ['text', { substance: { textChars: 15, clipMs: 0, callMs: 0 } }, { substance: { textChars: 14, clipMs: 99_999, callMs: 99_999 } }],
    ['clip', { text: null, clip: blob(), substance: { textChars: 0, clipMs: 10_000, callMs: 0 } }, { text: null, clip: blob(), substance: { textChars: 99, clipMs: 9_999, callMs: 99_999 } }],
    ['clip', { text: null, clip: blob(), substance: { textChars: 0, clipMs: 10_000, callMs: 0 } }, { text: null, clip: null, substance: { textChars: 99, clipMs: 10_000, callMs: 0 } }],
    ['call', { substance: { textChars: 1, clipMs: 0, callMs: 60_000 } }, { substance: { textChars: 99, clipMs: 0, callMs: 59_999 } }],
    ['call', { substance: { textChars: 1, clipMs: 0, callMs: 60_000 } }, { substance: { textChars: 0, clipMs: 0, callMs: 60_000 } }],
    ['call', { substance: { textChars: 1, clipMs: 0, callMs: 60_000 } }, { text: null, substance: { textChars: 1, clipMs: 0, callMs: 60_000 } }],
  ] as const)('a %s just long enough is an answer, a shorter one is none', (form, enough, short) => {
    expect(typesOf(given(open()).when(give(zhao, 5, { form, ...enough })))).toContain('AnswerGiven')
    given(open()).when(give(zhao, 5, { form, ...short })).thenRefused('not-substantive')
  })
  it('after the promise is broken or waived it is not kept any more', () => {
    given(open(), known(0, 1), known(1, 181), known(2, 361)).when(give(zhao, 599.999)).then(answered(zhao, 599.999), promiseKept('zhao', 599.999))
    expect((given(open(), give(zhao, 601)).state as Consultation).promise).toBe('broken')
  })
})

const broken = (count: number, over: { tierDue?: number; quorumDue?: number }, s: number, missing = 3 - count) => fact('QuorumBroken', {
  counted: count, missing, tierDue: over.tierDue === undefined ? null : at(over.tierDue),
  quorumDue: over.quorumDue === undefined ? null : at(over.quorumDue), at: at(s),
})

describe('HideAnswer', () => {
  it('what is hidden is not counted, and the search goes on where it stood', () => {
    given(...met).when(hide('zhao', 100)).then(hidden('zhao', 100), broken(2, { tierDue: 180, quorumDue: 600 }, 100))
  })
  it('repeats harmlessly', () => {
    given(...met, hide('zhao', 100)).when(hide('zhao', 101)).thenNothing()
    given(...met, withdraw(zhao, 100)).when(hide('zhao', 101)).thenNothing()
  })
  it('at the very end of the window the next tier opens at once; a millisecond before, the window runs on', () => {
    given(...met).when(hide('zhao', 179.999)).then(hidden('zhao', 179.999), broken(2, { tierDue: 180, quorumDue: 600 }, 179.999))
    given(...met).when(hide('zhao', 180)).then(hidden('zhao', 180), broken(2, { quorumDue: 600 }, 180), tierOpened(1, 180))
  })
  it('at the quorum’s due time the operators are told at once', () => {
    given(...met).when(hide('zhao', 600)).then(hidden('zhao', 600), broken(2, {}, 600), tierOpened(1, 600), quorumOverdue(2, 600))
  })
  it('an audience of nobody in the current tier is not waited for', () => {
    const history = [open(), give(zhao, 1), give(qian, 2), give(sun, 3), audience(0, 0, 4)]
    given(...history).when(hide('zhao', 20)).then(hidden('zhao', 20), broken(2, { quorumDue: 600 }, 20), tierOpened(1, 20))
  })
  it('the answer that kept the promise is gone: its clock runs again before its time, and is void after it', () => {
    const one = [open(), known(0, 1), give(zhao, 10), known(1, 181), known(2, 361)]
    given(...one).when(hide('zhao', 599.999)).then(hidden('zhao', 599.999), fact('PromiseReopened', { promiseDue: at(600), at: at(599.999) }))
    given(...one, hide('zhao', 599)).whenTimePasses(at(600)).then(promiseBroken(600), quorumOverdue(0, 600))
    given(...one).when(hide('zhao', 600)).then(quorumOverdue(1, 600), hidden('zhao', 600), fact('PromiseVoided', { at: at(600) }))
    given(...one, give(qian, 700)).when(hide('zhao', 800)).then(hidden('zhao', 800), fact('PromiseVoided', { at: at(800) }))
    given(...one, give(qian, 370)).when(hide('zhao', 700)).then(quorumOverdue(2, 600), hidden('zhao', 700))
  })
  it('his thread waits: another lawyer is offered', () => {
    given(...met, followUp('zhao', 50)).when(hide('zhao', 100)).then(
      hidden('zhao', 100), offered('zhao', 100), broken(2, { tierDue: 180, quorumDue: 600 }, 100))
    given(...met, followUp('zhao', 50), hide('zhao', 100), give(counsel('zhou'), 101)).whenTimePasses(at(DAY)).thenNothing()
    given(...met, followUp('zhao', 50)).when(hide('zhao', 7251)).then(
      reminded('zhao', 1850), offered('zhao', 7250), hidden('zhao', 7251), broken(2, {}, 7251), tierOpened(1, 7251), quorumOverdue(2, 7251))
  })
  it('in a closed or resting question nothing is searched for', () => {
    given(...met, close(50)).when(hide('zhao', 100)).then(hidden('zhao', 100))
    given(...met, release(li, 40 * DAY)).when(hide('zhao', 40 * DAY)).then(hidden('zhao', 40 * DAY))
    expect((given(...met, hide('zhao', 31 * DAY)).state as Consultation).phase).toBe('resting')
  })
  it('falls below the quorum on the way to a higher target: the quorum’s clock runs again', () => {
    const higher = [open(), known(0, 1), give(zhao, 10), give(qian, 11), followUp('zhao', 12), unavailable('zhao', 13), askAnother('zhao', 14), give(sun, 15)]
    const state = given(...higher).state as Consultation
    expect([state.target, counted(state), state.armed.some(({ kind }) => kind === 'quorum')]).toEqual([4, 3, false])
    given(...higher).when(hide('sun', 20)).then(hidden('sun', 20), broken(2, { tierDue: 180, quorumDue: 600 }, 20, 2))
    given(...higher, known(1, 181), known(2, 361)).whenTimePasses(at(7200)).then(reminded('zhao', 1812))
  })
})

describe('WithdrawAnswer and Recuse', () => {
  it('the author takes it back, and may answer anew', () => {
    given(open(), known(0, 1), give(zhao, 10)).when(withdraw(zhao, 20)).then(
      fact('AnswerWithdrawn', { answerId: answerId('zhao'), lawyerId: zhao.lawyerId, at: at(20) }), fact('PromiseReopened', { promiseDue: at(600), at: at(20) }))
  })
  it('only the author, and harmlessly again', () => {
    given(open(), known(0, 1), give(zhao, 10)).when(withdraw(qian, 20, answerId('zhao'))).thenRefused('no-such-answer')
    given(open(), known(0, 1), give(zhao, 10), withdraw(zhao, 20)).when(withdraw(zhao, 21)).thenNothing()
    expect(typesOf(given(open(), known(0, 1), give(zhao, 10), withdraw(zhao, 20)).when(give(zhao, 21, { answerId: answerId('anew') })))).toEqual(['AnswerGiven', 'PromiseKept'])
  })
  it('a recusal ends the claim, takes the answer along and bars for good', () => {
    given(...regionOpen, claim(li, 182)).when(recuse(li, 183)).then(fact('LawyerRecused', { lawyerId: li.lawyerId, answerId: null, at: at(183) }))
    given(...regionOpen).when(recuse(li, 183, 'former-client')).then(
      fact('LawyerRecused', { lawyerId: li.lawyerId, answerId: null, reason: 'former-client', at: at(183) }))
    given(...regionOpen, claim(li, 182), recuse(li, 183)).when(claim(li, 184)).thenRefused('recused')
    expect(typesOf(given(...met).when(recuse(zhao, 50)))).toEqual(['LawyerRecused', 'QuorumBroken'])
    given(...met, recuse(zhao, 50)).when(recuse(zhao, 51)).thenNothing()
    given(...met, recuse(zhao, 50)).when(give(zhao, 51, { answerId: answerId('anew') })).thenRefused('recused')
    given(...met, hide('zhao', 40), recuse(zhao, 50)).when(restore('zhao', 51)).thenNothing()
  })
  it('a lawyer with a conflict, or suspended, can still step back; also from a closed question, where nothing follows', () => {
    expect(typesOf(given(...met).when(recuse(counsel('zhao', { conflict: true, status: 'inactive' }), 50)))).toEqual(['LawyerRecused', 'QuorumBroken'])
    expect(typesOf(given(...met, close(40)).when(withdraw(zhao, 50)))).toEqual(['AnswerWithdrawn'])
    expect(typesOf(given(...met, close(40)).when(recuse(zhao, 50)))).toEqual(['LawyerRecused'])
  })
  it('withdrawn at its window’s end: the next tier opens', () => {
    expect(typesOf(given(...met).when(withdraw(zhao, 179.999)))).toEqual(['AnswerWithdrawn', 'QuorumBroken'])
    expect(typesOf(given(...met).when(withdraw(zhao, 180)))).toEqual(['AnswerWithdrawn', 'QuorumBroken', 'TierOpened'])
  })
})

describe('RestoreAnswer', () => {
  const restored = (name: string, s: number, which: { readonly reviewVersion?: number } = {}) =>
    fact('AnswerRestored', { answerId: answerId(name), lawyerId: name as LawyerId, reviewerId: 'reviewer' as PersonId, ...which, at: at(s) })
  it('counts again, and the quorum may be met again', () => {
    given(...met, hide('zhao', 100)).when(restore('zhao', 110)).then(restored('zhao', 110), quorumMet(3, 110))
    given(...met).when(restore('zhao', 110)).thenNothing()
    given(...met).when(restore('wu', 110)).thenRefused('no-such-answer')
  })
  it('restores a promise that its author had kept: reopened, void, broken or waived meanwhile', () => {
    const one = [open(), known(0, 1), give(zhao, 10), known(1, 181), known(2, 361)]
    const back = (s: number) => [restored('zhao', s), fact('PromiseRestored', { answerId: answerId('zhao'), at: at(s) })]
    given(...one, hide('zhao', 400)).when(restore('zhao', 401)).then(...back(401))
    given(...one, hide('zhao', 400)).when(restore('zhao', 601)).then(promiseBroken(600), quorumOverdue(0, 600), ...back(601))
    given(...one, hide('zhao', 700)).when(restore('zhao', 701)).then(...back(701))
    given(...one, hide('zhao', 400), close(500)).when(restore('zhao', 501)).then(...back(501))
  })
  it('a decision that comes again after a newer one undoes nothing, whichever way round', () => {
    const by = (reviewVersion: number) => ({ reviewVersion })
    // Kept, which was nothing, and then hidden: the first comes again.
    given(...met, hide('zhao', 100, by(2))).when(restore('zhao', 110, by(1))).thenNothing()
    given(...met, hide('zhao', 100, by(1)), restore('zhao', 110, by(3))).when(hide('zhao', 120, by(1))).thenNothing()
    // Hidden, hidden still by the next, which was nothing, and then kept: the second comes again.
    given(...met, hide('zhao', 100, by(1)), hide('zhao', 105, by(3)), restore('zhao', 110, by(5))).when(hide('zhao', 120, by(3))).thenNothing()
    // Of every answer by itself.
    given(...met, hide('zhao', 100, by(1)), hide('qian', 101, by(8))).when(restore('zhao', 110, by(2))).then(restored('zhao', 110, by(2)))
  })
  it('a decision that does not say which it is is carried out as it comes', () => {
    given(...met, hide('zhao', 100), restore('zhao', 110)).when(hide('zhao', 120, { reviewVersion: 1 }))
      .then(hidden('zhao', 120, { reviewVersion: 1 }), broken(2, { tierDue: 180, quorumDue: 600 }, 120))
    given(...met, hide('zhao', 100, { reviewVersion: 1 })).when(restore('zhao', 110)).then(restored('zhao', 110), quorumMet(3, 110))
  })
  it('an answer from after the promised time restores nothing', () => {
    given(open(), known(0, 1), known(1, 181), known(2, 361), give(zhao, 600), hide('zhao', 601)).when(restore('zhao', 602)).then(restored('zhao', 602))
  })
})

describe('follow-ups', () => {
  const asked = (name: string, s: number, clocks: boolean) => fact('FollowUpAsked', {
    followUpId: `f-${name}-${s}` as FollowUpId, lawyerId: name as LawyerId, text: sealedFor('wang'), attachments: [], dangerCodes: [], askedAt: at(s),
    reminderDue: clocks ? at(s + 1800) : null, offerDue: clocks ? at(s + 7200) : null,
  })
  const silent = [...met, followUp('zhao', 50)]
  it('AskFollowUp starts the thread’s clocks once per silence', () => {
    given(...met).when(followUp('zhao', 50)).then(asked('zhao', 50, true))
    given(...silent).when(followUp('zhao', 60)).then(asked('zhao', 60, false))
    given(...silent, reply(zhao, 70)).when(followUp('zhao', 80)).then(asked('zhao', 80, true))
    given(...silent).when(followUp('zhao', 60, { followUpId: 'f-zhao-50' as FollowUpId })).thenNothing()
  })
  it('reminds after 30 minutes, offers another lawyer after two hours, not a millisecond earlier', () => {
    given(...silent).whenTimePasses(at(1849.999)).thenNothing()
    given(...silent).whenTimePasses(at(1850)).then(reminded('zhao', 1850))
    given(...silent).whenTimePasses(at(7249.999)).then(reminded('zhao', 1850))
    given(...silent).whenTimePasses(at(7250)).then(reminded('zhao', 1850), offered('zhao', 7250))
  })
  it('ReplyFollowUp stops them; a reply at the very instant comes after the reminder', () => {
    expect(typesOf(given(...silent).when(reply(zhao, 1849.999)))).toEqual(['FollowUpAnswered'])
    expect(typesOf(given(...silent).when(reply(zhao, 1850)))).toEqual(['ThreadReminded', 'FollowUpAnswered'])
    given(...silent, reply(zhao, 60)).whenTimePasses(at(29 * DAY)).thenNothing()
    given(...silent, reply(zhao, 60)).when(reply(zhao, 61, { replyId: 'r-zhao-60' as FollowUpId })).thenNothing()
    given(...met).when(reply(zhao, 60)).thenRefused('no-such-thread')
    given(...silent, hide('zhao', 55)).when(reply(zhao, 60)).thenRefused('no-such-thread')
  })
  it('any number, at any time', () => {
    const many = Array.from({ length: 300 }, (_, i) => [followUp('zhao', 100 + i), reply(zhao, 100.5 + i)]).flat()
    expect(typesOf(given(...met, ...many).when(followUp('zhao', 25 * DAY)))).toEqual(['FollowUpAsked'])
  })
  it('reopens a closed question, for its own clocks only', () => {
    given(...met, close(40)).when(followUp('zhao', 50)).then(fact('ConsultationReopened', { at: at(50) }), asked('zhao', 50, true))
    expect((given(...met, close(40), followUp('zhao', 50)).state as Consultation).search).toBe('ended')
    given(...met, followUp('zhao', 30), close(40)).when(followUp('zhao', 50)).then(fact('ConsultationReopened', { at: at(50) }), asked('zhao', 50, true))
  })
  it('has no thread with somebody whose answer is not there', () => {
    given(...met, hide('zhao', 40)).when(followUp('zhao', 50)).thenRefused('no-such-thread')
  })
})

describe('AskAnotherLawyer', () => {
  const silent = [...met, followUp('zhao', 50)]
  const asked = (target: number, missing: number, s: number, over: { tierDue?: number; quorumDue?: number } = {}) => fact('AnotherLawyerAsked', {
    lawyerId: 'zhao' as LawyerId, target, missing, tierDue: over.tierDue === undefined ? null : at(over.tierDue),
    quorumDue: over.quorumDue === undefined ? null : at(over.quorumDue), at: at(s),
  })
  it('wants one more than are there, and searches on', () => {
    given(...silent).when(askAnother('zhao', 7249.999)).thenRefused('not-offered')
    given(...silent).when(askAnother('zhao', 7250)).then(reminded('zhao', 1850), offered('zhao', 7250), asked(4, 1, 7250), tierOpened(1, 7250))
    given(...silent, unavailable('zhao', 60)).when(askAnother('zhao', 61)).then(asked(4, 1, 61, { tierDue: 180 }))
  })
  it('repeats harmlessly; a new silence is a new offer', () => {
    const used = [...silent, unavailable('zhao', 60), askAnother('zhao', 61)]
    given(...used).when(askAnother('zhao', 62)).thenNothing()
    given(...used, reply(zhao, 63), followUp('zhao', 64)).when(askAnother('zhao', 65)).thenRefused('not-offered')
    expect(typesOf(given(...used, reply(zhao, 63), followUp('zhao', 64), unavailable('zhao', 65)).when(askAnother('zhao', 66)))).toEqual(['AnotherLawyerAsked'])
  })
  it('counts more answers than were wanted', () => {
    const five = [...met, give(counsel('zhou'), 13), give(counsel('wu2'), 14), followUp('zhao', 50), unavailable('zhao', 60)]
    given(...five).when(askAnother('zhao', 61)).then(asked(6, 1, 61, { tierDue: 180 }))
  })
  it('while answers are missing anyway, the quorum’s clock is set again or has its say', () => {
    const two = [open(), known(0, 1), give(zhao, 10), give(qian, 11), followUp('zhao', 50), unavailable('zhao', 60)]
    given(...two).when(askAnother('zhao', 61)).then(asked(4, 2, 61, { tierDue: 180, quorumDue: 600 }))
  })
  it('takes up a search that had ended', () => {
    const reopened = [open(), known(0, 1), give(zhao, 10), close(20), followUp('zhao', 30), unavailable('zhao', 40)]
    const state = given(...reopened).when(askAnother('zhao', 200)).then(asked(4, 3, 200, { quorumDue: 600 }), tierOpened(1, 200)) as Consultation
    expect(state.search).toBe('on')
  })
  it('is refused in a closed question: a follow-up reopens it first', () => {
    given(...silent, unavailable('zhao', 60), close(70)).when(askAnother('zhao', 71)).thenRefused('consultation-closed')
  })
})

describe('ResumeSearch', () => {
  const reopened = [open(), known(0, 1), give(zhao, 10), close(20), followUp('zhao', 30)]
  const resumed = (missing: number, s: number, over: { tierDue?: number; quorumDue?: number } = {}) => fact('SearchResumed', {
    missing, tierDue: over.tierDue === undefined ? null : at(over.tierDue), quorumDue: over.quorumDue === undefined ? null : at(over.quorumDue), at: at(s),
  })
  it('takes the search up where it stood', () => {
    given(...reopened).when(resumeSearch(40)).then(resumed(2, 40, { tierDue: 180, quorumDue: 600 }))
    given(...reopened).when(resumeSearch(179.999)).then(resumed(2, 179.999, { tierDue: 180, quorumDue: 600 }))
    given(...reopened).when(resumeSearch(180)).then(resumed(2, 180, { quorumDue: 600 }), tierOpened(1, 180))
    given(...reopened).when(resumeSearch(600)).then(resumed(2, 600), tierOpened(1, 600), quorumOverdue(1, 600))
  })
  it('is nothing while it goes on, refused when nothing is missing or it is closed', () => {
    given(open()).when(resumeSearch(5)).thenNothing()
    given(...reopened, resumeSearch(40)).when(resumeSearch(41)).thenNothing()
    given(...met, close(40), followUp('zhao', 50)).when(resumeSearch(51)).thenRefused('quorum-met')
    given(open(), close(5)).when(resumeSearch(6)).thenRefused('consultation-closed')
  })
  it('the operators are told of an overdue quorum once in a life', () => {
    given(open(), known(0, 1), known(1, 181), known(2, 361), give(zhao, 601), close(602), followUp('zhao', 603)).when(resumeSearch(604)).then(resumed(2, 604))
  })
})

describe('CloseConsultation and RateAnswer', () => {
  const closed = (s: number, over: Partial<{ ratings: { lawyerId: LawyerId; stars: number }[]; promiseWaived: boolean }> = {}) =>
    fact('ConsultationClosed', { ratings: [], promiseWaived: false, at: at(s), ...over })
  const five = { lawyerId: zhao.lawyerId, stars: 5 }
  it('only the asker closes; all clocks stop, claims end without lapse', () => {
    given(open()).when(close(5)).then(closed(5, { promiseWaived: true }))
    const state = given(...regionOpen, claim(li, 182)).when(close(183)).then(closed(183, { promiseWaived: true })) as Consultation
    expect([consultation.nextDeadline(state), state.claims, state.lapses, state.promise]).toEqual([null, [], [], 'waived'])
    given(...met).when(close(40, { ratings: [five] })).then(closed(40, { ratings: [five] }))
  })
  it('at the promise’s due time it is broken first', () => {
    expect(typesOf(given(open(), known(0, 1), known(1, 181), known(2, 361)).when(close(600)))).toEqual(['PromiseBroken', 'QuorumOverdue', 'ConsultationClosed'])
    given(open(), known(0, 1), known(1, 181), known(2, 361)).when(close(599.999)).then(closed(599.999, { promiseWaived: true }))
  })
  it('repeats harmlessly, also with other ratings', () => {
    given(...met, close(40)).when(close(41, { ratings: [five] })).thenNothing()
  })
  it('rates those who answered, the last word counts', () => {
    given(...met).when(close(40, { ratings: [five, { lawyerId: li.lawyerId, stars: 1 }] })).thenRefused('no-such-answer')
    given(...met).when(rate('li', 1, 40)).thenRefused('no-such-answer')
    given(...met, hide('zhao', 40)).when(rate('zhao', 1, 41)).thenRefused('no-such-answer')
    given(...met, close(40, { ratings: [five] })).when(rate('zhao', 2, 60 * DAY)).then(fact('AnswerRated', { rating: { lawyerId: zhao.lawyerId, stars: 2 }, at: at(60 * DAY) }))
    const state = given(...met, close(40, { ratings: [five] }), rate('zhao', 2, 41), rate('qian', 4, 42)).when(rate('zhao', 2, 43)).thenNothing() as Consultation
    expect(state.ratings.map(({ stars }) => stars)).toEqual([2, 4])
    expect(consultation.nextDeadline(state)).toBeNull()
  })
})

describe('MarkLawyerUnavailable', () => {
  const gone = (name: string, s: number) => fact('LawyerUnavailable', { lawyerId: name as LawyerId, at: at(s) })
  it('ends his claim without lapse', () => {
    const state = given(...regionOpen, claim(li, 182)).when(unavailable('li', 183)).then(gone('li', 183)) as Consultation
    expect([state.claims, state.lapses]).toEqual([[], []])
  })
  it('a waiting thread is offered another lawyer, once', () => {
    given(...met, followUp('zhao', 50)).when(unavailable('zhao', 51)).then(gone('zhao', 51), offered('zhao', 51))
    given(...met, followUp('zhao', 50), unavailable('zhao', 51)).when(unavailable('zhao', 52)).thenNothing()
    given(...met, followUp('zhao', 50), unavailable('zhao', 51)).whenTimePasses(at(DAY)).then(reminded('zhao', 1850))
  })
  it('told again after he was reinstated takes away nothing that he took up since', () => {
    given(...regionOpen, claim(li, 182)).when(unavailable('li', 190, { lostAt: at(181) })).thenNothing()
    given(...regionOpen, claim(li, 182)).when(unavailable('li', 190, { lostAt: at(182) })).then(gone('li', 190))
    given(...met, followUp('zhao', 50)).when(unavailable('zhao', 60, { lostAt: at(49) })).thenNothing()
  })
  it('is nothing where he holds nothing', () => {
    given(...met).when(unavailable('zhao', 51)).thenNothing()
    given(...regionOpen, claim(li, 182)).when(unavailable('li', 272)).then(lapsed('li', 1, 272))
  })
})

describe('rest', () => {
  const lastAct = 12
  it('30 days after the last act of a person, and no earlier', () => {
    given(...met).whenTimePasses(plus(at(lastAct + 30 * DAY), -1)).thenNothing()
    given(...met).whenTimePasses(at(lastAct + 30 * DAY)).then(fact('ConsultationRested', { at: at(lastAct + 30 * DAY) }))
    given(...met, rate('zhao', 4, 20 * DAY)).whenTimePasses(at(49 * DAY)).thenNothing()
  })
  it('reviewers and the system neither put it off nor wake it', () => {
    expect(typesOf(given(...met, hide('zhao', 20 * DAY), known(1, 20 * DAY), restore('zhao', 20 * DAY)).when(unavailable('zhao', 31 * DAY)))).toEqual(['ConsultationRested'])
    expect((given(...met, hide('zhao', 31 * DAY), restore('zhao', 32 * DAY)).state as Consultation).phase).toBe('resting')
  })
  const resting = [...met, unavailable('zhao', 31 * DAY)]
  const woken = fact('ConsultationWoken', { at: at(32 * DAY) })
  it.each<[string, ConsultationCommand, string[]]>([
    ['a follow-up', followUp('zhao', 32 * DAY), ['FollowUpAsked']],
    ['an answer', give(counsel('zhou'), 32 * DAY), ['AnswerGiven']],
    ['a closing', close(32 * DAY), ['ConsultationClosed']],
    ['a rating', rate('zhao', 3, 32 * DAY), ['AnswerRated']],
    ['a recusal', recuse(zhao, 32 * DAY), ['LawyerRecused']],
  ])('%s wakes it', (_what, command, types) => {
    const outcome = given(...resting).when(command)
    expect(outcome.events[0]).toEqual(woken)
    expect(typesOf(outcome).slice(1)).toEqual(types)
  })
  it('what is refused or done already does not', () => {
    given(...resting).when(give(li, 32 * DAY)).thenRefused('not-eligible')
    given(...resting).when(give(zhao, 32 * DAY)).thenNothing()
    expect((given(...resting, followUp('zhao', 32 * DAY)).state as Consultation).search).toBe('ended')
  })
  it('awake again, it rests again 30 days later', () => {
    given(...resting, rate('zhao', 3, 32 * DAY)).whenTimePasses(at(62 * DAY)).then(fact('ConsultationRested', { at: at(62 * DAY) }))
  })
})

it('met is what counting says', () => {
  const state = given(...met).state as Consultation
  expect([counted(state), isMet(state), freePlaces(state)]).toEqual([3, true, 0])
})
