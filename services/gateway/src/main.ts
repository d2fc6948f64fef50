// The gateway in a process of its own: the account streams on the bus, and the HTTP edge.
import { readFileSync } from 'node:fs'
import { askForSeal, askItsService, CHANNELS, channelsOf, doorsIn, mongoAt, openSecretKey, runService, settingAside, takes } from '@zhijian/host'
import { assert, Fault } from '@zhijian/kernel'
import { operationsOf, operatorService } from '@zhijian/operating'
import { openUploads } from '@zhijian/privacy'
import { z } from 'zod'
import { edgeChannels, withoutCodes } from './adapters/bureau-channels.ts'
import { openEdgeState } from './adapters/edge-state.sqlite.ts'
import { openSecretStore } from './adapters/secret-store.sqlite.ts'
import { turnRelay } from './adapters/turn.file.ts'
import { gatewayConfig } from './config.ts'
import { gatewayService } from './definition.ts'
import { say } from './i18n/terminal.ts'
import { problemBody } from './problem-body.ts'
import type { CodeSender, EdgeState, SecretStore } from './ports.ts'
import { ProblemError } from './problems.ts'
import { createGateway } from './service.ts'
import { PROBE } from './sign-in.ts'
import { ALL_UPLOADS } from './uploads.ts'

/** A demonstration shows codes where it runs. */
const shownHere: CodeSender = { send: async (phone, code) => void process.stdout.write(`${say('code', { phone, code })}\n`) }

const pem = (file: string, flag: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Fault('usage', `${flag} cannot be read`, { retry: 'never', cause: error })
  }
}

let ways: { readonly edgeState: EdgeState; readonly secrets: SecretStore } | undefined

