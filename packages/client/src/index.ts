// The platform's HTTP interface, typed from its own OpenAPI document. What a client must do at every write is done here:
// an Idempotency-Key, kept over repetitions, and the Origin rule is the browser's own.
import createFetchClient, { type Client, type ClientOptions } from 'openapi-fetch'
import type { components, paths } from './generated.ts'

export type { components, operations, paths } from './generated.ts'
/** RFC 9457; programs decide on `code`. */
export type Problem = components['schemas']['Problem']
export type ZhijianClient = Client<paths>

export interface ZhijianOptions extends ClientOptions {
  /** For apps; browsers have a cookie. */
  readonly token?: () => string | undefined
  /** Which of the account's roles to act in. */
  readonly role?: () => string | undefined
  /** Default: a random UUID for each call that does not bring its own key. A repetition must bring the key of its first try. */
  readonly newKey?: () => string
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

export const createClient = ({ token, role, newKey = () => crypto.randomUUID(), ...options }: ZhijianOptions): ZhijianClient => {
  const client = createFetchClient<paths>(options)
  client.use({
    onRequest({ request }) {
      const bearer = token?.()
      const acting = role?.()
      if (bearer !== undefined) request.headers.set('authorization', `Bearer ${bearer}`)
      if (acting !== undefined) request.headers.set('zhijian-role', acting)
      if (!SAFE.has(request.method) && !request.headers.has('idempotency-key')) request.headers.set('idempotency-key', newKey())
      return request
    },
  })
  return client
}
