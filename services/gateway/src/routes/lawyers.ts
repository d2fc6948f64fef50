// What a lawyer does: see what waits, take a place, answer, reply, step back; and how he may be reached. Which lawyer an
// account is, stands in the account; nobody names another.
import { AnswerId, CallId, ConflictKind, LawyerId, MinuteOfDay, QuestionTopic, RecusalReason, RosterId, Sealed, ShiftId, line } from '@zhijian/contracts'
import { prepareAnswer, prepareReply } from '@zhijian/edge'
import { assert, type JsonObject } from '@zhijian/kernel'
import { z } from 'zod'
import { Cited, Receipt, Words } from '../fields.ts'
import { createdId } from '../ids.ts'
import { ProblemError } from '../problems.ts'
import { done, refused, route, type AnyRoute, type Call } from '../route.ts'
import { TopicView, topicView } from '../topic-view.ts'
import { finishedFiles, type Finished } from '../uploads.ts'
import { QuestionPath } from './consultations.ts'
import { PageQuery, pageOf, pageSchema } from './lists.ts'
import { outcome } from './outcome.ts'
import { consultationResource, conversationOf } from './resources.ts'

const tag = 'lawyers'
const TEXT_BYTES = 256 * 1024
const Digest = z.string().regex(/^[0-9a-f]{64}$/)
const Done = z.object({ receipt: Receipt })
const command = { tag, idempotency: 'key', rate: 'write', status: 200, response: Done } as const
const ROUTER = 'consult-router'

export const myself = ({ caller }: Pick<Call<unknown, unknown, unknown>, 'caller'>): LawyerId => {
  const id = caller?.account.lawyerId ?? null
  if (id === null) throw new ProblemError('lawyer-not-linked')
  return id
}
const onQuestion = (call: Call<{ consultation: string }, unknown, unknown>) => consultationResource(call,
  call.params.consultation)
const BARRED = ['no-such-consultation', 'consultation-closed', 'lawyer-inactive', 'own-question', 'recused', 'enterprise-only',
  'not-eligible', 'not-this-lawyer'] as const
const TEXT_REFUSALS = ['text-empty', 'text-too-long', 'text-has-nul', 'text-malformed', 'person-erased', 'person-restricted',
  'no-such-blob'] as const

/** The clip of an answer, sealed for the asker, whom the answer belongs to as well. */
const clipOf = async (call: Pick<Call<unknown, unknown, unknown>, 'gateway' | 'caller'>, askerId: string,
  digest: string | undefined): Promise<Finished | null> => {
  if (digest === undefined) return null
  const [clip] = await finishedFiles(call.gateway, call.caller!.session.accountId, askerId, [digest])
  assert(clip !== undefined, 'one digest gives one file')
  if (clip.kind !== 'audio' && clip.kind !== 'video') throw new ProblemError('type-not-allowed')
  return clip
}

const OpenRow = z.object({
  consultationId: z.string(), countyCode: z.string(), regionCode: z.string(),
  topic: QuestionTopic,
  channel: z.string(), language: z.string(), openedAt: z.string(),
  tiers: z.array(z.object({ scope: z.string(), openedAt: z.string(), closesAt: z.string().nullable() })),
  isLocal: z.boolean(),
  specialty: z.int().min(0).max(2).describe('2: its topic, predicted or chosen by the asker, is a specialty of this lawyer; 1: its second likely topic is'),
  dueAt: z.string().nullable().describe('until when an answer is awaited: promise, then quorum; null: that time is over'),
  promise: z.enum(['pending', 'kept', 'broken', 'voided', 'waived']),
  missing: z.int(), claims: z.int(),
  mine: z.object({ claim: z.boolean(), claimUntil: z.string().nullable(), waits: z.boolean(), answer: z.string().nullable() }),
})
/** Of a question, in a lawyer's lists. */
const Row = { consultationId: z.string(), countyCode: z.string(), topic: QuestionTopic, channel: z.string(), openedAt: z.string(), phase: z.enum(['open', 'resting', 'closed']) }
const Held = z.object({
  ...Row, claim: z.boolean(), claimUntil: z.string().nullable(), waits: z.boolean(),
  waitingSince: z.string().nullable(), reminderDue: z.string().nullable().describe('he is reminded of the follow-up'),
  offerDue: z.string().nullable().describe('the asker is offered another lawyer'), isAnotherOffered: z.boolean(),
})
const Answered = z.object({
  ...Row, lastAt: z.string(), givenAt: z.string(), form: z.enum(['text', 'clip', 'call']), status: z.enum(['given', 'hidden', 'withdrawn']),
  stars: z.int().nullable(), turns: z.int(),
})

