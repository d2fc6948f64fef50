// What the notifier asks of the world, in its own words.
import type { HeldBack, Notice, PushChannel, Receipt } from '@zhijian/contracts'
import type { Instant } from '@zhijian/kernel'

/** Minutes after midnight in Asia/Shanghai; from inclusive, until exclusive, may wrap over midnight. */
export interface QuietHours {
  readonly fromMinute: number
  readonly untilMinute: number
}

/** How somebody can be reached. */
export interface Contact {
  /** In the order in which they are tried, in-app apart, which is always used. */
  readonly channels: readonly PushChannel[]
  readonly isOnDuty: boolean
  /** Null: none. Absent: those of the bureau. */
  readonly quietHours?: QuietHours | null
}

export interface Contacts {
  /** Unknown ids are absent from the answer. */
  of(recipients: readonly string[]): Promise<ReadonlyMap<string, Contact>>
}

/** Where a channel reaches a person: opened at the last moment, held nowhere. */
export interface Addresses {
  /** Phone number, openid or mail address in the clear; null when there is none, or its person was erased. */
  of(recipient: string, channel: PushChannel): Promise<string | null>
}

export interface Message {
  readonly recipient: string
  readonly notice: Notice
  /** Public words: topic, counts, ids. */
  readonly facts: Readonly<Record<string, string | number>>
  /** When the delivery opened: what happened, happened then. */
  readonly at: Instant
  /** The provider's de-duplication id, the same on every attempt: 32 hexadecimal digits. */
  readonly dedupe: string
}

/** What came of a push; `delivered`: the provider took it (in-app: it is in the log). */
export type Outcome = Pick<Receipt, 'outcome' | 'providerRef'>

/**
 * One way to reach people. Three answers, and no fourth:
 * an outcome (a refusal of the provider is `failed` with its code, a doubt that may not be repeated is `unknown`);
 * Fault with `retry: later` when nothing left; Fault with `retry: now` when nobody knows and the same `dedupe` may be sent
 * again (idempotent channels only).
 */
export interface Channel {
  readonly name: PushChannel
  /** Whether sending the same `dedupe` twice reaches the person once. */
  readonly isIdempotent: boolean
  /** Whether it has words for this notice; absent: for all of them. */
  readonly carries?: (notice: Notice) => boolean
  /** How long after the first attempt that holds; absent: for ever. */
  readonly repeatableForMs?: number
  push(message: Message): Promise<Outcome>
  /** A channel into which one message goes for several people: same notice, same facts; outcomes in their order. */
  readonly together?: {
    readonly atMost: number
    push(messages: readonly Message[]): Promise<readonly Outcome[]>
  }
}

/** What is counted of pushes, by channel and nobody's name. */
export interface PushMeter {
  receipt(channel: PushChannel, outcome: Receipt['outcome']): void
  held(channel: PushChannel | null, reason: HeldBack['reason']): void
  /** @param limits per channel and day @param usedToday of one channel; null while that is not known */
  quota(limits: Readonly<Partial<Record<PushChannel, number>>>, usedToday: (channel: PushChannel) => Promise<number | null>): void
}

/** `send`: it has not left. `again`: it may have left, and may be sent again. `unclear`: it may have left. An outcome: what came of it. */
export type Noted = 'send' | 'again' | 'unclear' | Outcome

/** What left this process, noted before it leaves: after a crash, what was noted and has no outcome is unclear. */
export interface SendJournal {
  /**
   * All or none. @param repeatableForMs so long after the first note `again` is answered, not `unclear`
   * @returns in the order of the keys
   */
  note(keys: readonly string[], repeatableForMs: number): Promise<readonly Noted[]>
  settle(outcomes: readonly (readonly [key: string, outcome: Outcome])[]): Promise<void>
  /** Nothing left: as if never noted. */
  forget(keys: readonly string[]): Promise<void>
}
