import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import Fastify, { type FastifyInstance, type LightMyRequestResponse as Response } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serveSite } from '../src/http/sites.ts'
import { ProblemError } from '../src/problems.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhijian-site-'))
let app: FastifyInstance

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<h1>法律服务</h1>')
  writeFileSync(join(folder, 'index.html.br'), brotliCompressSync('<h1>法律服务</h1>'))
  writeFileSync(join(folder, 'assets', 'main-a1.js'), 'export {}')
  app = Fastify()
  app.setErrorHandler((error, _request, reply) => reply.code(error instanceof ProblemError && error.code === 'no-such-route' ? 404 : 500).send())
  serveSite(app, { name: 'citizen', page: join(folder, 'index.html') }, null)
  await app.ready()
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})
const get = (url: string, accept: string, encoding = 'identity'): Promise<Response> => app.inject({ url, headers: { accept, 'accept-encoding': encoding } })

it('shows the page to who goes to an address of it, also one with a dot', async () => {
  for (const path of ['', 'questions/7', 'questions/7.5', 'x.y']) expect((await get(`/citizen/${path}`, 'text/html,*/*')).body, path).toContain('法律服务')
})

it('says of a script that an older page asks for that it is not there', async () => {
  expect((await get('/citizen/assets/main-b2.js', '*/*')).statusCode).toBe(404)
  expect((await get('/citizen/assets/main-a1.js', '*/*')).headers['cache-control']).toContain('immutable')
})

it('sends the compressed page for the page, not as a file of its own', async () => {
  const page = await get('/citizen/index.html', 'text/html', 'br')
  expect([page.headers['content-encoding'], page.headers['content-type']]).toEqual(['br', expect.stringContaining('text/html')])
  expect((await get('/citizen/index.html.br', '*/*')).statusCode).toBe(404)
})
