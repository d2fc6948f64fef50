// What the notifier asks of the world, in its own words.
import type { Notice, PushChannel, Receipt } from '@zhijian/contracts'

/** How somebody can be reached; times are minutes after midnight in Asia/Shanghai. */
export interface Contact {
  /** In the order in which they are tried, in-app apart, which is always used. */
  readonly channels: readonly PushChannel[]
  readonly isOnDuty: boolean
  /** May wrap over midnight; null: none. */
  readonly quietHours: { readonly fromMinute: number; readonly untilMinute: number } | null
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
  /** Public words: topic name, counts, ids. */
  readonly facts: Readonly<Record<string, string | number>>
  /** The provider's de-duplication id, the same on every attempt: 32 hexadecimal digits. */
  readonly dedupe: string
}

/** One way to reach people. @throws Fault with `retry: later` when nothing left; a refusal of the provider is a receipt. */
export interface Channel {
  readonly name: PushChannel
  /** Whether sending the same `dedupe` twice reaches the person once. */
  readonly isIdempotent: boolean
  push(message: Message): Promise<Omit<Receipt, 'recipient' | 'channel'>>
}

/** What left this process, noted before it leaves: after a crash, what was noted and has no receipt is `unknown`. */
export interface SendJournal {
  /** @returns false when it was noted before */
  note(key: string): Promise<boolean>
  forget(key: string): Promise<void>
}
