// The gateway put together: HTTP in, live updates out, nobody where they do not belong. It owns no rule; the `account`
// streams it owns are run by the runtime (definition.ts).
import type { AccountId, PersonId } from '@zhijian/contracts'
import type { Readiness } from '@zhijian/host'
import { Fault, type Cancel } from '@zhijian/kernel'
import { silentLog } from '@zhijian/runtime'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { createGatewayCore, type GatewayPorts } from './gateway.ts'
import { digest } from './ids.ts'
import { memoryBuckets } from './http/buckets.ts'
import { pages } from './http/pages.ts'
import { createPipeline } from './http/pipeline.ts'
import { createHttpServer } from './http/server.ts'
import { copyOf, jsonOfCopy } from './personal-copy.ts'
import { pageOfCopy } from './personal-page.ts'
import { originOf } from './map-tiles.ts'
import { openPositionDoor } from './position-door.ts'
import { ROUTES } from './routes/index.ts'
import { isPresent, issueLink, openSyntheticSession, provision, tellAccount, type Provision } from './sign-in.ts'
import type { Scope } from './standing.ts'

export interface GatewayOptions extends GatewayPorts {
  readonly registry?: Registry
  readonly readiness?: () => Promise<Readiness>
}

export interface GatewayServer {
  start(): Promise<{ readonly url: string }>
  /** Answers what is in hand, ends live streams, closes what it opened. The ports belong to whoever made them. */
  stop(): Promise<void>
  /** Accounts that exist before anyone can sign in. Repeating it changes nothing. */
  provision(account: Provision): Promise<void>
  /** @returns a bearer token for an account without a person. @throws ProblemError `not-permitted` for any other */
  syntheticSession(account: AccountId): Promise<string>
  /** Null: there is no such account. */
  phaseOf(account: AccountId): Promise<'active' | 'suspended' | null>
  /** What somebody may act as now; nothing for an account that is not there, or is suspended. */
  scopes(account: AccountId): Promise<readonly Scope[]>
  /** What the platform holds of somebody, in two forms. @throws Fault `no-such-person` · `person-restricted` · `person-erased` (never) */
  personalCopy(person: PersonId): Promise<{ readonly html: string; readonly json: string }>
  /** Whether this account's person is at the machine, by a code of their second factor. */
  isPresent(account: AccountId, code: string): Promise<'present' | 'not-shown' | 'blocked'>
  /** @returns the token of a one-time link for an account, valid for 15 minutes */
  administratorLink(account: AccountId): Promise<string>
}

const SWEEP_EVERY_MS = 10 * 60_000

export const createGateway = async (options: GatewayOptions): Promise<GatewayServer> => {
  const gateway = createGatewayCore(options)
  const log = options.log ?? silentLog
  const registry = options.registry ?? new Registry()
  const seconds = new Histogram({
    name: 'zhijian_http_request_seconds', help: 'From the head of a request to the end of its answer',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10], registers: [registry],
  })
  new Gauge({
    name: 'zhijian_live_clients', help: 'Open live streams', registers: [registry],
    collect() {
      this.set(gateway.live.connected)
    },
  })
  const turnedAway = new Counter({
    name: 'zhijian_http_connections_refused_total', help: 'Connections that were refused at the door: one address had all it may have, or everybody together had', labelNames: ['why'], registers: [registry],
  })
  const server = await createHttpServer({
    config: options.config,
    routes: ROUTES,
    pipeline: createPipeline(gateway, memoryBuckets()),
    log,
    timers: options.timers,
    pages: pages({
      tilesFrom: gateway.mapTiles ? originOf(gateway.mapTiles) : null,
      registry, demonstration: options.config.demonstration, readiness: options.readiness ?? (async () => ({ ready: true, reasons: [] })),
    }),
    onTurnedAway: (why) => turnedAway.inc({ why }),
    onDone: (route, _request, reply) => seconds.observe({ route: route?.id ?? 'other', status: String(reply.statusCode) },
      reply.elapsedTime / 1000),
  })

  const door = gateway.positionDoor ? openPositionDoor(gateway, gateway.positionDoor) : null
  let cancelSweep: Cancel = () => undefined
  const sweep = (): void => {
    cancelSweep = options.timers.after(SWEEP_EVERY_MS, () => {
      void Promise.all([
        options.edgeState.sweep(gateway.nowMs()).catch(() => log.warn('edge-state-not-swept')),
        options.uploads.sweep().catch(() => log.warn('uploads-not-swept')),
      ]).finally(sweep)
    })
  }
  let stopping: Promise<void> | null = null
  return {
    async start() {
      sweep()
      await gateway.live.start()
      gateway.operators.watch()
      await gateway.callSignals.start()
      await door?.start()
      const url = await server.listen()
      log.info('gateway-listening', { url })
      return { url }
    },
    stop() {
      stopping ??= (async () => {
        cancelSweep()
        await door?.stop()
        await gateway.callSignals.stop()
        await gateway.live.stop()
        await gateway.operators.stop()
        await server.close()
      })()
      return stopping
    },
    provision: (account) => provision(gateway, account),
    syntheticSession: (account) => openSyntheticSession(gateway, account),
    async phaseOf(account) {
      const phase = (await gateway.accounts.load(account))?.state.phase
      return phase === 'active' || phase === 'suspended' ? phase : null
    },
    async scopes(account) {
      const loaded = await gateway.accounts.load(account)
      return loaded === null ? [] : gateway.scopesOf(loaded.state)
    },
    async personalCopy(person) {
      const status = await gateway.keyring.status(person)
      if (status === 'unknown') throw new Fault('no-such-person', 'nothing is kept under this id', { retry: 'never' })
      if (status === 'erased' || status === 'restricted') throw new Fault(`person-${status}`, 'the data of this person is not read any more', { retry: 'never' })
      const copy = await copyOf(gateway, person)
      return { html: pageOfCopy(copy), json: jsonOfCopy(copy) }
    },
    isPresent: (account, code) => isPresent(gateway, account, code),
    administratorLink: (account) => issueLink(gateway, account,
      (link) => tellAccount(gateway, 'issue-link', { accountId: account, link }, digest(link))),
  }
}
