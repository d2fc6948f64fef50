// A short life that leaves an event of nearly every kind, on a platform of its own: what a release's store is kept of. It goes
// on where `fillWorld` ends (two questions, one of them met), and ends in the middle: a question that waits for its county, a
// delivery that goes on, a call-back that nobody took.
import type { Actor, PersonId } from '@zhijian/contracts'
import { prepareAnswer, prepareQuestion } from '@zhijian/edge'
import { callControl, socketOf } from '@zhijian/host'
import { plus, type JsonObject } from '@zhijian/kernel'
import { CITIZEN, say, type World } from './world.ts'

const COUNTY = '150921'
const OTHER = { id: 'citizen-2', phone: '13812345671', name: '乌云其木格' } as const
const QUESTION = '邻居盖房占了我家宅基地半米，说了几次都不听，还骂人，我该找谁？'
const DANGER = '他打我还说要杀了我，我不想活了，想自杀，怎么办？'
const REPLY = '请先到村委会申请调解，保留宅基地使用证和照片；调解不成可以向人民法院起诉排除妨害。'
const SHIFT = (shiftId: string, startsAt: string, endsAt: string) => ({ shiftId, post: 'online', startsAt, endsAt, capacity: 2, languages: [] })

const as = (role: Actor['role'], id: string = role): Actor => ({ id: id as PersonId, role })
const SYSTEM = as('system')

/** What the asker of the last question wrote. */
export const LAST_QUESTION = QUESTION

