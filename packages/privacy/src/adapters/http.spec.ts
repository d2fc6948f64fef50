// Servers that answer as none should.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeOf } from '../fixtures.ts'
import { openS3Bytes } from '../bytes-s3.ts'
import { createHttpClient, type HttpClient } from './http.ts'
import { vaultWrapping } from '../wrapping-vault.ts'

let answer: (response: ServerResponse, url: string) => void
let gone = 0
const server = createServer((request, response) => {
  request.resume()
  response.on('close', () => { gone += 1 })
  answer(response, request.url!)
})
let url: URL
let client: HttpClient
/** As much as is taken, for ever. */
const endless = (response: ServerResponse): void => {
  const more = (): void => {
    while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, 0x20)));
    if (!response.destroyed) response.once('drain', more)
  }
  more()
}
beforeAll(async () => {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  client = createHttpClient({})
})
afterAll(() => {
  client.close()
  server.closeAllConnections()
  server.close()
})

it('an answer is read to its limit, and not a byte further', async () => {
  answer = (response) => response.end(Buffer.alloc(1000))
  expect((await client.ask('GET', url, {}, undefined, 1000)).bytes).toHaveLength(1000)
  await expect(client.ask('GET', url, {}, undefined, 999)).rejects.toMatchObject({ code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' })
})
it('an answer without end is cut off, and its connection closed', async () => {
  answer = endless
  const before = gone
  await expect(client.ask('GET', url, {})).rejects.toMatchObject({ code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' })
  await expect.poll(() => gone).toBe(before + 1)
})
it('an answer that comes a little at a time, for ever, is given up as a whole', async () => {
  answer = (response) => {
    const more = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(more))
  }
  const before = gone
  const patient = createHttpClient({ timeoutMs: 60_000, wholeMs: 300 })
  await expect(patient.ask('GET', url, {})).rejects.toMatchObject({ name: 'TimeoutError' })
  await expect.poll(() => gone, { timeout: 60_000 }).toBe(before + 1)
  patient.close()
})
it('Vault that answers without end does not answer', async () => {
  answer = endless
  const wrapping = vaultWrapping({ address: url.origin, login: { tokenFile: import.meta.filename }, key: 'k', elapsedMs: () => 0 })
  expect(await codeOf(wrapping.wrap('p_1' as never, Buffer.alloc(32)))).toBe('key-service-unavailable')
  await wrapping.close()
})
it('an object store that answers without end does not answer', async () => {
  answer = (response, path) => (path.includes('list-type') ? response.end() : endless(response))
  const bytes = await openS3Bytes({ endpoint: url.origin, region: 'r', bucket: 'b', credentials: () => ({ accessKeyId: 'a', secretAccessKey: 'b' }) })
  expect(await codeOf(bytes.put({ area: 'sealed', digest: 'a'.repeat(64) }, Buffer.alloc(1)))).toBe('store-unavailable')
  expect(await codeOf(bytes.read({ area: 'sealed', digest: 'a'.repeat(64) }, 0, 16))).toBe('store-unavailable')
  await bytes.close()
})
