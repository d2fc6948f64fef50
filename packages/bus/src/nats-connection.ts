// Connecting to NATS, and what its errors mean to this platform.
import {
  AuthorizationError, ClosedConnectionError, ConnectionError, DrainingConnectionError, PermissionViolationError, RequestError, TimeoutError,
  UserAuthenticationExpiredError, usernamePasswordAuthenticator, type ConnectionOptions, type NatsConnection,
} from '@nats-io/nats-core'
import { JetStreamApiError, JetStreamApiCodes, JetStreamError } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { Fault } from '@zhijian/kernel'

export interface NatsOptions {
  readonly servers: string | readonly string[]
  /** The service that connects: names the connection, and its answers come to an inbox of its own (permissions). */
  readonly service: string
  /** The password is asked for whenever the client connects, so a new one needs no restart. */
  readonly user?: { readonly name: string; readonly password: () => string }
  /** TLS and the like, as the client has them. */
  readonly client?: ConnectionOptions
}

/**
 * Waits for a lost server for ever, also for one that refuses it meanwhile: whoever mends that need not restart anything. Gives
 * up at once when there is none at first. @throws Fault `bus-unavailable` (later) · `bus-refused` (later)
 */
export const connectNats = async ({ servers, service, user, client }: NatsOptions): Promise<NatsConnection> => {
  try {
    return await connect({
      reconnectTimeWait: 250, reconnectJitter: 100, pingInterval: 20_000, noAsyncTraces: true, timeout: 5_000,
      ...client,
      servers: typeof servers === 'string' ? servers : [...servers],
      name: service, inboxPrefix: `_INBOX.${service}`, maxReconnectAttempts: -1, ignoreAuthErrorAbort: true,
      ...(user === undefined ? {} : { authenticator: usernamePasswordAuthenticator(user.name, user.password) }),
    })
  } catch (error) {
    if (isRefusal(error)) throw refusedFault(service, user?.name ?? null, error)
    throw new Fault('bus-unavailable', `no NATS server answers for ${service}`, { retry: 'later', cause: error })
  }
}

/** Wrong credentials, or none where some are wanted. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof AuthorizationError || error instanceof UserAuthenticationExpiredError

const refusedFault = (service: string, user: string | null, cause: unknown): Fault => new Fault('bus-refused', user === null
  ? `the broker wants to know who ${service} is: give it a user and a password file`
  : `the broker does not know ${service} as ${user} by this password: look at the user, the password file and the broker’s users.conf`,
{ retry: 'later', cause })

/** What the broker does not permit this user, in words, or null: the subject, and nothing of what was sent. */
export const whyForbidden = (error: unknown): string | null => {
  const violation = [error, (error as { cause?: unknown } | null)?.cause].find((each) => each instanceof PermissionViolationError)
  if (violation === undefined) return null
  const { operation, subject } = violation
  return `the broker does not permit this service to ${operation === 'publish' ? 'send to' : 'listen on'} ${subject.slice(0, 200)}: ` +
    'write its users anew for this release and this number of groups (docs/runbooks/broker-forbids.md)'
}

/** An answer that the broker does not let pass any more: its asker gave up, or lost his connection together with the right to be answered. */
export const isLateAnswer = (error: unknown): boolean =>
  error instanceof PermissionViolationError && error.operation === 'publish' && error.subject.startsWith('_INBOX.')

export const isTimeout = (error: unknown): boolean => error instanceof TimeoutError
export const isNoResponders = (error: unknown): boolean => error instanceof RequestError && error.isNoResponders()
export const isClosed = (error: unknown): boolean =>
  error instanceof ClosedConnectionError || error instanceof DrainingConnectionError

/** The server's own code for a JetStream refusal, or null. */
export const apiCode = (error: unknown): number | null => (error instanceof JetStreamApiError ? error.code : null)
const NOT_FOUND: readonly (number | null)[] =
  [JetStreamApiCodes.StreamNotFound, JetStreamApiCodes.ConsumerNotFound, JetStreamApiCodes.NoMessageFound]
export const isNotFound = (error: unknown): boolean => NOT_FOUND.includes(apiCode(error))
/** Somebody else wrote in between. */
export const isWrongSequence = (error: unknown): boolean => {
  const code = apiCode(error)
  return code === JetStreamApiCodes.StreamWrongLastSequence || code === JetStreamApiCodes.StreamWrongLastSequenceUnknown
}
/** The subject has its one message already (10077, maximum messages per subject exceeded). */
export const isSubjectTaken = (error: unknown): boolean => apiCode(error) === 10_077

/** What an operator gets to read of a client's or server's error: its kind and the server's words, never a message's content. */
export const natsFault = (error: unknown): Fault => {
  if (error instanceof Fault) return error
  const forbidden = whyForbidden(error)
  return new Fault(forbidden === null ? 'bus-unavailable' : 'bus-forbidden', forbidden ?? errorText(error), { retry: 'later', cause: error })
}

/** What the client throws when the server is away, slow or not yet itself; anything else is nobody's fault but ours, and stays what it is. */
const AWAY = [TimeoutError, RequestError, ClosedConnectionError, DrainingConnectionError, ConnectionError, JetStreamError, JetStreamApiError]
/** Not exported by the client. */
const isNotEnabled = (error: unknown): boolean => error instanceof Error && error.name === 'JetStreamNotEnabled'
export const faultIfAway = (error: unknown): unknown => (isNotEnabled(error) || AWAY.some((kind) => error instanceof kind) ? natsFault(error) : error)

const errorText = (error: unknown): string => {
  if (isTimeout(error)) return 'the NATS server did not answer in time'
  if (isClosed(error)) return 'the connection to NATS is closed'
  return error instanceof Error ? `NATS: ${error.name}: ${error.message.slice(0, 200)}` : 'NATS failed'
}

/** One connection's own name for a wait: others that do the same over another connection come at another moment. */
export const whoWaits = (connection: NatsConnection, what: string): string => `${what} ${connection.info?.client_id ?? ''}`
