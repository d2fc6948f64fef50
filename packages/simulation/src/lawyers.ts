// Counsel and lawyers: told by a push or looking by themselves, most let a question pass; the others take a place, write,
// send; some let their place lapse, give it back, send too little, step aside, take an answer back, or never reply.
import type { Actor } from '@zhijian/contracts'
import { hours, minutes, seconds, type JsonObject } from '@zhijian/kernel'
import { actorOf, idOf } from './acting.ts'
import { busyness } from './citizens.ts'
import type { Persona } from './county.ts'
import { isSought, type Question } from './sight.ts'
import { adviceText, thinText } from './texts.ts'
import { answerSaid, replySaid } from './wording.ts'
import type { People } from './world.ts'

/** How likely a told lawyer is to look at once, in the day; far fewer at night. */
const KEEN = { counsel: 0.13, regional: 0.07, national: 0.03, probe: 0 } as const
/** How long between looks of his own accord. */
const LOOKS_EVERY = { counsel: hours(2), regional: hours(8), national: hours(30), probe: hours(1) } as const

interface Lawyer extends Persona {
  readonly actor: Actor
  /** Questions he has looked at and decided about. */
  readonly considered: Set<string>
  readonly replied: Set<string>
}

export const createLawyers = (world: People) => {
  const { random, county } = world
  const lawyers = new Map<string, Lawyer>(county.personas.map((persona) => [persona.lawyerId, {
    ...persona, actor: actorOf(persona.lawyerId, persona.kind === 'probe' ? 'probe' : 'lawyer'), considered: new Set(), replied: new Set(),
  }]))
  let acts = 0

  const act = (me: Lawyer, command: string, data: JsonObject, ...purpose: readonly (string | number)[]) =>
    world.send(me.actor, 'consult-router', command, { lawyerId: me.lawyerId, ...data }, idOf(me.lawyerId, command, ...purpose))

  const isFor = (me: Lawyer, question: Question): boolean => {
    if (question.isProbe !== (me.kind === 'probe') || question.answers.has(me.lawyerId) || question.recused.has(me.lawyerId)) return false
    // A few try what is not theirs.
    if (random.chance(0.02)) return true
    if (question.channel === 'enterprise' && !me.enterprise) return false
    if (me.kind === 'counsel') return true
    return isSought(question) && (me.kind === 'probe' || question.scopes.has(me.kind === 'regional' ? 'region' : 'nation'))
  }

  const look = async (me: Lawyer): Promise<void> => {
    if (random.chance(0.1)) await world.ask(me.actor, 'consult-router', 'list-open', { lawyerId: me.lawyerId, limit: 20 })
    const found = world.sight.open.findLast((question) => !me.considered.has(question.id) && isFor(me, question))
    if (!found || world.isOver()) return
    me.considered.add(found.id)
    if (random.chance(0.9)) await attend(me, found)
  }

  const attend = async (me: Lawyer, question: Question): Promise<void> => {
    const { id } = question
    const needsPlace = me.kind !== 'counsel' && random.chance(0.92)
    let hasPlace = false
    if (needsPlace) {
      const reply = await act(me, 'claim-answer', { consultationId: id }, id, acts += 1)
      if (reply.outcome === 'refused' || reply.outcome === 'fault') return
      hasPlace = true
    }
    if (random.chance(0.02)) return void await act(me, 'recuse', { consultationId: id }, id)
    if (hasPlace && random.chance(0.05)) return void await act(me, 'release-claim', { consultationId: id }, id, acts += 1)
    if (random.chance(0.04)) return
    for (let left = random.logNormal(seconds(75), 0.6); ; left -= seconds(70)) {
      await world.wait(Math.min(left, seconds(70)))
      if (world.isOver()) return
      if (left <= seconds(70)) break
      if (hasPlace && random.chance(0.85)) await act(me, 'renew-claim', { consultationId: id }, id, acts += 1)
    }
    await answer(me, question)
  }

  /** He rings, she takes it or does not, both say that they hear each other, one hangs up. @returns null when nobody talked */
  const talk = async (me: Lawyer, { id, askerId }: Question): Promise<string | null> => {
    const callId = `k${acts += 1}-${me.lawyerId}`.slice(0, 64)
    const she = actorOf(askerId, 'citizen')
    const devices = { his: `his-tab-${callId}`.padEnd(16, '0').slice(0, 64), hers: `her-tab-${callId}`.padEnd(16, '0').slice(0, 64) }
    const sends = async (actor: Actor, command: string, data: JsonObject): Promise<boolean> => {
      const { outcome } = await world.send(actor, 'consult-router', command, { callId, ...data }, idOf(callId, command, acts += 1))
      return outcome === 'accepted' || outcome === 'nothing'
    }
    if (!await sends(me.actor, 'ring-call', { consultationId: id, lawyerId: me.lawyerId, device: devices.his, media: 'video' })) return null
    await world.wait(random.exponential(seconds(15)))
    if (random.chance(0.1)) return await sends(she, 'end-call', {}), null
    if (!await sends(she, 'take-call', { device: devices.hers })) return null
    for (let left = random.int(20, 300); left > 0; left -= 15) {
      await Promise.all([sends(she, 'confirm-call', { device: devices.hers }), sends(me.actor, 'confirm-call', { device: devices.his })])
      await world.wait(seconds(Math.min(left, 15)))
      if (world.isOver()) return null
    }
    return await sends(random.chance(0.5) ? she : me.actor, 'end-call', {}) ? callId : null
  }

  const answer = async (me: Lawyer, question: Question): Promise<void> => {
    const { id, askerId } = question
    const say = async (text: string, form: 'text' | 'call', n: number) => {
      const callId = form === 'call' ? await talk(me, question) : null
      if (form === 'call' && callId === null) return null
      const said = await answerSaid(world, askerId, text)
      if (said === null) return null
      return act(me, 'give-answer', {
        consultationId: id, answerId: `${id}-${me.lawyerId}`, form, clip: null, ...said, ...(callId === null ? {} : { callId }),
      }, id, n)
    }
    if (random.chance(0.05)) await say(thinText(random), 'text', 0)
    // The synthetic lawyer answers in writing: calls are not for probes.
    const reply = await say(adviceText(random, random.chance(0.06)), random.chance(0.08) && me.kind !== 'probe' ? 'call' : 'text', 1)
    if (reply?.outcome !== 'accepted') return
    if (random.chance(0.03)) {
      await world.wait(random.exponential(minutes(6)))
      const stepsAside = random.chance(0.5)
      await (stepsAside ? act(me, 'recuse', { consultationId: id }, id) : act(me, 'withdraw-answer', { consultationId: id, answerId: `${id}-${me.lawyerId}` }, id))
      if (!stepsAside && random.chance(0.3)) await say(adviceText(random, false), 'text', 2)
    }
  }

  /** What waits for him in his threads. */
  const reply = async (me: Lawyer): Promise<void> => {
    const silent = random.chance(0.2)
    await world.wait(random.logNormal(minutes(4), 1.2))
    for (const question of world.sight.questions.values()) {
      const followUpId = question.waiting.get(me.lawyerId)
      if (followUpId === undefined || me.replied.has(followUpId) || world.isOver()) continue
      me.replied.add(followUpId)
      if (silent) continue
      const said = await replySaid(world, question.askerId, adviceText(random, random.chance(0.03)))
      if (said === null) continue
      await act(me, 'reply-follow-up', { consultationId: question.id, replyId: `${followUpId}-r`, clip: null, ...said }, followUpId)
    }
  }

  /** He thinks that an answer of his was hidden without reason. */
  const object = async (me: Lawyer): Promise<void> => {
    await world.wait(random.exponential(minutes(8)))
    for (const question of world.sight.questions.values()) {
      const mine = question.answers.get(me.lawyerId)
      if (mine?.status !== 'hidden' || world.isOver()) continue
      await world.send(me.actor, 'consult-router', 'complain-about-answer', {
        consultationId: question.id, answerId: mine.answerId, lawyerId: me.lawyerId, complaintId: `o-${mine.answerId}`.slice(0, 64), text: null,
      }, idOf('object', mine.answerId))
    }
  }

  const day = async (me: Lawyer): Promise<void> => {
    for (;;) {
      await world.wait(random.exponential(LOOKS_EVERY[me.kind] / 2))
      if (world.isOver()) return
      if (random.chance(busyness(world.now()) / 2)) await look(me)
      if (random.chance(0.05)) {
        const data = { lawyerId: me.lawyerId, available: random.chance(0.8) }
        await world.send(me.actor, 'lawyer-pool', 'set-availability', data, idOf(me.lawyerId, 'switch', acts += 1))
      }
      if (random.chance(0.3)) await reply(me)
    }
  }

  return {
    begin(): void {
      for (const me of lawyers.values()) if (me.kind !== 'probe') world.begin(day(me))
        else world.begin((async () => {
          for (; !world.isOver(); await world.wait(seconds(60))) await look(me)
        })())
    },
    tell(recipient: string, notice: string): boolean {
      const me = lawyers.get(recipient)
      if (!me) return false
      const isAwake = random.chance(Math.min(1, busyness(world.now())))
      if (notice === 'question-waits' && isAwake && random.chance(KEEN[me.kind])) {
        world.begin(world.wait(random.logNormal(seconds(45), 0.9)).then(() => look(me)))
      }
      if ((notice === 'follow-up-asked' || notice === 'thread-reminder') && random.chance(0.85)) world.begin(reply(me))
      if (notice === 'answer-hidden' && random.chance(0.3)) world.begin(object(me))
      return true
    },
  }
}
