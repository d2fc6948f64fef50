// The bureau's seal under a document: a signature that a reader of PDF checks by itself (PAdES baseline B, and T with a time stamp: ETSI EN 319 142-1).
// A bureau with a certificate of its own names it (bureau-seal.ts); otherwise the platform makes one, whose key lies with the other secrets of the
// edge: it proves that a document is as it was, and not to a stranger whose it is.
import { createHash, randomBytes, webcrypto } from 'node:crypto'
import { pdflibAddPlaceholder } from '@signpdf/placeholder-pdf-lib'
import { SignPdf } from '@signpdf/signpdf'
import { Signer, SUBFILTER_ETSI_CADES_DETACHED } from '@signpdf/utils'
import * as asn1js from 'asn1js'
import type { PDFDocument } from 'pdf-lib'
import {
  Attribute, AttributeTypeAndValue, BasicConstraints, Certificate, ContentInfo, CryptoEngine, EncapsulatedContentInfo, Extension, IssuerAndSerialNumber, SignedAndUnsignedAttributes, SignedData, SignerInfo, Time, type ICryptoEngine,
} from 'pkijs'
import type { SecretStore } from '../ports.ts'

const ENGINE = new CryptoEngine({ name: 'node', crypto: webcrypto as never }) as unknown as ICryptoEngine
const DATA = '1.2.840.113549.1.7.1'
const SIGNED_DATA = '1.2.840.113549.1.7.2'
const [CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_CERTIFICATE_V2] = ['1.2.840.113549.1.9.3', '1.2.840.113549.1.9.4', '1.2.840.113549.1.9.16.2.47']
const [COMMON_NAME, KEY_USAGE, BASIC_CONSTRAINTS] = ['2.5.4.3', '2.5.29.15', '2.5.29.19']
const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const
/** Digital signature and commitment to content. */
const SIGNS = 0xc0
const YEARS = 10
/** Room for one signature, its attributes, a chain of some certificates and a time stamp with its own. */
const SIGNATURE_BYTES = 32_000
/** Of the signature itself, beside what it signs. */
const TIME_STAMP_TOKEN = '1.2.840.113549.1.9.16.2.14'

const bytesOf = (buffer: Uint8Array): ArrayBuffer => new Uint8Array(buffer).buffer
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

export interface Seal {
  readonly key: webcrypto.CryptoKey
  /** Whose it is, and who vouches for that, in order. */
  readonly chain: readonly [Certificate, ...Certificate[]]
  /** Of the first, as it came: what the signature names. */
  readonly der: Uint8Array
}
/** Somebody else's word for when these bytes were there (RFC 3161), DER. */
export type Stamps = (bytes: Uint8Array) => Promise<Uint8Array>
/** As it lies with the secrets: base64url of PKCS#8 and of the certificate. */
const NAME = 'document-seal'

const ownCertificate = async ({ privateKey, publicKey }: webcrypto.CryptoKeyPair, name: string, now: Date): Promise<Uint8Array> => {
  const certificate = new Certificate()
  certificate.version = 2
  certificate.serialNumber = new asn1js.Integer({ valueHex: bytesOf(Buffer.concat([Buffer.from([0x4d]), randomBytes(15)])) })
  for (const who of [certificate.issuer, certificate.subject]) who.typesAndValues.push(new AttributeTypeAndValue({ type: COMMON_NAME, value: new asn1js.Utf8String({ value: name }) }))
  certificate.notBefore = new Time({ type: 0, value: new Date(now.getTime() - 86_400_000) })
  certificate.notAfter = new Time({ type: 0, value: new Date(Date.UTC(now.getUTCFullYear() + YEARS, now.getUTCMonth(), 1)) })
  const constraints = new BasicConstraints({ cA: false })
  const usage = new asn1js.BitString({ valueHex: bytesOf(Uint8Array.of(SIGNS)), unusedBits: 6 })
  certificate.extensions = [
    new Extension({ extnID: BASIC_CONSTRAINTS, critical: true, extnValue: constraints.toSchema().toBER(false) }),
    new Extension({ extnID: KEY_USAGE, critical: true, extnValue: usage.toBER(false) }),
  ]
  await certificate.subjectPublicKeyInfo.importKey(publicKey, ENGINE)
  await certificate.sign(privateKey, 'SHA-256', ENGINE)
  return new Uint8Array(certificate.toSchema(true).toBER(false))
}

