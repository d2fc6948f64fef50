import { consultationEvents, deliveryEvents, ROLES } from '@zhijian/contracts'
import { eventId, type EventStore, type NewEvent } from '@zhijian/event-store'
import { Fault, plus, timersOf, type JsonObject } from '@zhijian/kernel'
import type { ServerResponse } from 'node:http'
import { Writable } from 'node:stream'
import { silentLog } from '@zhijian/runtime'
import { mutatedText, triedOn } from '@zhijian/testkit/hostile'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLiveHub } from '../src/live.ts'
import { openWorld, START, type World } from './world.ts'

let world: World
const open: Stream[] = []
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  for (const stream of open.splice(0)) stream.close()
  await world.close()
})

interface Message { readonly id?: string; readonly event?: string; readonly data?: string; readonly comment?: string; readonly retry?: string }

const SOMEBODY = { account: 'somebody', address: null }

/** Reads a live stream as a browser would. */
class Stream {
  readonly seen: Message[] = []
  readonly #away = new AbortController()
  #wake: () => void = () => undefined
  ended = false
  status = 0

  async open(token: string, lastId?: string, query = ''): Promise<this> {
    const response = await fetch(`${world.url}/api/v1/live${query}`, {
      headers: { authorization: `Bearer ${token}`, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) },
      signal: this.#away.signal,
    })
    this.status = response.status
    open.push(this)
    void this.#read(response)
    return this
  }

  async #read(response: Response): Promise<void> {
    let text = ''
    try {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk
        for (let cut = text.indexOf('\n\n'); cut >= 0; cut = text.indexOf('\n\n')) {
          this.seen.push(Object.fromEntries(text.slice(0, cut).split('\n').map((line) =>
            (line.startsWith(':') ? ['comment', line.slice(2)] : [line.slice(0, line.indexOf(':')),
              line.slice(line.indexOf(':') + 2)]))))
          text = text.slice(cut + 2)
          this.#wake()
        }
      }
    } catch { /* the stream was cut */ }
    this.ended = true
    this.#wake()
  }

  /** Resolves when the condition holds; the test's own time limit is the only clock. */
  async until(condition: (stream: this) => boolean): Promise<this> {
    while (!condition(this)) await new Promise<void>((resolve) => { this.#wake = resolve })
    return this
  }

  ready(): Promise<this> {
    return this.until(({ seen }) => seen.some(({ event }) => event === 'ready'))
  }

  get names(): string[] {
    return this.seen.flatMap(({ event }) => (event === undefined || event === 'ready' ? [] : [event]))
  }

  close(): void {
    this.#away.abort()
  }
}
const live = (token: string, lastId?: string, query?: string) => new Stream().open(token, lastId, query)

let serial = 0
const append = (id: string, type: string, data: JsonObject): Promise<void> =>
  appendTo(`consultation-${id}`, consultationEvents.storedType(type), { consultationId: id, ...data })
const appendTo = async (stream: string, type: string, data: JsonObject): Promise<void> => {
  const last = await world.store.lastEvent(stream)
  serial += 1
  const at = plus(START, serial)
  const event: NewEvent = {
    id: eventId(at, `test ${serial}`, 0), type, data,
    meta: { source: '/test', time: at, recordedat: at, cause: 'command:Test', actorid: 'x', actorrole: 'system',
      correlationid: 'c', hashalg: 'sha256' },
  }
  await world.store.append(stream, [event], last === null ? 'no-stream' : last.version)
}

const ask = (id: string, askerId: string, countyCode = '150921') => append(id, 'ConsultationOpened', {
  askerId, countyCode, regionCode: '15', villageCode: null, channel: 'citizen', mandate: null, opponents: [], askerParties: [],
  isProbe: false, terms: { quorum: 3 }, consentBeyondCounty: false, text: { person: askerId, box: 'c2VjcmV0', commitment: 'c'.repeat(43) },
})
const tier = (id: string, scope: string) => append(id, 'TierOpened',
  { tier: 0, scope, openedAt: START, closesAt: null, audienceDue: null })
const idOf = async (token: string): Promise<string> => (await world.ask({ path: 'auth/session', token })).body.accountId

/** An event of any stream, with what its batch says is due next; null: no clock of it runs; left out: its batch goes on. */
const clocked = async (stream: string, type: string, data: JsonObject, due?: string | null): Promise<void> => {
  const last = await world.store.lastEvent(stream)
  serial += 1
  const at = plus(START, serial)
  await world.store.append(stream, [{
    id: eventId(at, `test ${serial}`, 0), type, data,
    meta: { source: '/test', time: at, recordedat: at, cause: 'command:Test', actorid: 'x', actorrole: 'system', correlationid: 'c', hashalg: 'sha256', ...(due === undefined ? {} : { due: due as never }) },
  }], last === null ? 'no-stream' : last.version)
}

describe('the next deadlines', () => {
  const DUE = plus(START, 600_000)
  const registered = (county: string): JsonObject => ({ licence: '11509201910000001', phone: null, isSimulated: false, isProbe: false, checkValidUntil: null, at: START, profile: { name: '沈', firm: '所', kind: 'social', region: county.slice(0, 2), county, specialties: [], enterprise: false, languages: ['zh'], nationwide: true } })
  const clocksOf = ({ seen }: Stream): string[] => seen.flatMap(({ data }) => (data === undefined ? [] : (JSON.parse(data) as { clock?: string }).clock ?? []))

  it('are named as their clocks are set, moved and stopped, of whatever service, to who asked for them and reaches them', async () => {
    const stream = await (await live(await world.staff('head-1', 'bureau-head'), undefined, '?clocks=true')).ready()
    const auditor = await (await live(await world.staff('auditor-1', 'auditor'), undefined, '?clocks=true')).ready()
    const without = await (await live(await world.staff('head-2', 'bureau-head'))).ready()
    await ask('q1', 'account-x')
    await clocked('consultation-q1', consultationEvents.storedType('TierOpened'), { consultationId: 'q1', tier: 0, scope: 'county', openedAt: START, closesAt: DUE, audienceDue: null }, DUE)
    await clocked('consultation-q1', consultationEvents.storedType('ConsultationClosed'), { consultationId: 'q1', ratings: [], promiseWaived: false, at: START }, null)
    await clocked('lawyer-near', 'LawyerRegistered.v1', { lawyerId: 'near', ...registered('150921') }, DUE)
    await clocked('lawyer-far', 'LawyerRegistered.v1', { lawyerId: 'far', ...registered('150922') }, DUE)
    await clocked('duty-150922-2026-04', 'RosterOpened.v1', {}, DUE)
    await clocked('duty-150921-2026-04', 'RosterOpened.v1', {}, DUE)
    const all = ['consultation-q1', 'consultation-q1', 'lawyer-near', 'duty-150921-2026-04']
    for (const each of [stream, auditor]) {
      await each.until((seen) => clocksOf(seen).length >= all.length)
      expect(clocksOf(each)).toEqual(all)
    }
    // A question of the county is told with what happened; whoever works on none of it hears of the clock alone.
    expect(stream.names.filter((name) => name !== 'clock-moved')).toContain('tier-opened')
    expect(new Set(auditor.names)).toEqual(new Set(['clock-moved']))
    await ask('q9', 'account-x')
    await without.until(({ seen }) => seen.some(({ data }) => data?.includes('q9') === true))
    expect(clocksOf(without)).toEqual([])
  })
  it('are not for those who may not list them', async () => {
    expect((await world.ask({ path: 'live?clocks=true', token: await world.citizen('13947400001') })).body.code).toBe('not-permitted')
    expect((await world.ask({ path: 'live?clocks=true', token: await world.staff('reviewer-1', 'reviewer') })).body.code).toBe('not-permitted')
  })
})

describe('live updates', () => {
  it('show a citizen her own questions and nobody else\'s, by ids and names alone', async () => {
    const zhang = await world.citizen('13947400001')
    const li = await world.citizen('13947400002')
    const mine = await (await live(zhang)).ready()
    const other = await (await live(li)).ready()
    await ask('q1', await idOf(zhang))
    await tier('q1', 'county')
    await ask('q2', await idOf(li))
    await mine.until(({ names }) => names.length === 2)
    await other.until(({ names }) => names.length === 1)
    expect(mine.names).toEqual(['consultation-opened', 'tier-opened'])
    expect(JSON.parse(mine.seen.find(({ event }) => event === 'tier-opened')!.data!)).toEqual({ consultationId: 'q1', version: 1,
      at: expect.any(String) })
    expect(JSON.stringify([...mine.seen, ...other.seen])).not.toMatch(/c2VjcmV0|box|commitment/)
  })

  it('tell an asker, and no other, that more lawyers were told of her question', async () => {
    const zhang = await world.citizen('13947400001')
    const mine = await (await live(zhang)).ready()
    const other = await (await live(await world.citizen('13947400002'))).ready()
    await ask('q1', await idOf(zhang))
    const telling = (id: string, name: string, data: JsonObject): Promise<void> => appendTo(`delivery-${id}`, deliveryEvents.storedType(name), { deliveryId: id, ...data })
    const pushes = { wave: 0, pushes: [{ recipient: 'zhao', channel: 'in-app' }], held: [], quotaDay: '2026-03-02', plannedAt: START }
    await telling('q1-0', 'DeliveryOpened', { notice: 'question-waits', countyCode: '150921', consultationId: 'q1' })
    await telling('q1-0', 'PushesPlanned', pushes)
    // What others are told about it, she is not told.
    await telling('desk-q1', 'DeliveryOpened', { notice: 'quorum-overdue', countyCode: '150921', consultationId: 'q1' })
    await telling('desk-q1', 'PushesPlanned', pushes)
    await ask('q2', await idOf(zhang))
    await mine.until(({ names }) => names.length === 3)
    expect(mine.names).toEqual(['consultation-opened', 'pushes-planned', 'consultation-opened'])
    expect(mine.seen.find(({ event }) => event === 'pushes-planned')!.data).not.toContain('zhao')
    expect(other.names).toEqual([])
  })

  it('show offices what lies within their reach', async () => {
    const desk = await (await live(await world.staff('desk-1', 'desk'))).ready()
    world.systemClock.advance({ seconds: 30 })
    const admin = await (await live(await world.staff('admin-1', 'system-admin'))).ready()
    await ask('q1', 'somebody', '150922')
    await ask('q2', 'somebody', '150921')
    await desk.until(({ names }) => names.length === 1)
    expect(JSON.parse(desk.seen.at(-1)!.data!).consultationId).toBe('q2')
    expect(admin.names).toEqual([])
  })

  it('show nothing more of an office from the event on that ends it, and end', async () => {
    const desk = await (await live(await world.staff('desk-1', 'desk'))).ready()
    await ask('q1', 'somebody')
    await desk.until(({ names }) => names.length === 1)
    await world.directorySays('desk-1', 'OfficeEnded', { officeId: 'desk-desk-1', cause: 'ended' })
    await ask('q2', 'somebody')
    // At once, and not at the next beat.
    await desk.until(({ ended }) => ended)
    expect(desk.names).toEqual(['consultation-opened', 'signed-out'])
  })

  it('end with the account that is suspended, and go on for everybody else', async () => {
    const [desk, other] = [await (await live(await world.staff('desk-1', 'desk'))).ready(), await (await live(await world.staff('desk-2', 'desk'))).ready()]
    const admin = await world.staff('admin-1', 'security-admin')
    expect((await world.ask({ method: 'POST', path: 'accounts/desk-1/suspension', token: admin, body: { reason: 'misuse', because: '核实中' } })).status).toBe(200)
    await desk.until(({ ended }) => ended)
    expect(desk.names).toEqual(['signed-out'])
    await ask('q1', 'somebody')
    await other.until(({ names }) => names.length === 1)
    expect(other.names).toEqual(['consultation-opened'])
  })

  it('show what any of two offices reaches, and no more when one is over', async () => {
    const token = await world.staff('desk-1')
    await world.takesOffice('desk-1', 'desk', { officeId: 'here' })
    await world.takesOffice('desk-1', 'desk', { officeId: 'there', region: '150922' })
    const desk = await (await live(token, undefined, '?role=desk')).ready()
    await ask('q1', 'somebody', '150922')
    await ask('q2', 'somebody', '150921')
    await desk.until(({ names }) => names.length === 2)
    await world.directorySays('desk-1', 'OfficeEnded', { officeId: 'there', cause: 'term' })
    await ask('q3', 'somebody', '150922')
    await ask('q4', 'somebody', '150921')
    await desk.until(({ names }) => names.length === 3)
    expect(JSON.parse(desk.seen.at(-1)!.data!).consultationId).toBe('q4')
  })

  it('show a lawyer the questions the pool says he may look at, and ask about no other; what happens to him counts from then on', async () => {
    const asked: (string | null)[] = []
    const against = new Set(['q2'])
    await world.bus.respond('qry.lawyer-pool.attest', async (body) => {
      const { data } = body as { data: { lawyerId: string; consultation: { consultationId: string } | null } }
      const about = data.consultation?.consultationId ?? null
      asked.push(about)
      return {
        lawyerId: data.lawyerId, personId: null, status: 'active', counselOf: [], regionCode: '15', nationwide: true,
        enterprise: false,
        conflict: about !== null && against.has(about), isProbe: false, poolVersion: '1',
      }
    })
    const lawyer = await (await live(await world.lawyer('zhao', 'lawyer-7'))).ready()
    const told = (id: string): string[] => lawyer.seen.flatMap(({ event, data }) => (data?.includes(`"${id}"`) ? [event!] : []))
    await ask('q1', 'somebody')
    await tier('q1', 'county')
    await ask('q2', 'somebody')
    await tier('q2', 'region')
    await ask('q3', 'somebody')
    await tier('q3', 'region')
    await lawyer.until(() => told('q3').includes('tier-opened'))
    expect([told('q1'), told('q2')]).toEqual([[], []])
    expect(asked).toEqual([null, 'q2', 'q3'])

    const before = told('q3')
    against.add('q3')
    await appendTo('lawyer-lawyer-7', 'ConflictDeclared.v1', { lawyerId: 'lawyer-7', party: 'p'.repeat(43), kind: 'client', at: START })
    await tier('q3', 'nation')
    await ask('q4', 'somebody')
    await tier('q4', 'region')
    await lawyer.until(() => told('q4').includes('tier-opened'))
    expect(told('q3')).toEqual(before)
    expect(asked).toEqual([null, 'q2', 'q3', null, 'q3', 'q4'])
  })

  it('L1 go on after a break with the last id, without gap and without repetition', async () => {
    const token = await world.citizen('13947400001')
    const me = await idOf(token)
    const first = await (await live(token)).ready()
    await ask('q1', me)
    await tier('q1', 'county')
    await first.until(({ names }) => names.length === 2)
    const seen = first.seen.find(({ event }) => event === 'consultation-opened')!
    first.close()
    await tier('q1', 'region')
    await ask('q2', 'somebody-else')
    const second = await (await live(token, seen.id!)).ready()
    await tier('q1', 'nation')
    await second.until(({ names }) => names.length === 3)
    expect(second.seen.flatMap(({ data }) => (data && data !== '{}' ? [JSON.parse(data).version] : []))).toEqual([1, 2, 3])
  })

  it('L1 go on without gap when much happens while the client comes back', async () => {
    const token = await world.citizen('13947400001')
    const me = await idOf(token)
    await ask('q1', me)
    const first = await (await live(token)).ready()
    const { id } = first.seen.find(({ event }) => event === 'ready')!
    first.close()
    for (let n = 0; n < 450; n += 1) await tier('q1', 'county')
    const second = await live(token, id!)
    for (let n = 0; n < 450; n += 1) await tier('q1', 'county')
    await second.until(({ names }) => names.length === 900)
    expect(second.seen.flatMap(({ data }) => (data && data !== '{}' ? [JSON.parse(data).version]
      : []))).toEqual(Array.from({ length: 900 }, (_, n) => n + 1))
  })

  it('an id of another log, or from the future, asks the client to load anew', async () => {
    const token = await world.citizen('13947400001')
    for (const id of ['deadbeef.0000000000000001', '00000000.zzzzzzzz']) {
      const stream = await live(token, id)
      await stream.until(({ names }) => names.includes('reset'))
    }
  })

  it('beat, and end when the client is no longer signed in', async () => {
    const token = await world.citizen('13947400001')
    const stream = await (await live(token)).ready()
    world.systemClock.advance({ seconds: 15 })
    await stream.until(({ seen }) => seen.some(({ comment }) => comment === 'beat'))
    await world.ask({ method: 'DELETE', path: 'auth/session', token })
    world.systemClock.advance({ seconds: 15 })
    await stream.until(({ ended }) => ended)
    expect(stream.names).toEqual(['signed-out'])
  })

  it('need a session', async () => {
    expect((await world.ask({ path: 'live' })).status).toBe(401)
  })

  it('take the role from the query, as a browser can set no header, and only one that is held', async () => {
    const token = await world.citizen('13947400001')
    expect((await live(token, undefined, '?role=citizen')).status).toBe(200)
    expect((await world.ask({ path: 'live?role=desk', token })).body.code).toBe('role-not-held')
  })

  it('L2 a client that does not read is sent away; nothing piles up', async () => {
    const hub = createLiveHub({ store: world.store, timers: timersOf(world.systemClock), log: silentLog })
    await hub.start()
    // A socket that never takes what it was given.
    const stuck = Object.assign(new Writable({ write: () => undefined }),
      { writeHead: () => undefined }) as unknown as ServerResponse
    let asked = 0
    hub.attach(stuck, { concerns: async () => ({ event: 'x', data: { n: asked += 1, fill: 'y'.repeat(200) } }),
      is: () => false, isWelcome: async () => true }, null, SOMEBODY)
    expect(hub.connected).toBe(1)
    await ask('q1', 'somebody')
    while (hub.connected === 1) await tier('q1', 'county')
    expect(asked).toBeLessThan(1000)
    expect(stuck.writableLength).toBeLessThan(128 * 1024)
    await hub.stop()
  })

  it('L6 a log that goes away is gone on with where it was, and nobody is sent away', async () => {
    let fails = 2
    const leaky: EventStore = {
      ...world.store, epoch: world.store.epoch, head: () => world.store.head(),
      async *tail(...args: Parameters<EventStore['tail']>) {
        for await (const batch of world.store.tail(...args)) {
          if (batch.events.length > 0 && (fails -= 1) >= 0) throw new Fault('store-unavailable', 'the server of the log is away', { retry: 'later' })
          yield batch
        }
      },
    }
    const hub = createLiveHub({ store: leaky, timers: timersOf(world.systemClock), log: silentLog })
    await hub.start()
    let text = ''
    const wire = new Writable({ write: (chunk: Buffer, _encoding, done) => { text += chunk.toString(); done() } })
    hub.attach(Object.assign(wire, { writeHead: () => undefined }) as unknown as ServerResponse, {
      concerns: async (event) => ({ event: 'x', data: { version: event.version } }), is: () => false, isWelcome: async () => true,
    }, null, SOMEBODY)
    await ask('q1', 'somebody')
    while (!text.includes('"version":0')) {
      world.systemClock.advance({ seconds: 1 })
      await new Promise((resolve) => setImmediate(resolve))
    }
    await tier('q1', 'county')
    while (!text.includes('"version":1')) await new Promise((resolve) => setImmediate(resolve))
    expect(text.match(/"version":0/g)).toHaveLength(1)
    expect(hub.connected).toBe(1)
    await hub.stop()
  })

  it('L1 a client that is ahead of the hub gets nothing twice', async () => {
    const held = Promise.withResolvers<void>()
    let tails = 0
    // The hub's own tail is the first, and it is kept waiting while the client reads ahead on a tail of its own.
    const slow: EventStore = {
      ...world.store, epoch: world.store.epoch, head: () => world.store.head(),
      async *tail(...args: Parameters<EventStore['tail']>) {
        const isHub = (tails += 1) === 1
        for await (const batch of world.store.tail(...args)) {
          if (isHub) await held.promise
          yield batch
        }
      },
    }
    const hub = createLiveHub({ store: slow, timers: timersOf(world.systemClock), log: silentLog })
    await hub.start()
    await ask('q1', 'somebody')
    const first = (await world.store.lastEvent('consultation-q1'))!.position
    for (let n = 0; n < 5; n += 1) await tier('q1', 'county')
    let text = ''
    const wire = new Writable({ write: (chunk: Buffer, _encoding, done) => { text += chunk.toString(); done() } })
    const id = `${world.store.epoch.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 8).padEnd(8, '0')}.${first}`
    hub.attach(Object.assign(wire, { writeHead: () => undefined }) as unknown as ServerResponse, {
      concerns: async (event) => ({ event: 'x', data: { version: event.version } }), is: () => false, isWelcome: async () => true,
    }, id, SOMEBODY)
    while (!text.includes('event: ready')) await new Promise((resolve) => setImmediate(resolve))
    held.resolve()
    await tier('q1', 'nation')
    while (!text.includes('"version":6')) await new Promise((resolve) => setImmediate(resolve))
    expect([...text.matchAll(/"version":(\d+)/g)].map((match) => Number(match[1]))).toEqual([1, 2, 3, 4, 5, 6])
    await hub.stop()
  })

  it('whatever stands for a last id is gone on with, or the client is told to load anew; nothing of it is said back', async () => {
    const hub = createLiveHub({ store: world.store, timers: timersOf(world.systemClock), log: silentLog })
    await ask('q1', 'somebody')
    await hub.start()
    const mark = world.store.epoch.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 8).padEnd(8, '0')
    const { position } = (await world.store.lastEvent('consultation-q1'))!
    await triedOn(mutatedText(`${mark}.${position}`, `${mark}.`, 'Zj-planted-5f3a9c', `${mark}.Zj-planted-5f3a9c`), 80, async (id) => {
      let text = ''
      const ready = Promise.withResolvers<void>()
      const wire = Object.assign(new Writable({ write: (chunk: Buffer, _encoding, done) => {
        text += chunk.toString()
        if (text.includes('event: ready')) ready.resolve()
        done()
      } }), { writeHead: () => undefined }) as unknown as ServerResponse
      hub.attach(wire, { concerns: async () => null, is: () => false, isWelcome: async () => true }, id, SOMEBODY)
      await ready.promise
      expect(text.replaceAll(/^(retry: \d+|id: \w{8}\.[\x21-\x7e]*|event: (reset|ready)|data: \{\}|)\n/gm, '')).toBe('')
      expect(text).not.toContain('planted')
      wire.destroy()
    })
    expect(hub.whyFull(SOMEBODY)).toBe(null)
    await hub.stop()
  })

  describe('L7 of a hub', () => {
    const wire = (onText: (text: string) => void = () => {}): ServerResponse => Object.assign(new Writable({ write: (chunk: Buffer, _encoding, done) => { onText(chunk.toString()); done() } }), { writeHead: () => undefined }) as unknown as ServerResponse
    const viewer = (name: string, asked: string[], only?: readonly string[]) => ({
      ...(only === undefined ? {} : { only }), is: () => false, isWelcome: async () => true,
      concerns: async () => { asked.push(name); return { event: 'x', data: { name } } },
    })
    const turn = () => new Promise((resolve) => { setImmediate(resolve) })

    it('only those are asked whom an event can concern, and whoever comes meanwhile misses nothing', async () => {
      const arrives = Promise.withResolvers<void>()
      const hub = createLiveHub({
        store: world.store, timers: timersOf(world.systemClock), log: silentLog,
        whom: async () => { await arrives.promise; return ['her', 'lawyer-7'] },
      })
      await hub.start()
      const asked: string[] = []
      hub.attach(wire(), viewer('her', asked, ['her']), null, SOMEBODY)
      hub.attach(wire(), viewer('other', asked, ['other']), null, SOMEBODY)
      hub.attach(wire(), viewer('both', asked, ['her', 'lawyer-7']), null, SOMEBODY)
      hub.attach(wire(), viewer('office', asked), null, SOMEBODY)
      await ask('q1', 'her')
      await turn()
      hub.attach(wire(), viewer('late', asked), null, SOMEBODY)
      arrives.resolve()
      while (asked.length < 4) await turn()
      await tier('q1', 'county')
      while (asked.length < 8) await turn()
      expect(asked.slice(0, 4).toSorted()).toEqual(['both', 'her', 'late', 'office'])
      expect(asked.slice(4).toSorted()).toEqual(['both', 'her', 'late', 'office'])
      await hub.stop()
    })

    it('others have their turn while an event is offered to a thousand, and while they are asked at a beat', async () => {
      const hub = createLiveHub({ store: world.store, timers: timersOf(world.systemClock), log: silentLog })
      await hub.start()
      const asked: string[] = []
      let [welcomed, turns] = [0, 0]
      for (let n = 0; n < 1000; n += 1) {
        hub.attach(wire(), { ...viewer(String(n), asked), isWelcome: async () => { welcomed += 1; return true } }, null, { account: String(n), address: null })
      }
      await ask('q1', 'her')
      const turnsAt: number[] = []
      while (asked.length < 1000) {
        await turn()
        if (asked.length > 0) turnsAt.push(asked.length)
        turns += 1
      }
      expect(turnsAt.length).toBeGreaterThanOrEqual(4)
      expect(Math.max(...turnsAt.map((count, n) => count - (turnsAt[n - 1] ?? 0)))).toBeLessThanOrEqual(400)
      world.systemClock.advance({ seconds: 15 })
      expect(welcomed).toBe(100)
      world.systemClock.advance({ ms: 900 })
      expect(welcomed).toBe(1000)
      await hub.stop()
    })
  })

  it('leave nobody hanging when the gateway stops', async () => {
    const stream = await (await live(await world.citizen('13947400001'))).ready()
    await world.gateway.stop()
    await stream.until(({ ended }) => ended)
    expect(stream.seen.at(-1)).toEqual({ retry: '3000' })
  })
})

it('an agent with a mandate is told of her question in his office, and not as a citizen', async () => {
  await ask('q1', 'her')
  await append('q1', 'MandateRecorded', { mandate: { agentId: 'desk-1', kind: 'written', recordRef: 'WT-1' }, at: START })
  const desk = await world.staff('desk-1', 'desk')
  const [asDesk, asCitizen] = [await (await live(desk, undefined, '?role=desk')).ready(), await (await live(desk, undefined, '?role=citizen')).ready()]
  await tier('q1', 'region')
  await ask('q2', 'desk-1')
  await asCitizen.until(({ names }) => names.length > 0)
  await asDesk.until(({ names }) => names.length > 1)
  expect([asDesk.names.slice(0, 2), asCitizen.seen.at(-1)!.data]).toEqual([['tier-opened', 'consultation-opened'], expect.stringContaining('q2')])
})

it.each(ROLES.filter((role) => role !== 'system'))('opens for %s, who is signed in', async (role) => {
  const token = role === 'citizen' || role === 'enterprise' ? await world.citizen('13947400001')
    : role === 'lawyer' ? await world.lawyer('the-lawyer', 'lawyer-7') : await world.staff(`the-${role}`, role)
  expect((await (await live(token)).ready()).status).toBe(200)
})
