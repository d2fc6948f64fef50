// Nest on Fastify, with the limits that keep a slow or greedy client from holding what others need, and one way out for
// every error: problem+json.
import 'reflect-metadata'
import { randomUUID } from 'node:crypto'
import { STATUS_CODES, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { Readable, Transform, type Duplex } from 'node:stream'
import { Catch, HttpException, Module, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { assert, Fault, isFault, type Timers } from '@zhijian/kernel'
import { describeError, type Log } from '@zhijian/runtime'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { API_PREFIX } from '../api-prefix.ts'
import { LIMITS, type GatewayConfig } from '../config.ts'
import { problemBody, problemOfFault, statusOf } from '../problem-body.ts'
import { ProblemError } from '../problems.ts'
import type { AnyRoute } from '../route.ts'
import { boundConnections, boundPipelining } from './connections.ts'
import { controllersOf, PIPELINE, type RouteHook } from './controllers.ts'
import { pageElsewhere } from './own-hosts.ts'
import { limitOf, type Pipeline } from './pipeline.ts'
import { refused, traceRequests, type Traced } from './traced.ts'
import { after } from '../adapters/stop-timers.ts'

export interface HttpParts {
  readonly config: GatewayConfig
  readonly routes: readonly AnyRoute[]
  readonly pipeline: Pipeline
  readonly log: Log
  readonly timers: Timers
  /** Pages outside the table: health, metrics, documentation. */
  readonly pages: (fastify: FastifyInstance) => void
  /** Why somebody was refused a connection. */
  readonly onTurnedAway: (why: 'address' | 'all') => void
  readonly onDone: (route: AnyRoute | null, request: FastifyRequest, reply: FastifyReply) => void
}

export interface HttpServer {
  /** @throws Fault `port-unavailable` (never) */
  listen(): Promise<string>
  close(): Promise<void>
}

/** How long a stop waits for requests that have begun. */
const LAST_WORDS_MS = 1500

/**
 * What helmet sets, as constants: its Fastify plugin builds them anew for every request. Pages of ours that need more than
 * nothing (the documentation's style) name it themselves.
 */
const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
  'cache-control': 'no-store',
}

/** Said twice they have two meanings: one to whoever stands before us, another here. Of these Node takes the first and drops the others; what else is said twice it joins, and then it is nothing that is known here. */
const ONCE: ReadonlySet<string> = new Set(['host', 'authorization', 'content-type'])
const saysTwice = (raw: readonly string[]): boolean => {
  const seen = new Set<string>()
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at]!.toLowerCase()
    if (!ONCE.has(name)) continue
    if (seen.has(name)) return true
    seen.add(name)
  }
  return false
}

