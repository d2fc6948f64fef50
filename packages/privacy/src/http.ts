// One request to a server of which only HTTP is spoken: certificates of our own, and an end to waiting and to reading, whatever it answers.
import { readFileSync } from 'node:fs'
import { Agent as HttpAgent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { never } from './never.ts'

export interface HttpClientOptions {
  /** Certificates that the server's is signed by; default those of the system. */
  readonly caFile?: string
  /** A server that says nothing for so long is away, ms. Default 5,000. */
  readonly timeoutMs?: number
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
}

export interface HttpClient {
  /** @param most bytes of an answer; default 256 kB. @throws Error of the network, or when the answer is longer */
  ask(method: string, url: URL, headers: Readonly<Record<string, string>>, body?: Uint8Array, most?: number): Promise<Answer>
  close(): void
}

const MOST_BYTES = 256 * 1024

/** @throws Fault `store-misconfigured` (never): the certificates cannot be read */
export const createHttpClient = ({ caFile, timeoutMs = 5000 }: HttpClientOptions): HttpClient => {
  let ca: Buffer | undefined
  try {
    ca = caFile === undefined ? undefined : readFileSync(caFile)
  } catch (cause) {
    throw never('store-misconfigured', 'the file of certificates cannot be read', cause)
  }
  const agents = { 'http:': new HttpAgent({ keepAlive: true }), 'https:': new HttpsAgent({ keepAlive: true, ...(ca === undefined ? {} : { ca }) }) }
  return {
    ask: (method, url, headers, body, most = MOST_BYTES) => new Promise((resolve, reject) => {
      const isTls = url.protocol === 'https:'
      const asked = (isTls ? httpsRequest : httpRequest)(url, {
        method, agent: agents[isTls ? 'https:' : 'http:'], timeout: timeoutMs,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-length': String(body.length) }) },
      }, (response) => {
        const parts: Buffer[] = []
        let size = 0
        response.on('data', (each: Buffer) => {
          size += each.length
          if (size <= most) return parts.push(each)
          reject(new Error(`an answer of more than ${most} bytes`))
          return response.destroy()
        }).on('error', reject)
          .on('end', () => (response.complete
            ? resolve({ status: response.statusCode!, headers: response.headers, bytes: Buffer.concat(parts) })
            : reject(new Error('the answer was cut off'))))
      })
      asked.on('error', reject).on('timeout', () => asked.destroy(new Error(`no answer within ${timeoutMs} ms`)))
      asked.end(body)
    }),
    close() {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}
