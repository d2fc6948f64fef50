// The connection: one client, one user, every call with an end.
// The client appends over one long stream as soon as it knows no user per call; there a conflict of two writers or a cut
// connection can leave an append without any answer. With a provider of credentials it makes a call of its own for each.
import { Fault } from '@zhijian/kernel'
import { KurrentDBClient, type BasicCredentials } from '@kurrent/kurrentdb-client'
import { isElsewhere } from './kurrent-fault.ts'

export interface ConnectionOptions {
  /**
   * `kurrentdb://user:password@host:2113`, several hosts with commas, `kurrentdb+discover://cluster.dns` for a cluster by
   * name; TLS unless `?tls=false`, `&tlsCAFile=…` for an authority of one's own.
   */
  readonly url: string
  /** Instead of those in the url, where a url may be shown. */
  readonly credentials?: BasicCredentials
  /** Longest wait for an answer, in milliseconds, before `store-unavailable`. Default 10,000. */
  readonly deadlineMs?: number
}

export interface Connection {
  readonly client: KurrentDBClient
  /** Over TLS: the server knows who asks. */
  readonly isSecure: boolean
  /** Who asks; null for a server that does not want to know. */
  readonly login: string | null
  readonly deadlineMs: number
  /**
   * Everything a read gives; read once more when the line turns out to be cut, or the node to be no leader any more.
   * @throws Fault `store-unavailable` (later) when nothing comes for `deadlineMs` · what the client throws
   */
  collect<T>(read: () => AsyncIterable<T>): Promise<T[]>
}

const settings = (why: string): Fault => new Fault('store-settings', `KURRENTDB_URL: ${why}`, { retry: 'never' })

const IN_URL = /^[a-z+]+:\/\/([^:@/?]+):([^@/?]+)@/
const SCHEME = /^(kurrentdb|kurrent|kdb|esdb)(\+discover)?:\/\//

const credentialsIn = (url: string): BasicCredentials | null => {
  const found = IN_URL.exec(url)
  return found === null ? null : { username: decodeURIComponent(found[1]!), password: decodeURIComponent(found[2]!) }
}

/** @throws Fault `store-settings` (never): the reason, without a word of the url, which may hold a password */
export const connectKurrent = ({ url, credentials, deadlineMs = 10_000 }: ConnectionOptions): Connection => {
  if (!SCHEME.test(url)) throw settings('it begins with kurrentdb:// or kurrentdb+discover://')
  const user = credentials ?? credentialsIn(url)
  const isSecure = !/[?&]tls=false(&|$)/i.test(url)
  if (user === null && isSecure) throw settings('a user and a password are needed')
  let client: KurrentDBClient
  try {
    client = KurrentDBClient.connectionString(url)
  } catch {
    throw settings('it cannot be read, or names a file that is not there')
  }
  client.setCredentialsProvider(async () => user ?? { username: 'nobody', password: 'nobody' })
  const once = async <T>(events: AsyncIterable<T>): Promise<T[]> => {
    const found: T[] = []
    const silence = Promise.withResolvers<never>()
    const timer = setTimeout(() => silence.reject(new Fault('store-unavailable', 'the store did not answer in time', { retry: 'later' })), deadlineMs)
    const reading = (async () => {
      for await (const each of events) {
        found.push(each)
        timer.refresh()
      }
    })()
    try {
      await Promise.race([reading, silence.promise])
      return found
    } finally {
      clearTimeout(timer)
    }
  }
  return {
    client, deadlineMs, isSecure, login: user?.username ?? null,
    collect: (read) => once(read()).catch((error: unknown) => (isElsewhere(error) ? once(read()) : Promise.reject(error))),
  }
}
