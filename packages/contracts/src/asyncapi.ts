// The AsyncAPI 3 document of the bus: which subjects there are, what travels on them, and who sends and takes it. Made from
// the contracts and from what the hosted services say of themselves; nothing is written by hand, so nothing can be forgotten.
// A1 Every event family, command, query and reaction that is given stands in the document.
// A2 Named schemas stand once, under components; a personal field is shown as the sealed value it takes.
import { z } from 'zod'
import { CommandEnvelope, CommandReply, Instant, personalMark, QueryEnvelope, Sealed } from './common.ts'
import type { EventFamily } from './events.ts'

type Schema = Record<string, unknown>

/** As much of a service's definition as its neighbours on the bus see. */
export interface BusService {
  readonly name: string
  readonly commands: Readonly<Record<string, { readonly schema: z.ZodType; readonly roles: readonly string[] }>>
  readonly queries: Readonly<Record<string, { readonly schema: z.ZodType; readonly roles: readonly string[] }>>
  readonly reactions: readonly { readonly name: string; readonly on: { readonly categories?: readonly string[]; readonly types?: readonly string[] } }[]
  /** Whose streams it writes. */
  readonly aggregates: readonly { readonly decider: { readonly category: string } }[]
}

export interface AsyncApiInput {
  readonly services: readonly BusService[]
  readonly families: readonly EventFamily[]
  /** Schemas that have a name of their own: the contracts' exports. */
  readonly named: Readonly<Record<string, z.ZodType>>
}

const ref = (...path: readonly string[]): Schema => ({ $ref: `#/${path.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}` })
/** `TierOpened` → `tier-opened`: the last token of an event's subject. */
const kebab = (name: string): string => name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()

const HEADERS: Schema = {
  type: 'object', required: ['zhijian-hash', 'zhijian-position', 'zhijian-epoch'],
  properties: {
    'zhijian-hash': { type: 'string', description: 'Hash of the previous event’s hash and these bytes, hex' },
    'zhijian-position': { type: 'string', description: 'Where in the log it lies; ordered as text' },
    'zhijian-epoch': { type: 'string', description: 'Changes when a log was restored' },
  },
}
/** @see packages/event-store/src/envelope.ts, which writes it */
const EVENT_ENVELOPE: Schema = {
  type: 'object', description: 'CloudEvents 1.0 in canonical JSON (RFC 8785): the bytes that were stored and hashed',
  required: ['specversion', 'id', 'type', 'source', 'subject', 'streamversion', 'time', 'recordedat', 'cause', 'actorid', 'actorrole', 'correlationid', 'hashalg', 'data'],
  properties: {
    specversion: { const: '1.0' }, id: { type: 'string', format: 'uuid' }, type: { type: 'string', description: 'Name and version: TierOpened.v1' },
    source: { type: 'string', description: 'The service that appended it' }, subject: { type: 'string', description: 'The stream: category-id' },
    streamversion: { type: 'integer', minimum: 0 }, time: ref('components', 'schemas', 'Instant'), recordedat: ref('components', 'schemas', 'Instant'),
    cause: { type: 'string', description: 'command:<Type>, or elapse:<deadline> when time passed' },
    actorid: { type: 'string' }, actorrole: { type: 'string' }, onbehalfof: { type: 'string' }, correlationid: { type: 'string' },
    causationid: { type: 'string' }, commandid: { type: 'string' }, traceparent: { type: 'string' }, hashalg: { enum: ['sha256', 'sm3'] },
    command: { type: 'object', description: 'On the first decided event of a batch: the command, without what its events hold' },
    due: { description: 'On the last event of a batch: the stream’s next deadline', anyOf: [ref('components', 'schemas', 'Instant'), { type: 'null' }] },
    data: { type: 'object' },
  },
}

