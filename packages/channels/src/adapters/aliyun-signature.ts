// How a request to Alibaba Cloud is signed, version 3: HMAC-SHA-256 over a canonical form of method, path, query, headers and
// the hash of the body. Both the short messages and the mails go out under it.
// @source 阿里云 V3版本请求体&签名机制 (help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature); its worked
//   example is a test.
import { createHash, createHmac } from 'node:crypto'
import type { Instant } from '@zhijian/kernel'
import type { AliyunCredentials } from './credentials.file.ts'

const ALGORITHM = 'ACS3-HMAC-SHA256'
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** RFC 3986: everything but letters, digits and `-_.~`. */
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`)

/** Sorted by name and encoded: the query string, and the body of a form. */
export const formOf = (values: Readonly<Record<string, string>>): string =>
  Object.keys(values).sort().map((name) => `${encode(name)}=${encode(values[name]!)}`).join('&')

export interface Unsigned {
  readonly host: string
  readonly action: string
  readonly version: string
  /** As `formOf` gives it. */
  readonly query: string
  /** Empty: none; else a form. */
  readonly body: string
  readonly at: Instant
  readonly nonce: string
}

/** @returns the headers to send; `host` is the client's to set */
export const signed = (request: Unsigned, credentials: AliyunCredentials): Readonly<Record<string, string>> => {
  const { host, action, version, query, body, at, nonce } = request
  const digest = sha256(body)
  const headers = {
    ...(body === '' ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    'x-acs-action': action, 'x-acs-content-sha256': digest, 'x-acs-date': `${at.slice(0, 19)}Z`, 'x-acs-signature-nonce': nonce,
    'x-acs-version': version,
  }
  const all: Readonly<Record<string, string>> = { ...headers, host }
  const names = Object.keys(all).sort()
  const lines = names.map((name) => `${name}:${all[name]}\n`).join('')
  const list = names.join(';')
  const canonical = ['POST', '/', query, lines, list, digest].join('\n')
  const signature = createHmac('sha256', credentials.accessKeySecret).update(`${ALGORITHM}\n${sha256(canonical)}`).digest('hex')
  return { ...headers, authorization: `${ALGORITHM} Credential=${credentials.accessKeyId},SignedHeaders=${list},Signature=${signature}` }
}
