// One subscription to $all, as a list one takes from: events, and between them what the server says of how far it looked.
// The list is short (the client's own buffer); what is not taken stays with the server, which may drop who is too slow.
// D1 Words of the server come after the events that came before them and before those that came after.
import type { AllStreamRecordedEvent, AllStreamSubscription, Filter } from '@kurrent/kurrentdb-client'
import type { Connection } from './kurrent-connect.ts'

export type FeedItem =
  | { readonly kind: 'event'; readonly event: AllStreamRecordedEvent; readonly place: bigint }
  /** Everything up to there has been looked at. */
  | { readonly kind: 'checkpoint'; readonly place: bigint }
  | { readonly kind: 'caught up' }
  | { readonly kind: 'fell behind' }

export interface Feed {
  /** What is there now, or null. @throws what the client said when the subscription ended */
  take(): FeedItem | null
  /** Resolves when something can be taken, the subscription ended, or the signal aborted. */
  more(signal: AbortSignal): Promise<void>
  end(): void
}

const failure = (why: string, type: string): Error => Object.assign(new Error(why), { type })

/** @param after exclusive */
export const openFeed = ({ client, deadlineMs }: Connection, after: bigint, filter: Filter): Feed => {
  /** What the server said, and after how many events it said it. */
  const words: { readonly after: number; readonly item: FeedItem }[] = []
  let taken = 0
  let failed: unknown = null
  let isOver = false
  let wake: () => void = () => {}

  const subscription: AllStreamSubscription = client.subscribeToAll({
    fromPosition: { commit: after, prepare: after },
    requiresLeader: true,
    filter: { ...filter, checkpointReached: (_, { commit }) => say({ kind: 'checkpoint', place: commit }) } as Filter,
  })
  const say = (item: FeedItem): void => {
    words.push({ after: taken + subscription.readableLength, item })
    wake()
  }
  const fail = (error: unknown): void => {
    failed ??= error
    wake()
  }
  const timer = setTimeout(() => fail(failure('the server does not take the subscription on', 'deadline-exceeded')), deadlineMs)
  subscription.on('confirmation', () => clearTimeout(timer))
  subscription.on('caughtUp', () => say({ kind: 'caught up' }))
  subscription.on('fellBehind', () => say({ kind: 'fell behind' }))
  subscription.on('error', fail)
  for (const over of ['end', 'close']) subscription.on(over, () => fail(failure('the server ended the subscription', 'unavailable')))
  subscription.on('readable', () => wake())

  const take = (): FeedItem | null => {
    if (words[0] !== undefined && words[0].after <= taken) return words.shift()!.item
    const resolved = subscription.read() as { readonly event?: AllStreamRecordedEvent } | null
    if (resolved === null) {
      if (failed !== null) throw failed
      return null
    }
    taken += 1
    // What a link led to is gone; nothing of this log is one.
    if (resolved.event?.position === undefined) return take()
    return { kind: 'event', event: resolved.event, place: resolved.event.position.commit }
  }

  return {
    take,
    more: (signal) => new Promise((resolve) => {
      const go = (): void => {
        signal.removeEventListener('abort', go)
        wake = () => {}
        resolve()
      }
      wake = go
      signal.addEventListener('abort', go, { once: true })
      const isThere = failed !== null || subscription.readableLength > 0 || (words[0] !== undefined && words[0].after <= taken)
      if (isThere || signal.aborted) go()
    }),
    end() {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      // A subscription that never came about cannot be cancelled, and need not be.
      subscription.unsubscribe().catch(() => {})
    },
  }
}
