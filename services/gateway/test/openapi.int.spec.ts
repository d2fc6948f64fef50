import { readFileSync } from 'node:fs'
import { createClient } from '@zhijian/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApiDocument } from '../src/openapi.ts'
import { ROUTES } from '../src/routes/index.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

// eslint-disable-next-line @typescript-eslint/no-explicit-any
const document = JSON.parse(JSON.stringify(openApiDocument())) as any

describe('the document', () => {
  it('is what the client was made from; run: node --conditions=source services/gateway/tools/openapi.ts', () => {
    const written = JSON.parse(readFileSync(new URL('../../../packages/client/openapi.json', import.meta.url), 'utf8'))
    expect(written).toEqual(document)
  })
  it('has every route once, with its summary, its way to be refused and its limits', () => {
    const operations = Object.values(document.paths).flatMap((path) =>
      Object.values(path as object)) as { operationId: string; summary: string; responses: object }[]
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(ROUTES.map(({ id }) => id).sort())
    for (const { summary, responses } of operations) {
      expect(summary).toMatch(/[\u4e00-\u9fff]/)
      expect(Object.keys(responses).length).toBeGreaterThan(2)
    }
  })
  it('tells the limit of a text in characters, as it is kept, and the headers that a route asks for', () => {
    const body = document.paths['/api/v1/consultations'].post.requestBody.content['application/json'].schema
    expect(body.properties.text).toMatchObject({ type: 'string', maxLength: 20_000 })
    const { parameters, requestBody } = document.paths['/api/v1/uploads/{upload}'].patch
    expect(parameters).toContainEqual(expect.objectContaining({ name: 'Upload-Offset', in: 'header', required: true, schema: { type: 'string', pattern: '^\\d{1,12}$' } }))
    expect(Object.keys(requestBody.content)).toEqual(['application/offset+octet-stream'])
  })
  it('refers to nothing that is not there', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1]!)
    expect(references.length).toBeGreaterThan(100)
    for (const reference of new Set(references)) {
      expect(reference.split('/').reduce((node, part) => node?.[part], document)).toBeDefined()
    }
  })
  it('has examples that its own schemas take', () => {
    for (const route of ROUTES) if (route.example?.body !== undefined) expect(route.body!.safeParse(route.example.body).error).toBeUndefined()
  })
  it('names paths once each way: no route hides another', () => {
    const shapes = ROUTES.map(({ method, path }) => `${method} ${path.replace(/:[A-Za-z]+/g, ':')}`)
    expect(new Set(shapes).size).toBe(shapes.length)
  })
  it('is served, and so is a page of it that loads nothing from anywhere', async () => {
    expect((await world.ask({ path: '/api/openapi.json' })).body).toEqual(document)
    const page = await world.ask({ path: '/api/docs' })
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+';/)
    expect(page.text).not.toMatch(/<script|src=|https?:\/\//)
    for (const { id } of ROUTES) expect(page.text).toContain(`id="${id}"`)
  })
})

it('the typed client signs in, asks and is told of problems', async () => {
  const token = await world.citizen('13947400001')
  const api = createClient({ baseUrl: world.url, token: () => token })
  const { data } = await api.GET('/api/v1/auth/session')
  expect(data?.kind).toBe('citizen')
  const preview = await api.POST('/api/v1/consultations/preview', { body: { text: '邻居的树遮了我家采光怎么办', names: [] } })
  expect(preview.data?.text).toBe('邻居的树遮了我家采光怎么办')
  const { error, response } = await api.GET('/api/v1/consultations/{consultation}',
    { params: { path: { consultation: 'q404' } } })
  expect([response.status, error?.code]).toEqual([404, 'no-such-thing'])
})

it('metrics are for this machine alone and name routes, not addresses', async () => {
  await world.ask({ path: 'consultations/q-secret-id' })
  const { text } = await world.ask({ path: '/metrics' })
  expect(text).toMatch(/zhijian_http_request_seconds_count\{route="show-question",status="401"\} 1/)
  expect(text).not.toContain('q-secret-id')
})
