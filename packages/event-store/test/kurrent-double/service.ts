// KurrentDB's protocol as far as the store speaks it, on the service definitions that its client ships. Where a server's way is
// not obvious from the protocol, it is that of KurrentDB's source (Core/Services/Transport: Grpc, Enumerators):
// R1 A filtered reading of the whole log ends where it meets one match more than was asked for, or at the log's end; until
//    then it looks on, and its answer stays open.
// R2 A filtered subscription looks at pages of 32 records. It reports where a page began, when it has looked at so many as were
//    asked for, and always before it says that it has caught up.
// R3 A subscription that falls behind goes back to reading pages and says that it has caught up once more; that it fell behind
//    is not said, though the protocol has a word for it.
import * as grpc from '@grpc/grpc-js'
import gossip from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js'
import gossipGrpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js'
import features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js'
import featuresGrpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js'
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js'
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js'
import streamsGrpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js'
import type * as pb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js'
import usersPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/usermanagement_pb.js'
import usersGrpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/usermanagement_grpc_pb.js'
import type * as upb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/usermanagement_pb.js'
import type { DoubleLog, ExpectedRevision, LogRecord, Proposed, Right, User } from './log.ts'

/** What becomes of one append. */
export type AppendFate =
  /** Written, but the line is cut before the answer. */
  | 'landed, unanswered'
  /** The line is cut before anything is written. */
  | 'lost'
  /** Written, and never answered. */
  | 'landed, silent'
  /** Refused by a node that is not the leader; it names itself as the leader. */
  | 'not leader'
  /** Refused as if somebody had been faster. */
  | 'wrong version'
  /** Refused by a server that was told to take smaller events. */
  | 'event too large'
  | 'unavailable'

export interface Settings {
  /** Users are asked for their passwords, and streams for their rights. */
  readonly isSecured: boolean
  /** Where this node says that it is, in gossip and as the leader. */
  readonly address: () => { readonly host: string; readonly port: number }
  /** What KurrentDB says of itself. */
  readonly version: string
  /** Cuts every line to a client. */
  readonly cut: () => void
}

export interface Service {
  readonly server: grpc.Server
  /** Fates of the next appends to streams of users; then they succeed. */
  readonly fates: AppendFate[]
  /** Ends every subscription, as a server does with who reads too slowly. */
  dropSubscriptions(): number
  /** Reads and subscriptions are begun and never answered while this is true. */
  isMute: boolean
  /** So many of the next reads are refused by a node that is not the leader. */
  misled: number
  /** Where the leader is said to be; null: here. */
  leaderPort: number | null
  /** `considered`: records of the whole log that were looked at for somebody. */
  readonly counts: { appends: number; reads: number; subscriptions: number; considered: number; passwordsTold: number }
}

