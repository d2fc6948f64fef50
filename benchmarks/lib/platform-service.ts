// The whole platform in a process of its own: HTTP, every service, log and views on disk; one county with one counsel, and as many
// citizens as were asked for, signed in. Limits on how often one may ask are raised: whoever measures asks more often than a person.
//
//   node platform-service.ts FOLDER CITIZENS
import { join } from 'node:path'
import type { AccountId } from '@zhijian/contracts'
import { openPlatform } from '@zhijian/embedded'
import { openDataFolder } from '@zhijian/host'
import { tell } from '@zhijian/operating'
import { silentLog, systemClock, wallNow } from '@zhijian/runtime'

const [root = '', citizens = '1'] = process.argv.slice(2)
const COUNTY = '150921'
const platform = await openPlatform({
  folder: openDataFolder({ root: join(root, 'var'), kind: 'demo', county: COUNTY, now: wallNow() }), clock: (notBefore) => systemClock({ notBefore }), systemClock: systemClock(), log: silentLog, hash: 'sha256',
  http: { host: '127.0.0.1', port: 0, trustedProxies: [], rateScale: 10_000 }, codeSender: { send: async () => {} },
})
await tell(platform, 'directory', 'import-divisions', {
  county: COUNTY, name: '卓资县', cityName: '乌兰察布市', provinceName: '内蒙古自治区', source: 'benchmark', towns: [{ code: '150921100', name: '卓资山镇', kind: '镇' }],
  villages: [{ code: '150921100201', name: '村', kind: '村' }],
})
await tell(platform, 'lawyer-pool', 'register-lawyer', {
  lawyerId: 'counsel', licence: '11501201910000001', checkValidUntil: '2099-05-31T16:00:00.000Z',
  profile: { name: '顾问', firm: '律师事务所', kind: 'social', region: '15', county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true },
})
await tell(platform, 'lawyer-pool', 'appoint-counsel', { lawyerId: 'counsel', counsel: { appointmentId: 'c1', county: COUNTY, villages: [], until: null } })
const tokens: string[] = []
for (let n = 0; n < Number(citizens); n += 1) {
  await platform.gateway.provision({ id: `citizen-${n}` as AccountId, kind: 'citizen' })
  tokens.push(await platform.gateway.syntheticSession(`citizen-${n}` as AccountId))
}
process.send!({ ready: Number(new URL(platform.url).port), tokens })
process.on('message', () => void platform.runtime.caughtUp().then(() => process.send!({ caughtUp: true })))
