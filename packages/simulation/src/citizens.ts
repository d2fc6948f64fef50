// Citizens and enterprises: they ask at any hour, by phone, at a window or through village counsel, come back when they are
// told of an answer or out of impatience, ask further, complain, take another lawyer, close, and come again days later.
import type { Actor } from '@zhijian/contracts'
import { elapsedMs, epochMs, hours, minutes, seconds, type Instant, type JsonObject } from '@zhijian/kernel'
import { actorOf, idOf, type Answered } from './acting.ts'
import { PARTIES, STAFF, villageOf } from './county.ts'
import { given, type Question } from './sight.ts'
import { furtherText, questionText } from './texts.ts'
import { followUpSaid, questionSaid } from './wording.ts'
import type { People } from './world.ts'

/** Weight of each hour of the day, Asia/Shanghai; about 1 on average over the day. */
const BUSY = [0.2, 0.15, 0.1, 0.1, 0.1, 0.2, 0.5, 0.9, 1.4, 1.9, 1.8, 1.5, 1.1, 1.2, 1.6, 1.7, 1.5, 1.3, 1.2, 1.5, 1.6, 1.2, 0.7, 0.4] as const
export const busyness = (at: Instant): number => BUSY[Math.floor(((epochMs(at) + hours(8)) % hours(24)) / hours(1))]!

interface Asked {
  readonly id: string
  readonly askerId: string
  /** Who acts: herself, or whoever wrote it down for her. */
  actor: Actor
  onBehalf: JsonObject
  /** Under which somebody else acts for her. */
  mandateId: string | null
  /** Told of something since she last looked. */
  isTold: boolean
  wake: () => void
}

