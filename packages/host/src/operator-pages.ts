// What an operator's tools ask of a process: is it alive, may work be sent to it, how is it doing.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Fault } from '@zhijian/kernel'
import type { Metrics, NotReady } from '@zhijian/runtime'

export interface Readiness {
  readonly ready: boolean
  readonly reasons: readonly NotReady[]
}

/** What /readyz says: in words, and in codes for tools. */
export const readyPage = ({ ready, reasons }: Readiness): string =>
  JSON.stringify({ ready, reasons: reasons.map(({ words }) => words), codes: [...new Set(reasons.map(({ code }) => code))] })

/** What is answered to whoever asks for something else. */
export interface Elsewhere {
  readonly status: number
  readonly type: string
  readonly text: string
  readonly headers?: Readonly<Record<string, string>>
}

/** @throws Fault `port-unavailable` (never) */
export const openOperatorPages = async (options: {
  readonly host: string
  /** 0: any free one. */
  readonly port: number
  /** Null while there is nothing to measure. */
  readonly registry: () => Metrics['registry'] | null
  readonly readiness: () => Promise<Readiness>
  /** Default: that there is no such page. */
  readonly elsewhere?: Elsewhere
}): Promise<{ readonly url: string; close(): Promise<void> }> => {
  const json = (body: object) => ({ type: 'application/json', text: JSON.stringify(body) })
  const elsewhere: Elsewhere = options.elsewhere ?? { status: 404, ...json({ status: 'not-found' }) }
  const pages: Readonly<Record<string, () => Promise<Pick<Elsewhere, 'type' | 'text' | 'headers'> & { readonly status?: number }>>> = {
    '/healthz': async () => json({ status: 'ok' }),
    '/readyz': async () => {
      const readiness = await options.readiness()
      return { type: 'application/json', text: readyPage(readiness), status: readiness.ready ? 200 : 503 }
    },
    '/metrics': async () => {
      const registry = options.registry()
      return { type: registry?.contentType ?? 'text/plain', text: await registry?.metrics() ?? '' }
    },
  }
  const server = createServer((request, response) => {
    void (async () => {
      const path = (request.url ?? '/').split('?')[0]!
      const page = request.method === 'GET' && Object.hasOwn(pages, path) ? pages[path] : undefined
      const { status = 200, type, text, headers = {} } = page ? await page() : elsewhere
      // What is still coming of a request is not waited for.
      response.writeHead(status, { ...headers, 'content-type': type, 'cache-control': 'no-store', ...(request.complete ? {} : { connection: 'close' }) }).end(text)
    })().catch(() => response.writeHead(500).end())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new Fault('port-unavailable', 'cannot listen there; give another --port (PORT) or --host (HOST)', { retry: 'never', cause: error })))
    server.listen(options.port, options.host, resolve)
  })
  const { address, family, port } = server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
