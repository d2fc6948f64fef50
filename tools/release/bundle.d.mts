/** What can be started, and `deciders`, which an upgrade's check loads: name → built file. */
export const PROGRAMS: Readonly<Record<
  'platform' | 'directory' | 'lawyer-pool' | 'consult-router' | 'notifier' | 'geofence-monitor' | 'gateway' | 'demonstration' | 'zhijian' | 'deciders', string
>>
/** Packages that stay outside. */
export const WITHOUT: readonly string[]
/** Files of the build: `build/modules/*.mjs`, `data/*`, `LICENCES.txt`. */
export function bundle(): Promise<Map<string, Uint8Array>>
/** What `npm start` runs: `build/modules/*.mjs`, `data/*`. */
export function bundlePlatform(): Promise<Map<string, Uint8Array>>
