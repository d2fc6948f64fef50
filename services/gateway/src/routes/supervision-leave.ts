// Leave and check-ins: asked for by herself or at the counter, decided on by the level it takes; answered with a photo or a call.
import { BlobRef, CheckInId, DecisionNumber, Instant, LeaveCause, LeaveId, ownWords, type PersonId } from '@zhijian/contracts'
import { randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import { assert } from '@zhijian/kernel'
import { z } from 'zod'
import { reasoned, withReason, WithReason } from '../fields.ts'
import { createdId } from '../ids.ts'
import { refused, route, type Answer, type AnyRoute } from '../route.ts'
import { finishedFiles } from '../uploads.ts'
import { streamFile } from './file-answer.ts'
import { outcome } from './outcome.ts'
import { act, common, Done, listOf, MONITOR, One, OVER, placeOf, where } from './supervised.ts'
import { CheckInRow } from './supervised-rows.ts'
import { AREA_REFUSALS, AreaBody, sealedArea } from './supervision-zones.ts'

const OneLeave = One.extend({ leave: LeaveId })
const OneCheckIn = One.extend({ checkIn: CheckInId })
const named = ({ leave }: { leave: string }) => ({ leaveId: leave })
const Digest = BlobRef.shape.digest
const asked = {
  cause: LeaveCause, from: Instant, until: Instant.describe('exclusive'), reason: ownWords({ max: 500, min: 2 }), destination: ownWords({ max: 200, min: 2 }), proofs: z.array(Digest).max(5).default([]).describe('uploaded files'),
}
const ASKED = [...OVER, 'leave-exists', 'leave-without-length', 'leave-in-the-past', 'no-such-blob'] as const

const request = (id: 'request-my-leave' | 'request-leave', of: string, body: z.ZodType, summary: AnyRoute['summary']): AnyRoute => route({
  ...common, id, method: 'POST', path: `${of}/:supervisee/leaves`, params: One, status: 201, summary, body, response: Done.extend({ leaveId: z.string() }), refusals: ASKED, resource: where as never,
  async handle({ gateway, params: { supervisee }, body: sent, caller, send, commandId }) {
    const { reason, destination, proofs, ...body } = sent as { reason: string; destination: string; proofs: string[] }
    const place = await placeOf(gateway, supervisee)
    assert(place !== null, 'the resource was found before')
    const [files, sealedReason, sealedPlace] = await Promise.all([
      finishedFiles(gateway, caller!.session.accountId, place.person, proofs), gateway.sealer.seal(place.person as PersonId, reason), gateway.sealer.seal(place.person as PersonId, destination),
    ])
    const leaveId = createdId(commandId, 'l')
    return outcome(await send(MONITOR, 'request-leave', {
      superviseeId: supervisee, leaveId, reason: sealedReason as never, destination: sealedPlace as never, proofs: files.map(({ ref }) => ref) as never, ...await reasoned(gateway, body),
    }), { leaveId }) as never
  },
})

export const supervisionLeaveRoutes: readonly AnyRoute[] = [
  request('request-my-leave', '/my-supervision', z.strictObject(asked), { zh: '申请请假外出', en: 'Ask for leave' }),
  request('request-leave', '/supervisees', z.strictObject({ ...asked, ...withReason }), { zh: '代为登记请假申请', en: 'Leave that was asked for at the counter' }),
  act({
    id: 'withdraw-my-leave', method: 'DELETE', of: '/my-supervision/:supervisee', path: '/leaves/:leave', command: 'withdraw-leave', params: OneLeave, named, body: z.strictObject({}),
    summary: { zh: '撤回请假申请', en: 'Take one\'s leave back, before it is decided on or begins' }, refusals: ['no-such-leave', 'leave-decided', 'not-supervisee'],
  }),
  route({
    ...common, id: 'approve-leave', method: 'POST', path: '/supervisees/:supervisee/leaves/:leave/approval', params: OneLeave, status: 200, bodyLimit: 2_200_000,
    summary: { zh: '批准请假（批准后自动调整活动范围和期限）', en: 'Grant leave, by the level that its length takes. Meanwhile the area is allowed as well; without one she is bound to no place but the forbidden ones' },
    body: z.strictObject({ area: AreaBody.nullable().default(null), decision: DecisionNumber.nullable().default(null).describe('of the level above, on paper, where it takes one'), ...withReason }), response: Done,
    refusals: [...OVER, ...AREA_REFUSALS, 'no-such-leave', 'leave-decided', 'leave-in-the-past', 'leave-overlaps', 'leave-needs-head', 'leave-needs-superior'], resource: where as never,
    async handle(call) {
      const { gateway, params: { supervisee, leave }, body: { area, decision, ...body }, send } = call
      const sealed = area === null ? null : await sealedArea(call, supervisee, area)
      if (sealed !== null && !('content' in sealed)) return sealed
      return outcome(await send(MONITOR, 'approve-leave', { superviseeId: supervisee, leaveId: leave, area: sealed?.content ?? null, decision, ...await reasoned(gateway, body) }), {})
    },
  }),
  act({
    id: 'refuse-leave', path: '/leaves/:leave/refusal', command: 'refuse-leave', params: OneLeave, named, body: z.strictObject({ reason: ownWords({ max: 500, min: 2 }).describe('told to her'), ...withReason }), sealed: ['reason'],
    summary: { zh: '不批准请假（写明理由）', en: 'Refuse leave, with the reason, which she is told' }, refusals: ['no-such-leave', 'leave-decided'],
  }),
  act({
    id: 'report-back', path: '/leaves/:leave/return', command: 'report-back', params: OneLeave, named, body: WithReason,
    summary: { zh: '销假', en: 'She is back, and said so' }, refusals: ['no-such-leave', 'leave-decided'],
  }),
  route({
    ...common, id: 'plan-check-ins', method: 'PUT', path: '/supervisees/:supervisee/check-ins', params: One, status: 200,
    summary: { zh: '安排不定时报到（随机时间，拍摄含指定数字的照片，或改为回呼）', en: 'Check-ins at moments that are drawn, so many a day: by a photo that holds a number, or by being called back' },
    body: z.strictObject({ perDay: z.int().min(1).max(4), from: z.int().min(0).max(1439).describe('local minutes'), until: z.int().min(1).max(1440), way: z.enum(['photo', 'call']), ...withReason }),
    response: Done, refusals: [...OVER, 'check-ins-without-length'], resource: where as never,
    async handle({ gateway, params: { supervisee }, body, send }) {
      return outcome(await send(MONITOR, 'plan-check-ins', { superviseeId: supervisee, seed: randomBytes(24).toString('base64url'), ...await reasoned(gateway, body) }), {})
    },
  }),
  act({ id: 'stop-check-ins', method: 'DELETE', path: '/check-ins', command: 'stop-check-ins', body: WithReason, summary: { zh: '停止不定时报到', en: 'No more check-ins' }, refusals: [] }),
  act({
    id: 'judge-check-in', path: '/check-ins/:checkIn/verdict', command: 'judge-check-in', params: OneCheckIn, named: ({ checkIn }) => ({ checkInId: checkIn }),
    body: z.strictObject({ verdict: z.enum(['accepted', 'rejected']), ...withReason }), summary: { zh: '核对报到', en: 'Whether a check-in shows what it should' },
    refusals: ['no-such-check-in', 'check-in-over', 'check-in-not-answered'],
  }),
  route({
    ...common, id: 'show-check-in-photo', method: 'GET', path: '/supervisees/:supervisee/check-ins/:checkIn/photo', params: OneCheckIn, status: 200, idempotency: 'none', rate: 'read', raw: 'file',
    media: ['image/jpeg', 'image/png'], summary: { zh: '查看报到照片（查看记录在案）', en: 'The photo of a check-in; the look is recorded' }, response: z.any(),
    refusals: ['no-such-check-in', 'blob-damaged', 'person-erased', 'range-not-satisfiable'], resource: where as never, looks: ({ params }) => params.supervisee,
    async handle(call): Promise<Answer<Readable>> {
      const { gateway, params: { supervisee, checkIn }, ask } = call
      const found = (await listOf(ask, supervisee, 'check-ins', CheckInRow, false, 200)).find(({ checkInId }) => checkInId === checkIn)
      const place = await placeOf(gateway, supervisee)
      const photo = found?.photo ?? null
      return photo === null || place === null ? refused('no-such-check-in') : streamFile(call, place.person as PersonId, photo)
    },
  }),
  route({
    ...common, id: 'answer-check-in', method: 'POST', path: '/my-supervision/:supervisee/check-ins/:checkIn', params: OneCheckIn, status: 200,
    summary: { zh: '报到（上传照片，或请求回呼）', en: 'Answer a check-in: with a photo that was uploaded, or by asking to be called back' },
    body: z.strictObject({ photo: Digest.nullable().describe('of an uploaded photo; null: please call me') }), response: Done, refusals: [...OVER, 'check-in-over', 'no-such-blob', 'type-not-allowed'], resource: where as never,
    async handle({ gateway, params: { supervisee, checkIn }, body: { photo }, caller, actor, send }) {
      const [file] = photo === null ? [] : await finishedFiles(gateway, caller!.session.accountId, actor.id, [photo])
      if (file !== undefined && file.kind !== 'photo') return refused('type-not-allowed')
      return outcome(await send(MONITOR, 'answer-check-in', { superviseeId: supervisee, checkInId: checkIn, photo: (file?.ref ?? null) as never }), {})
    },
  }),
]
