// What is stored of an event: one canonical JSON text (RFC 8785) with CloudEvents 1.0 names, hashed before anything parses
// it. The hash and the position stand beside the text, never in it.
import { hash } from 'node:crypto'
import { canonical, instantAt, epochMs, slotOf, type Instant, type Json, type JsonObject } from '@zhijian/kernel'

declare const position: unique symbol
/** Opaque, and ordered as text; where in the log an event lies. */
export type Position = string & { readonly [position]: true }

export const HASHES = { sha256: 'sha256', sm3: 'sm3' } as const
/** Named in every event, so that a log may change its suite and still be checked. */
export type HashName = keyof typeof HASHES

/** Everything about an event except what it says: who, why, when, caused by what. Scalars, CloudEvents style. */
export interface EventMeta {
  /** The service that appended it: `/consult-router`. */
  readonly source: string
  /** The stream's own time: the command's `at` (never before the stream's last), or the deadline that passed. */
  readonly time: Instant
  /** Wall time of the append. In the chain, never decided on, left out when events are compared. */
  readonly recordedat: Instant
  /** `command:<Type>` or `elapse:<deadline>`. */
  readonly cause: string
  readonly actorid: string
  readonly actorrole: string
  readonly onbehalfof?: string
  readonly correlationid: string
  /** The event this one followed from: in a reaction the other stream's, in an elapse the one that armed the deadline. */
  readonly causationid?: string
  readonly commandid?: string
  /** W3C trace context; left out when events are compared. */
  readonly traceparent?: string
  readonly hashalg: HashName
  /** First decided event of a batch: the command, with `{"$event":[ordinal,"field"]}` where an event holds the value. */
  readonly command?: JsonObject
  /** Last event of a batch: the stream's next deadline, or null. The deadline board is a projection of this. */
  readonly due?: Instant | null
}

export interface NewEvent {
  /** UUIDv7 layout; see eventId. */
  readonly id: string
  /** `<Name>.v<version>`, e.g. `TierOpened.v1`. */
  readonly type: string
  readonly data: JsonObject
  readonly meta: EventMeta
}

export interface StoredEvent extends NewEvent {
  readonly stream: string
  /** From 0, without gaps. */
  readonly version: number
  readonly position: Position
  /** Hex; H(previous event's hash ‖ the stored bytes). */
  readonly hash: string
}

/** What precedes a stream's first event in its chain. */
export const GENESIS = '00'.repeat(32)

const known = new Set([
  'source', 'time', 'recordedat', 'cause', 'actorid', 'actorrole', 'onbehalfof', 'correlationid', 'causationid', 'commandid',
  'traceparent', 'hashalg', 'command', 'due',
] satisfies (keyof EventMeta)[] as string[])

const told = (value: unknown): string =>
  (typeof value === 'string' && value.isWellFormed() ? JSON.stringify(value) : canonical(value))
const maybe = (opening: string, value: unknown): string => (value === undefined ? '' : opening + told(value))

/** The text with this wall time and trace, whatever the event says of them. */
const textOf = (stream: string, version: number, event: NewEvent, recordedat: Instant | undefined, traceparent: string | undefined): string => {
  const { id, type, data, meta } = event
  for (const name in meta) {
    if (!known.has(name)) return canonical({ specversion: '1.0', id, type, subject: stream, streamversion: version, ...meta, recordedat, traceparent, data })
  }
  // RFC 8785's order, written down: sorting it anew for every event was the greater part of an append's work.
  return `{"actorid":${told(meta.actorid)},"actorrole":${told(meta.actorrole)}${maybe(',"causationid":', meta.causationid)},"cause":${
    told(meta.cause)}${maybe(',"command":', meta.command)}${maybe(',"commandid":', meta.commandid)},"correlationid":${
    told(meta.correlationid)},"data":${canonical(data)}${maybe(',"due":', meta.due)},"hashalg":${told(meta.hashalg)},"id":${
    told(id)}${maybe(',"onbehalfof":', meta.onbehalfof)}${maybe(',"recordedat":', recordedat)},"source":${
    told(meta.source)},"specversion":"1.0","streamversion":${canonical(version)},"subject":${told(stream)},"time":${
    told(meta.time)}${maybe(',"traceparent":', traceparent)},"type":${told(type)}}`
}

