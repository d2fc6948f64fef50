// What the doubles of the providers share: what arrives, what they answer, and what they hand over to people.

export interface Arrived {
  readonly path: string
  /** As it stood in the request, undecoded. */
  readonly rawQuery: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A message that reached people. */
export interface Handed {
  readonly provider: ProviderName
  readonly to: readonly string[]
  readonly content: unknown
}

/** What a provider still knows of a message after it was started again. */
export interface Remembered {
  /** The sender's own id of it. */
  readonly dedupe: string
  readonly to: string
  /** The provider's id. */
  readonly ref: string
  /** When it was taken over, ms since 1970. */
  readonly atMs: number
}

export interface Answered {
  readonly status: number
  readonly body: unknown
  readonly handed?: Omit<Handed, 'provider'>
  /** The provider's id of what was handed over. */
  readonly ref?: string
}

export const PROVIDERS = ['wechat-token', 'wechat', 'wecom', 'sms', 'email'] as const
export type ProviderName = (typeof PROVIDERS)[number]

export interface ProviderDouble {
  readonly paths: Readonly<Record<string, ProviderName>>
  /** The sender's own id of what is asked for; null where there is none. */
  dedupeOf?(provider: ProviderName, request: Arrived): string | null
  /** Of a message without an id of the sender's: whom it is for. */
  mentionsOf?(provider: ProviderName, request: Arrived): readonly string[]
  /** Taken over in an earlier life. */
  remember?(provider: ProviderName, taken: Remembered): void
  /** As the provider would. */
  answer(provider: ProviderName, request: Arrived): Answered
  /** Whose message this was, and the sender's own id of it; null: none of here. */
  taken?(provider: ProviderName, ref: string): { readonly to: string; readonly outId: string } | null
  /** The error of this code, in the provider's form; nothing is handed over. */
  refuse(code: string): Answered
}

export const jsonOf = (text: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : null
  } catch {
    return null
  }
}

/** What the doubles know their customers by. */
export const DOUBLE_CREDENTIALS = {
  wechat: { appId: 'wx-double', appSecret: 'double-app-secret' },
  wecom: { key: '00000000-1111-2222-3333-444444444444' },
  aliyun: { accessKeyId: 'DOUBLE-KEY-ID', accessKeySecret: 'double-key-secret' },
  weChatReports: { token: 'DoubleToken1', encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' },
  smsReports: { token: 'double-secret-end-of-the-address-0001' },
} as const
