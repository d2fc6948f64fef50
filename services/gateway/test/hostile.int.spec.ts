// What no honest client sends. Every one of these gets a problem that says what is wrong without repeating it, and the
// next request is served as if nothing had happened.
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../src/config.ts'
import { openWorld, type World } from './world.ts'

let world: World
let admin: string
beforeAll(async () => {
  world = await openWorld()
  admin = await world.staff('admin-1', 'system-admin')
})
// Within the session's half hour of nothing, and enough for the buckets to fill again.
beforeEach(() => void world.systemClock.advance({ seconds: 40 }))
afterAll(() => world.close())

const json = { 'content-type': 'application/json' }
const open = (raw: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = json) =>
  world.ask({ method: 'POST', path: 'accounts', token: admin, raw, headers })
const problem = async (reply: Promise<{ status: number; headers: Headers; body: { code: string } }>) => {
  const { status, headers, body } = await reply
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  return [status, body.code]
}

/** As it goes over the wire. @returns what came back */
const raw = (text: string): Promise<string> => new Promise((resolve, reject) => {
  const { hostname, port } = new URL(world.url)
  const socket = connect(Number(port), hostname, () => void socket.write(text))
  let answer = ''
  socket.on('data', (chunk) => { answer += chunk.toString() })
  socket.on('close', () => resolve(answer))
  socket.on('error', reject)
  socket.on('data', () => { if (/\r\n\r\n\{.*\}$/s.test(answer)) socket.end() })
})

