// Connecting to NATS, and what its errors mean to this platform.
import {
  ClosedConnectionError, DrainingConnectionError, RequestError, TimeoutError, type ConnectionOptions, type NatsConnection,
} from '@nats-io/nats-core'
import { JetStreamApiError, JetStreamApiCodes } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { Fault } from '@zhijian/kernel'

export interface NatsOptions {
  readonly servers: string | readonly string[]
  /** The service that connects: names the connection, and its answers come to an inbox of its own (permissions). */
  readonly service: string
  /** Credentials, TLS and the like, as the client has them. */
  readonly client?: ConnectionOptions
}

/** Waits for a lost server for ever; gives up at once when there is none at first. @throws Fault `bus-unavailable` (later) */
export const connectNats = async ({ servers, service, client }: NatsOptions): Promise<NatsConnection> => {
  try {
    return await connect({
      reconnectTimeWait: 250, reconnectJitter: 100, pingInterval: 20_000, noAsyncTraces: true, timeout: 5_000,
      ...client,
      servers: typeof servers === 'string' ? servers : [...servers],
      name: service, inboxPrefix: `_INBOX.${service}`, maxReconnectAttempts: -1,
    })
  } catch (error) {
    throw new Fault('bus-unavailable', `no NATS server answers for ${service}`, { retry: 'later', cause: error })
  }
}

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
export const natsFault = (error: unknown): Fault =>
  error instanceof Fault ? error : new Fault('bus-unavailable', errorText(error), { retry: 'later', cause: error })

const errorText = (error: unknown): string => {
  if (isTimeout(error)) return 'the NATS server did not answer in time'
  if (isClosed(error)) return 'the connection to NATS is closed'
  return error instanceof Error ? `NATS: ${error.name}: ${error.message.slice(0, 200)}` : 'NATS failed'
}