const refusal = (code: grpc.status, details: string, more: Readonly<Record<string, string>> = {}): Partial<grpc.StatusObject> => {
  const metadata = new grpc.Metadata()
  for (const [key, value] of Object.entries(more)) metadata.set(key, value)
  return { code, details, metadata }
}
const denied = refusal(grpc.status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' })
const unauthenticated = refusal(grpc.status.UNAUTHENTICATED, 'Unauthenticated')

/** Records in a page, and in what a live subscription may be behind before it goes back to reading pages. */
const WINDOW = 32
/** MaxAppendSize, as it is unless somebody sets it. */
const MAX_APPEND_BYTES = 1024 * 1024

const sizeOf = ({ type, data, metadata }: Proposed): number => Buffer.byteLength(data, 'base64') + Buffer.byteLength(metadata, 'base64') + type.length * 2

const nameOf = (identifier: { getStreamName_asU8(): Uint8Array } | undefined): string => Buffer.from(identifier!.getStreamName_asU8()).toString('utf8')

export const createService = (log: DoubleLog, settings: Settings): Service => {
  const counts = { appends: 0, reads: 0, subscriptions: 0, considered: 0, passwordsTold: 0 }
  const fates: AppendFate[] = []
  const subscriptions = new Set<(status: Partial<grpc.StatusObject>) => void>()

  /** @returns null for nobody @throws what the call ends with */
  const userOf = (metadata: grpc.Metadata): User | null => {
    const header = metadata.get('authorization')[0]?.toString()
    if (header === undefined) return null
    const [login, password] = Buffer.from(header.replace(/^Basic /, ''), 'base64').toString('utf8').split(':')
    if (log.users.get(login!)?.password === password) counts.passwordsTold += 1
    if (!settings.isSecured) return null
    const user = log.users.get(login!)
    if (user?.password !== password) throw unauthenticated
    return user!
  }
  const demand = (metadata: grpc.Metadata, right: Right, stream: string): void => {
    const user = userOf(metadata)
    if (settings.isSecured && !log.may(user, right, stream)) throw denied
  }
  const notLeader = (): Partial<grpc.StatusObject> => refusal(grpc.status.NOT_FOUND, 'Leader info available', {
    'exception': 'not-leader', 'leader-endpoint-host': settings.address().host, 'leader-endpoint-port': String(service.leaderPort ?? settings.address().port),
  })

  // ---- appending -------------------------------------------------------------------------------------------------------
  const answerAppend = (expected: ExpectedRevision, answer: ReturnType<DoubleLog['append']>): pb.AppendResp => {
    const response = new streams.AppendResp()
    if ('current' in answer) {
      const wrong = new streams.AppendResp.WrongExpectedVersion()
      if (answer.current < 0) wrong.setCurrentNoStream(new shared.Empty())
      else wrong.setCurrentRevision(String(answer.current))
      if (expected === 'any') wrong.setExpectedAny(new shared.Empty())
      else if (expected === 'exists') wrong.setExpectedStreamExists(new shared.Empty())
      else if (expected < 0) wrong.setExpectedNoStream(new shared.Empty())
      else wrong.setExpectedRevision(String(expected))
      response.setWrongExpectedVersion(wrong)
      return response
    }
    const success = new streams.AppendResp.Success()
    success.setCurrentRevision(String(answer.revision))
    const position = new streams.AppendResp.Position()
    position.setCommitPosition(String(answer.position))
    position.setPreparePosition(String(answer.position))
    success.setPosition(position)
    response.setSuccess(success)
    return response
  }

  const expectedOf = (options: pb.AppendReq.Options): ExpectedRevision => {
    if (options.hasAny()) return 'any'
    if (options.hasStreamExists()) return 'exists'
    return options.hasNoStream() ? -1 : Number(options.getRevision())
  }

  const append: grpc.handleClientStreamingCall<pb.AppendReq, pb.AppendResp> = (call, answer) => {
    let options: pb.AppendReq.Options | undefined
    const events: Proposed[] = []
    call.on('data', (request: pb.AppendReq) => {
      options ??= request.getOptions()
      const message = request.getProposedMessage()
      if (!message) return
      const about = message.getMetadataMap()
      events.push({
        id: message.getId()!.getString(), type: about.get('type')!, contentType: about.get('content-type')!,
        data: message.getData_asB64(), metadata: message.getCustomMetadata_asB64(),
      })
    })
    call.on('error', () => {})
    call.on('end', () => {
      counts.appends += 1
      try {
        const stream = nameOf(options!.getStreamIdentifier())
        const expected = expectedOf(options!)
        demand(call.metadata, '$w', stream)
        const fate = stream.includes('-') && !stream.startsWith('$') ? fates.shift() : undefined
        if (fate === 'lost') return settings.cut()
        if (fate === 'unavailable') return answer(refusal(grpc.status.UNAVAILABLE, 'Server Is Too Busy'))
        if (fate === 'not leader') return answer(notLeader())
        if (fate === 'event too large') {
          return answer(refusal(grpc.status.INVALID_ARGUMENT, 'Event exceeds Maximum Append Event Size', { 'exception': 'maximum-append-event-size-exceeded', 'maximum-append-event-size': '64' }))
        }
        if (events.reduce((sum, event) => sum + sizeOf(event), 0) > MAX_APPEND_BYTES) {
          throw refusal(grpc.status.INVALID_ARGUMENT, 'Maximum Append Size Exceeded.', { 'exception': 'maximum-append-size-exceeded', 'maximum-append-size': String(MAX_APPEND_BYTES) })
        }
        if (fate === 'wrong version') return answer(null, answerAppend(expected, { current: typeof expected === 'number' ? expected + 1 : 0 }))
        const answered = log.append(stream, expected, events)
        if (fate === 'landed, unanswered') return settings.cut()
        if (fate === 'landed, silent') return
        answer(null, answerAppend(expected, answered))
      } catch (error) {
        answer(error as grpc.ServiceError)
      }
    })
  }

  // ---- reading ---------------------------------------------------------------------------------------------------------
  const uuid = (id: string, isString: boolean) => {
    const made = new shared.UUID()
    if (isString) {
      made.setString(id)
      return made
    }
    const bits = id.replaceAll('-', '')
    const structured = new shared.UUID.Structured()
    structured.setMostSignificantBits(BigInt.asIntN(64, BigInt(`0x${bits.slice(0, 16)}`)).toString())
    structured.setLeastSignificantBits(BigInt.asIntN(64, BigInt(`0x${bits.slice(16)}`)).toString())
    made.setStructured(structured)
    return made
  }

  const eventOf = (record: LogRecord, isString: boolean): pb.ReadResp => {
    const recorded = new streams.ReadResp.ReadEvent.RecordedEvent()
    recorded.setId(uuid(record.id, isString))
    const identifier = new shared.StreamIdentifier()
    identifier.setStreamName(Buffer.from(record.stream).toString('base64'))
    recorded.setStreamIdentifier(identifier)
    recorded.setStreamRevision(String(record.revision))
    recorded.setPreparePosition(String(record.position))
    recorded.setCommitPosition(String(record.position))
    const about = recorded.getMetadataMap()
    about.set('type', record.type)
    about.set('content-type', record.contentType)
    about.set('created', String(record.created * 10_000))
    recorded.setData(record.data)
    recorded.setCustomMetadata(record.metadata)
    const event = new streams.ReadResp.ReadEvent()
    event.setEvent(recorded)
    event.setCommitPosition(String(record.position))
    const response = new streams.ReadResp()
    response.setEvent(event)
    return response
  }

  const filterOf = (options: pb.ReadReq.Options): ((record: LogRecord) => boolean) => {
    const filter = options.getFilter()
    if (!filter) return () => true
    const byStream = filter.getStreamIdentifier()
    const expression = byStream ?? filter.getEventType()!
    const regex = expression.getRegex() === '' ? null : new RegExp(expression.getRegex(), 'u')
    const prefixes = expression.getPrefixList()
    return (record) => {
      const name = byStream ? record.stream : record.type
      return regex ? regex.test(name) : prefixes.some((prefix) => name.startsWith(prefix))
    }
  }

  /** First record a reading begins with; a place where no record begins is nobody's. */
  const placeOf = (position: { getCommitPosition(): string } | undefined): number => {
    const at = Number(position!.getCommitPosition())
    if (log.records[log.indexAfter(at) - 1]?.position !== at) throw refusal(grpc.status.INVALID_ARGUMENT, 'Trying to read from an invalid position.')
    return at
  }

  const readStream = (call: grpc.ServerWritableStream<pb.ReadReq, pb.ReadResp>, options: pb.ReadReq.Options, isString: boolean): void => {
    const asked = options.getStream()!
    const name = nameOf(asked.getStreamIdentifier())
    demand(call.metadata, '$r', name)
    const there = log.stream(name)
    if (there.length === 0) {
      const missing = new streams.ReadResp.StreamNotFound()
      missing.setStreamIdentifier(asked.getStreamIdentifier())
      const response = new streams.ReadResp()
      response.setStreamNotFound(missing)
      call.write(response)
      return void call.end()
    }
    const isBackwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS
    const from = asked.hasStart() ? 0 : asked.hasEnd() ? Number.MAX_SAFE_INTEGER : Number(asked.getRevision())
    const found = isBackwards ? there.filter((record) => record.revision <= from).reverse() : there.filter((record) => record.revision >= from)
    for (const record of found.slice(0, Number(options.getCount()))) call.write(eventOf(record, isString))
    if ((options.getControlOption()?.getCompatibility() ?? 0) >= 1) call.write(new streams.ReadResp().setLastStreamPosition(String(there.at(-1)!.revision)))
    call.end()
  }

  const readAll = (call: grpc.ServerWritableStream<pb.ReadReq, pb.ReadResp>, options: pb.ReadReq.Options, isString: boolean): void => {
    const asked = options.getAll()!
    const isBackwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS
    const from = asked.hasStart() ? 0 : asked.hasEnd() ? Number.MAX_SAFE_INTEGER : Number(asked.getPosition()!.getCommitPosition())
    const wanted = filterOf(options)
    // Forwards from a place includes it, backwards does not.
    const those = isBackwards ? log.records.filter((record) => record.position < from).reverse() : log.records.filter((record) => record.position >= from)
    let room = Number(options.getCount())
    for (const record of those) {
      counts.considered += 1
      if (!log.isShown(record) || !wanted(record)) continue
      if (room === 0) break
      room -= 1
      call.write(eventOf(record, isString))
    }
    call.end()
  }

  const subscribe = (call: grpc.ServerWritableStream<pb.ReadReq, pb.ReadResp>, options: pb.ReadReq.Options, isString: boolean): void => {
    const asked = options.getAll()!
    const filter = options.getFilter()
    const wanted = filterOf(options)
    const interval = (filter?.getCheckpointintervalmultiplier() || 1) * (filter?.hasMax() ? filter.getMax() : WINDOW)
    const last = (): number => log.records.at(-1)?.position ?? -1
    let looked = asked.hasPosition() ? placeOf(asked.getPosition()) : asked.hasEnd() ? last() : -1
    /** Place of the last event or report that was sent; of the last report. */
    let told = looked
    let reported = -1
    let isOver = false
    let stopWaiting: () => void = () => {}
    const end = (status: Partial<grpc.StatusObject>): void => {
      isOver = true
      stopWaiting()
      call.emit('error', status)
    }
    subscriptions.add(end)
    call.on('cancelled', () => {
      isOver = true
      stopWaiting()
      subscriptions.delete(end)
    })
    const wait = (begin: (resolve: () => void) => () => void): Promise<void> => new Promise((resolve) => {
      const cancel = begin(resolve)
      stopWaiting = () => {
        cancel()
        resolve()
      }
    })
    const send = async (response: pb.ReadResp): Promise<void> => {
      if (isOver || call.write(response)) return
      await wait((resolve) => {
        call.once('drain', resolve)
        return () => call.off('drain', resolve)
      })
    }
    const report = async (place: number): Promise<void> => {
      if (!filter || place <= reported) return
      reported = place
      await send(new streams.ReadResp().setCheckpoint(new streams.ReadResp.Checkpoint().setCommitPosition(String(place)).setPreparePosition(String(place))))
    }
    const caughtUp = (): Promise<void> => send(new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()))
    const follow = async (): Promise<void> => {
      await send(new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId('double')))
      let isLive = looked >= last()
      if (isLive) await caughtUp()
      for (let considered = 0; !isOver;) {
        const next = log.records.slice(log.indexAfter(looked))
        if (isLive && next.length > WINDOW) {
          isLive = false
          considered = 0
          await report(told)
        }
        if (isLive && next.length === 0) await wait(log.onceAppended)
        const page = next.slice(0, WINDOW)
        for (const record of page) {
          if (isOver) return
          looked = record.position
          considered += 1
          counts.considered += 1
          if (wanted(record) && log.isShown(record)) {
            told = looked
            await send(eventOf(record, isString))
          }
          if (isLive && considered >= interval) {
            considered = 0
            told = looked
            await report(told)
          }
        }
        if (isLive) continue
        told = Math.max(told, page[0]?.position ?? 0)
        if (page.length < WINDOW) {
          await report(told)
          await caughtUp()
          isLive = true
          considered = 0
        } else if (considered >= interval) {
          considered %= interval
          await report(told)
        }
      }
    }
    void follow()
  }

  const read: grpc.handleServerStreamingCall<pb.ReadReq, pb.ReadResp> = (call) => {
    const options = call.request.getOptions()!
    const isString = options.getUuidOption()?.hasString() ?? false
    call.on('error', () => {})
    try {
      if (options.hasSubscription()) {
        counts.subscriptions += 1
        if (service.isMute) return
        demand(call.metadata, '$r', '$all')
        return subscribe(call, options, isString)
      }
      counts.reads += 1
      if (service.isMute) return
      if (service.misled > 0) {
        service.misled -= 1
        throw notLeader()
      }
      if (options.hasStream()) return readStream(call, options, isString)
      demand(call.metadata, '$r', '$all')
      readAll(call, options, isString)
    } catch (error) {
      call.emit('error', error)
    }
  }

  // ---- users, features, members ----------------------------------------------------------------------------------------
  const admin = (call: { readonly metadata: grpc.Metadata }): void => {
    if (settings.isSecured && !userOf(call.metadata)?.groups.includes('$admins')) throw denied
  }
  const unary = <Q, A>(work: (call: grpc.ServerUnaryCall<Q, A>) => A): grpc.handleUnaryCall<Q, A> => (call, answer) => {
    try {
      answer(null, work(call))
    } catch (error) {
      answer(error as grpc.ServiceError)
    }
  }
  const createUser = unary<upb.CreateReq, upb.CreateResp>((call) => {
    admin(call)
    const asked = call.request.getOptions()!
    if (log.users.has(asked.getLoginName())) {
      throw refusal(grpc.status.FAILED_PRECONDITION, 'Conflict.', { 'exception': 'user-conflict', 'login-name': asked.getLoginName() })
    }
    log.addUser({ login: asked.getLoginName(), password: asked.getPassword(), groups: asked.getGroupsList() })
    return new usersPb.CreateResp()
  })
  const known = (login: string): User => {
    const user = log.users.get(login)
    if (!user) throw refusal(grpc.status.NOT_FOUND, `User '${login}' is not found.`, { 'exception': 'user-not-found', 'login-name': login })
    return user
  }
  const updateUser = unary<upb.UpdateReq, upb.UpdateResp>((call) => {
    admin(call)
    const asked = call.request.getOptions()!
    log.addUser({ ...known(asked.getLoginName()), groups: asked.getGroupsList() })
    return new usersPb.UpdateResp()
  })
  const resetPassword = unary<upb.ResetPasswordReq, upb.ResetPasswordResp>((call) => {
    admin(call)
    const asked = call.request.getOptions()!
    log.addUser({ ...known(asked.getLoginName()), password: asked.getNewPassword() })
    return new usersPb.ResetPasswordResp()
  })

  const supported = unary((): InstanceType<typeof features.SupportedMethods> => {
    const methods = new features.SupportedMethods()
    methods.setEventStoreServerVersion(settings.version)
    methods.setMethodsList(['append', 'read'].map((name) => {
      const method = new features.SupportedMethod()
      method.setServiceName('event_store.client.streams.streams')
      method.setMethodName(name)
      method.setFeaturesList(name === 'read' ? ['position', 'events'] : [])
      return method
    }))
    return methods
  })
  const members = unary((): InstanceType<typeof gossip.ClusterInfo> => {
    const member = new gossip.MemberInfo()
    member.setInstanceId(uuid('00000000-0000-4000-8000-000000000000', false))
    member.setTimeStamp('0')
    member.setState(gossip.MemberInfo.VNodeState.LEADER)
    member.setIsAlive(true)
    const at = new gossip.EndPoint()
    at.setAddress(settings.address().host)
    at.setPort(settings.address().port)
    member.setHttpEndPoint(at)
    const info = new gossip.ClusterInfo()
    info.setMembersList([member])
    return info
  })

  const server = new grpc.Server()
  server.addService(streamsGrpc.StreamsService as unknown as grpc.ServiceDefinition, { append, read } as never)
  server.addService(featuresGrpc.ServerFeaturesService as unknown as grpc.ServiceDefinition, { getSupportedMethods: supported } as never)
  server.addService(gossipGrpc.GossipService as unknown as grpc.ServiceDefinition, { read: members } as never)
  server.addService(usersGrpc.UsersService as unknown as grpc.ServiceDefinition, { create: createUser, update: updateUser, resetPassword } as never)

  const service: Service = {
    server, fates, counts,
    isMute: false,
    misled: 0,
    leaderPort: null,
    dropSubscriptions() {
      const those = [...subscriptions]
      subscriptions.clear()
      for (const end of those) end(refusal(grpc.status.ABORTED, 'Operation timed out: consumer too slow'))
      return those.length
    },
  }
  return service
}