/** With the topic in words too. */
const inWords = <Row extends { readonly topic: QuestionTopic }>(row: Row) => ({ ...row, topic: topicView(row.topic) })

/** A command that says nothing but which question and which lawyer. */
const simple = (id: 'claim-answer' | 'renew-claim' | 'release-claim', method: 'POST' | 'PUT' | 'DELETE', path: string,
  summary: { zh: string; en: string }, refusals: readonly string[]): AnyRoute =>
  route({
    ...command, id, method, path, summary, params: QuestionPath, refusals: [...BARRED, ...refusals], resource: onQuestion,
    async handle(call) {
      return outcome(await call.send(ROUTER, id, { consultationId: call.params.consultation, lawyerId: myself(call) }), {})
    },
  })

const withLawyer = (call: Pick<Call<unknown, unknown, unknown>, 'send' | 'caller'>, name: string, data: JsonObject) =>
  call.send('lawyer-pool', name, { lawyerId: myself(call), ...data })

export const lawyerRoutes: readonly AnyRoute[] = [
  route({
    id: 'list-open-questions', method: 'GET', path: '/lawyer/questions', tag,
    summary: { zh: '待解答的咨询', en: 'Questions that wait for this lawyer, as much of each as may leave its county. In the server\'s order: green channel, whether time runs, specialty, deadline' },
    query: z.strictObject(PageQuery), response: pageSchema(OpenRow.extend({ topic: TopicView, text: z.string().nullable() })),
    status: 200, idempotency: 'none', rate: 'read', refusals: ['lawyer-not-linked', 'bad-cursor'],
    async handle(call) {
      const page = pageSchema(OpenRow.extend({ redacted: Sealed.nullable() })).parse(await call.ask(ROUTER, 'list-open',
        { lawyerId: myself(call), ...pageOf(call.query) }))
      return done({
        next: page.next,
        items: await Promise.all(page.items.map(async ({ redacted, ...row }) =>
          ({ ...inWords(row), text: redacted === null ? null : await call.gateway.sealer.openOrNull(redacted) }))),
      })
    },
  }),
  route({
    id: 'list-holdings', method: 'GET', path: '/lawyer/holdings', tag,
    summary: { zh: '我占位的和等我回复的咨询', en: 'What this lawyer holds: live claims, then threads that wait for him, longest first, with the clocks of his silence' },
    response: z.object({ items: z.array(Held.extend({ topic: TopicView })), liveClaims: z.int() }), status: 200, idempotency: 'none', rate: 'read',
    refusals: ['lawyer-not-linked'],
    async handle(call) {
      const { items, liveClaims } = z.object({ items: z.array(Held), liveClaims: z.int() }).parse(await call.ask(ROUTER, 'holdings', { lawyerId: myself(call) }))
      return done({ items: items.map(inWords), liveClaims })
    },
  }),
  route({
    id: 'list-answered', method: 'GET', path: '/lawyer/answered', tag,
    summary: { zh: '我解答过的咨询', en: 'Questions this lawyer answered, last touched first, with what became of each answer' },
    query: z.strictObject(PageQuery), response: pageSchema(Answered.extend({ topic: TopicView })), status: 200, idempotency: 'none', rate: 'read',
    refusals: ['lawyer-not-linked', 'bad-cursor'],
    async handle(call) {
      const { items, next } = pageSchema(Answered).parse(await call.ask(ROUTER, 'list-answered', { lawyerId: myself(call), ...pageOf(call.query) }))
      return done({ items: items.map(inWords), next })
    },
  }),
  simple('claim-answer', 'POST', '/consultations/:consultation/claim',
    { zh: '占位（90 秒）', en: 'Take a place: a short lease to write in' },
    ['claim-not-needed', 'already-answered', 'quorum-met', 'claim-exhausted', 'too-many-claims', 'no-free-claim']),
  simple('renew-claim', 'PUT', '/consultations/:consultation/claim', { zh: '续占', en: 'Keep the place a little longer' },
    ['no-claim', 'claim-exhausted']),
  simple('release-claim', 'DELETE', '/consultations/:consultation/claim', { zh: '放弃占位', en: 'Give the place back' }, []),
  route({
    ...command, id: 'recuse', method: 'POST', path: '/consultations/:consultation/recusal',
    summary: { zh: '回避（说明原因类别）', en: 'Step back for good, and say of which kind the reason is: the question is not shown again' },
    params: QuestionPath, body: z.strictObject({ reason: RecusalReason }), refusals: [...BARRED], resource: onQuestion,
    async handle(call) {
      return outcome(await call.send(ROUTER, 'recuse', { consultationId: call.params.consultation, lawyerId: myself(call), reason: call.body.reason }), {})
    },
  }),
  route({
    ...command, id: 'give-answer', method: 'POST', path: '/consultations/:consultation/answers', status: 201,
    summary: { zh: '解答（文字，或语音、视频，或通话）', en: 'Answer: text, a clip, or both; or a call that is over, with its written summary. Counsel of the county need no place' },
    params: QuestionPath, body: z.strictObject({
      text: Words.nullable().default(null), clip: Digest.optional(),
      call: CallId.optional().describe('That was the answer; how long it lasted is on record'), statutes: Cited,
    }).refine(({ text, clip }) => text !== null || clip !== undefined, 'text or clip').refine(({ clip, call }) => clip === undefined || call === undefined, 'clip or call'),
    bodyLimit: TEXT_BYTES, response: z.object({ answerId: AnswerId, receipt: Receipt }),
    refusals: [...BARRED, ...TEXT_REFUSALS, 'already-answered', 'answer-hidden', 'not-substantive', 'quorum-met',
      'no-free-claim', 'no-such-call', 'call-not-over'], resource: onQuestion,
    async handle(call) {
      const { gateway, params, body, commandId, send } = call
      const conversation = await conversationOf(call, params.consultation)
      assert(conversation !== null, 'the resource was found before')
      const { askerId, text: asked } = conversation.question
      const clip = await clipOf(call, askerId, body.clip)
      const prepared = await prepareAnswer(gateway.sealer, {
        askerId, text: body.text, question: await gateway.sealer.openOrNull(asked) ?? '', cited: body.statutes,
        ...(clip === null ? {} : { clipMs: clip.lengthMs }),
      })
      if (prepared.kind === 'refused') return refused(prepared.code)
      const answerId = createdId(commandId, 'a') as AnswerId
      const reply = await send(ROUTER, 'give-answer', {
        consultationId: params.consultation, lawyerId: myself(call), answerId, ...(body.call === undefined ? { form: clip === null ? 'text' : 'clip' } : { form: 'call', callId: body.call }),
        clip: clip?.ref ?? null, ...prepared.data,
      } as unknown as JsonObject)
      return outcome(reply, { answerId })
    },
  }),
  route({
    ...command, id: 'withdraw-answer', method: 'DELETE', path: '/consultations/:consultation/answers/:answer',
    summary: { zh: '撤回解答', en: 'Withdraw one\'s own answer' }, params: QuestionPath.extend({ answer: AnswerId }),
    refusals: [...BARRED, 'no-such-answer'], resource: onQuestion,
    async handle(call) {
      return outcome(await call.send(ROUTER, 'withdraw-answer',
        { consultationId: call.params.consultation, lawyerId: myself(call), answerId: call.params.answer }), {})
    },
  }),
  route({
    ...command, id: 'reply-follow-up', method: 'POST', path: '/consultations/:consultation/replies', status: 201,
    summary: { zh: '回复追问', en: 'Reply to the asker\'s follow-up' },
    params: QuestionPath, body: z.strictObject({
      text: Words.nullable().default(null), clip: Digest.optional(), call: CallId.optional().describe('That was the reply, and that `text` sums up'), statutes: Cited,
    }).refine(({ text, clip }) => text !== null || clip !== undefined, 'text or clip'),
    bodyLimit: TEXT_BYTES, response: z.object({ replyId: z.string(), receipt: Receipt }),
    refusals: [...BARRED, ...TEXT_REFUSALS, 'no-such-thread', 'no-such-call', 'call-not-over'], resource: onQuestion,
    async handle(call) {
      const { gateway, params, body, commandId, send } = call
      const conversation = await conversationOf(call, params.consultation)
      assert(conversation !== null, 'the resource was found before')
      const { askerId } = conversation.question
      const clip = await clipOf(call, askerId, body.clip)
      const prepared = await prepareReply(gateway.sealer, { askerId, text: body.text, cited: body.statutes })
      if (prepared.kind === 'refused') return refused(prepared.code)
      const replyId = createdId(commandId, 'r')
      const reply = await send(ROUTER, 'reply-follow-up', {
        consultationId: params.consultation, lawyerId: myself(call), replyId, clip: clip?.ref ?? null, ...prepared.data, ...(body.call === undefined ? {} : { callId: body.call }),
      } as unknown as JsonObject)
      return outcome(reply, { replyId })
    },
  }),
  route({
    ...command, id: 'set-availability', method: 'PUT', path: '/lawyer/availability',
    summary: { zh: '接单开关', en: 'Be asked, or not, for now' },
    body: z.strictObject({ available: z.boolean() }), refusals: ['no-such-lawyer', 'lawyer-deregistered', 'lawyer-not-linked'],
    async handle(call) {
      return outcome(await withLawyer(call, 'set-availability', call.body), {})
    },
  }),
  route({
    ...command, id: 'set-quiet-hours', method: 'PUT', path: '/lawyer/quiet-hours',
    summary: { zh: '免打扰时段', en: 'Hours without pushes; minutes after midnight' },
    body: z.strictObject({ quiet: z.strictObject({ from: MinuteOfDay, to: MinuteOfDay }).nullable() }),
    refusals: ['no-such-lawyer', 'lawyer-deregistered', 'quiet-hours-empty', 'lawyer-not-linked'],
    async handle(call) {
      return outcome(await withLawyer(call, 'set-quiet-hours', call.body), {})
    },
  }),
  ...(['declare-conflict', 'withdraw-conflict'] as const).map((id) => route({
    ...command, id, method: id === 'declare-conflict' ? 'POST' : 'DELETE', path: '/lawyer/conflicts',
    summary: id === 'declare-conflict'
      ? { zh: '申报利益冲突', en: 'Declare a party one may not act against; only a keyed hash of the name is kept' }
      : { zh: '撤销利益冲突申报', en: 'Take a declaration back' },
    body: z.strictObject({ name: line(60), kind: ConflictKind }),
    refusals: ['no-such-lawyer', 'lawyer-deregistered', 'lawyer-not-linked', 'lookup-value-empty', ...(id === 'declare-conflict' ? ['too-many-conflicts'] : [])],
    async handle(call) {
      return outcome(await withLawyer(call, id, { party: call.gateway.lookup.hmac('party-name', call.body.name),
        kind: call.body.kind }), {})
    },
  })),
  ...(['take-shift', 'release-shift'] as const).map((id) => route({
    ...command, id, method: id === 'take-shift' ? 'POST' : 'DELETE', path: '/rosters/:roster/shifts/:shift/place',
    summary: id === 'take-shift' ? { zh: '报名值班', en: 'Take a place in a shift' } : { zh: '退出值班', en: 'Give the place back' },
    params: z.strictObject({ roster: RosterId, shift: ShiftId }),
    refusals: ['no-such-roster', 'no-such-shift', 'not-open-yet', 'shift-full', 'shift-begun', 'shift-cancelled',
      'shift-overlaps', 'too-many-shifts-held',
      'barred-after-no-show', 'language-needed', 'lawyer-inactive', 'lawyer-not-linked'],
    async handle(call) {
      return outcome(await call.send('lawyer-pool', id, { rosterId: call.params.roster, shiftId: call.params.shift,
        lawyerId: myself(call) }), {})
    },
  })),
]
