// The bureau's own certificate under a letter, and somebody else's word for when: made and stamped by OpenSSL, and read by pyHanko where it is there.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isFault } from '@zhijian/kernel'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readerOf } from '../../../tools/servers/readers.mjs'
import { readBureauSeal } from '../src/adapters/bureau-seal.ts'
import { sealed } from '../src/adapters/document-seal.ts'
import { letterPdf } from '../src/adapters/letter-pdf.ts'

const pyhanko = await readerOf('pyhanko')
/** What pyHanko says of each, with one root believed for certificate and time, and nothing else. One process: starting it is most of its work. */
const SAYS = `
import sys
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
for root, pdf in zip(sys.argv[1::2], sys.argv[2::2]):
  try:
    believed = [load_cert_from_pemder(root)]
    signature = PdfFileReader(open(pdf, 'rb')).embedded_signatures[0]
    status = validate_pdf_signature(signature, ValidationContext(trust_roots=believed), ts_validation_context=ValidationContext(trust_roots=believed))
    stamp = status.timestamp_validity
    print(signature.sig_object['/SubFilter'], 'intact' if status.intact else 'changed', 'valid' if status.valid else 'invalid', 'trusted' if status.trusted else 'not-trusted', status.coverage.name,
      'no-stamp' if stamp is None else 'stamp ' + ('valid ' if stamp.valid else 'invalid ') + ('trusted' if stamp.trusted else 'not-trusted'))
  except Exception as error:
    print('unread', type(error).__name__)
`
const verdictsOf = (python: string, ...of: readonly (readonly [root: string, pdf: Uint8Array])[]): readonly string[] => {
  const files = of.flatMap(([root, pdf], n) => {
    writeFileSync(at(`${n}.pdf`), pdf)
    return [at(root), at(`${n}.pdf`)]
  })
  const { stdout, stderr } = spawnSync(python, ['-c', SAYS, ...files], { encoding: 'utf8', timeout: 300_000 })
  return stdout.trim() === '' ? [stderr] : stdout.trim().split('\n')
}

let folder: string
let authority: Server
let isDown = false
const at = (name: string): string => join(folder, name)
const openssl = (...args: readonly string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
const CONFIG = (serial: string): string => `[tsa]
default_tsa=t
[t]
serial=${serial}
crypto_device=builtin
signer_cert=tsa.pem
signer_key=tsa.key
certs=ca.pem
signer_digest=sha256
default_policy=1.2.3.4.1
digests=sha256
accuracy=secs:1
ess_cert_id_chain=no
ess_cert_id_alg=sha256
[stamping]
extendedKeyUsage=critical,timeStamping
keyUsage=critical,digitalSignature
basicConstraints=CA:FALSE
authorityKeyIdentifier=keyid
[signing]
keyUsage=critical,digitalSignature,nonRepudiation
basicConstraints=CA:FALSE
authorityKeyIdentifier=keyid
[dn]
[req]
distinguished_name=dn
[ca]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
`
const certify = (name: string, subject: string, by: string, extensions: string, key: readonly string[]): void => {
  openssl('req', '-newkey', ...key, '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${subject}`, '-config', 'cnf', '-utf8')
  openssl('x509', '-req', '-in', `${name}.csr`, '-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial', '-out', `${name}.pem`, '-days', '30', '-extfile', 'cnf', '-extensions', extensions)
}
const EC = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] as const

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zj-seal-'))
  writeFileSync(at('cnf'), CONFIG('serial'))
  for (const root of ['ca', 'other']) openssl('req', '-x509', '-newkey', ...EC, '-nodes', '-keyout', `${root}.key`, '-out', `${root}.pem`, '-subj', `/CN=${root}`, '-days', '30', '-config', 'cnf', '-extensions', 'ca')
  certify('middle', 'Authority of the province', 'ca', 'ca', EC)
  certify('bureau', '卓资县司法局', 'middle', 'signing', EC)
  certify('rsa', '卓资县司法局', 'ca', 'signing', ['rsa:2048'])
  certify('tsa', 'Time', 'ca', 'stamping', ['rsa:2048'])
  openssl('pkcs12', '-export', '-inkey', 'bureau.key', '-in', 'bureau.pem', '-certfile', 'middle.pem', '-out', 'bureau.p12', '-passout', 'pass:sesame')
  openssl('rsa', '-aes256', '-in', 'rsa.key', '-out', 'rsa.enc.key', '-passout', 'pass:sesame')
  writeFileSync(at('pass'), 'sesame\n')
  writeFileSync(at('chain.pem'), ['middle', 'bureau'].map((name) => readFileSync(at(`${name}.pem`), 'utf8')).join(''))
  authority = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      if (isDown) return void response.writeHead(503).end()
      writeFileSync(at('query.tsq'), Buffer.concat(parts))
      openssl('ts', '-reply', '-config', 'cnf', '-queryfile', 'query.tsq', '-out', 'reply.tsr')
      response.writeHead(200).end(readFileSync(at('reply.tsr')))
    })
  })
  await new Promise<void>((resolve) => authority.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await new Promise((resolve) => { authority.close(resolve); authority.closeAllConnections() })
  rmSync(folder, { recursive: true, force: true })
})

