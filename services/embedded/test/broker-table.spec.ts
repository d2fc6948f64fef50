// The users of the broker, made from what the services say of themselves: nobody is in another's, in the table and at a real server.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { subjectMatches } from '@zhijian/bus'
import { connectNats } from '@zhijian/bus/nats'
import { brokerUsersConfig, passwordFile, writeBrokerUsers } from '@zhijian/host/broker-users'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { natsServerBinary, startNats, type NatsServer } from '../../../tools/servers/nats.mjs'
import { brokerTable } from '../src/broker-table.ts'
import { definitions } from '../src/compose.ts'
import { until } from './e2e/bounded-timers.ts'

const there = await natsServerBinary()
const missing = 'path' in there ? null : 'unavailable' in there ? there.unavailable : 'only a server at NATS_URL, which is not ours to start'

const GROUPS = 2
const table = brokerTable({ groups: GROUPS })
/** What the platform records of its operators has no process of its own. */
const services = definitions.filter(({ name }) => name !== 'operator')
const may = (user: string, subject: string): boolean => table.get(user)!.publish.some((pattern) => subjectMatches(pattern, subject))
const answered = services.flatMap(({ name, commands, queries }) => [
  ...Object.entries(commands).map(([each, { roles }]) => ({ subject: `cmd.${name}.${each}`, roles })), ...Object.entries(queries).map(([each, { roles }]) => ({ subject: `qry.${name}.${each}`, roles })),
])

describe('the table of the broker’s users', () => {
  it('has every service that runs by itself, the relay and an operator', () => {
    expect([...table.keys()]).toEqual([...services.map(({ name }) => name), 'relay', 'operator'])
    expect(services.map(({ name }) => name)).toEqual(expect.arrayContaining(['directory', 'lawyer-pool', 'consult-router', 'notifier', 'gateway']))
    expect(brokerTable({ groups: GROUPS, demonstration: true }).has('demonstration')).toBe(true)
  })

  it('sends nowhere where nobody answers', () => {
    const known = new Set([...answered.map(({ subject }) => subject), 'push.*', ...services.flatMap(({ hears = [] }) => hears)])
    for (const { name, sends } of services) for (const subject of sends) expect(known, `${name} sends to ${subject}`).toContain(subject)
  })

  it('lets the edge alone send what people may, and what only the platform may those who say so', () => {
    for (const { subject, roles } of answered) {
      const senders = services.map(({ name }) => name).filter((name) => may(name, subject))
      const said = services.filter(({ sends }) => sends.includes(subject)).map(({ name }) => name)
      const forPeople = (roles as readonly string[]).some((role) => role !== 'system')
      expect(new Set(senders), subject).toEqual(new Set([...said, ...(forPeople ? ['gateway'] : [])]))
    }
  })

  it('lets somebody send whatever only the platform may: where nobody does, nobody is answered', () => {
    const forNobody = answered.filter(({ subject, roles }) => (roles as readonly string[]).every((role) => role === 'system') && !services.some(({ name }) => may(name, subject)))
    expect(forNobody.map(({ subject }) => subject)).toEqual([])
  })

  it('lets the relay alone publish facts, and nobody but it and an operator make, empty or look into streams', () => {
    for (const user of table.keys()) {
      expect(may(user, 'evt.consultation.00.q1.tier-opened'), user).toBe(user === 'relay')
      for (const does of ['CREATE', 'UPDATE', 'DELETE', 'PURGE', 'INFO', 'MSG.GET', 'MSG.DELETE']) {
        expect(may(user, `$JS.API.STREAM.${does}.zhijian-events`), `${user} ${does}`).toBe(['relay', 'operator'].includes(user))
      }
      for (const does of ['SNAPSHOT', 'RESTORE']) expect(may(user, `$JS.API.STREAM.${does}.zhijian-events`)).toBe(false)
    }
  })

  it('lets the gateway alone write down what an operator did: it carries it out', () => {
    expect([...table.keys()].filter((user) => may(user, 'cmd.operator.record-operation'))).toEqual(['gateway'])
  })
  it('lets gateways alone pass on what two browsers tell each other, and hear it', () => {
    expect([...table.keys()].filter((user) => may(user, 'signal.k1'))).toEqual(['gateway'])
    expect([...table].filter(([, { subscribe }]) => subscribe.some((pattern) => subjectMatches(pattern, 'signal.k1'))).map(([user]) => user)).toEqual(['gateway'])
  })
  it('gives each consumer to its own service', () => {
    for (const { name, reactions } of services) for (const reaction of reactions) {
      const token = `${name}_${reaction.name}`
      const subjects = [
        `$JS.API.CONSUMER.MSG.NEXT.zhijian-events.${token}_${GROUPS}g0`, `$JS.API.CONSUMER.MSG.NEXT.zhijian-again.${token}`, `$JS.ACK.zhijian-events.${token}_${GROUPS}g1.1.1.1.1.0`,
        `held.${token}.x-1`, `mark.${token}.${GROUPS}g0`, `again.${token}.x-1`, `fill.${token}.0`, `keep.zhijian.${token}`, `$JS.API.DIRECT.GET.zhijian-held.held.${token}.x-1`,
      ]
      for (const subject of subjects) expect(services.filter((each) => may(each.name, subject)).map((each) => each.name), subject).toEqual([name])
    }
  })
})

