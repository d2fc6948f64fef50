// Keys wrapped by Vault: over a double of its API as a process of its own, always; the promises also over the Vault or OpenBao that
// VAULT_ADDR and VAULT_TOKEN_FILE name (a token that may make keys in `transit`), when they are given.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isFault } from '@zhijian/kernel'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { keyWrappingContract } from '../src/contract-wrapping.ts'
import { codeOf } from '../src/fixtures.ts'
import { vaultWrapping, type VaultWrappingOptions } from '../src/wrapping-vault.ts'
import { elapsedMs } from './elapsing.timer.ts'
import { startVaultDouble, type VaultDouble } from './vault-double/start.ts'

let double: VaultDouble
beforeAll(async () => {
  double = await startVaultDouble()
})
afterAll(() => double.end())
afterEach(() => double.control({ sealed: false, silent: false, forbidden: false, leaseSeconds: 3600, renewable: true, least: ['zhijian', 1] }))

const open = (more: Partial<VaultWrappingOptions> = {}) => {
  const wrapping = vaultWrapping({ address: double.url, key: 'zhijian', login: { tokenFile: double.files.token }, elapsedMs, timeoutMs: 300, ...more })
  onTestFinished(() => wrapping.close())
  return wrapping
}
const key = new Uint8Array(32).fill(7)
const faultOf = async (promise: Promise<unknown>) => {
  const error = await promise.then(() => null, (reason: unknown) => reason)
  return isFault(error) ? `${error.code} ${error.retry}` : error
}

keyWrappingContract('the double of Vault', async () => {
  const open = () => vaultWrapping({ address: double.url, key: 'zhijian', login: { tokenFile: double.files.token }, elapsedMs })
  const versions = async (): Promise<number> => Number(/^vault:v(\d+):/.exec(await open().wrap('x', key))![1])
  return {
    wrapping: open(),
    async rotate() {
      await double.control({ rotate: 'zhijian' })
      return open()
    },
    async retire() {
      await double.control({ least: ['zhijian', await versions()] })
      return open()
    },
    async dispose() {},
  }
})

const { VAULT_ADDR: address, VAULT_TOKEN_FILE: tokenFile } = process.env
const given = address !== undefined && tokenFile !== undefined
// For the summary at the end of `npm test` (tools/report.mjs).
const report = fileURLToPath(new URL('../.report', import.meta.url))
mkdirSync(report, { recursive: true })
for (const name of ['ran-against.txt', 'not-run.txt']) rmSync(join(report, name), { force: true })
writeFileSync(join(report, given ? 'ran-against.txt' : 'not-run.txt'),
  given ? 'Vault: the server at VAULT_ADDR\n' : 'keys wrapped by a real Vault or OpenBao: VAULT_ADDR and VAULT_TOKEN_FILE are not set\n')
