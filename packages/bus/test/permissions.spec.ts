// An intruder who has become one service, against a real nats-server: the kitchen may do what it said, and nothing of the cellar's.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jetstreamManager } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/nats-core'
import type { EventStore, TailFilter } from '@zhijian/event-store'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import type { Json } from '@zhijian/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startNats, type NatsServer } from '../../../tools/servers/nats.mjs'
import { appendTo } from '../src/contract.ts'
import { openJetStreamBus } from '../src/jetstream.ts'
import { connectNats } from '../src/nats-connection.ts'
import { keepSubject, layoutSubject } from '../src/nats-keeper.ts'
import { authorizationOf, operatorPermissions, permissionsOf, relayPermissions, type BusUser } from '../src/permissions.ts'
import type { Bus, EventHandler } from '../src/port.ts'
import { startRelay, type Relay } from '../src/relay.ts'
import { describeWithNats, eventually } from './nats.ts'

const GROUPS = 2
const orders: TailFilter = { categories: ['order'], types: ['Ordered'] }
const bottles: TailFilter = { categories: ['bottle'] }
const kitchen: BusUser = { name: 'kitchen', sends: ['cmd.cellar.fetch', 'push.*'], consumers: [{ consumer: 'kitchen.cooks', filter: orders }] }
const cellar: BusUser = { name: 'cellar', sends: ['qry.kitchen.menu', 'cmd.cellar.count'], consumers: [{ consumer: 'cellar.counts', filter: bottles }] }
const passwords: Record<string, string> = { kitchen: 'salt', cellar: 'cork', relay: 'wire', operator: 'keys' }

const authorization = (): object => authorizationOf([
  { name: 'kitchen', permissions: permissionsOf(kitchen, { groups: GROUPS }) }, { name: 'cellar', permissions: permissionsOf(cellar, { groups: GROUPS }) },
  { name: 'relay', permissions: relayPermissions() }, { name: 'operator', permissions: operatorPermissions() },
].map((user) => ({ ...user, password: passwords[user.name]! })))

