// What happens to every request, in this order. Before the body is read: who asks · does the request come from our own
// pages · may this role use this route · not too often · has it a key · is the body of a kind and size we take. After it:
// fields · does the role reach what it touches · was this key used before · the handler · the answer's own shape.
import type { Actor, Role } from '@zhijian/contracts'
import { assert, canonical } from '@zhijian/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { silentLog } from '@zhijian/runtime'
import { z } from 'zod'
import { LIMITS } from '../config.ts'
import type { Gateway } from '../gateway.ts'
import { digest, EDGE, personOf, tokenHash } from '../ids.ts'
import { accessOf, reaches, roleFor, type Bearer, type Reach } from '../policy.ts'
import { ProblemError } from '../problems.ts'
import type { AnyRoute, Answer, Call, Caller } from '../route.ts'
import { tooMany } from '../sign-in.ts'
import type { Scope } from '../standing.ts'
import type { Buckets } from './buckets.ts'
import { originOf } from './connections.ts'
import { homeElsewhere } from './own-hosts.ts'
import { checked, cookie, originIsOurs, parseJson, unknownField } from './request.ts'

/** What was found out before the body was read. */
interface Admitted {
  readonly caller: Caller | null
  readonly actor: Actor
  readonly scopes: readonly Scope[]
  readonly reach: Reach
  readonly key: string | null
}

export interface Pipeline {
  /** Before the body is read. @throws ProblemError */
  admit(route: AnyRoute, request: FastifyRequest): Promise<void>
  serve(route: AnyRoute, request: FastifyRequest, reply: FastifyReply): Promise<void>
}

const KEY = /^[\x21-\x7e]{8,128}$/
const POSITION = /^[\x21-\x7e]{1,64}$/
const SAFE = new Set(['GET', 'HEAD'])
/** Sessions are marked as used at most this often. */
const SEEN_EVERY_MS = 60_000

const NO_PARAMS = z.strictObject({})

export const cookieName = (secure: boolean): string => (secure ? '__Host-zhijian' : 'zhijian')

