// The bureau's own certificate, as a file of its says: PKCS#12, or a certificate with its chain and a key in PEM; and an authority that puts a time to
// what it signs (RFC 3161). Everything is read at the start, so that a wrong password is known before the first letter.
import { createPrivateKey, webcrypto, X509Certificate, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { AuthorityPlace, openAuthority } from '@zhijian/host'
import { Fault } from '@zhijian/kernel'
import * as asn1js from 'asn1js'
import { AuthenticatedSafe, CertBag, Certificate, CryptoEngine, PFX, PKCS8ShroudedKeyBag, type ICryptoEngine } from 'pkijs'
import { z } from 'zod'
import type { Seal, Stamps } from './document-seal.ts'

const Path = z.string().min(1).max(1000)
const File = z.strictObject({
  /** Who seals, as a letter says it. */
  name: z.string().trim().min(2).max(60),
  pkcs12: Path.optional(),
  /** PEM: the bureau's own first, then those that vouch for it. */
  certificate: Path.optional(), key: Path.optional(),
  passphraseFile: Path.optional(),
  timestamp: AuthorityPlace.optional(),
}).refine(({ pkcs12, certificate, key }) => (pkcs12 === undefined ? certificate !== undefined && key !== undefined : certificate === undefined && key === undefined), { path: ['pkcs12'] })

export interface BureauSeal {
  readonly name: string
  /** Who vouches for it, and its number there: what a letter says of its seal. */
  readonly issuer: string
  readonly serial: string
  readonly validUntil: Date
  readonly validFrom: Date
  readonly seal: Seal
  /** Null: nobody puts a time to it. */
  readonly stamps: Stamps | null
}

const bytesOf = (buffer: Uint8Array): ArrayBuffer => new Uint8Array(buffer).buffer
const ENGINE = new CryptoEngine({ name: 'node', crypto: webcrypto as never }) as unknown as ICryptoEngine
const CURVES: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' }

interface Opened { readonly key: KeyObject; readonly certificates: readonly Uint8Array[] }

const openPem = (certificate: string, key: string, passphrase: string | undefined): Opened => ({
  key: createPrivateKey({ key, ...(passphrase === undefined ? {} : { passphrase }) }),
  certificates: (certificate.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []).map((pem) => new X509Certificate(pem).raw),
})

const openPkcs12 = async (file: Uint8Array, passphrase: string): Promise<Opened> => {
  const password = bytesOf(Buffer.from(passphrase))
  const pfx = PFX.fromBER(bytesOf(file))
  await pfx.parseInternalValues({ password, checkIntegrity: true }, ENGINE)
  const safe = pfx.parsedValue!.authenticatedSafe as AuthenticatedSafe
  await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) }, ENGINE)
  const certificates: Uint8Array[] = []
  let key: KeyObject | null = null
  const contents = safe.parsedValue!.safeContents as { value: { safeBags: { bagValue: unknown }[] } }[]
  for (const { bagValue } of contents.flatMap(({ value }) => value.safeBags)) {
    if (bagValue instanceof CertBag && bagValue.parsedValue instanceof Certificate) certificates.push(new Uint8Array(bagValue.parsedValue.toSchema().toBER(false)))
    if (!(bagValue instanceof PKCS8ShroudedKeyBag)) continue
    // `parseInternalValues` of a bag is protected: a safe calls it, and this one did not.
    await (bagValue as unknown as { parseInternalValues(parameters: object, crypto: ICryptoEngine): Promise<void> }).parseInternalValues({ password }, ENGINE)
    key = createPrivateKey({ key: Buffer.from((bagValue.parsedValue as { toSchema(): asn1js.BaseBlock }).toSchema().toBER(false)), format: 'der', type: 'pkcs8' })
  }
  if (key === null) throw new Error('no key')
  return { key, certificates }
}

/** Whose key it is first; of the others those that vouch for one before, in order. */
const inOrder = (certificates: readonly X509Certificate[], key: KeyObject): readonly X509Certificate[] => {
  const own = certificates.find((each) => each.checkPrivateKey(key))
  if (own === undefined) throw new Error('no certificate of this key')
  const chain = [own]
  for (;;) {
    const next = certificates.find((each) => !chain.includes(each) && chain.at(-1)!.checkIssued(each))
    if (next === undefined) return chain
    chain.push(next)
  }
}
const keyOf = (key: KeyObject): Promise<webcrypto.CryptoKey> => {
  const curve = CURVES[key.asymmetricKeyDetails?.namedCurve ?? '']
  const algorithm = key.asymmetricKeyType === 'rsa' ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : key.asymmetricKeyType === 'ec' && curve !== undefined ? { name: 'ECDSA', namedCurve: curve } : null
  if (algorithm === null) throw new Error('neither RSA nor a curve of NIST')
  return webcrypto.subtle.importKey('pkcs8', bytesOf(key.export({ format: 'der', type: 'pkcs8' })), algorithm, false, ['sign'])
}

/**
 * @param file JSON; absent: null, and the platform makes its own. Files that it names lie beside it, or where they say.
 * @throws Fault `config-invalid` (never), naming the field, not what it says
 */
export const readBureauSeal = async (file: string | undefined): Promise<BureauSeal | null> => {
  if (file === undefined) return null
  const wrong = (fields: string, cause?: unknown): Fault => new Fault('config-invalid', `the bureau's seal: ${fields}`, { retry: 'never', about: { file }, cause })
  const reading = <T>(field: string, read: () => T): T => {
    try {
      return read()
    } catch (cause) {
      throw wrong(field, cause)
    }
  }
  const content = reading('(not a readable JSON file)', () => JSON.parse(readFileSync(file, 'utf8')) as unknown)
  const parsed = File.safeParse(content)
  if (!parsed.success) throw wrong([...new Set(parsed.error.issues.map(({ path }) => path.join('.') || '(unknown field)'))].join(', '))
  const { name, pkcs12, certificate, key, passphraseFile, timestamp } = parsed.data
  const at = (path: string): string => resolve(dirname(file), path)
  const passphrase = passphraseFile === undefined ? undefined : reading('passphraseFile', () => readFileSync(at(passphraseFile), 'utf8').replace(/\r?\n$/, ''))
  const field = pkcs12 === undefined ? 'certificate, key' : 'pkcs12'
  try {
    const opened = pkcs12 === undefined ? openPem(readFileSync(at(certificate!), 'utf8'), readFileSync(at(key!), 'utf8'), passphrase) : await openPkcs12(readFileSync(at(pkcs12)), passphrase ?? '')
    const chain = inOrder(opened.certificates.map((der) => new X509Certificate(der)), opened.key)
    const [own] = chain as [X509Certificate]
    const authority = timestamp === undefined ? null
      : openAuthority({ url: timestamp.url, caFile: at(timestamp.caFile), ...(timestamp.httpCaFile === undefined ? {} : { httpCaFile: at(timestamp.httpCaFile) }) })
    return {
      name, issuer: /(?:^|\n)CN=([^\n]+)/.exec(own.issuer)?.[1] ?? own.issuer.split('\n').join(' '), serial: own.serialNumber, validFrom: new Date(own.validFrom), validUntil: new Date(own.validTo),
      seal: { key: await keyOf(opened.key), chain: chain.map((each) => Certificate.fromBER(bytesOf(each.raw))) as [Certificate, ...Certificate[]], der: own.raw },
      stamps: authority === null ? null : async (bytes) => (await authority.stamp(bytes)).token,
    }
  } catch (cause) {
    throw wrong(field, cause)
  }
}
