// Keys wrapped by the transit engine of Vault or OpenBao: the wrapping key never leaves it, and every use is in its audit log. What
// it says of a failure is told in our own words: its messages may name paths and policies.
import { Fault } from '@zhijian/kernel'
import { createHttpClient, type Answer, type HttpClientOptions } from './adapters/http.ts'
import { never } from './never.ts'
import { vaultToken, type VaultLogin } from './vault-token.ts'
import { bindKey, damagedKey, unbindKey, type KeyWrapping } from './wrapping.ts'

export interface VaultWrappingOptions extends HttpClientOptions {
  /** `https://vault.example.net:8200` */
  readonly address: string
  readonly login: VaultLogin
  /** Where transit is mounted; default `transit`. */
  readonly mount?: string
  /** Name of the key there, of a kind that encrypts (`aes256-gcm96`); made by who runs it. */
  readonly key: string
  readonly namespace?: string
  /** Of a clock that nobody sets. */
  readonly elapsedMs: () => number
}

type Body = { readonly errors?: readonly string[]; readonly data?: Readonly<Record<string, string>>; readonly auth?: never }

const later = (code: string, message: string, cause?: unknown): Fault => new Fault(code, message, { retry: 'later', cause })
const bodyOf = ({ bytes }: Answer): Body => {
  try {
    return JSON.parse(bytes.toString('utf8')) as Body
  } catch {
    return {}
  }
}

/** @throws nothing: whether Vault answers is seen at the first use */
export const vaultWrapping = (options: VaultWrappingOptions): KeyWrapping => {
  const { address, mount = 'transit', key, namespace, elapsedMs } = options
  const client = createHttpClient(options)

  const post = async (path: string, body: object, token?: string): Promise<Answer> => {
    const headers = {
      'content-type': 'application/json', 'x-vault-request': 'true',
      ...(namespace === undefined ? {} : { 'x-vault-namespace': namespace }), ...(token === undefined ? {} : { 'x-vault-token': token }),
    }
    try {
      return await client.ask('POST', new URL(`/v1/${path}`, address), headers, Buffer.from(JSON.stringify(body)))
    } catch (error) {
      throw later('key-service-unavailable', 'Vault does not answer', error)
    }
  }
  const refused = (answer: Answer): Fault => {
    const { status } = answer
    if (status === 503) return later('key-service-unavailable', 'Vault is sealed, or has no active node; unseal it')
    if (status >= 500 || status === 429 || status === 412 || status === 472 || status === 473) return later('key-service-unavailable', `Vault failed: ${status}`)
    const said = (bodyOf(answer).errors ?? []).join(' ')
    if (status === 403) return later('key-service-refused', 'Vault does not let this process use its key; check its token or role, and the policy (update on encrypt, decrypt and rewrap)')
    if (status === 404 || said.includes('key not found')) return later('key-service-refused', 'Vault has no such key, or no transit engine there; make it, or name the right one')
    if (said.includes('too old')) return never('key-version-retired', 'a key was wrapped with a version that Vault no longer allows: lower min_decryption_version, wrap everything anew, then raise it')
    if (said.includes('message authentication failed') || said.includes('invalid ciphertext')) return damagedKey()
    return later('key-service-refused', `Vault refused a request: ${status}`)
  }
  const token = vaultToken(options.login, async (path, body, own) => {
    const answer = await post(path, body, own)
    const { auth } = bodyOf(answer)
    // A role that is not known is answered with 400.
    if (answer.status === 400) throw later('key-service-refused', 'Vault does not know this role, or its secret has run out; give the process a new one')
    if (answer.status !== 200 || auth === undefined) throw refused(answer)
    return auth
  }, elapsedMs)

  const use = async (operation: 'encrypt' | 'decrypt' | 'rewrap', body: object, field: 'ciphertext' | 'plaintext'): Promise<string> => {
    for (let attempt = 1; ; attempt += 1) {
      const held = await token.current()
      const answer = await post(`${mount}/${operation}/${encodeURIComponent(key)}`, body, held)
      const value = bodyOf(answer).data?.[field]
      if (answer.status === 200 && value !== undefined) return value
      // A token that was taken back or has run out: with a new one, once.
      if (answer.status !== 403 || attempt === 2) throw refused(answer)
      token.forget(held)
    }
  }
  const versionOf = (wrapped: string): string => wrapped.slice(0, wrapped.lastIndexOf(':'))

  return {
    name: `vault:${mount}/${key}`,
    wrap: (person, plain) => use('encrypt', { plaintext: bindKey(person, plain).toString('base64') }, 'ciphertext'),
    unwrap: async (person, wrapped) => unbindKey(person, Buffer.from(await use('decrypt', { ciphertext: wrapped }, 'plaintext'), 'base64')),
    async rewrap(_, wrapped) {
      const again = await use('rewrap', { ciphertext: wrapped }, 'ciphertext')
      return versionOf(again) === versionOf(wrapped) ? null : again
    },
    async close() {
      client.close()
    },
  }
}
