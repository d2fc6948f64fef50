// What is spoken with servers of which only HTTP is known: certificates, silence, and answers that are cut off.
import { readFileSync } from 'node:fs'
import { createServer as createPlain, type RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { authority } from '@zhijian/event-store/kurrent-double'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createHttpClient, type HttpClientOptions } from '../src/adapters/http.ts'

const pem = (name: string): Buffer => readFileSync(join(dirname(authority), name))
const serve = async (listener: RequestListener, isTls = false): Promise<URL> => {
  const server = isTls ? createServer({ cert: pem('server.cert.pem'), key: pem('server.key.pem') }, listener) : createPlain(listener)
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  onTestFinished(() => void server.close().closeAllConnections())
  return new URL(`${isTls ? 'https' : 'http'}://localhost:${(server.address() as AddressInfo).port}/a`)
}
const client = (options: HttpClientOptions = {}) => {
  const made = createHttpClient(options)
  onTestFinished(() => made.close())
  return made
}

describe('a request', () => {
  it('over TLS is answered by whom our certificates vouch for, and sent to nobody else', async () => {
    const url = await serve((request, response) => request.on('data', () => {}).on('end', () => response.end(`${request.method} ${request.headers['x-a']}`)), true)
    const answer = await client({ caFile: authority }).ask('PUT', url, { 'x-a': 'b' }, Buffer.from('body'))
    expect([answer.status, answer.bytes.toString()]).toEqual([200, 'PUT b'])
    await expect(client().ask('GET', url, {})).rejects.toThrow(/certificate/)
  })
  it('does not wait for ever, and takes no half of an answer', async () => {
    await expect(client({ timeoutMs: 100 }).ask('GET', await serve(() => {}), {})).rejects.toMatchObject({ code: 'UND_ERR_HEADERS_TIMEOUT' })
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('half', () => response.destroy())
    })
    await expect(client().ask('GET', url, {})).rejects.toThrow()
  })
})