/** Where somebody who is in the kitchen tries to send. */
const SENDS: readonly (readonly [what: string, subjects: readonly string[]])[] = [
  ['facts, its own as anybody’s', ['evt.order.00.7.ordered', 'evt.bottle.00.7.opened']],
  ['commands that it did not say it sends, to itself as well', ['cmd.cellar.count', 'cmd.cellar.burn', 'cmd.kitchen.cook', 'cmd.cellar.fetch.twice']],
  ['questions that it did not say it asks', ['qry.cellar.stock', 'qry.kitchen.menu']],
  ['answers to who did not ask it', ['_INBOX.cellar.guess', '_INBOX.relay.guess', '_INBOX.operator.guess']],
  ['what another consumer remembers', ['held.cellar_counts.bottle-7', 'mark.cellar_counts.2g0', 'mark.cellar_counts.origin', 'again.cellar_counts.bottle-7', 'fill.cellar_counts.0']],
  ['to the keeper, for another or for more than it said', [
    keepSubject('zhijian', 'cellar.counts'), layoutSubject('zhijian', { consumer: 'cellar.counts', filter: bottles, groups: GROUPS, ackWaitMs: 0 }),
    layoutSubject('zhijian', { consumer: 'kitchen.cooks', filter: {}, groups: GROUPS, ackWaitMs: 0 }),
    layoutSubject('zhijian', { consumer: 'kitchen.cooks', filter: orders, groups: 256, ackWaitMs: 0 }),
    layoutSubject('zhijian', { consumer: 'kitchen.spies', filter: {}, groups: GROUPS, ackWaitMs: 0 }),
  ]],
  ['to change, empty, remove, copy or look into streams', ['events', 'held', 'again'].flatMap((stream) =>
    ['INFO', 'CREATE', 'UPDATE', 'DELETE', 'PURGE', 'SNAPSHOT', 'RESTORE', 'MSG.GET', 'MSG.DELETE', 'LEADER.STEPDOWN', 'PEER.REMOVE'].map((does) => `$JS.API.STREAM.${does}.zhijian-${stream}`))],
  ['to make streams of its own out of others', ['$JS.API.STREAM.CREATE.mine', '$JS.API.STREAM.NAMES', '$JS.API.STREAM.LIST', '$JS.API.INFO', '$JS.API.ACCOUNT.PURGE.$G', '$JS.API.META.LEADER.STEPDOWN']],
  ['to read facts by subject or number', [
    '$JS.API.DIRECT.GET.zhijian-events', '$JS.API.DIRECT.GET.zhijian-events.evt.bottle.>', '$JS.API.DIRECT.GET.zhijian-held', '$JS.API.DIRECT.GET.zhijian-held.held.cellar_counts.bottle-7',
    '$JS.API.DIRECT.GET.zhijian-held.>',
  ]],
  ['to make consumers, ordered ones as well, of its own name too', [
    '$JS.API.CONSUMER.CREATE.zhijian-events', '$JS.API.CONSUMER.CREATE.zhijian-events.mine', '$JS.API.CONSUMER.CREATE.zhijian-events.mine.evt.>', '$JS.API.CONSUMER.DURABLE.CREATE.zhijian-events.mine',
    '$JS.API.CONSUMER.CREATE.zhijian-events.kitchen_cooks_2g0', '$JS.API.CONSUMER.CREATE.zhijian-again.kitchen_cooks',
  ]],
  ['to take from, look at, remove or stop another’s consumers', [
    ...['INFO', 'MSG.NEXT', 'DELETE', 'PAUSE', 'RESET', 'UNPIN', 'LEADER.STEPDOWN'].flatMap((does) => [`$JS.API.CONSUMER.${does}.zhijian-events.cellar_counts_2g0`, `$JS.API.CONSUMER.${does}.zhijian-again.cellar_counts`]),
    '$JS.API.CONSUMER.LIST.zhijian-events', '$JS.API.CONSUMER.NAMES.zhijian-events', '$JS.API.CONSUMER.DELETE.zhijian-events.kitchen_cooks_2g0',
  ]],
  ['to acknowledge what another has in hand', ['$JS.ACK.zhijian-events.cellar_counts_2g0.1.1.1.1.0', '$JS.ACK.zhijian-again.cellar_counts.1.1.1.1.0', '$JS.ACK.zhijian-events.kitchen_cooks_3g0.1.1.1.1.0']],
  ['to the server itself, and to stores that it was not given', ['$SYS.REQ.SERVER.PING', '$SYS.REQ.ACCOUNT.PING.CONNZ', '$SYS.REQ.USER.OTHER', 'clock.told.cellar.0.relay.0', '$O.zhijian-blobs.C.x', '$KV.any.x']],
]

/** Where it tries to listen. */
const LISTENS = [
  '>', '*.>', 'evt.>', 'evt.order.>', 'cmd.>', 'cmd.cellar.*', 'cmd.cellar.fetch', 'cmd.*.fetch', 'qry.cellar.>', '_INBOX.>', '_INBOX.cellar.>', '_INBOX.*.>', '_INBOX.relay.>', 'keep.>', 'keep.zhijian.kitchen_cooks',
  'push.>', 'held.>', 'again.>', '$JS.>', '$JS.API.>', '$JS.ACK.>', '$JS.EVENT.>', '$SYS.>', '$O.>',
]

