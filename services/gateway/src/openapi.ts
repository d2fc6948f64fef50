// The OpenAPI 3.1 document, made from the route table and nothing else.
import { Instant, type Role } from '@zhijian/contracts'
import { z } from 'zod'
import { LIMITS } from './config.ts'
import { API_PREFIX } from './api-prefix.ts'
import { zhCN } from './i18n/zh-CN.ts'
import { accessOf } from './policy.ts'
import { Problem, statusOf } from './problem-body.ts'
import { ROUTES } from './routes/index.ts'
import type { AnyRoute } from './route.ts'

type Schema = Record<string, unknown>

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Schema => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12', io, unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      if ((zodSchema as unknown) === Instant) Object.assign(jsonSchema,
        { type: 'string', format: 'date-time', examples: ['2026-11-22T02:40:23.000Z'] })
    },
  }) as Schema
  return rest
}

const asksWhy = ({ body }: AnyRoute): boolean => body !== undefined && 'because' in ((schemaOf(body, 'input')['properties'] as Schema | undefined) ?? {})

/** Whether it can be asked to wait for a position. */
const waits = ({ method, raw }: AnyRoute): boolean => method === 'GET' && raw === undefined

/** Codes every route of a kind can answer with, besides its own. */
const commonCodes = (route: AnyRoute): readonly string[] => {
  const access = accessOf(route.id)
  return [
    'too-many-requests', 'internal', 'bus-forbidden', 'no-responder', 'busy', 'request-timeout', 'malformed-request',
    ...(waits(route) ? ['no-such-position', 'not-yet'] : []),
    ...(route.params ? ['malformed-url', 'address-too-long'] : []),
    ...(route.params || route.query || route.body ? ['not-valid', 'unknown-field'] : []),
    ...(asksWhy(route) ? ['because-missing'] : []),
    ...(route.body ? ['malformed-json', 'body-missing', 'body-too-large', 'media-type-not-supported', 'encoding-not-supported'] : []),
    ...(route.bytes ? ['body-too-large', 'media-type-not-supported', 'encoding-not-supported'] : []),
    ...(access === 'public' ? [] : ['not-signed-in', 'session-ended', 'person-erased', 'person-restricted']),
    ...(access === 'public' || access === 'enrolment' ? [] : ['not-permitted', 'role-not-held', 'enrolment-unfinished']),
    ...(route.resource ? ['no-such-thing'] : []),
    ...(route.idempotency === 'key' ? ['idempotency-key-missing', 'idempotency-key-malformed', 'idempotency-key-reused'] : []),
    ...(route.method === 'GET' || route.method === 'HEAD' ? [] : ['cross-site-request']),
  ]
}

export const codesOf = (route: AnyRoute): readonly string[] => [...new Set([...route.refusals, ...commonCodes(route)])].sort()

const parameters = (route: AnyRoute): Schema[] => {
  const from = (schema: z.ZodType | undefined, where: 'path' | 'query'): Schema[] => {
    if (schema === undefined) return []
    const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string,
      Schema>; required?: string[] }
    return Object.entries(properties).map(([name, property]) => ({
      name, in: where, required: where === 'path' || required.includes(name), schema: property,
    }))
  }
  return [
    ...from(route.params, 'path'), ...from(route.query, 'query'),
    ...Object.entries(route.headers ?? {}).map(([name, { schema, description }]) => ({
      name, in: 'header', required: true, schema: schemaOf(schema, 'input'), description,
    })),
    ...(route.idempotency === 'key' ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ...(accessOf(route.id) === 'public' ? [] : [{ $ref: '#/components/parameters/Role' }]),
    ...(waits(route) ? [{ $ref: '#/components/parameters/AtLeast' }] : []),
  ]
}

/** Many routes can be refused in the same ways: each such set of codes is written once and referred to. */
type SharedResponses = Map<string, { readonly name: string; readonly response: Schema }>

