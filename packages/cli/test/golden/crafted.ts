// Short streams for events that a small store rarely has: a mandate that runs out, a question that rests. Decided by this build's
// own deciders on a clock of their own; what they begin with is a command that some store recorded.
import { categoryOf, decode } from '@zhijian/event-store'
import { assert, days, hours, minutes, plus, seconds, type Instant, type JsonObject } from '@zhijian/kernel'
import { restoreCommand } from '@zhijian/runtime/stream'
import { supervisionFrom } from './crafted-supervision.ts'
import type { GoldenRow } from './histories.ts'
import { lived, type Act, type Command } from './lived.ts'

/** @param rows of a store that has a question, a mandate, a review, a delivery and an account */
export const craftedFrom = (rows: readonly GoldenRow[]): readonly GoldenRow[] => {
  /** The command that a stream of this category was opened with there, and when. */
  const beginning = (category: string, type: string): { readonly command: Command; readonly at: Instant } => {
    const row = rows.find(({ stream, version, text }) => version === 0 && categoryOf(stream) === category && text.includes(`"${type}"`))
    assert(row, `the store has no ${category} that began with ${type}`)
    const { meta, data } = decode(row.text, '' as never, row.hash)
    const batch = rows.filter(({ stream, text }) => stream === row.stream && text.includes(`"commandid":"${meta.commandid}"`)).map(({ text }) => decode(text, '' as never, '').data)
    const { at: _at, ...command } = restoreCommand(meta.command!, meta.time, batch.length > 0 ? batch : [data])
    return { command: command as unknown as Command, at: meta.time }
  }
  const opened = beginning('consultation', 'ConsultationOpened.v1')
  const sealed = opened.command['text']!
  const { countyCode, askerId } = opened.command as Command & { readonly countyCode: string; readonly askerId: string }
  const question = (name: string, acts: (act: (ms: number, type: string, more?: JsonObject) => Act) => readonly Act[], untilMs = 0): GoldenRow[] => {
    const consultationId = `golden-${name}`
    const all = acts((afterMs, type, more = {}) => ({ afterMs, command: { type, consultationId, ...more } }))
    return lived(`consultation-${consultationId}`, opened.at, [{ afterMs: 0, command: { ...opened.command, consultationId } }, ...all], Math.max(untilMs, ...all.map(({ afterMs }) => afterMs)))
  }
  const hers: JsonObject = { askerId, agentId: null, mandate: null }
  const by = (lawyerId: string, counselOf: readonly string[]): JsonObject => ({
    attested: { lawyerId, personId: null, status: 'active', counselOf, regionCode: countyCode.slice(0, 2), nationwide: true, enterprise: true, conflict: false, isProbe: false, poolVersion: '1', liveClaimsElsewhere: 0 },
  })
  const zhao = by('zhao', [countyCode])
  const given: JsonObject = { ...zhao, answerId: 'a-zhao', form: 'text', text: sealed, clip: null, substance: { textChars: 120, clipMs: 0, callMs: 0 }, statutes: [], flags: [] }
  const followUp: JsonObject = { lawyerId: 'zhao', followUpId: 'f-1', text: sealed, attachments: [], dangerCodes: [] }
  const nobody = (tier: number): JsonObject => ({ tier, count: 0, blob: null, poolVersion: '1', reason: 'nobody-on-duty' })
  const clerk: JsonObject = {
    askerId, agentId: 'clerk', mandate: { agentId: 'clerk', kind: 'written', recordRef: 'window/7', mandateId: 'm-1' },
    shown: { mandateId: 'm-1', attested: {
      mandateId: 'm-1', principalId: askerId, agentId: 'clerk', matter: { kind: 'consultation', consultationId: 'golden-mandate' }, kind: 'written', recordRef: 'window/7',
      countyCode, villageCode: opened.command['villageCode'] ?? null, from: null, until: plus(opened.at, days(30)), end: null,
      basis: { kind: 'office', officeId: 'window', role: 'desk', organisationId: 'bureau', region: countyCode },
    } },
  }
  const mandate = beginning('mandate', 'MandateGiven.v1')
  const review = beginning('review', 'ReviewOpened.v1')
  const delivery = beginning('delivery', 'DeliveryOpened.v1')
  const account = beginning('account', 'AccountOpened.v1')
  const deliveryId = delivery.command['deliveryId']!
  const push: JsonObject = { recipient: 'zhao', channel: 'wechat' }
  const call = 'golden-call'
  const wanted: Command = { type: 'WantErasure', personId: 'golden-leaver', identity: 'phone-code', countyCode, retention: [], isKnown: true, answerWithinMs: days(15), comesUpAgain: true }
  const erasure = (name: string, acts: readonly Act[], untilMs = 0): GoldenRow[] => lived(`erasure-golden-${name}`, opened.at, acts, Math.max(untilMs, ...acts.map(({ afterMs }) => afterMs)))
  const duty = (afterMs: number, type: string, more: JsonObject): Act => ({ afterMs, command: { type, countyCode, ...more } })
  return [
    ...question('consents', (act) => [
      act(seconds(20), 'WithdrawConsent', { ...hers, purpose: 'beyond-county' }), act(seconds(40), 'GiveConsent', { ...hers, purpose: 'beyond-county' }),
    ]),
    ...question('nobody', (act) => [act(1000, 'RecordAudience', nobody(0)), act(2000, 'RecordAudience', nobody(1)), act(3000, 'RecordAudience', nobody(2))]),
    ...question('unavailable', (act) => [act(seconds(200), 'ClaimAnswer', by('qian', [])), act(seconds(210), 'MarkLawyerUnavailable', { lawyerId: 'qian' })]),
    ...question('voided', (act) => [
      act(seconds(100), 'GiveAnswer', given), act(seconds(700), 'HideAnswer', { answerId: 'a-zhao', reviewerId: 'reviewer', reason: 'contact' }),
      act(seconds(800), 'RestoreAnswer', { answerId: 'a-zhao', reviewerId: 'reviewer' }),
    ]),
    ...question('reviewed', (act) => [
      act(seconds(100), 'GiveAnswer', given), act(seconds(700), 'HideAnswer', { answerId: 'a-zhao', reviewerId: 'reviewer', reviewVersion: 2, reason: 'contact' }),
      act(seconds(800), 'RestoreAnswer', { answerId: 'a-zhao', reviewerId: 'reviewer', reviewVersion: 4 }),
    ]),
    ...question('another', (act) => [act(seconds(100), 'GiveAnswer', given), act(seconds(200), 'AskFollowUp', { ...hers, ...followUp }), act(hours(3), 'AskAnotherLawyer', { ...hers, lawyerId: 'zhao' })]),
    ...question('resumed', (act) => [
      act(seconds(100), 'GiveAnswer', given), act(seconds(200), 'CloseConsultation', { ...hers, ratings: [] }), act(hours(1), 'AskFollowUp', { ...hers, ...followUp }), act(hours(2), 'ResumeSearch', hers),
    ]),
    ...question('rested', (act) => [act(days(31), 'GiveAnswer', given)]),
    ...question('mandate', (act) => [act(seconds(100), 'GiveAnswer', given), act(seconds(200), 'AskFollowUp', { ...clerk, ...followUp })]),
    ...lived('mandate-golden', mandate.at, [{ afterMs: 0, command: mandate.command }], days(3660)),
    ...lived('review-golden', review.at, [{ afterMs: 0, command: review.command }], days(3)),
    ...lived(`call-${call}`, opened.at, [
      { afterMs: 0, command: {
        type: 'RingCall', callId: call, consultationId: 'golden-rested', askerId, lawyerId: 'zhao', by: 'lawyer', device: 'device-of-zhao-1', media: 'video', barred: null,
        terms: { ringMs: seconds(45), connectMs: seconds(30), vouchMs: seconds(20), lostMs: minutes(1) },
      } },
      { afterMs: 10_000, command: { type: 'TakeCall', callId: call, side: 'asker', device: 'device-of-asker1', barred: null } },
      { afterMs: 12_000, command: { type: 'ConfirmCall', callId: call, side: 'asker', device: 'device-of-asker1' } },
      { afterMs: 14_000, command: { type: 'ConfirmCall', callId: call, side: 'lawyer', device: 'device-of-zhao-1' } },
      { afterMs: 25_000, command: { type: 'EndCall', callId: call, side: 'asker' } },
    ], 0),
    ...lived('delivery-golden', delivery.at, [
      { afterMs: 0, command: delivery.command },
      { afterMs: 100, command: { type: 'PlanPushes', deliveryId, wave: 0, pushes: [push], held: [], quotaDay: delivery.at.slice(0, 10) } },
      { afterMs: 900, command: { type: 'RecordReceipts', deliveryId, wave: 0, receipts: [{ ...push, outcome: 'delivered', providerRef: 'provider-1' }] } },
      { afterMs: 5000, command: { type: 'RecordReports', deliveryId, reports: [{ ...push, providerRef: 'provider-1', outcome: 'delivered' }] } },
    ], 0),
    ...lived('account-golden', account.at, [
      { afterMs: 0, command: account.command }, { afterMs: 1000, command: { type: 'AcknowledgeNotice', accountId: account.command['accountId']!, version: 1, digest: 'e3'.repeat(32), by: 'system' } },
    ], 0),
    ...erasure('late', [{ afterMs: 0, command: wanted }, { afterMs: days(16), command: { type: 'TakeBackErasure', personId: 'golden-leaver' } }]),
    ...erasure('declined', [
      { afterMs: 0, command: wanted }, { afterMs: hours(1), command: { type: 'DeclineErasure', personId: 'golden-leaver', actorId: 'desk-1', reason: 'matter-open', explanation: null } },
    ]),
    ...erasure('kept', [{ afterMs: 0, command: { ...wanted, retention: [{ rule: 'archive', until: plus(opened.at, days(30)) }] } }], days(31)),
    ...lived('retention-golden', opened.at, [
      duty(0, 'BeginRetentionDuty', { everyMs: days(7) }),
      duty(days(8), 'ProposeRetentionReview', { reviewId: 'r-1', actorId: 'desk-1', endedBefore: opened.at, persons: ['golden-leaver'], hasMore: false }),
      duty(days(8) + 1000, 'ConfirmRetentionReview', { reviewId: 'r-1', actorId: 'desk-2' }),
      duty(days(9), 'ProposeRetentionReview', { reviewId: 'r-2', actorId: 'desk-1', endedBefore: opened.at, persons: ['golden-leaver'], hasMore: false }),
      duty(days(9) + 1000, 'DropRetentionReview', { reviewId: 'r-2', actorId: 'desk-1' }),
    ], 0),
    ...lived('look-golden', opened.at, [{ afterMs: 0, command: { type: 'RecordLook', lookId: 'golden-look-0001', accountId: 'desk-1', role: 'desk', route: 'show-question', about: 'q1' } }], 0),
    ...supervisionFrom(opened.at, sealed, countyCode),
  ]
}
