// Every method on every kind of address: what is not offered is said to be so, with what is; nothing that was sent comes back.
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, type World } from './world.ts'

let world: World
let token: string
beforeAll(async () => {
  world = await openWorld()
  token = await world.staff('admin-1', 'system-admin')
})
afterAll(() => world.close())

interface Answer { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly text: string }
/** Over a socket of its own, to its end: clients that are too polite send none of this. */
const send = (method: string, path: string, more = `authorization: Bearer ${token}\r\n`): Promise<Answer> => new Promise((resolve, reject) => {
  const { hostname, port } = new URL(world.url)
  const socket = connect(Number(port), hostname, () =>
    void socket.write(`${method} ${path} HTTP/1.1\r\nhost: x\r\nx-planted: 张三 planted\r\norigin: https://evil.example\r\n${more}connection: close\r\n\r\n`))
  let text = ''
  socket.on('data', (chunk) => { text += chunk.toString() })
  socket.on('error', reject)
  socket.on('close', () => {
    const [head = '', ...body] = text.split('\r\n\r\n')
    const [line = '', ...lines] = head.split('\r\n')
    const headers = Object.fromEntries(lines.map((each) => [each.slice(0, each.indexOf(':')).toLowerCase(), each.slice(each.indexOf(':') + 2)]))
    resolve({ status: Number(line.split(' ')[1]), headers, body: body.join('\r\n\r\n'), text })
  })
})
const hasNoCors = ({ headers }: Answer): boolean => Object.keys(headers).every((name) => !name.startsWith('access-control'))

const OFFERED = [
  ['/api/v1/accounts', 'GET, HEAD, OPTIONS, POST'], ['/api/v1/live', 'GET, HEAD, OPTIONS'], ['/api/v1/accounts/x/links', 'OPTIONS, POST'],
  ['/healthz', 'GET, HEAD, OPTIONS'], ['/', 'GET, HEAD, OPTIONS'], ['/api/openapi.json?a=1', 'GET, HEAD, OPTIONS'],
] as const

describe.each(OFFERED)('%s', (path, allow) => {
  it('says what it offers, to anybody, and opens nothing to other origins', async () => {
    const answer = await send('OPTIONS', path, 'access-control-request-method: POST\r\n')
    expect([answer.status, answer.headers['allow'], answer.body, hasNoCors(answer)]).toEqual([204, allow, '', true])
  })
  it.each(['TRACE', 'PROPFIND', 'SEARCH', 'QUERY', 'LOCK', 'PATCH'])('does not offer %s', async (method) => {
    const answer = await send(method, path)
    expect([answer.status, answer.headers['allow'], answer.headers['content-type']]).toEqual([405, allow, 'application/problem+json; charset=utf-8'])
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'method-not-allowed', title: '此处不支持这种操作' })
    expect(answer.text).not.toMatch(/planted|张三|evil|Bearer|<html|at \w+ \(/i)
    expect(hasNoCors(answer)).toBe(true)
  })
})

it('an address that is none has no methods either', async () => {
  for (const method of ['OPTIONS', 'TRACE', 'HEAD']) expect((await send(method, '/api/v1/nothing')).status).toBe(404)
})
it('the server as a whole says what there is anywhere', async () => {
  expect([(await send('OPTIONS', '*')).status, (await send('OPTIONS', '*')).headers['allow']]).toEqual([204, 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT'])
})
it('is no tunnel', async () => {
  const answer = await send('CONNECT', 'example.org:443')
  expect([answer.status, JSON.parse(answer.body).code, answer.headers['allow']]).toEqual([405, 'method-not-allowed', 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT'])
})
it.each(['FOO', 'get', 'TRACK'])('%s is no method', async (method) => {
  expect((await send(method, '/api/v1/accounts')).status).toBe(400)
})

describe('HEAD', () => {
  it('of the live stream answers at once as GET would, and streams nothing', async () => {
    const answer = await send('HEAD', '/api/v1/live')
    expect([answer.status, answer.headers['content-type'], answer.headers['cache-control'], answer.body])
      .toEqual([200, 'text/event-stream; charset=utf-8', 'no-store, no-transform', ''])
    expect((await world.ask({ path: '/metrics' })).text).toContain('zhijian_live_clients 0')
    expect((await send('HEAD', '/api/v1/live', '')).status).toBe(401)
  })
  it('asks for the same rights as GET, and has its headers and no body', async () => {
    const [head, get] = [await send('HEAD', '/api/v1/accounts'), await send('GET', '/api/v1/accounts')]
    expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', get.headers['content-length']])
    expect([(await send('HEAD', '/api/v1/accounts', '')).status, (await send('HEAD', '/api/v1/consultations/q1')).status]).toEqual([401, 404])
  })
})