describe('bodies', () => {
  it.each([
    ['cut off', '{"id":'], ['not JSON', 'id=1'], ['two values', '{}{}'], ['a lone NUL', '\u0000'], ['only blanks', '   '],
  ])('%s: malformed-json', async (_name, text) => {
    expect(await problem(open(text))).toEqual([400, 'malformed-json'])
  })
  it('that are not UTF-8: malformed-json', async () => {
    expect(await problem(open(Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])))).toEqual([400, 'malformed-json'])
  })
  it('of 200,000 nested brackets: malformed or not valid, never a crash', async () => {
    const reply = await open('['.repeat(30_000) + ']'.repeat(30_000))
    expect(reply.status).toBe(400)
  })
  it('that are missing: body-missing', async () => {
    expect(await problem(world.ask({ method: 'POST', path: 'accounts', token: admin }))).toEqual([400, 'body-missing'])
    expect(await problem(open(''))).toEqual([400, 'body-missing'])
  })
  it('where none is taken are refused', async () => {
    expect(await problem(world.ask({ method: 'DELETE', path: 'auth/session', token: admin, raw: '{}',
      headers: json }))).toEqual([400, 'unknown-field'])
  })
  it('larger than the route takes, announced or not: body-too-large', async () => {
    expect(await problem(open(JSON.stringify({ id: 'a'.repeat(200_000) })))).toEqual([413, 'body-too-large'])
    const chunk = 'a'.repeat(16_384)
    const head = `POST /api/v1/accounts HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${admin}\r\nidempotency-key: chunked-1\r\n`
    const answer = await raw(`${head}content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${`4000\r\n${chunk}\r\n`.repeat(6)}0\r\n\r\n`)
    expect(answer).toContain('413')
    expect(answer).toContain('body-too-large')
  })
  describe('too large, of a client that reads only when all is written', () => {
    /** @returns what came back, which is read only when all was written */
    const writtenWhole = (headers: string, parts: readonly Buffer[]): Promise<string> => new Promise((resolve, reject) => {
      const { hostname, port } = new URL(world.url)
      const socket = connect(Number(port), hostname)
      socket.pause()
      socket.on('error', reject)
      let answer = ''
      socket.on('data', (chunk) => { answer += chunk.toString() })
      socket.on('close', () => resolve(answer))
      socket.write(`POST /api/v1/accounts HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${admin}\r\nidempotency-key: whole-0001\r\n`
        + `content-type: application/json\r\n${headers}\r\n\r\n`)
      for (const part of parts) socket.write(part)
      socket.write('', () => void socket.resume())
    })
    const piece = Buffer.alloc(20_000, 0x61)
    it.each([600_000, 10_000_000])('%i bytes announced: it is told', async (bytes) => {
      const answer = await writtenWhole(`content-length: ${bytes}`, Array<Buffer>(bytes / 20_000).fill(piece))
      expect(answer).toMatch(/^HTTP\/1\.1 413 [^]*"code":"body-too-large"/)
    })
    it.each([600_000, 10_000_000])('%i bytes in chunks: it is told', async (bytes) => {
      const chunk = Buffer.concat([Buffer.from('4e20\r\n'), piece, Buffer.from('\r\n')])
      const answer = await writtenWhole('transfer-encoding: chunked', [...Array<Buffer>(bytes / 20_000).fill(chunk), Buffer.from('0\r\n\r\n')])
      expect(answer).toMatch(/^HTTP\/1\.1 413 [^]*"code":"body-too-large"/)
    })
    it('another refusal too, where the connection ends after it', async () => {
      const answer = await writtenWhole('connection: close\r\ncontent-encoding: gzip\r\ncontent-length: 10000000', Array<Buffer>(500).fill(piece))
      expect(answer).toMatch(/^HTTP\/1\.1 415 [^]*"code":"encoding-not-supported"/)
    })
  })
  describe('too large, of a client that does not end', () => {
    /** @returns the connection, what came first, and its end */
    const asking = (bytes: number) => {
      const { hostname, port } = new URL(world.url)
      const socket = connect(Number(port), hostname)
      const first = new Promise<string>((resolve) => void socket.once('data', (chunk) => resolve(chunk.toString())))
      const closed = new Promise<void>((resolve) => void socket.once('close', () => resolve()))
      socket.on('error', () => undefined)
      socket.write(`POST /api/v1/accounts HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${admin}\r\nidempotency-key: no-end-0001\r\n`
        + `content-type: application/json\r\ncontent-length: ${bytes}\r\n\r\n`)
      return { socket, first, closed }
    }
    it('it is told at once, and not waited for when nothing more comes', async () => {
      const { socket, first, closed } = asking(600_000)
      socket.write('{')
      expect(await first).toMatch(/^HTTP\/1\.1 413 /)
      world.systemClock.advance({ ms: LIMITS.http.drainMs })
      await closed
    })
    it('nor read for ever when more and more comes', async () => {
      const { socket, first, closed } = asking(900_000_000)
      const more = (left: number): void => void (socket.destroyed || left === 0 || socket.write(Buffer.alloc(1024 * 1024, 0x61), () => more(left - 1)))
      more(4 * LIMITS.http.drainBytes / (1024 * 1024))
      expect(await first).toMatch(/^HTTP\/1\.1 413 /)
      await closed
    })
  })
  it('that unfold (a zip bomb) are not unfolded', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000, 0x20))
    expect(await problem(open(new Uint8Array(bomb), { ...json, 'content-encoding': 'gzip' }))).toEqual([415,
      'encoding-not-supported'])
  })
  it('of another kind: media-type-not-supported', async () => {
    expect(await problem(open('<a/>', { 'content-type': 'text/xml' }))).toEqual([415, 'media-type-not-supported'])
    expect(await problem(open('{}', { 'content-type': 'text/plain' }))).toEqual([415, 'media-type-not-supported'])
  })
})

