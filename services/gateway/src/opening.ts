// The last step of a screen: sealed texts opened for those entitled to them, each question shown as far as its viewer may
// see. What somebody may not see is left out, never blanked on the client. Nobody is told who asks: an agent knows whom he
// acts for, an office reaches her by a call-back, and an id would only lead from one question of hers to the others.
import {
  ComplaintAbout, deliveryOfTier, HideReason, ReviewDecision, StatedHours, statedHours, type Actor, type AttestedByPool, type BlobRef, type LawyerId, type Sealed,
} from '@zhijian/contracts'
import { plus, type Json } from '@zhijian/kernel'
import { z } from 'zod'
import type { Call } from './route.ts'
import { topicSentence, TopicView, topicView } from './topic-view.ts'
import { isAgent, isAsker, type Answer, type Conversation, type Thread } from './views/conversation.ts'
import { attestation, isLocal, mayLook, seesWhole } from './visibility.ts'

/** How much of a question somebody sees. */
export type Sight =
  | { readonly kind: 'asker' }
  /** As the asker sees it, from the office he acts from. */
  | { readonly kind: 'agent' }
  | { readonly kind: 'office' }
  | { readonly kind: 'lawyer'; readonly lawyerId: string; readonly whole: boolean; readonly local: boolean }

export const sightOf = async (
  call: Pick<Call<unknown, unknown, unknown>, 'gateway' | 'actor' | 'caller'>, conversation: Conversation,
): Promise<Sight | null> => {
  const { actor, caller, gateway } = call
  if (isAsker(conversation, actor.id)) return { kind: 'asker' }
  if ((actor.role === 'desk' || actor.role === 'lawyer') && isAgent(conversation, actor.id)) return { kind: 'agent' }
  if (actor.role !== 'lawyer') return isOffice(actor) ? { kind: 'office' } : null
  const lawyerId = caller?.account.lawyerId ?? null
  const by: AttestedByPool | null = lawyerId === null ? null : await attestation(gateway, lawyerId, conversation)
  if (by === null || !mayLook(conversation, by)) return null
  return { kind: 'lawyer', lawyerId: by.lawyerId, whole: seesWhole(conversation, by), local: isLocal(conversation, by) }
}

const isOffice = ({ role }: Actor): boolean => role === 'desk' || role === 'reviewer' || role === 'duty-officer'
  || role === 'bureau-head'

/** Null stands for what was erased with its person. */
const Text = z.string().nullable()
const File = z.object({ digest: z.string(), bytes: z.int(), mediaType: z.string(),
  kind: z.enum(['photo', 'document', 'audio', 'video', 'clip']) })
const Statute = z.object({ law: z.string(), article: z.string() })
const LawyerCard = z.object({ lawyerId: z.string(), name: z.string().nullable(), firm: z.string().nullable(),
  licence: z.string().nullable() })
const Turn = z.object({
  kind: z.enum(['follow-up', 'reply']), id: z.string(), text: Text, files: z.array(File), statutes: z.array(Statute),
  at: z.string(),
})
const Complained = z.object({
  answerId: z.string(), about: z.array(ComplaintAbout), decideDue: z.string().nullable().describe('decided before this; null: decided, or late'),
  outcome: ReviewDecision.nullable().describe('hide: taken down; keep: it stays; null: not decided yet'), decidedAt: z.string().nullable(),
})
export const QuestionView = z.object({
  consultationId: z.string(), channel: z.enum(['citizen', 'enterprise']), countyCode: z.string(),
  villageCode: z.string().nullable(),
  topic: TopicView, language: z.string(),
  shown: z.enum(['whole', 'redacted',
    'topic']).describe('redacted: what the asker let leave the county; topic: only topic and place'),
  text: Text, files: z.array(File),
  openedAt: z.string(), phase: z.enum(['open', 'resting', 'closed']),
  tiers: z.array(z.object({ scope: z.enum(['county', 'region', 'nation']), openedAt: z.string(),
    closesAt: z.string().nullable(), audience: z.int().nullable().describe('how many lawyers it asks; null: not known yet'),
    told: z.int().describe('how many of them were told so far: the best fitting first, the others while answers are missing'),
    end: z.enum(['closed', 'skipped']).nullable().describe('its window is over, or it had nobody; who was asked may answer all the same') })),
  isSearching: z.boolean().describe('more answers are looked for'), target: z.int().describe('so many are'),
  isExhausted: z.boolean().describe('every tier was asked'),
  writingUntil: z.array(z.string()).describe('a lawyer writes, each until then unless the place is renewed; for the asker and offices'),
  promise: z.enum(['pending', 'kept', 'broken', 'voided', 'waived']), promiseDue: z.string(), isQuorumMet: z.boolean(),
  quorum: z.int(), hours: StatedHours.describe('of which hours the promise is: those in which it was asked'),
  answerCount: z.int(),
  answers: z.array(z.object({
    answerId: z.string(), lawyer: LawyerCard, form: z.enum(['text', 'clip', 'call']), text: Text, files: z.array(File),
    statutes: z.array(Statute),
    isLocal: z.boolean(), givenAt: z.string(), status: z.enum(['given', 'hidden', 'withdrawn']), stars: z.int().nullable(),
    hiddenFor: HideReason.nullable().describe('why a reviewer hid it, for its author and for offices'),
  })),
  threads: z.array(z.object({ lawyerId: z.string(), isWaiting: z.boolean(), isAnotherOffered: z.boolean(), isAnotherAsked: z.boolean(),
    waitingSince: z.string().nullable(), reminderDue: z.string().nullable().describe('the lawyer is reminded'),
    offerDue: z.string().nullable().describe('the asker is offered another lawyer'),
    turns: z.array(Turn) })),
  claim: z.object({ takenAt: z.string(), expiresAt: z.string(), lastsUntil: z.string().describe('it can be renewed up to then') }).nullable().describe('the viewer\'s own'),
  isLocalViewer: z.boolean().describe('the viewer is counsel of its county: answers without a place'),
  complaints: z.array(Complained).describe('for the asker: what became of her complaints'),
  isShared: z.boolean().nullable().describe('for the asker: whether the whole question may leave the county'),
  dangerNumbers: z.array(z.string()).describe('shown at once when the question speaks of danger'),
})
export type QuestionView = z.input<typeof QuestionView>

