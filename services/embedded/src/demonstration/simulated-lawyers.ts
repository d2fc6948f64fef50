// Lawyers who answer in a demonstration, so that a newcomer's question visibly escalates: one counsel answers in the county's
// window, one lawyer of the region in the next, two of the nation in the last; follow-ups are answered too.
// I1 Everything is planned from the log and the seed alone: a restart plans the same acts with the same command ids, and
//    what was done before is answered from the log.
// I2 Acts go through the same commands as anybody's; a refusal (closed, met, claimed by others) is fine. Who is away or busy is
//    asked again, under the same id: later each time, in the machine's time, since a demonstration's runs many times as fast.
import { createHash } from 'node:crypto'
import type { Actor, Sealed } from '@zhijian/contracts'
import { consultationEvents, type ConsultationEvent } from '@zhijian/contracts'
import { prepareAnswer, prepareReply } from '@zhijian/edge'
import type { EventStore, Position, StoredEvent } from '@zhijian/event-store'
import { isFault, plus, seconds, type Cancel, type Clock, type Instant, type Json, type JsonObject, type Timers } from '@zhijian/kernel'
import type { Bus } from '@zhijian/bus'
import type { BlobStore, Sealer } from '@zhijian/privacy'
import { describeError, type ActorTokens, type Log } from '@zhijian/runtime'
import { answerText } from './texts.ts'

export interface SimulatedLawyersParts {
  readonly store: EventStore
  readonly bus: Bus
  readonly clock: Clock
  readonly timers: Timers
  readonly tokens: ActorTokens
  readonly sealer: Sealer
  readonly blobs: BlobStore
  readonly log: Log
  readonly seed: number
}

/** How many answer in each tier, and between which seconds after it opened. */
const SCRIPT = [
  { answers: 1, fromS: 40, toS: 140 },
  { answers: 1, fromS: 45, toS: 150 },
  { answers: 2, fromS: 30, toS: 120 },
] as const
/** From claiming to sending. */
const WRITING_S = 25
/** Until somebody who is away or busy is asked again: 2 s, 4 s, 8 s, up to 2 min, of which each takes between half and all. */
const FIRST_AGAIN_MS = 2_000
const LAST_AGAIN_MS = 120_000

/** 0 ≤ x < 1, the same for the same words. */
const draw = (...words: readonly (string | number)[]): number =>
  createHash('sha256').update(words.join('/')).digest().readUInt32BE(0) / 4294967296
const id = (...words: readonly (string | number)[]): string => createHash('sha256').update(words.join('/')).digest('base64url')

