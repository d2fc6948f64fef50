// The demonstration in a process of its own, beside services that run in theirs: it founds the county over the bus, opens its
// accounts, answers in its lawyers' names, and opens the operator's door. It owns no stream.
import { openControl, openOperatorPages, openSecretKey, runService, settingAside, socketOf } from '@zhijian/host'
import { ALL_UPLOADS, createGateway, gatewayConfig, openEdgeState, openSecretStore } from '@zhijian/gateway'
import { Fault } from '@zhijian/kernel'
import { openUploads } from '@zhijian/privacy'
import { demonstrationService } from './definition.ts'
import { createDemonstration } from './ground.ts'
import { loadSessions } from './load-sessions.ts'
import { DEMONSTRATION_OPTIONS } from './settings.ts'

await runService({
  name: 'demonstration',
  options: DEMONSTRATION_OPTIONS,
  create: () => demonstrationService,
  async serve(host, { url, speed, seed, lawyers, answers, ...settings }, readiness) {
    const { folder, storeIsLive, closing, log, clock, systemClock, timers, keyring, blobs } = host
    if (storeIsLive) throw new Fault('store-born-live', `${folder.root} is a live store: no demonstration, no simulated lawyers`, { retry: 'never' })
    if (url === undefined) throw new Fault('usage', '--url (ZHIJIAN_URL) is missing: give a URL without a path', { retry: 'never' })
    const { files, folders, birth } = folder
    // Accounts and links as the gateway makes them, in its files; it answers nobody here.
    const gateway = await createGateway({
      ...host, clock, systemClock, timers,
      edgeState: closing(openEdgeState(files.edge, settingAside('edge', log))), secrets: closing(openSecretStore(files.secrets, openSecretKey(files.secretsKey))),
      uploads: await openUploads({ folder: folders.uploads, keyring, blobs, clock: systemClock, limits: ALL_UPLOADS }),
      codeSender: { send: async () => {} }, config: gatewayConfig({ host: '127.0.0.1', port: 0, county: birth.county, demonstration: true }),
    })
    const ground = { ...host, gateway }
    const demonstration = createDemonstration({
      folder, seed, lawyers, silent: answers === 'none', speed, log, print: (line) => void process.stdout.write(`${line}\n`),
    })
    await demonstration.found(ground)
    const answering = demonstration.answer(ground)
    const control = await openControl(socketOf(folder.root), { 'load-sessions': loadSessions(ground) }, log)
    const pages = await openOperatorPages({ host: settings.host, port: settings.port, registry: () => host.metrics.registry, readiness })
    await demonstration.announce(gateway, url)
    return {
      url: pages.url,
      async stop() {
        await answering.stop()
        await control.close()
        await pages.close()
      },
    }
  },
})
