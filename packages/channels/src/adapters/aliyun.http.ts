// One call of an Alibaba Cloud service, and what its answer means for a message. Neither of the two has de-duplication.
// @source 阿里云 RPC 风格 API: errors are HTTP 4xx/5xx with `Code`; SendSms answers 200 with a `Code` of its own. Throttled calls
//   were not worked on; an error of theirs (5xx, isp.*) leaves open whether the message went.
import { Fault } from '@zhijian/kernel'
import { z } from 'zod'
import { formOf, signed } from './aliyun-signature.ts'
import type { AliyunCredentials } from './credentials.file.ts'
import type { Edge } from './edge.ts'
import { exchange, failed, unknown, type Outcome, type Provider } from './exchange.http.ts'

const Answer = z.object({ Code: z.string().optional() }).catchall(z.unknown())
export type AliyunAnswer = z.infer<typeof Answer>

/** Refused at the door: too many, a nonce that was used. */
const NOT_WORKED_ON = /^(Throttling(\.\w+)*|ServiceUnavailable|SignatureNonceUsed)$/
/** Theirs went wrong, at a place unknown. */
const THEIRS = /^(isp\.|Internal|UnknownError|SystemError)/

export interface AliyunCall {
  readonly action: string
  readonly version: string
  readonly query: Readonly<Record<string, string>>
  readonly form: Readonly<Record<string, string>>
}

/**
 * @param accepted what an answer with status 200 means; undefined: it is of another shape
 * @throws Fault `aliyun-unavailable` (later): nothing left
 */
export const aliyunCall = async (
  { action, version, query, form }: AliyunCall, options: Provider, credentials: AliyunCredentials, edge: Edge,
  accepted: (answer: AliyunAnswer) => Outcome | undefined,
): Promise<Outcome> => {
  const [search, body] = [formOf(query), formOf(form)]
  const { host } = new URL(options.origin)
  const answer = await exchange({
    url: `${options.origin}/${search === '' ? '' : `?${search}`}`, body, deadline: edge.deadline(options.timeoutMs),
    headers: signed({ host, action, version, query: search, body, at: edge.now(), nonce: edge.nonce() }, credentials),
  })
  const unavailable = (why: string): Fault => new Fault('aliyun-unavailable', `${action}: ${why}`, { retry: 'later' })
  if (answer.kind === 'not-sent') throw unavailable(answer.why)
  if (answer.kind === 'unclear') return unknown
  const parsed = Answer.safeParse(answer.body)
  if (!parsed.success) return unknown
  const { Code: code } = parsed.data
  const outcome = answer.status === 200 ? accepted(parsed.data) : undefined
  if (outcome) return outcome
  if (code === undefined) return unknown
  if (NOT_WORKED_ON.test(code)) throw unavailable(code)
  return answer.status >= 500 || THEIRS.test(code) ? unknown : failed(code)
}
