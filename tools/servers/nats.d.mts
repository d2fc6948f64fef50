export interface NatsBinary {
  readonly path: string
  readonly version: string
  readonly source: string
  /** Of a server that runs already besides (NATS_URL). */
  readonly url?: string
}
/** Only a server that runs already (NATS_URL): it can be used, not started, stopped or killed. */
export interface NatsElsewhere { readonly url: string; readonly version: string; readonly source: string }
export interface NatsUnavailable { readonly unavailable: string }
export interface NatsServer {
  readonly url: string
  readonly port: number
  readonly pid: number
  /** Resolves when the process is gone, however it ended. */
  readonly ended: Promise<void>
  /** In good order; resolves when the process is gone. */
  stop(): Promise<void>
  /** As kill -9 does it; resolves when the process is gone. */
  kill(): Promise<void>
}
/** What `npm test` provisioned, or what is there. Fetches nothing. */
export function natsServerBinary(): Promise<NatsBinary | NatsElsewhere | NatsUnavailable>
/**
 * A server with JetStream on 127.0.0.1, ready.
 * @param options storeDir is the caller's and survives; port: default any free one, a restart passes that of the first start;
 *   config: more settings as in the server's file; `jetstream` is merged; include: another file of settings
 */
export function startNats(options: {
  storeDir: string
  port?: number
  config?: Record<string, unknown>
  include?: string
  binary?: string
}): Promise<NatsServer>