const [run, said] = missing === null ? [describe, 'the users as they are written'] as const : [describe.skip, `NOT RUN (${missing}): the users as they are written`] as const
run(said, () => {
  let folder: string
  let server: NatsServer
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zhijian-users-'))
    writeBrokerUsers(join(folder, 'broker'), (groups) => brokerTable({ groups }), GROUPS)
    server = await startNats({ storeDir: join(folder, 'nats'), include: brokerUsersConfig(join(folder, 'broker')) })
  })
  afterAll(async () => {
    await server.kill()
    rmSync(folder, { recursive: true, force: true })
  })

  it.each(services.map(({ name }) => name))('let %s in by its password, and keep it out of everything else', async (name) => {
    const password = readFileSync(passwordFile(join(folder, 'broker'), name), 'utf8').trim()
    const connection = await connectNats({ servers: server.url, service: name, user: { name, password: () => password } })
    const refused = new Set<string>()
    void (async () => {
      for await (const status of connection.status()) if (status.type === 'error') refused.add(/to "(\S+)"/.exec(status.error.message)?.[1] ?? status.error.message)
    })()
    const others = services.map((each) => each.name).filter((each) => each !== name)
    const listens = ['>', 'evt.>', '_INBOX.>', 'keep.>', '$JS.>', '$SYS.>', 'push.>', ...(name === 'gateway' ? [] : ['signal.*']), ...others.flatMap((each) => [`cmd.${each}.>`, `qry.${each}.*`, `_INBOX.${each}.>`])]
    const sends = [
      'evt.account.00.a.account-opened', '$JS.API.STREAM.PURGE.zhijian-events', '$JS.API.CONSUMER.CREATE.zhijian-events.mine', '$SYS.REQ.SERVER.PING',
      ...['cmd.operator.record-operation'].filter((subject) => !may(name, subject)),
      ...others.map((each) => `_INBOX.${each}.x`), ...answered.map(({ subject }) => subject).filter((subject) => !may(name, subject)),
    ]
    for (const subject of listens) connection.subscribe(subject, { callback: () => undefined })
    for (const subject of sends) connection.publish(subject, '{}')
    connection.subscribe(`cmd.${name}.*`, { callback: () => undefined })
    connection.subscribe(`_INBOX.${name}.>`, { callback: () => undefined })
    await connection.flush()
    await until('all refusals', () => refused.size >= listens.length + sends.length)
    expect([...refused].toSorted()).toEqual([...listens, ...sends].toSorted())
    await connection.close()
  })
})