describe('fields', () => {
  const errors = async (body: unknown) => {
    const reply = await open(JSON.stringify(body))
    return [reply.status, reply.body.code,
      ...(reply.body.errors ?? []).map((e: { field: string; rule: string }) => `${e.field} ${e.rule}`)]
  }
  it('that we do not know are refused without being named', async () => {
    const reply = await open(JSON.stringify({ id: 'x1', kind: 'staff', because: '新到岗', 李四的身份证: 1 }))
    expect([reply.status, reply.body.code]).toEqual([400, 'unknown-field'])
    expect(reply.text).not.toContain('李四')
    expect(reply.body.errors).toEqual([{ in: 'body', field: '', rule: 'unknown-field', text: expect.stringMatching(/^有不认识的字段，此处只有：id、kind、/) }])
    expect(await errors({ id: 'x1', kind: 'staff', because: '新到岗', __proto__2: 1, constructor: {} })).toEqual([400, 'unknown-field',
      ' unknown-field'])
  })
  it('that we do not know lie where the error says, among those it lists', async () => {
    const mandate = { kind: 'in-person', recordRef: 'r-1', 李四: 1 }
    const reply = await world.ask({ method: 'POST', path: 'consultations', token: await world.citizen('13947400001'),
      body: { text: '拖欠工资怎么办', onBehalf: { phone: '13947400003', mandate } } })
    expect(reply.body.errors).toEqual([{ in: 'body', field: 'onBehalf.mandate', rule: 'unknown-field',
      text: '有不认识的字段，此处只有：kind、recordRef、witness、witnessId、relation、until' }])
    expect((await world.ask({ path: 'auth/session?boss=1', token: admin })).body.errors)
      .toEqual([{ in: 'query', field: '', rule: 'unknown-field', text: '有不认识的字段，此处不需要任何字段' }])
  })
  it('a planted __proto__ changes nothing', async () => {
    expect((await open('{"id":"x1","kind":"staff","__proto__":{"polluted":true}}')).status).toBe(400)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
  it('say where and which rule, in Chinese, never what was sent', async () => {
    expect(await errors({ id: 'a b', kind: 'boss', phone: '110' })).toEqual([400, 'not-valid', 'id format', 'kind choice',
      'phone format', 'because required'])
    expect(await errors({})).toEqual([400, 'not-valid', 'id required', 'kind required', 'because required'])
    expect(await errors({ id: 7, kind: [], because: 'x' })).toEqual([400, 'not-valid', 'id type', 'kind choice'])
    const reply = await open(JSON.stringify({ id: '张三 15047412345', kind: 'staff', because: '新到岗' }))
    expect(reply.text).not.toMatch(/张三|15047412345/)
    expect(reply.body.errors[0].text).toBe('格式不正确')
  })
  it.each([
    ['NUL', 'a\u0000b'], ['a control character', 'a\u0008b'], ['text that turns round', 'a\u202eb'], ['two lines', 'a\nb'],
  ])('a name with %s is refused', async (_what, name) => {
    expect(await errors({ id: 'x1', kind: 'staff', name, because: '新到岗' })).toEqual([400, 'not-valid', 'name text'])
  })
  it('a lone surrogate is refused', async () => {
    const reply = await open('{"id":"x1","kind":"staff","name":"\\ud800","because":"x"}')
    expect(reply.body.errors.map((e: { rule: string }) => e.rule)).toEqual(['text'])
  })
  it('Mongolian script, emoji and rare characters are names like any other', async () => {
    for (const [n, name] of ['ᠴᠡᠴᠡᠭ', '👩🏽‍⚖️', '𠮷野'].entries()) {
      expect((await open(JSON.stringify({ id: `script-${n}`, kind: 'staff', name, because: '新到岗' }))).status).toBe(201)
    }
  })
})

describe('addresses', () => {
  it.each([
    ['/api/v1/nothing', 404, 'no-such-route'], ['/api/v1/topics/', 404, 'no-such-route'],
    ['/api/v1/../../etc/passwd', 404, 'no-such-route'], ['/%ff', 400, 'malformed-url'],
    ['/api/v1/accounts/%00/links', 405, 'method-not-allowed'],
  ])('%s', async (path, status, code) => {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`)
    expect(answer).toContain(`HTTP/1.1 ${status} `)
    expect(answer).toContain(`"code":"${code}"`)
  })
  it('a known path under another method says which methods there are', async () => {
    const reply = await world.ask({ method: 'PUT', path: 'accounts', token: admin, body: {} })
    expect([reply.status, reply.body.code, reply.headers.get('allow')]).toEqual([405, 'method-not-allowed', 'GET, HEAD, OPTIONS, POST'])
  })
  it('an id that is not one is refused, however long', async () => {
    expect(await problem(world.ask({ method: 'POST', path: 'accounts/a.b/links', token: admin }))).toEqual([400, 'not-valid'])
    expect((await world.ask({ method: 'POST', path: `accounts/${'a'.repeat(2000)}/links`, token: admin })).status).toBe(414)
  })
  it('query fields are checked as bodies are', async () => {
    expect(await problem(world.ask({ path: 'accounts?limit=99999', token: admin }))).toEqual([400, 'not-valid'])
    expect(await problem(world.ask({ path: 'accounts?boss=1', token: admin }))).toEqual([400, 'unknown-field'])
    expect(await problem(world.ask({ path: 'accounts?kind=staff&kind=lawyer', token: admin }))).toEqual([400, 'not-valid'])
    expect(await problem(world.ask({ path: 'accounts?cursor=%00', token: admin }))).toEqual([400, 'not-valid'])
  })
})

describe('what is hardly HTTP', () => {
  it.each([
    ['host', 'host: elsewhere.example'], ['authorization', 'Authorization: Bearer another'], ['content-type', 'content-type: text/plain'],
  ])('a second %s, which somebody before us may have looked at: malformed-request', async (_name, second) => {
    const { host } = new URL(world.url)
    const answer = await raw(`POST /api/v1/auth/phone-codes HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer one\r\ncontent-type: application/json\r\n${second}\r\ncontent-length: 2\r\n\r\n{}`)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).toContain('"code":"malformed-request"')
    expect(answer).not.toMatch(/elsewhere|another|plain/)
  })
  it.each([
    ['noise', '\u0001\u0002\u0003\r\n\r\n', 400, 'malformed-request'],
    ['headers without end', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(LIMITS.http.maxHeaderBytes + 10)}\r\n\r\n`, 431,
      'headers-too-large'],
    ['two lengths', 'POST /api/v1/auth/phone-codes HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}', 400,
      'malformed-request'],
    ['length and chunks',
      'POST /api/v1/auth/phone-codes HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400, 'malformed-request'],
  ])('%s', async (_name, text, status, code) => {
    const answer = await raw(text)
    expect(answer).toContain(`HTTP/1.1 ${status} `)
    expect(answer).toContain(`"code":"${code}"`)
  })
  it('limits for slow clients are set', () => {
    // The limits themselves are Node's; that they are set is ours.
    expect(LIMITS.http.headersMs).toBeLessThanOrEqual(10_000)
    expect(LIMITS.http.requestMs).toBeLessThanOrEqual(60_000)
  })
})

describe('every answer', () => {
  it('has the security headers, problems too', async () => {
    for (const path of ['/healthz', '/api/v1/nothing', '/api/v1/auth/session']) {
      const { headers } = await world.ask({ path })
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-powered-by')).toBeNull()
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/)
    }
  })
  it('of an internal error says nothing about it, and the log of the edge holds no input', async () => {
    expect(world.errors.filter((line) => /15047412345|张三|李四/.test(line))).toEqual([])
  })
  it('forwarded addresses are not believed from just anybody', async () => {
    const statuses = []
    for (let n = 0; n < 12; n += 1) {
      statuses.push((await world.ask({ method: 'POST', path: 'auth/phone-codes',
        body: { phone: `139474002${String(n).padStart(2, '0')}` }, headers: { 'x-forwarded-for': `10.0.0.${n}` } })).status)
    }
    expect(statuses).toContain(429)
  })
})

it('after all that it is well', async () => {
  expect((await world.ask({ path: '/healthz' })).body).toEqual({ status: 'ok' })
  expect((await world.ask({ path: '/readyz' })).body).toEqual({ ready: true, reasons: [], codes: [] })
  expect(world.errors).toEqual([])
})
