// The whole platform as a process per service, over a real broker and one shared log, in a file and in KurrentDB: asked over
// HTTP, answered over the bus, while the router, then the broker, then the log's server are killed. Windows are two seconds instead of three minutes, by a policy that
// one administrator proposes and another confirms, as they would.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bus } from '@zhijian/bus'
import { connectNats, openJetStreamBus } from '@zhijian/bus/nats'
import type { Actor, CommandReply, PersonId, Policy } from '@zhijian/contracts'
import { prepareAnswer } from '@zhijian/edge'
import { nameOfType, type ServiceLog, type StoredEvent } from '@zhijian/event-store'
import { elapsedMs, instant, isFault, type Json } from '@zhijian/kernel'
import { startCollector, type CollectedSpan, type Collector } from '@zhijian/testkit/collector'
import { createSealer, openSqliteKeyRing, type KeyRing } from '@zhijian/privacy'
import { openSqliteReadStore } from '@zhijian/read-store/sqlite'
import { wallNow, type ActorTokens } from '@zhijian/runtime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBookmarks } from '../src/bookmarks.ts'
import { dataPaths } from '../src/data-folder.ts'
import { issuerTokens } from '../src/issuers.ts'
import { brokerUsers, type BrokerUsers } from './broker-users.ts'
import { inFile, inKurrent, inRealKurrent, type OwnLog } from './logs.ts'
import { describeWithNats, ownNats, type OwnNats } from './nats.ts'
import { eventually } from './patience.timer.ts'
import { runProcess, untilReady, type Running } from './processes.ts'

const WINDOW_MS = 2000
const CANARY = '王翠花被拖欠工资三万七千元'

const LOGS = [['a file', inFile], ['KurrentDB’s double', inKurrent], ...inRealKurrent] as const

