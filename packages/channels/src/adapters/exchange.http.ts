// One request to a provider, and the only question that matters afterwards: did it leave? What is asked and what is
// answered is in no error of here: addresses, texts and keys travel in both.
import type { Receipt } from '@zhijian/contracts'

/** What came of a message; `delivered`: the provider took it. */
export type Outcome = Pick<Receipt, 'outcome' | 'providerRef'>

export type Exchange =
  /** `body` undefined: not JSON. */
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  /** No connection: the provider has seen nothing. */
  | { readonly kind: 'not-sent'; readonly why: string }
  /** It may have seen everything. */
  | { readonly kind: 'unclear'; readonly why: string }

/** Where a provider is asked, and how long its answer is waited for. */
export interface Provider {
  readonly origin: string
  readonly timeoutMs: number
}
export const JSON_BODY = { 'content-type': 'application/json' } as const

export interface Ask {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
  readonly deadline: AbortSignal
}

/** Providers' answers have a few hundred bytes. */
const MAX_ANSWER_BYTES = 64 * 1024
/** No such host, no way there, nobody listens, not who it should be. */
const NOT_CONNECTED = new RegExp(`^(${[
  'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_\\w+', 'ERR_TLS_\\w+',
  'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_\\w+',
].join('|')})$`)

/** Codes of an error and of all it was caused by; never their messages. */
const codesOf = (error: unknown): readonly { readonly code: string; readonly syscall: string }[] => {
  if (typeof error !== 'object' || error === null) return []
  const { code, syscall, cause, errors } = error as { code?: unknown; syscall?: unknown; cause?: unknown; errors?: unknown }
  const own = { code: typeof code === 'string' ? code : '', syscall: typeof syscall === 'string' ? syscall : '' }
  return [own, ...codesOf(cause), ...(Array.isArray(errors) ? errors.flatMap(codesOf) : [])]
}

/** The text of an answer, read no further than a provider has ever anything to say; empty where it says more. */
export const textOf = async (response: Response): Promise<string> => {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > MAX_ANSWER_BYTES) return ''
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Message ids are integers beyond 2^53: those are kept as they were written. */
const parse = (text: string): unknown => {
  const exact = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    (typeof value === 'number' && !Number.isSafeInteger(value) && context?.source !== undefined ? context.source : value)
  try {
    return JSON.parse(text, exact)
  } catch {
    return undefined
  }
}

/** POST; follows no redirect. */
export const exchange = async ({ url, headers = {}, body, deadline }: Ask): Promise<Exchange> => {
  try {
    const response = await fetch(url, {
      method: 'POST', headers, body: body === '' ? null : body, redirect: 'error', signal: deadline,
    })
    return { kind: 'answered', status: response.status, body: parse(await textOf(response)) }
  } catch (error) {
    if (deadline.aborted) return { kind: 'unclear', why: 'no answer in time' }
    const codes = codesOf(error)
    const first = codes.find(({ code }) => code !== '')?.code ?? 'connection broke'
    const isUnsent = codes.some(({ code, syscall }) => NOT_CONNECTED.test(code) || syscall === 'connect' || syscall === 'getaddrinfo')
    return isUnsent ? { kind: 'not-sent', why: first } : { kind: 'unclear', why: first }
  }
}

/** A provider's id or code as it may be recorded: nothing that could be a sentence. */
export const reference = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && /^[\w.:^-]{1,64}$/.test(text) ? text : undefined
}

export const delivered = (id: unknown): Outcome => {
  const providerRef = reference(id)
  return { outcome: 'delivered', ...(providerRef === undefined ? {} : { providerRef }) }
}
export const failed = (code: unknown): Outcome => ({ outcome: 'failed', providerRef: reference(code) ?? 'unreadable-code' })
export const unknown: Outcome = { outcome: 'unknown' }
