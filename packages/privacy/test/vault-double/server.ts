// A double of Vault as a process of its own: as much of its documented HTTP API as the platform uses (transit encrypt, decrypt, rewrap;
// AppRole login; renew-self), with real AES-256-GCM. What it made is kept in the file it is given, so that it may be killed. Under
// /control a test does what an operator would: seal, rotate, revoke, slow down. It was written from the documentation.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { NAMESPACE, ROLE, ROOT_TOKEN } from './known.ts'

interface State { keys: Record<string, string[]>; least: Record<string, number>; tokens: string[] }
interface Control { sealed?: boolean; silent?: boolean; forbidden?: boolean; leaseSeconds?: number; rotate?: string; least?: [string, number]; revokeAll?: boolean; renewable?: boolean }
type Reply = readonly [status: number, body: object]

const [file = '', port = '0'] = process.argv.slice(2)
const state: State = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as State : { keys: { zhijian: [randomBytes(32).toString('base64')] }, least: {}, tokens: [ROOT_TOKEN] }
const keep = (): void => writeFileSync(file, JSON.stringify(state))
keep()
const control: Required<Pick<Control, 'sealed' | 'silent' | 'forbidden' | 'leaseSeconds' | 'renewable'>> = { sealed: false, silent: false, forbidden: false, leaseSeconds: 3600, renewable: true }
const asked: { readonly path: string; readonly namespace: string | null }[] = []

const errors = (status: number, ...said: string[]): Reply => [status, { errors: said }]
const denied = (): Reply => errors(403, 'permission denied')

const encrypt = (name: string, plaintext: Buffer): string => {
  const versions = state.keys[name]!
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(versions.at(-1)!, 'base64'), iv)
  const bytes = Buffer.concat([iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
  return `vault:v${versions.length}:${bytes.toString('base64')}`
}
/** @returns the plain bytes, or Vault's words for why not */
const decrypt = (name: string, ciphertext: string): Buffer | string => {
  const parts = /^vault:v(\d+):([A-Za-z0-9+/=]+)$/.exec(ciphertext)
  if (parts === null) return 'invalid ciphertext: no prefix'
  const version = Number(parts[1])
  const key = state.keys[name]![version - 1]
  if (key === undefined) return 'invalid ciphertext: version is too new'
  if (version < (state.least[name] ?? 1)) return 'ciphertext or signature version is disallowed by policy (too old)'
  const bytes = Buffer.from(parts[2]!, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(-16))
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()])
  } catch {
    return 'cipher: message authentication failed'
  }
}
const authOf = (token: string): object => ({ auth: { client_token: token, lease_duration: control.leaseSeconds, renewable: control.renewable } })

const transit = (operation: string, name: string, body: Record<string, string>): Reply => {
  if (state.keys[name] === undefined) return errors(400, 'encryption key not found')
  if (operation === 'encrypt') return [200, { data: { ciphertext: encrypt(name, Buffer.from(body['plaintext'] ?? '', 'base64')), key_version: state.keys[name].length } }]
  const plain = decrypt(name, body['ciphertext'] ?? '')
  if (typeof plain === 'string') return errors(400, plain)
  return [200, { data: operation === 'decrypt' ? { plaintext: plain.toString('base64') } : { ciphertext: encrypt(name, plain) } }]
}

const answer = (path: string, token: string | null, body: Record<string, string>): Reply => {
  if (control.sealed) return errors(503, 'Vault is sealed')
  if (path === '/v1/auth/approle/login') {
    if (body['role_id'] !== ROLE.role_id || body['secret_id'] !== ROLE.secret_id) return errors(400, 'invalid role or secret ID')
    const made = `hvs.${randomBytes(12).toString('base64url')}`
    state.tokens.push(made)
    keep()
    return [200, authOf(made)]
  }
  if (token === null || !state.tokens.includes(token)) return denied()
  if (path === '/v1/auth/token/renew-self') return control.renewable ? [200, authOf(token)] : errors(400, 'lease is not renewable')
  const [, operation, name] = /^\/v1\/transit\/(encrypt|decrypt|rewrap)\/([a-z0-9-]+)$/.exec(path) ?? []
  if (operation === undefined || name === undefined) return errors(404)
  return control.forbidden ? denied() : transit(operation, name, body)
}

const steer = ({ rotate, least, revokeAll, ...rest }: Control): Reply => {
  Object.assign(control, rest)
  if (rotate !== undefined) (state.keys[rotate] ??= []).push(randomBytes(32).toString('base64'))
  if (least !== undefined) state.least[least[0]] = least[1]
  if (revokeAll === true) state.tokens = [ROOT_TOKEN]
  keep()
  return [200, { asked }]
}

const server = createServer((request, response) => {
  const pieces: Buffer[] = []
  request.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => {
    const path = request.url ?? '/'
    const body = JSON.parse(Buffer.concat(pieces).toString() || '{}') as Record<string, string>
    const one = (name: string): string | null => (typeof request.headers[name] === 'string' ? request.headers[name] : null)
    if (path !== '/control') {
      asked.push({ path, namespace: one('x-vault-namespace') })
      if (control.silent) return
    }
    const isElsewhere = one('x-vault-namespace') !== null && one('x-vault-namespace') !== NAMESPACE
    const [status, said] = path === '/control' ? steer(body as Control) : isElsewhere ? errors(404) : answer(path, one('x-vault-token'), body)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
  })
})
server.listen(Number(port), '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
