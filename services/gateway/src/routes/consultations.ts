// What an asker, or somebody who may act for her, does: look before she asks, ask, follow up, rate, close. Texts are
// cleaned, measured, redacted and sealed here, by packages/edge; everything after that is consult-router's.
import {
  AnswerId, ComplaintAbout, ConsentPurpose, ConsultationId, CountyCode, DANGER_NUMBERS, DangerCode, GuardianRelation, Language, LawyerId, line, MandateId, QuestionTopic,
  SecondTopicCode, TopicCode, type Attachment, type MandateVia,
} from '@zhijian/contracts'
import { prepareFollowUp, prepareQuestion, previewQuestion, questionTopic } from '@zhijian/edge'
import { assert, type JsonObject } from '@zhijian/kernel'
import { suggestTopics, topicName, TOPICS, type TopicSuggestion } from '@zhijian/topics'
import { z } from 'zod'
import { Receipt, Words } from '../fields.ts'
import type { Gateway } from '../gateway.ts'
import { createdId } from '../ids.ts'
import { filesFor, questionView, QuestionView, sightOf } from '../opening.ts'
import { CURRENT_NOTICE } from '../privacy-notices.ts'
import { ProblemError } from '../problems.ts'
import { done, refused, route, type AnyRoute, type Call } from '../route.ts'
import { citizenOfPhone } from '../sign-in.ts'
import { topicSentence } from '../topic-view.ts'
import { attachmentsOf, finishedFiles } from '../uploads.ts'
import { isAgent } from '../views/conversation.ts'
import { streamFile } from './file-answer.ts'
import { InHerName, MANDATE_REFUSED, mandateFor, OnBehalf } from './mandates.ts'
import { outcome } from './outcome.ts'
import { acknowledge } from './privacy.ts'
import { consultationResource, conversationOf } from './resources.ts'

const tag = 'consultations'
/** Twice 20,000 characters with their escapes, and room for the rest. */
const TEXT_BYTES = 256 * 1024
const Name = line(60)
const Digest = z.string().regex(/^[0-9a-f]{64}$/)
const Files = z.array(Digest).max(20).default([])
export const QuestionPath = z.strictObject({ consultation: ConsultationId })
const Done = z.object({ receipt: Receipt })
const command = { tag, idempotency: 'key', rate: 'write', status: 200 } as const
type AnyCall = Pick<Call<unknown, unknown, unknown>, 'gateway' | 'actor' | 'caller' | 'commandId' | 'send'>

/** In whose name one asks; in whose name one acts on a question that is there is no question. */
const Asking = { onBehalf: InHerName }
const Acting = { onBehalf: OnBehalf }

/** @throws ProblemError `not-permitted` when an asker names somebody else */
const actingFor = async (gateway: Gateway, actor: AnyCall['actor'], onBehalf: z.infer<typeof InHerName>) => {
  if (onBehalf === undefined) return { askerId: actor.id, data: {} }
  if (actor.role !== 'desk' && actor.role !== 'lawyer') throw new ProblemError('not-permitted')
  const askerId = await citizenOfPhone(gateway, onBehalf.phone)
  return { askerId, data: { askerId } }
}

/** In which capacity somebody writes down what she says. */
const viaOf = ({ role }: AnyCall['actor'], onBehalf: OnBehalf): MandateVia =>
  (role === 'lawyer' ? 'village-counsel' : onBehalf?.mandate?.kind === 'recorded-call' ? 'hotline' : 'window')

/** For acts on a question that is there: the asker's own, or for her under a mandate already on record or shown now. */
const actingOn = async (call: AnyCall, consultationId: string, onBehalf: OnBehalf) => {
  const conversation = await conversationOf(call, consultationId)
  assert(conversation !== null, 'the resource was found before')
  const { question } = conversation
  const { askerId } = question
  if (askerId === call.actor.id) return { conversation, askerId, data: {} }
  return { conversation, askerId, data: { askerId, mandateId: await mandateFor(call, onBehalf, { ...question, via: viaOf(call.actor, onBehalf) }) } }
}

const filesOf = async (call: AnyCall, person: string, digests: readonly string[]): Promise<Attachment[]> =>
  attachmentsOf(await finishedFiles(call.gateway, call.caller!.session.accountId, person, digests))

