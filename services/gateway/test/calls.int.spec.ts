// What two browsers tell each other to connect, over two gateways: to the other side alone, sealed on the way, and kept nowhere.
import { callEvents, type CallSignal } from '@zhijian/contracts'
import { eventId, type NewEvent } from '@zhijian/event-store'
import { plus, timersOf, type Json, type JsonObject } from '@zhijian/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../src/config.ts'
import { createGateway, gatewayConfig, type GatewayServer } from '../src/index.ts'
import { openWorld, START, type World } from './world.ts'

/** Stands in an offer, and nowhere else. */
const ADDRESS = '10.77.66.55'
const HIS_TAB = 'his-tab-000000001'
const HER_TAB = 'her-tab-000000001'
const OFFER: CallSignal = { kind: 'offer', peer: 'his-peer-1', to: 'her-peer-1', sdp: `v=0 c=IN IP4 ${ADDRESS}` }

let world: World
let second: GatewayServer
let secondUrl: string
let carried: string[]
const streams: AbortController[] = []

/** What a browser reads of its live stream, as it comes. */
const listen = async (url: string, token: string, role: string): Promise<() => Promise<{ event: string; data: JsonObject }>> => {
  const away = new AbortController()
  streams.push(away)
  const response = await fetch(`${url}/api/v1/live?role=${role}`, { headers: { authorization: `Bearer ${token}` }, signal: away.signal })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const next = async (): Promise<{ event: string; data: JsonObject }> => {
    for (;;) {
      const cut = text.indexOf('\n\n')
      if (cut < 0) {
        const { value, done } = await reader.read()
        if (done) throw new Error('the stream ended')
        text += value
        continue
      }
      const message = text.slice(0, cut)
      text = text.slice(cut + 2)
      const event = /^event: (.*)$/m.exec(message)?.[1]
      if (event !== undefined) return { event, data: JSON.parse(/^data: (.*)$/m.exec(message)![1]!) as JsonObject }
    }
  }
  expect((await next()).event).toBe('ready')
  return next
}

beforeEach(async () => {
  carried = []
  world = await openWorld()
  const { store, bus, tokens, clock, systemClock, edgeState, secrets, sealer, lookup, keyring, blobs } = world
  await bus.listen('signal.>', (body: Json) => void carried.push(JSON.stringify(body)))
  second = await createGateway({
    bus, store, tokens, clock, systemClock, timers: timersOf(systemClock), edgeState, secrets, sealer, lookup, keyring, blobs, uploads: {} as never,
    codeSender: { send: async () => undefined }, config: gatewayConfig({ port: 0 }),
  })
  secondUrl = (await second.start()).url
})
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.abort()
  await second.stop()
  await world.close()
})

/** A call that rang, and what came of it, as consult-router writes it down. */
const happens = async (askerId: string, events: readonly (readonly [string, JsonObject])[], callId = 'k1'): Promise<void> => {
  const stream = `call-${callId}`
  const before = (await world.store.read(stream)).length
  await world.store.append(stream, events.map(([type, data], n): NewEvent => ({
    id: eventId(START, `test ${before + n}`, 0), type: callEvents.storedType(type), data: { callId, ...data, at: START },
    meta: { source: 'consult-router', time: START, recordedat: START, cause: 'command:Test', actorid: askerId, actorrole: 'citizen', correlationid: 'test', hashalg: 'sha256' },
  })), before === 0 ? 'no-stream' : before - 1)
}
const rung = (askerId: string): readonly [string, JsonObject] => ['CallRung', {
  consultationId: 'q1', askerId, lawyerId: 'zhao', by: 'lawyer', device: HIS_TAB, media: 'video', terms: { ringMs: 45_000, connectMs: 30_000, vouchMs: 20_000, lostMs: 60_000 }, ringDue: plus(START, 45_000),
}]
const taken: readonly [string, JsonObject] = ['CallTaken', { side: 'asker', device: HER_TAB, connectDue: START }]
const ended: readonly [string, JsonObject] = ['CallEnded', { end: 'hung-up', by: 'asker', connectedMs: 61_000, consultationId: 'q1', askerId: 'she', lawyerId: 'zhao', rungBy: 'lawyer' }]

const people = async () => {
  const [hers, his, eves] = [await world.citizen('13947400001'), await world.lawyer('person-zhao', 'zhao'), await world.citizen('13947400002')]
  const { body: { accountId } } = await world.ask({ path: 'auth/session', token: hers })
  return { hers, his, eves, askerId: accountId as string }
}
const signal = (token: string, role: 'citizen' | 'lawyer', device: string, said: unknown = OFFER) =>
  world.ask({ method: 'POST', path: 'calls/k1/signals', token, role, body: { device, signal: said } })