/** The text that is stored and hashed. @throws AssertionFailed for what cannot be stored: see canonical */
export const encode = (stream: string, version: number, event: NewEvent): string =>
  textOf(stream, version, event, event.meta.recordedat, event.meta.traceparent)

/** The same text without what may differ between two writings of one fact: when it was recorded, and under which trace. */
export const comparable = (stream: string, version: number, event: NewEvent): string => textOf(stream, version, event, undefined, undefined)

// One buffer for every hash of this thread: hashing is synchronous, and making a Hash object costs more than hashing.
let scratch = Buffer.allocUnsafe(64 * 1024)

/** H(previous ‖ UTF-8 of the text), hex. */
export const chainHash = (alg: HashName, previous: string, text: string): string => {
  if (scratch.length < 32 + text.length * 3) scratch = Buffer.allocUnsafe(32 + text.length * 3)
  const end = scratch.write(previous, 0, 'hex')
  return hash(HASHES[alg], scratch.subarray(0, end + scratch.write(text, end, 'utf8')), 'hex')
}

const notMeta = new Set(['specversion', 'id', 'type', 'subject', 'streamversion', 'data'])

/** Parses a stored text. The caller has checked the chain; this does not. @throws SyntaxError */
export const decode = (text: string, position: Position, hash: string): StoredEvent => {
  const stored = JSON.parse(text) as Record<string, Json> & { id: string; type: string; subject: string; streamversion: number; data: JsonObject }
  if (typeof stored !== 'object' || stored === null) throw new SyntaxError('no event is anything but an object')
  // Written out: a rest pattern costs more than the parsing.
  const meta: Record<string, Json> = {}
  for (const name in stored) if (!notMeta.has(name)) meta[name] = stored[name]!
  // The one name that an assignment would not keep.
  if (Object.hasOwn(stored, '__proto__')) throw new SyntaxError('no event has a member of this name')
  const { id, type, data, subject, streamversion } = stored
  return { id, type, data, meta: meta as unknown as EventMeta, stream: subject, version: streamversion, position, hash }
}

/** The events of a batch have one time. */
let lastTime = ''
let lastTimeHex = ''
const timeHex = (time: Instant): string => {
  if (time !== lastTime) {
    const ms = epochMs(time).toString(16).padStart(12, '0')
    lastTimeHex = `${ms.slice(0, 8)}-${ms.slice(8)}`
    lastTime = time
  }
  return lastTimeHex
}

/**
 * An id that a retry makes again: 48 bits of time, version 7, then 74 bits of SHA-256 over the cause and the ordinal.
 * @param cause the command id, or `<stream>/<deadline>` for settled events
 */
export const eventId = (time: Instant, cause: string, ordinal: number): string => {
  const drawn = hash('sha256', `${cause}#${ordinal}`, 'hex')
  const variant = '89ab'[Number.parseInt(drawn[16]!, 16) & 3]!
  return `${timeHex(time)}-7${drawn.slice(13, 16)}-${variant}${drawn.slice(17, 20)}-${drawn.slice(20, 32)}`
}

/** The time in a UUIDv7-shaped id. */
export const timeOfId = (id: string): Instant => instantAt(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))

export const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'))
export const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1)

/** `TierOpened.v1` → `TierOpened`. */
export const nameOfType = (type: string): string => type.slice(0, type.lastIndexOf('.v'))

/** `evt.<category>.<slot>.<id>.<event-name>`: where an event is published. */
export const subjectOf = (event: Pick<StoredEvent, 'stream' | 'type'>): string => {
  const name = nameOfType(event.type).replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()
  return `evt.${categoryOf(event.stream)}.${slotOf(event.stream).toString(16).padStart(2, '0')}.${idOf(event.stream)}.${name}`
}
