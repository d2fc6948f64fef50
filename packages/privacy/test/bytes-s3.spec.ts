// Files in a real S3 server: the promises of both ports, and what is said when it is killed, refuses or lost its bucket.
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AwsV4Signer } from 'aws4fetch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { S3_KEYS, startS3, type S3Server } from '../../../tools/servers/s3.mjs'
import { createBlobs } from '../src/blobs.ts'
import { openS3Bytes, type S3BytesOptions } from '../src/bytes-s3.ts'
import { blobStoreContract } from '../src/contract-blobs.ts'
import { awayAndBack, bytesContract } from '../src/contract-bytes.ts'
import { codeOf } from '../src/fixtures.ts'
import { openSqliteKeyRing } from '../src/keyring-sqlite.ts'
import { describeWithOwnS3, describeWithS3, s3 } from './servers.ts'

const REGION = 'us-east-1'
let root: string
let server: S3Server | null = null
let options: S3BytesOptions
let serial = 0
const fresh = (): S3BytesOptions => ({ ...options, prefix: `spec-${process.pid}-${serial += 1}/` })

const signed = async (method: string, path: string, body?: Uint8Array): Promise<Response> => {
  const url = `${options.endpoint}/${path}`
  const { headers } = await new AwsV4Signer({ method, url, service: 's3', region: REGION, ...options.credentials(), headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }).sign()
  const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`)
  return answer
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zhijian-s3-'))
  if ('unavailable' in s3) return
  if ('url' in s3 && 'bucket' in s3) {
    const { accessKeyFile, secretKeyFile } = s3
    const keyIn = (file: string): string => readFileSync(file, 'utf8').trim()
    options = { endpoint: s3.url, region: REGION, bucket: s3.bucket, credentials: () => ({ accessKeyId: keyIn(accessKeyFile), secretAccessKey: keyIn(secretKeyFile) }) }
    return
  }
  server = await startS3({ storeDir: join(root, 'store') })
  options = { endpoint: server.url, region: REGION, bucket: 'files', credentials: () => S3_KEYS, timeoutMs: 2000 }
  await signed('PUT', 'files')
})
afterAll(async () => {
  await server?.kill()
  rmSync(root, { recursive: true, force: true })
})

describeWithS3('in S3', () => {
  bytesContract('a bucket', async () => {
    const here = fresh()
    const bytes = await openS3Bytes(here)
    return { bytes, again: () => openS3Bytes(here), dispose: () => bytes.close() }
  }, { sameAtOnce: !('name' in s3 && s3.name === 'moto') })
  blobStoreContract('a bucket', async () => {
    const here = fresh()
    const folder = mkdtempSync(join(root, 'keys-'))
    const keyring = await openSqliteKeyRing({ file: join(folder, 'keys.db'), masterKeyFile: join(folder, 'master'), tombstoneFile: join(folder, 'tombstones') })
    const bytes = await openS3Bytes(here)
    const listed = async (): Promise<string[]> =>
      [...(await (await signed('GET', `${here.bucket}?list-type=2&prefix=${encodeURIComponent(here.prefix!)}`)).text()).matchAll(/<Key>([^<]+)<\/Key>/g)].map((found) => found[1]!)
    return {
      blobs: createBlobs({ bytes, keyring }), keyring,
      async damage({ digest }, at) {
        const key = (await listed()).find((each) => each.endsWith(digest))!
        const stored = Buffer.from(await (await signed('GET', `${here.bucket}/${key}`)).arrayBuffer())
        stored[at]! ^= 1
        await signed('PUT', `${here.bucket}/${key}`, stored)
      },
      everything: async () => Buffer.concat(await Promise.all((await listed()).map(async (key) => Buffer.from(await (await signed('GET', `${here.bucket}/${key}`)).arrayBuffer())))),
      async dispose() {
        await bytes.close()
        await keyring.close()
      },
    }
  })
  describe('what cannot be used', () => {
    it('is said when it is opened: no such bucket, nobody there, no certificates', async () => {
      expect(await codeOf(openS3Bytes({ ...options, bucket: 'no-such-bucket' }))).toBe('store-misconfigured')
      expect(await codeOf(openS3Bytes({ ...options, endpoint: 'http://127.0.0.1:1' }))).toBe('store-unavailable')
      expect(await codeOf(openS3Bytes({ ...options, caFile: join(root, 'nowhere.pem') }))).toBe('store-misconfigured')
    })
  })
})

describeWithOwnS3('an S3 server of our own', () => {
  it('has every file it confirmed after kill -9, and is away, later, until then', async () => {
    const bytes = await openS3Bytes(fresh())
    await awayAndBack(bytes, () => server!.kill(), async () => {
      server = await startS3({ storeDir: join(root, 'store'), port: server!.port })
    })
    await bytes.close()
  })
  it('refuses other keys, never, and no key is said', async () => {
    const fault = await openS3Bytes({ ...options, credentials: () => ({ ...S3_KEYS, secretAccessKey: 'wrong' }) }).catch((error: unknown) => error)
    expect(fault).toMatchObject({ code: 'store-refused', retry: 'never' })
    expect(JSON.stringify([fault, (fault as Error).message])).not.toContain(S3_KEYS.accessKeyId)
  })
  it('takes a file whole: what is not what its name says is refused', async () => {
    const bytes = await openS3Bytes(fresh())
    const digest = 'ab'.repeat(32)
    expect(await codeOf(bytes.put({ area: 'sealed', digest }, Buffer.from('torn')))).toBe('store-failed')
    expect(await bytes.read({ area: 'sealed', digest }, 0, Infinity)).toBeNull()
    await bytes.close()
  })
  it('says that its bucket is gone instead of that a file never was', async () => {
    const bytes = await openS3Bytes(fresh())
    renameSync(join(root, 'store', 'files'), join(root, 'files-away'))
    expect(await codeOf(bytes.read({ area: 'sealed', digest: 'cd'.repeat(32) }, 0, 1))).toBe('store-misconfigured')
    renameSync(join(root, 'files-away'), join(root, 'store', 'files'))
    await bytes.close()
  })
  it('takes keys that were replaced in their file', async () => {
    const file = join(root, 'secret')
    writeFileSync(file, 'wrong')
    let isRight = true
    const bytes = await openS3Bytes({ ...fresh(), credentials: () => ({ ...S3_KEYS, secretAccessKey: isRight ? S3_KEYS.secretAccessKey : readFileSync(file, 'utf8') }) })
    isRight = false
    const name = { area: 'sealed', digest: 'ef'.repeat(32) } as const
    expect(await codeOf(bytes.read(name, 0, 1))).toBe('store-refused')
    writeFileSync(file, S3_KEYS.secretAccessKey)
    expect(await bytes.read(name, 0, 1)).toBeNull()
    await bytes.close()
  })
  it('leaves nothing of a file half sent: what came is not what was signed', async () => {
    const file = Buffer.alloc(1_000_000, 'half')
    const digest = createHash('sha256').update(file).digest('hex')
    const path = `/files/half/sealed/${digest}`
    const { headers } = await new AwsV4Signer({ method: 'PUT', url: `${options.endpoint}${path}`, service: 's3', region: REGION, ...S3_KEYS, headers: { 'x-amz-content-sha256': digest } }).sign()
    const { hostname, port } = new URL(options.endpoint)
    await new Promise<void>((resolve) => {
      const asked = request({ hostname, port, path, method: 'PUT', headers: { ...Object.fromEntries(headers), 'content-length': String(file.length) } })
      asked.on('error', () => {}).on('close', () => resolve())
      asked.write(file.subarray(0, 500_000), () => asked.destroy())
    })
    const bytes = await openS3Bytes({ ...options, prefix: 'half/' })
    expect(await bytes.read({ area: 'sealed', digest }, 0, 1)).toBeNull()
    await bytes.put({ area: 'sealed', digest }, file)
    expect((await bytes.read({ area: 'sealed', digest }, 0, Infinity))?.bytes.equals(file)).toBe(true)
    await bytes.close()
  })
})