export const liveOn = async (world: World): Promise<void> => {
  const { platform, clock } = world
  const { sealer } = platform
  const tell = async (service: string, command: string, actor: Actor, data: object): Promise<void> => {
    const reply = await say(world, service, command, actor, data)
    if (reply.outcome !== 'accepted') throw new Error(`${command}: ${JSON.stringify(reply)}`)
  }
  const pass = async (time: { readonly days?: number; readonly hours?: number; readonly minutes?: number; readonly seconds?: number }): Promise<void> => {
    clock.advance(time)
    await platform.runtime.idle()
  }
  const inDays = (days: number): string => plus(clock.now(), days * 86_400_000)
  const router = (command: string, actor: Actor, data: object) => tell('consult-router', command, actor, data)
  const directory = (command: string, data: object, actor = SYSTEM) => tell('directory', command, actor, data)
  const pool = (command: string, data: object, actor = SYSTEM) => tell('lawyer-pool', command, actor, data)
  const account = (command: string, accountId: string, data: object = {}, actor = SYSTEM) => tell('gateway', command, actor, { accountId, ...data })
  const ask = async (consultationId: string, text: string, more: JsonObject = {}, actor = as('citizen', CITIZEN.id), askerId: string = CITIZEN.id): Promise<void> => {
    const prepared = await prepareQuestion(sealer, { askerId: askerId as PersonId, text })
    if (prepared.kind === 'refused') throw new Error(prepared.code)
    await router('open-consultation', actor, {
      consultationId, countyCode: COUNTY, villageCode: null, channel: 'citizen', via: 'phone', attachments: [], opponents: [], askerParties: [], consentBeyondCounty: true, wake: [], ...prepared.data, ...more,
    })
  }
  const answer = async (consultationId: string, lawyerId: string): Promise<string> => {
    const prepared = await prepareAnswer(sealer, { askerId: CITIZEN.id as PersonId, question: '', text: REPLY })
    if (prepared.kind === 'refused') throw new Error(prepared.code)
    const answerId = `${consultationId}-${lawyerId}`
    await router('give-answer', as('lawyer', lawyerId), { consultationId, lawyerId, answerId, form: 'text', clip: null, ...prepared.data })
    return answerId
  }
  const sealed = (text: string, person: string = CITIZEN.id) => sealer.seal(person as PersonId, text)
  const her = as('citizen', CITIZEN.id)

  // The bureau and its people.
  for (const [organisationId, name] of [['bureau', '卓资县司法局'], ['office', '卓资山司法所']] as const) {
    await directory('found-organisation', { organisationId, kind: organisationId === 'bureau' ? 'bureau' : 'justice-office', name, county: COUNTY, parentId: null, serves: [COUNTY] })
  }
  await directory('rename-organisation', { organisationId: 'office', name: '卓资山镇司法所' })
  await directory('move-organisation', { organisationId: 'office', address: '镇政府二楼', officePhone: '0474-1234567' })
  await directory('reassign-organisation', { organisationId: 'office', parentId: 'bureau' })
  await directory('change-service-area', { organisationId: 'office', serves: ['150921100'] })
  const line = { officer: 'officer-1', deputy: 'deputy-1', head: 'head-1' }
  await directory('set-standing-watch', { organisationId: 'bureau', line })
  await directory('plan-watch', { organisationId: 'bureau', watch: { watchId: 'w1', from: inDays(20), until: inDays(21), line } })
  await directory('remove-watch', { organisationId: 'bureau', watchId: 'w1' })
  for (const [personId, role] of [['officer-1', 'duty-officer'], ['deputy-1', 'duty-officer'], ['head-1', 'bureau-head'], ['reviewer-1', 'reviewer'], ['policy-1', 'policy-admin'], ['policy-2', 'policy-admin'], ['leaver-1', 'desk']] as const) {
    await directory('add-staff', { personId })
    await directory('take-office', { personId, office: { officeId: `${role}-of-${personId}`, role, organisationId: 'bureau', region: COUNTY, from: clock.now(), until: null } })
  }
  await directory('change-staff-details', { personId: 'leaver-1', name: await sealed('斯琴', 'leaver-1'), phone: await sealed('13812345672', 'leaver-1') })
  await directory('end-office', { personId: 'leaver-1', officeId: 'desk-of-leaver-1' })
  await directory('leave-staff', { personId: 'leaver-1' })
  await directory('close-organisation', { organisationId: 'office' })

  // Accounts.
  const accounts = platform.gateway
  await accounts.provision({ id: OTHER.id as never, kind: 'citizen', phone: OTHER.phone, name: OTHER.name })
  await accounts.provision({ id: 'zhao' as never, kind: 'lawyer', lawyerId: 'zhao' as never, grants: [{ role: 'lawyer', region: null, organisation: null }] })
  await accounts.administratorLink('desk-1' as never)
  await account('grant-role', 'desk-1', { grant: { role: 'auditor', region: COUNTY, organisation: null } })
  await account('revoke-role', 'desk-1', { role: 'auditor' })
  await account('change-password', 'desk-1', { credential: 'a'.repeat(32) })
  await account('bind-wechat', CITIZEN.id, { openid: await sealed('openid-1') })
  await account('unbind-wechat', CITIZEN.id)
  await account('record-sign-in', CITIZEN.id, { session: 'a'.repeat(16), method: 'phone-code', secondFactor: false })
  await account('record-sign-out', CITIZEN.id, { session: 'a'.repeat(16), reason: 'asked' })
  await account('record-sign-in-blocked', 'desk-1', { failures: 5, blockedMs: 60_000 })
  await account('suspend-account', 'zhao', { reason: 'misuse' })
  await account('reinstate-account', 'zhao', {}, as('security-admin', 'security-1'))
  await account('remove-second-factor', 'desk-1', {}, as('security-admin', 'security-1'))

  // Lawyers and their duty.
  const profile = { name: '李', firm: '所', kind: 'social', region: '15', county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true }
  for (const [n, lawyerId] of ['li', 'zhou', 'wu'].entries()) {
    await pool('register-lawyer', { lawyerId, licence: `1150120191010000${n}`, checkValidUntil: lawyerId === 'wu' ? inDays(3) : '2027-05-31T16:00:00.000Z', profile })
  }
  await pool('change-lawyer-profile', { lawyerId: 'li', profile: { ...profile, specialties: ['03', '04'] } })
  await pool('change-lawyer-phone', { lawyerId: 'li', phone: await sealed('13812345673', 'li') })
  await pool('replace-licence', { lawyerId: 'li', licence: '11501201910100009' })
  await pool('link-lawyer-account', { lawyerId: 'li', personId: 'person-li' })
  await pool('appoint-counsel', { lawyerId: 'zhou', counsel: { appointmentId: 'c2', county: COUNTY, villages: [], until: null } })
  await pool('end-counsel', { lawyerId: 'zhou', appointmentId: 'c2' })
  await pool('pass-annual-check', { lawyerId: 'li', validUntil: '2028-05-31T16:00:00.000Z' })
  await pool('fail-annual-check', { lawyerId: 'zhou', reason: 'not-submitted' })
  await pool('suspend-lawyer', { lawyerId: 'li', until: null, reason: 'complaint' })
  await pool('reinstate-lawyer', { lawyerId: 'li' })
  for (const available of [false, true]) await pool('set-availability', { lawyerId: 'li', available }, as('lawyer', 'li'))
  await pool('set-quiet-hours', { lawyerId: 'li', quiet: { from: 1320, to: 420 } }, as('lawyer', 'li'))
  const party = { lawyerId: 'li', party: platform.lookup.hmac('party-name', '宏远建筑公司'), kind: 'client' }
  await pool('declare-conflict', party, as('lawyer', 'li'))
  await pool('withdraw-conflict', party, as('lawyer', 'li'))
  await pool('deregister-lawyer', { lawyerId: 'zhou', reason: 'retired' })
  const rosterId = '150921-2026-03'
  await pool('open-roster', { rosterId, grabFrom: clock.now(), maxShiftsPerLawyer: 4, releaseMs: 3_600_000, barMs: 86_400_000 })
  for (const [shiftId, days] of [['s1', 1], ['s2', 5], ['s3', 6], ['s4', 8]] as const) await pool('open-shift', { rosterId, shift: SHIFT(shiftId, inDays(days), inDays(days + 0.1)) })
  for (const shiftId of ['s1', 's2', 's4']) await pool('take-shift', { rosterId, shiftId, lawyerId: 'li' }, as('lawyer', 'li'))
  await pool('release-shift', { rosterId, shiftId: 's2', lawyerId: 'li' }, as('lawyer', 'li'))
  await pool('cancel-shift', { rosterId, shiftId: 's3' })

  // A policy that two people put in force, and one that was taken back.
  const policy = (await platform.store.read('consultation-q1'))[0]!.data['policy'] as JsonObject
  for (const version of [1, 2]) {
    await router('propose-policy', as('policy-admin', 'policy-1'), { countyCode: COUNTY, policy: { ...policy, restMs: Number(policy['restMs']) + 86_400_000 * version } })
    const { policyHash } = (await platform.store.lastEvent(`policy-${COUNTY}`))!.data as { policyHash: string }
    if (version === 1) await router('confirm-policy', as('policy-admin', 'policy-2'), { countyCode: COUNTY, version, policyHash })
    else await router('withdraw-policy', as('policy-admin', 'policy-1'), { countyCode: COUNTY, version })
  }

  // Questions.
  await router('ask-follow-up', her, { consultationId: 'q1', followUpId: 'f1', lawyerId: 'zhao', text: await sealed('还要准备什么材料？'), attachments: [], dangerCodes: [] })
  await router('reply-follow-up', as('lawyer', 'zhao'), { consultationId: 'q1', replyId: 'r1', lawyerId: 'zhao', text: await sealed('身份证和工资条。'), clip: null, statutes: [], flags: [] })
  await router('rate-answer', her, { consultationId: 'q1', rating: { lawyerId: 'zhao', stars: 5 } })
  await router('request-callback', her, { callbackId: 'b1', consultationId: 'q1', cause: 'asked-for' })
  await router('take-callback', as('desk', 'desk-1'), { callbackId: 'b1' })
  await router('release-callback', as('desk', 'desk-1'), { callbackId: 'b1' })
  await router('take-callback', as('desk', 'desk-1'), { callbackId: 'b1' })
  await router('report-failed-attempt', as('desk', 'desk-1'), { callbackId: 'b1', attempt: 1, failure: 'no-reply' })
  await router('report-reached', as('desk', 'desk-1'), { callbackId: 'b1', connectedMs: 60_000 })
  await router('complain-about-answer', her, { consultationId: 'q1', answerId: 'q1-zhao', lawyerId: 'zhao', complaintId: 'k1', text: await sealed('太短了') })
  await router('complain-about-answer', her, { consultationId: 'q1', answerId: 'q1-zhao', lawyerId: 'zhao', complaintId: 'k2', text: null })
  await router('take-review', as('reviewer', 'reviewer-1'), { reviewId: 'q1-zhao' })
  await router('decide-review', as('reviewer', 'reviewer-1'), { reviewId: 'q1-zhao', decision: 'hide', reason: 'empty' })
  await router('complain-about-answer', as('lawyer', 'zhao'), { consultationId: 'q1', answerId: 'q1-zhao', lawyerId: 'zhao', complaintId: 'k3', text: null })
  await router('take-review', as('reviewer', 'reviewer-1'), { reviewId: 'q1-zhao' })
  await router('decide-review', as('reviewer', 'reviewer-1'), { reviewId: 'q1-zhao', decision: 'keep', reason: null })
  await router('close-consultation', her, { consultationId: 'q1', ratings: [] })
  await router('ask-follow-up', her, { consultationId: 'q1', followUpId: 'f2', lawyerId: 'zhao', text: await sealed('法院要收费吗？'), attachments: [], dangerCodes: [] })
  await ask('q3', DANGER)
  await router('acknowledge-danger', as('duty-officer', 'officer-1'), { dangerId: 'q3' })
  await router('resolve-danger', as('duty-officer', 'officer-1'), { dangerId: 'q3', outcome: 'false-alarm' })
  await router('request-callback', her, { callbackId: 'b2', consultationId: 'q3', cause: 'asked-for' })
  await router('cancel-callback', her, { callbackId: 'b2' })
  await pass({ minutes: 20 })
  await ask('q6', DANGER)
  await pass({ minutes: 20 })

  // Somebody at the window asks for her, and loses the right to.
  const mandate = { principalId: CITIZEN.id, via: 'window', kind: 'in-person', recordRef: 'w-1', witness: 'signature', countyCode: COUNTY, villageCode: null }
  for (const [mandateId, consultationId] of [['m1', 'q7'], ['m2', 'q8']]) {
    await directory('record-mandate', { ...mandate, mandateId, matter: { kind: 'consultation', consultationId } }, as('desk', 'desk-1'))
  }
  await ask('q7', QUESTION, { via: 'window', askerId: CITIZEN.id, mandateId: 'm1' }, as('desk', 'desk-1'))
  await directory('revoke-mandate', { mandateId: 'm1' }, her)

  await ask('q4', QUESTION)
  await answer('q4', 'zhao')
  await router('withdraw-answer', as('lawyer', 'zhao'), { consultationId: 'q4', lawyerId: 'zhao', answerId: 'q4-zhao' })
  await pass({ minutes: 4 })
  await router('claim-answer', as('lawyer', 'qian'), { consultationId: 'q4', lawyerId: 'qian' })
  await pass({ seconds: 30 })
  await router('renew-claim', as('lawyer', 'qian'), { consultationId: 'q4', lawyerId: 'qian' })
  await router('release-claim', as('lawyer', 'qian'), { consultationId: 'q4', lawyerId: 'qian' })
  await router('claim-answer', as('lawyer', 'li'), { consultationId: 'q4', lawyerId: 'li' })
  await router('recuse', as('lawyer', 'li'), { consultationId: 'q4', lawyerId: 'li' })
  await router('claim-answer', as('lawyer', 'qian'), { consultationId: 'q4', lawyerId: 'qian' })
  await pass({ days: 9 })
  await pool('record-no-show', { rosterId, shiftId: 's1', lawyerId: 'li' })
  await pool('suspend-lawyer', { lawyerId: 'zhao', until: null, reason: 'complaint' })
  await pool('reinstate-lawyer', { lawyerId: 'zhao' })

  // Somebody is forgotten, and what operators did is written down.
  await directory('request-erasure', { personId: OTHER.id, ground: 'consent-withdrawn' }, as('desk', 'desk-1'))
  await directory('confirm-erasure', { personId: OTHER.id }, as('security-admin', 'security-1'))
  await directory('request-erasure', { personId: 'leaver-1', ground: 'law' }, as('desk', 'desk-1'))
  await directory('refuse-erasure', { personId: 'leaver-1', rule: 'archive', until: inDays(365) }, as('security-admin', 'security-1'))
  await callControl(socketOf(world.data), 'seal', { by: 'li', reason: '月末' })
  await platform.runtime.idle()

  // In the middle of things.
  await ask('q5', QUESTION)
  await pass({ seconds: 30 })
  await answer('q5', 'zhao')
  await pass({ seconds: 30 })
}