export const createPipeline = (gateway: Gateway, buckets: Buckets): Pipeline => {
  const admitted = new WeakMap<FastifyRequest, Admitted>()
  const { config } = gateway

  const authenticate = async (request: FastifyRequest): Promise<{ caller: Caller | null; presented: boolean; byCookie: boolean }> => {
    const bearer = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(request.headers.authorization ?? '')?.[1] ?? null
    const fromCookie = bearer === null ? cookie(request.headers.cookie, cookieName(request.protocol === 'https')) : null
    const token = bearer ?? fromCookie
    const presented = request.headers.authorization !== undefined || fromCookie !== null
    if (token === null) return { caller: null, presented, byCookie: false }
    const nowMs = gateway.nowMs()
    const session = await gateway.edgeState.sessions.find(tokenHash(token), nowMs)
    // A cookie is not a bearer token, nor the other way round: what one client leaked opens nothing for another.
    if (session === null || (session.client === 'browser') !== (fromCookie !== null)) return { caller: null, presented,
      byCookie: false }
    const loaded = await gateway.accounts.load(session.accountId)
    if (loaded === null || loaded.state.phase !== 'active') return { caller: null, presented, byCookie: false }
    if (fromCookie !== null && homeElsewhere(config, request, loaded.state.kind!, session.reach) !== null) return { caller: null, presented, byCookie: false }
    if (nowMs - session.seenMs > SEEN_EVERY_MS) await gateway.edgeState.sessions.seen(session.hash, nowMs)
    const scopes = await gateway.scopesOf(loaded.state)
    return { caller: { account: loaded.state, session, scopes }, presented, byCookie: fromCookie !== null }
  }

  /** A browser sends its cookie with whatever page asks it to; our own pages are known by their Origin. */
  const refuseOtherSites = (request: FastifyRequest): void => {
    const origin = request.headers.origin
    const site = request.headers['sec-fetch-site']
    const ours = origin !== undefined
      ? originIsOurs(origin, config.publicOrigin, request.protocol, request.host)
      : site === 'same-origin'
    if (!ours) throw new ProblemError('cross-site-request')
  }

  const authorise = (route: AnyRoute, caller: Caller | null, presented: boolean, wanted: string | undefined): Omit<Admitted,
    'key'> => {
    const access = accessOf(route.id)
    if (access === 'public') return { caller, actor: EDGE, scopes: [], reach: 'all' }
    if (caller === null) {
      throw new ProblemError(presented ? 'session-ended' : 'not-signed-in', { headers: { 'www-authenticate': 'Bearer' } })
    }
    const bearer = bearerOf(caller)
    const chosen = roleFor(route.id, bearer, (wanted as Role | undefined) ?? null)
    if (access === 'enrolment') return { caller,
      actor: { id: personOf(caller.session.accountId), role: chosen?.role ?? 'citizen' }, scopes: [], reach: 'self' }
    if (caller.session.reach === 'enrolment') throw new ProblemError('enrolment-unfinished')
    if (chosen === null) throw new ProblemError(wanted === undefined ? 'not-permitted' : 'role-not-held')
    const reach = access[chosen.role]
    assert(reach !== undefined, 'roleFor gives roles that the route lets in')
    return { caller, actor: { id: personOf(caller.session.accountId), role: chosen.role }, scopes: chosen.scopes, reach }
  }

  /** Those who wrote too often are told so before anything is looked at; per account when there is one, else per address. */
  const throttle = async (route: AnyRoute, who: string): Promise<void> => {
    const capacity = LIMITS.rate[route.rate].capacity * config.rateScale
    const refillMs = LIMITS.rate[route.rate].refillMs / config.rateScale
    const key = `${route.rate} ${who}`
    const nowMs = gateway.nowMs()
    const waitMs = route.rate === 'sign-in' || route.rate === 'code'
      ? await gateway.edgeState.take(key, capacity, refillMs, nowMs)
      : buckets.take(key, capacity, refillMs, nowMs)
    if (waitMs > 0) throw tooMany(waitMs)
  }

  const keyOf = (route: AnyRoute, request: FastifyRequest): string | null => {
    if (route.idempotency === 'none') return null
    const key = request.headers['idempotency-key']
    if (key === undefined) throw new ProblemError('idempotency-key-missing')
    if (typeof key !== 'string' || !KEY.test(key)) throw new ProblemError('idempotency-key-malformed')
    return key
  }

  const refuseUnfitBody = (route: AnyRoute, request: FastifyRequest): void => {
    const { headers } = request
    const announced = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
    if (!announced) return
    if (headers['content-encoding'] !== undefined
      && headers['content-encoding'] !== 'identity') throw new ProblemError('encoding-not-supported')
    const wanted = route.bytes?.mediaType ?? 'application/json'
    if (wanted !== '*/*' && (route.body !== undefined || route.bytes !== undefined)) {
      const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';').map((part) => part.trim())
      // JSON is UTF-8 (RFC 8259); who says it is something else would be read wrongly.
      if (type !== wanted || parameters.some((each) => /^charset\s*=/.test(each) && !/^charset\s*=\s*"?utf-?8"?$/.test(each))) {
        throw new ProblemError('media-type-not-supported')
      }
    }
    if (Number(headers['content-length'] ?? 0) > limitOf(route)) throw new ProblemError('body-too-large')
  }

  const bodyOf = (route: AnyRoute, request: FastifyRequest): { value: unknown; mac: string } => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : null
    if (bytes !== null && bytes.byteLength > limitOf(route)) throw new ProblemError('body-too-large')
    if (route.bytes !== undefined) return { value: bytes ?? Buffer.alloc(0), mac: '' }
    if (route.body === undefined) {
      if (bytes !== null && bytes.byteLength > 0) throw new ProblemError('unknown-field', { errors: [unknownField('body', '', '')] })
      return { value: undefined, mac: '' }
    }
    if (bytes === null || bytes.byteLength === 0) {
      if (route.body.safeParse(undefined).success) return { value: undefined, mac: '' }
      // Where nothing but the reason was to be sent, that is what is missing.
      if (route.body.safeParse({}).error?.issues.every(({ path }: { readonly path: readonly PropertyKey[] }) => path.length === 1 && path[0] === 'because')) checked(route.body, {}, 'body')
      throw new ProblemError('body-missing')
    }
    const value = checked(route.body, parseJson(bytes), 'body')
    return { value, mac: route.idempotency === 'key' ? gateway.lookup.hmac('body', canonicalOrNothing(value)) : '' }
  }

  const answer = async (route: AnyRoute, call: Call<unknown, unknown, unknown>, mac: string): Promise<Answer<unknown>> => {
    if (route.idempotency === 'none') return route.handle(call)
    // The path is part of what was asked for: the same key on another question is another body.
    const claim = await gateway.edgeState.commands.claim(call.commandId, digest(mac, canonicalOrNothing(call.params)),
      gateway.nowMs())
    if (claim.kind === 'other-body') throw new ProblemError('idempotency-key-reused')
    if (claim.kind === 'same' && claim.refusal !== null) return { kind: 'refused', ...claim.refusal }
    const result = await route.handle(call)
    if (result.kind === 'refused') {
      await gateway.edgeState.commands.refused(call.commandId, { code: result.code, detail: result.detail },
        gateway.nowMs() + LIMITS.refusalKeptMs)
    }
    return result
  }

  const log = gateway.log ?? silentLog
  const callers = new WeakMap<FastifyRequest, Caller>()
  /** Who tried what he may not is looked for here afterwards. Staff and lawyers by account; of citizens, and of whoever did not sign in, nothing. */
  const tellRefused = (route: AnyRoute, request: FastifyRequest, code: string): void => {
    const caller = callers.get(request)
    const account = caller === undefined || caller.account.kind === 'citizen' ? {} : { account: caller.session.accountId }
    log.info('access-refused', { route: route.id, problem: code, request: request.id, ...account })
  }
  const telling = async (route: AnyRoute, request: FastifyRequest, work: Promise<void>): Promise<void> => {
    try {
      await work
    } catch (error) {
      if (error instanceof ProblemError && REFUSED_ACCESS.has(error.code)) tellRefused(route, request, error.code)
      throw error
    }
  }

  const steps: Pipeline = {
    async admit(route, request) {
      const { caller, presented, byCookie } = await authenticate(request)
      if (caller !== null) callers.set(request, caller)
      if (!SAFE.has(request.method) && (byCookie || request.headers.origin !== undefined)) refuseOtherSites(request)
      await throttle(route, caller?.session.accountId ?? originOf(request.ip))
      // A browser's EventSource can set no header.
      const wanted = request.headers['zhijian-role']
        ?? (route.raw === 'event-stream' ? (request.query as { role?: unknown }).role : undefined)
      const granted = authorise(route, caller, presented, typeof wanted === 'string' ? wanted : undefined)
      const key = keyOf(route, request)
      refuseUnfitBody(route, request)
      admitted.set(request, { ...granted, key })
    },

    async serve(route, request, reply) {
      const found = admitted.get(request)
      assert(found, 'a request is admitted before it is served')
      const { caller, actor, scopes, reach, key } = found
      const params = checked(route.params ?? NO_PARAMS, request.params ?? {}, 'path')
      const query = checked(route.query ?? NO_PARAMS, { ...request.query as object }, 'query')
      const { value: body, mac } = bodyOf(route, request)
      const commandId = key === null || caller === null ? '' : digest('command', caller.session.accountId, route.id, key)
      const correlationId = request.id
      const atLeast = request.headers['zhijian-at-least']
      if (atLeast !== undefined
        && (typeof atLeast !== 'string' || !POSITION.test(atLeast))) throw new ProblemError('malformed-request')
      const call: Call<unknown, unknown, unknown> = {
        params, query, body, caller, actor, scopes, commandId, correlationId, ip: request.ip,
        browser: caller?.session.client === 'browser', gateway, reply, request,
        send: (service, command, data, part) => gateway.send(service, command, data, {
          actor, correlationId, commandId: part === undefined ? commandId : digest(commandId, part),
        }),
        ask: (service, name, data) => gateway.ask(service, name, data, actor, atLeast),
      }
      if (route.resource !== undefined) {
        const resource = await route.resource(call)
        // What is out of reach looks like what is not there.
        if (resource === null) throw new ProblemError('no-such-thing')
        if (caller !== null && !await reaches(reach, bearerOf(caller), scopes, resource)) {
          tellRefused(route, request, 'out-of-reach')
          throw new ProblemError('no-such-thing')
        }
      }
      const result = await answer(route, call, mac)
      if (result.kind === 'refused') throw new ProblemError(result.code, { detail: result.detail })
      if (route.looks !== undefined && WATCHED.has(actor.role)) await recordLook(gateway, call, route.id, route.looks(call))
      if (route.raw === 'event-stream') return
      for (const [name, value] of Object.entries(result.headers ?? {})) void reply.header(name, value)
      void reply.code(result.status ?? route.status)
      if (route.raw === 'file') return void await reply.send(result.body)
      if ((result.status ?? route.status) === 204) return void await reply.send()
      // The schema is a filter as well: what a service added and no route promised does not go out.
      await reply.type('application/json; charset=utf-8').send(JSON.stringify(route.response.parse(result.body)))
    },
  }
  return {
    admit: (route, request) => telling(route, request, steps.admit(route, request)),
    serve: (route, request, reply) => telling(route, request, steps.serve(route, request, reply)),
  }
}