export const startSimulatedLawyers = (parts: SimulatedLawyersParts): { stop(): Promise<void> } => {
  const { store, bus, clock, timers, tokens, sealer, seed, log } = parts
  const stop = new AbortController()
  const pending = new Set<Cancel>()
  const inHand = new Set<Promise<void>>()
  /** What is known of a question from its opening. */
  const questions = new Map<string, { readonly askerId: string; readonly topic: { readonly code: string; readonly second?: string | undefined }; readonly text: Sealed; readonly isProbe: boolean }>()

  const send = async (lawyerId: string, command: string, data: JsonObject, purpose: string, failures = 0): Promise<void> => {
    const actor = { id: lawyerId, role: 'lawyer' } as Actor
    const commandId = id(seed, command, lawyerId, purpose)
    try {
      await bus.request(`cmd.consult-router.${command}`, {
        commandId, data: { ...data, lawyerId }, actor, token: tokens.sign(actor, commandId), requestedAt: clock.now(), correlationId: purpose.slice(0, 64),
      } as unknown as Json)
    } catch (error) {
      if (!isFault(error)) throw error
      log.warn('simulated-lawyer', { command, ...describeError(error) })
      if (error.retry !== 'never') again(failures, commandId, () => send(lawyerId, command, data, purpose, failures + 1))
    }
  }
  const when = (wake: (act: () => void) => Cancel, act: () => Promise<void>): void => {
    if (stop.signal.aborted) return
    const cancel = wake(() => {
      pending.delete(cancel)
      const work = act().catch((error: unknown) => log.error('simulated-lawyer', describeError(error))).finally(() => inHand.delete(work))
      inHand.add(work)
    })
    pending.add(cancel)
  }
  const at = (due: Instant, act: () => Promise<void>): void => when((wake) => clock.at(due, wake), act)
  /** Those who failed together do not come again together. */
  const again = (failures: number, who: string, act: () => Promise<void>): void => {
    const mostMs = Math.min(LAST_AGAIN_MS, FIRST_AGAIN_MS * 2 ** failures)
    when((wake) => timers.after(Math.round(mostMs * (1 + draw(seed, who, failures, 'again')) / 2), wake), act)
  }

  /** @param nth of all answers of the script, from 0 */
  const answer = async (consultationId: string, lawyerId: string, nth: number): Promise<void> => {
    const question = questions.get(consultationId)
    if (!question) return
    const text = answerText(question.topic, await sealer.openOrNull(question.text) ?? '', nth, draw(seed, consultationId, 'text'))
    const prepared = await prepareAnswer(sealer, { askerId: question.askerId as never, text, question: '' })
    if (prepared.kind === 'refused') return
    await send(lawyerId, 'give-answer', {
      consultationId, answerId: id(consultationId, lawyerId, 'answer'), form: 'text', clip: null, ...(prepared.data as unknown as JsonObject),
    }, consultationId)
  }

  const planTier = async (event: Extract<ConsultationEvent, { type: 'AudienceRecorded' }>['data'], openedAt: Instant): Promise<void> => {
    const { consultationId, tier, blob } = event
    const script = SCRIPT[tier]
    if (!script || blob === null) return
    const before = SCRIPT.slice(0, tier).reduce((sum, { answers }) => sum + answers, 0)
    const { ranked } = JSON.parse(Buffer.from(await parts.blobs.getPublic(blob)).toString('utf8')) as { ranked: string[] }
    // Somebody among the best: whoever was told first is the likeliest to answer.
    const pool = ranked.slice(0, 40)
    for (let n = 0; n < script.answers && pool.length > 0; n += 1) {
      const [lawyerId] = pool.splice(Math.floor(draw(seed, consultationId, tier, n, 'who') * pool.length), 1)
      const afterS = script.fromS + draw(seed, consultationId, tier, n, 'when') * (script.toS - script.fromS)
      const due = plus(openedAt, Math.round(seconds(afterS)))
      if (tier > 0) at(plus(due, -seconds(WRITING_S)), () => send(lawyerId!, 'claim-answer', { consultationId }, `${consultationId}/claim`))
      at(due, () => answer(consultationId, lawyerId!, before + n))
    }
  }

  const reply = async (data: Extract<ConsultationEvent, { type: 'FollowUpAsked' }>['data']): Promise<void> => {
    const question = questions.get(data.consultationId)
    if (!question) return
    const text = answerText(question.topic, await sealer.openOrNull(data.text) ?? '', 0, draw(seed, data.followUpId, 'text'))
    const prepared = await prepareReply(sealer, { askerId: question.askerId as never, text })
    if (prepared.kind === 'refused') return
    await send(data.lawyerId, 'reply-follow-up', {
      consultationId: data.consultationId, replyId: id(data.followUpId, 'reply'), clip: null, ...(prepared.data as unknown as JsonObject),
    }, data.followUpId)
  }

  const see = async (stored: StoredEvent): Promise<void> => {
    const fact = consultationEvents.read(stored.type, stored.data)
    if (fact?.type === 'ConsultationOpened') {
      questions.set(fact.data.consultationId, { askerId: fact.data.askerId, topic: fact.data.topic, text: fact.data.text, isProbe: fact.data.isProbe })
    }
    if (fact?.type === 'AudienceRecorded' && !questions.get(fact.data.consultationId)?.isProbe) await planTier(fact.data, stored.meta.time)
    // A probe is answered by its own synthetic lawyer, and by nobody else in his name.
    if (fact?.type === 'FollowUpAsked' && !questions.get(fact.data.consultationId)?.isProbe) at(plus(stored.meta.time, Math.round(seconds(30 + draw(seed, fact.data.followUpId) * 90))), () => reply(fact.data))
  }

  let seen: Position | null = null
  let watching: Promise<void> = Promise.resolve()
  const watch = async (): Promise<void> => {
    try {
      for await (const batch of store.tail(seen, { categories: ['consultation'], types: ['ConsultationOpened', 'AudienceRecorded', 'FollowUpAsked'] }, stop.signal)) {
        for (const event of batch.events) await see(event)
        seen = batch.through
      }
    } catch (error) {
      const passes = isFault(error) && error.retry !== 'never'
      log[passes ? 'warn' : 'error']('simulated-lawyers-stopped', describeError(error))
      if (passes) again(0, 'watch', async () => void (watching = watch()))
    }
  }
  watching = watch()

  return {
    async stop() {
      stop.abort()
      for (const cancel of pending) cancel()
      pending.clear()
      await watching
      await Promise.all(inHand)
    },
  }
}
