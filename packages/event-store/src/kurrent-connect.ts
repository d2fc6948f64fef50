// The connection: one client, one user, every call with an end.
// The client appends over one long stream as soon as it knows no user per call; there a conflict of two writers or a cut
// connection can leave an append without any answer. With a provider of credentials it makes a call of its own for each.
// N1 What reads in the client is another program than what appends: it stays with the node it first found, and ends for good
//    when a leader it was sent to does not answer. So a reading that fails for a reason of the way there is made again by
//    another client, which looks for a node anew.
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
   * Everything a read gives; read once more (N1) when the line turns out to be cut, or the node to be no leader any more.
   * @throws Fault `store-unavailable` (later) when nothing comes for `deadlineMs` · what the client throws
   */
  collect<T>(read: (client: KurrentDBClient) => AsyncIterable<T>): Promise<T[]>
  /** Ends every stream; nothing is asked afterwards. */
  dispose(): Promise<void>
}

const settings = (why: string): Fault => new Fault('store-settings', `KURRENTDB_URL: ${why}`, { retry: 'never' })

const IN_URL = /^[a-z+]+:\/\/([^:@/?]+):([^@/?]+)@/
const SCHEME = /^(kurrentdb|kurrent|kdb|esdb)(\+discover)?:\/\//

const credentialsIn = (url: string): BasicCredentials | null => {
  const found = IN_URL.exec(url)
  try {
    return found === null ? null : { username: decodeURIComponent(found[1]!), password: decodeURIComponent(found[2]!) }
  } catch {
    throw settings('a % in a user or a password is written as %25')
  }
}

/** The client prints the address with whatever it does not understand in it. */
const withoutCredentials = (url: string): string => url.replace(IN_URL, (before) => before.slice(0, before.indexOf('://') + 3))

/** Of a cluster, the leader is asked: by default the client's two halves prefer another node each. */
const towardsLeader = (url: string): string => {
  const isCluster = /^[a-z]+\+discover:/.test(url) || url.replace(/\?.*$/, '').includes(',')
  return !isCluster || /[?&]nodePreference=/i.test(url) ? url : `${url}${url.includes('?') ? '&' : '?'}nodePreference=leader`
}

/** @throws Fault `store-settings` (never): the reason, without a word of the url, which may hold a password */
export const connectKurrent = ({ url, credentials, deadlineMs = 10_000 }: ConnectionOptions): Connection => {
  if (!SCHEME.test(url)) throw settings('it begins with kurrentdb:// or kurrentdb+discover://')
  const user = credentials ?? credentialsIn(url)
  const isSecure = !/[?&]tls=false(&|$)/i.test(url)
  if (user === null && isSecure) throw settings('a user and a password are needed')
  const newClient = (): KurrentDBClient => {
    try {
      const made = KurrentDBClient.connectionString(towardsLeader(withoutCredentials(url)))
      // Half of the client would say a password over an open line as well; nobody asks for it there.
      made.setCredentialsProvider(async () => (isSecure ? user! : { username: 'nobody', password: 'nobody' }))
      return made
    } catch {
      throw settings('it cannot be read, or names a file that is not there')
    }
  }
  const client = newClient()
  let reading = client
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
    async collect(read) {
      const asked = reading
      try {
        return await once(read(asked))
      } catch (error) {
        if (!isElsewhere(error)) throw error
        // Of several readings that fail at once, the first looks for another node.
        if (reading === asked) reading = newClient()
        return once(read(reading))
      }
    },
    dispose: () => client.dispose(),
  }
}