describeWithNats('an intruder in one service', () => {
  let folder: string
  let usersFile: string
  let server: NatsServer
  let store: EventStore
  let relay: Relay
  let buses: Readonly<Record<'kitchen' | 'cellar' | 'operator', Bus>>
  let intruder: NatsConnection
  const ends: (() => Promise<unknown>)[] = []
  const refused: string[] = []
  const reports: { readonly where: string; readonly code: string; readonly message: string }[] = []
  const report = (problem: typeof reports[number]): void => void reports.push(problem)
  const writeUsers = (): void => writeFileSync(usersFile, `authorization: ${JSON.stringify(authorization())}\n`)

  const connect = async (name: string): Promise<NatsConnection> => {
    const connection = await connectNats({
      servers: server.url, service: name, user: { name, password: () => { asked += 1; return passwords[name]! } }, client: { reconnectTimeWait: 20, reconnectJitter: 1 },
    })
    ends.push(() => connection.close())
    return connection
  }
  let asked = 0
  const cooked: string[] = []
  const cook: EventHandler = async ({ stream, version }) => void cooked.push(`${stream}@${version}`)
  const open = async (name: string, keeper: 'asked' | 'itself' = 'asked'): Promise<Bus> => openJetStreamBus({
    connection: await connect(name), store, report, groups: GROUPS, ackWaitMs: 600, keeper, retry: { firstMs: 20, factor: 2, maxMs: 100 },
  })

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zhijian-nats-'))
    usersFile = join(folder, 'users.conf')
    writeUsers()
    server = await startNats({ storeDir: folder, include: usersFile })
    store = await openSqliteStore({ file: ':memory:' })
    relay = await startRelay({ connection: await connect('relay'), store, report })
    buses = { kitchen: await open('kitchen'), cellar: await open('cellar'), operator: await open('operator', 'itself') }
    await buses.kitchen.subscribe({ consumer: 'kitchen.cooks', filter: orders }, cook)
    await buses.cellar.subscribe({ consumer: 'cellar.counts', filter: bottles }, async () => { throw new TypeError('broken') })
    await appendTo(store, 'order-1', 'Ordered')
    await appendTo(store, 'bottle-7', 'Opened')
    await eventually(async () => cooked.length === 1 && (await buses.operator.deadLetters.list()).length === 1, 'both have worked')
    intruder = await connect('kitchen')
    void (async () => {
      for await (const status of intruder.status()) if (status.type === 'error') refused.push(status.error.message)
    })()
  })
  afterAll(async () => {
    await Promise.all(Object.values(buses).map((bus) => bus.close()))
    await relay.drain()
    for (const end of ends.splice(0)) await end()
    await store.close()
    await server.kill()
    rmSync(folder, { recursive: true, force: true })
  })

  const wereRefused = async (kind: 'Publish' | 'Subscription', subjects: readonly string[]): Promise<void> => {
    await intruder.flush()
    const words = (subject: string): string => `Permissions Violation for ${kind} to "${subject}"`
    await eventually(() => refused.length >= subjects.length, `${subjects.length} refusals; there were ${JSON.stringify(refused)}`)
    expect(refused.splice(0).toSorted()).toEqual(subjects.map(words).toSorted())
  }

  it.each(SENDS)('may not send %s', async (_what, subjects) => {
    for (const subject of subjects) intruder.publish(subject, '{}', { reply: '_INBOX.kitchen.x' })
    await wereRefused('Publish', subjects)
  })

  it('may not listen on anything but its own subjects and inboxes', async () => {
    for (const subject of LISTENS) intruder.subscribe(subject, { callback: () => undefined })
    await wereRefused('Subscription', LISTENS)
  })

  it('has changed nothing: facts, consumers and what they remember are as they were', async () => {
    const jsm = await jetstreamManager(await connect('operator'))
    expect((await jsm.streams.info('zhijian-events')).state).toMatchObject({ messages: 2, last_seq: 2 })
    const names: string[] = []
    for await (const { name } of jsm.consumers.list('zhijian-events')) names.push(name)
    expect(names.toSorted()).toEqual(['cellar_counts_2g0', 'cellar_counts_2g1', 'kitchen_cooks_2g0', 'kitchen_cooks_2g1'])
    expect(await buses.operator.deadLetters.list()).toMatchObject([{ consumer: 'cellar.counts', stream: 'bottle-7' }])
  })

  describe('asks the keeper', () => {
    const own = layoutSubject('zhijian', { consumer: 'kitchen.cooks', filter: orders, groups: GROUPS, ackWaitMs: 0 })
    const of = { consumer: 'kitchen.cooks', filter: orders, groups: GROUPS, ackWaitMs: 600 }
    const mark = { position: null, epoch: '', sequence: 0, streamMade: '' }
    const ask = (subject: string, body: unknown): Promise<Json> => buses.kitchen.request(subject, body as Json)
    it.each([
      ['for other events than its subject', own, { does: 'ensure', given: [{ ...of, filter: {} }, 0, mark] }],
      ['for other groups than its subject', own, { does: 'ensure', given: [{ ...of, groups: 256 }, 0, mark] }],
      ['for another’s consumer', own, { does: 'ensure', given: [{ ...of, consumer: 'cellar.counts' }, 0, mark] }],
      ['for a group that is not there', own, { does: 'ensure', given: [of, GROUPS, mark] }],
      ['for what is set aside for another', 'keep.zhijian.kitchen_cooks', { does: 'setAside', given: ['cellar.counts'] }],
      ['for another’s memory', 'keep.zhijian.kitchen_cooks', { does: 'last', given: ['kitchen.cooks', 'held.cellar_counts.bottle-7'] }],
      ['for everybody’s memory', 'keep.zhijian.kitchen_cooks', { does: 'last', given: ['kitchen.cooks', 'held.kitchen_cooks.>'] }],
      ['for what there is not', 'keep.zhijian.kitchen_cooks', { does: 'constructor', given: ['kitchen.cooks'] }],
      ['for making, where it may only ask', 'keep.zhijian.kitchen_cooks', { does: 'ensure', given: ['kitchen.cooks', 0, mark] }],
      ['for nothing', own, null],
      ['for nonsense', own, { does: 'ensure', given: [null, 0, mark] }],
    ])('%s, and is refused', async (_what, subject, body) => {
      await expect(ask(subject, body)).rejects.toMatchObject({ code: 'keeper-question-invalid', retry: 'never' })
    })
  })

  it('answers whoever asked it, once, and nobody else', async () => {
    const asked = Promise.withResolvers<string>()
    intruder.subscribe('qry.kitchen.menu', { callback: (_, message) => {
      message.respond('"soup"')
      asked.resolve(message.reply!)
    } })
    await intruder.flush()
    expect(await buses.cellar.request('qry.kitchen.menu', null)).toBe('soup')
    const inbox = await asked.promise
    intruder.publish(inbox, '"poison"')
    await wereRefused('Publish', [inbox])
  })

  it('cannot have the broker itself hand over a fact as if it were a command, an answer or another fact', async () => {
    reports.length = 0
    await buses.kitchen.close()
    const commands: Json[] = []
    await buses.cellar.respond('cmd.cellar.burn', async (body) => commands.push(body))
    const jsm = await jetstreamManager(await connect('operator'))
    const mark = async (): Promise<string | undefined> => (await jsm.streams.getMessage('zhijian-held', { last_by_subj: 'mark.cellar_counts.2g0' }))?.string()
    const before = await mark()
    // It asks for what its consumers have for it, and gives another's subject as the place to put it.
    for (const reply of ['cmd.cellar.burn', 'evt.bottle.00.7.opened', 'mark.cellar_counts.2g0']) {
      await appendTo(store, 'order-1', 'Ordered')
      for (let group = 0; group < GROUPS; group += 1) {
        intruder.publish(`$JS.API.CONSUMER.MSG.NEXT.zhijian-events.kitchen_cooks_${GROUPS}g${group}`, '{"batch":1,"expires":2000000000}', { reply })
      }
    }
    await eventually(() => reports.some(({ where, code }) => where === 'cmd.cellar.burn' && code === 'bus-foreign-message'), 'it is told')
    expect(commands).toEqual([])
    await eventually(async () => (await jsm.streams.info('zhijian-events')).state.last_seq === 5, 'all are relayed')
    expect((await jsm.streams.info('zhijian-events', { subjects_filter: 'evt.bottle.>' })).state.subjects).toEqual({ 'evt.bottle.fe.7.opened': 1 })
    expect(await mark()).toBe(before)
    buses = { ...buses, kitchen: await open('kitchen') }
    await buses.kitchen.subscribe({ consumer: 'kitchen.cooks', filter: orders }, cook)
    await eventually(async () => new Set(cooked).size === 4, 'what was misdirected comes again')
  })

  it('is told of what it may not do, by the subject and without a word of what was sent', async () => {
    reports.length = 0
    buses.kitchen.broadcast('live.order', { phone: '13800000000' })
    await expect(buses.kitchen.request('cmd.cellar.burn', { phone: '13800000000' })).rejects.toMatchObject({
      code: 'bus-forbidden', retry: 'later', message: expect.stringContaining('cmd.cellar.burn') as unknown,
    })
    await expect(buses.kitchen.respond('cmd.cellar.fetch', async () => null)).rejects.toMatchObject({ code: 'bus-forbidden' })
    await expect(buses.kitchen.subscribe({ consumer: 'kitchen.spies', filter: {} }, async () => undefined)).rejects.toMatchObject({ code: 'bus-forbidden' })
    const said = reports.filter(({ code }) => code === 'bus-forbidden').map(({ message }) => message)
    expect(said.some((message) => message.includes('live.order'))).toBe(true)
    expect(said.filter((message) => !message.includes('docs/runbooks/broker-forbids.md'))).toEqual([])
    expect(JSON.stringify(reports)).not.toContain('13800000000')
  })

  it('is not an operator, who may deal with dead letters, empty a stream, and publish no fact', async () => {
    const operator = await connect('operator')
    const violations: string[] = []
    void (async () => {
      for await (const status of operator.status()) if (status.type === 'error') violations.push(status.error.message)
    })()
    operator.publish('evt.order.00.7.ordered', '{}')
    await operator.flush()
    await eventually(() => violations.length === 1, 'the fact is refused')
    const [letter] = await buses.operator.deadLetters.list()
    await buses.operator.deadLetters.discard('cellar.counts', letter!.eventId)
    await eventually(async () => (await buses.operator.status()).every(({ parkedStreams, lag }) => parkedStreams === 0 && lag === 0), 'the cellar goes on')
    const jsm = await jetstreamManager(operator)
    await jsm.streams.purge('zhijian-events')
    expect((await jsm.streams.info('zhijian-events')).state.messages).toBe(0)
    expect(violations).toHaveLength(1)
  })

  it('with a wrong password, or none, is refused in words; a server that asks for none takes anybody', async () => {
    const options = { servers: server.url, service: 'kitchen' }
    await expect(connectNats({ ...options, user: { name: 'kitchen', password: () => 'guess' } })).rejects.toMatchObject({
      code: 'bus-refused', retry: 'later', message: expect.stringContaining('password file') as unknown,
    })
    await expect(connectNats(options)).rejects.toMatchObject({ code: 'bus-refused', message: expect.stringContaining('give it a user') as unknown })
    await expect(connectNats({ ...options, user: { name: 'kitchen', password: () => 'guess' } })).rejects.not.toMatchObject({ message: expect.stringContaining('guess') as unknown })
    const open = await startNats({ storeDir: join(folder, 'open') })
    const connection = await connectNats({ servers: open.url, service: 'kitchen', user: { name: 'kitchen', password: () => 'any' } })
    expect(connection.isClosed()).toBe(false)
    await connection.close()
    await open.kill()
  })

  it('is put out when its password is changed, says so, and comes back by itself with the new one', async () => {
    reports.length = 0
    const before = new Set(cooked).size
    const old = passwords.kitchen!
    passwords.kitchen = 'pepper'
    writeUsers()
    passwords.kitchen = old
    process.kill(server.pid, 'SIGHUP')
    await eventually(() => reports.some(({ code }) => code === 'bus-refused'), 'it is refused')
    asked = 0
    await eventually(() => asked > 8, 'it asks again and again')
    await appendTo(store, 'order-1', 'Ordered')
    passwords.kitchen = 'pepper'
    await eventually(() => new Set(cooked).size > before, 'it cooks again')
    await eventually(() => buses.cellar.request('qry.kitchen.menu', null).then((answer) => answer === 'soup', () => false), 'it answers again')
  })
})