const file = (ref: BlobRef, kind: z.infer<typeof File>['kind']): z.infer<typeof File> => ({ ...ref, kind })

/** Public cards of lawyers; without names when the pool cannot be asked: an answer is worth reading all the same. */
export const lawyerCards = async (call: Pick<Call<unknown, unknown, unknown>, 'ask'>,
  ids: readonly LawyerId[]): Promise<ReadonlyMap<string, z.infer<typeof LawyerCard>>> => {
  if (ids.length === 0) return new Map()
  const cards = await call.ask('lawyer-pool', 'lawyers', { lawyerIds: [...new Set(ids)] }).catch((): Json => [])
  const parsed = z.array(z.object({ lawyerId: z.string(), name: z.string(), firm: z.string(),
    licence: z.string() })).safeParse(cards)
  return new Map((parsed.success ? parsed.data : []).map((card) => [card.lawyerId, card]))
}

/** Of a page on which a complaint is missing for a moment she reads all the rest. */
const complaintsOf = async ({ ask }: Pick<Call<unknown, unknown, unknown>, 'ask'>, { question, answers }: Conversation): Promise<z.infer<typeof Complained>[]> => {
  if (answers.length === 0) return []
  const found = await ask('consult-router', 'complaints-of', { consultationId: question.consultationId, answerIds: answers.map(({ answerId }) => answerId) }).catch((): Json => [])
  const parsed = z.array(Complained).safeParse(found)
  return parsed.success ? parsed.data : []
}

