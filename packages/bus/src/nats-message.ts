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

/** Null when it is not one of ours. */
export const eventOf = ({ data, headers: beside }: Received): StoredEvent | null => {
  const [position, hash] = [beside?.get(POSITION), beside?.get(HASH)]
  if (!position || !hash) return null
  try {
    return decode(decoder.decode(data), position as Position, hash)
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
