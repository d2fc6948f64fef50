// An event on the wire: its body is the stored text, byte for byte; where it lies in the log and its hash go beside it.
import { headers, type MsgHdrs } from '@nats-io/nats-core'
import { decode, encode, type Checkpoint, type Position, type StoredEvent } from '@zhijian/event-store'

export const HASH = 'zhijian-hash'
export const POSITION = 'zhijian-position'
export const EPOCH = 'zhijian-epoch'

export const headersOf = (event: StoredEvent, epoch: string): MsgHdrs => {
  const made = headers()
  made.set(HASH, event.hash)
  made.set(POSITION, event.position)
  made.set(EPOCH, epoch)
  return made
}

const encoder = new TextEncoder()
export const bodyOf = (event: StoredEvent): Uint8Array => encoder.encode(encode(event.stream, event.version, event))

interface Received {
  readonly data: Uint8Array
  readonly headers?: MsgHdrs | undefined
}

const decoder = new TextDecoder('utf-8', { fatal: true })

/** What everybody who is given one looks at is there. */
const isWhole = ({ id, type, stream, version, data, meta }: { readonly [K in keyof StoredEvent]: unknown }): boolean =>
  typeof id === 'string' && typeof type === 'string' && /\.v\d+$/.test(type) && typeof stream === 'string' && stream.includes('-') && Number.isSafeInteger(version) && (version as number) >= 0
  && typeof data === 'object' && data !== null && typeof (meta as { readonly time?: unknown }).time === 'string'

/** Null when it is not one of ours. */
export const eventOf = ({ data, headers: beside }: Received): StoredEvent | null => {
  const [position, hash] = [beside?.get(POSITION), beside?.get(HASH)]
  if (!position || !hash) return null
  try {
    const event = decode(decoder.decode(data), position as Position, hash)
    return isWhole(event) ? event : null
  } catch {
    return null
  }
}

/** What a message says of the log it came from; null when it is not one of ours. */
export const checkpointOf = (message: Received): Checkpoint | null => {
  const event = eventOf(message)
  if (!event) return null
  const { position, stream, version, hash } = event
  return { position, stream, version, hash, epoch: message.headers?.get(EPOCH) ?? '' }
}
