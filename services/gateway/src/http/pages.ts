// Pages beside the table: for operators, load balancers and programmers.
import type { FastifyInstance } from 'fastify'
import { readyPage, type Readiness } from '@zhijian/host'
import type { Registry } from 'prom-client'
import { DOCS_CSP, docsPage } from '../docs-page.ts'
import { ENROL_CSP, ENROL_PAGE } from '../enrol-page.ts'
import { openApiDocument } from '../openapi.ts'
import { serveSite, sites } from './sites.ts'
import { HOME_CSP, homePage } from '../site.ts'

/** Metrics go to this machine only: a scraper elsewhere comes through the operator's own proxy or tunnel. */
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** Made when somebody first asks: no start waits for it. */
const onDemand = (make: () => string): (() => string) => {
  let made: string | undefined
  return () => made ??= make()
}

export const pages = (parts: {
  readonly registry: Registry
  readonly readiness: () => Promise<Readiness>
  readonly demonstration: boolean
  /** Whom maps of the console may ask for tiles; null: nobody. */
  readonly tilesFrom: string | null
}) => (fastify: FastifyInstance): void => {
  const openapi = onDemand(() => JSON.stringify(openApiDocument()))
  const docs = onDemand(docsPage)
  const home = homePage(parts.demonstration)
  const built = sites()
  fastify.get('/', async (_request, reply) => (built.some(({ name }) => name === 'citizen') ? reply.redirect('/citizen/')
    : reply.header('content-security-policy', HOME_CSP).type('text/html; charset=utf-8').send(home)))
  for (const site of built) serveSite(fastify, site, parts.tilesFrom)
  fastify.get('/enrol', async (_request, reply) => reply.header('content-security-policy', ENROL_CSP)
    .header('referrer-policy', 'no-referrer').header('cache-control', 'no-store').type('text/html; charset=utf-8').send(ENROL_PAGE))
  fastify.get('/healthz', async (_request, reply) => reply.type('application/json').send('{"status":"ok"}'))
  fastify.get('/readyz', async (_request, reply) => {
    const readiness = await parts.readiness()
    return reply.code(readiness.ready ? 200 : 503).type('application/json').send(readyPage(readiness))
  })
  fastify.get('/metrics', async (request, reply) => {
    if (!LOOPBACK.has(request.ip)) return reply.callNotFound()
    return reply.type(parts.registry.contentType).send(await parts.registry.metrics())
  })
  fastify.get('/api/openapi.json', async (_request, reply) => reply.header('cache-control',
    'public, max-age=300').type('application/json; charset=utf-8').send(openapi()))
  fastify.get('/api/docs', async (_request, reply) =>
    reply.header('content-security-policy', DOCS_CSP).header('cache-control',
      'public, max-age=300').type('text/html; charset=utf-8').send(docs()))
}