export const createHttpServer = async (parts: HttpParts): Promise<HttpServer> => {
  const { config, routes, pipeline, log } = parts
  const { http } = LIMITS
  const sendProblem = problemSender(parts.timers)
  const traced = traceRequests(config.trustedProxies)
  const adapter = new FastifyAdapter({
    logger: false,
    // Exact addresses only (config.ts): nobody else's X-Forwarded-For is believed.
    trustProxy: config.trustedProxies.length === 0 ? false : [...config.trustedProxies],
    bodyLimit: Math.max(http.maxJsonBytes, http.chunkBytes),
    requestTimeout: http.requestMs,
    keepAliveTimeout: http.keepAliveMs,
    connectionTimeout: http.stalledMs,
    http: { headersTimeout: http.headersMs, requestTimeout: http.requestMs, maxHeaderSize: http.maxHeaderBytes,
      connectionsCheckingInterval: http.checkMs },
    ...(config.tls === undefined ? {} : {
      https: { ...config.tls, minVersion: 'TLSv1.2' as const, headersTimeout: http.headersMs, requestTimeout: http.requestMs,
        maxHeaderSize: http.maxHeaderBytes, connectionsCheckingInterval: http.checkMs },
    }),
    genReqId: () => randomUUID().replaceAll('-', ''),
    routerOptions: { maxParamLength: 128, caseSensitive: true, ignoreTrailingSlash: false },
    clientErrorHandler: refuseBrokenHttp,
    // Fastify's router answers some requests before any hook runs, and would quote the address.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(new ProblemError(error.code === 'FST_ERR_MAX_PARAM_LENGTH' ? 'address-too-long' : 'malformed-url'), request, reply),
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    multipart: false,
  } as ConstructorParameters<typeof FastifyAdapter>[0])

  class GatewayModule {}
  const serving: Pipeline = {
    ...pipeline,
    async serve(route, request, reply) {
      await traced.within(request, () => pipeline.serve(route, request, reply))
      // A stream stays open for hours; its request is answered.
      if (route.raw === 'event-stream') traced.end(request, reply)
    },
  }
  Module({ controllers: controllersOf(routes), providers: [{ provide: PIPELINE, useValue: serving }] })(GatewayModule)
  const app = await NestFactory.create<NestFastifyApplication>(GatewayModule, adapter, {
    // What goes wrong in a request is logged by the filter below; what goes wrong in a start is thrown, and told by whoever starts.
    bodyParser: false, logger: false, abortOnError: false,
  })
  const fastify = adapter.getInstance() as unknown as FastifyInstance
  const offered = methodsOffered(fastify)
  app.useGlobalFilters(new ProblemFilter(log, offered, sendProblem, traced))
  const { connections: most, connectionsPerAddress: perAddress, trustedProxies } = config
  boundPipelining(fastify.server, http.pipelined)
  boundConnections(fastify.server, { most, perAddress, trustedProxies }, parts.onTurnedAway)
  // A tunnel is asked for outside of requests and answers.
  fastify.server.on('connect', (_request, socket) => endWith(socket, 'method-not-allowed', `allow: ${offered('*').join(', ')}\r\n`))

  const always = config.tls === undefined ? SECURITY_HEADERS
    : { ...SECURITY_HEADERS, 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
  const routeOf = (request: FastifyRequest): AnyRoute | null => (request.routeOptions.config as RouteHook).zhijian ?? null
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers(always).header('x-request-id', request.id)
    if (saysTwice(request.raw.rawHeaders)) throw new ProblemError('malformed-request')
    const elsewhere = config.sites === undefined ? null : pageElsewhere(config.sites, request)
    if (elsewhere !== null) return reply.redirect(elsewhere)
    // What may be asked, said to anybody; to other origins it opens nothing.
    if (request.method === 'OPTIONS') {
      const methods = offered(request.url)
      if (methods.length > 0) return reply.code(204).header('allow', methods.join(', ')).send()
    }
    const route = routeOf(request)
    if (route === null) return
    traced.begin(request)
    await traced.within(request, () => pipeline.admit(route, request))
  })
  fastify.addHook('onResponse', async (request, reply) => {
    traced.end(request, reply)
    parts.onDone(routeOf(request), request, reply)
  })
  // Bodies arrive as bytes and are parsed by the route: a parser that knows no route cannot know what to refuse.
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  // A body of unknown length is stopped at the route's limit, not at the largest one.
  fastify.addHook('preParsing', async (request, _reply, payload) => {
    const route = routeOf(request)
    return route === null || request.headers['transfer-encoding'] === undefined ? payload : payload.pipe(upTo(limitOf(route)))
  })
  parts.pages(fastify)
  await app.init()
  return {
    async listen() {
      await app.listen({ port: config.port, host: config.host, backlog: http.backlog }).catch((error: unknown) => {
        throw cannotListen(config, error)
      })
      return (await app.getUrl()).replace('[::1]', '127.0.0.1')
    },
    async close() {
      // Whoever is in the middle of a request may finish it; who stalls does not hold up the others' stop.
      const finished = after(LAST_WORDS_MS, () => fastify.server.closeAllConnections())
      try {
        await app.close()
      } finally {
        finished()
      }
    },
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'taken', EACCES: 'not-allowed', EADDRNOTAVAIL: 'no-such-address', ENOTFOUND: 'no-such-address', EAI_AGAIN: 'no-such-address',
}
const cannotListen = ({ host, port }: GatewayConfig, error: unknown): unknown => {
  const reason = REASONS[(error as NodeJS.ErrnoException).code ?? '']
  return reason === undefined ? error
    : new Fault('port-unavailable', `cannot listen on ${host}:${port} (${reason}); give another --port (PORT) or --host (HOST)`, { retry: 'never', cause: error, about: { reason, host, port } })
}

const upTo = (limit: number): Transform => {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > limit) done(new ProblemError('body-too-large'))
      else done(null, chunk)
    },
  })
}

type SendProblem = (problem: ProblemError, request: FastifyRequest, reply: FastifyReply) => void

const problemSender = (timers: Timers): SendProblem => (problem, request, reply) => {
  const body = problemBody(problem, request.id)
  // The rest of a body that nobody will read ends the connection.
  const closes = body.status === 413 || body.status === 408
  if (closes) void reply.header('connection', 'close')
  const text = Buffer.from(JSON.stringify(body))
  void reply.code(body.status).headers(SECURITY_HEADERS).headers(problem.headers).header('x-request-id', request.id)
    .header('content-length', text.byteLength).type('application/problem+json; charset=utf-8')
    .send((closes || !reply.raw.shouldKeepAlive) && !request.raw.complete ? Readable.from(lastWords(text, request.raw, timers)) : text)
}

/**
 * The answer at once, its end when the rest of the request has come: a connection closed over bytes that nobody read is reset, and the
 * reset overtakes the answer at whoever reads only when all is written. Bounded in bytes and time.
 */
