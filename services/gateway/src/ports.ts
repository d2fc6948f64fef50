// What the gateway asks of the world, in its own words. Edge state is not truth: losing it signs people out and forgets
// throttles, nothing else. Every time here is system time, in milliseconds since 1970 (sessions, codes and limits do not
// follow the platform's logical clock).
import type { AccountId } from '@zhijian/contracts'

/** Carries a one-time code to a phone. Never writes the phone or the code to a log that others read. @throws Fault */
export interface CodeSender {
  send(phone: string, code: string): Promise<void>
}

/**
 * Passwords' hashes and the keys of second factors, sealed with a key of their own and kept apart from the log, so that no
 * backup, bundle or replay of the log holds a secret.
 */
export interface SecretStore {
  put(id: string, secret: string): Promise<void>
  get(id: string): Promise<string | null>
  remove(id: string): Promise<void>
  /** Seals a value that travels through hands we do not know and comes back. */
  wrap(text: string): string
  /** Null when it is none of ours. */
  unwrap(box: string): string | null
  close(): Promise<void>
}

/** WeChat's web page authorisation. */
export interface WeChatOAuth {
  /** Where a browser goes to be asked; WeChat sends it back to the configured page with `code` and `state`. */
  authorizeUrl(state: string): string
  /** @throws Fault `wechat-code-not-accepted` (never) · `wechat-unavailable` (later) · `wechat-misconfigured` (never) */
  exchange(code: string): Promise<{ readonly openid: string }>
}

/** A relay for calls (TURN), which shares a secret with us. */
export interface TurnRelay {
  /** As browsers take them: `turn:relay.example.gov.cn:3478?transport=udp`. */
  readonly urls: readonly string[]
  readonly secret: string
  /** How long a credential lets calls begin. */
  readonly livesMs: number
}

/** What a provider says of one message that it had taken over. */
export type DeliveryReport = {
  /** Its own id of the message. */
  readonly providerRef: string
  /** When it says so. */
  readonly atMs: number
} & ({ readonly outcome: 'delivered' } | { readonly outcome: 'failed'; readonly code: string })

/** As it stands in the address that WeChat calls. */
export interface SignedQuery {
  readonly timestamp: string
  readonly nonce: string
  readonly signature?: string | undefined
  readonly msg_signature?: string | undefined
  readonly echostr?: string | undefined
}

export interface WeChatReports {
  /** What is to be said back to whoever asks whether this address is ours; null: it is not WeChat. */
  greet(query: SignedQuery, nowMs: number): string | null
  /** Null: not from WeChat, or not now. Empty: from WeChat, and no report. */
  read(query: SignedQuery, body: Buffer, nowMs: number): readonly DeliveryReport[] | null
}

export interface SmsReports {
  /** In constant time. */
  isFrom(token: string): boolean
  /** What is no report of a message of ours is left out. */
  read(items: readonly unknown[], nowMs: number): readonly DeliveryReport[]
}

/** Where providers say what became of what they took over; absent: that provider is not listened to. */
export interface ReportDoors {
  readonly wechat?: WeChatReports
  readonly sms?: SmsReports
}

export interface SessionRecord {
  /** SHA-256 of the token, base64url. */
  readonly hash: string
  readonly accountId: AccountId
  /** Browsers carry it in a cookie, apps as a bearer token. */
  readonly client: 'browser' | 'app'
  /** `enrolment`: opened by a link; may only set a password and a second factor. */
  readonly reach: 'full' | 'enrolment'
  readonly createdMs: number
  readonly seenMs: number
  /** The session ends here whatever is done in it. */
  readonly endsMs: number
  /** … and when nothing was done in it for so long. */
  readonly idleMs: number
}

export interface StoredRefusal {
  readonly code: string
  readonly detail: Readonly<Record<string, string | number>>
}

export type Claim =
  | { readonly kind: 'new' }
  | { readonly kind: 'same'; readonly refusal: StoredRefusal | null }
  | { readonly kind: 'other-body' }

/** Tried in adapters/edge-state.spec.ts. Every method is one write: of two at once, one is first. */
export interface EdgeState {
  readonly sessions: {
    save(session: SessionRecord): Promise<void>
    /** Null when unknown or over. */
    find(hash: string, nowMs: number): Promise<SessionRecord | null>
    seen(hash: string, nowMs: number): Promise<void>
    remove(hash: string): Promise<void>
    /** @returns how many there were */
    removeOf(accountId: AccountId): Promise<number>
  }
  /** Values kept for a while under a name, most of them to be taken once: links, OAuth states, whose upload it is. */
  readonly once: {
    put(kind: string, key: string, value: string, endsMs: number): Promise<void>
    take(kind: string, key: string, nowMs: number): Promise<string | null>
    /** Without taking it. */
    peek(kind: string, key: string, nowMs: number): Promise<string | null>
  }
  /** One-time codes. A right answer uses the code up, and so does the last wrong one. */
  readonly codes: {
    put(key: string, mac: string, endsMs: number): Promise<void>
    try(key: string, mac: string, nowMs: number, tries: number): Promise<'right' | 'wrong' | 'none'>
  }
  /** A token bucket that outlives a restart. @returns 0, or the milliseconds to wait */
  take(bucket: string, capacity: number, refillMs: number, nowMs: number): Promise<number>
  readonly failures: {
    /** @returns failures within the window, this one included */
    add(key: string, nowMs: number, windowMs: number): Promise<number>
    clear(key: string): Promise<void>
  }
  readonly blocks: {
    put(key: string, untilMs: number): Promise<void>
    /** @returns milliseconds left, 0 when not blocked */
    left(key: string, nowMs: number): Promise<number>
  }
  /** True when `value` is above every value seen under this key: a second factor's step counts once. */
  advance(key: string, value: number): Promise<boolean>
  readonly commands: {
    /** Remembers which body came first under a command id. */
    claim(commandId: string, bodyMac: string, nowMs: number): Promise<Claim>
    /** Keeps a refusal until then; after it the command is evaluated anew. */
    refused(commandId: string, refusal: StoredRefusal, untilMs: number): Promise<void>
  }
  /** Drops what is over. @returns rows dropped */
  sweep(nowMs: number): Promise<number>
  close(): Promise<void>
}