export const questionView = async (
  call: Pick<Call<unknown, unknown, unknown>, 'gateway' | 'ask'>, conversation: Conversation, sight: Sight,
  dangerNumbers: readonly string[],
): Promise<QuestionView> => {
  const { question } = conversation
  const open = async (sealed: Sealed | null): Promise<string | null> => (sealed === null ? null
    : call.gateway.sealer.openOrNull(sealed))
  const mine = (lawyerId: string): boolean => sight.kind === 'lawyer' && sight.lawyerId === lawyerId
  const whole = sight.kind !== 'lawyer' || sight.whole
  const leaving = whole ? question.text : question.redacted

  const answers = conversation.answers.filter((answer) => seesAnswer(answer, sight, mine(answer.lawyerId)))
  const threads = conversation.threads.filter(({ lawyerId }) => sight.kind !== 'lawyer' || mine(lawyerId))
  const cards = await lawyerCards(call, answers.map(({ lawyerId }) => lawyerId))
  const claim = conversation.claims.find(({ lawyerId }) => mine(lawyerId))

  const turnsOf = (thread: Thread) => Promise.all(thread.turns.map(async (turn) => ({
    kind: turn.kind, id: turn.id, text: await open(turn.text), at: turn.at, statutes: turn.kind === 'reply' ? [...turn.statutes]
      : [],
    files: turn.kind === 'reply' ? (turn.clip === null ? [] : [file(turn.clip, 'clip')])
      : turn.attachments.map(({ ref, kind }) => file(ref, kind)),
  })))

  return {
    consultationId: question.consultationId, channel: question.channel, countyCode: question.countyCode,
    villageCode: sight.kind === 'lawyer' && !sight.local ? null : question.villageCode,
    // To her: what was made of her choice.
    topic: isHers(sight) ? { ...question.topic, text: topicSentence(question.topic) } : topicView(question.topic), language: question.language,
    shown: whole ? 'whole' : leaving === null ? 'topic' : 'redacted', text: await open(leaving),
    files: whole ? question.attachments.map(({ ref, kind }) => file(ref, kind)) : [],
    openedAt: question.openedAt, phase: conversation.phase,
    tiers: await Promise.all(conversation.tiers.map(async (tier, i) => ({ ...tier,
      told: (await call.gateway.facts.matters.delivery.load(deliveryOfTier(question.consultationId, i)))?.state?.told ?? 0 }))),
    isSearching: conversation.isSearching, target: conversation.target, isExhausted: conversation.isExhausted,
    writingUntil: sight.kind === 'lawyer' ? [] : conversation.claims.map(({ expiresAt }) => expiresAt), promise: conversation.promise,
    promiseDue: question.promiseDue, isQuorumMet: conversation.isQuorumMet, quorum: question.terms.quorum, hours: statedHours(question.policy, question.openedAt),
    answerCount: conversation.answers.filter(({ status }) => status === 'given').length,
    answers: await Promise.all(answers.map(async (answer) => ({
      answerId: answer.answerId, form: answer.form, givenAt: answer.givenAt, status: answer.status, stars: answer.stars,
      isLocal: answer.local, hiddenFor: isHers(sight) ? null : answer.hiddenFor,
      lawyer: cards.get(answer.lawyerId) ?? { lawyerId: answer.lawyerId, name: null, firm: null, licence: null },
      // The asker is told that something was there, not what.
      ...(answer.status === 'given' || !isHers(sight)
        ? { text: await open(answer.text), files: answer.clip === null ? [] : [file(answer.clip, 'clip')],
          statutes: [...answer.statutes] }
        : { text: null, files: [], statutes: [] }),
    }))),
    threads: await Promise.all(threads.map(async (thread) => ({
      lawyerId: thread.lawyerId, isWaiting: thread.isWaiting, isAnotherOffered: thread.isAnotherOffered, isAnotherAsked: thread.isAnotherAsked,
      waitingSince: thread.waitingSince, reminderDue: thread.reminderDue, offerDue: thread.offerDue,
      turns: await turnsOf(thread),
    }))),
    isLocalViewer: sight.kind === 'lawyer' && sight.local,
    claim: claim === undefined ? null : { takenAt: claim.takenAt, expiresAt: claim.expiresAt, lastsUntil: plus(claim.takenAt, question.policy.claimMaximumMs) },
    complaints: isHers(sight) ? await complaintsOf(call, conversation) : [],
    isShared: isHers(sight) ? conversation.isShared : null,
    dangerNumbers: isHers(sight) && question.dangerCodes.length > 0 ? [...dangerNumbers] : [],
  }
}

/** Her own eyes, or those of who acts for her. */
const isHers = ({ kind }: Sight): boolean => kind === 'asker' || kind === 'agent'

/** A lawyer sees his own answer; counsel of the county see what was given, so that they can complete it. */
const seesAnswer = (answer: Answer, sight: Sight, mine: boolean): boolean => {
  if (sight.kind === 'office' || mine) return true
  if (sight.kind !== 'lawyer') return answer.status !== 'withdrawn'
  return sight.local && answer.status === 'given'
}

/** Files of a question that this viewer may fetch, by digest. */
export const filesFor = (conversation: Conversation, sight: Sight): ReadonlyMap<string, BlobRef> => {
  const mine = (lawyerId: string): boolean => sight.kind !== 'lawyer' || sight.lawyerId === lawyerId
  const refs: BlobRef[] = []
  if (sight.kind !== 'lawyer' || sight.whole) refs.push(...conversation.question.attachments.map(({ ref }) => ref))
  for (const answer of conversation.answers) {
    const shown = seesAnswer(answer, sight, sight.kind === 'lawyer' && mine(answer.lawyerId))
      && (answer.status === 'given' || !isHers(sight))
    if (shown && answer.clip !== null) refs.push(answer.clip)
  }
  for (const thread of conversation.threads.filter(({ lawyerId }) => mine(lawyerId))) {
    for (const turn of thread.turns) {
      if (turn.kind === 'follow-up') refs.push(...turn.attachments.map(({ ref }) => ref))
      else if (turn.clip !== null) refs.push(turn.clip)
    }
  }
  return new Map(refs.map((ref) => [ref.digest, ref]))
}