const readSeal = async (text: string): Promise<Seal> => {
  const [pkcs8, der] = text.split('.').map((part) => Buffer.from(part, 'base64url')) as [Buffer, Buffer]
  return { key: await webcrypto.subtle.importKey('pkcs8', bytesOf(pkcs8), P256, false, ['sign']), chain: [Certificate.fromBER(bytesOf(der))], der }
}

const making = new WeakMap<object, Promise<Seal>>()
const makeSeal = async (secrets: Pick<SecretStore, 'get' | 'put'>, name: string, now: Date): Promise<Seal> => {
  const known = await secrets.get(NAME)
  if (known !== null) return readSeal(known)
  const pair = await webcrypto.subtle.generateKey(P256, true, ['sign', 'verify']) as webcrypto.CryptoKeyPair
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', pair.privateKey))
  const text = `${pkcs8.toString('base64url')}.${Buffer.from(await ownCertificate(pair, name, now)).toString('base64url')}`
  await secrets.put(NAME, text)
  return readSeal(text)
}
/** Made once, and the same from then on. */
const sealOf = (secrets: Pick<SecretStore, 'get' | 'put'>, name: string, now: Date): Promise<Seal> => {
  const known = making.get(secrets) ?? makeSeal(secrets, name, now)
  making.set(secrets, known)
  known.catch(() => making.delete(secrets))
  return known
}

/** A signature of CMS over bytes that lie elsewhere, with the attributes that PAdES asks for. */
class CmsSigner extends Signer {
  readonly #seal: Seal
  readonly #stamps: Stamps | null
  constructor(seal: Seal, stamps: Stamps | null) {
    super()
    this.#seal = seal
    this.#stamps = stamps
  }

  override async sign(pdf: Buffer): Promise<Buffer> {
    const { key, chain, der } = this.#seal
    const [certificate] = chain
    const attribute = (type: string, value: asn1js.BaseBlock): Attribute => new Attribute({ type, values: [value] })
    const certificateId = new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [new asn1js.OctetString({ valueHex: bytesOf(sha256(der)) })] })] })] })
    const signed = new SignedData({
      version: 1, encapContentInfo: new EncapsulatedContentInfo({ eContentType: DATA }), certificates: [...chain],
      signerInfos: [new SignerInfo({
        version: 1, sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0, attributes: [
            attribute(CONTENT_TYPE!, new asn1js.ObjectIdentifier({ value: DATA })), attribute(MESSAGE_DIGEST!, new asn1js.OctetString({ valueHex: bytesOf(sha256(pdf)) })),
            attribute(SIGNING_CERTIFICATE_V2!, certificateId),
          ],
        }),
      })],
    })
    await signed.sign(key, 0, 'SHA-256', bytesOf(pdf), ENGINE)
    if (this.#stamps !== null) {
      const [signer] = signed.signerInfos as [SignerInfo]
      const token = asn1js.fromBER(bytesOf(await this.#stamps(signer.signature.valueBlock.valueHexView)))
      signer.unsignedAttrs = new SignedAndUnsignedAttributes({ type: 1, attributes: [attribute(TIME_STAMP_TOKEN, token.result as asn1js.BaseBlock)] })
    }
    return Buffer.from(new ContentInfo({ contentType: SIGNED_DATA, content: signed.toSchema(true) }).toSchema().toBER(false))
  }
}

/** The platform's own. @param name that its certificate says */
export const ownSeal = (secrets: Pick<SecretStore, 'get' | 'put'>, name: string, now: Date): Promise<Seal> => sealOf(secrets, name, now)

/** @param name of whoever seals. @param now when, which the signature says. @throws whatever `stamps` does: a document that should say when is not given without it */
export const sealed = async (seal: Seal, pdf: PDFDocument, { name, reason, now }: { readonly name: string; readonly reason: string; readonly now: Date }, stamps: Stamps | null = null): Promise<Uint8Array> => {
  pdflibAddPlaceholder({ pdfDoc: pdf, reason, contactInfo: '', name, location: '', signingTime: now, signatureLength: SIGNATURE_BYTES, subFilter: SUBFILTER_ETSI_CADES_DETACHED })
  return new SignPdf().sign(Buffer.from(await pdf.save({ useObjectStreams: false })), new CmsSigner(seal, stamps), now)
}
