// Witnesses of the seals: each told of all, in order, whatever the others do; and time stamps by an authority that is OpenSSL, which
// also checks what was kept of them.
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Registry } from 'prom-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSealer, readCopies } from '@zhijian/event-store'
import { openSqliteStore, type SqliteStore } from '@zhijian/event-store/sqlite'
import { isFault, plus, type Instant } from '@zhijian/kernel'
import { keepWitnesses, linesIn, readMarks, readWitnesses, waitingFor, type Witnessing } from '../src/index.ts'
import { certificatesIn, checkStamp } from '../src/witness/stamp.ts'

const NINE = '2026-11-22T09:00:00.000Z' as Instant
let now: Instant
let folder: string
let sealsDir: string
let store: SqliteStore
let open: Witnessing[]
const servers: Server[] = []
const at = (name: string): string => join(folder, name)
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhijian-witness-'))
  mkdirSync(at('data'))
  sealsDir = at('outside')
  store = await openSqliteStore({ file: join(folder, 'data', 'log.db') })
  now = NINE
  open = []
})
afterEach(async () => {
  await Promise.all(open.map((witnessing) => witnessing.stop()))
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => { server.close(resolve); server.closeAllConnections() })))
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

let n = 0
const seal = async (): Promise<void> => {
  const id = `018f0000-0000-7000-8000-${String(n++).padStart(12, '0')}`
  await store.append(`note-${n}`, [{ id, type: 'NoteMade.v1', data: {}, meta: {
    source: '/test', time: NINE, recordedat: NINE, cause: 'command:test', actorid: 'wang', actorrole: 'citizen', correlationid: id, hashalg: 'sha256',
  } }], 'no-stream')
  now = plus(now, 600_000)
  await createSealer({ store, keyFile: at('seal.key'), sealsDir }).seal(now)
}
const witness = (config: object, registry = new Registry()): Witnessing => {
  writeFileSync(at('witnesses.json'), JSON.stringify(config))
  const witnessing = keepWitnesses({
    config: readWitnesses(at('witnesses.json')), sealsDir, storeId: store.storeId, wallNow: () => now, timers: { now: () => now, after: () => () => {} },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined }, registry,
  })
  open.push(witnessing)
  return witnessing
}
const listen = async (answer: (body: Buffer, headers: Readonly<Record<string, string | string[] | undefined>>, url: string) => { status: number; body?: Uint8Array }): Promise<string> => {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      const { status, body } = answer(Buffer.concat(parts), request.headers, `${request.method} ${request.url}`)
      response.writeHead(status).end(body)
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('witnesses', () => {
  it('are told of every seal, once each and in order, the ones that are down when they are back', async () => {
    const posted: string[] = []
    let isDown = true
    const url = await listen((body, headers) => {
      if (isDown) return { status: 503 }
      const { number, keys } = JSON.parse(body.toString()) as { number: number; keys: object }
      posted.push(`${String(headers['idempotency-key']).split('/').slice(1).join('/')} ${number} ${String(headers['authorization'])} ${Object.keys(keys).length}`)
      return { status: 204 }
    })
    const stored = new Map<string, string>()
    const s3 = await listen((body, headers, what) => {
      stored.set(what, body.toString())
      return { status: /^AWS4-HMAC-SHA256 Credential=key-id\//.test(String(headers['authorization'])) ? 200 : 403 }
    })
    for (const [name, text] of [['token', 'sesame\n'], ['access', 'key-id'], ['secret', 'key-secret']] as const) writeFileSync(at(name), text)
    const registry = new Registry()
    const witnessing = witness({ witnesses: [
      { kind: 'folder', name: 'nas', path: at('nas') }, { kind: 'http', name: 'archive', url, tokenFile: at('token') }, { kind: 'line', name: 'printer', path: at('printed') },
      { kind: 's3', name: 'bucket', endpoint: s3, bucket: 'seals', prefix: 'county/', accessKeyFile: at('access'), secretKeyFile: at('secret') },
    ] }, registry)
    await seal()
    await seal()
    await witnessing.round()
    expect(readCopies(at('nas'), store.storeId)).toEqual(readCopies(sealsDir, store.storeId))
    expect(readdirSync(at('nas')).filter((name) => name.endsWith('.pub.pem'))).toHaveLength(1)
    expect(readFileSync(at('printed'), 'utf8').split('\n')).toEqual([expect.stringMatching(/^0 .* LogSealed 1 sha256:[0-9a-f]{64} [0-9a-f]{16}$/), expect.stringMatching(/^1 /), ''])
    expect([...stored.keys()].filter((key) => !key.includes('/keys/'))).toEqual([0, 1].map((each) => `PUT /seals/county/${store.storeId}/seals/00000000${each}.json`))
    const marks = readMarks(sealsDir, store.storeId)
    expect(marks['archive']).toMatchObject({ seals: 0, failing: { code: 'witness-refused', since: now, tries: 1 } })
    expect(waitingFor(marks['archive'], sealsDir, store.storeId)).toBe(2)
    expect(await registry.metrics()).toMatch(/witness_waiting\{witness="nas"\} 0\nzhijian_seal_witness_waiting\{witness="archive"\} 2\n/)
    isDown = false
    await seal()
    await witnessing.round()
    await witnessing.round()
    expect(posted).toEqual(['seals/0 0 Bearer sesame 1', 'seals/1 1 Bearer sesame 1', 'seals/2 2 Bearer sesame 1'])
    expect(readMarks(sealsDir, store.storeId)['archive']).toMatchObject({ seals: 3, failing: null })
  })

  it('told again from the beginning when nobody knows how far they were, a folder holds each line once', async () => {
    const witnessing = witness({ witnesses: [{ kind: 'folder', name: 'nas', path: at('nas') }] })
    await seal()
    await seal()
    await witnessing.round()
    rmSync(join(sealsDir, `${store.storeId}.witnesses.json`))
    appendFileSync(join(at('nas'), `${store.storeId}.seals.jsonl`), '{"torn')
    await seal()
    await witnessing.round()
    expect(linesIn(at('nas'), store.storeId, 'seals')).toEqual(linesIn(sealsDir, store.storeId, 'seals'))
  })

  it('that hold something else are not written over', async () => {
    const witnessing = witness({ witnesses: [{ kind: 'folder', name: 'nas', path: at('nas') }] })
    await seal()
    mkdirSync(at('nas'))
    writeFileSync(join(at('nas'), `${store.storeId}.seals.jsonl`), '{"another":"history"}\n')
    await witnessing.round()
    expect([readMarks(sealsDir, store.storeId)['nas']?.failing?.code, readFileSync(join(at('nas'), `${store.storeId}.seals.jsonl`), 'utf8')]).toEqual(['witness-differs', '{"another":"history"}\n'])
  })

  it('are named by a file that is right, or refused by its places', () => {
    const faultOf = (config: unknown): string => {
      writeFileSync(at('witnesses.json'), typeof config === 'string' ? config : JSON.stringify(config))
      try {
        readWitnesses(at('witnesses.json'))
        return 'taken'
      } catch (error) {
        return isFault(error) ? `${error.code} ${String(error.about?.['places'] ?? '')}`.trim() : String(error)
      }
    }
    expect(faultOf('{')).toBe('config-unreadable')
    expect(faultOf({ witnesses: [{ kind: 'http', name: 'a', url: 'https://user:secret@host' }] })).toBe('config-invalid witnesses.0.url')
    expect(faultOf({ witnesses: [{ kind: 'line', name: 'a', path: 'x' }, { kind: 'folder', name: 'a', path: 'y' }] })).toBe('config-invalid (whole)')
    expect(faultOf({ witness: [] })).toBe('config-invalid (whole)')
    expect(faultOf({})).toBe('taken')
  })
})

describe('time stamps', () => {
  const openssl = (...args: readonly string[]): string => execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  const authority = async (): Promise<{ url: string; answer: (how: (reply: Uint8Array) => Uint8Array) => void }> => {
    writeFileSync(at('tsa.cnf'), `[tsa]\ndefault_tsa=t\n[t]\nserial=${at('serial')}\ncrypto_device=builtin\nsigner_cert=${at('tsa.pem')}\nsigner_key=${at('tsa.key')}\ncerts=${at('ca.pem')}\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256\naccuracy=secs:1\ness_cert_id_chain=no\ness_cert_id_alg=sha256\n[ext]\nextendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\nbasicConstraints=CA:FALSE\n[dn]\n[req]\ndistinguished_name=dn\n[ca]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n`)
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Root', '-days', '30', '-config', 'tsa.cnf', '-extensions', 'ca')
    openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', '/CN=Time', '-config', 'tsa.cnf')
    openssl('x509', '-req', '-in', 'tsa.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-out', 'tsa.pem', '-days', '30', '-extfile', 'tsa.cnf', '-extensions', 'ext')
    let how = (reply: Uint8Array): Uint8Array => reply
    const url = await listen((body, headers) => {
      expect(headers['content-type']).toBe('application/timestamp-query')
      writeFileSync(at('query.tsq'), body)
      try {
        openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query.tsq', '-out', 'reply.tsr')
      } catch {
        return { status: 500 }
      }
      return { status: 200, body: how(readFileSync(at('reply.tsr'))) }
    })
    return { url, answer: (next) => { how = next } }
  }
  const stamps = (): { version: number; authority: string; token: string }[] => linesIn(sealsDir, store.storeId, 'stamps').map((line) => JSON.parse(line))

  it('are asked for the newest seal, kept, told to witnesses, and checked by OpenSSL', async () => {
    const { url } = await authority()
    const witnessing = witness({
      authorities: [{ name: 'tsa', url, caFile: at('ca.pem') }], witnesses: [{ kind: 'folder', name: 'nas', path: at('nas') }],
    })
    await seal()
    await seal()
    await witnessing.round()
    await seal()
    // Within the hour the next seal waits for its stamp.
    await witnessing.round()
    expect(stamps().map(({ version, authority: by }) => `${by} ${version}`)).toEqual(['tsa 1'])
    expect(linesIn(at('nas'), store.storeId, 'stamps')).toEqual(linesIn(sealsDir, store.storeId, 'stamps'))
    const line = linesIn(sealsDir, store.storeId, 'seals')[1]!
    const token = Buffer.from(stamps()[0]!.token, 'base64')
    writeFileSync(at('line'), line)
    writeFileSync(at('token'), token)
    expect(openssl('ts', '-verify', '-data', 'line', '-in', 'token', '-token_in', '-CAfile', 'ca.pem')).toContain('Verification: OK')
    const trusted = certificatesIn(at('ca.pem'))
    expect((await checkStamp(token, line, trusted)).at).toMatch(/^20\d\d-/)
    now = plus(now, 3_600_000)
    await witnessing.round()
    expect(stamps().map(({ version }) => version)).toEqual([1, 2])

    const why = (work: Promise<unknown>): Promise<string> => work.then(() => 'holds', (error: unknown) => (isFault(error) ? error.message : String(error)))
    expect(await why(checkStamp(token, `${line} `, trusted))).toBe('the time stamp is of something else')
    const bent = Buffer.from(token)
    bent[bent.length - 5]! ^= 1
    expect(await why(checkStamp(bent, line, trusted))).toMatch(/^the time stamp is not signed/)
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'other.key', '-out', 'other.pem', '-subj', '/CN=Root', '-days', '30', '-config', 'tsa.cnf', '-extensions', 'ca')
    expect(await why(checkStamp(token, line, certificatesIn(at('other.pem'))))).toMatch(/^the time stamp is not signed/)
    expect(await why(checkStamp(token.subarray(0, 100), line, trusted))).toBe('the time stamp cannot be read')
  })

  it('of an authority that answers something else are not kept', async () => {
    const { url, answer } = await authority()
    const witnessing = witness({ authorities: [{ name: 'tsa', url, caFile: at('ca.pem') }] })
    await seal()
    await witnessing.round()
    const first = readFileSync(at('reply.tsr'))
    await seal()
    now = plus(now, 3_600_000)
    // The stamp of another request, given again.
    answer(() => first)
    await witnessing.round()
    answer(() => Buffer.from('no'))
    await witnessing.round()
    expect([stamps().length, readMarks(sealsDir, store.storeId)['tsa']?.failing]).toEqual([1, expect.objectContaining({ code: 'stamp-refused', tries: 2 })])
    answer((reply) => reply)
    await witnessing.round()
    expect(stamps()).toHaveLength(2)
  })

  it('by a certificate that is for something else do not count', async () => {
    const { url } = await authority()
    // Both certificates are there before the stamp is: one that is not valid yet at that second would be refused for that.
    for (const [name, usage] of [['stamps', 'critical,timeStamping'], ['signs-in', 'clientAuth']] as const) {
      writeFileSync(at('own.cnf'), `[ext]\nextendedKeyUsage=${usage}\nkeyUsage=critical,digitalSignature\nbasicConstraints=CA:FALSE\n`)
      openssl('x509', '-req', '-in', 'tsa.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-out', `${name}.pem`, '-days', '30', '-extfile', 'own.cnf', '-extensions', 'ext')
    }
    await seal()
    const line = linesIn(sealsDir, store.storeId, 'seals')[0]!
    await witness({ authorities: [{ name: 'tsa', url, caFile: at('ca.pem') }] }).round()
    writeFileSync(at('token'), Buffer.from(stamps()[0]!.token, 'base64'))
    openssl('cms', '-verify', '-noverify', '-inform', 'DER', '-in', 'token', '-out', 'said')
    const signedWith = (name: string): Buffer => {
      openssl('cms', '-sign', '-binary', '-nodetach', '-md', 'sha256', '-econtent_type', '1.2.840.113549.1.9.16.1.4', '-in', 'said', '-signer', `${name}.pem`, '-inkey', 'tsa.key', '-outform', 'DER', '-out', 'own')
      return readFileSync(at('own'))
    }
    expect(await checkStamp(signedWith('stamps'), line, certificatesIn(at('ca.pem')))).toMatchObject({ at: expect.any(String) })
    await expect(checkStamp(signedWith('signs-in'), line, certificatesIn(at('ca.pem')))).rejects.toThrow('who may stamp no times')
  })
})
