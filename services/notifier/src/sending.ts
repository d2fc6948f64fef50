// How planned pushes leave. What a channel answers becomes a receipt; what did not leave is left for the next attempt.
// S1 Nothing leaves through a provider before it is noted, and a note without outcome is not sent again unless the
//    provider still knows it by its id: then it is, and reaches the person once.
// S2 One channel that is away holds no other up, and is not asked again and again in one attempt.
import { hash } from 'node:crypto'
import type { DeliveryId, Push, Receipt } from '@zhijian/contracts'
import { isFault, type Fault } from '@zhijian/kernel'
import type { AroundPush, Channel, Message, Noted, Outcome, SendJournal } from './ports.ts'

export interface Sent {
  readonly receipts: readonly Receipt[]
  /** Why the others have none yet; null when every push has a receipt. */
  readonly undone: Fault | null
}

/** What all pushes of one delivery say. */
export type Saying = Pick<Message, 'notice' | 'facts' | 'at'> & { readonly deliveryId: DeliveryId }

const AT_ONCE = 32
const UNKNOWN: Outcome = { outcome: 'unknown' }

/** The same on every attempt: 32 hexadecimal digits. */
export const dedupeOf = (deliveryId: string, wave: number, push: Push): string =>
  hash('sha256', `${deliveryId}/${wave}/${push.recipient}/${push.channel}`, 'hex').slice(0, 32)

type Answer = Outcome | Fault
const isLater = (answer: Answer): boolean => isFault(answer) && answer.retry === 'later'
const mayLeave = (noted: Noted): noted is 'send' | 'again' => noted === 'send' || noted === 'again'

/** Nothing left, or it may be repeated: a fault. Anything else that is thrown leaves a doubt, and a doubt is not repeated. */
const answerOf = (result: PromiseSettledResult<Outcome>): Answer => {
  if (result.status === 'fulfilled') return result.value
  return isFault(result.reason) && result.reason.retry !== 'never' ? result.reason : UNKNOWN
}

const pushAll = async (channel: Channel, messages: readonly Message[]): Promise<readonly Answer[]> => {
  if (!channel.together) return (await Promise.allSettled(messages.map((message) => channel.push(message)))).map(answerOf)
  const [all] = await Promise.allSettled([channel.together.push(messages)])
  if (all.status === 'rejected') return messages.map(() => answerOf(all))
  return messages.map((_message, place) => all.value[place] ?? UNKNOWN)
}

/** @param around every batch that leaves through a channel: whoever traces looks on from here */
export const createSender = (channels: readonly Channel[], journal: SendJournal, around: AroundPush = (_channel, _messages, work) => work()) => {
  const byName = new Map(channels.map((channel) => [channel.name, channel]))

  const batch = async (channel: Channel, messages: readonly Message[]): Promise<readonly Answer[]> => {
    const repeatableForMs = channel.isIdempotent ? channel.repeatableForMs : 0
    const keys = messages.map((message) => message.dedupe)
    const noted: readonly Noted[] = repeatableForMs === undefined ? keys.map(() => 'send') : await journal.note(keys, repeatableForMs)
    const leaving = messages.filter((_message, place) => mayLeave(noted[place]!))
    const given = leaving.length === 0 ? [] : await around(channel.name, leaving.length, () => pushAll(channel, leaving))
    const answers = new Map(given.map((answer, place) => [leaving[place]!.dedupe, answer]))
    if (repeatableForMs !== undefined) {
      await journal.settle([...answers].filter((each): each is [string, Outcome] => !isFault(each[1])))
      // Of what may have left before, that nothing left now says nothing.
      await journal.forget(keys.filter((key, place) => noted[place] === 'send' && isLater(answers.get(key)!)))
    }
    return noted.map((each, place) => (mayLeave(each) ? answers.get(keys[place]!)! : each === 'unclear' ? UNKNOWN : each))
  }

  const through = async (name: Push['channel'], saying: Saying, wave: number, pushes: readonly Push[]): Promise<Sent> => {
    const channel = byName.get(name)
    if (!channel) return { receipts: pushes.map((push) => ({ ...push, outcome: 'failed', providerRef: 'no-such-channel' })), undone: null }
    const { deliveryId, ...said } = saying
    const receipts: Receipt[] = []
    const size = channel.together?.atMost ?? AT_ONCE
    for (let from = 0; from < pushes.length; from += size) {
      const slice = pushes.slice(from, from + size)
      const messages = slice.map((push) => ({ ...said, recipient: push.recipient, dedupe: dedupeOf(deliveryId, wave, push) }))
      const answers = await batch(channel, messages)
      slice.forEach((push, place) => {
        const answer = answers[place]!
        if (!isFault(answer)) receipts.push({ ...push, ...answer })
      })
      const undone = answers.find((answer) => isFault(answer))
      if (undone) return { receipts, undone: undone as Fault }
    }
    return { receipts, undone: null }
  }

  /** @throws Fault `journal-unavailable` (later), after everything in flight has ended */
  return async (saying: Saying, wave: number, pushes: readonly Push[]): Promise<Sent> => {
    const names = [...new Set(pushes.map((push) => push.channel))]
    const of = (name: Push['channel']): readonly Push[] => pushes.filter((push) => push.channel === name)
    const settled = await Promise.allSettled(names.map((name) => through(name, saying, wave, of(name))))
    const sent = settled.map((each) => {
      if (each.status === 'rejected') throw each.reason
      return each.value
    })
    return { receipts: sent.flatMap((each) => each.receipts), undone: sent.find((each) => each.undone)?.undone ?? null }
  }
}
