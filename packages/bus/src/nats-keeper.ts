// How a service asks the keeper of the streams (nats-keeping.ts), and how the keeper answers. Who asks is known by the subject
// alone, so the subject says everything that a permission must be able to hold on to: the consumer, and for making its
// consumers a token of exactly what they take and in how many groups.
// A1 The body is believed only as far as it says the same as the subject.
import { Fault, isFault, type Json } from '@zhijian/kernel'
import { layoutOf, type GroupSettings } from './nats-groups.ts'
import { heldPrefix, tokenOf } from './nats-held.ts'
import { faultIfAway } from './nats-connection.ts'
import type { Keeping } from './nats-keeping.ts'
import type { Liveness } from './nats-liveness.ts'
import type { Talk } from './nats-talk.ts'
import type { Subscription } from './port.ts'
import { isConsumer } from './subjects.ts'

/** What a service asks about a consumer whatever it takes, and what makes a group's consumer. */
export const keepSubject = (name: string, consumer: string): string => `keep.${name}.${tokenOf(consumer)}`
export const layoutSubject = (name: string, of: GroupSettings): string => `${keepSubject(name, of.consumer)}.${layoutOf(of)}`

const TIMEOUT_MS = 5_000
const MAX_ACK_WAIT_MS = 3_600_000

/** The keeper, asked over the bus. Every answer that does not come is a Fault that says later. */
export const askKeeper = (talk: Pick<Talk, 'request'>, liveness: Liveness, name: string): Keeping => {
  const ask = async <T>(subject: string, does: keyof Keeping, given: readonly unknown[]): Promise<T> => {
    try {
      return await liveness.orLost(() => talk.request(subject, { does, given } as unknown as Json, { timeoutMs: TIMEOUT_MS })) as T
    } catch (error) {
      if (isFault(error, 'no-responder')) {
        throw new Fault('bus-not-kept', 'nobody keeps the streams of the broker: one process with --relay on does', { retry: 'later', cause: error })
      }
      if (isFault(error, 'request-timeout') || isFault(error, 'busy')) {
        throw new Fault('bus-unavailable', 'the keeper of the broker’s streams did not answer in time', { retry: 'later', cause: error })
      }
      throw error
    }
  }
  const about = <T>(does: keyof Keeping, consumer: string, ...given: readonly unknown[]): Promise<T> =>
    ask(keepSubject(name, consumer), does, [consumer, ...given])
  const ofLayout = <T>(does: keyof Keeping, of: GroupSettings, ...given: readonly unknown[]): Promise<T> =>
    ask(layoutSubject(name, of), does, [of, ...given])
  return {
    ensure: (of, group, origin) => ofLayout('ensure', of, group, origin),
    gap: (of, group, origin) => ofLayout('gap', of, group, origin),
    bridge: (of, group, gap) => ofLayout('bridge', of, group, gap),
    dropPredecessors: (of) => ofLayout('dropPredecessors', of),
    ensureTokens: (consumer, ackWaitMs) => about('ensureTokens', consumer, ackWaitMs),
    front: (consumer) => about('front', consumer),
    setAside: (consumer) => about('setAside', consumer),
    last: (consumer, subject) => about('last', consumer, subject),
    place: (consumer) => about('place', consumer),
  }
}

/** Answers whoever asks, beside other keepers of the same streams. */
export const answerAsKeeper = (talk: Pick<Talk, 'serve'>, name: string, keeping: Keeping): Promise<Subscription> =>
  talk.serve(`keep.${name}.>`, async (body, _headers, subject) => {
    const { does, given: [about, ...given] } = asQuestion(body)
    const [, , token, layout] = subject.split('.')
    const consumer = String(layout === undefined ? about : (about as Partial<GroupSettings> | null)?.consumer)
    if (!isConsumer(consumer) || tokenOf(consumer) !== token) throw refused('asks about another consumer than its subject')
    // A server that is away is asked again by whoever asked us: no bug, and nothing that ends his consumer.
    try {
      const answer = layout === undefined ? await ofConsumer(keeping, does, consumer, given) : await ofLayout(keeping, does, asLayout(about, layout), given)
      return answer as Json
    } catch (error) {
      throw faultIfAway(error)
    }
  })

const refused = (why: string): Fault => new Fault('keeper-question-invalid', `the keeper of the streams is asked wrongly: ${why}`, { retry: 'never' })

const asQuestion = (body: Json): { readonly does: string; readonly given: readonly unknown[] } => {
  const { does, given } = (body ?? {}) as { readonly does?: unknown; readonly given?: unknown }
  if (typeof does !== 'string' || !Array.isArray(given) || given.length > 4) throw refused('not a question')
  return { does, given }
}

const isWhole = (value: unknown, min: number, max: number): value is number => Number.isInteger(value) && (value as number) >= min && (value as number) <= max
const isNames = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.every((each) => typeof each === 'string'))

/** A1: what the consumer is to take is what its subject was permitted for. */
const asLayout = (about: unknown, layout: string): GroupSettings => {
  const of = about as GroupSettings
  const areWhole = isWhole(of.groups, 1, 256) && isWhole(of.ackWaitMs, 1, MAX_ACK_WAIT_MS)
  if (!areWhole || typeof of.filter !== 'object' || of.filter === null || !isNames(of.filter.categories) || !isNames(of.filter.types)) throw refused('not a layout')
  if (layoutOf(of) !== layout) throw refused('asks for other events, or by other groups, than its subject')
  return of
}

const ofLayout = (keeping: Keeping, does: string, of: GroupSettings, [group, more]: readonly unknown[]): Promise<unknown> => {
  if (does === 'dropPredecessors') return keeping.dropPredecessors(of)
  if (!isWhole(group, 0, of.groups - 1) || typeof more !== 'object' || more === null) throw refused(`not a group of its own for ${does.slice(0, 20)}`)
  switch (does) {
    case 'ensure': return keeping.ensure(of, group, more as never)
    case 'gap': return keeping.gap(of, group, more as never)
    case 'bridge': return keeping.bridge(of, group, more as never)
    default: throw refused('does not know what to do')
  }
}

const ofConsumer = (keeping: Keeping, does: string, consumer: string, [given]: readonly unknown[]): Promise<unknown> => {
  switch (does) {
    case 'ensureTokens':
      if (!isWhole(given, 1, MAX_ACK_WAIT_MS)) throw refused('not a time to wait for an acknowledgement')
      return keeping.ensureTokens(consumer, given)
    case 'last': {
      const isOwn = typeof given === 'string' && [heldPrefix(consumer), `mark.${tokenOf(consumer)}.`].some((prefix) => given.startsWith(prefix))
      if (!isOwn || /[*>\s]/.test(given)) throw refused('not a subject of its own')
      return keeping.last(consumer, given)
    }
    case 'front': return keeping.front(consumer)
    case 'setAside': return keeping.setAside(consumer)
    case 'place': return keeping.place(consumer)
    default: throw refused('does not know what to do')
  }
}
