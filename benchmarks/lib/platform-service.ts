// The whole platform in a process of its own: HTTP, every service, log and views on disk; one county with one counsel, and as many
// citizens as were asked for, signed in. Limits on how often one may ask are raised: whoever measures asks more often than a person.
//
//   node platform-service.ts FOLDER CITIZENS
import { join } from 'node:path'
import type { AccountId } from '@zhijian/contracts'
import { openPlatform } from '@zhijian/embedded'
import { openDataFolder } from '@zhijian/host'
import { silentLog, systemClock, wallNow } from '@zhijian/runtime'
import { COUNTY, foundSmallCounty } from './small-county.ts'

const [root = '', citizens = '1'] = process.argv.slice(2)
const platform = await openPlatform({
  folder: openDataFolder({ root: join(root, 'var'), kind: 'demo', county: COUNTY, now: wallNow() }), clock: (notBefore) => systemClock({ notBefore }), systemClock: systemClock(), log: silentLog, hash: 'sha256',
  http: { host: '127.0.0.1', port: 0, trustedProxies: [], rateScale: 10_000 }, codeSender: { send: async () => {} },
})
await foundSmallCounty(platform)
const tokens: string[] = []
for (let n = 0; n < Number(citizens); n += 1) {
  await platform.gateway.provision({ id: `citizen-${n}` as AccountId, kind: 'citizen' })
  tokens.push(await platform.gateway.syntheticSession(`citizen-${n}` as AccountId))
}
process.send!({ ready: Number(new URL(platform.url).port), tokens })
process.on('message', () => void platform.runtime.caughtUp().then(() => process.send!({ caughtUp: true })))