const problemResponses = (route: AnyRoute, shared: SharedResponses): Record<string, Schema> => {
  const byStatus = Map.groupBy(codesOf(route), statusOf)
  return Object.fromEntries([...byStatus].sort(([a], [b]) => a - b).map(([status, codes]) => {
    const key = codes.join(' ')
    const known = shared.get(key) ?? { name: `Problem${status}_${shared.size + 1}`, response: problemResponse(codes) }
    shared.set(key, known)
    return [String(status), { $ref: `#/components/responses/${known.name}` }]
  }))
}

const problemResponse = (codes: readonly string[]): Schema => ({
  description: codes.map((code) => `\`${code}\` ${zhCN[code]?.title ?? ''}`).join(' · '),
  content: { 'application/problem+json': { schema: {
    allOf: [{ $ref: '#/components/schemas/Problem' }, { type: 'object', properties: { code: { enum: codes } } }],
  } } },
})

const success = (route: AnyRoute): Schema => {
  if (route.status === 204 || route.method === 'HEAD') return { description: 'Done' }
  if (route.raw === 'event-stream') return { description: 'Server-sent events',
    content: { 'text/event-stream': { schema: { type: 'string' } } } }
  if (route.raw === 'file') return { description: 'The file', content: Object.fromEntries((route.media ?? ['*/*']).map((media) =>
    [media, { schema: media === 'application/json' ? { type: 'object' } : { type: 'string', ...(media.startsWith('text/') ? {} : { contentEncoding: 'binary' }) } }])) }
  return { description: 'Done', content: { 'application/json': {
    schema: schemaOf(route.response, 'output'),
    ...(route.example?.response === undefined ? {} : { example: route.example.response }),
  } } }
}

const requestBody = (route: AnyRoute): Schema => {
  if (route.bytes) {
    return { requestBody: { required: true,
      content: { [route.bytes.mediaType]: { schema: { type: 'string', contentEncoding: 'binary',
        maxLength: route.bytes.max } } } } }
  }
  if (!route.body) return {}
  return { requestBody: { required: !route.body.safeParse(undefined).success, content: { 'application/json': {
    schema: schemaOf(route.body, 'input'), ...(route.example?.body === undefined ? {} : { example: route.example.body }),
  } } } }
}

const operation = (route: AnyRoute, shared: SharedResponses): Schema => {
  const access = accessOf(route.id)
  return {
    operationId: route.id, tags: [route.tag], summary: route.summary.zh, description: route.summary.en,
    ...(access === 'public' ? { security: [] } : {}),
    'x-roles': access === 'public' || access === 'enrolment' ? access : access satisfies { readonly [R in Role]?: string },
    'x-rate': { class: route.rate, ...LIMITS.rate[route.rate] },
    parameters: parameters(route),
    ...requestBody(route),
    responses: { [String(route.status)]: success(route), ...problemResponses(route, shared) },
  }
}

export const openApiDocument = (routes: readonly AnyRoute[] = ROUTES): Schema => {
  const paths: Record<string, Record<string, Schema>> = {}
  const shared: SharedResponses = new Map()
  for (const route of routes) {
    const path = `${API_PREFIX}${route.path.replace(/:([A-Za-z]+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, shared) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '指尖公共法律服务平台', version: '1.0.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: 'Writes carry an Idempotency-Key; errors are application/problem+json (RFC 9457) with a stable `code`.',
    },
    security: [{ session: [] }, { bearer: [] }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      responses: Object.fromEntries([...shared.values()].map(({ name, response }) => [name, response])),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-zhijian',
          description: 'HttpOnly; `zhijian` without TLS. Writes must come from our own Origin.' },
        bearer: { type: 'http', scheme: 'bearer', description: 'For apps.' },
      },
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', pattern: '^[\\x21-\\x7e]{8,128}$' },
          description: 'The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h.',
        },
        Role: { name: 'Zhijian-Role', in: 'header', required: false, schema: { type: 'string' },
          description: 'Which of the account\'s roles to act in.' },
        AtLeast: { name: 'Zhijian-At-Least', in: 'header', required: false, schema: { type: 'string' },
          description: 'A receipt\'s position: wait until the answer includes it.' },
      },
    },
  }
}
