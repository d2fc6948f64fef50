export interface MongoBinary {
  readonly path: string
  readonly name: 'mongod' | 'SecantusDB'
  readonly version: string
  readonly source: string
  /** Of a server that runs already besides (MONGODB_URL). */
  readonly url?: string
}
/** Only a server that runs already (MONGODB_URL): it can be used, not started, stopped or killed. */
export interface MongoElsewhere { readonly url: string; readonly name: string; readonly version: string; readonly source: string }
export interface MongoUnavailable { readonly unavailable: string }
export interface MongoServer {
  readonly url: string
  /** Its name. */
  readonly replicaSet: string
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
export function mongoServer(): Promise<MongoBinary | MongoElsewhere | MongoUnavailable>
/**
 * A replica set of one on 127.0.0.1 that takes writes.
 * @param options storeDir is the caller's and survives; port: default any free one, a restart passes that of the first start;
 *   args: more of the server's own
 */
export function startMongo(options: { storeDir: string; port?: number; args?: readonly string[] }): Promise<MongoServer>
