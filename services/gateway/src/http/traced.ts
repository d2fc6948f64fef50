// One span per request of the table, by the route's template: never its address, its query, its body or who sent it. Callbacks of a
// request run in the socket's context, so the span is kept with the request and entered where something is done for it.
// A client's own `traceparent` is believed where a proxy of ours passes it on: anybody else could choose what is recorded.
import { begin, continuing, failed, isUnseen, SpanKind, tell, within, type Context, type Span } from '@zhijian/telemetry'
import type { FastifyReply, FastifyRequest } from 'fastify'

export interface Traced {
  begin(request: FastifyRequest): void
  /** In the request's span; as it is where there is none. */
  within<T>(request: FastifyRequest, work: () => T): T
  end(request: FastifyRequest, reply: FastifyReply): void
}

export const traceRequests = (trustedProxies: readonly string[]): Traced => {
  const spans = new WeakMap<FastifyRequest, { readonly span: Span; readonly within: Context }>()
  return {
    begin(request) {
      const { method, routeOptions, headers, protocol, raw } = request
      const ours = typeof headers.traceparent === 'string' && trustedProxies.includes(raw.socket.remoteAddress ?? '') ? headers.traceparent : undefined
      if (isUnseen(ours)) return
      spans.set(request, begin(`${method} ${routeOptions.url}`, {
        kind: SpanKind.SERVER, in: continuing(ours),
        attributes: { 'http.request.method': method, 'http.route': routeOptions.url ?? '', 'url.scheme': protocol },
      }))
    },
    within(request, work) {
      const of = spans.get(request)
      return of === undefined ? work() : within(of.within, work)
    },
    end(request, reply) {
      const of = spans.get(request)
      if (of === undefined) return
      spans.delete(request)
      of.span.setAttribute('http.response.status_code', reply.statusCode)
      if (reply.statusCode >= 500) failed(String(reply.statusCode), of.span)
      of.span.end()
    },
  }
}

/** Why somebody got no for an answer: one of the codes that he was given. */
export const refused = (code: string): void => tell({ 'zhijian.refusal': code })