const read = (config: unknown) => {
  writeFileSync(at('seal.json'), typeof config === 'string' ? config : JSON.stringify(config))
  return readBureauSeal(at('seal.json'))
}
const stamping = () => ({ url: `http://127.0.0.1:${(authority.address() as AddressInfo).port}`, caFile: 'ca.pem' })
const letter = async (config: object): Promise<Uint8Array> => {
  const bureau = (await read(config))!
  const now = new Date(bureau.validFrom.getTime() + 60_000)
  return sealed(bureau.seal, await letterPdf(['接受手机定位监管承诺书', '本人巴特尔。'], { title: '承诺书', author: bureau.name, at: now }), { name: bureau.name, reason: '承诺书', now }, bureau.stamps)
}

it(`is read out of PKCS#12 with its chain, and a reader that is none of ours believes letter and time${'path' in pyhanko ? '' : ` (NOT READ: ${pyhanko.unavailable})`}`, async () => {
  const config = { name: '卓资县司法局', pkcs12: 'bureau.p12', passphraseFile: 'pass' }
  expect(await read({ ...config, timestamp: stamping() })).toMatchObject({ name: '卓资县司法局', issuer: 'Authority of the province', serial: expect.stringMatching(/^[0-9A-F]+$/), stamps: expect.any(Function) })
  const [plain, stamped, rsa] = [await letter(config), await letter({ ...config, timestamp: stamping() }), await letter({ name: '司法局', certificate: 'rsa.pem', key: 'rsa.enc.key', passphraseFile: 'pass' })]
  const changed = Buffer.from(stamped)
  changed[changed.indexOf('stream') + 20]! ^= 1
  if (!('path' in pyhanko)) return
  const said = verdictsOf(pyhanko.path, ['ca.pem', plain], ['ca.pem', stamped], ['other.pem', stamped], ['ca.pem', rsa], ['ca.pem', changed])
  expect(said.slice(0, 4)).toEqual([
    '/ETSI.CAdES.detached intact valid trusted ENTIRE_FILE no-stamp', '/ETSI.CAdES.detached intact valid trusted ENTIRE_FILE stamp valid trusted',
    '/ETSI.CAdES.detached intact valid not-trusted ENTIRE_FILE stamp valid not-trusted', '/ETSI.CAdES.detached intact valid trusted ENTIRE_FILE no-stamp',
  ])
  expect(said[4]).toMatch(/changed|unread/)
})

it('is read out of PEM, whichever comes first in it', async () => {
  expect(await read({ name: '司法局', certificate: 'chain.pem', key: 'bureau.key' })).toMatchObject({ issuer: 'Authority of the province', stamps: null })
  expect(await readBureauSeal(undefined)).toBeNull()
})

it('a letter that should be stamped is not given without its stamp', async () => {
  isDown = true
  await expect(letter({ name: '司法局', certificate: 'chain.pem', key: 'bureau.key', timestamp: stamping() })).rejects.toMatchObject({ code: 'witness-refused' })
  isDown = false
  await expect(letter({ name: '司法局', certificate: 'chain.pem', key: 'bureau.key', timestamp: { ...stamping(), caFile: 'other.pem' } })).rejects.toMatchObject({ code: 'stamp-refused' })
})

it('that cannot be used is named by its field at the start', async () => {
  const wrong = (config: unknown): Promise<string> => read(config).then(() => 'read', (error: unknown) => (isFault(error) ? `${error.code} ${error.message}` : String(error)))
  const name = '司法局'
  expect(await wrong('{')).toBe("config-invalid the bureau's seal: (not a readable JSON file)")
  expect(await wrong({ name, pkcs12: 'bureau.p12' })).toBe("config-invalid the bureau's seal: pkcs12")
  expect(await wrong({ name, pkcs12: 'nowhere.p12', passphraseFile: 'pass' })).toBe("config-invalid the bureau's seal: pkcs12")
  expect(await wrong({ name, pkcs12: 'bureau.p12', passphraseFile: 'nowhere' })).toBe("config-invalid the bureau's seal: passphraseFile")
  expect(await wrong({ name, certificate: 'rsa.pem', key: 'bureau.key' })).toBe("config-invalid the bureau's seal: certificate, key")
  expect(await wrong({ name, certificate: 'rsa.pem', key: 'rsa.enc.key' })).toBe("config-invalid the bureau's seal: certificate, key")
  expect(await wrong({ name, certificate: 'rsa.pem' })).toBe("config-invalid the bureau's seal: pkcs12")
  expect(await wrong({ name, certificate: 'rsa.pem', key: 'rsa.key', password: 'sesame' })).toBe("config-invalid the bureau's seal: (unknown field)")
})
