// One request to a server of which only HTTP is spoken: certificates of our own, and an end to waiting and to reading, whatever it answers.
import { readFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import type { Agent } from 'undici'
import { never } from '../never.ts'

export interface HttpClientOptions {
  /** Certificates that the server's is signed by; default those of the system. */
  readonly caFile?: string
  /** A server that says nothing for so long is away, ms; told within a second. Default 5,000. */
  readonly timeoutMs?: number
  /** An answer is whole by then, however steadily it comes, ms. Default 120,000: a film over a slow line. */
  readonly wholeMs?: number
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
}

export interface HttpClient {
  /** Redirects are answers. @param most bytes of an answer; default 256 kB. @throws Error of the network, or when the answer is longer or takes longer */
  ask(method: 'GET' | 'PUT' | 'POST', url: URL, headers: Readonly<Record<string, string>>, body?: Uint8Array, most?: number): Promise<Answer>
  close(): void
}

const MOST_BYTES = 256 * 1024

/** @throws Fault `store-misconfigured` (never): the certificates cannot be read */
export const createHttpClient = ({ caFile, timeoutMs = 5000, wholeMs = 120_000 }: HttpClientOptions): HttpClient => {
  let ca: Buffer | undefined
  try {
    ca = caFile === undefined ? undefined : readFileSync(caFile)
  } catch (cause) {
    throw never('store-misconfigured', 'the file of certificates cannot be read', cause)
  }
  /** By the longest answer that each takes. */
  const agents = new Map<number, Agent>()
  return {
    async ask(method, url, headers, body, most = MOST_BYTES) {
      // Loaded when something is asked: no start waits for it.
      const { Agent, request } = await import('undici')
      const dispatcher = agents.get(most) ?? new Agent({
        maxResponseSize: most, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, connect: { timeout: timeoutMs, ...(ca === undefined ? {} : { ca }) },
      })
      agents.set(most, dispatcher)
      const answer = await request(url, { dispatcher, method, headers, body: body ?? null, signal: AbortSignal.timeout(wholeMs) })
      return { status: answer.statusCode, headers: answer.headers, bytes: Buffer.from(await answer.body.arrayBuffer()) }
    },
    close() {
      for (const agent of agents.values()) void agent.destroy()
    },
  }
}
