// How a witness takes a line, by kind. Taking the same line again is harmless, but on paper: after a crash a line may be there twice.
import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AwsV4Signer } from 'aws4fetch'
import { Fault, type Instant } from '@zhijian/kernel'
import { createHttpClient } from '@zhijian/privacy/http'
import { secretOf, type WitnessConfig, type WitnessOf } from './config.ts'

export interface JournalLine {
  readonly store: string
  readonly journal: 'seals' | 'stamps'
  /** From 0. */
  readonly number: number
  /** Canonical JSON, without its line feed. */
  readonly line: string
  /** What the line was signed with, and what is to follow: key id → PEM. */
  readonly keys: ReadonlyMap<string, string>
}

export interface Taker {
  /** @throws Fault, or an error of the network or of a disk */
  take(line: JournalLine): Promise<void>
  close(): void
}

const refused = (status: number): Fault => new Fault('witness-refused', `the witness answered ${status}`, { retry: 'later' })

const folderTaker = ({ path }: WitnessOf<'folder'>): Taker => ({
  async take({ store, journal, number, line, keys }) {
    mkdirSync(path, { recursive: true })
    const file = join(path, `${store}.${journal}.jsonl`)
    let text = ''
    try {
      text = readFileSync(file, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
    const lines = text.split('\n')
    // What follows the last line feed was torn by a crash.
    const torn = lines.pop()!
    if (torn !== '') truncateSync(file, Buffer.byteLength(text) - Buffer.byteLength(torn))
    if (lines.length > number && lines[number] === line) return
    if (lines.length !== number) throw new Fault('witness-differs', `line ${number} is not what was sent, or lines before it are missing`, { retry: 'later' })
    for (const [keyId, pem] of keys) writeFileSync(join(path, `${keyId}.pub.pem`), pem)
    appendFileSync(file, `${line}\n`, { flush: true })
  },
  close() {},
})

const httpTaker = ({ url, tokenFile, caFile }: WitnessOf<'http'>): Taker => {
  const client = createHttpClient(caFile === undefined ? {} : { caFile })
  return {
    async take({ store, journal, number, line, keys }) {
      const { status } = await client.ask('POST', new URL(url), {
        'content-type': 'application/json', 'idempotency-key': `${store}/${journal}/${number}`, ...(tokenFile === undefined ? {} : { authorization: `Bearer ${secretOf(tokenFile)}` }),
      }, Buffer.from(JSON.stringify({ store, journal, number, line, keys: Object.fromEntries(keys) })))
      // 409: it has this number already.
      if (!(status >= 200 && status < 300) && status !== 409) throw refused(status)
    },
    close: () => client.close(),
  }
}

const s3Taker = ({ endpoint, region, bucket, prefix, pathStyle, accessKeyFile, secretKeyFile, caFile }: WitnessOf<'s3'>): Taker => {
  const client = createHttpClient(caFile === undefined ? {} : { caFile })
  const base = new URL(endpoint)
  if (!pathStyle) base.hostname = `${bucket}.${base.hostname}`
  const put = async (key: string, body: string): Promise<void> => {
    const bytes = Buffer.from(body)
    const url = new URL(`${pathStyle ? `/${bucket}` : ''}/${prefix}${key}`, base)
    const { headers } = await new AwsV4Signer({
      method: 'PUT', url: url.href, service: 's3', region, accessKeyId: secretOf(accessKeyFile), secretAccessKey: secretOf(secretKeyFile),
      headers: { 'content-type': 'application/json', 'x-amz-content-sha256': createHash('sha256').update(bytes).digest('hex') },
    }).sign()
    const { status } = await client.ask('PUT', url, Object.fromEntries(headers), bytes)
    if (status !== 200) throw refused(status)
  }
  return {
    async take({ store, journal, number, line, keys }) {
      for (const [keyId, pem] of keys) await put(`${store}/keys/${keyId}.pub.pem`, pem)
      await put(`${store}/${journal}/${String(number).padStart(9, '0')}.json`, `${line}\n`)
    },
    close: () => client.close(),
  }
}

interface Said { readonly time?: Instant; readonly name?: string; readonly data?: { readonly size: number; readonly root: string; readonly hash: string; readonly keyId?: string } }
const lineTaker = ({ path }: WitnessOf<'line'>): Taker => ({
  async take({ store, journal, number, line }) {
    if (journal !== 'seals') return
    const { time, name, data } = JSON.parse(line) as Said
    appendFileSync(path, `${number} ${time} ${store} ${name} ${data?.size} ${data?.hash}:${data?.root} ${data?.keyId ?? '-'}\n`)
  },
  close() {},
})

export const takerOf = (witness: WitnessConfig['witnesses'][number]): Taker => {
  switch (witness.kind) {
    case 'folder': return folderTaker(witness)
    case 'http': return httpTaker(witness)
    case 's3': return s3Taker(witness)
    case 'line': return lineTaker(witness)
    default: return witness satisfies never
  }
}
