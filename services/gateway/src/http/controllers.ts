// Nest controllers from the route table: one class per tag, one method per route, decorated in code.
import { Controller, Delete, Get, Head, Inject, Patch, Post, Put, Req, Res, type Type } from '@nestjs/common'
import { RouteConfig } from '@nestjs/platform-fastify'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AnyRoute, Method } from '../route.ts'
import { API_PREFIX } from '../api-prefix.ts'
import type { Pipeline } from './pipeline.ts'

export const PIPELINE = Symbol('zhijian.pipeline')

const VERBS: Readonly<Record<Method, (path: string) => MethodDecorator>> = {
  GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete, HEAD: Head,
}

/** What Fastify keeps of a route, for the hook that runs before the body is read. */
export interface RouteHook {
  readonly zhijian?: AnyRoute
}


export const controllersOf = (routes: readonly AnyRoute[]): Type[] =>
  [...Map.groupBy(routes, (route) => route.tag)].map(([tag, entries]) => {
    class RouteController {
      readonly pipeline: Pipeline
      constructor(pipeline: Pipeline) {
        this.pipeline = pipeline
      }
    }
    Object.defineProperty(RouteController, 'name', { value: `Routes:${tag}` })
    Controller(API_PREFIX)(RouteController)
    Inject(PIPELINE)(RouteController, undefined, 0)
    const prototype = RouteController.prototype as unknown as Record<string, unknown>
    for (const route of entries) {
      prototype[route.id] = function handle(this: RouteController, request: FastifyRequest, reply: FastifyReply): Promise<void> {
        return this.pipeline.serve(route, request, reply)
      }
      const descriptor = Object.getOwnPropertyDescriptor(prototype, route.id)!
      Req()(prototype, route.id, 0)
      Res()(prototype, route.id, 1)
      RouteConfig({ zhijian: route })(prototype, route.id, descriptor)
      VERBS[route.method](route.path)(prototype, route.id, descriptor)
    }
    return RouteController
  })