;(given ? describe : describe.skip)(given ? 'over the Vault at VAULT_ADDR' : 'NOT RUN (VAULT_ADDR and VAULT_TOKEN_FILE are not set): over a real Vault', () => {
  const ask = async (method: string, path: string, body?: object): Promise<Record<string, string>> => {
    const response = await fetch(`${address}/v1/${path}`, { method, headers: { 'x-vault-token': readFileSync(tokenFile!, 'utf8').trim() }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const text = await response.text()
    if (!response.ok && !text.includes('already in use')) throw new Error(`${path}: ${response.status}`)
    return (text === '' ? {} : (JSON.parse(text) as { data?: Record<string, string> }).data) ?? {}
  }
  const name = `zhijian-spec-${process.pid}`
  beforeAll(async () => {
    await ask('POST', 'sys/mounts/transit', { type: 'transit' })
  })
  const open = () => vaultWrapping({ address: address!, key: name, login: { tokenFile: tokenFile! }, elapsedMs })
  keyWrappingContract('transit of a real server', async () => {
    await ask('POST', `transit/keys/${name}`, { type: 'aes256-gcm96' })
    await ask('POST', `transit/keys/${name}/config`, { deletion_allowed: true })
    return {
      wrapping: open(),
      async rotate() {
        await ask('POST', `transit/keys/${name}/rotate`, {})
        return open()
      },
      async retire() {
        await ask('POST', `transit/keys/${name}/config`, { min_decryption_version: 2 })
        return open()
      },
      async dispose() {
        await ask('DELETE', `transit/keys/${name}`)
      },
    }
  })
  it('knows a role by AppRole, and refuses one that it does not know', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhijian-role-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const fileWith = (file: string, text: string): string => {
      writeFileSync(join(folder, file), text)
      return join(folder, file)
    }
    await ask('POST', 'sys/auth/approle', { type: 'approle' })
    await ask('POST', 'sys/policies/acl/zhijian', { policy: ['encrypt', 'decrypt', 'rewrap'].map((each) => `path "transit/${each}/*" { capabilities = ["update", "create"] }`).join('\n') })
    await ask('POST', 'auth/approle/role/zhijian', { token_policies: 'zhijian', token_ttl: '60s' })
    const { role_id: roleId } = await ask('GET', 'auth/approle/role/zhijian/role-id')
    const { secret_id: secretId } = await ask('POST', 'auth/approle/role/zhijian/secret-id', {})
    const login = { roleIdFile: fileWith('role', roleId!), secretIdFile: fileWith('secret', secretId!) }
    let now = 0
    const wrapping = vaultWrapping({ address: address!, key: name, login, elapsedMs: () => now })
    const wrapped = await wrapping.wrap('wang', key)
    now = 45_000
    expect(await wrapping.unwrap('wang', wrapped)).toEqual(key)
    expect(await faultOf(vaultWrapping({ address: address!, key: name, login: { ...login, secretIdFile: fileWith('other', 'nobody') }, elapsedMs }).wrap('wang', key))).toBe('key-service-refused later')
    expect(await faultOf(vaultWrapping({ address: address!, key: name, login: { tokenFile: fileWith('token', 'hvs.nobody') }, elapsedMs }).wrap('wang', key))).toBe('key-service-refused later')
    expect(await faultOf(vaultWrapping({ address: address!, key: 'no-such-key', login: { tokenFile: tokenFile! }, elapsedMs }).unwrap('wang', wrapped))).toBe('key-service-refused later')
  })
})

describe('a Vault that does not serve', () => {
  it('is unavailable, later: sealed, silent, killed; and serves again afterwards', async () => {
    const wrapping = open()
    const wrapped = await wrapping.wrap('wang', key)
    for (const [begin, end] of [
      [() => double.control({ sealed: true }), () => double.control({ sealed: false })],
      [() => double.control({ silent: true }), () => double.control({ silent: false })],
      [() => double.kill(), () => double.start()],
    ] as const) {
      await begin()
      expect(await faultOf(wrapping.unwrap('wang', wrapped))).toBe('key-service-unavailable later')
      await end()
      expect(await wrapping.unwrap('wang', wrapped)).toEqual(key)
    }
  })
  it('refuses, later and in words, and no token is in them', async () => {
    const wrapping = open()
    await double.control({ forbidden: true })
    const fault = await wrapping.wrap('wang', key).catch((error: unknown) => error) as Error
    expect(fault).toMatchObject({ code: 'key-service-refused', retry: 'later', message: expect.stringContaining('policy') })
    expect(JSON.stringify(fault) + fault.message + String(fault.cause)).not.toContain('root-of-the-double')
  })
  it('has no such key, or is in another namespace', async () => {
    expect(await codeOf(open({ key: 'another' }).wrap('wang', key))).toBe('key-service-refused')
    expect(await codeOf(open({ namespace: 'another' }).wrap('wang', key))).toBe('key-service-refused')
    expect(await codeOf(open({ namespace: 'zhuozi' }).wrap('wang', key))).toBe('nothing was thrown')
    expect((await double.control({})).at(-1)).toEqual({ path: '/v1/transit/encrypt/zhijian', namespace: 'zhuozi' })
  })
})

describe('the token', () => {
  let now = 0
  const role = () => ({ roleIdFile: double.files.roleId, secretIdFile: double.files.secretId })
  const since = async () => {
    const before = (await double.control({})).length
    return async () => (await double.control({})).slice(before).map(({ path }) => path.replace('/v1/', ''))
  }
  beforeEach(() => {
    now = 0
  })

  it('is had for a role once, renewed while it may be, and asked for anew after that', async () => {
    await double.control({ leaseSeconds: 60 })
    const wrapping = open({ login: role(), elapsedMs: () => now })
    const asked = await since()
    await Promise.all([wrapping.wrap('wang', key), wrapping.wrap('li', key)])
    now = 39_000
    await wrapping.wrap('wang', key)
    expect(await asked()).toEqual(['auth/approle/login', 'transit/encrypt/zhijian', 'transit/encrypt/zhijian', 'transit/encrypt/zhijian'])
    now = 41_000
    const renewed = await since()
    await wrapping.wrap('wang', key)
    expect(await renewed()).toEqual(['auth/token/renew-self', 'transit/encrypt/zhijian'])
    await double.control({ renewable: false })
    now = 100_000
    const anew = await since()
    await wrapping.wrap('wang', key)
    expect(await anew()).toEqual(['auth/token/renew-self', 'auth/approle/login', 'transit/encrypt/zhijian'])
  })
  it('that was taken back is replaced at once', async () => {
    const wrapping = open({ login: role() })
    await wrapping.wrap('wang', key)
    await double.control({ revokeAll: true })
    const asked = await since()
    expect(await codeOf(wrapping.wrap('wang', key))).toBe('nothing was thrown')
    expect(await asked()).toEqual(['transit/encrypt/zhijian', 'auth/approle/login', 'transit/encrypt/zhijian'])
  })
  it('of a role that is not known: later, in words', async () => {
    const file = `${double.files.secretId}-wrong`
    writeFileSync(file, 'wrong')
    expect(await faultOf(open({ login: { roleIdFile: double.files.roleId, secretIdFile: file } }).wrap('wang', key))).toBe('key-service-refused later')
    expect(await faultOf(open({ login: { tokenFile: `${file}-nowhere` } }).wrap('wang', key))).toBe('key-service-refused later')
  })
  it('is read anew from its file, which somebody else keeps fresh', async () => {
    const file = `${double.files.token}-agent`
    writeFileSync(file, 'stale')
    const wrapping = open({ login: { tokenFile: file } })
    expect(await codeOf(wrapping.wrap('wang', key))).toBe('key-service-refused')
    writeFileSync(file, `${readFileSync(double.files.token, 'utf8').trim()}\n`)
    expect(await codeOf(wrapping.wrap('wang', key))).toBe('nothing was thrown')
  })
})