export const asyncApiDocument = ({ services, families, named }: AsyncApiInput): Schema => {
  const nameOf = new Map(Object.entries({ ...named, Instant, Sealed, CommandEnvelope, CommandReply, QueryEnvelope }).map(([name, schema]) => [schema, name]))
  const schemas: Record<string, Schema> = { EventEnvelope: EVENT_ENVELOPE, Instant: { type: 'string', format: 'date-time', description: 'UTC, 24 characters' } }
  const wanted: [string, z.ZodType][] = []

  const toSchema = (schema: z.ZodType): Schema => {
    const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
      target: 'draft-7', io: 'input', unrepresentable: 'any',
      override({ zodSchema, jsonSchema, path }) {
        const replace = (by: Schema): void => {
          for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as never]
          Object.assign(jsonSchema, by)
        }
        const inner = zodSchema as unknown as z.ZodType
        const mark = personalMark(inner)
        const name = mark === null ? (nameOf as ReadonlyMap<unknown, string>).get(inner) : 'Sealed'
        if (name === undefined || path.length === 0 && inner === schema) return
        if (!(name in schemas)) {
          schemas[name] = {}
          wanted.push([name, mark === null ? inner : Sealed])
        }
        replace(mark === null ? ref('components', 'schemas', name) : { allOf: [ref('components', 'schemas', name)], 'x-personal': mark })
      },
    }) as Schema
    return rest
  }
  const component = (name: string, schema: z.ZodType): Schema => {
    if (!(name in schemas)) {
      schemas[name] = {}
      wanted.push([name, schema])
    }
    return ref('components', 'schemas', name)
  }

  const channels: Record<string, Schema> = {}
  const operations: Record<string, Schema> = {}
  const ownerOf = new Map(services.flatMap(({ name, aggregates }) => aggregates.map(({ decider }) => [decider.category, name] as const)))

  for (const family of families) {
    const { category } = family
    const messages = Object.fromEntries(family.names.map((name) => {
      const { data } = (family.schemaOf(name) as z.ZodObject<{ data: z.ZodType }>).shape
      const older = family.versionOf(name) - 1
      return [name, {
        name: family.storedType(name), headers: ref('components', 'schemas', 'EventHeaders'),
        ...(older > 0 ? { description: `Streams may hold versions 1 to ${older} too` } : {}),
        payload: { allOf: [ref('components', 'schemas', 'EventEnvelope'), { type: 'object', properties: { type: { const: family.storedType(name) }, data: toSchema(data) } }] },
      }]
    }))
    channels[`evt.${category}`] = {
      address: `evt.${category}.{slot}.{id}.{event}`, messages,
      description: `Facts of ${category}-<id>, in order per stream, at least once (JetStream)`,
      parameters: {
        slot: { description: '00–ff, from the stream’s name' }, id: { description: 'The stream’s id: letters, digits, _ and -' },
        event: { enum: family.names.map(kebab) },
      },
    }
    operations[`${category}.facts`] = { action: 'send', channel: ref('channels', `evt.${category}`), summary: `Written by ${ownerOf.get(category) ?? 'the platform'}, published by the relay` }
  }

  const envelopes = { cmd: CommandEnvelope, qry: QueryEnvelope } as const
  const asked = (kind: 'cmd' | 'qry', service: string, name: string, schema: z.ZodType, roles: readonly string[]): void => {
    const subject = `${kind}.${service}.${name}`
    channels[subject] = {
      address: subject,
      messages: { request: { name: subject, payload: {
        allOf: [component(kind === 'cmd' ? 'CommandEnvelope' : 'QueryEnvelope', envelopes[kind]), { type: 'object', properties: { data: toSchema(schema) } }],
      } } },
    }
    operations[subject] = {
      action: 'receive', channel: ref('channels', subject), 'x-roles': roles,
      reply: {
        channel: ref('channels', 'inbox'),
        messages: [ref('channels', 'inbox', 'messages', kind === 'cmd' ? 'commandReply' : 'answer'), ref('channels', 'inbox', 'messages', 'fault')],
      },
    }
  }
  for (const { name: service, commands, queries, reactions } of services) {
    for (const [name, { schema, roles }] of Object.entries(commands)) asked('cmd', service, name, schema, roles)
    for (const [name, { schema, roles }] of Object.entries(queries)) asked('qry', service, name, schema, roles)
    for (const { name, on } of reactions) {
      for (const family of families.filter(({ category }) => on.categories?.includes(category) ?? true)) {
        const taken = family.names.filter((each) => on.types?.includes(each) ?? true)
        if (taken.length === 0) continue
        const channel = `evt.${family.category}`
        operations[`${service}.${name}.${family.category}`] = {
          action: 'receive', channel: ref('channels', channel), summary: `Durable consumer ${service}.${name}`,
          messages: taken.map((each) => ref('channels', channel, 'messages', each)),
        }
      }
    }
  }

  channels.inbox = {
    address: null, description: 'Where the asker waits (core NATS request and reply)',
    messages: {
      commandReply: { payload: component('CommandReply', CommandReply) },
      answer: { payload: {}, description: 'A query’s answer' },
      fault: {
        description: 'Instead of an answer: the responder could not', payload: { type: 'string', description: 'For operators; holds no input' },
        headers: { type: 'object', required: ['zhijian-fault', 'zhijian-retry'], properties: { 'zhijian-fault': { type: 'string' }, 'zhijian-retry': { enum: ['now', 'later', 'never'] } } },
      },
    },
  }
  channels.push = {
    address: 'push.{recipient}', description: 'In-app notices to whoever looks now; may be lost (core NATS)', parameters: { recipient: { description: 'A person’s id' } },
    messages: { notice: { payload: {
      type: 'object', required: ['notice', 'facts', 'dedupe'], properties: { notice: { type: 'string' }, facts: { type: 'object' }, dedupe: { type: 'string' } },
    } } },
  }
  channels.signal = {
    address: 'signal.{call}', description: 'What two browsers tell each other to connect, sealed with the asker’s key, between gateways; may be lost (core NATS)',
    parameters: { call: { description: 'The call’s id' } },
    messages: { signal: { payload: {
      type: 'object', required: ['to', 'sealed'], properties: { to: { enum: ['asker', 'lawyer'] }, sealed: { allOf: [component('Sealed', Sealed)], 'x-personal': 'addresses of networks' } },
    } } },
  }
  operations['gateway.signal'] = { action: 'send', channel: ref('channels', 'signal') }
  operations['gateway.signalled'] = { action: 'receive', channel: ref('channels', 'signal') }
  operations['notifier.push'] = { action: 'send', channel: ref('channels', 'push') }

  schemas.EventHeaders = HEADERS
  for (let next = wanted.pop(); next; next = wanted.pop()) schemas[next[0]] = toSchema(next[1])
  return {
    asyncapi: '3.0.0',
    info: {
      title: '指尖公共法律服务平台：服务之间的消息', version: '1.0.0', license: { name: 'Apache-2.0' },
      description: 'Made from the contracts. Facts are carried, never owned: the log decides. Commands and queries are answered within their time or with a fault.',
    },
    defaultContentType: 'application/json',
    servers: { nats: { host: 'localhost:4222', protocol: 'nats', description: 'nats-server ≥ 2.12.15 with JetStream; in one process the same subjects without a server' } },
    channels, operations,
    components: { schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))) },
  }
}
