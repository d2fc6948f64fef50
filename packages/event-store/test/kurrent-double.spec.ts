// The double, spoken to in the protocol's own words: with the stubs and messages that KurrentDB's client ships. What it says
// is read back through them, so that a field that the protocol does not have could not be said.
import * as grpc from '@grpc/grpc-js'
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js'
import gossipGrpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js'
import featuresGrpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js'
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js'
import streamsGrpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js'
import type * as pb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDouble, type Double } from './kurrent-double/start.ts'
import { kurrentFacts } from './kurrent-facts.ts'

let double: Double
let client: InstanceType<typeof streamsGrpc.StreamsClient>
beforeAll(async () => {
  double = await startDouble()
  client = new streamsGrpc.StreamsClient(`127.0.0.1:${double.port}`, grpc.credentials.createInsecure())
})
afterAll(async () => {
  client.close()
  await double.dispose()
})

const identifier = (name: string) => new shared.StreamIdentifier().setStreamName(Buffer.from(name).toString('base64'))
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

interface Said { readonly n: number; readonly text: string; readonly type?: string }

const append = (stream: string, expected: number | 'any', events: readonly Said[]): Promise<pb.AppendResp> => new Promise((resolve, reject) => {
  const call = client.append((error, response) => (error ? reject(error) : resolve(response!)))
  const options = new streams.AppendReq.Options().setStreamIdentifier(identifier(stream))
  if (expected === 'any') options.setAny(new shared.Empty())
  else if (expected < 0) options.setNoStream(new shared.Empty())
  else options.setRevision(String(expected))
  call.write(new streams.AppendReq().setOptions(options))
  for (const { n, text, type = 'Said' } of events) {
    const message = new streams.AppendReq.ProposedMessage().setId(new shared.UUID().setString(id(n)))
    message.getMetadataMap().set('type', type).set('content-type', 'application/octet-stream')
    message.setData(Buffer.from(text).toString('base64')).setCustomMetadata(Buffer.from('about').toString('base64'))
    call.write(new streams.AppendReq().setProposedMessage(message))
  }
  call.end()
})

const answersOf = (request: pb.ReadReq, enough: (responses: readonly pb.ReadResp[]) => boolean = () => false): Promise<readonly pb.ReadResp[]> =>
  new Promise((resolve, reject) => {
    const responses: pb.ReadResp[] = []
    const call = client.read(request)
    call.on('data', (response: pb.ReadResp) => {
      responses.push(response)
      if (enough(responses)) call.cancel()
    })
    call.on('end', () => resolve(responses))
    call.on('error', (error: grpc.ServiceError) => (error.code === grpc.status.CANCELLED ? resolve(responses) : reject(error)))
  })

const reading = (fill: (options: pb.ReadReq.Options) => void): pb.ReadReq => {
  const options = new streams.ReadReq.Options()
  options.setUuidOption(new streams.ReadReq.Options.UUIDOption().setString(new shared.Empty()))
  options.setNoFilter(new shared.Empty())
  fill(options)
  return new streams.ReadReq().setOptions(options)
}
const ofStream = (name: string, count = 1000): pb.ReadReq => reading((options) => {
  options.setStream(new streams.ReadReq.Options.StreamOptions().setStreamIdentifier(identifier(name)).setStart(new shared.Empty())).setCount(String(count))
})
const position = (commit: number) => new streams.ReadReq.Options.Position().setCommitPosition(String(commit)).setPreparePosition(String(commit))
const ofAll = (from: number | null, prefixes: readonly string[], subscribed = false): pb.ReadReq => reading((options) => {
  const all = new streams.ReadReq.Options.AllOptions()
  options.setAll(from === null ? all.setStart(new shared.Empty()) : all.setPosition(position(from)))
  const expression = new streams.ReadReq.Options.FilterOptions.Expression().setPrefixList([...prefixes])
  options.setFilter(new streams.ReadReq.Options.FilterOptions().setStreamIdentifier(expression).setCount(new shared.Empty()).setCheckpointintervalmultiplier(1))
  if (subscribed) options.setSubscription(new streams.ReadReq.Options.SubscriptionOptions())
  else options.setCount('1000')
})
const eventsIn = (responses: readonly pb.ReadResp[]) => responses.flatMap((response) => {
  const event = response.getEvent()?.getEvent()
  return event ? [{
    id: event.getId()!.getString(), revision: Number(event.getStreamRevision()), text: Buffer.from(event.getData_asU8()).toString('utf8'),
    type: event.getMetadataMap().get('type'), at: Number(event.getCommitPosition()), about: Buffer.from(event.getCustomMetadata_asU8()).toString('utf8'),
  }] : []
})

