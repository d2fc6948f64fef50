// geofence-monitor in a process of its own.
import { runService, SUPERVISION } from '@zhijian/host'
import { readSupervision } from './adapters/supervision-terms.ts'
import { createGeofenceMonitor } from './service.ts'

await runService({
  name: 'geofence-monitor',
  options: { supervision: SUPERVISION },
  create: (ports, _parts, settings) => createGeofenceMonitor(ports, readSupervision(settings.supervision)),
})
