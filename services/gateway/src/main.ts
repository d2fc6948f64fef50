// The gateway in a process of its own: the account streams on the bus, and the HTTP edge.
import { readFileSync } from 'node:fs'
import { askForSeal, askForSealKey, askItsService, channelsOf, doorsIn, mongoAt, openSecretKey, runService, settingAside } from '@zhijian/host'
import { bundleFiles, bundleMaker, receiptMaker } from '@zhijian/audit'
import { decidedByReleases } from '@zhijian/audit/releases'
import { readPublicKeys } from '@zhijian/event-store'
import { assert, Fault } from '@zhijian/kernel'
import { operationsOf, operatorService } from '@zhijian/operating'
import { clamd, openUploads } from '@zhijian/privacy'
import { edgeChannels, withoutCodes } from './adapters/bureau-channels.ts'
import { openEdgeState } from './adapters/edge-state.sqlite.ts'
import { openSecretStore } from './adapters/secret-store.sqlite.ts'
import { turnRelay } from './adapters/turn.file.ts'
import { gatewayConfig, readSites } from './config.ts'
import { gatewayService } from './definition.ts'
import { readPositionDoor } from './adapters/position-door.file.ts'
import { readBureauSeal } from './adapters/bureau-seal.ts'
import { readHardshipStandards } from './hardship.ts'
import { readMapTiles } from './map-tiles.ts'
import { say } from './i18n/terminal.ts'
import { problemBody } from './problem-body.ts'
import type { CodeSender, EdgeState, SecretStore } from './ports.ts'
import { ProblemError } from './problems.ts'
import { GATEWAY_OPTIONS } from './settings.ts'
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
  options: GATEWAY_OPTIONS,
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
  create(ports, { keyring, lookup, sealer, store }) {
    assert(ways, 'what the service stands on is opened before it')
    return gatewayService(ports, { ...ways, keyring, lookup, sealer, store })
  },
  async serve({ folder, storeIsLive, systemClock, metrics, ...parts }, settings, readiness) {
    const { host, port, origin, turn: relays, 'turn-secret-file': turnSecretFile, 'turn-minutes': turnMinutes, 'direct-calls': directCalls, 'behind-proxy': trustedProxies = [], connections, 'connections-per-address': connectionsPerAddress, 'tls-cert': cert, 'tls-key': key } = settings
    if ((cert === undefined) !== (key === undefined)) throw new Fault('usage', '--tls-cert (ZHIJIAN_TLS_CERT) and --tls-key (ZHIJIAN_TLS_KEY) go together', { retry: 'never' })
    const isLoopback = host === 'localhost' || host === '::1' || /^127\./.test(host)
    if (!isLoopback && !storeIsLive) throw new Fault('usage', 'a demonstration listens on this machine only: leave --host (HOST) out', { retry: 'never' })
    if (!isLoopback && cert === undefined && trustedProxies.length === 0) {
      throw new Fault('usage', 'a platform that others can reach serves HTTPS (--tls-cert, --tls-key) or names its proxy (--behind-proxy)', { retry: 'never' })
    }
    if (origin !== undefined && settings.sites !== undefined) throw new Fault('usage', '--origin (ZHIJIAN_ORIGIN) and --sites (ZHIJIAN_SITES) exclude each other', { retry: 'never' })
    const sites = settings.sites === undefined ? undefined : readSites(settings.sites)!
    const turn = turnRelay(relays, turnSecretFile, turnMinutes)
    assert(ways, 'the service is made before its face')
    const { folders, birth } = folder
    const channels = channelsOf(settings.channels, storeIsLive)
    const edge = channels && edgeChannels(channels, parts.log)
    const { keyring, blobs } = parts
    const receipt = receiptMaker({ store: parts.store, treeFolder: folders.tree, sealer: parts.sealer })
    const bundle = bundleMaker({ store: parts.store, treeFolder: folders.tree, ...bundleFiles(blobs, () => readPublicKeys(folders.seals)), decidedBy: decidedByReleases })
    const gateway = await createGateway({
      ...parts, receipt, bundle, systemClock, codeSender: storeIsLive ? edge?.codeSender ?? withoutCodes : shownHere, registry: metrics.registry,
      readiness,
      hardship: readHardshipStandards(settings.hardship), documentSeal: await readBureauSeal(settings['document-seal']), mapTiles: readMapTiles(settings['map-tiles']), positionDoor: await readPositionDoor(settings['position-door']),
      uploads: await openUploads({ folder: folders.uploads, keyring, blobs, clock: systemClock, limits: ALL_UPLOADS, suite: settings.suite, ...(settings.scanner === undefined ? {} : { scanner: clamd({ address: settings.scanner }) }) }),
      ...ways, ...(edge?.wechat ? { wechat: edge.wechat } : {}), ...(edge ? { reports: edge.reports } : {}), ...(turn === undefined ? {} : { turn }),
      config: gatewayConfig({
        host, port, trustedProxies, connections, connectionsPerAddress, county: birth.county, demonstration: !storeIsLive, directCalls: directCalls === 'on' || (!storeIsLive && turn === undefined),
        ...(origin === undefined ? {} : { publicOrigin: origin }), ...(sites === undefined ? {} : { sites }),
        ...(cert === undefined || key === undefined ? {} : { tls: { cert: pem(cert, '--tls-cert'), key: pem(key, '--tls-key') } }),
      }),
    })
    const { url } = await gateway.start()
    const doors = (): readonly string[] => doorsIn(folder.root, folders.hosts)
    return {
      url,
      operations: operationsOf({
        ...parts, receipt, county: birth.county, url: sites?.console ?? origin ?? url, accounts: gateway, probe: PROBE,
        deadLetters: {
          replay: (consumer, eventId) => askItsService(doors(), 'letter-again', consumer, eventId),
          discard: (consumer, eventId) => askItsService(doors(), 'letter-over', consumer, eventId),
        },
        sealLog: () => askForSeal(doors()),
        rotateSealKey: () => askForSealKey(doors()),
      }),
      stop: () => gateway.stop(),
    }
  },
})