/** What somebody may not, and what does not show who he says he is: a line in the log each. Limits of rate bound how many. */
const REFUSED_ACCESS: ReadonlySet<string> = new Set([
  'not-permitted', 'role-not-held', 'enrolment-unfinished', 'cross-site-request', 'look-over', 'credentials-not-accepted', 'code-not-accepted', 'link-not-accepted', 'ticket-not-accepted',
  'sign-in-blocked', 'identity-not-shown', 'report-not-accepted',
])

/** Those who look at what is others'. Citizens look at their own, lawyers at what they were asked, which is recorded with the audience. */
const WATCHED: ReadonlySet<Role> = new Set<Role>(['desk', 'reviewer', 'duty-officer', 'bureau-head', 'policy-admin', 'correction-officer', 'system-admin', 'security-admin', 'auditor', 'procurator'])
const HOUR = 'YYYY-MM-DDTHH'.length

/** Once for each account, route, thing and hour. What cannot be written down is not shown. @throws Fault */
const recordLook = async (gateway: Gateway, { actor, correlationId }: Call<unknown, unknown, unknown>, routeId: string, about: string | null): Promise<void> => {
  const lookId = digest('look', actor.id, routeId, about ?? '', gateway.clock.now().slice(0, HOUR))
  const reply = await gateway.send('operator', 'record-look', { lookId, accountId: actor.id, role: actor.role, route: routeId, about },
    { actor: EDGE, commandId: lookId, correlationId })
  assert(reply.outcome !== 'refused', 'a look is never refused')
}

export const bearerOf = ({ account, session, scopes }: Caller): Bearer => ({
  personId: session.accountId, lawyerId: account.lawyerId, scopes,
})

export const limitOf = (route: AnyRoute): number => route.bytes?.max ?? route.bodyLimit ?? LIMITS.http.jsonBytes

/** Bodies with fractions have no canonical form and fit no command; they still need a stable text here. */
const canonicalOrNothing = (value: unknown): string => {
  try {
    return canonical(value ?? null)
  } catch {
    return JSON.stringify(value)
  }
}