export const createCitizens = (world: People) => {
  const { random, county } = world
  const asked = new Map<string, Asked[]>()
  let people = 0
  let questions = 0

  interface Way extends Pick<Asked, 'actor' | 'onBehalf'> {
    readonly via: 'phone' | 'window' | 'hotline' | 'village-counsel'
    readonly mandate: JsonObject | null
    readonly villageCode: string | null
  }
  const byWhom = (askerId: string): Way => {
    const way = random.next()
    const role = askerId.startsWith('company') ? 'enterprise' : 'citizen'
    if (way < 0.86) return { actor: actorOf(askerId, role), onBehalf: {}, via: 'phone', mandate: null, villageCode: null }
    const onBehalf = { askerId }
    if (way < 0.97) {
      return {
        actor: actorOf(random.pick(STAFF.desk), 'desk'), onBehalf, via: way < 0.93 ? 'window' : 'hotline', mandate: { kind: 'written', witness: 'signature', recordRef: 'SIM/1' },
        villageCode: null,
      }
    }
    const counsel = random.pick(county.personas.filter((each) => each.kind === 'counsel'))
    // A few write down what somebody of another village says, which is not theirs to do.
    const village = random.chance(0.9) ? Number(counsel.lawyerId.slice(-5)) : random.int(1, county.scale.counsel)
    return {
      actor: actorOf(counsel.lawyerId, 'lawyer'), onBehalf, via: 'village-counsel', mandate: { kind: 'in-person', witness: 'signature', recordRef: 'SIM/2' },
      villageCode: villageOf(county.code, village),
    }
  }

  const ask = async (): Promise<void> => {
    const isProbe = random.chance(0.03)
    const isEnterprise = !isProbe && random.chance(0.12)
    const isKnown = people > 3 && random.chance(0.2)
    const askerId = isProbe ? 'probe-asker' : `${isEnterprise ? 'company' : 'citizen'}-${isKnown ? random.int(1, people) : (people += 1)}`
    const who = isProbe ? { actor: actorOf(askerId, 'probe'), onBehalf: {}, via: 'phone', mandate: null, villageCode: null } as const : byWhom(askerId)
    const id = `question-${(questions += 1)}`
    const said = await questionSaid(world, askerId, questionText(random, isEnterprise, random.chance(0.04)))
    if (said === null) return
    const party = (p: number): string[] => (random.chance(p) ? [world.lookup.hmac('party-name', random.pick(PARTIES))] : [])
    const mandateId = who.mandate === null ? null : `mandate-${id}`
    const me: Asked = { id, askerId, actor: who.actor, onBehalf: who.onBehalf, mandateId, isTold: false, wake: () => {} }
    asked.set(askerId, [...asked.get(askerId) ?? [], me])
    // Counsel whose appointment ended, or of another village, are sent away; after a restore the record of it may be gone.
    const isSentAway = (answer: Answered): boolean => answer.outcome === 'refused'
      && ((who.via === 'village-counsel' && answer.code === 'agent-out-of-reach') || answer.code === 'no-such-mandate')
    if (mandateId !== null) {
      const recorded = await world.send(who.actor, 'directory', 'record-mandate', {
        mandateId, principalId: askerId, matter: { kind: 'consultation', consultationId: id }, via: who.via, ...who.mandate,
        countyCode: county.code, villageCode: who.villageCode,
      }, idOf(id, 'mandate'))
      if (recorded.outcome === 'refused') return isSentAway(recorded) ? undefined : world.disappointed('record-mandate', recorded)
    }
    const reply = await world.send(who.actor, 'consult-router', 'open-consultation', {
      consultationId: id, ...who.onBehalf, mandateId, countyCode: county.code, villageCode: who.villageCode,
      channel: isEnterprise ? 'enterprise' : 'citizen',
      via: who.via, attachments: [], opponents: party(0.2), askerParties: party(0.1), consentBeyondCounty: random.chance(0.6),
      wake: random.pick([['in-app'], ['in-app', 'sms'], ['wechat'], ['sms']]), ...said,
    }, idOf(id, 'open'))
    if (reply.outcome !== 'accepted') return isSentAway(reply) ? undefined : world.disappointed('open-consultation', reply)
    if (random.chance(0.3)) {
      const seen = await world.ask(who.actor, 'consult-router', 'get-consultation', { consultationId: id }, reply.position)
      world.sawOwnWrite(idOf(id, 'open'), seen)
    }
    await live(me)
  }

  /** Until she is told of something, or looks by herself. */
  const told = async (me: Asked, ms: number): Promise<void> => {
    if (!me.isTold) await Promise.race([world.wait(ms), new Promise<void>((resolve) => { me.wake = resolve })])
    me.isTold = false
    await world.wait(random.logNormal(seconds(50), 0.8))
  }

  const act = (me: Asked, command: string, data: JsonObject, ...purpose: readonly (string | number)[]) =>
    world.send(me.actor, 'consult-router', command, { consultationId: me.id, ...me.onBehalf, ...data }, idOf(me.id, command, ...purpose))

  const followUp = async (me: Asked, lawyerId: string, n: number): Promise<void> => {
    const text = await followUpSaid(world, me.askerId, furtherText(random, random.chance(0.03)))
    if (text === null) return
    const followUpId = `${me.id}-f${n}`
    await act(me, 'ask-follow-up', { followUpId, lawyerId, attachments: [], ...text }, followUpId)
  }

  const complain = async (me: Asked, lawyerId: string, answerId: string): Promise<void> => {
    if (me.actor.role === 'probe') return
    await world.send(me.actor, 'consult-router', 'complain-about-answer', {
      consultationId: me.id, answerId, lawyerId, complaintId: `c-${answerId}`.slice(0, 64),
      text: await world.sealer.seal(me.actor.id, '答非所问') as unknown as JsonObject,
    }, idOf(me.id, 'complain', answerId))
  }

  const ratings = (question: Question) => [...question.answers].filter(([, answer]) => answer.status === 'given' && random.chance(0.7))
    .map(([lawyerId]) => ({ lawyerId, stars: random.int(2, 5) }))

  /** She takes it into her own hands. */
  const revoke = async (me: Asked, mandateId: string): Promise<void> => {
    const herself = actorOf(me.askerId, me.askerId.startsWith('company') ? 'enterprise' : 'citizen')
    await world.send(herself, 'directory', 'revoke-mandate', { mandateId }, idOf(me.id, 'revoke'))
    Object.assign(me, { actor: herself, onBehalf: {}, mandateId: null })
  }

  /** One question's life from the asker's side. */
  const live = async (me: Asked): Promise<void> => {
    const read = new Set<string>()
    const patience = random.logNormal(minutes(25), 0.9)
    let said = 0
    for (let looks = 0; looks < 60 && !world.isOver(); looks += 1) {
      await told(me, Math.min(hours(20), random.logNormal(minutes(12), 0.7) * 2 ** Math.min(looks, 7)))
      const question = world.sight.questions.get(me.id)
      if (!question || world.isOver()) return
      if (me.mandateId !== null && random.chance(0.08)) await revoke(me, me.mandateId)
      if (random.chance(0.1)) await world.ask(me.actor, 'consult-router', 'list-turns', { consultationId: me.id })
      for (const [lawyerId, { answerId, status }] of question.answers) {
        if (status !== 'given' || read.has(answerId)) continue
        read.add(answerId)
        if (random.chance(0.03)) await complain(me, lawyerId, answerId)
        if (random.chance(0.4)) await followUp(me, lawyerId, said += 1)
        else if (random.chance(0.1)) await act(me, 'rate-answer', { rating: { lawyerId, stars: random.int(1, 5) } }, answerId)
      }
      for (const lawyerId of question.offered) if (random.chance(0.6)) await act(me, 'ask-another-lawyer', { lawyerId }, lawyerId, looks)
      const isContent = given(question) >= question.target ? random.chance(0.5) : given(question) > 0 && random.chance(0.1)
      const isTired = elapsedMs(question.openedAt, world.now()) > patience && random.chance(0.3)
      if ((isContent || isTired) && question.waiting.size === 0) {
        await act(me, 'close-consultation', { ratings: ratings(question) }, looks)
        return afterwards(me, said)
      }
      if (question.answers.size > 0 && random.chance(0.15)) await followUp(me, random.pick([...question.answers.keys()]), said += 1)
    }
  }

  /** Some come back: minutes later, or days. */
  const afterwards = async (me: Asked, said: number): Promise<void> => {
    if (!random.chance(0.25)) return
    await world.wait(random.chance(0.5) ? random.exponential(minutes(10)) : random.exponential(hours(60)))
    const question = world.sight.questions.get(me.id)
    if (!question || world.isOver()) return
    if (question.answers.size > 0) await followUp(me, random.pick([...question.answers.keys()]), said + 1)
    if (random.chance(0.4)) await act(me, 'resume-search', {}, said)
    if (random.chance(0.5)) return live(me)
  }

  const arrivals = async (): Promise<void> => {
    // Somebody soon, so that no hour is empty; then as the hour of the day has it.
    await world.wait(random.exponential(minutes(3)))
    for (;;) {
      if (world.isOver()) return
      world.begin(ask())
      let gap = 0
      do gap += random.exponential(hours(1) / (county.scale.questionsPerHour * 2))
      while (!random.chance(busyness(world.now()) / 2))
      await world.wait(gap)
    }
  }

  return {
    begin: () => world.begin(arrivals()),
    tell(recipient: string): boolean {
      const mine = asked.get(recipient)
      for (const me of mine ?? []) {
        me.isTold = true
        me.wake()
      }
      return mine !== undefined
    },
  }
}