const onQuestion = (call: Call<{ consultation: string }, unknown, unknown>) => consultationResource(call,
  call.params.consultation)
const ASKER_REFUSALS = ['no-such-consultation', 'not-asker', ...MANDATE_REFUSED] as const
const TEXT_REFUSALS = ['text-empty', 'text-too-long', 'text-has-nul', 'text-malformed', 'person-erased', 'person-restricted'] as const

const CallbackStanding = z.object({
  callbackId: z.string(), phase: z.enum(['waiting', 'taken', 'reached', 'failed', 'cancelled']), waitingSince: z.string(),
  takeDue: z.string().nullable().describe('somebody takes it before this; null: taken, or nobody did in time'),
  endsAt: z.string().nullable().describe('until when it is tried; null: it is over'), overAt: z.string().nullable(), attempts: z.int(), tries: z.int(),
})

/** What an asker chooses: a topic, and what under it. */
const Choice = { topic: TopicCode.optional(), topicSecond: SecondTopicCode.optional() }
const isUnderTopic = z.check<{ topic?: string | undefined; topicSecond?: string | undefined }>(({ value: { topic, topicSecond }, issues }) => {
  const under = TOPICS.find(({ code }) => code === topic)?.seconds.map(({ code }) => code) ?? []
  if (topicSecond !== undefined && !under.includes(topicSecond)) issues.push({ code: 'invalid_value', values: under, input: topicSecond, path: ['topicSecond'] })
})
const chosen = ({ topic, topicSecond }: { topic?: TopicCode | undefined; topicSecond?: SecondTopicCode | undefined }) =>
  ({ ...(topic === undefined ? {} : { asked: topic }), ...(topicSecond === undefined ? {} : { askedSecond: topicSecond }) })
const Suggested = z.array(z.object({
  code: TopicCode, name: z.string(), second: z.object({ code: SecondTopicCode, name: z.string() }).nullable(),
  confidence: z.number().min(0).max(1).describe('for their order; no promise to be right so often'),
}))
/** 99 is how offices sort what is left; nobody is offered it. */
const suggested = (topics: readonly TopicSuggestion[]) => topics.filter(({ code }) => code !== '99').map(({ code, second, confidence }) => ({
  code, name: topicName(code) ?? code, second: second === null ? null : { code: second, name: topicName(second) ?? second }, confidence,
}))