await runService({
  name: 'gateway',
  options: {
    port: takes.whole('PORT', 0, 65_535, 8080, 'of the whole edge, /healthz, /readyz and /metrics with it'),
    'behind-proxy': takes.list('ZHIJIAN_PROXIES', z.ipv4().or(z.ipv6()), 'the exact IP address of a proxy that ends TLS', 'who may say whom a request is from'),
    origin: takes.text('ZHIJIAN_ORIGIN', z.url(), 'a URL without a path', 'how browsers reach this platform'),
    channels: CHANNELS,
    'tls-cert': takes.path('ZHIJIAN_TLS_CERT', 'certificate; given with its key: HTTPS'),
    'tls-key': takes.path('ZHIJIAN_TLS_KEY', 'its key'),
    'edge-store': takes.oneOf('ZHIJIAN_EDGE_STORE', ['file', 'mongodb'], 'file', 'where sessions, password hashes and second factors lie; mongodb for gateways on several hosts'),
    'pages-port': takes.text('ZHIJIAN_PAGES_PORT', z.string().regex(/^\d{1,5}$/).refine((text) => Number(text) <= 65_535), 'a port', '/healthz, /readyz and /metrics there too, from before the broker is found, for tools of the operator that come from elsewhere: its own port tells /metrics to this machine alone. Keep it from the public'),
    'pages-host': takes.text('ZHIJIAN_PAGES_HOST', z.string().min(1).max(255), 'an address', 'where that port is; default --host'),
    turn: takes.list('TURN_URLS', z.string().regex(/^turns?:[^\s,/@]+$/), 'turn:HOST:PORT', 'the relay of calls; with its secret: callers are given credentials for it'),
    'turn-secret-file': takes.path('TURN_SECRET_FILE', 'holds the secret that the relay shares'),
    'direct-calls': takes.oneOf('ZHIJIAN_DIRECT_CALLS', ['on', 'off'], 'off', 'calls go from browser to browser where they can, each learning the other’s address; off: through the relay alone'),
    'turn-minutes': takes.whole('TURN_MINUTES', 1, 1440, 10, 'how long a credential lets calls begin'),
  },
  meanwhile: {
    status: 503, type: 'application/problem+json; charset=utf-8', headers: { 'retry-after': '1' },
    text: JSON.stringify(problemBody(new ProblemError('no-responder'), 'starting')),
  },
  operatorPagesAt: ({ host, 'pages-host': at = host, 'pages-port': port }) => (port === undefined ? null : { host: at, port: Number(port) }),
  beside: operatorService,
  async open({ folder: { files }, closing, log }, settings) {
    const key = openSecretKey(files.secretsKey)
    if (settings['edge-store'] === 'file') {
      ways = { edgeState: closing(openEdgeState(files.edge, settingAside('edge', log))), secrets: closing(openSecretStore(files.secrets, key)) }
      return
    }
    const { openMongoEdge } = await import('./adapters/edge-state.mongo.ts')
    ways = await openMongoEdge(mongoAt(settings, 'edge'), key)
    closing(ways.edgeState)
  },
  create(ports, { lookup, sealer }) {
    assert(ways, 'what the service stands on is opened before it')
    return gatewayService(ports, { ...ways, lookup, sealer })
  },
  async serve({ folder, storeIsLive, systemClock, metrics, ...parts }, settings, readiness) {
    const { host, port, origin, turn: relays, 'turn-secret-file': turnSecretFile, 'turn-minutes': turnMinutes, 'direct-calls': directCalls, 'behind-proxy': trustedProxies = [], 'tls-cert': cert, 'tls-key': key } = settings
    if ((cert === undefined) !== (key === undefined)) throw new Fault('usage', '--tls-cert (ZHIJIAN_TLS_CERT) and --tls-key (ZHIJIAN_TLS_KEY) go together', { retry: 'never' })
    const isLoopback = host === 'localhost' || host === '::1' || /^127\./.test(host)
    if (!isLoopback && !storeIsLive) throw new Fault('usage', 'a demonstration listens on this machine only: leave --host (HOST) out', { retry: 'never' })
    if (!isLoopback && cert === undefined && trustedProxies.length === 0) {
      throw new Fault('usage', 'a platform that others can reach serves HTTPS (--tls-cert, --tls-key) or names its proxy (--behind-proxy)', { retry: 'never' })
    }
    const turn = turnRelay(relays, turnSecretFile, turnMinutes)
    assert(ways, 'the service is made before its face')
    const { folders, birth } = folder
    const channels = channelsOf(settings.channels, storeIsLive)
    const edge = channels && edgeChannels(channels, parts.log)
    const { keyring, blobs } = parts
    const gateway = await createGateway({
      ...parts, systemClock, codeSender: storeIsLive ? edge?.codeSender ?? withoutCodes : shownHere, registry: metrics.registry,
      readiness,
      uploads: await openUploads({ folder: folders.uploads, keyring, blobs, clock: systemClock, limits: ALL_UPLOADS }),
      ...ways, ...(edge?.wechat ? { wechat: edge.wechat } : {}), ...(edge ? { reports: edge.reports } : {}), ...(turn === undefined ? {} : { turn }),
      config: gatewayConfig({
        host, port, trustedProxies, county: birth.county, demonstration: !storeIsLive, directCalls: directCalls === 'on',
        ...(origin === undefined ? {} : { publicOrigin: origin }),
        ...(cert === undefined || key === undefined ? {} : { tls: { cert: pem(cert, '--tls-cert'), key: pem(key, '--tls-key') } }),
      }),
    })
    const { url } = await gateway.start()
    const doors = (): readonly string[] => doorsIn(folder.root, folders.hosts)
    return {
      url,
      operations: operationsOf({
        ...parts, county: birth.county, url: origin ?? url, accounts: gateway, probe: PROBE,
        deadLetters: {
          replay: (consumer, eventId) => askItsService(doors(), 'letter-again', consumer, eventId),
          discard: (consumer, eventId) => askItsService(doors(), 'letter-over', consumer, eventId),
        },
        sealLog: () => askForSeal(doors()),
      }),
      stop: () => gateway.stop(),
    }
  },
})