async function* lastWords(text: Buffer, request: IncomingMessage, timers: Timers): AsyncGenerator<Buffer> {
  yield text
  await new Promise<void>((resolve) => {
    const cancel = timers.after(LIMITS.http.drainMs, resolve)
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength
      if (bytes > LIMITS.http.drainBytes) resolve()
    })
    for (const over of ['end', 'close', 'error']) {
      request.once(over, () => {
        cancel()
        resolve()
      })
    }
    request.resume()
  })
}

/** Every error that leaves through HTTP leaves here. */
@Catch()
class ProblemFilter implements ExceptionFilter {
  readonly #log: Log
  readonly #offered: Offered
  readonly #send: SendProblem
  readonly #traced: Traced
  constructor(log: Log, offered: Offered, send: SendProblem, traced: Traced) {
    this.#log = log
    this.#offered = offered
    this.#send = send
    this.#traced = traced
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>()
    const reply = host.switchToHttp().getResponse<FastifyReply>()
    if (reply.sent || reply.raw.headersSent) return
    const problem = this.#problemOf(error, request)
    this.#traced.within(request, () => {
      refused(problem.code)
      if (statusOf(problem.code) >= 500) this.#log.error('request-failed', { request: request.id, problem: problem.code, ...describeError(error) })
    })
    this.#send(problem, request, reply)
  }

  #problemOf(error: unknown, request: FastifyRequest): ProblemError {
    if (error instanceof ProblemError) return error
    if (isFault(error)) return problemOfFault(error)
    if (error instanceof HttpException && error.getStatus() === 404) return this.#nothingHere(request)
    const { code, statusCode } = error as Partial<FastifyError>
    switch (code) {
      case 'FST_ERR_CTP_BODY_TOO_LARGE': return new ProblemError('body-too-large')
      case 'FST_ERR_CTP_INVALID_MEDIA_TYPE': return new ProblemError('media-type-not-supported')
      case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH': case 'FST_ERR_CTP_EMPTY_JSON_BODY': return new ProblemError('malformed-request')
      case 'FST_ERR_BAD_URL': return new ProblemError('malformed-url')
      case 'FST_ERR_MAX_PARAM_LENGTH': return new ProblemError('address-too-long')
      case 'FST_ERR_NOT_FOUND': return this.#nothingHere(request)
      default:
    }
    const status = error instanceof HttpException ? error.getStatus() : statusCode
    // QUERY is offered nowhere; Fastify looks at what it says before it looks for where it goes.
    if (status === 404 || request.method === 'QUERY') return this.#nothingHere(request)
    return new ProblemError(status !== undefined && status >= 400 && status < 500 ? 'malformed-request' : 'internal')
  }

  /** The path may be known under another method. */
  #nothingHere(request: FastifyRequest): ProblemError {
    const methods = this.#offered(request.url)
    if (methods.length === 0) return new ProblemError('no-such-route')
    return new ProblemError('method-not-allowed', { headers: { allow: methods.join(', ') } })
  }
}

/** The methods of an address, in order; none when nothing is there. `*` is the server as a whole. */
type Offered = (url: string) => readonly string[]

/** As they are registered, pages and what Fastify adds of its own (HEAD) included; to be called before anything is. */
const methodsOffered = (fastify: FastifyInstance): Offered => {
  const known: { readonly methods: readonly string[]; readonly pattern: RegExp }[] = []
  fastify.addHook('onRoute', ({ method, url, config }) => {
    // What is not in the table has no row in the policy either.
    assert(!url.startsWith(`${API_PREFIX}/`) || (config as RouteHook | undefined)?.zhijian !== undefined, `not in the route table: ${url}`)
    known.push({ methods: [method].flat(), pattern: new RegExp(`^${url.replace(/:[A-Za-z]+/g, '[^/]+').replace('*', '.*')}$`) })
  })
  return (url) => {
    const path = url.split('?', 1)[0]!
    const methods = known.filter(({ pattern }) => path === '*' || pattern.test(path)).flatMap((each) => each.methods)
    return methods.length === 0 ? [] : [...new Set([...methods, 'OPTIONS'])].sort()
  }
}

/** What is not HTTP at all, or does not come in time: answered on the bare socket. */
function refuseBrokenHttp(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const code = error.code === 'HPE_HEADER_OVERFLOW' ? 'headers-too-large'
    : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'request-timed-out' : 'malformed-request'
  endWith(socket, code)
}

/** @param headers lines of their own */
const endWith = (socket: Duplex, code: string, headers = ''): void => {
  const body = JSON.stringify(problemBody(new ProblemError(code), randomUUID().replaceAll('-', '')))
  const { status } = JSON.parse(body) as { status: number }
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/problem+json; charset=utf-8\r\n${headers}`
    + `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`)
}
