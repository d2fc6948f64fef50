// geofence-monitor in a process of its own.
import { runService, SUPERVISION } from '@zhijian/host'
import { openPositions } from './adapters/positions-opened.ts'
import { readSupervision } from './adapters/supervision-terms.ts'
import { createGeofenceMonitor } from './service.ts'

let opened: Awaited<ReturnType<typeof openPositions>> | null = null

await runService({
  name: 'geofence-monitor',
  options: { supervision: SUPERVISION },
  open: async (parts) => { opened = await openPositions(parts, parts.folder.folders.positions) },
  create: (ports, parts, settings) => createGeofenceMonitor(ports, readSupervision(settings.supervision), { ...parts, ...opened! }),
})