export const consultationRoutes: readonly AnyRoute[] = [
  route({
    id: 'suggest-topic', method: 'POST', path: '/topics/suggestion', tag,
    summary: { zh: '根据所写内容建议类别（不保存）', en: 'Topics that a text seems to be about, best first, while it is written; nothing of it is kept' },
    body: z.strictObject({ text: z.string().max(20_000) }), bodyLimit: TEXT_BYTES, response: z.object({ topics: Suggested }),
    status: 200, idempotency: 'none', rate: 'read', refusals: [],
    example: { body: { text: '老板拖欠三个月工资，没有签劳动合同，怎么要回来？' } },
    async handle({ body }) {
      return done({ topics: suggested(suggestTopics(body.text)) }, { headers: { 'cache-control': 'no-store' } })
    },
  }),
  route({
    id: 'preview-question', method: 'POST', path: '/consultations/preview', tag,
    summary: { zh: '提问前预览：哪些内容会离开本县', en: 'What would leave the county, before anything is stored' },
    body: z.strictObject({ text: Words, names: z.array(Name).max(40).default([]), ...Choice }).check(isUnderTopic), bodyLimit: TEXT_BYTES,
    response: z.object({
      text: z.string(),
      redacted: z.object({ text: z.string(),
        spans: z.array(z.object({ kind: z.string(), start: z.int(), end: z.int() })) }).nullable()
        .describe('null: only topic and place would leave'),
      topics: Suggested, topic: QuestionTopic.describe('as it would travel with the question'),
      topicText: z.string().describe('zh-CN: by which topics lawyers will be looked for, and why'), language: Language,
      dangerCodes: z.array(DangerCode), dangerNumbers: z.array(z.string()),
    }),
    status: 200, idempotency: 'none', rate: 'write', refusals: TEXT_REFUSALS,
    example: { body: { text: '我叫王小明，在卓资县，老板拖欠工资三个月，电话13800000000。', names: ['王小明'] } },
    async handle({ body }) {
      const preview = previewQuestion(body.text, { names: body.names })
      if (preview.kind === 'refused') return refused(preview.code)
      const { text, redacted, topics, language, dangerCodes } = preview.data
      const topic = questionTopic(topics, chosen(body))
      return done({
        text, language, redacted: redacted && { text: redacted.text, spans: [...redacted.spans] }, dangerCodes: [...dangerCodes],
        dangerNumbers: dangerCodes.length > 0 ? [...DANGER_NUMBERS] : [],
        topics: suggested(topics), topic, topicText: topicSentence(topic),
      })
    },
  }),
  route({
    ...command, id: 'ask-question', method: 'POST', path: '/consultations', status: 201, rate: 'ask',
    summary: { zh: '提问',
      en: 'Ask. `corrected` is the asker\'s own version of what may leave the county; null: only topic and place' },
    body: z.strictObject({
      text: Words, corrected: Words.nullable().optional(), channel: z.enum(['citizen', 'enterprise']).default('citizen'),
      countyCode: CountyCode.optional(), villageCode: z.string().regex(/^\d{12}$/).optional(),
      ...Choice, language: Language.optional(), files: Files,
      ownNames: z.array(Name).max(20).default([]), opponents: z.array(Name).max(20).default([]),
      consentBeyondCounty: z.boolean().default(false).describe('asked apart from everything else'),
      child: z.strictObject({
        relation: GuardianRelation.optional(), consents: z.boolean().default(false).describe('declares to be its guardian, and consents'),
      }).optional().describe('the question tells of a child under fourteen: its guardian asks; without one only in danger, and then only topic and place leave the county'),
      notice: z.int().min(1).optional().describe('the version of the privacy notice that the asker was shown and has read'),
      wake: z.array(z.enum(['in-app', 'wechat', 'sms', 'email'])).max(4).default(['in-app']),
      via: z.enum(['window', 'hotline', 'village-counsel']).optional(), ...Asking,
    }).check(isUnderTopic),
    bodyLimit: TEXT_BYTES,
    response: z.object({ consultationId: ConsultationId, mandateId: MandateId.nullable(),
      topic: QuestionTopic, topicText: z.string().describe('zh-CN: by which topics lawyers are looked for, and why'),
      dangerNumbers: z.array(z.string()), receipt: Receipt }),
    refusals: [...TEXT_REFUSALS, ...MANDATE_REFUSED, 'no-such-blob', 'lookup-value-empty', 'county-not-served', 'no-such-division',
      'guardian-consent-missing', 'notice-outdated'],
    example: { body: { text: '老板拖欠三个月工资，没有签劳动合同，怎么要回来？', countyCode: '150921', wake: ['in-app'] } },
    resource: (call) => ({ region: call.body.villageCode ?? call.body.countyCode ?? call.gateway.config.county }),
    async handle(call) {
      const { gateway, actor, body, commandId, send } = call
      if (body.notice !== undefined && body.notice !== CURRENT_NOTICE.version) return refused('notice-outdated', { version: CURRENT_NOTICE.version })
      const acting = await actingFor(gateway, actor, body.onBehalf)
      const child = body.child && { guardian: body.child.consents ? body.child.relation ?? null : null }
      const names = [...body.ownNames, ...body.opponents]
      const prepared = await prepareQuestion(gateway.sealer, {
        askerId: acting.askerId, text: body.text, names,
        // Without its guardian nothing of a child's question leaves the county but topic and place.
        ...(child?.guardian === null ? { corrected: null } : body.corrected === undefined ? {} : { corrected: body.corrected }),
        ...chosen(body),
        ...(body.language === undefined ? {} : { language: body.language }),
      })
      if (prepared.kind === 'refused') return refused(prepared.code)
      // Kept under the asker's key: once she is forgotten the record leads to nobody she named.
      const parties = (those: readonly string[]): Promise<string[]> =>
        Promise.all(those.map((name) => gateway.sealer.veil(acting.askerId, gateway.lookup.hmac('party-name', name))))
      const consultationId = createdId(commandId, 'q') as ConsultationId
      const attachments = await filesOf(call, acting.askerId, body.files)
      const place = { countyCode: body.countyCode ?? body.villageCode?.slice(0, 6) ?? gateway.config.county,
        villageCode: body.villageCode ?? null }
      const writtenVia = body.via ?? viaOf(actor, body.onBehalf)
      const isHerOwn = body.via === undefined && body.onBehalf === undefined && actor.role !== 'desk'
      if (body.notice !== undefined) await acknowledge(call, acting.askerId)
      // Written down first: a question is never asked in somebody's name before that may be.
      const mandateId = (await mandateFor(call, body.onBehalf,
        { consultationId, askerId: acting.askerId, ...place, via: writtenVia })) as MandateId | null
      const reply = await send('consult-router', 'open-consultation', {
        consultationId, ...acting.data, mandateId, ...place, channel: body.channel, via: isHerOwn ? 'phone' : writtenVia,
        ...prepared.data, attachments, ...(child ? { child } : {}),
        opponents: await parties(body.opponents), askerParties: await parties(body.ownNames),
        consentBeyondCounty: body.consentBeyondCounty, wake: [...new Set(body.wake)],
      } as unknown as JsonObject)
      const dangerNumbers = prepared.data.dangerCodes.length > 0 ? [...DANGER_NUMBERS] : []
      const { topic } = prepared.data
      return outcome(reply, { consultationId, mandateId, dangerNumbers, topic, topicText: topicSentence(topic) },
        { location: `/api/v1/consultations/${consultationId}` })
    },
  }),
  route({
    id: 'show-question', method: 'GET', path: '/consultations/:consultation', tag,
    summary: { zh: '查看一个咨询', en: 'One question, as far as the viewer may see it; counsel of the county first' },
    params: QuestionPath, response: QuestionView, status: 200, idempotency: 'none', rate: 'read', refusals: ['no-such-thing'],
    resource: onQuestion, looks: ({ params }) => params.consultation,
    async handle(call) {
      const conversation = await conversationOf(call, call.params.consultation)
      const sight = conversation === null ? null : await sightOf(call, conversation)
      if (conversation === null || sight === null) return refused('no-such-thing')
      return done(await questionView(call, conversation, sight, DANGER_NUMBERS))
    },
  }),
  route({
    id: 'fetch-file', method: 'GET', path: '/consultations/:consultation/files/:digest', tag: 'files',
    summary: { zh: '查看附件', en: 'A file of a question, for those who may see it; Range is understood' },
    params: QuestionPath.extend({ digest: Digest }), response: z.any(), status: 200, raw: 'file', idempotency: 'none',
    rate: 'upload',
    refusals: ['no-such-thing', 'no-such-blob', 'blob-damaged', 'person-erased', 'range-not-satisfiable'],
    resource: onQuestion, looks: ({ params }) => params.consultation,
    async handle(call) {
      const conversation = await conversationOf(call, call.params.consultation)
      const sight = conversation === null ? null : await sightOf(call, conversation)
      const ref = sight === null ? undefined : filesFor(conversation!, sight).get(call.params.digest)
      return ref === undefined ? refused('no-such-thing') : streamFile(call, conversation!.question.askerId, ref)
    },
  }),
  route({
    ...command, id: 'give-consent', method: 'POST', path: '/consultations/:consultation/consents',
    summary: { zh: '同意把完整的问题给外地律师看', en: 'Let lawyers beyond the county who have answered see the whole question' },
    params: QuestionPath, body: z.strictObject({ purpose: z.literal('beyond-county'), ...Acting }), response: Done,
    refusals: [...ASKER_REFUSALS, 'guardian-consent-missing', 'guardian-consent-withdrawn'], resource: onQuestion,
    async handle(call) {
      const { data } = await actingOn(call, call.params.consultation, call.body.onBehalf)
      return outcome(await call.send('consult-router', 'give-consent',
        { consultationId: call.params.consultation, ...data, purpose: call.body.purpose }), {})
    },
  }),
  route({
    ...command, id: 'withdraw-consent', method: 'POST', path: '/consultations/:consultation/consents/withdrawal',
    summary: {
      zh: '撤回同意（监护人撤回的，咨询随即结束）', en: 'Take a consent back, at any time. A guardian\'s: the question is over and no lawyer sees it any more',
    },
    params: QuestionPath, body: z.strictObject({ purpose: ConsentPurpose, ...Acting }), response: Done,
    refusals: [...ASKER_REFUSALS, 'no-such-consent'], resource: onQuestion,
    async handle(call) {
      const { data } = await actingOn(call, call.params.consultation, call.body.onBehalf)
      return outcome(await call.send('consult-router', 'withdraw-consent',
        { consultationId: call.params.consultation, ...data, purpose: call.body.purpose }), {})
    },
  }),
  route({
    ...command, id: 'ask-follow-up', method: 'POST', path: '/consultations/:consultation/follow-ups', status: 201,
    summary: { zh: '追问（次数不限）', en: 'Ask one of the answering lawyers on; as often and as long as wanted' },
    params: QuestionPath, body: z.strictObject({ lawyerId: LawyerId, text: Words, files: Files, ...Acting }),
    bodyLimit: TEXT_BYTES,
    response: z.object({ followUpId: z.string(), dangerNumbers: z.array(z.string()), receipt: Receipt }),
    refusals: [...ASKER_REFUSALS, ...TEXT_REFUSALS, 'no-such-thread', 'no-such-blob', 'guardian-consent-withdrawn'], resource: onQuestion,
    async handle(call) {
      const { gateway, params, body, commandId, send } = call
      const acting = await actingOn(call, params.consultation, body.onBehalf)
      const prepared = await prepareFollowUp(gateway.sealer, { askerId: acting.askerId, text: body.text })
      if (prepared.kind === 'refused') return refused(prepared.code)
      const followUpId = createdId(commandId, 'f')
      const reply = await send('consult-router', 'ask-follow-up', {
        consultationId: params.consultation, ...acting.data, followUpId, lawyerId: body.lawyerId, ...prepared.data,
        attachments: await filesOf(call, acting.askerId, body.files),
      } as unknown as JsonObject)
      return outcome(reply, { followUpId, dangerNumbers: prepared.data.dangerCodes.length > 0 ? [...DANGER_NUMBERS] : [] })
    },
  }),
  route({
    ...command, id: 'ask-another-lawyer', method: 'POST', path: '/consultations/:consultation/another-lawyer',
    summary: { zh: '另请律师（原律师两小时未回复）', en: 'Another lawyer in the place of one who does not reply' },
    params: QuestionPath, body: z.strictObject({ lawyerId: LawyerId, ...Acting }), response: Done,
    refusals: [...ASKER_REFUSALS, 'not-offered', 'consultation-closed', 'no-such-thread'], resource: onQuestion,
    async handle(call) {
      const { data } = await actingOn(call, call.params.consultation, call.body.onBehalf)
      return outcome(await call.send('consult-router', 'ask-another-lawyer',
        { consultationId: call.params.consultation, ...data, lawyerId: call.body.lawyerId }), {})
    },
  }),
  route({
    ...command, id: 'resume-search', method: 'POST', path: '/consultations/:consultation/search',
    summary: { zh: '继续征集解答', en: 'Look for more answers again, after reopening' },
    params: QuestionPath, body: z.strictObject({ ...Acting }), response: Done,
    refusals: [...ASKER_REFUSALS, 'quorum-met', 'consultation-closed'], resource: onQuestion,
    async handle(call) {
      const { data } = await actingOn(call, call.params.consultation, call.body.onBehalf)
      return outcome(await call.send('consult-router', 'resume-search', { consultationId: call.params.consultation, ...data }),
        {})
    },
  }),
  route({
    ...command, id: 'rate-answer', method: 'PUT', path: '/consultations/:consultation/ratings/:lawyer',
    summary: { zh: '评价律师', en: 'Rate an answer; the last rating counts' },
    params: QuestionPath.extend({ lawyer: LawyerId }), body: z.strictObject({ stars: z.int().min(1).max(5), ...Acting }),
    response: Done,
    refusals: [...ASKER_REFUSALS, 'no-such-answer'], resource: onQuestion,
    async handle(call) {
      const { data } = await actingOn(call, call.params.consultation, call.body.onBehalf)
      const rating = { lawyerId: call.params.lawyer, stars: call.body.stars }
      return outcome(await call.send('consult-router', 'rate-answer',
        { consultationId: call.params.consultation, ...data, rating }), {})
    },
  }),
  route({
    ...command, id: 'close-question', method: 'POST', path: '/consultations/:consultation/closing',
    summary: { zh: '结束咨询（只有提问人可以）；追问会重新打开', en: 'Close it, with ratings; only the asker can. A follow-up reopens it' },
    params: QuestionPath,
    body: z.strictObject({ ratings: z.array(z.strictObject({ lawyerId: LawyerId,
      stars: z.int().min(1).max(5) })).max(50).default([]), ...Acting }),
    response: Done, refusals: [...ASKER_REFUSALS, 'no-such-answer'], resource: onQuestion,
    async handle(call) {
      const { data } = await actingOn(call, call.params.consultation, call.body.onBehalf)
      return outcome(await call.send('consult-router', 'close-consultation',
        { consultationId: call.params.consultation, ...data, ratings: call.body.ratings }), {})
    },
  }),
  route({
    ...command, id: 'complain-about-answer', method: 'POST', path: '/consultations/:consultation/answers/:answer/complaints',
    status: 201,
    summary: { zh: '投诉解答或律师，或律师对隐藏提出异议',
      en: 'Complain about an answer or its lawyer, as its asker or for her; or, its author, about its hiding: a reviewer sees it' },
    params: QuestionPath.extend({ answer: AnswerId }), body: z.strictObject({ text: Words.nullable().default(null),
      about: ComplaintAbout.default('answer').describe('what the answer says, or how its lawyer behaves') }),
    bodyLimit: TEXT_BYTES,
    response: z.object({ complaintId: z.string(), receipt: Receipt }),
    refusals: [...TEXT_REFUSALS, 'no-such-answer', 'no-such-consultation', 'not-asker', 'answer-not-hidden'], resource: onQuestion,
    async handle(call) {
      const { gateway, params, body, actor, commandId } = call
      const conversation = await conversationOf(call, params.consultation)
      const answer = conversation?.answers.find(({ answerId }) => answerId === params.answer)
      if (!conversation || !answer) return refused('no-such-answer')
      const { askerId } = conversation.question
      const isHers = actor.id === askerId || isAgent(conversation, actor.id)
      if (!isHers && answer.lawyerId !== call.caller?.account.lawyerId) return refused('not-asker')
      // Her words are hers whoever writes them down; the author's are his own.
      const prepared = body.text === null ? null
        : await prepareFollowUp(gateway.sealer, { askerId: isHers ? askerId : actor.id, text: body.text })
      if (prepared?.kind === 'refused') return refused(prepared.code)
      const complaintId = createdId(commandId, 'c')
      return outcome(await call.send('consult-router', 'complain-about-answer', {
        consultationId: params.consultation, answerId: params.answer, lawyerId: answer.lawyerId, complaintId, about: body.about,
        text: prepared?.data.text ?? null,
      } as unknown as JsonObject), { complaintId })
    },
  }),
  route({
    id: 'show-callback', method: 'GET', path: '/consultations/:consultation/callback', tag, status: 200, idempotency: 'none', rate: 'read',
    summary: { zh: '12348 回呼办到哪一步', en: 'How far the last call-back for a question has come; null: none was asked for' },
    params: QuestionPath, response: z.object({ callback: CallbackStanding.nullable() }), refusals: [], resource: onQuestion,
    looks: ({ params }) => params.consultation,
    async handle({ params, ask }) {
      return done({ callback: await ask('consult-router', 'callback-of', { consultationId: params.consultation }) as never })
    },
  }),
  route({
    ...command, id: 'request-callback', method: 'POST', path: '/consultations/:consultation/callback', status: 201,
    summary: { zh: '请 12348 回呼（已有未结束的，就是那一项）', en: 'Ask the 12348 desk to call; while a call-back is not over, it is that one' },
    params: QuestionPath, response: z.object({ callbackId: z.string(), receipt: Receipt }),
    refusals: ['no-such-consultation', 'not-asker'], resource: onQuestion,
    async handle({ params, ask, send }) {
      const { callbackId } = z.object({ callbackId: z.string() }).parse(
        await ask('consult-router', 'callback-for', { consultationId: params.consultation }))
      return outcome(await send('consult-router', 'request-callback',
        { callbackId, consultationId: params.consultation, cause: 'asked-for' }), { callbackId })
    },
  }),
]
