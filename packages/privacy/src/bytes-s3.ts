// Bytes in a bucket of something that speaks S3, one object each, `<prefix>sealed/<digest>`. The request is signed over the hash of
// what is sent, which is the name (Y1): a server takes all of it or nothing. A bucket is made, and backed up, by who runs it.
import { AwsV4Signer } from 'aws4fetch'
import { Fault } from '@zhijian/kernel'
import type { Bytes, BytesName } from './bytes.ts'
import { createHttpClient, type Answer, type HttpClientOptions } from './adapters/http.ts'
import { never } from './never.ts'

export interface S3BytesOptions extends HttpClientOptions {
  /** `https://s3.example.net`, without a path. */
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  /** `zhijian/`; default none. */
  readonly prefix?: string
  /** `https://endpoint/bucket/…` instead of `https://bucket.endpoint/…`. Default true. */
  readonly pathStyle?: boolean
  /** Asked for at every request, so that they can be replaced in their files. */
  readonly credentials: () => { readonly accessKeyId: string; readonly secretAccessKey: string }
}

const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
/** The largest file that is taken anywhere is a film of 100 MB; sealed it is a little longer. */
const MOST_OBJECT_BYTES = 160 * 1024 * 1024
const FULL = new Set(['QuotaExceeded', 'InsufficientStorage', 'XMinioStorageFull', 'StorageFull'])
const later = (code: string, message: string, cause?: unknown): Fault => new Fault(code, message, { retry: 'later', cause })

/** The server's word for what is wrong; its other words may quote what was sent, and are never passed on. */
const codeIn = ({ bytes }: Answer): string => /<Code>([A-Za-z0-9]{1,60})<\/Code>/.exec(bytes.toString('utf8', 0, 4096))?.[1] ?? ''

const faultOf = (answer: Answer): Fault => {
  const code = codeIn(answer)
  if (code === 'NoSuchBucket') return never('store-misconfigured', 'the object store has no bucket of this name; make it first')
  if (code === 'RequestTimeTooSkewed') return later('store-unavailable', 'the clock of this machine differs from that of the object store')
  if ([401, 403].includes(answer.status)) {
    return never('store-refused', `the object store does not let these credentials do that (${code || answer.status}); check the keys and their rights`)
  }
  if (answer.status === 507 || FULL.has(code)) return later('store-full', 'the object store is full')
  if (answer.status >= 500 || answer.status === 429) return later('store-unavailable', `the object store failed: ${answer.status} ${code}`.trim())
  return never('store-failed', `the object store refused a request: ${answer.status} ${code}`.trim())
}

/** `bytes 0-16/4711` */
const sizeIn = ({ headers }: Answer): number | null => {
  const size = /^bytes \d+-\d+\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1]
  return size === undefined ? null : Number(size)
}

/** @throws Fault `store-misconfigured` · `store-refused` (never) · `store-unavailable` (later): the bucket is asked for once */
export const openS3Bytes = async (options: S3BytesOptions): Promise<Bytes> => {
  const { endpoint, region, bucket, prefix = '', pathStyle = true, credentials } = options
  const client = createHttpClient(options)
  const base = new URL(endpoint)
  if (!pathStyle) base.hostname = `${bucket}.${base.hostname}`
  const urlOf = (key: string): URL => new URL(`${pathStyle ? `/${bucket}` : ''}/${key}`, base)
  const keyOf = ({ area, digest }: BytesName): string => `${prefix}${area}/${digest}`

  const ask = async (method: 'GET' | 'PUT', key: string, headers: Readonly<Record<string, string>> = {}, sent?: { readonly bytes: Uint8Array; readonly sha256: string }, most?: number): Promise<Answer> => {
    const url = urlOf(key)
    const signed = await new AwsV4Signer({
      method, url: url.href, service: 's3', region, ...credentials(), headers: { ...headers, 'x-amz-content-sha256': sent?.sha256 ?? EMPTY_SHA256 },
    }).sign()
    try {
      return await client.ask(method, url, Object.fromEntries(signed.headers), sent?.bytes, most)
    } catch (error) {
      throw later('store-unavailable', 'the object store does not answer', error)
    }
  }
  const probe = await ask('GET', '?list-type=2&max-keys=0')
  if (probe.status !== 200) {
    client.close()
    throw faultOf(probe)
  }

  const read: Bytes['read'] = async (name, from, to) => {
    // At least one byte: an answer to a range says how long the whole is.
    const last = Math.max(from, to - 1)
    // A server that knows no ranges sends the whole.
    const answer = await ask('GET', keyOf(name), { range: `bytes=${from}-${Number.isFinite(last) ? last : ''}` }, undefined, MOST_OBJECT_BYTES)
    if (answer.status === 404 && codeIn(answer) !== 'NoSuchBucket') return null
    if (answer.status === 416) return from === 0 ? { bytes: Buffer.alloc(0), size: 0 } : read(name, 0, 0)
    if (answer.status !== 200 && answer.status !== 206) throw faultOf(answer)
    const all = answer.status === 206 ? answer.bytes : answer.bytes.subarray(from)
    return { bytes: all.subarray(0, Math.max(0, to - from)), size: sizeIn(answer) ?? answer.bytes.length }
  }

  return {
    async put(name, bytes) {
      const answer = await ask('PUT', keyOf(name), { 'content-type': 'application/octet-stream' }, { bytes, sha256: name.digest })
      if (answer.status !== 200) throw faultOf(answer)
    },
    read,
    async close() {
      client.close()
    },
  }
}