for (const [where, ownLog] of LOGS) describeWithNats(`a process per service, the log in ${where}`, () => {
  let root: string
  let log: OwnLog
  let nats: OwnNats
  let users: BrokerUsers
  let router: Running
  let others: Record<'directory' | 'lawyer-pool' | 'geofence-monitor' | 'notifier' | 'gateway', Running>
  let store: ServiceLog
  let keyring: KeyRing
  let bus: Bus
  let operator: Bus
  let tokens: ActorTokens
  let collector: Collector
  const reports: string[] = []

  const run = (service: string): Running => runProcess(service, {
    NATS_URL: nats.url, ZHIJIAN_DATA: join(root, 'var'), ZHIJIAN_COUNTY: '150921', ZHIJIAN_KIND: 'demo', ZHIJIAN_GROUPS: '2', ZHIJIAN_ACK_WAIT_MS: '2000',
    ZHIJIAN_PAGES_PORT: '0', ZHIJIAN_WITNESSES: join(root, 'witnesses.json'), OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', ...log.environment, ...users.environmentOf(service),
  })
  const running = (): readonly Running[] => [router, ...Object.values(others)]

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'zhijian-host-'))
    mkdirSync(join(root, 'witness'))
    writeFileSync(join(root, 'witnesses.json'), JSON.stringify({ witnesses: [{ kind: 'folder', name: 'another-disk', path: join(root, 'witness') }] }))
    users = brokerUsers(join(root, 'broker'), 2)
    ;[nats, log, collector] = await Promise.all([ownNats(users.file), ownLog(), startCollector()])
    if (where === 'a file') {
      // First, so that it is the one that relays: killing it kills the relay as well.
      router = run('consult-router')
      await eventually(() => router.log.some(({ code }) => code === 'relaying'), () => `the router relays; it said ${JSON.stringify(router.log)}`)
      others = { directory: run('directory'), 'lawyer-pool': run('lawyer-pool'), 'geofence-monitor': run('geofence-monitor'), notifier: run('notifier'), gateway: run('gateway') }
    } else {
      // The other way round, each alone with what was before it: nobody waits for another to be ready.
      const alone = async (service: string): Promise<Running> => {
        const started = run(service)
        await untilReady(started)
        return started
      }
      others = {
        gateway: await alone('gateway'), notifier: await alone('notifier'), 'geofence-monitor': await alone('geofence-monitor'), 'lawyer-pool': await alone('lawyer-pool'), directory: await alone('directory'),
      }
      router = await alone('consult-router')
    }
    await untilReady(...running())

    const { files, folders } = dataPaths(join(root, 'var'))
    store = await log.open(join(root, 'var'))
    keyring = await openSqliteKeyRing({ file: files.keyring, masterKeyFile: files.masterKey, tombstoneFile: files.tombstones })
    tokens = issuerTokens({ folder: folders.issuers, service: 'directory', isEdge: true, now: wallNow })
    const open = async (user: string, keeper: 'asked' | 'itself'): Promise<Bus> => openJetStreamBus({
      connection: await connectNats({ servers: nats.url, service: user, user: users.as(user) }), store, groups: 2, ackWaitMs: 2000, keeper, report: ({ code }) => reports.push(code),
    })
    ;[bus, operator] = [await open('demonstration', 'asked'), await open('operator', 'itself')]
  })

  afterAll(async () => {
    await Promise.all(running().map((each) => each.kill()))
    await bus.close()
    await operator.close()
    await keyring.close()
    await store.close()
    await Promise.all([nats.end(), log.end(), collector.close()])
    rmSync(root, { recursive: true, force: true })
  })

  /** The same command until it is answered: services and brokers come back, a command that landed is not done twice. */
  const patiently = <T>(ask: () => Promise<T>, what: string): Promise<T> => eventually(async () => {
    try {
      return { answer: await ask() }
    } catch (error) {
      if (!isFault(error) || error.retry === 'never') throw error
      return null
    }
  }, () => what).then(({ answer }) => answer)

  let serial = 0
  const say = (service: string, command: string, actor: Actor, data: object): Promise<CommandReply> => {
    const commandId = `command-${String(serial++).padStart(16, '0')}`
    return patiently(() => bus.request(`cmd.${service}.${command}`, {
      commandId, data, actor, token: tokens.sign(actor, commandId), requestedAt: wallNow(), correlationId: 'test',
    } as unknown as Json), `${service} answers ${command}`) as unknown as Promise<CommandReply>
  }
  const tell = async (service: string, command: string, actor: Actor, data: object): Promise<void> =>
    expect(await say(service, command, actor, data), command).toMatchObject({ outcome: 'accepted' })
  const ask = (service: string, query: string, actor: Actor, data: object): Promise<Json> => patiently(() =>
    bus.request(`qry.${service}.${query}`, { data, actor, token: tokens.sign(actor, 'query') } as unknown as Json), `${service} answers ${query}`)
  const as = (role: Actor['role'], id: string = role): Actor => ({ id: id as PersonId, role })

  const http = async (path: string, token: string | null, body?: object): Promise<Record<string, any>> => {
    const response = await fetch(`${others.gateway.url()}/api/v1${path}`, {
      method: body ? 'POST' : 'GET', ...(body ? { body: JSON.stringify(body) } : {}),
      headers: {
        ...(body ? { 'content-type': 'application/json', 'idempotency-key': `key-${path}-${serial++}` } : {}),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
    })
    const answer = await response.json() as Record<string, unknown>
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`)
    return answer
  }
  const events = (stream: string, type: string): Promise<StoredEvent[]> =>
    store.read(stream).then((all) => all.filter((event) => nameOfType(event.type) === type))
  const untilEvents = (stream: string, type: string, count: number): Promise<StoredEvent[]> => eventually(async () => {
    const found = await events(stream, type)
    return found.length >= count && found
  }, () => `${count} ${type} in ${stream}; logs end ${JSON.stringify(running().map(({ service, log }) => [service, log.slice(-3)]))}`)

  /** Not a round one: sums of seconds have many digits. */
  const phone = '13957204186'
  let asked: string
  let token: string
  let accountId: string

  it('takes a question through three tiers, though the router, the broker and the log’s server are killed', async () => {
    await tell('directory', 'import-divisions', as('system'), {
      county: '150921', name: '卓资县', cityName: '乌兰察布市', provinceName: '内蒙古自治区', source: 'test', towns: [{ code: '150921100', name: '卓资山镇', kind: 'town' }], villages: [],
    })
    for (const [id, province] of [['zhao', '15'], ['qian', '15'], ['sun', '11']] as const) {
      await tell('lawyer-pool', 'register-lawyer', as('system'), {
        lawyerId: id, licence: `1${province}01201910${String(serial++).padStart(6, '0')}`, checkValidUntil: '2099-05-31T16:00:00.000Z', isSimulated: true,
        profile: {
          name: '沈知行', firm: '示范律师事务所', kind: 'social', region: province, county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true,
        },
      })
    }
    await tell('lawyer-pool', 'appoint-counsel', as('system'), { lawyerId: 'zhao', counsel: { appointmentId: 'c1', county: '150921', villages: [], until: null } })
    const { policy } = await ask('consult-router', 'policy-in-force', as('policy-admin'), { countyCode: '150921' }) as unknown as { policy: Policy }
    const short: Policy = { ...policy, terms: { ...policy.terms, tiers: policy.terms.tiers.map((tier) => (tier.windowMs === null ? tier : { ...tier, windowMs: WINDOW_MS })) } }
    await tell('consult-router', 'propose-policy', as('policy-admin'), { countyCode: '150921', policy: short })
    const [proposed] = await events('policy-150921', 'PolicyProposed')
    await tell('consult-router', 'confirm-policy', as('bureau-head'), { countyCode: '150921', version: proposed!.data.version, policyHash: proposed!.data.policyHash })

    // A person, over HTTP: the edge acts as `system` until she has proved her phone.
    await http('/auth/phone-codes', null, { phone })
    const code = await eventually(() => others.gateway.said.map((line) => /：(\d{6})$/.exec(line)?.[1]).find(Boolean), () => 'a code at the terminal')
    ;({ token, accountId } = await http('/auth/phone-sessions', null, { phone, code, client: 'app' }) as { token: string; accountId: string })
    const { consultationId } = await http('/consultations', token, {
      text: '工地拖欠我三个月工资，老板电话也不接，我该怎么办？', countyCode: '150921', consentBeyondCounty: true,
    })
    const question = `consultation-${consultationId}`
    const sealer = createSealer(keyring)
    const answer = async (lawyerId: string): Promise<void> => {
      const prepared = await prepareAnswer(sealer, { askerId: accountId as PersonId, question: '', text: '请先到劳动监察大队投诉，保留考勤和转账记录，必要时申请劳动仲裁，一年内提出。' })
      if (prepared.kind === 'refused') throw new Error(prepared.code)
      await tell('consult-router', 'give-answer', as('lawyer', lawyerId), { consultationId, lawyerId, answerId: `answer-${lawyerId}`, form: 'text', clip: null, ...prepared.data })
    }

    await answer('zhao')
    await router.kill()
    router = run('consult-router')
    await untilEvents(question, 'TierOpened', 3)
    await nats.killAndStart()
    await log.killAndStart()
    await answer('qian')
    await answer('sun')
    await untilEvents(question, 'QuorumMet', 1)

    // Whatever was down, tiers opened when they were due.
    const opened = await events(question, 'TierOpened')
    expect(opened.map(({ data }) => data.scope)).toEqual(['county', 'region', 'nation'])
    expect(opened.map(({ meta }) => elapsedMs(opened[0]!.meta.time, instant(meta.time)))).toEqual([0, WINDOW_MS, 2 * WINDOW_MS])
    // Every tier has its audience, and every answer its notice to the asker, once.
    expect((await untilEvents(question, 'AudienceRecorded', 3)).map(({ data }) => data.tier).sort()).toEqual([0, 1, 2])
    const answered = await events(question, 'AnswerGiven')
    expect(answered.map(({ data }) => data.lawyerId)).toEqual(['zhao', 'qian', 'sun'])
    for (const { id } of answered) {
      const [plan] = await untilEvents(`delivery-${id}`, 'PushesPlanned', 1)
      expect(plan!.data.pushes).toMatchObject([{ recipient: accountId, channel: 'in-app' }])
      expect(await untilEvents(`delivery-${id}`, 'ReceiptsRecorded', 1)).toHaveLength(1)
    }
    const shown = await http(`/consultations/${consultationId}`, token)
    expect(shown).toMatchObject({ isQuorumMet: true, answerCount: 3, promise: 'kept' })
    expect(shown.answers.map((each: { lawyer: { lawyerId: string } }) => each.lawyer.lawyerId)).toEqual(['zhao', 'qian', 'sun'])
  })

  it('has nothing left over: every event is carried, no consumer is behind, nothing is parked, one process relays', async () => {
    await untilReady(...running())
    await eventually(async () => (await operator.status()).every(({ lag }) => lag === 0), () => 'all consumers have taken everything')
    expect(await operator.deadLetters.list()).toEqual([])
    expect((await Promise.all(running().map((each) => each.metric('zhijian_relaying')))).sort()).toEqual(['0', '0', '0', '0', '0', '1'])
    expect(router.log.filter(({ code }) => code === 'crashed')).toEqual([])
    expect(running().flatMap((each) => each.log).filter(({ code }) => code === 'bus-forbidden')).toEqual([])
  })

  it('answers nobody without a token, nor for a role its issuer may not speak for', async () => {
    const send = (token?: string): Promise<Json> => bus.request('cmd.lawyer-pool.suspend-lawyer', {
      commandId: 'command-forged-0000001', data: { lawyerId: 'zhao', until: null, reason: 'discipline' }, actor: as('system'),
      ...(token === undefined ? {} : { token }), requestedAt: wallNow(), correlationId: 'test',
    } as unknown as Json)
    await expect(send()).rejects.toMatchObject({ code: 'actor-not-vouched' })
    const stranger = issuerTokens({ folder: join(root, 'elsewhere'), service: 'directory', isEdge: false, now: wallNow })
    await expect(send(stranger.sign(as('system'), 'command-forged-0000001'))).rejects.toMatchObject({ code: 'actor-not-vouched' })
  })

  it('tells at /metrics what docs/metrics.md lists', async () => {
    const listed = [...readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8').matchAll(/^\| `([a-z0-9_]+)` \|/gm)].map(([, name]) => name!)
    expect(await (await fetch(`${others.gateway.log.find(({ code }) => code === 'operator-pages')!.url}/metrics`)).text()).toContain('zhijian_http_request_seconds_count{')
    const told = await Promise.all(running().map(async (each) => [...(await (await fetch(`${each.url()}/metrics`)).text()).matchAll(/^# HELP (\S+)/gm)].map(([, name]) => name!)))
    // Backups are made where everything runs in one process.
    expect([...new Set(told.flat())].sort()).toEqual(listed.filter((name) => name !== 'zhijian_last_backup_timestamp_seconds').sort())
  })

  it('is asked again, while somebody looks, and tells whoever is to be told', async () => {
    const away = new AbortController()
    const look = async (from: Readonly<Record<string, string>> = {}): Promise<ReadableStreamDefaultReader<Uint8Array>> => {
      const live = await fetch(`${others.gateway.url()}/api/v1/live`, { headers: { authorization: `Bearer ${token}`, ...from }, signal: away.signal })
      expect(live.status).toBe(200)
      return live.body!.getReader()
    }
    let told = await look()
    const { consultationId } = await http('/consultations', token, { text: `${CANARY}，电话${phone}，我该怎么办？`, countyCode: '150921', consentBeyondCounty: true })
    asked = consultationId
    await untilEvents(`delivery-${asked}-0`, 'ReceiptsRecorded', 1)
    await eventually(async () => (await bus.status()).every(({ lag }) => lag === 0), () => 'all consumers have taken everything')
    let heard = ''
    while (!/^data:.*consultation/m.test(heard)) {
      const { done, value } = await told.read()
      heard += new TextDecoder().decode(value)
      // A gateway that cannot ask who is welcome lets everybody go; whoever listens comes back where he was.
      if (done) told = await look(Object.fromEntries([...heard.matchAll(/^id: (.+)$/gm)].slice(-1).map(([, id]) => ['last-event-id', id!])))
    }
    away.abort()
  })

  it('says what to do when started beside itself, and drains on SIGTERM', async () => {
    const twin = run('notifier')
    expect(await eventually(() => twin.log.find(({ code }) => code === 'not-started'), () => 'the twin is refused'))
      .toMatchObject({ fault: 'instance-runs-already', message: expect.stringContaining('ZHIJIAN_ORDINAL') })
    // First, while somebody still keeps the streams: how far its reactions are goes into its own store, whatever becomes of the broker.
    expect(await others.notifier.stop()).toBe(0)
    const views = await openSqliteReadStore({ file: join(root, 'var', 'views', 'notifier-0.sqlite') })
    const bookmarks = await openBookmarks(views)
    expect(await bookmarks.load('notifier.notices-of-consultations')).toMatchObject({ epoch: store.epoch, aside: [] })
    await views.close()
    const stopped = await Promise.all(running().map(async (each) => ({ exitCode: await each.stop(), last: each.log.at(-1) })))
    expect(stopped).toMatchObject(running().map(({ service }) => ({ exitCode: 0, last: { service, code: 'stopped' } })))
  })

  it('was one trace over all processes, from the request to the push', () => {
    const request = collector.spans.findLast(({ name, service }) => name === 'POST /api/v1/consultations' && service === 'gateway')!
    const trace = collector.spans.filter(({ traceId }) => traceId === request.traceId)
    const above = (span: CollectedSpan): readonly string[] => {
      const parent = trace.find(({ spanId }) => spanId === span.parentSpanId)
      return parent === undefined ? [] : [`${parent.service}: ${parent.name}`, ...above(parent)]
    }
    const named = (name: string): CollectedSpan => trace.find((span) => span.name === name)!
    expect(above(named('push in-app'))).toEqual([
      'notifier: process notifier.send-pushes', 'notifier: cmd.notifier.plan-pushes', 'notifier: cmd.notifier.plan-pushes', 'notifier: process notifier.plan-waves',
      'notifier: cmd.notifier.open-delivery', 'notifier: cmd.notifier.open-delivery', 'notifier: process notifier.open-question',
      'consult-router: cmd.consult-router.record-audience', 'lawyer-pool: cmd.consult-router.record-audience', 'lawyer-pool: process lawyer-pool.resolve-audience',
      'consult-router: cmd.consult-router.open-consultation', 'gateway: cmd.consult-router.open-consultation', 'gateway: POST /api/v1/consultations',
    ])
    expect(above(named('append consultation')).slice(0, 2)).toEqual(['consult-router: cmd.consult-router.open-consultation', 'gateway: cmd.consult-router.open-consultation'])
    expect(above(named('push live')).at(-1)).toBe('gateway: POST /api/v1/consultations')
    expect(named('process notifier.send-pushes').attributes).toMatchObject({ 'messaging.system': 'nats' })
  })

  it('held nothing of what was typed, and nobody, in spans, metrics and logs', () => {
    const all = [...collector.bodies, ...running().flatMap(({ log: lines }) => lines.map((line) => JSON.stringify(line)))].join('\n')
    const found = [CANARY, '拖欠', phone, accountId, asked].map((planted) => all.indexOf(planted)).filter((at) => at >= 0)
    expect(found.map((at) => all.slice(at - 200, at + 50))).toEqual([])
  })
})