describe('the double of KurrentDB', () => {
  it('serves only what the protocol has, under its own names', () => {
    expect(streamsGrpc.StreamsService.append.path).toBe('/event_store.client.streams.Streams/Append')
    expect(streamsGrpc.StreamsService.read.path).toBe('/event_store.client.streams.Streams/Read')
  })

  it('appends at an expected revision and gives back what it was given', async () => {
    const answer = await append('a-1', -1, [{ n: 1, text: 'one' }, { n: 2, text: 'two' }])
    expect(answer.getSuccess()!.getCurrentRevision()).toBe('1')
    const events = eventsIn(await answersOf(ofStream('a-1')))
    expect(events).toMatchObject([{ id: id(1), revision: 0, text: 'one', type: 'Said', about: 'about' }, { id: id(2), revision: 1, text: 'two' }])
    expect(answer.getSuccess()!.getPosition()!.getCommitPosition()).toBe(String(events[1]!.at))
    expect(events[1]!.at).toBeGreaterThan(events[0]!.at)
  })

  it('refuses another revision, and says which it has and which was expected', async () => {
    await append('b-1', -1, [{ n: 1, text: 'one' }])
    const early = (await append('b-1', 4, [{ n: 9, text: 'x' }])).getWrongExpectedVersion()!
    expect([early.getCurrentRevision(), early.getExpectedRevision()]).toEqual(['0', '4'])
    const there = (await append('b-1', -1, [{ n: 9, text: 'x' }])).getWrongExpectedVersion()!
    expect([there.getCurrentRevision(), there.hasExpectedNoStream()]).toEqual(['0', true])
    expect((await append('b-2', 0, [{ n: 9, text: 'x' }])).getWrongExpectedVersion()!.hasCurrentNoStream()).toBe(true)
  })

  it('acknowledges the same ids at the same place, whatever else they say, and keeps what it had', async () => {
    const first = await append('c-1', -1, [{ n: 1, text: 'one' }, { n: 2, text: 'two' }])
    const again = await append('c-1', -1, [{ n: 1, text: 'EINS', type: 'Other' }, { n: 2, text: 'ZWEI' }])
    expect(again.getSuccess()!.toObject()).toEqual(first.getSuccess()!.toObject())
    expect(eventsIn(await answersOf(ofStream('c-1'))).map((event) => event.text)).toEqual(['one', 'two'])
    expect((await append('c-1', -1, [{ n: 1, text: 'one' }, { n: 3, text: 'three' }])).hasWrongExpectedVersion()).toBe(true)
    expect((await append('c-1', 0, [{ n: 1, text: 'one' }])).hasWrongExpectedVersion()).toBe(true)
  })

  it('says of a stream that there is none', async () => {
    const [answer] = await answersOf(ofStream('nothing-1'))
    expect(Buffer.from(answer!.getStreamNotFound()!.getStreamIdentifier()!.getStreamName_asU8()).toString('utf8')).toBe('nothing-1')
  })

  it('reads the whole log from a place on, with it, and refuses a place where nothing begins', async () => {
    await append('d-1', -1, [{ n: 1, text: 'one' }, { n: 2, text: 'two' }])
    const [first, second] = eventsIn(await answersOf(ofAll(null, ['d-'])))
    expect(eventsIn(await answersOf(ofAll(first!.at, ['d-']))).map((event) => event.text)).toEqual(['one', 'two'])
    expect(eventsIn(await answersOf(ofAll(second!.at, ['d-']))).map((event) => event.text)).toEqual(['two'])
    await expect(answersOf(ofAll(second!.at + 1, ['d-'], true))).rejects.toMatchObject({ code: grpc.status.INVALID_ARGUMENT })
  })

  it('follows the log from a place on, without it: what matches, a report after so many others, and when it has caught up', async () => {
    await append('e-1', -1, [{ n: 1, text: 'one' }])
    await double.order({ do: 'fill', count: 40 })
    await append('e-1', 0, [{ n: 2, text: 'two' }])
    const [first] = eventsIn(await answersOf(ofAll(null, ['e-'])))
    const answers = await answersOf(ofAll(first!.at, ['e-'], true), (those) => those.some((each) => each.hasCaughtUp()))
    const kinds = answers.map((each) => (each.hasConfirmation() ? 'confirmed' : each.hasEvent() ? 'event' : each.hasCheckpoint() ? 'report' : each.hasCaughtUp() ? 'caught up' : 'other'))
    expect(kinds).toEqual(['confirmed', 'report', 'event', 'report', 'caught up'])
    const report = Number(answers[1]!.getCheckpoint()!.getCommitPosition())
    expect(report).toBeGreaterThan(first!.at)
    expect(report).toBeLessThan(eventsIn(answers)[0]!.at)
  })

  it('keeps what it acknowledged when it is killed', async () => {
    await append('f-1', -1, [{ n: 1, text: 'one' }])
    await double.kill()
    await double.start()
    await new Promise<void>((resolve, reject) => client.waitForReady(Number.POSITIVE_INFINITY, (error) => (error ? reject(error) : resolve())))
    expect(eventsIn(await answersOf(ofStream('f-1'))).map((event) => event.text)).toEqual(['one'])
    expect((await append('f-1', -1, [{ n: 1, text: 'one' }])).hasSuccess()).toBe(true)
  })

  it('names itself as the leader, as the client reads it', async () => {
    await double.order({ do: 'fates', fates: ['not leader'] })
    const error = await append('g-1', 'any', [{ n: 1, text: 'one' }]).then(() => null, (refusal: grpc.ServiceError) => refusal)
    expect(error!.metadata.getMap()).toMatchObject({ 'exception': 'not-leader', 'leader-endpoint-host': '127.0.0.1', 'leader-endpoint-port': String(double.port) })
    const gossip = new gossipGrpc.GossipClient(`127.0.0.1:${double.port}`, grpc.credentials.createInsecure())
    const members = await new Promise<readonly number[]>((resolve, reject) =>
      gossip.read(new shared.Empty(), (failure, info) => (failure ? reject(failure) : resolve(info!.getMembersList().map((member) => member.getHttpEndPoint()!.getPort())))))
    expect(members).toEqual([double.port])
    gossip.close()
  })

  it('says that it takes appends and reads, and no more', async () => {
    const features = new featuresGrpc.ServerFeaturesClient(`127.0.0.1:${double.port}`, grpc.credentials.createInsecure())
    const methods = await new Promise<readonly string[]>((resolve, reject) =>
      features.getSupportedMethods(new shared.Empty(), (failure, those) => (failure ? reject(failure) : resolve(those!.getMethodsList().map((each) => each.getMethodName())))))
    expect(methods).toEqual(['append', 'read'])
    features.close()
  })
})

kurrentFacts('the double', () => ({ url: double.url }))
