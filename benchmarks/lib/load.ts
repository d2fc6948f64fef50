// So many requests in flight over connections that stay open, from a process of its own; a new one begins when one is answered.
//
//   node load.ts  (its settings come by IPC)
import { Agent, request } from 'node:http'

export interface Load {
  readonly port: number
  /** Each is sent once, in turn; `{n}` in it is the number. */
  readonly path: string
  readonly body?: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  /** In turn, as `authorization`. */
  readonly tokens?: readonly string[]
  readonly inFlight: number
  readonly count: number
}
export interface Loaded { readonly ms: number; readonly latencies: readonly number[]; readonly failed: number; readonly firstFailure: string; readonly bytes: number }

process.on('message', ({ port, path, body, method, headers, tokens, inFlight, count }: Load) => {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight })
  const latencies: number[] = []
  let [next, failed, bytes, firstFailure] = [0, 0, 0, '']
  const one = (n: number): Promise<void> => new Promise((resolve) => {
    const text = body?.replaceAll('{n}', String(n))
    const from = performance.now()
    const fail = (why: string): void => {
      failed += 1
      firstFailure ||= why
      resolve()
    }
    request({
      agent, host: '127.0.0.1', port, path: path.replaceAll('{n}', String(n)), method,
      headers: { ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replaceAll('{n}', String(n))])), ...tokens ? { authorization: `Bearer ${tokens[n % tokens.length]}` } : {}, ...text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } },
    }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
        bytes += parts.reduce((sum, part) => sum + part.length, 0)
        if (response.statusCode! >= 300) return fail(`${response.statusCode}: ${Buffer.concat(parts).toString().slice(0, 300)}`)
        latencies.push(performance.now() - from)
        resolve()
      })
    }).on('error', (error) => fail(error.message)).end(text)
  })
  const lane = async (): Promise<void> => {
    while (next < count) await one(next++)
  }
  const from = performance.now()
  void Promise.all(Array.from({ length: inFlight }, lane)).then(() => {
    agent.destroy()
    // Many latencies are a long message: the line is let go when it is through.
    process.send!({ ms: performance.now() - from, latencies, failed, firstFailure, bytes } satisfies Loaded, () => process.disconnect?.())
  })
})
