// What a machine gets before its first start: every secret that somebody is told of, read by nobody else, and never made twice.
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CERTIFICATES, PASSWORDS, prepare, SERVICES } from '../../infra/prepare.mjs'
import { textOf, yamlOf } from './infra-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhijian-prepare-'))
const secrets = join(folder, 'secrets')
const options = { secrets, data: join(folder, 'var'), env: join(folder, '.env') }
const contents = (under: string): Record<string, string> => Object.fromEntries(readdirSync(under, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort().map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')]))
beforeAll(() => void prepare(options))
afterAll(() => rmSync(folder, { recursive: true }))

describe('preparing a machine', () => {
  it('makes every secret that compose and Kubernetes are told of; the broker’s and Vault’s are made by their own commands', () => {
    const named = [
      ...Object.values(yamlOf('docker-compose.yml').secrets as Record<string, { file: string }>).map(({ file }) => file.replace('${ZHIJIAN_SECRETS:-./infra/secrets}/', '')),
      ...[...textOf('infra/kubernetes/secrets.sh').matchAll(/--from-file=(?:[\w.]+=)?"?([^\s"]+)/g)].map(([, file]) => file!).filter((file) => !file.includes('$')),
    ].filter((file) => !/^(nats|vault)\//.test(file))
    expect(named.length).toBeGreaterThan(30)
    for (const file of named) expect(existsSync(join(secrets, file)), file).toBe(true)
  })

  it('makes the platform’s keys in the form that services read, and a pair for everybody who vouches', () => {
    for (const name of ['master.key', 'lookup.key', 'secrets.key']) expect(statSync(join(secrets, 'keys', name)).size).toBe(32)
    expect(createPrivateKey(readFileSync(join(secrets, 'keys', 'seal.key'))).asymmetricKeyType).toBe('ed25519')
    for (const name of [...SERVICES, 'edge']) {
      const [key, half] = ['key', 'pub'].map((ending) => readFileSync(join(secrets, 'issuers', `${name}.${ending}`), 'utf8'))
      expect(createPublicKey(key!).export({ type: 'spki', format: 'pem' }), name).toBe(half)
    }
  })

  it('lets nobody else read them, and writes none where variables are', () => {
    const env = readFileSync(options.env, 'utf8')
    for (const path of Object.keys(contents(secrets))) {
      if (!path.endsWith('ca.crt') && !path.endsWith('ca.srl')) expect(statSync(join(folder, path)).mode & 0o077, path).toBe(0)
    }
    for (const name of PASSWORDS) {
      const word = readFileSync(join(secrets, name), 'utf8')
      expect(word.length).toBeGreaterThanOrEqual(32)
      expect(env).not.toContain(word)
    }
    expect(statSync(secrets).mode & 0o077).toBe(0)
    expect(new Set(PASSWORDS.map((name) => readFileSync(join(secrets, name), 'utf8'))).size).toBe(PASSWORDS.length)
  })

  it('again changes nothing, and makes what went missing', () => {
    const before = contents(folder)
    expect(prepare(options)).toEqual([])
    expect(contents(folder)).toEqual(before)
    rmSync(join(secrets, 'turn-secret'))
    expect(prepare(options)).toEqual([join(secrets, 'turn-secret')])
  })

  it('certifies every server under the names it is called by, by an authority of its own; renewed, the keys stay', () => {
    const authority = new X509Certificate(readFileSync(join(secrets, 'tls', 'ca.crt')))
    const read = (name: string) => new X509Certificate(readFileSync(join(secrets, 'tls', `${name}.crt`)))
    for (const [name, hosts] of Object.entries(CERTIFICATES)) {
      const certificate = read(name)
      expect(certificate.verify(authority.publicKey)).toBe(true)
      for (const host of hosts) expect(certificate.checkHost(host), host).toBe(host)
    }
    const [before, key] = [read('nats'), readFileSync(join(secrets, 'tls', 'nats.key'), 'utf8')]
    prepare({ ...options, renew: true })
    expect(read('nats').serialNumber).not.toBe(before.serialNumber)
    expect(readFileSync(join(secrets, 'tls', 'nats.key'), 'utf8')).toBe(key)
  })
})
