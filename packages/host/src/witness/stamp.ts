// RFC 3161: somebody else's signed word for when a seal was there. The imprint is SHA-256 of the seal's line in the outside folder
// without its line feed, so that anybody checks it with `openssl ts -verify -data LINE -in TOKEN -token_in -CAfile CA`.
import { createHash, randomBytes, webcrypto, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as asn1js from 'asn1js'
import { AlgorithmIdentifier, Certificate, ContentInfo, CryptoEngine, MessageImprint, setEngine, SignedData, TimeStampReq, TimeStampResp, TSTInfo } from 'pkijs'
import { Fault, instantAt, type Instant } from '@zhijian/kernel'
import { createHttpClient } from '@zhijian/privacy/http'
import type { AuthorityConfig } from './config.ts'

const SHA256 = '2.16.840.1.101.3.4.2.1'
const TST_INFO = '1.2.840.113549.1.9.16.1.4'
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8'
setEngine('node', new CryptoEngine({ name: 'node', crypto: webcrypto as never }) as never)

const bytesOf = (buffer: Uint8Array): ArrayBuffer => new Uint8Array(buffer).buffer
const refused = (why: string, cause?: unknown): Fault => new Fault('stamp-refused', `the time stamp ${why}`, { retry: 'later', cause })
const imprintOf = (line: string | Uint8Array): Buffer => createHash('sha256').update(line).digest()

/** @throws Fault `witness-misconfigured` (later) */
export const certificatesIn = (file: string): readonly Certificate[] => {
  try {
    const blocks = readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []
    if (blocks.length === 0) throw new Error('no certificate')
    return blocks.map((pem) => Certificate.fromBER(bytesOf(new X509Certificate(pem).raw)))
  } catch (cause) {
    throw new Fault('witness-misconfigured', 'the certificates of a time-stamp authority cannot be read', { retry: 'later', cause })
  }
}

export interface Stamp { readonly at: Instant; readonly nonce: string | null }

/**
 * @param token DER of a TimeStampToken
 * @param trusted whom the authority's certificate must lead to
 * @throws Fault `stamp-refused`: of something else, not signed by it, or by nobody who is trusted or may stamp times
 */
export const checkStamp = async (token: Uint8Array, line: string | Uint8Array, trusted: readonly Certificate[]): Promise<Stamp> => {
  let signed: SignedData
  let info: TSTInfo
  try {
    signed = new SignedData({ schema: ContentInfo.fromBER(bytesOf(token)).content })
    if (signed.encapContentInfo.eContentType !== TST_INFO) throw new Error('no TSTInfo')
    info = TSTInfo.fromBER(bytesOf(new Uint8Array(signed.encapContentInfo.eContent!.getValue())))
  } catch (cause) {
    throw refused('cannot be read', cause)
  }
  const { messageImprint: { hashAlgorithm, hashedMessage }, genTime, nonce } = info
  if (hashAlgorithm.algorithmId !== SHA256 || !Buffer.from(hashedMessage.valueBlock.valueHexView).equals(imprintOf(line))) throw refused('is of something else')
  const verdict = await signed.verify({
    signer: 0, data: bytesOf(Buffer.from(line)), trustedCerts: [...trusted], checkChain: true, checkDate: genTime, extendedMode: true,
  }).catch((cause: unknown) => { throw refused('is not signed as it should be', cause) })
  if (verdict.signatureVerified !== true || verdict.signerCertificateVerified !== true) throw refused('is not signed by whom is trusted')
  const usage = verdict.signerCertificate?.extensions?.find(({ extnID }) => extnID === '2.5.29.37')?.parsedValue as { keyPurposes?: readonly string[] } | undefined
  if (usage?.keyPurposes?.includes(TIME_STAMPING) !== true) throw refused('is signed by somebody who may stamp no times')
  return { at: instantAt(genTime.getTime()), nonce: nonce === undefined ? null : Buffer.from(nonce.valueBlock.valueHexView).toString('hex') }
}

export interface Authority {
  /** @returns the token (DER) and when, checked @throws Fault `stamp-refused` · `witness-refused` · `witness-misconfigured` (later), or an error of the network */
  stamp(line: string | Uint8Array): Promise<{ readonly token: Buffer; readonly at: Instant }>
  close(): void
}

export const openAuthority = ({ url, caFile, httpCaFile }: Pick<AuthorityConfig, 'url' | 'caFile' | 'httpCaFile'>): Authority => {
  const client = createHttpClient({ ...(httpCaFile === undefined ? {} : { caFile: httpCaFile }), timeoutMs: 10_000 })
  return {
    async stamp(line) {
      // Positive whatever is drawn, and as long as drawn.
      const nonce = Buffer.concat([Uint8Array.of(1), randomBytes(8)])
      const request = new TimeStampReq({
        version: 1, certReq: true, nonce: new asn1js.Integer({ valueHex: bytesOf(nonce) }),
        messageImprint: new MessageImprint({ hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256, algorithmParams: new asn1js.Null() }), hashedMessage: new asn1js.OctetString({ valueHex: bytesOf(imprintOf(line)) }) }),
      })
      const { status, bytes } = await client.ask('POST', new URL(url), { 'content-type': 'application/timestamp-query' }, new Uint8Array(request.toSchema().toBER()))
      if (status !== 200) throw new Fault('witness-refused', `the authority answered ${status}`, { retry: 'later' })
      let response: TimeStampResp
      try {
        response = TimeStampResp.fromBER(bytesOf(bytes))
      } catch (cause) {
        throw refused('cannot be read', cause)
      }
      // 0 granted, 1 granted with changes.
      if (response.status.status > 1 || response.timeStampToken === undefined) throw refused(`was not granted (${response.status.status})`)
      const token = Buffer.from(response.timeStampToken.toSchema().toBER())
      const checked = await checkStamp(token, line, certificatesIn(caFile))
      if (checked.nonce !== nonce.toString('hex')) throw refused('answers another request')
      return { token, at: checked.at }
    },
    close: () => client.close(),
  }
}