describe('signals of a call', () => {
  it('reach the other side at another gateway, and nobody else; on the way they are sealed, and nothing keeps them', async () => {
    const { hers, his, eves, askerId } = await people()
    await happens(askerId, [rung(askerId), taken])
    const [she, he, eve] = await Promise.all([listen(secondUrl, hers, 'citizen'), listen(world.url, his, 'lawyer'), listen(world.url, eves, 'citizen')])
    expect((await signal(his, 'lawyer', HIS_TAB)).status).toBe(202)
    expect(await she()).toEqual({ event: 'call-signal', data: { callId: 'k1', signal: JSON.stringify(OFFER) } })
    const answer: CallSignal = { kind: 'answer', peer: 'her-peer-1', to: 'his-peer-1', sdp: 'v=0' }
    expect((await signal(hers, 'citizen', HER_TAB, answer)).status).toBe(202)
    // The first thing he hears is hers, not what he said himself.
    expect(await he()).toEqual({ event: 'call-signal', data: { callId: 'k1', signal: JSON.stringify(answer) } })
    await happens(askerId, [ended])
    for (const next of [she, he]) expect(await next()).toMatchObject({ event: 'call-ended', data: { callId: 'k1', consultationId: 'q1' } })
    // The first thing that Eve hears is her own.
    const { body: { accountId: eveId } } = await world.ask({ path: 'auth/session', token: eves })
    await happens(eveId, [['CallRung', { ...rung(eveId)[1], lawyerId: 'li' }]], 'k2')
    expect(await eve()).toMatchObject({ event: 'call-rung', data: { callId: 'k2' } })
    expect(carried.length).toBe(2)
    expect(carried.join()).not.toContain(ADDRESS)
    const log: string[] = []
    for (const category of ['call', 'account', 'person']) for (const id of await world.store.streams(category)) log.push(JSON.stringify(await world.store.read(id)))
    expect(log.join().match(/CallEnded|CallRung/g)).toHaveLength(3)
    expect(log.join()).not.toContain(ADDRESS)
    expect(world.errors.join()).not.toContain(ADDRESS)
  })

  it('go in order', async () => {
    const { hers, his, askerId } = await people()
    await happens(askerId, [rung(askerId), taken])
    const she = await listen(secondUrl, hers, 'citizen')
    const peers = Array.from({ length: 20 }, (_, n) => `peer-no-${n}`)
    for (const peer of peers) expect((await signal(his, 'lawyer', HIS_TAB, { kind: 'here', peer })).status).toBe(202)
    const heard: unknown[] = []
    while (heard.length < peers.length) heard.push((JSON.parse((await she()).data['signal'] as string) as JsonObject)['peer'])
    expect(heard).toEqual(peers)
  })

  it('are taken of the two alone, of the tab that took the call, and while it is on', async () => {
    const { hers, his, eves, askerId } = await people()
    expect((await signal(hers, 'citizen', HER_TAB)).status).toBe(404)
    await happens(askerId, [rung(askerId)])
    expect(await signal(his, 'lawyer', HIS_TAB)).toMatchObject({ status: 409, body: { code: 'not-taken-yet' } })
    await happens(askerId, [taken])
    expect((await signal(eves, 'citizen', HER_TAB)).status).toBe(404)
    expect((await signal(await world.lawyer('person-li', 'li'), 'lawyer', HIS_TAB)).status).toBe(404)
    expect((await world.ask({ path: 'calls/k1', token: eves })).status).toBe(404)
    expect(await signal(hers, 'citizen', 'another-tab-00001')).toMatchObject({ status: 409, body: { code: 'taken-elsewhere' } })
    await happens(askerId, [ended])
    expect(await signal(hers, 'citizen', HER_TAB)).toMatchObject({ status: 409, body: { code: 'call-over' } })
    expect(carried).toEqual([])
  })

  it('are of a few kinds, and of bounded size and number', async () => {
    const { hers, askerId } = await people()
    await happens(askerId, [rung(askerId), taken])
    for (const said of [{ kind: 'chat', text: 'x' }, { ...OFFER, sdp: 'x'.repeat(16_001) }, { ...OFFER, more: 1 }, { kind: 'candidates', peer: 'her-peer-1', to: 'his-peer-1', candidates: [] }]) {
      expect((await signal(hers, 'citizen', HER_TAB, said)).status).toBe(400)
    }
    const answers = []
    for (let n = 0; n <= LIMITS.rate.signal.capacity; n += 1) answers.push((await signal(hers, 'citizen', HER_TAB)).status)
    expect(answers).toContain(202)
    expect(answers.at(-1)).toBe(429)
  })
})

describe('a call', () => {
  it('is shown to its two sides, each as its own', async () => {
    const { hers, his, askerId } = await people()
    await world.bus.respond('qry.lawyer-pool.lawyers', async () => [{ lawyerId: 'zhao', name: '赵律师', firm: '卓资所', licence: '1' }])
    await happens(askerId, [rung(askerId)])
    expect((await world.ask({ path: 'calls/k1', token: hers })).body).toMatchObject({ side: 'asker', by: 'lawyer', phase: 'ringing', device: null, lawyer: { name: '赵律师' } })
    expect((await world.ask({ path: 'calls/k1', token: his, role: 'lawyer' })).body).toMatchObject({ side: 'lawyer', device: HIS_TAB })
    expect(JSON.stringify((await world.ask({ path: 'calls/k1', token: his, role: 'lawyer' })).body)).not.toContain(askerId)
  })
  it('rings until its time and not longer, also while nobody writes down that it was missed', async () => {
    const { hers, askerId } = await people()
    await world.bus.respond('qry.lawyer-pool.lawyers', async () => [])
    await world.bus.respond('qry.consult-router.calls-on', async () => [{ callId: 'k1' }])
    await happens(askerId, [rung(askerId)])
    const phases = async () => [(await world.ask({ path: 'calls', token: hers })).body.items.length, (await world.ask({ path: 'calls/k1', token: hers })).body.phase]
    world.clock.advance({ seconds: 44 })
    expect(await phases()).toEqual([1, 'ringing'])
    world.clock.advance({ hours: 1 })
    expect(await phases()).toEqual([0, 'ended'])
    expect((await world.ask({ path: 'calls/k1', token: hers })).body).toMatchObject({ end: 'missed', endedAt: plus(START, 45_000), endedBy: null })
    expect(await signal(hers, 'citizen', HER_TAB)).toMatchObject({ status: 409, body: { code: 'call-over' } })
  })
})
