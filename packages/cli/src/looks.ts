// What an operator would look at first, one look each, each with the runbook that begins with it. A look never changes anything, never
// throws for what it looks at, and says what to do. It works on a stopped platform and beside a running one.
import { birthOf } from '@zhijian/host'
import { brokerLooks } from './looks/broker.ts'
import { copyLooks } from './looks/copies.ts'
import { folderLooks } from './looks/folders.ts'
import { keyLooks } from './looks/keys.ts'
import { logLooks } from './looks/log.ts'
import { guarded, look, type Look, type Looking } from './looks/look.ts'
import { runningLooks, stoppedLooks } from './looks/running.ts'
import { scannerLooks } from './looks/scanner.ts'
import { certificateLooks, channelLooks, settingLooks } from './looks/settings.ts'

/** Every look, in the order an operator would ask. */
export const lookAt = async (asked: Omit<Looking, 'isLive'>): Promise<readonly Look[]> => {
  const { root } = asked.paths
  let birth
  try {
    birth = birthOf(root)
  } catch {
    return [look('wrong', 'doctor.store.format', { root })]
  }
  if (birth === null) return [look('wrong', 'doctor.store.missing', { root })]
  const looking: Looking = { ...asked, isLive: birth.kind === 'live' }
  const running = await runningLooks(looking)
  return [
    look('ok', 'doctor.store.ok', { root, kind: birth.kind, county: birth.county }),
    ...await guarded('settings', () => settingLooks(looking)),
    ...await guarded('folders', () => folderLooks(looking)), ...await guarded('keys', () => keyLooks(looking)),
    ...await guarded('log', () => logLooks(looking)), ...await guarded('backups', () => copyLooks(looking)),
    ...await guarded('channels', () => channelLooks(looking)), ...await guarded('scanner', () => scannerLooks(looking)),
    ...await guarded('certificates', () => certificateLooks(looking, running?.url ?? null)),
    ...await guarded('broker', () => brokerLooks(looking)),
    ...running?.looks ?? await stoppedLooks(looking),
  ]
}
