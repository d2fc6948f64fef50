// One entry of the route table: everything that is said about a route, in one place. Controllers, the OpenAPI document,
// the policy matrix and the typed client are made from it.
import type { Actor, CommandReply, Role } from '@zhijian/contracts'
import type { Json, JsonObject } from '@zhijian/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Account } from './account.ts'
import type { Gateway } from './gateway.ts'
import type { RouteId } from './policy.ts'
import type { SessionRecord } from './ports.ts'
import type { Scope } from './standing.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'

/** Who asks: the account behind the session, as it stands in the log at this request. */
export interface Caller {
  readonly account: Account
  readonly session: SessionRecord
  /** What they may act as, by offices in force and granted roles, at this request. */
  readonly scopes: readonly Scope[]
}

export interface Call<Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  /** Null on public routes when nobody is signed in. */
  readonly caller: Caller | null
  /** The role the policy let in, and how far it reaches. On public routes the role is `system` and must not be used to act. */
  readonly actor: Actor
  readonly scopes: readonly Scope[]
  /** H(account, route, Idempotency-Key); ids of what is created derive from it. Empty on routes without a key. */
  readonly commandId: string
  readonly correlationId: string
  /** As seen by this process, or told by a proxy that was named. */
  readonly ip: string
  readonly browser: boolean
  readonly gateway: Gateway
  /** For routes that answer themselves, and for cookies. */
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /**
   * A command under this request's id.
   * @param part tells several commands of one request apart; part of their ids
   */
  send(service: string, command: string, data: JsonObject, part?: string): Promise<CommandReply>
  ask(service: string, query: string, data: JsonObject): Promise<Json>
}

/** What is returned for a request; refusals and problems by their code alone, the table knows the status. */
export type Answer<Body> =
  | { readonly kind: 'done'; readonly body: Body; readonly status?: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'refused'; readonly code: string; readonly detail: Readonly<Record<string, string | number>> }

export const done = <Body>(body: Body, extra: { status?: number; headers?: Readonly<Record<string,
  string>> } = {}): Answer<Body> =>
  ({ kind: 'done', body, ...extra })
export const refused = (code: string, detail: Readonly<Record<string, string | number>> = {}): Answer<never> =>
  ({ kind: 'refused', code, detail })

/** How often: see limits.ts. */
export type RateClass = 'read' | 'write' | 'ask' | 'sign-in' | 'code' | 'upload' | 'live' | 'relay' | 'ring' | 'signal' | 'report' | 'position'

/** Where a resource lies, for the reach of a role. */
export interface Resource {
  readonly owner?: string
  readonly region?: string
  readonly organisation?: string
  /** Lawyers who may see it. */
  readonly lawyers?: (lawyerId: string) => boolean | Promise<boolean>
}

export interface Route<P extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType> {
  readonly id: RouteId
  readonly method: Method
  /** Under /api/v1; parameters as `:name`. */
  readonly path: string
  readonly tag: string
  readonly summary: { readonly zh: string; readonly en: string }
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** Raw bytes instead of JSON: at most so many, of one media type or of any (stars). */
  readonly bytes?: { readonly mediaType: string; readonly max: number }
  /** Headers of its own, which the handler reads. */
  readonly headers?: Readonly<Record<string, { readonly schema: z.ZodType; readonly description: string }>>
  /** JSON body, bytes. Default 64 kB. */
  readonly bodyLimit?: number
  readonly response: R
  readonly status: 200 | 201 | 202 | 204
  /** Commands have a key; what may be done twice without harm has none. */
  readonly idempotency: 'key' | 'none'
  readonly rate: RateClass
  /** Codes this route can be refused with, beyond those every route of its kind can. */
  readonly refusals: readonly string[]
  readonly example?: { readonly body?: unknown; readonly response?: unknown }
  /** What it touches; null: nothing there. Absent: it touches nothing that lies somewhere. */
  readonly resource?: (call: Call<z.infer<P>, z.infer<Q>, z.infer<B>>) => Promise<Resource | null> | Resource | null
  /** It shows what is somebody else's: what staff looked at is in the audit log before they see it. Null: nothing of anybody alone. */
  readonly looks?: (call: Call<z.infer<P>, z.infer<Q>, z.infer<B>>) => string | null
  /** The answer is written by the handler itself (streams, files). */
  readonly raw?: 'event-stream' | 'file'
  /** Of what kinds a file is. Default: of any. */
  readonly media?: readonly string[]
  readonly handle: (call: Call<z.infer<P>, z.infer<Q>, z.infer<B>>) => Promise<Answer<z.input<R>>>
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyRoute = Route<any, any, any, any>

/** Keeps the types of one route together. */
export const route = <
  P extends z.ZodType = z.ZodType<Record<string, never>>, Q extends z.ZodType = z.ZodType<Record<string, never>>,
  B extends z.ZodType = z.ZodType<undefined>, R extends z.ZodType = z.ZodType,
>(definition: Route<P, Q, B, R>): AnyRoute => definition

export type { Role }
